"""Links between tables: totals that the tables of their components add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from doichieu.model import ColumnRole
from doichieu.validate.paper import AMOUNTS, Paper, Sheet
from doichieu.validate.relations import SumRelation

# Totals that components exceed are slips where they are few, and where what is left over of the others is small.
_LEAST_UNITS, _FEW_EXCEEDED, _LEFT_OVER = 6, Decimal("0.2"), Decimal("0.3")
_LEAST_TABLES = 2
# Tables before and after that may be of rounds, how many units they must have in common, and for how many the total
# is theirs to the digit.
_NEAR, _SAME_UNITS, _SHARED_UNITS, _ADDS_UP = 8, 0.8, 5, 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossSum:
    """A total that the component tables add up to.

    Attributes:
        main: Table of totals.
        total: Its total column.
        parts: (table, column) of each component table.
        remainder: What is left in most rows; 0 where the components are complete.
        varying: Remainders that several rows share besides the usual one (an unpublished component).
        remainders: What is left over, by unit.
        incomplete: Units for which a component table has no single row.
    """

    main: int
    total: int
    parts: tuple[tuple[int, int], ...]
    remainder: Decimal
    varying: frozenset[Decimal]
    remainders: dict[str, Decimal]
    incomplete: frozenset[str]


def find_cross_sums(paper: Paper) -> list[CrossSum]:
    """Find tables of totals whose components stand in tables of their own."""
    found = []
    for main in paper.sheets:
        totals = main.columns(ColumnRole.TOTAL)
        amounts = [c for c in main.columns(*AMOUNTS) if c.role is not ColumnRole.MAXIMUM]
        if len(totals) != 1 or len(amounts) != 1:
            continue
        details = _components(paper, main) if main.population else []
        cross = _cross_sum(paper, main, totals[0].index, details) if len(details) >= _LEAST_TABLES else None
        cross = cross or _of_rounds(paper, main, totals[0].index)
        if cross:
            found.append(cross)
    return found


def _of_rounds(paper: Paper, main: Sheet, total: int) -> CrossSum | None:
    """A total that the totals of all tables over its units add up to, whatever they are numbered: three rounds, then the year."""
    near = paper.sheets[max(0, main.index - _NEAR) : main.index + _NEAR + 1]
    details = []
    for sheet in near if len(main.unique) >= _SHARED_UNITS else ():
        shared = len(main.unique.keys() & sheet.unique.keys())
        if sheet is main or shared < _SAME_UNITS * max(len(main.unique), len(sheet.unique)):
            continue
        own = sheet.columns(ColumnRole.TOTAL) or sheet.columns(ColumnRole.COMPONENT)
        if len(own) != 1:
            return None
        details.append((sheet.index, own[0].index))
    cross = _cross_sum(paper, main, total, details) if len(details) >= _LEAST_TABLES else None
    if cross is None:
        return None
    held = sum(not left for left in cross.remainders.values())
    return cross if held >= max(_SHARED_UNITS - 1, _ADDS_UP * len(cross.remainders)) else None


def _components(paper: Paper, main: Sheet) -> list[tuple[int, int]]:
    """Single-figure tables over the same units that stand under the main table's number."""
    number = main.reading.table.number
    details = []
    for sheet in paper.siblings(main):
        amounts = [c for c in sheet.columns(*AMOUNTS) if c.role is not ColumnRole.MAXIMUM]
        other = sheet.reading.table.number
        under = number is not None and other is not None and other.startswith(f"{number}.")
        if len(amounts) == 1 and under:
            details.append((sheet.index, amounts[0].index))
    return details


def _cross_sum(paper: Paper, main: Sheet, total: int, details: Sequence[tuple[int, int]]) -> CrossSum | None:
    remainders: dict[str, Decimal] = {}
    incomplete = set()
    lookups = [(paper.sheets[index], col, paper.sheets[index].unique) for index, col in details]
    for subject, row in main.unique.items():
        value = main.value(row, total)
        parts = [sheet.value(rows[subject], col) if subject in rows else None for sheet, col, rows in lookups]
        if value is None or any(part is None for part in parts):
            incomplete.add(subject)
            continue
        remainders[subject] = value - sum((part for part in parts if part is not None), Decimal(0))
    if len(remainders) < 3:
        return None
    counts = Counter(remainders.values())
    usual, often = counts.most_common(1)[0]
    if often < max(2, 0.4 * len(remainders)) or usual < 0:
        return _exceeded(main, total, details, remainders)
    complete = usual == 0 and often >= 0.6 * len(remainders)
    varying = frozenset() if complete else frozenset(v for v, n in counts.items() if n >= 2 and v >= 0)
    return CrossSum(
        main=main.index,
        total=total,
        parts=tuple(details),
        remainder=usual,
        varying=varying,
        remainders=remainders,
        incomplete=frozenset(incomplete),
    )


def _exceeded(
    main: Sheet, total: int, details: Sequence[tuple[int, int]], remainders: dict[str, Decimal]
) -> CrossSum | None:
    """The few totals that are less than their components, where all others leave something of their own over.

    What the paper publishes no table of may differ from unit to unit, and takes nothing off.
    """
    negative = {subject: left for subject, left in remainders.items() if left < 0}
    usual = median(remainders.values())
    size = median(main.value(main.unique[subject], total) or Decimal() for subject in remainders)
    few = 0 < len(negative) <= max(1, int(_FEW_EXCEEDED * len(remainders)))
    if len(remainders) < _LEAST_UNITS or not few or not 0 <= usual <= _LEFT_OVER * size:
        return None
    return CrossSum(
        main=main.index,
        total=total,
        parts=tuple(details),
        remainder=Decimal(0),
        varying=frozenset(),
        remainders=negative,
        incomplete=frozenset(remainders) - frozenset(negative),
    )


def cross_relations(paper: Paper, cross: CrossSum) -> list[SumRelation]:
    """The equation of a cross sum for every unit; a shared remainder counts as explained."""
    main = paper.sheets[cross.main]
    relations = []
    for subject, remainder in cross.remainders.items():
        # of several remainders the nearest is the likeliest: the one that most units have goes before the others
        constant = min((cross.remainder, *cross.varying), key=lambda one: abs(one - remainder))
        rows = [(paper.sheets[index], col) for index, col in cross.parts]
        relations.append(
            SumRelation(
                rule="XSUM-TOTAL",
                target=main.place(main.unique[subject], cross.total),
                parts=tuple(sheet.place(sheet.unique[subject], col) for sheet, col in rows),
                constant=constant,
            )
        )
    return relations
