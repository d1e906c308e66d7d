"""Pages that came by fax, and what is said of their tables."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from recipe.scan import Scanner, scan_pdf

from doichieu.extract import read_bytes
from doichieu.extract.scan.fax import drops_lines
from tests.extract.pdf.drawing import draw
from tests.extract.scan.test_cleaning import pages_of
from tests.extract.scan.test_pages import ROWS, only_table, paper

PLAIN = Scanner(resolution=204, colours="bitonal", stamp=None, skew=0.4, seed=2)
FAX = Scanner(resolution=204, colours="bitonal", stamp=None, skew=0.4, seed=2, fax=True)


def grey_of(scanner: Scanner) -> np.ndarray:
    """The first page as the reader draws it."""
    (pixels,) = pages_of(scan_pdf(draw(paper), scanner))
    return cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)


def test_a_fax_is_told_by_its_steps() -> None:
    """Steps from line to line and none from column to column."""
    assert drops_lines(grey_of(FAX))


@pytest.mark.parametrize("size", [1, 3])
def test_other_scans_are_no_fax(size: int) -> None:
    """Neither those of the same resolution nor those that are coarse both ways."""
    grey = grey_of(PLAIN)
    coarse = grey[::size, ::size].repeat(size, axis=0).repeat(size, axis=1)
    assert not drops_lines(coarse)


def test_a_page_without_content_is_no_fax() -> None:
    """Blank paper has no steps."""
    assert not drops_lines(np.full((300, 200), 255, dtype=np.uint8))
    assert not drops_lines(np.full((1, 1), 255, dtype=np.uint8))


@pytest.mark.parametrize("seed", [2, 3, 5])
def test_tables_of_faxes_keep_their_rows(seed: int) -> None:
    """However much the page leans."""
    scanner = Scanner(resolution=204, colours="bitonal", stamp=None, skew=0.4, seed=seed, fax=True)
    document = read_bytes(scan_pdf(draw(paper), scanner), "a.pdf")
    assert only_table(document).grid() == [list(row) for row in ROWS]
    assert "worn-table" not in {issue.code for issue in document.issues}
