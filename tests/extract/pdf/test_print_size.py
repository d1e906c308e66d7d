"""Print far smaller or larger than usual: sheets fitted to one page, posters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from doichieu.extract import read_bytes

from .drawing import PAGE, draw, grid, write

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_XS = (60.0, 90.0, 250.0, 330.0, 400.0)
_ROWS = (
    ("TT", "Tên đơn vị", "Điểm", "Xếp hạng"),
    ("1", "Huyện Nga Sơn", "92,5", "1"),
    ("2", "Huyện Yên Định", "90,25", "2"),
    ("3", "Thị xã Bỉm Sơn", "88", "3"),
)


@pytest.mark.parametrize("scale", [0.25, 0.33, 3.0, 6.0])
def test_print_of_another_size_gives_the_same_table_in_its_place(scale: float) -> None:
    """Letters of 3 points and of 60 are read as those of usual size; places stay those of the page itself."""

    def page(canvas: Canvas) -> None:
        write(canvas, 60, 70, "Bảng 1. Kết quả xếp hạng các huyện năm 2023")
        grid(canvas, _XS, [100.0 + 11 * at for at in range(len(_ROWS) + 1)], [])
        for at, row in enumerate(_ROWS):
            for x, text in zip(_XS, row, strict=False):
                write(canvas, x + 2, 100 + 11 * at + 9, text, size=9)

    def scaled(canvas: Canvas) -> None:
        canvas.scale(scale, scale)
        page(canvas)

    (plain,) = read_bytes(draw(page), "x.pdf").tables
    (other,) = read_bytes(draw(scaled, size=(PAGE[0] * scale, PAGE[1] * scale)), "x.pdf").tables
    assert [list(row) for row in plain.grid()] == [list(row) for row in _ROWS]
    assert other.grid() == plain.grid()
    assert other.caption == plain.caption
    for one, same in zip(other.cells, plain.cells, strict=True):
        assert one.locator.box is not None
        assert same.locator.box is not None
        assert tuple(one.locator.box) == pytest.approx(
            [scale * at for at in same.locator.box], abs=0.6 * scale
        )
