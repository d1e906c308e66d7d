"""Which columns each of the titles over a run of them stands over."""

from __future__ import annotations

from enum import Enum
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.unruled.columns import Columns
    from doichieu.extract.pdf.unruled.headblocks import Block

# What it costs to leave a column out that stands under no other title, in points that a title is off its middle.
_LEFT_OUT = 60.0
# The first column holds names, and most titles stand over the figures alone.
_NAMES_LEFT_OUT = 12.0
# Titles are set in the middle more often than at a side, by so many points.
_ASIDE = 4.0
# What it costs to leave it one column alone, in points.
_ALONE = 6.0
# Where cells of the whole height end at the foot they stand beside those below titles, and may be left out for less.
_FOOT_LEFT_OUT = 3.0


class _Side(Enum):
    """Where titles stand over their columns."""

    MIDDLE = 0
    LEFT = 1
    RIGHT = 2


def own_column(block: Block, columns: Columns) -> int:
    """The column under the middle of a block."""
    return min(max(columns.at(block.middle), block.first), block.last)


def share_columns(
    titles: Sequence[Block], first: int, last: int, columns: Columns, *, at_foot: bool = False
) -> list[tuple[int, int, Block]]:
    """Share the columns of a run among the titles over it, so that all stand in the middle of their own, or all at one side.

    Where cells `at_foot` of the header stand beside those below titles, columns are left out for less.
    """
    left_out = _FOOT_LEFT_OUT if at_foot else _LEFT_OUT
    owns = [own_column(title, columns) for title in titles]
    found: list[tuple[float, list[tuple[int, int, Block]]]] = []
    for side in _Side:
        begun = 0.0 if side is _Side.MIDDLE else _ASIDE
        # by the column behind those shared so far
        best: dict[int, tuple[float, list[tuple[int, int, Block]]]] = {first: (begun, [])}
        for title, own, after in zip(titles, owns, [*owns[1:], last + 1], strict=True):
            ends = range(own, after) if after <= last else [last]
            best = {
                end + 1: min(
                    (
                        (cost + off, [*shared, (a, b, title)])
                        for start, (cost, shared) in best.items()
                        if start <= own
                        for off, a, b in (_stands(title, own, (start, end), columns, side, left_out),)
                    ),
                    key=itemgetter(0),
                )
                for end in ends
                if any(start <= own for start in best)
            }
        if last + 1 in best:
            found.append(best[last + 1])
    return min(found, key=itemgetter(0), default=(0.0, []))[1]


def _stands(
    title: Block, own: int, run: tuple[int, int], columns: Columns, side: _Side, left_out: float
) -> tuple[float, int, int]:
    """The columns of a range that a title stands in the middle of, or at a side of, and how far it is off."""
    start, end = run
    low, high = min(title.first, own), max(title.last, own)
    stub = stub_of(columns)
    return min(
        (
            _off(title, a, b, columns, side)
            + _ALONE * (a == b)
            + left_out * (max(a, stub) - max(start, stub) + end - b)
            + min(left_out, _NAMES_LEFT_OUT) * (start == 0 < a),
            a,
            b,
        )
        for a in range(start, max(low, start) + 1)
        for b in range(min(high, end), end + 1)
        if a <= b
    )


def stub_of(columns: Columns) -> int:
    """How many columns stand before those that titles stand over: the names, and the ordinals before them."""
    return 2 if len(columns.figures) > 2 and columns.figures[0] and not columns.figures[1] else 1


def stands_over_some(title: Block, columns: Columns, off: float) -> bool:
    """Whether a title is no further from the middle of some columns of figures than a number of points."""
    count = len(columns.cores)
    return any(
        _off(title, first, last, columns, _Side.MIDDLE) <= off
        for first in range(stub_of(columns), title.first + 1)
        for last in range(max(title.last, first + 1), count)
    )


def _off(title: Block, first: int, last: int, columns: Columns, side: _Side) -> float:
    """How far a title is from the middle of some columns, or from one of their sides."""
    if side is _Side.LEFT:
        return abs(min(segment.x0 for segment in title.segments) - columns.cores[first][0])
    if side is _Side.RIGHT:
        return abs(max(segment.x1 for segment in title.segments) - columns.cores[last][1])
    # edges stand in the middle of the room between columns, which is wide beside names
    edges = (columns.edges[first] + columns.edges[last + 1]) / 2
    cores = (columns.cores[first][0] + columns.cores[last][1]) / 2
    return min(abs(edges - title.middle), abs(cores - title.middle))
