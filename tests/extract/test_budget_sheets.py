"""Workbooks of budgets and surveys as ministries publish them: two languages, forms in a corner, codes below names."""

from __future__ import annotations

import pytest

from doichieu.extract import read_bytes
from doichieu.extract.assembly.labels import bare_unit_of, caption_of
from doichieu.model import Document

from .workbooks import Value, new_sheet, put, saved

BUDGET: list[list[Value]] = [
    ["STT No.", "Chỉ tiêu Items", "Dự toán Plan 2011"],
    ["A", "Thu cân đối - Revenues", 595000],
    ["B", "Chi cân đối - Expenditures", 725600],
]


def read(data: bytes) -> Document:
    """Read a workbook."""
    return read_bytes(data, "budget.xlsx")


@pytest.mark.parametrize("side", ["left", "right"])
def test_blank_bordered_columns_at_the_sides(side: str) -> None:
    """Bordered columns without text at either side of a table are no part of it."""
    sheet = new_sheet()
    first = 3 if side == "left" else 1
    put(sheet, [[None] * 6 for _ in range(5)], framed=True)
    put(sheet, BUDGET, at=(2, first), framed=True)
    (table,) = read(saved(sheet)).tables
    assert table.grid() == [[str(value) for value in row] for row in BUDGET]


def test_header_merged_over_many_rows() -> None:
    """Rows that only pass below the merged cells of a header are no rows of the table."""
    sheet = new_sheet()
    put(sheet, [[*row, None] for row in [BUDGET[0], *[[None] * 3] * 5, *BUDGET[1:]]], framed=True)
    for column in "ABC":
        sheet.merge_cells(f"{column}1:{column}6")
    (table,) = read(saved(sheet)).tables
    assert (table.header_rows, table.n_rows) == (1, 3)


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("Triệu đồng", "Triệu đồng"),
        ("Tỷ đồng - Billions of dong", "Tỷ đồng"),
        ("(Nghìn người - Thous. persons)", "Nghìn người"),
        ("1.000 đồng/m2", "1.000 đồng/m2"),
        ("Tấn/ha", "Tấn/ha"),
        ("Triệu đồng bào cả nước", None),
        ("Hộ nghèo", None),
        ("Người đứng đầu", None),
    ],
)
def test_bare_units(line: str, unit: str | None) -> None:
    """A unit alone above a table is its unit; words that begin like one are not."""
    assert bare_unit_of(line) == unit


@pytest.mark.parametrize(
    "titles",
    [
        ["CÂN ĐỐI NGÂN SÁCH NĂM 2011", "STATE BUDGET BALANCE FY 2011"],
        ["CÂN ĐỐI NGÂN SÁCH", "NĂM 2011", "BALANCE OF CENTRAL BUDGET", "AND LOCAL BUDGET FY 2011"],
        ["Cân đối ngân sách năm 2011", "Balance of central budget by sector"],
    ],
)
def test_caption_unit_and_form_in_two_languages(titles: list[str]) -> None:
    """Of what is printed in two languages the Vietnamese is the caption and the unit, at whatever corner the form is."""
    sheet = new_sheet()
    sheet["A1"], sheet["C1"] = "BỘ TÀI CHÍNH", "Phụ lục 01/CKTC-NSNN"
    sheet["A2"], sheet["C2"] = "MINISTRY OF FINANCE", "Table 01/CKTC-NSNN"
    put(sheet, [[title] for title in titles], at=(4, 1))
    sheet["C9"] = "Tỷ đồng - Billions of dong"
    put(sheet, BUDGET, at=(10, 1), framed=True)
    (table,) = read(saved(sheet)).tables
    caption = " ".join(title for title in titles if not title.isascii() or title.startswith("N"))
    assert (table.number, table.caption, table.unit) == ("01/CKTC-NSNN", caption, "Tỷ đồng")


def test_form_beside_the_end_of_a_title() -> None:
    """A form's number in the right column does not hide the title in the left one."""
    sheet = new_sheet()
    sheet["A1"] = "BỘ TÀI CHÍNH"
    sheet["A2"], sheet["C2"] = "QUYẾT TOÁN CHI NGÂN SÁCH NĂM 2011", "Phụ lục số 07/CKTC-NSNN"
    sheet["A3"], sheet["C3"] = "FINAL ACCOUNTS OF MINISTRIES FY 2011", "Table 07/CKTC-NSNN"
    sheet["C5"] = "Triệu đồng"
    put(sheet, BUDGET, at=(6, 1), framed=True)
    (table,) = read(saved(sheet)).tables
    assert (table.number, table.unit) == ("07/CKTC-NSNN", "Triệu đồng")
    assert table.caption == "QUYẾT TOÁN CHI NGÂN SÁCH NĂM 2011"


@pytest.mark.parametrize("rest", [0, "của Bộ trưởng Bộ Tài chính)"])
def test_what_links_leave_is_no_caption(rest: Value) -> None:
    """Zeros of links to other sheets, and the rest of a torn aside, name no table."""
    sheet = new_sheet()
    sheet["A1"] = "QUYẾT TOÁN THU NGÂN SÁCH NĂM 2014"
    sheet["A2"] = rest
    put(sheet, BUDGET, at=(4, 1), framed=True)
    assert read(saved(sheet)).tables[0].caption == "QUYẾT TOÁN THU NGÂN SÁCH NĂM 2014"


NAMES: list[Value] = [
    "PCI ID",
    "Tỉnh",
    "Chi phí gia nhập thị trường",
    "Thời gian đăng ký (ngày)",
    "Tỷ lệ một cửa",
]
CODES: list[Value] = [None, "pci_id", "sub1_entry", "c1_2005", "oss"]
SCORES: list[list[Value]] = [
    [1, "Hà Nội", 7.08, 12, 0.5],
    [2, "Hải Phòng", 7.35, 15, 0.4],
    [4, "Cần Thơ", 7.38, 9, 0.6],
]


@pytest.mark.parametrize("gap", [0, 1])
def test_codes_below_the_names_of_columns(gap: int) -> None:
    """A row of variable names below the header, apart from it or not, is a row of the header."""
    sheet = new_sheet("Gia nhập thị trường")
    put(sheet, [NAMES])
    put(sheet, [CODES, *SCORES], at=(2 + gap, 1))
    (table,) = read(saved(sheet)).tables
    assert (table.header_rows, table.n_rows) == (2, 5)
    assert table.grid()[0] == NAMES


def test_header_row_in_a_second_language() -> None:
    """A second row with other words over every figure goes on with the header; words in some of them are data."""
    english: list[Value] = ["id", "province", "Transparency", "Control of Corruption", "Service Delivery"]
    local: list[Value] = ["id", "province", "Công khai", "Kiểm soát tham nhũng", "Cung ứng dịch vụ"]
    sheet = new_sheet()
    put(sheet, [english, local, *SCORES])
    assert read(saved(sheet)).tables[0].header_rows == 2
    sheet = new_sheet()
    put(sheet, [english, [9, "Huế", "chưa có", "chưa có", "chưa có"], *SCORES])
    assert read(saved(sheet)).tables[0].header_rows == 1


def test_form_numbers_of_appendices() -> None:
    """An appendix that a publication numbers like a form keeps its whole number."""
    label = caption_of("Phụ lục số 04/CKTC- NSNN")
    assert label is not None
    assert (label.number, label.text) == ("04/CKTC- NSNN", "")


HEAD: list[list[Value]] = [
    [None, None, "TỶ LỆ (%)", "TỔNG CHI", "SỐ BỔ SUNG"],
    ["SỐ", None, "PHÂN CHIA", "CÂN ĐỐI", "TH TIỀN LƯƠNG"],
    ["TT", "TỈNH, THÀNH PHỐ", "NGUỒN THU", "NGÂN SÁCH", "TỐI THIỂU"],
    [None, None, "GIỮA NSTW", "ĐỊA PHƯƠNG", "830.000Đ/THÁNG"],
    [None, None, "VÀ NSĐP", None, "1.050.000Đ/THÁNG"],
]
PROVINCES: list[list[Value]] = [
    [None, "TỔNG SỐ", None, 14012, 3105],
    [1, "HÀ GIANG", 100, 5519, 1232],
    [2, "CAO BẰNG", 100, 8493, 1873],
]


@pytest.mark.parametrize(
    "numbers",
    [[1, 2, 3, 4, 5], ["A", "B", 1, "2=3+4", 3], ["A", "B", "(1)", "(2)", "(3)"]],
    ids=["plain", "formulas", "brackets"],
)
def test_header_line_by_line_down_to_the_numbers_of_the_columns(numbers: list[Value]) -> None:
    """However many rows a header is set in, the row that numbers the columns is its last."""
    sheet = new_sheet()
    put(sheet, [*HEAD, numbers, *PROVINCES], framed=True)
    (table,) = read(saved(sheet)).tables
    assert (table.header_rows, table.n_rows) == (6, 9)


def test_numbers_of_columns_far_below() -> None:
    """Data rows above a row of numbers are data: the row heads another table, or is none."""
    sheet = new_sheet()
    put(sheet, [["STT", "Tỉnh", "Thu", "Chi", "Bù"], *PROVINCES, [1, 2, 3, 4, 5], *PROVINCES], framed=True)
    assert read(saved(sheet)).tables[0].header_rows == 1
