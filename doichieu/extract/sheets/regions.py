"""Where on a sheet the tables are: blocks apart by blank rows and columns, freed of the lines around them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import (
    ORDINAL_HEADS,
    Kind,
    is_numbering,
    is_year,
    kind_of,
    looks_like_header,
)
from doichieu.extract.assembly.labels import caption_of, is_note, unit_of
from doichieu.extract.frames import LAYOUT
from doichieu.extract.sheets.lines import are_columns, to_lines
from doichieu.extract.sheets.tables import to_table
from doichieu.extract.words import fold, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from doichieu.extract.sheets.grid import Piece
    from doichieu.extract.stream import Item

# Cells of a signature block: four offices with their names and a date.
_MOST_NAMES = 24
# Blank rows between a header and its figures.
_MOST_GAP = 3
_MOST_HEAD_LINES = 8
# Blocks inside blocks; real sheets have three.
_DEEPEST = 8

Rows = list[list["Piece"]]


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
        parts = _parts(pieces) if depth < _DEEPEST else [pieces]
        if len(parts) > 1:
            return [item for part in parts for item in self.read(part, depth + 1)]
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
        texts = [text for row in rows for text in _texts(row)]
        return not any(map(_is_figure, texts)) and plain(texts[0]).strip(" .") not in ORDINAL_HEADS


def rows_of(pieces: Sequence[Piece]) -> Rows:
    """Pieces by the row that they begin in."""
    return [list(row) for _, row in groupby(sorted(pieces), key=lambda piece: piece.row)]


def _parts(pieces: list[Piece]) -> list[list[Piece]]:
    """Cut a block at its blank rows, else at its blank columns.

    Columns come first where titles stand beside each other and their tables below a blank row.
    """
    below, beside = _below(pieces), _beside(pieces)
    if len(beside) > 1 and len(below) > 1:
        rights = [max(piece.last_col for piece in part) for part in beside[:-1]]
        titles = [part for part in below if not _can_be_table(part)]
        if any(part[0].col <= right < part[-1].col for part in titles for right in rights):
            return beside
    return _with_names(_with_heads(below)) if len(below) > 1 else beside


def _with_heads(parts: list[list[Piece]]) -> list[list[Piece]]:
    """Put a header back on its table where a blank row stands between them, as yearbooks set them."""
    joined: list[list[Piece]] = []
    for part in parts:
        if joined and _is_head_of(rows_of(joined[-1]), rows_of(part)):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _is_head_of(above: Rows, below: Rows) -> bool:
    """Whether words in columns stand over the figures of a table that has no header of its own."""
    near = below[0][0].row - max(piece.last_row for row in above for piece in row) <= _MOST_GAP
    if not near or len(above) > _MOST_HEAD_LINES or _is_heading(below[0]):
        return False
    words = [piece for piece in above[-1] if piece.text.strip()]
    figures = {piece.col for piece in below[0] if _is_figure(fold(piece.text))}
    if (
        len(words) < 2
        or not figures
        or any(_is_figure(text) and not is_year(text) for row in above for text in _texts(row))
    ):
        return False
    columns = {piece.col for row in below for piece in row if piece.text.strip()}
    return figures <= {piece.col for piece in words} <= columns


def _with_names(parts: list[list[Piece]]) -> list[list[Piece]]:
    """Put the names of a signature block, which stand below blank rows, back under the offices above them."""
    joined: list[list[Piece]] = []
    for part in parts:
        small = joined and len(joined[-1]) + len(part) <= _MOST_NAMES
        words = small and not _can_be_table(joined[-1]) and not _can_be_table(part)
        if words and are_columns(joined[-1], part):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _below(pieces: list[Piece]) -> list[list[Piece]]:
    """Cut a block at its blank rows."""
    parts: list[list[Piece]] = []
    deepest = -1
    for piece in sorted(pieces):
        if not parts or piece.row > deepest + 1:
            parts.append([])
        parts[-1].append(piece)
        deepest = max(deepest, piece.last_row)
    return parts


def _beside(pieces: list[Piece]) -> list[list[Piece]]:
    """Cut a block at its blank columns, where each part can be a table of its own."""
    parts: list[list[Piece]] = []
    right = -1
    for piece in sorted(pieces, key=lambda piece: piece.col):
        if not parts or piece.col > right + 1:
            parts.append([])
        parts[-1].append(piece)
        right = max(right, piece.last_col)
    return parts if all(_can_be_table(part) for part in parts) else [pieces]


def _can_be_table(pieces: list[Piece]) -> bool:
    rows = [sum(bool(piece.text) for piece in row) for row in rows_of(pieces)]
    return sum(count > 1 for count in rows) > 1


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
    texts = _texts(row)
    return looks_like_header(texts) and len(texts) * 2 > len(following) and not _is_heading(following)


def _is_inside(rows: Rows, marks: list[bool], index: int) -> bool:
    """Whether a row without borders goes on with the table above: the bordered rows go on behind it."""
    after = next((at for at in range(index + 1, min(index + 4, len(rows))) if marks[at]), None)
    if after is None:
        # Rows at the end that are filled like the table's ("Tổng cộng" below the frame).
        return len(_texts(rows[index])) > 2 and any(_is_figure(text) for text in _texts(rows[index]))
    return not _is_heading(rows[after])


def _open_marks(rows: Rows) -> list[bool]:
    """A table without borders begins at its header and ends before notes and signatures."""
    width = max(len(_texts(row)) for row in rows)
    if width < 2 or len(rows) < 2:
        return [False] * len(rows)
    marks = [True] * len(rows)
    _unmark(marks, range(_first(rows, width)))
    for index in range(len(rows) - 1, -1, -1):
        if not marks[index] or not _is_tail(rows[index], width):
            break
        marks[index] = False
    for index, row in enumerate(rows[:-1]):
        if marks[index] and len(_texts(row)) == 1 and index and _is_heading(rows[index + 1]):
            marks[index] = False  # the title of the next table
    return marks


def _unmark(marks: list[bool], places: range) -> None:
    for place in places:
        marks[place] = False


def _first(rows: Rows, width: int) -> int:
    """Index of the row that a table without borders begins at."""
    for index, row in enumerate(rows):
        texts = _texts(row)
        if _is_heading(row):
            return index
        if len(texts) < 2 or any(_is_label(text) for text in texts):
            continue
        reach = sum(piece.last_col - piece.col + 1 for piece in row if piece.text)
        if len(texts) * 2 >= width or (len(texts) > 2 and reach * 2 >= width):
            return index
    return len(rows)


def _is_tail(row: list[Piece], width: int) -> bool:
    """Whether a row at the end of a table without borders is a note or part of the signature block."""
    texts = _texts(row)
    if any(is_note(text) or LAYOUT.search(plain(text)) for text in texts):
        return True
    return len(texts) <= max(1, width // 3) and not any(_is_figure(text) for text in texts)


def _is_heading(row: list[Piece]) -> bool:
    """Whether a row is plainly the first of a header: it begins with "STT", or has words over every column."""
    texts = _texts(row)
    return len(texts) > 1 and (
        plain(texts[0]).strip(" .") in ORDINAL_HEADS
        or (
            len(texts) > 2
            and len(texts) == len(row)
            and looks_like_header(texts)
            and not is_numbering([*texts])
        )
    )


def _is_label(text: str) -> bool:
    return bool(unit_of(text) or caption_of(text) or LAYOUT.search(plain(text)))


def _is_figure(text: str) -> bool:
    return kind_of(text) in {Kind.INTEGER, Kind.NUMBER}


def _texts(row: list[Piece]) -> list[str]:
    """Folded texts of the cells that have some."""
    return [fold(piece.text) for piece in row if piece.text.strip()]
