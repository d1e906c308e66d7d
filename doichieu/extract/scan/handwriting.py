"""What is written by hand into a printed line: the number of a paper, its day and month.

Figures in print have one height, stand on the baseline and are narrow; a pen's lean, dive and run into each other, and
are often blue. What was read of them is a guess: it is taken out of the line, and said.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from doichieu.extract.scan.language import is_in_use
from doichieu.extract.scan.textlines import CAPITAL
from doichieu.model import SURE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from doichieu.extract.scan.ctc import Array
    from doichieu.extract.scan.engine import Reading
    from doichieu.extract.scan.textlines import Ink, LineBox

# Where forms leave room for a pen: the number before its sign, the day, the month; also where a line was cut.
_SLOTS = (
    re.compile(r"\bS[ốôóỐ]\s?[:.]?(.{0,12}?)(?=\s*[/-]\s*[A-ZĐ][A-ZĐ\d])"),
    re.compile(r"\bng[àâ]y(.{0,6}?)th[áà]ng"),
    re.compile(r"\bng[àâ]y(.{0,5})$"),
    re.compile(r"\bth[áà]ng(.{0,5}?)n[ăâ]m"),
    re.compile(r"^(\W*\d{0,2}\W*)n[ăâ]m 20"),
    re.compile(r"^(\W{0,2}\S{0,4}?\s*)\bth[áà]ng\s+\S{1,3}\s+n[ăâ]m"),
)
_FIGURES = re.compile(r"[\d\s.,:/-]*")
_BETWEEN = frozenset("/-.,: ")
# What is read with this confidence looks like print, whatever its heights: photographs bend lines.
_LIKE_PRINT = 0.97
# What is read with less than this is not printed where a form leaves room for a pen.
_UNLIKE_PRINT = 0.35
# Letterheads stand in this part of a page; dates below it are prose.
_HEAD = 0.45
# How far feet and heads of figures are from where print has them, and how wide they are, in font sizes. In 58 scans of
# office papers print stays below the first of each pair; of 36 numbers by hand each passes two of them or a second.
_FEET, _HEADS, _WIDTH, _UNEVEN = (0.06, 0.1), (0.05, 0.12), (0.56, 0.68), (0.025, 0.1)
# Parts lower than this are marks and accents.
_LOW = 0.4
# A pen is more colourful than the print beside it by this many levels of 256.
_PEN = 35


def slots(text: str) -> Iterator[tuple[int, int]]:
    """Places in a line at which forms leave room for a pen, as half-open spans."""
    for pattern in _SLOTS:
        for match in pattern.finditer(text):
            if match[1].strip():
                yield match.span(1)


def printed(ink: Ink, tint: Array | None, line: LineBox, reading: Reading) -> Reading:
    """A reading without what was written into its line by hand.

    Args:
        ink: The page.
        tint: How colourful its pixels are, 0 to 255; None where it is grey.
        line: The line.
        reading: What was read there.
    """
    if line.base > _HEAD * len(ink.dark):
        return reading
    spans = {span for span in slots(reading.text) if is_by_hand(ink, tint, line, reading, span)}
    result = reading
    for span in sorted(spans, reverse=True):
        result = without(result, span)
    return result


def is_by_hand(ink: Ink, tint: Array | None, line: LineBox, reading: Reading, span: tuple[int, int]) -> bool:
    """Whether a part of a line was written by hand.

    Args:
        ink: The page.
        tint: How colourful its pixels are, 0 to 255; None where it is grey.
        line: The line.
        reading: What was read there.
        span: First and last character of the part, half-open.
    """
    left, right = _edges(line, reading, span)
    if tint is not None and _is_coloured(ink, tint, line, (left, right)):
        return True
    if reading.confidence >= _LIKE_PRINT:
        return False
    text = reading.text[slice(*span)]
    if reading.confidence < _UNLIKE_PRINT or not _FIGURES.fullmatch(text):
        return not is_in_use(text.strip())
    parts = _figures(ink, line, reading, span)
    return len(parts) > 0 and _is_uneven(parts, line, strongly=reading.confidence >= SURE)


def without(reading: Reading, span: tuple[int, int]) -> Reading:
    """A reading without a part of its text; a space stays in its place."""
    start, end = span
    middle = " " if start > 0 and end < len(reading.text) else ""
    at = (reading.edges[start - 1] + reading.edges[end]) / 2 if middle else 0.0
    return replace(
        reading,
        text=reading.text[:start] + middle + reading.text[end:],
        edges=(*reading.edges[:start], *([at] if middle else []), *reading.edges[end:]),
        others=(),
    )


def _edges(line: LineBox, reading: Reading, span: tuple[int, int]) -> tuple[float, float]:
    """Left and right end of a part of a line in pixels, half way to its neighbours."""
    start, end = span
    wide = line.x1 - line.x0
    centres = reading.edges
    left = (centres[start - 1] + centres[start]) / 2 if start else 0.0
    right = (centres[end - 1] + centres[end]) / 2 if end < len(centres) else 1.0
    return line.x0 + left * wide, line.x0 + right * wide


def _is_coloured(ink: Ink, tint: Array, line: LineBox, part: tuple[float, float]) -> bool:
    rows, left, right = slice(max(0, int(line.y0)), int(line.y1)), int(part[0]), int(part[1])
    inside = _tints(ink, tint, rows, slice(left, right))
    outside = np.concatenate(
        (
            _tints(ink, tint, rows, slice(int(line.x0), left)),
            _tints(ink, tint, rows, slice(right, int(line.x1))),
        )
    )
    if not len(inside) or not len(outside):
        return False
    return bool(np.median(inside) - np.median(outside) > _PEN)


def _tints(ink: Ink, tint: Array, rows: slice, cols: slice) -> Array:
    return tint[rows, cols][ink.dark[rows, cols] > 0].astype(np.int16)


def _figures(ink: Ink, line: LineBox, reading: Reading, span: tuple[int, int]) -> Array:
    """Connected parts of ink that are the figures of a part of a line, without the marks between them."""
    left, right = _edges(line, reading, span)
    parts = ink.parts
    across, down = (parts[:, 0] + parts[:, 2]) / 2, (parts[:, 1] + parts[:, 3]) / 2
    high = parts[:, 3] - parts[:, 1]
    kept = (across > left) & (across < right) & (high > _LOW * line.size)
    kept &= (down > line.base - 0.8 * line.size) & (down < line.base + 0.1 * line.size)
    found = parts[kept]
    centres = np.array([line.x0 + reading.edges[at] * (line.x1 - line.x0) for at in range(*span)])
    nearest = np.abs(centres[None, :] - across[kept][:, None]).argmin(axis=1)
    solid = [reading.text[span[0] + int(at)] not in _BETWEEN for at in nearest]
    return found[np.array(solid, dtype=bool)]


def _is_uneven(parts: Array, line: LineBox, *, strongly: bool) -> bool:
    """Whether figures are not those of a font: by a strong sign, or by two weak ones where these are enough."""
    heights = (parts[:, 3] - parts[:, 1]) / line.size
    signs = (
        (float(np.abs(parts[:, 3] - line.base).max() / line.size), _FEET),
        (float(np.abs((line.base - parts[:, 1]) / line.size - CAPITAL).max()), _HEADS),
        (float((parts[:, 2] - parts[:, 0]).max() / line.size), _WIDTH),
        (float(heights.std()), _UNEVEN),
    )
    weak = sum(value > least for value, (least, _) in signs)
    return any(value > most for value, (_, most) in signs) or (weak > 1 and not strongly)
