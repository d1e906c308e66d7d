"""Columns of a DOCX table: its rows state grid columns of which some are no columns to a reader."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from doichieu.extract.stream import RawCell, RawRow

if TYPE_CHECKING:
    from collections.abc import Sequence

# Cell borders that someone dragged by hand stand less than 1.5 mm (85 twentieths of a point) apart: no text
# fits between them, for the margins of a cell alone take 3.8 mm.
_SLIVER = 85
# A row without spans whose cells are as wide as the table says by their widths what they go over.
_WHOLE, _NEAR = 0.05, 0.02


@dataclass(slots=True)
class Entry:
    """A cell of a row in grid columns, from `start` up to `end`.

    Attributes:
        width: Stated width in twentieths of a point, 0 where none is stated.
        indent: Points that its first paragraph is set in.
        closed: Whether the row says that grid columns behind it stay free.
    """

    row: int
    start: int
    end: int
    text: str
    lines: tuple[str, ...] = ()
    width: int = 0
    row_span: int = 1
    indent: float = 0.0
    closed: bool = False


def arrange(rows: Sequence[list[Entry]], widths: Sequence[int]) -> tuple[RawRow, ...]:
    """Give cells the columns that a reader sees.

    Args:
        rows: Cells by row in grid columns.
        widths: Widths of the grid columns in twentieths of a point; empty where none are stated.

    Returns:
        Rows of cells; a grid column at which no cell begins or ends is gone.
    """
    edges = _edges(rows, widths)
    if edges:
        for row in rows:
            _snap(row, edges)
    column = _columns(rows, edges)
    return tuple(
        tuple(
            RawCell(
                text=entry.text,
                col=column[entry.start],
                row_span=entry.row_span,
                col_span=column[entry.end] - column[entry.start],
                lines=entry.lines,
                indent=entry.indent,
            )
            for entry in row
            if column[entry.end] > column[entry.start]
        )
        for row in rows
    )


def _edges(rows: Sequence[list[Entry]], widths: Sequence[int]) -> list[int]:
    """Where the grid columns begin and end; empty where the stated widths cannot be true."""
    last = max((row[-1].end for row in rows if row), default=0)
    if len(widths) < last or any(width < 0 for width in widths) or sum(widths) < 2 * _SLIVER * len(widths):
        return []
    return list(itertools.accumulate(widths, initial=0))


def _snap(row: list[Entry], edges: list[int]) -> None:
    """Spread a row that has fewer cells than columns and no spans over the columns that its widths cover."""
    short = row and row[0].start == 0 and row[-1].end < len(edges) - 1 and not row[-1].closed
    ends = list(itertools.accumulate(entry.width for entry in row))
    total = edges[-1]
    if not short or not all(entry.width for entry in row) or abs(ends[-1] - total) > _WHOLE * total:
        return
    columns = [min(range(len(edges)), key=lambda at: abs(edges[at] - end)) for end in ends[:-1]]
    columns.append(len(edges) - 1)
    starts = [0, *columns[:-1]]
    near = all(abs(edges[at] - end) <= _NEAR * total for at, end in zip(columns[:-1], ends, strict=False))
    if near and all(start < end for start, end in zip(starts, columns, strict=True)):
        for entry, start, end in zip(row, starts, columns, strict=True):
            entry.start, entry.end = start, end


def _columns(rows: Sequence[list[Entry]], edges: Sequence[int]) -> dict[int, int]:
    """Number of the column that begins at each edge in use; edges a sliver apart are one."""
    used = sorted({at for row in rows for entry in row for at in (entry.start, entry.end)})
    solid = {(entry.start, entry.end) for row in rows for entry in row if entry.text}
    column: dict[int, int] = {}
    first = 0
    for order, at in enumerate(used):
        same = order > 0 and _is_sliver(used[first:order], at, edges, solid)
        if not same:
            first = order
        column[at] = column[used[order - 1]] + (not same) if order else 0
    return column


def _is_sliver(cluster: Sequence[int], at: int, edges: Sequence[int], solid: set[tuple[int, int]]) -> bool:
    """Whether an edge is the same as those right before it to the eye, and no cell with text lies between."""
    if not edges or edges[at] - edges[cluster[0]] > _SLIVER:
        return False
    return not any((before, at) in solid for before in cluster)
