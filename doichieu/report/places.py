"""Places: how a report says where something stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from doichieu.model import Heading, Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.model import (
        Audit,
        Cell,
        Column,
        Document,
        Finding,
        Issue,
        Locator,
        Operand,
        Row,
        Table,
        TableReading,
    )
    from doichieu.report.strings import Strings

# A place is read in running text: a header of three levels or a row label of forty words is cut.
LONGEST_NAME = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table with its cells, columns and rows indexed once, so that every finding finds them at once.

    Attributes:
        reading: The table.
        paper: Name of the paper it stands in.
        n_rows: Rows of the grid.
        n_cols: Columns of the grid.
        cells: Cells by the place they start at.
        lines: Cells by every row they cover; without it each finding would walk the whole table.
        columns: Columns by index.
        rows: Rows by index.
    """

    reading: TableReading
    paper: str
    n_rows: int
    n_cols: int
    cells: dict[tuple[int, int], Cell]
    lines: dict[int, list[Cell]]
    columns: dict[int, Column]
    rows: dict[int, Row]

    @property
    def table(self) -> Table:
        """The table as printed."""
        return self.reading.table


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The tables of every paper of a report; each becomes a sheet when it is first looked at, since most never are.

    Attributes:
        readings: Tables with the name of their paper, by the hash of the document and the table's id.
        sheets: Those that were looked at.
    """

    readings: dict[tuple[str, str], tuple[TableReading, str]] = field(default_factory=dict)
    sheets: dict[tuple[str, str], Sheet] = field(default_factory=dict)

    def find(self, document: str, table_id: str | None, fallback: str = "") -> Sheet | None:
        """The sheet of a table; `fallback` is a document to look in when the first has none."""
        if table_id is None:
            return None
        for key in ((document, table_id), (fallback, table_id)):
            if key in self.readings:
                if key not in self.sheets:
                    self.sheets[key] = _sheet(*self.readings[key])
                return self.sheets[key]
        return None


def shelve(audits: Sequence[Audit]) -> Shelf:
    """Index the tables of some papers.

    Args:
        audits: One a paper.

    Returns:
        All their tables.
    """
    return Shelf(
        readings={
            (audit.decision.document.sha256, reading.table.table_id): (reading, audit.decision.document.name)
            for audit in audits
            for reading in audit.decision.tables
        }
    )


def _sheet(reading: TableReading, paper: str) -> Sheet:
    lines: dict[int, list[Cell]] = {}
    for cell in reading.table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            lines.setdefault(row, []).append(cell)
    return Sheet(
        reading=reading,
        paper=paper,
        n_rows=reading.table.n_rows,
        n_cols=reading.table.n_cols,
        cells={(cell.row, cell.col): cell for cell in reading.table.cells},
        lines=lines,
        columns={column.index: column for column in reading.columns},
        rows={row.index: row for row in reading.rows},
    )


def row_place(sheet: Sheet, row: int, say: Strings) -> str:
    """Where a row stands: its ordinal and name, else its 1-based number below the header."""
    known = sheet.rows.get(row)
    if known and known.label:
        if known.ordinal:
            return say("row_ordinal", label=_cut(known.label), ordinal=known.ordinal)
        return say("row_named", label=_cut(known.label))
    return say("row_numbered", n=row + 1)


def column_place(sheet: Sheet, col: int, say: Strings) -> str:
    """Where a column stands: its header, else its 1-based number."""
    known = sheet.columns.get(col)
    return (
        say("col_named", label=_cut(known.header))
        if known and known.header
        else say("col_numbered", n=col + 1)
    )


def cell_place(sheet: Sheet | None, row: int | None, col: int | None, say: Strings) -> str:
    """Where a cell stands inside its table, and on its sheet of a workbook; empty for the table as a whole."""
    parts = []
    if sheet is not None and row is not None:
        parts.append(row_place(sheet, row, say))
    if sheet is not None and col is not None:
        parts.append(column_place(sheet, col, say))
        cell = sheet.cells.get((row, col)) if row is not None else None
        if cell is not None and cell.locator.reference:
            parts.append(say("at_reference", reference=cell.locator.reference))
    return ", ".join(parts)


def table_place(sheet: Sheet | None, say: Strings) -> str:
    """How a table is called: "Bảng 1.3 a)"; the running text for None."""
    return say("prose") if sheet is None else say.table(sheet.table)


def finding_place(finding: Finding, sheet: Sheet | None, document: Document, say: Strings) -> tuple[str, str]:
    """Where a finding stands: its table and the cell in it, or the running text and the paragraph.

    Args:
        finding: The finding.
        sheet: Its table, None for the running text.
        document: Its paper.
        say: Catalogue of the report's language.
    """
    first = finding.operands[0] if finding.operands else None
    if finding.row is not None or finding.col is not None or first is None or first.table_id is not None:
        return table_place(sheet, say), cell_place(sheet, finding.row, finding.col, say)
    return say("prose"), _paragraph_place(first.locator, document, say)


def _paragraph_place(locator: Locator, document: Document, say: Strings) -> str:
    """The heading above a paragraph, and which paragraph below it it is: DOCX, HTML and text have no pages to name."""
    heading, count = "", 0
    for block in document.blocks:
        if isinstance(block, Heading):
            heading, count = block.text, 0
        elif isinstance(block, Paragraph):
            count += 1
        if block.locator == locator:
            parts = [say("under_heading", text=_cut(heading))] if heading else []
            return ", ".join([*parts, say("paragraph_numbered", n=count)] if count else parts)
    return ""


def issue_place(issue: Issue, document: Document, shelf: Shelf, say: Strings) -> str:
    """Where something was not read: table and cell, empty for the paper as a whole; a page is not named."""
    sheet = shelf.find(document.sha256, issue.table_id)
    parts = [table_place(sheet, say)] if sheet else []
    parts.append(cell_place(sheet, issue.row, issue.col, say))
    return ", ".join(part for part in parts if part)


def finding_page(finding: Finding, sheet: Sheet | None) -> int | None:
    """Page of the cell in doubt, else of the table, for media that have pages."""
    if sheet is not None and finding.row is not None and finding.col is not None:
        cell = sheet.cells.get((finding.row, finding.col))
        if cell is not None and cell.locator.page is not None:
            return cell.locator.page
    if finding.operands and finding.operands[0].locator.page is not None:
        return finding.operands[0].locator.page
    return sheet.table.locator.page if sheet is not None else None


def operand_sheet(operand: Operand, shelf: Shelf, document: str) -> Sheet | None:
    """The sheet an operand stands in, in this paper or in another of the same report."""
    return shelf.find(operand.locator.document, operand.table_id, document)


def _cut(text: str) -> str:
    if len(text) <= LONGEST_NAME:
        return text
    return text[:LONGEST_NAME].rsplit(" ", 1)[0] + "…"
