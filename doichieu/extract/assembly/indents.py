"""Levels of rows that only their indents show: "Thu nội địa" set in below "Tổng thu"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from doichieu.extract.assembly.slots import Grid, Slot

# Points that part two levels, more than a space that slipped in; texts of one level begin as near as that.
_STEP, _NEAR = 4.0, 1.5
# Texts in the middle of their column begin anywhere.
_MOST_LEVELS = 6
# The column that says what the rows are about: so many of its cells are texts, in so many rows.
_TEXTS, _LEAST_ROWS = 0.6, 3


def indents_of(grid: Grid, header: int) -> dict[tuple[int, int], int]:
    """How many steps the labels of a table are set in.

    Args:
        grid: The grid of a table.
        header: How many of its rows are header rows.

    Returns:
        Steps by row and column, where they are more than none; empty where indents tell no levels apart.
    """
    labels = _labels(grid, header)
    starts = sorted({slot.cell.indent for slot in labels})
    if len(starts) < 2 or starts[-1] - starts[0] < _STEP:
        return {}
    levels = [[starts[0]]]
    for before, start in pairwise(starts):
        if start - before >= _STEP:
            levels.append([])
        levels[-1].append(start)
    if len(levels) > _MOST_LEVELS or any(level[-1] - level[0] > _NEAR for level in levels):
        return {}
    steps = {start: step for step, level in enumerate(levels) for start in level}
    return {(slot.row, slot.col): step for slot in labels if (step := steps[slot.cell.indent])}


def _labels(grid: Grid, header: int) -> list[Slot]:
    """Texts of the first column below the header that holds mostly texts."""
    body = grid.rows[header:]
    for column in zip(*body, strict=True):
        filled = [slot for slot in column if slot is not None and slot.text]
        labels = [slot for slot in filled if not slot.text[0].isdigit()]
        if len(labels) >= max(_LEAST_ROWS, _TEXTS * len(filled)):
            return labels
    return []
