"""Rows of months, quarters, half-years and years: which of them add up to which."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from doichieu.model import Row, RowKind
from doichieu.normalize.text import fold
from doichieu.validate.infer.columns.column_formulas import says
from doichieu.validate.infer.columns.means import MEAN
from doichieu.validate.infer.rows.hierarchies import MISSES_BY
from doichieu.validate.infer.rows.row_formulas import (
    RowFormula,
    column_relation,
    misses_little,
    summed_columns,
)
from doichieu.validate.paper import Sheet
from doichieu.validate.rounding import Grade

_LEAD = r"^\W*(?:(?:uoc|thuc hien|chinh thuc|so bo|luy ke|cong|tong cong|tong|tong so) )*"
_TAIL = r"(?:\s*(?:/|nam )\s*(?:19|20)\d{2})?\W*$"
_MONTH = re.compile(rf"{_LEAD}thang (?P<at>1[0-2]|0?[1-9]){_TAIL}")
_QUARTER = re.compile(rf"{_LEAD}quy (?P<at>iv|i{{1,3}}|[1-4]){_TAIL}")
_MONTHS = re.compile(rf"{_LEAD}(?P<count>12|0?[2-9]|1[01]) thang(?P<last> cuoi nam)?(?: dau nam)?{_TAIL}")
_YEAR = re.compile(rf"{_LEAD}ca nam{_TAIL}")
_MEAN = re.compile(r"\b(?:binh quan|trung binh|bq|tb)\b.{0,12}\bthang\b")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR_MONTHS = frozenset(range(1, 13))
_LEAST_MONTHS = 3
# A column runs up over its months when this share of the sums of its periods holds.
_EXPLAINS = 0.6
_GOOD = frozenset({Grade.EXACT, Grade.POSSIBLE})

Span = frozenset[int]


def period_formulas(sheet: Sheet) -> list[RowFormula]:
    """Find the rows that sum up periods of other rows: quarters their months, the year its quarters, the mean month.

    Args:
        sheet: A table prepared for checks.

    Returns:
        One formula a row, limited to the columns that run up: prices and stocks of months add up to nothing.
    """
    spans = _spans(sheet)
    if len(spans) < _LEAST_MONTHS:
        return []
    drafts = [draft for row in spans if (draft := _sum_of(sheet, row, spans)) is not None]
    held: Counter[int] = Counter()
    tried: Counter[int] = Counter()
    for draft in drafts:
        for col in summed_columns(sheet, draft):
            tried[col] += 1
            held[col] += column_relation(sheet, draft, col).grade(sheet.figure) in _GOOD
    kept = {col for col in tried if held[col] and held[col] >= _EXPLAINS * tried[col]}
    if kept:
        kept |= {col for col in tried if all(_misses_little(sheet, draft, col) for draft in drafts)}
    sums = [replace(draft, columns=frozenset(kept)) for draft in drafts] if kept else []
    return [*sums, *_year_means(sheet, drafts, kept), *_means(sheet, spans)]


def _misses_little(sheet: Sheet, draft: RowFormula, col: int) -> bool:
    return not _is_level(sheet, draft, col) and misses_little(
        sheet, replace(draft, columns=frozenset({col})), MISSES_BY
    )


def _is_level(sheet: Sheet, draft: RowFormula, col: int) -> bool:
    """Whether the figure of a longer period lies among those of its parts: a temperature, a price, and no sum of theirs."""
    values = [value for row in draft.parts if (value := sheet.value(row, col)) is not None]
    whole = sheet.value(draft.target, col)
    return len(values) > 1 and whole is not None and min(values) <= whole <= max(values)


def _year_means(sheet: Sheet, drafts: Sequence[RowFormula], summed: Collection[int]) -> Iterator[RowFormula]:
    """The year as the mean of its months in columns whose header calls them means: temperature, humidity."""
    for draft in drafts:
        mean = replace(draft, mean=True, exact=False)
        columns = frozenset(
            col
            for col in summed_columns(sheet, draft)
            if col not in summed
            and says(sheet, col, MEAN)
            and (
                column_relation(sheet, mean, col).grade(sheet.figure) in _GOOD
                or misses_little(sheet, replace(mean, columns=frozenset({col})), MISSES_BY)
            )
        )
        if columns:
            yield replace(mean, columns=columns)


def _spans(sheet: Sheet) -> dict[int, Span]:
    """The months that rows stand for; nothing where two rows stand for the same ones, as in a table of two years."""
    found = {
        row.index: span
        for row in sheet.reading.rows
        if row.kind not in {RowKind.HEADER, RowKind.NOTE, RowKind.GROUP} and (span := _span(row.label))
    }
    return found if len(set(found.values())) == len(found) else {}


def single_periods(sheet: Sheet) -> list[Row]:
    """The data rows without those of longer periods than others: the year and the quarters among the months."""
    spans = {row.index: len(_span(row.label)) for row in sheet.data}
    least = min((months for months in spans.values() if months), default=0)
    return [row for row in sheet.data if spans[row.index] <= least]


@lru_cache(maxsize=4096)
def _span(label: str) -> Span:
    folded = fold(label)
    if match := _MONTH.match(folded):
        return frozenset({int(match["at"])})
    if match := _QUARTER.match(folded):
        last = 3 * _QUARTERS[match["at"]]
        return frozenset(range(last - 2, last + 1))
    if match := _MONTHS.match(folded):
        count = int(match["count"])
        return frozenset(range(13 - count, 13) if match["last"] else range(1, count + 1))
    return _YEAR_MONTHS if _YEAR.match(folded) else frozenset()


def _sum_of(sheet: Sheet, row: int, spans: Mapping[int, Span]) -> RowFormula | None:
    """The periods that make up a longer one, those that hold in most columns; None where some are missing."""
    options = [RowFormula(target=row, parts=parts) for parts in _covers(row, spans)]
    return max(options, key=lambda option: _held(sheet, option), default=None)


def _held(sheet: Sheet, formula: RowFormula) -> int:
    return sum(
        column_relation(sheet, formula, col).grade(sheet.figure) in _GOOD
        for col in summed_columns(sheet, formula)
    )


def _covers(row: int, spans: Mapping[int, Span]) -> Iterator[tuple[int, ...]]:
    """Periods that make up that of a row, each month once: of the longest ones, of the quarters, of the months."""
    inside = [(other, span) for other, span in spans.items() if span < spans[row]]
    for most in sorted({len(span) for _, span in inside}, reverse=True):
        left, parts = set(spans[row]), []
        for other, span in sorted(inside, key=lambda each: -len(each[1])):
            if len(span) <= most and span <= left:
                left -= span
                parts.append(other)
        if not left and len(parts) > 1:
            yield tuple(sorted(parts))


def _means(sheet: Sheet, spans: Mapping[int, Span]) -> Iterator[RowFormula]:
    """Rows that print the mean month."""
    months = tuple(row for row, span in spans.items() if len(span) == 1)
    if len(months) < _LEAST_MONTHS:
        return
    for row in sheet.reading.rows:
        if row.index not in spans and _MEAN.search(fold(row.label)):
            mean = RowFormula(target=row.index, parts=months, mean=True)
            columns = _mean_columns(sheet, mean)
            if columns:
                yield replace(mean, columns=columns)


def _mean_columns(sheet: Sheet, mean: RowFormula) -> frozenset[int]:
    """All columns of a mean, where it holds in most of them or misses by little."""
    columns: Sequence[int] = summed_columns(sheet, mean)
    held = _held(sheet, mean)
    believed = columns and (held >= _EXPLAINS * len(columns) or misses_little(sheet, mean, MISSES_BY))
    return frozenset(columns) if believed else frozenset()
