"""Rows of a sheet as a table: columns are where cells begin, merged cells keep their spans."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import is_period
from doichieu.extract.sheets.rows import is_figure, texts_of
from doichieu.extract.stream import RawCell, RawTable, Shape
from doichieu.extract.words import fold, fold_cell, indent_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.sheets.grid import Piece

Rows = list[list["Piece"]]

# Points that one step of a style sets text in: three spaces of the usual font.
_STEP = 9.0
# Lines of a header set line by line, and labels of groups between it and the first figures.
_MOST_HEAD_LINES = 8
_MOST_LABELS = 4


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
    inside = _between(inside, starts)
    if len(inside) < 2 or len(starts) < 2:
        return None, []
    places = _Places([row[0].row for row in inside], starts)
    table = tuple(tuple(places.cell(piece) for piece in row) for row in inside)
    return RawTable(rows=table, shape=Shape.GIVEN, header_hint=_header_rows(inside)), outside


def _header_rows(rows: Rows) -> int:
    """Rows above the first blank one, where these are words and periods and figures stand below; else 0."""
    deepest = -1
    for index, row in enumerate(rows[: _MOST_HEAD_LINES + 1]):
        if index and row[0].row > deepest + 1:
            below = [text for following in rows[index : index + _MOST_LABELS] for text in texts_of(following)]
            return index if any(map(is_figure, below)) else 0
        if any(is_figure(text) and not is_period(text) for text in texts_of(row)):
            return 0
        deepest = max(deepest, *(piece.last_row for piece in row))
    return 0


def _between(rows: Rows, starts: list[int]) -> Rows:
    """What rows have in the table's columns; a row that only passes below merged cells is none."""
    kept = ([piece for piece in row if starts[0] <= piece.col <= starts[-1]] for row in rows if starts)
    return [row for row in kept if row]


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


class _Places:
    """Turns rows and columns of a sheet into those of a table."""

    def __init__(self, tops: Sequence[int], starts: Sequence[int]) -> None:
        self._tops, self._starts = tops, starts
        self._rows = {row: index for index, row in enumerate(tops)}
        self._cols = {col: index for index, col in enumerate(starts)}

    def cell(self, piece: Piece) -> RawCell:
        """The cell of the table that a piece is."""
        row, col = self._rows[piece.row], self._cols[piece.col]
        text, many = fold_cell(piece.text), "\n" in piece.text
        row_span = col_span = 1
        if piece.last_row > piece.row:
            row_span = bisect_right(self._tops, piece.last_row) - row
        if piece.last_col > piece.col:
            col_span = bisect_right(self._starts, piece.last_col) - col
        return RawCell(
            text=text,
            col=col,
            row_span=row_span,
            col_span=col_span,
            lines=tuple(filter(None, map(fold, piece.text.split("\n")))) if many else (text,),
            reference=piece.reference,
            stored=piece.stored,
            indent=indent_of(piece.text) + piece.indent * _STEP,
        )
