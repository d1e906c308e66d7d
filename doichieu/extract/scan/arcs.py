"""Parts of rings: a round seal in black runs along a column or a row for a while, as a ruling does, and bends away at both ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from doichieu.extract.scan.ctc import Array

# Seals are 32 to 44 mm wide, with rings within: longer runs (points) are no part of one.
_LONGEST = 60.0
# Beyond an end ink is followed so far, in steps of this (points), and is looked for so far to the sides.
_FOLLOWED, _STEP, _ASIDE = 8.0, 1.0, 2.0
# A ring bends away by so much on either end, to the same side; ink was found at so many of the steps.
_BENT, _FOUND = 1.4, 0.6
# Lines of pixels with more ink than this about a run are rulings across it.
_CROSSED = 0.8
_HALF = 0.5


def is_arc(ink: Array, box: tuple[int, int, int, int], scale: float, *, flat: bool) -> bool:
    """Whether a run of ink is a part of a ring.

    Args:
        ink: 1 where a page is dark.
        box: The run in pixels: left, top, width, height.
        scale: Pixels a point.
        flat: Whether it runs across the page.
    """
    left, top, wide, high = box
    if not flat:
        ink, (left, top, wide, high) = ink.T, (top, left, high, wide)
    if wide > _LONGEST * scale:
        return False
    before = _bend(ink, left, _middle(ink, left, top, high), -scale)
    behind = _bend(ink, left + wide - 1, _middle(ink, left + wide - 1, top, high), scale)
    return before * behind > 0 and min(abs(before), abs(behind)) >= _BENT * scale


def _middle(ink: Array, at: int, top: int, high: int) -> float:
    """Where the ink of a run stands at one of its ends."""
    rows = np.flatnonzero(ink[top : top + high, at])
    return top + float(rows.mean()) if len(rows) else top + high / 2


def _bend(ink: Array, at: int, level: float, scale: float) -> float:
    """How far ink that goes on beyond an end of a run leads away from it, in pixels; 0 where none goes on."""
    step, reach = scale * _STEP, abs(scale) * _ASIDE
    now, found, steps = level, 0, round(_FOLLOWED / _STEP)
    for number in range(1, steps + 1):
        column = round(at + number * step)
        if not 0 <= column < ink.shape[1]:
            break
        first = max(0, round(now - reach))
        near = ink[first : round(now + reach) + 1, column]
        rows = np.flatnonzero(near)
        if not len(rows) or len(rows) > _CROSSED * len(near):
            continue
        found += 1
        now = (
            first + float(rows[np.abs(rows + first - now).argmin()]) * _HALF + float(np.median(rows)) * _HALF
        )
    return now - level if found >= _FOUND * steps else 0.0
