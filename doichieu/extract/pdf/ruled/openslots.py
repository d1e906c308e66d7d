"""Slots: what stands between two horizontal rulings of a table, its lines cut at the vertical ones."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from doichieu.extract.pdf.textlayer.lines import find_lines
from doichieu.extract.pdf.unruled.columns import columns_between
from doichieu.extract.pdf.unruled.segments import SegmentLine, segment_of

if TYPE_CHECKING:
    from doichieu.extract.pdf.cells import GridCell, PageTable
    from doichieu.extract.pdf.ruled.lattices import Lattice
    from doichieu.extract.pdf.ruled.rulings import Interval
    from doichieu.extract.pdf.textlayer.lines import TextLine
    from doichieu.extract.pdf.textlayer.words import Word
    from doichieu.extract.pdf.unruled.columns import Columns

# How far a vertical ruling may end above or below a line that it stands beside, and text before its edge, in points.
SLACK = 1.0


@dataclass(slots=True)
class Slot:
    """What stands between two horizontal rulings.

    Attributes:
        cells: Cells of that height, as the rulings give them.
        lines: Its lines, cut at the vertical rulings.
        columns: The columns of the grid.
        posts: For each edge of the grid where it is drawn beside these lines.
    """

    cells: list[GridCell]
    lines: list[SegmentLine]
    columns: Columns
    posts: list[list[Interval]]


def slot_of(lattice: Lattice, table: PageTable, row: int) -> Slot:
    """The slot of a row.

    Args:
        lattice: The grid that the rulings give.
        table: Its table, the words in the cells.
        row: 0-based row of the grid.
    """
    cells = [cell for cell in table.cells if cell.row == row and cell.rows == 1]
    lines = find_lines(word for cell in cells for line in cell.words for word in line)
    cut = [_cut(line, lattice) for line in lines]
    top, bottom = min(cell.box[1] for cell in cells), max(cell.box[3] for cell in cells)
    posts = [[piece for piece in pieces if piece[0] < bottom and top < piece[1]] for pieces in lattice.posts]
    return Slot(cells, cut, columns_between(lattice.xs, cut), posts)


def _cut(line: TextLine, lattice: Lattice) -> SegmentLine:
    """A line cut at the vertical rulings that stand at its height."""
    y = line.base - 0.3 * line.height
    edges = [
        x
        for x, pieces in zip(lattice.xs, lattice.posts, strict=True)
        if any(start - SLACK <= y <= end + SLACK for start, end in pieces)
    ]
    pieces: dict[int, list[Word]] = {}
    for word in line.words:
        pieces.setdefault(bisect_right(edges, (word.x0 + word.x1) / 2), []).append(word)
    return SegmentLine(line, [segment_of(words, line.base) for _, words in sorted(pieces.items())])


def rooms_of(slot: Slot) -> dict[int, float]:
    """By column of texts how far to the right they may reach: they keep the same space at either side."""
    columns = slot.columns
    starts: dict[int, float] = {}
    for line in slot.lines:
        for segment in line.segments:
            first, last = columns.covered(segment)
            if first == last and not columns.figures[first]:
                starts[first] = min(starts.get(first, segment.x0), segment.x0)
    return {
        at: columns.edges[at + 1] - max(x0 - columns.edges[at], 0.0) - SLACK
        for at, x0 in starts.items()
        if at not in columns.middles
    }
