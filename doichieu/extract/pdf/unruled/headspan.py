"""Which lines above the first row are the header of a table without vertical rulings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.assembly.labels import heading_level, part_of
from doichieu.extract.pdf.unruled.headcolumns import goes_small
from doichieu.extract.pdf.unruled.headtop import (
    CLOSE,
    FAR,
    HEAD_LINES,
    NEXT,
    SAMPLE,
    first_figure,
    first_row,
    first_word,
    is_barred,
    lines_above,
    row_distance,
    tops_above,
)
from doichieu.extract.pdf.unruled.runs import is_head, is_outside, is_prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.ruled.rulings import Ruling
    from doichieu.extract.pdf.unruled.segments import Segment, SegmentLine

# The word of the ordinal column is among so many lines above its header's end.
_NEAR = 4
# How far the middle of a header may be from the word of the ordinal column that is centred in it, in heights.
_EXACT, _OFF_CENTRE = 0.2, 0.6
# Headings stand in fewer pieces beside each other.
_BESIDE = 3


class HeadSpan(NamedTuple):
    """Lines of a header.

    Attributes:
        start: Index of its first line.
        stop: Index behind its last line.
        sure: Whether the layout tells its end: the lines from there to the first row are a group's label or the upper
            lines of that row. Else some of the lines of the header may be such.
    """

    start: int
    stop: int
    sure: bool


def find_head_span(lines: Sequence[SegmentLine], first: int, free: int, rules: Sequence[Ruling]) -> HeadSpan:
    """Find the lines of the header above a row.

    Args:
        lines: Lines of a page outside ruled tables, from the top.
        first: Index of the table's first row.
        free: Index of the first line that no table above holds.
        rules: Horizontal rulings that belong to no ruled table.

    Returns:
        The lines; none where there is no header.
    """
    ceiling = _ceiling(lines, first, free, rules)
    bounded = ceiling > float("-inf")
    start = first
    while start > free:
        line = lines[start - 1]
        if line.base < ceiling or is_barred(lines, start - 1, first, free):
            break
        if not bounded and not _fits_head(lines, start - 1, first):
            break
        if bounded and _is_heading(lines, start - 1):
            break
        start -= 1
        if not bounded and is_head(line) and line.segments[0].x0 < lines[first].segments[1].x0:
            return _around_ordinal(lines, start, first, free)
    if bounded and (stop := _above_rule(lines, start, first, rules)) is not None:
        return HeadSpan(start, stop, sure=True)
    return HeadSpan(start, first, sure=False)


def _above_rule(lines: Sequence[SegmentLine], start: int, first: int, rules: Sequence[Ruling]) -> int | None:
    """Line behind the last one above the rule that runs below the ordinal's word, through the whole header."""
    ordinal = next((index for index in range(first - 1, start - 1, -1) if is_head(lines[index])), None)
    if ordinal is None:
        return None
    word = lines[ordinal].segments[0]
    right = lines[first].segments[-1].x0
    below = [
        rule.at
        for rule in rules
        if word.base - 1.0 < rule.at < lines[first].base and rule.start < word.x1 and rule.end > right
    ]
    if not below:
        return None
    return next((index for index in range(ordinal, first) if lines[index].base > min(below)), first)


def _around_ordinal(lines: Sequence[SegmentLine], ordinal: int, first: int, free: int) -> HeadSpan:
    """The header by the word of its ordinal column.

    Where cells are centred, as much of the header stands above that word as below it; else nothing does, or what
    stands close above the cells beside it.
    """
    start = first_word(lines, ordinal, free)
    middle = (lines[start].base + lines[ordinal].base) / 2
    tops = tops_above(lines, start, first, free)
    height = lines[ordinal].line.height
    bottoms = _bottoms(lines, ordinal, first)
    for slack in (_EXACT, _OFF_CENTRE):
        for bottom in bottoms:
            centre = lines[bottom].base - 2 * middle
            best = min(tops, key=lambda top: abs(lines[top].base + centre))
            if abs(lines[best].base + centre) <= slack * height:
                exact = slack == _EXACT
                if exact and best == start and bottom == ordinal:
                    # The word alone is in its own middle: what stands above and below can still be the header's.
                    best, exact = lines_above(lines, start, free, first), len(bottoms) == 1
                return HeadSpan(best, bottom + 1 if exact else first, sure=exact)
    return HeadSpan(lines_above(lines, start, free, first), first, sure=False)


def _bottoms(lines: Sequence[SegmentLine], ordinal: int, first: int) -> list[int]:
    """Lines at which a header can end, the lowest first: above a space, and not in a group's label at the left."""
    figure = first_figure(first_row(lines, first))
    below = [
        index
        for index in range(ordinal, first)
        if index == ordinal
        or lines[index].segments[-1].x1 > figure
        or goes_small(lines[index].segments[-1])  # figures can stand further right than the title above them
    ]
    spaced = [
        index
        for index in below
        if lines[index + 1].base - lines[index].base > NEXT * lines[index].line.height
    ]
    last = [index for index in below[-1:] if index not in spaced]
    return [*reversed(spaced), *last]


def _ceiling(lines: Sequence[SegmentLine], first: int, free: int, rules: Sequence[Ruling]) -> float:
    """The uppermost long rule above a row, with no caption between."""
    floor = lines[free - 1].base if free else float("-inf")
    for index in range(first - 1, max(free, first - 12) - 1, -1):
        if is_outside(lines[index], lines[first]):
            floor = max(floor, lines[index].base)
            break
    rows = [line.segments for line in lines[first : first + SAMPLE] if line.is_anchor]
    width = max(
        row[-1].x1 - row[0].x0 for row in rows
    )  # the first one can be a total without an ordinal and a rank
    long = [
        rule.at
        for rule in rules
        if floor < rule.at < lines[first].base and rule.end - rule.start > 0.8 * width
    ]
    # No rule crosses the cell of the ordinal's header: the nearest one above it is the header's top.
    head = next((line for line in reversed(lines[free:first]) if is_head(line)), None)
    if head is not None:
        above = [at for at in long if at < head.base - 0.3 * head.line.height]
        return max(above, default=float("-inf"))
    top = min(long, default=float("-inf"))
    # nothing stands between a header's foot and the first row
    return top if any(line.base > top for line in lines[free:first]) else float("-inf")


def _is_heading(lines: Sequence[SegmentLine], index: int) -> bool:
    """Whether a line is a numbered heading or part, and no header stands above it."""
    if not _is_numbered(lines[index]):
        return False
    return not any(map(is_head, lines[max(index - HEAD_LINES, 0) : index]))


def _is_numbered(line: SegmentLine) -> bool:
    """Whether a line is a numbered heading or part; titles of columns beside each other can be numbered too."""
    if len(line.segments) >= _BESIDE:
        return False
    return part_of(line.line.text) is not None or heading_level(line.line.text) is not None


def _fits_head(lines: Sequence[SegmentLine], index: int, first: int) -> bool:
    line, below = lines[index], lines[index + 1]
    above = lines[max(index - HEAD_LINES, 0) : index]
    text = line.line.text
    if _is_numbered(line):
        return any(map(is_head, above))
    distance = below.base - line.base
    near = (CLOSE + (1.2 if index + 1 == first else 0.0)) * line.line.height
    # Where rows stand far apart, so do the header and a group's label.
    if head := next(filter(is_head, (*above[-_NEAR:], line)), None):
        near = max(near, row_distance(lines, first))
        # words turned above the rows leave a header of few cells, which stands apart from them
        if len(head.segments) > 2 and _is_first(lines[first].segments[0], head.segments[0]):
            near = max(near, FAR * line.line.height)
    if distance > near:
        return False
    if text[-1:] in {".", ";", ":"} and len(text) > 12:
        return False
    if len(line.segments) > 1 or any(map(is_head, above)):
        return True
    # the upper line of the first row can hold no figure
    return not any(is_prose(line, row) for row in lines[first : first + SAMPLE] if row.is_anchor)


def _is_first(ordinal: Segment, word: Segment) -> bool:
    """Whether a row is the first one that the column below a word counts."""
    return ordinal.text.strip("0.)") == "1" and ordinal.x0 < word.x1 and word.x0 < ordinal.x1
