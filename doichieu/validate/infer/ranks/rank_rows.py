"""Which row of figures a row of ranks follows, where units stand side by side over their criteria."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from doichieu.model import Number, Row, RowKind
from doichieu.normalize.text import key
from doichieu.validate.kept import kept
from doichieu.validate.paper import Place, Sheet

_RANKS = re.compile(
    r"(?:xep hang|thu hang|xep thu|hang(?! muc)|vi thu|xep vi thu|xep thu hang|thu bac|xep chung|xep vi tri)\b.{0,30}"
)
# So many units must be ranked, and of those that are not ranked right there are few: else something else ranks them.
_LEAST, _HOLDS = 4, 0.7
_PAIR = 2
# Places that a miscount may skip.
_SKIPPED = 2


class RankRow(NamedTuple):
    """How a row of ranks follows a row of figures.

    Attributes:
        row: The row of ranks.
        measure: The row of figures.
        ranks: The printed ranks by column.
        expected: The right ones.
        miscounted: The columns in order of place from which on every rank is off by as much; empty where none are.
    """

    row: Row
    measure: Row
    ranks: Mapping[int, int]
    expected: Mapping[int, int]
    miscounted: tuple[int, ...]

    @property
    def off(self) -> list[int]:
        """Columns whose rank is not the right one."""
        return [col for col, right in self.expected.items() if self.ranks[col] != right]

    @property
    def events(self) -> int:
        """How many slips explain the ranks: one miscount shifts all that come after it, two may be in each other's place."""
        off = self.off
        exchanged = len(off) == _PAIR and all(
            self.ranks[one] == self.expected[two] for one, two in (off, off[::-1])
        )
        return 1 if self.miscounted or exchanged else len(off)


@kept
def rank_rows(sheet: Sheet) -> tuple[RankRow, ...]:
    """The rows of ranks of a table as its printed figures have them."""
    return tuple(find_rank_rows(sheet, {}))


def find_rank_rows(sheet: Sheet, corrected: Mapping[Place, Number]) -> Iterator[RankRow]:
    """Find the rows of ranks of a table, and which row of figures each follows.

    Args:
        sheet: The table.
        corrected: Figures that count in place of the printed ones, by place.

    Yields:
        A reading a row, where most of its ranks follow.
    """
    for row in sheet.reading.rows:
        if row.entities or not _RANKS.fullmatch(key(row.label)):
            continue
        ranks = _ranks(sheet, row)
        best = _best(sheet, row, ranks, corrected) if len(ranks) >= _LEAST else None
        if best is not None and (best.miscounted or len(ranks) - best.events >= _HOLDS * len(ranks)):
            yield best


def events_with(sheet: Sheet, rank_row: RankRow, col: int, value: Decimal) -> int:
    """How many slips explain the ranks of a row if one of the figures that they follow is another.

    Args:
        sheet: The table.
        rank_row: The row of ranks.
        col: Column of the figure.
        value: What it is taken to be.
    """
    values = {**_values(sheet, rank_row.measure, rank_row.ranks, {}), col: value}
    readings = _readings(rank_row.row, rank_row.measure, rank_row.ranks, values)
    return min((reading.events for reading in readings), default=0)


def _ranks(sheet: Sheet, row: Row) -> dict[int, int]:
    """The whole numbers of a row by column, where they can be ranks."""
    numbers = {
        column.index: number
        for column in sheet.reading.columns
        if (number := sheet.number(row.index, column.index)) is not None
    }
    whole = [
        col
        for col, n in numbers.items()
        if not n.places and not n.percent and 1 <= n.value <= len(numbers) + _SKIPPED
    ]
    # one of them may have a digit too many
    last = [col for col in numbers if col not in whole and numbers[col].value == int(numbers[col].value) >= 1]
    whole = [*whole, *last] if len(whole) >= _LEAST and len(last) == 1 else whole
    if len(whole) < len(numbers):
        return {}
    return {col: int(number.value) for col, number in numbers.items()}


def _best(
    sheet: Sheet, row: Row, ranks: Mapping[int, int], corrected: Mapping[Place, Number]
) -> RankRow | None:
    """The row of figures that most ranks follow; of several a total, then the nearest above."""
    readings = [
        reading
        for measure in sheet.reading.rows
        if measure.index != row.index and measure.kind is not RowKind.HEADER
        for figures in ((corrected, {}) if corrected else ({},))
        if len(values := _values(sheet, measure, ranks, figures)) == len(ranks)
        for reading in _readings(row, measure, ranks, values)
    ]
    return max(
        readings,
        key=lambda one: (
            -one.events,
            one.measure.kind is RowKind.TOTAL,
            one.measure.index < row.index,
            -abs(one.measure.index - row.index),
        ),
        default=None,
    )


def _values(
    sheet: Sheet, measure: Row, ranks: Mapping[int, int], figures: Mapping[Place, Number]
) -> dict[int, Decimal]:
    found = {}
    for col in ranks:
        number = figures.get(sheet.place(measure.index, col)) or sheet.number(measure.index, col)
        if number is not None:
            found[col] = number.value
    return found


def _readings(
    row: Row, measure: Row, ranks: Mapping[int, int], values: Mapping[int, Decimal]
) -> Iterator[RankRow]:
    """Ranks from the highest or the lowest figure down, ties sharing a place with a gap after them or without."""
    if len(set(values.values())) < _LEAST - 1:
        return
    for sign in (-1, 1):
        order = sorted(sign * value for value in values.values())
        distinct = sorted(set(order))
        for places in (order, distinct):
            expected = {col: places.index(sign * value) + 1 for col, value in values.items()}
            yield RankRow(row, measure, ranks, expected, _miscounted(ranks, expected))


def _miscounted(ranks: Mapping[int, int], expected: Mapping[int, int]) -> tuple[int, ...]:
    """The columns in order of place from which on every rank is off by as much, two at least; else none."""
    order = sorted(ranks, key=lambda col: expected[col])
    gaps = [ranks[col] - expected[col] for col in order]
    first = next((at for at, gap in enumerate(gaps) if gap), len(gaps))
    return tuple(order[first:]) if len(order) - first > 1 and len(set(gaps[first:])) == 1 and first else ()
