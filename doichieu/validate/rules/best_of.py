"""SUM-AVG for columns that take the best of others, or leave out the best and the worst: "Thành tích tốt nhất" of two attempts, the marks of a jury."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from doichieu.model import Bilingual, Check, ColumnRole, Finding, Level, Number
from doichieu.normalize.text import key
from doichieu.validate.causes.cause import JointEvidence
from doichieu.validate.infer.columns.column_formulas import leaves_out_ends
from doichieu.validate.infer.columns.column_relations import row_relation
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.kept import kept
from doichieu.validate.paper import AMOUNTS, Paper, Place, Sheet
from doichieu.validate.rounding import Grade, to_places
from doichieu.validate.rules.stated import statement, text_finding
from doichieu.validate.slips import describe_slip
from doichieu.validate.typical import lies_far_off
from doichieu.validate.wording import Style, column_name, row_name, say, table_name

_HIGHEST, _LOWEST = (
    re.compile(r"\b(?:cao|lon|tot|dai) nhat\b|\bmax\b"),
    re.compile(r"\b(?:thap|nho|tot|nhanh|ngan) nhat\b|\bmin\b"),
)
# So many rows tell, in nearly all of which it holds; each of the columns is the best somewhere.
_LEAST_ROWS, _HOLDS = 5, 0.75
# The months of a year, with a few columns beside them.
_MOST_PARTS = 16
# The highest and the lowest of the same figures.
_BOTH = 2
# Marks of which the highest and the lowest are left out.
_LEAST_MARKS = 4


class _Best(NamedTuple):
    """A column that takes the best of those before it: which, how it is computed, what it is called, whether it is one of them."""

    target: int
    parts: tuple[int, ...]
    compute: Callable[[Sequence[Decimal]], Decimal]
    name: Bilingual
    picks: bool = True


def check_best_of(
    paper: Paper,
    conventions: Conventions,
    corrected: Mapping[Place, Number],
    style: Style,
    ranked: JointEvidence,
) -> Iterator[Check | Finding]:
    """Check every column headed as the best or the least of the columns before it.

    Args:
        paper: The paper.
        conventions: What was inferred: a total may vouch for the best.
        corrected: Figures with the edits of other findings applied, by place.
        style: How the paper prints figures.
        ranked: How many more ranks follow with figures edited.

    Yields:
        A check a row and a finding for each that prints another figure, where nearly all print that.
    """
    for sheet in paper.sheets:
        wrong: dict[int, list[_Best]] = {}
        for best in _found(sheet):
            for row in sheet.data:
                holds = [_holds(sheet, row.index, best, figures) for figures in ({}, corrected)]
                if holds[0] is None:
                    continue
                held = any(holds)
                yield statement("SUM-AVG", sheet.reading.table.table_id, held=held)
                if not held:
                    wrong.setdefault(row.index, []).append(best)
        for at, several in wrong.items():
            one = _of_both(sheet, at, several)
            for best in several if one is None else several[:1]:
                place = one or _doubtful(sheet, at, best, conventions, ranked)
                yield _finding(paper, sheet, best, place, style)


def _of_both(sheet: Sheet, row: int, several: Sequence[_Best]) -> Place | None:
    """The figure that was the highest before it was misprinted, and is the lowest now; None where one of these alone is wrong."""
    if len(several) < _BOTH:
        return None
    values = [value for best in several if (value := sheet.value(row, best.target)) is not None]
    mending = [
        place
        for place in (sheet.place(row, col) for col in several[0].parts)
        if any(better_with(sheet, place, value) == len(several) for value in values)
    ]
    return mending[0] if len(mending) == 1 else None


def better_with(sheet: Sheet, place: Place, value: Decimal) -> int:
    """How many more columns that take the best of others do so in a row with a figure edited, less those that stop to.

    Args:
        sheet: The table.
        place: A figure.
        value: What it would be.
    """
    number = sheet.figure(place)
    if number is None:
        return 0
    gain = 0
    for best in _found(sheet):
        if place.col in {best.target, *best.parts}:
            before, after = (
                _holds(sheet, place.row, best, figures)
                for figures in ({}, {place: replace(number, value=value)})
            )
            gain += bool(after) - bool(before)
    return gain


def _holds(sheet: Sheet, row: int, best: _Best, corrected: Mapping[Place, Number]) -> bool | None:
    """Whether a row prints the best of its figures, as printed or corrected; None where one is missing."""
    values, target = _values(sheet, row, best, corrected), sheet.place(row, best.target)
    number = corrected.get(target) or sheet.figure(target)
    return None if values is None or number is None else number.value == best.compute(values)


@kept
def _found(sheet: Sheet) -> tuple[_Best, ...]:
    return tuple(_headed(sheet))


def _headed(sheet: Sheet) -> Iterator[_Best]:
    """The columns whose header says so, where they do."""
    amounts = [column.index for column in sheet.columns(*AMOUNTS) if column.role is not ColumnRole.MAXIMUM]
    found: list[_Best] = []
    for target in amounts:
        columns = [col for col in amounts if col not in {each.target for each in found}]
        at = columns.index(target)
        words = key(sheet.reading.columns[target].header)
        if leaves_out_ends(sheet, target):
            options = [
                _Best(target, tuple(columns[at - count : at]), compute, name, picks=False)
                for compute, name in _without_ends(sheet.places(target))
                for count in range(_LEAST_MARKS, min(at, _MOST_PARTS) + 1)
            ]
            found.extend(_meant(sheet, options, found))
            continue
        ways = [
            (max, say("số lớn nhất", "the highest")) if _HIGHEST.search(words) else None,
            (min, say("số nhỏ nhất", "the lowest")) if _LOWEST.search(words) else None,
        ]
        options = [
            _Best(target, tuple(columns[at - count : at]), compute, name)
            for way in ways
            if way is not None
            for compute, name in (way,)
            for count in range(2, min(at, _MOST_PARTS) + 1)
        ]
        found.extend(_meant(sheet, options, found))
    yield from found


def _without_ends(places: int) -> Iterator[tuple[Callable[[Sequence[Decimal]], Decimal], Bilingual]]:
    """The sum and the mean of figures without the highest and the lowest."""

    def rest(values: Sequence[Decimal]) -> Decimal:
        return sum(values, Decimal()) - max(values) - min(values)

    def mean(values: Sequence[Decimal]) -> Decimal:
        return to_places(rest(values) / (len(values) - 2), places)

    yield rest, say("tổng, bỏ số lớn nhất và số nhỏ nhất,", "the sum without the highest and the lowest")
    yield (
        mean,
        say("trung bình, bỏ số lớn nhất và số nhỏ nhất,", "the mean without the highest and the lowest"),
    )


def _meant(sheet: Sheet, options: Sequence[_Best], found: Sequence[_Best]) -> Iterator[_Best]:
    """The option that holds in most rows, where it is what the table does; the lowest is that of the same as the highest."""
    same = {each.parts for each in found}
    best = max(
        options,
        key=lambda option: (_held(sheet, option)[0] + (option.parts in same), len(option.parts)),
        default=None,
    )
    if best is not None and _is_meant(sheet, best):
        yield best


def _held(sheet: Sheet, best: _Best) -> tuple[int, int, set[int]]:
    """Rows in which it holds, rows that have the figures, and which columns are the only best in one."""
    held = tried = 0
    alone = set()
    for row in sheet.data:
        values, printed = _values(sheet, row.index, best, {}), sheet.value(row.index, best.target)
        if values is None or printed is None:
            continue
        tried += 1
        held += best.compute(values) == printed
        if values.count(printed) == 1 and best.compute(values) == printed:
            alone.add(best.parts[values.index(printed)])
    return held, tried, alone


def _is_meant(sheet: Sheet, best: _Best) -> bool:
    held, tried, alone = _held(sheet, best)
    return tried >= _LEAST_ROWS and held >= _HOLDS * tried and (len(alone) > 1 or not best.picks)


def _values(sheet: Sheet, row: int, best: _Best, corrected: Mapping[Place, Number]) -> list[Decimal] | None:
    places = [sheet.place(row, col) for col in best.parts]
    values = [
        number.value
        for place in places
        if (number := corrected.get(place) or sheet.figure(place)) is not None
    ]
    return values if len(values) == len(best.parts) else None


def _doubtful(sheet: Sheet, row: int, best: _Best, conventions: Conventions, ranked: JointEvidence) -> Place:
    """The figure in doubt: a part where a total or its rank vouches for the best, or the part lies far off, else the best."""
    target = sheet.place(row, best.target)
    if not best.picks:
        return target
    places = [sheet.place(row, col) for col in best.parts]
    figures = {place: number for place in places if (number := sheet.figure(place)) is not None}
    right = best.compute([number.value for number in figures.values()])
    odd = [place for place, number in figures.items() if number.value == right]
    vouched = any(
        best.target in formula.parts
        and (relation := row_relation(sheet, row, formula)) is not None
        and relation.grade(sheet.figure) is Grade.EXACT
        for formula in conventions.formulas[sheet.index].columns
    )
    vouched = vouched or ranked({target: right}) < 0
    printed = sheet.value(row, best.target)
    if not (vouched or any(lies_far_off(sheet, place) for place in odd)) or printed is None:
        return target
    if best.compute([right, printed]) == right:
        return odd[0]  # it is better than what was taken
    slips = [
        place
        for place, number in figures.items()
        if describe_slip(number.value, number.places, printed) != "unknown"
    ]
    return (slips or odd)[0]


def _finding(paper: Paper, sheet: Sheet, best: _Best, place: Place, style: Style) -> Finding:
    row = place.row
    target, places = sheet.place(row, best.target), [sheet.place(row, col) for col in best.parts]
    right = best.compute([number.value for one in places if (number := sheet.figure(one)) is not None])
    printed, header = paper.text(target), column_name(paper, target)
    shown = style.show(right, like=sheet.number(row, best.target))
    table, name = table_name(sheet.reading.table), row_name(paper, target)
    listed = "; ".join(paper.text(one) for one in places)
    fix = paper.correction(sheet.place(row, best.target), shown)
    return text_finding(
        paper,
        "SUM-AVG",
        Level.ERROR,
        [name, header],
        say(
            f"{table.vi}: “{header}” của {name} ghi {printed}; {best.name.vi} trong {listed} là {shown}.",
            f"{table.en}: “{header}” of {name} is printed as {printed}; {best.name.en} of {listed} is {shown}.",
        ),
        observed=paper.text(place),
        expected=shown if place == target else f"≠ {paper.text(place)}",
        operands=[
            paper.operand(place, "doubtful"),
            *(paper.operand(one, "operand") for one in (target, *places) if one != place),
        ],
        cause=say("Số ghi nhầm.", "The figure is misprinted."),
        suggestion=say(f"Kiểm tra lại {paper.text(place)}.", f"Check {paper.text(place)}."),
        place=place,
        corrections=[fix] if place == target else [],
    )
