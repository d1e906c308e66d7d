"""Percentages that make a hundred, and columns that run up from row to row."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from doichieu.model import ColumnRole
from doichieu.normalize.text import fold
from doichieu.validate.paper import AMOUNTS, Sheet
from doichieu.validate.relations import SumRelation
from doichieu.validate.rounding import Grade

_HUNDRED = Decimal(100)
_LEAST_COLUMNS, _LEAST_ROWS = 3, 3
_HOLDS, _RUNS = 0.7, 0.6
_RUNNING = re.compile(r"\b(luy ke|cong don|tich luy|tu dau (?:nam|ky|quy))\b")
_GOOD = frozenset({Grade.EXACT, Grade.POSSIBLE})


def hundred_relations(sheet: Sheet, computed: Collection[int]) -> list[SumRelation]:
    """Find rows whose percentages are the shares of one whole: answers to a question, grades of a class.

    Args:
        sheet: A table prepared for checks.
        computed: Columns of percentages that are known to be quotients.

    Returns:
        One sum a row, where most rows make a hundred to the rounding of their figures.
    """
    columns = [column.index for column in sheet.columns(ColumnRole.RATIO)]
    if len(columns) < _LEAST_COLUMNS or set(columns) <= set(computed):
        return []
    best: list[SumRelation] = []
    for start in range(len(columns) - _LEAST_COLUMNS + 1):
        for end in range(len(columns), start + _LEAST_COLUMNS - 1, -1):
            relations = list(_shares(sheet, columns[start:end]))
            held = sum(_holds(sheet, relation) for relation in relations)
            if held >= max(_LEAST_ROWS, _HOLDS * len(relations)) and held > len(best):
                best = relations
    return best


def _shares(sheet: Sheet, columns: Sequence[int]) -> Iterator[SumRelation]:
    for row in sheet.data:
        if all(sheet.number(row.index, col) is not None for col in columns):
            first, *rest = (sheet.place(row.index, col) for col in columns)
            yield SumRelation(
                rule="SUM-SHARE",
                target=first,
                parts=tuple(rest),
                minus=frozenset(rest),
                constant=_HUNDRED,
                exact=False,
            )


def running_relations(sheet: Sheet) -> list[SumRelation]:
    """Find columns that run up: “Lũy kế” of a month is that of the month before and the month's own figure.

    Args:
        sheet: A table prepared for checks.

    Returns:
        One sum a row but the first for each such column, where most rows hold.
    """
    amounts = [column.index for column in sheet.columns(*AMOUNTS)]
    running = [col for col in amounts if is_running(sheet, col)]
    return [relation for target in running for relation in _running(sheet, amounts, target)]


def is_running(sheet: Sheet, col: int) -> bool:
    """Whether a header says that a column runs up."""
    return bool(_RUNNING.search(fold(sheet.reading.columns[col].header)))


def _running(sheet: Sheet, amounts: Sequence[int], target: int) -> list[SumRelation]:
    """One column that runs up, by the nearest column that it can be the run of."""
    for part in sorted((col for col in amounts if col != target), key=lambda col: abs(col - target)):
        relations = list(_run(sheet, target, part))
        held = sum(_holds(sheet, relation) for relation in relations)
        # One wrong figure of a running column breaks its own sum and the next.
        if held >= _LEAST_ROWS and held >= _RUNS * len(relations):
            return relations
    return []


def _run(sheet: Sheet, target: int, part: int) -> Iterator[SumRelation]:
    for before, row in pairwise(sheet.data):
        own = (sheet.place(before.index, target), sheet.place(row.index, part))
        if all(sheet.number(place.row, place.col) for place in (*own, sheet.place(row.index, target))):
            yield SumRelation(rule="SUM-RUN", target=sheet.place(row.index, target), parts=own)


def _holds(sheet: Sheet, relation: SumRelation) -> bool:
    return relation.grade(sheet.figure) in _GOOD
