"""The equations of products: in rows of data, and of quotients in totals too."""

from __future__ import annotations

from collections.abc import Sequence

from doichieu.model import RowKind
from doichieu.validate.computed import ProductRelation
from doichieu.validate.infer.figures import is_printed
from doichieu.validate.infer.outline import is_total_label, stands_apart
from doichieu.validate.infer.product_forms import ProductFormula
from doichieu.validate.infer.row_formulas import RowFormula, column_relation
from doichieu.validate.paper import Sheet
from doichieu.validate.relations import RatioRelation
from doichieu.validate.rounding import Grade


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
        relations.append(_relation(sheet, row.index, formula))
    return relations


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
