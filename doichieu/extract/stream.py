"""The neutral stream that every reader makes of its medium and that assembly turns into blocks.

A medium shows only here: after this, a line is a line and a table is a table, whatever they came from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

    from doichieu.model import Alternative, Box

Span = tuple[int, int]


class Place(NamedTuple):
    """Where something stands in a medium that has pages.

    Attributes:
        page: 1-based page.
        box: Rectangle on the page as it is shown; None for the page as a whole.
    """

    page: int
    box: Box | None = None


class Shape(Enum):
    """How a medium lays a table down, which decides what a row with too few cells means."""

    TABS = auto()
    PIPES = auto()
    STACKED = auto()
    GIVEN = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line or paragraph outside tables.

    Attributes:
        text: Text with white space folded and emphasis marks removed.
        gap: Blank lines before it; 0 when it follows the line before directly.
        span: Start and end character in the decoded source, None where the medium has none.
        level: Heading level that the medium states, None where it states none.
        group: Number of the layout table (letterhead, signature block) it came from, None elsewhere.
        place: Page and box, None where the medium has no pages.
        note: Whether the medium says that it is a note of the table before it.
        reference: Sheet and cell of a workbook ("'Biểu 62'!C12"), None elsewhere.
    """

    text: str
    gap: int = 1
    span: Span | None = None
    level: int | None = None
    group: int | None = None
    place: Place | None = None
    note: bool = False
    reference: str | None = None


# A paper has thousands of cells, and a tuple is made in a third of the time of a data class.
class RawCell(NamedTuple):
    """A cell as the medium gives it.

    Attributes:
        text: Folded text.
        col: Column the medium states, None where cells only stand in order.
        pad: A blank that a converter appended because it lost cells, not a blank of the paper.
        lines: The lines inside the cell, before folding; used when a layout table turns back into lines.
        place: Page and box, None where the medium has no pages.
        reference: Sheet and cell of a workbook, None elsewhere.
        confidence: Confidence of the recognition, None where the medium has text.
        alternatives: What else a picture may say.
        stored: Value that a workbook stores, where it has digits that the text does not show.
        indent: How far its text begins behind where the column's may begin, in points; 0 where the medium says nothing.
        reach: How far its first line goes, in media that place their text rather than say how it is set; else 0.
    """

    text: str
    col: int | None = None
    row_span: int = 1
    col_span: int = 1
    span: Span | None = None
    pad: bool = False
    lines: tuple[str, ...] = ()
    place: Place | None = None
    reference: str | None = None
    confidence: float | None = None
    alternatives: tuple[Alternative, ...] = ()
    stored: Decimal | None = None
    indent: float = 0.0
    reach: float = 0.0


RawRow = tuple[RawCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """A grid or a fragment of one.

    Attributes:
        rows: Rows in order.
        shape: How the medium lays it down.
        header_hint: Rows that the medium marks as header rows.
        lossy: Whether blanks at row ends stand for cells that the converter lost.
        span: Start and end character in the decoded source.
        place: Page and box of its beginning, None where the medium has no pages.
        width: Columns of the widest row.
    """

    rows: tuple[RawRow, ...]
    shape: Shape
    header_hint: int = 0
    lossy: bool = False
    span: Span | None = None
    place: Place | None = None
    width: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Measure the rows once: every step of assembly asks."""
        object.__setattr__(self, "width", max(map(row_width, self.rows), default=0))

    @property
    def reference(self) -> str | None:
        """Sheet and cell that the table begins at, None outside workbooks."""
        return next((cell.reference for row in self.rows for cell in row), None)


Item = Line | RawTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something a reader met and did not read; `reference` is its first cell in a workbook."""

    code: str
    message: str
    span: Span | None = None
    place: Place | None = None
    reference: str | None = None


def row_width(row: RawRow) -> int:
    """Columns a row takes: the last stated column, else the number of its cells."""
    ends = [(index if cell.col is None else cell.col) + cell.col_span for index, cell in enumerate(row)]
    return max(ends, default=0)
