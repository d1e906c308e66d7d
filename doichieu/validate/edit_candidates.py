"""Edits of one cell that would mend an equation, and how likely the slip of the pen is that they undo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from doichieu.model import Number
from doichieu.validate.paper import Figures, Place
from doichieu.validate.relations import RatioRelation, Relation, SumRelation
from doichieu.validate.slips import describe_slip, places_of, slips_to

# Sums longer than this try only their total and the parts that a slip of the pen would explain.
_LONG_SUM = 120
# Slips that lead to few other figures, so that chance leads to a likely one seldom.
_RARE = frozenset({"transposed", "decimal"})
_WEIGHTS = {
    "transposed": 0.35,
    "decimal": 0.35,
    "dropped": 0.3,
    "added": 0.3,
    "digit": 0.25,
    "sign": 0.3,
    "unknown": 0.0,
}


def edit_weight(number: Number, value: Decimal) -> float:
    """How much speaks for an edit by itself: what slip of the pen turns the value into what is printed."""
    # What is no change has no sign to lose: a negative figure is hardly meant unless the same one is printed.
    if value < 0 <= number.value != -value:
        return -0.8
    # A figure with more decimals than its cell prints was hardly meant there.
    if places_of(value) > number.places + (2 if number.places == 0 else 1):
        return -0.4
    return _WEIGHTS[describe_slip(number.value, number.places, value)]


def edit_candidates(
    relation: Relation,
    reading: Mapping[Place, Sequence[Relation]],
    figures: Figures,
    doubted: Mapping[Place, int],
) -> Iterable[tuple[Place, Decimal]]:
    """The edits of one cell that would mend an equation.

    Args:
        relation: An equation that does not hold.
        reading: Equations that read a place.
        figures: Printed figures by place.
        doubted: How many violated equations read a place.

    Yields:
        A place and what it would hold.
    """
    for place in relation.places:
        value = relation.solve(place, figures)
        number = figures(place)
        if value is None or number is None or value == number.value:
            continue
        long = len(relation.places) > _LONG_SUM and place != relation.target
        if not long or describe_slip(number.value, number.places, value) != "unknown":
            yield place, value
    if isinstance(relation, RatioRelation):
        yield from _slips_within(relation, reading, figures)
    elif isinstance(relation, SumRelation) and relation.mean:
        yield from _slips_of_parts(relation, figures, doubted)


def _slips_within(
    relation: RatioRelation, reading: Mapping[Place, Sequence[Relation]], figures: Figures
) -> Iterable[tuple[Place, Decimal]]:
    """The likeliest slip of the pen that leads to a numerator or a maximum that the percentage allows.

    Digits replaced or lost lead anywhere: they count where other checks bear the percentage out.
    """
    firm = len(reading[relation.target]) > 1
    for place in relation.places[1:]:
        number, reach = figures(place), relation.reach(place, figures)
        if number is None or reach is None:
            continue
        within = {
            value: describe_slip(number.value, number.places, value)
            for value in slips_to(number.value, number.places)
            if reach[0] <= value <= reach[1]
        }
        weights = {value: _WEIGHTS[slip] for value, slip in within.items() if firm or slip in _RARE}
        likeliest = [value for value, weight in weights.items() if weight == max(weights.values())]
        if len(likeliest) == 1:
            yield place, likeliest[0]


def _slips_of_parts(
    mean: SumRelation, figures: Figures, doubted: Mapping[Place, int]
) -> Iterable[tuple[Place, Decimal]]:
    """Slips of the pen in parts that another equation doubts as well: a mean leaves each part a range."""
    for place in mean.parts:
        number = figures(place) if doubted[place] > 1 else None
        reach = mean.reach(place, figures) if number is not None else None
        if number is None or reach is None:
            continue
        for value in slips_to(number.value, number.places):
            if reach[0] <= value <= reach[1]:
                yield place, value
