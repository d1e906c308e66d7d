"""Even light: the shadow of a book's fold or a hand, the lamp at one side, taken out of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from doichieu.extract.scan.ctc import Array

_INCH = 72.0
# Paper is looked for in pictures of about this many pixels an inch; ink and grey cells are lower than this (inches).
_COARSE, _INK = 25.0, 0.45
# Paper whose light differs by less than this between its darkest and brightest twentieth is even enough.
_UNEVEN = 30
# What is darker than this is no paper in shadow: the table below a sheet, a black cell.
_NO_PAPER = 70
_WHITE = 246.0


def evened(grey: Array, scale: float) -> Array:
    """A page whose paper is as bright everywhere.

    Args:
        grey: Pixels, 0 black to 255 white.
        scale: Pixels a point.

    Returns:
        The same pixels where the light is even.
    """
    ratio = _COARSE / (scale * _INCH)
    if ratio >= 1:
        return grey
    small = cv2.resize(grey, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA)
    side = max(3, round(_INK * _COARSE)) | 1
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    paper = cv2.medianBlur(paper, side | 1)
    dark, bright = np.percentile(paper, (5, 95))
    if bright - dark < _UNEVEN:
        return grey
    gain = _WHITE / cv2.GaussianBlur(np.maximum(paper, _NO_PAPER), (0, 0), side / 3).astype(np.float32)
    large = cv2.resize(gain, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return cv2.multiply(grey, large, dtype=cv2.CV_8U)
