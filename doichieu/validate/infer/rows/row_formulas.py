"""A row that is the sum or the mean of others: what it reads, how well it holds, whether to the last digit."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from doichieu.model import ColumnRole, RowKind
from doichieu.normalize.units import is_rounded
from doichieu.validate.infer.figures import LEAST_AMOUNT, hides_digits
from doichieu.validate.kept import kept
from doichieu.validate.paper import AMOUNTS, Figures, Place, Sheet
from doichieu.validate.relations import SumRelation
from doichieu.validate.rounding import Grade, are_cut_off, quantum
from doichieu.validate.slips import describe_slip

# Sums of a table hold to the last digit when this share does, and of figures with decimals so many; one gap is an error.
_TO_THE_DIGIT, _PROVES, _LEAST_GAPS = 0.8, 4, 2
_HUNDRED = Decimal(100)
# Units of the last place that a share loses when it is cut off: half a one in the mean; rounding loses none.
_CUT_LEAVES = Decimal("0.25")
# How often a slip of the pen puts a sum off by a unit that rounding could close as well.
_SLIP = 0.01
# Whole numbers are counts as a rule: so much must speak for hidden digits.
_WHOLE = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFormula:
    """A row that is the sum (or the mean) of others in each column.

    Attributes:
        target: Grid row of the sum.
        parts: Grid rows of its parts.
        mean: Whether it is their mean.
        minus: Parts that are deducted.
        exact: Whether such sums hold to the last digit in this table, so that a rounding gap counts.
        columns: Columns it is limited to, None where it holds in all: a row of totals has means in others.
        cut: Whether its parts are shares of a hundred (or, of means, the means) that were cut off, not rounded.
    """

    target: int
    parts: tuple[int, ...]
    mean: bool = False
    minus: frozenset[int] = frozenset()
    exact: bool = True
    columns: frozenset[int] | None = None
    cut: bool = False


@kept
def summed_columns(sheet: Sheet, formula: RowFormula) -> list[int]:
    """Columns of a row formula whose figures can be summed (for means: ratios too)."""
    roles = AMOUNTS | {ColumnRole.RATIO} if formula.mean else AMOUNTS
    return [
        column.index
        for column in sheet.columns(*roles)
        if (formula.columns is None or column.index in formula.columns)
        and sheet.number(formula.target, column.index) is not None
        and sum(sheet.number(part, column.index) is not None for part in formula.parts) >= 2
        and not _is_left_open(sheet, formula, column.index)
    ]


def _is_left_open(sheet: Sheet, formula: RowFormula, col: int) -> bool:
    """Whether a closing row prints a dash below figures that nobody adds up: days late, dates, ages."""
    row, cell = sheet.reading.rows[formula.target], sheet.cells.get((formula.target, col))
    if row.kind not in {RowKind.TOTAL, RowKind.AVERAGE} or cell is None or any(map(str.isdigit, cell.text)):
        return False
    return any(sheet.value(part, col) for part in formula.parts)


def column_relation(sheet: Sheet, formula: RowFormula, col: int, *, exact: bool | None = None) -> SumRelation:
    """The formula in one column; rows without a figure there add nothing."""
    parts = tuple(sheet.place(part, col) for part in formula.parts if sheet.number(part, col) is not None)
    if exact is None:
        exact = formula.exact
    return SumRelation(
        rule="SUM-AVG" if formula.mean else "SUM-COL",
        target=sheet.place(formula.target, col),
        parts=parts,
        mean=formula.mean,
        minus=frozenset(sheet.place(part, col) for part in formula.minus),
        # Shares are rounded one by one: they make 99,99 of 100.
        exact=exact and not _is_hundred(sheet, formula, col),
        cut=formula.cut and (formula.mean or _is_hundred(sheet, formula, col)),
    )


def _is_hundred(sheet: Sheet, formula: RowFormula, col: int) -> bool:
    """Whether parts with decimals make a hundred, which is printed with decimals or as a whole number."""
    number = sheet.number(formula.target, col)
    return number is not None and number.value == _HUNDRED and (number.places > 0 or sheet.places(col) > 0)


@kept
def columns_held(sheet: Sheet, formula: RowFormula) -> tuple[int, int]:
    """In how many columns a formula holds, and in how many it tells anything."""
    held = tried = 0
    for col in summed_columns(sheet, formula):
        relation = column_relation(sheet, formula, col)
        if not any(sheet.value(place.row, place.col) for place in relation.places):
            continue
        grade = relation.grade(sheet.figure)
        held += grade in {Grade.EXACT, Grade.POSSIBLE}
        tried += 1
    return held, tried


def misses_little(sheet: Sheet, formula: RowFormula, share: Decimal) -> bool:
    """Whether every column that does not hold misses by a small share, or by one slip of the pen."""
    for col in summed_columns(sheet, formula):
        relation = column_relation(sheet, formula, col)

        figures = sheet.figure

        total, printed = relation.recomputed(figures), figures(relation.target)
        if total is None or printed is None or total == printed.value:
            continue
        if abs(total - printed.value) <= share * abs(total):
            continue
        if not any(is_slip(relation, place, figures) for place in relation.places):
            return False
    return True


def is_slip(relation: SumRelation, place: Place, figures: Figures) -> bool:
    """Whether a slip of the pen at a place explains why a sum does not hold."""
    number, right = figures(place), relation.solve(place, figures)
    if number is None or right is None:
        return False
    slip = describe_slip(number.value, number.places, right)
    # Who forgets the sign types the digits right.
    return slip == "sign" or (slip != "unknown" and number.value * right >= 0)


def settle_exactness(
    sheet: Sheet, formulas: Sequence[RowFormula], across: Callable[[], Sequence[Grade | None]]
) -> list[RowFormula]:
    """Say whether the sums of the table hold to the last digit: figures rounded one by one often do not.

    Amounts that print fewer decimals than others of their columns are judged by themselves: the country in whole
    billions, rounded, above its provinces with decimals, which add up.
    """
    formulas = [replace(formula, cut=_is_cut(sheet, formula)) for formula in formulas]
    finest = max((_places(sheet, formula) for formula in formulas), default=0)
    coarse = {
        formula.target: places
        for formula in formulas
        if (places := _places(sheet, formula)) < finest and _are_amounts(sheet, formula)
    }
    hidden = {
        places: _hides_digits(
            sheet,
            [formula for formula in formulas if coarse.get(formula.target, finest) == places],
            across,
            rounded=places < finest,
        )
        for places in {finest, *coarse.values()}
    }
    return [
        replace(formula, exact=False) if hidden[coarse.get(formula.target, finest)] else formula
        for formula in formulas
    ]


def _hides_digits(
    sheet: Sheet,
    formulas: Sequence[RowFormula],
    across: Callable[[], Sequence[Grade | None]],
    *,
    rounded: bool,
) -> bool:
    """Whether sums of figures of one kind miss by what digits that they do not print allow, and not by slips."""
    sums = [
        (relation.grade(sheet.figure), sheet.number(formula.target, col), len(relation.parts))
        for formula in formulas
        if not formula.mean
        for col in summed_columns(sheet, formula)
        for relation in (column_relation(sheet, formula, col),)
    ]
    grades = [grade for grade, _, _ in sums]
    gaps = grades.count(Grade.POSSIBLE)
    if not gaps:
        return False
    amounts = sum(
        grade is Grade.POSSIBLE and total is not None and abs(total.value) >= LEAST_AMOUNT
        for grade, total, _ in sums
    )
    if hides_digits(grades.count(Grade.EXACT), amounts):
        return True
    decimals = _has_decimals(sheet, formulas)
    measured = rounded or decimals or _is_measured(sheet, formulas)
    evidence = _likelier_hidden([(grade, parts) for grade, _, parts in sums])
    if measured and evidence > 0:
        return True
    # Whole amounts that nothing calls rounded: two gaps and more must say so, beyond doubt.
    if amounts == gaps >= _LEAST_GAPS and evidence > _WHOLE:
        return True
    # One slip puts one sum off; of decimals, gaps in half of the sums are those of rounding whatever the rows do.
    if not (decimals and gaps >= _LEAST_GAPS and gaps >= grades.count(Grade.EXACT)):
        grades.extend(across())
    exact, possible = grades.count(Grade.EXACT), grades.count(Grade.POSSIBLE)
    # Whole numbers count something as a rule; decimals are rounded unless sums that hold say otherwise.
    proven = exact >= _PROVES or not decimals
    return not (proven and (possible < _LEAST_GAPS or exact >= _TO_THE_DIGIT * (exact + possible)))


def _places(sheet: Sheet, formula: RowFormula) -> int:
    """The most decimals that a total and its parts print."""
    rows = (formula.target, *formula.parts)
    numbers = (sheet.number(row, col) for col in summed_columns(sheet, formula) for row in rows)
    return max((number.places for number in numbers if number is not None), default=0)


def _are_amounts(sheet: Sheet, formula: RowFormula) -> bool:
    """Whether all totals have four digits and more: smaller ones are as often figures that are not padded."""
    totals = [sheet.value(formula.target, col) for col in summed_columns(sheet, formula)]
    return bool(totals) and all(total is not None and abs(total) >= LEAST_AMOUNT for total in totals)


def _is_cut(sheet: Sheet, formula: RowFormula) -> bool:
    """Whether shares of several columns make a little less than a hundred each, and never more: they were cut off."""
    if formula.mean:
        return _are_means_cut(sheet, formula)
    columns = [col for col in summed_columns(sheet, formula) if _is_hundred(sheet, formula, col)]
    if len(columns) < _LEAST_GAPS:
        return False
    gaps = []
    for col in columns:
        relation = column_relation(sheet, formula, col)
        total, printed = relation.recomputed(sheet.figure), sheet.number(formula.target, col)
        if total is not None and printed is not None:
            gaps.append((printed.value - total) / quantum(printed.places) / len(relation.parts))
    # One wrong share puts one column off.
    small = [gap for gap in gaps if 0 <= gap < 1]
    few = sum(gap > 0 for gap in small) < _LEAST_GAPS or len(small) < len(gaps) - 1
    return not few and sum(small) >= _CUT_LEAVES * len(small)


def _are_means_cut(sheet: Sheet, formula: RowFormula) -> bool:
    """Whether the means of a row were cut off."""
    return are_cut_off(
        (total, printed)
        for col in summed_columns(sheet, formula)
        if (total := column_relation(sheet, formula, col).recomputed(sheet.figure)) is not None
        and (printed := sheet.number(formula.target, col)) is not None
    )


def _likelier_hidden(sums: Sequence[tuple[Grade | None, int]]) -> float:
    """How much likelier gaps of rounding are where digits are hidden than as slips beside sums that hold.

    Args:
        sums: How well each sum holds, and of how many parts it is.

    Returns:
        The logarithm of the ratio of both likelihoods.
    """
    evidence = 0.0
    for grade, parts in sums:
        # Parts and total are each off by up to half a unit, with variance 1/12.
        holds = math.erf(0.5 / math.sqrt((parts + 0.5) / 6))
        if grade is Grade.EXACT:
            evidence += math.log(holds)
        elif grade is Grade.POSSIBLE:
            evidence += math.log((1 - holds) / _SLIP)
    return evidence


def _is_measured(sheet: Sheet, formulas: Sequence[RowFormula]) -> bool:
    """Whether units say that whole figures are rounded, or cells of the columns store digits that they do not show."""
    columns = {col for formula in formulas for col in summed_columns(sheet, formula)}
    stores = {col for _, col in sheet.reading.stored}
    return all(is_rounded(sheet.reading.columns[col].unit) or col in stores for col in columns)


def _has_decimals(sheet: Sheet, formulas: Sequence[RowFormula]) -> bool:
    return any(
        number.places
        for formula in formulas
        for col in summed_columns(sheet, formula)
        for part in formula.parts
        if (number := sheet.number(part, col)) is not None
    )
