"""Columns of another paper set beside those of a paper, as if it printed them, and the other table by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from doichieu.model import (
    Cell,
    Column,
    ColumnRole,
    Decision,
    Mention,
    Number,
    Row,
    RowKind,
    Table,
    TableReading,
)
from doichieu.normalize.agencies.verdict import canonical
from doichieu.normalize.registry import Registry
from doichieu.validate.chain.counterparts import Counterpart
from doichieu.validate.chain.series import Figure, Series
from doichieu.validate.chain.years import change_columns
from doichieu.validate.other_years import with_columns

_ROLES = {
    "rank": ColumnRole.RANK,
    "total": ColumnRole.TOTAL,
    "score": ColumnRole.COMPONENT,
    "ratio": ColumnRole.RATIO,
    "tier": ColumnRole.TIER,
}
_NAMES = {
    "rank": "Xếp hạng",
    "total": "Tổng điểm",
    "score": "Điểm",
    "ratio": "Tỷ lệ (%)",
    "tier": "Xếp loại",
}


@dataclass(frozen=True, slots=True)
class Beside:
    """A decision that shows figures of other papers.

    Attributes:
        decision: The decision.
        figures: What other papers print, by table, row and column.
    """

    decision: Decision
    figures: Mapping[tuple[str, int, int], tuple[Series, Figure]]


def widened(decision: Decision, counterparts: Sequence[Counterpart]) -> Beside:
    """A decision of the tables that have counterparts alone, each with the columns of the earlier year beside its own.

    Columns that are neither compared nor of a change say nothing, so that no other relation is seen among them.

    Args:
        decision: A decision.
        counterparts: What answers to its tables.

    Returns:
        The decision; places of its own keep their rows and columns, those of other papers stand to the right of them.
    """
    by_table: dict[str, list[Counterpart]] = {}
    for one in counterparts:
        by_table.setdefault(one.table_id, []).append(one)
    readings = {reading.table.table_id: reading for reading in decision.tables}
    figures: dict[tuple[str, int, int], tuple[Series, Figure]] = {}
    tables = tuple(_widened(readings[table_id], found, figures) for table_id, found in by_table.items())
    return Beside(replace(decision, tables=tables), figures)


def _widened(
    reading: TableReading,
    found: Sequence[Counterpart],
    figures: dict[tuple[str, int, int], tuple[Series, Figure]],
) -> TableReading:
    years = {ours.col: ours.period for one in found for ours, _ in one.pairs}
    own = with_columns(reading, {*years, *(column.index for column in change_columns(reading))})
    columns = [replace(one, period=years.get(one.index, one.period)) for one in own.columns]
    numbers, table = dict(own.numbers), reading.table
    cells = list(table.cells)
    named = [row for row in reading.rows if len(row.entities) == 1]
    twice = Counter(row.entities[0].entity_id for row in named)
    rows = {entity: row.index for row in named if twice[entity := row.entities[0].entity_id] == 1}
    for one in found:
        for ours, theirs in one.pairs:
            col = len(columns)
            columns.append(
                replace(columns[ours.col], index=col, header=_header(theirs), period=one.year, maximum=None)
            )
            cells.append(Cell(_header(theirs), 0, col, table.locator, row_span=max(1, table.header_rows)))
            for figure in theirs.figures.values():
                row = rows.get(figure.entity_id)
                if row is not None:
                    cells.append(Cell(figure.printed, row, col, figure.locator))
                    if theirs.measure != "tier":
                        numbers[row, col] = _number(theirs, figure)
                    figures[table.table_id, row, col] = theirs, figure
    cells.sort(key=lambda cell: (cell.row, cell.col))
    return replace(own, table=replace(table, cells=tuple(cells)), columns=tuple(columns), numbers=numbers)


def _header(series: Series) -> str:
    return f"{_NAMES[series.measure]} năm {series.period}"


def _number(series: Series, figure: Figure) -> Number:
    """A figure of another paper, as its audit has it."""
    value = series.right(figure)
    exponent = value.as_tuple().exponent
    return Number(value=value, places=max(0, -exponent) if isinstance(exponent, int) else 0)


def alone(counterparts: Sequence[Counterpart], decision: Decision) -> Beside:
    """Tables of earlier papers as a decision: what the sentences of a later one may be held against.

    Args:
        counterparts: The tables, by their columns.
        decision: The later paper, whose names the units are called by; its own tables tell those of the others apart.

    Returns:
        A decision of these tables, each with a column for the units and one for each column that is compared.
    """
    return _beside(
        decision,
        [
            (one.table_id, [replace(theirs, header=_header(theirs), caption="") for _, theirs in one.pairs])
            for one in counterparts
        ],
    )


def printed_by(
    series: Iterable[Series], earlier: Iterable[Counterpart], decision: Decision, subject: str
) -> Beside:
    """The tables of another paper, as far as its columns of its own year go, as if a decision printed them.

    Args:
        series: The columns.
        earlier: Tables of earlier years that answer to them: what places won or lost are counted from.
        decision: A decision that speaks of them.
        subject: What the other paper is about.

    Returns:
        The decision on that subject, with these tables in place of its own under their captions and headers.
    """
    tables: dict[str, list[Series]] = {}
    for one in series:
        if one.measure in _ROLES:
            tables.setdefault(one.table_id, []).append(one)
    for found in earlier:
        units = {unit for one in tables[found.table_id] for unit in one.figures}
        for ours, theirs in found.pairs:
            figures = {unit: figure for unit, figure in theirs.figures.items() if unit in units}
            alike = replace(theirs, figures=figures, header=ours.header, measure=ours.measure, unit=ours.unit)
            tables[found.table_id].append(alike)
    head = replace(decision.document.letterhead, subject=subject)
    about = replace(decision, document=replace(decision.document, letterhead=head))
    return _beside(about, list(tables.items()))


def _beside(decision: Decision, tables: Iterable[tuple[str, Sequence[Series]]]) -> Beside:
    figures: dict[tuple[str, int, int], tuple[Series, Figure]] = {}
    readings = []
    for table_id, series in tables:
        units = dict.fromkeys(
            figure.entity_id
            for column in series
            for figure in sorted(column.figures.values(), key=lambda figure: figure.row)
        )
        names = _names(decision, units)
        readings.append(_reading(table_id, series, names))
        rows = {unit: row for row, unit in enumerate(names, 1)}
        for col, column in enumerate(series, 1):
            for figure in column.figures.values():
                figures[table_id, rows[figure.entity_id], col] = column, figure
    return Beside(replace(decision, tables=tuple(readings)), figures)


def _reading(table_id: str, series: Sequence[Series], names: Mapping[str, str]) -> TableReading:
    """A table of units, by name, with the columns of another paper."""
    first = series[0]
    locator = next(iter(first.figures.values())).locator
    rows = {unit: row for row, unit in enumerate(names, 1)}
    columns = [Column(index=0, role=ColumnRole.ENTITY, header="Đơn vị")]
    cells = [Cell("Đơn vị", 0, 0, locator)]
    cells += [Cell(name, rows[unit], 0, locator) for unit, name in names.items()]
    numbers: dict[tuple[int, int], Number] = {}
    for col, column in enumerate(series, 1):
        header = column.header or _header(column)
        columns.append(
            Column(
                index=col,
                role=_ROLES[column.measure],
                header=header,
                indicator=header,
                period=column.period,
                unit=column.unit,
            )
        )
        cells.append(Cell(header, 0, col, locator))
        for figure in column.figures.values():
            cells.append(Cell(figure.printed, rows[figure.entity_id], col, figure.locator))
            if column.measure != "tier":
                numbers[rows[figure.entity_id], col] = _number(column, figure)
    name = first.source.name
    table = Table(
        table_id=table_id,
        number=f"{first.table} ({name})" if first.table else None,
        caption=first.caption or (None if first.table else name),
        header_rows=1,
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.col))),
        locator=locator,
    )
    units = tuple(
        Row(
            index=rows[unit],
            kind=RowKind.DATA,
            label=name,
            entities=(Mention(printed=name, entity_id=unit, name=name, score=1.0),),
        )
        for unit, name in names.items()
    )
    header_row = Row(index=0, kind=RowKind.HEADER)
    return TableReading(table=table, columns=tuple(columns), rows=(header_row, *units), numbers=numbers)


def _names(decision: Decision, units: Iterable[str]) -> Mapping[str, str]:
    """What units are called: as the paper prints them, else as the registry has them."""
    printed = {
        mention.entity_id: mention.printed
        for reading in decision.tables
        for row in reading.rows
        for mention in row.entities
    }
    known = {unit: Registry.load().get(unit) for unit in units}
    # A district is called what it was called then, and not what it became.
    day = decision.document.letterhead.issued_on
    return {
        unit: printed.get(unit) or (canonical(entity, entity.form_on(day)) if entity else unit)
        for unit, entity in known.items()
    }
