"""SUM-AVG for rows that sum up a list of units without adding up: "Trung vị", "Cao nhất", "Thấp nhất"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median
from typing import NamedTuple

from doichieu.model import Bilingual, Check, ColumnRole, Finding, Level, Number, Outcome, Row
from doichieu.normalize.text import key
from doichieu.validate.infer.rows.row_labels import rows_listed, stands_apart
from doichieu.validate.kept import kept
from doichieu.validate.paper import AMOUNTS, Paper, Place, Sheet
from doichieu.validate.rounding import Rounding, to_places
from doichieu.validate.rules.stated import text_finding
from doichieu.validate.slips import is_typing_slip
from doichieu.validate.wording import Style, column_name, say, table_name


@dataclass(frozen=True, slots=True)
class Summary:
    """What a row says of the rows above it: how it is told, what it is called, how it is computed."""

    label: re.Pattern[str]
    name: Bilingual
    compute: Callable[[Sequence[Decimal]], Decimal]


_MEDIAN = Summary(
    re.compile(r"\b(?:trung vi|median)\b"),
    say("trung vị", "the median"),
    lambda values: Decimal(median(values)),
)
_MEAN = Summary(
    re.compile(r"\b(?:trung binh|binh quan)\b"),
    say("trung bình", "the mean"),
    lambda values: sum(values, Decimal(0)) / len(values),
)
_OF_ALL = r"(?:(?:diem|diem so|so|gia tri|chi so|ket qua|ty le|ti le|muc) )?{}(?: chung| toan tinh)?"
EXTREMES = (
    Summary(
        re.compile(_OF_ALL.format("(?:(?:cao|lon) nhat|max)")), say("số lớn nhất", "the highest figure"), max
    ),
    Summary(
        re.compile(_OF_ALL.format("(?:(?:thap|nho) nhat|min)")), say("số nhỏ nhất", "the lowest figure"), min
    ),
)
STATISTICS = (_MEDIAN, _MEAN, *EXTREMES)
# Medians of another population than the rows above agree with none; one of two columns may be misprinted.
_LEAST_HELD, _HOLDS = 2, 0.6
# Extremes are those of the rows above where half of them are.
_EXTREMES_HOLD = 0.5
# One that alone is not, beside so many that are, is wrong whatever slip led to it.
_LEAST_BESIDE = 4
_PAIR = 2
_MODES = (Rounding.HALF_UP, Rounding.HALF_EVEN)


class _Figure(NamedTuple):
    """A figure of such a row: where, what the rows give, and whether it is that."""

    place: Place
    summary: Summary
    right: Decimal
    held: bool


def check_summary_rows(
    paper: Paper, corrected: Mapping[Place, Number], style: Style
) -> Iterator[Check | Finding]:
    """Check every row of medians and of extremes against the columns above it.

    Args:
        paper: The paper.
        corrected: Figures with the edits of other findings applied, by place.
        style: How the paper prints figures.

    Yields:
        A check a figure and a finding for each that does not follow, where most of its kind do; an extreme must be
        a slip of the pen from the right one besides.
    """
    for sheet in paper.sheets:
        extremes: list[_Figure] = []
        for row in sheet.reading.rows:
            label = key(row.label)
            if row.index in sheet.subjects:
                continue
            if _MEDIAN.label.search(label):
                figures = list(_figures(sheet, row, _MEDIAN, corrected))
                held = sum(figure.held for figure in figures)
                if held >= max(_LEAST_HELD, _HOLDS * len(figures)):
                    yield from _results(paper, figures, style)
            for summary in EXTREMES:
                if summary.label.fullmatch(label):
                    extremes.extend(_figures(sheet, row, summary, corrected))
        yield from _results(paper, _group_means(sheet, corrected), style)
        if extremes and sum(figure.held for figure in extremes) >= _EXTREMES_HOLD * len(extremes):
            alone = _stand_alone(sheet, [figure for figure in extremes if not figure.held], len(extremes))
            told = [one for one in extremes if one.held or alone or _is_slip(sheet, one)]
            yield from _results(paper, told, style)


@kept
def _summaries(sheet: Sheet) -> tuple[tuple[Row, Summary], ...]:
    """The rows of medians and extremes of a table."""
    return tuple(
        (row, summary)
        for row in sheet.reading.rows
        if row.index not in sheet.subjects
        for summary in (_MEDIAN, *EXTREMES)
        if (summary.label.search if summary is _MEDIAN else summary.label.fullmatch)(key(row.label))
    )


def held_with(sheet: Sheet, place: Place, value: Decimal) -> int:
    """How many more medians and extremes below a column are those of its figures with one of them edited, less those that stop to be.

    Args:
        sheet: The table.
        place: A figure of a unit.
        value: What it would be.
    """
    number = sheet.number(place.row, place.col)
    if number is None or not any(row.index == place.row for row in sheet.data):
        return 0
    edited = {place: replace(number, value=value)}
    gain = 0
    for row, summary in _summaries(sheet):
        printed = sheet.number(row.index, place.col)
        values = [_column(sheet, place.col, figures) for figures in ({}, edited)]
        if printed is not None and all(values):
            before, after = (_is(summary.compute(each), printed) for each in values)
            gain += after - before
    return gain


def _column(sheet: Sheet, col: int, figures: Mapping[Place, Number]) -> list[Decimal]:
    """The figures of the units in a column, as printed or as edited."""
    places = (sheet.place(row.index, col) for row in rows_listed(sheet))
    return [
        (figures.get(place) or number).value
        for place in places
        if (number := sheet.number(place.row, place.col)) is not None
    ]


def _stand_alone(sheet: Sheet, off: Sequence[_Figure], figures: int) -> bool:
    """Whether one extreme alone is not that of its column, or two are each other's, beside many that are."""
    if figures - len(off) < _LEAST_BESIDE:
        return False
    printed = {sheet.reading.numbers[figure.place.row, figure.place.col].value for figure in off}
    return len(off) == 1 or (
        len(off) == len(printed) == _PAIR and printed == {figure.right for figure in off}
    )


def _is_slip(sheet: Sheet, figure: _Figure) -> bool:
    return is_typing_slip(sheet.reading.numbers[figure.place.row, figure.place.col].value, figure.right)


def _results(paper: Paper, figures: Sequence[_Figure], style: Style) -> Iterator[Check | Finding]:
    for figure in figures:
        place = figure.place
        outcome = Outcome.HELD if figure.held else Outcome.VIOLATED
        table_id = paper.sheets[place.sheet].reading.table.table_id
        yield Check(rule="SUM-AVG", table_id=table_id, outcome=outcome, row=place.row, col=place.col)
        if not figure.held:
            yield _finding(paper, figure, style)


def _figures(
    sheet: Sheet,
    row: Row,
    summary: Summary,
    corrected: Mapping[Place, Number],
    rows: Sequence[Row] | None = None,
) -> Iterator[_Figure]:
    """The figures of a row with what the units alone give in each column, as printed or as corrected."""
    units = [
        one.index
        for one in (rows_listed(sheet) if not rows else [one for one in rows if not stands_apart(sheet, one)])
    ]
    for column in sheet.columns(*AMOUNTS, ColumnRole.RATIO):
        places = [sheet.place(unit, column.index) for unit in units]
        printed = {place: n for place in places if (n := sheet.number(place.row, place.col)) is not None}
        values = [number.value for number in printed.values()]
        number = sheet.number(row.index, column.index)
        if number is not None and len(set(values)) > 1:
            mended = [corrected.get(place, own).value for place, own in printed.items()]
            right = summary.compute(mended)
            held = _is(right, number) or _is(summary.compute(values), number)
            held = held or _is_finer(number, right, printed.values())
            yield _Figure(sheet.place(row.index, column.index), summary, right, held)


def _group_means(sheet: Sheet, corrected: Mapping[Place, Number]) -> list[_Figure]:
    """The figures of rows that head a group of units, where half of them are the means of their groups."""
    members: defaultdict[int, list[Row]] = defaultdict(list)
    for unit in sheet.data:
        if unit.group is not None and not stands_apart(sheet, unit):
            members[unit.group].append(unit)
    figures = [
        figure
        for head, units in members.items()
        if len(units) >= _LEAST_HELD
        for figure in _figures(sheet, sheet.reading.rows[head], _MEAN, corrected, units)
    ]
    held = sum(figure.held for figure in figures)
    return figures if held and held * 2 >= len(figures) else []


def _is(value: Decimal, printed: Number) -> bool:
    return any(to_places(value, printed.places, mode) == printed.value for mode in _MODES)


def _is_finer(number: Number, right: Decimal, rows: Iterable[Number]) -> bool:
    """Whether a summary printed with more places than the row it repeats rounds to that row."""
    places = min((row.places for row in rows if row.value == right), default=number.places)
    return places < number.places and any(to_places(number.value, places, mode) == right for mode in _MODES)


def _giving(sheet: Sheet, figure: _Figure) -> list[Place]:
    """The figures of units that a summary should repeat, which may be the wrong ones; none for a mean of two."""
    return [
        sheet.place(row.index, figure.place.col)
        for row in sheet.data
        if sheet.value(row.index, figure.place.col) == figure.right
    ]


def _finding(paper: Paper, figure: _Figure, style: Style) -> Finding:
    place, name, value = figure.place, figure.summary.name, figure.right
    sheet = paper.sheets[place.sheet]
    printed, table = paper.text(place), table_name(sheet.reading.table)
    number = sheet.reading.numbers[place.row, place.col]
    right = style.show(to_places(value, number.places), places=number.places, like=number)
    header, label = column_name(paper, place), paper.row(place).label
    said = say(
        f"{table.vi}: dòng “{label}”, cột “{header}” ghi {printed}; {name.vi} của các dòng là {right}.",
        f"{table.en}: row “{label}”, column “{header}” is printed as {printed}; {name.en} of the rows is {right}.",
    )
    fix = paper.correction(place, right)
    return text_finding(
        paper,
        "SUM-AVG",
        Level.ERROR,
        [label, header],
        said,
        observed=printed,
        expected=right,
        operands=[
            paper.operand(place, "doubtful"),
            *(paper.operand(one, "operand") for one in _giving(sheet, figure)),
        ],
        cause=say("Số ghi nhầm hoặc tính nhầm.", "The figure was misprinted or miscounted."),
        suggestion=say(f"Sửa thành {right}.", f"Correct it to {right}."),
        place=place,
        corrections=[fix],
    )
