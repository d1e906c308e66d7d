"""Where on a sheet the tables are: blocks apart by blank rows and columns, freed of the lines around them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import heads_ordinals, looks_like_header
from doichieu.extract.assembly.labels import caption_of, is_note, unit_of
from doichieu.extract.frames import LAYOUT
from doichieu.extract.sheets.lines import to_lines
from doichieu.extract.sheets.parts import parts_of
from doichieu.extract.sheets.rows import Rows, is_figure, is_heading, rows_of, texts_of
from doichieu.extract.sheets.tables import to_table
from doichieu.extract.stream import Item, Line
from doichieu.extract.words import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from doichieu.extract.sheets.grid import Piece

# A day at the right above a table is no header of the columns below it.
_DAY = re.compile(r"\bngày\b.*\btháng\b", re.IGNORECASE)
# Blocks inside blocks; real sheets have three.
_DEEPEST = 8


def read_regions(pieces: Sequence[Piece], group: Callable[[], int]) -> list[Item]:
    """Turn the pieces of a sheet into lines and tables.

    Args:
        pieces: Cells of the sheet, by row and column.
        group: Gives the next number for lines that stand beside each other.

    Returns:
        The stream: blocks from top to bottom, blocks beside each other from left to right.
    """
    return _Regions(group, framed=_has_frame(rows_of(pieces))).read(list(pieces), 0)


class _Regions:
    def __init__(self, group: Callable[[], int], *, framed: bool) -> None:
        self._group, self._framed = group, framed

    def read(self, pieces: list[Piece], depth: int) -> list[Item]:
        """Read a block: cut it where it can be cut, else find its table."""
        if not any(piece.text for piece in pieces):
            return []
        parts = parts_of(pieces) if depth < _DEEPEST else [pieces]
        if len(parts) > 1:
            blocks = [self.read(part, depth + 1) for part in parts]
            return [item for block in blocks for item in _set_apart(block)]
        return self._block(pieces)

    def _block(self, pieces: list[Piece]) -> list[Item]:
        """Read a block without gaps: lines, a table, lines; more tables where lines stand between."""
        items: list[Item] = []
        waiting: Rows = []
        for is_table, run in _runs(rows_of(pieces)):
            table, outside = to_table(run) if is_table and not self._is_prose(run) else (None, [])
            if table is None:
                waiting += run
                continue
            items += [*to_lines(waiting, self._group), table, *to_lines(outside, self._group)]
            waiting = []
        return items + to_lines(waiting, self._group)

    def _is_prose(self, rows: Rows) -> bool:
        """Whether rows set in columns are a letterhead or names under a table: words alone, and no borders.

        On a sheet that borders its tables any such block is; on others only one of few rows.
        """
        if any(piece.framed for row in rows for piece in row) or not (self._framed or len(rows) < 4):
            return False
        texts = [text for row in rows for text in texts_of(row)]
        return not any(map(is_figure, texts)) and not heads_ordinals(texts[0])


def _set_apart(block: list[Item]) -> list[Item]:
    """A block whose first line has a blank row above it: it is no line of the title before."""
    first = block[0] if block else None
    return [replace(first, gap=2), *block[1:]] if isinstance(first, Line) else block


def _runs(rows: Rows) -> list[tuple[bool, Rows]]:
    """Split rows into runs that belong to a table and runs of lines."""
    marks = _framed_marks(rows) if _has_frame(rows) else _open_marks(rows)
    return [
        (mark, [row for row, _ in run])
        for mark, run in groupby(zip(rows, marks, strict=True), lambda e: e[1])
    ]


def _has_frame(rows: Rows) -> bool:
    """Whether the block has a table with borders: two rows with two such cells."""
    return sum(sum(piece.framed for piece in row) > 1 for row in rows) > 1


def _framed_marks(rows: Rows) -> list[bool]:
    """Rows with borders are the table's; so is a header above them and what stands between them."""
    marks = [any(piece.framed for piece in row) for row in rows]
    for index, row in enumerate(rows):
        if marks[index]:
            continue
        above = any(marks[:1]) if index == 0 else marks[index - 1]
        below = index + 1 < len(rows) and marks[index + 1]
        if (below and _heads(row, rows[index + 1])) or (above and _is_inside(rows, marks, index)):
            marks[index] = True
    return marks


def _heads(row: list[Piece], following: list[Piece]) -> bool:
    """Whether a row without borders is the header of the bordered row below it."""
    texts = texts_of(row)
    return looks_like_header(texts) and len(texts) * 2 > len(following) and not is_heading(following)


def _is_inside(rows: Rows, marks: list[bool], index: int) -> bool:
    """Whether a row without borders goes on with the table above: the bordered rows go on behind it."""
    after = next((at for at in range(index + 1, min(index + 4, len(rows))) if marks[at]), None)
    if after is None:
        # Rows at the end that are filled like the table's ("Tổng cộng" below the frame).
        return len(texts_of(rows[index])) > 2 and any(is_figure(text) for text in texts_of(rows[index]))
    return not is_heading(rows[after])


def _open_marks(rows: Rows) -> list[bool]:
    """A table without borders begins at its header and ends before notes and signatures."""
    width = max(len(texts_of(row)) for row in rows)
    if width < 2 or len(rows) < 2:
        return [False] * len(rows)
    marks = [True] * len(rows)
    _unmark(marks, range(_with_spans(rows, _first(rows, width))))
    for index in range(len(rows) - 1, -1, -1):
        if not marks[index] or not _is_tail(rows[index], width):
            break
        marks[index] = False
    for index, row in enumerate(rows[:-1]):
        if marks[index] and len(texts_of(row)) == 1 and index and is_heading(rows[index + 1]):
            marks[index] = False  # the title of the next table
    return marks


def _unmark(marks: list[bool], places: range) -> None:
    for place in places:
        marks[place] = False


def _first(rows: Rows, width: int) -> int:
    """Index of the row that a table without borders begins at."""
    for index, row in enumerate(rows):
        texts = texts_of(row)
        if is_heading(row):
            return index
        if len(texts) < 2 or any(_is_label(text) for text in texts):
            continue
        reach = sum(piece.last_col - piece.col + 1 for piece in row if piece.text)
        if len(texts) * 2 >= width or (len(texts) > 2 and reach * 2 >= width):
            return index
    return len(rows)


def _with_spans(rows: Rows, first: int) -> int:
    """Take up the rows above a header whose merged cells stand over a part of its columns, or go down into it."""
    left = min((piece.col for row in rows[first:] for piece in row if piece.text.strip()), default=0)
    while first and (spans := [piece for piece in rows[first - 1] if piece.text.strip()]):
        texts = texts_of(rows[first - 1])
        if any(_is_label(text) or _DAY.search(text) for text in texts):
            break
        below = rows[first][0].row if first < len(rows) else spans[0].last_row + 1
        if not all(left < piece.col < piece.last_col or below <= piece.last_row for piece in spans):
            break
        first -= 1
    return first


def _is_tail(row: list[Piece], width: int) -> bool:
    """Whether a row at the end of a table without borders is a note or part of the signature block."""
    texts = texts_of(row)
    if any(is_note(text) or LAYOUT.search(plain(text)) for text in texts):
        return True
    return len(texts) <= max(1, width // 3) and not any(is_figure(text) for text in texts)


def _is_label(text: str) -> bool:
    return bool(unit_of(text) or caption_of(text) or LAYOUT.search(plain(text)))
