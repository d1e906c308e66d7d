"""Slips that put several cells wrong at once: two figures exchanged, a row typed again, a wrong total carried on."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from doichieu.model import Number
from doichieu.validate.paper import Figures, Place
from doichieu.validate.relations import RatioRelation, Relation, SumRelation

# Of more violated equations than this the first are looked at in pairs.
_MOST_RELATIONS = 16
# Sums longer than this do not say which of their parts were exchanged.
_LONG = 120
# A wrong total is carried into its share, into the total of totals, and hardly further.
_MOST_CARRIED = 6
# Figures of a row that repeat the row beside it, for it to be a copy.
_COPIED = 2


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip: its kind, and what the cells should hold, the one to name first."""

    kind: str
    values: dict[Place, Decimal]


def find_slips(relations: Sequence[Relation], places: Collection[Place], figures: Figures) -> Iterator[Slip]:
    """Find slips of several cells that may explain violated equations.

    Args:
        relations: Violated equations.
        places: Places that equations read, in the rows and columns of the violated ones.
        figures: Printed figures by place.

    Yields:
        Slips; whether the equations hold without them is left to try.
    """
    rows: defaultdict[tuple[int, int], list[Place]] = defaultdict(list)
    for place in places:
        rows[place.sheet, place.row].append(place)
    yield from _exchanges(relations, rows, figures)
    yield from _copies(relations, rows, figures)


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
    for one, two in combinations(relations, 2):
        if max(len(one.places), len(two.places)) <= _LONG:
            yield from _across(one, two, figures)


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
    """Whether what an equation wants of a part is no printed figure: means and quotients are rounded."""
    return isinstance(relation, RatioRelation) or (isinstance(relation, SumRelation) and relation.mean)


# --------------------------------------------------------------------------- a row typed again


def _copies(
    relations: Sequence[Relation], rows: Mapping[tuple[int, int], Sequence[Place]], figures: Figures
) -> Iterator[Slip]:
    """Rows whose figures are those of the row above or below: each as its own equation wants it."""
    concerned: defaultdict[tuple[int, int], list[Relation]] = defaultdict(list)
    for relation in relations:
        for line in {(place.sheet, place.row) for place in relation.places}:
            concerned[line].append(relation)
    for (sheet, row), own in concerned.items():
        if len(own) < _COPIED:
            continue
        copied = {
            place
            for place in rows[sheet, row]
            for step in (-1, 1)
            if _same(figures(place), figures(place._replace(row=row + step)))
        }
        values: dict[Place, Decimal] = {}
        for relation in own:
            wanted = [place for place in relation.places if place in copied]
            value = relation.solve(wanted[0], figures) if len(wanted) == 1 else None
            if value is not None:
                values.setdefault(wanted[0], value)
        if len(values) >= _COPIED:
            yield Slip("copied", values)


def _same(one: Number | None, two: Number | None) -> bool:
    return one is not None and two is not None and one.value == two.value and one.value != 0


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


def edited_figures(figures: Figures, values: Mapping[Place, Decimal]) -> Figures:
    """The figures with some of them edited."""

    def after(place: Place) -> Number | None:
        number = figures(place)
        return replace(number, value=values[place]) if number is not None and place in values else number

    return after
