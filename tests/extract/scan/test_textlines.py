"""Long lines are cut between words for the recogniser, never within a number."""

from __future__ import annotations

import numpy as np

from doichieu.extract.scan.textlines import Ink, LineBox, pieces

SIZE = 50.0


def test_a_long_line_is_cut_at_its_widest_white() -> None:
    """Two figures 1 stand as far apart as narrow spaces are wide, nearer to the middle than the space between words."""
    dark = np.zeros((60, 1000), dtype=np.uint8)
    dark[10:50, :] = 1
    dark[:, 495:505] = 0
    dark[:, 540:560] = 0
    line = LineBox(0, 5, 1000, 55, 50, SIZE)
    first, second = pieces(Ink(dark, np.zeros((0, 4), dtype=int), SIZE), line)
    assert (first.x1, second.x0) == (540.0, 560.0)
