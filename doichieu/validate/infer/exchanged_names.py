"""Two units whose names stand in each other's row of one table, as all other tables of the paper tell."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, pairwise

from doichieu.model import ColumnRole, Number
from doichieu.validate.infer.component_tables import CrossSum
from doichieu.validate.infer.links import Twin, common_rows, prints_all_digits, same_figure
from doichieu.validate.paper import AMOUNTS, Paper, Place, Sheet

# More rows of one table that disagree with another are no slip of two names.
_MOST_OFF = 4
# In a list of so many rows the order of a column is no chance.
_LEAST_SORTED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangedNames:
    """Two rows of a table that carry each other's name.

    Attributes:
        sheet: Index of the table.
        rows: The two grid rows, from the top.
        figures: Places in the table that hold once the names are exchanged.
        others: Places in other tables that tell so.
        elsewhere: Rows of other tables in which exchanging the two names would mend as much: table and rows.
    """

    sheet: int
    rows: tuple[int, int]
    figures: tuple[Place, ...]
    others: tuple[Place, ...]
    elsewhere: tuple[tuple[int, tuple[int, int]], ...] = ()

    def places(self) -> set[tuple[int, frozenset[int]]]:
        """Table and rows of the pair, wherever it may have been exchanged."""
        return {(index, frozenset(rows)) for index, rows in ((self.sheet, self.rows), *self.elsewhere)}


@dataclass(frozen=True, slots=True)
class _Link:
    """What another table says that a unit has in a column of this one."""

    col: int
    expected: Mapping[str, Number]
    told_by: Mapping[str, Place]
    exact: bool = False

    def holds(self, sheet: Sheet, subject: str, row: int) -> bool | None:
        """Whether a row has the figures that the unit has elsewhere; None where either is not printed."""
        own, other = sheet.number(row, self.col), self.expected.get(subject)
        if own is None or other is None:
            return None
        return own.value == other.value if self.exact else same_figure(own, other)


def find_exchanged_names(
    paper: Paper, twins: Sequence[Twin], cross_sums: Sequence[CrossSum]
) -> tuple[ExchangedNames, ...]:
    """Find pairs of names that stand in each other's row.

    Two figures in each other's place look alike where a table has one figure a unit: there its order, its ranks or its
    percentages have to bear the figures out.

    Args:
        paper: The paper.
        twins: Columns printed twice.
        cross_sums: Totals over component tables.

    Returns:
        The pairs, of each the table in which exchanging the names mends most.
    """
    found: dict[frozenset[str], list[ExchangedNames]] = {}
    for sheet in paper.sheets:
        links = list(_links(paper, sheet, twins, cross_sums))
        off = [subject for subject, row in sheet.unique.items() if _is_off(sheet, links, subject, row)]
        if not 2 <= len(off) <= _MOST_OFF:
            continue
        for one, two in combinations(off, 2):
            pair = _exchanged(sheet, links, one, two)
            if pair is not None:
                found.setdefault(frozenset({one, two}), []).append(pair)
    return tuple(map(_likeliest, found.values()))


def _likeliest(pairs: Sequence[ExchangedNames]) -> ExchangedNames:
    """The table in which exchanging two names mends most, with those in which it would mend as much."""
    best = max(pairs, key=lambda pair: (len(pair.figures), pair.sheet))
    alike = [pair for pair in pairs if pair is not best and len(pair.figures) == len(best.figures)]
    return replace(best, elsewhere=tuple((pair.sheet, pair.rows) for pair in alike))


def _links(
    paper: Paper, sheet: Sheet, twins: Sequence[Twin], cross_sums: Sequence[CrossSum]
) -> Iterator[_Link]:
    for twin in twins:
        for own, col, other, other_col in (
            (twin.detail, twin.detail_col, twin.main, twin.main_col),
            (twin.main, twin.main_col, twin.detail, twin.detail_col),
        ):
            if own == sheet.index:
                exact = prints_all_digits(paper, twin)
                yield _from_twin(sheet, col, paper.sheets[other], other_col, exact=exact)
    for cross in cross_sums:
        if not cross.varying:
            yield from _from_cross_sum(paper, sheet, cross)


def _from_twin(sheet: Sheet, col: int, other: Sheet, other_col: int, *, exact: bool) -> _Link:
    expected, told_by = {}, {}
    for row, other_row in common_rows(sheet, other):
        number = other.number(other_row, other_col)
        if number is not None:
            subject = sheet.subjects[row][0]
            expected[subject], told_by[subject] = number, other.place(other_row, other_col)
    return _Link(col, expected, told_by, exact)


def _from_cross_sum(paper: Paper, sheet: Sheet, cross: CrossSum) -> Iterator[_Link]:
    """What a table of totals and its component tables leave for a unit in this one of them."""
    main = paper.sheets[cross.main]
    parts = [(paper.sheets[index], col) for index, col in cross.parts]
    for own, col in ((main, cross.total), *parts):
        if own is not sheet:
            continue
        expected, told_by = {}, {}
        for subject in cross.remainders:
            others = [(s, s.unique[subject], c) for s, c in parts if s is not sheet]
            numbers = [number for s, row, c in others if (number := s.number(row, c)) is not None]
            total = main.number(main.unique[subject], cross.total)
            if total is None or len(numbers) < len(others):
                continue
            known = sum((number.value for number in numbers), cross.remainder)
            value = known if sheet is main else total.value - known
            places = max([total.places, *(number.places for number in numbers)])
            expected[subject] = Number(value=value, places=places)
            teller = others[0] if sheet is main else (main, main.unique[subject], cross.total)
            told_by[subject] = teller[0].place(teller[1], teller[2])
        yield _Link(col, expected, told_by)


def _is_off(sheet: Sheet, links: Sequence[_Link], subject: str, row: int) -> bool:
    return any(link.holds(sheet, subject, row) is False for link in links)


def _exchanged(sheet: Sheet, links: Sequence[_Link], one: str, two: str) -> ExchangedNames | None:
    """The pair, where all that other tables say of both units holds once their names are exchanged."""
    rows = sheet.unique[one], sheet.unique[two]
    mended, told = [], []
    for link in links:
        now = [link.holds(sheet, subject, row) for subject, row in zip((one, two), rows, strict=True)]
        then = [link.holds(sheet, subject, row) for subject, row in zip((one, two), rows[::-1], strict=True)]
        if None in now or None in then:
            continue
        if not all(then):
            return None
        if not all(now):
            mended += [sheet.place(row, link.col) for row in rows]
            told += [link.told_by[subject] for subject in (one, two)]
    columns = {place.col for place in mended}
    if not mended or not (len(columns) > 1 or _bears_out(sheet, columns)):
        return None
    top, below = sorted(rows)
    return ExchangedNames(sheet=sheet.index, rows=(top, below), figures=tuple(mended), others=tuple(told))


def _bears_out(sheet: Sheet, columns: Collection[int]) -> bool:
    """Whether figures beside those of some columns, or their order, were made from them as they stand in the table."""
    beside = [
        column.index
        for column in sheet.columns(*AMOUNTS, ColumnRole.RATIO, ColumnRole.RANK)
        if column.index not in columns and column.role is not ColumnRole.MAXIMUM
    ]
    return bool(beside) or any(_is_sorted(sheet, col) for col in columns)


def _is_sorted(sheet: Sheet, col: int) -> bool:
    values: list[Decimal] = [
        value for row in sheet.data if (value := sheet.value(row.index, col)) is not None
    ]
    falls = all(one >= two for one, two in pairwise(values))
    return len(values) >= _LEAST_SORTED and len(set(values)) > _LEAST_SORTED // 2 and falls
