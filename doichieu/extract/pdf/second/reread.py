"""Pages read a second time: to check tables that leave doubt, or to take another reader's tables instead."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from doichieu.extract.pdf.flow import place
from doichieu.extract.pdf.second.compare import compare
from doichieu.extract.pdf.second.doubt import GRAVE, Sign, doubts, stray_rows
from doichieu.extract.pdf.second.grid import overlap
from doichieu.extract.pdf.textlayer.lines import find_lines
from doichieu.extract.stream import Trouble
from doichieu.extract.tablereader import TableReader, installed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from doichieu.extract.pdf.cells import PageTable
    from doichieu.extract.pdf.content import PageContent
    from doichieu.extract.pdf.frame import Frame, Rect
    from doichieu.extract.pdf.textlayer.lines import TextLine
    from doichieu.extract.pdf.textlayer.words import Word

# Rectangles that share this part of the smaller one are the same table.
_SAME_TABLE = 0.5
_MOST_DISPUTES = 20
FAILED, DOUBTFUL, DISPUTED, STRAY = (
    "second-reader-failed",
    "table-in-doubt",
    "readers-disagree",
    "rows-outside-tables",
)


class Second(Protocol):
    """A second reader with a PDF open; rectangles are from the top left of the page as it is shown, in points."""

    name: str

    def tables(self, number: int) -> list[PageTable]:
        """The tables that rulings give on a page."""

    def region(self, number: int, box: Rect) -> list[PageTable]:
        """The tables in a rectangle of a page."""

    def close(self) -> None:
        """Close the file."""


class Library:
    """The second readers of one file, each opened when it is first asked.

    Args:
        data: Content of the file.
    """

    def __init__(self, data: bytes) -> None:
        self.frames: dict[int, Frame] = {}  # of each page that was read, as it is shown
        self._data = data
        self._open: dict[TableReader, Second] = {}

    def get(self, reader: TableReader) -> Second:
        """A second reader; it must be installed."""
        if reader not in self._open:
            self._open[reader] = self._opened(reader)
        return self._open[reader]

    def _opened(self, reader: TableReader) -> Second:
        if reader is TableReader.CAMELOT:
            from doichieu.extract.pdf.second.camelot import Camelot  # noqa: PLC0415 (asked for some pages only)

            return Camelot(self._data, self.frames)
        from doichieu.extract.pdf.second.plumber import Plumber  # noqa: PLC0415 (asked for some pages only)

        return Plumber(self._data)

    def close(self) -> None:
        """Close every reader that was opened."""
        for reader in self._open.values():
            reader.close()


@contextmanager
def library(data: bytes) -> Iterator[Library]:
    """The second readers of a file, closed at the end."""
    made = Library(data)
    try:
        yield made
    finally:
        made.close()


def reread(pages: Iterable[PageContent], reader: TableReader, readers: Library) -> Iterator[PageContent]:
    """Let second readers read pages again.

    Args:
        pages: Finished pages, in order; changed in place.
        reader: AUTO to check what leaves doubt, another one to take its tables.
        readers: The second readers of the file.

    Yields:
        The pages; what second readers say of them is among their troubles.
    """
    work = _check if reader is TableReader.AUTO else _replace
    for page in pages:
        readers.frames[page.number] = page.shown
        try:
            work(page, reader, readers)
        except Exception as error:  # noqa: BLE001 (whatever a foreign reader raises, the page was read)
            page.report(FAILED, f"a second reader failed on the page ({type(error).__name__}: {error})"[:300])
        yield page


def _check(page: PageContent, reader: TableReader, readers: Library) -> None:  # noqa: ARG001 (one form for both)
    """Ask about the tables that leave doubt; troubles of the page say where readings differ."""
    plain = _is_plain(page)
    for table in page.tables:
        signs = doubts(table)
        if GRAVE & signs:
            why = "; ".join(sorted(GRAVE & signs))
            page.troubles.append(Trouble(code=DOUBTFUL, message=why, place=place(page, table.box)))
        asked = TableReader.PDFPLUMBER if table.ruled else TableReader.CAMELOT
        if signs and plain and installed(asked):
            found = readers.get(asked).region(page.number, table.box)
            page.troubles += _disputes(page, table, found, asked, signs)
    for run in stray_rows(page.lines):
        if plain and installed(TableReader.CAMELOT):
            found = readers.get(TableReader.CAMELOT).region(page.number, _around(run))
            page.troubles += _missed(page, found)


def _is_plain(page: PageContent) -> bool:
    """Whether the others can read a page: no picture, alone on its sheet, its text level, not both turned and cropped."""
    shown = page.shown
    if page.paired or page.skew:
        return False
    return page.frame == shown and not page.readings and not (shown.turn and (shown.left or shown.bottom))


def _disputes(
    page: PageContent,
    table: PageTable,
    found: Sequence[PageTable],
    reader: TableReader,
    signs: Iterable[Sign],
) -> list[Trouble]:
    """What another reader reads otherwise; of several readings of its own the one nearest to ours counts."""
    why = "; ".join(sorted(signs))
    where = place(page, table.box)
    same = [compare(table, other) for other in found if overlap(table.box, other.box) >= _SAME_TABLE]
    if not same:
        return [Trouble(code=DISPUTED, message=f"{why}; {reader} reads no table here", place=where)]
    best = max(same, key=lambda comparison: comparison.agreed)
    if not best.differs:
        return []
    count = len(best.disputes) + 2 * best.merged.total()
    said = f"{why}; {reader} reads {count} of {best.agreed + count} cells otherwise"
    said += f" and {best.blank} of the columns not at all" if best.blank else ""
    pairs = [f"{a + 1} and {b + 1} as one in {rows} rows" for (a, b), rows in sorted(best.merged.items())]
    said += f" (columns {', '.join(pairs)})" if pairs else ""
    troubles = [Trouble(code=DISPUTED, message=said, place=where)]
    if len(best.disputes) > best.agreed:
        return troubles  # another table altogether: what stands in which of its cells tells nothing
    for box, one, two in best.disputes[:_MOST_DISPUTES]:
        message = f"read as {one!r}, by {reader} as {two!r}"
        troubles.append(Trouble(code=DISPUTED, message=message, place=place(page, box)))
    return troubles


def _missed(page: PageContent, found: Sequence[PageTable]) -> list[Trouble]:
    return [
        Trouble(
            code=STRAY,
            message=f"{Sign.STRAY}; camelot reads a table of {len(table.rows())} rows and {table.width} columns",
            place=place(page, table.box),
        )
        for table in _first_choice(found)
        if table.width > 1
    ]


def _around(lines: Sequence[TextLine]) -> Rect:
    boxes = [line.box for line in lines]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _replace(page: PageContent, reader: TableReader, readers: Library) -> None:
    """Take another reader's tables; words outside them are lines."""
    if not _is_plain(page):
        what = "a picture" if page.readings else "text that is turned, slanted or of two pages on a sheet"
        page.report(FAILED, f"{reader} does not read {what}; the tables of the page are doichieu's")
        return
    second = readers.get(reader)
    found = second.tables(page.number)
    for table in page.tables:
        if not table.ruled and not _overlapped(table, found):
            found += _first_choice(second.region(page.number, table.box))
    words = [word for line in page.lines for word in line.words]
    words += [word for table in page.tables for cell in table.cells for line in cell.words for word in line]
    outside = [word for word in words if not any(_holds(table.box, word) for table in found)]
    page.lines = find_lines(outside)
    page.tables = sorted(found, key=lambda table: table.box[1])
    page.remnant = None


def _overlapped(table: PageTable, found: Sequence[PageTable]) -> bool:
    return any(overlap(table.box, other.box) >= _SAME_TABLE for other in found)


def _first_choice(found: Sequence[PageTable]) -> list[PageTable]:
    """Tables in order of choice, without later ones at the place of an earlier one."""
    kept: list[PageTable] = []
    for table in found:
        if not _overlapped(table, kept):
            kept.append(table)
    return kept


def _holds(box: Rect, word: Word) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
