"""The role of a column by itself: what its header suggests, decided together with what it holds."""

from __future__ import annotations

import re

from doichieu.model import ColumnRole
from doichieu.normalize.columns.content import Content
from doichieu.normalize.grades import GRADES, holds_grades, may_grade
from doichieu.normalize.headers import Header
from doichieu.normalize.periods import is_time
from doichieu.normalize.text import key

# From here on numbers that run on may be years.
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2100
# "Thay đổi thứ hạng" heads places won and lost, which no ranks are; where all are won nothing shows it.
_CHANGE = re.compile(r"\b(thay doi|bien dong|chenh lech|tang|giam|so voi)\b")
# "6 tháng so với cùng kỳ" heads percentages where figures without signs lie about a hundred; "(%)" can stand elsewhere.
_COMPARED = re.compile(r"\bso voi\b|\bnam truoc ?= ?100\b")
_DIFFERS = re.compile(r"\b(tang|giam|chenh lech|tuyet doi)\b")
_LEAST_RATE, _HIGHEST_RATE = 20, 500
_NEARLY_ALL = 0.8
# "4 sao" is a grade, and no four of anything.
_STARS = re.compile(r"\d sao")
_OF_BOUND = re.compile(r"%.*\b(?:tối đa|tôi đa|chuẩn|trần)\b", re.IGNORECASE)


def role_of(header: Header, content: Content, *, indexed: bool) -> ColumnRole:
    """The role of a column by itself; what it is beside the others `roles_of` decides."""
    suggested = header.suggested
    # Units of measurement are no figures: "1000 USD", "100 kg".
    if suggested in {ColumnRole.ORDINAL, ColumnRole.TEXT}:
        return suggested
    if not content.is_numeric:
        return _role_of_texts(header, content)
    figures = [key(text) for text in content.texts if any(map(str.isdigit, text))]
    starred = all(map(_STARS.fullmatch, figures))
    if starred and (suggested is ColumnRole.TIER or (suggested is ColumnRole.RANK and figures)):
        return ColumnRole.TIER  # “Hạng sao” over “4 sao”
    if suggested is ColumnRole.RANK:
        return _ranks_or_counts(header, content)
    percents = sum(number.percent for number in content.numbers.values())
    mostly = percents > len(content.numbers) / 2
    if suggested is ColumnRole.MAXIMUM and (mostly or _OF_BOUND.search(header.path)):
        suggested = ColumnRole.RATIO  # “Đạt % so với điểm tối đa”
    if suggested in {ColumnRole.MAXIMUM, ColumnRole.RATIO, ColumnRole.TOTAL}:
        return suggested
    if header.unit == "%" or mostly or _compares(header, content, indexed=indexed):
        return ColumnRole.RATIO
    if suggested is ColumnRole.COUNT and content.is_integral:
        return ColumnRole.COUNT
    return ColumnRole.COMPONENT


def _role_of_texts(header: Header, content: Content) -> ColumnRole:
    """What a column is whose cells are no figures."""
    suggested = header.suggested
    if suggested is ColumnRole.ENTITY or (suggested is ColumnRole.TIER and may_grade(header, content.texts)):
        return suggested
    if holds_grades(header, content.texts):
        return ColumnRole.TIER
    blank_rank = suggested is ColumnRole.RANK and content.filled == len(content.numbers)
    return ColumnRole.RANK if blank_rank else ColumnRole.TEXT


def _compares(header: Header, content: Content, *, indexed: bool) -> bool:
    """Whether a column holds percentages of another period or of a plan, as its header and its figures say together."""
    words = key(header.path)
    if content.is_signed or content.is_integral or _DIFFERS.search(words):
        return False
    if header.path and not indexed and not _COMPARED.search(words):
        return False
    # of a plan for the year the first months are a small share
    least = 1 if header.path else _LEAST_RATE
    near = sum(least <= number.value <= _HIGHEST_RATE for number in content.numbers.values())
    return near >= _NEARLY_ALL * len(content.numbers)


def _ranks_or_counts(header: Header, content: Content) -> ColumnRole:
    """What a column headed as one of ranks is: under "Xếp hạng" "3 sao" counts units, and moves are no ranks."""
    counts = " / " in header.path and _is_grade(header.path.rpartition(" / ")[2])
    moves = _CHANGE.search(key(header.path)) and content.is_signed
    return ColumnRole.RANK if content.holds_places and not counts and not moves else ColumnRole.COMPONENT


def _is_grade(title: str) -> bool:
    """Whether a title is a grade: "3 sao", "Tốt"."""
    return key(title) in GRADES or _STARS.fullmatch(key(title)) is not None


def tells_rows_apart(content: Content) -> bool:
    """Whether a column can say what its rows are about: one left blank or with one text wherever it has any cannot."""
    said = {key(text) for text in content.texts if text}
    return len(said) > 1 or (len(said) == 1 and len(content.texts) == 1)


def are_years(content: Content) -> bool:
    """Whether a column lists years, each once and in order."""
    values = [number.value for number in content.numbers.values()]
    return (
        len(values) > 1
        and all(is_time(text) for text in content.texts if text)
        and content.is_integral
        and all(_EARLIEST_YEAR <= value <= _LATEST_YEAR for value in values)
        and values in (sorted(set(values)), sorted(set(values), reverse=True))
    )


def looks_ordinal(header: Header, content: Content) -> bool:
    """Whether a first column counts the rows: from 1, or, where a table goes on without its header, from any number."""
    values = [number.value for number in content.numbers.values()]
    if len(values) < 2 or not content.is_integral or values != sorted(set(values)):
        return False
    goes_on = not header.path and len(values) > 2 and values[-1] - values[0] == len(values) - 1
    return values[0] in {0, 1} or (goes_on and values[-1] < _EARLIEST_YEAR)
