"""Lines of a scan that no table has: folds, streaks of dirt, edges of sheets, punched holes, strokes of a pen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from doichieu.extract.pdf.ruled.rulings import Net, Ruling, find_nets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.frame import Rect

# A line that comes this near (points) to two opposite edges of the sheet is a fold or a streak.
_EDGE = 12.0
# Parts of it may be hidden by letters and stamps.
_SHOWN = 0.6
# A picture of a table alone has more such lines than these.
_MOST_STREAKS = 2
# Strokes this near (points) stand on one line; rulings end at others within this distance.
_SAME, _TOUCH = 2.4, 4.0
# Parts of a ruling that leans or is broken stand so near to the same line.
_LEANS = 6.0
# A ruling runs beyond the outermost ruling across it only where others do; so far (points) is by chance.
_BEYOND = 9.0
# Below these counts a grid is too small to tell a stray line by the others.
_FEW, _FEWEST = 4, 3
_HALF = 0.3


def streaks(strokes: Sequence[Rect], size: tuple[float, float]) -> set[Rect]:
    """Strokes that run from one edge of the sheet to the other, where other rulings do not.

    Args:
        strokes: Thin rectangles in points.
        size: Width and height of the sheet in points.
    """
    found: set[Rect] = set()
    for axis in (0, 1):
        along = [box for box in strokes if (box[2] - box[0] >= box[3] - box[1]) == (axis == 0)]
        lines = _lines(along, axis)
        through = [line for line in lines if _is_through(line, axis, size[axis])]
        long = sum(_covered(line, axis) > size[axis] / 4 for line in lines)
        if len(through) <= _MOST_STREAKS and (long == len(through) or 2 * len(through) < long):
            found |= {box for line in through for box in line}
    return found


def _lines(boxes: Sequence[Rect], axis: int) -> list[list[Rect]]:
    """Strokes that stand on one line, by lines."""
    lines: list[list[Rect]] = []
    for box in sorted(boxes, key=lambda box: box[1 - axis] + box[3 - axis]):
        middle = (box[1 - axis] + box[3 - axis]) / 2
        if lines and middle - (lines[-1][-1][1 - axis] + lines[-1][-1][3 - axis]) / 2 <= _SAME:
            lines[-1].append(box)
        else:
            lines.append([box])
    return lines


def _is_through(line: Sequence[Rect], axis: int, size: float) -> bool:
    start, end = min(box[axis] for box in line), max(box[axis + 2] for box in line)
    return start < _EDGE and end > size - _EDGE and _covered(line, axis) > _SHOWN * size


def _covered(line: Sequence[Rect], axis: int) -> float:
    return sum(box[axis + 2] - box[axis] for box in line)


def trimmed(strokes: Sequence[Rect]) -> list[Rect]:
    """The rulings of grids without what sticks out of them and without strokes that end in the open.

    Args:
        strokes: Thin rectangles in points.

    Returns:
        The same strokes where nothing is stray; else those of each grid joined.
    """
    nets = find_nets(strokes)
    mended = [_mended(net) for net in nets]
    if mended == nets:
        return list(strokes)
    return [box for net in mended for box in _boxes(net)]


def _mended(net: Net) -> Net:
    across = net.across if len(net.down) < _FEWEST else _ending(net.across, net.down)
    down = net.down if len(net.across) < _FEWEST else _ending(net.down, net.across)
    return Net(_within(across, down), _within(down, across))


def _ending(rulings: Sequence[Ruling], others: Sequence[Ruling]) -> list[Ruling]:
    """Rulings that meet two others, and parts of broken ones."""

    def meets(ruling: Ruling) -> int:
        return sum(
            ruling.start - _TOUCH <= other.at <= ruling.end + _TOUCH
            and other.start - _TOUCH <= ruling.at <= other.end + _TOUCH
            for other in others
        )

    def is_part(ruling: Ruling) -> bool:
        return sum(abs(ruling.at - other.at) < _LEANS for other in rulings) > 1

    return [ruling for ruling in rulings if meets(ruling) > 1 or is_part(ruling)]


def _within(rulings: Sequence[Ruling], others: Sequence[Ruling]) -> list[Ruling]:
    """Rulings cut where few of them run far beyond the outermost ruling across it."""
    if len(others) < 2 or len(rulings) < _FEW:
        return list(rulings)
    first, last = others[0].at, others[-1].at
    most = len(rulings) / _FEW
    low = first if 0 < sum(ruling.start < first - _BEYOND for ruling in rulings) <= most else float("-inf")
    high = last if 0 < sum(ruling.end > last + _BEYOND for ruling in rulings) <= most else float("inf")
    return [
        replace(ruling, start=max(ruling.start, low), end=min(ruling.end, high))
        for ruling in rulings
        if ruling.end > low and ruling.start < high
    ]


def _boxes(net: Net) -> list[Rect]:
    flat = [(line.start, line.at - _HALF, line.end, line.at + _HALF) for line in net.across]
    return [*flat, *((post.at - _HALF, post.start, post.at + _HALF, post.end) for post in net.down)]
