"""From the pages to the stream: lines and tables in reading order, with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.extract.pdf.frame import shown
from doichieu.extract.stream import Item, Line, Place, RawCell, RawTable, Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.cells import GridCell, PageTable
    from doichieu.extract.pdf.frame import Rect
    from doichieu.extract.pdf.page import PageContent

# Lines further apart than this many heights are set apart by space.
_APART = 1.6


def page_items(pages: Sequence[PageContent]) -> list[Item]:
    """Put the lines and tables of all pages in reading order.

    Args:
        pages: Pages in order.

    Returns:
        The stream.
    """
    return [item for page in pages for item in _items(page)]


def _items(page: PageContent) -> list[Item]:
    tops: list[tuple[float, Item]] = [(table.box[1], raw_table(page, table)) for table in page.tables]
    base = float("-inf")
    for line in page.lines:
        gap = int(line.base - base > _APART * line.height)
        tops.append((line.base, Line(text=line.text, gap=gap, place=place(page, line.box))))
        base = line.base
    tops.sort(key=lambda entry: entry[0])
    return [item for _, item in tops]


def place(page: PageContent, box: Rect) -> Place:
    """Place of a rectangle as read."""
    return Place(page=page.number, box=shown(box, page.frame, page.shown))


def raw_table(page: PageContent, table: PageTable) -> RawTable:
    """A table of a page as the stream has it."""
    return RawTable(
        rows=tuple(tuple(_cell(page, cell) for cell in row) for row in table.rows()),
        shape=Shape.GIVEN,
        header_hint=table.header,
        place=place(page, table.box),
    )


def _cell(page: PageContent, cell: GridCell) -> RawCell:
    return RawCell(
        text=cell.text,
        col=cell.col,
        row_span=cell.rows,
        col_span=cell.cols,
        lines=cell.lines if len(cell.words) > 1 else (),
        place=place(page, cell.box),
    )
