"""Counts of marks: how many criteria a commune meets ("Đ", "x", "đạt"), how many communes meet a criterion."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from doichieu.model import ColumnRole, Row, RowKind
from doichieu.normalize.text import fold
from doichieu.validate.paper import AMOUNTS, Place, Sheet
from doichieu.validate.relations import MarkRelation
from doichieu.validate.rounding import Grade

# What such a cell holds, folded and without brackets and stars: met, not met, or nothing.
_MARK = re.compile(
    r"(?:x|v|\+|✓|✔|√|d|k|c|cd|kd|dat|khong(?: dat)?|chua(?: dat)?|co|dung|sai|hoan thanh|chua hoan thanh|yes|no)"
)
_NOTHING = frozenset({"", "-", "–", "—", "0"})
_OF_ALL = re.compile(r"\s*(\d{1,3})\s*/\s*\d{1,3}\s*")
_BARE = " .*()[]"
# Fewer columns of marks say too little of what is counted.
_LEAST_COLUMNS, _LEAST_ROWS = 3, 3
# A count is one of marks where this share of its row or column is right.
_EXPLAINS = 0.7
_COUNTED = frozenset({RowKind.DATA, RowKind.TOTAL, RowKind.SUBTOTAL})


@dataclass(frozen=True, slots=True)
class _Marks:
    """The marks of a table.

    Attributes:
        columns: The columns that hold them.
        rows: The rows that do.
        at: Mark by (row, column), folded.
    """

    columns: tuple[int, ...]
    rows: tuple[Row, ...]
    at: dict[tuple[int, int], str]


def mark_relations(sheet: Sheet) -> list[MarkRelation]:
    """Find the figures that count marks, along their row or up their column.

    Args:
        sheet: A table prepared for checks.

    Returns:
        One equation a figure that such a count should give.
    """
    marks = _marks(sheet)
    if marks is None:
        return []
    up = list(_up(sheet, marks))
    along = [
        relation
        for column in sheet.columns(*AMOUNTS, ColumnRole.TEXT)
        if column.index not in marks.columns
        for relation in _along(sheet, marks, column.index)
    ]
    return [*up, *along, *_corners(sheet, marks, up, along)]


def _corners(
    sheet: Sheet, marks: _Marks, up: Sequence[MarkRelation], along: Sequence[MarkRelation]
) -> Iterator[MarkRelation]:
    """Counts of all marks, where the row and the column meet that count them: told where all others hold, whatever is wrong with one of these is told there."""
    if not all(relation.grade(sheet.figure) is Grade.EXACT for relation in (*up, *along)):
        return
    for row, col in {(one.target.row, two.target.col) for one in up for two in along if one.mark == two.mark}:
        columns = [one.target.col for one in up if one.target.row == row]
        counts = [two for two in along if two.target.col == col and two.target.row < row]
        whole = {place.col for two in counts for place in two.counted} <= set(columns)
        if whole and _count(sheet, row, col) is not None:
            counted = [place for two in counts for place in two.counted]
            yield _relation(sheet, marks, sheet.place(row, col), counted, _mark(counts[0].mark) or "")


def _marks(sheet: Sheet) -> _Marks | None:
    # Where most cells are dashes a column of marks looks like one of figures.
    columns = [column.index for column in sheet.columns(ColumnRole.TEXT, *AMOUNTS)]
    if len(columns) < _LEAST_COLUMNS:
        return None
    at = {
        (row.index, col): mark
        for row in sheet.data
        for col in columns
        if (cell := sheet.cells.get((row.index, col))) and (mark := _mark(cell.text)) is not None
    }
    # Under marks a total may stand, and nothing else.
    totals = {row.index for row in sheet.data if not any((row.index, col) in at for col in columns)}
    rows = tuple(row for row in sheet.data if row.index not in totals)
    marked = tuple(
        col
        for col in columns
        if any((row.index, col) in at for row in rows) and _is_clean(sheet, at, rows, col)
    )
    return _Marks(marked, rows, at) if len(marked) >= _LEAST_COLUMNS and len(rows) >= _LEAST_ROWS else None


@lru_cache(maxsize=4096)
def _mark(text: str) -> str | None:
    """A mark, folded; None for a cell of anything else."""
    bare = fold(text).strip(_BARE)
    return bare if _MARK.fullmatch(bare) else None


def _is_clean(sheet: Sheet, at: dict[tuple[int, int], str], rows: Sequence[Row], col: int) -> bool:
    """Whether a column holds marks and blanks in every row."""
    for row in rows:
        cell = sheet.cells.get((row.index, col))
        if (row.index, col) not in at and cell is not None and fold(cell.text).strip() not in _NOTHING:
            return False
    return True


def _along(sheet: Sheet, marks: _Marks, target: int) -> Sequence[MarkRelation]:
    """The counts of a column, of marks in the columns before it or of all there are."""
    printed = {
        row.index: number for row in marks.rows if (number := _count(sheet, row.index, target)) is not None
    }
    before = [col for col in marks.columns if col < target]
    best: Sequence[MarkRelation] = ()
    for columns in (before, marks.columns) if len(before) < len(marks.columns) else (before,):
        for mark in dict.fromkeys(marks.at.values()) if len(columns) >= _LEAST_COLUMNS else ():
            relations = [
                _relation(
                    sheet, marks, sheet.place(row, target), [sheet.place(row, col) for col in columns], mark
                )
                for row in printed
            ]
            best = _better(sheet, relations, best)
    return best


def _up(sheet: Sheet, marks: _Marks) -> Iterator[MarkRelation]:
    """The counts of a row under the marks: how many units have each."""
    for own in sheet.reading.rows:
        if own.kind not in _COUNTED or own in marks.rows:
            continue
        rows = [row.index for row in marks.rows if row.index < own.index]
        columns = [col for col in marks.columns if _count(sheet, own.index, col) is not None]
        best: Sequence[MarkRelation] = ()
        for mark in dict.fromkeys(marks.at.values()) if len(rows) >= _LEAST_ROWS else ():
            relations = [
                _relation(
                    sheet, marks, sheet.place(own.index, col), [sheet.place(row, col) for row in rows], mark
                )
                for col in columns
            ]
            best = _better(sheet, relations, best)
        yield from best


def _count(sheet: Sheet, row: int, col: int) -> Decimal | None:
    """A count printed alone, or before a stroke and how many there are in all ("17/19")."""
    number, cell = sheet.number(row, col), sheet.cells.get((row, col))
    if number is not None:
        return number.value if number.places == 0 and number.value >= 0 else None
    match = _OF_ALL.fullmatch(cell.text) if cell else None
    return Decimal(match[1]) if match else None


def _relation(
    sheet: Sheet, marks: _Marks, target: Place, counted: Sequence[Place], mark: str
) -> MarkRelation:
    marked = tuple(place for place in counted if marks.at.get((place.row, place.col)) == mark)
    shown = next(sheet.cells[key].text.strip() for key, value in marks.at.items() if value == mark)
    stated = _count(sheet, target.row, target.col)
    return MarkRelation(
        rule="COUNT-MARK", target=target, counted=tuple(counted), marked=marked, mark=shown, stated=stated
    )


def _better(
    sheet: Sheet, relations: Sequence[MarkRelation], best: Sequence[MarkRelation]
) -> Sequence[MarkRelation]:
    """The counts that hold in more places, where those that do differ among each other and are enough."""
    right = [len(one.marked) for one in relations if one.grade(sheet.figure) is Grade.EXACT]
    enough = len(right) >= _LEAST_ROWS and len(right) >= _EXPLAINS * len(relations) and len(set(right)) > 1
    before = sum(one.grade(sheet.figure) is Grade.EXACT for one in best)
    return relations if enough and len(right) > before else best
