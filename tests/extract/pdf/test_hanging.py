"""Texts a little too long for their cells: what hangs over a ruling stays with its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recipe.fonts import runs

from doichieu.extract import read_bytes

from .drawing import draw, grid, write

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_YS = (80, 100, 120, 140)


def _width(canvas: Canvas, text: str) -> float:
    return sum(canvas.stringWidth(part, font, 11) for font, part in runs(text, bold=False, mixed=False))


def test_a_name_over_the_ruling_before_a_number() -> None:
    """Of a name and a number set so near that they are one word the last letter of the name is no part of the number."""

    def page(canvas: Canvas) -> None:
        name = "Trần Văn Khánh"
        xs = (60.0, 90.0, 93.0 + _width(canvas, name) - 5.2, 260.0)
        grid(canvas, xs, _YS, [("STT", "Họ tên", "Số nhà"), ("1", "", ""), ("2", "Lê An", "7 Lê Lợi")])
        write(canvas, 63, 113, "1")
        write(canvas, 93, 113, f"{name}2165 Lê Lợi")

    (table,) = read_bytes(draw(page), "x.pdf").tables
    assert table.grid()[1] == ["1", "Trần Văn Khánh", "2165 Lê Lợi"]
