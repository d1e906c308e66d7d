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
    first, second = (_extents([piece for piece in part if piece.text.strip()]) for part in (above, below))
    return 1 < len(second) <= len(first) and all(
        len(_touched(piece, first)) == 1 for piece in below if piece.text.strip()
    )


def _extents(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """First and last column of each column of text."""
    extents: list[tuple[int, int]] = []
    for piece in pieces:
        extents = _widened(extents, piece)
    return extents


def _split(piece: Piece, group: int | None) -> list[Line]:
    texts = [text for part in piece.text.split("\n") if (text := fold(part))]
    return [
        Line(text=text, gap=int(order == 0), group=group, reference=piece.reference)
        for order, text in enumerate(texts)
    ]


def _runs(rows: list[list[Piece]]) -> list[list[Piece]]:
    """Rows set in columns, taken together; a line over all columns stands alone."""
    runs: list[list[Piece]] = []
    extents: list[tuple[int, int]] = []  # columns of the last run
    for row in (row for row in rows if row):
        if len(extents) > 1 and all(len(_touched(piece, extents)) <= 1 for piece in row):
            runs[-1] += row
        else:
            runs.append(list(row))
            extents = []
        for piece in row:
            extents = _widened(extents, piece)
    return runs


def _touched(piece: Piece, extents: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return [extent for extent in extents if piece.col <= extent[1] and piece.last_col >= extent[0]]


def _widened(extents: list[tuple[int, int]], piece: Piece) -> list[tuple[int, int]]:
    """Columns with one more piece in them, from the left."""
    touched = _touched(piece, extents)
    left = min([piece.col, *(extent[0] for extent in touched)])
    right = max([piece.last_col, *(extent[1] for extent in touched)])
    return sorted([(left, right), *(extent for extent in extents if extent not in touched)])


def _columns(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces by the column they stand in, from the left."""
    columns: list[list[Piece]] = []
    right = -1
    for piece in sorted(pieces, key=lambda piece: (piece.col, piece.row)):
        if piece.col > right:
            columns.append([])
        columns[-1].append(piece)
        right = max(right, piece.last_col)
    return [sorted(column) for column in columns]
