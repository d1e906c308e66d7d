"""Dotted lines: dots in a row, drawn one by one, are a ruling."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.frame import Rect

# Dots of a line are at most this far apart from middle to middle, in points, and so many at least.
_STEP, _FEWEST = 4.0, 6
# Their places differ from their line's by rounding, in points.
_LEVEL = 0.25
# Where more than this part of the dots stands in rows both ways, they fill an area.
_PATTERN = 0.5

Point = tuple[float, float]


def dotted(dots: Sequence[Rect]) -> list[Rect]:
    """Find the lines that dots make.

    Args:
        dots: Rectangles as wide as high, as read.

    Returns:
        Thin rectangles, each a run of dots across or down; none where the dots fill an area.
    """
    if len(dots) < _FEWEST:
        return []
    middles = [((x0 + x1) / 2, (y0 + y1) / 2) for x0, y0, x1, y1 in dots]
    across = _runs(middles)
    down = [[(x, y) for y, x in run] for run in _runs([(y, x) for x, y in middles])]
    both = {point for run in across for point in run} & {point for run in down for point in run}
    if len(both) > _PATTERN * len(set(middles)):
        return []
    return [(*run[0], *run[-1]) for run in (*across, *down)]


def _runs(points: Sequence[Point]) -> list[list[Point]]:
    """Points at one height whose neighbours are near."""
    runs: list[list[Point]] = []
    for level in _levels(points):
        level.sort()
        start = 0
        for at in range(1, len(level) + 1):
            if at == len(level) or level[at][0] - level[at - 1][0] > _STEP:
                if at - start >= _FEWEST:
                    runs.append(level[start:at])
                start = at
    return runs


def _levels(points: Sequence[Point]) -> list[list[Point]]:
    levels: list[list[Point]] = []
    for point in sorted(points, key=itemgetter(1)):
        if levels and point[1] - levels[-1][0][1] <= _LEVEL:
            levels[-1].append(point)
        else:
            levels.append([point])
    return levels
