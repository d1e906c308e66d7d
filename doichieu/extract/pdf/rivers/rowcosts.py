"""What speaks against lines being one row of a table of texts: found once for each line, added up for each row tried."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.assembly.kinds import Kind, is_year
from doichieu.extract.pdf.rivers.rowplaces import Align
from doichieu.extract.pdf.unruled.segments import is_figure
from doichieu.extract.words import starts_lower

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from doichieu.extract.pdf.rivers.rowplaces import Layout, Line
    from doichieu.extract.pdf.unruled.segments import Segment

# What speaks against a row. A cell that stands off its place; a line further below than lines of a text are; a space
# right through the row; a break though the next word had room; a blank cell; a text that begins small; ordinals
# missing or too many; lines nearer than those of a text; figures below each other; columns with a text in nearly
# every line all going on.
_OFF, _FAR, _OPEN, _ROOM, _ITEM = 1.0, 0.9, 2.0, 1.3, 0.45
OVERLAP = 3.0
_NO_ORDINAL, _ORDINALS, _FIGURES, _ALL = 1.6, 4.0, 1.5, 1.5
# The space between two paragraphs of a cell, where ordinals tell rows.
_BETWEEN = 0.3
# A figure as the next line of a title.
_UNDER_TITLE = 0.3
# Nothing speaks against cells in any place.
NOTHING = (0.0,) * len(Align)
_ENDS = (";", ".", ":", ",")


class _Text(NamedTuple):
    """A text of a line, as a part of whatever row.

    Attributes:
        above: Index of the line that holds the text above it in its column; -1 where there is none.
        going_on: What speaks against both being lines of one cell.
        is_small: Whether it begins small.
        column: Its first column.
        covered: All the columns that it covers.
        base: Its baseline.
    """

    above: int
    going_on: float
    is_small: bool
    column: int
    covered: range
    base: float


class LineCosts(NamedTuple):
    """A line, as a part of whatever row.

    Attributes:
        gap: What speaks against the line above it being of the same row.
        dense_above: Index of the last line above which columns that have a text in nearly every line all go on here;
            -1 where they do not.
        ordinals: How many numbers of rows it has.
        texts: Its texts.
    """

    gap: float
    dense_above: int
    ordinals: int
    texts: list[_Text]


def costs_of(lines: Sequence[Line], layout: Layout, *, is_head: bool = False) -> Iterator[LineCosts]:
    """Find what speaks against lines being of one row with those above them.

    What columns have of their own does not enter: it counts when rows are tried.

    Args:
        lines: For each line from the top its texts with the first and last column of each.
        layout: What holds for all rows.
        is_head: Whether the row is the header.

    Yields:
        For each line.
    """
    # by column the last text so far and its line
    low: dict[int, tuple[Segment, int]] = {}
    dense, counted = layout.dense, layout.counted
    gap = 0.0
    base = float("inf")
    for at, line in enumerate(lines):
        if line[0][0].base - base > layout.reach:
            closes = counted and any(segment.text.endswith(_ENDS) for segment, _, _ in lines[at - 1])
            gap = _BETWEEN if closes else _OPEN
        else:
            gap = 0.0
        base = line[0][0].base
        dense_above = -1
        if dense and dense <= low.keys() and dense <= {column for _, column, _ in line}:
            dense_above = min(low[column][1] for column in dense)
        texts = []
        ordinals = 0
        for segment, column, last in line:
            over, going_on = -1, 0.0
            if (found := low.get(column)) is not None:
                above, over = found
                if column == last:
                    going_on = _next_cost(above, segment, layout, layout.rooms[column], is_head=is_head)
            covered = range(column, last + 1)
            for one in covered:
                low[one] = segment, at
            is_small = starts_lower(segment.text)
            texts.append(_new(_Text, (over, going_on, is_small, column, covered, segment.base)))
            if column == 0 and counted and segment.kind is not Kind.TEXT:
                ordinals += 1
        yield LineCosts(gap, dense_above, ordinals, texts)


# What the class itself does, without the call of its own __new__ for each text.
_new = tuple.__new__


def _next_cost(above: Segment, below: Segment, layout: Layout, room: float, *, is_head: bool) -> float:
    """What speaks against two lines of one cell below each other."""
    gap = below.base - above.base
    if gap < 0.75 * layout.pitch:
        return OVERLAP
    far = (_FAR if gap < 1.7 * layout.pitch else 2 * _FAR) if gap > layout.reach else 0.0
    if is_figure(below.kind) and not is_year(below.text):
        if is_figure(above.kind):
            return far + _FIGURES
        if is_head:
            far += _UNDER_TITLE
    if far and layout.counted and above.text.endswith(_ENDS):
        far = _BETWEEN  # paragraphs of a cell can stand apart
    word = below.words[0]
    used = above.x1 - above.x0 + (word.x1 - word.x0) + 0.28 * (word.y1 - word.y0)
    if used > room:
        return far
    return far + (_ITEM if above.text.endswith(_ENDS) or below.text[0] in "-+•" else _ROOM)


@dataclass(slots=True)
class RowCost:
    """Lines taken for a row, and what speaks against that.

    Attributes:
        layout: What holds for all rows.
        start: Index of its first line.
        is_head: Whether it is the header.
        is_rest: Whether it can be the rest of a row.
        fixed: What speaks against it whatever lines follow.
        ordinals: How many numbers of rows it has.
    """

    layout: Layout
    start: int
    is_head: bool
    is_rest: bool
    fixed: float
    ordinals: int
    _tops: dict[int, float]
    _ends: dict[int, float]

    def __init__(self, layout: Layout, start: int, *, is_head: bool, is_rest: bool) -> None:
        self.layout, self.start = layout, start
        self.is_head, self.is_rest = is_head, is_rest
        self.fixed, self.ordinals = 0.0, 0
        # by column the heights of the first and of the last line of its cell
        self._tops, self._ends = {}, {}

    def add(self, line: LineCosts) -> None:
        """Take the next line."""
        tops, ends = self._tops, self._ends
        start, fixed = self.start, self.fixed
        gap, dense_above, ordinals, texts = line
        if tops:
            fixed += gap
            if dense_above >= start:
                fixed += _ALL
        for above, going_on, is_small, column, covered, base in texts:
            if above >= start:
                fixed += going_on
            elif is_small and not self.is_rest:
                fixed += self.layout.smalls[column]
            for one in covered:
                if one not in tops:
                    tops[one] = base
                ends[one] = base
        self.fixed = fixed
        self.ordinals += ordinals

    def costs(self) -> Sequence[float]:
        """What speaks against the row, no line following, for cells in each place."""
        layout, tops = self.layout, self._tops
        off = self._off()
        if self.is_rest and not self.ordinals:
            return [self.fixed + one for one in off]
        cost = self.fixed
        if len(tops) < len(layout.blanks):
            cost += sum([blank for column, blank in enumerate(layout.blanks) if column not in tops])
        if self.is_head:
            return [cost + _ORDINALS * self.ordinals + min(off)] * len(off)
        if layout.counted:
            cost += _ORDINALS * (self.ordinals - 1) if self.ordinals else _NO_ORDINAL
        return [cost + one for one in off]

    def _off(self) -> Sequence[float]:
        """What cells cost that stand off the place that all have in the row."""
        shifts, slack = self.layout.shifts, self.layout.slack
        tops: Collection[float] = self._tops.values()
        ends: Collection[float] = self._ends.values()
        if any(shifts):
            tops = [base - shifts[column] for column, base in self._tops.items()]
            ends = [base - shifts[column] for column, base in self._ends.items()]
        top, end = min(tops), max(ends)
        if end - top <= slack:
            return NOTHING
        middle = top + end
        return (
            _OFF * sum([place - top > slack for place in tops]),
            _OFF
            * sum([abs(one + other - middle) > 2 * slack for one, other in zip(tops, ends, strict=True)]),
            _OFF * sum([end - place > slack for place in ends]),
        )
