"""The cells of a row that a figure of a sentence may quote, in the unit of the sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from doichieu.model import Column, ColumnRole
from doichieu.normalize.sentences.stated_numbers import Kind, StatedNumber
from doichieu.normalize.units import row_units, scale_of, unit_at
from doichieu.validate.kept import kept
from doichieu.validate.paper import AMOUNTS, Paper, Place
from doichieu.validate.rounding import agree
from doichieu.validate.rules.prose.quotes import Quote


class QuotedCell(NamedTuple):
    """A figure of a table in the unit of a sentence."""

    place: Place
    value: Decimal
    places: int


def cells_for(paper: Paper, quote: Quote, row: Place) -> Sequence[tuple[Column, QuotedCell]]:
    """The figures of a row that a figure of a sentence may quote by their kind and unit."""
    number = quote.number
    return _cells(paper, row, number.kind is Kind.PERCENT, number.unit, number.power)


@kept
def _cells(
    paper: Paper, row: Place, percent: bool, asked_for: str, power: int
) -> Sequence[tuple[Column, QuotedCell]]:
    sheet = paper.sheets[row.sheet]
    asked = scale_of(asked_for) if not power else (asked_for, 0)
    found = []
    for column in sheet.columns(*AMOUNTS, ColumnRole.RATIO):
        is_rate = column.role is ColumnRole.RATIO or "%" in (column.unit or "")
        number = sheet.number(row.row, column.index)
        if number is None or is_rate is not percent:
            continue
        shift = 0
        if not percent:
            unit = scale_of(unit_at(sheet.reading, row.row, column, _units(paper)[row.sheet]))
            shift = (unit[1] if unit else 0) - power
            if shift and (unit is None or asked is None or unit[0] != asked[0].partition(" ")[0]):
                continue
        place = sheet.place(row.row, column.index)
        found.append((column, QuotedCell(place, number.value.scaleb(shift), max(0, number.places - shift))))
    return found


def is_printed_as(cell: QuotedCell, number: StatedNumber) -> bool:
    """Whether a cell prints a figure, to the places that both have."""
    return agree(cell.value, number.number.value, min(cell.places, number.number.places))


def is_row_of(paper: Paper, quote: Quote, row: Place) -> bool:
    """Whether a row prints a figure."""
    return any(is_printed_as(cell, quote.number) for _, cell in cells_for(paper, quote, row))


@kept
def _units(paper: Paper) -> Mapping[int, Mapping[int, str]]:
    return {sheet.index: row_units(sheet.reading) for sheet in paper.sheets}
