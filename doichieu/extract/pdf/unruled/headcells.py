"""Header cells of a table without vertical rulings: levels, and cells that go over several columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.assembly.kinds import is_numbering
from doichieu.extract.pdf.unruled.headblocks import Block, cut_titles, find_blocks, stack_blocks
from doichieu.extract.pdf.unruled.titleshares import own_column, share_columns, stands_over_some, stub_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.unruled.columns import Columns
    from doichieu.extract.pdf.unruled.headrules import Span
    from doichieu.extract.pdf.unruled.segments import Segment, SegmentLine

# Middles of cells of one level differ by less than this, in points.
_LEVEL = 2.5
# A title alone that is that near to the middle of the table is one of the whole, in parts of its width.
_IN_MIDDLE = 0.025


class _Whole(NamedTuple):
    """Where cells of the whole height of a header stand.

    Attributes:
        middle: Their middle; None where they begin at the top or end at the foot.
        at_foot: Whether they end at the foot.
    """

    middle: float | None = None
    at_foot: bool = False


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


def find_head(
    lines: Sequence[SegmentLine], columns: Columns, reach: float, spans: Sequence[Span] = ()
) -> tuple[list[HeadCell], int]:
    """Build the header.

    Args:
        lines: Lines above the first row.
        columns: The columns.
        reach: How far the next line of a cell may be.
        spans: Rules below titles of several columns.

    Returns:
        Header cells and how many header rows there are.
    """
    numbering = [line for line in lines[-1:] if is_numbering([segment.text for segment in line.segments])]
    blocks = find_blocks([line for line in lines if line not in numbering], columns, reach, spans)
    if numbering and not _number_titles(numbering[0], blocks, columns):
        # months and years below one title
        numbering, blocks = [], find_blocks(lines, columns, reach, spans)
    if not blocks:
        return [], 0
    ruled = [
        (span.at, *held) for span in spans if (held := columns.between(span.start, span.end)) is not None
    ]
    cells = _cells_above_rules(blocks, (0, len(columns.cores) - 1), 0, columns, ruled)
    cells = _with_rest(cells, blocks, columns)
    depth = max(cell.level + 1 for cell in cells)
    lowest = {cell.first: cell for cell in sorted(cells)}
    cells = [
        cell._replace(depth=depth - cell.level)
        if cell.first == cell.last and lowest[cell.first] is cell
        else cell
        for cell in cells
    ]
    for line in numbering:
        cells += [
            HeadCell(depth, 1, col, col, [segment])
            for segment in line.segments
            for col in [columns.at(segment.middle)]
        ]
        depth += 1
    return cells, depth


def _number_titles(line: SegmentLine, blocks: Sequence[Block], columns: Columns) -> bool:
    """Whether numbers stand below titles of single columns, and are not these titles themselves."""
    own = {block.first for block in blocks if block.first == block.last}
    return any(columns.at(segment.middle) in own for segment in line.segments)


def _with_rest(cells: Sequence[HeadCell], blocks: Sequence[Block], columns: Columns) -> list[HeadCell]:
    """Cells with the texts that stand at both sides of the end of a rule or title: each goes to the lowest one under its middle."""
    held = {id(segment) for cell in cells for segment in cell.segments}
    found = list(cells)
    for segment in (one for block in blocks for one in block.segments if id(one) not in held):
        column = columns.at(segment.middle)
        own = [at for at, cell in enumerate(found) if cell.first <= column <= cell.last]
        if own:
            lowest = max(own, key=lambda at: found[at].level)
            found[lowest] = found[lowest]._replace(segments=[*found[lowest].segments, segment])
        else:
            found.append(HeadCell(0, 1, column, column, [segment]))
    return found


def has_titles(lines: Sequence[SegmentLine], columns: Columns, reach: float) -> bool:
    """Whether titles stand right above the middle one of the cells of several columns in a header.

    Args:
        lines: Lines above the first row.
        columns: The columns.
        reach: How far the next line of a cell may be.
    """
    blocks = stack_blocks(lines, columns, reach)
    return len(cut_titles(blocks, columns)) > len(blocks)


def _cells_above_rules(
    blocks: Sequence[Block],
    span: tuple[int, int],
    level: int,
    columns: Columns,
    ruled: Sequence[tuple[float, int, int]],
) -> list[HeadCell]:
    """Cells of the columns of a span from a level down, where rules tell over which of them titles stand.

    Args:
        blocks: Blocks of the header; those of other columns are left out.
        span: First and last column.
        level: 0-based header row.
        columns: The columns.
        ruled: Height, first and last column of rules below titles, from the top.
    """
    inside = [block for block in blocks if span[0] <= block.first and block.last <= span[1]]
    cells: list[HeadCell] = []
    start = span[0]
    for at, first, last in sorted(_uppermost(ruled, span), key=lambda rule: rule[1]):
        above = [
            block for block in inside if first <= block.first and block.last <= last and block.bottom < at
        ]
        titles = sorted(above, key=lambda block: block.middle)
        shared = share_columns(titles, first, last, columns) if titles else []
        if not shared:
            continue
        if start < first:
            cells += _cells(inside, (start, first - 1), level, columns, _whole(inside))
        below = [block for block in inside if block.top > at]
        deeper = [rule for rule in ruled if rule[0] > at]
        for a, b, title in shared:
            cells.append(HeadCell(level, 1, a, b, title.segments))
            cells += _cells_above_rules(below, (a, b), level + 1, columns, deeper)
        start = last + 1
    return cells + (
        _cells(inside, (start, span[1]), level, columns, _whole(inside)) if start <= span[1] else []
    )


def _uppermost(
    ruled: Sequence[tuple[float, int, int]], span: tuple[int, int]
) -> list[tuple[float, int, int]]:
    """Rules below titles in a span that no other stands above."""
    found: list[tuple[float, int, int]] = []
    for at, first, last in ruled:
        if span[0] <= first and last <= span[1] and all(last < a or b < first for _, a, b in found):
            found.append((at, first, last))
    return found


def _cells(
    blocks: Sequence[Block], span: tuple[int, int], level: int, columns: Columns, whole: _Whole
) -> list[HeadCell]:
    """Cells of the columns of a span from a level down; `whole` tells where a cell of the whole height stands."""
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
        cells += _cells(below, (first, last), level + 1, columns, _Whole(at_foot=whole.at_foot))
        start = last + 1
    return cells + (_cells(inside, (start, span[1]), level, columns, whole) if start <= span[1] else [])


def _titles(
    blocks: Sequence[Block], span: tuple[int, int], level: int, columns: Columns, whole: _Whole
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
    under = _under(titles, blocks, span, level, whole, columns)
    found: list[tuple[int, int, Block]] = []
    for first, last in _runs(under):
        own = [block for block in titles if first <= own_column(block, columns) <= last]
        if own:
            shared = share_columns(own, first, last, columns, at_foot=whole.at_foot)
            found += [entry for entry in shared if entry[0] != entry[1]]
    return found


def _is_beside(one: Block, other: Block, whole: _Whole = _Whole()) -> bool:  # noqa: B008 (it never changes)
    """Whether two cells are of one level: they begin on the same line, are centred on one height, or end at the foot."""
    return (
        abs(one.top - other.top) <= _LEVEL / 2
        or abs(one.top + one.bottom - other.top - other.bottom) / 2 <= _LEVEL
        or (whole.at_foot and abs(one.bottom - other.bottom) <= _LEVEL / 2)
    )


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
    whole: _Whole,
    columns: Columns,
) -> set[int]:
    """Columns that stand under a title: their cell is centred, or begins, lower than one of the whole height."""
    found = {col for title in titles for col in range(title.first, title.last + 1)}
    stub = stub_of(columns) if whole.at_foot and not _is_caption(titles, columns) else 0
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
        if whole.middle is not None and len(held) == 1 and abs((top + bottom) / 2 - whole.middle) <= _LEVEL:
            continue
        if col < stub:
            continue
        if level and len(held) == 1 and not any(_is_beside(held[0], block, whole) for block in below):
            continue
        found.add(col)
    return found


def _is_caption(titles: Sequence[Block], columns: Columns) -> bool:
    """Whether a title stands alone in the middle of the table, and in that of none of its columns much rather."""
    left, right = columns.edges[0], columns.edges[-1]
    if len(titles) != 1:
        return False
    off = abs(titles[0].middle - (left + right) / 2)
    return off <= _LEVEL or (
        off <= _IN_MIDDLE * (right - left) and not stands_over_some(titles[0], columns, off - _LEVEL)
    )


def _whole(blocks: Sequence[Block]) -> _Whole:
    """Where a cell of the whole height stands, by the first one's."""
    if not blocks:
        return _Whole()
    held = [block for block in blocks if block.first == 0]
    low = max(block.bottom for block in blocks)
    high = min(block.top for block in blocks)
    if not held:
        # names that need no title leave it to the cells of the other columns
        middle = (high + low) / 2
        centred = [block for block in blocks if abs((block.top + block.bottom) / 2 - middle) <= _LEVEL / 2]
        return _Whole(middle if any(block.top > high + _LEVEL for block in centred) else None)
    top, bottom = min(block.top for block in held), max(block.bottom for block in held)
    if bottom > low - _LEVEL and top > high + _LEVEL:
        return _Whole(at_foot=True)
    return _Whole((top + bottom) / 2)


def _runs(columns: set[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for col in sorted(columns):
        if runs and runs[-1][1] == col - 1:
            runs[-1] = (runs[-1][0], col)
        else:
            runs.append((col, col))
    return runs
