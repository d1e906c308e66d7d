"""Figures and ordinals that narrow cells of tables without rulings break over two lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from doichieu.extract import read_bytes

from .drawing import draw, write

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_HEAD = ("TT", "Danh mục", "Đơn vị", "Giá bán", "Giá mua")
_XS = (60, 90, 250, 330, 420)
_NAMES = ("Cáp điện", "Gạch đặc", "Que hàn", "Nhựa đường", "Đá dăm")


def _read(*drawn: object) -> list[list[str]]:
    (table,) = read_bytes(draw(*drawn), "x.pdf").tables
    return [[text or "" for text in row] for row in table.grid()]


@pytest.mark.parametrize("place", [0.0, 0.5, 1.0])
def test_last_digits_on_the_next_line(place: float) -> None:
    """Groups of three that end in a shorter one go on below, wherever in its cell the rest of the row stands."""
    prices = [(f"{at}.508.093", f"3.415.66{at}") for at in range(1, 6)]

    def page(canvas: Canvas) -> None:
        for x, text in zip(_XS, _HEAD, strict=True):
            write(canvas, x, 100, text, 10)
        for at, (name, pair) in enumerate(zip(_NAMES, prices, strict=True)):
            top = 124 + 34 * at
            for x, text in zip(_XS, (str(at + 1), name, "kg"), strict=False):
                write(canvas, x, top + 13 * place, text, 10)
            for x, price in zip(_XS[3:], pair, strict=True):
                write(canvas, x, top, price[:-1], 10)
                write(canvas, x, top + 13, price[-1], 10)

    assert _read(page) == [
        list(_HEAD),
        *(
            [str(at), name, "kg", *pair]
            for at, (name, pair) in enumerate(zip(_NAMES, prices, strict=True), 1)
        ),
    ]


def test_ordinals_one_digit_above_the_other() -> None:
    """Ordinals from ten on whose column has room for one digit count on from those above."""
    rows = [[str(at), f"Xã {at * 7} Đông", f"{at}5,3", f"2{at}"] for at in range(1, 13)]

    def page(canvas: Canvas) -> None:
        for x, text in zip(_XS, ("TT", "Xã", "Điểm", "Hạng"), strict=False):
            write(canvas, x, 100, text, 10)
        for at, row in enumerate(rows):
            for line, digit in enumerate(row[0]):
                write(canvas, 63, 122 + 30 * at + 12 * line, digit, 10)
            for x, text in zip(_XS[1:], row[1:], strict=False):
                write(canvas, x, 122 + 30 * at, text, 10)

    assert _read(page)[1:] == rows


def test_rows_as_near_as_lines_stay_rows() -> None:
    """A small figure right below one with decimals is that of the next row."""
    rows = [[f"Xã {name}", f"5{at},3", str(at)] for at, name in enumerate("ABCDE", 1)]
    rows = [row if at % 2 else [row[0], row[2], f"1{at}.25"] for at, row in enumerate(rows)]

    def page(canvas: Canvas) -> None:
        for x, text in zip((60, 200, 300), ("Đơn vị", "Điểm", "Tiền"), strict=True):
            write(canvas, x, 90, text, 10)
        for at, row in enumerate(rows):
            for x, text in zip((60, 200, 300), row, strict=True):
                write(canvas, x, 108 + 12.5 * at, text, 10)

    assert _read(page)[1:] == rows
