"""Rows of a sheet as a table: columns are where cells begin, merged cells keep their spans."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from doichieu.extract.stream import RawCell, RawTable, Shape
from doichieu.extract.words import fold, fold_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.sheets.grid import Piece

Rows = list[list["Piece"]]


def to_table(rows: Rows) -> tuple[RawTable | None, Rows]:
    """Turn rows into a table.

    Args:
        rows: Rows of pieces, the table's own.

    Returns:
        The table, None where the rows make none; and rows of what stands outside its borders.
    """
    inside, outside = _within_frame(_trimmed(rows))
    inside = _trimmed(inside)
    starts = _starts(inside)
    if len(inside) < 2 or len(starts) < 2:
        return None, []
    tops = [row[0].row for row in inside]
    table = tuple(
        tuple(_cell(piece, tops, starts) for piece in row if piece.col <= starts[-1]) for row in inside
    )
    return RawTable(rows=table, shape=Shape.GIVEN), outside


def _trimmed(rows: Rows) -> Rows:
    """Rows without the blank ones at both ends, which files frame in stock."""
    filled = [index for index, row in enumerate(rows) if any(piece.text.strip() for piece in row)]
    return rows[filled[0] : filled[-1] + 1] if filled else []


def _within_frame(rows: Rows) -> tuple[Rows, Rows]:
    """Split rows into what stands within the borders and what was noted beside them.

    A column without borders is the table's too when most of its rows have something there.
    """
    framed = [piece for row in rows for piece in row if piece.framed]
    if not framed:
        return rows, []
    first, last = min(piece.col for piece in framed), max(piece.last_col for piece in framed)
    beside = [piece for row in rows for piece in row if piece.text and not first <= piece.col <= last]
    counts: dict[int, int] = {}
    for piece in beside:
        counts[piece.col] = counts.get(piece.col, 0) + 1
    out = {col for col, count in counts.items() if count * 2 < len(rows)}
    inside = [[piece for piece in row if piece.col not in out] for row in rows]
    outside = [[piece for piece in row if piece.col in out] for row in rows]
    return [row for row in inside if row], [row for row in outside if row]


def _starts(rows: Rows) -> list[int]:
    """First columns of the table's columns; bordered columns without text at its sides are none."""
    starts = sorted({piece.col for row in rows for piece in row})
    filled = {piece.col for row in rows for piece in row if piece.text.strip()}
    while starts and starts[-1] not in filled:
        starts.pop()
    while starts and starts[0] not in filled:
        starts.pop(0)
    return starts


def _cell(piece: Piece, tops: Sequence[int], starts: Sequence[int]) -> RawCell:
    row, col = bisect_left(tops, piece.row), bisect_left(starts, piece.col)
    text = fold_cell(piece.text)
    many = "\n" in piece.text
    return RawCell(
        text=text,
        col=col,
        row_span=max(1, bisect_right(tops, piece.last_row) - row),
        col_span=max(1, bisect_right(starts, piece.last_col) - col),
        lines=tuple(line for part in piece.text.split("\n") if (line := fold(part))) if many else (text,),
    )
