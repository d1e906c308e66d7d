"""Which rows are the sums or averages of which: hierarchies, and rows that a label calls a total."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from doichieu.model import Row, RowKind
from doichieu.normalize.text import fold
from doichieu.validate.infer.hierarchies import MISSES_BY, TOTAL_MISSES_BY, declared_parts, hierarchical
from doichieu.validate.infer.nesting import nest
from doichieu.validate.infer.outline import (
    Outline,
    is_total_label,
    prints_maxima,
    read_outline,
    stands_apart,
)
from doichieu.validate.infer.period_rows import period_formulas
from doichieu.validate.infer.row_formulas import (
    RowFormula,
    column_relation,
    columns_held,
    is_slip,
    misses_little,
    settle_exactness,
    summed_columns,
)
from doichieu.validate.infer.vouched import vouched
from doichieu.validate.paper import Sheet
from doichieu.validate.relations import RatioRelation
from doichieu.validate.rounding import Grade

# A formula is a convention of the table when it explains this share of the columns that can be tried.
_EXPLAINS = 0.6
# A row that no label calls a total is one where it sums up so many columns; the others may miss.
_LEAST_KEPT = 2
# Parts of a sum that a slip of the pen can be told by.
_LEAST_ROWS = 3
# Captions and units of tables whose columns add up to nothing.
_RATES = re.compile(r"\b(?:chi so|toc do|tang truong|nam truoc ?= ?100|nhip do)\b|%")
# Columns of quotients; "dân số trung bình" adds up.
_EACH = re.compile(r"^bình quân\b|\b(?:mật độ|năng suất)\b|/\s*(?:km|ha\b|lớp|giáo viên|hộ|người|1\b|10|vạn)")
# "Một đơn vị có thể vi phạm nhiều lĩnh vực": the total counts each unit once.
_OVERLAP = re.compile(
    r"có thể\b.{0,60}\b(?:nhiều|hai|đồng thời|cùng|trùng)\b|\btrùng (?:lặp|nhau)\b|\b(?:tính|đếm) (?:một|01|1) lần\b"
)


@dataclass(frozen=True, slots=True)
class _NoSums:
    """What is known to be no sum of rows: places of weighted means, columns of quotients."""

    averaged: frozenset[tuple[int, int]]
    quotients: frozenset[int]


def find_row_formulas(
    sheet: Sheet,
    averaged: Collection[tuple[int, int]] = (),
    quotients: Collection[int] = (),
    shares: Callable[[], Collection[RatioRelation]] = tuple,
    across: Callable[[], Sequence[Grade | None]] = tuple,
) -> list[RowFormula]:
    """Find the rows that sum up others.

    Args:
        sheet: A table prepared for checks.
        averaged: Places (row, column) that are weighted means.
        quotients: Columns of quotients, which add up to nothing.
        shares: Gives the percentages of the table, which may vouch for a total.
        across: Tells how well the sums over its columns hold: figures rounded one by one break those too.

    Returns:
        One formula a total, parents of a hierarchy before the totals over them.
    """
    outline = nest(sheet, read_outline(sheet))
    rows = [
        row for row in sheet.reading.rows if row.kind not in {RowKind.HEADER, RowKind.GROUP, RowKind.NOTE}
    ]
    no_sums = _NoSums(frozenset(averaged), frozenset(quotients))
    periods = period_formulas(sheet)
    called = {formula.target for formula in periods}
    drafts = [
        *((formula, True) for formula in periods),
        *hierarchical(sheet, [parent for parent in outline.parents if parent.row not in called]),
        *_totals(sheet, [row for row in rows if row.index not in called], outline, no_sums),
    ]
    return settle_exactness(sheet, _with_vouched(sheet, drafts, shares), across)


def _with_vouched(
    sheet: Sheet, drafts: Sequence[tuple[RowFormula, bool]], shares: Callable[[], Collection[RatioRelation]]
) -> list[RowFormula]:
    """The formulas that are believed, and those of the others that other equations of the table vouch for."""
    refused = [formula for formula, believed in drafts if not believed]
    if not refused:
        return [formula for formula, _ in drafts]
    sums = {
        formula.target: [column_relation(sheet, formula, col) for col in summed_columns(sheet, formula)]
        for formula, _ in drafts
    }
    positions = vouched(
        [sums[formula.target] for formula in refused],
        [sum_ for formula, believed in drafts if believed for sum_ in sums[formula.target]],
        shares(),
        sheet.figure,
    )
    called = [refused[at] for at in positions]
    return [formula for formula, believed in drafts if believed or formula in called]


def _totals(
    sheet: Sheet, rows: Sequence[Row], outline: Outline, no_sums: _NoSums
) -> Iterator[tuple[RowFormula, bool]]:
    """Rows over the parts that come nearest to them; believed where they hold, or were meant to."""
    over = {parent.row for parent in outline.parents}
    for row in rows:
        called = row.kind in {RowKind.TOTAL, RowKind.AVERAGE}
        apart = not called and not is_total_label(row)
        declared = declared_parts(sheet, row) if row.index not in over else None
        if declared is not None:
            yield declared, True
            continue
        if apart and not stands_apart(sheet, row):
            continue
        candidates = [
            RowFormula(target=row.index, parts=parts, mean=row.kind is RowKind.AVERAGE)
            for parts in dict.fromkeys(map(tuple, _part_lists(rows, row, outline.top, outline.within)))
            if len(parts) >= 2
        ]
        if not candidates:
            continue
        candidates = [_summing(sheet, formula, no_sums, apart=apart) for formula in candidates]
        best = candidates[0]
        if len(candidates) > 1:
            best = max(candidates, key=lambda formula: _closeness(sheet, formula))
        if not columns_held(sheet, best)[0]:
            best = next((option for option in candidates if misses_little(sheet, option, MISSES_BY)), best)
        held, tried = columns_held(sheet, best)
        holds = held > 0 and held >= _EXPLAINS * tried
        yield best, holds or (tried > 0 and _meant(sheet, row, best, held, tried))


def _meant(sheet: Sheet, row: Row, formula: RowFormula, held: int, tried: int) -> bool:
    """Whether a row that sums up its parts in few columns was meant to: what its label says, and slips of the pen."""
    long = len(formula.parts) >= _LEAST_ROWS
    if row.kind in {RowKind.TOTAL, RowKind.AVERAGE}:
        share = TOTAL_MISSES_BY if long and not formula.mean else MISSES_BY
        return held * 2 >= tried or misses_little(sheet, formula, share)
    return (
        long and is_total_label(row) and misses_little(sheet, formula, MISSES_BY) and _slips(sheet, formula)
    )


def _slips(sheet: Sheet, formula: RowFormula) -> bool:
    """Whether a slip of the pen explains every column that does not hold."""
    figures = sheet.figure

    relations = [column_relation(sheet, formula, col) for col in summed_columns(sheet, formula)]
    return all(
        any(is_slip(relation, place, figures) for place in relation.places)
        for relation in relations
        if relation.grade(figures) is Grade.IMPOSSIBLE
    )


def _summing(sheet: Sheet, formula: RowFormula, no_sums: _NoSums, *, apart: bool) -> RowFormula:
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
    kept = [col for col in tried if formula.mean or _sums_up(sheet, formula, col, apart=apart)]
    kept = _without_rates(sheet, formula, kept)
    if apart and len(kept) >= _LEAST_KEPT:
        near = [
            col
            for col in tried
            if col not in kept and misses_little(sheet, replace(formula, columns=frozenset({col})), MISSES_BY)
        ]
        if len(kept) >= _EXPLAINS * (len(kept) + len(near)):
            kept += near
    return formula if len(kept) == len(columns) else replace(formula, columns=frozenset(kept))


def _sums_up(sheet: Sheet, formula: RowFormula, col: int, *, apart: bool) -> bool:
    relation = column_relation(sheet, formula, col)

    figures = sheet.figure

    total, printed = relation.recomputed(figures), sheet.value(formula.target, col)
    if total is None or printed is None or relation.grade(figures) is not Grade.IMPOSSIBLE:
        return True
    if apart or _EACH.search(sheet.reading.columns[col].header.casefold()):
        return False
    values = [number.value for place in relation.parts if (number := figures(place))]
    if values and max(values) <= printed <= total and _counts_once(sheet, formula.target):
        return False
    if len(values) < _LEAST_ROWS or not min(values) <= printed <= max(values):
        return True
    return any(is_slip(relation, place, figures) for place in relation.places)


def _without_rates(sheet: Sheet, formula: RowFormula, columns: list[int]) -> list[int]:
    """Nothing where no column is a sum and every total lies among its parts: slips of the pen are few, rates many."""
    rates = bool(_RATES.search(_said(sheet)))
    if formula.mean or not columns or not (rates or len(columns) >= _LEAST_KEPT):
        return columns
    if columns_held(sheet, replace(formula, columns=frozenset(columns)))[0]:
        return columns
    return [] if rates or all(_is_among(sheet, formula, col) for col in columns) else columns


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


def _closeness(sheet: Sheet, formula: RowFormula) -> tuple[int, Decimal]:
    """How well parts make a total: columns that hold, then how near the worst of the others comes."""
    worst = Decimal(0)
    for col in summed_columns(sheet, formula):
        relation = column_relation(sheet, formula, col)
        total = relation.recomputed(sheet.figure)
        printed = sheet.value(formula.target, col)
        if total is not None and printed is not None:
            worst = max(worst, abs(total - printed) / max(abs(printed), Decimal(1)))
    return columns_held(sheet, formula)[0], -worst


def _part_lists(
    rows: Sequence[Row], total: Row, top: Sequence[int], within: frozenset[int]
) -> Iterator[list[int]]:
    """What a total may be over: the rows that stand under no other, all rows, those up to the total before or after."""
    data = [
        row
        for row in rows
        if row.kind in {RowKind.DATA, RowKind.SUBTOTAL} and not is_total_label(row) and not prints_maxima(row)
    ]
    maxima = {row.index for row in rows if prints_maxima(row)}
    yield [row for row in top if row != total.index and row not in maxima]
    yield [row.index for row in data if row.kind is RowKind.DATA]
    marks = [row.index for row in rows if row.kind in {RowKind.TOTAL, RowKind.AVERAGE} or is_total_label(row)]
    before = max((mark for mark in marks if mark < total.index), default=-1)
    after = min((mark for mark in marks if mark > total.index), default=10**9)
    outer = [row.index for row in data if row.index not in within] or [row.index for row in data]
    for low, high in ((before, total.index), (total.index, after)):
        yield [row for row in outer if low < row < high]
        yield [row.index for row in data if low < row.index < high and row.kind is RowKind.DATA]
