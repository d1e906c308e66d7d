"""Header cells of a table without vertical rulings: levels, and cells that go over several columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.pdf.segments import Segment, SegmentLine, segment_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.columns import Columns


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


Placed = tuple[Segment, int, int]


def find_head(lines: Sequence[SegmentLine], columns: Columns) -> tuple[list[HeadCell], int]:
    """Build the header.

    Args:
        lines: Lines above the first row.
        columns: The columns.

    Returns:
        Header cells and how many header rows there are.
    """
    placed = _place(lines, columns)
    if not placed:
        return [], 0
    cells = _block(placed, 0, len(columns.cores) - 1, 0, columns)
    depth = max(cell.level + 1 for cell in cells)
    deepened = [
        cell._replace(depth=depth - cell.level)
        if cell.first == cell.last and not _has_below(cells, cell)
        else cell
        for cell in cells
    ]
    return deepened, depth


def _has_below(cells: Sequence[HeadCell], cell: HeadCell) -> bool:
    return any(other.level > cell.level and cell.first <= other.first <= cell.last for other in cells)


def _place(lines: Sequence[SegmentLine], columns: Columns) -> list[Placed]:
    """Give each segment its columns; one that only came too near to its neighbour is split between them."""
    placed: list[Placed] = []
    for index, line in enumerate(lines):
        for segment in line.segments:
            first, last = columns.covered(segment)
            if first == last or _spans(lines[index + 1 :], first, last, columns):
                placed.append((segment, first, last))
            else:
                placed += _split(segment, columns)
    return placed


def _spans(below: Sequence[SegmentLine], first: int, last: int, columns: Columns) -> bool:
    """Whether cells of a lower level stand under a segment, each in a column of its own."""
    under = {
        columns.at(segment.middle)
        for line in below
        for segment in line.segments
        if first <= columns.at(segment.middle) <= last
    }
    return len(under) > 1


def _split(segment: Segment, columns: Columns) -> list[Placed]:
    parts: dict[int, list] = {}
    for word in segment.words:
        parts.setdefault(columns.at((word.x0 + word.x1) / 2), []).append(word)
    return [(segment_of(words, segment.base), column, column) for column, words in parts.items()]


def _block(placed: Sequence[Placed], first: int, last: int, level: int, columns: Columns) -> list[HeadCell]:
    """Cells of the columns first to last from a level down."""
    cells: list[HeadCell] = []
    for a, b in _groups(placed, first, last, columns):
        group = [entry for entry in placed if a <= entry[1] and entry[2] <= b]
        if a == b:
            cells.append(HeadCell(level, 1, a, a, [entry[0] for entry in group]))
            continue
        floor = max(entry[0].base for entry in group if entry[1] != entry[2])
        low = min(
            (e[0].base for e in group if e[1] == e[2] and e[0].base > floor + 1 and not _alone(e, group)),
            default=floor + 1,
        )
        title = [entry[0] for entry in group if entry[0].base < low - 1]
        rest = [entry for entry in group if entry[0].base >= low - 1]
        cells.append(HeadCell(level, 1, a, b, title))
        cells += _block(rest, a, b, level + 1, columns)
    return cells


def _alone(entry: Placed, group: Sequence[Placed]) -> bool:
    """Whether a segment is the end of a title: alone on its line, cells of other columns below it."""
    base = entry[0].base
    same = [other for other in group if abs(other[0].base - base) < 2.0]
    below = {other[1] for other in group if other[0].base > base + 2.0}
    return len(same) == 1 and len(below) > 1 and entry[1] in below


def _groups(placed: Sequence[Placed], first: int, last: int, columns: Columns) -> list[tuple[int, int]]:
    """Ranges of columns that a segment holds together."""
    joined: list[tuple[int, int]] = []
    spans = [_centred(entry, placed, first, last, columns) for entry in placed if entry[1] != entry[2]]
    col = first
    while col <= last:
        end = col
        for a, b in sorted(spans):
            if a <= end and b > end and a >= first and b <= last:
                end = b
        joined.append((col, end))
        col = end + 1
    return joined


def _centred(
    entry: Placed, placed: Sequence[Placed], first: int, last: int, columns: Columns
) -> tuple[int, int]:
    """Widen a title over columns at its sides that have cells only below it, while that centres it better."""
    segment, a, b = entry
    free = {
        col
        for col in range(first, last + 1)
        if not any(o[1] <= col <= o[2] and o[0].base < segment.base + 2.0 for o in placed if o is not entry)
        and any(o[1] == o[2] == col and o[0].base > segment.base for o in placed)
    }

    def off(x: int, y: int) -> float:
        return abs((columns.edges[x] + columns.edges[y + 1]) / 2 - segment.middle)

    best = (off(a, b), a, b)
    x = a
    while x >= first and (x == a or x in free):
        y = b
        while y <= last and (y == b or y in free):
            best = min(best, (off(x, y) + 0.01 * (a - x + y - b), x, y))
            y += 1
        x -= 1
    return best[1], best[2]
