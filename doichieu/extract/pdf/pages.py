"""Tables over page ends: the part on the next page goes on, its repeated header and its cut row taken away."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind, is_numbering, kind_of, looks_like_header
from doichieu.extract.words import starts_lower

if TYPE_CHECKING:
    from doichieu.extract.pdf.cells import GridCell, PageTable
    from doichieu.extract.pdf.page import PageContent

# Edges of columns of one table on two pages differ by rounding, those of ruled ones at least.
_SAME_EDGE = 4.0
_MOST_HEADER = 6

Row = list["GridCell"]


@dataclass(slots=True)
class Part:
    """A table while its parts on further pages are joined.

    Attributes:
        page: Page it begins on.
        table: Its first part.
        rows: Rows of all parts, each with its page.
        last: Its last part.
    """

    page: PageContent
    table: PageTable
    rows: list[tuple[PageContent, Row]] = field(default_factory=list)
    last: PageTable | None = None

    def goes_on(self, table: PageTable) -> bool:
        """Whether a table at the top of the next page is the next part of this one."""
        last = self.last or self.table
        if table.width != self.table.width or table.ruled is not last.ruled:
            return False
        if _repeats(self.table, table):
            return True
        rows = table.rows()
        if looks_like_header([cell.text for cell in rows[0]]) and len(rows[0]) > 1:
            return False
        if not table.ruled:
            return table.columns is last.columns
        return all(abs(one - other) < _SAME_EDGE for one, other in zip(last.xs, table.xs, strict=True))

    def append(self, page: PageContent, table: PageTable) -> None:
        """Join the next part."""
        rows = table.rows()[_repeats(self.table, table) :]
        # browsers draw the outer border on to the page's end: what it encloses below the last row is no row
        while len(self.rows) > 1 and _is_empty_frame(self.rows[-1][1], self.table.width):
            self.rows.pop()
        while len(rows) > 1 and _is_empty_frame(rows[0], self.table.width):
            rows = rows[1:]
        if self.rows and rows and _is_cut(self.rows[-1][1], rows[0]):
            _sew(self.rows[-1][1], rows[0])
            rows = rows[1:]
        self.rows += [(page, row) for row in rows]
        self.last = table


def _is_empty_frame(row: Row, width: int) -> bool:
    """Whether a row is one blank cell over the whole width."""
    return len(row) == 1 and row[0].cols == width > 1 and not row[0].words


def begin(page: PageContent, table: PageTable) -> Part:
    """A table of one part."""
    return Part(page, table, [(page, row) for row in table.rows()], table)


def _repeats(first: PageTable, table: PageTable) -> int:
    """How many rows at the top of a part are the header again."""
    count = 0
    for one, other in zip(first.rows()[:_MOST_HEADER], table.rows(), strict=False):
        texts = [cell.text for cell in one]
        if texts != [cell.text for cell in other] or not any(texts):
            break
        if not (_is_heading(texts) or is_numbering(list(texts))):
            break
        # a group's label over the whole width is a row of the body, though the table may begin with the same
        if count and len(one) == 1:
            break
        count += 1
    deepest = max((cell.row + cell.rows for row in table.rows()[:count] for cell in row), default=0)
    return max(count, min(deepest, _MOST_HEADER)) if count else 0


def _is_heading(texts: list[str]) -> bool:
    return looks_like_header(texts) or not any(
        kind_of(text) in {Kind.NUMBER, Kind.INTEGER, Kind.MARK} for text in texts
    )


def _is_cut(row: Row, rest: Row) -> bool:
    """Whether a row was cut at the page's end: every text in its rest is one that did not fit."""
    above = {(cell.col, cell.cols): cell for cell in row}
    filled = [cell for cell in rest if cell.words]
    if not filled or rest[0].words or any(cell.rows > 1 for cell in (*row, *rest)):
        return False
    if _lacks_stub(row, rest):
        return True
    return all(
        (top := above.get((cell.col, cell.cols))) is not None and bool(top.words) and _overflows(top, cell)
        for cell in filled
    )


def _lacks_stub(row: Row, rest: Row) -> bool:
    """Whether the rest names nothing: a row says in its first two columns what it is about."""
    first = [cell for cell in row if cell.col < 2 and cell.cols == 1]
    left = [cell for cell in rest if cell.col < 2 and cell.cols == 1]
    return (
        len(first) == len(left) == 2
        and all(cell.words for cell in first)
        and not any(cell.words for cell in left)
        and {(cell.col, cell.cols) for cell in rest} == {(cell.col, cell.cols) for cell in row}
    )


def _overflows(top: GridCell, cell: GridCell) -> bool:
    """Whether a text goes on: in a small letter, or with a word for which the line before had no room."""
    if starts_lower(cell.text):
        return True
    last, first = top.words[-1], cell.words[0][0]
    used = max(word.x1 for word in last) - min(word.x0 for word in last)
    # word processors keep 5.4 points free at either side of a cell
    room = (top.box[2] - top.box[0]) - 10.0
    return used + (first.x1 - first.x0) + 3.0 > room


def _sew(row: Row, rest: Row) -> None:
    above = {cell.col: cell for cell in row}
    for cell in rest:
        if cell.words:
            above[cell.col].words += cell.words
