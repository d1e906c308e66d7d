"""Rows of a sheet: the texts of a row, and what it can be."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind, heads_ordinals, is_numbering, kind_of, looks_like_header
from doichieu.extract.words import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.sheets.grid import Piece

Rows = list[list["Piece"]]


def rows_of(pieces: Sequence[Piece]) -> Rows:
    """Pieces by the row that they begin in."""
    return [list(row) for _, row in groupby(sorted(pieces), key=lambda piece: piece.row)]


def texts_of(row: list[Piece]) -> list[str]:
    """Folded texts of the cells that have some."""
    return [fold(piece.text) for piece in row if piece.text.strip()]


def is_figure(text: str) -> bool:
    """Whether a text is a figure, or several below each other."""
    return kind_of(text) in {Kind.INTEGER, Kind.NUMBER}


def can_be_table(pieces: list[Piece]) -> bool:
    """Whether two rows or more hold two texts."""
    rows = [sum(bool(piece.text) for piece in row) for row in rows_of(pieces)]
    return sum(count > 1 for count in rows) > 1


def is_heading(row: list[Piece]) -> bool:
    """Whether a row is plainly the first of a header: it begins with "STT", or has words over every column."""
    texts = texts_of(row)
    return len(texts) > 1 and (
        heads_ordinals(texts[0])
        or (
            len(texts) > 2
            and len(texts) == len(row)
            and looks_like_header(texts)
            and not is_numbering([*texts])
        )
    )
