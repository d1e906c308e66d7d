"""The workbook, read back."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from doichieu.report.contents import Contents
from doichieu.report.xlsx import render_xlsx

from .builders import R as Role
from .builders import make_reading, make_table
from .factories import make_audit, with_tables

if TYPE_CHECKING:
    from openpyxl import Workbook

    from doichieu.model import Audit

FORMULAS = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x.example")', "http://x.example",
    "mailto:a@b.example",
)  # fmt: skip


@pytest.fixture(scope="module")
def workbook(audits: list[Audit]) -> Workbook:
    """The Vietnamese workbook of both papers."""
    return load_workbook(BytesIO(render_xlsx(Contents.of(audits), "vi")))


def test_sheets(workbook: Workbook) -> None:
    """Findings, checks, papers and what was not read come first, then a sheet for each table a finding read."""
    assert workbook.sheetnames == [
        "Phát hiện",
        "Kiểm tra",
        "Tài liệu",
        "Chưa đọc được",
        "2 12-QĐ-UBND",
        "2.5 a) 12-QĐ-UBND",
    ]


def test_one_row_a_finding(workbook: Workbook, audits: list[Audit]) -> None:
    """Each finding is a row, in order, with what was printed and expected."""
    rows = list(workbook["Phát hiện"].iter_rows(min_row=2, values_only=True))
    assert [row[-1] for row in rows] == [f.finding_id for f in audits[0].findings]
    assert rows[0][0] == "Lỗi"
    assert {"87,75", "78,75"} <= set(rows[0])


def test_links_lead_to_the_cell(workbook: Workbook) -> None:
    """A finding links to its cell in the evidence sheet, which has the printed text and says why."""
    link = workbook["Phát hiện"]["I2"].hyperlink
    sheet, cell = re.match(r"'(.+)'!(.+)", link.location).groups()
    target = workbook[sheet][cell]
    assert target.value == "87,75"
    assert "Tây Sơn" in target.comment.text


def test_hostile_text_is_text() -> None:
    """Text that looks like a formula or an address stays text, merged or not."""
    rows: list[list[str | None]] = [["=H()", None], *([text, text] for text in FORMULAS)]
    table = make_table(rows, table_id="t01", number="=9", caption="=1+1", unit="+1", notes=("@x",))
    audit = with_tables(make_audit(), [make_reading(table, (Role.ENTITY, Role.TEXT))])
    content = render_xlsx(Contents.of([audit]), "vi")
    names = zipfile.ZipFile(BytesIO(content))
    parts = {n: names.read(n).decode("utf-8", "replace") for n in names.namelist()}
    assert not [n for n, xml in parts.items() if "<f>" in xml or "<f " in xml]
    assert not [n for n, xml in parts.items() if 'TargetMode="External"' in xml]
    cells = [cell for sheet in load_workbook(BytesIO(content)) for row in sheet.iter_rows() for cell in row]
    assert {"=H()", "=1+1", "+1", "-1", "@SUM(A1)", "@x"} <= {cell.value for cell in cells}
    assert "f" not in {cell.data_type for cell in cells}


def test_control_characters_and_long_text() -> None:
    """What the format cannot hold is left out; a text past its limit is cut, not dropped."""
    rows: list[list[str | None]] = [["Đơn vị", "Điểm"], ["a\x00\x0bb\ud800", "x" * 40_000]]
    table = make_table(rows, table_id="t01", number="1")
    audit = with_tables(make_audit(), [make_reading(table, (Role.ENTITY, Role.TEXT))])
    sheet = load_workbook(BytesIO(render_xlsx(Contents.of([audit]), "vi"))).worksheets[4]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "ab" in texts
    assert max(map(len, texts)) == 32_767


def test_prints_and_filters(workbook: Workbook) -> None:
    """Lists freeze and filter their header and print across A4, the findings as far as a page is wide."""
    for sheet in workbook.worksheets[:4]:
        assert sheet.freeze_panes in {"A2", "C2"}
        assert sheet.auto_filter.ref
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    findings = workbook.worksheets[0]
    assert findings.print_area == f"'Phát hiện'!$A$1:$H${findings.max_row}"
    # 277 mm between the margins hold some 150 letters of eleven points
    assert sum(findings.column_dimensions[letter].width for letter in "ABCDEFGH") < 150


def test_rows_are_tall_enough_for_what_is_printed(workbook: Workbook) -> None:
    """A sentence that wraps is printed whole by programs that never measure a row."""
    sheet = workbook["Phát hiện"]
    for row in sheet.iter_rows(min_row=2):
        lines = len(str(row[5].value)) / sheet.column_dimensions["F"].width
        assert sheet.row_dimensions[row[0].row].height >= 15 * lines


def test_a_table_is_printed_without_the_formulas_beside_it(workbook: Workbook) -> None:
    """The printed table fills the page; its recomputed columns stay on the screen."""
    sheet = workbook.worksheets[4]
    assert sheet.print_area.startswith(f"'{sheet.title}'!$A$1:$G$")
    assert sheet.max_column > 7


def test_counts_are_numbers(workbook: Workbook) -> None:
    """Counts of ours can be summed; printed figures stay as printed."""
    held = [row[5] for row in workbook["Kiểm tra"].iter_rows(min_row=2, values_only=True)]
    assert sum(held) == 21


def test_english_headings(audits: list[Audit]) -> None:
    """The English workbook has English sheets and headings."""
    workbook = load_workbook(BytesIO(render_xlsx(Contents.of(audits), "en")))
    assert workbook.sheetnames[:4] == ["Findings", "Checks", "Papers", "Not read"]
    assert [c.value for c in workbook["Findings"][1]][:4] == ["Level", "Paper", "Table", "Place"]


def test_same_audits_same_bytes(audits: list[Audit]) -> None:
    """Rendering twice gives the same bytes."""
    assert render_xlsx(Contents.of(audits), "vi") == render_xlsx(Contents.of(audits), "vi")
