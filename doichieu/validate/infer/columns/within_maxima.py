"""Scores and the maximum that is declared for them: a column of maxima beside them, or their own header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from doichieu.model import Column, ColumnRole, RowKind
from doichieu.normalize.text import key
from doichieu.validate.infer.rows.outline import prints_maxima
from doichieu.validate.paper import Sheet
from doichieu.validate.relations import BoundRelation

# Points are out of a maximum when this share of the rows keeps to it; bonus points go beyond it everywhere.
_HOLDS = Decimal("0.8")
_LEAST_ROWS = 4
# Scores brought to one scale are out of that, and not of the maximum that they were divided by.
_CONVERTED = re.compile(r"\b(?:quy doi|quy ve|thang (?:diem )?100|he 10|he 100)\b")
_SCORES = frozenset({ColumnRole.COMPONENT, ColumnRole.TOTAL})
_ROWS = frozenset({RowKind.DATA, RowKind.SUBTOTAL, RowKind.TOTAL})


def maximum_relations(sheet: Sheet) -> list[BoundRelation]:
    """Find the scores that a declared maximum bounds.

    Args:
        sheet: A table prepared for checks.

    Returns:
        A bound for each score of columns that keep to their maxima nearly everywhere.
    """
    found: list[BoundRelation] = []
    maxima: Column | None = None
    printed = next((row.index for row in sheet.data if prints_maxima(row)), None)
    for column in sheet.reading.columns:
        if column.role is ColumnRole.MAXIMUM:
            maxima = column
        elif column.role in _SCORES:
            bounds = [*_beside(sheet, column, maxima), *_declared(sheet, column)] or _below(
                sheet, column, printed
            )
            kept = sum(not _exceeds(sheet, bound) for bound in bounds)
            if len(bounds) >= _LEAST_ROWS and kept >= _HOLDS * len(bounds):
                found.extend(bounds)
    return found


def _beside(sheet: Sheet, column: Column, maxima: Column | None) -> Iterator[BoundRelation]:
    """Bounds that the column of maxima before the scores prints row by row."""
    converted = _CONVERTED.search(key(column.header))
    for row in sheet.reading.rows if maxima is not None and not converted else ():
        whole = sheet.value(row.index, maxima.index) if maxima is not None else None
        if maxima is None or row.kind not in _ROWS or sheet.value(row.index, column.index) is None:
            continue
        if whole is not None and whole > 0:
            yield BoundRelation(
                rule="SUM-WITHIN",
                target=sheet.place(row.index, column.index),
                whole=sheet.place(row.index, maxima.index),
            )


def _declared(sheet: Sheet, column: Column) -> Iterator[BoundRelation]:
    """Bounds that the header of the column declares for the units below it."""
    for row in sheet.data if column.maximum else ():
        if sheet.value(row.index, column.index) is not None:
            yield BoundRelation(
                rule="SUM-WITHIN", target=sheet.place(row.index, column.index), limit=column.maximum
            )


def _below(sheet: Sheet, column: Column, maxima: int | None) -> list[BoundRelation]:
    """Bounds that a row of maxima prints for the units of the column."""
    if maxima is None or sheet.value(maxima, column.index) is None:
        return []
    return [
        BoundRelation(
            rule="SUM-WITHIN",
            target=sheet.place(row.index, column.index),
            whole=sheet.place(maxima, column.index),
        )
        for row in sheet.data
        if row.index != maxima and sheet.value(row.index, column.index) is not None
    ]


def _exceeds(sheet: Sheet, bound: BoundRelation) -> bool:
    value = sheet.value(bound.target.row, bound.target.col)
    limit = bound.limit if bound.whole is None else sheet.value(bound.whole.row, bound.whole.col)
    return value is not None and limit is not None and value > limit
