"""Totals told apart in several ways, each of which makes the whole total: what one way shows bears out the others.

Passengers are told apart by region, by who runs the means, and by means. A slip in one of the ways leaves the others
right, a slip in the total puts all of them off by the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from doichieu.validate.infer.figures import LEAST_AMOUNT
from doichieu.validate.infer.rows.hierarchies import MISSES_BY
from doichieu.validate.infer.rows.row_formulas import (
    RowFormula,
    column_relation,
    columns_held,
    is_slip,
    misses_little,
    summed_columns,
)
from doichieu.validate.infer.rows.total_columns import NoSums, summing
from doichieu.validate.paper import Sheet
from doichieu.validate.rounding import Grade

_LEAST_WAYS = 2


def told_apart(
    sheet: Sheet, total: int, ways: Sequence[Sequence[int]], no_sums: NoSums
) -> list[tuple[RowFormula, bool]]:
    """A total over its parts in each of the ways that it is told apart.

    Args:
        sheet: A table prepared for checks.
        total: Grid row of the total.
        ways: Grid rows of its parts in each way.
        no_sums: What is known to be no sum.

    Returns:
        A formula a way and whether it is believed; nothing where fewer than two ways have parts, or none holds anywhere.
    """
    drafts = [RowFormula(target=total, parts=tuple(way)) for way in ways if len(way) > 1]
    formulas = [summing(sheet, draft, no_sums, apart=False) for draft in drafts]
    if len(formulas) < _LEAST_WAYS:
        return []
    counts = [columns_held(sheet, formula) for formula in formulas]
    whole = any(held == tried > 0 for held, tried in counts) or _agree(sheet, formulas)
    told = [
        (formula, _holds_mostly(sheet, formula) or (whole and _slips(sheet, formula))) for formula in formulas
    ]
    return told if any(believed for _, believed in told) else []


def _holds_mostly(sheet: Sheet, formula: RowFormula) -> bool:
    """Whether a way makes the total in half of the columns, in a figure that chance does not bring about."""
    held, tried = columns_held(sheet, formula)
    if not held or held * 2 < tried:
        return False
    return held == tried or any(
        column_relation(sheet, formula, col).grade(sheet.figure) is Grade.EXACT
        and abs(sheet.value(formula.target, col) or Decimal(0)) >= LEAST_AMOUNT
        for col in summed_columns(sheet, formula)
    )


def _agree(sheet: Sheet, formulas: Sequence[RowFormula]) -> bool:
    """Whether two ways make the same figure of four digits and more, which the total is not."""
    made: dict[tuple[int, Decimal], int] = {}
    for formula in formulas:
        for col in summed_columns(sheet, formula):
            value = column_relation(sheet, formula, col).recomputed(sheet.figure)
            if value is not None and abs(value) >= LEAST_AMOUNT:
                made[col, value] = made.get((col, value), 0) + 1
    return any(count >= _LEAST_WAYS for count in made.values())


def _slips(sheet: Sheet, formula: RowFormula) -> bool:
    """Whether a slip of the pen explains every column in which a way misses the total."""
    for col in summed_columns(sheet, formula):
        relation = column_relation(sheet, formula, col)
        if relation.grade(sheet.figure) is Grade.IMPOSSIBLE and not any(
            is_slip(relation, place, sheet.figure) for place in relation.places
        ):
            return False
    return misses_little(sheet, formula, MISSES_BY)
