"""Boundaries between rows: rules at one height, and the columns that they leave open, where a cell goes on below."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from doichieu.extract.pdf.ruled.rulings import Interval, Ruling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.unruled.bodyrows import BodyRow
    from doichieu.extract.pdf.unruled.columns import Columns

# Rules within this many points stand at one height.
_LEVEL = 2.4
# A boundary runs under this part of the table; one over nearly all of it opens no column.
_MOST, _ALL = 0.3, 0.85


@dataclass(frozen=True, slots=True)
class Boundary:
    """Rules at one height.

    Attributes:
        at: Their y.
        pieces: Their x-ranges.
        share: Part of the table's width they run along.
    """

    at: float
    pieces: tuple[Interval, ...]
    share: float

    @property
    def is_full(self) -> bool:
        """Whether it runs under the whole table."""
        return self.share > _ALL

    def closes(self, x0: float, x1: float) -> bool:
        """Whether it runs under a column."""
        middle = (x0 + x1) / 2
        return any(a <= middle <= b for a, b in self.pieces)


def find_boundaries(rules: Sequence[Ruling], x0: float, x1: float) -> list[Boundary]:
    """Group rules by height.

    Args:
        rules: Horizontal rulings of a table.
        x0: Left end of its text.
        x1: Right end.

    Returns:
        Boundaries that run along half of the table or more, from the top.
    """
    groups: list[list[Ruling]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if groups and rule.at - groups[-1][0].at <= _LEVEL:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    found = []
    for group in groups:
        pieces = tuple((rule.start, rule.end) for rule in group)
        length = sum(max(0.0, min(b, x1) - max(a, x0)) for a, b in pieces)
        share = length / max(x1 - x0, 1.0)
        if share > _MOST:
            found.append(Boundary(group[0].at, pieces, share))
    return found


def merge_down(
    rows: Sequence[BodyRow], boundaries: Sequence[Boundary], columns: Columns
) -> dict[tuple[int, int], int]:
    """Join cells over boundaries that leave their column open; their text goes to the top row.

    Args:
        rows: Rows, one between each two boundaries; their segments are moved in place.
        boundaries: Boundaries between the rows, from the top.
        columns: The columns.

    Returns:
        By row and column, how many rows a cell covers, where more than one.
    """
    heights: dict[tuple[int, int], int] = {}
    between = [
        next((b for b in boundaries if one.base < b.at + _LEVEL and b.at <= _top(other)), None)
        for one, other in itertools.pairwise(rows)
    ]
    for col, (x0, x1) in enumerate(columns.cores):
        row = 0
        while row < len(rows):
            end = row
            while end < len(between) and (b := between[end]) is not None and not b.closes(x0, x1):
                end += 1
            if end > row:
                heights[row, col] = end - row + 1
                _gather(rows[row : end + 1], col)
            row = end + 1
    return heights


def _top(row: BodyRow) -> float:
    return min(segment.base for segment, _, _ in row.segments)


def _gather(rows: Sequence[BodyRow], col: int) -> None:
    for row in rows[1:]:
        moved = [placed for placed in row.segments if placed[1] == placed[2] == col]
        rows[0].segments += moved
        row.segments = [placed for placed in row.segments if placed not in moved]
