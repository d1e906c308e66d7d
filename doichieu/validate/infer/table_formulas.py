"""The formulas of one table: over its columns, over its rows, its percentages, products and weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from doichieu.model import ColumnRole
from doichieu.validate.infer.columns.column_formulas import ColumnFormula
from doichieu.validate.infer.columns.column_relations import row_relation
from doichieu.validate.infer.columns.compound_ratios import CompoundRatio, find_compound_ratios
from doichieu.validate.infer.columns.differences import is_called_difference, points_held
from doichieu.validate.infer.columns.factors import find_factors
from doichieu.validate.infer.columns.product_forms import ProductFormula
from doichieu.validate.infer.columns.products import find_products
from doichieu.validate.infer.columns.ratio_conventions import RatioConvention, ratio_relations
from doichieu.validate.infer.columns.ratios import find_ratios
from doichieu.validate.infer.columns.sums import find_column_formulas
from doichieu.validate.infer.columns.weight_formulas import WeightFormula
from doichieu.validate.infer.columns.weights import find_weights
from doichieu.validate.infer.rows.row_formulas import RowFormula
from doichieu.validate.infer.rows.totals import find_row_formulas
from doichieu.validate.infer.rows.weighted_means import WeightedMean, find_weighted_means
from doichieu.validate.paper import Sheet
from doichieu.validate.relations import RatioRelation
from doichieu.validate.rounding import Grade, quantum, to_places

# One row in so many may be misprinted.
_ROWS_A_SLIP = 10
# A step of points that is more than so many of their percentage says nothing of it.
_COARSE = 4
# One percentage above a hundred beside full points is a slip.
_LEAST_BEYOND = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFormulas:
    """What the figures of a table follow.

    Attributes:
        columns: Sums, differences and means over columns.
        rows: Sums and means over rows.
        ratios: Percentages.
        products: Products of two columns.
        weights: Weighted sums of columns.
        means: Rows that are weighted means.
        compounds: Percentages of sums that the table does not print.
    """

    columns: tuple[ColumnFormula, ...]
    rows: tuple[RowFormula, ...]
    ratios: tuple[RatioConvention, ...]
    products: tuple[ProductFormula, ...] = ()
    weights: tuple[WeightFormula, ...] = ()
    means: tuple[WeightedMean, ...] = ()
    compounds: tuple[CompoundRatio, ...] = ()

    @property
    def results(self) -> list[int]:
        """Columns that are computed from others and go into no other: what a table of scores comes to.

        One less another says as well that the one is the sum of both: whichever of the two stands first may be the result.
        """
        computed = {formula.target: formula.parts for formula in self.columns}
        computed.update({formula.target: formula.parts for formula in self.weights})
        used = {part for parts in computed.values() for part in parts}
        used |= {ratio.value for ratio in self.ratios} | {ratio.base for ratio in self.ratios if ratio.base}
        times = Counter(part for formula in self.columns for part in formula.parts)
        wholes = {
            part
            for formula in self.columns
            if formula.is_difference and not formula.constant
            for part in formula.parts
            if part not in formula.minus and times[part] == 1
        }
        return sorted((set(computed) - used) | (wholes - set(computed)))


def find_table_formulas(sheet: Sheet, marks: Mapping[str, str], known: Sequence[Decimal]) -> TableFormulas:
    """Find the formulas of a table.

    Args:
        sheet: A table prepared for checks.
        marks: Footnote mark by subject, from the tables of the paper that print them.
        known: Maxima that the paper declares elsewhere.

    Returns:
        Its formulas; a column is computed by one of them at most.
    """
    ratios = tuple(
        ratio
        for ratio in _without_points(sheet, find_ratios(sheet, marks, known), marks)
        if not _gives_points(sheet, ratio, marks)
    )
    computed = {ratio.ratio for ratio in ratios}
    columns = tuple(
        _with_hidden_digits(sheet, find_column_formulas(sheet, computed, _shares(ratios)), ratios, marks)
    )
    derived = computed | {formula.target for formula in columns}
    tied = [
        *(
            frozenset({each.ratio, each.value, *((each.base,) if each.base is not None else ())})
            for each in ratios
        ),
        *(frozenset({formula.target, *formula.parts}) for formula in columns),
    ]
    weights = tuple(find_weights(sheet, derived, tied))
    derived |= {formula.target for formula in weights}
    ratios = tuple(ratio for ratio in ratios if not _is_factor(ratio, weights))
    computed = {ratio.ratio for ratio in ratios}
    points = {
        formula.target
        for formula in columns
        if formula.minus and sheet.reading.columns[formula.target].role is ColumnRole.RATIO
    }
    # What is charged is fee times pupils, and at once what was paid and what was not.
    sums = {formula.target for formula in columns if not formula.minus and not formula.mean}
    products = tuple(find_products(sheet, tied, derived - sums, computed, points, sums))
    derived |= {formula.derived for formula in products}
    compounds = tuple(find_compound_ratios(sheet, derived, columns))
    computed |= {ratio.target for ratio in compounds}
    tied.extend(frozenset({each.target, *each.parts}) for each in weights)
    tied.extend(frozenset({each.product, *each.factors}) for each in products)
    weights += tuple(find_factors(sheet, derived | computed, tied))
    derived |= {formula.target for formula in weights}
    means = tuple(find_weighted_means(sheet, derived | computed))
    quotients = computed | {formula.derived for formula in products if formula.derived != formula.product}
    averaged = {(mean.target, col) for mean in means for col in mean.columns}

    def shares() -> list[RatioRelation]:
        return [relation for ratio in ratios for relation in ratio_relations(sheet, ratio, marks)]

    return TableFormulas(
        columns=columns,
        rows=tuple(find_row_formulas(sheet, averaged, quotients, shares, partial(_across, sheet, columns))),
        ratios=ratios,
        products=products,
        weights=weights,
        means=means,
        compounds=compounds,
    )


def _is_factor(ratio: RatioConvention, weights: Sequence[WeightFormula]) -> bool:
    """Whether a quotient over a maximum that figures imply is a factor that a header states: “hệ số x 1.800.000 đồng”."""
    implied = ratio.base is None and not ratio.declared
    return implied and any({ratio.ratio, ratio.value} == {each.target, *each.parts} for each in weights)


def _without_points(
    sheet: Sheet, ratios: Iterable[RatioConvention], marks: Mapping[str, str]
) -> Iterator[RatioConvention]:
    """Percentages less the points that two columns of percentages differ by, which amounts give by chance nearly."""
    for ratio in ratios:
        if is_called_difference(sheet, ratio.ratio):
            grades = [relation.grade(sheet.figure) for relation in ratio_relations(sheet, ratio, marks)]
            held = grades.count(Grade.EXACT)
            if held < len(grades) and points_held(sheet, ratio.ratio) >= held:
                continue
        yield ratio


def _gives_points(sheet: Sheet, ratio: RatioConvention, marks: Mapping[str, str]) -> bool:
    """Whether points of a maximum follow from a percentage in nearly every row, and the percentage from them in fewer.

    53,15 % of 50 points are 26,58, which are 53,16 % of them; who does 118 % of what was planned has all points.
    """
    relations = ratio_relations(sheet, ratio, marks)
    off = [relation for relation in relations if relation.grade(sheet.figure) is not Grade.EXACT]
    slips = max(1, len(relations) // _ROWS_A_SLIP)
    # what is computed stands behind: of percentages behind their points a few are misprinted
    if not off or (len(off) <= slips and ratio.ratio > ratio.value):
        return False
    beyond = [one for one in relations if (share := sheet.figure(one.target)) and share.value > one.scale]
    most = Decimal(1) if len(beyond) >= _LEAST_BEYOND else Decimal("Infinity")
    no_points = sum(
        to_places(min(share.value / relation.scale, most) * whole, value.places) != value.value
        # whole points follow from any percentage near to theirs
        or quantum(value.places) * relation.scale > _COARSE * quantum(relation.places_printed) * whole
        for relation in relations
        if (share := sheet.figure(relation.target))
        and (value := sheet.figure(relation.value))
        and (whole := relation.denominator(sheet.figure)) is not None
    )
    return no_points < len(off) and no_points <= slips


def _with_hidden_digits(
    sheet: Sheet,
    formulas: Iterable[ColumnFormula],
    ratios: Iterable[RatioConvention],
    marks: Mapping[str, str],
) -> Iterator[ColumnFormula]:
    """Sums over columns, none of them exact whose amounts hid digits when shares of them were computed."""
    hidden = {
        ratio.value
        for ratio in ratios
        if any(relation.both_hidden for relation in ratio_relations(sheet, ratio, marks))
    }
    for formula in formulas:
        hides = formula.exact and not hidden.isdisjoint({formula.target, *formula.parts})
        yield replace(formula, exact=False) if hides else formula


def _shares(ratios: Iterable[RatioConvention]) -> dict[int, list[int]]:
    """The columns that are printed as percentages of a column, by that column."""
    values: dict[int, list[int]] = {}
    for ratio in ratios:
        if ratio.base is not None and not ratio.growth:
            values.setdefault(ratio.base, []).append(ratio.value)
    return values


def _across(sheet: Sheet, formulas: Sequence[ColumnFormula]) -> list[Grade | None]:
    """How well the sums over columns hold in the rows that other rows do not add up to."""
    relations = [
        row_relation(sheet, row.index, formula)
        for formula in formulas
        if not formula.mean
        for row in sheet.data
    ]
    return [relation.grade(sheet.figure) for relation in relations if relation is not None]
