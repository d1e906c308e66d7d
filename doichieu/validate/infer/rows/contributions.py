"""Contributions to growth: the points of a total's growth that each of its parts gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import permutations

from doichieu.model import ColumnRole, RowKind
from doichieu.normalize.text import fold
from doichieu.validate.infer.columns.ratio_conventions import usual_places
from doichieu.validate.infer.rows.row_labels import is_total_label
from doichieu.validate.paper import AMOUNTS, Sheet
from doichieu.validate.relations.computed import CompoundRatioRelation
from doichieu.validate.rounding import Grade

_CONTRIBUTES = re.compile(r"\b(?:dong gop|diem phan tram)\b")
# Rows that follow, the share of all that do, and different figures among them.
_LEAST_ROWS, _EXPLAINS, _LEAST_TOLD = 3, 0.6, 3
# Columns of amounts that are tried as the two years.
_MOST_COLUMNS = 6


def contribution_relations(sheet: Sheet) -> list[CompoundRatioRelation]:
    """Find columns headed “Đóng góp …”: what a row has more than the year before, over the total of that year.

    Args:
        sheet: A table prepared for checks.

    Returns:
        One quotient a row but the total's own, where most rows follow.
    """
    found: list[CompoundRatioRelation] = []
    for column in sheet.columns(ColumnRole.RATIO, *AMOUNTS):
        if _CONTRIBUTES.search(fold(column.header)):
            found.extend(_best(sheet, column.index))
    return found


def _best(sheet: Sheet, target: int) -> list[CompoundRatioRelation]:
    """The two years and the total that explain most rows."""
    lines = [row for row in sheet.reading.rows if sheet.number(row.index, target) is not None]
    totals = [row.index for row in lines if row.kind is RowKind.TOTAL or is_total_label(row)]
    amounts = [col.index for col in sheet.columns(*AMOUNTS) if col.index != target][:_MOST_COLUMNS]
    best: tuple[int, list[CompoundRatioRelation]] = (0, [])
    for whole in dict.fromkeys([*totals, *(row.index for row in lines[:1])]):
        rows = [row.index for row in lines if row.index != whole]
        for later, earlier in permutations(amounts, 2):
            relations = _relations(sheet, rows, whole, target, later, earlier)
            held = [one.target for one in relations if one.grade(sheet.figure) is Grade.EXACT]
            told = {sheet.value(place.row, place.col) for place in held}
            least = max(_LEAST_ROWS, _EXPLAINS * len(relations))
            if len(told) >= _LEAST_TOLD and len(held) >= least and len(held) > best[0]:
                best = (len(held), relations)
    return best[1]


def _relations(
    sheet: Sheet, rows: Sequence[int], whole: int, target: int, later: int, earlier: int
) -> list[CompoundRatioRelation]:
    places = usual_places([number.places for row in rows if (number := sheet.number(row, target))])
    if not sheet.value(whole, earlier):
        return []
    return [
        CompoundRatioRelation(
            rule="RATIO-PCT",
            target=sheet.place(row, target),
            value=(sheet.place(row, later), sheet.place(row, earlier)),
            base=(sheet.place(whole, earlier),),
            minus=frozenset({sheet.place(row, earlier)}),
            places_printed=places,
        )
        for row in rows
        if sheet.number(row, later) is not None and sheet.number(row, earlier) is not None
    ]
