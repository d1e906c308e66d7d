"""A finding that rests on rows or columns that a workbook hides is a remark; others keep their level."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from doichieu.extract import read_bytes
from doichieu.model import Finding, Level
from doichieu.pipeline import audit

HEADER = ["STT", "Đơn vị", "Vốn trung ương", "Vốn địa phương", "Tổng vốn"]
NAMES = ["Sở Y tế", "Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính", "Sở Xây dựng", "Sở Công Thương"]


def findings(
    rows: tuple[int, ...] = (), columns: tuple[int, ...] = (), changed: tuple[int, int, float] | None = None
) -> list[Finding]:
    """What is found in a workbook of six units and a total with some rows and columns hidden."""
    table: list[list[str | float]] = [
        [at, name, 10.0 + at, 20.0 + 3 * at, 30.0 + 4 * at] for at, name in enumerate(NAMES, 1)
    ]
    sums = [sum(float(row[col]) for row in table) for col in (2, 3, 4)]
    cells: list[list[str | float]] = [list(HEADER), *table, ["", "Tổng cộng", *sums]]
    if changed is not None:
        cells[changed[0]][changed[1]] = changed[2]
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Biểu 1")
        for at, row in enumerate(cells):
            sheet.write_row(at, 0, row)
        for row in rows:
            sheet.set_row(row, None, None, {"hidden": True})
        for col in columns:
            sheet.set_column(col, col, None, None, {"hidden": True})
    return list(audit(read_bytes(buffer.getvalue(), "x.xlsx")).findings)


def test_nothing_hidden() -> None:
    """The workbook itself is right, and a wrong total is an error."""
    assert findings() == []
    assert {finding.level for finding in findings(changed=(7, 4, 999.0))} == {Level.ERROR}


@pytest.mark.parametrize("rows", [(3,), (3, 4), (2, 5)])
def test_hidden_rows(rows: tuple[int, ...]) -> None:
    """Ordinals and totals that hidden rows leave wrong are remarks that say so."""
    found = findings(rows=rows)
    assert found
    assert {finding.level for finding in found} == {Level.INFO}
    assert all("ẩn" in finding.message.vi and "hidden" in finding.message.en for finding in found)


def test_a_row_beside_hidden_ones() -> None:
    """A row whose own figures do not add up is an error whatever other rows are hidden."""
    found = findings(rows=(3,), changed=(5, 4, 150.0))
    assert any(finding.level is Level.ERROR and finding.row == 5 - 1 for finding in found)


def test_hidden_columns() -> None:
    """Sums of rows that a hidden column belongs to are no error."""
    assert not [finding for finding in findings(columns=(3,)) if finding.level is not Level.INFO]
