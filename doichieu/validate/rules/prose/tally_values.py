"""How many units of a table meet what a sentence counts them by."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from doichieu.model import Column, ColumnRole, Number, Row
from doichieu.normalize.text import fold, key
from doichieu.validate.infer.ranks.rank_columns import is_move
from doichieu.validate.infer.ranks.rank_fits import printed_rank
from doichieu.validate.infer.rows.row_labels import rows_listed
from doichieu.validate.paper import AMOUNTS, Paper, Place, Sheet
from doichieu.validate.rounding import quantum
from doichieu.validate.rules.moves import move_columns, printed_move
from doichieu.validate.rules.prose.measures import Measure
from doichieu.validate.rules.prose.stated_figures import own_year
from doichieu.validate.rules.prose.tallies import Tally, Way

_FEWEST = 4
_CHANGE = re.compile(r"\b(?:tang|giam|chenh lech)\b")
_NONE = re.compile(r"(?:khong|chua)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The units of a table that meet a condition.

    Attributes:
        sheet: The table.
        counts: How many they can be, by figures as printed and as corrected.
        cells: The cells of those that do, by the figures as printed.
        units: How many units the table has.
    """

    sheet: Sheet
    counts: frozenset[int]
    cells: tuple[Place, ...]
    units: int


def units_of(sheet: Sheet) -> list[Row]:
    """The rows of a table that are units: not those of all together."""
    return list(rows_listed(sheet))


# --------------------------------------------------------------------------- bounds and means


def count_by_measure(measure: Measure, tally: Tally, corrected: Mapping[Place, Number]) -> Counted:
    """The units of a measure that lie within a bound, or above or below their mean.

    Args:
        measure: A column of figures.
        tally: A count by a bound or by the mean.
        corrected: Figures with the edits of other findings applied, by place.
    """
    sheet, column = measure.sheet, measure.column
    counts: set[int] = set()
    cells: tuple[Place, ...] = ()
    units = units_of(sheet)
    share = sheet.reading.columns[column].role is ColumnRole.RATIO
    for figures in (corrected, {}):
        values = {
            place: (figures.get(place) or number).value
            for row in units
            if (number := sheet.number(row.index, column)) is not None
            for place in (sheet.place(row.index, column),)
        }
        met = [
            tuple(place for place, value in values.items() if test(value))
            for test in _tests(measure, tally, values)
        ]
        counts |= set(map(len, met))
        # 79,96 % is printed as 80,0 %, and is not counted from 80 % on by who counts before rounding
        edge = sum(value == tally.bound.low for value in values.values()) if tally.bound and share else 0
        counts |= {len(one) - fewer for one in met[-1:] for fewer in range(1, edge + 1)}
        cells = met[0] if met else ()
    return Counted(sheet=sheet, counts=frozenset(counts), cells=cells, units=len(units))


def _tests(
    measure: Measure, tally: Tally, values: Mapping[Place, Decimal]
) -> list[Callable[[Decimal], bool]]:
    """The readings of a condition: "trên 80 điểm" is said of 80 too, "trên mức trung bình" of the mean as rounded."""
    if tally.bound is not None:
        # "Từ 80" never leaves 80 out.
        return [tally.bound.contains, replace(tally.bound, low_closed=True).contains]
    if not values:
        return []
    mean = sum(values.values(), Decimal(0)) / len(values)
    half = quantum(measure.sheet.places(measure.column)) / 2
    limits = (mean, mean - half, mean + half)
    if tally.way is Way.ABOVE:
        return [partial(_is_above, limit) for limit in limits]
    return [partial(_is_below, limit) for limit in limits]


def _is_above(limit: Decimal, value: Decimal) -> bool:
    return value > limit


def _is_below(limit: Decimal, value: Decimal) -> bool:
    return value < limit


def count_units(sheet: Sheet, tally: Tally) -> Counted:
    """The units of a table, or those that have no rank and no tier where others do.

    Args:
        sheet: A table that lists units.
        tally: A count of all units, or of those without a rank.
    """
    units = units_of(sheet)
    columns = [column.index for column in sheet.columns(ColumnRole.RANK, ColumnRole.TIER)]
    stub = sheet.reading.stub or 0
    out = [row for row in units if columns and not any(_has_rank(sheet, row.index, col) for col in columns)]
    if tally.way is Way.UNRANKED:
        cells = tuple(sheet.place(row.index, stub) for row in out)
        return Counted(sheet=sheet, counts=frozenset({len(out)}), cells=cells, units=len(units))
    ranked = tuple(sheet.place(row.index, stub) for row in units if row not in out)
    whole = {len(units)} if tally.count.whole is None else set()
    groups = [sum(row.group == group for row in units) for group in {row.group for row in units}]
    counts = frozenset({len(ranked), *whole, *groups})
    return Counted(sheet=sheet, counts=counts, cells=ranked, units=len(units))


def _has_rank(sheet: Sheet, row: int, col: int) -> bool:
    """Whether a unit has a rank, or a tier that is not called none."""
    if sheet.reading.columns[col].role is ColumnRole.RANK:
        return printed_rank(sheet, row, col) is not None
    cell = sheet.cells.get((row, col))
    return cell is not None and bool(cell.text.strip(" -–")) and not _NONE.match(key(cell.text))


# --------------------------------------------------------------------------- rises and falls


def count_changes(paper: Paper, sheet: Sheet, tally: Tally) -> Iterator[Counted]:
    """The units of a table that rose or fell, by each pair of columns that can tell.

    Args:
        paper: The paper.
        sheet: A table that lists units.
        tally: A count by a rise or a fall of places, or of scores.

    Yields:
        What each column of moves, and each pair of a column of an earlier time with one of the own, gives.
    """
    units = units_of(sheet)
    for columns, change in changes_of(paper, sheet, ranked=tally.ranked):
        found = {row.index: value for row in units if (value := change(row.index)) is not None}
        if len(found) < max(_FEWEST, len(units) - 2):
            continue
        met = [row for row, value in found.items() if meets(tally.way, value)]
        cells = tuple(sheet.place(row, column) for row in met for column in columns)
        yield Counted(sheet=sheet, counts=frozenset({len(met)}), cells=cells, units=len(units))


def meets(way: Way | None, change: Decimal) -> bool:
    """Whether a change is a rise, a fall or none, as said."""
    if way is Way.SAME:
        return not change
    return change > 0 if way is Way.RISE else change < 0


def changes_of(
    paper: Paper, sheet: Sheet, *, ranked: bool
) -> Iterator[tuple[Sequence[int], Callable[[int], Decimal | None]]]:
    """Columns whose cells tell a rise, with what each row rose by: places won are a smaller rank.

    Args:
        paper: The paper.
        sheet: A table that lists units.
        ranked: Whether what rose are places, and not figures.
    """
    own = own_year(paper)
    roles = (ColumnRole.RANK,) if ranked else (*(AMOUNTS - {ColumnRole.MAXIMUM}), ColumnRole.RATIO)
    columns = [column for column in sheet.columns(*roles) if not is_move(sheet, column.index)]
    moves = move_columns(sheet)
    if ranked:
        for col in moves:
            yield (col,), partial(_of_move, paper, sheet, col)
    if not ranked:
        for column in sheet.reading.columns:
            told = (
                column.index not in moves
                and _CHANGE.search(fold(column.header))
                and not is_move(sheet, column.index)
            )
            if told and any(
                number.value < 0 for (_, col), number in sheet.reading.numbers.items() if col == column.index
            ):
                yield (column.index,), partial(sheet_value, sheet, column.index)
    columns = [column for column in columns if not _CHANGE.search(fold(column.header))]
    now = [column for column in columns if column.period in {None, own} and column.index not in moves]
    then = [column for column in columns if column.period is not None and own and column.period == own - 1]
    for one in now:
        for two in then:
            if _is_pair(one, two, now, then):
                yield (one.index, two.index), partial(_difference, sheet, one.index, two.index, ranked)


def sheet_value(sheet: Sheet, col: int, row: int) -> Decimal | None:
    """The value of a row in a column."""
    return sheet.value(row, col)


def _is_pair(one: Column, two: Column, now: list[Column], then: list[Column]) -> bool:
    """Whether two columns are one thing in two years: alike by name, or the only ones."""
    if len(now) == len(then) == 1:
        return True
    return one.role is two.role and one.indicator == two.indicator


def _of_move(paper: Paper, sheet: Sheet, col: int, row: int) -> Decimal | None:
    return printed_move(paper, sheet, row, col)


def _difference(sheet: Sheet, now: int, then: int, ranked: bool, row: int) -> Decimal | None:
    one, two = sheet.value(row, now), sheet.value(row, then)
    if one is None or two is None:
        return None
    return two - one if ranked else one - two
