"""Text that runs another way than the page is read: headers turned by 90° in their cells, texts at the margin."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.pdf.lines import find_lines, join_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.cells import GridCell
    from doichieu.extract.pdf.characters import Characters
    from doichieu.extract.pdf.frame import Frame
    from doichieu.extract.pdf.ruled import Lattice
    from doichieu.extract.pdf.words import Word

_MOST_SHOWN = 200


class TurnedWord(NamedTuple):
    """A word that does not run as the page is read.

    Attributes:
        word: As it is read when the page is turned for it.
        turn: Quarter turns clockwise in page space at which it is upright.
        x: Middle of it on the page as read.
        y: Middle from the top.
    """

    word: Word
    turn: int
    x: float
    y: float


def turned_words(characters: Characters, frame: Frame) -> list[TurnedWord]:
    """Words at right angles to the page's text, or upside down; those of slanted text are left out.

    Args:
        characters: Characters of the page.
        frame: Frame the page is read in.
    """
    found = []
    for turn in characters.turns() - {frame.turn, -1}:
        own = replace(frame, turn=turn)
        for word in characters.words(own, turn):
            x, y = frame.point(*own.back((word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2))
            found.append(TurnedWord(word, turn, x, y))
    return found


def fill_turned(lattice: Lattice, words: Sequence[TurnedWord]) -> list[TurnedWord]:
    """Put turned words into the cells that they stand in.

    Args:
        lattice: A grid whose upright words are in their cells.
        words: Turned words of the page.

    Returns:
        The words outside the grid.
    """
    inside: dict[int, tuple[GridCell, list[TurnedWord]]] = {}
    outside = []
    for word in words:
        cell = lattice.cell_at(word.x, word.y)
        if cell is None:
            outside.append(word)
        else:
            inside.setdefault(id(cell), (cell, []))[1].append(word)
    for cell, held in inside.values():
        cell.words += _lines(held)
    return outside


def text_of(words: Sequence[TurnedWord]) -> str:
    """Text of turned words for a message, cut when it is long."""
    return " ".join(map(join_words, _lines(words)))[:_MOST_SHOWN]


def _lines(words: Sequence[TurnedWord]) -> list[list[Word]]:
    turns = sorted({word.turn for word in words})
    return [
        line.words
        for turn in turns
        for line in find_lines([word.word for word in words if word.turn == turn])
    ]
