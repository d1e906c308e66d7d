"""Places of a ranking that one misprint put off by one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Strays(NamedTuple):
    """Places that are one off what as many units above them give, under one policy for ties.

    Moving one unit shifts what lies between its two places by one, and nothing else: long columns that are no ranking
    need not be tried with each unit at each place.

    Attributes:
        places: All places that a unit has, from the first.
        first: The first of those that are off.
        last: The last of them.
        many: How many they are.
    """

    places: list[int]
    first: int
    last: int
    many: int

    def lies_between(self, place: int, vacant: int) -> bool:
        """Whether all of them lie between two places, and hardly any other does."""
        low, high = min(place, vacant), max(place, vacant)
        within = bisect_right(self.places, high) - bisect_left(self.places, low)
        return low <= self.first and self.last <= high and within - self.many <= len((place, vacant))


def strays_of(taken: Mapping[int, int]) -> list[Strays]:
    """Strays of a column that one move may make a ranking, under either policy that leaves gaps.

    Args:
        taken: How many units have each place that one has.

    Returns:
        Those under each policy from which no place is more than one off.
    """
    places = sorted(taken)
    counted = [0, *accumulate(taken[place] for place in places)]
    found: list[Strays] = []
    for expected in ([count + 1 for count in counted[:-1]], counted[1:]):
        off = {place: place - right for place, right in zip(places, expected, strict=True) if place != right}
        if off and all(abs(gap) == 1 for gap in off.values()):
            found.append(Strays(places, min(off), max(off), len(off)))
    return found
