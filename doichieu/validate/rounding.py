"""Rounding modes, the intervals that printed digits stand for, and how far a residual is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Context, Decimal
from enum import StrEnum
from functools import lru_cache

from doichieu.model import Bilingual, Number


class Rounding(StrEnum):
    """How a figure was brought to its printed places."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    TRUNCATE = "truncate"
    UP = "up"


_MODES = {
    Rounding.HALF_UP: ROUND_HALF_UP,
    Rounding.HALF_EVEN: ROUND_HALF_EVEN,
    Rounding.TRUNCATE: ROUND_DOWN,
    Rounding.UP: ROUND_UP,
}

NAMES = {
    Rounding.HALF_UP: Bilingual(vi="làm tròn từ 5 lên", en="rounded half up"),
    Rounding.HALF_EVEN: Bilingual(vi="làm tròn 5 về số chẵn", en="rounded half to even"),
    Rounding.TRUNCATE: Bilingual(vi="cắt bỏ phần lẻ", en="truncated"),
    Rounding.UP: Bilingual(vi="làm tròn lên", en="rounded up"),
}


class Grade(StrEnum):
    """How well an equation holds on printed digits.

    EXACT: holds to the last printed digit. POSSIBLE: digits that are not printed can close the gap,
    and would do so by ordinary rounding. IMPLAUSIBLE: only if nearly all of them lean one way.
    IMPOSSIBLE: no hidden digits close the gap.
    """

    EXACT = "exact"
    POSSIBLE = "possible"
    IMPLAUSIBLE = "implausible"
    IMPOSSIBLE = "impossible"


# Beyond so many standard deviations rounding is no explanation: one clean sum of some two thousand lies there.
# At two deviations it was one of twenty, and a long table of averages raised an alarm.
POSSIBLE_DEVIATIONS = Decimal("3.5")


# Results of which one may be misprinted where the others were cut off.
_LEAST_CUT = 3


# Exports print figures with all the digits that a program holds; the usual 28 do not do for their products.
_WIDE = Context(prec=200)


@lru_cache
def quantum(places: int) -> Decimal:
    """One unit in the last of this many decimal places."""
    return Decimal(1).scaleb(-places)


def to_places(value: Decimal, places: int, rounding: Rounding = Rounding.HALF_UP) -> Decimal:
    """A value brought to decimal places.

    Args:
        value: Exact value.
        places: Decimal places to keep.
        rounding: How.

    Returns:
        The value with exactly that many places.
    """
    return value.quantize(quantum(places), rounding=_MODES[rounding], context=_WIDE)


def are_cut_off(results: Iterable[tuple[Decimal, Number]]) -> bool:
    """Whether printed results follow when they are cut off, all of them or all but one of several, and fewer when they are rounded.

    Args:
        results: Exact results and what is printed of each.
    """
    held: Counter[Rounding] = Counter()
    every = 0
    for exact, printed in results:
        every += 1
        for way in (Rounding.TRUNCATE, Rounding.HALF_UP, Rounding.HALF_EVEN):
            held[way] += to_places(exact, printed.places, way) == printed.value
    cut, rounded = held[Rounding.TRUNCATE], max(held[Rounding.HALF_UP], held[Rounding.HALF_EVEN])
    return cut > rounded and (cut == every or cut >= max(_LEAST_CUT, every - 1))


def agree(one: Decimal, two: Decimal, places: int) -> bool:
    """Whether two figures are one at so many decimal places, whichever way they were rounded."""
    return any(to_places(one, places, mode) == to_places(two, places, mode) for mode in Rounding)


def reaches(exact: Decimal, half: Decimal, printed: Decimal, places: int) -> bool:
    """Whether a result that hidden digits put off by up to `half` can be printed as it is.

    Args:
        exact: The result of the printed figures, before rounding.
        half: How far hidden digits of the operands may put it off, 0 or more.
        printed: What is printed.
        places: Decimal places of what is printed.
    """
    return to_places(exact - half, places) <= printed <= to_places(exact + half, places)


def half_of_quotient(value: Decimal, places: int, base: Decimal, base_places: int) -> Decimal:
    """How far half a unit of the last place of a value and of what it is divided by put their quotient off.

    Args:
        value: The value, printed to `places` decimal places.
        places: Its places.
        base: What it is divided by, not nought, printed to `base_places`.
        base_places: Its places.
    """
    return abs((quantum(places) + abs(value / base) * quantum(base_places)) / 2 / base)


def grade_residual(residual: Decimal, places: list[int]) -> Grade:
    """Grade the gap of a sum by the digits its operands do not print.

    Each operand printed to p places may be off by half a unit of that place. The worst case goes
    blind on long sums, so a gap beyond `POSSIBLE_DEVIATIONS` of such errors is implausible.

    Args:
        residual: Printed total minus recomputed total.
        places: Printed decimal places of every operand, the total included.

    Returns:
        The grade.
    """
    gap = abs(residual)
    if gap == 0:
        return Grade.EXACT
    halves = [quantum(place) / 2 for place in places]
    if gap >= sum(halves):
        return Grade.IMPOSSIBLE
    # A uniform error of half-width h has variance h²/3.
    variance = sum((half * half for half in halves), Decimal(0)) / 3
    return Grade.POSSIBLE if gap * gap <= POSSIBLE_DEVIATIONS**2 * variance else Grade.IMPLAUSIBLE
