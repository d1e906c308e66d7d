"""Rulings of a page that is a picture: long thin runs of ink, and the picture without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

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
# Gaps that a worn print leaves in a ruling.
_GAP = 1.5


def find_strokes(picture: Picture) -> tuple[list[Rect], Array]:
    """Find the rulings of a page.

    Args:
        picture: The page, level.

    Returns:
        Thin rectangles in points, and the grey picture in which they are white.
    """
    across = _found(picture, _ACROSS, flat=True)
    down = _found(picture, _DOWN, flat=False)
    strokes = [*_rects(across, picture.scale, flat=True), *_rects(down, picture.scale, flat=False)]
    rulings = cv2.max(across, down)
    grown = cv2.dilate(rulings, np.ones((3, 3), np.uint8), iterations=max(1, round(picture.scale / 3)))
    clean = picture.grey.copy()
    clean[grown > 0] = 255
    return strokes, clean


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


def _rects(runs: Array, scale: float, *, flat: bool) -> list[Rect]:
    count, _, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    rects: list[Rect] = []
    for left, top, wide, high, area in stats[1:count]:
        length, thickness = (wide, area / wide) if flat else (high, area / high)
        if thickness > _THICK * scale or length < 3 * thickness:
            continue
        # A ruling that leans a little is thin along its length though its rectangle is not: its middle is meant.
        if flat:
            middle = top + high / 2
            rects.append((left, middle - thickness / 2, left + wide, middle + thickness / 2))
        else:
            middle = left + wide / 2
            rects.append((middle - thickness / 2, top, middle + thickness / 2, top + high))
    return [(x0 / scale, y0 / scale, x1 / scale, y1 / scale) for x0, y0, x1, y1 in rects]
