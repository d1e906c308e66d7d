"""Ink dark on white paper: negatives turned over, grey pages stretched, print that is hardly darker than its paper lifted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from doichieu.extract.scan.light import paper_of

if TYPE_CHECKING:
    from doichieu.extract.scan.ctc import Array

_INCH = 72.0
# Negatives are told in pictures of about this many pixels an inch; writing is thinner than this (inches).
_COARSE, _STROKE = 75.0, 0.09
# The middle of a negative's levels is darker than the first, its writing brighter than it by the second, and what is as bright
# and thicker than writing is less than this part of it: a sheet on a dark desk is all of it thicker.
_DARK, _WRITING, _THICK = 110, 80, 0.25
# Levels between ink and paper from which a page is read as it is, and to which pages are stretched.
_CONTRAST, _INK, _WHITE = 40, 60, 235
# A page with less than the first between ink and paper is pale if something is darker than its paper by the second at least and
# by so many times its grain.
_PALE, _LEAST, _GRAIN = 60.0, 9.0, 6.0
# Part of the pixels of a page with one short line that are ink.
_FEW = 0.02
# Ink of a pale page is drawn at this depth; its grain is smoothed over so many pixels at 300 dpi where it would come through.
_DEPTH, _SMOOTH, _COMES_THROUGH = 235.0, 0.9, 12.0


def is_negative(grey: Array, scale: float) -> bool:
    """Whether a page is bright writing on black, as programs leave it that take the polarity of a fax for the other one.

    Args:
        grey: Pixels, 0 black to 255 white.
        scale: Pixels a point.
    """
    middle = float(np.median(grey[::8, ::8]))
    if middle > _DARK:
        return False
    ratio = min(1.0, _COARSE / (scale * _INCH))
    small = cv2.resize(grey, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA)
    bright = (small > middle + _WRITING).astype(np.uint8)
    side = max(3, round(_STROKE * _INCH * scale * ratio))
    thick = cv2.morphologyEx(bright, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    return bool(bright.any()) and float(thick.sum()) < _THICK * float(bright.sum())


def stretched(grey: Array) -> Array:
    """A page whose paper is made white and ink black where it is pale or grey."""
    low, high = _levels(grey)
    if high - low < _CONTRAST or (low < _INK and high > _WHITE):
        return grey
    span = max(high - low, 1.0)
    return np.clip((grey.astype(np.float32) - low) * (255.0 / span), 0, 255).astype(np.uint8)


def lifted(grey: Array, scale: float) -> tuple[Array, bool]:
    """A page whose print is hardly darker than its paper, with ink made black.

    Args:
        grey: Pixels, 0 black to 255 white.
        scale: Pixels a point.

    Returns:
        The page, and whether it is such a one; the same pixels where it is not.
    """
    low, high = _levels(grey)
    if high - low >= _CONTRAST:
        return grey, False
    smooth = cv2.GaussianBlur(grey, (0, 0), _SMOOTH)
    ink = cv2.subtract(paper_of(grey, scale), smooth)
    sample = ink[::2, ::2]
    depth = float(np.percentile(sample, 100 - _FEW))
    grain = float(np.percentile(sample, 75)) - float(np.percentile(sample, 25)) + 1.0
    if depth >= _PALE or depth < max(_LEAST, _GRAIN * grain / 2):
        return grey, False
    typical = float(np.median(sample[sample > depth / 2]))
    gain = _DEPTH / max(typical, 1.0)
    return cv2.bitwise_not(cv2.convertScaleAbs(ink, alpha=gain)), True


def _levels(grey: Array) -> tuple[float, float]:
    low, high = np.percentile(grey[::4, ::4], (0.5, 60))
    return float(low), float(high)
