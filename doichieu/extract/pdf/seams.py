"""The seam of a table at a page's end: rows and merged cells that the end cuts are made whole."""

from __future__ import annotations

import itertools
import re
from functools import cache
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind, kind_of
from doichieu.extract.pdf.cutrows import (
    Pair,
    Row,
    body_of,
    hangs,
    is_cut,
    is_figure,
    is_label,
    is_open,
    lacks_ordinal,
)
from doichieu.extract.words import plain, starts_lower

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from doichieu.extract.pdf.cells import GridCell

_TOTAL = re.compile(r"(?:tong|cong|trung binh|binh quan|toan)\b")


def sew(above: list[Row], rest: list[Row], *, ruled: bool = True) -> list[Row]:
    """Make whole what a page's end cuts.

    Args:
        above: Rows before the page's end; frames without content are taken off, cut cells completed in place.
        rest: Rows behind it, a repeated header already taken away.
        ruled: Whether the boxes of cells are theirs; else the texts tell how wide a column is.

    Returns:
        The rows behind the seam that are rows of their own.
    """
    _drop_frames(above)
    rest = rest[next((index for index, row in enumerate(rest[:-1]) if not _is_frame(row)), len(rest) - 1) :]
    if not above or not rest:
        return rest
    rest = _without_gap(rest)
    pairs = _pairs(above, rest[0])
    # a table over hundreds of pages is gone through again only where a seam leaves it open
    widths = cache(lambda: {} if ruled else _text_widths([*above, *rest]))
    if (is_cut(above[-1], rest[0], pairs, widths) or lacks_ordinal(above, rest[0], pairs)) and not is_label(
        above, rest[0], pairs, widths
    ):
        for cell, below in pairs:
            _join(cell, below, shared=1)
        return rest[1:]
    joined = _cut_cells([*above, *rest], rest[0], pairs, above[-1])
    for cell, below in joined:
        _join(cell, below, shared=0)
        rest[0].remove(below)
    return rest


def _is_frame(row: Row) -> bool:
    """Whether a row is one blank cell over several columns, as the outer border encloses it."""
    return len(row) == 1 and row[0].cols > 1 and not row[0].words


def _drop_frames(rows: list[Row]) -> None:
    """Drop what browsers leave below the last row: they draw outer borders, and those of cut cells, to the page's end."""
    while len(rows) > 1:
        whole = _is_frame(rows[-1]) and not _spanning(rows)
        if not whole and not all(cell.open_below and not cell.words for cell in rows[-1]):
            return
        for cell in _spanning(rows):
            cell.rows -= 1
        rows.pop()


def _spanning(rows: Sequence[Row]) -> list[GridCell]:
    """Cells that begin above the last row and cover it.

    They are looked for from below and only until every column has its lowest cell: a table over hundreds of pages
    is not gone through at each of its seams.
    """
    last = len(rows) - 1
    free = _columns((*rows[0], *rows[-1])) - _columns(rows[-1])
    found: list[GridCell] = []
    for at in range(last - 1, -1, -1):
        if not free:
            break
        lowest = [cell for cell in rows[at] if not free.isdisjoint(_columns([cell]))]
        free -= _columns(lowest)
        found = [*(cell for cell in lowest if cell.rows > 1 and at + cell.rows > last), *found]
    return found


def _columns(cells: Iterable[GridCell]) -> set[int]:
    """Columns that some cells cover."""
    return {col for cell in cells for col in range(cell.col, cell.col + cell.cols)}


def _pairs(above: Sequence[Row], first: Row) -> list[Pair]:
    """Cells that end at the seam with those of the same columns that begin under it."""
    ends = {(cell.col, cell.cols): cell for cell in [*_spanning(above), *above[-1]]}
    return [(ends[cell.col, cell.cols], cell) for cell in first if (cell.col, cell.cols) in ends]


def _text_widths(rows: Sequence[Row]) -> dict[int, float]:
    """By column how wide its widest line is, headers left out."""
    widths: dict[int, float] = {}
    for cell in itertools.chain.from_iterable(body_of(rows)):
        if cell.cols == 1:
            used = max((line[-1].x1 - line[0].x0 for line in cell.words), default=0.0)
            widths[cell.col] = max(widths.get(cell.col, 0.0), used)
    return widths


def _cut_cells(rows: Sequence[Row], first: Row, pairs: Sequence[Pair], last: Row) -> list[Pair]:
    """Pairs that are one merged cell: surely, or by a blank in a row of data where the column has no blanks."""
    # the rows so far, which grow with each page, are gone through only where the cells at the seam leave it open
    body = cache(lambda: body_of(rows))
    is_data = cache(lambda: _is_data(first, body()))
    return [
        pair
        for pair in pairs
        if is_open(*pair)
        or hangs(*pair, last)
        or (_is_merged(*pair) and not _leaves_blanks(pair, body()))
        or (_is_blank_below(*pair) and is_data() and _is_lone_blank(*pair, body()))
    ]


def _is_merged(cell: GridCell, below: GridCell) -> bool:
    """Whether one part is blank though it is merged itself, or a text goes on from one merged part to the other."""
    if cell.words and below.words:
        return (cell.rows > 1 or below.rows > 1) and starts_lower(below.text)
    return (below.rows if cell.words else cell.rows) > 1 and bool(cell.words or below.words)


def _leaves_blanks(pair: Pair, body: Sequence[Row]) -> bool:
    """Whether one part is blank as merged cells of the column are elsewhere: beside the details of a numbered row."""
    return not all(cell.words for cell in pair) and any(
        other.rows > 1 and not other.words for other in _column(body, pair)
    )


def _is_blank_below(cell: GridCell, below: GridCell) -> bool:
    return bool(cell.words) and not below.words


def _is_lone_blank(cell: GridCell, below: GridCell, body: Sequence[Row]) -> bool:
    """Whether the blank below a text is the only one of a column with merged cells."""
    column = _column(body, (cell, below))
    return any(other.rows > 1 for other in (cell, *column)) and all(other.words for other in column)


def _is_data(row: Row, body: Sequence[Row]) -> bool:
    """Whether a row has a name and figures; the total of a table and labels of groups leave places blank."""
    named = next((cell for cell in row if kind_of(cell.text) is Kind.TEXT), None)
    if named is None or not any(is_figure(cell) for cell in row if cell.col > 0):
        return False
    if _TOTAL.match(plain(named.text)) is None:
        return True
    # what every group has ("Tổng số" of urban and rural) is a row like the others
    return any(
        cell.col == named.col and cell.text == named.text
        for other in body
        if other is not row
        for cell in other
    )


def _column(rows: Iterable[Row], pair: Pair) -> list[GridCell]:
    """The other cells of the column of a pair."""
    return [
        cell
        for row in rows
        for cell in row
        if cell.col == pair[0].col and cell is not pair[0] and cell is not pair[1]
    ]


def _join(cell: GridCell, below: GridCell, *, shared: int) -> None:
    """Let a cell go on in another; `shared` rows are the last of one and the first of the other."""
    cell.words += below.words
    cell.rows += below.rows - shared
    cell.open_below = below.open_below


def _without_gap(rest: list[Row]) -> list[Row]:
    """Drop a row that is but the space between the end of cut cells and that of the cells beside them."""
    tallest = max((cell.rows for cell in rest[0] if cell.open_above), default=0)
    for at in range(1, min(tallest + 1, len(rest))):
        ended = _columns(cell for cell in rest[0] if cell.open_above and cell.rows == at)
        if any(cell.words for cell in rest[at]) or not ended or _columns(rest[at]) != ended:
            continue
        going = [cell for above, row in enumerate(rest[:at]) for cell in row if above + cell.rows > at]
        if going:
            for cell in going:
                cell.rows -= 1
            return [*rest[:at], *rest[at + 1 :]]
    return rest
