"""Levels of rows that only their indents show: "Thu nội địa" set in below "Tổng thu"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.assembly.slots import Grid, Slot

# Points that part two levels, more than a space that slipped in; texts of one level begin as near as that.
_STEP, _NEAR = 4.0, 1.5
# Texts that begin anywhere are in no order.
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
    if len({slot.cell.indent for slot in labels}) < 2 or _are_centred(labels):
        return {}
    placed = _on_one_page(labels)
    starts = sorted({start for _, start in placed})
    levels = [[starts[0]]]
    for before, start in pairwise(starts):
        if start - before >= _STEP:
            levels.append([])
        levels[-1].append(start)
    if len(levels) > _MOST_LEVELS or any(level[-1] - level[0] > _NEAR for level in levels):
        return {}
    steps = {start: step for step, level in enumerate(levels) for start in level}
    return {(slot.row, slot.col): step for slot, start in placed if (step := steps[start])}


def _on_one_page(labels: Sequence[Slot]) -> list[tuple[Slot, float]]:
    """Labels with where they begin, as if all stood on the first page: one none of whose labels begins where some of the first do has other margins."""
    pages: dict[int, list[Slot]] = {}
    for slot in labels:
        pages.setdefault(slot.cell.place.page if slot.cell.place else 0, []).append(slot)
    first = {slot.cell.indent for slot in next(iter(pages.values()))}
    placed = []
    for slots in pages.values():
        own = [slot.cell.indent for slot in slots]
        shares = any(abs(start - other) <= _NEAR for start in own for other in first)
        shift = 0.0 if shares else min(first) - min(own)
        placed += [(slot, start + shift) for slot, start in zip(slots, own, strict=True)]
    return placed


def _are_centred(labels: Sequence[Slot]) -> bool:
    """Whether labels stand in the middle of their column, as their ends tell where the medium places its text."""
    middles = [(slot.cell.indent + slot.cell.reach) / 2 for slot in labels if slot.cell.reach]
    return len(middles) > 1 and max(middles) - min(middles) <= _NEAR


def _labels(grid: Grid, header: int) -> list[Slot]:
    """Texts of the first column below the header that holds mostly texts."""
    body = grid.rows[header:]
    for column in zip(*body, strict=True):
        # a title over several columns stands where it pleases
        filled = [slot for slot in column if slot is not None and slot.text and slot.col_span == 1]
        labels = [slot for slot in filled if not slot.text[0].isdigit()]
        if len(labels) >= max(_LEAST_ROWS, _TEXTS * len(filled)):
            return labels
    return []
