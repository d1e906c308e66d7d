"""Runs of a line: what its words cover, with the spaces between them that can part columns left free."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.textlayer.words import Word
    from doichieu.extract.pdf.unruled.segments import SegmentLine

# A space that can part columns is that wide at least, in heights of the font, and wider than the usual space between words.
_WIDTH, _SPACES, _USUAL = 0.3, 1.4, 0.25
# Lines of one table stand no further apart, in heights.
_APART = 2.9
_SIGNS = "-–—−+("
# How far a word may hang over an edge of columns, in points.
_OVER = 1.0


class Scale(NamedTuple):
    """Lengths on a page, in points.

    Attributes:
        height: Of the usual font; the boxes of some fonts are as high as the letters of a line.
        gap: How wide a space is at least that can part two columns.
    """

    height: float
    gap: float


def scale_of(lines: Sequence[SegmentLine]) -> Scale:
    """Measure the lines of a page, one at least."""
    heights = sorted(line.line.height for line in lines)
    height = heights[len(heights) // 2]
    gaps = sorted(
        gap
        for line in lines
        for left, right in pairwise(line.line.words)
        if 0 < (gap := right.x0 - left.x1) < height
    )
    return Scale(height, max(_WIDTH * height, _SPACES * gaps[int(_USUAL * len(gaps))] if gaps else 0.0))


class Run(NamedTuple):
    """Neighbouring words of a line.

    Attributes:
        x0: Left edge.
        x1: Right edge.
        figure: Whether they begin with a figure.
    """

    x0: float
    x1: float
    figure: bool


def is_apart(above: SegmentLine, line: SegmentLine, scale: Scale) -> bool:
    """Whether two lines stand too far from each other for one table."""
    return line.base - above.base > _APART * max(scale.height, line.line.height)


def runs_of(line: SegmentLine, scale: Scale) -> Sequence[Run]:
    """What the words of a line cover, narrow spaces between them included."""
    gap, runs = line.runs
    if gap != scale.gap:
        runs = _runs(line, scale.gap)
        line.runs = scale.gap, runs
    return runs


def _runs(line: SegmentLine, gap: float) -> list[Run]:
    words, edges = line.line.words, line.edges
    runs: list[Run] = []
    first, end = words[0], words[0].x1
    begin = first.x0
    for left, right in pairwise(words):
        x0 = right.x0
        edge = next((edge for edge in edges if end - _OVER < edge < x0 + _OVER), None) if edges else None
        if edge is not None:
            # columns are told by the space between them, of which there is too little here
            end, x0 = min(end, edge - gap / 2), max(x0, edge + gap / 2)
        if edge is not None or (x0 - max(left.x1, end) >= gap and not _is_inside(line, left, right)):
            runs.append(Run(begin, end, _is_figure(first)))
            first, begin = right, x0
        end = max(end, right.x1)
    return [*runs, Run(begin, end, _is_figure(first))]


def _is_inside(line: SegmentLine, left: Word, right: Word) -> bool:
    """Whether a gap of a line was joined as that of a stretched text."""
    return any(text.x0 <= left.x0 and right.x1 <= text.x1 for text in line.stretched)


def _is_figure(word: Word) -> bool:
    """Whether a word can begin a figure."""
    return word.text[0].isdigit() or word.text[0] in _SIGNS
