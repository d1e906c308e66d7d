"""Letterheads whose cells are each closed by a bar on a line of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.extract.frames import LAYOUT
from doichieu.extract.stream import RawCell, RawTable, Shape
from doichieu.extract.text.paragraphs import BAR, closed_by_bar
from doichieu.extract.words import fold, fold_cell, plain

if TYPE_CHECKING:
    from doichieu.extract.text.lines import SourceLine

# Office beside motto, number beside day; lines of each at most.
_COLUMNS, _MOST_CELLS, _MOST_LINES = 2, 4, 7


def read_barred(lines: list[SourceLine], start: int) -> tuple[RawTable, int] | None:
    """Read the letterhead that begins at a line.

    Args:
        lines: All lines of the source.
        start: Index of the first line.

    Returns:
        The letterhead as a table of two columns and the index of the line after it; None where none begins.
    """
    cells: list[RawCell] = []
    index = start
    while len(cells) < _MOST_CELLS and 0 < (end := closed_by_bar(lines, index)) <= index + _MOST_LINES:
        pieces = lines[index : end - 1]
        texts = tuple([text for piece in pieces if (text := fold(piece.text))])
        span = (lines[index].start, lines[end - 1].span[1])
        cells.append(RawCell(text=fold_cell("\n".join(texts)), lines=texts, span=span))
        if len(cells) == _COLUMNS and not any(_is_letterhead(cell) for cell in cells):
            return None
        index = end
    if len(cells) < _COLUMNS or len(cells) % _COLUMNS:
        return None
    rows = tuple(tuple(cells[at : at + _COLUMNS]) for at in range(0, len(cells), _COLUMNS))
    return RawTable(rows=rows, shape=Shape.PIPES, span=(lines[start].start, lines[index - 1].span[1])), index


def _is_letterhead(cell: RawCell) -> bool:
    return any(LAYOUT.search(plain(line)) for line in (*cell.lines, cell.text))


def is_end_of_cell(lines: list[SourceLine], index: int) -> bool:
    """Whether a line is the bar behind a cell of a text that closes its cells so: the next cell has one too."""
    if lines[index].text.strip() != BAR:
        return False
    end = closed_by_bar(lines, index + 1)
    return index + 2 < end and not any("|" in line.text for line in lines[index + 1 : end - 1])
