"""A sheet that came as one table, with letterhead, title and signatures in its rows: told apart as on a sheet.

Spreadsheet programs save a sheet as a page or as text whose one table holds everything; word processors let a
signature block stand in the last row of the table above it.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from doichieu.extract.frames import LAYOUT
from doichieu.extract.sheets.grid import Piece
from doichieu.extract.sheets.regions import read_regions
from doichieu.extract.sheets.rows import Rows, is_figure, is_heading, rows_of, texts_of
from doichieu.extract.stream import Item, Line, RawCell, RawTable
from doichieu.extract.words import plain

if TYPE_CHECKING:
    from collections.abc import Callable


def unfold(raw: RawTable, group: Callable[[], int]) -> list[Item]:
    """Take lines and tables out of a table that is a whole sheet.

    Args:
        raw: A table whose medium states where its cells stand.
        group: Gives the next number for lines that stand beside each other.

    Returns:
        Its lines and tables in reading order; the table itself where it is no more than a table.
    """
    cells = _by_place(raw)
    pieces = [_piece(place, cell) for place, cell in cells.items()]
    return _read(raw, cells, pieces, group) if _is_sheet(rows_of(pieces)) else [raw]


def read_sheet(raw: RawTable, group: Callable[[], int]) -> list[Item]:
    """Take lines and tables out of a sheet, as `unfold` does, where the medium says that it is one."""
    cells = _by_place(raw)
    return _read(raw, cells, [_piece(place, cell) for place, cell in cells.items()], group)


def _by_place(raw: RawTable) -> dict[str, RawCell]:
    """Cells by a name for their row and column, which pieces carry as their reference; blank rows have none."""
    return {
        f"{row},{cell.col or 0}": cell
        for row, cells in enumerate(raw.rows)
        if any(cell.text for cell in cells)
        for cell in cells
    }


def _piece(place: str, cell: RawCell) -> Piece:
    row, col = map(int, place.split(","))
    text = "\n".join(cell.lines) or cell.text
    return Piece(
        row, col, row + cell.row_span - 1, col + cell.col_span - 1, text, framed=False, reference=place
    )


def _read(
    raw: RawTable, cells: dict[str, RawCell], pieces: list[Piece], group: Callable[[], int]
) -> list[Item]:
    items = read_regions(pieces, group)
    return (
        [_restored(item, cells) for item in items] if any(isinstance(i, RawTable) for i in items) else [raw]
    )


def _is_sheet(rows: Rows) -> bool:
    """Whether a letterhead or a title stands above the header, or a signature block below the figures."""
    head = next((at for at, row in enumerate(rows) if is_heading(row) and not _is_layout(row)), None)
    if head is None:
        return False
    figures = [at for at, row in enumerate(rows) if at > head and any(map(is_figure, texts_of(row)))]
    last = figures[-1] if figures else head
    if any(map(_is_layout, (*rows[:head], *rows[last + 1 :]))):
        return not any(map(_is_layout, rows[head : last + 1]))
    return any(above[0].row + 1 < below[0].row for above, below in pairwise(rows[: head + 1]))


def _is_layout(row: list[Piece]) -> bool:
    return any(LAYOUT.search(plain(line)) for piece in row for line in piece.text.split("\n"))


def _restored(item: Item, cells: dict[str, RawCell]) -> Item:
    """Give a line or a table the places that its cells have in the medium."""
    if isinstance(item, Line):
        cell = cells[item.reference or ""]
        return replace(item, span=cell.span, place=cell.place, reference=cell.reference)
    rows = tuple(tuple(_restored_cell(cell, cells) for cell in row) for row in item.rows)
    first = next((cell for row in rows for cell in row), None)
    return replace(item, rows=rows, span=first and first.span, place=first and first.place)


def _restored_cell(cell: RawCell, cells: dict[str, RawCell]) -> RawCell:
    return cells[cell.reference or ""]._replace(col=cell.col, row_span=cell.row_span, col_span=cell.col_span)
