"""A decision laid out for checking: tables with their agencies, places and figures at hand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any, NamedTuple

from doichieu.model import (
    Cell,
    Column,
    ColumnRole,
    Correction,
    Decision,
    Number,
    Operand,
    Paragraph,
    Row,
    RowKind,
    TableReading,
)
from doichieu.normalize.registry.communes import is_commune
from doichieu.normalize.spaced_figures import with_figures_joined
from doichieu.normalize.text import key
from doichieu.normalize.understand import document_separators
from doichieu.normalize.unit_nouns import units_by_name

# Roles whose figures are amounts: they can be summed, divided and ranked.
AMOUNTS = frozenset({ColumnRole.COMPONENT, ColumnRole.TOTAL, ColumnRole.COUNT, ColumnRole.MAXIMUM})

# A figure times a name, or a name times a figure.
_TIMES = re.compile(r"\d\s*%?\s*[x×*]\s*\w|\w\s*[x×*]\s*\d", re.IGNORECASE)
# Each table is held against so many others over the same units, so that cost grows with tables; no paper seen has more.
_NEIGHBOURS = 40


class Place(NamedTuple):
    """A cell of a paper: index of the table in reading order, grid row, grid column."""

    sheet: int
    row: int
    col: int


# The figure printed at a place, None where there is none.
Figures = Callable[[Place], Number | None]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sheet:
    """A table prepared for checks; one is equal to itself alone, so that what is found of it can be kept.

    Attributes:
        index: Position in the paper.
        reading: The table understood.
        data: Its data rows.
        subjects: Per data row the keys of what it is about: entity IDs, else the folded label.
        rows_of: Grid rows by subject.
        unique: Grid row by subject, for subjects that stand in exactly one row alone.
        population: What kind of units it lists ("VN-31/sở"), empty where it lists none.
        units: The same, and where the registry has none of them the kind that their names tell ("~trường").
        cells: Its cells by (row, column).
        finest: The two most decimal places that figures of a column print, by column, the fewer first.
        formulas_said: Notes below it and paragraphs of the paper that multiply by something: “40% x Hạ tầng số + …”.
        kept: What was found of it, for those who ask again.
    """

    index: int
    reading: TableReading
    data: tuple[Row, ...]
    subjects: dict[int, tuple[str, ...]]
    rows_of: dict[str, tuple[int, ...]]
    unique: dict[str, int]
    population: str
    units: str
    cells: dict[tuple[int, int], Cell]
    finest: dict[int, tuple[int, ...]]
    formulas_said: tuple[str, ...] = ()
    kept: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False)

    @property
    def label(self) -> str:
        """How people refer to the table."""
        return self.reading.table.label

    def columns(self, *roles: ColumnRole) -> list[Column]:
        """Columns of these roles, left to right; one list for all who ask, which none of them changes."""
        found: list[Column] | None = self.kept.get(roles)
        if found is None:
            found = self.kept[roles] = [one for one in self.reading.columns if one.role in roles]
        return found

    def number(self, row: int, col: int) -> Number | None:
        """The figure at a place of this table."""
        return self.reading.numbers.get((row, col))

    def value(self, row: int, col: int) -> Decimal | None:
        """The value at a place of this table."""
        number = self.reading.numbers.get((row, col))
        return None if number is None else number.value

    def figure(self, place: Place) -> Number | None:
        """The figure at a place of this table in its paper."""
        return self.reading.numbers.get((place.row, place.col))

    def places(self, *cols: int) -> int:
        """Decimal places of columns taken together: the most that two figures print, so that a slip does not count."""
        return sorted([0, 0, *(places for col in cols for places in self.finest.get(col, ()))])[-2]

    def place(self, row: int, col: int) -> Place:
        """A place of this table in its paper."""
        return Place(self.index, row, col)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Paper:
    """A decision prepared for checks.

    Attributes:
        decision: The decision.
        sheets: Its tables.
        by_kind: Tables by the kind of units they list.
        year: The year its figures are for: the newest of its observations; None where none names one.
        kept: What was found of it, for those who ask again.
    """

    decision: Decision
    sheets: tuple[Sheet, ...]
    by_kind: Mapping[str, tuple[Sheet, ...]]
    year: int | None
    kept: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False)

    def number(self, place: Place) -> Number | None:
        """The figure at a place."""
        return self.sheets[place.sheet].reading.numbers.get((place.row, place.col))

    def stored(self, place: Place) -> Number | None:
        """The figure at a place with the digits that a workbook stores beyond those printed; else as printed."""
        reading, at = self.sheets[place.sheet].reading, (place.row, place.col)
        return reading.stored.get(at) or reading.numbers.get(at)

    def text(self, place: Place) -> str:
        """The text printed at a place, empty where nothing starts there."""
        cell = self.sheets[place.sheet].cells.get((place.row, place.col))
        return cell.text if cell else ""

    def operand(self, place: Place, role: str) -> Operand:
        """A place as an operand of a computation."""
        sheet, at = self.sheets[place.sheet], (place.row, place.col)
        cell, table, stored = sheet.cells.get(at), sheet.reading.table, sheet.reading.stored.get(at)
        return Operand(
            table_id=table.table_id,
            row=place.row,
            col=place.col,
            text=cell.text if cell else "",
            role=role,
            locator=cell.locator if cell else table.locator,
            stored=None if stored is None else stored.value,
        )

    def correction(self, place: Place, value: str, *, ambiguous: bool = False) -> Correction:
        """What to print in place of a cell."""
        return Correction(
            table_id=self.sheets[place.sheet].reading.table.table_id,
            row=place.row,
            col=place.col,
            printed=self.text(place),
            value=value,
            ambiguous=ambiguous,
        )

    def row(self, place: Place) -> Row:
        """The row of a place."""
        return self.sheets[place.sheet].reading.rows[place.row]

    def column(self, place: Place) -> Column:
        """The column of a place."""
        return self.sheets[place.sheet].reading.columns[place.col]

    def siblings(self, sheet: Sheet) -> Iterator[Sheet]:
        """Other tables over the same kind of units, in reading order; of very many the nearest."""
        alike = [other for other in self.by_kind.get(sheet.units, ()) if other is not sheet]
        if len(alike) > _NEIGHBOURS:
            nearest = sorted(alike, key=lambda other: abs(other.index - sheet.index))[:_NEIGHBOURS]
            alike = sorted(nearest, key=lambda other: other.index)
        yield from alike


def lay_out(decision: Decision) -> Paper:
    """Prepare a decision for checks.

    Args:
        decision: A decision understood.

    Returns:
        The paper; cost is linear in its cells.
    """
    told = with_figures_joined(decision.document, partial(document_separators, decision.document))
    if told is not decision.document:
        decision = replace(decision, document=told)
    said = [
        block.text
        for block in decision.document.blocks
        if isinstance(block, Paragraph) and "+" in block.text and _TIMES.search(block.text)
    ]
    sheets = tuple(_sheet(index, reading, said) for index, reading in enumerate(decision.tables))
    alike: defaultdict[str, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        if sheet.units:
            alike[sheet.units].append(sheet)
    return Paper(
        decision=decision,
        sheets=sheets,
        by_kind={population: tuple(members) for population, members in alike.items()},
        year=max((one.period for one in decision.observations if one.period), default=None),
    )


def _sheet(index: int, reading: TableReading, said: Sequence[str]) -> Sheet:
    data = tuple(row for row in reading.rows if row.kind is RowKind.DATA)
    subjects = {row.index: _subjects(row) for row in data}
    rows_of: defaultdict[str, list[int]] = defaultdict(list)
    for row_index, keys in subjects.items():
        for subject in keys:
            rows_of[subject].append(row_index)
    population = population_of(subject for keys in subjects.values() for subject in keys)
    return Sheet(
        index=index,
        reading=reading,
        data=data,
        subjects=subjects,
        rows_of={subject: tuple(rows) for subject, rows in rows_of.items()},
        unique={
            subject: rows[0]
            for subject, rows in rows_of.items()
            if len(rows) == 1 and len(subjects[rows[0]]) == 1
        },
        population=population,
        units=population or units_by_name(row.label for row in data),
        cells={(cell.row, cell.col): cell for cell in reading.table.cells},
        finest=_finest(reading),
        formulas_said=(*(note for note in reading.table.notes if _TIMES.search(note)), *said),
    )


def _finest(reading: TableReading) -> dict[int, tuple[int, ...]]:
    places: defaultdict[int, list[int]] = defaultdict(list)
    for (_, col), number in reading.numbers.items():
        places[col].append(number.places)
    return {col: tuple(sorted(printed)[-2:]) for col, printed in places.items()}


def _subjects(row: Row) -> tuple[str, ...]:
    if row.entities:
        return tuple(mention.entity_id or "~" + key(mention.printed) for mention in row.entities)
    return ("~" + key(row.label),) if row.label else ()


def population_of(subjects: Iterable[str]) -> str:
    """The kind of units most subjects are: parent and first part of the local ID."""
    kinds = Counter(map(kind_of, subjects))
    total = sum(kinds.values())
    if not total:
        return ""
    kind, count = kinds.most_common(1)[0]
    return kind if kind and count > total / 2 else ""


@lru_cache(maxsize=65536)
def kind_of(subject: str) -> str:
    """The kind of units that a subject is one of ("VN-31/district"), empty where the registry does not have it."""
    if subject.startswith("~"):
        return ""
    parent, _, local = subject.partition(":")
    if not local:
        return "VN/province"
    if local.startswith("h-"):
        return f"{parent}/district"
    if is_commune(local):
        return f"{parent}/commune"
    if parent == "VN":
        return "VN/agency" if local.startswith("cq-") else "VN/ministry"
    return f"{parent}/department"
