"""Rows of a table of texts, told by how the lines of its cells fit together."""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.pdf.rivers.rowcosts import NOTHING, OVERLAP, RowCost, costs_of
from doichieu.extract.pdf.rivers.rowplaces import Align, told_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from doichieu.extract.pdf.rivers.rowcosts import LineCosts
    from doichieu.extract.pdf.rivers.rowplaces import Layout, Line, Rows

# A row has no more lines.
_MOST = 40
# What speaks against a row as near to the one above as lines where others are apart.
_CLOSE = 1.6
# What speaks so strongly against a row that no longer one is tried.
_HOPELESS = 16.0
_NEVER = float("inf")


class Fit(NamedTuple):
    """Lines parted into rows.

    Attributes:
        cost: What speaks against it.
        rows: First and last line of each row.
    """

    cost: float
    rows: Rows


def fit_rows(
    lines: Sequence[Line],
    layout: Layout,
    forced: frozenset[int],
    head: int,
    *,
    least: int = 0,
    goes_on: bool = False,
    most: float = float("inf"),
) -> Fit:
    """Part lines into rows.

    Args:
        lines: For each line from the top its texts with the first and last column of each.
        layout: What holds for all rows.
        forced: Indexes of lines that are rows of their own: labels of groups.
        head: How many lines the first row has, if it is a header known from another page; -1 for a header of any
            number of lines, its cells in places of their own; 0 where there is none.
        least: How many lines a header of any number of lines has at least.
        goes_on: Whether the rest of a row of the page before can stand above the first one.
        most: How much may speak against the rows; others are not looked for.

    Returns:
        The rows that the least speaks against; its cost is infinite where more does than may.
    """
    fitting = _Fitting(lines, layout, _Given(forced, head, least, goes_on))
    first, align = fitting.best(layout)
    again = told_by(lines, first.rows[head != 0 :], layout, align)
    # as a fit of the columns as they are now the same rows leave few others to look at
    return fitting.best(again, min(most, fitting.cost(first.rows, again)))[0]


def fit_whole(lines: Sequence[Line], layout: Layout) -> float:
    """What speaks against lines being one row.

    Args:
        lines: For each line from the top its texts with the first and last column of each.
        layout: What holds for all rows.
    """
    row = RowCost(layout, 0, is_head=False, is_rest=False)
    for line in costs_of(lines, layout):
        row.add(line)
    return min(row.costs())


class _Given(NamedTuple):
    """What is known of lines before they are parted, as `fit_rows` says."""

    forced: frozenset[int]
    head: int
    least: int
    goes_on: bool


class _Fitting:
    """Lines to be parted into rows.

    Args:
        lines: For each line from the top its texts with the first and last column of each.
        layout: What holds for all rows; what columns have of their own is given with each fit.
        given: What else is known of them.
    """

    def __init__(self, lines: Sequence[Line], layout: Layout, given: _Given) -> None:
        self._lines, self._layout, self._given = lines, layout, given
        self._costs = list(costs_of(lines, layout))
        bases = [line[0][0].base for line in lines]
        self._edges = [0.0, *(_edge_cost(below - above, layout) for above, below in pairwise(bases))]

    def best(self, layout: Layout, most: float = _NEVER) -> tuple[Fit, Align]:
        """The rows that the least speaks against, and where in them cells stand.

        Args:
            layout: What holds for all rows, and what columns have of their own.
            most: What speaks against some rows; those are not looked for against which more does.
        """
        forced, head, least, _ = self._given
        count = len(self._lines)
        costs = [[0.0] + [_NEVER] * count for _ in Align]
        starts = [[0] * (count + 1) for _ in Align]
        for start in range(count):
            before = [own[start] + self._edges[start] for own in costs]
            so_far = min(before)
            row, lines = self._row(start, layout)
            for stop, line in enumerate(lines, start + 1):
                if stop > start + 1 and (start in forced or stop - 1 in forced):
                    break
                if start < head < stop:
                    break
                row.add(line)
                if so_far + row.fixed > most and start not in forced:
                    break
                if start >= head if start else stop >= max(least, head):
                    for at, cost in enumerate(NOTHING if start in forced else row.costs()):
                        if before[at] + cost < costs[at][stop]:
                            costs[at][stop], starts[at][stop] = before[at] + cost, start
                    if row.fixed > _HOPELESS:
                        break
        fits = [Fit(own[-1], _rows(begins)) for own, begins in zip(costs, starts, strict=True)]
        return min(zip(fits, Align, strict=True), key=lambda fit: fit[0].cost)

    def cost(self, rows: Rows, layout: Layout) -> float:
        """What speaks against some rows, as `best` counts it."""
        costs = [0.0] * len(Align)
        for start, stop in rows:
            row, lines = self._row(start, layout)
            for line in islice(lines, stop - start + 1):
                if row.fixed > _HOPELESS:
                    return _NEVER
                row.add(line)
            own = NOTHING if start in self._given.forced else row.costs()
            costs = [cost + self._edges[start] + one for cost, one in zip(costs, own, strict=True)]
        return min(costs)

    def _row(self, start: int, layout: Layout) -> tuple[RowCost, Iterable[LineCosts]]:
        """A row that begins at a line, and the lines that it can take."""
        _, head, _, goes_on = self._given
        if head != 0 and start == 0:
            row = RowCost(layout, start, is_head=True, is_rest=goes_on and head < 0)
            return row, costs_of(self._lines[:_MOST], self._layout, is_head=True)
        row = RowCost(layout, start, is_head=False, is_rest=goes_on and start == max(head, 0))
        return row, self._costs[start : start + _MOST]


def _rows(starts: Sequence[int]) -> Rows:
    """Rows from where the best one behind each line begins."""
    rows: Rows = []
    stop = len(starts) - 1
    while stop:
        rows.append((starts[stop], stop - 1))
        stop = starts[stop]
    return rows[::-1]


def _edge_cost(gap: float, layout: Layout) -> float:
    """What speaks against a row that begins so far below the line before."""
    if gap < 0.8 * layout.pitch:
        return OVERLAP
    return _CLOSE if layout.spaced and gap < layout.reach else 0.0
