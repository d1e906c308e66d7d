"""The vocabulary of doichieu: the values that the stages hand to each other, and nothing else.

Extract makes a `Document` (what is printed), normalize a `Decision` (what it means), validate
`Finding` and `Check` values (what holds and what does not). All values are frozen; numbers are
`Decimal` and keep the digits that were printed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

# --------------------------------------------------------------------------- places


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on a page, in points from the top left corner."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """Where something was printed.

    Attributes:
        document: SHA-256 of the file, hexadecimal.
        page: 1-based page, for media that have pages.
        box: Rectangle on that page.
        block: 0-based index in `Document.blocks`, for media without pages.
        span: Start and end character in the decoded text of the file (text, Markdown) or of the
            block (DOCX, HTML); None where the medium gives none.
        reference: Sheet and cell of a workbook as a formula names them ("'Biểu 62'!C12").
    """

    document: str
    page: int | None = None
    box: Box | None = None
    block: int | None = None
    span: tuple[int, int] | None = None
    reference: str | None = None


# --------------------------------------------------------------------------- extract: as printed


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table as printed.

    Attributes:
        text: Text in NFC, white space folded to single spaces; empty for a blank cell.
        row: 0-based row in the whole grid, header rows included.
        col: 0-based column.
        row_span: Rows the cell covers, 1 or more.
        col_span: Columns the cell covers, 1 or more.
        locator: Where it was printed.
        confidence: Confidence of the recognition between 0 and 1; None where nothing was recognised.
        alternatives: What else the picture may say, likeliest first.
        repaired_from: What was read first, where the rest of the paper settled a doubt otherwise.
        misread: What was read, where `text` is what a person says is printed.
    """

    text: str
    row: int
    col: int
    row_span: int = 1
    col_span: int = 1
    locator: Locator
    confidence: float | None = None
    alternatives: tuple[Alternative, ...] = ()
    repaired_from: str | None = None
    misread: str | None = None

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
        return max((cell.row + cell.row_span for cell in self.cells), default=0)

    @property
    def n_cols(self) -> int:
        """Columns of the grid."""
        return max((cell.col + cell.col_span for cell in self.cells), default=0)

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


# --------------------------------------------------------------------------- normalize: what it means


class ColumnRole(StrEnum):
    """What a column holds."""

    ORDINAL = "ordinal"
    ENTITY = "entity"
    COMPONENT = "component"
    TOTAL = "total"
    MAXIMUM = "maximum"
    RATIO = "ratio"
    RANK = "rank"
    TIER = "tier"
    COUNT = "count"
    TEXT = "text"


class RowKind(StrEnum):
    """What a row is."""

    HEADER = "header"
    DATA = "data"
    GROUP = "group"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    AVERAGE = "average"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A printed figure.

    Attributes:
        value: The value, with as many decimal places as were printed.
        places: Decimal places printed.
        percent: Whether a percent sign stands with it.
        marks: Footnote marks that follow it ("**").
    """

    value: Decimal
    places: int
    percent: bool = False
    marks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An entity that a name may mean."""

    entity_id: str
    name: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A printed name and what it was resolved to.

    Attributes:
        printed: The name as printed, without footnote marks.
        entity_id: Canonical ID, None where the matcher abstains.
        name: Canonical name of that entity.
        kind: Kind of that entity ("sở", "huyện", "bộ", …).
        score: Between 0 and 1; 1 is an exact name or alias.
        reason: Why, in words.
        candidates: The best candidates where it abstains.
        misprint: Whether the printed name deviates from every known spelling.
    """

    printed: str
    entity_id: str | None = None
    name: str | None = None
    kind: str | None = None
    score: float = 0.0
    reason: str = ""
    candidates: tuple[Candidate, ...] = ()
    misprint: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column understood.

    Attributes:
        index: 0-based column of the grid.
        role: What it holds.
        header: Header path, levels joined with " / ".
        indicator: What the figures measure, cleaned for comparison over tables.
        period: Year the figures are for, where the header says one.
        maximum: Maximum declared in the header ("(Tối đa: 525)").
        unit: Unit ("%", "điểm", "triệu đồng").
    """

    index: int
    role: ColumnRole
    header: str
    indicator: str = ""
    period: int | None = None
    maximum: Decimal | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row understood.

    Attributes:
        index: 0-based row of the grid.
        kind: What the row is.
        ordinal: Ordinal as printed without its dot ("1", "II", "3.1"), empty where blank.
        label: What the row names, as printed.
        entities: The agencies it names; several in one cell are several.
        marks: Footnote marks behind the name ("**").
        group: Index of the group row it stands under, None where there is none.
    """

    index: int
    kind: RowKind
    ordinal: str = ""
    label: str = ""
    entities: tuple[Mention, ...] = ()
    marks: str = ""
    group: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReading:
    """A table with its columns, rows and figures understood.

    Attributes:
        table: The table as printed.
        columns: One per grid column.
        rows: One per grid row, header rows included.
        numbers: Figures by (row, column); a cell that holds none has no entry.
    """

    table: Table
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    numbers: dict[tuple[int, int], Number] = field(default_factory=dict)

    @property
    def stub(self) -> int | None:
        """The column that says what each row is about: agencies, else criteria or items."""
        for role in (ColumnRole.ENTITY, ColumnRole.TEXT):
            for column in self.columns:
                if column.role is role:
                    return column.index
        return None

    def cell(self, row: int, col: int) -> Cell | None:
        """The cell that starts at this place, None where there is none."""
        return next((c for c in self.table.cells if c.row == row and c.col == col), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One figure of a table, with what it is about."""

    table_id: str
    row: int
    col: int
    entity_id: str | None
    entity_name: str
    indicator: str
    measure: str
    period: int | None
    value: Decimal
    unit: str | None
    as_printed: str
    locator: Locator


class QuantityKind(StrEnum):
    """How a quantity in prose is stated."""

    PERCENT = "percent"
    OUT_OF = "out_of"
    COUNT = "count"
    RANK = "rank"
    SCORE = "score"
    MOVE = "move"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A quantity in a sentence.

    Attributes:
        kind: How it is stated.
        value: The figure; for "18/19" the 18, for "giảm 2 bậc" -2.
        places: Decimal places printed.
        whole: For "18/19" the 19.
        unit: Unit or noun counted ("đơn vị", "tỉnh", "%").
        printed: As printed.
        span: Start and end character in the sentence.
    """

    kind: QuantityKind
    value: Decimal
    places: int = 0
    whole: Decimal | None = None
    unit: str = ""
    printed: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A sentence that states figures."""

    claim_id: str
    sentence: str
    subject: str
    quantities: tuple[Quantity, ...]
    locator: Locator


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedList:
    """A count in the text with the list of what it counts: "05 tỉnh chưa có dịch vụ là: A, B, C, D và E".

    Attributes:
        printed: Count as printed ("05", "17/19").
        value: The count; of "17/19" the 17.
        whole: Of "17/19" the 19, None for a plain count.
        between: Words between the count and the list.
        items: What is listed, one text an item.
        names: The agencies listed, empty where the items are something else.
        locator: Where the sentence stands.
    """

    printed: str
    value: int
    whole: int | None = None
    between: str
    items: tuple[str, ...]
    names: tuple[Mention, ...] = ()
    locator: Locator


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A document understood."""

    document: Document
    tables: tuple[TableReading, ...]
    observations: tuple[Observation, ...]
    claims: tuple[Claim, ...]
    lists: tuple[StatedList, ...] = ()
    issues: tuple[Issue, ...] = ()


# --------------------------------------------------------------------------- validate: what holds


class Level(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Outcome(StrEnum):
    """What a check came to."""

    HELD = "held"
    VIOLATED = "violated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bilingual:
    """A text in Vietnamese and in English."""

    vi: str
    en: str

    def in_language(self, lang: str) -> str:
        """The text in "vi" or "en"."""
        return self.en if lang == "en" else self.vi


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """A printed figure or name that a check read.

    Attributes:
        table_id: Table it stands in, None for a sentence.
        row: Grid row.
        col: Grid column.
        text: As printed.
        role: What it is in the computation ("total", "part", "rank", "name", …).
        locator: Where it was printed.
        claim_id: Claim it stands in, None for a table cell.
    """

    table_id: str | None = None
    row: int | None = None
    col: int | None = None
    text: str
    role: str = ""
    locator: Locator
    claim_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A suggested reading of one cell; what was printed stays in the dataset."""

    table_id: str
    row: int
    col: int
    printed: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A rule applied to a place."""

    rule: str
    table_id: str | None
    outcome: Outcome
    row: int | None = None
    col: int | None = None
    why: Bilingual | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A violated check worth a person's time.

    Attributes:
        finding_id: Stable over runs and over the formats of the same paper.
        rule: Code in the catalogue ("RANK-TIE").
        level: How much it matters.
        table_id: Table it is about, None for the prose.
        row: Grid row of the cell in doubt, None where the finding is about the table.
        col: Grid column of that cell.
        entity_id: Agency concerned.
        entity: Its name as printed.
        message: One sentence that can be pasted into a letter.
        observed: What is printed.
        expected: What was expected; like what is printed it stands in no language but the paper's: figures,
            dates, names and the paper's own words.
        steps: The computation, step by step.
        operands: Every figure the computation read; the cell in doubt first.
        cause_id: Cause it belongs to; findings with the same cause share it.
        cause: The cause in words.
        consequence: What changes with it (a rank, a tier, later rows), or that nothing does.
        suggestion: What to correct, in words.
        corrections: The same, as cells.
    """

    finding_id: str
    rule: str
    level: Level
    table_id: str | None = None
    row: int | None = None
    col: int | None = None
    entity_id: str | None = None
    entity: str | None = None
    message: Bilingual
    observed: str
    expected: str
    steps: tuple[Bilingual, ...] = ()
    operands: tuple[Operand, ...] = ()
    cause_id: str = ""
    cause: Bilingual | None = None
    consequence: Bilingual | None = None
    suggestion: Bilingual | None = None
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What validate says of one paper.

    Attributes:
        decision: The paper.
        findings: Most serious first, then in reading order.
        checks: Every rule at every place, held, violated or unknown.
        conventions: By table_id, what was inferred ("ranks: dense, by Tổng điểm, largest first").
    """

    decision: Decision
    findings: tuple[Finding, ...]
    checks: tuple[Check, ...]
    conventions: dict[str, tuple[Bilingual, ...]] = field(default_factory=dict)
