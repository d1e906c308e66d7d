"""Rulings of a page that is a picture: long thin runs of ink, and the picture without them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import cv2
import numpy as np

from doichieu.extract.scan.arcs import is_arc
from doichieu.extract.scan.lost import restored
from doichieu.extract.scan.stray import streaks, trimmed
from doichieu.extract.scan.worn import joined

if TYPE_CHECKING:
    from doichieu.extract.pdf.frame import Rect
    from doichieu.extract.scan.ctc import Array
    from doichieu.extract.scan.picture import Picture

INK = 160
# Thin rulings of a picture that was turned are paler than letters; pale runs count when they are this many times as
# long, for letters above each other run together where a scan is blurred.
_FAINT, _LONGER = 205, 2.4
# Shortest ruling, in points: longer than the strokes of letters of a heading, shorter than a row is high.
_ACROSS, _DOWN = 22.0, 13.0
# A ruling is at most this thick, in points; thicker bars are filled cells.
_THICK = 4.0
# Shorter runs can be the serifs of capitals; then stems stand on this part of them, within these distances in points.
_LETTERS, _STEMS = 70.0, 0.2
_CLOSE, _STEM = 0.4, 1.6
# Stems of the letters of titles, and of any text where a page was photographed from near, are lower than this; the
# rulings of so low a row meet those across within this distance (points).
_STEM_LETTERS, _MEETS = 24.0, 3.0
# Gaps that a worn print leaves in a ruling.
_GAP = 1.5
# The lowest letters are so high (points); what is left of a ruling is lower.
_LOWEST = 1.6
# A fold is paler than this level, and letters that it crosses are darker.
_PALE = 120


def find_strokes(picture: Picture) -> tuple[list[Rect], Array, bool]:
    """Find the rulings of a page.

    Args:
        picture: The page, level.

    Returns:
        Thin rectangles in points, and the grey picture in which they are white, and whether some of the rulings came
        through in parts or not at all.
    """
    ink = (picture.grey < INK).astype(np.uint8)
    across, flat = _rulings(_found(picture, _ACROSS, flat=True), ink, picture.scale, flat=True)
    posts = _standing(_found(picture, _DOWN, flat=False), across, picture.scale)
    down, upright = _rulings(posts, ink, picture.scale, flat=False)
    grown = cv2.dilate(
        cv2.max(across, down), np.ones((3, 3), np.uint8), iterations=max(1, round(picture.scale / 3))
    )
    strokes = [*flat, *upright]
    stray = streaks(strokes, (ink.shape[1] / picture.scale, ink.shape[0] / picture.scale))
    clean = picture.grey.copy()
    for box in stray:
        _keep_letters(grown, clean, box, picture.scale)
    clean[grown > 0] = 255
    letters = cache(lambda: _letters(clean, picture.scale))
    kept = [box for box in strokes if box not in stray]
    whole = joined(kept, letters, drops=picture.drops)
    found = trimmed(whole)
    return restored(found, letters()) if picture.drops else found, clean, picture.drops or whole != kept


def _letters(clean: Array, scale: float) -> list[Rect]:
    """Rectangles of what is as high as letters are, in points."""
    _, _, stats, _ = cv2.connectedComponentsWithStats((clean < INK).astype(np.uint8), connectivity=8)
    high = stats[1:, cv2.CC_STAT_HEIGHT]
    return [
        (left / scale, top / scale, (left + wide) / scale, (top + tall) / scale)
        for left, top, wide, tall, _ in stats[1:][high >= _LOWEST * scale].tolist()
    ]


def _keep_letters(grown: Array, grey: Array, box: Rect, scale: float) -> None:
    """Take only what is pale out of a picture where a fold crosses letters; a dark streak is taken out whole."""
    x0, y0, x1, y1 = (max(0, round(value * scale)) for value in box)
    area = np.s_[max(0, y0 - 2) : y1 + 3, max(0, x0 - 2) : x1 + 3]
    if np.median(grey[y0 : y1 + 1, x0 : x1 + 1]) > _PALE:
        grown[area] &= (grey[area] > _PALE).astype(np.uint8)


def _found(picture: Picture, least: float, *, flat: bool) -> Array:
    """Runs of ink from a length on, and of faint ink from a greater one."""
    sure, faint = ((picture.grey < level).astype(np.uint8) for level in (INK, _FAINT))
    length = least * picture.scale
    return cv2.max(
        _runs(sure, length, picture.scale, flat=flat),
        _runs(faint, _LONGER * length, picture.scale, flat=flat),
    )


def _runs(ink: Array, least: float, scale: float, *, flat: bool) -> Array:
    """Ink that runs one way for long and is thin the other way."""
    gap, length, thick = max(1, round(_GAP * scale)), max(3, round(least)), round(_THICK * scale)

    def along(size: int) -> Array:
        return np.ones((1, size) if flat else (size, 1), np.uint8)

    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, along(gap))
    runs = cv2.morphologyEx(joined, cv2.MORPH_OPEN, along(length))
    bars = cv2.morphologyEx(runs, cv2.MORPH_OPEN, np.ones((thick, thick), np.uint8))
    return cv2.subtract(runs, cv2.dilate(bars, np.ones((3, 3), np.uint8)))


def _standing(runs: Array, across: Array, scale: float) -> Array:
    """Runs down a page without the stems of large letters, which are short and meet no ruling across."""
    near = 2 * round(_MEETS * scale) + 1
    meets = cv2.dilate(across, np.ones((near, near), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    kept = stats[:, cv2.CC_STAT_HEIGHT] >= _STEM_LETTERS * scale
    kept[np.unique(labels[(meets > 0) & (runs > 0)])] = True
    kept[0] = False
    return kept[labels].astype(np.uint8) if count > 1 else runs


def _rulings(runs: Array, ink: Array, scale: float, *, flat: bool) -> tuple[Array, list[Rect]]:
    """The runs that are rulings, as pixels and as thin rectangles in points."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    kept = np.zeros(count, dtype=np.uint8)
    rects: list[Rect] = []
    for number, (left, top, wide, high, area) in enumerate(stats[1:count].tolist(), start=1):
        length, thickness = (wide, area / wide) if flat else (high, area / high)
        if thickness > _THICK * scale or length < 3 * thickness:
            continue
        if length < _LETTERS * scale and _is_lettering(ink, (left, top, wide, high), scale, flat=flat):
            continue
        if is_arc(ink, (left, top, wide, high), scale, flat=flat):
            continue
        kept[number] = 1
        # A ruling that leans a little is thin along its length though its rectangle is not: its middle is meant.
        if flat:
            middle = top + high / 2
            box = (left, middle - thickness / 2, left + wide, middle + thickness / 2)
        else:
            middle = left + wide / 2
            box = (middle - thickness / 2, top, middle + thickness / 2, top + high)
        rects.append((box[0] / scale, box[1] / scale, box[2] / scale, box[3] / scale))
    return kept[labels], rects


def _is_lettering(ink: Array, box: tuple[int, int, int, int], scale: float, *, flat: bool) -> bool:
    """Whether a run is the feet or the heads of letters in a row: their stems stand on it all along."""
    left, top, wide, high = box
    if not flat:
        ink, (left, top, wide, high) = ink.T, (top, left, high, wide)
    near, far = max(1, round(_CLOSE * scale)), max(2, round(_STEM * scale))
    above = ink[max(0, top - far) : max(0, top - near), left : left + wide]
    below = ink[top + high + near : top + high + far, left : left + wide]
    shares = (float(side.any(axis=0).mean()) for side in (above, below) if side.size)
    return max(shares, default=0.0) > _STEMS
