"""Text that runs another way than the page: headers turned in their cells, texts at the margin, watermarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from doichieu.extract import read_bytes

from .drawing import PAGE, draw, grid, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlab.pdfgen.canvas import Canvas

_XS, _YS = (60, 100, 300, 400), (100, 200, 220, 240)
_ROWS = [["STT", "Đơn vị", ""], ["1", "Sở Tài chính", "92,75"], ["2", "Sở Y tế", "90,5"]]


def _write_turned(canvas: Canvas, x: float, y: float, text: str, angle: float) -> None:
    """Write text whose line begins at x, y (from the top) and runs at an angle, counted against the clock."""
    canvas.saveState()
    canvas.translate(x, PAGE[1] - y)
    canvas.rotate(angle)
    write(canvas, 0, PAGE[1], text)
    canvas.restoreState()


@pytest.mark.parametrize(("angle", "x", "step", "y"), [(90, 340, 14, 195), (270, 360, -14, 105)])
def test_a_turned_header_is_its_cells_text(angle: float, x: float, step: float, y: float) -> None:
    """A header that runs upwards or downwards over two lines is read in its own order."""

    def page(canvas: Canvas) -> None:
        grid(canvas, _XS, _YS, _ROWS)
        _write_turned(canvas, x, y, "Tổng số điểm", angle)
        _write_turned(canvas, x + step, y, "chuẩn", angle)

    document = read_bytes(draw(page), "x.pdf")
    assert document.tables[0].grid()[0] == ["STT", "Đơn vị", "Tổng số điểm chuẩn"]
    assert not [issue for issue in document.issues if issue.code == "turned-text"]


@pytest.mark.parametrize(("angle", "text"), [(90, "Mật"), (45, "DỰ THẢO")])
def test_turned_text_outside_tables_is_an_issue(angle: float, text: str) -> None:
    """What runs along the margin or aslant over the page is named, not dropped in silence."""

    def page(canvas: Canvas) -> None:
        grid(canvas, _XS, _YS, _ROWS)
        _write_turned(canvas, 200, 700, text, angle)

    document = read_bytes(draw(page), "x.pdf")
    (issue,) = [issue for issue in document.issues if issue.code == "turned-text"]
    assert text in issue.message
    assert text not in str(document.blocks)


_HEADS = ("Công khai", "Tiến độ", "Hài lòng")
_FIGURES = (260, 330, 400)


def _open_table(canvas: Canvas, first: int, *, upright: bool) -> None:
    """A table without rulings whose figures have turned headers, those of its stub upright or turned too."""
    turned = list(zip(_FIGURES, _HEADS, strict=True))
    if upright:
        write(canvas, 60, 130, "STT")
        write(canvas, 110, 130, "Đơn vị")
    else:
        turned += [(62, "STT"), (130, "Đơn vị")]
    for x, text in turned:
        _write_turned(canvas, x + 12, 160, text, 90)
    for at in range(first, first + 4):
        y = 175 + 18 * (at - first)
        for x, text in zip((64, 90, *_FIGURES), (str(at), f"Sở số {at}", "9,5", "8,25", "7,0"), strict=True):
            write(canvas, x, y, text)


@pytest.mark.parametrize("upright", [True, False])
@pytest.mark.parametrize("pages", [1, 2])
def test_turned_headers_of_a_table_without_rulings(*, upright: bool, pages: int) -> None:
    """Words turned above the rows head the columns that they stand over, on every page that repeats them."""

    def page(first: int) -> Callable[[Canvas], None]:
        def drawn(canvas: Canvas) -> None:
            if first == 1:
                write(canvas, 200, 60, "Bảng 1. Kết quả đánh giá các sở, ban, ngành")
            _open_table(canvas, first, upright=upright)

        return drawn

    document = read_bytes(draw(*(page(1 + 4 * at) for at in range(pages))), "x.pdf")
    (table,) = document.tables
    assert [list(row) for row in table.grid()] == [
        ["STT", "Đơn vị", *_HEADS],
        *([str(at), f"Sở số {at}", "9,5", "8,25", "7,0"] for at in range(1, 1 + 4 * pages)),
    ]
    assert table.header_rows == 1
    assert "turned-text" not in {issue.code for issue in document.issues}


def test_a_word_turned_at_the_margin_heads_nothing() -> None:
    """One word beside a table is an issue as before, and adds no row."""

    def page(canvas: Canvas) -> None:
        write(canvas, 60, 100, "STT")
        for x, text in zip((110, *_FIGURES), ("Đơn vị", *_HEADS), strict=True):
            write(canvas, x, 100, text)
        for at in range(1, 5):
            for x, text in zip(
                (64, 90, *_FIGURES), (str(at), f"Sở số {at}", "9,5", "8,25", "7,0"), strict=True
            ):
                write(canvas, x, 100 + 18 * at, text)
        _write_turned(canvas, 560, 90, "MẬT", 90)

    document = read_bytes(draw(page), "x.pdf")
    assert [row[0] for row in document.tables[0].grid()] == ["STT", "1", "2", "3", "4"]
    assert "turned-text" in {issue.code for issue in document.issues}
