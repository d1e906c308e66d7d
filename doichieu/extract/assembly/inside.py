"""What rows of a table say of it: title, number and unit in cells over its whole width, notes in the last ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from doichieu.extract.assembly.labels import caption_of, caption_text, is_note, unit_of
from doichieu.extract.letterhead.papernumber import is_kind
from doichieu.extract.words import is_upper, starts_lower

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        The caption; what is printed above the table stays, save words without a number, and what is not in
        capitals where a title of the table's own is.
    """
    title: list[str] = []
    for text in _titles(grid, header):
        label = caption_of(text)
        if unit := unit_of(text):
            caption = replace(caption, unit=caption.unit or unit)
        elif label and label.number and caption.number is None:
            caption = replace(caption, number=label.number, text=label.text or None, parent=label.text)
        elif not text.startswith("(") and (not title or _goes_on(title[-1], text)):
            title.append(text)
    if title and (caption.text is None or _outdoes(title[0], caption)):
        caption = replace(caption, text=caption_text(" ".join(title)))
    return caption


def _outdoes(title: str, caption: Caption) -> bool:
    """Whether a title in the table is one rather than the words above it: a sentence that leads to it, the paper's kind."""
    above = caption.text or ""
    return (
        caption.number is None
        and caption.part is None
        and is_upper(title)
        and (not is_upper(above) or is_kind(above))
    )


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
    """Lines of the rows above the header proper that one cell goes over."""
    titles: list[str] = []
    for row in range(min(header - 1, _MOST_TITLES)):
        text = _alone(grid, row)
        if text is None:
            break
        slot = grid.rows[row][0]
        titles += _parts(slot.cell.lines if slot else (), text)
    return titles


def _parts(lines: Sequence[str], text: str) -> list[str]:
    """Title, aside and unit that one cell holds in lines of their own; else its whole text."""
    parts: list[str] = []
    for line in lines:
        if parts and parts[-1].count("(") > parts[-1].count(")"):
            parts[-1] += f" {line}"
        else:
            parts.append(line)
    told = any(part.startswith("(") or unit_of(part) or caption_of(part) for part in parts[1:])
    return parts if told or (parts and caption_of(parts[0])) else [text]


def _goes_on(title: str, text: str) -> bool:
    return (is_upper(title) and is_upper(text)) or starts_lower(text)


def _alone(grid: Grid, row: int) -> str | None:
    """Text of a cell over a whole row, None where there is none."""
    slot = grid.rows[row][0]
    return slot.text if slot and slot.text and slot.col_span == len(grid.rows[row]) else None
