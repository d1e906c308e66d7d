"""Workbooks of monthly statistics: headers set line by line, blank rows and columns inside tables."""

from __future__ import annotations

import pytest

from doichieu.extract import read_bytes
from doichieu.extract.assembly.kinds import is_period
from doichieu.model import Document

from .workbooks import Value, new_sheet, put, saved

TITLE: list[list[Value]] = [["7. Doanh thu bán lẻ"], ["tháng 8 và 8 tháng năm 2021"], []]
HEADER: list[list[Value]] = [
    [None, None, "Thực hiện", "Ước tính", "8 tháng", "Tháng 8 năm", "8 tháng năm"],
    [None, None, "7 tháng", "tháng 8", "năm 2021", "2021 so với", "2021 so với"],
    [None, None, "năm 2021", "năm 2021", None, "cùng kỳ (%)", "cùng kỳ (%)"],
]
TOTAL: list[Value] = ["TỔNG SỐ", None, 73150, 10920, 84070, 104.2, 101.7]
GROUPS: list[list[Value]] = [
    ["Kinh tế trong nước", None, 61000, 9100, 70100, 103.9, 101.2],
    [None, "Nhà nước", 21000, 3000, 24000, 102.2, 100.4],
    [None, "Ngoài nhà nước", 40000, 6100, 46100, 104.8, 101.6],
    ["Đầu tư nước ngoài", None, 12150, 1820, 13970, 105.7, 104.1],
]


def read(*parts: list[list[Value]], merged: tuple[str, ...] = ()) -> Document:
    """Read a sheet whose parts stand below each other, a blank row between them."""
    sheet = new_sheet()
    row = 1
    for part in parts:
        put(sheet, part, at=(row, 1))
        row += len(part) + 1
    for cells in merged:
        sheet.merge_cells(cells)
    return read_bytes(saved(sheet), "thang8.xlsx")


def test_header_of_lines_apart_from_its_figures() -> None:
    """Rows of words above a blank row head the figures below it, though not every cell reaches the last of them."""
    (table,) = read(TITLE, HEADER, [TOTAL, *GROUPS]).tables
    assert (table.header_rows, table.n_rows, table.n_cols) == (3, 8, 7)
    assert table.grid()[3][:3] == ["TỔNG SỐ", "", "73150"]


def test_last_line_of_a_header_with_one_word() -> None:
    """A line of a header over a single column is part of it where a blank row ends the header."""
    (table,) = read(TITLE, [*HEADER, [None, None, None, None, None, None, "(%)"]], [TOTAL, *GROUPS]).tables
    assert (table.header_rows, table.n_rows) == (4, 9)


@pytest.mark.parametrize("label", ["Phân theo thành phần", "Tỷ đồng"])
def test_label_between_blank_rows(label: str) -> None:
    """A unit or the label of a group between two blank rows parts no table."""
    (table,) = read(TITLE, HEADER, [[None, None, label]], [TOTAL], GROUPS).tables
    assert (table.header_rows, table.n_rows) == (3, 9)


def test_quantities_that_only_later_rows_have() -> None:
    """A header stands over columns that the total leaves blank, and rows behind a blank row go on in them."""
    header: list[list[Value]] = [
        [None, "Thực hiện", None, "Cộng dồn", None],
        [None, "Lượng", "Trị giá", "Lượng", "Trị giá"],
    ]
    goods: list[list[Value]] = [["Gạo", 411, 214, 2944, 1482], ["Cà phê", 275, 350, 649, 826]]
    total: list[Value] = ["TỔNG TRỊ GIÁ", None, 564, None, 2308]
    parts = [TITLE, header, [total], [["Mặt hàng"], *goods]]
    (table,) = read(*parts, merged=("B5:C5", "D5:E5")).tables
    assert (table.header_rows, table.n_rows) == (2, 6)


def test_blank_column_between_figures_of_one_table() -> None:
    """Figures behind a blank column belong to the rows that are named at their left."""
    head: list[list[Value]] = [
        [None, "Thực hiện", None, None, "So với năm trước (%)", None],
        [None, "Miền Bắc", "Miền Nam", None, "Miền Bắc", "Miền Nam"],
    ]
    rows: list[list[Value]] = [["Lúa", 8380, 13382, None, 95.4, 97.2], ["Ngô", 910, 640, None, 99.1, 98.7]]
    (table,) = read([["3. Sản lượng"]], head + rows, merged=("B3:C3", "E3:F3")).tables
    assert (table.n_cols, table.n_rows) == (5, 4)
    assert table.grid()[2] == ["Lúa", "8380", "13382", "95,4", "97,2"]


def test_tables_side_by_side_keep_their_names() -> None:
    """Two tables with names of their own stay two."""
    left: list[list[Value]] = [["Xã", "Hộ"], ["Tân An", 31], ["Bình Hòa", 47]]
    right: list[list[Value]] = [["Trường", "Lớp"], ["Phú Mỹ", 28], ["Long Sơn", 53]]
    document = read([[*one, None, *two] for one, two in zip(left, right, strict=True)])
    assert [table.n_cols for table in document.tables] == [2, 2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6 tháng", True),
        ("9 tháng đầu năm", True),
        ("8 tháng năm", True),
        ("2020 so với", True),
        ("(2014)", True),
        ("2021", True),
        ("15 tháng", False),
        ("6 người", False),
        ("2020 đồng", False),
        ("(14)", False),
    ],
)
def test_periods(text: str, expected: bool) -> None:
    """Years and months of one are periods where a header can stand; amounts are none."""
    assert is_period(text) is expected


def test_part_of_a_form_that_begins_with_its_number() -> None:
    """The header of a form's part can begin with the number of the part; the row that numbers the columns ends it."""
    rows: list[list[Value]] = [
        ["IV", "Cán bộ, giáo viên", "Đơn vị tính", "Mã số", "Tổng số", None],
        [None, None, None, None, "Chung", "Nữ"],
        [None, "A", "B", "C", 1, 2],
        [None, "Tổng số", "người", 78, 41, 22],
        ["4.1", "Cán bộ quản lý", "người", 79, 3, 1],
    ]
    sheet = new_sheet()
    put(sheet, rows, framed=True)
    (table,) = read_bytes(saved(sheet), "bieu.xlsx").tables
    assert table.header_rows == 3
