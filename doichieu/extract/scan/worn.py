"""Rulings that came through in parts: a fax drops lines of pixels, and with them stretches of rulings that lean."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.frame import Rect

# Strokes on one line are within this of each other, and rulings end at others within the second (points).
_SAME, _TOUCH = 2.2, 4.0
# A page has such rulings when so many strokes longer than this (points), and so large a share of them, end in the open.
_LONG, _MANY, _SHARE = 40.0, 6, 0.3
# Stretches that are missing are at most so long.
_GAP = 150.0


def joined(strokes: Sequence[Rect]) -> list[Rect]:
    """Rulings across a page with the stretches that are missing between others and within a line.

    Args:
        strokes: Thin rectangles in points.

    Returns:
        The same strokes for a page on which rulings end at others, as they do in print.
    """
    flat = [box for box in strokes if box[2] - box[0] >= box[3] - box[1]]
    posts = [box for box in strokes if box[2] - box[0] < box[3] - box[1]]
    long = [box for box in flat if box[2] - box[0] > _LONG and _posts_at(box, posts)]
    open_ended = sum(not (_meets(box, box[0], posts) and _meets(box, box[2], posts)) for box in long)
    if open_ended < max(_MANY, _SHARE * len(long)):
        return list(strokes)
    lines: list[list[Rect]] = []
    for box in sorted(flat, key=_height):
        if lines and _height(box) - _height(lines[-1][-1]) <= _SAME:
            lines[-1].append(box)
        else:
            lines.append([box])
    return [*(box for line in lines for box in _whole(sorted(line), posts)), *posts]


def _height(box: Rect) -> float:
    return (box[1] + box[3]) / 2


def _posts_at(box: Rect, posts: Sequence[Rect]) -> list[float]:
    """Places of the rulings down that a level passes."""
    level = _height(box)
    return [(x0 + x1) / 2 for x0, y0, x1, y1 in posts if y0 - _TOUCH <= level <= y1 + _TOUCH]


def _meets(box: Rect, at: float, posts: Sequence[Rect]) -> bool:
    return any(abs(place - at) <= _TOUCH for place in _posts_at(box, posts))


def _whole(line: Sequence[Rect], posts: Sequence[Rect]) -> list[Rect]:
    """The strokes of one line, joined over gaps that begin or end in the open, and run on to where rulings end."""
    found: list[Rect] = []
    for box in line:
        last = found[-1] if found else None
        in_open = last is not None and not (_meets(last, last[2], posts) and _meets(box, box[0], posts))
        if last is not None and in_open and box[0] - last[2] <= _GAP and _posts_at(box, posts):
            found[-1] = (last[0], last[1], max(last[2], box[2]), last[3])
        else:
            found.append(box)
    return [_run_on(box, posts) for box in found]


def _run_on(box: Rect, posts: Sequence[Rect]) -> Rect:
    """A long stroke with its open ends run on to the next ruling down."""
    places = _posts_at(box, posts)
    if box[2] - box[0] <= _LONG or not places:
        return box
    left = max((place for place in places if box[0] - _GAP <= place <= box[0] + _TOUCH), default=box[0])
    right = min((place for place in places if box[2] - _TOUCH <= place <= box[2] + _GAP), default=box[2])
    return left, box[1], right, box[3]
