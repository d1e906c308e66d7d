"""Formulas over columns as relations: the sum, the difference or the mean in one row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from doichieu.model import Row, RowKind
from doichieu.validate.infer.columns.column_formulas import (
    ColumnFormula,
)
from doichieu.validate.infer.columns.stated_weights import states_weights
from doichieu.validate.infer.figures import LEAST_AMOUNT, prints_rounded
from doichieu.validate.infer.ranks.tiers import tier_name
from doichieu.validate.infer.rows.of_which import with_decimals
from doichieu.validate.infer.rows.row_results import calls_mean, calls_quotient
from doichieu.validate.kept import kept
from doichieu.validate.paper import Sheet
from doichieu.validate.relations import SumRelation
from doichieu.validate.rounding import are_cut_off

# Shares with one misprinted make nearly a hundred; rates of several units many times as much as that of all.
_SHARES_MISS_BY = Decimal("0.1")
_HUNDRED, _SHARES = Decimal(100), 3
_STOCK = re.compile(r"\b(?:tồn|số dư|dư nợ|dư đầu|dư cuối|(?:đầu|cuối) (?:kỳ|năm|quý|tháng)|hiện có)\b")
# One part with more decimals than the totals is a slip; two are parts that the totals round.
_ROWS_FINER = 2
# One blank part is a figure forgotten; of more the quarters are that a statistic was not yet kept in.
_LEFT_OUT = 2
_YEARS = (1990, 2050)
# Columns have decimals as a rule where so many of their figures do.
_USUALLY = 0.5


def row_relation(sheet: Sheet, row: int, formula: ColumnFormula) -> SumRelation | None:
    """The formula in one row; None where a figure is missing. A blank cell adds nothing."""
    parts = [col for col in formula.parts if not _is_blank(sheet, row, col)]
    if sheet.number(row, formula.target) is None or any(sheet.number(row, col) is None for col in parts):
        return None
    if len(parts) < (1 if formula.constant else 2) or _prints_years(sheet, row, (formula.target, *parts)):
        return None
    if not formula.minus and _lacks_parts(sheet, row, formula, parts):
        return None
    # a row of means that leaves some out says nothing of what these add to the total
    if len(parts) < len(formula.parts) and (formula.mean or _is_mean(sheet, row)):
        return None
    # nor is the mean of printed means that of what they were rounded from
    if formula.mean and _is_mean(sheet, row):
        return None
    # and a row of totals may add up the means above it, each of which was rounded
    if formula.mean and _adds_up(sheet, row, formula.target):
        return None
    if not formula.mean and not formula.is_difference and _is_rate_of_all(sheet, row, formula, parts):
        return None
    if not formula.mean and not formula.minus and _is_stock(sheet, row, formula.target, parts):
        return None
    cut = formula.mean and _are_means_cut(sheet, formula)
    return SumRelation(
        rule="SUM-AVG" if formula.mean else "SUM-DIFF" if formula.is_difference else "SUM-ROW",
        target=sheet.place(row, formula.target),
        parts=tuple(sheet.place(row, col) for col in parts),
        minus=frozenset(sheet.place(row, col) for col in formula.minus),
        constant=formula.constant,
        mean=formula.mean,
        cap=_cap(sheet, row, formula.target),
        # means are rounded one by one, and need not add up to the last digit
        exact=(formula.exact or cut)
        and not _is_mean(sheet, row)
        and not _is_coarse(sheet, row, (formula.target, *parts))
        and not prints_rounded(sheet, [(row, col) for col in (formula.target, *parts)]),
        rounded=_rounded(sheet, formula),
        # what means were cut off of adds up in their total
        cut=cut or (not formula.mean and _is_mean(sheet, row)),
    )


@lru_cache(maxsize=16)
def _are_means_cut(sheet: Sheet, formula: ColumnFormula) -> bool:
    """Whether the means of a column were cut off."""
    return are_cut_off(
        (sum(values, Decimal()) / len(values), printed)
        for row in sheet.data
        if (printed := sheet.number(row.index, formula.target)) is not None
        and (values := [v for col in formula.parts if (v := sheet.value(row.index, col)) is not None])
    )


def _is_coarse(sheet: Sheet, row: int, columns: Sequence[int]) -> bool:
    """Whether a row prints amounts without the decimals that its columns have as a rule: they are rounded one by one."""
    numbers = [number for col in columns if (number := sheet.number(row, col)) is not None]
    return (
        all(number.places == 0 for number in numbers)
        and abs(numbers[0].value) >= LEAST_AMOUNT
        and all(with_decimals(sheet, col) >= _USUALLY for col in columns)
    )


def _prints_years(sheet: Sheet, row: int, columns: Sequence[int]) -> bool:
    """Whether all figures of a row are one year or two: the last line of a header that was not told from the rows below."""
    values = [value for col in columns if (value := sheet.value(row, col)) is not None]
    return (
        len(values) > 1
        and max(values) - min(values) <= 1
        and _YEARS[0] <= min(values) <= max(values) <= _YEARS[1]
    )


def _lacks_parts(sheet: Sheet, row: int, formula: ColumnFormula, parts: Sequence[int]) -> bool:
    """Whether two parts and more are left blank and the total is more than the others: what the blank ones hold is not printed."""
    total = sheet.value(row, formula.target) or Decimal()
    left_out = len(formula.parts) - len(parts)
    return left_out >= _LEFT_OUT and total > sum(
        (sheet.value(row, col) or Decimal() for col in parts), Decimal()
    )


def _is_rate_of_all(sheet: Sheet, row: int, formula: ColumnFormula, parts: Sequence[int]) -> bool:
    """Whether a row of rates, or one below their heading, has under the total that of all together: shares alone add up."""
    if not is_rate(sheet, sheet.reading.rows[row]):
        return False
    values = [sheet.value(row, col) or Decimal() for col in parts]
    total = sheet.value(row, formula.target)
    # shares of a hundred of which one is misprinted; of rates two make more
    if total == _HUNDRED and len(values) >= _SHARES and sum(values) - max(values) < _HUNDRED:
        return False
    return total is None or abs(sum(values) - total) > _SHARES_MISS_BY * abs(total)


def is_rate(sheet: Sheet, row: Row) -> bool:
    """Whether the label of a row, or the heading that it stands below, says that its figures are rates or indices."""
    headed = row.group is not None and row.group not in _groups_by_grade(sheet)
    labels = (row.label, sheet.reading.rows[row.group].label if headed and row.group is not None else "")
    return any(map(calls_quotient, labels))


@kept
def _groups_by_grade(sheet: Sheet) -> frozenset[int]:
    """Group rows that grade the units below them: “Mức Tốt”, “Mức Trung bình”, which heads no means."""
    groups = [row for row in sheet.reading.rows if row.kind is RowKind.GROUP]
    graded = {row.index: name for row in groups if (name := tier_name(row.label))}
    return frozenset(graded) if len(set(graded.values())) > 1 else frozenset()


def _is_stock(sheet: Sheet, row: int, target: int, parts: Sequence[int]) -> bool:
    """Whether a row prints what there was at the start or the end of each period, and for the year that of one of them."""
    return is_stock(sheet.reading.rows[row]) and sheet.value(row, target) in {
        sheet.value(row, parts[0]),
        sheet.value(row, parts[-1]),
    }


def is_stock(row: Row) -> bool:
    """Whether a row prints what there is at a time, which periods do not add up to: “Tồn cuối kỳ”, “Dư nợ đầu năm”."""
    return bool(_STOCK.search(row.label.casefold()))


def _is_mean(sheet: Sheet, row: int) -> bool:
    own = sheet.reading.rows[row]
    return own.kind is RowKind.AVERAGE or calls_mean(own.label)


def _adds_up(sheet: Sheet, row: int, col: int) -> bool:
    """Whether a figure of a row of totals is the sum of those that the units print in its column."""
    if sheet.reading.rows[row].kind is not RowKind.TOTAL:
        return False
    units = [value for unit in sheet.data if (value := sheet.value(unit.index, col)) is not None]
    return len(units) > 1 and sheet.value(row, col) == sum(units)


@lru_cache(maxsize=16)
def _rounded(sheet: Sheet, formula: ColumnFormula) -> int | None:
    """Places of the totals where no total prints as many as the parts do; None where totals are not rounded."""
    totals = sheet.places(formula.target)
    if max(max(sheet.finest.get(part, (0,))) for part in formula.parts) <= totals:
        return None
    # Of data alone, and in two rows: a row of means below prints a figure with decimals in each column.
    finer = sum(
        any((number := sheet.number(row.index, part)) and number.places > totals for part in formula.parts)
        for row in sheet.data
    )
    return totals if finer >= _ROWS_FINER else None


def _is_blank(sheet: Sheet, row: int, col: int) -> bool:
    cell = sheet.cells.get((row, col))
    return cell is None or not cell.text


def _cap(sheet: Sheet, row: int, target: int) -> Decimal | None:
    """The declared maximum where a total is cut off at it: printed as exactly the maximum; a row of maxima is cut off nowhere."""
    maximum = None if states_weights(sheet, row) else sheet.reading.columns[target].maximum
    return maximum if maximum is not None and sheet.value(row, target) == maximum else None
