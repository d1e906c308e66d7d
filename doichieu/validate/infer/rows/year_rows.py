"""Years as rows: a column of growth, or of indices, over the row before."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import pairwise

from doichieu.model import Row
from doichieu.normalize.text import fold
from doichieu.validate.infer.columns.ratio_conventions import usual_places
from doichieu.validate.paper import AMOUNTS, Sheet
from doichieu.validate.relations import RatioRelation
from doichieu.validate.rounding import Grade, Rounding

_YEAR = re.compile(r"(?:nam |so bo |uoc |uth )*((?:19|20)\d{2})")
# "Tốc độ tăng (%)", "Chỉ số phát triển (năm trước = 100)", "So với năm trước".
_GROWTH = re.compile(r"\b(?:toc do|tang truong|chi so phat trien|nam truoc|ky truoc|(?:ty|ti) le tang)\b")
# Years that follow each other, and the share of them that must follow from the row before.
_LEAST_YEARS, _EXPLAINS = 4, 0.7
_MODES = (Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.TRUNCATE)


def year_row_relations(sheet: Sheet, computed: Collection[int] = ()) -> list[RatioRelation]:
    """Find the columns of rates over the year in the row before.

    Args:
        sheet: A table prepared for checks.
        computed: Columns of percentages that are known to be quotients within their rows.

    Returns:
        A quotient for each year but the first; none where the rows are no years.
    """
    rates = [
        column.index
        for column in sheet.reading.columns
        if column.index not in computed and _GROWTH.search(fold(column.header))
    ]
    pairs = list(_years(sheet)) if rates else []
    if len(pairs) < _LEAST_YEARS - 1:
        return []
    return [relation for col in rates for relation in _best(sheet, col, pairs)]


def _years(sheet: Sheet) -> Iterator[tuple[Row, Row]]:
    """Rows of years with the row of the year before, whichever way the table counts them."""
    for before, row in pairwise(sheet.data):
        one, two = _YEAR.fullmatch(fold(before.label)), _YEAR.fullmatch(fold(row.label))
        if one and two and abs(int(two[1]) - int(one[1])) == 1:
            yield (before, row) if int(two[1]) > int(one[1]) else (row, before)


def _best(sheet: Sheet, target: int, pairs: Collection[tuple[Row, Row]]) -> list[RatioRelation]:
    """The column and the form that explain most years."""
    printed = [number for before, row in pairs if (number := sheet.number(row.index, target)) is not None]
    places = usual_places([number.places for number in printed])
    best: tuple[int, list[RatioRelation]] = (0, [])
    for column in sheet.columns(*AMOUNTS):
        drafts = [
            RatioRelation(
                rule="RATIO-PCT",
                target=sheet.place(row.index, target),
                value=sheet.place(row.index, column.index),
                base=sheet.place(before.index, column.index),
                places_printed=places,
                growth=True,
            )
            for before, row in pairs
            if column.index != target
            and all(
                sheet.number(*place) is not None
                for place in ((row.index, target), (row.index, column.index), (before.index, column.index))
            )
        ]
        for growth in (True, False):
            for mode in _MODES:
                relations = [replace(draft, growth=growth, rounding=mode) for draft in drafts]
                held = sum(relation.grade(sheet.figure) is Grade.EXACT for relation in relations)
                if held > best[0] and held >= max(_LEAST_YEARS - 1, _EXPLAINS * len(relations)):
                    best = (held, relations)
    return best[1]
