"""CLAIM-RANK, CLAIM-FIGURE and CLAIM-STAT of what sentences state for two years: "từ hạng 8 lên hạng 3", means "từ … lên …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from doichieu.model import (
    Check,
    Claim,
    Column,
    ColumnRole,
    Finding,
    Level,
    Number,
    Quantity,
    QuantityKind,
)
from doichieu.normalize.sentences.stated_turns import StatedTurn, read_turns
from doichieu.normalize.sentences.statistics import StatedStatistic, Statistic
from doichieu.normalize.text import fold_in_place
from doichieu.validate.listings import listings_of
from doichieu.validate.paper import AMOUNTS, Paper, Place, Sheet
from doichieu.validate.rounding import quantum, to_places
from doichieu.validate.rules.prose.measures import Measure
from doichieu.validate.rules.prose.row_mentions import Named, rows_named
from doichieu.validate.rules.prose.stated_cells import is_same
from doichieu.validate.rules.prose.stated_figures import own_year, stated_finding
from doichieu.validate.rules.prose.statistic_findings import (
    shown_as,
    statistic_finding,
    step_of,
    telling_rows,
)
from doichieu.validate.rules.prose.tally_values import units_of
from doichieu.validate.rules.stated import sentences_with, statement
from doichieu.validate.said_words import Said
from doichieu.validate.slips import is_typing_slip
from doichieu.validate.wording import Style

_MAY_TURN = Said(
    re.compile(r"\btu\b.*\d.*\b(?:len|xuong|con|thanh|toi|den)\b|\b(?:len|xuong|con)\b.*\d.*\btu\b.*\d"),
    ("tu",),
)
_MEAN = re.compile(r"\b(?:trung binh|binh quan)\b[^.;:\d]*$")
# "Sở Y tế tăng 2 bậc, từ hạng 5 lên hạng 3"
_MOVED = re.compile(r"\d+ (?:bac|hang|vi tri|diem)\b")
_ENDS_CLAUSE = re.compile(r"[.;:\d]")
_ROLES: Mapping[QuantityKind, tuple[ColumnRole, ...]] = {
    QuantityKind.RANK: (ColumnRole.RANK,),
    QuantityKind.SCORE: tuple(sorted(AMOUNTS - {ColumnRole.MAXIMUM})),
    QuantityKind.PERCENT: (ColumnRole.RATIO,),
}
_NEAR = Decimal("0.05")
_FEWEST = 3


def check_stated_turns(
    paper: Paper, corrected: Mapping[Place, Number], style: Style
) -> Iterator[Check | Finding]:
    """Check ranks, figures and means that sentences state for two years against tables with columns of both.

    Args:
        paper: The paper.
        corrected: Figures with the edits of other findings applied, by place.
        style: How the paper prints figures.

    Yields:
        A check a figure that a column of its year prints or contradicts, and a finding for each that contradicts.
    """
    year = own_year(paper)
    if year is None or not any(
        column.period == year - 1 for sheet in paper.sheets for column in sheet.reading.columns
    ):
        return
    for claim in sentences_with(paper, _MAY_TURN):
        for turn in read_turns(claim):
            subject = _subject(paper, claim, turn)
            is_mean = bool(_MEAN.search(fold_in_place(claim.sentence[: turn.start])))
            sides = ((turn.then, turn.since or year - 1), (turn.now, turn.until or year))
            for quantity, of_year in (
                sides if turn.since in {None, year - 1} and turn.until in {None, year} else ()
            ):
                if subject is not None and not is_mean:
                    yield from _of_unit(paper, claim, quantity, subject, of_year)
                elif is_mean and subject is None and quantity.kind is not QuantityKind.RANK:
                    yield from _of_all(paper, claim, quantity, of_year, corrected, style)


def _subject(paper: Paper, claim: Claim, turn: StatedTurn) -> Named | None:
    """The agency, criterion or field named last before a turn in its clause."""
    named = [one for one in rows_named(paper, claim.sentence) if one.span[1] <= turn.start]
    between = fold_in_place(claim.sentence[named[-1].span[1] : turn.start]) if named else ""
    if not named or _ENDS_CLAUSE.search(_MOVED.sub(" ", between)):
        return None
    return named[-1]


def _columns(sheet: Sheet, quantity: Quantity, year: int) -> list[Column]:
    """The columns of a year that a figure may be taken from."""
    return [column for column in sheet.columns(*_ROLES[quantity.kind]) if column.period == year]


def _of_unit(
    paper: Paper, claim: Claim, quantity: Quantity, subject: Named, year: int
) -> Iterator[Check | Finding]:
    places = [
        place
        for row in subject.rows
        for column in _columns(paper.sheets[row.sheet], quantity, year)
        if paper.number(place := Place(row.sheet, row.row, column.index)) is not None
    ]
    ranked = quantity.kind is QuantityKind.RANK
    rule = "CLAIM-RANK" if ranked else "CLAIM-FIGURE"
    if any(is_same(paper, place, quantity) for place in places):
        yield statement(rule)
    elif len(places) == 1 and (ranked or _is_meant(quantity, paper.number(places[0]))):
        yield statement(rule, held=False)
        level = Level.WARNING if ranked else Level.ERROR
        yield stated_finding(paper, rule, level, claim, quantity, places)


def _is_meant(quantity: Quantity, number: Number | None) -> bool:
    """Whether a figure is a slip of the pen from a cell's, or near it."""
    if number is None:
        return False
    near = abs(quantity.value - number.value) <= _NEAR * abs(number.value)
    return near or is_typing_slip(quantity.value, to_places(number.value, quantity.places))


def _of_all(
    paper: Paper,
    claim: Claim,
    quantity: Quantity,
    year: int,
    corrected: Mapping[Place, Number],
    style: Style,
) -> Iterator[Check | Finding]:
    """A mean of a year is that of the one column of the year."""
    columns = [(sheet, column) for sheet in listings_of(paper) for column in _columns(sheet, quantity, year)]
    means = [(sheet, column, mean) for sheet, column in columns for mean in _means(sheet, column, corrected)]
    if any(_is_mean(quantity, sheet, column, mean) for sheet, column, mean in means):
        yield statement("CLAIM-STAT")
    elif len(columns) == 1 and means:
        sheet, column, mean = means[0]
        number = Number(value=quantity.value, places=quantity.places)
        if _is_meant(quantity, Number(value=to_places(mean, quantity.places), places=quantity.places)):
            one, measure = (
                StatedStatistic(Statistic.MEAN, number, quantity),
                Measure(sheet, column.index, main=True),
            )
            rows = [row.index for row in units_of(sheet)]
            telling = telling_rows(measure, rows, one.kind)
            values = [value for row in telling if (value := sheet.value(row, column.index)) is not None]
            shown = shown_as(one, mean, measure, style)
            step = step_of(one, values, shown, style)
            yield statement("CLAIM-STAT", sheet.reading.table.table_id, held=False)
            yield statistic_finding(paper, claim, one, measure, shown, step, telling, Level.WARNING)


def _means(sheet: Sheet, column: Column, corrected: Mapping[Place, Number]) -> list[Decimal]:
    """The mean of a column as other findings correct it, and as printed."""
    numbers = {
        sheet.place(row.index, column.index): number
        for row in units_of(sheet)
        if (number := sheet.number(row.index, column.index)) is not None
    }
    if len(numbers) < _FEWEST:
        return []
    mended = [corrected.get(place, number).value for place, number in numbers.items()]
    return [
        sum(values, Decimal(0)) / len(values)
        for values in (mended, [number.value for number in numbers.values()])
    ]


def _is_mean(quantity: Quantity, sheet: Sheet, column: Column, mean: Decimal) -> bool:
    return abs(quantity.value - mean) <= (quantum(quantity.places) + quantum(sheet.places(column.index))) / 2
