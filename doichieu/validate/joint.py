"""Slips that put several cells wrong at once: two figures exchanged, a slip of a whole row, a wrong total carried on."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from doichieu.validate.computed import WeightedRelation
from doichieu.validate.paper import Figures, Place
from doichieu.validate.relations import RatioRelation, Relation, SumRelation
from doichieu.validate.rounding import Grade
from doichieu.validate.row_slips import Slip, edited_figures, row_slips

# Of more violated equations than this the first are looked at in pairs.
_MOST_RELATIONS = 16
# Sums longer than this do not say which of their parts were exchanged.
_LONG = 120
# A total is exchanged with one of its parts in a row of few.
_FEW_PARTS = 24
# A wrong total is carried into its share, into the total of totals, and hardly further.
_MOST_CARRIED = 6


def find_slips(
    relations: Sequence[Relation], reading: Mapping[Place, Sequence[Relation]], figures: Figures
) -> Iterator[Slip]:
    """Find slips of several cells that may explain violated equations.

    Args:
        relations: Violated equations.
        reading: Equations by the places that they read, in the rows and columns of the violated ones.
        figures: Printed figures by place.

    Yields:
        Slips; whether the equations hold without them is left to try.
    """
    rows: defaultdict[tuple[int, int], list[Place]] = defaultdict(list)
    for place in reading:
        rows[place.sheet, place.row].append(place)
    yield from _exchanges(relations, rows, figures)
    yield from row_slips(relations, rows, reading, figures)


# --------------------------------------------------------------------------- two figures in each other's place


def _exchanges(
    relations: Sequence[Relation], rows: Mapping[tuple[int, int], Sequence[Place]], figures: Figures
) -> Iterator[Slip]:
    seen = set()
    for pair in _pairs(relations[:_MOST_RELATIONS], rows, figures):
        ordered = min(pair), max(pair)
        first, second = figures(ordered[0]), figures(ordered[1])
        if ordered in seen or first is None or second is None or first.value == second.value:
            continue
        seen.add(ordered)
        yield Slip("exchanged", {ordered[0]: second.value, ordered[1]: first.value})


def _pairs(
    relations: Sequence[Relation], rows: Mapping[tuple[int, int], Sequence[Place]], figures: Figures
) -> Iterator[tuple[Place, Place]]:
    """Figures that an equation wants in the other's place, what is divided by what, and pairs of two equations."""
    for relation in relations:
        for place in relation.places if len(relation.places) <= _LONG else ():
            wanted = relation.solve(place, figures)
            for other in rows[place.sheet, place.row]:
                number = figures(other)
                if other != place and number is not None and number.value == wanted:
                    yield place, other
        if isinstance(relation, RatioRelation) and isinstance(relation.base, Place):
            yield relation.value, relation.base
        elif isinstance(relation, WeightedRelation):
            yield from _within(relation, figures)
        if isinstance(relation, SumRelation | WeightedRelation) and len(relation.parts) <= _FEW_PARTS:
            yield from _with_result(relation, figures)
    for one, two in combinations(relations, 2):
        if max(len(one.places), len(two.places)) <= _LONG:
            yield from _across(one, two, figures)


def _with_result(relation: SumRelation | WeightedRelation, figures: Figures) -> Iterator[tuple[Place, Place]]:
    """A part and the result that stand in each other's place in one row."""
    target, total = relation.target, figures(relation.target)
    for part in relation.parts:
        number = figures(part)
        if part.row != target.row or number is None or total is None or number.value == total.value:
            continue
        turned = edited_figures(figures, {part: total.value, target: number.value})
        if relation.grade(turned) is Grade.EXACT:
            yield part, target


def _within(relation: WeightedRelation, figures: Figures) -> Iterator[tuple[Place, Place]]:
    """Parts of a weighted sum that mend it in each other's place: how many of either there are leaves a plain sum as it is."""
    for one, two in combinations(relation.parts, 2):
        first, second = figures(one), figures(two)
        if first is not None and second is not None and first.value != second.value:
            turned = edited_figures(figures, {one: second.value, two: first.value})
            if relation.grade(turned) is Grade.EXACT:
                yield one, two


def _across(one: Relation, two: Relation, figures: Figures) -> Iterator[tuple[Place, Place]]:
    """A figure of each of two equations, in one row or one column, that mends one of them if exchanged."""
    beside: defaultdict[tuple[int, str, int], list[Place]] = defaultdict(list)
    for place in two.places:
        beside[place.sheet, "row", place.row].append(place)
        beside[place.sheet, "column", place.col].append(place)
    rounded = _is_rounded(one) and _is_rounded(two)
    for place in one.places:
        wanted = one.solve(place, figures)
        for other in (
            *beside.get((place.sheet, "row", place.row), ()),
            *beside.get((place.sheet, "column", place.col), ()),
        ):
            number = figures(other)
            if other != place and number is not None and (rounded or number.value == wanted):
                yield place, other


def _is_rounded(relation: Relation) -> bool:
    """Whether what an equation wants of a part is no printed figure: means, quotients and weighted sums are rounded."""
    return isinstance(relation, RatioRelation | WeightedRelation) or (
        isinstance(relation, SumRelation) and relation.mean
    )


# --------------------------------------------------------------------------- a wrong total carried on


def find_carried(
    relations: Sequence[Relation],
    reading: Mapping[Place, Sequence[Relation]],
    figures: Figures,
    holds: Callable[[Relation, Figures], bool],
) -> Iterator[Slip]:
    """Totals that do not follow, with what was computed from them as printed.

    Args:
        relations: Violated equations.
        reading: Equations that read a place.
        figures: Printed figures by place.
        holds: Whether an equation holds with some figures.

    Yields:
        Slips of two cells or more; the total that does not follow from its own parts comes first.
    """
    for relation in relations:
        wanted = relation.solve(relation.target, figures)
        number = figures(relation.target)
        if wanted is None or number is None or wanted == number.value:
            continue
        values = {relation.target: wanted}
        waiting = deque([relation.target])
        while waiting and len(values) <= _MOST_CARRIED:
            place = waiting.popleft()
            for other in reading.get(place, ()):
                after = edited_figures(figures, values)
                if other.target in values or not holds(other, figures) or holds(other, after):
                    continue
                value = other.solve(other.target, after)
                if value is not None:
                    values[other.target] = value
                    waiting.append(other.target)
        if 1 < len(values) <= _MOST_CARRIED:
            yield Slip("carried", values)
