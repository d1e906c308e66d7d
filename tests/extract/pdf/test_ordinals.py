"""Ordinals set at the right of their column, a space away from the names at the left of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from recipe.fonts import runs

from doichieu.extract import read_bytes
from doichieu.extract.pdf.ordinals import whole_ordinals
from doichieu.extract.stream import RawCell

from .drawing import draw, write

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from doichieu.model import Document

_NAMES = ("Sở Nội vụ", "Sở Tư pháp", "Sở Y tế", "Sở Công Thương", "Sở Xây dựng")


def _paper(first: int, mark: str = "", *, left: bool = False) -> Document:
    def page(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Bảng 1. Kết quả đánh giá")
        for x, text in ((60, "STT"), (100, "Đơn vị"), (300, "Điểm"), (400, "Tỷ lệ")):
            write(canvas, x, 90, text)
        for at, name in enumerate(_NAMES):
            y = 108 + 18 * at
            ordinal = f"{first + at}{mark}"
            parts = runs(ordinal, bold=False, mixed=False)
            width = sum(canvas.stringWidth(part, font, 11) for font, part in parts)
            write(canvas, 92 if left else 97.5 - width, y, ordinal)
            write(canvas, 92 + width + 2.4 if left else 100, y, name)
            write(canvas, 300, y, f"9{at},5")
            write(canvas, 400, y, f"8{at}%")

    return read_bytes(draw(page), "x.pdf")


@pytest.mark.parametrize(("first", "mark"), [(1, ""), (8, ""), (98, ""), (1, "."), (7, ".")])
def test_ordinals_a_space_away_from_names_are_a_column(first: int, mark: str) -> None:
    """They count up, end at one place, and the names begin at one: two columns."""
    (table,) = _paper(first, mark).tables
    assert [row[:3] for row in table.grid()] == [
        ["STT", "Đơn vị", "Điểm"],
        *([f"{first + at}{mark}", name, f"9{at},5"] for at, name in enumerate(_NAMES)),
    ]


def test_numbers_that_open_names_stay_with_them() -> None:
    """Where names begin behind the width of each number, the numbers are part of the text."""
    (table,) = _paper(8, left=True).tables
    assert not any(row[0] in {"8", "9", "10", "11", "12"} for row in table.grid())


@pytest.mark.parametrize(
    ("printed", "whole"),
    [
        ("8 9 1/0 1/1 1/2", "8 9 10 11 12"),
        ("98 99 10/0 10/1", "98 99 100 101"),
        ("1/1 1/2", "11 12"),
        ("8 9 1/0 8", "8 9 10 8"),
        ("3 1/2 1/2 5", "3 1/2 1/2 5"),
    ],
)
def test_ordinals_that_a_narrow_column_breaks(printed: str, whole: str) -> None:
    """Digits below each other are one ordinal where it counts on, else they stay two."""
    rows = []
    for text in printed.split():
        lines = tuple(text.split("/"))
        rows.append((RawCell(" ".join(lines), 0, lines=lines if len(lines) > 1 else ()),))
    assert [row[0].text.replace(" ", "/") for row in whole_ordinals(rows)] == whole.split()
