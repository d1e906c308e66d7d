"""Evidence: the part of a table that shows a finding, with the cells it read marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.model import ColumnRole, RowKind
from doichieu.normalize.numbers import format_number
from doichieu.report.places import operand_sheet
from doichieu.report.views import CellView, Excerpt, Mark, Quote, RowView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from doichieu.model import Cell, Claim, Finding, Operand
    from doichieu.report.places import Sheet, Shelf

# A table up to this many body rows is shown whole: cutting a small table hides more than it saves.
WHOLE_TABLE = 12
# Beyond these a page is a list that nobody reads; the workbook has every row and column.
MOST_ROWS = 40
MOST_COLUMNS = 40
MOST_TABLES = 6
# Digits of a stored value that tell how it rounds; a program computes a dozen.
_MORE_PLACES = 4

FIGURES = frozenset(
    {ColumnRole.COMPONENT, ColumnRole.TOTAL, ColumnRole.MAXIMUM, ColumnRole.RATIO, ColumnRole.COUNT}
)
CENTRED = frozenset({ColumnRole.ORDINAL, ColumnRole.RANK, ColumnRole.TIER})
BANDS = frozenset({RowKind.GROUP, RowKind.SUBTOTAL, RowKind.TOTAL, RowKind.AVERAGE})


Marks = dict[tuple[int, int], Mark]


def marks_of(finding: Finding, shelf: Shelf, document: str) -> list[tuple[Sheet, Marks]]:
    """Number the cells a finding read, table by table.

    Args:
        finding: The finding.
        shelf: The tables of the report.
        document: Hash of the finding's own paper.

    Returns:
        The tables in the order the finding reads them, its own first, with the marks by (row, column).
    """
    found: dict[int, tuple[Sheet, Marks]] = {}
    number = 1
    own = shelf.find(document, finding.table_id)
    if own is not None:
        found[id(own)] = (own, {})
        if finding.row is not None and finding.col is not None:
            found[id(own)][1][finding.row, finding.col] = Mark(number=number, role="doubt")
            number += 1
    for operand in finding.operands:
        sheet = operand_sheet(operand, shelf, document)
        if sheet is None or operand.row is None or operand.col is None:
            continue
        marks = found.setdefault(id(sheet), (sheet, {}))[1]
        if (operand.row, operand.col) not in marks:
            marks[operand.row, operand.col] = Mark(
                number=number, role="doubt" if operand.role == "doubtful" else operand.role
            )
            number += 1
    return list(found.values())


def excerpts(
    finding: Finding, shelf: Shelf, document: str, *, margin: int = 1, whole: int = WHOLE_TABLE
) -> list[Excerpt]:
    """The tables that show a finding, cut to the rows concerned.

    Args:
        finding: The finding.
        shelf: The tables of the report.
        document: Hash of the finding's own paper.
        margin: Neighbouring rows to show above and below a row concerned.
        whole: Body rows up to which a table is shown whole.

    Returns:
        One excerpt a table, as many as the finding reads.
    """
    rows = (finding.row,) if finding.row is not None else ()
    return [
        excerpt(
            sheet,
            marks,
            rows=rows if sheet.table.table_id == finding.table_id else (),
            margin=margin,
            whole=whole,
        )
        for sheet, marks in marks_of(finding, shelf, document)
    ]


def excerpt(
    sheet: Sheet, marks: Marks, *, rows: Iterable[int] = (), margin: int = 1, whole: int = WHOLE_TABLE
) -> Excerpt:
    """Cut a table to its header and the rows concerned with their neighbours.

    Args:
        sheet: The table.
        marks: Marks by (row, column).
        rows: Rows to show besides those with marks.
        margin: Neighbouring rows to show.
        whole: Body rows up to which the table is shown whole.

    Returns:
        The excerpt; spans are clipped to what is shown, and a cell cut by a gap is shown again after it.
    """
    table = sheet.table
    n_rows, n_cols = sheet.n_rows, min(sheet.n_cols, MOST_COLUMNS)
    header = min(table.header_rows, n_rows)
    shown = _shown_rows({row for row, _ in marks} | set(rows), header, n_rows, margin, whole)
    bands = [list(range(header)), *_runs(shown, header)]
    grids = _lay_out(sheet, bands, n_cols, marks)
    body: list[RowView] = []
    after = header
    for band, views in zip(bands[1:], grids[1:], strict=True):
        if band[0] > after:
            body.append(RowView(elided=band[0] - after))
        body.extend(views)
        after = band[-1] + 1
    if after < n_rows:
        body.append(RowView(elided=n_rows - after))
    visible = {row for band in bands for row in band}
    on_page = tuple(mark for (row, col), mark in marks.items() if row in visible and col < n_cols)
    return Excerpt(
        sheet=sheet,
        head=tuple(grids[0]),
        body=tuple(body),
        columns=n_cols,
        marks=tuple(sorted(on_page, key=lambda mark: mark.number)),
        hidden=len(marks) - len(on_page),
    )


def quotes(operands: Sequence[Operand], claims: dict[str, Claim]) -> list[Quote]:
    """The sentences a finding read, with their figures marked.

    Args:
        operands: Operands of the finding.
        claims: Claims of the paper by id.

    Returns:
        One quote a sentence, in the order the finding reads them.
    """
    read: dict[str, set[str]] = {}
    for operand in operands:
        if operand.claim_id in claims:
            read.setdefault(str(operand.claim_id), set()).add(operand.text)
    return [_quote(claims[claim_id], texts) for claim_id, texts in read.items()]


def _quote(claim: Claim, texts: set[str]) -> Quote:
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in sorted(_spans(claim, texts)):
        if at <= start < end <= len(claim.sentence):
            pieces += [(claim.sentence[at:start], False), (claim.sentence[start:end], True)]
            at = end
    pieces.append((claim.sentence[at:], False))
    return Quote(pieces=tuple(piece for piece in pieces if piece[0]))


def _spans(claim: Claim, texts: set[str]) -> Iterator[tuple[int, int]]:
    """Where a sentence prints some texts: as its quantities, else wherever they stand first."""
    known = {quantity.printed for quantity in claim.quantities}
    yield from (quantity.span for quantity in claim.quantities if quantity.printed in texts)
    for text in texts - known:
        if text and (at := claim.sentence.find(text)) >= 0:
            yield at, at + len(text)


def _shown_rows(wanted: set[int], header: int, n_rows: int, margin: int, whole: int) -> list[int]:
    if n_rows - header <= whole:
        return list(range(header, n_rows))
    concerned = sorted(row for row in wanted if header <= row < n_rows)[:MOST_ROWS]
    if not concerned:  # a finding about the whole table: its first rows say what table it is
        return list(range(header, min(header + 3, n_rows)))
    near = {other for row in concerned for other in range(row - margin, row + margin + 1)}
    return [row for row in sorted(near) if header <= row < n_rows]


def _runs(rows: Sequence[int], header: int) -> list[list[int]]:
    runs: list[list[int]] = []
    after = header
    for row in rows:
        # A gap of one row takes as much room as the row itself, so the row is shown.
        start = after if row - after == 1 else row
        if runs and start == after:
            runs[-1].extend(range(start, row + 1))
        else:
            runs.append(list(range(start, row + 1)))
        after = row + 1
    return runs


def _lay_out(sheet: Sheet, bands: list[list[int]], n_cols: int, marks: Marks) -> list[list[RowView]]:
    """Lay the cells out over bands of consecutive rows; every cell is clipped to its band."""
    places = _decimals(sheet, [row for band in bands for row in band])
    return [_rows(sheet, band, n_cols, _place_cells(sheet, band, n_cols, marks, places)) for band in bands]


def _place_cells(
    sheet: Sheet, band: list[int], n_cols: int, marks: Marks, places: dict[int, int]
) -> dict[tuple[int, int], CellView | None]:
    taken: dict[tuple[int, int], CellView | None] = {}
    for row in band:
        for cell in sheet.lines.get(row, ()):
            if max(cell.row, band[0]) != row or cell.col >= n_cols:  # placed with an earlier row, or cut
                continue
            height = min(cell.row + cell.row_span, band[-1] + 1) - row
            width = min(cell.col + cell.col_span, n_cols) - cell.col
            area = [(row + down, cell.col + right) for down in range(height) for right in range(width)]
            if any(place in taken for place in area):  # a grid that contradicts itself: first come
                continue
            taken.update(dict.fromkeys(area))
            align, pad = _alignment(sheet, cell, places)
            mark = marks.get((cell.row, cell.col))
            taken[row, cell.col] = CellView(
                text=cell.text,
                row_span=height,
                col_span=width,
                align=align,
                pad=pad,
                mark=mark,
                stored=_stored(sheet, cell) if mark else "",
            )
    return taken


def _stored(sheet: Sheet, cell: Cell) -> str:
    """The value that a workbook stores of a cell, written as the cell is, with a few digits beyond those printed."""
    number = sheet.reading.stored.get((cell.row, cell.col))
    if number is None:
        return ""
    short = round(number.value, number.places + _MORE_PLACES)
    dots = number.places > 0 and "." in cell.text[-number.places - 2 :]
    return format_number(short, decimal_mark="." if dots else ",")


def _rows(
    sheet: Sheet, band: list[int], n_cols: int, cells: dict[tuple[int, int], CellView | None]
) -> list[RowView]:
    views = []
    for row in band:
        line = (cells.get((row, col), CellView(text="")) for col in range(n_cols))
        known = sheet.rows.get(row)
        views.append(
            RowView(cells=tuple(c for c in line if c is not None), band=bool(known and known.kind in BANDS))
        )
    return views


def _decimals(sheet: Sheet, rows: list[int]) -> dict[int, int]:
    most: dict[int, int] = {}
    for row in rows:
        for col, column in sheet.columns.items():
            number = sheet.reading.numbers.get((row, col)) if column.role in FIGURES else None
            if number is not None:
                most[col] = max(most.get(col, 0), number.places)
    return most


def _alignment(sheet: Sheet, cell: Cell, places: dict[int, int]) -> tuple[str, int]:
    column = sheet.columns.get(cell.col)
    if cell.row < sheet.table.header_rows:
        return "head", 0
    if column is None or cell.col_span > 1:
        return "text", 0
    number = sheet.reading.numbers.get((cell.row, cell.col))
    if column.role in FIGURES and number is not None:
        return "figure", _room(places.get(cell.col, 0)) - _room(number.places)
    return ("centre", 0) if column.role in CENTRED or column.role in FIGURES else ("text", 0)


def _room(places: int) -> int:
    # In half digits: a digit takes two, the comma about one.
    return 2 * places + 1 if places else 0
