"""Columns that colours tell, and those of headers whose rulings end above the rows."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from doichieu.extract import read_bytes

from .drawing import PAGE, draw, grid, write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportlab.pdfgen.canvas import Canvas

# Cells so close that only their edges part the texts.
_XS = (60.0, 136.0, 232.0, 340.0)
_HEAD = ("Rủi ro", "Mức độ", "Biện pháp")
_ROWS = (
    ("Chậm báo cáo", "Cao thấp tùy lúc", "Đôn đốc các đơn vị"),
    ("Thiếu hồ sơ", "Trung bình", "Bồi dưỡng"),
    ("Sai biểu mẫu", "Khá cao, tăng", "Rà soát thủ tục"),
    ("Trả hồ sơ trễ", "Rất thấp", "Công khai kết quả"),
)
_STEP = 22.0


def _texts(canvas: Canvas, rows: Sequence[Sequence[str]], top: float = 100.0) -> None:
    for at, row in enumerate(rows):
        for x, text in zip(_XS, row, strict=False):
            write(canvas, x + 1.5, top + _STEP * at + 15, text)


def _fill(canvas: Canvas, row: float, first: int, last: int, *, gap: float = 0.0, rows: int = 1) -> None:
    """Colour the cells from one column to another as one."""
    canvas.setFillGray(0.85)
    top, height = 100 + _STEP * row, _STEP * rows
    canvas.rect(
        _XS[first] + gap,
        PAGE[1] - top - height + gap,
        _XS[last] - _XS[first] - 2 * gap,
        height - 2 * gap,
        0,
        1,
    )
    canvas.setFillGray(0)


def _tables(*pages: Callable[[Canvas], None]) -> list[list[list[str]]]:
    found = read_bytes(draw(*pages), "x.pdf").tables
    return [[[text or "" for text in row] for row in table.grid()] for table in found]


def test_cells_with_white_between_them() -> None:
    """Every cell has its own colour: a cell over two columns or two rows is one of each."""

    def page(canvas: Canvas) -> None:
        _fill(canvas, 0, 0, 1, gap=0.7, rows=2)
        _fill(canvas, 0, 1, 3, gap=0.7)
        for row in range(1, 5):
            for col in range(1 if row == 1 else 0, 3):
                _fill(canvas, row, col, col + 1, gap=0.7)
        _texts(canvas, [("Rủi ro", "Đánh giá"), ("", *_HEAD[1:]), *_ROWS[:3]])

    assert _tables(page) == [[["Rủi ro", "Đánh giá", ""], ["", *_HEAD[1:]], *map(list, _ROWS[:3])]]


@pytest.mark.parametrize("first", [0, 1])
def test_every_second_row_coloured_cell_by_cell(first: int) -> None:
    """Rows without colour have the columns of those with one, the last of the table too."""
    rows = [_HEAD, *_ROWS, *_ROWS[:2]]

    def page(canvas: Canvas) -> None:
        for row in range(first, len(rows), 2):
            for col in range(3):
                _fill(canvas, row, col, col + 1)
        _texts(canvas, rows)
        write(canvas, 60, 320, "Điều 2. Các sở, ban, ngành tổ chức thi hành Quyết định này kể từ ngày ký.")

    assert _tables(page) == [[list(row) for row in rows]]


@pytest.mark.parametrize("header", ["ruled", "apart", "coloured"])
def test_columns_of_a_header_above_rules(header: str) -> None:
    """The rows below a ruled or a coloured header have its columns, a text over several of them its own cell."""
    rows = [*_ROWS[:2], ("Nhóm rủi ro về thời hạn giải quyết hồ sơ",), *_ROWS[2:]]

    def page(canvas: Canvas) -> None:
        low = 98.0 if header == "apart" else 100.0
        for col in range(3):
            if header == "coloured":
                _fill(canvas, 0, col, col + 1)
            else:
                canvas.rect(_XS[col], PAGE[1] - low - _STEP + 4, _XS[col + 1] - _XS[col], _STEP - 4, 1, 0)
        for row in range(1, 7):
            canvas.line(_XS[0], PAGE[1] - 100 - _STEP * row, _XS[-1], PAGE[1] - 100 - _STEP * row)
        _texts(canvas, [_HEAD, *rows])

    (table,) = _tables(page)
    assert table == [list(_HEAD), *([*row, "", ""][:3] for row in rows)]


def test_columns_of_a_header_on_the_page_before() -> None:
    """Rows at the top of a page, parted by rules alone, have the columns of the table that they go on."""
    rows = [(f"Rủi ro {at}", "Cao thấp tùy lúc", "Đôn đốc các đơn vị") for at in range(36)]

    def page(own: Sequence[Sequence[str]], top: float, *, head: bool) -> Callable[[Canvas], None]:
        def put(canvas: Canvas) -> None:
            for col in range(3 if head else 0):
                canvas.rect(_XS[col], PAGE[1] - top - _STEP, _XS[col + 1] - _XS[col], _STEP, 1, 0)
            for row in range(len(own) + 1):
                y = PAGE[1] - top - _STEP * row
                canvas.line(_XS[0], y, _XS[-1], y)
            _texts(canvas, own, top)

        return put

    assert _tables(page([_HEAD, *rows[:30]], 100, head=True), page(rows[30:], 60, head=False)) == [
        [list(row) for row in (_HEAD, *rows)]
    ]


def test_a_chart_of_bars_is_no_table() -> None:
    """Coloured bars of one width that stand apart from each other give no cells."""

    def page(canvas: Canvas) -> None:
        for at in range(6):
            canvas.setFillGray(0.6)
            canvas.rect(200, PAGE[1] - 120 - 30 * at, 40 + 25 * at, 12, 0, 1)
            canvas.setFillGray(0)
            write(canvas, 90, 118 + 30 * at, f"Năm {2019 + at}")

    assert _tables(page) == []


def test_words_marked_one_by_one_are_no_cells() -> None:
    """Colours behind the words of a paragraph meet as those of cells do, but begin anywhere."""
    text = "Các sở, ban, ngành và địa phương chịu trách nhiệm tổ chức thi hành Quyết định này trong năm"
    words = text.split()

    def page(canvas: Canvas) -> None:
        for line in range(6):
            x, y = 60.0, 100 + 14.0 * line
            for word in words[line:] + words[:line]:
                width = 5.6 * len(word) + 3
                canvas.setFillGray(0.85)
                canvas.rect(x, PAGE[1] - y - 3, width, 13.5, 0, 1)
                canvas.setFillGray(0)
                write(canvas, x + 1, y, word)
                x += width

    assert _tables(page) == []


def test_rows_of_words_go_on_over_a_page_end() -> None:
    """A row of a table of words looks like a header; on a page that the one before fills it goes on."""
    rows = [(f"Đơn vị {'ABCDEGHIKLMNOPQRSTUVX'[at]}", "Chủ trì", "Phối hợp thực hiện") for at in range(21)]
    xs = [60, 200, 330, 480]

    def page(own: Sequence[Sequence[str]], top: float) -> Callable[[Canvas], None]:
        return lambda canvas: grid(canvas, xs, [top + 30 * at for at in range(len(own) + 1)], own)

    head = ("Cơ quan", "Vai trò", "Nhiệm vụ")
    assert _tables(page([head, *rows], 120), page(rows[:4], 60)) == [
        [list(row) for row in [head, *rows, *rows[:4]]]
    ]
    assert len(_tables(page([head, *rows[:5]], 120), page(rows[:4], 60))) == 2


def _lines(canvas: Canvas, rows: Sequence[int], *cols: int) -> None:
    """Draw the rulings on both sides of each cell of some rows, and above and below these."""
    for row in rows:
        top, bottom = PAGE[1] - 100 - _STEP * row, PAGE[1] - 100 - _STEP * (row + 1)
        for x in (_XS[col] for col in cols):
            canvas.line(x, top, x, bottom)
        for y in (top, bottom):
            canvas.line(_XS[0], y, _XS[-1], y)


_TABLE = [[*map(list, (_HEAD, *_ROWS))]]


def test_a_coloured_header_without_rulings_between_its_cells() -> None:
    """Table styles of word processors colour the header cell by cell and draw rulings between the columns of the rows alone."""

    def page(canvas: Canvas) -> None:
        for col in range(3):
            _fill(canvas, 0, col, col + 1)
        _lines(canvas, range(1, 5), 0, 1, 2, 3)
        _texts(canvas, [_HEAD, *_ROWS])

    assert _tables(page) == _TABLE


def test_a_row_without_rulings_between_its_cells() -> None:
    """A single row among ruled ones has its texts in their columns; a label over all of them stays one cell."""
    rows = [
        _ROWS[0],
        ("2", "Trung bình", "Bồi dưỡng"),
        ("Nhóm rủi ro về thủ tục và thời hạn giải quyết",),
        *_ROWS[2:],
    ]

    def page(canvas: Canvas) -> None:
        _lines(canvas, (0, 1, 4, 5), 0, 1, 2, 3)
        _lines(canvas, (2, 3), 0, 3)
        _texts(canvas, [_HEAD, *rows])

    assert _tables(page) == [[list(_HEAD), *([*row, "", ""][:3] for row in rows)]]


@pytest.mark.parametrize("times", [1, 2], ids=["once", "twice"])
def test_rulings_beside_one_column_of_coloured_cells(times: int) -> None:
    """Cells that each have a colour are cells, though a ruling parts the first column alone; each may be filled twice."""

    def page(canvas: Canvas) -> None:
        for _ in range(times):
            _fill(canvas, 0, 0, 3, rows=5)
            for row in range(5):
                for col in range(3):
                    _fill(canvas, row, col, col + 1)
        canvas.line(_XS[1], PAGE[1] - 100 - _STEP, _XS[1], PAGE[1] - 100 - 5 * _STEP)
        _texts(canvas, [_HEAD, *_ROWS])

    assert _tables(page) == _TABLE


def test_rulings_below_the_names_go_on_along_coloured_rows() -> None:
    """Rulings stand in the header and between the names; the rows are coloured by turns, cell by cell."""
    xs = (60.0, 200.0, 280.0, 360.0, 440.0)
    rows = [
        ("Đơn vị", "Điểm", "Chỉ số", "Hạng"),
        *((f"Sở thứ {at}", f"9{at},5", f"8{at},1", str(at)) for at in range(1, 6)),
    ]

    def page(canvas: Canvas) -> None:
        for row in (1, 3, 5):
            for x0, x1 in pairwise(xs):
                canvas.setFillGray(0.85)
                canvas.rect(x0, PAGE[1] - 100 - _STEP * (row + 1), x1 - x0, _STEP, 0, 1)
                canvas.setFillGray(0)
        for row in range(7):
            y = PAGE[1] - 100 - _STEP * row
            canvas.line(xs[0], y, xs[1 if 1 < row < 6 else 4], y)
        for x in xs:
            canvas.line(x, PAGE[1] - 100, x, PAGE[1] - 100 - _STEP * (6 if x == xs[1] else 1))
        for row, texts in enumerate(rows):
            for x, text in zip(xs, texts, strict=False):
                write(canvas, x + 20, 115 + _STEP * row, text)

    assert _tables(page) == [[list(row) for row in rows]]


@pytest.mark.parametrize("framed", [False, True], ids=["behind the names alone", "in the header, and around"])
def test_coloured_rows_part_what_rulings_leave_together(framed: bool) -> None:
    """Every second row is coloured cell by cell; rulings stand beside one column alone, or in the header and around all."""
    xs = (60.0, 200.0, 280.0, 360.0, 440.0)
    rows = [
        ("Đơn vị", "Điểm", "Chỉ số", "Hạng"),
        *((f"Sở thứ {at}", f"9{at},5", f"8{at},1", str(at)) for at in range(1, 8)),
    ]

    def page(canvas: Canvas) -> None:
        for row in (1, 3, 5, 7):
            for x0, x1 in pairwise(xs):
                canvas.setFillGray(0.85)
                canvas.rect(x0, PAGE[1] - 100 - _STEP * (row + 1), x1 - x0, _STEP, 0, 1)
                canvas.setFillGray(0)
        for row in (0, 1, 8) if framed else (1, 8):
            canvas.line(xs[0], PAGE[1] - 100 - _STEP * row, xs[-1], PAGE[1] - 100 - _STEP * row)
        for x in (xs[0], xs[-1]) if framed else (xs[1], xs[-1]):
            canvas.line(x, PAGE[1] - 100 - _STEP * (not framed), x, PAGE[1] - 100 - 8 * _STEP)
        for x in xs[1:-1] if framed else ():
            canvas.line(x, PAGE[1] - 100, x, PAGE[1] - 100 - _STEP)
        for row, texts in enumerate(rows):
            for x, text in zip(xs, texts, strict=False):
                write(canvas, x + 20, 115 + _STEP * row, text)

    assert _tables(page) == [[list(row) for row in rows]]


def test_two_tables_of_one_width_in_turns_of_colour() -> None:
    """The coloured header of the second table is no total of the first."""

    def page(canvas: Canvas) -> None:
        for row in (0, 1, 3, 5):
            for col in range(3):
                _fill(canvas, row, col, col + 1)
        _texts(canvas, [_HEAD, *_ROWS, ("Rủi ro khác", "Thấp", "Theo dõi")])
        write(canvas, 70, 260, "Kết quả năm nay như sau:")
        xs = (60.0, 200.0, 340.0)
        for row in (0, 1, 3, 5):
            for x0, x1 in pairwise(xs):
                canvas.setFillGray(0.85)
                canvas.rect(x0, PAGE[1] - 270 - _STEP * (row + 1), x1 - x0, _STEP, 0, 1)
                canvas.setFillGray(0)
        for row, texts in enumerate([("Đơn vị", "Số vụ"), *((f"Sở {at}", str(at)) for at in "12345")]):
            for x, text in zip(xs, texts, strict=False):
                write(canvas, x + 20, 285 + _STEP * row, text)

    assert [(len(rows), len(rows[0])) for rows in _tables(page)] == [(6, 3), (6, 2)]


def test_coloured_header_of_two_levels_over_turns_of_colour() -> None:
    """A title over two columns is one cell, though the last coloured row is a total whose first cells are merged."""
    xs = (60.0, 100.0, 220.0, 300.0, 380.0)
    rows = [[str(at), f"Sở thứ {at}", f"{at}5,1", f"{at}7,2"] for at in range(1, 10)]
    total = ["Tổng cộng", "", "45,0", "63,0"]

    def fill(canvas: Canvas, top: float, height: float, *cells: tuple[int, int]) -> None:
        canvas.setFillGray(0.85)
        for first, last in cells:
            canvas.rect(xs[first], PAGE[1] - top - height, xs[last] - xs[first], height, 0, 1)
        canvas.setFillGray(0)

    def page(canvas: Canvas) -> None:
        fill(canvas, 100, 40, (0, 1), (1, 2))
        fill(canvas, 100, 20, (2, 4))
        fill(canvas, 120, 20, (2, 3), (3, 4))
        for x, y, text in (
            (62, 125, "STT"),
            (102, 125, "Đơn vị"),
            (285, 115, "Tỷ lệ"),
            (222, 135, "2021"),
            (302, 135, "2022"),
        ):
            write(canvas, x, y, text)
        for at, row in enumerate([*rows, total]):
            if at % 2:
                fill(
                    canvas,
                    140 + 20 * at,
                    20,
                    *([(0, 2)] if row is total else [(0, 1), (1, 2)]),
                    (2, 3),
                    (3, 4),
                )
            for x, text in zip(xs, row, strict=False):
                write(canvas, x + 2, 155 + 20 * at, text)

    assert _tables(page)[0][:2] == [["STT", "Đơn vị", "Tỷ lệ", ""], ["", "", "2021", "2022"]]
