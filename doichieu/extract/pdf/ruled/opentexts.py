"""Rows of texts between vertical rulings alone: told by how the lines of their cells fit together."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from doichieu.extract.pdf.rivers.riverdoubt import layout_of
from doichieu.extract.pdf.rivers.rowfit import fit_rows, fit_whole
from doichieu.extract.pdf.rivers.stubs import Merged, fit_merged
from doichieu.extract.pdf.unruled.bodyrows import BodyRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from doichieu.extract.pdf.cells import GridCell
    from doichieu.extract.pdf.rivers.rowplaces import Line
    from doichieu.extract.pdf.unruled.columns import Columns
    from doichieu.extract.pdf.unruled.segments import SegmentLine

# So many rows tell, in so many columns at least; that part of them begin in the first column.
_ROWS, _BESIDE, _FIRST = 3, 2, 0.9
# So much more, for each of them, speaks against all of them as one; twice what speaks against them at least.
_SAVED, _TWICE = 1.0, 2.0
# A space between words, in heights; space between a ruling and a text that fills its cell at most, in points.
_SPACE, _PADDING = 0.28, 8.0


def can_hold_texts(cells: Sequence[GridCell]) -> bool:
    """Tell whether several rows of texts can stand in cells beside each other.

    Args:
        cells: The cells between two horizontal rulings.

    Returns:
        Whether in several of them lines end though the next word had room.
    """
    # rows begin in the first column, but for those that a name merged over several stands beside
    if not any(cell.col == 0 and len(cell.words) >= _BESIDE for cell in cells):
        return False
    return sum(len(cell.words) >= _ROWS and _ends_early(cell) >= _ROWS - 1 for cell in cells) >= _BESIDE


def _ends_early(cell: GridCell) -> int:
    """How many lines of a cell end before its edge, with room for the next word."""
    x0, _, x1, _ = cell.box
    edge = x1 - min(max(min(line[0].x0 for line in cell.words) - x0, 0.0), _PADDING)
    return sum(
        above[-1].x1 + _SPACE * below[0].height + below[0].x1 - below[0].x0 < edge
        for above, below in pairwise(cell.words)
    )


def rows_of_texts(
    lines: Sequence[SegmentLine], columns: Columns, rooms: Mapping[int, float]
) -> Merged | None:
    """Part the lines between two horizontal rulings into rows.

    Args:
        lines: The lines, cut at the vertical rulings.
        columns: The columns between these.
        rooms: By column of texts how far to the right they may reach.

    Returns:
        The rows; None where the lines can be those of one.
    """
    placed: list[Line] = [
        [(segment, *columns.covered(segment)) for segment in line.segments] for line in lines
    ]
    layout = layout_of(placed, len(columns.cores))
    wide = [
        max(seen, rooms[at] - min((s.x0 for line in placed for s, first, _ in line if first == at)))
        if at in rooms
        else seen
        for at, seen in enumerate(layout.rooms)
    ]
    layout = replace(layout, rooms=wide)
    fit = fit_rows(placed, layout, frozenset(), 0)
    found = fit_merged(placed, layout, 0, fit) or Merged(
        [
            BodyRow(lines[a].base, [entry for line in placed[a : b + 1] for entry in line])
            for a, b in fit.rows
        ],
        {},
        fit.cost,
    )
    rows = found.rows
    begun = sum(any(first == 0 for _, first, _ in row.segments) for row in rows)
    covered = sum(height - 1 for (_, column), height in found.heights.items() if column == 0)
    if (
        len(rows) < _ROWS
        or begun + covered < _FIRST * len(rows)
        or fit_whole(placed, layout) < max(found.cost + _SAVED * len(rows), _TWICE * found.cost)
    ):
        return None
    return found
