"""Pages in print far smaller or larger than usual are read as if their letters were of usual size.

Sheets that are fitted to one page come in letters of three points, posters in letters of fifty; how wide a ruling is, or
how near two edges, is told in points.
"""

from __future__ import annotations

import math
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from doichieu.extract.pdf.frame import Rect
    from doichieu.extract.pdf.paths import Drawing
    from doichieu.extract.pdf.turned import TurnedWord
    from doichieu.extract.pdf.words import Word

# Boxes of letters are so high, in points, on pages that are read as they are, and so high about on others.
_LOWEST, _HIGHEST, _USUAL = 5.6, 32.0, 11.0
# So many words tell: this is asked of every page.
_SAMPLE = 50


def zoom_of(words: Sequence[Word]) -> float:
    """Tell how many points of a page are read as one.

    Args:
        words: Words of the page.

    Returns:
        1 where its letters are of usual size, else a power of two, so that pages of one print have one zoom.
    """
    heights = [word[4] - word[2] for word in words[:: len(words) // _SAMPLE + 1]]
    usual = median(heights) if heights else _USUAL
    if _LOWEST <= usual <= _HIGHEST or usual <= 0:
        return 1.0
    return 2.0 ** round(math.log2(usual / _USUAL))


def zoomed_words(words: Iterable[Word], zoom: float) -> list[Word]:
    """Words of a page of which so many points are read as one."""
    return [
        word._replace(
            x0=word.x0 / zoom, y0=word.y0 / zoom, x1=word.x1 / zoom, y1=word.y1 / zoom, base=word.base / zoom
        )
        for word in words
    ]


def zoomed_turned(words: Iterable[TurnedWord], zoom: float) -> list[TurnedWord]:
    """Words of such a page that run another way."""
    return [
        one._replace(word=zoomed_words([one.word], zoom)[0], x=one.x / zoom, y=one.y / zoom) for one in words
    ]


def zoom_drawing(drawing: Drawing, zoom: float) -> None:
    """Read what is drawn on such a page as large; changed in place."""
    drawing.strokes = _zoomed(drawing.strokes, zoom)
    drawing.images = _zoomed(drawing.images, zoom)
    drawing.fills = _zoomed(drawing.fills, zoom)


def _zoomed(rects: Iterable[Rect], zoom: float) -> list[Rect]:
    return [(x0 / zoom, y0 / zoom, x1 / zoom, y1 / zoom) for x0, y0, x1, y1 in rects]
