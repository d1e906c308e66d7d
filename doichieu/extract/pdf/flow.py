"""From the pages to the stream: lines and tables in reading order, with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.extract.pdf.frame import shown
from doichieu.extract.pdf.pages import Part, begin
from doichieu.extract.stream import Item, Line, Place, RawCell, RawTable, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from doichieu.extract.pdf.cells import GridCell
    from doichieu.extract.pdf.frame import Rect
    from doichieu.extract.pdf.page import PageContent

# Lines further apart than this many heights are set apart by space.
_APART = 1.6


def page_items(pages: Iterable[PageContent]) -> list[Item]:
    """Put the lines and tables of all pages in reading order, tables over page ends as one.

    Args:
        pages: Pages in order.

    Returns:
        The stream.
    """
    items: list[Item] = []
    last: Part | None = None  # a table that can go on with the next page
    for page in pages:
        entries = _entries(page)
        if last is not None and entries:
            first = entries[0]
            if isinstance(first, Part) and last.goes_on(first.table):
                last.append(page, first.table)
                entries = entries[1:]
            if entries:
                items.append(raw_table(last))
                last = None
        if entries and isinstance(entries[-1], Part):
            last = entries[-1]
            entries = entries[:-1]
        items += [raw_table(entry) if isinstance(entry, Part) else entry for entry in entries]
    return [*items, raw_table(last)] if last is not None else items


def _entries(page: PageContent) -> list[Line | Part]:
    tops: list[tuple[float, Line | Part]] = [(table.box[1], begin(page, table)) for table in page.tables]
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


def raw_table(part: Part) -> RawTable:
    """A table with all of its parts as the stream has it."""
    return RawTable(
        rows=tuple(tuple(_cell(page, cell) for cell in row) for page, row in part.rows),
        shape=Shape.GIVEN,
        header_hint=part.table.header,
        place=place(part.page, part.table.box),
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
