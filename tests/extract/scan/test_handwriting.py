"""Numbers and days that a pen wrote into a printed letterhead are left out and said, never guessed."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pypdfium2
import pytest
from PIL import Image

from doichieu.extract import read_bytes
from doichieu.extract.scan.handwriting import slots
from tests.extract.pdf.drawing import draw, write

if TYPE_CHECKING:
    from typing import Any

    from reportlab.pdfgen.canvas import Canvas

    from doichieu.model import Document

SCALE = 300 / 72
# Strokes of a slanted 7, 4 and 9, across and down in parts of the figures' height; they dive below the line.
STROKES = (
    ((0.0, 0.05), (0.55, 0.0), (0.2, 1.2)),
    ((0.95, -0.2), (0.7, 0.6), (1.25, 0.55), (1.2, 0.2), (1.05, 1.15)),
    ((1.85, 0.15), (1.5, 0.1), (1.45, 0.45), (1.85, 0.4), (1.9, 0.0), (1.65, 1.25)),
)
BLUE, BLACK = (160, 60, 30), (30, 30, 30)


def form(canvas: Canvas, number: str, day: str) -> None:
    """A letterhead, its number and day printed or left for a pen, above some sentences."""
    write(canvas, 70, 70, "ỦY BAN NHÂN DÂN TỈNH", 13)
    write(canvas, 310, 70, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 11)
    write(canvas, 70, 100, f"Số: {number}", 13)
    write(canvas, 130, 100, "/QĐ-UBND", 13)
    write(canvas, 310, 100, "Bình Định, ngày", 13)
    write(canvas, 408, 100, day, 13)
    write(canvas, 430, 100, "tháng 02 năm 2017", 13)
    write(canvas, 240, 150, "QUYẾT ĐỊNH", 13)
    for line in range(6):
        write(
            canvas,
            70,
            190 + 20 * line,
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
            13,
        )


def scanned(number: str = "", day: str = "", pen: tuple[int, int, int] = BLACK) -> Document:
    """The letterhead at 300 dpi; what is not printed is written in."""
    (page,) = pypdfium2.PdfDocument(draw(lambda canvas: form(canvas, number, day)))
    pixels = np.ascontiguousarray(page.render(scale=SCALE).to_numpy()[:, :, :3])
    for text, left in ((number, 96), (day, 408)):
        if not text:
            _write(pixels, left, pen)
    buffer = BytesIO()
    Image.fromarray(pixels[:, :, ::-1]).save(buffer, "PDF", resolution=300)
    return read_bytes(buffer.getvalue(), "a.pdf")


def _write(pixels: Any, left: float, pen: tuple[int, int, int]) -> None:
    high = 9.5
    for stroke in STROKES:
        points = [
            ((left + across * high) * SCALE, (100 - high + down * high) * SCALE) for across, down in stroke
        ]
        cv2.polylines(
            pixels,
            [np.array(points, dtype=np.int32)],
            isClosed=False,
            color=pen,
            thickness=4,
            lineType=cv2.LINE_AA,
        )


@pytest.mark.parametrize("pen", [BLUE, BLACK], ids=["blue", "black"])
def test_what_a_pen_wrote_is_left_out_and_said(pen: tuple[int, int, int]) -> None:
    """Neither a number nor a date comes of it; an issue shows what it was read as."""
    document = scanned(pen=pen)
    assert document.letterhead.number is None
    assert document.letterhead.issued_on is None
    (issue,) = [issue for issue in document.issues if issue.code == "handwriting"]
    assert "Số" in issue.message
    assert issue.locator is not None
    assert issue.locator.page == 1


def test_what_was_printed_stays() -> None:
    """The same letterhead from a printer."""
    document = scanned("305", "07")
    assert document.letterhead.number == "305/QĐ-UBND"
    assert str(document.letterhead.issued_on) == "2017-02-07"
    assert "handwriting" not in {issue.code for issue in document.issues}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Số: 289 /TTr-CAT-PC06", [" 289"]),
        ("Số: 3 9/C04-P6", [" 3 9"]),
        ("Hà Nội, ngày Lế tháng", [" Lế "]),
        ("Lâm Đồng, ngày22", ["22"]),
        ("5ế tháng 01 năm 2026", [" 01 ", "5ế "]),
        ("Số lượng hồ sơ đã giải quyết", []),
        ("Bảng 2. Điểm số", []),
    ],
)
def test_forms_leave_room_for_a_pen(text: str, parts: list[str]) -> None:
    """Before the sign of a number, for the day and for the month, also where a long line was cut."""
    assert [text[slice(*span)] for span in slots(text)] == parts
