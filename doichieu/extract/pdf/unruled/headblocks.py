"""Blocks of a header without vertical rulings: the lines of one cell, over the columns that they stand over."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.pdf.unruled.segments import Segment, SegmentLine, segment_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.textlayer.words import Word
    from doichieu.extract.pdf.unruled.columns import Columns

# Lines of one cell have their left ends, middles or right ends this near to each other, in points.
_ALIGNED = 2.0
# Cells that stand side by side have at least this space between them, in heights.
_GAP = 0.3
# A further line of a cell is no more than this above the least distance of lines, in points.
_SPREAD = 1.5
# Lines of a cell are never further apart, in heights; that part of them may be further than the least distance.
_MOST, _UNSTEADY = 1.4, 0.3


class Block(NamedTuple):
    """Lines of a header cell.

    Attributes:
        first: First column that it stands over.
        last: Last column.
        segments: Its text by line.
    """

    first: int
    last: int
    segments: list[Segment]

    @property
    def top(self) -> float:
        """Baseline of its first line."""
        return self.segments[0].base

    @property
    def bottom(self) -> float:
        """Baseline of its last line."""
        return self.segments[-1].base

    @property
    def middle(self) -> float:
        """Middle from left to right."""
        return (min(s.x0 for s in self.segments) + max(s.x1 for s in self.segments)) / 2


def find_blocks(lines: Sequence[SegmentLine], columns: Columns, reach: float) -> list[Block]:
    """Find the blocks of a header.

    Args:
        lines: Its lines, from the top.
        columns: The columns of the table.
        reach: How far the next line of a row of the table may be.

    Returns:
        Blocks by their first line.
    """
    near = _nearness(lines, columns, reach)
    blocks: list[Block] = []
    for at, line in enumerate(lines):
        for segment in line.segments:
            for part in _parts(segment, lines, at, columns, near):
                _add(blocks, part, columns, near)
    return blocks


def _nearness(lines: Sequence[SegmentLine], columns: Columns, reach: float) -> float:
    """How far the next line of a cell may be: the least distance in a column and little more.

    Where letters of a second font set lines apart, many stand further than that: then as far as lines do at most.
    """
    below: dict[int, float] = {}
    gaps: list[float] = []
    height = max((line.line.height for line in lines), default=0.0)
    for line in lines:
        for segment in line.segments:
            column = columns.at(segment.middle)
            gap = segment.base - below.get(column, float("-inf"))
            if 0.6 * height < gap:
                gaps.append(gap)
            below[column] = segment.base
    least = min(gaps, default=reach)
    if least > reach:
        return reach
    lines_apart = [gap for gap in gaps if gap <= _MOST * height]
    far = [gap for gap in lines_apart if gap > least + _SPREAD]
    return max(far) + 0.1 if len(far) > _UNSTEADY * len(lines_apart) else least + _SPREAD


def _parts(
    segment: Segment, lines: Sequence[SegmentLine], at: int, columns: Columns, near: float
) -> list[Segment]:
    """A segment, or the cells that only came too near to each other in it."""
    first, last = columns.covered(segment)
    if first == last:
        return [segment]
    pieces: dict[int, list[Word]] = {}
    for word in segment.words:
        pieces.setdefault(columns.at((word.x0 + word.x1) / 2), []).append(word)
    if len(pieces) < 2:
        return [segment]
    parts = [segment_of(words, segment.base) for words in pieces.values()]
    if not _spans(lines[at + 1 :], first, last, columns):
        return parts
    height = max(word.y1 - word.y0 for word in segment.words)
    if any(right.x0 - left.x1 < _GAP * height for left, right in itertools.pairwise(parts)):
        return [segment]
    around = [
        other
        for line in lines[max(at - 6, 0) : at + 7]
        for other in line.segments
        if 0.6 * height < abs(other.base - segment.base) <= near
    ]
    beside = all(any(_is_aligned(part, other) for other in around) for part in parts)
    return parts if beside else [segment]


def _spans(below: Sequence[SegmentLine], first: int, last: int, columns: Columns) -> bool:
    """Whether cells of a lower level stand under a segment, each in a column of its own."""
    under = {
        column
        for line in below
        for segment in line.segments
        if first <= (column := columns.at(segment.middle)) <= last
    }
    return len(under) > 1


def _add(blocks: list[Block], segment: Segment, columns: Columns, near: float) -> None:
    """Add a line to the block that it goes on with, else begin one."""
    first, last = columns.covered(segment)
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        above = block.segments[-1]
        if last < block.first or first > block.last:
            continue
        if segment.base - above.base <= near and _goes_on(above, segment, block, first, last):
            joined = [*block.segments, segment]
            blocks[index] = Block(min(first, block.first), max(last, block.last), joined)
            return
        break
    blocks.append(Block(first, last, [segment]))


def _goes_on(above: Segment, segment: Segment, block: Block, first: int, last: int) -> bool:
    if _is_aligned(above, segment):
        return True
    # A cell set in another way: at least it stands over one column alone, as its next line does.
    return block.first == block.last == first == last and above.x0 < segment.x1 and segment.x0 < above.x1


def _is_aligned(one: Segment, other: Segment) -> bool:
    return (
        min(abs(one.middle - other.middle), abs(one.x0 - other.x0), abs(one.x1 - other.x1)) <= _ALIGNED
        and one.x0 < other.x1
        and other.x0 < one.x1
    )
