"""Slips that put the figures of a whole row wrong: the row beside it typed again, figures one column off."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from operator import itemgetter

from doichieu.model import Number
from doichieu.validate.paper import Figures, Place
from doichieu.validate.relations import Relation

# Figures of a row that repeat the row beside it, for it to be a copy.
_COPIED = 2
# Digits that repeat those of the row beside, for it to be no chance.
_TELLING_DIGITS = 5
# Figures that stand a column off; two of them have changed places and no more.
_SHIFTED = 3
# Columns behind the last that an equation reads, into which figures may have moved.
_BEYOND = 3
_LINE = itemgetter(0)


@dataclass(frozen=True, slots=True, eq=False)
class Slip:
    """A slip: its kind, and what the cells should hold, the one to name first; equal to itself alone, so that what it comes to can be kept."""

    kind: str
    values: dict[Place, Decimal]


# What gives the slips of one kind that one place, row or equation may show.
Source = Callable[[], Iterator[Slip]]


def typed_again(
    relations: Sequence[Relation], figures: Figures
) -> Iterator[tuple[list[Relation], list[Place]]]:
    """Find rows whose figures are those of the row beside them, and what is computed in them is not.

    What the figures should be is known to nobody: that all of them are the same and tell something is no chance.

    Args:
        relations: Equations that do not hold.
        figures: Printed figures by place.

    Yields:
        The equations within such a row, and the figures that were typed again.
    """
    within: defaultdict[tuple[int, int], list[Relation]] = defaultdict(list)
    for relation in relations:
        line = (relation.target.sheet, relation.target.row)
        if all((place.sheet, place.row) == line for place in relation.places):
            within[line].append(relation)
    for own in within.values():
        targets = {relation.target for relation in own}
        parts = sorted({place for relation in own for place in relation.places} - targets)
        told = [number.value for place in parts if (number := figures(place)) and number.value]
        digits = sum(len(value.as_tuple().digits) for value in told)
        if len(told) < _COPIED or digits < _TELLING_DIGITS:
            continue
        for step in (-1, 1):
            repeated = all(
                (one := figures(place)) is not None
                and (two := figures(place._replace(row=place.row + step))) is not None
                and one.value == two.value
                for place in parts
            )
            own_results = all(
                (beside := figures(target._replace(row=target.row + step))) is not None
                and not _same(figures(target), beside)
                for target in targets
            )
            if repeated and own_results:
                yield own, parts
                break


def row_sources(
    relations: Sequence[Relation],
    rows: Mapping[tuple[int, int], Sequence[Place]],
    reading: Mapping[Place, Sequence[Relation]],
    figures: Figures,
) -> Iterator[tuple[Hashable, Source]]:
    """Find rows whose figures may be those of the row beside them, or stand one column off.

    Args:
        relations: Violated equations.
        rows: Places that equations read, by table and row.
        reading: Equations by the places that they read.
        figures: Printed figures by place.

    Yields:
        What makes a source of slips what it is, and the source.
    """
    concerned: defaultdict[tuple[int, int], list[Relation]] = defaultdict(list)
    for relation in relations:
        for line in {(place.sheet, place.row) for place in relation.places}:
            concerned[line].append(relation)
    # Of two equal rows either may be the copy: rows are typed downwards, so that the later one is tried first.
    for line, own in sorted(concerned.items(), key=_LINE, reverse=True):
        if len(own) >= _COPIED:
            yield ("copied", line, *map(id, own)), partial(_copies, own, rows[line], reading, figures)
            yield ("shifted", line), partial(_shifts, rows[line], figures)


def _copies(
    own: Sequence[Relation],
    places: Sequence[Place],
    reading: Mapping[Place, Sequence[Relation]],
    figures: Figures,
) -> Iterator[Slip]:
    """The row above or below typed again: each figure as its own equation wants it, and what follows from it in the row."""
    copied = {
        place
        for place in places
        for step in (-1, 1)
        if _same(figures(place), figures(place._replace(row=place.row + step)))
    }
    values: dict[Place, Decimal] = {}
    for relation in own:
        wanted = [place for place in relation.places if place in copied]
        value = relation.solve(wanted[0], figures) if len(wanted) == 1 else None
        if value is not None:
            values.setdefault(wanted[0], value)
    if len(values) >= _COPIED:
        yield Slip("copied", _with_results(values, copied, reading, figures))


def _with_results(
    values: dict[Place, Decimal],
    copied: Collection[Place],
    reading: Mapping[Place, Sequence[Relation]],
    figures: Figures,
) -> dict[Place, Decimal]:
    """The values with those of the shares, sums and differences that were copied with their operands."""
    wanted = dict(values)
    waiting = deque(values)
    while waiting:
        for relation in reading.get(waiting.popleft(), ()):
            within = all(place.row == relation.target.row for place in relation.places)
            if relation.target in copied and relation.target not in wanted and within:
                result = relation.solve(relation.target, edited_figures(figures, wanted))
                if result is not None:
                    wanted[relation.target] = result
                    waiting.append(relation.target)
    return wanted


def edited_figures(figures: Figures, values: Mapping[Place, Decimal]) -> Figures:
    """The figures with some of them edited."""
    edited = {
        place: replace(number, value=value)
        for place, value in values.items()
        if (number := figures(place)) is not None
    }

    def after(place: Place) -> Number | None:
        return edited.get(place) or figures(place)

    return after


def _same(one: Number | None, two: Number | None) -> bool:
    return one is not None and two is not None and one.value == two.value and one.value != 0


def _shifts(places: Sequence[Place], figures: Figures) -> Iterator[Slip]:
    """The figures of a row, or of one end of it, moved on by a column; the one that found no room stands at the other end."""
    line = [
        place
        for col in range(min(each.col for each in places), max(each.col for each in places) + _BEYOND)
        if figures(place := places[0]._replace(col=col)) is not None
    ]
    count = len(line)
    runs = [line[start:] for start in range(count)] + [line[:end] for end in range(1, count)]
    for run in runs:
        printed = [number.value for place in run if (number := figures(place)) is not None]
        if len(run) < _SHIFTED:
            continue
        for moved in ([*printed[1:], printed[0]], [printed[-1], *printed[:-1]]):
            values = {
                place: value for place, value, old in zip(run, moved, printed, strict=True) if value != old
            }
            if len(values) >= _SHIFTED:
                yield Slip("shifted", values)
