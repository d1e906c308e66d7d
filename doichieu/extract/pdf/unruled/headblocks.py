"""Blocks of a header without vertical rulings: the lines of one cell, over the columns that they stand over."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.pdf.unruled.headcolumns import goes_small
from doichieu.extract.pdf.unruled.segments import Segment, SegmentLine, segment_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.textlayer.words import Word
    from doichieu.extract.pdf.unruled.columns import Columns
    from doichieu.extract.pdf.unruled.headrules import Span

# Lines of one cell have their left ends, middles or right ends this near to each other, in points.
_ALIGNED = 2.0
# Cells that stand side by side have at least this space between them, in heights; where less, more lines tell.
_GAP, _TIGHT, _LINES = 0.36, 0.24, 2
# A further line of a cell is no more than this above the least distance of lines, in points.
_SPREAD = 1.5
# Lines of a cell are never further apart, in heights; that part of them may be further than the least distance.
_MOST, _UNSTEADY = 1.4, 0.3
# The first lines of cells beside each other are centred on the same height but for that part of the distance of lines.
_BESIDE = 0.75
# Space around cells sets a title that much further from them than lines of one cell are, in points.
_PAD = 0.6
# A word of a cell reaches no further over its edge than that, or is no further from its middle, in points.
_OVER = 2.0


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


def find_blocks(
    lines: Sequence[SegmentLine], columns: Columns, reach: float, spans: Sequence[Span] = ()
) -> list[Block]:
    """Find the blocks of a header.

    Args:
        lines: Its lines, from the top.
        columns: The columns of the table.
        reach: How far the next line of a row of the table may be.
        spans: Rules below titles, over which no text goes on.

    Returns:
        Blocks by their first line.
    """
    return cut_titles(stack_blocks(lines, columns, reach, spans), columns)


def stack_blocks(
    lines: Sequence[SegmentLine], columns: Columns, reach: float, spans: Sequence[Span] = ()
) -> list[Block]:
    """Blocks of what stands below each other, titles with the middle one of their cells among them."""
    near = _nearness(lines, columns, reach)
    blocks: list[Block] = []
    for at, line in enumerate(lines):
        parts = [part for segment in line.segments for part in _parts(segment, lines, at, columns, near)]
        titles = _titles_of(blocks, parts, columns)
        for part in parts:
            _add(blocks, part, columns, near, spans, titles)
    return blocks


def _titles_of(blocks: Sequence[Block], parts: Sequence[Segment], columns: Columns) -> list[Block]:
    """Blocks over several columns below which several texts of a line stand right, each in columns of its own."""
    if len(parts) < 2:
        return []
    held: list[Block] = []
    for part in parts:
        first, last = columns.covered(part)
        block = next((b for b in reversed(blocks) if b.first <= last and first <= b.last), None)
        if block is not None and block.first <= first and last <= block.last:
            held.append(block)
    return [block for at, block in enumerate(held) if any(block is other for other in held[:at])]


def cut_titles(blocks: Sequence[Block], columns: Columns) -> list[Block]:
    """Blocks with the titles cut off that stand over several cells, right above the middle one, and are none of its lines."""
    held = [
        [block for block in blocks if block.first <= column <= block.last]
        for column in range(len(columns.cores))
    ]
    pitch = _sure_pitch(blocks)
    cuts = {id(block): at for block in blocks if (at := _cut(block, held, columns, pitch, sides=2))}
    heights = [block.top for block in blocks if id(block) in cuts]
    for block in blocks:
        if id(block) not in cuts and any(abs(block.top - height) <= _ALIGNED for height in heights):
            cuts[id(block)] = _cut(block, held, columns, pitch, sides=1)
    return [
        part
        for block in blocks
        for at in (cuts.get(id(block), 0),)
        for part in (
            (_block(block.segments[:at], columns), _block(block.segments[at:], columns)) if at else (block,)
        )
    ]


def _block(segments: list[Segment], columns: Columns) -> Block:
    """The block of some lines."""
    covered = [columns.covered(segment) for segment in segments]
    return Block(min(first for first, _ in covered), max(last for _, last in covered), segments)


def _sure_pitch(blocks: Sequence[Block]) -> float:
    """The least distance of lines that surely are of one cell, for the lower one goes on small; 0 where none does."""
    gaps = [
        below.base - above.base
        for block in blocks
        for above, below in itertools.pairwise(block.segments)
        if goes_small(below)
    ]
    return min(gaps, default=0.0)


def _cut(block: Block, held: Sequence[Sequence[Block]], columns: Columns, pitch: float, *, sides: int) -> int:
    """Index of the line of a block beside which the cells at its sides begin; 0 where it has no title."""
    for at in range(1, len(block.segments)):
        above, line = block.segments[at - 1], block.segments[at]
        first, last = columns.covered(line)
        beside = [
            [other for other in held[column] if other is not block]
            for column in (first - 1, last + 1)
            if 0 <= column < len(held)
        ]
        if first != last or len(beside) < (1 if pitch else sides) or goes_small(line):
            continue
        if pitch and line.base - above.base <= pitch + _PAD:
            continue
        near = _BESIDE * (line.base - above.base)
        # lines known to stand nearer in a cell tell as much as a neighbour at the other side
        told = any if pitch else all
        if told(_begins(own, line.base, above.base, near) for own in beside):
            return at
    return 0


def _begins(blocks: Sequence[Block], at: float, above: float, near: float) -> bool:
    """Whether a cell of a column begins at a height, and none stands beside the line above that."""
    first = any(abs(block.top - at) < near and not goes_small(block.segments[0]) for block in blocks)
    return first and not any(
        abs(segment.base - above) < near and block.top < at - near
        for block in blocks
        for segment in block.segments
    )


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
    parts = _by_column(segment, columns)
    if len(parts) < 2 or _runs_over(segment, parts, columns):
        return [segment]
    if not _spans(lines[at + 1 :], first, last, columns):
        return parts
    height = max(word.y1 - word.y0 for word in segment.words)
    gap = min(right.x0 - left.x1 for left, right in itertools.pairwise(parts))
    if gap < _TIGHT * height:
        return [segment]
    least = 1 if gap >= _GAP * height else _LINES
    around = [
        part
        for line in lines[max(at - 6, 0) : at + 7]
        for other in line.segments
        if 0.6 * height < abs(other.base - segment.base) <= near * least
        for part in {other.x0: other, **{part.x0: part for part in _by_column(other, columns)}}.values()
    ]
    beside = all(sum(_is_aligned(part, other) for other in around) >= least for part in parts)
    return parts if beside else [segment]


def _runs_over(segment: Segment, parts: Sequence[Segment], columns: Columns) -> bool:
    """Whether a word of a text stands over two columns, as in a title over both; long words in the middle of theirs do not."""
    crossed = any(
        word.x0 + _OVER < edge < word.x1 - _OVER for word in segment.words for edge in columns.edges[1:-1]
    )
    cores = [columns.cores[columns.at(part.middle)] for part in parts]
    return crossed and any(
        abs(part.middle - (x0 + x1) / 2) > _OVER for part, (x0, x1) in zip(parts, cores, strict=True)
    )


def _by_column(segment: Segment, columns: Columns) -> list[Segment]:
    """The words of a segment in each column."""
    pieces: dict[int, list[Word]] = {}
    for word in segment.words:
        pieces.setdefault(columns.at((word.x0 + word.x1) / 2), []).append(word)
    return [segment_of(words, segment.base) for words in pieces.values()] if len(pieces) > 1 else [segment]


def _spans(below: Sequence[SegmentLine], first: int, last: int, columns: Columns) -> bool:
    """Whether cells of a lower level stand under a segment, each in a column of its own."""
    under = {
        column
        for line in below
        for segment in line.segments
        if first <= (column := columns.at(segment.middle)) <= last
    }
    return len(under) > 1


def _add(
    blocks: list[Block],
    segment: Segment,
    columns: Columns,
    near: float,
    spans: Sequence[Span],
    titles: Sequence[Block],
) -> None:
    """Add a line to the block that it goes on with, else begin one; titles have ended above it."""
    first, last = columns.covered(segment)
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        above = block.segments[-1]
        if last < block.first or first > block.last:
            continue
        if any(above.base < span.at < segment.base and span.holds(segment) for span in spans):
            break
        if any(block is title for title in titles):
            break
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
