"""Ink that is no text: what is left of rulings that were taken out, and the holes of a punch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.frame import Rect
    from doichieu.extract.scan.ctc import Array

# A fax draws a ruling that leans as steps, whose edges stay: lines thinner than this (points), this many times as
# long, no further from the ruling than this. A dash of a cell stands further off, an accent is shorter.
_THIN, _LONG, _NEAR = 1.3, 4.0, 2.6
# Holes are as wide as high, within these (points), and this near to an edge of the sheet, in parts of it.
_HOLE = (11.5, 30.0)
_ROUND = 1.3
_MARGIN = 0.07


def left_of_rulings(parts: Array, strokes: Sequence[Rect], scale: float) -> Array:
    """Which parts of ink are the edges of rulings.

    Args:
        parts: Connected parts in pixels: left, top, right, bottom; one a row.
        strokes: Rulings in points.
        scale: Pixels a point.

    Returns:
        A truth value for each part.
    """
    boxes = parts / scale
    wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    found = np.zeros(len(parts), dtype=bool)
    for thin, long, axis in ((high, wide, 0), (wide, high, 1)):
        rows = np.flatnonzero((thin <= _THIN) & (long >= _LONG * thin))
        lines = [box for box in strokes if (box[2] - box[0] >= box[3] - box[1]) == (axis == 0)]
        if not len(rows) or not lines:
            continue
        near, lines_at = boxes[rows], np.array(lines)
        along, across = axis, 1 - axis
        middle = (lines_at[:, across] + lines_at[:, across + 2]) / 2
        away = np.abs((near[:, across] + near[:, across + 2])[:, None] / 2 - middle)
        beside = (near[:, along + 2][:, None] > lines_at[:, along] - _NEAR) & (
            near[:, along][:, None] < lines_at[:, along + 2] + _NEAR
        )
        found[rows] |= ((away <= _NEAR) & beside).any(axis=1)
    return found


def holes(parts: Array, size: tuple[int, int], scale: float) -> Array:
    """Which parts of ink are punched holes.

    Args:
        parts: Connected parts in pixels: left, top, right, bottom; one a row.
        size: Width and height of the sheet in pixels.
        scale: Pixels a point.

    Returns:
        A truth value for each part.
    """
    extent = (parts[:, 2:] - parts[:, :2]) / scale
    least, most = extent.min(axis=1, initial=np.inf), extent.max(axis=1, initial=0)
    away = np.minimum(parts[:, :2] + parts[:, 2:], 2 * np.array(size) - parts[:, :2] - parts[:, 2:]) / 2
    at_edge = (away < _MARGIN * np.array(size)).any(axis=1)
    return (least >= _HOLE[0]) & (most <= _HOLE[1]) & (most <= _ROUND * least) & at_edge
