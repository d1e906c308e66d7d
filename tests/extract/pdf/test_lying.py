"""Pages that do not lie as they are read: on their heads, sideways, aslant, two on a sheet."""

from __future__ import annotations

from math import cos, radians, sin
from typing import TYPE_CHECKING

import pytest

from doichieu.extract import read_bytes

from .drawing import PAGE, draw, grid, write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportlab.pdfgen.canvas import Canvas

    from doichieu.model import Document

_XS = (60.0, 100.0, 260.0, 370.0, 450.0)
_HEAD = ("TT", "Tên đơn vị (xã)", "Diện tích (km²)", "Điểm")
_NAMES = ("Xã Nghi Lâm", "Xã Đức Yên", "Thị trấn Kỳ Sơn", "Xã Hương Khê", "Phường Bến Thuỷ")


def _rows(first: int, count: int = 5) -> list[tuple[str, ...]]:
    return [
        (str(n), _NAMES[n % 5], f"{n * 7 % 90},{n % 10}5", f"{90 - n}") for n in range(first, first + count)
    ]


def _under(canvas: Canvas, ys: Sequence[float], rows: Sequence[Sequence[str]]) -> None:
    """A table with rulings under its rows alone."""
    for y, row in zip(ys, rows, strict=False):
        canvas.line(_XS[0], PAGE[1] - y - 18, _XS[-1], PAGE[1] - y - 18)
        for x, text in zip(_XS, row, strict=False):
            write(canvas, x + 3, y + 13, text)


def _page(
    number: int, rows: Sequence[Sequence[str]], table: Callable[..., None] | None = None
) -> Callable[[Canvas], None]:
    def draw_page(canvas: Canvas) -> None:
        write(canvas, 60, 70, f"Bảng {number}. Kết quả của các xã, phường, đợt {number}")
        write(canvas, 60, 90, f"Số liệu của đợt {number} do các xã và phường báo cáo về Sở.")
        ys = [110.0 + 18 * at for at in range(len(rows) + 1)]
        if table is None:
            grid(canvas, _XS, ys, rows)
        else:
            table(canvas, ys, rows)

    return draw_page


_FIRST, _SECOND = ([_HEAD, *_rows(first)] for first in (1, 21))


def _turned(page: Callable[[Canvas], None], angle: float) -> Callable[[Canvas], None]:
    """A page drawn at an angle, against the clock, about its middle."""

    def draw_turned(canvas: Canvas) -> None:
        canvas.translate(PAGE[0] / 2, PAGE[1] / 2)
        canvas.rotate(angle)
        canvas.translate(-PAGE[0] / 2, -PAGE[1] / 2)
        page(canvas)

    return draw_turned


def _middles(document: Document) -> list[tuple[float, float]]:
    boxes = [cell.locator.box for cell in document.tables[0].cells]
    return [((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for box in boxes if box is not None]


@pytest.mark.parametrize("angle", [180, 0.3, -0.5, 2, 180.4])
def test_text_drawn_on_its_head_or_aslant(angle: float) -> None:
    """The table is that of the page upright, and the places of its cells are where they lie."""
    upright = read_bytes(draw(_page(1, _FIRST)), "x.pdf")
    document = read_bytes(draw(_turned(_page(1, _FIRST), angle)), "x.pdf")
    assert document.tables[0].grid() == [list(row) for row in _FIRST]
    assert document.tables[0].caption == upright.tables[0].caption
    around = complex(PAGE[0] / 2, PAGE[1] / 2)
    # y runs down in places, so that against the clock is the other way
    spin = complex(*_unit(-angle))
    for (x, y), (at_x, at_y) in zip(_middles(upright), _middles(document), strict=True):
        moved = around + (complex(x, y) - around) * spin
        assert (at_x, at_y) == pytest.approx((moved.real, moved.imag), abs=1.0)


def _unit(degrees: float) -> tuple[float, float]:
    return cos(radians(degrees)), sin(radians(degrees))


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_pages_shown_on_their_heads_or_sides(quarters: int) -> None:
    """A page whose state says that it is shown turned is read as its text runs, letter for letter."""

    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(90 * quarters)
        _page(1, _FIRST)(canvas)

    # the canvas gives a page that is shown on its side the size that it has when shown
    size = (PAGE[1], PAGE[0]) if quarters % 2 else PAGE
    assert read_bytes(draw(page, size=size), "x.pdf").tables[0].grid() == [list(row) for row in _FIRST]


def _by_twos(*pages: Callable[[Canvas], None]) -> bytes:
    def sheet(canvas: Canvas) -> None:
        for at, page in enumerate(pages):
            canvas.saveState()
            canvas.translate(at * PAGE[1] / 2, 0)
            canvas.scale(0.5**0.5, 0.5**0.5)
            page(canvas)
            canvas.restoreState()

    return draw(sheet, size=(PAGE[1], PAGE[0]))


@pytest.mark.parametrize("more", [0, 4])
def test_two_pages_on_a_sheet(more: int) -> None:
    """They are read one after the other, and their cells keep their places on the sheet."""
    second = [_HEAD, *_rows(21, 5 + more)]
    document = read_bytes(_by_twos(_page(1, _FIRST, _under), _page(2, second, _under)), "x.pdf")
    assert [table.grid() for table in document.tables] == [
        [list(row) for row in rows] for rows in (_FIRST, second)
    ]
    lefts = [table.cells[0].locator.box[0] for table in document.tables if table.cells[0].locator.box]
    assert lefts == pytest.approx([60 * 0.5**0.5, PAGE[1] / 2 + 60 * 0.5**0.5], abs=3)


def test_a_table_over_two_pages_of_a_sheet() -> None:
    """What goes on on the right page under the header again is one table."""
    rows = _rows(1, 36)

    def right(canvas: Canvas) -> None:
        _under(canvas, [70.0 + 18 * at for at in range(13)], [_HEAD, *rows[24:]])

    def left(canvas: Canvas) -> None:
        write(canvas, 60, 70, "Bảng 1. Kết quả của các xã, phường")
        _under(canvas, [110.0 + 26 * at for at in range(25)], [_HEAD, *rows[:24]])

    (table,) = read_bytes(_by_twos(left, right), "x.pdf").tables
    assert table.grid() == [list(row) for row in (_HEAD, *rows)]


def test_a_wide_table_with_an_empty_strip_is_one() -> None:
    """Columns without rulings that stand far apart in the middle of a wide page are those of one table."""
    xs = (60, 100, 240, 320, 500, 600, 700)
    head = ("TT", "Tên đơn vị", "Năm 2020", "Năm 2021", "Năm 2022", "Năm 2023", "Năm 2024")
    rows = [(str(n), _NAMES[n % 5], *(f"{n * k % 97},{k}" for k in range(1, 6))) for n in range(1, 15)]

    def page(canvas: Canvas) -> None:
        for at, row in enumerate([head, *rows]):
            for x, text in zip(xs, row, strict=True):
                write(canvas, x, PAGE[1] - PAGE[0] + 60 + 20 * at, text)

    (table,) = read_bytes(draw(page, size=(PAGE[1], PAGE[0])), "x.pdf").tables
    assert table.grid()[1:] == [list(row) for row in rows]
