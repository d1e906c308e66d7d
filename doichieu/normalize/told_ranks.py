"""Columns of places that no header calls so: what they hold ranks the figures of another column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations

# Fewer places are in the order of some column by chance, where the header hints at nothing.
_LEAST_PLACES, _LEAST_HINTED = 8, 5
_HINT = re.compile(r"\b(?:xếp|thứ|bậc|vị trí)\b")
# So many places are right under some policy for ties, and so many tied.
_PLACED, _TOLD_APART = 0.8, 0.5
OUT_OF_ORDER = 0.1
"""Pairs of rows in the wrong order: of twenty units one may be misplaced altogether."""
DISORDERED = 0.25
"""The same where the header hints at places: two that are far apart may be exchanged."""
# So many pairs must differ in their figures.
_COMPARED = 0.5
# Rows that are looked at.
_SAMPLE = 60
_FILLED = 0.9


def ranks_figures(
    header: str,
    places: Mapping[int, Decimal],
    others: Sequence[Mapping[int, Decimal]],
    *,
    most: float = OUT_OF_ORDER,
    ranked: bool = False,
) -> bool:
    """Whether whole numbers are places, in the order of the figures of some other column.

    Args:
        header: What heads them.
        places: Whole numbers of a column by row.
        others: Figures of the columns that they may rank, by row.
        most: What share of the pairs of rows may be in the wrong order.
        ranked: Whether another column is headed as ranks: games won or lost are in the order of points, and no places.
    """
    hinted = bool(_HINT.search(header.casefold()))
    if ranked and not hinted:
        return False
    least = _LEAST_HINTED if hinted else _LEAST_PLACES
    if len(places) < least or not _are_places([*places.values()], slack=int(hinted)):
        return False
    most = max(most, DISORDERED) if hinted and most else most
    rows = list(places)[:_SAMPLE]
    return any(_in_order(rows, places, other, most) for other in others)


def _are_places(values: Sequence[Decimal], slack: int) -> bool:
    """Whether numbers count units: each is one more than there are before it, or all from 1 on come, most only once.

    One that is misprinted puts those between by one off, and a count that goes wrong ends that much later.
    """
    count, kinds = len(values), sorted(set(values))
    if kinds[0] < 1 or kinds[-1] > count + slack or len(kinds) <= _TOLD_APART * count:
        return False
    after = sum(abs(value - 1 - sum(other < value for other in values)) <= 1 for value in values)
    dense = sum(abs(kind - place) <= 1 for place, kind in enumerate(kinds, 1))
    return after >= _PLACED * count or dense >= _PLACED * len(kinds)


def _in_order(
    rows: Sequence[int], places: Mapping[int, Decimal], figures: Mapping[int, Decimal], most: float
) -> bool:
    known = [row for row in rows if row in figures]
    if len(known) < _FILLED * len(rows):
        return False
    ahead = behind = compared = 0
    for one, two in combinations(known, 2):
        if figures[one] == figures[two]:
            continue
        compared += 1
        ahead += (figures[one] > figures[two]) is (places[one] < places[two]) and places[one] != places[two]
        behind += (figures[one] < figures[two]) is (places[one] < places[two]) and places[one] != places[two]
    pairs = len(known) * (len(known) - 1) / 2
    return compared >= _COMPARED * pairs and max(ahead, behind) >= (1 - most) * compared
