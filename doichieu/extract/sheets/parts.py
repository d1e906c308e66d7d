"""Parts of a sheet: cut apart at blank rows and columns, and put together again where these stand inside a table."""

from __future__ import annotations

from itertools import accumulate, takewhile
from operator import or_
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import are_years, is_numbering, is_period, is_year
from doichieu.extract.assembly.labels import caption_of
from doichieu.extract.letterhead.signature import is_office
from doichieu.extract.sheets.lines import are_columns
from doichieu.extract.sheets.rows import Rows, can_be_table, is_figure, is_heading, rows_of, texts_of
from doichieu.extract.words import fold

if TYPE_CHECKING:
    from doichieu.extract.sheets.grid import Piece

# Cells of a signature block: four offices with their names and a date.
_MOST_NAMES = 24
# Blank rows between a header and its figures, or between rows of a table.
_MOST_GAP = 3
_MOST_HEAD_LINES = 8
_LEAST_NAMES = 3


def parts_of(pieces: list[Piece]) -> list[list[Piece]]:
    """Cut a block at its blank rows, else at its blank columns.

    Columns come first where titles stand beside each other and their tables below a blank row.

    Args:
        pieces: Cells of the block.

    Returns:
        Its parts, from top to bottom or from left to right; one where it has no gap, or none that parts tables.
    """
    below, beside = _below(pieces), _beside(pieces)
    if len(beside) > 1 and len(below) > 1:
        rights = [max(piece.last_col for piece in part) for part in beside[:-1]]
        titles = [part for part in below if not can_be_table(part)]
        if any(part[0].col <= right < part[-1].col for part in titles for right in rights):
            return beside
    return _with_names(_with_rests(_with_heads(below))) if len(below) > 1 else beside


def _with_heads(parts: list[list[Piece]]) -> list[list[Piece]]:
    """Put a header back on its table where a blank row stands between them, as yearbooks set them."""
    joined: list[list[Piece]] = []
    columns = _columns_from(parts)
    for index, part in enumerate(parts):
        # a unit or the label of a group can stand between two blank rows
        label = sum(bool(piece.text.strip()) for piece in part) == 1
        body = [*part, *parts[index + 1]] if label and index + 1 < len(parts) else part
        if joined and _is_head_of(rows_of(joined[-1]), rows_of(body), columns[index]):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _columns_from(parts: list[list[Piece]]) -> list[frozenset[int]]:
    """For each part where cells begin in it and in those below."""
    columns = [frozenset(piece.col for piece in part if piece.text.strip()) for part in reversed(parts)]
    return list(accumulate(columns, or_))[::-1]


def _is_head_of(above: Rows, below: Rows, columns: frozenset[int]) -> bool:
    """Whether words in columns stand over the figures of a table that has no header of its own.

    Args:
        above: Rows that may be the header.
        below: Rows behind the blank row.
        columns: Where cells begin in the rest of the block: a total has no quantities, what it is the sum of has.
    """
    near = below[0][0].row - max(piece.last_row for row in above for piece in row) <= _MOST_GAP
    if not near or len(above) > _MOST_HEAD_LINES:
        return False
    if is_heading(below[0]):
        return _names_again(above, below)
    # labels of first groups may stand between
    labels = list(takewhile(lambda row: not _figures(row), below[:_MOST_GAP]))
    figures = {piece.col for row in below[len(labels) : len(labels) + 1] for piece in _figures(row)}
    # words need not reach the header's last row: "Sơ bộ năm 2020" takes three rows, "Cơ cấu" beside it one
    words = {piece.col for row in above for piece in row if piece.text.strip()}
    if len(words) < 2 or not figures or any(map(is_heading, labels)) or not all(map(_can_head, above)):
        return False
    return figures <= words <= columns


def _can_head(row: list[Piece]) -> bool:
    """Whether a row can be one of a header: words, years, periods, or the numbers of its columns."""
    texts = texts_of(row)
    return is_numbering([*texts]) or not any(is_figure(text) and not is_period(text) for text in texts)


def _names_again(above: Rows, below: Rows) -> bool:
    """Whether one row of words names every column of a table that begins with short names of its columns."""
    names = {piece.col for piece in above[-1] if piece.text.strip()}
    columns = {piece.col for row in below for piece in row if piece.text.strip()}
    first, second = below[0], below[1] if len(below) > 1 else []
    return (
        len(above) == 1
        and names == columns
        and not any(is_figure(text) for text in texts_of(above[0]))
        and len(texts_of(first)) >= len(columns) - 1 >= _LEAST_NAMES
        and bool(_figures(second))
    )


def _with_rests(parts: list[list[Piece]]) -> list[list[Piece]]:
    """Put rows behind a blank row back to their table: blank rows set its regions or its total apart."""
    joined: list[list[Piece]] = []
    for part in parts:
        if joined and _goes_on(rows_of(joined[-1]), rows_of(part)):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _goes_on(above: Rows, below: Rows) -> bool:
    """Whether rows without a header have their figures in the columns of the table above them."""
    near = below[0][0].row - max(piece.last_row for row in above for piece in row) <= _MOST_GAP
    if not near or any(map(is_heading, below)):
        return False
    labels = list(takewhile(lambda row: not _figures(row), below))
    if len(labels) == len(below) or len(labels) > _MOST_GAP or any(map(_is_title, labels)):
        return False
    first = below[len(labels)]
    if _is_framed(first) != _is_framed(above[-1]) or _are_years(first):
        return False
    columns = {piece.col for row in above[-_MOST_HEAD_LINES:] for piece in _figures(row)}
    filled = {piece.col for row in above for piece in row if piece.text.strip()}
    words = {piece.col for row in [*labels, first] for piece in row if piece.text.strip()} - filled
    return (
        len(columns) > 1
        and len(_figures(first)) * 2 >= len(columns)
        and {piece.col for piece in _figures(first)} <= filled
        # groups, and what belongs to them, begin in columns of their own
        and all(col < min(columns) for col in words)
    )


def _are_years(row: list[Piece]) -> bool:
    """Whether a row heads columns of years: "2011", "2012", "Sơ bộ 2013"."""
    texts = [fold(piece.text) for piece in row if piece.text]
    return all(map(is_year, texts)) or are_years(texts)


def _figures(row: list[Piece]) -> list[Piece]:
    return [piece for piece in row if is_figure(fold(piece.text))]


def _is_title(row: list[Piece]) -> bool:
    return len(texts_of(row)) > 1 or any(map(caption_of, texts_of(row)))


def _is_framed(row: list[Piece]) -> bool:
    return any(piece.framed for piece in row)


def _with_names(parts: list[list[Piece]]) -> list[list[Piece]]:
    """Put the names of a signature block, which stand below blank rows, back under the offices above them."""
    joined: list[list[Piece]] = []
    for part in parts:
        offices = (
            _offices(joined[-1]) if joined and len(part) <= _MOST_NAMES and not can_be_table(part) else []
        )
        if offices and len(offices) + len(part) <= _MOST_NAMES and are_columns(offices, part):
            joined[-1] = joined[-1][: -len(offices)]
            joined = [part for part in joined if part]
            joined.append(offices + part)
        else:
            joined.append(part)
    return joined


def _offices(pieces: list[Piece]) -> list[Piece]:
    """Rows of words that end a part: the whole part, or what stands right below the borders of a table."""
    if not can_be_table(pieces):
        return pieces
    rows = rows_of(pieces)
    words = list(takewhile(lambda row: not (_is_framed(row) or _figures(row)), reversed(rows)))
    framed = 0 < len(words) < len(rows) and _is_framed(rows[-len(words) - 1])
    signs = any(is_office(text) for row in words for text in texts_of(row))
    return [piece for row in reversed(words) for piece in row] if framed and signs else []


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
    parts = _with_stubs(parts)
    return parts if all(can_be_table(part) for part in parts) else [pieces]


def _with_stubs(parts: list[list[Piece]]) -> list[list[Piece]]:
    """Put columns of figures back to the table at their left, whose rows name theirs: a blank column sets them apart."""
    joined: list[list[Piece]] = []
    for part in parts:
        if joined and _lacks_stub(rows_of(joined[-1]), rows_of(part)):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _lacks_stub(left: Rows, right: Rows) -> bool:
    """Whether rows hold figures alone below their header, and every one of them has words at its left."""
    top = next((at for at, row in enumerate(right) if _has_amounts(row)), None)
    if top is None or any(_has_words(row) for row in right[top:]):
        return False
    named = {row[0].row for row in left if _has_words(row)}
    figures = [row[0].row for row in right[top:] if _has_amounts(row)]
    return len(figures) > 1 and named.issuperset(figures)


def _has_amounts(row: list[Piece]) -> bool:
    """Whether a row has a figure that is no period."""
    return any(not is_period(fold(piece.text)) for piece in _figures(row))


def _has_words(row: list[Piece]) -> bool:
    """Whether a row has a text that is no figure."""
    return any(any(map(str.isalpha, text)) and not is_figure(text) for text in texts_of(row))
