"""Lists printed in parts side by side, 33 to 63 beside 1 to 32: one list, its parts below each other."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import heads_ordinals
from doichieu.extract.assembly.slots import Grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.assembly.slots import Slot

# Lists are printed in two parts or three, of two columns at least; so many rows tell that numbers go on.
_PARTS, _NARROWEST, _ROWS = (2, 3), 2, 2


def below_each_other(grid: Grid, header: int) -> Grid:
    """Put the parts of a list below each other.

    Args:
        grid: A grid whose cells are placed.
        header: Its header rows.

    Returns:
        One list under one header where the parts have the same header and their ordinals count on from part to
        part; else the grid as it is.
    """
    if not 0 < header < len(grid.rows) - _ROWS + 1:
        return grid
    for starts, width in _cuts(grid):
        if not _is_parted(grid, header, starts, width):
            continue
        parts = [[row[start : start + width] for row in grid.rows[header:]] for start in starts]
        if _counts_on(parts):
            return _stacked(grid, header, parts, width)
    return grid


def _cuts(grid: Grid) -> list[tuple[list[int], int]]:
    """Where parts can begin, and how wide they are; a blank column can stand between two."""
    width = len(grid.rows[0])
    blank = [
        all(slot is not None and not slot.text for slot in column) for column in zip(*grid.rows, strict=True)
    ]
    cuts: list[tuple[list[int], int]] = []
    for count in _PARTS:
        for gap in (0, 1):
            own, rest = divmod(width - gap * (count - 1), count)
            starts = [part * (own + gap) for part in range(count)]
            if not rest and own >= _NARROWEST and (not gap or all(blank[start - 1] for start in starts[1:])):
                cuts.append((starts, own))
    return cuts


def _is_parted(grid: Grid, header: int, starts: Sequence[int], width: int) -> bool:
    """Whether each part has the header of the first, a title over all of them apart, and no cell crosses to the next."""
    for index, row in enumerate(grid.rows):
        if index < header and _is_title(row):
            continue
        crossing = any(
            slot is not None and slot.col < start < slot.col + slot.col_span
            for start in starts
            for slot in row
        )
        if crossing:
            return False
        if index < header and len({_shape(row[start : start + width], start) for start in starts}) > 1:
            return False
    head = [grid.rows[row][0] for row in range(header) if not _is_title(grid.rows[row])]
    texts = [slot.text for slot in head if slot is not None and slot.text]
    return bool(texts) and heads_ordinals(texts[0])


def _is_title(row: Sequence[Slot | None]) -> bool:
    return row[0] is not None and row[0].col_span == len(row)


def _shape(row: Sequence[Slot | None], start: int) -> tuple[tuple[int, int, int, str], ...]:
    """What a part of a header row holds; the numbers of columns go on in the next part."""
    slots = [slot for slot in row if slot is not None]
    texts = [slot.text for slot in slots]
    numbers = all(text.isdecimal() for text in texts)
    return tuple(
        (slot.col - start, slot.row_span, slot.col_span, "" if numbers else slot.text) for slot in slots
    )


def _counts_on(parts: Sequence[Sequence[Sequence[Slot | None]]]) -> bool:
    """Whether the ordinals of each part begin where those of the part before end; rows without stand at the end."""
    numbers: list[int] = []
    for part in parts:
        if numbers and any(map(_has_text, part)) and (ordinal := _ordinal(part[0])) is not None:
            # places that two share may go on in the next part
            if not numbers[-1] <= ordinal <= len(numbers) + 1:
                return False
        elif numbers:
            return False
        own = [_ordinal(row) for row in part]
        counted = next((at for at, value in enumerate(own) if value is None), len(own))
        if any(value is not None for value in own[counted:]):
            return False
        if part is not parts[-1] and any(map(_has_text, part[counted:])):
            return False
        numbers += [value for value in own[:counted] if value is not None]
    return (
        len(numbers) > _ROWS
        and numbers[0] == 1
        and all(one <= other <= one + _ROWS for one, other in pairwise(numbers))
    )


def _ordinal(row: Sequence[Slot | None]) -> int | None:
    text = row[0].text.rstrip(".)") if row[0] is not None else ""
    return int(text) if text.isdecimal() and len(text) < len("10000") else None


def _has_text(row: Sequence[Slot | None]) -> bool:
    return any(slot is not None and slot.text for slot in row)


def _stacked(grid: Grid, header: int, parts: Sequence[Sequence[Sequence[Slot | None]]], width: int) -> Grid:
    rows = [list(row[:width]) for row in grid.rows[:header]]
    for part in parts:
        kept = len(part)
        while not _has_text(part[kept - 1]):
            kept -= 1
        rows += [list(row) for row in part[:kept]]
    placed: list[list[Slot | None]] = [
        [
            slot if slot is None else replace(slot, row=at, col=col, col_span=min(slot.col_span, width - col))
            for col, slot in enumerate(row)
        ]
        for at, row in enumerate(rows)
    ]
    return Grid(placed, grid.assumed)
