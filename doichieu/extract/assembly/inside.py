"""What rows of a table say of it: title, number and unit in cells over its whole width, notes in the last ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from doichieu.extract.assembly.labels import caption_of, caption_text, is_note, unit_of

if TYPE_CHECKING:
    from doichieu.extract.assembly.caption import Caption
    from doichieu.extract.assembly.slots import Grid

# A title, its second line and the unit stand in rows of their own at most; notes are as few.
_MOST_TITLES, _MOST_NOTES = 3, 4


def with_title_inside(caption: Caption, grid: Grid, header: int) -> Caption:
    """Fill what the lines above a table do not say from the rows at its top.

    Args:
        caption: What the lines above say.
        grid: The table; its rows stay as they are.
        header: How many header rows it has.

    Returns:
        The caption; what is printed above the table stays, save words without a number.
    """
    for text in _titles(grid, header):
        label = caption_of(text)
        if unit := unit_of(text):
            caption = replace(caption, unit=caption.unit or unit)
        elif label and label.number and caption.number is None:
            caption = replace(caption, number=label.number, text=label.text, parent=label.text)
        elif caption.text is None:
            caption = replace(caption, text=caption_text(text))
    return caption


def notes_inside(grid: Grid, header: int) -> list[str]:
    """Notes in the last rows of a table, which stay rows of it."""
    notes: list[str] = []
    for row in range(len(grid.rows) - 1, max(header, len(grid.rows) - _MOST_NOTES) - 1, -1):
        text = _alone(grid, row)
        if text is None or not is_note(text):
            break
        notes.insert(0, text)
    return notes


def _titles(grid: Grid, header: int) -> list[str]:
    """Texts of the rows above the header proper that one cell goes over."""
    titles: list[str] = []
    for row in range(min(header - 1, _MOST_TITLES)):
        text = _alone(grid, row)
        if text is None:
            break
        titles.append(text)
    return titles


def _alone(grid: Grid, row: int) -> str | None:
    """Text of a cell over a whole row, None where there is none."""
    slot = grid.rows[row][0]
    return slot.text if slot and slot.text and slot.col_span == len(grid.rows[row]) else None
