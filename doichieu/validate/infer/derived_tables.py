"""Tables computed from another table: growth indices (previous year = 100) and structures in percent."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from doichieu.model import ColumnRole, Row, RowKind
from doichieu.normalize.text import fold, key
from doichieu.validate.infer.columns.ratio_conventions import usual_places
from doichieu.validate.infer.hidden_digits import Computed, hides_digits
from doichieu.validate.infer.rows.row_labels import is_total_label
from doichieu.validate.paper import AMOUNTS, Paper, Place, Sheet
from doichieu.validate.relations import RatioRelation
from doichieu.validate.rounding import Grade, Rounding

_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_DERIVED = re.compile(r"\b(chi so|toc do|tang truong|co cau|ty trong|ti trong|ty le|so voi|so sanh)\b|%")
# Cells that a table must have in common with another, and the share that must follow from it.
_LEAST_CELLS, _EXPLAINS = 4, 0.7
_LEAST_ROWS = 3
# A slip that leaves a figure one unit of its last place off is rarer than slips are.
_SLIP = 0.01
# Tables before and after that are tried.
_NEAR = 6
_MODES = (Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.TRUNCATE)
_LINES = frozenset({RowKind.DATA, RowKind.SUBTOTAL, RowKind.TOTAL})


@dataclass(frozen=True, slots=True)
class _Grid:
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


def derived_relations(paper: Paper) -> list[RatioRelation]:
    """Find the tables that are computed from another, and what each of their cells must be.

    Args:
        paper: The paper laid out.

    Returns:
        A quotient for each cell of a table of indices or shares whose source is another table.
    """
    grids = [list(_grids(sheet)) for sheet in paper.sheets]
    relations: list[RatioRelation] = []
    for grid in (each for found in grids for each in found):
        if not _DERIVED.search(grid.said):
            continue
        at = grid.sheet.index
        near = [each for found in grids[max(0, at - _NEAR) : at + _NEAR + 1] for each in found]
        relations.extend(_best(paper, grid, [source for source in near if source is not grid]))
    return relations


def _said(sheet: Sheet) -> str:
    table = sheet.reading.table
    headers = " ".join(column.header for column in sheet.reading.columns)
    return fold(f"{table.caption or ''} {table.unit or ''} {headers}")


def _grids(sheet: Sheet) -> Iterator[_Grid]:
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


def _turned(sheet: Sheet, rows: Sequence[Row], said: str) -> _Grid | None:
    """A table whose lines are columns: its rows are years."""
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
    return _Grid(sheet, lines, years, total, said, turned=True) if len(lines) >= _LEAST_ROWS else None


def _lists(sheet: Sheet, col: int, years: Mapping[int, int]) -> bool:
    """Whether a column prints the years themselves."""
    return any(sheet.value(row, col) == year for year, row in years.items())


def _grid(sheet: Sheet, lines: Sequence[Row], years: Mapping[int, int], said: str) -> _Grid | None:
    labels: defaultdict[str, list[int]] = defaultdict(list)
    for row in lines:
        labels[key(row.label)].append(row.index)
    rows = {label: found[0] for label, found in labels.items() if len(found) == 1}
    totals = (row.index for row in lines if row.kind is RowKind.TOTAL or is_total_label(row))
    return _Grid(sheet, rows, years, next(totals, None), said) if len(rows) >= _LEAST_ROWS else None


def _best(paper: Paper, grid: _Grid, sources: Sequence[_Grid]) -> list[RatioRelation]:
    """The source and the form that explain most cells."""
    best: tuple[int, list[RatioRelation]] = (0, [])
    for source in sources:
        common = [(line, source.lines[label]) for label, line in grid.lines.items() if label in source.lines]
        if len(common) < _LEAST_ROWS:
            continue
        for drafts in _drafts(grid, source, common):
            for mode in _MODES:
                relations = [replace(draft, rounding=mode) for draft in drafts]
                held = sum(relation.grade(paper.number) is Grade.EXACT for relation in relations)
                if held > best[0] and held >= max(_LEAST_CELLS, _EXPLAINS * len(relations)):
                    best = (held, relations)
                if held * 3 < len(relations):
                    break
    return _with_hidden(paper, _of_lines_that_follow(paper, grid, best[1]))


def _of_lines_that_follow(
    paper: Paper, grid: _Grid, relations: Sequence[RatioRelation]
) -> list[RatioRelation]:
    """The relations without those of lines that follow nowhere: codes, years, addresses beside the figures."""

    def line(relation: RatioRelation) -> int:
        return relation.target.col if grid.turned else relation.target.row

    following = {line(one) for one in relations if one.grade(paper.number) is not Grade.IMPOSSIBLE}
    return [relation for relation in relations if line(relation) in following]


def _with_hidden(paper: Paper, relations: list[RatioRelation]) -> list[RatioRelation]:
    """The relations, their figures taken as rounded where the table was computed from more digits than are printed."""
    computed, places = [], 0
    for relation in relations:
        exact, printed = relation.exact_quotient(paper.number), paper.number(relation.target)
        half = relation.half_hidden(paper.number)
        if exact is not None and printed is not None and half is not None and exact != relation.scale:
            computed.append(Computed(exact, printed.value, half))
            value = paper.number(relation.value)
            places = max(places, value.places if value is not None else 0)
    if not computed:
        return relations
    last, rounding = relations[0].places_printed, relations[0].rounding
    if not hides_digits(computed, last, rounding, whole=not places, slip=_SLIP):
        return relations
    return [replace(relation, hidden=places, both_hidden=True) for relation in relations]


def _drafts(grid: _Grid, source: _Grid, common: Sequence[tuple[int, int]]) -> Iterator[list[RatioRelation]]:
    """Shares of the total, indices and growth over the year before, indices over one year."""
    places = grid.places

    def build(base_line: int | None, base_year: int | None, *, growth: bool = False) -> list[RatioRelation]:
        relations = []
        for year, at in grid.years.items():
            over = year if base_line is not None else year - 1 if base_year is None else base_year
            if year not in source.years or over not in source.years:
                continue
            for line, source_line in common:
                base = source.place(source_line if base_line is None else base_line, source.years[over])
                value, target = source.place(source_line, source.years[year]), grid.place(line, at)
                if grid.has(target) and source.has(value) and source.has(base):
                    relations.append(
                        RatioRelation(
                            rule="RATIO-CROSS",
                            target=target,
                            value=value,
                            base=base,
                            places_printed=places,
                            growth=growth,
                        )
                    )
        return relations

    if source.total is not None:
        yield build(source.total, None)
    yield build(None, None)
    yield build(None, None, growth=True)
    yield build(None, min(source.years))
