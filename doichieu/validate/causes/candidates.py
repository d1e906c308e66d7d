"""Edits of one cell that would mend an equation, and how likely the slip of the pen is that they undo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from doichieu.validate.causes.row_slips import edited_figures
from doichieu.validate.paper import Figures, Place
from doichieu.validate.relations import RatioRelation, Relation, SumRelation
from doichieu.validate.relations.computed import WeightedRelation
from doichieu.validate.rounding import Grade, quantum, to_places
from doichieu.validate.slips import describe_slip, places_of, slips_to

# Sums longer than this try only their total and the parts that a slip of the pen would explain.
_LONG_SUM = 120
# Slips that lead to few other figures, so that chance leads to a likely one seldom.
_RARE = frozenset({"transposed", "decimal"})
# Of so many means a slip in some part explains one that it did not bring about.
_FEW_PARTS, _BY_CHANCE = 12, 0.05
# A figure of so many digits stands twice in a row by no chance: it was typed again.
_TELLING_DIGITS, _COPIED = 3, 0.3
# Equations that leave a cell a range each, and how many figures of what they leave in common are tried.
_LEAST_RANGES, _RANGE_STEPS = 2, 16
_WEIGHTS = {
    "transposed": 0.35,
    "decimal": 0.35,
    "dropped": 0.3,
    "added": 0.3,
    "digit": 0.25,
    "sign": 0.3,
    "unknown": 0.0,
}


def edit_weight(place: Place, value: Decimal, figures: Figures) -> float:
    """How much speaks for an edit by itself: what slip of the pen turns the value into what is printed.

    Args:
        place: The cell.
        value: What it would hold.
        figures: Printed figures by place.
    """
    number = figures(place)
    if number is None:
        return 0.0
    # What is no change has no sign to lose: a negative figure is hardly meant unless the same one is printed.
    if value < 0 <= number.value != -value:
        return -0.8
    # A figure with more decimals than its cell prints was hardly meant there.
    if places_of(value) > number.places + (2 if number.places == 0 else 1):
        return -0.4
    weight = _WEIGHTS[describe_slip(number.value, number.places, value)]
    return max(weight, _COPIED) if not weight and _is_copied(place, figures) else weight


def _is_copied(place: Place, figures: Figures) -> bool:
    """Whether a cell repeats the one above it or to its left, which does not repeat the one before that."""
    number = figures(place)
    if number is None:
        return False
    told = number.value if number.places else number.value.normalize()
    if len(told.as_tuple().digits) < _TELLING_DIGITS:
        return False
    for step in (Place(0, 1, 0), Place(0, 0, 1)):
        before, earlier = (
            figures(place._replace(row=place.row - times * step.row, col=place.col - times * step.col))
            for times in (1, 2)
        )
        if before is not None and before.value == number.value:
            return earlier is None or earlier.value != number.value
    return False


def edit_candidates(
    relation: Relation,
    reading: Mapping[Place, Sequence[Relation]],
    figures: Figures,
    doubted: Mapping[Place, int],
    full: Figures,
) -> Iterable[tuple[Place, Decimal]]:
    """The edits of one cell that would mend an equation.

    Args:
        relation: An equation that does not hold.
        reading: Equations that read a place.
        figures: Printed figures by place.
        full: The same with all decimals that their columns print; "9,5" amid "8,27" may have lost a nought.
        doubted: How many violated equations read a place.

    Yields:
        A place and what it would hold.
    """
    for place in relation.places:
        value = relation.solve(place, full)
        number = figures(place)
        if value is None or number is None or value == number.value:
            continue
        long = len(relation.places) > _LONG_SUM and place != relation.target
        if not long or describe_slip(number.value, number.places, value) != "unknown":
            yield place, value
    if isinstance(relation, RatioRelation):
        yield from _slips_within(relation, reading, figures)
    elif isinstance(relation, WeightedRelation) or (isinstance(relation, SumRelation) and relation.mean):
        yield from _slips_of_parts(relation, full, doubted)
    elif isinstance(relation, SumRelation) and not relation.exact:
        yield from _slips_beside(relation, figures)


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


def _slips_beside(total: SumRelation, figures: Figures) -> Iterable[tuple[Place, Decimal]]:
    """Slips of the pen next to what a sum of rounded figures leaves a cell, where hardly any slip leads there by chance."""
    for place in total.places if len(total.places) <= _LONG_SUM else ():
        number, value = figures(place), total.solve(place, figures)
        if number is None or value is None or describe_slip(number.value, number.places, value) != "unknown":
            continue
        half = len(total.places) * quantum(number.places) / 2
        slips = list(slips_to(number.value, number.places))
        by_chance = (
            len(slips) * float(2 * half.scaleb(number.places)) / 10 ** len(number.value.as_tuple().digits)
        )
        near = [slip for slip in slips if abs(slip - value) < half]
        if near and by_chance <= _BY_CHANCE:
            yield place, min(near, key=lambda slip: abs(slip - value))


def _slips_of_parts(
    mean: SumRelation | WeightedRelation, figures: Figures, doubted: Mapping[Place, int]
) -> Iterable[tuple[Place, Decimal]]:
    """Slips of the pen in parts of a mean, which leaves each a range: in one alone, or where another equation doubts the part."""
    found: list[tuple[Place, Decimal]] = []
    chance = 0.0
    few = len(mean.parts) <= _FEW_PARTS
    for place in mean.parts if few else [part for part in mean.parts if doubted[part] > 1]:
        number, reach = figures(place), mean.reach(place, figures)
        if number is None or reach is None:
            continue
        slips = list(slips_to(number.value, number.places))
        width = float((reach[1] - reach[0]).scaleb(number.places))
        chance += len(slips) * width / 10 ** len(number.value.as_tuple().digits)
        found += [(place, value) for value in slips if reach[0] <= value <= reach[1]]
    alone = few and chance <= _BY_CHANCE and len(found) == 1
    yield from (edit for edit in found if alone or doubted[edit[0]] > 1)


def common_values(place: Place, relations: Sequence[Relation], figures: Figures) -> Iterable[Decimal]:
    """What a cell may hold for two rounded equations at once: a mean leaves it a range, a quotient another.

    Args:
        place: A cell that several violated equations read.
        relations: Those equations.
        figures: Printed figures by place.

    Yields:
        One figure in the places that the cell prints, where one mends all that leave it a range.
    """
    number = figures(place)
    ranges = [
        (relation, reach)
        for relation in relations
        if isinstance(relation, RatioRelation | SumRelation) and relation.target != place
        if (reach := relation.reach(place, figures)) is not None
    ]
    if number is None or len(ranges) < _LEAST_RANGES:
        return
    low, high = max(reach[0] for _, reach in ranges), min(reach[1] for _, reach in ranges)
    steps = {
        to_places(low + (high - low) * step / _RANGE_STEPS, number.places) for step in range(_RANGE_STEPS + 1)
    }
    fitting = [
        value
        for value in sorted(steps)
        if low <= value <= high
        and all(
            relation.grade(edited_figures(figures, {place: value})) is Grade.EXACT for relation, _ in ranges
        )
    ]
    yield from fitting[len(fitting) // 2 :][:1]
