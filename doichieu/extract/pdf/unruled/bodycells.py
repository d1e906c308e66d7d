"""Cells of rows that no rulings part."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from doichieu.extract.pdf.cells import GridCell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from doichieu.extract.pdf.unruled.bodyrows import BodyRow
    from doichieu.extract.pdf.unruled.columns import Columns
    from doichieu.extract.pdf.unruled.segments import Segment


def cell_of(
    row: int, rows: int, first: int, last: int, segments: Sequence[Segment], columns: Columns
) -> GridCell:
    """Make a cell.

    Args:
        row: 0-based row of the table.
        rows: Rows it covers.
        first: First column.
        last: Last column.
        segments: Its text.
        columns: The columns of the table.

    Returns:
        The cell, as high as its text.
    """
    ordered = sorted(segments, key=attrgetter("base", "x0")) if len(segments) > 1 else segments
    top = min([s.words[0].y0 for s in ordered], default=0.0)
    bottom = max([s.words[0].y1 for s in ordered], default=0.0)
    box = (columns.edges[first], top, columns.edges[last + 1], bottom)
    made = GridCell(row, first, rows, last - first + 1, box)
    for segment in ordered:
        for word in segment.words:
            made.add(word, segment.base)
    return made


def row_cells(
    row: BodyRow, index: int, depth: int, columns: Columns, heights: Mapping[tuple[int, int], int]
) -> list[GridCell]:
    """Make the cells of a row; a segment over several columns is a cell over them.

    Args:
        row: The row.
        index: Its 0-based place among the rows.
        depth: Rows of the table above the first of them.
        columns: The columns of the table.
        heights: By row and column how many rows a cell covers, where more than one.

    Returns:
        Cells from the left; columns without text have none.
    """
    ranges: list[tuple[int, int, list[Segment]]] = []
    for segment, first, last in sorted(row.segments, key=lambda entry: (entry[1], entry[2])):
        if ranges and first <= ranges[-1][1]:
            a, b, held = ranges[-1]
            ranges[-1] = (a, max(b, last), [*held, segment])
        else:
            ranges.append((first, last, [segment]))
    return [
        cell_of(
            index + depth, heights.get((index, first), 1) if first == last else 1, first, last, held, columns
        )
        for first, last, held in ranges
    ]
