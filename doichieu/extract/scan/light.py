"""Even light: the shadow of a book's fold or a hand, the lamp at one side, the desk about a sheet, taken out of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from doichieu.extract.scan.ctc import Array

_INCH = 72.0
# Paper is looked for in pictures of about this many pixels an inch; ink and grey cells are lower than this (inches).
_COARSE, _INK = 25.0, 0.45
_SIDE = max(3, round(_INK * _COARSE)) | 1
# Paper whose light differs by less than this between its darkest and brightest twentieth is even enough.
_UNEVEN = 30
# What is darker than this is no paper in shadow: the table below a sheet, a black cell.
_NO_PAPER = 70
_WHITE = 246.0
# A desk is darker than the sheet on it by this, at once all along so much of the edge; a shadow comes little by little.
_DARKER, _SHARP = 28, 0.6
# A sheet is so much of its picture at least, and a desk of it.
_SHEET, _DESK = 0.3, 0.01


def evened(grey: Array, scale: float, desk: Array) -> Array:
    """A page whose paper is as bright everywhere.

    Args:
        grey: Pixels, 0 black to 255 white.
        scale: Pixels a point.
        desk: What lies about the sheet, as `desk_of` has it.

    Returns:
        The same pixels where the light is even.
    """
    small = coarse(grey, scale)
    if small is grey:
        return grey
    paper = _paper(small)
    if desk.any():
        paper = cv2.inpaint(paper, desk, 3, cv2.INPAINT_TELEA)
    dark, bright = np.percentile(paper, (5, 95))
    size = (grey.shape[1], grey.shape[0])
    if bright - dark >= _UNEVEN:
        gain = _WHITE / cv2.GaussianBlur(np.maximum(paper, _NO_PAPER), (0, 0), _SIDE / 3).astype(np.float32)
        grey = cv2.multiply(grey, cv2.resize(gain, size, interpolation=cv2.INTER_LINEAR), dtype=cv2.CV_8U)
    if desk.any():
        grey = np.where(cv2.resize(desk, size, interpolation=cv2.INTER_LINEAR) > 0, np.uint8(255), grey)
    return grey


def coarse(grey: Array, scale: float) -> Array:
    """A page as coarse as its paper is looked for; the page itself where it is coarse already."""
    ratio = _COARSE / (scale * _INCH)
    return grey if ratio >= 1 else cv2.resize(grey, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA)


def paper_of(grey: Array, scale: float) -> Array:
    """The levels that the paper of a page has without its ink, as large as the page.

    Args:
        grey: Pixels, 0 black to 255 white.
        scale: Pixels a point.
    """
    size = (grey.shape[1], grey.shape[0])
    return cv2.resize(_paper(coarse(grey, scale)), size, interpolation=cv2.INTER_LINEAR)


def _paper(small: Array) -> Array:
    """A coarse page without its ink."""
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((_SIDE, _SIDE), np.uint8))
    return cv2.medianBlur(closed, _SIDE)


def desk_of(grey: Array, scale: float) -> Array:
    """What lies about the sheet on a photograph or a scan of a small sheet: darker than paper, its edge at once.

    Args:
        grey: Pixels, 0 black to 255 white.
        scale: Pixels a point.

    Returns:
        A coarse picture, 1 for the desk and the edge of the sheet, 0 elsewhere.
    """
    small = coarse(grey, scale)
    paper = _paper(small)
    desk = np.zeros_like(paper)
    if small is grey or np.ptp(np.percentile(paper, (2, 90))) < _UNEVEN:
        return desk
    _, dark = cv2.threshold(paper, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    edges = cv2.morphologyEx(small, cv2.MORPH_GRADIENT, np.ones((5, 5), np.uint8)) > _DARKER
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark)
    high, wide = dark.shape
    for number, (left, top, across, down, area) in enumerate(stats[1:count].tolist(), start=1):
        if 0 < left < wide - across and 0 < top < high - down:
            continue
        part = (labels == number).astype(np.uint8)
        rim = cv2.dilate(part, np.ones((3, 3), np.uint8)) > part
        if area > _DESK * dark.size and rim.any() and edges[rim].mean() > _SHARP:
            desk |= part
    return cv2.dilate(desk, np.ones((5, 5), np.uint8)) if desk.mean() < 1 - _SHEET else np.zeros_like(desk)
