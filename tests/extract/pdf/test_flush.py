"""Figures set flush right beside texts set flush left, as sheets print them: no more than a space between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recipe.fonts import runs

from doichieu.extract import read_bytes

from .drawing import draw, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas

_HEAD = ("STT", "Chỉ tiêu", "Năm trước", "Kế hoạch", "Tỷ lệ", "Thực hiện", "Nguyên nhân")
_CAUSES = (
    "Do thời tiết bất lợi",
    "Giá nguyên liệu tăng",
    "Chưa giao đủ vốn",
    "Đã hoàn thành sớm",
    "Thiếu nhân lực tại xã",
)
# Where texts begin, and where figures end.
_LEFTS, _RIGHTS = (60, 90, 180, 250, 310, 360, 412), {2: 230, 3: 290, 4: 335, 5: 410}


def _write(canvas: Canvas, y: float, row: Sequence[str]) -> None:
    for col, text in enumerate(row):
        width = sum(canvas.stringWidth(part, font, 11) for font, part in runs(text, bold=False, mixed=False))
        figure = text[-1:].isdigit() and col in _RIGHTS
        write(canvas, _RIGHTS[col] - width if figure else _LEFTS[col], y, text)


def _read(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    def page(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Bảng 1. Kết quả thực hiện các chỉ tiêu")
        for at, row in enumerate([_HEAD, *rows]):
            _write(canvas, 90 + 20 * at, row)

    (table,) = read_bytes(draw(page), "x.pdf").tables
    return [[text or "" for text in row] for row in table.grid()]


def test_texts_begin_where_figures_end() -> None:
    """Where every figure ends and every text behind it begins at one place, two columns meet."""
    rows = [
        (
            str(at),
            f"Chỉ tiêu số {'ABCDE'[at - 1]}",
            f"{at}11,25",
            f"{at}12,50",
            f"9{at},5",
            f"{at * 7}8,25",
            cause,
        )
        for at, cause in enumerate(_CAUSES, 1)
    ]
    assert _read(rows) == [list(row) for row in (_HEAD, *rows)]


def test_units_behind_figures_stay_with_them() -> None:
    """The same unit behind every figure begins at one place too, and is no column of its own."""
    rows = [
        (
            *(str(at), f"Dự án khu {'ABCDE'[at - 1]}", f"{at}2,50", f"{at}3,50", f"9{at},5"),
            *(f"{at * 7 + 20} ha", "Đã hoàn thành"),
        )
        for at in range(1, 6)
    ]

    def page(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Bảng 1. Kết quả thực hiện các chỉ tiêu")
        for at, row in enumerate([_HEAD, *rows]):
            for x, text in zip((60, 90, 180, 250, 310, 360, 430), row, strict=True):
                write(canvas, x, 90 + 20 * at, text)

    (table,) = read_bytes(draw(page), "x.pdf").tables
    assert [[text or "" for text in row] for row in table.grid()] == [list(row) for row in (_HEAD, *rows)]
