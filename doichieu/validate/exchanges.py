"""Pairs of figures that may stand in each other's place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from doichieu.model import Number
from doichieu.validate.paper import Place
from doichieu.validate.relations import Figures, Relation

# An exchange leaves two to four equations violated; of more than this many the first are looked at.
_MOST_RELATIONS = 16


def find_exchanges(relations: Sequence[Relation], figures: Figures) -> Iterator[tuple[Place, Place]]:
    """Find pairs of figures of one row, or of one column, that would mend two violated equations if exchanged.

    Args:
        relations: Violated equations.
        figures: Printed figures by place.

    Yields:
        Pairs of places, the earlier first; that both equations hold afterwards was tried.
    """
    seen = set()
    for one, two in combinations(relations[:_MOST_RELATIONS], 2):
        for pair in _pairs(one, two):
            if pair in seen:
                continue
            seen.add(pair)
            first, second = figures(pair[0]), figures(pair[1])
            if first is None or second is None or first.value == second.value:
                continue
            if one.solve(pair[0], figures) == second.value or two.solve(pair[1], figures) == first.value:
                yield pair


def _pairs(one: Relation, two: Relation) -> Iterator[tuple[Place, Place]]:
    """Places of one equation beside places of the other: in the same row or in the same column of a table."""
    rows: dict[tuple[int, int], Place] = {}
    columns: dict[tuple[int, int], Place] = {}
    for place in two.places:
        rows.setdefault((place.sheet, place.row), place)
        columns.setdefault((place.sheet, place.col), place)
    for place in one.places:
        for other in (rows.get((place.sheet, place.row)), columns.get((place.sheet, place.col))):
            if other is not None and other != place:
                yield place, other


def exchanged_figures(figures: Figures, one: Place, two: Place) -> Figures:
    """The figures with two of them in each other's place."""

    def after(place: Place) -> Number | None:
        return figures(two if place == one else one if place == two else place)

    return after
