"""Text that runs another way than the page is read: headers turned by 90° in their cells, texts at the margin."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.pdf.cells import GridCell
from doichieu.extract.pdf.textlayer.lines import find_lines, join_words
from doichieu.extract.pdf.unruled.segments import split_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from doichieu.extract.pdf.cells import PageTable
    from doichieu.extract.pdf.frame import Frame
    from doichieu.extract.pdf.ruled.lattices import Lattice
    from doichieu.extract.pdf.textlayer.characters import Characters
    from doichieu.extract.pdf.textlayer.lines import TextLine
    from doichieu.extract.pdf.textlayer.words import Word
    from doichieu.extract.pdf.unruled.columns import Columns

_MOST_SHOWN = 200
# A word beside a table heads nothing; headers that are turned are several.
_LEAST = 2


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


def head_turned(
    tables: Sequence[PageTable], words: Sequence[TurnedWord], lines: Sequence[TextLine]
) -> tuple[list[TurnedWord], list[TextLine]]:
    """Put turned words that stand above the rows of a table without rulings into the header of their columns.

    Args:
        tables: The tables of a page from the top; cells of the header are added in place.
        words: Turned words in no ruled table.
        lines: Lines outside tables.

    Returns:
        The words that head no column, and the lines without those that head the columns beside them.
    """
    outside, left = list(words), list(lines)
    for table in tables:
        if table.columns is None or not table.cells:
            continue
        floor = min((cell.box[1] for cell in table.cells if cell.row >= table.header), default=table.box[1])
        held = [word for word in outside if word.y < floor and table.xs[0] < word.x < table.xs[-1]]
        ceiling = _ceiling(held, table, tables, left)
        held = [word for word in held if word.y > ceiling]
        by_column: dict[int, list[TurnedWord]] = {}
        for word in held:
            by_column.setdefault(table.columns.at(word.x), []).append(word)
        taken = {cell.col + at for cell in table.cells if cell.row < table.header for at in range(cell.cols)}
        known = len(taken)
        taken |= by_column.keys()
        beside = [
            line
            for line in left
            if ceiling < line.base < floor and taken.isdisjoint(_heads(table.columns, line))
        ]
        if len(by_column) >= _LEAST and len(taken) == known + len(by_column):
            _head(table, by_column, beside)
            outside = [word for word in outside if not any(word is own for own in held)]
            left = [line for line in left if not any(line is own for own in beside)]
    return outside, left


def _heads(columns: Columns, line: TextLine) -> set[int]:
    """Columns that the pieces of a line stand over."""
    return {columns.at(segment.middle) for segment in split_line(line).segments}


def _ceiling(
    words: Sequence[TurnedWord], table: PageTable, tables: Sequence[PageTable], lines: Sequence[TextLine]
) -> float:
    """Where the header of a table begins at most: below the table before, and below lines that stand over its words."""
    x0, x1 = min((word.x for word in words), default=0.0), max((word.x for word in words), default=0.0)
    over = [line.base for line in lines if line.base < table.box[1] and line.box[0] < x1 and x0 < line.box[2]]
    return max([*over, *(other.box[3] for other in tables if other.box[3] < table.box[1])], default=0.0)


def _head(
    table: PageTable, by_column: Mapping[int, Sequence[TurnedWord]], beside: Sequence[TextLine]
) -> None:
    """Add header cells, upright ones beside them too; a table without a header gets a row for them."""
    if not table.header:
        for cell in table.cells:
            cell.row += 1
        table.header = 1
    made: dict[int, GridCell] = {}
    for col, held in by_column.items():
        top, bottom = min(word.y - _half(word) for word in held), max(word.y + _half(word) for word in held)
        box = (table.xs[col], top, table.xs[col + 1], bottom)
        made[col] = GridCell(0, col, table.header, 1, box, _lines(held))
    for line in beside:
        for segment in split_line(line).segments:
            col = table.columns.at(segment.middle) if table.columns else 0
            box = (table.xs[col], line.box[1], table.xs[col + 1], line.box[3])
            made.setdefault(col, GridCell(0, col, table.header, 1, box)).words.append(segment.words)
    table.cells = sorted([*table.cells, *made.values()], key=lambda cell: (cell.row, cell.col))
    table.box = (table.box[0], min(cell.box[1] for cell in table.cells), *table.box[2:])


def _half(word: TurnedWord) -> float:
    return (word.word.x1 - word.word.x0) / 2


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
