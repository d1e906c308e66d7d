"""Where the pieces of horizontal rulings meet: browsers and word processors draw the border of each cell by itself."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.pdf.paths import THIN
from doichieu.extract.pdf.textlayer.lines import TextLine, crosses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from doichieu.extract.pdf.frame import Rect
    from doichieu.extract.pdf.ruled.rulings import Interval

# Strokes of one height, and ends at one place, differ by rounding or by half their thickness, in points.
LEVEL, SAME = 2.4, 2.5
# Pieces overlap by their thickness, or leave the space of a corner between them, and that much more; those of dashes are
# shorter than a column.
MEET, _SHORT = 1.2, 8.0
# Dots are drawn at equal steps, the first and the last of a piece up to so far inside its ends, in points.
_DOTTED = 3.0
# So many levels with joints, and so many columns, tell; an edge of columns is a joint of that part of the levels.
TELLING, _COLUMNS, MOSTLY = 2, 3, 0.6
# So many lines between two levels are no row where one runs over every joint; fewer are none with such space about them.
_PROSE, PADDING = 3, 1.6

_base = attrgetter("base")


class Level(NamedTuple):
    """What is drawn at one height.

    Attributes:
        at: Its y.
        pieces: Their x-ranges, from the left.
        joints: Where one piece ends and another begins, from the left.
    """

    at: float
    pieces: list[Interval]
    joints: list[float]

    @property
    def start(self) -> float:
        """Left end."""
        return self.pieces[0][0]

    @property
    def end(self) -> float:
        """Right end."""
        return max([end for _, end in self.pieces])

    def is_as_long_as(self, other: Level) -> bool:
        """Whether it begins and ends where another one does."""
        return abs(self.start - other.start) <= SAME and abs(self.end - other.end) <= SAME

    def is_within(self, other: Level) -> bool:
        """Whether it runs along another one, or a part of it."""
        return self.start >= other.start - SAME and self.end <= other.end + SAME

    def is_over(self, x: float) -> bool:
        """Whether a piece runs on over a place."""
        return any(a + SAME < x < b - SAME for a, b in self.pieces) and not _stands(x, self.joints)


def levels_of(strokes: Sequence[Rect], heights: Sequence[float]) -> list[Level]:
    """Find what is drawn at some heights.

    Args:
        strokes: Strokes of a page.
        heights: Where rulings stand, from the top.

    Returns:
        Levels from the top; those without any stroke as long as a column is wide are left out.
    """
    drawn = sorted(
        ((y0 + y1) / 2, x0, x1, y1 - y0)
        for x0, y0, x1, y1 in strokes
        if y1 - y0 <= THIN and x1 - x0 >= _SHORT
    )
    at = [y for y, *_ in drawn]
    levels: list[Level] = []
    for y in heights:
        if levels and y - levels[-1].at <= LEVEL:
            continue
        own = drawn[bisect_left(at, y - LEVEL) : bisect_right(at, y + LEVEL)]
        if own:
            pieces = sorted({(x0, x1) for _, x0, x1, _ in own})
            thickest = max([thickness for *_, thickness in own])
            meet = thickest + (MEET if thickest > 0 else _DOTTED)  # joined dots have no thickness
            levels.append(Level(y, pieces, _joints(pieces, meet)))
    return levels


def _joints(pieces: Sequence[Interval], meet: float) -> list[float]:
    ends = sorted(end for _, end in pieces)
    joints: list[float] = []
    for start, _ in pieces:
        if joints and start - joints[-1] <= SAME:
            continue
        at = bisect_left(ends, start - meet)
        if at < len(ends) and ends[at] <= start + meet:
            joints.append((start + ends[at]) / 2)
    return joints


def chains_of(levels: Sequence[Level], lines: Sequence[TextLine]) -> Iterator[list[Level]]:
    """Find the levels of one table: they begin and end at the same places, or run under some columns, and share joints.

    Args:
        levels: Levels of a page, from the top.
        lines: Lines of the page, from the top.

    Yields:
        Two levels or more, from the top.
    """
    chain: list[Level] = []
    last: Level | None = None
    for level in levels:
        if last is not None and level.is_within(last):
            if not level.is_as_long_as(last):
                chain.append(level)
                continue
            if _are_alike(last, level) and not _is_prose(last, level, lines):
                chain.append(level)
                last = level
                continue
        if len(chain) >= TELLING:
            yield chain
        chain, last = [level], level
    if len(chain) >= TELLING:
        yield chain


def _are_alike(one: Level, other: Level) -> bool:
    fewer, more = sorted([one.joints, other.joints], key=len)
    return sum(_stands(x, more) for x in fewer) >= MOSTLY * len(fewer)


def _stands(x: float, places: Sequence[float]) -> bool:
    at = bisect_left(places, x - SAME)
    return at < len(places) and places[at] <= x + SAME


def _is_prose(upper: Level, lower: Level, lines: Sequence[TextLine]) -> bool:
    """Whether what stands between two levels is no row: words run over every joint, with space about them or in many lines."""
    own = between(upper.at, lower.at, lines)
    joints = max(upper.joints, lower.joints, key=len)
    if _goes_on_as_text(own, joints):
        return True
    if not own or not all(any(crosses(line, x) for line in own) for x in joints):
        return False
    height = own[0].height
    text = own[-1].base - own[0].base + height
    return lower.at - upper.at - text > 2 * PADDING * height or len(own) >= _PROSE


def _goes_on_as_text(own: Sequence[TextLine], joints: Sequence[float]) -> bool:
    """Whether texts that run over several columns stand below figures of several: a table has ended between them."""
    rows = [
        at
        for at, line in enumerate(own)
        if len({bisect_right(joints, word.x0) for word in line.words if word.text[0].isdigit()}) >= TELLING
        and not any(crosses(line, x) for x in joints)
    ]
    return bool(rows) and any(
        sum(crosses(line, x) for x in joints) >= TELLING and not line.text[0].isdigit()
        for line in own[rows[0] + 1 :]
    )


def column_edges(chain: Sequence[Level]) -> list[float]:
    """Edges between the columns of a table.

    Args:
        chain: Its levels.

    Returns:
        Joints of most levels, from the left; none where too few tell, or part fewer than three columns.
    """
    drawn = [level for level in chain if level.joints and level.is_as_long_as(chain[0])]
    edges: list[float] = []
    for x in sorted(x for level in drawn for x in level.joints):
        shared = sum(_stands(x, level.joints) for level in drawn)
        if (not edges or x - edges[-1] > _SHORT) and shared >= MOSTLY * len(drawn):
            edges.append(x)
    return edges if len(drawn) >= TELLING and len(edges) >= _COLUMNS - 1 else []


def between(upper: float, lower: float, lines: Sequence[TextLine]) -> Sequence[TextLine]:
    """Lines whose baselines stand between two heights."""
    return lines[bisect_right(lines, upper, key=_base) : bisect_right(lines, lower, key=_base)]
