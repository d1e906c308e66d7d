"""Cells and tables of one page, on their way to the stream."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from doichieu.extract.pdf.textlayer.brokenwords import rejoined
from doichieu.extract.pdf.textlayer.lines import join_words
from doichieu.extract.words import fold_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.frame import Rect
    from doichieu.extract.pdf.textlayer.words import Word
    from doichieu.extract.pdf.unruled.columns import Columns

_SAME_LINE = 0.3
# Space at the two sides of a cell together, in points: 10.8 in word processors, less where cells are narrow.
_PADDING = 9.0
# Of codes the letters tell too that they go on.
_USUAL_PADDING = 10.8
_FIGURE = re.compile(r"[-+−–(]?\d[\d.,]*%?\)?\*{0,4}")
# Groups of three that end in a shorter one, or a mark: the rest of the figure stands on the next line ("28.072.58 / 7").
_UNFINISHED = re.compile(
    r"[-+−–(]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*\1\d{0,2}|[-+−–(]?(?:\d{1,3}(?:[.,]\d{3})+|\d+)[.,]"
)
# Figures as they are written; two below each other that fill their cell make none.
_WRITTEN = re.compile(r"[-+−–(]?(?:\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*|\d+)(?:[.,]\d+)?%?\)?\*{0,4}")
# What cannot begin a figure ends one.
_TAIL = re.compile(r"[%)*]+")


@dataclass(slots=True)
class GridCell:
    """A cell of a table on a page.

    Attributes:
        row: 0-based row in the table.
        col: 0-based column.
        rows: Rows it covers.
        cols: Columns it covers.
        box: Its rectangle as read.
        words: Words by line.
        open_above: Whether it stands at the top of its grid and no ruling closes it there.
        open_below: Whether it stands at the bottom of its grid and no ruling closes it there.
    """

    row: int
    col: int
    rows: int
    cols: int
    box: Rect
    words: list[list[Word]] = field(default_factory=list)
    open_above: bool = False
    open_below: bool = False
    _base: float = float("-inf")

    def add(self, word: Word, base: float) -> list[Word]:
        """Add the next word, lines coming from the top and words from the left; gives its line in the cell."""
        if self.words and base - self._base <= _SAME_LINE * (word.y1 - word.y0):
            self.words[-1].append(word)
        else:
            self.words.append([word])
        self._base = base
        return self.words[-1]

    @property
    def text(self) -> str:
        """Text with its line breaks folded; a number that breaks over lines is whole."""
        return self.join(self.lines)

    def join(self, lines: Sequence[str]) -> str:
        """Text of the cell from its lines."""
        if len(lines) < 2:
            return lines[0] if lines else ""
        whole = "".join(lines)
        if _FIGURE.fullmatch(whole) and (
            _TAIL.fullmatch(lines[-1])
            or _UNFINISHED.fullmatch(lines[0])
            or (self._is_full() and (_WRITTEN.fullmatch(whole) or not all(map(_WRITTEN.fullmatch, lines))))
        ):
            return whole
        if len(lines) == len(self.words):
            lines = rejoined(lines, self.words, self.box[2] - self.box[0] - _USUAL_PADDING)
        return fold_cell("\n".join(lines))

    def _is_full(self) -> bool:
        """Whether no line but the last had room for the next character: a figure broke there."""
        room = self.box[2] - self.box[0] - _PADDING
        for line, following in itertools.pairwise(self.words):
            used = line[-1].x1 - line[0].x0
            first = following[0]
            if used + (first.x1 - first.x0) / len(first.text) <= room:
                return False
        return True

    @property
    def lines(self) -> tuple[str, ...]:
        """Text by line."""
        return tuple([join_words(line) for line in self.words])


@dataclass(slots=True)
class PageTable:
    """A table, or the part of one that stands on a page.

    Attributes:
        box: Its rectangle as read.
        cells: Cells by row and column; the places they leave are blank.
        ruled: Whether rulings give its columns.
        sure: Whether rows and columns leave no doubt.
        xs: Edges of its columns.
        header: Rows of its header where the layout tells, else 0.
        columns: Its columns where no rulings give them.
        recognised: Whether its text was recognised in a picture.
    """

    box: Rect
    cells: list[GridCell]
    ruled: bool
    sure: bool = True
    xs: list[float] = field(default_factory=list)
    header: int = 0
    columns: Columns | None = None
    recognised: bool = False

    @property
    def is_scanty(self) -> bool:
        """Whether so few cells hold text that the grid alone tells of no table: a chart, a form, a frame."""
        return sum([bool(cell.words) for cell in self.cells]) < 2

    @property
    def width(self) -> int:
        """Columns."""
        return len(self.xs) - 1

    def rows(self, most: int | None = None) -> list[list[GridCell]]:
        """Cells by the row they begin in; those of the first rows alone where that is asked."""
        cells = self.cells if most is None else [cell for cell in self.cells if cell.row < most]
        count = max([cell.row + cell.rows for cell in cells], default=0)
        rows: list[list[GridCell]] = [[] for _ in range(count)]
        for cell in cells:
            rows[cell.row].append(cell)
        return rows[:most]

    def texts(self) -> list[list[str]]:
        """The whole grid as text, places that a cell covers blank."""
        grid = [[""] * self.width for _ in self.rows()]
        for cell in self.cells:
            grid[cell.row][cell.col] = cell.text
        return grid
