"""Counts the work of reading, so that a step that grows with the square of a paper shows on any machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType


def calls(action: Callable[[], object]) -> int:
    """How many functions are called while an action runs, those of C too."""
    count = 0

    def note(_frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        action()
    finally:
        sys.setprofile(before)
    return count


def assert_linear(read: Callable[[int], object], size: int) -> None:
    """Four times the rows take at most five times the work.

    Args:
        read: Returns what reads a paper of so many rows; the paper is made before it is counted.
        size: Rows of the smaller paper.
    """
    actions = [read(rows) for rows in (size, 4 * size)]
    small, large = (calls(action) for action in actions if callable(action))
    assert large < 5 * small
