"""Where the lines of text stand on a page that is a picture; those inside the cells of a grid."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from doichieu.extract.scan.dirt import holes, left_of_rulings
from doichieu.extract.scan.strokes import INK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from doichieu.extract.pdf.frame import Rect
    from doichieu.extract.scan.ctc import Array

# Height of capitals and figures in parts of the font's size.
CAPITAL = 0.68
# A line as the recogniser likes it: parts of the font's size above and below the baseline.
_ABOVE, _BELOW = 0.93, 0.18
# A strip of ink lower than this part of the font's size is a row of accents or a dot, no line of its own.
_ACCENT = 0.34
# Ink that is nowhere as wide or high as this part of the font's size is dirt: a dash is wider, a comma higher.
MARK = 0.2
# Smaller parts than this beside a line do not belong to it.
_DIRT = 0.075
_NEAR = 0.22
# Lines whose ink touches are taken apart from this height on.
TALL = 1.75
# Longest line for the recogniser, the least gap it may be cut at, and how far from its place, in font sizes. A 1 has
# as much white beside it as narrow spaces have; the widest gap about there is one between words.
_LONGEST, _WORD_GAP, _REACH = 14.0, 0.19, 2.5
_TYPICAL = 12.0
_SMALLEST, _LARGEST = 0.6, 2.2


class LineBox(NamedTuple):
    """A line of text.

    Attributes:
        x0: Left edge of its ink in pixels.
        y0: Top for the recogniser.
        x1: Right edge.
        y1: Bottom for the recogniser.
        base: Baseline.
        size: Size of its font in pixels.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float


@dataclass(slots=True)
class Ink:
    """The ink of a page without its rulings.

    Attributes:
        dark: 1 where there is ink.
        parts: Connected parts: left, top, right, bottom; one a row.
        size: Usual size of the font in pixels.
    """

    dark: Array
    parts: Array
    size: float


def ink_of(clean: Array, scale: float, strokes: Sequence[Rect] = ()) -> Ink:
    """Find the ink of a page.

    Args:
        clean: Grey page without rulings; what is no text is taken out of it.
        scale: Pixels a point.
        strokes: Its rulings in points.
    """
    dark = (clean < INK).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    stats = stats[1:count]
    parts = np.stack([stats[:, 0], stats[:, 1], stats[:, 0] + stats[:, 2], stats[:, 1] + stats[:, 3]], axis=1)
    dirt = left_of_rulings(parts, strokes, scale) | holes(parts, (clean.shape[1], clean.shape[0]), scale)
    for x0, y0, x1, y1 in parts[dirt].tolist():
        dark[y0:y1, x0:x1] = 0
        clean[y0:y1, x0:x1] = 255
    parts = parts[~dirt]
    heights = parts[:, 3] - parts[:, 1]
    # Letters without ascenders are the most frequent parts; figures and capitals decide where there are many.
    letters = heights[(heights > 0.3 * _TYPICAL * scale) & (heights < 1.4 * _TYPICAL * scale)]
    size = float(np.percentile(letters, 70)) / CAPITAL if len(letters) >= 20 else _TYPICAL * scale
    return Ink(dark, parts, min(max(size, 7 * scale), 16 * scale))


def lines_of_cell(ink: Ink, box: Rect) -> list[LineBox]:
    """Lines inside a cell.

    Args:
        ink: The page.
        box: The cell in pixels.
    """
    left, top, right, bottom = (max(0, round(value)) for value in box)
    rows = np.flatnonzero(ink.dark[top:bottom, left:right].any(axis=1)) + top
    strips = _split_tall(ink, _with_accents(_runs(rows), ink.size), left, right)
    return [line for strip in strips if (line := line_in(ink, left, strip[0], right, strip[1])) is not None]


def pieces(ink: Ink, line: LineBox) -> list[LineBox]:
    """A long line cut between words, for recognisers lose their way in lines longer than they were taught.

    Args:
        ink: The page.
        line: Any line.

    Returns:
        Parts from the left with the same baseline; the line itself where it is short.
    """
    most = _LONGEST * line.size
    count = math.ceil((line.x1 - line.x0) / most)
    if count < 2:
        return [line]
    left, right = int(line.x0), int(line.x1)
    empty = np.flatnonzero(~ink.dark[max(int(line.y0), 0) : int(line.y1) + 1, left:right].any(axis=0)) + left
    gaps = [(start, end) for start, end in _runs(empty) if end - start >= _WORD_GAP * line.size]
    parts: list[LineBox] = []
    start = line.x0
    for number in range(count, 1, -1):
        target = start + (line.x1 - start) / number
        gap = _cut(gaps, target, _REACH * line.size)
        if gap is None or gap[0] <= start + line.size:
            continue
        parts.append(line._replace(x0=start, x1=float(gap[0])))
        start = float(gap[1])
        gaps = [later for later in gaps if later[0] > start]
    return [*parts, line._replace(x0=start)]


def _cut(gaps: Sequence[tuple[int, int]], target: float, reach: float) -> tuple[int, int] | None:
    """The widest gap near a place, else the nearest one."""

    def away(gap: tuple[int, int]) -> float:
        return abs((gap[0] + gap[1]) / 2 - target)

    near = [gap for gap in gaps if away(gap) <= reach]
    if near:
        return max(near, key=lambda gap: gap[1] - gap[0])
    return min(gaps, key=away, default=None)


def _runs(rows: Array) -> list[tuple[int, int]]:
    """Runs of neighbouring numbers as half-open intervals."""
    if not len(rows):
        return []
    cuts = np.flatnonzero(np.diff(rows) > 1)
    starts = np.concatenate(([rows[0]], rows[cuts + 1]))
    ends = np.concatenate((rows[cuts], [rows[-1]])) + 1
    return [(int(start), int(end)) for start, end in zip(starts, ends, strict=True)]


def _with_accents(strips: Iterable[tuple[int, int]], size: float) -> list[tuple[int, int]]:
    """Strips of ink with the accents above and the dots below them."""
    merged: list[tuple[int, int]] = []
    for strip in strips:
        if merged:
            above = merged[-1]
            low = min(strip[1] - strip[0], above[1] - above[0]) < _ACCENT * size
            if low and strip[0] - above[1] < _NEAR * size:
                merged[-1] = (above[0], strip[1])
                continue
        merged.append(strip)
    return merged


def _split_tall(ink: Ink, strips: Iterable[tuple[int, int]], left: int, right: int) -> list[tuple[int, int]]:
    """Cut strips in which accents of one line touch the line above, where their ink is thinnest."""
    parts: list[tuple[int, int]] = []
    for top, bottom in strips:
        high = bottom - top
        count = round(high / (1.15 * ink.size)) if high > TALL * ink.size else 1
        if count < 2:
            parts.append((top, bottom))
            continue
        profile = ink.dark[top:bottom, left:right].sum(axis=1)
        cuts = [0]
        for number in range(1, count):
            middle = number * high / count
            low, up = max(cuts[-1] + 1, int(middle - 0.35 * ink.size)), int(middle + 0.35 * ink.size)
            window = profile[low:up]
            cuts.append(low + int(window.argmin()) if len(window) else int(middle))
        cuts.append(high)
        parts += [(top + a, top + b) for a, b in pairwise(cuts)]
    return parts


def line_in(ink: Ink, left: int, top: int, right: int, bottom: int) -> LineBox | None:
    """The line in a rectangle; None where there is next to no ink."""
    parts = parts_in(ink, (left, top, right, bottom))
    largest = (parts[:, 2:] - parts[:, :2]).max(axis=1, initial=0)
    dark = ink.dark[top:bottom, left:right]
    dirt = parts[largest < _DIRT * ink.size]
    if len(dirt):
        dark = dark.copy()
        for a, b, c, d in dirt:
            dark[max(b - top, 0) : d - top, max(a - left, 0) : c - left] = 0
    columns = np.flatnonzero(dark.any(axis=0))
    if not len(columns):
        return None
    x0, x1 = left + int(columns[0]), left + int(columns[-1]) + 1
    rows = np.flatnonzero(dark[:, x0 - left : x1 - left].any(axis=1))
    high, low = top + int(rows[0]), top + int(rows[-1]) + 1
    if max(x1 - x0, low - high) < MARK * ink.size or (len(parts) and largest.max() < MARK * ink.size):
        return None
    base, size = _baseline(ink, parts, (x0, high, x1, low))
    return LineBox(x0, min(high, base - _ABOVE * size), x1, max(low, base + _BELOW * size), base, size)


def parts_in(ink: Ink, box: tuple[int, int, int, int]) -> Array:
    """Connected parts of ink whose middle is in a rectangle."""
    x0, y0, x1, y1 = box
    middles = (ink.parts[:, :2] + ink.parts[:, 2:]) / 2
    inside = (middles[:, 0] >= x0) & (middles[:, 0] <= x1) & (middles[:, 1] >= y0) & (middles[:, 1] <= y1)
    return ink.parts[inside]


def _baseline(ink: Ink, parts: Array, box: tuple[int, int, int, int]) -> tuple[float, float]:
    """Baseline and size of the font of a line, from the letters in it."""
    y0, y1 = box[1], box[3]
    heights = parts[:, 3] - parts[:, 1]
    letters = parts[(heights >= 0.34 * ink.size) & (heights <= 1.5 * ink.size)]
    if not len(letters):
        middle = (y0 + y1) / 2
        is_mark = y1 - y0 < 0.25 * ink.size
        return (middle + 0.25 * ink.size if is_mark else float(y1)), ink.size
    base = float(np.median(letters[:, 3]))
    tall = float(np.percentile(base - letters[:, 1], 80))
    size = tall / CAPITAL if len(letters) >= 3 else ink.size
    return base, min(max(size, _SMALLEST * ink.size), _LARGEST * ink.size)
