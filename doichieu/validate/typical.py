"""Whether a figure is one like the others of its column, or lies far off them."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from math import gcd

from doichieu.model import RowKind
from doichieu.validate.kept import kept
from doichieu.validate.paper import Place, Sheet
from doichieu.validate.slips import places_of

# Fewer others show no range.
_LEAST_OTHERS = 4
# A column keeps a step of so many units of its last place at least.
_LEAST_STEP = 5
# So many figures of a column, and what share of them, print alike for it to have decimal places of its own.
_LEAST_ALIKE, _ALIKE = 5, 0.75
# So many figures without a nought at their end would show one, did the column not leave such noughts out.
_MANY = 10
# So many other rows print a figure of so much that it is given to them: a prize, a fee.
_REPEATED, _TELLING = 2, 100


def lies_far_off(sheet: Sheet, place: Place) -> bool:
    """Whether the figure of a unit lies farther from all others of its column than these lie from each other."""
    span = _others(sheet, place)
    printed = sheet.value(place.row, place.col)
    return span is not None and printed is not None and _is_far(printed, *span)


def nearer(sheet: Sheet, place: Place, value: Decimal) -> int:
    """Whether an edit puts a figure among the others of its column: 1 from far off, -1 to far off, else 0.

    Args:
        sheet: The table.
        place: A figure.
        value: What it would be.
    """
    span, printed = _others(sheet, place), sheet.value(place.row, place.col)
    if span is None or printed is None:
        return 0
    low, high = span
    if low <= value <= high:
        return int(_is_far(printed, low, high))
    return -int(low <= printed <= high and _is_far(value, low, high))


def usual(sheet: Sheet, place: Place, value: Decimal) -> int:
    """Whether an edit makes a figure one that several other rows print: 1 where it does, -1 where it leaves such a one, else 0.

    Args:
        sheet: A table.
        place: A figure.
        value: What it would be.
    """
    printed = sheet.value(place.row, place.col)
    if printed is None or sheet.reading.rows[place.row].kind is not RowKind.DATA:
        return 0
    counts = _counts(sheet, place.col)
    return (counts[value] >= _REPEATED and counts[printed] <= 1) - (counts[printed] > _REPEATED)


def printed_like(sheet: Sheet, place: Place, value: Decimal) -> float:
    """Whether an edit gives a figure the decimal places of its column: 1 where its own are others, 0 where they are not.

    Where noughts at the end may be left out, less: "9,5" is no slip for sure then.

    Args:
        sheet: The table.
        place: A figure.
        value: What it would be.
    """
    number, usual_places = sheet.number(place.row, place.col), column_places(sheet, place.col)
    if number is None or usual_places is None or number.places == usual_places:
        return 0.0
    if number.places == 0 or places_of(value) > usual_places:
        return 0.0
    return 1.0 if _keeps_noughts(sheet, place.col, usual_places) else 0.5


def keeps_step(sheet: Sheet, place: Place, value: Decimal) -> int:
    """Whether an edit gives a figure the step of its column, quarters of a point or fives: 1 where it does, -1 where it leaves it, else 0.

    Args:
        sheet: The table.
        place: A figure of a unit.
        value: What it would be.
    """
    printed = sheet.value(place.row, place.col)
    if printed is None or sheet.reading.rows[place.row].kind is not RowKind.DATA:
        return 0
    others = list(_ordered(sheet, place.col))
    others.remove(printed)
    finest = max(map(places_of, (printed, value, *others)))
    step = gcd(*(int(other.scaleb(finest)) for other in others))
    if step < _LEAST_STEP or len(set(others)) < _LEAST_OTHERS:
        return 0
    keeps = [int(each.scaleb(finest)) % step == 0 for each in (printed, value)]
    return keeps[1] - keeps[0]


@kept
def column_places(sheet: Sheet, col: int) -> int | None:
    """The decimal places that nearly all figures of a column print; None where they print none, or differ."""
    places = [number.places for (_, other), number in sheet.reading.numbers.items() if other == col]
    most, times = Counter(places).most_common(1)[0] if places else (0, 0)
    return most if most and times >= _LEAST_ALIKE and times >= _ALIKE * len(places) else None


@kept
def _keeps_noughts(sheet: Sheet, col: int, places: int) -> bool:
    """Whether a column prints noughts at the end of its figures."""
    figures = [
        number
        for (_, other), number in sheet.reading.numbers.items()
        if other == col and number.places == places
    ]
    return len(figures) >= _MANY or any(places_of(number.value) < places for number in figures)


@kept
def _counts(sheet: Sheet, col: int) -> Counter[Decimal]:
    """How often the units of a column have each figure of three digits and more."""
    return Counter(value for value in _ordered(sheet, col) if abs(value) >= _TELLING)


@kept
def _ordered(sheet: Sheet, col: int) -> list[Decimal]:
    """The figures of the units in a column, the least first."""
    return sorted(value for row in sheet.data if (value := sheet.value(row.index, col)) is not None)


def _others(sheet: Sheet, place: Place) -> tuple[Decimal, Decimal] | None:
    """The least and the largest figure of the other units in a column; None where too few have one."""
    printed, figures = sheet.value(place.row, place.col), _ordered(sheet, place.col)
    if sheet.reading.rows[place.row].kind is not RowKind.DATA or len(figures) <= _LEAST_OTHERS:
        return None
    low = figures[1] if printed == figures[0] else figures[0]
    high = figures[-2] if printed == figures[-1] else figures[-1]
    return low, high


def _is_far(value: Decimal, low: Decimal, high: Decimal) -> bool:
    return max(low - value, value - high) > high - low
