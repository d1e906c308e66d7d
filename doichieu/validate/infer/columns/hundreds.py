"""Percentages that make a hundred, and columns that run up from row to row."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from doichieu.model import ColumnRole
from doichieu.normalize.text import fold
from doichieu.validate.infer.rows.outline import read_outline
from doichieu.validate.infer.rows.period_rows import single_periods
from doichieu.validate.paper import AMOUNTS, Figures, Place, Sheet
from doichieu.validate.relations import SumRelation
from doichieu.validate.rounding import Grade
from doichieu.validate.slips import describe_slip

_HUNDRED = Decimal(100)
_LEAST_COLUMNS, _LEAST_ROWS = 3, 3
_HOLDS, _RUNS = 0.7, 0.6
# Weights that may be off, the places they print for a slip of the pen to be told, and by how much they then miss.
_LEAST_PARTS, _TELLING_PLACES, _NEAR = 4, 1, 20
# Slips that lead to many figures.
_VAGUE = frozenset({"digit", "sign"})
_WEIGHTS = re.compile(r"\b(?:quyen so|trong so|ty trong|ti trong|co cau)\b")
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


def column_hundreds(sheet: Sheet, computed: Collection[int]) -> list[SumRelation]:
    """Find columns of weights that make a hundred: those of the groups of a price index, of criteria, of branches.

    Args:
        sheet: A table prepared for checks.
        computed: Columns of percentages that are known to be quotients.

    Returns:
        One sum a column: of the rows that are part of no other, for the first or the last row.
    """
    found = []
    for column in sheet.columns(ColumnRole.RATIO):
        if column.index not in computed and _WEIGHTS.search(fold(column.header)):
            relation = _hundred(sheet, column.index)
            if relation is not None:
                found.append(relation)
    return found


def _hundred(sheet: Sheet, col: int) -> SumRelation | None:
    """The row of a hundred over the others, where they make it or a slip of the pen tells why they do not."""
    outline = read_outline(sheet)
    rows = [row.index for row in sheet.reading.rows if sheet.number(row.index, col) is not None]
    if len(rows) <= _LEAST_PARTS:
        return None
    for whole in (rows[0], rows[-1]):
        # The groups of an index stand numbered below a row that has no number.
        inner = [row for row in rows if row != whole and sheet.reading.rows[row].ordinal]
        for parts in ([row for row in outline.top if row in rows and row != whole], inner):
            relation = SumRelation(
                rule="SUM-COL",
                target=sheet.place(whole, col),
                parts=tuple(sheet.place(row, col) for row in parts),
                exact=False,
            )
            if len(parts) >= _LEAST_PARTS and _makes_hundred(sheet, relation):
                return relation
    return None


def _makes_hundred(sheet: Sheet, relation: SumRelation) -> bool:
    printed, total = sheet.figure(relation.target), relation.recomputed(sheet.figure)
    if printed is None or total is None:
        return False
    if printed.value != _HUNDRED:
        return total == _HUNDRED
    if _holds(sheet, relation):
        return True
    if max(number.places for place in relation.parts if (number := sheet.figure(place))) < _TELLING_PLACES:
        return False
    # Of figures with decimals one slip explains what they miss by in one of fifty columns by chance.
    near = abs(total - _HUNDRED) <= _NEAR
    slips = {_slip(relation, place, sheet.figure) for place in relation.parts} - {"unknown"}
    return bool(slips - _VAGUE or (near and slips))


def _slip(relation: SumRelation, place: Place, figures: Figures) -> str:
    number, right = figures(place), relation.solve(place, figures)
    return describe_slip(number.value, number.places, right) if number and right is not None else "unknown"


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
        # where all is nought, everything runs up
        relations = [
            relation for relation in relations if any(sheet.value(p.row, p.col) for p in relation.places)
        ]
        held = sum(_holds(sheet, relation) for relation in relations)
        # One wrong figure of a running column breaks its own sum and the next.
        if held >= _LEAST_ROWS and held >= _RUNS * len(relations):
            return relations
    return []


def _run(sheet: Sheet, target: int, part: int) -> Iterator[SumRelation]:
    for before, row in pairwise(single_periods(sheet)):
        own = (sheet.place(before.index, target), sheet.place(row.index, part))
        if all(sheet.number(place.row, place.col) for place in (*own, sheet.place(row.index, target))):
            yield SumRelation(rule="SUM-RUN", target=sheet.place(row.index, target), parts=own)


def _holds(sheet: Sheet, relation: SumRelation) -> bool:
    return relation.grade(sheet.figure) in _GOOD
