"""Figures of a table as observations: what they measure, of whom, in which year and unit."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from doichieu.model import Column, ColumnRole, Mention, Observation, RowKind, TableReading
from doichieu.normalize.columns import repeated_width
from doichieu.normalize.numbers import Separators
from doichieu.normalize.pairs import paired_figures
from doichieu.normalize.text import key
from doichieu.normalize.units import row_units, unit_at

# Fewer figures below columns of words may be anything.
_FEWEST_COUNTS = 3
_MEASURES = {
    ColumnRole.COMPONENT: "score",
    ColumnRole.TOTAL: "total",
    ColumnRole.MAXIMUM: "maximum",
    ColumnRole.RATIO: "ratio",
    ColumnRole.RANK: "rank",
    ColumnRole.COUNT: "count",
}


def single_figures(reading: TableReading, period: int | None) -> list[Observation]:
    """Observations of the cells that print one figure; a cell that names several agencies gives one for each."""
    found = []
    by_place = {(cell.row, cell.col): cell for cell in reading.table.cells}
    width = repeated_width(reading.columns)
    units = row_units(reading)
    counting = _rows_of_counts(reading)
    for (row_index, col_index), number in sorted(reading.numbers.items()):
        row, column = reading.rows[row_index], reading.columns[col_index]
        measure = _MEASURES.get(column.role)
        if column.role is ColumnRole.TEXT and row_index in counting:
            measure = "count"
        if measure is None or row.kind in {RowKind.HEADER, RowKind.GROUP}:
            continue
        mentions = row.entities or (Mention(printed=row.label),)
        if width and col_index >= width and reading.stub is not None:
            # the second half of a list has names of its own
            name = by_place.get((row_index, col_index - col_index % width + reading.stub % width))
            mentions = (Mention(printed=name.text if name else ""),)
        for mention in mentions:
            cell, stored = by_place[row_index, col_index], reading.stored.get((row_index, col_index))
            found.append(
                Observation(
                    table_id=reading.table.table_id,
                    row=row_index,
                    col=col_index,
                    entity_id=mention.entity_id,
                    entity_name=mention.name or mention.printed,
                    indicator=_indicator(reading, column),
                    measure=measure,
                    period=column.period or period,
                    value=Decimal(number.value),
                    unit="%" if number.percent else unit_at(reading, row_index, column, units),
                    as_printed=cell.text,
                    locator=cell.locator,
                    stored=None if stored is None else stored.value,
                )
            )
    return found


def _rows_of_counts(reading: TableReading) -> set[int]:
    """Rows below columns of words or marks that say how many there are of each: "Số xã đạt | 4 | 5 | 3"."""
    texts = {column.index for column in reading.columns if column.role is ColumnRole.TEXT}
    figures = Counter(row for row, col in reading.numbers if col in texts)
    return {
        row
        for row, count in figures.items()
        if count >= _FEWEST_COUNTS
        and count * 2 > len(texts)
        and not (reading.rows[row].entities or reading.rows[row].ordinal)
    }


def double_figures(reading: TableReading, period: int | None, separators: Separators) -> list[Observation]:
    """Both figures of the cells that print two."""
    found = []
    for part in paired_figures(reading, separators):
        row, column = reading.rows[part.cell.row], reading.columns[part.cell.col]
        if row.kind in {RowKind.HEADER, RowKind.GROUP}:
            continue
        found += [
            Observation(
                table_id=reading.table.table_id,
                row=part.cell.row,
                col=part.cell.col,
                entity_id=mention.entity_id,
                entity_name=mention.name or mention.printed,
                indicator=_indicator(reading, column),
                measure=part.measure,
                period=column.period or period,
                value=part.number.value,
                unit="%" if part.number.percent else None if part.measure == "rank" else column.unit,
                as_printed=part.cell.text,
                locator=part.cell.locator,
            )
            for mention in row.entities or (Mention(printed=row.label),)
        ]
    return found


# Headers that say that a figure is a score, and not of what: the caption does.
_GENERIC = frozenset(
    {
        "",
        "diem",
        "so diem",
        "diem so",
        "chi so",
        "gia tri",
        "ket qua",
        "diem dat",
        "diem dat duoc",
        "diem danh gia",
    }
)


def _indicator(reading: TableReading, column: Column) -> str:
    """What a figure measures: its header, with the caption where the header alone says nothing."""
    generic = column.role in {ColumnRole.TOTAL, ColumnRole.RATIO, ColumnRole.RANK, ColumnRole.MAXIMUM}
    caption = reading.table.caption or ""
    if caption and (generic or key(column.indicator) in _GENERIC):
        return caption
    return column.indicator or caption
