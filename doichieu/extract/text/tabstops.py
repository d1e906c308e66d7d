"""Cells that a typist set apart by as many tabs as it took to reach the next column."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

from doichieu.extract.stream import RawCell, RawRow

if TYPE_CHECKING:
    from collections.abc import Sequence

# Characters between the stops of a plain text.
_STOP = 8
# That part of the rows fills every column.
_FULL = 0.7


def align(rows: Sequence[RawRow], texts: Sequence[str]) -> list[RawRow] | None:
    """Put cells in columns where tabs were repeated to reach them.

    Args:
        rows: Cells between single tabs, those of a repeated tab blank.
        texts: The line of each row.

    Returns:
        Rows of equal width; None where the single tabs hold, as in rows that converters write.
    """
    if not rows:
        return None
    filled = [[cell for cell in row if cell.text] for row in rows]
    width, count = Counter(map(len, filled)).most_common(1)[0]
    full = [at for at, cells in enumerate(filled) if len(cells) == width]
    if width < 2 or count < max(2, _FULL * len(rows)) or len(filled[0]) != width:
        return None
    if len({tuple(at for at, cell in enumerate(rows[row]) if cell.text) for row in full}) == 1:
        return None
    # nobody types tabs behind the last text: rows of as many cells, some of them with a blank last one, are a program's
    if len(set(map(len, rows))) == 1 and not all(row[-1].text for row in rows):
        return None
    stops = [_stops(text) for text in texts]
    # A mark of emphasis or a control character alone fills a place on paper and no cell, or the other way round.
    if any(len(cells) != len(starts) for cells, starts in zip(filled, stops, strict=True)):
        return None
    columns = [median(stops[row][col] for row in full) for col in range(width)]
    return [
        tuple(cells) if len(cells) == width else _placed(cells, at, columns)
        for cells, at in zip(filled, stops, strict=True)
    ]


def _stops(text: str) -> list[int]:
    """Where the filled cells of a line begin on paper."""
    at, starts = 0, []
    for piece in text.split("\t"):
        if piece.strip():
            starts.append(at)
        at = (at + len(piece)) // _STOP * _STOP + _STOP
    return starts


def _placed(cells: Sequence[RawCell], starts: Sequence[int], columns: Sequence[float]) -> RawRow:
    """Cells of a row that leaves columns blank, each in the nearest one."""
    row = [RawCell(text="") for _ in columns]
    for cell, start in zip(cells, starts, strict=True):
        nearest = min(range(len(columns)), key=lambda col: abs(columns[col] - start))
        row[nearest] = cell
    return tuple(row)
