"""Quotients of sums that the table does not print: (before time + in time) / settled, the mean of levels over their counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from math import comb, log10

from doichieu.model import ColumnRole, RowKind
from doichieu.validate.infer.columns.column_formulas import ColumnFormula
from doichieu.validate.infer.columns.ratio_conventions import is_given, own_places, scale_of, usual_places
from doichieu.validate.infer.columns.stated_weights import levels_as_weights
from doichieu.validate.paper import AMOUNTS, Sheet
from doichieu.validate.relations.computed import CompoundRatioRelation
from doichieu.validate.rounding import Rounding, quantum, to_places

# So many rows, none of nothing or of all, must be explained, with so many different percentages among them.
_LEAST_ROWS, _LEAST_TOLD, _EXPLAINS = 4, 3, 0.75
# What chance may do over all that is tried: one table in ten thousand.
_CHANCE = -4.0
# Columns added up; a table of more columns is looked at about the percentage alone.
_MOST_ADDED, _MOST_COLUMNS = 3, 14
_MODES = (Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.TRUNCATE)
_KINDS = frozenset({RowKind.DATA, RowKind.SUBTOTAL, RowKind.TOTAL})
# Exact quotients, each with the percentage printed for it.
_Pairs = list[tuple[Decimal, Decimal]]


@dataclass(frozen=True, slots=True)
class Term:
    """Columns added up, some of them deducted; one that counts thrice stands thrice."""

    cols: tuple[int, ...]
    minus: frozenset[int] = frozenset()

    def value(self, row: Mapping[int, Decimal]) -> Decimal | None:
        """What they come to in a row; None where one has no figure."""
        if any(col not in row for col in self.cols):
            return None
        return sum((-row[col] if col in self.minus else row[col] for col in self.cols), Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class CompoundRatio:
    """A column of percentages, or of means, whose value or base is a sum that the table does not print.

    Attributes:
        target: The column.
        value: What is divided.
        base: What it is divided by.
        scale: 100 for percentages, 1 for an index between 0 and 1 and for means.
        rounding: Rounding mode.
        places: Decimal places of the column.
    """

    target: int
    value: Term
    base: Term
    scale: int
    rounding: Rounding
    places: int


@dataclass(frozen=True, slots=True)
class _Printed:
    """A column of percentages: the rows that tell something, as printed."""

    target: int
    scale: int
    places: int
    rows: tuple[tuple[Decimal, Mapping[int, Decimal]], ...]


def find_compound_ratios(
    sheet: Sheet, derived: Collection[int], formulas: Sequence[ColumnFormula]
) -> list[CompoundRatio]:
    """Find the percentages of sums.

    Args:
        sheet: A table prepared for checks.
        derived: Columns that another formula computes already.
        formulas: Sums over columns, whose parts are likely to be added up in part.

    Returns:
        One formula a column.
    """
    found = []
    for column in sheet.columns(ColumnRole.RATIO):
        if column.index in derived or is_given(column):
            continue
        near = _near_columns(sheet, column.index)
        printed = _printed(sheet, column.index, near, scale_of(sheet, column.index))
        if printed is not None and (best := _best(printed, list(_terms(near, formulas)))) is not None:
            found.append(best)
    found.extend(_level_means(sheet, {*derived, *(ratio.target for ratio in found)}))
    return found


def _level_means(sheet: Sheet, derived: Collection[int]) -> Iterator[CompoundRatio]:
    """Means of levels: so many criteria of level 1, so many of level 2, over all that were judged."""
    amounts = [c.index for c in sheet.columns(*AMOUNTS)]
    for counts, levels in levels_as_weights(sheet, amounts):
        points = Term(
            tuple(col for col, level in zip(counts, levels, strict=True) for _ in range(int(level)))
        )
        for target in amounts:
            if target in counts or target in derived or not sheet.places(target):
                continue
            printed = _printed(sheet, target, counts, 1)
            if printed is not None and (best := _best(printed, [points, Term(counts)])) is not None:
                yield best


def _near_columns(sheet: Sheet, target: int) -> list[int]:
    columns = [c.index for c in sheet.columns(*AMOUNTS) if c.role is not ColumnRole.MAXIMUM]
    nearest = sorted(columns, key=lambda col: abs(col - target))[:_MOST_COLUMNS]
    return sorted(nearest)


def _printed(sheet: Sheet, target: int, columns: Sequence[int], scale: int) -> _Printed | None:
    rows = [row.index for row in sheet.reading.rows if row.kind in _KINDS]
    numbers = {row: number for row in rows if (number := sheet.number(row, target)) is not None}
    told = {row: number.value for row, number in numbers.items() if number.value not in {0, scale}}
    if len(told) < _LEAST_ROWS or len(set(told.values())) < _LEAST_TOLD:
        return None
    figures = tuple(
        (ratio, {col: value for col in columns if (value := sheet.value(row, col)) is not None})
        for row, ratio in told.items()
    )
    places = usual_places([number.places for number in numbers.values()])
    return _Printed(target, scale, places, figures)


def _terms(columns: Sequence[int], formulas: Sequence[ColumnFormula]) -> Iterator[Term]:
    """What may be divided, or divided by: a column, neighbours, some parts of a total, a total less one of its parts."""
    seen = set()
    sums = [formula for formula in formulas if not formula.mean and not formula.minus]
    for term in (
        *(Term((col,)) for col in columns),
        *(
            Term(tuple(columns[start : start + count]))
            for count in range(2, _MOST_ADDED + 1)
            for start in range(len(columns) - count + 1)
        ),
        *(
            Term(parts)
            for formula in sums
            for count in range(2, min(len(formula.parts), _MOST_ADDED + 1))
            for parts in combinations(formula.parts, count)
        ),
        *(
            Term((formula.target, part), frozenset({part}))
            for formula in sums
            for part in formula.parts
            if len(formula.parts) > _MOST_ADDED
        ),
    ):
        if term not in seen and set(term.cols) <= set(columns):
            seen.add(term)
            yield term


def _best(printed: _Printed, terms: Sequence[Term]) -> CompoundRatio | None:
    """The formula that explains most rows with fewest columns; None where chance may do as much."""
    values = [[term.value(row) for _, row in printed.rows] for term in terms]
    best: tuple[tuple[int, int], _Pairs, Rounding, Term, Term] | None = None
    for one, value in zip(terms, values, strict=True):
        for two, base in zip(terms, values, strict=True):
            if one == two or len(one.cols) + len(two.cols) <= 2:
                continue
            quotients = _quotients(printed, value, base)
            if quotients is None:
                continue
            held = {mode: _held(printed, quotients, mode) for mode in _MODES}
            mode = max(_MODES, key=lambda mode: len(held[mode]))
            # What leaves out a few late ones of thousands comes near in every row and holds in most.
            score = len(held[mode]), -len(one.cols) - len(two.cols)
            if best is None or score > best[0]:
                best = score, held[mode], mode, one, two
    if best is None:
        return None
    _, held_rows, mode, one, two = best
    tries = len(terms) ** 2
    if not _believed(printed, held_rows) or not _no_chance(printed, held_rows, mode, tries):
        return None
    return CompoundRatio(
        target=printed.target, value=one, base=two, scale=printed.scale, rounding=mode, places=printed.places
    )


def _quotients(
    printed: _Printed, values: Sequence[Decimal | None], bases: Sequence[Decimal | None]
) -> _Pairs | None:
    """Exact quotients with what is printed, where they are near; None once too many rows are not."""
    unit, misses = 1.01 * 10**-printed.places, 0
    allowed = len(printed.rows) - max(_LEAST_ROWS, int(_EXPLAINS * len(printed.rows)))
    found = []
    for (ratio, _), value, base in zip(printed.rows, values, bases, strict=True):
        if (
            value is not None
            and base
            and abs(float(value) * printed.scale / float(base) - float(ratio)) <= unit
        ):
            found.append((value * printed.scale / base, ratio))
        else:
            misses += 1
            if misses > allowed:
                return None
    return found


def _held(printed: _Printed, quotients: _Pairs, mode: Rounding) -> _Pairs:
    return [(exact, ratio) for exact, ratio in quotients if to_places(exact, printed.places, mode) == ratio]


def _believed(printed: _Printed, held: _Pairs) -> bool:
    told = {ratio for _, ratio in held}
    return len(held) >= max(_LEAST_ROWS, _EXPLAINS * len(printed.rows)) and len(told) >= _LEAST_TOLD


def _no_chance(
    printed: _Printed,
    held: _Pairs,
    mode: Rounding,
    tries: int,
) -> bool:
    """Whether so many rows can hardly be explained by chance: by how often a row's quotient is another row's percentage."""
    rows = len(held)
    results = Counter(
        ratio for _, ratio in held
    )  # a percentage typed again from another row tells nothing of chance
    exact = Counter(to_places(quotient, printed.places, mode) for quotient, _ in held)
    met = sum(count * exact[ratio] for ratio, count in results.items()) - len(held)
    # Percentages that lie close to each other meet by chance though no two of these rows do.
    spread = max(results) - min(results)
    near = float(quantum(printed.places) / spread) if spread else 1.0
    chance = min(1.0, max(met / (rows * (rows - 1)), near))
    return rows * log10(chance) + log10(comb(len(printed.rows), rows)) + log10(max(tries, 1)) <= _CHANCE


def compound_ratio_relations(sheet: Sheet, ratio: CompoundRatio) -> list[CompoundRatioRelation]:
    """The formula in every row that has the figures for it."""
    cols = {*ratio.value.cols, *ratio.base.cols}
    return [
        CompoundRatioRelation(
            rule="RATIO-PCT",
            target=sheet.place(row.index, ratio.target),
            value=tuple(sheet.place(row.index, col) for col in ratio.value.cols),
            base=tuple(sheet.place(row.index, col) for col in ratio.base.cols),
            minus=frozenset(sheet.place(row.index, col) for col in ratio.value.minus | ratio.base.minus),
            scale=ratio.scale,
            rounding=ratio.rounding,
            places_printed=own_places(ratio.places, number.value),
        )
        for row in sheet.reading.rows
        if row.kind in _KINDS
        and (number := sheet.number(row.index, ratio.target)) is not None
        and all(sheet.number(row.index, col) is not None for col in cols)
    ]
