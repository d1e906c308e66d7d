"""The equations of products: in rows of data, and of quotients in totals too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from doichieu.model import ColumnRole, RowKind
from doichieu.validate.infer.columns.product_forms import ProductFormula
from doichieu.validate.infer.figures import is_printed, units_of_rows
from doichieu.validate.infer.rows.row_formulas import RowFormula, column_relation
from doichieu.validate.infer.rows.row_labels import is_total_label, stands_apart
from doichieu.validate.paper import Sheet
from doichieu.validate.relations import RatioRelation
from doichieu.validate.relations.computed import ProductRelation
from doichieu.validate.rounding import Grade, agree
from doichieu.validate.slips import slips_to

# Indices of areas and yields with one decimal miss that of the harvest by less than this share.
_INDICES_MISS_BY = Decimal("0.01")
_HOLDS = frozenset({Grade.EXACT, Grade.POSSIBLE})


def product_relations(
    sheet: Sheet, formula: ProductFormula, sums: Sequence[RowFormula]
) -> list[ProductRelation | RatioRelation]:
    """The formula in every row that has the figures for it.

    Args:
        sheet: The table.
        formula: What was found.
        sums: Formulas over rows: where one gives a total or a mean its figure, the product does not.

    Returns:
        Products in rows of data, quotients in totals too (the yield of the province).
    """
    quotient = formula.derived != formula.product
    kinds = {RowKind.DATA, *((RowKind.SUBTOTAL, RowKind.TOTAL, RowKind.AVERAGE) if quotient else ())}
    relations: list[ProductRelation | RatioRelation] = []
    for row in sheet.reading.rows:
        if (
            row.kind not in kinds
            or (stands_apart(sheet, row) and not (quotient and is_total_label(row)))
            or any(not is_printed(sheet, row.index, col) for col in formula.factors)
        ):
            continue
        if sheet.number(row.index, formula.product) is None or _is_summed(sheet, row.index, formula, sums):
            continue
        if quotient and _multiplies(sheet, row.index, formula):
            continue
        relations.append(_relation(sheet, row.index, formula))
    relations = _of_one_unit(sheet, formula, relations)
    if _of_indices(sheet, formula):
        return [relation for relation in relations if _tells(relation, sheet)]
    return relations


def _multiplies(sheet: Sheet, row: int, formula: ProductFormula) -> bool:
    """Whether the product follows to its last digit from the factors, where a factor does not from the product.

    A harvest is area times yield as printed, and the yield of a small area is not the harvest over it: 0,00 of
    4 g, 9.105 of 352,45.
    """
    product, derived = sheet.number(row, formula.product), sheet.number(row, formula.derived)
    if product is None or derived is None or _relation(sheet, row, formula).grade(sheet.figure) in _HOLDS:
        return False
    exact = formula.scale
    for col in formula.factors:
        exact *= sheet.value(row, col) or 0
    return agree(exact, product.value, max(product.places, sheet.places(formula.product)))


def _of_one_unit(
    sheet: Sheet, formula: ProductFormula, relations: list[ProductRelation | RatioRelation]
) -> list[ProductRelation | RatioRelation]:
    """The products less those of rows measured in another unit, which no power of ten converts.

    Grams a head times heads are kilograms by the thousand; eggs a head times heads are eggs.
    """
    units = units_of_rows(sheet) if formula.scale != 1 else {}
    held = {
        units.get(relation.target.row)
        for relation in relations
        if sheet.value(relation.target.row, formula.product) and relation.grade(sheet.figure) in _HOLDS
    }

    def holds_unconverted(relation: ProductRelation | RatioRelation) -> bool:
        return replace(relation, scale=Decimal(1)).grade(sheet.figure) in _HOLDS

    return [
        relation
        for relation in relations
        if units.get(relation.target.row) in {None, *held} or not holds_unconverted(relation)
    ]


def _of_indices(sheet: Sheet, formula: ProductFormula) -> bool:
    """Whether percentages are multiplied: each was rounded, and so were the amounts that it compares."""
    columns = (formula.product, *formula.factors)
    return all(sheet.reading.columns[col].role is ColumnRole.RATIO for col in columns)


def _tells(relation: ProductRelation | RatioRelation, sheet: Sheet) -> bool:
    """Whether a product of indices holds, or is far off by a slip of the pen: of small amounts they are off by anything."""
    figures = sheet.figure
    grade, printed = relation.grade(figures), figures(relation.target)
    right = relation.solve(relation.target, figures)
    if grade in {None, Grade.EXACT, Grade.POSSIBLE} or printed is None or right is None:
        return True
    if abs(printed.value - right) <= _INDICES_MISS_BY * abs(right):
        return False
    wanted = ((figures(place), relation.solve(place, figures)) for place in relation.places)
    return any(
        abs(slip - value) <= _INDICES_MISS_BY * abs(value)
        for number, value in wanted
        if number is not None and value is not None
        for slip in slips_to(number.value, number.places)
    )


def _is_summed(sheet: Sheet, row: int, formula: ProductFormula, sums: Sequence[RowFormula]) -> bool:
    """Whether a row sums others up, and its derived figure is their sum or mean instead of a product."""
    own = [each for each in sums if each.target == row and sheet.number(row, formula.derived)]
    if own and formula.derived == formula.product:
        return True
    return any(
        column_relation(sheet, each, formula.derived).grade(sheet.figure) is Grade.EXACT
        for each in own
        if len(column_relation(sheet, each, formula.derived).parts) > 1
    )


def _relation(sheet: Sheet, row: int, formula: ProductFormula) -> ProductRelation | RatioRelation:
    if formula.derived == formula.product:
        return ProductRelation(
            rule="RATIO-PROD",
            target=sheet.place(row, formula.product),
            factors=tuple(sheet.place(row, col) for col in formula.factors),
            scale=formula.scale,
            rounding=formula.rounding,
            places_printed=formula.places,
            exact=formula.exact,
            cap=None if formula.cap is None else sheet.place(row, formula.cap),
        )
    return RatioRelation(
        rule="RATIO-UNIT",
        target=sheet.place(row, formula.derived),
        value=sheet.place(row, formula.product),
        base=sheet.place(row, next(col for col in formula.factors if col != formula.derived)),
        rounding=formula.rounding,
        places_printed=formula.places,
        scale=1 / formula.scale,
    )
