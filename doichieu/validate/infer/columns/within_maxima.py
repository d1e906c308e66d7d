"""Scores and the maximum that is declared for them: a column of maxima beside them, or their own header."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from doichieu.model import Column, ColumnRole, RowKind
from doichieu.normalize.text import key
from doichieu.validate.infer.rows.row_labels import prints_maxima
from doichieu.validate.kept import kept
from doichieu.validate.paper import Place, Sheet
from doichieu.validate.relations import BoundRelation

# Points are out of a maximum when this share of the rows keeps to it; bonus points go beyond it everywhere.
_HOLDS = Decimal("0.8")
_LEAST_ROWS = 4
# Criteria of another table that head columns, for it to be their scale.
_LEAST_CRITERIA = 3
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
    printed = _row_of_maxima(sheet)
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


@kept
def _row_of_maxima(sheet: Sheet) -> int | None:
    return next((row.index for row in sheet.data if prints_maxima(row)), None)


def has_maximum(sheet: Sheet, col: int) -> bool:
    """Whether a header or a row of maxima says what a column is out of."""
    row = _row_of_maxima(sheet)
    declared = sheet.reading.columns[col].maximum is not None
    return declared or (row is not None and sheet.value(row, col) is not None)


def scale_relations(sheets: Sequence[Sheet]) -> list[BoundRelation]:
    """Find the scores that the maxima of another table bound: a table of criteria, whose names head columns of scores.

    Args:
        sheets: The tables of a paper.

    Returns:
        A bound for each score of columns that declare no maximum themselves and keep to that of their criterion
        nearly everywhere.
    """
    scales = {sheet.index: scale for sheet in sheets if len(scale := _criteria(sheet)) >= _LEAST_CRITERIA}
    found: list[BoundRelation] = []
    for sheet in sheets if scales else ():
        for index, scale in scales.items():
            columns = {
                column.index: scale[name]
                for column in sheet.reading.columns
                if column.role in _SCORES and column.maximum is None
                if (name := key(column.header.rpartition(" / ")[2])) in scale
            }
            if index != sheet.index and len(columns) >= _LEAST_CRITERIA:
                found.extend(
                    bound for col, whole in columns.items() for bound in _by_scale(sheet, col, sheets, whole)
                )
    return found


def _criteria(sheet: Sheet) -> dict[str, Place]:
    """Where the maximum of each criterion stands, by its name; none that stands twice."""
    maxima = sheet.columns(ColumnRole.MAXIMUM)
    if len(maxima) != 1:
        return {}
    rows = [row for row in sheet.data if row.label and sheet.value(row.index, maxima[0].index)]
    seen = Counter(key(row.label) for row in rows)
    return {
        key(row.label): sheet.place(row.index, maxima[0].index) for row in rows if seen[key(row.label)] == 1
    }


def _by_scale(sheet: Sheet, col: int, sheets: Sequence[Sheet], whole: Place) -> list[BoundRelation]:
    limit = sheets[whole.sheet].value(whole.row, whole.col)
    values = {row.index: value for row in sheet.data if (value := sheet.value(row.index, col)) is not None}
    kept = sum(limit is not None and value <= limit for value in values.values())
    if len(values) < _LEAST_ROWS or kept < _HOLDS * len(values):
        return []
    return [BoundRelation(rule="SUM-WITHIN", target=sheet.place(row, col), whole=whole) for row in values]


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
