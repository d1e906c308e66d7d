"""Tables over page ends: the part on the next page goes on, its repeated header and its cut row taken away."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from doichieu.extract.assembly.kinds import Kind, heads_ordinals, is_numbering, kind_of, looks_like_header
from doichieu.extract.pdf.cells import GridCell
from doichieu.extract.pdf.clipped import complete_header
from doichieu.extract.pdf.seams import sew

if TYPE_CHECKING:
    from doichieu.extract.pdf.cells import PageTable
    from doichieu.extract.pdf.content import PageContent
    from doichieu.extract.pdf.cutrows import Row

# Edges of columns of one table on two pages differ by rounding, those of ruled ones at least.
_SAME_EDGE = 4.0
# Sheets on a scanner's glass lie this far from each other at most.
_ON_GLASS = 40.0
_MOST_HEADER = 6
# A table that goes on behind its page fills that part of it at least.
_FULL = 0.7
# Fewer rows at the same heights are chance.
_FEW = 3
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
        beside: Further strips of its columns, from the left, and how many columns at the left of each repeat the first.
    """

    page: PageContent
    table: PageTable
    rows: list[tuple[PageContent, Row]] = field(default_factory=list)
    last: PageTable | None = None
    beside: list[tuple[Part, int]] = field(default_factory=list)
    _repeated: tuple[PageTable, int] | None = None

    @property
    def edge(self) -> Part:
        """The strip of columns at the right."""
        return self.beside[-1][0] if self.beside else self

    @property
    def strips(self) -> list[tuple[int, int]]:
        """Columns of every further strip, and those of them that repeat the first."""
        return [(part.table.width, titles) for part, titles in self.beside]

    def goes_on(self, table: PageTable) -> bool:
        """Whether a table at the top of the next page is the next part of this one."""
        last = self.last or self.table
        if table.width != self.table.width or table.ruled is not last.ruled:
            return False
        count = _repeats(self.table, table)
        self._repeated = table, count  # nearly always it is joined next
        if count:
            return not self._begins_anew(table, count)
        room = self._has_room()
        return follows(last, table, full=not room) and not (room and _is_level(last, table))

    def _begins_anew(self, table: PageTable, count: int) -> bool:
        """Whether the same first row stands below the same header again, and the page before had room for more rows."""
        if not self._has_room():
            return False
        one, other = (part.rows(count + 1)[count:] for part in (self.table, table))
        return bool(one and other) and bool(one[0][0].words) and one[0][0].text == other[0][0].text

    def _has_room(self) -> bool:
        """Whether the last page has room for more rows."""
        return (self.last or self.table).box[3] <= _FULL * self.rows[-1][0].frame.height

    def append(self, page: PageContent, table: PageTable) -> None:
        """Join the next part."""
        known, count = self._repeated or (None, 0)
        if known is not table:
            count = _repeats(self.table, table)
        self._repeated = None
        above = [row for _, row in self.rows]
        rest = sew(above, _below(table.rows(), count), ruled=table.ruled)
        self.rows = [*self.rows[: len(above)], *((page, row) for row in rest)]
        self.last = table

    def widen(self, strip: Part, titles: int) -> None:
        """Join the next strip of columns; its first ones can repeat those of the table."""
        self.beside.append((strip, titles))

    def lengthen(self, below: Part) -> None:
        """Join rows that go on in the same strips of columns."""
        pairs = [
            (self, below),
            *((one, other) for (one, _), (other, _) in zip(self.beside, below.beside, strict=True)),
        ]
        for one, other in pairs:
            one.rows = [*one.rows, *other.rows[_repeats(one.table, other.table) :]]
            one.last = other.last


def follows(last: PageTable, table: PageTable, *, full: bool = False) -> bool:
    """Whether the columns of a table at the top of a page are those of the table that ends the page before.

    Args:
        last: The table before, or its last part.
        table: A table that does not begin with the header of the one before.
        full: Whether the table before fills its page.
    """
    if table.width != last.width or table.ruled is not last.ruled:
        return False
    if table.columns is not None and table.columns.texts:
        return table.columns is last.columns
    first = table.rows(1)[0]
    if _is_divided(last, first):
        return True
    # what is left of a cut row begins with a blank cell, a header does not
    begins = bool(first) and first[0].col == 0 and bool(first[0].words)
    if begins and len(first) > 1 and looks_like_header([cell.text for cell in first]):
        tells = not (full and table.ruled and _is_of_texts(last))
        if tells or heads_ordinals(first[0].text):
            return False
    if not table.ruled:
        return table.columns is last.columns
    # sheets of a scan lie a little further left or right on the glass
    shift = table.xs[0] - last.xs[0] if last.recognised and table.recognised else 0.0
    return abs(shift) < _ON_GLASS and all(
        abs(one + shift - other) < _SAME_EDGE for one, other in zip(last.xs, table.xs, strict=True)
    )


def _is_divided(last: PageTable, first: Row) -> bool:
    """Whether a page ends with the upper row of a header alone, whose titles go on in the first row of the next."""
    return (
        len(last.rows(2)) == 1
        and any(cell.open_below for cell in last.cells)
        and any(cell.open_above for cell in first)
    )


def _is_of_texts(table: PageTable) -> bool:
    """Whether the rows of a table hold words alone, so that a header looks like any of them."""
    rows = [[cell.text for cell in row] for row in table.rows()][1:]
    return len(rows) > 1 and all(looks_like_header(texts) for texts in rows if len(texts) > 1)


def _is_level(one: PageTable, other: PageTable) -> bool:
    """Whether two tables have rows at the same heights, as strips of one sheet have."""
    tops = [
        [min((cell.box[1] for cell in row), default=0.0) for row in table.rows()] for table in (one, other)
    ]
    return len(tops[0]) == len(tops[1]) > _FEW and all(
        abs(a - b) < _SAME_EDGE for a, b in zip(*tops, strict=True)
    )


def begin(page: PageContent, table: PageTable) -> Part:
    """A table of one part."""
    return Part(page, table, [(page, row) for row in table.rows()], table)


def _repeats(first: PageTable, table: PageTable) -> int:
    """How many rows at the top of a part are the header again."""
    if _begins_within(first, table):
        return 1
    complete_header(first, table, _MOST_HEADER)
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
        if count and len(one) == 1 < first.width:
            break
        count += 1
    if not count and heads_ordinals(_first_text(first)):
        count = _repeats_jumbled(first, table)
    deepest = min(_depth(one.rows(count)) for one in (first, table))
    return max(count, min(deepest, _MOST_HEADER)) if count else 0


def _first_text(table: PageTable) -> str:
    return next((cell.text for cell in table.rows(1)[0]), "")


def _repeats_jumbled(first: PageTable, table: PageTable) -> int:
    """Rows of a header that stands again word for word, though a line of it got into the row below: else 0."""
    if _first_text(first) != _first_text(table):
        return 0
    words = [
        [
            sorted(word.text for cell in row for line in cell.words for word in line)
            for row in part.rows(_MOST_HEADER)
        ]
        for part in (first, table)
    ]
    for count in range(2, min(map(len, words)) + 1):
        one, other = (sorted(itertools.chain.from_iterable(rows[:count])) for rows in words)
        if one == other:
            return count
    return 0


def _begins_within(first: PageTable, table: PageTable) -> bool:
    """Whether a part begins with a lower row of the header alone: the titles that ordinals begin with, the numbers of the columns.

    The lines above were not repeated, or were taken for a running head.
    """
    texts = [cell.text for cell in table.rows(1)[0]]
    if len(texts) < 2 or not (is_numbering([*texts]) or heads_ordinals(texts[0])):
        return False
    return any(
        len(row) == len(texts) and row[0].text == texts[0] and texts == [cell.text for cell in row]
        for row in first.rows(_MOST_HEADER)[1:]
    )


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
