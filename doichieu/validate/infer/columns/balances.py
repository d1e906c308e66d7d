"""Columns that some of those before them give with a sign each, whatever headers call them: a plan, what was added to it, what was taken off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from doichieu.model import ColumnRole
from doichieu.validate.infer.columns.column_formulas import ColumnFormula, formula_of, no_chance
from doichieu.validate.infer.figures import Figures
from doichieu.validate.paper import Sheet

# Columns before the result, or about one that a header calls a result, that are tried, and how many a balance is made of.
_NEAR, _NEAREST, _LEAST_PARTS = 6, 8, 3
# Rows that bear it out, one in so many of which may be misprinted; each part is a figure in two rows at least.
_LEAST_ROWS, _ROWS_A_SLIP, _LEAST_FIGURES = 6, 10, 2
# Rows that formulas are looked for in, so that a misprinted one hides none; those that are then tried first.
_SEEDS, _FIRST = 2, 4
# Signs and choices of up to four of six columns.
_TRIES = 1000
_SCORED = frozenset({ColumnRole.RANK, ColumnRole.TIER, ColumnRole.MAXIMUM})

_Signed = tuple[tuple[int, int], ...]
"""Columns with their signs, left to right."""


def balances(
    sheet: Sheet,
    figures: Figures,
    amounts: Sequence[int],
    found: Iterable[ColumnFormula],
    named: Collection[int],
) -> Iterator[ColumnFormula]:
    """Find the columns that follow to the digit from three or four before them, one of which at least is deducted.

    Args:
        sheet: A table prepared for checks; one of scores has none but what headers call results.
        figures: Its figures.
        amounts: Columns of amounts, left to right.
        found: Formulas that are known already; what follows from these is no formula of its own.
        named: Columns that headers call results.
    """
    if len(amounts) <= _LEAST_PARTS or len(figures.rows) < _LEAST_ROWS:
        return
    found = [*found]
    done = {formula.target for formula in found}
    known = [_coefficients(formula) for formula in found if not (formula.mean or formula.constant)]
    scored = bool(sheet.columns(*_SCORED))
    for at, target in enumerate(amounts):
        # what a header calls a result may stand amid what it is computed from
        called = target in named
        if called:
            others = sorted((col for col in amounts if col != target), key=lambda col: abs(col - target))
            near: Sequence[int] = sorted(others[:_NEAREST])
        else:
            near = [] if scored else amounts[max(0, at - _NEAR) : at]
        if len(near) < _LEAST_PARTS:
            continue
        formula = _balance(figures, near, target, known, added=called, long=called and target not in done)
        if formula is not None:
            known.append(_coefficients(formula))
            yield formula


def _balance(
    figures: Figures,
    near: Sequence[int],
    target: int,
    known: Sequence[Mapping[int, int]],
    *,
    added: bool,
    long: bool,
) -> ColumnFormula | None:
    rows = [row for row in figures.rows if row.get(target) and sum(bool(row.get(col)) for col in near) > 1]
    if len(rows) < _LEAST_ROWS:
        return None
    # rows in which most columns have a figure tell most
    rows.sort(key=lambda row: -sum(bool(row.get(col)) for col in near))
    for seed in rows[:_SEEDS]:
        for signed in _giving(seed, near, target, added=added, long=long):
            off = sum(_total(row, signed) != row[target] for row in rows[:_FIRST])
            if off > 1:
                continue
            formula = _believed(figures, target, signed, near)
            if formula is None:
                continue
            own = _coefficients(formula)
            if not _follows(own, known) and not any(own.keys() < other.keys() for other in known):
                return formula
    return None


def _giving(
    row: Mapping[int, int], near: Sequence[int], target: int, *, added: bool, long: bool
) -> Iterator[_Signed]:
    """Three columns, four, then up to six, that give the figure of one row, some of them deducted unless all may be added."""
    seen: set[_Signed] = set()
    for signed in _halves(row, [col for col in near if row.get(col)], row[target], long=long):
        if len({col for col, _ in signed}) < len(signed) or signed in seen:
            continue
        seen.add(signed)
        signs = {sign for _, sign in signed}
        if (len(signs) > 1 and (added or signed[0][1] > 0)) or (added and signs == {1}):
            yield signed


def _halves(row: Mapping[int, int], present: Sequence[int], wanted: int, *, long: bool) -> Iterator[_Signed]:
    """Two halves of one to three columns that together give a figure, left to right; a column may be in both."""
    singles = _by_total([(sign * row[col], ((col, sign),)) for col in present for sign in (1, -1)])
    pairs = _together(singles, singles)
    triples = _together(pairs, singles) if long else {}
    for rest, others in ((singles, pairs), (pairs, pairs), (triples, pairs), (triples, triples)):
        for total, some in rest.items():
            for more in others.get(wanted - total, ()):
                yield from (tuple(sorted((*more, *one))) for one in some)


def _together(
    some: Mapping[int, Sequence[_Signed]], more: Mapping[int, Sequence[_Signed]]
) -> dict[int, list[_Signed]]:
    """Columns with those to the right of them, by what they come to."""
    return _by_total(
        (one + other, left + right)
        for one, lefts in some.items()
        for left in lefts
        for other, rights in more.items()
        for right in rights
        if left[-1][0] < right[0][0]
    )


def _by_total(found: Iterable[tuple[int, _Signed]]) -> dict[int, list[_Signed]]:
    totals: defaultdict[int, list[_Signed]] = defaultdict(list)
    for total, signed in found:
        totals[total].append(signed)
    return totals


def _total(row: Mapping[int, int], signed: _Signed) -> int:
    return sum(sign * row.get(col, 0) for col, sign in signed)


def _believed(figures: Figures, target: int, signed: _Signed, near: Sequence[int]) -> ColumnFormula | None:
    parts = tuple(col for col, _ in signed)
    minus = frozenset(col for col, sign in signed if sign < 0)
    tally = figures.tally(target, parts, minus)
    if tally.tried < _LEAST_ROWS or tally.exact < tally.tried - max(1, tally.tried // _ROWS_A_SLIP):
        return None
    if any(sum(bool(row.get(col)) for row in figures.rows) < _LEAST_FIGURES for col in parts):
        return None
    # what is lacking in one row may stand in a column that is blank in all others
    gaps = ((row, abs(row[target] - _total(row, signed))) for row in figures.rows if target in row)
    if any(gap and any(abs(row.get(col, 0)) == gap for col in near) for row, gap in gaps):
        return None
    formula = formula_of(target, parts, tally, minus)
    return formula if no_chance(figures, formula, tally, _TRIES ** (len(parts) // _LEAST_PARTS)) else None


def _coefficients(formula: ColumnFormula) -> dict[int, int]:
    """What adds up to nothing: each column with its sign."""
    return {formula.target: -1, **{col: -1 if col in formula.minus else 1 for col in formula.parts}}


def _follows(equation: Mapping[int, int], known: Sequence[Mapping[int, int]]) -> bool:
    """Whether an equation says nothing that others do not say together."""
    basis: list[tuple[int, dict[int, Fraction]]] = []
    for each in (*known, equation):
        left = {col: Fraction(value) for col, value in each.items()}
        for pivot, row in basis:
            factor = left.get(pivot, Fraction(0))
            if factor:
                for col, value in row.items():
                    left[col] = left.get(col, Fraction(0)) - factor * value
        left = {col: value for col, value in left.items() if value}
        if left:
            first, scale = next(iter(left.items()))
            basis.append((first, {col: value / scale for col, value in left.items()}))
        elif each is equation:
            return True
    return False
