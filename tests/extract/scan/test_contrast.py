"""Pale print is read, negatives are turned over, and the back of a sheet that shines through is no text."""

from __future__ import annotations

from io import BytesIO

import cv2
import numpy as np
import pytest
from PIL import Image
from recipe.scan import Scanner, scan_pdf

from doichieu.errors import DoichieuError
from doichieu.extract import read_bytes
from doichieu.extract.scan.contrast import is_negative, lifted, stretched
from tests.extract.pdf.drawing import draw
from tests.extract.scan.test_cleaning import pages_of, pdf_of
from tests.extract.scan.test_pages import ROWS, only_table, paper

SCALE = 300 / 72


def page() -> np.ndarray:  # type: ignore[type-arg]
    """The page in grey at 300 dpi."""
    (pixels,) = pages_of(scan_pdf(draw(paper), Scanner(noise=0.0, stamp=None)))
    return pixels[:, :, 1].copy()


def at_levels(grey: np.ndarray, ink: float, white: float, grain: float = 2.0) -> np.ndarray:  # type: ignore[type-arg]
    """A page whose ink and paper have these levels."""
    noise = np.random.default_rng(5).normal(0, grain, grey.shape)
    return np.clip(grey * ((white - ink) / 255) + ink + noise, 0, 255).astype(np.uint8)


@pytest.mark.parametrize(("ink", "white"), [(205, 236), (222, 243), (95, 120)])
def test_print_hardly_darker_than_its_paper_is_read(ink: float, white: float) -> None:
    """Cell for cell, where it had been an empty page."""
    document = read_bytes(pdf_of(cv2.merge([at_levels(page(), ink, white)] * 3)), "a.pdf")
    assert only_table(document).grid() == [list(row) for row in ROWS]


def test_a_negative_is_read() -> None:
    """White writing on black."""
    document = read_bytes(pdf_of(cv2.merge([255 - page()] * 3)), "a.pdf")
    assert only_table(document).grid() == [list(row) for row in ROWS]


def test_a_sheet_on_a_dark_desk_is_no_negative() -> None:
    """What is bright there is thick."""
    desk = np.full((3500, 2480), 60, dtype=np.uint8)
    desk[700:2100, 400:1500] = page()[700:2100, 400:1500]
    assert not is_negative(desk, SCALE)
    assert is_negative(255 - page(), SCALE)
    assert not is_negative(page(), SCALE)


def test_the_back_of_a_sheet_that_shines_through_is_no_text() -> None:
    """Its letters are mirrored; nothing is read, and that is said."""
    back = cv2.GaussianBlur(np.ascontiguousarray(page()[:, ::-1]), (0, 0), 1.4)
    front, faint = (Image.fromarray(pixels) for pixels in (page(), at_levels(back, 222, 243)))
    buffer = BytesIO()
    front.save(buffer, "PDF", save_all=True, append_images=[faint], resolution=300)
    document = read_bytes(buffer.getvalue(), "a.pdf")
    assert only_table(document).grid() == [list(row) for row in ROWS]
    assert [
        issue.locator.page for issue in document.issues if issue.code == "faint-page" and issue.locator
    ] == [2]
    assert all(block.locator.page == 1 for block in document.blocks if block.locator is not None)


@pytest.mark.parametrize("grain", [0.0, 2.0, 6.0])
def test_a_blank_page_stays_blank(grain: float) -> None:
    """The grain of paper is no ink."""
    blank = at_levels(np.full((3508, 2480), 255, dtype=np.uint8), 200, 240, grain)
    grey, pale = lifted(blank, SCALE)
    assert not pale
    assert grey is blank
    with pytest.raises(DoichieuError):
        read_bytes(pdf_of(cv2.merge([blank] * 3)), "a.pdf")


def test_pages_of_usual_print_are_left_alone() -> None:
    """Neither lifted nor stretched."""
    grey = page()
    assert not lifted(grey, SCALE)[1]
    assert stretched(grey) is grey
