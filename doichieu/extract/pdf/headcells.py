"""Header cells of a table without vertical rulings: levels, and cells that go over several columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.assembly.kinds import is_numbering
from doichieu.extract.pdf.segments import Segment, SegmentLine, segment_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.columns import Columns
    from doichieu.extract.pdf.words import Word

_PAD = 1.09
_LEVEL = 2.0
_CENTRED = 12.0


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


class Placed(NamedTuple):
    """A segment and the columns it stands over."""

    segment: Segment
    first: int
    last: int

    @property
    def base(self) -> float:
        """Baseline."""
        return self.segment.base


def find_head(lines: Sequence[SegmentLine], columns: Columns, pitch: float) -> tuple[list[HeadCell], int]:
    """Build the header.

    Args:
        lines: Lines above the first row.
        columns: The columns.
        pitch: Distance of lines inside a cell.

    Returns:
        Header cells and how many header rows there are.
    """
    numbering = [line for line in lines[-1:] if is_numbering([segment.text for segment in line.segments])]
    placed = _place([line for line in lines if line not in numbering], columns, pitch)
    if not placed:
        return [], 0
    cells = _block(placed, 0, len(columns.cores) - 1, 0)
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


def _place(lines: Sequence[SegmentLine], columns: Columns, pitch: float) -> list[Placed]:
    """Give each segment its columns: titles are widened over the columns that have cells only below them."""
    placed: list[Placed] = []
    for index, line in enumerate(lines):
        for segment in line.segments:
            first, last = columns.covered(segment)
            if first != last and not _spans(lines[index + 1 :], first, last, columns):
                placed += _split(segment, columns)
            else:
                placed.append(Placed(segment, first, last))
    for index in range(len(placed) - 1, -1, -1):
        placed[index] = _widen(placed[index], placed, columns, pitch)
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
    """Split a segment that only came too near to its neighbour."""
    parts: dict[int, list[Word]] = {}
    for word in segment.words:
        parts.setdefault(columns.at((word.x0 + word.x1) / 2), []).append(word)
    return [Placed(segment_of(words, segment.base), column, column) for column, words in parts.items()]


def _widen(entry: Placed, placed: Sequence[Placed], columns: Columns, pitch: float) -> Placed:
    """Widen a title over the columns below it, so that it stands in their middle.

    A title has a cell below it that does not follow it as the next line of one cell would.
    """
    a, b = entry.first, entry.last
    own = [
        other.base - entry.base
        for other in placed
        if a <= other.first <= b and other.base > entry.base + _LEVEL
    ]
    if not own or (a == b and min(own) <= _PAD * pitch and not _is_off(entry, columns)):
        return entry
    free = _free(entry, placed, columns)
    candidates: list[tuple[int, float, int, int]] = []
    x = a
    while x == a or x in free:
        y = b
        while y == b or y in free:
            off = abs(_centre(columns, x, y) - entry.segment.middle)
            # Edges are only known to some points: of ranges that centre the title as well, the widest is meant.
            candidates.append((-(y - x) if off <= _CENTRED else 99, off, x, y))
            y += 1
        x -= 1
    _, _, first, last = min(candidates)
    return entry._replace(first=first, last=last)


def _is_off(entry: Placed, columns: Columns) -> bool:
    """Whether a segment stands over no column's text, or far from the middle of its column."""
    x0, x1 = columns.cores[entry.first]
    return entry.segment.x1 < x0 or entry.segment.x0 > x1


def _centre(columns: Columns, first: int, last: int) -> float:
    return (columns.edges[first] + columns.edges[last + 1]) / 2


def _free(entry: Placed, placed: Sequence[Placed], columns: Columns) -> set[int]:
    """Columns with cells below a title's line and none on it or above it, higher titles apart."""
    above = {
        col
        for other in placed
        if other is not entry and other.base < entry.base + _LEVEL and other.first == other.last
        for col in (other.first,)
    }
    above |= {
        col
        for other in placed
        if other is not entry and abs(other.base - entry.base) < _LEVEL
        for col in range(other.first, other.last + 1)
    }
    below = {
        other.first for other in placed if other.first == other.last and other.base > entry.base + _LEVEL
    }
    return (below - above - _full(placed)) & set(range(len(columns.cores)))


def _full(placed: Sequence[Placed]) -> set[int]:
    """Columns whose cell goes through the whole height: it is centred on the same height as the ordinal's."""
    bases: dict[int, list[float]] = {}
    for entry in placed:
        if entry.first == entry.last:
            bases.setdefault(entry.first, []).append(entry.base)
    if 0 not in bases:
        return set()
    middle = (min(bases[0]) + max(bases[0])) / 2
    return {col for col, own in bases.items() if abs((min(own) + max(own)) / 2 - middle) < _LEVEL}


def _block(placed: Sequence[Placed], first: int, last: int, level: int) -> list[HeadCell]:
    """Cells of the columns first to last from a level down."""
    cells: list[HeadCell] = []
    for a, b in _groups(placed, first, last):
        group = [entry for entry in placed if a <= entry.first and entry.last <= b]
        if a == b:
            cells.append(HeadCell(level, 1, a, a, [entry.segment for entry in group]))
            continue
        title, rest = _part(group, a, b)
        cells.append(HeadCell(level, 1, a, b, [entry.segment for entry in title]))
        cells += _block(rest, a, b, level + 1)
    return cells


def _part(group: Sequence[Placed], first: int, last: int) -> tuple[list[Placed], list[Placed]]:
    """Part a title from what stands below it."""
    wide = [entry for entry in group if (entry.first, entry.last) == (first, last)]
    if not wide:
        top = min(entry.base for entry in group if entry.first != entry.last)
        wide = [entry for entry in group if entry.first != entry.last and entry.base < top + _LEVEL]
    floor = max(entry.base for entry in wide)
    title = [entry for entry in group if entry in wide or entry.base < floor - _LEVEL]
    return title, [entry for entry in group if entry not in title]


def _groups(placed: Sequence[Placed], first: int, last: int) -> list[tuple[int, int]]:
    """Ranges of columns that a title holds together."""
    spans = sorted((entry.first, entry.last) for entry in placed if entry.first != entry.last)
    joined: list[tuple[int, int]] = []
    col = first
    while col <= last:
        end = col
        for a, b in spans:
            if a <= end < b <= last and a >= first:
                end = b
        joined.append((col, end))
        col = end + 1
    return joined
