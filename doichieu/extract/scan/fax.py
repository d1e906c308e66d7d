"""Whether a page came by fax at the lower of its two resolutions: half of the lines of pixels are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from doichieu.extract.scan.ctc import Array

# Steps of two to five pixels of the page as it is drawn, as parts of a line of pixels.
_STEPS = (0.2, 0.45)
# So much of what changes from line to line comes in equal steps, and from column to column half of that. Of pages by fax
# 0.37 to 0.41 does (ITU-T T.4: 204 dots an inch across and 98 lines down), of scans at 200 and 300 dpi 0.12 at most.
_STEPPED = 0.25


def drops_lines(grey: Array) -> bool:
    """Tell a page whose lines of pixels were left out and drawn in steps.

    Args:
        grey: The page as it came, not turned yet.
    """
    if min(grey.shape) < 2:
        return False
    down, across = (_stepped(cv2.absdiff(one[1:], one[:-1])) for one in (grey, grey.T))
    return down > _STEPPED and down > 2 * across


def _stepped(changes: Array) -> float:
    """The part of the changes from line to line that comes in equal steps."""
    each = changes.mean(axis=1, dtype=np.float64)
    each -= each.mean()
    rates = np.fft.rfftfreq(len(each))
    waves = np.abs(np.fft.rfft(each))[(rates > _STEPS[0]) & (rates < _STEPS[1])]
    return float(waves.max(initial=0.0) / max(np.abs(each).sum(), 1.0))
