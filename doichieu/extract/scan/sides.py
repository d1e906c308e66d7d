"""Two pages side by side on one sheet: an open book on the glass, or pages printed or filmed by twos."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.frame import Rect
    from doichieu.extract.pdf.textlayer.words import Word

# A sheet of two pages is wider than high by this much at least.
_WIDER = 1.15
# The empty strip between two pages is in this part of the sheet and so wide, in parts of its width.
_MIDDLE = (0.42, 0.58)
_STRIP = 0.02
# Each page has this many words on this many levels; a letterhead and a signature have fewer.
_WORDS, _LEVELS = 25, 6
# Of the lines of two pages fewer than this part are level with a line of the other, of the rows of a table most.
_LEVEL = 0.6


class Side(NamedTuple):
    """One of the pages on a sheet.

    Attributes:
        shift: How far from the left edge of the sheet it begins, in points.
        words: Its words, from its own left edge.
        strokes: Its rulings.
    """

    shift: float
    words: Sequence[Word]
    strokes: Sequence[Rect]


def gutter(words: Sequence[Word], strokes: Sequence[Rect], size: tuple[float, float]) -> float | None:
    """Where one of two pages on a sheet ends and the other begins.

    Args:
        words: Words of the sheet.
        strokes: Its rulings.
        size: Its width and height in points.

    Returns:
        A place across; None for a sheet of one page: titles, tables and prose of one run over its middle.
    """
    width, height = size
    if width < _WIDER * height:
        return None
    low, high = (part * width for part in _MIDDLE)
    spans = [(word.x0, word.x1) for word in words]
    spans += [(x0, x1) for x0, y0, x1, y1 in strokes if x1 - x0 >= y1 - y0]
    best, start = (0.0, low, low), low
    for x0, x1 in sorted((x0, x1) for x0, x1 in spans if x1 > low and x0 < high):
        best = max(best, (x0 - start, start, x0))
        start = max(start, x1)
    strip, begin, end = max(best, (high - start, start, high))
    if strip < _STRIP * width:
        return None
    # pages of one size have their columns in the same places
    at = min(max(width / 2, begin), end)
    sides = [word for word in words if word.x0 < at], [word for word in words if word.x0 >= at]
    return at if all(_is_page(side) for side in sides) else None


def _is_page(words: Sequence[Word]) -> bool:
    return len(words) >= _WORDS and len({round(word.base / 10) for word in words}) >= _LEVELS


def sides_of(words: Sequence[Word], strokes: Sequence[Rect], size: tuple[float, float]) -> list[Side]:
    """The pages on a sheet, from the left.

    Args:
        words: Words of the sheet.
        strokes: Its rulings.
        size: Its width and height in points.
    """
    at = gutter(words, strokes, size)
    if at is None:
        return [Side(0.0, words, strokes)]
    sides = zip((0.0, at), words_beside(words, at), boxes_beside(strokes, at), strict=True)
    return [Side(*side) for side in sides]


def words_beside(words: Sequence[Word], at: float) -> tuple[list[Word], list[Word]]:
    """The words left of a place across, and those right of it, from there."""
    return (
        [word for word in words if word.x0 < at],
        [word._replace(x0=word.x0 - at, x1=word.x1 - at) for word in words if word.x0 >= at],
    )


def boxes_beside(boxes: Sequence[Rect], at: float) -> tuple[list[Rect], list[Rect]]:
    """The boxes whose middle is left of a place across, and those right of it, from there."""
    return (
        [box for box in boxes if (box[0] + box[2]) / 2 < at],
        [(x0 - at, y0, x1 - at, y1) for x0, y0, x1, y1 in boxes if (x0 + x1) / 2 >= at],
    )


def are_columns(words: Sequence[Word], strokes: Sequence[Rect], at: float) -> bool:
    """Whether what stands left and right of an empty strip of a printed page may be columns of one table.

    They are on the same levels, and no ruling ends at the strip.

    Args:
        words: Words of the sheet, as printed: its lines are level.
        strokes: Its rulings.
        at: Middle of the strip.
    """
    if any(x1 - x0 > y1 - y0 for x0, y0, x1, y1 in strokes):
        return False
    levels = [{round(word.base) for word in side} for side in words_beside(words, at)]
    few, many = sorted(levels, key=len)
    return sum(not many.isdisjoint((base - 1, base, base + 1)) for base in few) > _LEVEL * len(few)
