"""Ways in which a column of percentages may be made: of which numerator, over which maximum, total or column."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from doichieu.model import Column, ColumnRole, RowKind
from doichieu.normalize.text import key
from doichieu.validate.infer.columns.maxima import implied_maximum, mark_of, note_maxima
from doichieu.validate.infer.columns.ratio_conventions import RatioConvention
from doichieu.validate.infer.rows.outline import Outline
from doichieu.validate.infer.rows.row_labels import is_total_label
from doichieu.validate.paper import AMOUNTS, Sheet

# Groups of fewer rows have no shares of their own.
_LEAST_ROWS, _LEAST_GROUPS = 3, 2
# Where so many rows print 100 % no row is what the others are shares of.
_EVERYWHERE = 0.5
_SHARE = re.compile(r"\b(ty trong|ti trong|co cau|chiem|ty le|ti le|phan tram)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class RatioColumn:
    """A ratio column with what is known around it."""

    sheet: Sheet
    column: Column
    rows: tuple[int, ...]
    marks: Mapping[str, str]
    known: Sequence[Decimal]
    scale: int
    places: int
    outline: Outline


def numerators(around: RatioColumn) -> list[int]:
    """Columns of amounts, the nearest to the left of the ratio first, totals before the others."""
    ratio = around.column.index
    amounts = [c for c in around.sheet.columns(*(AMOUNTS - {ColumnRole.MAXIMUM})) if c.index != ratio]
    ordered = sorted(amounts, key=lambda c: (c.index > ratio, abs(c.index - ratio)))
    totals = [column.index for column in ordered if column.role is ColumnRole.TOTAL]
    return list(dict.fromkeys([*(c.index for c in ordered[:1]), *totals, *(c.index for c in ordered[:6])]))


def draft_of(
    around: RatioColumn,
    value: int,
    *,
    base: int | None = None,
    base_row: int | None = None,
    maxima: Mapping[str, Decimal] | None = None,
    declared: bool = True,
    growth: bool = False,
) -> RatioConvention:
    """A way in which the column may be made of a numerator, under half up until its figures say otherwise."""
    return RatioConvention(
        ratio=around.column.index,
        value=value,
        base=base,
        base_row=base_row,
        maxima=maxima or {},
        places=around.places,
        declared=declared,
        scale=around.scale,
        growth=growth,
    )


def drafts_of(around: RatioColumn, value: int) -> Iterator[RatioConvention]:
    """Ways in which the column may be made of one numerator, the plainest first."""
    yield from _by_declared(around, value)
    yield from _by_total_row(around, value)
    yield from _by_full_row(around, value)
    others = [c.index for c in around.sheet.columns(*AMOUNTS) if c.index not in {value, around.column.index}]
    for base in others:
        yield draft_of(around, value, base=base)
    for base in others:
        yield draft_of(around, value, base=base, growth=True)
    yield from _by_implied(around, value)


def _by_declared(around: RatioColumn, value: int) -> Iterator[RatioConvention]:
    """Maximum from the numerator's header, with those of footnote groups where notes state them."""
    sheet = around.sheet
    maxima = note_maxima(sheet)
    declared = sheet.reading.columns[value].maximum or around.column.maximum
    if declared:
        maxima[""] = declared
    if not maxima:
        return
    if "" not in maxima:
        unmarked = [row for row in around.rows if not mark_of(sheet, row, around.marks)]
        implied = implied_by(around, value, unmarked)
        if implied:
            maxima[""] = implied
    yield draft_of(around, value, maxima=maxima)


def _by_total_row(around: RatioColumn, value: int) -> Iterator[RatioConvention]:
    """Each row's share of the total row, or of the sum of all rows where the table prints no total."""
    sheet = around.sheet
    totals = [
        row.index
        for row in sheet.reading.rows
        if (
            row.kind is RowKind.TOTAL
            or (row.kind in {RowKind.DATA, RowKind.SUBTOTAL} and is_total_label(row))
        )
        and sheet.number(row.index, value)
    ]
    for row in dict.fromkeys(totals[:1] + totals[-1:]):
        yield draft_of(around, value, base=value, base_row=row)
    groups = {part: parent.row for parent in around.outline.parents for part in parent.parts}
    if len(groups) >= _LEAST_ROWS:
        own = {parent: parent for parent in groups.values() if parent not in groups}
        yield replace(draft_of(around, value, base=value), base_rows={**groups, **own})
    # Where the printed total is wrong, the shares still follow the sum of the rows.
    if _SHARE.search(key(around.column.header)):
        figures = [sheet.value(row, value) for row in around.outline.top]
        whole = sum((figure for figure in figures if figure is not None), Decimal(0))
        if whole:
            yield draft_of(around, value, maxima={"": whole}, declared=False)


def _by_full_row(around: RatioColumn, value: int) -> Iterator[RatioConvention]:
    """Each row's share of the last or the first row that prints 100 %: what runs up to the whole, or down from it."""
    sheet, ratio = around.sheet, around.column.index
    full = [row for row in around.rows if sheet.value(row, ratio) == around.scale]
    if full and len(full) < _EVERYWHERE * len(around.rows):
        for row in dict.fromkeys((full[-1], full[0])):
            yield draft_of(around, value, base=value, base_row=row)


def _by_implied(around: RatioColumn, value: int) -> Iterator[RatioConvention]:
    """One maximum for each footnote group, as the figures imply it."""
    groups: dict[str, list[int]] = {}
    for row in around.rows:
        groups.setdefault(mark_of(around.sheet, row, around.marks), []).append(row)
    one = implied_by(around, value, around.rows)
    if one is None and (own := _of_groups(around, value)):
        draft = draft_of(around, value, maxima={"": next(iter(own.values()))}, declared=False)
        yield replace(draft, other_maxima=own)
    implied = {mark: implied_by(around, value, members) for mark, members in groups.items()}
    of_marks = {mark: maximum for mark, maximum in implied.items() if maximum is not None}
    if one is not None:
        for_all = {**dict.fromkeys(groups, one), "": one}
        yield draft_of(around, value, maxima=for_all, declared=False)
        # what most rows are out of is not what the few with a mark are, where no note says so
        of_marks = {**for_all, **of_marks}
    if of_marks:
        yield draft_of(around, value, maxima=of_marks, declared=False)


def _of_groups(around: RatioColumn, value: int) -> dict[int, Decimal]:
    """The maximum that each group of rows implies, by row: votes of the members of each cluster; empty where one implies none."""
    groups: defaultdict[int | None, list[int]] = defaultdict(list)
    for row in around.rows:
        groups[around.sheet.reading.rows[row].group].append(row)
    if len(groups) < _LEAST_GROUPS or min(map(len, groups.values())) < _LEAST_ROWS:
        return {}
    implied = {group: implied_by(around, value, rows) for group, rows in groups.items()}
    return {
        row: maximum
        for group, rows in groups.items()
        if (maximum := implied[group]) is not None
        for row in rows
        if None not in implied.values()
    }


def implied_by(around: RatioColumn, value: int, rows: Iterable[int]) -> Decimal | None:
    """The one maximum that the percentages of some rows imply, None where there is none."""
    return implied_maximum(around.sheet, around.column.index, value, rows, around.known, around.scale)
