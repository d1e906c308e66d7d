"""Pictures on pages of text are told where they are large enough to be tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from doichieu.extract import read_bytes
from tests.extract.pdf.drawing import draw, write

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from doichieu.extract.pdf.frame import Rect

GREY = ImageReader(Image.new("L", (60, 40), 200))


def codes(*pictures: Rect, lines: int = 3) -> set[str]:
    """Codes of the issues of a page with some lines of text and pictures (left, bottom, width, height)."""

    def page(canvas: Canvas) -> None:
        for left, bottom, wide, high in pictures:
            canvas.drawImage(GREY, left, bottom, wide, high)
        for line in range(lines):
            write(canvas, 70, 70 + 20 * line, "Báo cáo kết quả thực hiện nhiệm vụ của các cơ quan")

    return {issue.code for issue in read_bytes(draw(page), "a.pdf").issues}


def test_a_picture_as_large_as_a_table_is_an_issue() -> None:
    """It is not lost without a word."""
    assert "picture-not-read" in codes((70, 300, 450, 200))


def test_so_are_strips_of_one() -> None:
    """Programs cut pictures into strips."""
    assert "picture-not-read" in codes(*((70.0, 300.0 + 10 * strip, 450.0, 10.0) for strip in range(20)))


@pytest.mark.parametrize("picture", [(430, 100, 110, 110), (270, 760, 60, 60), (320, 120, 200, 110)])
def test_stamps_logos_and_signatures_are_none(picture: Rect) -> None:
    """They hold no table."""
    assert "picture-not-read" not in codes(picture)


def test_a_stamp_above_and_a_signature_below_are_no_picture_together() -> None:
    """Pictures that stand apart are looked at one by one."""
    assert "picture-not-read" not in codes((20, 740, 120, 80), (330, 60, 180, 110))


def test_a_picture_behind_text_is_none() -> None:
    """What stands on it was read."""
    assert "picture-not-read" not in codes((60, 600, 480, 200), lines=8)
