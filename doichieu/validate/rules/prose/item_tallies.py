"""COUNT-BOUND of criteria, subjects and fields: "có 5 môn tăng điểm và 4 môn giảm điểm", "có 1 môn đạt từ 7,0 trở lên"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from doichieu.model import Check, Claim, ColumnRole, Finding, RowKind
from doichieu.normalize.numbers import FIRST_DIGIT
from doichieu.normalize.sentences.bound_words import BOUNDS
from doichieu.normalize.text import fold_in_place, key
from doichieu.validate.infer.ranks.thresholds import Threshold, read_threshold
from doichieu.validate.infer.rows.row_labels import is_total_label, stands_apart
from doichieu.validate.paper import Paper, Sheet
from doichieu.validate.rules.prose.item_counts import count_finding
from doichieu.validate.rules.prose.meant import clause_is_open
from doichieu.validate.rules.prose.row_series import Series, change_series, figure_series
from doichieu.validate.rules.stated import sentences_with, statement
from doichieu.validate.said_words import Said

_NOUNS = r"linh vuc|tieu chi|chi tieu|noi dung|chi so(?: thanh phan)?|truc(?: noi dung)?|tru cot|mon(?: thi| hoc)?|mat hang"
_COUNT = rf"(?P<count>{FIRST_DIGIT}\d?)(?:\s?/\s?(?P<whole>\d{{1,2}}))?\s(?P<noun>{_NOUNS})\b"
_MAY_COUNT = Said(
    re.compile(rf"\d (?:{_NOUNS})\b"),
    ("vuc", "chi", "dung", "truc", "cot", "mon", "hang", "thi", "hoc", "tieu"),
)
_MOVED = re.compile(
    rf"{_COUNT}(?: (?:co|duoc|bi|deu))?(?: (?:diem|diem so|ket qua))? (?P<way>tang|giam|cai thien|sut giam)"
    r"(?: diem| ve diem| diem so)?(?= so voi\b| va\b|\s?[,;.:(]|$)"
)
_BOUNDED = re.compile(
    rf"{_COUNT}(?P<said>[^.;:()\d]{{0,60}}\b(?:{BOUNDS})\s\d[\d.,]*(?! ?%)(?: diem)?(?: tro (?:len|xuong)| den [^.;:()%]{{0,20}})?)"
)
_FEWEST = 4


def check_item_tallies(paper: Paper) -> Iterator[Check | Finding]:
    """Check counts of criteria, subjects and fields that rose, fell or lie beyond a bound in points.

    Args:
        paper: The paper.

    Yields:
        A check a count that the one table of such items tells, and a finding for each that it contradicts.
    """
    for claim in sentences_with(paper, _MAY_COUNT) if paper.sheets else ():
        folded = fold_in_place(claim.sentence)
        for match in (*_MOVED.finditer(folded), *_BOUNDED.finditer(folded)):
            yield from _judge(paper, claim, match)


def _judge(paper: Paper, claim: Claim, match: re.Match[str]) -> Iterator[Check | Finding]:
    sheets = [sheet for sheet in paper.sheets if _lists(sheet, match["noun"])]
    if len(sheets) != 1 or not clause_is_open(paper, claim):
        return
    rows = _rows(sheets[0])
    if len(rows) < _FEWEST or (match["whole"] and int(match["whole"]) != len(rows)):
        return
    counts = set(_counts(paper, sheets[0], rows, claim, match))
    held = int(match["count"]) in counts
    if not held and len(counts) != 1:
        return
    yield statement("COUNT-BOUND", sheets[0].reading.table.table_id, held=held)
    if not held:
        yield count_finding(paper, claim, match, sheets[0], (counts.pop(), len(rows)))


def _lists(sheet: Sheet, noun: str) -> bool:
    """Whether a table lists what a noun counts, and no units."""
    stub = sheet.reading.stub
    header = sheet.reading.columns[stub].header if stub is not None else ""
    said = f" {key(header)} {key(sheet.reading.table.caption or '')} "
    return not sheet.population and f" {noun.split(maxsplit=1)[0]} " in said


def _rows(sheet: Sheet) -> list[int]:
    return [
        row.index
        for row in sheet.data
        if row.label and row.kind is RowKind.DATA and not stands_apart(sheet, row) and not is_total_label(row)
    ]


def _counts(
    paper: Paper, sheet: Sheet, rows: Sequence[int], claim: Claim, match: re.Match[str]
) -> Iterator[int]:
    """How many rows meet what is said, by each column that can tell."""
    if "way" in match.groupdict():
        sign = -1 if match["way"].endswith("giam") else 1
        for series in change_series(paper, sheet):
            values = _values(series, rows)
            if len(values) == len(rows):
                yield sum(value * sign > 0 for value in values)
        return
    bound = read_threshold(match["said"], claim.sentence)
    columns = [
        series
        for series in figure_series(paper, sheet)
        if series.own and any(figure.places for row in rows if (figure := series.at(row)))
    ]
    if bound is not None and len(columns) == 1 and not _ratios(sheet):
        yield _met(columns[0], rows, bound)
        yield _met(columns[0], rows, replace(bound, low_closed=True))


def _ratios(sheet: Sheet) -> bool:
    return bool(sheet.columns(ColumnRole.RATIO))


def _values(series: Series, rows: Sequence[int]) -> list[Decimal]:
    return [figure.value for row in rows if (figure := series.at(row)) is not None]


def _met(series: Series, rows: Sequence[int], bound: Threshold) -> int:
    return sum(bound.contains(value) for value in _values(series, rows))
