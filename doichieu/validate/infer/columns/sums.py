"""Which column is the sum, the difference or the mean of which."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from doichieu.model import ColumnRole
from doichieu.validate.infer.columns.balances import balances
from doichieu.validate.infer.columns.column_formulas import (
    ColumnFormula,
    believed,
    formula_of,
    hardly_exact,
    leaves_out_ends,
    no_chance,
    runs_beside,
    says,
)
from doichieu.validate.infer.columns.column_relations import is_rate, is_stock
from doichieu.validate.infer.columns.declared import Kind, declared_formulas
from doichieu.validate.infer.columns.differences import (
    balance,
    changes_of,
    difference,
    is_called_difference,
    is_left,
)
from doichieu.validate.infer.columns.from_constant import from_constant
from doichieu.validate.infer.columns.means import MEAN, mean_of
from doichieu.validate.infer.columns.sum_search import best_sum, deducted_columns
from doichieu.validate.infer.figures import Figures, figures_of
from doichieu.validate.infer.ranks.rank_columns import is_move, places_added_up
from doichieu.validate.paper import AMOUNTS, Sheet

_NO_SHARES: Mapping[int, Collection[int]] = MappingProxyType({})
# A result and two operands.
_LEAST_COLUMNS = 3
# One that the table declares in its row of numbers needs less.
_DECLARED_EXPLAINS = 0.5

# With their accents: "hạ tầng" grows nothing, and a "dịch vụ công" adds nothing up.
_SUM = re.compile(r"\b(cả năm|lũy kế|luỹ kế|tổng|cộng|chung|số trận(?! \w))\b")


def find_column_formulas(
    sheet: Sheet, computed: Collection[int] = (), shares: Mapping[int, Collection[int]] = _NO_SHARES
) -> list[ColumnFormula]:
    """Find the columns that are sums, differences or means of others.

    Args:
        sheet: A table prepared for checks.
        computed: Columns of percentages that are known to be quotients.
        shares: Columns that the table prints as percentages of one base, by that base.

    Returns:
        One formula a column: sub-totals before the totals over them, then differences and means; last a second one
        of totals that two sets of columns add up to.
    """
    amounts = [
        column.index
        for column in sheet.columns(*AMOUNTS)
        if column.role is not ColumnRole.MAXIMUM and not is_move(sheet, column.index)
    ]
    amounts = sorted({*amounts, *places_added_up(sheet)})
    found = _of_amounts(sheet, amounts, shares)
    # Points by which two percentages differ are headed without a percent sign: "So với năm trước".
    points = {col for col in amounts if is_called_difference(sheet, col)} - {each.target for each in found}
    percentages = list(_of_percentages(sheet, computed, points))
    known = {*computed, *(formula.target for formula in percentages)}
    return [*found, *percentages, *_indices(sheet, amounts, found, known)]


def _of_amounts(
    sheet: Sheet, amounts: Sequence[int], shares: Mapping[int, Collection[int]]
) -> list[ColumnFormula]:
    if len(amounts) < _LEAST_COLUMNS:
        return []
    figures = figures_of(sheet, amounts)
    formulas = {formula.target: formula for formula in _declared(sheet, figures, amounts)}
    changes = changes_of(sheet, figures, amounts, formulas)
    formulas.update(changes)
    apart = [row.index for row in sheet.reading.rows if is_stock(row) or is_rate(sheet, row)]
    flows = figures_of(sheet, amounts, apart) if apart else figures
    for formula in _sums(sheet, flows, [col for col in amounts if col not in changes], formulas):
        formulas[formula.target] = formula
    # A mean from which points are deducted is what is left and these together, and computed from neither.
    for target in [col for col in formulas if says(sheet, col, MEAN) and not formulas[col].mean]:
        formulas[target] = mean_of(sheet, figures, amounts, target) or formulas[target]
    # What headers call a difference first: "Tăng, giảm" follows from two years, and no year from it.
    for target in sorted(
        amounts, key=lambda col: not (is_called_difference(sheet, col) or is_left(sheet, col))
    ):
        if target not in formulas:
            others = _without_other_parts(amounts, target, formulas.values())
            found = (
                _rest(sheet, figures, others, target, formulas)
                or mean_of(sheet, figures, amounts, target)
                or balance(sheet, figures, others, target)
                or from_constant(sheet, figures, amounts, target, formulas)
            )
            if found is not None:
                formulas[target] = found
    formulas.update(_sums_over_results(sheet, figures, amounts, formulas))
    formulas.update(_of_shares(sheet, figures, amounts, shares, formulas))
    every = [*formulas.values(), *_sums_again(sheet, figures, amounts, formulas)]
    named = _named(sheet, amounts) | {col for col in amounts if is_left(sheet, col)}
    for signed in balances(sheet, flows, amounts, every, named):
        # few have what was taken off, or lost: of columns that others are among those are meant that fail less often
        nested = [each for each in every if _is_nested(each, signed)]
        failed = [
            tally.tried - tally.exact
            for each in (signed, *nested)
            for tally in (flows.tally(each.target, each.parts, each.minus),)
        ]
        if failed[0] < min(failed[1:], default=len(flows.rows)):
            every = [each for each in every if each not in nested]
            every.append(signed)
    return every


def _is_nested(one: ColumnFormula, two: ColumnFormula) -> bool:
    """Whether a formula is made of some of the columns of another, or of a column both are computed for one has more."""
    columns = {one.target, *one.parts}, {two.target, *two.parts}
    same = one.target == two.target and columns[1] <= columns[0]
    return not (one.mean or one.constant) and (columns[0] <= columns[1] or same)


def _without_other_parts(
    amounts: Sequence[int], target: int, found: Iterable[ColumnFormula]
) -> Sequence[int]:
    """The columns less those that are added up together with one: of parts none is what is left of others."""
    sums = [each.parts for each in found if target in each.parts and not each.minus and not each.mean]
    others = {part for parts in sums for part in parts} - {target}
    return [col for col in amounts if col not in others] if others else amounts


def _rest(
    sheet: Sheet, figures: Figures, amounts: Sequence[int], target: int, found: dict[int, ColumnFormula]
) -> ColumnFormula | None:
    """One column less another, or a balance of more where that holds in more rows: few have bonus points to be added."""
    less = difference(sheet, figures, amounts, target, found)
    if less is None or figures.tally(target, less.parts, less.minus).held == len(sheet.data):
        return less
    more = balance(sheet, figures, amounts, target)
    options = [formula for formula in (less, more) if formula is not None]
    return max(options, key=lambda formula: figures.tally(target, formula.parts, formula.minus).held)


def _sums_over_results(
    sheet: Sheet, figures: Figures, amounts: Sequence[int], found: dict[int, ColumnFormula]
) -> dict[int, ColumnFormula]:
    """Totals among whose neighbours stand differences or balances, which are no part ("Chênh lệch", "Dư cuối kỳ"), or what means were made of."""
    left_out = {target for target, formula in found.items() if formula.minus}
    averaged = {col for formula in found.values() if formula.mean for col in formula.parts}
    named = {col for col in amounts if sheet.reading.columns[col].role is ColumnRole.TOTAL} - set(found)
    totals = {}
    for leave in (left_out, left_out | averaged) if averaged else (left_out,):
        rest = [col for col in amounts if col not in leave]
        best = best_sum(sheet, figures, rest, named, set(found)) if leave and named else None
        if best is not None:
            totals[best.target] = best
    return totals


def _of_shares(
    sheet: Sheet,
    figures: Figures,
    amounts: Sequence[int],
    shares: Mapping[int, Collection[int]],
    found: Mapping[int, ColumnFormula],
) -> dict[int, ColumnFormula]:
    """Wholes whose parts are printed as percentages of them: few rows tell, as no header need say what they are."""
    wholes = {}
    for base, values in shares.items():
        best = best_sum(sheet, figures, amounts, {base}, set(found)) if len(values) > 1 else None
        if best is not None and set(values) <= set(best.parts):
            wholes[base] = best
    return wholes


def _sums_again(
    sheet: Sheet, figures: Figures, amounts: Sequence[int], found: dict[int, ColumnFormula]
) -> Iterator[ColumnFormula]:
    """Totals that further sets of columns add up to: taken over and new, settled and open; by sex, by age, by degree."""
    sums = [formula for formula in found.values() if not formula.minus and not formula.mean]
    details = {part for formula in sums for part in formula.parts}
    known = [{formula.target, *formula.parts} for formula in found.values()]
    deducted = deducted_columns(sheet, amounts)
    apart = details.union(target for target, formula in found.items() if formula.is_difference)
    for formula in sums:
        rest = [col for col in amounts if col == formula.target or col not in apart]
        while (again := _sum_again(figures, rest, formula.target, known, deducted)) is not None:
            yield again
            rest = [col for col in rest if col not in again.parts]


def _sum_again(
    figures: Figures,
    rest: Sequence[int],
    target: int,
    known: Sequence[set[int]],
    deducted: frozenset[int],
) -> ColumnFormula | None:
    best: tuple[int, ColumnFormula] | None = None
    runs = [(parts, frozenset[int]()) for parts in runs_beside(rest, rest.index(target))]
    runs += [
        (parts, minus)
        for parts, _ in runs
        if (minus := deducted.intersection(parts)) and len(minus) < len(parts)
    ]
    for parts, minus in runs:
        tally = figures.tally(target, parts, minus)
        again = formula_of(target, parts, tally, minus)
        if (
            {target, *parts} not in known
            and not hardly_exact(tally, parts)
            and believed(tally, named=False)
            and no_chance(figures, again, tally, len(rest) ** 2)
            and (best is None or tally.held > best[0])
        ):
            best = (tally.held, again)
    return best[1] if best else None


def _of_percentages(
    sheet: Sheet, computed: Collection[int], points: Collection[int]
) -> Iterator[ColumnFormula]:
    """Percentages, or points, that are the difference of two others, or the sum or the mean of those before them."""
    rates = [column.index for column in sheet.columns(*AMOUNTS) if "‰" in column.header]
    ratios = sorted([*(column.index for column in sheet.columns(ColumnRole.RATIO)), *rates])
    columns = sorted({*ratios, *points}) if len(ratios) > 1 else ratios
    open_columns = [col for col in columns if col not in computed]
    if len(columns) < _LEAST_COLUMNS or not open_columns:
        return
    figures = figures_of(sheet, columns)
    found: dict[int, ColumnFormula] = {}
    for target in open_columns:
        if is_called_difference(sheet, target):
            formula = difference(sheet, figures, columns, target, found)
        elif not says(sheet, target, MEAN) and says(sheet, target, _SUM):
            formula = best_sum(sheet, figures, columns, {target}, set()) or mean_of(
                sheet, figures, columns, target
            )
        else:
            # the index of satisfaction is the mean of its factors, whatever it is called
            formula = mean_of(sheet, figures, columns, target)
        if formula is not None:
            found[target] = formula
            yield formula


def _indices(
    sheet: Sheet, amounts: Sequence[int], found: Sequence[ColumnFormula], known: Collection[int]
) -> Iterator[ColumnFormula]:
    """Indices printed as percentages that are the points before them added up: “Chỉ số CCHC (%)” of three parts."""
    covered = {col for formula in found if not formula.minus for col in formula.parts}
    parts = [col for col in amounts if col not in covered]
    for column in sheet.columns(ColumnRole.RATIO):
        if column.index in known or is_called_difference(sheet, column.index):
            continue
        among = sorted({*parts, column.index})
        if len(among) >= _LEAST_COLUMNS:
            best = best_sum(sheet, figures_of(sheet, among), among, set(), set(parts))
            if best is not None:
                yield best


def _declared(sheet: Sheet, figures: Figures, amounts: Sequence[int]) -> Iterator[ColumnFormula]:
    for declared in declared_formulas(sheet).values():
        if declared.kind is not Kind.SUM or not {declared.target, *declared.parts} <= set(amounts):
            continue
        tally = figures.tally(declared.target, declared.parts, declared.minus)
        if tally.telling and tally.held >= _DECLARED_EXPLAINS * tally.tried:
            yield formula_of(declared.target, declared.parts, tally, declared.minus)


# --------------------------------------------------------------------------- sums


def _sums(
    sheet: Sheet, figures: Figures, amounts: Sequence[int], declared: dict[int, ColumnFormula]
) -> Iterator[ColumnFormula]:
    """Sums of neighbouring columns; a column that is part of one is no part of the next."""
    done = {*declared, *(col for col in amounts if leaves_out_ends(sheet, col))}
    covered = {part for formula in declared.values() if not formula.minus for part in formula.parts}
    named = _named(sheet, amounts)
    for _ in range(3):
        open_columns = [col for col in amounts if col not in covered]
        found = (
            best_sum(sheet, figures, open_columns, named, done)
            or best_sum(sheet, figures, open_columns, set(), done | named)
            or _best_part(sheet, figures, open_columns, covered - done)
        )
        if found is None:
            return
        yield found
        done.add(found.target)
        covered.update(found.parts)


def _named(sheet: Sheet, amounts: Sequence[int]) -> set[int]:
    """The columns that headers call totals."""
    return {
        col
        for col in amounts
        if sheet.reading.columns[col].role is ColumnRole.TOTAL or says(sheet, col, _SUM)
    }


def _best_part(
    sheet: Sheet, figures: Figures, open_columns: Sequence[int], parts: Collection[int]
) -> ColumnFormula | None:
    """A sub-total that no header calls one ("Điểm chuẩn"), which the total over it and "Điểm thưởng" was found from first."""
    others = {*open_columns} - {*parts}
    for part in parts if len(others) >= _LEAST_COLUMNS else ():
        among = sorted({*open_columns, part})
        best = best_sum(sheet, figures, among, set(), {*among} - {part})
        if best is not None:
            return best
    return None
