"""Rows of blank cells at the top and the foot of a table: paper left over, which some media keep and others do not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from doichieu.extract.stream import RawTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from doichieu.extract.stream import Item, RawRow


def without_blank_edges(items: Iterable[Item]) -> Iterator[Item]:
    """Tables without the blank rows before their first and behind their last word.

    Args:
        items: The stream of a reader.

    Yields:
        Its items; rows between others stay, and so do tables of blanks alone.
    """
    for item in items:
        yield _trimmed(item) if isinstance(item, RawTable) else item


def _trimmed(raw: RawTable) -> RawTable:
    top, foot = 0, len(raw.rows)
    while top < foot and _is_blank(raw.rows[top], raw.width):
        top += 1
    while foot > top and _is_blank(raw.rows[foot - 1], raw.width):
        foot -= 1
    if top == foot or foot - top == len(raw.rows):
        return raw
    return replace(raw, rows=raw.rows[top:foot], header_hint=max(0, raw.header_hint - top))


def _is_blank(row: RawRow, width: int) -> bool:
    """Whether a row has blank cells alone, all its own: a name over several rows can stand in one without a word."""
    own = sum(cell.col_span for cell in row)
    return own == width and all(not cell.text and cell.row_span == 1 for cell in row)
