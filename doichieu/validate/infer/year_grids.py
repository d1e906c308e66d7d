"""Tables with a column, or a row, of figures for each year."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from doichieu.model import ColumnRole, Row, RowKind
from doichieu.normalize.text import fold, key
from doichieu.validate.infer.columns.ratio_conventions import usual_places
from doichieu.validate.infer.rows.row_labels import is_total_label
from doichieu.validate.paper import AMOUNTS, Place, Sheet

_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_LINES = frozenset({RowKind.DATA, RowKind.SUBTOTAL, RowKind.TOTAL})
# Lines that a table must have at least to be held against another.
LEAST_LINES = 3


@dataclass(frozen=True, slots=True)
class YearGrid:
    """A table, or what stands below one heading in it, by line and year.

    Attributes:
        sheet: The table.
        lines: What each line stands in by its label: a row, or a column where years stand below each other.
        years: What each year stands in, the other of the two.
        total: The line that all others are parts of, None where there is none.
        said: What the table, or the heading, says of its figures, folded.
        turned: Whether years stand below each other.
    """

    sheet: Sheet
    lines: Mapping[str, int]
    years: Mapping[int, int]
    total: int | None
    said: str
    turned: bool = False

    def place(self, line: int, year: int) -> Place:
        """Where a line crosses a year."""
        return self.sheet.place(year, line) if self.turned else self.sheet.place(line, year)

    def has(self, place: Place) -> bool:
        """Whether a figure is printed there."""
        return self.sheet.number(place.row, place.col) is not None

    @property
    def places(self) -> int:
        """Decimal places that its figures usually print."""
        at = {*self.years.values()}
        figures = self.sheet.reading.numbers.items()
        return usual_places([n.places for (row, col), n in figures if (row if self.turned else col) in at])


def _said(sheet: Sheet) -> str:
    table = sheet.reading.table
    headers = " ".join(column.header for column in sheet.reading.columns)
    return fold(f"{table.caption or ''} {table.unit or ''} {headers}")


def year_grids(sheet: Sheet) -> Iterator[YearGrid]:
    """A table with one column, or row, of figures a year, two years or more; one for each heading that the same lines stand below."""
    columns: defaultdict[int, list[int]] = defaultdict(list)
    for column in sheet.columns(*AMOUNTS, ColumnRole.RATIO):
        if column.period is not None:
            columns[column.period].append(column.index)
    years = {year: found[0] for year, found in columns.items() if len(found) == 1}
    blocks = _blocks(sheet, [row for row in sheet.reading.rows if row.kind in _LINES and row.label])
    for said, rows in blocks:
        grid = _grid(sheet, rows, years, said) if len(years) > 1 else _turned(sheet, rows, said)
        if grid is not None:
            yield grid


def _blocks(sheet: Sheet, lines: Sequence[Row]) -> list[tuple[str, Sequence[Row]]]:
    """The lines below each heading with what it says, and those before the first; all lines where these are not alike."""
    headings = [row for row in sheet.reading.rows if row.kind is RowKind.GROUP]
    starts = [-1, *(row.index for row in headings)]
    ends = [*starts[1:], len(sheet.reading.rows)]
    said = [_said(sheet), *(fold(row.label) for row in headings)]
    blocks = [
        (each, [row for row in lines if start < row.index < end])
        for each, start, end in zip(said, starts, ends, strict=True)
    ]
    blocks = [block for block in blocks if block[1]]
    labels = [[key(row.label) for row in rows] for _, rows in blocks]
    longest = max(labels, key=len, default=[])
    # growth begins with the second year, and an index may leave out lines that were nought
    alike = all(each == [label for label in longest if label in each] for each in labels)
    return [*blocks] if len(blocks) > 1 and alike else [(_said(sheet), lines)]


def _turned(sheet: Sheet, rows: Sequence[Row], said: str) -> YearGrid | None:
    """A table whose lines are columns: its rows are years."""
    if not rows or not _YEAR.search(rows[0].label):
        return None
    found = [(int(year[0]), row.index) for row in rows if (year := _YEAR.search(row.label))]
    years = dict(found)
    if len(years) < 2 or not len(found) == len(years) == len(rows):
        return None
    columns = [
        column
        for column in sheet.columns(*AMOUNTS, ColumnRole.RATIO)
        if column.header and column.index != sheet.reading.stub and not _lists(sheet, column.index, years)
    ]
    lines = {key(column.header): column.index for column in columns}
    total = next((column.index for column in columns if column.role is ColumnRole.TOTAL), None)
    return YearGrid(sheet, lines, years, total, said, turned=True) if len(lines) >= LEAST_LINES else None


def _lists(sheet: Sheet, col: int, years: Mapping[int, int]) -> bool:
    """Whether a column prints the years themselves."""
    return any(sheet.value(row, col) == year for year, row in years.items())


def _grid(sheet: Sheet, lines: Sequence[Row], years: Mapping[int, int], said: str) -> YearGrid | None:
    labels: defaultdict[str, list[int]] = defaultdict(list)
    for row in lines:
        labels[key(row.label)].append(row.index)
    rows = {label: found[0] for label, found in labels.items() if len(found) == 1}
    totals = (row.index for row in lines if row.kind is RowKind.TOTAL or is_total_label(row))
    return YearGrid(sheet, rows, years, next(totals, None), said) if len(rows) >= LEAST_LINES else None
