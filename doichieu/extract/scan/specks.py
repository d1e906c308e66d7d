"""Lone dark pixels: the dirt of a scan, or on a clean page of thin print the marks of its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from doichieu.extract.scan.ctc import Array

# Dirt is at most this wide, in points; the full stop of small type is twice as wide unless the scanner made it thin.
_SPECK = 0.55
# Letters are as high as this and no wider (points); what is so near to them may be theirs.
_HIGH, _WIDE, _BESIDE = (2.5, 25.0), 40.0, 2.0
# Specks further than this from all that is printed (points) are dirt; so many in a square point are a clean page's.
_FAR, _CLEAN = 6.0, 0.003
# Distances are measured on a picture this many times smaller.
_COARSE = 4


def despeckled(grey: Array, scale: float) -> Array:
    """Remove lone dark pixels; where dirt is rare, those beside letters are dots and parts of strokes and stay.

    Args:
        grey: Pixels, 0 black to 255 white.
        scale: Pixels a point.

    Returns:
        The same pixels, or a copy without the specks.
    """
    dark = (grey < 128).astype(np.uint8)
    count, labels, stats, centres = cv2.connectedComponentsWithStats(dark, connectivity=8)
    small = stats[:, cv2.CC_STAT_AREA] <= max(1, round((_SPECK * scale) ** 2))
    small[0] = False
    if count < 2 or not small.any():
        return grey
    printed = ~small
    printed[0] = False
    places = (centres[small] / _COARSE).astype(int)
    at = (
        places[:, 1].clip(max=grey.shape[0] // _COARSE - 1),
        places[:, 0].clip(max=grey.shape[1] // _COARSE - 1),
    )
    about = _about(printed[labels], _FAR * scale)
    free = float((about == 0).sum()) * (_COARSE / scale) ** 2
    if float((about[at] == 0).sum()) <= _CLEAN * free:
        small[
            np.flatnonzero(small)[_about(_letters(stats, printed, scale)[labels], _BESIDE * scale)[at] > 0]
        ] = False
    grey = grey.copy()
    grey[small[labels]] = 255
    return grey


def _letters(stats: Array, printed: Array, scale: float) -> Array:
    """Which parts of ink are as high and wide as letters and figures are."""
    high, wide = stats[:, cv2.CC_STAT_HEIGHT] / scale, stats[:, cv2.CC_STAT_WIDTH] / scale
    return printed & (high >= _HIGH[0]) & (high <= _HIGH[1]) & (wide <= _WIDE)


def _about(ink: Array, reach: float) -> Array:
    """Where ink is near, on a coarse picture: 1 within a distance in pixels."""
    size = ink.shape[1] // _COARSE, ink.shape[0] // _COARSE
    coarse = (cv2.resize(ink.astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0).astype(np.uint8)
    wide = 2 * round(reach / _COARSE) + 1
    return cv2.dilate(coarse, np.ones((wide, wide), np.uint8))
