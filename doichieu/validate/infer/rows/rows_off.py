"""Sums over rows that hold in no column because figures of one row stand in wrong columns, or are those of the row beside it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

from doichieu.validate.infer.rows.row_formulas import RowFormula, column_relation, summed_columns
from doichieu.validate.paper import Sheet
from doichieu.validate.rounding import Grade

# Columns that one row puts off, and the least figure whose agreement tells anything.
_LEAST_COLUMNS, _TELLING = 2, 100
# Digits of a row that is repeated: three small counts agree by chance in one of a thousand rows.
_TELLING_DIGITS = 6


def one_row_is_off(sheet: Sheet, formula: RowFormula) -> bool:
    """Whether one row explains every column in which a sum does not hold.

    Its figures are those of the row beside it, stand a column off, or two of them in each other's place.

    Args:
        sheet: The table.
        formula: A row over its parts.

    Returns:
        False where a single column, or none, is off: what explains it is a slip in one cell.
    """
    missing: dict[int, Decimal] = {}
    for col in summed_columns(sheet, formula):
        relation = column_relation(sheet, formula, col)
        total, printed = relation.recomputed(sheet.figure), sheet.value(formula.target, col)
        if total is not None and printed is not None and relation.grade(sheet.figure) is Grade.IMPOSSIBLE:
            missing[col] = printed - total
    if formula.mean or formula.minus or len(missing) < _LEAST_COLUMNS:
        return False
    columns = summed_columns(sheet, formula)
    too_much = {col: -gap for col, gap in missing.items()}
    own = is_copied(sheet, formula.target, columns) or _is_exchanged(sheet, formula.target, too_much)
    return own or any(
        # What is computed in a row is not typed, and stays its own where the figures of the row beside it were typed again.
        is_copied(sheet, part, missing)
        or _is_shifted(sheet, part, missing)
        or _is_exchanged(sheet, part, missing)
        for part in formula.parts
    )


def is_copied(sheet: Sheet, row: int, columns: Collection[int]) -> bool:
    """Whether a row repeats the row above or below in some columns, in so many digits that chance does not."""
    own = [sheet.number(row, col) for col in columns]
    if sum(len(str(_digits(number.value))) for number in own if number is not None) < _TELLING_DIGITS:
        return False
    return any(own == [sheet.number(other, col) for col in columns] for other in (row - 1, row + 1))


def _is_shifted(sheet: Sheet, row: int, missing: Mapping[int, Decimal]) -> bool:
    """Whether every figure that the sums want of a row stands in it, one column to the left or to the right."""
    line = [
        (column.index, number.value)
        for column in sheet.reading.columns
        if (number := sheet.number(row, column.index)) is not None
    ]
    count = len(line)
    wanted = {at: value + missing[col] for at, (col, value) in enumerate(line) if col in missing}
    return len(wanted) == len(missing) and any(
        all(line[(at + step) % count][1] == value for at, value in wanted.items()) for step in (-1, 1)
    )


def _is_exchanged(sheet: Sheet, row: int, missing: Mapping[int, Decimal]) -> bool:
    """Whether the two columns that are off hold what the other should."""
    if len(missing) != _LEAST_COLUMNS or sum(missing.values(), Decimal(0)):
        return False
    one, two = (sheet.number(row, col) for col in missing)
    return (
        one is not None
        and two is not None
        and one.value + next(iter(missing.values())) == two.value
        and min(_digits(one.value), _digits(two.value)) >= _TELLING
    )


def _digits(value: Decimal) -> Decimal:
    """A figure without its decimal mark: 12,45 tells as much as 1245."""
    exponent = value.as_tuple().exponent
    return abs(value.scaleb(-exponent)) if isinstance(exponent, int) and exponent < 0 else abs(value)
