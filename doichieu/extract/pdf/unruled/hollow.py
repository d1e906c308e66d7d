"""Columns under one title that are one: no row has text in both, and no title is that of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.cells import GridCell
    from doichieu.extract.pdf.unruled.columns import Columns


def join_hollow(cells: Sequence[GridCell], depth: int, columns: Columns) -> None:
    """Join columns that stand under one title and fill each other's blanks.

    Figures set at the right and words set at the left of a column leave space between them, and the first line of a
    title that is centred can stand over none of them.

    Args:
        cells: Cells of a table; changed in place.
        depth: Rows of its header.
        columns: Its columns; changed in place.
    """
    for first in range(len(columns.cores) - 2, -1, -1):
        heads = [cell for cell in cells if cell.row < depth and cell.words and _touches(cell, first)]
        if not heads or any(cell.col > first or cell.col + cell.cols < first + 2 for cell in heads):
            continue
        if heads[-1].cols == 2:
            own = [
                [c.row for c in cells if c.row >= depth and c.words and c.col == col]
                for col in (first, first + 1)
            ]
            if set(own[0]).isdisjoint(own[1]):
                _join(cells, columns, first, kept=first + (len(own[1]) > len(own[0])))


def _touches(cell: GridCell, first: int) -> bool:
    """Whether a cell stands over a column or the next one."""
    return cell.col <= first + 1 and first < cell.col + cell.cols


def _join(cells: Sequence[GridCell], columns: Columns, first: int, *, kept: int) -> None:
    """Make one column of two beside each other."""
    for cell in cells:
        if cell.col > first:
            cell.col -= 1
        elif cell.col + cell.cols > first + 1:
            cell.cols -= 1
    columns.join(first, kept)
