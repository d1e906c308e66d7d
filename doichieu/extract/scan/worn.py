"""Rulings that came through in parts: a fax drops lines of pixels, and with them stretches of rulings that lean."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.scan.merged import room_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from doichieu.extract.pdf.frame import Rect
    from doichieu.extract.scan.merged import Room

# Strokes on one line are within this of each other, and rulings end at others within the second (points).
_SAME, _TOUCH = 2.2, 4.0
# A page has such rulings when so many strokes longer than this (points), and so large a share of them, end in the open.
_LONG, _MANY, _SHARE = 40.0, 6, 0.3
# Cells at the edge of a table that has no ruling there are taken to be so high (points).
_FAR = 40.0
# Half the thickness (points) of a stretch that is put in.
_HALF = 0.3


class _Line(NamedTuple):
    """Strokes of one level, and how high it is."""

    level: float
    parts: list[Rect]


def joined(
    strokes: Sequence[Rect], letters: Callable[[], Sequence[Rect]], *, drops: bool = False
) -> list[Rect]:
    """Rulings across a page with the stretches that are missing within a line and at its ends.

    A stretch is missing where a part of the line ends in the open, between two rulings down; from there the line goes on
    over all cells whose texts stand above or below it.

    Args:
        strokes: Thin rectangles in points.
        letters: Gives the rectangles of the letters of the page in points; asked on a page with such rulings alone.
        drops: Whether lines of its pixels are left out, however many rulings tell of it.

    Returns:
        The same strokes for a page on which rulings end at others, as they do in print.
    """
    flat = [box for box in strokes if box[2] - box[0] >= box[3] - box[1]]
    posts = [box for box in strokes if box[2] - box[0] < box[3] - box[1]]
    if not drops and not _is_worn(flat, posts):
        return list(strokes)
    lines = _lines(flat)
    text = sorted(letters())
    return [
        *(box for index in range(len(lines)) for box in _closed(lines, index, posts, text, drops=drops)),
        *posts,
    ]


def _is_worn(flat: Sequence[Rect], posts: Sequence[Rect]) -> bool:
    long = [box for box in flat if box[2] - box[0] > _LONG and _posts_at(_height(box), posts)]
    open_ended = sum(
        _is_open(box[0], _height(box), posts) or _is_open(box[2], _height(box), posts) for box in long
    )
    return open_ended >= max(_MANY, _SHARE * len(long))


def _lines(flat: Sequence[Rect]) -> list[_Line]:
    """Lines from the top of the page."""
    lines: list[list[Rect]] = []
    for box in sorted(flat, key=_height):
        if lines and _height(box) - _height(lines[-1][-1]) <= _SAME:
            lines[-1].append(box)
        else:
            lines.append([box])
    return [_Line(_level(line), sorted(line)) for line in lines]


def _level(line: Sequence[Rect]) -> float:
    whole = sum(box[2] - box[0] for box in line)
    return sum(_height(box) * (box[2] - box[0]) for box in line) / whole


def _height(box: Rect) -> float:
    return (box[1] + box[3]) / 2


def _posts_at(level: float, posts: Sequence[Rect]) -> list[float]:
    """Places of the rulings down that a level passes, from the left."""
    found: list[float] = []
    for place in sorted((x0 + x1) / 2 for x0, y0, x1, y1 in posts if y0 - _TOUCH <= level <= y1 + _TOUCH):
        if not found or place - found[-1] > _TOUCH:
            found.append(place)
    return found


def _is_open(at: float, level: float, posts: Sequence[Rect]) -> bool:
    """Whether a ruling that ends there ends between the outermost rulings down, and at none of them."""
    places = _posts_at(level, posts)
    return bool(places) and min(abs(place - at) for place in places) > _TOUCH


def _closed(
    lines: Sequence[_Line], index: int, posts: Sequence[Rect], letters: Sequence[Rect], *, drops: bool
) -> list[Rect]:
    """The strokes of a line and the stretches that are put in between them."""
    line = lines[index]
    places = _posts_at(line.level, posts)
    slots = list(pairwise(places))
    if not any(box[0] - _TOUCH <= place <= box[2] + _TOUCH for box in line.parts for place in places):
        return line.parts  # what meets no ruling down underlines a text
    rooms = [
        (
            room_of(letters, slot, _about(lines, index, (places[0], places[-1]))),
            room_of(letters, slot, _about(lines, index, slot)),
        )
        for slot in slots
    ]
    parts = [
        [box for box in line.parts if box[0] < right - _TOUCH and box[2] > left + _TOUCH]
        for left, right in slots
    ]
    reached = {*_reached(slots, parts, rooms, 1), *_reached(slots, parts, rooms, -1)}
    if reached or drops:
        # where columns are narrow a stretch can begin and end at rulings down by chance
        reached |= {
            at for at, (room, own) in enumerate(rooms) if not parts[at] and room.is_told and own.is_parted
        }
    new = [(slots[at][0], line.level - _HALF, slots[at][1], line.level + _HALF) for at in sorted(reached)]
    return [*line.parts, *new]


def _reached(
    slots: Sequence[tuple[float, float]],
    parts: Sequence[Sequence[Rect]],
    rooms: Sequence[tuple[Room, Room]],
    way: int,
) -> Iterator[int]:
    """Slots over which a line goes on to one side, from where a part of it ends in the open."""
    goes_on = False
    for at in range(len(slots))[::way]:
        if parts[at]:
            left, right = slots[at]
            ends = max(box[2] for box in parts[at]), min(box[0] for box in parts[at])
            goes_on = ends[0] < right - _TOUCH if way > 0 else ends[1] > left + _TOUCH
            is_open = _covered(parts[at], slots[at]) < right - left - _TOUCH and not rooms[at][0].is_crossed
        else:
            goes_on = is_open = goes_on and all(room.is_parted for room in rooms[at])
        if is_open:
            yield at


def _covered(parts: Sequence[Rect], slot: tuple[float, float]) -> float:
    """How much of a slot strokes cover, in points; they do not overlap."""
    return sum(min(box[2], slot[1]) - max(box[0], slot[0]) for box in parts)


def _about(lines: Sequence[_Line], index: int, width: tuple[float, float]) -> tuple[float, float, float]:
    """The levels of the lines of the same table next to a line, and its own between them."""

    def is_beside(line: _Line) -> bool:
        return any(box[0] < width[1] and box[2] > width[0] for box in line.parts)

    level = lines[index].level
    above, below = reversed(lines[:index]), lines[index + 1 :]
    top = next((line.level for line in above if is_beside(line)), level - _FAR)
    return top, level, next((line.level for line in below if is_beside(line)), level + _FAR)
