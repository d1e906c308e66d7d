"""Tables drawn with rulings: a grid from a net, cells where no ruling divides it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from math import nan
from typing import TYPE_CHECKING

from doichieu.extract.pdf.cells import GridCell
from doichieu.extract.pdf.ruled.rulings import Interval, Net, edges

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from doichieu.extract.pdf.frame import Rect

# A ruling divides two slots when it runs along this part of their common side.
_DIVIDES = 0.5
# Rows and columns thinner than this hold no text; double borders wider than the snap leave them.
_THINNEST = 6.5
# So many vertical rulings of one height are columns, though no horizontal one touches them.
_BARE = 4
# A row of slots: its upper and its lower edge, and by column the index of the cell there.
Row = tuple[float, float, list[int]]
NO_ROW: Row = (nan, nan, [])


@dataclass(slots=True)
class Lattice:
    """A grid of slots.

    Attributes:
        xs: n + 1 edges from the left.
        ys: m + 1 edges from the top.
        cells: Cells by row and column of their top left slot.
        owner: For each row and column the index of the cell that covers the slot.
        posts: For each edge from the left where it is drawn.
        even: Whether every cell is a rectangle; else rulings are missing or too many.
    """

    xs: list[float]
    ys: list[float]
    cells: list[GridCell] = field(default_factory=list)
    owner: list[list[int]] = field(default_factory=list)
    posts: list[list[Interval]] = field(default_factory=list)
    even: bool = True

    @property
    def box(self) -> Rect:
        """Rectangle of the whole grid."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def cell_at(self, x: float, y: float) -> GridCell | None:
        """The cell over a point; None where the grid has none."""
        (_, _, owners), col = self.row_at(y), bisect_right(self.xs, x) - 1
        return self.cells[owners[col]] if 0 <= col < len(owners) else None

    def row_at(self, y: float) -> Row:
        """The row at a height; one without columns outside the grid."""
        row = bisect_right(self.ys, y) - 1
        if 0 <= row < len(self.owner):
            return self.ys[row], self.ys[row + 1], self.owner[row]
        return NO_ROW


def find_lattice(net: Net, *, bare: bool = False) -> Lattice | None:
    """Make a grid of a net.

    Args:
        net: Rulings that touch each other.
        bare: Whether vertical rulings alone give a grid of one row.

    Returns:
        The grid; None where it has only one cell or no vertical ruling inside.
    """
    if not net.down or (not net.across and (not bare or len(net.down) < _BARE)):
        return None
    xs, posts = edges(net.down, [v for line in net.across for v in (line.start, line.end)])
    ys, beams = edges(net.across, [v for post in net.down for v in (post.start, post.end)])
    xs, posts = _without_slivers(xs, posts)
    ys, beams = _without_slivers(ys, beams)
    if len(xs) < 2 or len(ys) < 2 or len(xs) + len(ys) < 5:
        return None
    lattice = Lattice(xs, ys, posts=posts)
    _merge(lattice, posts, beams)
    return lattice if len(lattice.cells) > 1 else None


def find_inner(lattice: Lattice, grids: Iterable[Lattice]) -> Lattice | None:
    """Find the grid that another one only frames: it has more cells and stands within one of the other's.

    Args:
        lattice: A grid.
        grids: The grids of its page.

    Returns:
        The largest such grid; None where there is none.
    """
    inner = [
        other
        for other in grids
        if len(other.cells) > len(lattice.cells)
        and _encloses(lattice.box, other.box)
        and any(_encloses(cell.box, other.box) for cell in lattice.cells)
    ]
    return max(inner, key=lambda other: len(other.cells), default=None)


def _encloses(outer: Rect, inner: Rect) -> bool:
    return outer[0] < inner[0] and outer[1] < inner[1] and outer[2] > inner[2] and outer[3] > inner[3]


def _without_slivers(
    at: list[float], drawn: list[list[Interval]]
) -> tuple[list[float], list[list[Interval]]]:
    """Take edges that leave no room for text as one."""
    kept: list[float] = []
    intervals: list[list[Interval]] = []
    for position, pieces in zip(at, drawn, strict=True):
        if kept and position - kept[-1] < _THINNEST:
            intervals[-1] = intervals[-1] + pieces
        else:
            kept.append(position)
            intervals.append(list(pieces))
    return kept, intervals


def _divided(pieces: Sequence[Interval], start: float, end: float) -> bool:
    length = 0.0
    for a, b in pieces:
        if a <= start and b >= end:
            return True
        length += max(0.0, min(b, end) - max(a, start))
    return length >= _DIVIDES * (end - start)


def _divisions(pieces: Sequence[Interval], at: Sequence[float]) -> list[bool]:
    """For each slot along an edge, whether the edge is drawn there."""
    first, last = (at[0] + at[1]) / 2, (at[-2] + at[-1]) / 2
    if any(a <= first and b >= last for a, b in pieces):
        return [True] * (len(at) - 1)
    return [_divided(pieces, start, end) for start, end in pairwise(at)]


def _merge(lattice: Lattice, posts: list[list[Interval]], beams: list[list[Interval]]) -> None:
    """Cover the slots with cells: to the right while no ruling divides, then down."""
    xs, ys = lattice.xs, lattice.ys
    rows, cols = len(ys) - 1, len(xs) - 1
    # the edges of the grid divide, drawn or not: nothing is to be merged with what is outside
    right = [_divisions(pieces, ys) for pieces in posts[1:-1]] + [[True] * rows]
    below = [_divisions(pieces, xs) for pieces in beams[1:-1]] + [[True] * cols]
    first, last = _divisions(beams[0], xs), _divisions(beams[-1], xs)
    owner = lattice.owner = [[-1] * cols for _ in range(rows)]
    cells = lattice.cells
    for row in range(rows):
        owners, under, top, bottom = owner[row], below[row], ys[row], ys[row + 1]
        for col in range(cols):
            if owners[col] >= 0:
                continue
            if under[col] and right[col][row]:
                owners[col] = len(cells)
                cells.append(GridCell(row, col, 1, 1, (xs[col], top, xs[col + 1], bottom)))
                continue
            width, height = _extent(owner, right, below, row, col)
            for r in range(row, row + height):
                owner[r][col : col + width] = [len(cells)] * width
            if width > 1 < height:
                inside = any(any(right[c][row + 1 : row + height]) for c in range(col, col + width - 1))
                lattice.even = lattice.even and not inside
            box = (xs[col], ys[row], xs[col + width], ys[row + height])
            cells.append(GridCell(row, col, height, width, box))
    for index in set(owner[0]):
        cell = cells[index]
        cell.open_above = not all(first[cell.col : cell.col + cell.cols])
    for index in set(owner[-1]):
        cell = cells[index]
        cell.open_below = not all(last[cell.col : cell.col + cell.cols])


def _extent(
    owner: list[list[int]], right: list[list[bool]], below: list[list[bool]], row: int, col: int
) -> tuple[int, int]:
    """Columns and rows of the cell whose top left slot is given: as far as nothing divides and no cell stands."""
    width = height = 1
    while not right[col + width - 1][row] and owner[row][col + width] < 0:
        width += 1
    while not any(below[row + height - 1][col : col + width]) and all(
        value < 0 for value in owner[row + height][col : col + width]
    ):
        height += 1
    return width, height
