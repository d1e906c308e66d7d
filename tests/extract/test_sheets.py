"""Workbooks as offices make them: XLSX and XLS."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from functools import partial

import pytest
import xlsxwriter
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from doichieu.errors import DamagedFileError, EmptyFileError
from doichieu.extract import read_bytes
from doichieu.extract.sheets.format import show_number, show_text
from doichieu.extract.sheets.grid import sheet_prefix
from doichieu.model import Document, Heading, Paragraph

from .growth import assert_linear
from .render import as_html
from .test_roundtrip import grids
from .workbooks import FRAME, Value, as_xlsx, new_sheet, put, saved

TABLE = [["STT", "Đơn vị", "Điểm"], [1, "Sở Tài chính", 92.75], [2, "Sở Y tế", 90]]
SHOWN = [["STT", "Đơn vị", "Điểm"], ["1", "Sở Tài chính", "92,75"], ["2", "Sở Y tế", "90"]]


def read(data: bytes) -> Document:
    """Read a workbook."""
    return read_bytes(data, "paper.xlsx")


def texts(document: Document) -> list[str]:
    """Paragraphs and headings of a document."""
    return [block.text for block in document.blocks if isinstance(block, Heading | Paragraph)]


def issues(document: Document, code: str) -> list[str]:
    """Messages of the issues with a code."""
    return [issue.message for issue in document.issues if issue.code == code]


def budget(*, framed: bool) -> bytes:
    """A budget sheet: titles over the whole width, unit at the right, header in two levels, numbered columns."""
    sheet = new_sheet("Biểu 46")
    sheet["A1"], sheet["E1"] = "UBND TỈNH NGHỆ AN", "Biểu số 46/CK-NSNN"
    sheet["A2"] = "CÂN ĐỐI NGÂN SÁCH ĐỊA PHƯƠNG NĂM 2024"
    sheet["A3"] = "(Kèm theo Quyết định số 123/QĐ-UBND ngày 15/01/2024 của UBND tỉnh Nghệ An)"
    sheet["F4"] = "Đơn vị: Triệu đồng"
    rows = [
        ["STT", "Nội dung", "Dự toán năm 2023", "Ước thực hiện", "So sánh", None],
        [None, None, None, None, "Tuyệt đối", "Tương đối (%)"],
        ["A", "B", 1, 2, "3=2-1", "4=2/1"],
        ["I", "Thu nội địa", 1000000, 1234567.4, 234567.4, 1.2346],
        [1, "Thu từ doanh nghiệp", 600000, 600000, 0, 1],
        [2, "Thu khác", 400000, 395000, -5000, 0.9875],
        [None, "Tổng cộng", 1000000, 1234567.4, 234567.4, 1.2346],
    ]
    put(sheet, rows, at=(5, 1), framed=framed)
    for row in range(8, 12):
        for col in (3, 4, 5):
            sheet.cell(row, col).number_format = '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)'
        sheet.cell(row, 6).number_format = "0.0%"
    for place in ("A1:B1", "A2:F2", "A3:F3", "A5:A6", "B5:B6", "C5:C6", "D5:D6", "E5:F5"):
        sheet.merge_cells(place)
    sheet["A12"] = "Ghi chú: (1) Số liệu ước thực hiện."
    sheet["B14"], sheet["E14"], sheet["E15"] = "Người lập biểu", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"
    return saved(sheet)


@pytest.mark.parametrize("framed", [True, False], ids=["bordered", "without borders"])
def test_budget_sheet(framed: bool) -> None:
    """A budget sheet gives its table with spans, formats, unit and note; titles and signatures are lines."""
    document = read(budget(framed=framed))
    table = document.tables[0]
    assert table.grid() == [
        ["STT", "Nội dung", "Dự toán năm 2023", "Ước thực hiện", "So sánh", None],
        [None, None, None, None, "Tuyệt đối", "Tương đối (%)"],
        ["A", "B", "1", "2", "3=2-1", "4=2/1"],
        ["I", "Thu nội địa", "1.000.000", "1.234.567", "234.567", "123,5%"],
        ["1", "Thu từ doanh nghiệp", "600.000", "600.000", "-", "100,0%"],
        ["2", "Thu khác", "400.000", "395.000", "(5.000)", "98,8%"],
        ["", "Tổng cộng", "1.000.000", "1.234.567", "234.567", "123,5%"],
    ]
    assert (table.header_rows, table.unit) == (3, "Triệu đồng")
    assert table.notes == ("Ghi chú: (1) Số liệu ước thực hiện.",)
    assert document.letterhead.attached_to == "123/QĐ-UBND"
    assert (table.number, table.caption) == ("46/CK-NSNN", "CÂN ĐỐI NGÂN SÁCH ĐỊA PHƯƠNG NĂM 2024")
    assert texts(document)[0] == "UBND TỈNH NGHỆ AN"
    assert texts(document)[-3:] == ["Người lập biểu", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]


@pytest.mark.parametrize("framed", [True, False], ids=["bordered", "without borders"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(grid=grids())
def test_twin_of_a_page(framed: bool, grid: list[list[str]]) -> None:
    """A grid of texts reads the same from a workbook and from a page."""
    book = read(
        as_xlsx(grid, caption="Bảng 1. Kết quả xếp hạng", tail="Trên đây là kết quả đánh giá.", framed=framed)
    )
    page = read_bytes(as_html(grid), "page.html")
    assert [table.grid() for table in book.tables] == [table.grid() for table in page.tables] == [grid]
    assert (book.tables[0].number, book.tables[0].caption) == (page.tables[0].number, page.tables[0].caption)


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (92.75, "General", "92,75"),
        (33.333333333333336, "General", "33,33333333"),
        (1e15, "General", "1000000000000000"),
        (0.00001234, "General", "0,00001234"),
        (-7, "General", "-7"),
        (92.745, "0.00", "92,75"),
        (2.675, "0.00", "2,68"),
        (1234567.5, "#,##0.00", "1.234.567,50"),
        (0, "#,##0", "0"),
        (0.5, "#.##", "0,5"),
        (5, "#,##0.##", "5"),
        (7, "00", "07"),
        (1234567, "#,##0,", "1.235"),
        (0.937, "0.0%", "93,7%"),
        (100, '0"%"', "100%"),
        (-5000, "#,##0_);(#,##0)", "(5.000)"),
        (-5000, "#,##0_);[Red](#,##0)", "(5.000)"),
        (-3, "0.0", "-3,0"),
        (0, '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)', "-"),
        (0, "0;-0;;@", ""),
        (12, '0" điểm"', "12 điểm"),
        (5, "#,##0\\ [$₫-42A]", "5 ₫"),
        (1.5, "[>=1]0.0;[<0]-0;0.00", "1,5"),
        (0.25, "[>=1]0.0;[<0]-0;0.00", "0,25"),
        (0.25, "# ?/?", "0,25"),
        (45000, "dd/mm/yyyy", "15/03/2023"),
        (45000.5, "h:mm dd/m/yy", "12:00 15/3/23"),
        (45000, "[$-42A]dd mmmm yyyy", "15 Thg 3 2023"),
        (1.5, "[h]:mm", "36:00"),
        (0.5, "h:mm AM/PM", "12:00 CH"),
        (123456, "0.00E+00", "1,23E+5"),
        (3, "", "3"),
    ],
)
def test_numbers_as_displayed(value: float, code: str, shown: str) -> None:
    """A number is shown by its format, with the separators of Vietnamese print."""
    assert show_number(value, code).text == shown


def test_dates_counted_from_1904() -> None:
    """Workbooks from old Macintoshes count days from 1904."""
    assert show_number(43538, "dd/mm/yyyy", since_1904=True).text == "15/03/2023"


@given(
    st.floats(-1e12, 1e12),
    st.sampled_from(["General", "0.00", "#,##0", "0.0%", "(#,##0.0)", "dd/mm/yyyy", "@"]),
)
def test_any_number_is_shown(value: float, code: str) -> None:
    """Every number has a form under every format, and never a point where a comma belongs."""
    assert "," not in show_number(value, code).text.split(",", 1)[-1]


def test_texts_under_a_format() -> None:
    """A format's fourth part goes around texts; others leave them."""
    assert show_text("Sở A", "0;-0;0;@") == "Sở A"
    assert show_text("Sở A", "0;;;") == ""
    assert show_text("Sở A", "0.00") == "Sở A"
    assert show_text("Sở A", "[<0]0;[>9]0;0;General") == "Sở A"


@pytest.mark.parametrize("code", ["@", "_(@_)", "@* ", "General"])
def test_numbers_in_cells_formatted_as_text(code: str) -> None:
    """A column that was made one of texts after its figures were typed shows them as they are."""
    assert show_number(131005, code).text == "131005"
    assert show_number(-1.5, code).text == "-1,5"


def test_numbers_stored_as_text() -> None:
    """Numbers that somebody typed as text stay as typed."""
    sheet = new_sheet()
    put(sheet, [TABLE[0], ["1", "Sở A", "92.75"], ["2", "Sở B", "1,234.5"]], framed=True)
    assert read(saved(sheet)).tables[0].grid()[1:] == [["1", "Sở A", "92.75"], ["2", "Sở B", "1,234.5"]]


def test_merged_cells() -> None:
    """Merged cells keep their spans; what lies under them is not read."""
    sheet = new_sheet()
    put(sheet, [*TABLE, [3, "Sở C", 90]], framed=True)
    sheet.merge_cells("C3:C4")
    table = read(saved(sheet)).tables[0]
    assert table.grid()[2:] == [["2", "Sở Y tế", "90"], ["3", "Sở C", None]]


def test_hidden_rows_columns_and_sheets() -> None:
    """What is hidden is not read, and an issue says where it is."""
    sheet = new_sheet("Kết quả")
    put(sheet, [[*row, 1.5] for row in TABLE], framed=True)
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["D"].hidden = True
    assert sheet.parent is not None
    helper = sheet.parent.create_sheet("Tính")
    helper["A1"], helper.sheet_state = "x", "hidden"
    document = read(saved(sheet))
    assert document.tables[0].grid() == [SHOWN[0], SHOWN[2]]
    assert issues(document, "hidden-rows") == ['sheet "Kết quả": hidden and not read: row 2']
    assert issues(document, "hidden-columns") == ['sheet "Kết quả": hidden and not read: column D']
    assert issues(document, "hidden-sheet") == ['sheet "Tính" is hidden and not read']


def test_places_are_sheet_and_cell() -> None:
    """Lines, cells, tables and issues name the sheet and the cell in the file, hidden rows counted."""
    sheet = new_sheet("Biểu 62")
    sheet["A1"] = "Thu ngân sách"
    put(sheet, TABLE, at=(3, 2), framed=True)
    sheet["D5"] = "#REF!"
    sheet["D5"].data_type = "e"
    sheet.row_dimensions[4].hidden = True
    document = read(saved(sheet))
    table = document.tables[0]
    assert document.blocks[0].locator.reference == "'Biểu 62'!A1"
    assert table.locator.reference == "'Biểu 62'!B3"
    assert [cell.locator.reference for cell in table.cells if cell.row] == [
        "'Biểu 62'!B5",
        "'Biểu 62'!C5",
        "'Biểu 62'!D5",
    ]
    found = {issue.code: issue.locator.reference for issue in document.issues if issue.locator}
    assert found["cell-error"] == "'Biểu 62'!D5"
    assert found["hidden-rows"] == "'Biểu 62'!4:4"


@pytest.mark.parametrize(
    ("name", "prefix"), [("Sheet1", "Sheet1!"), ("B 62", "'B 62'!"), ("62", "'62'!"), ("O'", "'O'''!")]
)
def test_sheet_names_in_references(name: str, prefix: str) -> None:
    """A name that is no word stands in quotes, as in a formula."""
    assert sheet_prefix(name) == prefix


def test_merged_cell_that_begins_in_a_hidden_column() -> None:
    """A merged header that begins in a hidden column stands over the columns that are shown."""
    sheet = new_sheet()
    put(sheet, [["STT", "Đơn vị", "Xếp hạng", None, None], [None, None, "2022", "2023", "2024"]], framed=True)
    put(sheet, [[1, "Sở A", 3, 1, 2], [2, "Sở B", 1, 2, 1]], at=(3, 1), framed=True)
    for place in ("A1:A2", "B1:B2", "C1:E1"):
        sheet.merge_cells(place)
    sheet.column_dimensions["C"].hidden = True
    assert read(saved(sheet)).tables[0].grid() == [
        ["STT", "Đơn vị", "Xếp hạng", None],
        [None, None, "2023", "2024"],
        ["1", "Sở A", "1", "2"],
        ["2", "Sở B", "2", "1"],
    ]


def test_errors_and_formulas_without_a_value() -> None:
    """An error is read as shown with an issue; a formula that was never computed is an issue."""
    sheet = new_sheet("KQ")
    put(sheet, [*TABLE, [3, "Sở C", "#DIV/0!"], [4, "Sở D", "=C2+C3"]], framed=True)
    document = read(saved(sheet))
    assert [row[2] for row in document.tables[0].grid()[3:]] == ["#DIV/0!", ""]
    assert issues(document, "cell-error") == ['sheet "KQ": error #DIV/0! in C4']
    assert issues(document, "formula-without-value") == [
        'sheet "KQ": the file holds no value for the formula in C5'
    ]


def test_struck_out_text_beside_its_replacement() -> None:
    """An old figure struck out beside the new one is left out, with an issue; a cell that is struck out whole stays."""
    sheet = new_sheet("KQ")
    put(sheet, TABLE, framed=True)
    old, new = InlineFont(strike=True), InlineFont()
    sheet["C2"] = CellRichText(TextBlock(old, "85,5 "), TextBlock(new, "92,75"))
    sheet["C3"] = CellRichText(TextBlock(old, "90"))
    document = read(saved(sheet))
    assert [row[2] for row in document.tables[0].grid()[1:3]] == ["92,75", "90"]
    assert issues(document, "struck-text") == [
        'sheet "KQ": text struck out beside text that is not was left out in C2'
    ]


def test_struck_out_text_in_an_xls() -> None:
    """Workbooks of before 2007 have struck out runs as well."""
    book = xls([*TABLE, [3]])
    struck, plain = xlwt.Font(), xlwt.Font()
    struck.struck_out = True
    book.get_sheet(0).write_rich_text(len(TABLE), 1, [("Sở C ", struck), ("Sở D", plain)])
    document = read_bytes(xls_bytes(book), "paper.xls")
    assert document.tables[0].grid()[-1][1] == "Sở D"
    assert "struck-text" in {issue.code for issue in document.issues}


def test_a_table_of_years_below_another() -> None:
    """Titles, a unit and years of which the last is preliminary begin a table of their own, though columns are the same."""
    sheet = new_sheet()
    first = [
        ["", "Lúa", "Ngô", "Mía"],
        *([str(year), 900 + year, 300 + year, 100 + year] for year in range(2009, 2013)),
    ]
    put(sheet, [["Diện tích các loại cây trồng"], *first], framed=True)
    second = [["Lực lượng lao động"], ["Labour force"], ["", "", "", "ĐVT: Người"], ["", "2011", "2012", "Sơ bộ 2013"], ["Nam", 4210, 4320, 4410],
              ["Nữ", 4010, 4120, 4230]]  # fmt: skip
    put(sheet, second, at=(9, 1), framed=True)
    tables = read(saved(sheet)).tables
    assert [table.grid()[-1][0] for table in tables] == ["2012", "Nữ"]


def test_tables_below_and_beside_each_other() -> None:
    """Blank rows and blank columns part tables, each with the title above it."""
    sheet = new_sheet()
    for col, title in ((1, "Bảng 1. Các sở"), (5, "Bảng 2. Các huyện")):
        sheet.cell(1, col, title)
        put(sheet, TABLE, at=(2, col))
    sheet["A7"] = "Bảng 3. Các xã"
    put(sheet, TABLE, at=(8, 1))
    found = [(table.number, table.caption, table.grid()) for table in read(saved(sheet)).tables]
    assert found == [
        ("1", "Các sở", SHOWN),
        ("2", "Các huyện", SHOWN),
        ("3", "Các xã", SHOWN),
    ]


def test_title_between_tables_without_a_gap() -> None:
    """A title directly below one table and above the next parts them."""
    for framed in (True, False):
        sheet = new_sheet()
        put(sheet, TABLE, at=(1, 1), framed=framed)
        sheet["A4"] = "Bảng 2. Các huyện"
        put(sheet, TABLE, at=(5, 1), framed=framed)
        assert [table.grid() for table in read(saved(sheet)).tables] == [SHOWN, SHOWN]


def test_group_rows_stay_inside() -> None:
    """A group row has one text and belongs to the table, with borders or without."""
    rows = [TABLE[0], ["I", "Các sở", None], *TABLE[1:], ["II", "Các huyện", None], [1, "Huyện A", 80]]
    for framed in (True, False):
        sheet = new_sheet()
        put(sheet, rows, framed=framed)
        assert len(read(saved(sheet)).tables[0].grid()) == 6


def test_framed_rows_without_text() -> None:
    """Rows and columns framed in stock around a table are no part of it."""
    sheet = new_sheet()
    put(sheet, [[None] * 6 for _ in range(400)], framed=True)
    put(sheet, TABLE)
    assert read(saved(sheet)).tables[0].grid() == SHOWN


def test_spacer_columns() -> None:
    """A table whose texts are merged over spare columns has as many columns as it shows."""
    sheet = new_sheet()
    put(sheet, [[row[0], row[1], None, None, row[2]] for row in TABLE], framed=True)
    for row in range(1, 4):
        sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=4)
    assert read(saved(sheet)).tables[0].grid() == SHOWN


def test_notes_beside_the_frame() -> None:
    """A remark beside a bordered table is a line, not a column."""
    sheet = new_sheet()
    put(sheet, [*TABLE, [3, "Sở C", 80], [4, "Sở D", 70]], framed=True)
    sheet["E3"] = "đã kiểm tra"
    document = read(saved(sheet))
    assert document.tables[0].n_cols == 3
    assert "đã kiểm tra" in texts(document)


def test_several_sheets() -> None:
    """Several sheets are one document; names of sheets are headings and part equal tables."""
    sheet = new_sheet("PL1")
    put(sheet, TABLE, framed=True)
    assert sheet.parent is not None
    for name in ("PL2", "3"):
        put(sheet.parent.create_sheet(name), TABLE, framed=True)
    document = read(saved(sheet))
    assert [table.grid() for table in document.tables] == [SHOWN] * 3
    assert [block.text for block in document.blocks if isinstance(block, Heading)][:2] == ["PL1", "PL2"]


def test_letterhead_in_two_columns() -> None:
    """A letterhead set in two columns of cells is read column by column."""
    sheet = new_sheet()
    sheet["A1"], sheet["D1"] = "ỦY BAN NHÂN DÂN\nTỈNH NGHỆ AN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    sheet["A2"], sheet["D2"] = "Số: 12/BC-UBND", "Nghệ An, ngày 05 tháng 01 năm 2024"
    sheet["A4"] = "BÁO CÁO"
    put(sheet, [[*row, "x"] for row in TABLE], at=(6, 1), framed=True)
    head = read(saved(sheet)).letterhead
    assert (head.number, head.issuer) == ("12/BC-UBND", "ỦY BAN NHÂN DÂN TỈNH NGHỆ AN")
    assert str(head.issued_on) == "2024-01-05"


def test_words_in_columns_are_no_table() -> None:
    """A letterhead and offices with names below blank rows are lines, column by column, on a sheet with borders."""
    sheet = new_sheet()
    put(sheet, [["SỞ NỘI VỤ", None, "DANH SÁCH"], ["HỘI ĐỒNG THI", None, "NĂM 2023"]])
    put(sheet, TABLE, at=(4, 1), framed=True)
    put(sheet, [["NGƯỜI LẬP", None, "GIÁM ĐỐC"]], at=(8, 1))
    put(sheet, [["Trần Thị B", None, "Nguyễn Văn A"]], at=(12, 1))
    document = read(saved(sheet))
    assert [table.grid() for table in document.tables] == [SHOWN]
    assert texts(document)[:4] == ["SỞ NỘI VỤ", "HỘI ĐỒNG THI", "DANH SÁCH", "NĂM 2023"]
    assert texts(document)[4:] == ["NGƯỜI LẬP", "Trần Thị B", "GIÁM ĐỐC", "Nguyễn Văn A"]
    assert document.letterhead.signer == "Nguyễn Văn A"


def test_yearbook_sheet() -> None:
    """A yearbook sets its header line by line, in two languages, apart from the figures and without borders."""
    sheet = new_sheet()
    put(sheet, [["12. Diện tích và dân số"], ["Area and population by district"]])
    put(sheet, [["Đơn vị tính - Unit: Người - Person"]], at=(3, 3))
    put(
        sheet,
        [["Diện tích", "Dân số"], ["tự nhiên", "trung bình"], ["Area", "Population"]],
        at=(4, 2),
    )
    put(sheet, [["Tổng số", 155.2, 1560], ["Huyện A", 48.4, 1030], ["Huyện B", 106.8, 530]], at=(8, 1))
    put(sheet, [["13. Số hộ"]], at=(13, 1))
    put(sheet, [[2004, 2005]], at=(14, 2))
    put(sheet, [["Huyện A", 7, 8], ["Huyện B", 9, 10]], at=(16, 1))
    first, second = read(saved(sheet)).tables
    assert first.grid()[:4] == [
        ["", "Diện tích", "Dân số"],
        ["", "tự nhiên", "trung bình"],
        ["", "Area", "Population"],
        ["Tổng số", "155,2", "1560"],
    ]
    assert (first.header_rows, first.unit, first.caption) == (3, "Người", "12. Diện tích và dân số")
    assert (second.grid()[0], second.header_rows) == (["", "2004", "2005"], 1)
    assert (second.n_rows, second.caption) == (3, "13. Số hộ")


@pytest.mark.parametrize("framed", [False, True])
def test_blank_rows_set_parts_of_a_table_apart(framed: bool) -> None:
    """Rows behind a blank row whose figures stand in the table's columns are its own; a new title begins another."""
    sheet = new_sheet()
    put(
        sheet,
        [["Vùng", "Diện tích", "Dân số"], ["Huyện A", 48.4, 1030], ["Huyện B", 106.8, 530]],
        framed=framed,
    )
    put(sheet, [["Vùng núi"], ["Huyện C", 12.5, 90]], at=(5, 1), framed=framed)
    put(sheet, [["Tổng số", 167.7, 1650]], at=(9, 1), framed=framed)
    sheet["A12"] = "Bảng 2. Số hộ"
    put(sheet, [["Huyện A", 7, 8], ["Huyện B", 9, 10]], at=(13, 1), framed=framed)
    first, second = read(saved(sheet)).tables
    assert [row[0] for row in first.grid()] == [
        "Vùng",
        "Huyện A",
        "Huyện B",
        "Vùng núi",
        "Huyện C",
        "Tổng số",
    ]
    assert (second.number, second.n_rows) == ("2", 2)


def test_a_header_apart_from_the_label_of_the_first_group() -> None:
    """Headers merged downwards belong to the row of headers; a group's label may stand between them and the figures."""
    sheet = new_sheet()
    sheet["A1"] = "LAO ĐỘNG"
    put(sheet, [["Huyện", "Lao động", None, "Thu nhập"], [None, "Tổng", "Đào tạo"]], at=(3, 1))
    for merged in ("A3:A4", "B3:C3", "D3:D4"):
        sheet.merge_cells(merged)
    put(sheet, [["Đồng bằng"], ["Điện Bàn", 120, 78, 5.8]], at=(6, 1))
    put(sheet, [["Miền núi"], ["Trà My", 17, 38, 1.9]], at=(9, 1))
    (table,) = read(saved(sheet)).tables
    assert (table.header_rows, table.caption, table.n_rows) == (2, "LAO ĐỘNG", 6)
    assert table.grid()[:2] == [["Huyện", "Lao động", None, "Thu nhập"], [None, "Tổng", "Đào tạo", None]]


def test_a_title_with_a_blank_row_below() -> None:
    """The title of the paper is no line of the title of its first table."""
    sheet = new_sheet()
    sheet["A1"], sheet["A3"], sheet["A4"] = "KẾT QUẢ CHẤM ĐIỂM", "KHỐI PHƯỜNG", "QUẬN HẢI CHÂU"
    put(sheet, TABLE, at=(5, 1), framed=True)
    assert read(saved(sheet)).tables[0].caption == "KHỐI PHƯỜNG QUẬN HẢI CHÂU"


def test_a_merged_header_over_a_part_of_the_columns() -> None:
    """On a sheet without borders a cell merged over figures is their header, one merged over all columns the title."""
    sheet = new_sheet()
    put(
        sheet,
        [
            ["Chỉ số giá năm 2023"],
            [None, "So với (%)"],
            [None, "Năm 2019", "Năm 2022"],
            ["Giao thông", 108.01, 92.1],
        ],
    )
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("B2:C2")
    (table,) = read(saved(sheet)).tables
    assert (table.grid()[0], table.header_rows) == (["", "So với (%)", None], 2)
    assert table.caption == "Chỉ số giá năm 2023"


def test_names_below_the_offices_that_follow_a_table() -> None:
    """Who made a table and who signs it stand beside each other, their names blank rows below."""
    sheet = new_sheet()
    put(sheet, TABLE, framed=True)
    put(sheet, [["Ngày 09 tháng 01 năm 2024"]], at=(4, 3))
    put(sheet, [["NGƯỜI LẬP BIỂU", None, "CỤC TRƯỞNG"]], at=(5, 1))
    put(sheet, [["Phan Thị Mơ", None, "Hà Anh Đức"]], at=(9, 1))
    found = read(saved(sheet))
    assert texts(found)[-4:] == ["NGƯỜI LẬP BIỂU", "Phan Thị Mơ", "CỤC TRƯỞNG", "Hà Anh Đức"]
    assert (found.letterhead.signer, str(found.letterhead.issued_on)) == ("Hà Anh Đức", "2024-01-09")
    assert found.tables[0].grid() == SHOWN


def test_table_of_words_with_borders() -> None:
    """Words in columns with borders, or under a column of ordinals, are a table."""
    words = [["Đơn vị", "Xếp loại"], ["Sở Tài chính", "Tốt"], ["Sở Y tế", "Khá"]]
    sheet = new_sheet()
    put(sheet, words, framed=True)
    assert read(saved(sheet)).tables[0].grid() == words
    bare = new_sheet()
    put(bare, [["STT", *words[0]], ["1", *words[1]], ["2", *words[2]]])
    assert read(saved(bare)).tables[0].n_rows == 3


def test_rich_text_and_line_ends() -> None:
    """Runs of a text are joined; line ends inside a cell become spaces."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        for row, values in enumerate(TABLE):
            sheet.write_row(row, 0, values)
        sheet.write_rich_string(1, 1, bold, "Sở", " Tài\n", bold, "chính")
        sheet.write_string(2, 1, "Sở Y\x0b tế")
    assert read(buffer.getvalue()).tables[0].grid() == SHOWN


def test_titles_beside_each_other_above_a_blank_row() -> None:
    """Titles that stand beside each other go to the tables below them, over a blank row."""
    sheet = new_sheet()
    for col, title in ((1, "Bảng 1. Các sở"), (5, "Bảng 2. Các huyện")):
        sheet.cell(1, col, title)
        put(sheet, TABLE, at=(3, col))
    found = [(table.number, table.grid()) for table in read(saved(sheet)).tables]
    assert found == [("1", SHOWN), ("2", SHOWN)]


def test_false_dimension() -> None:
    """Every row is read whatever size the sheet states."""
    sheet = new_sheet()
    put(sheet, _rows(300))
    parts = _parts(saved(sheet))
    content = parts["xl/worksheets/sheet1.xml"].replace(b'ref="A1:C301"', b'ref="A1:C2"')
    assert b'ref="A1:C2"' in content
    document = read(_archive(parts | {"xl/worksheets/sheet1.xml": content}))
    assert document.tables[0].n_rows == 301


def _rows(count: int) -> list[list[Value]]:
    return [["STT", "Đơn vị", "Điểm"], *([n, f"Xã {n}", n / 4] for n in range(1, count + 1))]


@pytest.mark.parametrize("framed", [True, False], ids=["bordered", "without borders"])
def test_work_grows_with_the_rows(framed: bool) -> None:
    """Four times the rows, some of them merged, take four times the work."""

    def reads(count: int) -> Callable[[], object]:
        sheet = new_sheet()
        sheet["A1"] = "Điểm các xã"
        put(sheet, _rows(count), at=(3, 1), framed=framed)
        for row in range(4, count, 10):
            sheet.merge_cells(f"C{row}:C{row + 1}")
        put(sheet, [["NGƯỜI LẬP", None, "GIÁM ĐỐC"]], at=(count + 6, 1))
        return partial(read, saved(sheet))

    assert_linear(reads, 300)


@pytest.mark.parametrize("step", [1, 2], ids=["in a block", "blank rows between"])
def test_work_grows_with_the_lines(step: int) -> None:
    """Four times the lines in two columns take four times the work."""

    def reads(count: int) -> Callable[[], object]:
        sheet = new_sheet()
        sheet["E1"], sheet["E1"].border = "x", FRAME
        for line in range(count):
            put(sheet, [[f"Điều {line}", None, "Nội dung"]], at=(3 + line * step, 1))
        return partial(read, saved(sheet))

    assert_linear(reads, 300)


def test_a_cell_in_the_last_corner() -> None:
    """One cell in the last corner of a sheet costs nothing."""
    sheet = new_sheet()
    put(sheet, TABLE)
    sheet["XFD1048576"] = "x"
    parts = _parts(saved(sheet))
    name = "xl/worksheets/sheet1.xml"
    merge = b'</sheetData><mergeCells><mergeCell ref="A4:XFD1048575"/></mergeCells>'
    data = _archive(parts | {name: parts[name].replace(b"</sheetData>", merge)})
    start = time.perf_counter()
    assert read(data).tables[0].grid() == SHOWN
    assert time.perf_counter() - start < 5


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _archive(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _good_parts() -> dict[str, bytes]:
    sheet = new_sheet()
    put(sheet, TABLE)
    return _parts(saved(sheet))


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/workbook.xml", b"<x/>"),
        ("xl/workbook.xml", b"<workbook"),
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row><c>"),
        ("xl/styles.xml", b"<!DOCTYPE x []><x/>"),
        ("xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * (30 * 2**20)),
        ("xl/sharedStrings.xml", b""),
    ],
    ids=["no sheets", "cut workbook", "cut sheet", "document type", "bomb", "empty strings"],
)
def test_damaged_workbooks(part: str, content: bytes) -> None:
    """A damaged or hostile workbook is a clear error."""
    with pytest.raises((DamagedFileError, EmptyFileError), match="Do: "):
        read(_archive(_good_parts() | {part: content}))


def test_strict_workbook() -> None:
    """A workbook in the strict form of the standard reads like any other."""
    names = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    parts = _good_parts()
    for loose, strict in names.items():
        parts = {name: content.replace(loose, strict) for name, content in parts.items()}
    assert read(_archive(parts)).tables[0].grid() == SHOWN


def test_zeros_that_the_view_hides() -> None:
    """A view that shows no zeros leaves such cells blank."""
    sheet = new_sheet()
    put(sheet, [*TABLE, [3, "Sở C", 0]], framed=True)
    sheet.sheet_view.showZeros = False
    assert read(saved(sheet)).tables[0].grid()[3] == ["3", "Sở C", ""]


def test_sheet_in_a_legacy_font() -> None:
    """Cells in a font of TCVN3 are decoded, beside cells in Unicode."""
    sheet = new_sheet()
    put(sheet, [["STT", "§¬n vÞ", "§iÓm"]], framed=True, font=".VnTimeH")
    put(sheet, [[1, "Së Tµi chÝnh", 92.75]], at=(2, 1), framed=True, font=".VnTime")
    put(sheet, [[2, "Sở Y tế", 90]], at=(3, 1), framed=True)
    document = read(saved(sheet))
    assert document.tables[0].grid() == [["STT", "ĐƠN VỊ", "ĐIỂM"], *SHOWN[1:]]
    assert issues(document, "legacy-encoding") == ["TCVN3: text decoded by the names of its fonts (× 3)"]


def test_empty_workbook() -> None:
    """A workbook without any text is an empty file."""
    with pytest.raises(EmptyFileError):
        read(saved(new_sheet()))


def xls(rows: list[list[str | float | None]], *, font: str = "Times New Roman") -> xlwt.Workbook:
    """A workbook of before 2007 with one bordered table."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Bieu 1")
    borders = "borders: left thin, right thin, top thin, bottom thin;"
    for row, values in enumerate(rows):
        for col, value in enumerate(values):
            code = "0.00" if isinstance(value, float) else "General"
            sheet.write(row, col, value, xlwt.easyxf(f"font: name {font}; {borders}", num_format_str=code))
    return book


def xls_bytes(book: xlwt.Workbook) -> bytes:
    """Bytes of a workbook of before 2007."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_xls() -> None:
    """A workbook of before 2007 reads like its twin: formats, merges, hidden rows."""
    book = xls([*TABLE, [3, "Sở C", 80.0], [4, "Sở D"]])
    sheet = book.get_sheet(0)
    sheet.merge(3, 4, 2, 2)
    sheet.row(1).hidden = True
    document = read_bytes(xls_bytes(book), "paper.xls")
    assert document.media_type == "application/vnd.ms-excel"
    assert document.tables[0].grid() == [
        SHOWN[0],
        SHOWN[2],
        ["3", "Sở C", "80,00"],
        ["4", "Sở D", None],
    ]
    assert issues(document, "hidden-rows") == ['sheet "Bieu 1": hidden and not read: row 2']


def test_xls_in_a_legacy_font() -> None:
    """Cells of an XLS in a font of TCVN3 are decoded."""
    book = xls([["STT", "§¬n vÞ", "§iÓm"], [1, "Së Tµi chÝnh", 92.75], [2, "Së Y tÕ", 90]], font=".VnTime")
    assert read_bytes(xls_bytes(book), "paper.xls").tables[0].grid() == SHOWN


@pytest.mark.parametrize("size", [600, 1500, 3000])
def test_cut_xls(size: int) -> None:
    """An XLS that is cut off is damaged."""
    with pytest.raises(DamagedFileError, match="Do: "):
        read_bytes(xls_bytes(xls(TABLE))[:size], "paper.xls")


def test_noise_in_an_xls() -> None:
    """An XLS with broken records is read or is a clear error, never a crash."""
    data = xls_bytes(xls(TABLE))
    for place in range(512, len(data), 97):
        try:
            read_bytes(data[:place] + b"\xff\x01\x80" + data[place + 3 :], "paper.xls")
        except (DamagedFileError, EmptyFileError) as error:
            assert "Do: " in str(error)  # noqa: PT017 - most places are read, some are errors


def test_page_named_xls() -> None:
    """A page that somebody named .xls is read as a page."""
    assert read_bytes(as_html(SHOWN), "paper.xls").tables[0].grid() == SHOWN


def test_reading_a_docx_waits_for_no_sheet() -> None:
    """Reading other media imports none of the modules for workbooks and legacy encodings."""
    code = (
        "import sys, io, docx; from doichieu.extract import read_bytes; d = docx.Document(); d.add_paragraph('Quyết định');"
        "b = io.BytesIO(); d.save(b); read_bytes(b.getvalue(), 'x');"
        "sys.exit(any(name.startswith(('xlrd', 'doichieu.extract.sheets', 'doichieu.extract.legacy.tables'))"
        " for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603


def test_header_of_three_levels_without_borders() -> None:
    """The first level is the table's where its stub goes down beside the others, though a title goes over all the rest."""
    sheet = new_sheet()
    put(sheet, [["Kết quả tiêm chủng quý I"], [], ["Đơn vị", "Tiêm chủng mở rộng", "", "", ""]])
    put(sheet, [["", "Mũi 1", "", "Mũi 2", ""], ["", "Số trẻ", "Tỷ lệ", "Số trẻ", "Tỷ lệ"]], at=(4, 1))
    put(sheet, [[f"Huyện {name}", 210 + n, 75.5, 190 + n, 70.5] for n, name in enumerate("ABCD")], at=(6, 1))
    for merged in ("A3:A5", "B3:E3", "B4:C4", "D4:E4"):
        sheet.merge_cells(merged)
    (table,) = read(saved(sheet)).tables
    assert table.header_rows == 3
    assert table.grid()[0] == ["Đơn vị", "Tiêm chủng mở rộng", None, None, None]


@pytest.mark.parametrize(
    ("above", "again"),
    [
        (["Biểu 1. Kết quả thực hiện"], ["Biểu 1 (tiếp). Kết quả thực hiện"]),
        (["Biểu số 1", "KẾT QUẢ THỰC HIỆN"], ["Biểu số 1 (tiếp theo)"]),
        (
            ["Biểu số 1", "KẾT QUẢ THỰC HIỆN"],
            ["Biểu số 1 (tiếp theo)", "KẾT QUẢ THỰC HIỆN", "Đơn vị tính: tỷ đồng"],
        ),
        (["Biểu số 1", "KẾT QUẢ THỰC HIỆN"], ["Biểu số 2 (tiếp theo)"]),
        (["Biểu số 1", "KẾT QUẢ THỰC HIỆN"], ["Biểu số 1", "KẾT QUẢ THỰC HIỆN"]),
    ],
)
def test_a_table_over_two_sheets(above: list[str], again: list[str]) -> None:
    """A sheet that says that it goes on with the table before adds rows to it; another one has a table of its own."""
    header = ["STT", "Đơn vị", "Kế hoạch", "Thực hiện"]
    sheets = [
        [["1", "Sở Y tế", "95", "97"], ["2", "Sở Nội vụ", "42", "40"]],
        [["3", "Sở Tư pháp", "11", "12"]],
    ]
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for lines, rows in zip((above, again), sheets, strict=True):
            sheet = book.add_worksheet()
            for at, line in enumerate(lines):
                sheet.write_string(at, 0, line)
            for at, row in enumerate([header, *rows]):
                sheet.write_row(len(lines) + 1 + at, 0, row)
    grids = [table.grid() for table in read_bytes(buffer.getvalue(), "x.xlsx").tables]
    joined = "tiếp" in again[0] and "2" not in again[0]
    assert grids == ([[header, *sheets[0], *sheets[1]]] if joined else [[header, *rows] for rows in sheets])
