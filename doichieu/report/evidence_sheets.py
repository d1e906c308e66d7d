"""Evidence sheets: each table that a finding read, as printed, with the cells marked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from doichieu.report.evidence import CENTRED, FIGURES, marks_of
from doichieu.report.recomputed import Workings
from doichieu.report.recomputed_sheet import add_recomputed
from doichieu.report.worksheets import PlainFormulas, clean, put, put_link, set_print

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from doichieu.model import Audit, Cell, Finding
    from doichieu.report.evidence import Marks
    from doichieu.report.places import Sheet, Shelf
    from doichieu.report.recomputed import Recomputed
    from doichieu.report.strings import Strings
    from doichieu.report.worksheets import Book

# The first row of the printed table; title, caption and the link back stand above it.
TOP = 4
# A workbook with more tabs than this is not browsed; findings.json has every cell.
MOST_SHEETS = 200
LONGEST_SHEET_NAME = 31
# Height of a heading of two lines, in points.
HEADING = 32
LONGEST_COMMENT = 900


@dataclass(slots=True, kw_only=True)
class Evidence:
    """A table concerned and what findings say of its cells, gathered before it is written.

    Attributes:
        sheet: The table.
        name: Name of its worksheet, unique in the workbook.
        doubts: Messages of the findings that doubt a cell.
        reads: Messages of the findings that read a cell.
        columns: Columns of the table that its own conventions give.
    """

    sheet: Sheet
    name: str
    columns: tuple[Recomputed, ...] = ()
    doubts: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    reads: dict[tuple[int, int], list[str]] = field(default_factory=dict)

    def reference(self, row: int | None, col: int | None) -> str:
        """Reference to a cell of the printed table in this worksheet."""
        cell = "A1" if row is None else xl_rowcol_to_cell(TOP + row, col or 0)
        return f"'{self.name}'!{cell}"


def gather(
    findings: Sequence[tuple[Audit, Finding]], shelf: Shelf, say: Strings, reserved: Sequence[str]
) -> dict[int, Evidence]:
    """Gather the tables that findings read, in the order the findings read them.

    Args:
        findings: Findings, each with its paper.
        shelf: The tables of these papers.
        say: Catalogue of the report's language.
        reserved: Names of the other worksheets.

    Returns:
        Evidence by the identity of its `Sheet`, at most 200.
    """
    found: dict[int, Evidence] = {}
    workings: dict[str, Workings] = {}
    names = {name.casefold() for name in reserved}
    for audit, finding in findings:
        message = finding.message.in_language(say.lang)
        for sheet, marks in marks_of(finding, shelf, audit.decision.document.sha256):
            if id(sheet) not in found and len(found) < MOST_SHEETS:
                columns = _recomputed(sheet, audit, workings)
                found[id(sheet)] = Evidence(sheet=sheet, name=_name(sheet, names), columns=columns)
            if id(sheet) in found:
                _note(found[id(sheet)], marks, message)
    return found


def _recomputed(sheet: Sheet, audit: Audit, workings: dict[str, Workings]) -> tuple[Recomputed, ...]:
    """What a table's conventions give, where it is a table of the finding's own paper."""
    document = audit.decision.document.sha256
    if sheet.table.locator.document != document:
        return ()
    if document not in workings:
        workings[document] = Workings.of(audit.decision)
    return workings[document].columns(sheet.table.table_id)


def _note(evidence: Evidence, marks: Marks, message: str) -> None:
    for place, mark in marks.items():
        (evidence.doubts if mark.doubt else evidence.reads).setdefault(place, []).append(message)


def _name(sheet: Sheet, taken: set[str]) -> str:
    # Letters, digits and a few marks: what is left out has a meaning in sheet names or references.
    plain = re.sub(r"[^\w .()-]+", "-", f"{sheet.table.label} {sheet.paper}").strip(" -.") or "-"
    name, n = plain[:LONGEST_SHEET_NAME], 1
    while name.casefold() in taken:
        n += 1
        name = f"{plain[: LONGEST_SHEET_NAME - len(str(n)) - 1]}~{n}"
    taken.add(name.casefold())
    return name


def add_evidence(book: Book, evidence: Evidence, home: str) -> None:
    """Add the worksheet of a table.

    Args:
        book: Where to.
        evidence: The table and what is said of its cells.
        home: Name of the sheet the link back leads to.
    """
    sheet, table = book.workbook.add_worksheet(evidence.name, PlainFormulas), evidence.sheet.table
    title = f"{book.say.table(table)} {table.caption or ''}".rstrip()
    put_link(book, sheet, (0, 0), f"'{home}'!A1", book.say("back"))
    put(book, sheet, (1, 0), title, "title")
    sheet.set_row(1, HEADING / 1.5)
    put(book, sheet, (2, 0), " · ".join(text for text in (evidence.sheet.paper, table.unit) if text), "note")
    _set_widths(sheet, evidence.sheet)
    taken: set[tuple[int, int]] = set()
    for cell in table.cells:
        _put_cell(sheet, cell, book.formats[_style(cell, evidence)], taken)
    for place in evidence.doubts.keys() | evidence.reads.keys():
        _put_comment(sheet, place, evidence)
    add_recomputed(book, sheet, evidence.sheet, evidence.columns, TOP)
    for n, note in enumerate(table.notes):
        put(book, sheet, (TOP + evidence.sheet.n_rows + 1 + n, 0), note, "note")
    header = table.header_rows
    for row in range(TOP, TOP + header):  # viewers do not all find the height of wrapped text
        sheet.set_row(row, HEADING)
    sheet.freeze_panes(TOP + header, 0)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    set_print(sheet, header_rows=(TOP, TOP + header - 1) if header else None)
    # The formulas beside it would make the table as small again.
    sheet.print_area(0, 0, TOP + evidence.sheet.n_rows + len(table.notes), max(evidence.sheet.n_cols - 1, 0))


def _put_cell(sheet: Worksheet, cell: Cell, style: Format, taken: set[tuple[int, int]]) -> None:
    row, col = TOP + cell.row, cell.col
    if cell.row_span * cell.col_span > 1:
        area = {(cell.row + r, cell.col + c) for r in range(cell.row_span) for c in range(cell.col_span)}
        if taken.isdisjoint(area):  # a grid that contradicts itself is shown without the merge
            taken |= area
            # Blank first: merge_range would make a formula of a text that begins with "=".
            sheet.merge_range(row, col, row + cell.row_span - 1, col + cell.col_span - 1, "", style)
    if cell.text:
        sheet.write_string(row, col, clean(cell.text), style)
    else:
        sheet.write_blank(row, col, None, style)


def _put_comment(sheet: Worksheet, place: tuple[int, int], evidence: Evidence) -> None:
    messages = evidence.doubts.get(place) or evidence.reads[place]
    text = clean("\n".join(dict.fromkeys(messages)))[:LONGEST_COMMENT]
    sheet.write_comment(TOP + place[0], place[1], text, {"x_scale": 2.2, "y_scale": 1 + len(text) / 160})


def _style(cell: Cell, evidence: Evidence) -> str:
    place = (cell.row, cell.col)
    if cell.row < evidence.sheet.table.header_rows and place not in evidence.doubts.keys() | evidence.reads:
        return "cell_head"
    name = "cell_doubt" if place in evidence.doubts else "cell_operand" if place in evidence.reads else "cell"
    column = evidence.sheet.columns.get(cell.col)
    if column is None or column.role not in FIGURES | CENTRED or cell.col_span > 1:
        return name
    return f"{name}_{'right' if column.role in FIGURES else 'center'}"


def _set_widths(sheet: Worksheet, printed: Sheet) -> None:
    widths: dict[int, int] = {}
    for cell in printed.table.cells:
        if cell.col_span == 1:
            # Headers wrap; below them a column is as wide as its longest text.
            need = len(cell.text) if cell.row >= printed.table.header_rows else len(cell.text) // 3
            widths[cell.col] = max(widths.get(cell.col, 0), need)
    for col, width in widths.items():
        sheet.set_column(col, col, min(max(width * 1.1 + 3, 8), 44))
