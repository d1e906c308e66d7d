"""Rows of a table of texts, told by how the lines of its cells fit together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.assembly.kinds import Kind, is_year
from doichieu.extract.pdf.rowplaces import Align, Layout, Line, Rows, told_by
from doichieu.extract.pdf.segments import is_figure
from doichieu.extract.words import starts_lower

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.segments import Segment

# A row has no more lines.
_MOST = 40
# What speaks against a row. A cell that stands off its place; a line further below than lines of a text are; a space
# right through the row; a break though the next word had room; a blank cell; a text that begins small; ordinals
# missing or too many; rows as near as lines where others are apart, or nearer; figures
# below each other; columns with a text in nearly every line all going on.
_OFF, _FAR, _OPEN, _ROOM, _ITEM = 1.0, 0.9, 2.0, 1.3, 0.45
_NO_ORDINAL, _ORDINALS, _CLOSE, _OVERLAP, _FIGURES, _ALL = 1.6, 4.0, 1.6, 3.0, 1.5, 1.5
# The space between two paragraphs of a cell, where ordinals tell rows.
_BETWEEN = 0.3
# A figure as the next line of a title.
_UNDER_TITLE = 0.3
# Nothing speaks against cells in any place.
_NOTHING = (0.0,) * len(Align)
# What speaks so strongly against a row that no longer one is tried.
_HOPELESS = 16.0
_ENDS = (";", ".", ":", ",")


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

    Returns:
        The rows that the least speaks against.
    """

    def best(layout: Layout) -> tuple[Fit, Align]:
        fits = _fits(lines, layout, forced, head, least=least, goes_on=goes_on)
        return min(zip(fits, Align, strict=True), key=lambda fit: fit[0].cost)

    first, align = best(layout)
    again = told_by(lines, first.rows[head != 0 :], layout, align)
    return best(again)[0]


def _fits(
    lines: Sequence[Line], layout: Layout, forced: frozenset[int], head: int, *, least: int, goes_on: bool
) -> list[Fit]:
    """The best rows for cells in each place; whatever place they stand in, most of what speaks against a row is the same."""
    bases = [line[0][0].base for line in lines]
    costs = [[0.0] + [float("inf")] * len(lines) for _ in Align]
    starts = [[0] * (len(lines) + 1) for _ in Align]
    for start in range(len(lines)):
        row = _Row(layout, is_head=head != 0 and start == 0, is_rest=goes_on and start == max(head, 0))
        edge = _edge_cost(bases[start] - bases[start - 1], layout) if start else 0.0
        before = [own[start] + edge for own in costs]
        for stop in range(start + 1, min(start + _MOST, len(lines)) + 1):
            if stop > start + 1 and (start in forced or stop - 1 in forced):
                break
            if start < head < stop:
                break
            row.add(lines[stop - 1], bases[stop - 1])
            if start >= head if start else stop >= max(least, head):
                for at, cost in enumerate(_NOTHING if start in forced else row.costs()):
                    if before[at] + cost < costs[at][stop]:
                        costs[at][stop], starts[at][stop] = before[at] + cost, start
                if row.fixed > _HOPELESS:
                    break
    return [Fit(own[-1], _rows(begins)) for own, begins in zip(costs, starts, strict=True)]


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
        return _OVERLAP
    return _CLOSE if layout.spaced and gap < layout.reach else 0.0


@dataclass(slots=True)
class _Row:
    """Lines taken for a row, and what speaks against that.

    Attributes:
        layout: What holds for all rows.
        is_head: Whether it is the header.
        is_rest: Whether it can be the rest of a row.
        fixed: What speaks against it whatever lines follow.
        first: By column the first line of its cell.
        low: By column the last one.
        ordinals: How many numbers of rows it has.
        base: Its last baseline.
        last: Its last line.
    """

    layout: Layout
    is_head: bool
    is_rest: bool
    fixed: float = 0.0
    first: dict[int, Segment] = field(default_factory=dict)
    low: dict[int, Segment] = field(default_factory=dict)
    ordinals: int = 0
    base: float | None = None
    last: Line = ()

    def add(self, line: Line, base: float) -> None:
        """Take the next line."""
        if self.base is not None and base - self.base > self.layout.reach:
            closes = self.layout.counted and any(segment.text.endswith(_ENDS) for segment, _, _ in self.last)
            self.fixed += _BETWEEN if closes else _OPEN
        self.base, self.last = base, line
        dense = self.layout.dense
        if dense and dense <= self.low.keys() and dense <= {at for _, at, _ in line}:
            self.fixed += _ALL
        for segment, column, last in line:
            above = self.low.get(column)
            if above is None:
                self.first[column] = segment
                if starts_lower(segment.text) and not self.is_rest:
                    self.fixed += self.layout.smalls[column]
            elif column == last:
                self.fixed += self._next_cost(above, segment, column)
            self.low[column] = segment
            for covered in range(column + 1, last + 1):
                self.first.setdefault(covered, segment)
                self.low[covered] = segment
            if column == 0 and self.layout.counted and segment.kind is not Kind.TEXT:
                self.ordinals += 1

    def _next_cost(self, above: Segment, below: Segment, column: int) -> float:
        """What speaks against two lines of one cell below each other."""
        gap = below.base - above.base
        pitch = self.layout.pitch
        if gap < 0.75 * pitch:
            return _OVERLAP
        far = (_FAR if gap < 1.7 * pitch else 2 * _FAR) if gap > self.layout.reach else 0.0
        if is_figure(below.kind) and not is_year(below.text):
            if is_figure(above.kind):
                return far + _FIGURES
            if self.is_head:
                far += _UNDER_TITLE
        if far and self.layout.counted and above.text.endswith(_ENDS):
            far = _BETWEEN  # paragraphs of a cell can stand apart
        word = below.words[0]
        used = above.x1 - above.x0 + (word.x1 - word.x0) + 0.28 * (word.y1 - word.y0)
        if used > self.layout.rooms[column]:
            return far
        return far + (_ITEM if above.text.endswith(_ENDS) or below.text[0] in "-+•" else _ROOM)

    def costs(self) -> Sequence[float]:
        """What speaks against the row, no line following, for cells in each place."""
        layout = self.layout
        off = self._off()
        if self.is_rest and not self.ordinals:
            return [self.fixed + one for one in off]
        cost = self.fixed + sum(
            [cost for column, cost in enumerate(layout.blanks) if column not in self.first]
        )
        if self.is_head:
            return [cost + _ORDINALS * self.ordinals + min(off)] * len(off)
        if layout.counted:
            cost += _ORDINALS * (self.ordinals - 1) if self.ordinals else _NO_ORDINAL
        return [cost + one for one in off]

    def _off(self) -> Sequence[float]:
        """What cells cost that stand off the place that all have in the row."""
        shifts, slack = self.layout.shifts, self.layout.slack
        tops = [segment.base - shifts[column] for column, segment in self.first.items()]
        ends = [self.low[column].base - shifts[column] for column in self.first]
        top, end = min(tops), max(ends)
        if end - top <= slack:
            return _NOTHING
        middle = top + end
        return (
            _OFF * sum([place - top > slack for place in tops]),
            _OFF
            * sum([abs(one + other - middle) > 2 * slack for one, other in zip(tops, ends, strict=True)]),
            _OFF * sum([end - place > slack for place in ends]),
        )
