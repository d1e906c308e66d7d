"""Tables of another reader in the form of the own ones: from rectangles with text to rows and columns."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from doichieu.extract.pdf.cells import GridCell, PageTable
from doichieu.extract.pdf.textlayer.words import Word
from doichieu.extract.words import fold_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from doichieu.extract.pdf.frame import Rect

# Edges nearer to each other than this, in points, are one; no text fits between them.
_SAME = 1.5
# Where letters and their marks are written apart (NFD), camelot takes them for two words.
_LOOSE = re.compile(r"\s+(?=[\u0300-\u036f])")


def table_of(cells: Sequence[tuple[Rect, str]]) -> PageTable | None:
    """Make a table of cells that know their rectangle and no row or column.

    Args:
        cells: Rectangles from the top left of the page, in points, with their text.

    Returns:
        The table, a cell over several rows or columns where its rectangle is; None where there is no cell.
    """
    if not cells:
        return None
    xs = _edges(x for rect, _ in cells for x in (rect[0], rect[2]))
    ys = _edges(y for rect, _ in cells for y in (rect[1], rect[3]))
    made = [_cell(rect, text, xs, ys) for rect, text in cells]
    made.sort(key=lambda cell: (cell.row, cell.col))
    return PageTable((xs[0], ys[0], xs[-1], ys[-1]), made, ruled=True, xs=xs)


def _edges(positions: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for position in sorted(positions):
        if not edges or position - edges[-1] > _SAME:
            edges.append(position)
    return edges


def _at(edges: Sequence[float], position: float) -> int:
    return max(bisect_left(edges, position + 1e-6) - 1, 0)


def _cell(rect: Rect, text: str, xs: Sequence[float], ys: Sequence[float]) -> GridCell:
    x0, y0, x1, y1 = rect
    row, col = _at(ys, y0), _at(xs, x0)
    cell = GridCell(row, col, max(_at(ys, y1) - row, 1), max(_at(xs, x1) - col, 1), rect)
    folded = fold_cell(_LOOSE.sub("", text))
    if folded:
        # One word for the whole text: how it stood on its lines is what the other reader has decided on.
        cell.words = [[Word(folded, x0, y0, x1, y1, y1, spaced=True, start=0)]]
    return cell


def overlap(one: Rect, other: Rect) -> float:
    """The area two rectangles share, as a part of the smaller one."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    areas = [(rect[2] - rect[0]) * (rect[3] - rect[1]) for rect in (one, other)]
    return wide * high / (min(areas) or 1.0)
