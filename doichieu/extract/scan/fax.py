"""Whether a page came by fax at the lower of its two resolutions: half of the lines of pixels are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from doichieu.extract.scan.ctc import Array

# Steps of two to five pixels of the page as it is drawn, as parts of a line of pixels.
_STEPS = (0.2, 0.45)
# So much of what changes from line to line comes in equal steps, and this many times what does from column to column. Of
# pages by fax 0.43 to 0.48 does (204 dots an inch across and 98 lines down), of scans at 200 and 300 dpi 0.13 at most, of
# a page with hardly anything on it 0.39 one way and 0.17 the other.
_STEPPED, _TIMES = 0.3, 3


def drops_lines(grey: Array) -> bool:
    """Tell a page whose lines of pixels were left out and drawn in steps.

    Args:
        grey: The page as it came, not turned yet.
    """
    if min(grey.shape) < 2:
        return False
    down, across = (_stepped(cv2.absdiff(one[1:], one[:-1])) for one in (grey, grey.T))
    return down > _STEPPED and down > _TIMES * across


def _stepped(changes: Array) -> float:
    """The part of the changes from line to line that comes in equal steps."""
    each = changes.mean(axis=1, dtype=np.float64)
    each -= each.mean()
    rates = np.fft.rfftfreq(len(each))
    waves = np.abs(np.fft.rfft(each)) ** 2
    waves[(rates < _STEPS[0]) | (rates > _STEPS[1])] = 0
    # a step that is no whole number of pixels spreads over the rates beside its own
    most = np.convolve(waves, np.ones(3)).max()
    return float(most**0.5 / max(np.abs(each).sum(), 1.0))
