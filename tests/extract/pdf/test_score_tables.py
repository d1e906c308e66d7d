"""Scores and ranks without full rulings: how far their headers reach, and labels and ordinals between their rows."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from recipe.fonts import runs

from doichieu.extract import read_bytes

from .drawing import PAGE, draw, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas

_XS = (50.0, 80.0, 240.0, 310.0, 380.0, 450.0, 520.0)
_NAMES = ("Sở Y tế", "Sở Du lịch", "Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính", "Sở Ngoại vụ")
_ROWS = [
    [str(at), name, f"{17 + at},2{at}", str(at), f"{26 - at},4{at}", str(7 - at)]
    for at, name in enumerate(_NAMES, 1)
]
_LEVELS = [
    ["STT", "Đơn vị", "Năm 2023", "", "Năm 2024", ""],
    ["", "", "Chỉ số", "Xếp hạng", "Chỉ số", "Xếp hạng"],
]


def _width(canvas: Canvas, text: str, size: float) -> float:
    return sum(canvas.stringWidth(part, font, size) for font, part in runs(text, bold=False, mixed=False))


def _centre(canvas: Canvas, first: int, last: int, y: float, text: str, size: float = 10) -> None:
    """Write a text in the middle of some columns."""
    middle = (_XS[first] + _XS[last + 1]) / 2
    write(canvas, middle - _width(canvas, text, size) / 2, y, text, size)


def _row(canvas: Canvas, y: float, row: Sequence[str]) -> None:
    """A row: its name at the left, all else in the middle."""
    for at, text in enumerate(row):
        if text and at == 1:
            write(canvas, _XS[1] + 3, y, text, 10)
        elif text:
            _centre(canvas, at, at, y, text)


def _rows(canvas: Canvas, top: float, rows: Sequence[Sequence[str]] = _ROWS, step: float = 18.0) -> None:
    for at, row in enumerate(rows):
        _row(canvas, top + step * at, row)


def _read(*drawn: object) -> list[list[list[str]]]:
    tables = read_bytes(draw(*drawn), "x.pdf").tables
    return [[[text or "" for text in row] for row in table.grid()] for table in tables]


@pytest.mark.parametrize("foot", [True, False])
def test_titles_above_an_ordinals_word_at_their_foot(*, foot: bool) -> None:
    """Lines of titles belong to the header though the ordinal's word stands beside the last of them; the caption does not."""

    def page(canvas: Canvas) -> None:
        _centre(canvas, 0, 5, 60, "KẾT QUẢ CHẤM ĐIỂM NĂM 2024", 11)
        for at, lines in {2: ("Cải cách", "thủ tục", "hành chính"), 4: ("Chính quyền", "điện tử")}.items():
            for line, text in enumerate(reversed(lines)):
                _centre(canvas, at, at, 104 - 12 * line, text)
        for at, text in {0: "STT", 1: "Đơn vị", 3: "Xếp hạng", 5: "Tổng"}.items():
            _centre(canvas, at, at, 104, text)
        if foot:
            canvas.line(_XS[0], PAGE[1] - 109, _XS[-1], PAGE[1] - 109)
        _rows(canvas, 124)

    head = ["STT", "Đơn vị", "Cải cách thủ tục hành chính", "Xếp hạng", "Chính quyền điện tử", "Tổng"]
    assert _read(page) == [[head, *_ROWS]]


def test_levels_as_far_apart_as_rows() -> None:
    """Titles over several columns that stand as far above the next level as rows do are of the header."""

    def page(canvas: Canvas) -> None:
        for first, text in ((2, "Năm 2023"), (4, "Năm 2024")):
            _centre(canvas, first, first + 1, 70, text)
        for at, text in {0: "STT", 1: "Đơn vị"}.items():
            _centre(canvas, at, at, 92, text)
        for at, text in enumerate(_LEVELS[1]):
            _centre(canvas, at, at, 114, text)
        _rows(canvas, 138, step=24)

    assert _read(page) == [[*_LEVELS, *_ROWS]]


def test_title_in_the_middle_of_a_wide_column_of_short_names() -> None:
    """A title far from the names below it is theirs, where as many titles as columns stand in order."""
    wide = (50.0, 80.0, 400.0, 520.0)
    names = ["Sơn La", "Hà Nam", "Bến Tre", "Cà Mau", "Phú Thọ"]

    def page(canvas: Canvas) -> None:
        for text, (x0, x1) in zip(("STT", "Địa phương", "Tổng điểm"), pairwise(wide), strict=True):
            write(canvas, (x0 + x1 - _width(canvas, text, 10)) / 2, 100, text, 10)
        for at, name in enumerate(names):
            y = 122 + 18 * at
            write(canvas, 62, y, str(at + 1), 10)
            write(canvas, 83, y, name, 10)
            write(canvas, 515 - _width(canvas, f"{90 - at},25", 10), y, f"{90 - at},25", 10)

    rows = [[str(at), name, f"{91 - at},25"] for at, name in enumerate(names, 1)]
    assert _read(page) == [[["STT", "Địa phương", "Tổng điểm"], *rows]]


def test_grid_of_a_header_that_ends_with_the_numbers_of_its_columns() -> None:
    """A ruled header is that of the rows below it, also where its last row numbers the columns."""
    head = ["STT", "Đơn vị", "Điểm", "Xếp hạng", "Tổng", "Thứ tự"]
    numbers = ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]

    def page(canvas: Canvas) -> None:
        for y in (86, 106, 126):
            canvas.line(_XS[0], PAGE[1] - y, _XS[-1], PAGE[1] - y)
        for x in _XS:
            canvas.line(x, PAGE[1] - 86, x, PAGE[1] - 126)
        for at, (title, number) in enumerate(zip(head, numbers, strict=True)):
            _centre(canvas, at, at, 100, title)
            _centre(canvas, at, at, 120, number)
        _rows(canvas, 142)

    assert _read(page) == [[head, numbers, *_ROWS]]


def test_labels_near_the_middle_of_the_table() -> None:
    """Labels of groups in the middle of the table go over all columns, though its rows do not fill the outer ones."""
    rows = [
        ["Xếp loại: Hoàn thành tốt", "", "", "", "", ""],
        *_ROWS[:3],
        ["Xếp loại: Hoàn thành khá", "", "", "", "", ""],
        *_ROWS[3:],
    ]

    def page(canvas: Canvas) -> None:
        for at, text in enumerate(("STT", "Đơn vị", "Điểm", "Xếp hạng", "Tổng", "Thứ tự")):
            _centre(canvas, at, at, 100, text)
        for at, row in enumerate(rows):
            if row[1]:
                _row(canvas, 122 + 18 * at, row)
            else:
                write(canvas, 285 - _width(canvas, row[0], 10) / 2, 122 + 18 * at, row[0], 10)

    assert _read(page)[0][1:] == rows


def test_ordinals_as_near_as_lines() -> None:
    """The mark of a group and the ordinal below it are two rows where lines stand closer than marked capitals are high."""
    rows = [["I", "KHỐI SỞ, BAN, NGÀNH", "", "", "", ""], *_ROWS[:3]]
    rows += [["II", "KHỐI ỦY BAN NHÂN DÂN", "", "", "", ""], *_ROWS[3:]]

    def page(canvas: Canvas) -> None:
        for at, text in enumerate(("STT", "Đơn vị", "Điểm", "Xếp hạng", "Tổng", "Thứ tự")):
            _centre(canvas, at, at, 100, text)
        _rows(canvas, 116, rows, step=8.0)

    assert _read(page)[0][1:] == rows


def test_header_over_rows_ruled_cell_by_cell() -> None:
    """Titles over several columns and the numbers of the columns are rows of the header, the unit above it is not."""
    numbers = ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]

    def page(canvas: Canvas) -> None:
        write(canvas, 455, 66, "ĐVT: điểm", 10)
        for first, text in ((2, "Năm 2023"), (4, "Năm 2024")):
            _centre(canvas, first, first + 1, 84, text)
        for at, text in {0: "STT", 1: "Đơn vị"}.items():
            _centre(canvas, at, at, 92, text)
        for at, text in enumerate(_LEVELS[1]):
            _centre(canvas, at, at, 100, text)
        _row(canvas, 118, numbers)
        for at in range(len(_ROWS) + 1):
            for x0, x1 in pairwise(_XS):
                canvas.line(x0, PAGE[1] - 123 - 20 * at, x1, PAGE[1] - 123 - 20 * at)
        _rows(canvas, 138, step=20)

    assert _read(page) == [[*_LEVELS, numbers, *_ROWS]]


def test_titles_of_years_over_columns_of_unlike_width() -> None:
    """A title is off the middle of two columns below it by half of what they differ in width."""
    edges = (50.0, 80.0, 240.0, 320.0, 370.0, 450.0, 500.0)

    def centre(canvas: Canvas, x0: float, x1: float, y: float, text: str) -> None:
        write(canvas, (x0 + x1 - _width(canvas, text, 10)) / 2, y, text, 10)

    def page(canvas: Canvas) -> None:
        for first, text in ((2, "Năm 2023"), (4, "Năm 2024")):
            centre(canvas, edges[first], edges[first + 2], 84, text)
        for at, text in enumerate(("STT", "Đơn vị", "Chỉ số", "Xếp hạng", "Chỉ số", "Xếp hạng")):
            centre(canvas, edges[at], edges[at + 1], 104, text)
        for at, row in enumerate(_ROWS):
            write(canvas, 83, 124 + 18 * at, row[1], 10)
            for column in (0, 2, 3, 4, 5):
                centre(canvas, edges[column], edges[column + 1], 124 + 18 * at, row[column])

    assert _read(page) == [[*_LEVELS, *_ROWS]]


def test_columns_of_ticks() -> None:
    """Ticks tell columns as figures do, and so does a title of several lines with none below it."""
    rows = [[*row[:3], "x" if at % 3 else "", "" if at % 3 else "x", ""] for at, row in enumerate(_ROWS)]

    def page(canvas: Canvas) -> None:
        for at, text in {0: "STT", 1: "Đơn vị", 2: "Điểm", 3: "Đạt", 4: "Chưa đạt"}.items():
            _centre(canvas, at, at, 104, text)
        for y, text in ((97, "Không"), (111, "đánh giá")):
            _centre(canvas, 5, 5, y, text)
        _rows(canvas, 130, rows)

    assert _read(page) == [[["STT", "Đơn vị", "Điểm", "Đạt", "Chưa đạt", "Không đánh giá"], *rows]]


def test_label_of_a_group_over_figures() -> None:
    """A text alone over a column of figures is the label of a group, also where the outer columns are filled in part."""
    rows = [["NHÓM I", "", "", "", "", ""], *_ROWS[:3], ["NHÓM II", "", "", "", "", ""], *_ROWS[3:]]

    def page(canvas: Canvas) -> None:
        for at, text in enumerate(("STT", "Đơn vị", "Điểm", "Xếp hạng", "Tổng", "Thứ tự")):
            _centre(canvas, at, at, 100, text)
        for at, row in enumerate(rows):
            if row[1]:
                _row(canvas, 122 + 18 * at, row)
            else:
                write(canvas, 270, 122 + 18 * at, row[0], 10)

    assert _read(page)[0][1:] == rows


def test_title_between_two_tables_under_rules() -> None:
    """Between the last rule of a table and the first of the next the other's title is no row: a header stands below it."""
    second = [[row[1], *(f"{at}4{row[0]}" for at in range(1, 6))] for row in _ROWS]

    def rules(canvas: Canvas, *heights: float) -> None:
        for y in heights:
            canvas.line(_XS[0], PAGE[1] - y, _XS[-1], PAGE[1] - y)

    def page(canvas: Canvas) -> None:
        rules(canvas, 86, 108, 216)
        _row(canvas, 101, ["STT", "Đơn vị", "Điểm", "Xếp hạng", "Tổng", "Thứ tự"])
        _rows(canvas, 122)
        write(canvas, 250, 230, "2. Lượng mưa các tháng", 10)
        rules(canvas, 238, 276, 384)
        _centre(canvas, 0, 0, 260, "Trạm")
        write(canvas, 308, 252, "Tháng", 10)
        for at, row in enumerate([["", "1", "2", "3", "4", "5"], *second]):
            write(canvas, 53, 270 + 19 * at, row[0], 10)
            for column, text in enumerate(row[1:], 1):
                _centre(canvas, column, column, 270 + 19 * at, text)

    tables = _read(page)
    assert [len(table) for table in tables] == [7, 8]
    assert [table[-6:] for table in tables] == [_ROWS, second]


def test_title_between_two_tables_without_rules() -> None:
    """A title and a header between rows part them where most figures below stand in other columns."""
    first = [[name, f"1{at}7.808", f"2{at}9.964"] for at, name in enumerate(_NAMES, 1)]
    head = ["Trạm", *(str(month) for month in range(1, 9)), "Cả năm"]
    second = [[name, *(f"{at}{n}" for n in range(8)), f"1{at}34"] for at, name in enumerate(_NAMES, 1)]

    def page(canvas: Canvas) -> None:
        for x, text in ((200, "Năm 2018"), (420, "Năm 2019")):
            write(canvas, x, 100, text, 10)
        for at, row in enumerate(first):
            for x, text in zip((60, 200, 420), row, strict=True):
                write(canvas, x, 118 + 16 * at, text, 10)
        write(canvas, 230, 220, "2. Lượng mưa các tháng", 10)
        for at, row in enumerate([head, *second]):
            for column, text in enumerate(row):
                write(canvas, 60 + 46 * column + 26 * (column > 0), 238 + 16 * at, text, 10)

    assert [table[1:] for table in _read(page)] == [first, second]
