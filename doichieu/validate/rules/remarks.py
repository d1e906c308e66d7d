"""RATIO-NOTE: a percentage in a cell and the fraction printed beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from doichieu.model import (
    Check,
    ColumnRole,
    Finding,
    Level,
    Number,
    Quantity,
    QuantityKind,
    Table,
)
from doichieu.normalize.numbers import VIETNAMESE
from doichieu.normalize.sentences.claims import read_quantities
from doichieu.normalize.sentences.share_words import links
from doichieu.normalize.text import key
from doichieu.validate.paper import Paper, Place, Sheet
from doichieu.validate.rounding import Rounding, quantum, reaches, to_places
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
        columns: list[list[tuple[Place, Quantity]]] = []
        for column in sheet.columns(ColumnRole.TEXT):
            if _PLACES.search(key(column.header)):
                continue
            beside = []
            for row in sheet.data:
                place = sheet.place(row.index, column.index)
                text = paper.text(place).strip()
                fractions, percents = _stated(text)
                if len(fractions) != 1:
                    for fraction, percent in _pairs(text):
                        yield from _remark(paper, place, fraction, percent, rounding, style)
                    continue
                if len(percents) == 1:
                    yield from _remark(paper, place, fractions[0], percents[0], rounding, style)
                elif not percents and len(ratios) == 1 and text.startswith(fractions[0].printed):
                    beside.append((place, fractions[0]))
            if beside:
                columns.append(beside)
        judged = [_judged(sheet, ratios[0], beside, rounding) for beside in columns]
        # Of two years' fractions the percentages are those of one.
        best = max(judged, key=lambda column: sum(one.held for one in column), default=[])
        yield from _beside(paper, sheet, ratios, best, rounding, style)


def _stated(text: str) -> tuple[list[Quantity], list[Quantity]]:
    """Fractions and percentages of a cell."""
    quantities = read_quantities(text, VIETNAMESE) if "/" in text else ()
    fractions = [q for q in quantities if q.kind is QuantityKind.OUT_OF and q.whole]
    return fractions, [q for q in quantities if q.kind is QuantityKind.PERCENT]


def _pairs(text: str) -> Iterator[tuple[Quantity, Quantity]]:
    """Fractions of a cell that holds several, each with the percentage that the words give it."""
    for one, two in pairwise(read_quantities(text, VIETNAMESE) if "/" in text and "%" in text else ()):
        fraction = one.kind is QuantityKind.OUT_OF and one.whole
        if (
            fraction
            and two.kind is QuantityKind.PERCENT
            and links(text[one.span[1] : two.span[0]], text[two.span[1] :])
        ):
            yield one, two


def _remark(
    paper: Paper, place: Place, fraction: Quantity, percent: Quantity, rounding: Rounding, style: Style
) -> Iterator[Check | Finding]:
    exact = fraction.value * 100 / (fraction.whole or Decimal(1))
    yield from _judge(
        paper, place, place, fraction, percent.value, percent.places, percent.printed, exact, rounding, style
    )


class _Beside(NamedTuple):
    """A fraction with the percentage of its row: whether they agree, where the fraction stands, both, and the share."""

    held: bool
    source: Place
    fraction: Quantity
    number: Number
    exact: Decimal


def _judged(
    sheet: Sheet, ratio: int, beside: Sequence[tuple[Place, Quantity]], rounding: Rounding
) -> list[_Beside]:
    """The fractions of a column with the percentages of another."""
    # "17/22" in a column of "17,7/18" is 17,0.
    finest = min((fraction.places for _, fraction in beside if fraction.places), default=0)
    judged = []
    for source, fraction in beside:
        number = sheet.number(source.row, ratio)
        if number is not None:
            exact = fraction.value * 100 / (fraction.whole or Decimal(1))
            printed = replace(fraction, places=fraction.places or finest)
            held = number.value in right_values(exact, number.places, rounding)
            # One unit off it is still this fraction's percentage, if rounded otherwise.
            held = held or abs(exact - number.value) <= quantum(number.places)
            held = held or _within_digits(printed, number.value, number.places)
            judged.append(_Beside(held, source, printed, number, exact))
    return judged


def _beside(
    paper: Paper,
    sheet: Sheet,
    ratios: Sequence[int],
    judged: Sequence[_Beside],
    rounding: Rounding,
    style: Style,
) -> Iterator[Check | Finding]:
    """Fractions of one column and the percentages of another: where most agree the others are wrong."""
    if sum(one.held for one in judged) * 2 < len(judged):
        return
    for one in judged:
        place = sheet.place(one.source.row, ratios[0])
        yield from _judge(
            paper,
            place,
            one.source,
            one.fraction,
            one.number.value,
            one.number.places,
            paper.text(place),
            one.exact,
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
    style = style.beside(printed)
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
            f"{name.vi}, dòng “{row_name(paper, place)}”: {fraction.printed} ghi là {printed},"
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
    half = quantum(fraction.places) / 2 * 100 / fraction.whole
    return reaches(fraction.value * 100 / fraction.whole, half, value, places)
