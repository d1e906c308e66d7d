"""Tables as pages show them: rows of cells with their spans, alignment, marks and where they were printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from doichieu.model import Box, Cell, Table
    from doichieu.review.record import ReviewDecision

Place = tuple[int, int]

# A figure as papers print them, with its sign, separators, percent sign and footnote marks.
_FIGURE = re.compile(r"[(+\-–−]?\d[\d.,\s]*\)?\s*%?\**")
_AFTER = re.compile(r"[.,](\d+)\)?\s*%?\**$")
# Beyond these a page is a list that nobody reads; the next page has the rest.
MOST_ROWS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """A cell as shown.

    Attributes:
        key: Its place in the page ("t01-3-4").
        text: As printed.
        row: 0-based row of the grid.
        col: 0-based column.
        row_span: Shown rows it covers.
        col_span: Columns it covers.
        head: Whether it stands in a header row.
        align: "figure", "centre" or "text".
        pad: Half digits of room on the right, so that decimal signs stand in one line.
        mark: Its number in a finding, 0 for none.
        doubt: Whether a finding doubts it.
        finding: Where a finding about it is, empty for none.
        level: Level of that finding.
        sure: Whether it was read without doubt.
        corrected: What a person says is printed, None where nobody does.
        boxed: Whether it is known where on a page it was printed.
    """

    key: str
    text: str
    row: int
    col: int
    row_span: int
    col_span: int
    head: bool
    align: str
    pad: int
    mark: int = 0
    doubt: bool = False
    finding: str = ""
    level: str = ""
    sure: bool = True
    corrected: str | None = None
    boxed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GridView:
    """A table, or the part of it that is shown.

    Attributes:
        table: The table.
        head: Header rows.
        body: Rows below them; None is a gap.
        hidden: Rows that are left out at the end.
    """

    table: Table
    head: tuple[tuple[CellView, ...], ...]
    body: tuple[tuple[CellView, ...] | None, ...]
    hidden: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What is said of cells of one table.

    Attributes:
        numbers: Number of a cell in a finding.
        doubts: Cells that it doubts.
        findings: Level and address of the finding about a cell.
        corrected: Decisions on what cells print.
    """

    numbers: Mapping[Place, int]
    doubts: Collection[Place] = ()
    findings: Mapping[Place, tuple[str, str]] | None = None
    corrected: Mapping[Place, ReviewDecision] | None = None


NO_MARKS = Marks(numbers={})


def lay_out(
    table: Table, marks: Marks = NO_MARKS, rows: Iterable[int] | None = None, *, most: int = MOST_ROWS
) -> GridView:
    """Lay a table out.

    Args:
        table: The table.
        marks: What is said of its cells.
        rows: Rows to show besides the header rows; all when None.
        most: Body rows to show at most.
    """
    n_rows = table.n_rows
    header = min(table.header_rows, n_rows)
    wanted = range(header, n_rows) if rows is None else sorted({r for r in rows if header <= r < n_rows})
    shown = list(wanted)[:most]
    views = _views(table, marks, [*range(header), *shown])
    body: list[tuple[CellView, ...] | None] = []
    before = header - 1
    for row in shown:
        if row != before + 1:
            body.append(None)
        body.append(views[row])
        before = row
    return GridView(
        table=table,
        head=tuple(views[row] for row in range(header)),
        body=tuple(body),
        hidden=len(wanted) - len(shown) if rows is None else 0,
    )


def near(table: Table, places: Iterable[Place], *, margin: int = 1, whole: int = 14) -> list[int]:
    """Rows that show some cells with their neighbours; every row of a small table."""
    if table.n_rows - table.header_rows <= whole:
        return list(range(table.header_rows, table.n_rows))
    rows = {row for row, _ in places}
    return sorted({other for row in rows for other in range(row - margin, row + margin + 1)})


def boxes(table: Table, page: int) -> Iterator[tuple[Cell, Box]]:
    """The cells of a table that stand on a page, and where."""
    for cell in table.cells:
        if cell.locator.page == page and cell.locator.box is not None:
            yield cell, cell.locator.box


def rows_on(table: Table, page: int) -> list[int]:
    """The rows of a table that stand on a page."""
    return sorted({cell.row for cell in table.cells if cell.locator.page == page})


def _views(table: Table, marks: Marks, rows: Sequence[int]) -> dict[int, tuple[CellView, ...]]:
    """Views by row; a cell that spans rows is placed in the first of its rows that is shown."""
    order = {row: position for position, row in enumerate(rows)}
    places = _decimals(table, order)
    found: dict[int, list[CellView]] = {row: [] for row in rows}
    for cell in table.cells:
        covered = [row for row in range(cell.row, cell.row + cell.row_span) if row in order]
        if covered:
            # Rows that are shown apart are not covered by one cell.
            run = [row for n, row in enumerate(covered) if row == covered[0] + n]
            found[covered[0]].append(_view(table, cell, len(run), marks, places))
    return {row: tuple(sorted(views, key=lambda view: view.col)) for row, views in found.items()}


def _view(table: Table, cell: Cell, height: int, marks: Marks, places: Mapping[int, int]) -> CellView:
    place = cell.row, cell.col
    head = cell.row < table.header_rows
    figure = not head and cell.col_span == 1 and _FIGURE.fullmatch(cell.text) is not None
    said = (marks.corrected or {}).get(place)
    level, finding = (marks.findings or {}).get(place, ("", ""))
    return CellView(
        key=f"{table.table_id}-{cell.row}-{cell.col}",
        text=cell.text,
        row=cell.row,
        col=cell.col,
        row_span=height,
        col_span=cell.col_span,
        head=head,
        align="figure" if figure else "text",
        pad=_room(places.get(cell.col, 0)) - _room(_after(cell.text)) if figure else 0,
        mark=marks.numbers.get(place, 0),
        doubt=place in marks.doubts,
        finding=finding,
        level=level,
        sure=not cell.is_doubtful,
        corrected=None if said is None else said.decided,
        boxed=cell.locator.box is not None,
    )


def _decimals(table: Table, rows: Mapping[int, int]) -> dict[int, int]:
    """The most decimals of a column."""
    most: dict[int, int] = {}
    for cell in table.cells:
        if cell.row in rows and cell.row >= table.header_rows and _FIGURE.fullmatch(cell.text):
            most[cell.col] = max(most.get(cell.col, 0), _after(cell.text))
    return most


def _after(text: str) -> int:
    found = _AFTER.search(text)
    return len(found[1]) if found else 0


def _room(places: int) -> int:
    # In half digits: a digit takes two, the comma about one. More than eight decimals are no column of figures.
    return 2 * min(places, 8) + 1 if places else 0
