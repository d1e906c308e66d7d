"""Sheets pasted into a paper: their title, an aside and the unit stand in the table, above its header."""

from __future__ import annotations

from itertools import pairwise

import pytest

from doichieu.extract import read_bytes
from doichieu.model import Table

from .wordml import cell, docx_of, para, row, table

TITLE, ASIDE, UNIT = "TỔNG HỢP KẾT QUẢ GIẢI NGÂN", "(Kèm theo Báo cáo số 5/BC-SKH)", "ĐVT: triệu đồng"
HEAD = ("STT", "Đơn vị", "Kế hoạch", "Giải ngân")
BODY = [("1", "Xã Tân Lập", "120", "98"), ("2", "Xã Hoà Sơn", "95", "95"), ("3", "Xã Cư Pơng", "60", "41")]


def over(*lines: str, columns: int = 4) -> str:
    """A row of one cell over all columns, with a paragraph for each line."""
    return row(cell("".join(map(para, lines)), f'<w:gridSpan w:val="{columns}"/>'))


def read_table(above: str, *rows: str) -> Table:
    """The one table of a paper with lines above it."""
    inside = table(*rows, row(*HEAD), *(row(*line) for line in BODY))
    (found,) = read_bytes(docx_of(above + inside), "paper.docx").tables
    return found


@pytest.mark.parametrize(
    "above",
    ["", para("BÁO CÁO"), para("Ủy ban nhân dân tỉnh thông báo kết quả như sau:")],
)
@pytest.mark.parametrize(
    "rows", [[(TITLE,)], [(TITLE,), (UNIT,)], [(TITLE,), (ASIDE,), (UNIT,)], [(TITLE, ASIDE, UNIT)]]
)
def test_title_aside_and_unit_above_the_header(above: str, rows: list[tuple[str, ...]]) -> None:
    """The title is the caption rather than a sentence or the paper's kind above; the rows are part of the header."""
    found = read_table(above, *(over(*lines) for lines in rows))
    assert found.header_rows == len(rows) + 1
    assert found.caption == TITLE
    assert found.unit == ("triệu đồng" if any(UNIT in lines for lines in rows) else None)


def test_a_number_and_a_title_of_two_lines_in_one_cell() -> None:
    """What goes on in capitals is one title; an aside over two lines is none of it."""
    found = read_table(
        "", over("Biểu số 3", TITLE, "CÁC XÃ NĂM 2024", "(Kèm theo Báo cáo số 5/BC-SKH", "ngày 6/1/2025)")
    )
    assert (found.number, found.caption) == ("3", f"{TITLE} CÁC XÃ NĂM 2024")


def test_a_numbered_caption_above_stays() -> None:
    """What the paper calls the table is its caption, whatever the sheet says."""
    assert read_table(para("Bảng 2. Giải ngân vốn"), over(TITLE)).caption == "Giải ngân vốn"


def test_labels_of_groups_above_rows_of_texts_are_no_titles() -> None:
    """A part of a table without a header can begin with the label of a group and of one below it."""
    lines = [("a)", "Rà soát văn bản", "Sở Tư pháp"), ("b)", "Tập huấn cán bộ", "Sở Nội vụ")]
    inside = table(
        over("NHIỆM VỤ CHUNG", columns=3), over("Về thể chế", columns=3), *(row(*line) for line in lines)
    )
    (found,) = read_bytes(docx_of(inside), "paper.docx").tables
    assert found.header_rows == 0


def test_levels_below_a_title() -> None:
    """A header of two levels below a title and a unit is whole."""
    wide = row("STT", "Đơn vị", cell("Năm 2024", '<w:gridSpan w:val="2"/>'))
    inside = table(
        over(TITLE), over(UNIT), wide, row("", "", "Kế hoạch", "Đạt"), *(row(*line) for line in BODY)
    )
    (found,) = read_bytes(docx_of(inside), "paper.docx").tables
    assert found.header_rows == 4
    assert all(
        int(one.text) < int(other.text)
        for one, other in pairwise(item for item in found.cells if item.col == 0 and item.row > 3)
    )
