"""Headers that stand alone at a page's end: whole ones without rulings, and the upper row of ruled ones."""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import heads_ordinals, looks_like_header
from doichieu.extract.pdf.cells import GridCell, PageTable
from doichieu.extract.pdf.unruled.regions import Region
from doichieu.extract.pdf.unruled.regiontable import table_of
from doichieu.extract.pdf.unruled.runs import is_head, is_label
from doichieu.extract.pdf.unruled.segments import split_line

if TYPE_CHECKING:
    from doichieu.extract.pdf.content import PageContent
    from doichieu.extract.pdf.unruled.columns import Columns
    from doichieu.extract.pdf.unruled.segments import SegmentLine

# Lines that can stand between a header and the page's end: the label of the first group.
_MOST_LABELS = 2
# Edges of columns on two pages differ by rounding.
_SAME_EDGE = 1.5
# Lines of such a header and label, and cells of its first line.
_MOST_LINES, _FEWEST = 5, 3


def adopt_header(page: PageContent, behind: PageContent) -> None:
    """Make the header at the end of a page the first part of the table that the next page begins with.

    Args:
        page: A finished page; changed in place.
        behind: The next one, finished too.
    """
    table = _first(behind)
    if table is not None and table.ruled:
        _divide(page, table)
        _give_titles(page, table)
        return
    if table is None or table.columns is None or not page.lines:
        return
    head = table.columns.head
    lines = [split_line(line) for line in page.lines]
    if not head:
        _give_header(page, lines, table.columns)
        return
    for labels in range(_MOST_LABELS + 1):
        stop = len(lines) - labels
        start = stop - len(head)
        if start < 0 or tuple(line.line.text for line in lines[start:stop]) != head:
            continue
        below_tables = all(other.box[3] < lines[start].base for other in page.tables)
        if below_tables and not any(is_label(line) or line.is_anchor for line in lines[stop:]):
            region = Region(lines[start:stop], lines[stop:], sure=True)
            page.tables.append(table_of(region, table.columns))
            page.lines = page.lines[:start]
        return


def _give_titles(page: PageContent, table: PageTable) -> None:
    """Make the titles that end a page, above the ruling that the page's end cuts off, those of the columns on the next."""
    last = page.lines[-_MOST_LINES:]
    lowest = max((line.base for line in last), default=0.0)
    if any(other.box[3] > lowest for other in page.tables):
        return  # no line stands below the tables
    lines = [split_line(line, table.xs[1:-1]) for line in last]
    start = _head_start(page, lines)
    if start is None or heads_ordinals(next((cell.text for cell in table.rows(1)[0]), "")):
        return
    cells: dict[int, GridCell] = {}
    top, bottom = min(line.line.box[1] for line in lines[start:]), lines[-1].line.box[3]
    for line in lines[start:]:
        for segment in line.segments:
            col = bisect(table.xs, segment.middle) - 1
            if not 0 <= col < table.width or segment.x0 < table.xs[col] or segment.x1 > table.xs[col + 1]:
                return
            box = (table.xs[col], top, table.xs[col + 1], bottom)
            cell = cells.setdefault(col, GridCell(0, col, 1, 1, box))
            for word in segment.words:
                cell.add(word, line.base)
        if 0 not in cells or len(cells) < max(_FEWEST, table.width - 1):
            return
    first = table.rows(1)[0]
    if not any(cell.words for cell in first[:1]) and looks_like_header([cell.text for cell in first]):
        for cell in (*cells.values(), *first):
            cell.open_below = cell.open_above = True
    titles = PageTable(
        (table.xs[0], top, table.xs[-1], bottom), [cells[col] for col in sorted(cells)], ruled=True
    )
    titles.xs = list(table.xs)
    page.tables.append(titles)
    page.lines = page.lines[: start - len(lines)]


def _head_start(page: PageContent, lines: list[SegmentLine]) -> int | None:
    """Where the header begins whose lines are the last of a page; None where they are others."""
    start = next((at for at in range(len(lines) - 1, -1, -1) if is_head(lines[at])), None)
    if start is None or len(lines) - start > _MOST_LINES or any(line.is_anchor for line in lines[start:]):
        return None
    if any(other.box[3] > lines[start].base for other in page.tables) or any(map(is_label, lines[start:])):
        return None
    return start


def _give_header(page: PageContent, lines: list[SegmentLine], columns: Columns) -> None:
    """Make the header that ends a page that of the rows on the next one, which has none."""
    start = _head_start(page, lines)
    if start is None:
        return
    spans = [columns.covered(segment) for segment in lines[start].segments]
    if (
        len(spans) < _FEWEST
        or len({first for first, _ in spans}) < len(spans)
        or len(spans) < len(columns.cores) - 1
    ):
        return
    stop = next(
        (at for at in range(start + 1, len(lines)) if columns.covered(lines[at].segments[0])[0] == 0),
        len(lines),
    )
    page.tables.append(table_of(Region(lines[start:stop], lines[stop:], sure=True), columns))
    page.lines = page.lines[:start]


def _divide(page: PageContent, table: PageTable) -> None:
    """Give the upper row of a header that ends a page the columns that its lower row on the next page divides it into."""
    row = page.tables[-1] if page.tables else None
    if row is None or not row.ruled or row.width >= table.width or len(row.rows()) > 1:
        return
    if not looks_like_header([cell.text for cell in row.cells if cell.words]):
        return
    if any(line.base > row.box[3] for line in page.lines):
        return
    at = [
        next((index for index, edge in enumerate(table.xs) if abs(edge - x) < _SAME_EDGE), None)
        for x in row.xs
    ]
    edges = [index for index in at if index is not None]
    if len(edges) < len(at) or (edges[0], edges[-1]) != (0, table.width):
        return
    lower = {(cell.col, cell.cols): cell for cell in table.rows(1)[0]}
    for cell in row.cells:
        cell.col, cell.cols = edges[cell.col], edges[cell.col + cell.cols] - edges[cell.col]
        # a title over both rows goes on below
        if (rest := lower.get((cell.col, cell.cols))) is not None:
            cell.open_below = rest.open_above = True
    row.xs = list(table.xs)


def _first(page: PageContent) -> PageTable | None:
    """The table that a page begins with."""
    table = page.tables[0] if page.tables else None
    above = table is not None and any(line.base < table.box[1] for line in page.lines)
    return None if above else table
