"""Lone dark pixels are dirt on a dirty page, and marks of figures on a clean one of thin print."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from doichieu.extract.scan.specks import despeckled

SCALE = 300 / 72
HIGH, WIDE = 1200, 900
DOT = (slice(324, 326), slice(224, 226))


def page() -> np.ndarray:
    """Two letters with a dot of two pixels between them."""
    grey = np.full((HIGH, WIDE), 255, dtype=np.uint8)
    for left in (200, 230):
        cv2.rectangle(grey, (left, 300), (left + 16, 326), 0, 3)
    grey[DOT] = 0
    return grey


@pytest.mark.parametrize("beside", [0, 3])
def test_a_small_dot_between_letters_stays_on_a_clean_page(beside: int) -> None:
    """Three specks elsewhere make no dirty page; they go."""
    grey = page()
    for number in range(beside):
        grey[700 + 90 * number, 500] = 0
    found = despeckled(grey, SCALE)
    assert (found[DOT] == 0).all()
    assert (found[600:] == 255).all()


def test_it_goes_on_a_dirty_page() -> None:
    """Where specks are everywhere, one between letters is no dot."""
    grey = page()
    dirt = np.random.default_rng(1).random(grey.shape) < 0.002
    grey[dirt] = 0
    found = despeckled(grey, SCALE)
    assert (found[DOT] == 255).all()
    assert found[300:303, 200:216].max() == 0


def test_a_page_without_specks_is_the_same() -> None:
    """Nothing is copied."""
    grey = page()
    grey[DOT] = 255
    assert despeckled(grey, SCALE) is grey
