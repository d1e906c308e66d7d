"""Which column is what others leave of a number that every row starts from: a hundred points less those taken off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from doichieu.validate.infer.columns.column_formulas import ColumnFormula
from doichieu.validate.infer.columns.sum_search import deducted_columns
from doichieu.validate.infer.figures import Figures
from doichieu.validate.paper import Sheet

# So many rows, of so many different results, must leave the same round number.
_LEAST_ROWS, _EXPLAINS, _LEAST_RESULTS = 5, 0.75, 4
# Columns that may have been taken off or added, from the one beside the result on.
_MOST_PARTS = 3
_ROUND = 10


def from_constant(
    sheet: Sheet, figures: Figures, amounts: Sequence[int], target: int, found: Mapping[int, ColumnFormula]
) -> ColumnFormula | None:
    """A round number less the columns before, or with those added that headers do not call deductions.

    Args:
        sheet: The table.
        figures: Its figures.
        amounts: Columns of amounts, left to right.
        target: The column of the result.
        found: Formulas by their results, which tie their columns already.
    """
    unit = int(_ROUND * 10**figures.finest)
    tied = [{formula.target, *formula.parts} for formula in found.values()]
    for parts, minus in _options(sheet, amounts, target):
        if any({target, *parts} <= columns for columns in tied):
            continue
        left = {
            at: row[target] + sum(row[part] if part in minus else -row[part] for part in parts)
            for at, (row, printed) in enumerate(zip(figures.rows, figures.places, strict=True))
            if target in printed and all(part in row for part in parts) and any(p in printed for p in parts)
        }
        constant, held = next(iter(Counter(left.values()).most_common(1)), (0, 0))
        results = {figures.rows[at][target] for at, value in left.items() if value == constant}
        if (
            constant >= unit
            and not constant % unit
            and held >= max(_LEAST_ROWS, _EXPLAINS * len(left))
            and len(results) >= _LEAST_RESULTS
        ):
            return ColumnFormula(
                target=target,
                parts=tuple(parts),
                exact=True,
                minus=minus,
                constant=Decimal(constant).scaleb(-figures.finest),
            )
    return None


def _options(
    sheet: Sheet, amounts: Sequence[int], target: int
) -> Iterator[tuple[Sequence[int], frozenset[int]]]:
    """Columns before the result: all deducted, or those that their headers say are."""
    before = [col for col in amounts if col < target]
    deducted = deducted_columns(sheet, before)
    for count in range(1, min(_MOST_PARTS, len(before)) + 1):
        parts = before[-count:]
        yield parts, frozenset(parts)
        named = deducted.intersection(parts)
        if named and len(named) < count:
            yield parts, named
