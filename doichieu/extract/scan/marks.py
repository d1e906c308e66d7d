"""Commas, dots and lost marks inside figures, told by their ink: a comma is higher than a dot and dives below the line.

A recogniser looks at letters drawn 32 pixels high, where both are a few grey pixels: "58,68%" is read as "58.68%" with all
confidence even from a clean scan. On the page itself a comma reaches further down: of 3,700 dots in seven fonts and seven
scanners two reach as far as nine in ten of 4,000 commas do; on faxes a few more.
"""

from __future__ import annotations

import math
import re
from bisect import bisect
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from doichieu.extract.scan.textlines import CAPITAL, parts_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from doichieu.extract.scan.ctc import Array
    from doichieu.extract.scan.engine import Reading
    from doichieu.extract.scan.textlines import Ink, LineBox

_DOT = re.compile(r"(?<=\d)\.(?=\d)")
_TWO = re.compile(r"\d\.?\d")
_FIGURE = re.compile(r"\W?\d[\d.,]*\d\W{0,2}")
# In heights of figures: parts lower than the first are marks, higher than the second figures; how far figures that tell
# the baseline stand from a mark, and a mark from where it was read.
_LOW, _HIGH, _NEAR, _AT = 0.6, 0.6, 1.5, 0.3
# How far a mark reaches, its height and its depth below the baseline together, and how many times likelier it is a comma
# then. Dots reach 0.3 at most, commas 0.35 and more. What is not both above and below the baseline by the third is neither.
_SURELY, _LIKELY, _DEEP = 0.33, 0.27, 0.045
# Feet of figures differ by a pixel.
_EDGE = 1.5
_TIMES_SURELY, _TIMES_FAX, _TIMES_LIKELY = 1000.0, 50.0, 30.0
# A mark that was not read: its size, and how far it is from the middles of the digits beside it.
_LEAST, _LOST, _BETWEEN, _PAIR, _DOUBT = 0.12, 0.4, 0.25, 2, 0.85
# Dots of most fonts dive less than the first (in heights of a figure), commas further than the second. Where so many marks
# are between them, and so many for each that dives further, commas can have lost their tails: on clean pages of fonts with low
# dots there are 0.23.
_FLAT, _TAIL, _FEW_SHORT, _SHORT = 0.02, 0.075, 3, 0.28
# On scans whose figures are lower than so many pixels a tail can be lost in a whole column.
_COARSE = 10.0
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[.,](?=\d)")
# A reading that nobody named is as likely as this.
_UNNAMED = 0.01


class Figures(NamedTuple):
    """The ink of a line of figures.

    Attributes:
        parts: Connected parts: left, top, right, bottom; one a row.
        high: Usual height of a figure.
    """

    parts: Array
    high: float


def marked(ink: Ink, line: LineBox, reading: Reading, *, fax: bool) -> Reading:
    """A reading whose dots between figures are commas where their ink is a comma's, in doubt where a mark is left over.

    Args:
        ink: The page.
        line: The line.
        reading: What was read there.
        fax: Whether lines of pixels are left out, which makes dots higher.
    """
    figures = figures_of(ink, line) if _TWO.search(reading.text) else None
    if figures is None:
        return reading
    reading = _with_lost(figures, line, reading)
    for match in _DOT.finditer(reading.text):
        at = match.start()
        times = _times(figures, line.x0 + reading.edges[at] * (line.x1 - line.x0), fax=fax)
        if times > 1:
            reading = _weighed(reading, at, times)
    return reading


def tells_marks(
    ink: Ink, lines: Sequence[LineBox], readings: Sequence[Reading], fineness: float = 1.0
) -> bool:
    """Whether dots and commas of a page can be told by their ink: where many tails are short, other commas lost theirs.

    Args:
        ink: The page.
        lines: Its lines.
        readings: What was read in each.
        fineness: Pixels of the scan for each pixel of the page.
    """
    if CAPITAL * ink.size * fineness < _COARSE:
        return False
    depths = [
        depth
        for line, reading in zip(lines, readings, strict=True)
        if _BETWEEN_DIGITS.search(reading.text)
        for depth in _depths(ink, line, reading)
    ]
    short, whole = sum(_FLAT < depth <= _TAIL for depth in depths), sum(depth > _TAIL for depth in depths)
    return not whole or short < _FEW_SHORT or short <= _SHORT * whole


def _depths(ink: Ink, line: LineBox, reading: Reading) -> Iterator[float]:
    """How far the marks between the digits of a line dive below it, in heights of a figure."""
    figures = figures_of(ink, line)
    if figures is None:
        return
    for match in _BETWEEN_DIGITS.finditer(reading.text):
        across = line.x0 + reading.edges[match.start()] * (line.x1 - line.x0)
        base = _base(figures, across)
        mark = None if base is None else _mark_at(figures, base, across)
        if base is not None and mark is not None:
            yield (mark[1] - base) / figures.high


def figures_of(ink: Ink, line: LineBox) -> Figures | None:
    """The ink of a line; None where nothing in it is as high as a figure."""
    parts = parts_in(ink, (math.floor(line.x0), math.floor(line.y0), math.ceil(line.x1), math.ceil(line.y1)))
    heights = parts[:, 3] - parts[:, 1]
    tall = heights[heights > 0.4 * line.size]
    return Figures(parts, float(np.median(tall))) if len(tall) else None


def _times(figures: Figures, across: float, *, fax: bool) -> float:
    """How many times likelier a mark is a comma than a dot, as its ink has it; 1 where that tells nothing."""
    base = _base(figures, across)
    mark = None if base is None else _mark_at(figures, base, across)
    if base is None or mark is None:
        return 1.0
    above, depth = (base - mark[0]) / figures.high, (mark[1] - base) / figures.high
    reach = above + 2 * depth
    deep = max(_DEEP, _EDGE / figures.high)
    if min(above, depth) < deep or reach < _LIKELY:
        return 1.0
    if fax:
        return _TIMES_FAX if reach >= _SURELY else 1.0
    return _TIMES_SURELY if reach >= _SURELY else _TIMES_LIKELY


def _mark_at(figures: Figures, base: float, across: float) -> tuple[float, float] | None:
    """Top and bottom of the mark at a place; None where no mark stands there."""
    marks = _marks(figures, base)
    mark = min(marks, key=lambda part: abs(_middle(part) - across), default=None)
    if mark is None or abs(_middle(mark) - across) >= _AT * figures.high:
        return None
    return mark[1], mark[3]


def _base(figures: Figures, across: float) -> float | None:
    """The feet of the figures about a place of a line."""
    parts, high = figures
    middles = (parts[:, 0] + parts[:, 2]) / 2
    beside = parts[(np.abs(middles - across) < _NEAR * high) & (parts[:, 3] - parts[:, 1] > _HIGH * high)]
    return float(np.median(beside[:, 3])) if len(beside) else None


def _marks(figures: Figures, base: float) -> list[list[int]]:
    """Parts of a line that are low and stand about its baseline."""
    parts, high = figures
    low = (parts[:, 3] - parts[:, 1] < _LOW * high) & ((parts[:, 1] + parts[:, 3]) / 2 > base - 0.45 * high)
    return [list(map(int, part)) for part in parts[low]]


def _stands_free(figures: Figures, mark: Sequence[int]) -> bool:
    """Whether a part stands below and above no figure, whose broken foot it would be."""
    parts, high = figures
    tall = parts[parts[:, 3] - parts[:, 1] > _HIGH * high]
    return not bool(((tall[:, 0] < mark[2]) & (tall[:, 2] > mark[0])).any())


def _middle(part: Sequence[int]) -> float:
    return (part[0] + part[2]) / 2


def _with_lost(figures: Figures, line: LineBox, reading: Reading) -> Reading:
    """A figure in doubt where a mark stands between two of its digits that was not read: "31949" for "31.949"."""
    text = reading.text
    base = _base(figures, (line.x0 + line.x1) / 2)
    if base is None or not _FIGURE.fullmatch(text):
        return reading
    places = [line.x0 + edge * (line.x1 - line.x0) for edge in reading.edges]
    for mark in _marks(figures, base):
        at = bisect(places, _middle(mark))
        sides = text[max(at - 1, 0) : at + 1]
        size = max(mark[2] - mark[0], mark[3] - mark[1]) / figures.high
        if not (
            len(sides) == _PAIR and sides.isdigit() and _LEAST < size < _LOST and _stands_free(figures, mark)
        ):
            continue
        if min(_middle(mark) - places[at - 1], places[at] - _middle(mark)) > _BETWEEN * figures.high:
            other = f"{text[:at]}.{text[at:]}"
            share = min(reading.confidence, _DOUBT)
            return replace(reading, confidence=share, others=((other, 1 - share), *reading.others))
    return reading


def _weighed(reading: Reading, at: int, times: float) -> Reading:
    """The reading, or the same with a comma at a place, whichever is likelier; what else is in doubt stays so."""
    shares = {reading.text: reading.confidence, **dict(reading.others)}
    for text, share in list(shares.items()):
        if text[at : at + 1] == ".":
            comma = f"{text[:at]},{text[at + 1 :]}"
            shares[comma] = times * max(shares.get(comma, 0.0), _UNNAMED * share)
    known, whole = (
        min(reading.confidence + sum(share for _, share in reading.others), 1.0),
        sum(shares.values()),
    )
    ranked = sorted(((known * share / whole, text) for text, share in shares.items()), reverse=True)
    (share, text), others = ranked[0], ranked[1:]
    if len(text) != len(reading.text):
        return reading
    named = tuple((other, part) for part, other in others if part >= _UNNAMED)
    return replace(reading, text=text, confidence=share, others=named)
