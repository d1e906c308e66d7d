"""Columns of papers as series: one measure of one year, by agency."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from doichieu.model import (
    Bilingual,
    ColumnRole,
    Correction,
    Decision,
    Locator,
    Operand,
    RowKind,
    TableReading,
    doc_id_of,
)
from doichieu.normalize.numbers import parse_figure, read_number
from doichieu.normalize.text import key, words
from doichieu.validate.paper import population_of
from doichieu.validate.wording import say

_LEADING = re.compile(r"[0-9]+")
# Fewer agencies tell no column from another.
FEWEST = 4
MEASURES = frozenset({"rank", "total", "ratio", "score", "amount", "count", "tier"})
# What few values stand for: that two papers print the same of a unit tells little.
ORDERED = frozenset({"rank", "tier"})
_STOP = frozenset(
    words(
        "bang bieu chi so xep hang thu danh gia ket qua muc do tong hop chung cua cac ve va "
        "theo nam tren dia ban tinh thanh pho truc thuoc trung uong huyen thi xa nganh don vi co quan bo "
        "khoi cap nhom ubnd hdnd uy nhan dan cong tac tong diem"
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A paper as others refer to it.

    Attributes:
        sha256: Hash of its file.
        name: What people call it.
        number: Its number, None where it has none.
        issued_on: Its date.
        at_hand: Whether the paper itself is at hand, and not only its figures in a dataset.
    """

    sha256: str
    name: str
    number: str | None = None
    issued_on: date | None = None
    at_hand: bool = True

    @property
    def doc_id(self) -> str:
        """Its key in a dataset."""
        return doc_id_of(self.sha256)

    @property
    def issue_key(self) -> str:
        """The paper among others; see `issue_key_of`."""
        return issue_key_of(self.issued_on, self.number, self.doc_id)


def issue_key_of(issued_on: date | None, number: str | None, doc_id: str) -> str:
    """What puts papers in the order in which they were issued; files of one paper share it.

    Args:
        issued_on: Date; papers without one come first.
        number: Number and sign; of papers of one day the higher number came later.
        doc_id: Tells papers without a number apart.
    """
    printed = number or ""
    first = _LEADING.match(printed)
    return "\x1f".join(
        (
            str(issued_on or date.min),
            f"{first.group() if first else '':0>12}",
            printed,
            "" if number else doc_id,
        )
    )


class Figure(NamedTuple):
    """A figure of a series: the agency, its row, the figure and how it was printed."""

    entity_id: str
    row: int
    value: Decimal
    printed: str
    locator: Locator


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A column of a paper.

    Attributes:
        source: The paper.
        table_id: The table.
        table: How people refer to the table ("2.1"), empty where it has no number.
        col: Grid column.
        measure: Role of the column ("rank", "total", …).
        period: Year the figures are for.
        own: Whether that is the year the paper itself is about, the newest in it.
        topic: Words of what is measured.
        population: Kind of agencies ("VN-31/department").
        figures: By agency; one that stands twice is left out.
        header: What stands over the column.
        caption: What stands over the table.
        unit: Unit of the figures, None where none is printed.
        corrected: What the audit of the paper says that its figures should be, by row; those in doubt alone.
    """

    source: Source
    table_id: str
    table: str
    col: int
    measure: str
    period: int
    own: bool
    topic: frozenset[str]
    population: str
    figures: Mapping[str, Figure]
    header: str = ""
    caption: str = ""
    unit: str | None = None
    corrected: Mapping[int, str] = field(default_factory=dict)

    def right(self, figure: Figure) -> Decimal:
        """What a figure of it should be by the audit of its paper; as printed where that has no doubt of it."""
        value = self.corrected.get(figure.row)
        number = read_number(value) if value is not None and parse_figure(value) else None
        return figure.value if number is None else number.value


class Fact(NamedTuple):
    """What a series is made from: one observation of one paper."""

    table_id: str
    row: int
    col: int
    entity_id: str | None
    indicator: str
    measure: str
    period: int | None
    value: Decimal
    printed: str
    locator: Locator
    header: str = ""
    unit: str | None = None


class Title(NamedTuple):
    """How people refer to a table: its number ("2.1"), empty where it has none, and its caption."""

    number: str
    caption: str


def operand_of(series: Series, figure: Figure) -> Operand:
    """A figure of another paper as an operand; its table is named where the paper is at hand."""
    at_hand = series.source.at_hand
    return Operand(
        table_id=series.table_id if at_hand else None,
        row=figure.row if at_hand else None,
        col=series.col if at_hand else None,
        text=figure.printed if at_hand else f"{paper_and_table(series).vi}: {figure.printed}",
        role="other",
        locator=figure.locator,
    )


def paper_and_table(series: Series) -> Bilingual:
    """How a sentence refers to a table of another paper: "464/BC-STTTT, Bảng 2.1"."""
    name = series.source.name
    return say(f"{name}, Bảng {series.table}", f"{name}, Table {series.table}") if series.table else say(name)


def facts_of(decision: Decision) -> Iterable[Fact]:
    """The observations of a paper, and the tiers that its tables print."""
    for one in decision.observations:
        yield Fact(
            one.table_id,
            one.row,
            one.col,
            one.entity_id,
            one.indicator,
            one.measure,
            one.period,
            one.value,
            one.as_printed,
            one.locator,
            one.header,
            one.unit,
        )
    newest = max((one.period for one in decision.observations if one.period is not None), default=None)
    for reading in decision.tables:
        yield from _tiers(reading, newest)


def _tiers(reading: TableReading, newest: int | None) -> Iterator[Fact]:
    """The tiers that a table prints; those without a year are of the newest that the paper has figures of."""
    columns = [column for column in reading.columns if column.role is ColumnRole.TIER]
    rows = {row.index: row for row in reading.rows if row.kind is RowKind.DATA and len(row.entities) == 1}
    for column in columns:
        for cell in reading.table.cells if columns else ():
            if cell.col == column.index and cell.row in rows and cell.text:
                yield Fact(
                    table_id=reading.table.table_id,
                    row=cell.row,
                    col=column.index,
                    entity_id=rows[cell.row].entities[0].entity_id,
                    indicator=column.indicator,
                    measure="tier",
                    period=column.period or newest,
                    value=_letters(cell.text),
                    printed=cell.text,
                    locator=cell.locator,
                    header=column.header,
                )


def _letters(tier: str) -> Decimal:
    """The letters of a tier as one number, so that tiers are alike where their figures are."""
    return Decimal(int.from_bytes(key(tier).encode()))


def source_of(decision: Decision) -> Source:
    """A paper as others refer to it."""
    document = decision.document
    head = document.letterhead
    return Source(sha256=document.sha256, name=document.name, number=head.number, issued_on=head.issued_on)


def series_of(
    source: Source,
    facts: Iterable[Fact],
    tables: Mapping[str, Title],
    corrections: Iterable[Correction] = (),
    fewest: int = FEWEST,
) -> list[Series]:
    """The columns of a paper that another paper may repeat.

    Args:
        source: The paper.
        facts: Its observations.
        tables: Numbers and captions of its tables, by table_id.
        corrections: What its audit suggests.
        fewest: So many agencies a column needs.

    Returns:
        Series of at least so many agencies; cost is linear in the observations.
    """
    columns: defaultdict[tuple[str, int], list[Fact]] = defaultdict(list)
    newest = 0
    for fact in facts:
        if fact.entity_id is not None and fact.period is not None and fact.measure in MEASURES:
            columns[fact.table_id, fact.col].append(fact)
            newest = max(newest, fact.period)
    corrected: defaultdict[tuple[str, int], dict[int, str]] = defaultdict(dict)
    for one in corrections:
        corrected[one.table_id, one.col][one.row] = one.value
    found = (
        replace(_series(source, column, newest, tables), corrected=corrected[place])
        for place, column in columns.items()
    )
    return [series for series in found if len(series.figures) >= fewest and series.population]


def _series(source: Source, column: list[Fact], newest: int, tables: Mapping[str, Title]) -> Series:
    first = column[0]
    figures: dict[str, Figure] = {}
    twice: set[str] = set()
    for fact in column:
        entity = str(fact.entity_id)
        if entity in figures:
            twice.add(entity)
        figures[entity] = Figure(entity, fact.row, fact.value, fact.printed, fact.locator)
    period = first.period or 0
    title = tables.get(first.table_id, Title("", ""))
    return Series(
        source=source,
        table_id=first.table_id,
        table=title.number,
        col=first.col,
        # one paper calls points what another, without ranks beside them, does not
        measure="score" if first.measure == "amount" else first.measure,
        period=period,
        own=period == newest,
        topic=topic_of(first.indicator),
        population=population_of(figures),
        figures={entity: figure for entity, figure in figures.items() if entity not in twice},
        header=first.header,
        caption=title.caption,
        unit=first.unit,
    )


def topic_of(text: str) -> frozenset[str]:
    """The words of a text that say what is measured."""
    return frozenset(word for word in words(text) if word not in _STOP and not word.isdigit())
