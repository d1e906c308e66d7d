"""Tables without rulings between columns whose rows stand far apart, and headers that end a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.extract import read_bytes

from .drawing import draw, write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportlab.pdfgen.canvas import Canvas

_XS = (60, 100, 260, 340, 420)
_HEAD = ["STT", "Tên đơn vị", "Năm 2021", "Năm 2022", "Hạng"]
_PITCH = 43


def _put(canvas: Canvas, y: float, texts: Sequence[str]) -> None:
    for x, text in zip(_XS, texts, strict=True):
        if text:
            write(canvas, x, y, text, 12)


def _row(number: int) -> list[str]:
    return [str(number), f"Sở số {number}", f"{number}1,5", f"{number}2,5", str(number)]


def _read(*pages: Callable[[Canvas], None]) -> list[list[list[str | None]]]:
    return [table.grid() for table in read_bytes(draw(*pages), "x.pdf").tables]


def test_rows_without_ordinals_far_apart() -> None:
    """A row that has no ordinal belongs to the table as far below the others as these stand from each other."""
    rows = [
        _HEAD,
        _row(1),
        ["", "Trong đó: khối văn phòng", "4,5", "5,5", ""],
        _row(2),
        ["", "Tổng", "9,5", "9,0", ""],
    ]

    def page(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Bảng 1. Điểm của các sở", 12)
        for index, row in enumerate(rows):
            _put(canvas, 100 + _PITCH * index, row)

    assert _read(page) == [rows]


def test_header_and_first_row_at_the_end_of_a_page() -> None:
    """A header, a group's label and the first row that end a page are one table with the rows behind, wide as they stand apart."""

    def one(canvas: Canvas) -> None:
        write(canvas, 60, 600, "Bảng 1. Điểm của các sở trong tỉnh", 12)
        _put(canvas, 640, _HEAD)
        write(canvas, 60, 640 + _PITCH, "Mức tốt", 12)
        _put(canvas, 640 + 2 * _PITCH, _row(1))

    def two(canvas: Canvas) -> None:
        for index in range(2, 8):
            _put(canvas, 60 + _PITCH * index, _row(index))

    (grid,) = _read(one, two)
    assert grid[0] == _HEAD
    assert grid[1][0] == "Mức tốt"
    assert grid[2:] == [_row(number) for number in range(1, 8)]


def test_header_alone_at_the_end_of_a_page() -> None:
    """A header that ends a page is that of the rows which the next page begins with, though it does not repeat it."""

    def one(canvas: Canvas) -> None:
        write(canvas, 60, 700, "Bảng 1. Điểm của các sở trong tỉnh", 12)
        _put(canvas, 740, _HEAD)
        write(canvas, 60, 765, "Mức tốt", 12)

    def two(canvas: Canvas) -> None:
        for index in range(1, 8):
            _put(canvas, 60 + 20 * index, _row(index))

    (grid,) = _read(one, two)
    assert [grid[0], grid[1][0]] == [_HEAD, "Mức tốt"]
    assert grid[2:] == [_row(number) for number in range(1, 8)]


def test_another_header_at_the_end_of_a_page() -> None:
    """A header of other columns is not that of the rows on the next page."""

    def one(canvas: Canvas) -> None:
        write(canvas, 60, 740, "STT", 12)
        write(canvas, 300, 740, "Chức vụ và đơn vị công tác của thành viên", 12)

    def two(canvas: Canvas) -> None:
        for index in range(1, 8):
            _put(canvas, 60 + 20 * index, _row(index))

    (grid,) = _read(one, two)
    assert grid == [_row(number) for number in range(1, 8)]
