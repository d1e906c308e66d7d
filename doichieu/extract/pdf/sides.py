"""Both sides of a strip that parts what stands on a page: what stands at its left is read first."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.assembly.labels import caption_of
from doichieu.extract.pdf.textlayer.lines import TextLine, find_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.cells import PageTable
    from doichieu.extract.pdf.content import PageContent
    from doichieu.extract.pdf.ruled.rulings import Ruling

# A strip is this wide at least, in heights of its lines.
STRIP = 0.7
# Captions stand in so many lines above the tables that they name.
_CAPTION = 5
# Ruled tables beside each other may touch, but for rounding in points; they share this part of the lower one's height.
_TOUCH, _SHARED = 2.0, 0.5

Gap = tuple[float, float]


class Strip(NamedTuple):
    """A strip that parts what stands on a page.

    Attributes:
        top: Where it begins, in points.
        bottom: Where it ends.
        at: Where it is from left to right.
    """

    top: float
    bottom: float
    at: float


class Zone(NamedTuple):
    """Lines that a strip parts.

    Attributes:
        start: Index of the first line.
        stop: Index behind the last one.
        at: Where the strip is.
        prose: Whether it is prose in columns, so that a table can stand in one of them alone.
        ruled: Whether a ruled table stands in one of these.
    """

    start: int
    stop: int
    at: float
    prose: bool = False
    ruled: bool = False

    def holds(self, tables: Sequence[bool]) -> bool:
        """Whether what was found at its sides bears it out: a table at both, or at one beside prose."""
        return self.ruled or any(tables) if self.prose else all(tables)


class Side(NamedTuple):
    """One side of a strip.

    Attributes:
        lines: Lines from the top.
        rules: Horizontal rulings.
        posts: Vertical rulings.
    """

    lines: Sequence[TextLine]
    rules: Sequence[Ruling]
    posts: Sequence[Ruling]


class Column(NamedTuple):
    """What is read in one go.

    Attributes:
        lines: Lines from the top.
        tables: Tables from the top.
        width: How wide the page or the column is.
    """

    lines: Sequence[TextLine]
    tables: Sequence[PageTable]
    width: float


def part_lines(lines: Sequence[TextLine], at: float) -> tuple[list[TextLine], list[TextLine]]:
    """Part lines at a strip; each side has its own baselines.

    Args:
        lines: Lines from the top.
        at: Where the strip is.

    Returns:
        Lines at its left and at its right.
    """
    words = [word for line in lines for word in line.words]
    left = find_lines(word for word in words if word.x0 + word.x1 < 2 * at)
    return left, find_lines(word for word in words if word.x0 + word.x1 >= 2 * at)


def outside(lines: Sequence[TextLine], rest: Sequence[TextLine]) -> list[TextLine]:
    """What tables beside each other leave of lines.

    Args:
        lines: Lines over the whole width.
        rest: Parts of them that stand in no table.

    Returns:
        The lines, without the words that are in tables.
    """
    free = {id(word) for line in rest for word in line.words}
    kept: list[TextLine] = []
    for line in lines:
        words = [word for word in line.words if id(word) in free]
        if words:
            kept.append(line if len(words) == len(line.words) else line._replace(words=words))
    return kept


def sides_of(
    lines: Sequence[TextLine], rules: Sequence[Ruling], posts: Sequence[Ruling], at: float
) -> tuple[Side, Side]:
    """What stands at the left and at the right of a strip.

    Args:
        lines: Lines from the top.
        rules: Horizontal rulings; those that cross the strip are on both sides.
        posts: Vertical rulings.
        at: Where the strip is.
    """
    left, right = part_lines(lines, at)
    return (
        Side(left, [rule for rule in rules if rule.start < at], [post for post in posts if post.at < at]),
        Side(right, [rule for rule in rules if rule.end > at], [post for post in posts if post.at >= at]),
    )


def strip_of(lines: Sequence[TextLine], at: float) -> Strip:
    """The strip that parts some lines."""
    return Strip(min(line.box[1] for line in lines), max(line.box[3] for line in lines), at)


def columns_of(page: PageContent) -> list[Column]:
    """Part a page where its tables stand side by side, or a table stands in one of two columns of prose.

    Args:
        page: A finished page.

    Returns:
        Columns in reading order, what stands above, between and below them too; one where nothing is parted.
    """
    strips = [*page.strips, *_between_tables(page)]
    return _columns(Column(page.lines, page.tables, page.frame.width), strips)


def _columns(whole: Column, strips: Sequence[Strip]) -> list[Column]:
    if not strips:
        return [whole]
    strip, others = strips[0], strips[1:]
    above = Column(
        [line for line in whole.lines if line.base < strip.top],
        [table for table in whole.tables if _height(table) < strip.top],
        whole.width,
    )
    below = Column(
        [line for line in whole.lines if line.base > strip.bottom],
        [table for table in whole.tables if _height(table) > strip.bottom],
        whole.width,
    )
    found = _columns(above, [other for other in others if other.bottom <= strip.top])
    own = part_lines([line for line in whole.lines if strip.top <= line.base <= strip.bottom], strip.at)
    beside = [table for table in whole.tables if strip.top <= _height(table) <= strip.bottom]
    for lines, left in zip(own, (True, False), strict=True):
        tables = [table for table in beside if (table.box[0] + table.box[2] < 2 * strip.at) is left]
        inner = [other for other in others if _overlap(strip, other) and (other.at < strip.at) is left]
        found += _columns(Column(lines, tables, _width(lines, tables)), inner)
    return found + _columns(below, [other for other in others if other.top >= strip.bottom])


def _overlap(one: Strip, other: Strip) -> bool:
    return one.top < other.bottom and other.top < one.bottom


def _height(table: PageTable) -> float:
    """Where the middle of a table is."""
    return (table.box[1] + table.box[3]) / 2


def _width(lines: Sequence[TextLine], tables: Sequence[PageTable]) -> float:
    boxes = [*(line.box for line in lines), *(table.box for table in tables)]
    return max((box[2] for box in boxes), default=0.0) - min((box[0] for box in boxes), default=0.0)


def _between_tables(page: PageContent) -> list[Strip]:
    """Strips between tables that rulings give."""
    found: list[Strip] = []
    for one, other in combinations(sorted(page.tables, key=lambda table: table.box[0]), 2):
        (_, top, right, bottom), (left, high, _, low) = one.box, other.box
        if right > left + _TOUCH or min(bottom, low) - max(top, high) < _SHARED * min(
            bottom - top, low - high
        ):
            continue
        strip = Strip(min(top, high), max(bottom, low), (right + left) / 2)
        if not any(
            _overlap(strip, known) and right <= known.at + _TOUCH and known.at <= left + _TOUCH
            for known in (*page.strips, *found)
        ):
            found.append(strip._replace(top=_captions_top(page.lines, strip)))
    return found


def _captions_top(lines: Sequence[TextLine], strip: Strip) -> float:
    """Where the captions above two tables begin; the top of the tables where none stand there."""
    above = [line for line in lines if line.base < strip.top][-_CAPTION:]
    top = strip.top
    for line in reversed(above):
        if any(word.x0 - _TOUCH < strip.at < word.x1 + _TOUCH for word in line.words):
            break
        if any(side and caption_of(side[0].text) for side in part_lines([line], strip.at)):
            top = line.box[1]
    return top
