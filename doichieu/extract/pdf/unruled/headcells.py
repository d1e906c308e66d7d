"""Header cells of a table without vertical rulings: levels, and cells that go over several columns."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.assembly.kinds import is_numbering
from doichieu.extract.pdf.unruled.headblocks import Block, find_blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.unruled.columns import Columns
    from doichieu.extract.pdf.unruled.segments import Segment, SegmentLine

# Middles of cells of one level differ by less than this, in points.
_LEVEL = 2.5
# What it costs to leave a column out that stands under no other title, in points that a title is off its middle.
_LEFT_OUT = 60.0


class HeadCell(NamedTuple):
    """A header cell.

    Attributes:
        level: 0-based header row.
        depth: Header rows it covers.
        first: First column.
        last: Last column.
        segments: Its text by line.
    """

    level: int
    depth: int
    first: int
    last: int
    segments: list[Segment]


def find_head(lines: Sequence[SegmentLine], columns: Columns, reach: float) -> tuple[list[HeadCell], int]:
    """Build the header.

    Args:
        lines: Lines above the first row.
        columns: The columns.
        reach: How far the next line of a cell may be.

    Returns:
        Header cells and how many header rows there are.
    """
    numbering = [line for line in lines[-1:] if is_numbering([segment.text for segment in line.segments])]
    blocks = find_blocks([line for line in lines if line not in numbering], columns, reach)
    if not blocks:
        return [], 0
    cells = _cells(blocks, (0, len(columns.cores) - 1), 0, columns, _whole(blocks))
    depth = max(cell.level + 1 for cell in cells)
    cells = [cell._replace(depth=depth - cell.level) if cell.first == cell.last else cell for cell in cells]
    for line in numbering:
        cells += [
            HeadCell(depth, 1, col, col, [segment])
            for segment in line.segments
            for col in [columns.at(segment.middle)]
        ]
        depth += 1
    return cells, depth


def _cells(
    blocks: Sequence[Block], span: tuple[int, int], level: int, columns: Columns, whole: float | None
) -> list[HeadCell]:
    """Cells of the columns of a span from a level down; `whole` is the middle of a cell of the whole height."""
    inside = [block for block in blocks if span[0] <= block.first and block.last <= span[1]]
    titles = _titles(inside, span, level, columns, whole)
    if not titles:
        return [
            HeadCell(level, 1, col, col, [segment for block in held for segment in block.segments])
            for col in range(span[0], span[1] + 1)
            if (held := [block for block in inside if block.first <= col <= block.last])
        ]
    cells: list[HeadCell] = []
    start = span[0]
    for first, last, title in titles:
        if start < first:
            cells += _cells(inside, (start, first - 1), level, columns, whole)
        cells.append(HeadCell(level, 1, first, last, title.segments))
        below = [block for block in inside if block is not title]
        cells += _cells(below, (first, last), level + 1, columns, None)
        start = last + 1
    return cells + (_cells(inside, (start, span[1]), level, columns, whole) if start <= span[1] else [])


def _titles(
    blocks: Sequence[Block], span: tuple[int, int], level: int, columns: Columns, whole: float | None
) -> list[tuple[int, int, Block]]:
    """Titles of the uppermost level in a span: first column, last column and the title."""
    if span[0] == span[1]:
        return []
    tops = [block for block in blocks if _is_top(block, blocks)]
    over = [block for block in tops if block.first != block.last or _is_over(block, blocks)]
    if not over:
        return []
    highest = min(over, key=lambda block: block.top)
    titles = sorted((block for block in over if _is_beside(block, highest)), key=lambda block: block.middle)
    under = _under(titles, blocks, span, level, whole)
    found: list[tuple[int, int, Block]] = []
    for first, last in _runs(under):
        own = [block for block in titles if first <= _own(block, columns) <= last]
        if own:
            found += [entry for entry in _share(own, first, last, columns) if entry[0] != entry[1]]
    return found


def _is_beside(one: Block, other: Block) -> bool:
    """Whether two cells are of one level: they begin on the same line, or are centred on the same height."""
    return abs(one.top - other.top) <= _LEVEL / 2 or (
        abs(one.top + one.bottom - other.top - other.bottom) / 2 <= _LEVEL
    )


def _own(block: Block, columns: Columns) -> int:
    """The column under the middle of a block."""
    return min(max(columns.at(block.middle), block.first), block.last)


def _is_top(block: Block, blocks: Sequence[Block]) -> bool:
    return not any(
        other.bottom < block.top and other.first <= block.last and block.first <= other.last
        for other in blocks
    )


def _is_over(block: Block, blocks: Sequence[Block]) -> bool:
    return any(
        other.top > block.bottom and other.first <= block.last and block.first <= other.last
        for other in blocks
    )


def _under(
    titles: Sequence[Block],
    blocks: Sequence[Block],
    span: tuple[int, int],
    level: int,
    whole: float | None,
) -> set[int]:
    """Columns that stand under a title: their cell is centred, or begins, lower than one of the whole height."""
    found = {col for title in titles for col in range(title.first, title.last + 1)}
    rest = [block for block in blocks if block not in titles]
    high = min(block.top for block in blocks)
    below = [block for block in rest if any(col in found for col in range(block.first, block.last + 1))]
    for col in range(span[0], span[1] + 1):
        held = [block for block in rest if block.first <= col <= block.last]
        if col in found or not held:
            continue
        top, bottom = min(block.top for block in held), max(block.bottom for block in held)
        if top <= high + _LEVEL or not any(title.bottom < top for title in titles):
            continue
        if whole is not None and len(held) == 1 and abs((top + bottom) / 2 - whole) <= _LEVEL:
            continue
        if level and len(held) == 1 and not any(_is_beside(held[0], block) for block in below):
            continue
        found.add(col)
    return found


def _whole(blocks: Sequence[Block]) -> float | None:
    """Middle of a cell of the whole height, by the ordinal's; None where cells begin at the top or end at the foot."""
    held = [block for block in blocks if block.first == 0]
    if not held:
        return None
    top, bottom = min(block.top for block in held), max(block.bottom for block in held)
    low = max(block.bottom for block in blocks)
    high = min(block.top for block in blocks)
    if bottom > low - _LEVEL and top > high + _LEVEL:
        return None
    return (top + bottom) / 2


def _runs(columns: set[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for col in sorted(columns):
        if runs and runs[-1][1] == col - 1:
            runs[-1] = (runs[-1][0], col)
        else:
            runs.append((col, col))
    return runs


def _share(titles: Sequence[Block], first: int, last: int, columns: Columns) -> list[tuple[int, int, Block]]:
    """Share the columns of a run among the titles over it, so that each stands in the middle of its own."""
    best: tuple[float, list[tuple[int, int, Block]]] = (float("inf"), [])
    owns = [_own(title, columns) for title in titles]
    for cuts in itertools.product(*(range(a, b) for a, b in itertools.pairwise(owns))):
        starts = [first, *(cut + 1 for cut in cuts)]
        ends = [*cuts, last]
        cost, shared = 0.0, []
        for title, own, start, end in zip(titles, owns, starts, ends, strict=True):
            off, a, b = _centred(title, own, start, end, columns)
            cost += off
            shared.append((a, b, title))
        if cost < best[0]:
            best = (cost, shared)
    return best[1]


def _centred(title: Block, own: int, start: int, end: int, columns: Columns) -> tuple[float, int, int]:
    """The columns of a range that a title stands in the middle of."""
    edges = columns.edges
    low, high = min(title.first, own), max(title.last, own)
    return min(
        (
            abs((edges[a] + edges[b + 1]) / 2 - title.middle) + _LEFT_OUT * (a - start + end - b),
            a,
            b,
        )
        for a in range(start, max(low, start) + 1)
        for b in range(min(high, end), end + 1)
        if a <= b
    )
