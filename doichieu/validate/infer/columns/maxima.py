"""The maximum that a score is out of: declared in headers, columns and notes, or implied by the figures."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from doichieu.model import ColumnRole, Number
from doichieu.normalize.numbers import read_number
from doichieu.normalize.text import key, words
from doichieu.validate.kept import kept
from doichieu.validate.paper import Paper, Sheet
from doichieu.validate.rounding import quantum

# A maximum is implied when it lies in the intervals of this share of the rows.
_EXPLAINS = 0.6
# A footnote mark, alone or in brackets, wherever it stands in a note: one line often explains all of them.
_MARK = re.compile(r"(?<![\w*])\(?(?<!\*)(\*+)\)?")
_NOTE_FIGURE = re.compile(r"(?<![\d.,])\d+(?:[.,]\d+)*(?![\d%])")
_NOTE_CLAUSE = re.compile(r";|,\s|\.\s|\bvà\b")
_POINTS = re.compile(r"\b(?:diem|toi da)\b")
# "các đơn vị còn lại tối đa 100 điểm": the maximum of the rows that bear no mark.
_THE_OTHERS = re.compile(r"\b(?:con lai|khac)\b")
_STEPS = tuple(map(Decimal, ("1000", "100", "50", "10", "5", "1", "0.5")))
_ROUND = 5


def declared_maxima(paper: Paper) -> list[Decimal]:
    """Every maximum that headers declare or columns of maxima print."""
    values: list[Decimal] = []
    for sheet in paper.sheets:
        maxima = {column.index for column in sheet.columns(ColumnRole.MAXIMUM)}
        values.extend(column.maximum for column in sheet.reading.columns if column.maximum)
        if maxima:
            values.extend(number.value for (_, col), number in sheet.reading.numbers.items() if col in maxima)
    return list(dict.fromkeys(values))


def footnote_marks(paper: Paper) -> dict[str, str]:
    """Footnote mark by subject, from every table that prints marks behind names."""
    marks: dict[str, str] = {}
    for sheet in paper.sheets:
        for row in sheet.data:
            if row.marks:
                for subject in sheet.subjects[row.index]:
                    marks.setdefault(subject, row.marks)
    return marks


def note_maxima(sheet: Sheet) -> dict[str, Decimal]:
    """Maximum by footnote mark, from notes such as "(*) … tổng điểm … là 485"; that of rows without one under ""."""
    maxima: dict[str, Decimal] = {}
    for note in sheet.reading.table.notes:
        if "diem" not in words(note) or not _MARK.search(note):
            continue
        mark = ""
        for clause in _NOTE_CLAUSE.split(note):
            found = _MARK.search(clause)
            mark = found.group(1) if found else mark
            figures = _NOTE_FIGURE.findall(clause) if _POINTS.search(key(clause)) else []
            number = read_number(figures[-1]) if figures else None
            if number and number.value > 0:
                maxima["" if _THE_OTHERS.search(key(clause)) else mark] = number.value
    return maxima


def note_on(sheet: Sheet, mark: str) -> str:
    """The note that explains a footnote mark, or for "" the maximum of the rows that bear none; empty where none does."""
    notes = [note for note in sheet.reading.table.notes if _MARK.search(note)]
    if not mark:
        return next((note for note in notes if _THE_OTHERS.search(key(note))), next(iter(notes), ""))
    return next((note for note in notes if mark in _MARK.findall(note)), "")


def mark_of(sheet: Sheet, row: int, marks: Mapping[str, str]) -> str:
    """The footnote mark that applies to a row: its own, else in a table without marks the one its unit has in another."""
    own = sheet.reading.rows[row].marks
    if own or not marks or _prints_marks(sheet):
        return own
    return next((marks[subject] for subject in sheet.subjects.get(row, ()) if subject in marks), "")


@kept
def _prints_marks(sheet: Sheet) -> bool:
    return any(row.marks for row in sheet.data)


def implied_maximum(
    sheet: Sheet, ratio: int, value: int, rows: Iterable[int], known: Sequence[Decimal], scale: int
) -> Decimal | None:
    """The maximum that the intervals of most rows have in common, a known or a round one first.

    A printed percentage p of a value v allows maxima between v/(p+u) and v/(p-u), u half a unit
    of its last place; a single row proves nothing.

    Args:
        sheet: The table.
        ratio: Column of percentages.
        value: Column of numerators.
        rows: Grid rows to go by.
        known: Maxima that the paper declares somewhere.
        scale: 100 for percentages, 1 for an index.

    Returns:
        The maximum, None where no number explains most rows.
    """
    intervals = []
    for row in rows:
        number, amount = sheet.number(row, ratio), sheet.value(row, value)
        if number is None or amount is None or number.value <= 0 or amount <= 0:
            continue
        intervals.append(_interval(amount * scale, number))
    if len(intervals) < 2:
        return None
    # Rows that are all alike bear out a maximum that the paper declares, and imply none.
    implied = _round_numbers(intervals) if len(set(intervals)) > 1 else set()
    lows, highs = sorted(each.low for each in intervals), sorted(each.high for each in intervals)
    # how many intervals have begun and not ended before it
    candidates = {
        option: bisect_right(lows, option) - bisect_left(highs, option) for option in {*known, *implied}
    }
    needed = max(2, round(_EXPLAINS * len(intervals)))
    good = [option for option, count in candidates.items() if count >= needed]
    if not good:
        return None
    return max(
        good,
        key=lambda option: (
            candidates[option],
            option in known,
            _fits_one_mode(option, intervals),
            _roundness(option),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Interval:
    """The maxima that a printed percentage allows: rounded either way, rounded half up, cut off."""

    low: Decimal
    high: Decimal
    half_low: Decimal
    half_high: Decimal
    exact: Decimal


def _interval(scaled: Decimal, number: Number) -> _Interval:
    unit = quantum(number.places)
    return _Interval(
        low=scaled / (number.value + unit),
        high=scaled / max(number.value - unit, unit / 10),
        half_low=scaled / (number.value + unit / 2),
        half_high=scaled / max(number.value - unit / 2, unit / 10),
        exact=scaled / number.value,
    )


def _fits_one_mode(option: Decimal, intervals: Sequence[_Interval]) -> int:
    """How many percentages a maximum gives under one way of rounding for all."""
    halves = sum(each.half_low <= option <= each.half_high for each in intervals)
    return max(halves, sum(each.low < option <= each.exact for each in intervals))


def _round_numbers(intervals: Sequence[_Interval]) -> set[Decimal]:
    """The roundest number inside each interval, for the narrowest intervals, and inside what all have in common rounded half up."""
    narrow = sorted(intervals, key=lambda each: each.high - each.low)[:12]
    options = {
        option for each in narrow for step in _STEPS for option in _multiples(each.low, each.high, step)
    }
    # a maximum with decimals would fit any figures, one misprinted among them
    low, high = max(each.half_low for each in intervals), min(each.half_high for each in intervals)
    return options.union(*(_multiples(low, high, step) for step in _STEPS[:_ROUND]))


def _multiples(low: Decimal, high: Decimal, step: Decimal) -> Iterator[Decimal]:
    """The first and the last multiple of a step within an interval."""
    first = (low / step).to_integral_value(ROUND_CEILING) * step
    if 0 < first <= high:
        yield first
        if high - first >= step:
            yield high // step * step


def _roundness(value: Decimal) -> int:
    return next((rank for rank, step in enumerate((1000, 100, 50, 10, 5, 1)) if value % step == 0), 9) * -1
