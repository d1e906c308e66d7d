"""Rulings across a page that a fax lost whole: rows stand apart there as they do at the rulings that came through."""

from __future__ import annotations

from itertools import pairwise
from statistics import median, quantiles
from typing import TYPE_CHECKING

from doichieu.extract.pdf.ruled.rulings import find_nets
from doichieu.extract.scan.merged import room_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from doichieu.extract.pdf.frame import Rect
    from doichieu.extract.pdf.ruled.rulings import Net

# A table needs so many rulings each way to tell how far its rows are apart.
_DOWN, _ACROSS = 3, 4
# Rows are apart by this part of the space about rulings at least, and lines of one text are nearer by the second.
_APART, _NEARER = 0.8, 1.3
# So many columns have text on both sides.
_BESIDE = 2
# Half the thickness (points) of a ruling that is put in; levels nearer than the second are one.
_HALF, _SAME = 0.3, 4.0

Band = tuple[float, float]


def restored(strokes: Sequence[Rect], letters: Sequence[Rect]) -> list[Rect]:
    """The rulings of a page with those that stood between rows and are lost whole.

    Args:
        strokes: Thin rectangles in points.
        letters: Rectangles of its letters.
    """
    return [*strokes, *(box for net in find_nets(strokes) for box in _between_rows(net, letters))]


def _between_rows(net: Net, letters: Sequence[Rect]) -> Iterator[Rect]:
    levels = sorted({round(ruling.at, 1) for ruling in net.across})
    places = [ruling.at for ruling in sorted(net.down, key=lambda ruling: ruling.at)]
    slots = [(left, right) for left, right in pairwise(places) if right - left > _SAME]
    if len(levels) < _ACROSS or len(slots) < _DOWN - 1:
        return
    x0, y0, x1, y1 = net.box
    own = [box for box in letters if x0 < (box[0] + box[2]) / 2 < x1 and y0 < (box[1] + box[3]) / 2 < y1]
    bands = list(_bands(_inside(own, slots)))
    least = _least(bands, levels, own, slots)
    found = [
        (start + end) / 2
        for start, end in bands
        if end - start >= least and not any(start - _SAME / 2 < level < end + _SAME / 2 for level in levels)
    ]
    if len(found) >= len(levels):
        return  # lines of text are as far apart as rows are
    every = sorted([y0, *levels, *found, y1])
    for level in found:
        about = max(y for y in every if y < level), level, min(y for y in every if y > level)
        rooms = [(slot, room_of(own, slot, about)) for slot in slots]
        if sum(room.is_told and room.is_full for _, room in rooms) >= _BESIDE:
            yield from (
                (left, level - _HALF, right, level + _HALF) for (left, right), room in rooms if room.is_parted
            )


def _inside(letters: Sequence[Rect], slots: Sequence[Band]) -> list[Band]:
    """Top and bottom of what stands in the columns and is no part of the rulings between them."""
    return [
        (y0, y1)
        for x0, y0, x1, y1 in letters
        if any(left + 1 < x0 and x1 < right - 1 for left, right in slots)
    ]


def _bands(spans: Sequence[Band]) -> Iterator[Band]:
    """Where nothing stands over the whole width of a table, between its first and its last line of text."""
    end = float("inf")
    for y0, y1 in sorted(spans):
        if y0 > end:
            yield end, y0
        end = y1 if end == float("inf") else max(end, y1)


def _least(
    bands: Sequence[Band], levels: Sequence[float], letters: Sequence[Rect], slots: Sequence[Band]
) -> float:
    """How far apart rows are at least; without end where lines of one text are as far apart."""
    at_rulings = [band for band in bands if any(band[0] < level < band[1] for level in levels)]
    if len(at_rulings) < _ACROSS - 1:
        return float("inf")
    least = _APART * median(end - start for start, end in at_rulings)
    beside = [
        end - start
        for slot in slots
        for start, end in _bands(_inside(letters, [slot]))
        if not any(start <= top and bottom <= end for top, bottom in bands)
    ]
    if len(beside) > 1 and least < _NEARER * quantiles(beside, n=4)[0]:
        return float("inf")
    return least
