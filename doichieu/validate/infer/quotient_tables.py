"""Tables computed from two others: yields from production and area, rates from counts and wholes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations
from math import isclose, log10
from typing import NamedTuple

from doichieu.validate.infer.year_grids import LEAST_LINES, YearGrid
from doichieu.validate.paper import Paper, Place
from doichieu.validate.relations import RatioRelation
from doichieu.validate.rounding import Grade

# Tables before and after that are tried.
_NEAR = 6
# Cells that must follow, and the share of all.
_LEAST_CELLS, _EXPLAINS = 6, 0.7
# So far from a power of ten, in parts of it, rounding alone does not put a cell; so many cells are asked first.
_ROUGH, _PROBES = 0.02, 5


class _Trio(NamedTuple):
    """Tables whose cells are quotients of those of the two others, with how many hold and how many of these to the digit."""

    tables: frozenset[int]
    held: int
    exact: int
    relations: Sequence[RatioRelation]


def quotient_relations(paper: Paper, grids: Sequence[Sequence[YearGrid]]) -> Iterator[RatioRelation]:
    """Find tables each of whose cells is a quotient of the same cells of two others.

    Args:
        paper: The paper laid out.
        grids: The tables by year of each sheet.

    Yields:
        A quotient for each cell of such a table; of three tables one is taken for the quotient.
    """
    flat = [(at, grid) for at, found in enumerate(grids) for grid in found]
    found: dict[frozenset[int], _Trio] = {}
    for number, (at, grid) in enumerate(flat):
        near = [
            (other, source)
            for other, (place, source) in enumerate(flat)
            if other != number and abs(place - at) <= _NEAR and _is_alike(grid, source)
        ]
        for (one, value), (two, base) in permutations(near, 2):
            trio = _trio(paper, frozenset({number, one, two}), grid, value, base)
            if trio is not None and (
                trio.tables not in found or found[trio.tables][1:3] < (trio.held, trio.exact)
            ):
                found[trio.tables] = trio
    for trio in found.values():
        yield from trio.relations


def _is_alike(grid: YearGrid, other: YearGrid) -> bool:
    """Whether two tables have lines and years in common."""
    return (
        len(grid.years.keys() & other.years.keys()) > 1
        and len(grid.lines.keys() & other.lines.keys()) >= LEAST_LINES
    )


def _trio(
    paper: Paper, tables: frozenset[int], grid: YearGrid, value: YearGrid, base: YearGrid
) -> _Trio | None:
    years = grid.years.keys() & value.years.keys() & base.years.keys()
    lines = [label for label in grid.lines if label in value.lines and label in base.lines]
    if len(years) < 2 or len(lines) < LEAST_LINES:
        return None
    cells = [
        (
            grid.place(grid.lines[line], grid.years[year]),
            value.place(value.lines[line], value.years[year]),
            base.place(base.lines[line], base.years[year]),
        )
        for line in lines
        for year in sorted(years)
    ]
    power = _power(paper, cells)
    if power is None:
        return None
    relations = [
        RatioRelation(
            rule="RATIO-CROSS",
            target=target,
            value=over,
            base=under,
            places_printed=grid.places,
            scale=Decimal(10) ** power,
            hidden=value.places,
            both_hidden=True,
        )
        for target, over, under in cells
        if all(paper.number(place) is not None for place in (target, over, under))
    ]
    grades = [relation.grade(paper.number) for relation in relations]
    held = sum(grade is not Grade.IMPOSSIBLE for grade in grades)
    if held < max(_LEAST_CELLS, _EXPLAINS * len(relations)):
        return None
    return _Trio(tables, held, grades.count(Grade.EXACT), relations)


def _power(paper: Paper, cells: Sequence[tuple[Place, Place, Place]]) -> int | None:
    """The power of ten between the units, None where the first cells are no quotients but for such a power."""
    powers: Counter[int | None] = Counter()
    for cell in cells:
        figures = [float(number.value) for place in cell if (number := paper.number(place)) is not None]
        if len(figures) == len(cell) and min(figures) > 0:
            scale = figures[0] * figures[2] / figures[1]
            near = round(log10(scale))
            powers[near if isclose(scale, 10.0**near, rel_tol=_ROUGH) else None] += 1
        if powers.total() == _PROBES:
            break
    return next((power for power, count in powers.most_common(1) if count >= _PROBES - 1), None)
