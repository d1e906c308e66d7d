"""Rows of a sheet outside tables as lines: titles, unit lines, letterheads in two columns, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.extract.stream import Line
from doichieu.extract.words import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from doichieu.extract.sheets.grid import Piece


def to_lines(rows: Sequence[Sequence[Piece]], group: Callable[[], int]) -> list[Line]:
    """Turn rows into lines.

    Args:
        rows: Rows of pieces.
        group: Gives the next number for lines that stand beside each other.

    Returns:
        A line for each line of each cell; where cells stand beside each other, the left column comes first.
    """
    lines: list[Line] = []
    for run in _runs([[piece for piece in row if piece.text.strip()] for row in rows]):
        columns = _columns(run)
        number = group() if len(columns) > 1 else None
        lines += [line for column in columns for piece in column for line in _split(piece, number)]
    return lines


def are_columns(above: Sequence[Piece], below: Sequence[Piece]) -> bool:
    """Whether two blocks of text stand in the same columns, two or more of them."""
    first, second = (_columns([piece for piece in part if piece.text.strip()]) for part in (above, below))
    return 1 < len(second) <= len(first) and all(
        sum(_overlap(piece, column) for column in first) == 1 for column in second for piece in column
    )


def _split(piece: Piece, group: int | None) -> list[Line]:
    texts = [text for part in piece.text.split("\n") if (text := fold(part))]
    return [
        Line(text=text, gap=int(order == 0), group=group, reference=piece.reference)
        for order, text in enumerate(texts)
    ]


def _runs(rows: list[list[Piece]]) -> list[list[Piece]]:
    """Rows set in columns, taken together; a line over all columns stands alone."""
    runs: list[list[Piece]] = []
    wide = False  # whether the run has two columns
    for row in (row for row in rows if row):
        if runs and wide and _fits(runs[-1], row):
            runs[-1] += row
        else:
            runs.append(list(row))
            wide = len(row) > 1
    return runs


def _fits(run: list[Piece], row: list[Piece]) -> bool:
    """Whether a row goes on with the columns of a run: no piece of it reaches over two of them."""
    columns = _columns(run)
    return all(sum(_overlap(piece, column) for column in columns) <= 1 for piece in row)


def _columns(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces by the column they stand in, from the left."""
    columns: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.col, piece.row)):
        if columns and _overlap(piece, columns[-1]):
            columns[-1].append(piece)
        else:
            columns.append([piece])
    return [sorted(column) for column in columns]


def _overlap(piece: Piece, column: Sequence[Piece]) -> bool:
    return piece.col <= max(other.last_col for other in column) and piece.last_col >= column[0].col
