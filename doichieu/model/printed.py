"""What extract makes of a file: cells, tables, letterhead, the document as printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from doichieu.model.places import Locator


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading of a picture.

    Attributes:
        text: The whole text of the cell, read so.
        probability: How likely it is among all readings, 0 to 1.
    """

    text: str
    probability: float


SURE = 0.9
"""What is read from a picture with less confidence than this is in doubt."""


# A tuple, as its place is: a paper has thousands of both.
class Cell(NamedTuple):
    """A cell of a table as printed.

    Attributes:
        text: Text in NFC, white space folded to single spaces; empty for a blank cell.
        row: 0-based row in the whole grid, header rows included.
        col: 0-based column.
        locator: Where it was printed.
        row_span: Rows the cell covers, 1 or more.
        col_span: Columns the cell covers, 1 or more.
        confidence: Confidence of the recognition between 0 and 1; None where nothing was recognised.
        alternatives: What else the picture may say, likeliest first.
        repaired_from: What was read first, where the rest of the paper settled a doubt otherwise.
        misread: What was read, where `text` is what a person says is printed.
        stored: Value that a workbook stores, in the unit printed, where it has digits that are not printed; None
            where what is printed is all, and for other media.
        indent: How many steps its text is set in among those of its column, where these tell levels apart; else 0.
    """

    text: str
    row: int
    col: int
    locator: Locator
    row_span: int = 1
    col_span: int = 1
    confidence: float | None = None
    alternatives: tuple[Alternative, ...] = ()
    repaired_from: str | None = None
    misread: str | None = None
    stored: Decimal | None = None
    indent: int = 0

    @property
    def is_doubtful(self) -> bool:
        """Whether it was read from a picture with less confidence than `SURE`."""
        return self.confidence is not None and self.confidence < SURE


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table assembled over page breaks.

    Attributes:
        table_id: "t01", "t02", … in reading order; unique in its document.
        number: Number in the caption ("1.3"), None where the paper gives none.
        part: Part letter under a number ("a"), None where there is none.
        caption: Caption without its number, None where there is none.
        unit: Unit line above the table ("triệu đồng"), None where there is none.
        notes: Lines below the table that belong to it (footnotes, "Ghi chú: …").
        header_rows: How many rows at the top are header rows (0 or more).
        cells: Every cell, by row and column; positions covered by a span have no cell of their own.
        locator: Where the table starts.
    """

    table_id: str
    number: str | None = None
    part: str | None = None
    caption: str | None = None
    unit: str | None = None
    notes: tuple[str, ...] = ()
    header_rows: int = 1
    cells: tuple[Cell, ...]
    locator: Locator

    @property
    def n_rows(self) -> int:
        """Rows of the grid, header rows included."""
        return max([cell.row + cell.row_span for cell in self.cells], default=0)

    @property
    def n_cols(self) -> int:
        """Columns of the grid."""
        return max([cell.col + cell.col_span for cell in self.cells], default=0)

    def grid(self) -> list[list[str | None]]:
        """The whole grid as text: n_rows lists of n_cols; None where a merged cell spans."""
        width = self.n_cols
        rows: list[list[str | None]] = [[None] * width for _ in range(self.n_rows)]
        for cell in self.cells:
            rows[cell.row][cell.col] = cell.text
        return rows

    @property
    def label(self) -> str:
        """How people refer to it: "1.3 a)", else its table_id."""
        if self.number is None:
            return self.table_id if self.part is None else f"{self.part})"
        return self.number if self.part is None else f"{self.number} {self.part})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of the paper ("II. KẾT QUẢ ĐÁNH GIÁ"); level 1 is the outermost."""

    text: str
    level: int
    locator: Locator


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of running text."""

    text: str
    locator: Locator


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """What a paper says of itself at its head and in its signature block.

    Attributes:
        number: Number and sign without spaces ("305/QĐ-UBND"); an appendix takes that of the
            decision it is attached to.
        kind: Kind of paper in lower case ("quyết định", "công văn", "báo cáo", "thông báo").
        issuer: Issuing body as printed.
        place: Place of issue.
        issued_on: Date of issue.
        subject: What the paper is about.
        signer: Name of who signed.
        attached_to: Number of the parent paper, for an appendix or annexed result.
    """

    number: str | None = None
    kind: str | None = None
    issuer: str | None = None
    place: str | None = None
    issued_on: date | None = None
    subject: str | None = None
    signer: str | None = None
    attached_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something that was not read, or read with doubt, and where."""

    code: str
    message: str
    source: str
    locator: Locator | None = None
    table_id: str | None = None
    row: int | None = None
    col: int | None = None


# Issues that mean that a part of the paper was not read: a run that met one leaves with exit code 3.
PARTS_LOST = frozenset(
    {"truncated", "page-damaged", "page-limit", "image-page", "garbage-layer", "signature-only"}
)

MISREAD = "reading-corrected"
"""Code of the issue that says that a person read a cell otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file as printed: letterhead and blocks in reading order.

    Attributes:
        source: Path or name the bytes came from.
        media_type: IANA media type found in the content.
        sha256: Hash of the bytes.
        reader: Name of the reader and its version ("text/1").
        letterhead: What the paper says of itself.
        blocks: Headings, paragraphs and tables in reading order.
        issues: What was not read.
        pages: Number of pages, None for media without pages.
    """

    source: str
    media_type: str
    sha256: str
    reader: str
    letterhead: Letterhead
    blocks: tuple[Block, ...]
    issues: tuple[Issue, ...] = ()
    pages: int | None = None

    @property
    def doc_id(self) -> str:
        """Short stable key: the first 16 hexadecimal digits of the hash."""
        return doc_id_of(self.sha256)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def name(self) -> str:
        """What people call the paper: its number, else its file name."""
        return paper_name(self.letterhead.number, self.source)


def doc_id_of(sha256: str) -> str:
    """Key of the document with this hash."""
    return sha256[:16]


def paper_name(number: str | None, source: str) -> str:
    """What people call a paper: its number, else its file name."""
    return number or source.replace("\\", "/").rsplit("/", 1)[-1]
