"""Headers of wide sheets: numbers of columns that begin again, ordinals and codes over names, words beside numbers."""

from __future__ import annotations

import pytest

from doichieu.extract import read_bytes
from doichieu.extract.assembly.kinds import is_numbering

from .workbooks import Value, new_sheet, put, saved

UNITS = ["Sở Y tế", "Sở Nội vụ", "Sở Tư pháp", "Sở Xây dựng"]
BODY: list[list[Value]] = [["I", "Chi thường xuyên"], ["1", "Chi lương"], ["2", "Chi khác"]]


def figures(width: int) -> list[list[Value]]:
    """Rows of a budget with so many columns of amounts."""
    return [[*row, *(1250 + 37 * at + 11 * col for col in range(width))] for at, row in enumerate(BODY)]


def header_rows(head: list[list[Value]]) -> int:
    """How many header rows are read above a budget."""
    sheet = new_sheet()
    put(sheet, [*head, *figures(len(head[-1]) - 2)], framed=True)
    (table,) = read_bytes(saved(sheet), "budget.xlsx").tables
    assert table.n_rows == len(head) + len(BODY)
    return table.header_rows


HEADS: dict[str, list[list[Value]]] = {
    "ordinals over names": [["Mã số", "Chỉ tiêu", 1, 2, "II", 1], ["", "", *UNITS]],
    "codes over names": [["STT", "Nội dung", 6000, 6050, 6100, 6300], ["", "", *UNITS]],
    "blocks that count from 1": [
        ["TT", "Nội dung", "Năm 2022", "", "", "Năm 2023", "", ""],
        ["", "", "Tổng số", "Tỉnh", "Huyện", "Tổng số", "Tỉnh", "Huyện"],
        ["A", "B", "1=2+3", 2, 3, "1=2+3", 2, 3],
    ],
    "a row for the unit": [
        ["", "Đơn vị tính: Đồng", "Cục I", "", "Cục II", ""],
        ["TT", "Nội dung", "Tổng số", "Trong đó", "Tổng số", "Trong đó"],
    ],
    "numbers over figures alone": [["TT", "Nội dung", *UNITS], ["", "", 1, 2, 3, 4]],
    "two rows of numbers": [
        ["TT", "Nội dung", *UNITS],
        ["A", "B", 1, 2, 3, 4],
        ["", "", "(1)=(2)+(3)", "(2)", "(3)", "(4)"],
    ],
    "codes of the units": [
        ["Mã số", "Chỉ tiêu", *UNITS],
        ["", "Mã đơn vị", 1010123, 1010456, 1010789, 1010222],
        ["A", "B", 1, 2, 3, 4],
    ],
}


@pytest.mark.parametrize("name", HEADS)
def test_rows_of_numbers_in_a_header(name: str) -> None:
    """Numbers above or below the names of the columns are no figures."""
    assert header_rows(HEADS[name]) == len(HEADS[name])


def test_numbers_of_columns_beside_words() -> None:
    """A row numbers the columns that one header cell names, and names those below a cell over two."""
    sheet = new_sheet()
    head: list[list[Value]] = [
        ["TT", "Đơn vị", "Dự toán", "Quyết toán", "Tỷ lệ (%)", None],
        ["A", "B", 1, 2, "So với dự toán", "So với năm trước"],
    ]
    put(sheet, [*head, *figures(4)], framed=True)
    sheet.merge_cells("E1:F1")
    (table,) = read_bytes(saved(sheet), "budget.xlsx").tables
    assert table.header_rows == 2


@pytest.mark.parametrize(
    "row",
    [
        "A|B|1=2+3|2|3|1=2+3|2|3",
        "1|2|3|1|2|3|1|2|3",
        "A|B||C|D|E|7|8|9|10|12|7|8|9|10|12",
        "a|b|1|2|c|3 = 1+2|4|5|5+7|12 = 1+c-(9+11)",
        "1|2|3|4|5|5|6|7|8|9|10|11",
        "|||1|2|3|4|5",
    ],
)
def test_rows_that_number_columns_of_wide_tables(row: str) -> None:
    """Blocks begin again, letters stand for columns of text, one number is left out or stands twice."""
    assert is_numbering(row.split("|"))


@pytest.mark.parametrize(
    "row", ["1|2|1|2|1|2", "1|2|2|3", "1|2|3|4|6|8|10|12", "A|B|7|9", "|||1|2|3", "1|2|3|1|2"]
)
def test_rows_of_small_figures_number_no_columns(row: str) -> None:
    """Ranks and counts that happen to count up stay figures."""
    assert not is_numbering(row.split("|"))
