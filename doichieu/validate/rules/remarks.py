"""RATIO-NOTE: a percentage in a cell and the fraction printed beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from doichieu.model import (
    Check,
    ColumnRole,
    Finding,
    Level,
    Quantity,
    QuantityKind,
    Table,
)
from doichieu.normalize.claims import read_quantities
from doichieu.normalize.numbers import VIETNAMESE
from doichieu.normalize.text import key
from doichieu.validate.paper import Paper, Place, Sheet
from doichieu.validate.rounding import Rounding, quantum, to_places
from doichieu.validate.rules.percentages import cause_of, remark_on_rounding, right_values
from doichieu.validate.rules.stated import statement
from doichieu.validate.wording import Style, finding_id, row_name, say, table_name

# "14/34" in a column of places is the 14th of 34.
_PLACES = re.compile(r"\b(hang|xep hang|thu hang|vi tri|thu bac)\b")


def check_remarks(paper: Paper, rounding: Rounding, style: Style) -> Iterator[Check | Finding]:
    """Check percentages against fractions in a remark of the same row, or in the same cell.

    Args:
        paper: The paper.
        rounding: How the paper rounds.
        style: How the paper prints figures.

    Yields:
        A check a pair, and a finding for each that does not follow.
    """
    for sheet in paper.sheets:
        ratios = [column.index for column in sheet.columns(ColumnRole.RATIO)]
        texts = [c.index for c in sheet.columns(ColumnRole.TEXT) if not _PLACES.search(key(c.header))]
        printed = {col: _places(paper, sheet, col) for col in texts}
        for row in sheet.data:
            for col in texts:
                text = paper.text(sheet.place(row.index, col))
                if "/" not in text:
                    continue
                quantities = read_quantities(text, VIETNAMESE)
                fractions = [q for q in quantities if q.kind is QuantityKind.OUT_OF and q.whole]
                if not fractions:
                    continue
                percents = [q for q in quantities if q.kind is QuantityKind.PERCENT]
                if percents and len(fractions) == 1 and len(percents) == 1:
                    yield from _remark(
                        paper, sheet.place(row.index, col), fractions[0], percents[0], rounding, style
                    )
                elif (
                    len(ratios) == 1 and len(fractions) == 1 and text.strip().startswith(fractions[0].printed)
                ):
                    # "17/22" in a column of "17,7/18" is 17,0.
                    fraction = replace(fractions[0], places=fractions[0].places or printed[col])
                    yield from _beside(paper, sheet, row.index, ratios[0], col, fraction, rounding, style)


def _places(paper: Paper, sheet: Sheet, col: int) -> int:
    """Fewest decimals that the fractions of a column print, those of whole scores left out."""
    texts = (paper.text(sheet.place(row.index, col)) for row in sheet.data)
    quantities = (q for text in texts if "/" in text for q in read_quantities(text, VIETNAMESE))
    return min((q.places for q in quantities if q.kind is QuantityKind.OUT_OF and q.places), default=0)


def _remark(
    paper: Paper, place: Place, fraction: Quantity, percent: Quantity, rounding: Rounding, style: Style
) -> Iterator[Check | Finding]:
    exact = fraction.value * 100 / (fraction.whole or Decimal(1))
    yield from _judge(
        paper, place, place, fraction, percent.value, percent.places, percent.printed, exact, rounding, style
    )


def _beside(
    paper: Paper,
    sheet: Sheet,
    row: int,
    ratio: int,
    remark: int,
    fraction: Quantity,
    rounding: Rounding,
    style: Style,
) -> Iterator[Check | Finding]:
    number = sheet.number(row, ratio)
    if number is None:
        return
    exact = fraction.value * 100 / (fraction.whole or Decimal(1))
    place = sheet.place(row, ratio)
    yield from _judge(
        paper,
        place,
        sheet.place(row, remark),
        fraction,
        number.value,
        number.places,
        paper.text(place),
        exact,
        rounding,
        style,
    )


def _judge(
    paper: Paper,
    place: Place,
    source: Place,
    fraction: Quantity,
    value: Decimal,
    places: int,
    printed: str,
    exact: Decimal,
    rounding: Rounding,
    style: Style,
) -> Iterator[Check | Finding]:
    sheet = paper.sheets[place.sheet]
    table: Table = sheet.reading.table
    if value in right_values(exact, places, rounding) or _within_digits(fraction, value, places):
        yield statement("RATIO-NOTE", table.table_id)
        return
    yield statement("RATIO-NOTE", table.table_id, held=False)
    right = style.show(to_places(exact, places, rounding), places=places) + "%"
    identity = finding_id(paper, "RATIO-NOTE", sheet, [row_name(paper, place), fraction.printed, printed])
    remark = remark_on_rounding(exact, value, places)
    name = table_name(table)
    entities = paper.row(place).entities
    yield Finding(
        finding_id=identity,
        rule="RATIO-NOTE",
        level=Level.WARNING if remark.vi else Level.ERROR,
        table_id=table.table_id,
        row=place.row,
        col=place.col,
        entity_id=entities[0].entity_id if len(entities) == 1 else None,
        entity=row_name(paper, place),
        message=say(
            f"{name.vi}, dòng “{row_name(paper, place)}”: {fraction.printed} in là {printed},"
            f" tính lại được {right}{remark.vi}.",
            f"{name.en}, row “{row_name(paper, place)}”: {fraction.printed} is printed as {printed};"
            f" recomputed it is {right}{remark.en}.",
        ),
        observed=printed,
        expected=right,
        steps=(say(f"{fraction.printed} = {style.show(to_places(exact, 4))}% → {right} ≠ {printed}"),),
        operands=tuple(
            paper.operand(where, role) for where, role in {source: "operand", place: "doubtful"}.items()
        )[::-1],
        cause_id=identity,
        cause=cause_of(remark),
        consequence=say("Không làm thay đổi xếp hạng.", "No rank changes."),
        suggestion=say(f"Sửa {printed} thành {right}.", f"Correct {printed} to {right}."),
    )


def _within_digits(fraction: Quantity, value: Decimal, places: int) -> bool:
    """Whether digits that a score does not print give the percentage: 17,1/20 stands for 17,05 to 17,15."""
    if not fraction.places or not fraction.whole:
        return False
    half = quantum(fraction.places) / 2
    low, high = ((fraction.value + sign * half) * 100 / fraction.whole for sign in (-1, 1))
    return to_places(low, places) <= value <= to_places(high, places)
