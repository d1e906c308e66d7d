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

    from doichieu.extract.pdf.content import PageContent
    from doichieu.extract.pdf.frame import Rect
    from doichieu.extract.pdf.paths import Drawing
    from doichieu.extract.pdf.textlayer.words import Word

# Boxes of letters are so high, in points, on pages that are read as they are, and so high about on others.
_LOWEST, _HIGHEST, _USUAL = 5.6, 32.0, 11.0
# So many words tell: this is asked of every page.
_SAMPLE = 50


def read_as_usual(content: PageContent, words: list[Word], drawing: Drawing) -> list[Word]:
    """Read a page as if its letters were of usual size.

    Args:
        content: The page; its frame and its turned words are changed in place.
        words: Its words.
        drawing: What is drawn on it; changed in place.

    Returns:
        The words, on the page as read.
    """
    zoom = _zoom_of(words)
    if zoom == 1.0:
        return words
    content.frame = content.frame.zoomed(zoom)
    content.turned = [
        one._replace(word=_zoomed_word(one.word, zoom), x=one.x / zoom, y=one.y / zoom)
        for one in content.turned
    ]
    drawing.strokes = _zoomed(drawing.strokes, zoom)
    drawing.images = _zoomed(drawing.images, zoom)
    drawing.fills = _zoomed(drawing.fills, zoom)
    return [_zoomed_word(word, zoom) for word in words]


def _zoom_of(words: Sequence[Word]) -> float:
    """How many points of a page are read as one: a power of two, so that pages of one print have one zoom."""
    heights = [word[4] - word[2] for word in words[:: len(words) // _SAMPLE + 1]]
    usual = median(heights) if heights else _USUAL
    if _LOWEST <= usual <= _HIGHEST or usual <= 0:
        return 1.0
    return 2.0 ** round(math.log2(usual / _USUAL))


def _zoomed_word(word: Word, zoom: float) -> Word:
    x0, y0, x1, y1, base = (value / zoom for value in word[1:6])
    return word._replace(x0=x0, y0=y0, x1=x1, y1=y1, base=base)


def _zoomed(rects: Iterable[Rect], zoom: float) -> list[Rect]:
    return [(x0 / zoom, y0 / zoom, x1 / zoom, y1 / zoom) for x0, y0, x1, y1 in rects]
