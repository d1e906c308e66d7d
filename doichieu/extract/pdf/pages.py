"""Tables over page ends: the part on the next page goes on, its repeated header and its cut row taken away."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from doichieu.extract.assembly.kinds import Kind, is_numbering, kind_of, looks_like_header
from doichieu.extract.pdf.cells import GridCell
from doichieu.extract.pdf.seams import Row, sew

if TYPE_CHECKING:
    from doichieu.extract.pdf.cells import PageTable
    from doichieu.extract.pdf.page import PageContent

# Edges of columns of one table on two pages differ by rounding, those of ruled ones at least.
_SAME_EDGE = 4.0
# Sheets on a scanner's glass lie this far from each other at most.
_ON_GLASS = 40.0
_MOST_HEADER = 6
# Per cent of letters that two recognitions of the same header share; rows of data share fewer.
_ALIKE = 82.0


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
        return follows(last, table)

    def append(self, page: PageContent, table: PageTable) -> None:
        """Join the next part."""
        above = [row for _, row in self.rows]
        rest = sew(above, _below(table.rows(), _repeats(self.table, table)), ruled=table.ruled)
        self.rows = [*self.rows[: len(above)], *((page, row) for row in rest)]
        self.last = table


def follows(last: PageTable, table: PageTable) -> bool:
    """Whether the columns of a table at the top of a page are those of the table that ends the page before.

    Args:
        last: The table before, or its last part.
        table: A table that does not begin with the header of the one before.
    """
    if table.width != last.width or table.ruled is not last.ruled:
        return False
    first = table.rows(1)[0]
    # what is left of a cut row begins with a blank cell, a header does not
    begins = bool(first) and first[0].col == 0 and bool(first[0].words)
    if begins and len(first) > 1 and looks_like_header([cell.text for cell in first]):
        return False
    if not table.ruled:
        return table.columns is last.columns
    # sheets of a scan lie a little further left or right on the glass
    shift = table.xs[0] - last.xs[0] if last.recognised and table.recognised else 0.0
    return abs(shift) < _ON_GLASS and all(
        abs(one + shift - other) < _SAME_EDGE for one, other in zip(last.xs, table.xs, strict=True)
    )


def begin(page: PageContent, table: PageTable) -> Part:
    """A table of one part."""
    return Part(page, table, [(page, row) for row in table.rows()], table)


def _repeats(first: PageTable, table: PageTable) -> int:
    """How many rows at the top of a part are the header again."""
    count = 0
    for one, other in zip(first.rows(_MOST_HEADER), table.rows(_MOST_HEADER), strict=False):
        # a blank cell below a level of the header is a cell of its own on one page and a part of it on another
        texts, others = ([cell.text for cell in row if cell.words] for row in (one, other))
        doubtful = first.recognised and table.recognised
        if not texts or not (texts == others or (doubtful and _read_alike(texts, others))):
            break
        if not (_is_heading(texts) or is_numbering([*texts])):
            break
        # a group's label over the whole width is a row of the body, though the table may begin with the same
        if count and len(one) == 1:
            break
        count += 1
    deepest = min(_depth(one.rows(count)) for one in (first, table))
    return max(count, min(deepest, _MOST_HEADER)) if count else 0


def _depth(rows: list[Row]) -> int:
    """Rows that the cells beginning in some rows cover."""
    return max((cell.row + cell.rows for row in rows for cell in row), default=0)


def _below(rows: list[Row], head: int) -> list[Row]:
    """Rows below a repeated header; one of its cells that no ruling closes leaves its column blank beside them."""
    rest = rows[head:]
    for cell in [cell for row in rows[:head] for cell in row]:
        if rest and (over := cell.row + cell.rows - head) > 0:
            rest[0].append(GridCell(head, cell.col, over, cell.cols, cell.box))
    if rest:
        rest[0].sort(key=lambda cell: cell.col)
    return rest


def _read_alike(texts: list[str], others: list[str]) -> bool:
    """Whether two rows that were recognised in pictures may be the same row, letters misread."""
    return len(texts) == len(others) and ratio("|".join(texts), "|".join(others)) >= _ALIKE


def _is_heading(texts: list[str]) -> bool:
    return looks_like_header(texts) or not any(
        kind_of(text) in {Kind.NUMBER, Kind.INTEGER, Kind.MARK} for text in texts
    )
