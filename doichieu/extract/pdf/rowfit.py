"""Rows of a table of texts, told by how the lines of its cells fit together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.assembly.kinds import Kind
from doichieu.extract.pdf.segments import is_figure
from doichieu.extract.words import starts_lower

if TYPE_CHECKING:
    from doichieu.extract.pdf.segments import Segment

# The texts of a line, each with its first and its last column.
Line = Sequence[tuple["Segment", int, int]]
Rows = list[tuple[int, int]]


class Align(Enum):
    """Where in their row cells stand."""

    TOP = auto()
    MIDDLE = auto()
    BOTTOM = auto()


# The next line of a cell is that much further than the usual pitch at most; differences below that are rounding.
_PITCH, _LEVEL = 1.1, 0.14
# A row has no more lines.
_MOST = 40
# What speaks against a row. A cell that stands off its place; a line further below than lines of a text are; a space
# right through the row; a break though the next word had room; a blank cell; a text that begins small; ordinals
# missing or too many; rows as near as lines where others are apart, or nearer; figures
# below each other; columns with a text in nearly every line all going on.
_OFF, _FAR, _OPEN, _ROOM, _ITEM, _BLANK, _SMALL = 1.0, 0.9, 2.0, 1.3, 0.45, 0.9, 1.3
_NO_ORDINAL, _ORDINALS, _CLOSE, _OVERLAP, _FIGURES, _ALL = 1.6, 4.0, 1.6, 3.0, 1.5, 1.5
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


@dataclass(frozen=True, slots=True)
class Layout:
    """What holds for all rows of a table.

    Attributes:
        pitch: From one line of a cell to the next, in points.
        height: Of the font.
        rooms: By column how wide its lines are at most.
        blanks: By column what a blank cell costs.
        counted: Whether the first column numbers the rows.
        spaced: Whether rows are further apart than lines.
        dense: Several columns with a text in nearly every line, as where rows have a line each; else none.
    """

    pitch: float
    height: float
    rooms: Sequence[float]
    blanks: Sequence[float]
    counted: bool
    spaced: bool
    dense: frozenset[int] = frozenset()


def fit_rows(
    lines: Sequence[Line], layout: Layout, forced: frozenset[int], head: int, *, goes_on: bool = False
) -> Fit:
    """Part lines into rows.

    Args:
        lines: For each line from the top its texts with the first and last column of each.
        layout: What holds for all rows.
        forced: Indexes of lines that are rows of their own: labels of groups.
        head: How many lines the first row has, if it is a header known from another page; -1 for a header of any
            number of lines, its cells in places of their own; 0 where there is none.
        goes_on: Whether the rest of a row of the page before can stand above the first one.

    Returns:
        The rows that the least speaks against.
    """
    first = min((_fit(lines, layout, forced, align, head, goes_on=goes_on) for align in Align), key=_cost)
    layout = replace(layout, blanks=_blank_costs(lines, first.rows[head != 0 :], len(layout.blanks)))
    return min((_fit(lines, layout, forced, align, head, goes_on=goes_on) for align in Align), key=_cost)


_cost = attrgetter("cost")


def _blank_costs(lines: Sequence[Line], rows: Rows, count: int) -> list[float]:
    """By column what a blank cell costs: little where many are blank."""
    filled = [0] * count
    for first, last in rows:
        for column in {at for line in lines[first : last + 1] for _, at, _ in line}:
            filled[column] += 1
    return [0.1 + 1.2 * (many / max(len(rows), 1)) ** 2 for many in filled]


def _fit(
    lines: Sequence[Line], layout: Layout, forced: frozenset[int], align: Align, head: int, *, goes_on: bool
) -> Fit:
    bases = [line[0][0].base for line in lines]
    costs = [0.0] + [float("inf")] * len(lines)
    starts = [0] * (len(lines) + 1)
    for start in range(len(lines)):
        row = _Row(layout, align, is_head=head != 0 and start == 0, is_rest=goes_on and start == max(head, 0))
        before = costs[start] + (_edge_cost(bases[start] - bases[start - 1], layout) if start else 0.0)
        for stop in range(start + 1, min(start + _MOST, len(lines)) + 1):
            if stop > start + 1 and (start in forced or stop - 1 in forced):
                break
            if start < head < stop:
                break
            row.add(lines[stop - 1], bases[stop - 1])
            cost = before + (0.0 if start in forced else row.cost())
            if cost < costs[stop] and not (start < stop < head):
                costs[stop], starts[stop] = cost, start
            if row.fixed > _HOPELESS and stop >= head:
                break
    rows: Rows = []
    stop = len(lines)
    while stop:
        rows.append((starts[stop], stop - 1))
        stop = starts[stop]
    return Fit(costs[-1], rows[::-1])


def _edge_cost(gap: float, layout: Layout) -> float:
    """What speaks against a row that begins so far below the line before."""
    if gap < 0.8 * layout.pitch:
        return _OVERLAP
    return _CLOSE if layout.spaced and gap < _PITCH * layout.pitch else 0.0


@dataclass(slots=True)
class _Row:
    """Lines taken for a row, and what speaks against that.

    Attributes:
        layout: What holds for all rows.
        align: Where cells stand in it.
        is_head: Whether it is the header.
        is_rest: Whether it can be the rest of a row.
        fixed: What speaks against it whatever lines follow.
        first: By column the first line of its cell.
        low: By column the last one.
        ordinals: How many numbers of rows it has.
        base: Its last baseline.
    """

    layout: Layout
    align: Align
    is_head: bool
    is_rest: bool
    fixed: float = 0.0
    first: dict[int, Segment] = field(default_factory=dict)
    low: dict[int, Segment] = field(default_factory=dict)
    ordinals: int = 0
    base: float | None = None

    def add(self, line: Line, base: float) -> None:
        """Take the next line."""
        if self.base is not None and base - self.base > _PITCH * self.layout.pitch:
            self.fixed += _OPEN
        self.base = base
        dense = self.layout.dense
        if dense and dense <= self.low.keys() and dense <= {at for _, at, _ in line}:
            self.fixed += _ALL
        for segment, column, last in line:
            above = self.low.get(column)
            if above is None:
                self.first[column] = segment
                if starts_lower(segment.text) and not self.is_rest:
                    self.fixed += _SMALL
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
        far = (_FAR if gap < 1.7 * pitch else 2 * _FAR) if gap > _PITCH * pitch else 0.0
        if is_figure(above.kind) and is_figure(below.kind):
            return far + _FIGURES
        word = below.words[0]
        used = above.x1 - above.x0 + (word.x1 - word.x0) + 0.28 * (word.y1 - word.y0)
        if used > self.layout.rooms[column]:
            return far
        return far + (_ITEM if above.text.endswith(_ENDS) or below.text[0] in "-+•" else _ROOM)

    def cost(self) -> float:
        """What speaks against the row, no line following."""
        layout = self.layout
        if self.is_rest and not self.ordinals:
            return self.fixed + self._off(self.align)
        cost = self.fixed + sum(
            [cost for column, cost in enumerate(layout.blanks) if column not in self.first]
        )
        if self.is_head:
            return cost + _ORDINALS * self.ordinals + min(self._off(align) for align in Align)
        if layout.counted:
            cost += _ORDINALS * (self.ordinals - 1) if self.ordinals else _NO_ORDINAL
        return cost + self._off(self.align)

    def _off(self, align: Align) -> float:
        """What cells cost that stand off the place that all have in the row."""
        if align is Align.TOP:
            places = [segment.base for segment in self.first.values()]
            at = min(places)
        elif align is Align.BOTTOM:
            places = [segment.base for segment in self.low.values()]
            at = max(places)
        else:
            places = [(segment.base + self.low[column].base) / 2 for column, segment in self.first.items()]
            tops, ends = ([s.base for s in own.values()] for own in (self.first, self.low))
            at = (min(tops) + max(ends)) / 2
        slack = _LEVEL * self.layout.height
        return _OFF * sum([abs(place - at) > slack for place in places])
