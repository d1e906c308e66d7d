"""A table on the pages of a PDF: which rows go where, their text, their borders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recipe.pdf_measure import PAD_X, PAD_Y, SetCell, SetTable, set_table
from recipe.pdf_rules import draw_rules
from recipe.pdf_text import draw_line, text_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recipe.pdf_page import Pages
    from recipe.source import Grid

GAP = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A row, or the part of a row, that stands on one page."""

    row: int
    top: float
    bottom: float


def draw_table(pages: Pages, grid: Grid, *, below: float = 0.0) -> None:
    """Draw a table from the current height on, over as many pages as it takes.

    Args:
        pages: Where to; its height moves below the table.
        grid: The table.
        below: Room to keep under the last row, for a line that belongs to the table.
    """
    table = set_table(grid, pages.width, pages.layout)
    drawn = [0] * len(table.cells)
    segments = _segments(pages, table, below)
    for strips, last in segments:
        _draw_segment(pages, table, strips, drawn, last=last)
    pages.y -= GAP


def opening(pages: Pages, grid: Grid) -> float:
    """Height of a table's header and first row, which are not parted from its caption."""
    table = set_table(grid, pages.width, pages.layout)
    return sum(table.heights[: table.header_rows + 1])


def _segments(pages: Pages, table: SetTable, below: float) -> Iterator[tuple[list[Strip], bool]]:
    """Lay the rows on pages; yields the strips of each page and whether they are the last."""
    strips: list[Strip] = []
    header = sum(table.heights[: table.header_rows])
    pages.make_room(header + _together(table, table.header_rows, pages.full))
    for row, height in enumerate(table.heights):
        rest = height
        need = _together(table, row, pages.full) + (below if row + 1 == len(table.heights) else 0)
        if need > pages.room and strips:
            rest = _break(pages, table, strips, row, rest)
            yield strips, False
            strips = []
            pages.turn()
            if pages.layout.repeat_header:
                for again in range(table.header_rows):
                    _add(pages, strips, again, table.heights[again])
        _add(pages, strips, row, rest)
    yield strips, True


def _together(table: SetTable, row: int, full: float) -> float:
    """Height that must not be parted from a row: rows under a short merge stay together, long merges break."""
    if row >= len(table.heights):
        return 0.0
    spans = [table.cells[owner].row + table.cells[owner].row_span for owner in table.owners[row]]
    height = sum(table.heights[row : max(spans)])
    return height if height < full / 4 else table.heights[row]


def _break(pages: Pages, table: SetTable, strips: list[Strip], row: int, height: float) -> float:
    """Put as many whole lines of a row on this page as fit, when rows may break; returns the height left."""
    cells = [table.cells[owner] for owner in table.owners[row]]
    lines = int((pages.room - 2 * PAD_Y) / table.leading)
    total = max(len(cell.lines) for cell in cells)
    plain = all(cell.row_span == 1 for cell in cells) and row >= table.header_rows
    if not (pages.layout.break_rows and plain and 0 < lines < total):
        return height
    _add(pages, strips, row, lines * table.leading + 2 * PAD_Y)
    return (total - lines) * table.leading + 2 * PAD_Y


def _add(pages: Pages, strips: list[Strip], row: int, height: float) -> None:
    strips.append(Strip(row=row, top=pages.y, bottom=pages.y - height))
    pages.y -= height


def _draw_segment(
    pages: Pages, table: SetTable, strips: list[Strip], drawn: list[int], *, last: bool
) -> None:
    """Draw the strips of one page; `drawn` counts the lines of each cell that are on paper."""
    blocks: dict[int, tuple[float, float]] = {}
    for strip in strips:
        for owner in table.owners[strip.row]:
            top, _ = blocks.get(owner, (strip.top, 0.0))
            blocks[owner] = (top, strip.bottom)
    for owner, (top, bottom) in blocks.items():
        cell = table.cells[owner]
        start = 0 if cell.row < table.header_rows else drawn[owner]
        drawn[owner] = _draw_cell(pages, table, cell, (top, bottom), start)
    draw_rules(pages, table, blocks, last=last)


def _draw_cell(pages: Pages, table: SetTable, cell: SetCell, block: tuple[float, float], start: int) -> int:
    """Draw the lines of a cell that fit into its block; returns how many are drawn by now."""
    top, bottom = block
    fit = int((top - bottom - 2 * PAD_Y + 0.01) / table.leading)
    lines = cell.lines[start : start + fit]
    # A cell that goes on over the page's end begins at the top.
    whole = start == 0 and len(lines) == len(cell.lines)
    spare = top - bottom - 2 * PAD_Y - len(lines) * table.leading
    y = top - PAD_Y - (spare / 2 if pages.layout.middle and whole else 0) - table.size
    left = pages.left + table.edges[cell.col] + PAD_X
    room = table.edges[cell.col + cell.col_span] - table.edges[cell.col] - 2 * PAD_X
    for line in lines:
        free = room - text_width(line, table.size, pages.layout, bold=cell.bold)
        shift = {"left": 0.0, "center": free / 2, "right": free}[cell.align]
        draw_line(pages.canvas, left + shift, y, line, table.size, pages.layout, bold=cell.bold)
        y -= table.leading
    return start + len(lines)
