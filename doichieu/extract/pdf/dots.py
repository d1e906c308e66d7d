"""Dotted lines: dots in a row, drawn one by one, are a ruling."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.frame import Rect

# Dots of a line are at most this far apart from middle to middle, in points, and so many at least.
_STEP, _FEWEST = 4.0, 8
# They are equally far apart, but for that part of it and rounding in points.
_EVEN, _ROUNDING = 0.1, 0.06
# Their places differ from their line's by rounding, in points.
_LEVEL = 0.25
# Where more than this part of the dots stands in rows both ways, they fill an area.
_PATTERN = 0.2

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
    """Points at one height whose neighbours are near and equally far apart."""
    runs: list[list[Point]] = []
    for level in _levels(points):
        level.sort()
        run = level[:1]
        for point in level[1:]:
            if not _goes_on(run, point):
                runs.append(run)
                run = run[-1:] if point[0] - run[-1][0] <= _STEP else []
            run.append(point)
        runs.append(run)
    return [run for run in runs if len(run) >= _FEWEST]


def _goes_on(run: Sequence[Point], point: Point) -> bool:
    step = point[0] - run[-1][0]
    if len(run) < 2:
        return step <= _STEP
    usual = (run[-1][0] - run[0][0]) / (len(run) - 1)
    return abs(step - usual) <= _EVEN * usual + _ROUNDING


def _levels(points: Sequence[Point]) -> list[list[Point]]:
    levels: list[list[Point]] = []
    for point in sorted(points, key=itemgetter(1)):
        if levels and point[1] - levels[-1][0][1] <= _LEVEL:
            levels[-1].append(point)
        else:
            levels.append([point])
    return levels
