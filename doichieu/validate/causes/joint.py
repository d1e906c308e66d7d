"""Slips that put several cells wrong at once: two figures exchanged, a slip of a whole row, a wrong total carried on."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from itertools import combinations

from doichieu.validate.causes.row_slips import Slip, Source, edited_figures, row_sources
from doichieu.validate.paper import Figures, Place
from doichieu.validate.relations import RatioRelation, Relation, SumRelation
from doichieu.validate.relations.computed import WeightedRelation
from doichieu.validate.rounding import Grade

# Of more violated equations than this the first are looked at in pairs.
_MOST_RELATIONS = 16
# Sums longer than this do not say which of their parts were exchanged.
_LONG = 120
# A total is exchanged with one of its parts in a row of few.
_FEW_PARTS = 24
# A wrong total is carried into its share, into the total of totals, and hardly further.
_MOST_CARRIED = 6


def places_by_row(places: Iterable[Place]) -> dict[tuple[int, int], list[Place]]:
    """Places by table and row, in the order given."""
    rows: defaultdict[tuple[int, int], list[Place]] = defaultdict(list)
    for place in places:
        rows[place.sheet, place.row].append(place)
    return dict(rows)


def slip_sources(
    relations: Sequence[Relation],
    rows: Mapping[tuple[int, int], Sequence[Place]],
    reading: Mapping[Place, Sequence[Relation]],
    figures: Figures,
    holds: Callable[[Relation, Figures], bool],
) -> Iterator[tuple[Hashable, Source]]:
    """Find where slips of several cells may come from that explain violated equations.

    Args:
        relations: Violated equations.
        rows: Places that equations read, by table and row.
        reading: Equations by the places that they read, in the rows and columns of the violated ones.
        figures: Printed figures by place.
        holds: Whether an equation holds with some figures.

    Yields:
        What makes a source what it is, and the source: one met again gives the same slips. Whether the equations
        hold without them is left to try.
    """
    near = relations[:_MOST_RELATIONS]
    for relation in near:
        yield (
            ("exchanged", id(relation)),
            partial(_exchanges, partial(_pairs, relation, rows, figures), figures),
        )
    for one, two in combinations(near, 2):
        if max(len(one.places), len(two.places)) <= _LONG:
            pairs = partial(_across, one, two, figures)
            yield ("exchanged", id(one), id(two)), partial(_exchanges, pairs, figures)
        yield ("rows", id(one), id(two)), partial(_rows_exchanged, one, two, figures)
    yield from row_sources(relations, rows, reading, figures)
    for relation in relations:
        yield ("carried", id(relation)), partial(_carried, relation, reading, figures, holds)


# --------------------------------------------------------------------------- two figures in each other's place


def _exchanges(pairs: Callable[[], Iterator[tuple[Place, Place]]], figures: Figures) -> Iterator[Slip]:
    for ordered in dict.fromkeys((min(pair), max(pair)) for pair in pairs()):
        first, second = figures(ordered[0]), figures(ordered[1])
        if first is not None and second is not None and first.value != second.value:
            yield Slip("exchanged", {ordered[0]: second.value, ordered[1]: first.value})


def _pairs(
    relation: Relation, rows: Mapping[tuple[int, int], Sequence[Place]], figures: Figures
) -> Iterator[tuple[Place, Place]]:
    """Figures that an equation wants in the other's place, and what is divided by what."""
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


def _rows_exchanged(one: Relation, two: Relation, figures: Figures) -> Iterator[Slip]:
    """All that the results of two rows are computed from, each row's figures standing in the other."""
    if one.target.col != two.target.col or len(one.places) > _FEW_PARTS:
        return
    lines = [
        {place.col: place for place in each.places if place != each.target and place.row == each.target.row}
        for each in (one, two)
    ]
    if lines[0].keys() != lines[1].keys() or any(
        len(line) != len(each.places) - 1 for line, each in zip(lines, (one, two), strict=True)
    ):
        return
    values: dict[Place, Decimal] = {}
    for col, place in lines[0].items():
        own, other = figures(place), figures(lines[1][col])
        if own is None or other is None:
            return
        if own.value != other.value:
            values |= {place: other.value, lines[1][col]: own.value}
    if len(values) > 2:
        yield Slip("rows", values)


def _is_rounded(relation: Relation) -> bool:
    """Whether what an equation wants of a part is no printed figure: means, quotients and weighted sums are rounded."""
    return isinstance(relation, RatioRelation | WeightedRelation) or (
        isinstance(relation, SumRelation) and relation.mean
    )


# --------------------------------------------------------------------------- a wrong total carried on


def _carried(
    relation: Relation,
    reading: Mapping[Place, Sequence[Relation]],
    figures: Figures,
    holds: Callable[[Relation, Figures], bool],
) -> Iterator[Slip]:
    """A total that does not follow, with what was computed from it as printed: it comes first."""
    wanted = relation.solve(relation.target, figures)
    number = figures(relation.target)
    if wanted is None or number is None or wanted == number.value:
        return
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
