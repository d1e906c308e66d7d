"""What stands under "Trong đó" ("of which"): parts of a figure that cannot exceed it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from doichieu.model import ColumnRole, Row, RowKind
from doichieu.normalize.text import fold, key
from doichieu.validate.infer.rows.row_labels import OF_WHICH, totals_by_label
from doichieu.validate.kept import kept
from doichieu.validate.paper import AMOUNTS, Sheet
from doichieu.validate.relations import BoundRelation
from doichieu.validate.rounding import Grade

# Columns under "Trong đó" are parts when this share of the rows keeps to it.
_HOLDS = 0.8
_LEAST_ROWS = 4
# A table of rates: that of some may be more than that of all.
_RATES = re.compile(
    r"(?:[\divx]+[. ]*)*(?:ty le|ti le|ty suat|ty so|toc do|chi so|nang suat)\b(?!.*\bso luong\b)"
)
_OUTSIDE = frozenset({RowKind.HEADER, RowKind.NOTE})
# Indices of prices and outputs, of which a table has so many.
_INDEX, _BASE, _LEAST_INDICES = (50, 200), 100, 6


def bound_relations(
    sheet: Sheet, summed: Collection[frozenset[int]], differences: Collection[int]
) -> list[BoundRelation]:
    """Find figures that are parts of others without adding up to them.

    Args:
        sheet: A table prepared for checks.
        summed: Columns that a sum ties already.
        differences: Columns of differences, in which a part may exceed its whole.

    Returns:
        A bound for each part and whole above zero.
    """
    if _RATES.match(key(sheet.reading.table.caption or "")):
        return []
    return [*_of_columns(sheet, summed), *_of_rows(sheet, differences)]


def _bound(sheet: Sheet, part: tuple[int, int], whole: tuple[int, int]) -> BoundRelation | None:
    one, two = sheet.number(*part), sheet.number(*whole)
    if one is None or two is None or one.value < 0 or two.value <= 0:
        return None
    return BoundRelation(rule="SUM-WITHIN", target=sheet.place(*part), whole=sheet.place(*whole))


def _exceeds(sheet: Sheet, relation: BoundRelation) -> bool:
    return relation.grade(sheet.figure) is Grade.IMPOSSIBLE


# --------------------------------------------------------------------------- columns


def _of_columns(sheet: Sheet, summed: Collection[frozenset[int]]) -> Iterator[BoundRelation]:
    amounts = {column.index for column in sheet.columns(*AMOUNTS) if column.role is not ColumnRole.MAXIMUM}
    whole: int | None = None
    for column in sheet.reading.columns:
        if not any(OF_WHICH.match(fold(level)) for level in column.header.split(" / ")):
            whole = column.index if column.index in amounts else whole
            continue
        if (
            whole is None
            or column.index not in amounts
            or any({whole, column.index} <= set(s) for s in summed)
        ):
            continue
        found = [
            relation
            for row in sheet.data
            if (relation := _bound(sheet, (row.index, column.index), (row.index, whole))) is not None
        ]
        kept = sum(not _exceeds(sheet, relation) for relation in found)
        if len(found) >= _LEAST_ROWS and kept >= _HOLDS * len(found):
            yield from found


# --------------------------------------------------------------------------- rows


def _of_rows(sheet: Sheet, differences: Collection[int]) -> Iterator[BoundRelation]:
    aside = list(_aside(sheet))
    if not aside:
        return
    columns = [
        column.index
        for column in sheet.columns(*AMOUNTS)
        if column.index not in differences and not are_indices(sheet, column.index)
    ]
    decimals = {col: with_decimals(sheet, col) for col in columns}
    # Decimals beside columns without any are percentages or means, whatever heads them.
    if any(share <= 1 - _HOLDS for share in decimals.values()):
        columns = [col for col in columns if decimals[col] < _HOLDS]
    ended: set[int] = set()
    for part, whole in aside:
        if whole in ended:
            continue
        found = [
            relation for col in columns if (relation := _bound(sheet, (part, col), (whole, col))) is not None
        ]
        # Households of which so many persons: what exceeds its whole everywhere counts something else.
        # Nor is what follows: the districts' funds after those of the ministries are of the provinces.
        if 2 * sum(_exceeds(sheet, relation) for relation in found) < len(found):
            yield from found
        elif found:
            ended.add(whole)


@kept
def with_decimals(sheet: Sheet, col: int) -> float:
    """Share of the figures of a column that print decimals."""
    numbers = [number for row in sheet.data if (number := sheet.number(row.index, col)) is not None]
    return sum(number.places > 0 for number in numbers) / max(len(numbers), 1)


@kept
def are_indices(sheet: Sheet, col: int) -> bool:
    """Whether figures lie on both sides of a hundred, with decimals: prices of a part may rise more than those of all."""
    numbers = [number for row in sheet.data if (number := sheet.number(row.index, col)) is not None]
    near = [number for number in numbers if number.places and _INDEX[0] <= number.value <= _INDEX[1]]
    return (
        len(numbers) >= _LEAST_INDICES
        and len(near) >= _HOLDS * len(numbers)
        and min(number.value for number in near) < _BASE < max(number.value for number in near)
    )


def _aside(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Rows after "Trong đó" with the row that they are part of."""
    figures, labelled = {row for row, _ in sheet.reading.numbers}, totals_by_label(sheet)
    whole: int | None = None
    whole_style = ""
    open_style: str | None = None
    announced = False
    for row in sheet.reading.rows:
        if row.kind in _OUTSIDE:
            continue
        if OF_WHICH.match(fold(row.label)):
            announced, open_style = row.index not in figures, None
            if not announced and whole is not None:
                yield row.index, whole
            continue
        style = row_style(row)
        if announced:
            # Numbered like the whole, a row goes on after it and is no part.
            announced, open_style = False, None if row.ordinal and style == whole_style else style
        if style == open_style and whole is not None and row.index in figures:
            yield row.index, whole
            continue
        open_style = None
        whole = row.index if row.index in figures and row.index not in labelled else None
        whole_style = style


def row_style(row: Row) -> str:
    """How a row is numbered: with digits so deep, capitals, small letters, a bullet or not at all."""
    if row.ordinal:
        first = row.ordinal[0]
        return f"1{'.1' * row.ordinal.count('.')}" if first.isdigit() else "A" if first.isupper() else "a"
    return "" if row.label[:1].isalnum() else row.label[:1]
