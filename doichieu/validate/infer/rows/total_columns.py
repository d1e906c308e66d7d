"""In which columns a row sums up others: not where it prints means, quotients or rates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from doichieu.normalize.text import fold
from doichieu.validate.infer.columns.prices import price_columns, quantity_columns
from doichieu.validate.infer.figures import LEAST_AMOUNT
from doichieu.validate.infer.rows.hierarchies import MISSES_BY
from doichieu.validate.infer.rows.of_which import are_indices, with_decimals
from doichieu.validate.infer.rows.row_formulas import (
    RowFormula,
    column_relation,
    columns_held,
    is_slip,
    misses_little,
    summed_columns,
)
from doichieu.validate.infer.rows.rows_off import is_copied, one_row_is_off
from doichieu.validate.paper import AMOUNTS, Sheet
from doichieu.validate.rounding import Grade

# A formula is a convention of the table when it explains this share of the columns that can be tried.
EXPLAINS = 0.6
# A row that no label calls a total is one where it sums up so many columns; the others may miss.
_LEAST_KEPT = 2
_ADDED_UP = 2
# Of figures so many print decimals in a column of rates, and none in one of amounts.
_NEARLY_ALL = 0.8
# A figure of fewer digits agrees with another by chance.
_TELLING = 100
# Parts of a sum that a slip of the pen can be told by.
LEAST_PARTS = 3
# Captions and units of tables whose columns add up to nothing.
_RATES = re.compile(r"\b(?:chi so|toc do|tang truong|nam truoc ?= ?100|nhip do)\b|%")
# Columns of quotients; "dân số trung bình" adds up.
_EACH = re.compile(
    r"^bình quân\b|\b(?:thu nhập|lương|tiền công|giá|điểm|chi tiêu|mức \w+) (?:bình quân|trung bình)\b|\b(?:mật độ|năng suất)\b|(?:/\s*|\btrên )(?:km|ha\b|lớp|giáo viên|hộ|người|dân\b|1\b|10|vạn|một vạn)"
)
# "Một đơn vị có thể vi phạm nhiều lĩnh vực": the total counts each unit once.
_OVERLAP = re.compile(
    r"có thể\b.{0,60}\b(?:nhiều|hai|đồng thời|cùng|trùng)\b|\btrùng (?:lặp|nhau)\b|\b(?:tính|đếm) (?:một|01|1) lần\b"
)


@dataclass(frozen=True, slots=True)
class NoSums:
    """What is known to be no sum of rows: places of weighted means, columns of quotients."""

    averaged: frozenset[tuple[int, int]]
    quotients: frozenset[int]


def without_quotients(sheet: Sheet, formula: RowFormula, no_sums: NoSums) -> RowFormula:
    """A parent over its parts without the columns in which it prints a mean or a quotient, which adds up to nothing."""
    columns = summed_columns(sheet, formula)
    kept = [
        col
        for col in columns
        if (formula.target, col) not in no_sums.averaged
        and col not in no_sums.quotients
        and not (_misses(sheet, formula, col) and _is_rate(sheet, formula, col))
    ]
    return formula if len(kept) == len(columns) else replace(formula, columns=frozenset(kept))


def _is_rate(sheet: Sheet, formula: RowFormula, col: int) -> bool:
    """Whether a parent that misses its parts prints their mean or rate: as the header says, or far from what they make."""
    if _may_be_rates(sheet, formula, col):
        return True
    if not _holds_elsewhere(sheet, formula, col):
        return False
    far = not misses_little(sheet, replace(formula, columns=frozenset({col})), MISSES_BY)
    return far and not _sums_up(sheet, formula, col, apart=False)


def _holds_elsewhere(sheet: Sheet, formula: RowFormula, col: int) -> bool:
    """Whether the parts make the total in two other columns and more, so that what this one prints is another thing."""
    others = frozenset(other for other in summed_columns(sheet, formula) if other != col)
    return columns_held(sheet, replace(formula, columns=others))[0] >= _LEAST_KEPT


def _may_be_rates(sheet: Sheet, formula: RowFormula, col: int) -> bool:
    """Whether a column is headed as one of means, or its figures are indices or percentages with that of all among its parts."""
    if col in price_columns(sheet) or col in quantity_columns(sheet):
        return True
    if _EACH.search(sheet.reading.columns[col].header.casefold()):
        return True
    if not _is_among(sheet, formula, col):
        return False
    others = [other.index for other in sheet.columns(*AMOUNTS) if other.index != col]
    decimals = with_decimals(sheet, col) >= _NEARLY_ALL
    whole = any(with_decimals(sheet, other) <= 1 - _NEARLY_ALL for other in others)
    return are_indices(sheet, col) or (decimals and whole and not _adds_decimals(sheet, formula, others))


def _adds_decimals(sheet: Sheet, formula: RowFormula, others: Sequence[int]) -> bool:
    """Whether the row adds up other columns of decimals, beside which one more is hardly of rates."""
    added = (
        with_decimals(sheet, other) >= _NEARLY_ALL
        and sheet.number(formula.target, other) is not None
        and not _is_among(sheet, formula, other)
        and not _misses(sheet, formula, other)
        for other in others
    )
    return sum(added) >= _ADDED_UP


def _misses(sheet: Sheet, formula: RowFormula, col: int) -> bool:
    return column_relation(sheet, formula, col).grade(sheet.figure) is Grade.IMPOSSIBLE


def summing(sheet: Sheet, formula: RowFormula, no_sums: NoSums, *, apart: bool) -> RowFormula:
    """The formula without the columns in which the row prints means or rates: within the range of its parts.

    Args:
        sheet: The table.
        formula: A row over its parts.
        no_sums: Places that are known to be no sums.
        apart: Whether no label calls the row a total, so that it is one only where it holds.
    """
    columns = summed_columns(sheet, formula)
    tried = [
        col
        for col in columns
        if (formula.target, col) not in no_sums.averaged and (formula.mean or col not in no_sums.quotients)
    ]
    # Typed again from the row above, a total is among its parts in every column.
    copied = (
        not apart
        and not formula.mean
        and len(tried) >= _LEAST_KEPT
        and is_copied(sheet, formula.target, tried)
    )
    kept = [col for col in tried if formula.mean or copied or _sums_up(sheet, formula, col, apart=apart)]
    kept = kept if copied else _without_rates(sheet, formula, kept)
    if apart and len(kept) >= _LEAST_KEPT:
        near = [
            col
            for col in tried
            if col not in kept
            and (
                misses_little(sheet, replace(formula, columns=frozenset({col})), MISSES_BY)
                or _has_slip(sheet, formula, col)
            )
        ]
        if one_row_is_off(sheet, replace(formula, columns=frozenset(tried))):
            near = [col for col in tried if col not in kept]
        if len(kept) >= EXPLAINS * (len(kept) + len(near)):
            kept += near
    return formula if len(kept) == len(columns) else replace(formula, columns=frozenset(kept))


def _sums_up(sheet: Sheet, formula: RowFormula, col: int, *, apart: bool) -> bool:
    relation = column_relation(sheet, formula, col)

    figures = sheet.figure

    total, printed = relation.recomputed(figures), sheet.value(formula.target, col)
    if total is None or printed is None or relation.grade(figures) is not Grade.IMPOSSIBLE:
        return True
    if apart or _may_be_rates(sheet, formula, col):
        return False
    values = [number.value for place in relation.parts if (number := figures(place))]
    if values and max(values) <= printed <= total and _counts_once(sheet, formula.target):
        return False
    # A rate of two units lies between theirs; so does a total that was typed again from one of them.
    among = (
        min(values) < printed < max(values) if len(values) < LEAST_PARTS else _is_among(sheet, formula, col)
    )
    if not among:
        return True
    if is_typed_again(sheet, formula, col) or _wants_neighbour(sheet, formula, col, printed - total):
        return True
    return _has_slip(sheet, formula, col)


def _has_slip(sheet: Sheet, formula: RowFormula, col: int) -> bool:
    """Whether a slip of the pen in one figure makes a sum hold."""
    relation = column_relation(sheet, formula, col)
    return any(is_slip(relation, place, sheet.figure) for place in relation.places)


def _without_rates(sheet: Sheet, formula: RowFormula, columns: list[int]) -> list[int]:
    """Nothing where no column is a sum and every total lies among its parts: slips of the pen are few, rates many."""
    rates = bool(_RATES.search(_said(sheet)))
    if formula.mean or not columns or not (rates or len(columns) >= _LEAST_KEPT):
        return columns
    if columns_held(sheet, replace(formula, columns=frozenset(columns)))[0]:
        return columns
    among = all(_is_among(sheet, formula, col) for col in columns)
    return (
        [] if among or (rates and not all(_comes_near(sheet, formula, col) for col in columns)) else columns
    )


def _comes_near(sheet: Sheet, formula: RowFormula, col: int) -> bool:
    """Whether a total is half the sum of its parts or more: an index that stands for three others is a third of theirs."""
    relation = column_relation(sheet, formula, col)
    total, printed = relation.recomputed(sheet.figure), sheet.value(formula.target, col)
    if total is None or printed is None or len(relation.parts) < LEAST_PARTS:
        return False
    return 0 < total <= 2 * printed


def _is_among(sheet: Sheet, formula: RowFormula, col: int) -> bool:
    values = [value for part in formula.parts if (value := sheet.value(part, col)) is not None]
    printed = sheet.value(formula.target, col)
    return printed is not None and bool(values) and min(values) <= printed <= max(values)


def _said(sheet: Sheet) -> str:
    table = sheet.reading.table
    return fold(f"{table.caption or ''} {table.unit or ''}")


def _counts_once(sheet: Sheet, row: int) -> bool:
    """Whether the label, the caption or a note says that parts overlap, so that a total is less than their sum."""
    table = sheet.reading.table
    said = (sheet.reading.rows[row].label, table.caption or "", *table.notes)
    return any(_OVERLAP.search(text.casefold()) for text in said)


def _wants_neighbour(sheet: Sheet, formula: RowFormula, col: int, gap: Decimal) -> bool:
    """Whether a part would be right with another figure of its row: two figures in each other's place."""
    wanted = {part: value + gap for part in formula.parts if (value := sheet.value(part, col)) is not None}
    return any(
        number.value == wanted[row]
        and other != col
        and max(number.value, sheet.value(row, col) or 0) >= _TELLING
        for (row, other), number in sheet.reading.numbers.items()
        if row in wanted
    )


def is_typed_again(sheet: Sheet, formula: RowFormula, col: int) -> bool:
    """Whether a row prints the figure of the row beside it: a mean is no figure of four digits that a part has."""
    printed = sheet.value(formula.target, col)
    beside = {sheet.value(formula.target + step, col) for step in (-1, 1)}
    return printed is not None and printed >= LEAST_AMOUNT and printed in beside
