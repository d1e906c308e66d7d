"""A part of a ring is told from a ruling."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from recipe.scan import Scanner, scan_pdf

from doichieu.extract import read_bytes
from doichieu.extract.scan.arcs import is_arc
from tests.extract.pdf.drawing import draw
from tests.extract.scan.test_cleaning import pages_of, pdf_of
from tests.extract.scan.test_pages import ROWS, XS, YS, only_table, paper

SCALE = 300 / 72


def ring(radius: float, *, flat: bool) -> tuple[np.ndarray, tuple[int, int, int, int]]:  # type: ignore[type-arg]
    """The ink of a ring, and a run of it at its side or at its head, 14 points long."""
    ink = np.zeros((800, 800), dtype=np.uint8)
    cv2.circle(ink, (400, 400), round(radius * SCALE), 1, 4, cv2.LINE_8)
    edge, half = 400 - round(radius * SCALE), round(7 * SCALE)
    return ink, (400 - half, edge - 1, 2 * half, 3) if flat else (edge - 1, 400 - half, 3, 2 * half)


@pytest.mark.parametrize("radius", [16.0, 28.0, 50.0])
@pytest.mark.parametrize("flat", [True, False])
def test_a_ring_bends_away(radius: float, flat: bool) -> None:
    """Rings within and around a seal, at their sides and heads."""
    ink, box = ring(radius, flat=flat)
    assert is_arc(ink, box, SCALE, flat=flat)


def test_a_ruling_between_two_others_is_no_arc() -> None:
    """It ends at rulings, or goes straight on."""
    ink = np.zeros((800, 800), dtype=np.uint8)
    ink[300:303, 100:700] = ink[360:363, 100:700] = 1
    ink[300:363, 400:403] = 1
    assert not is_arc(ink, (400, 303, 3, 57), SCALE, flat=False)
    ink[200:500, 400:403] = 1
    assert not is_arc(ink, (400, 303, 3, 57), SCALE, flat=False)


def test_a_black_seal_makes_no_column() -> None:
    """Figures below it are in doubt or right; all others stay in their columns."""
    pixels = pages_of(scan_pdf(draw(paper), Scanner(resolution=200, colours="bitonal", stamp=None)))[0]
    each = pixels.shape[1] / 595
    middle = (round((XS[3] + 2) * each), round((YS[3] + 4) * each))
    for radius, thick in ((50.0, 6), (28.0, 3)):
        cv2.circle(pixels, middle, round(radius * each), (0, 0, 0), thick)
    table = only_table(read_bytes(pdf_of(pixels), "a.pdf"))
    assert table.n_cols == len(XS) - 1
    for cell in table.cells:
        assert cell.text == ROWS[cell.row][cell.col] or cell.is_doubtful
