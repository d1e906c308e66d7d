"""Tables understood: columns, rows, the agencies they name, figures and what each is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from doichieu.model.places import Locator
from doichieu.model.printed import Cell, Table


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
class Outdated:
    """What no longer held of a printed name long before the day of the paper.

    Attributes:
        kind: Kind printed that the unit no longer had ("huyện" of what became a town); empty where the unit itself had ended.
        since: First day on which it no longer held, None where the unit never had that kind.
        act: Legal act of the change, empty where it is not sourced.
    """

    kind: str = ""
    since: date | None = None
    act: str = ""


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
        outdated: What no longer held of it in the paper's year and the one before, None for a name of its time.
    """

    printed: str
    entity_id: str | None = None
    name: str | None = None
    kind: str | None = None
    score: float = 0.0
    reason: str = ""
    candidates: tuple[Candidate, ...] = ()
    misprint: bool = False
    outdated: Outdated | None = None


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
        stored: Those of which a workbook stores more digits than are printed, with these digits.
    """

    table: Table
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    numbers: dict[tuple[int, int], Number] = field(default_factory=dict)
    stored: dict[tuple[int, int], Number] = field(default_factory=dict)

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
    header: str = ""
    stored: Decimal | None = None
