"""Rows that a page's end cuts: whether what begins the next page is the rest of a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind, is_year, kind_of
from doichieu.extract.pdf.textlayer.lines import first_width
from doichieu.extract.words import starts_lower

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.cells import GridCell

Row = list["GridCell"]
_FIGURES = frozenset({Kind.NUMBER, Kind.INTEGER})
# So many rows before a seam show whether all rows are counted, so many of them at least.
_SEEN, _COUNTED = 40, 5
# What numbers a kind of goods or a service: a letter and figures, without a space.
_CODE = re.compile(r"[A-ZĐ]{1,5}[-.]?\d[\w.]*")
# A figure whose last group of three lacks digits, one that lacks none, and the number of a part of a part.
_SHORT_GROUP = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*\1\d{0,2}")
_WHOLE = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+")
_PARTS = re.compile(r"(?:\d{1,3}\.){2,}")
_DIGIT = re.compile(r"\d")
# A cell above the seam and what stands under it.
Pair = tuple["GridCell", "GridCell"]
# By column how wide its widest line is, once it is asked; nothing where the boxes of cells tell.
Widths = Callable[[], Mapping[int, float]]


def is_label(above: Sequence[Row], rest: Row, pairs: Sequence[Pair], widths: Widths) -> bool:
    """Whether what stands alone is a label as others of the table are, where nothing but words tells."""
    filled = [cell.col for cell in rest if cell.words]
    if len(filled) > 1 or all(starts_lower(below.text) for _, below in pairs if below.words) or not widths():
        return False
    return any([cell.col for cell in row if cell.words] == filled for row in body_of(above))


def is_cut(row: Row, rest: Row, pairs: Sequence[Pair], widths: Widths) -> bool:
    """Whether the end cuts through a row: every text in its rest is one that did not fit."""
    if len(pairs) < len(rest) or not any(cell.words for cell in rest):
        return False
    if all(is_open(*pair) for pair in pairs) or any(_is_broken(*pair) for pair in pairs):
        return True
    if any(cell.words for cell in rest if cell.col == 0):
        return _names_on(row, rest, pairs, widths)
    # a figure stands whole in one part; where there is one in both, be it a year in a header, these are two rows
    if any(is_figure(cell) and kind_of(below.text) in _FIGURES for cell, below in pairs):
        return False
    if any(_are_codes(cell.text, below.text) for cell, below in pairs):
        return False
    if _lacks_stub(row, rest, pairs):
        return True
    return all(bool(cell.words) and _overflows(cell, below, widths) for cell, below in pairs if below.words)


def _names_on(row: Row, rest: Row, pairs: Sequence[Pair], widths: Widths) -> bool:
    """Whether the rest is words of a name alone that had no room above, in a table that begins with names."""
    filled = [pair for pair in pairs if pair[1].words]
    cell, below = filled[0]
    return (
        len(filled) == 1
        and len(row) == len(rest)
        and kind_of(below.text) is Kind.TEXT
        and kind_of(cell.text) is Kind.TEXT
        and any(map(is_figure, row[1:]))
        and _overflows(cell, below, widths)
    )


def is_open(cell: GridCell, below: GridCell) -> bool:
    """Whether neither part is closed at the seam, where the rows of the table are."""
    return cell.open_below and below.open_above


def _lacks_stub(row: Row, rest: Row, pairs: Sequence[Pair]) -> bool:
    """Whether the rest names nothing: a row says in its first two columns what it is about."""
    if any(cell.rows > 1 for cell in (*row, *rest)) or len(row) != len(rest):
        return False
    stubs = [pair for pair in pairs if pair[0].col < 2 and pair[0].cols == 1]
    return len(stubs) == 2 and all(cell.words and not below.words for cell, below in stubs)


def lacks_ordinal(above: Sequence[Row], rest: Row, pairs: Sequence[Pair]) -> bool:
    """Whether the rest has texts alone and no ordinal, where each of the rows before that have figures is counted."""
    filled = [cell for cell in rest if cell.words]
    if len(pairs) < len(rest) or len(filled) < 2 or rest[0].col or rest[0].words:
        return False
    if any(kind_of(cell.text) is not Kind.TEXT for cell, below in pairs if below.words):
        return False
    rows = [row for row in above[-_SEEN:] if any(map(is_figure, row[1:]))]
    return len(rows) >= _COUNTED and all(
        row[0].col == 0 and kind_of(row[0].text) is Kind.INTEGER for row in (*rows, above[-1])
    )


def hangs(cell: GridCell, below: GridCell, row: Row) -> bool:
    """Whether the page's end cuts a merged cell: no ruling closes it there, as one does the cells beside it.

    A header that is repeated at the top of the next page closes the cell's rest in any case.
    """
    if not cell.open_below or all(other.open_below for other in row):
        return False
    return not below.words or not cell.words or _overflows(cell, below, dict)


def _is_broken(cell: GridCell, below: GridCell) -> bool:
    """Whether a figure or the number of a part breaks over the end: "1.976.2" and "00", "20.4." and "3"."""
    text, rest = cell.text, below.text
    if _PARTS.fullmatch(text):
        return rest.isdecimal()
    return (
        rest.isdecimal()
        and _SHORT_GROUP.fullmatch(text) is not None
        and _WHOLE.fullmatch(text + rest) is not None
    )


def _are_codes(text: str, below: str) -> bool:
    """Whether two texts are codes of one make, "V301" and "V302"; the rest of a code is no whole one."""
    return text != below and _CODE.fullmatch(text) is not None and _shape(text) == _shape(below)


def _shape(text: str) -> str:
    return _DIGIT.sub("0", text)


def is_figure(cell: GridCell) -> bool:
    """Whether a cell holds a figure and no year."""
    text = cell.text
    return kind_of(text) in _FIGURES and not is_year(text)


def _overflows(top: GridCell, cell: GridCell, widths: Widths) -> bool:
    """Whether a text goes on: in a small letter, or with a word for which the line before had no room."""
    if starts_lower(cell.text):
        return True
    last = top.words[-1]
    used = max(word.x1 for word in last) - min(word.x0 for word in last)
    # word processors keep 5.4 points free at either side of a cell
    room = widths().get(top.col, (top.box[2] - top.box[0]) - 10.0)
    return used + first_width(cell.words[0]) + 3.0 > room


def body_of(rows: Sequence[Row]) -> Sequence[Row]:
    """Rows from the first with a figure on: headers hold words and years."""
    return rows[next((at for at, row in enumerate(rows) if any(map(is_figure, row))), len(rows)) :]
