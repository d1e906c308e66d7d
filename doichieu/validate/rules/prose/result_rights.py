"""What a result that a sentence states of an amount should be, and whether it follows from anything near the amount."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from doichieu.model import ColumnRole, Number, RowKind
from doichieu.normalize.sentences.growths import PLAN
from doichieu.normalize.text import fold
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.rows.row_labels import is_total_label
from doichieu.validate.paper import AMOUNTS, Paper, Place, Sheet
from doichieu.validate.rounding import Rounding, agree, to_places
from doichieu.validate.rules.prose.printed_figures import places_of
from doichieu.validate.slips import is_typing_slip

_YEAR = re.compile(r"\bnam (?P<year>(?:19|20)\d{2})\b")
# Amounts of a row that a result may be of where its words name no year; for differences twice as many.
_MOST_OTHERS = 3
_HUNDRED = Decimal(100)
# Right behind a result so many characters name what it is of.
_PLANNED = 24


class Stated(NamedTuple):
    """A result of a sentence: how it is made, the figure, and what stands behind it, folded."""

    way: str
    readings: tuple[Number, ...]
    printed: str
    behind: str
    kind: str

    @property
    def rule(self) -> str:
        """The code of what it states."""
        return "CLAIM-MOVE" if self.way in {"tang", "giam"} else "CLAIM-AMOUNT"


class Right(NamedTuple):
    """What a result must be, and the cell beside the amount's that gives it."""

    value: Decimal
    other: Place


def is_slip(right: Right, number: Number) -> bool:
    """Whether one typing slip tells a stated figure from the result, rounded or cut off."""
    modes = (Rounding.HALF_UP, Rounding.TRUNCATE)
    return any(is_typing_slip(number.value, to_places(right.value, number.places, mode)) for mode in modes)


def follows(
    paper: Paper, places: Sequence[Place], stated: Stated, number: Number, rights: Sequence[Right]
) -> bool:
    """Whether a result is printed beside the amount, or follows from the amount and another figure near it."""
    value, digits = number.value, number.places
    if any(agree(right.value, value, digits) for right in rights):
        return True
    if stated.kind == "amount" and places_of(paper, stated.printed, 1):
        return True
    for place in places:
        own = paper.number(place)
        near = [cell for cell in _near(paper, place, stated) if cell != place]
        for other in (paper.number(cell) for cell in near):
            if own is None or other is None:
                continue
            if any(agree(abs(way), value, digits) for way in (other.value, other.value - _HUNDRED)):
                return True
            if any(agree(form, value, digits) for form in _forms(own.value, other.value, stated)):
                return True
    return stated.kind == "percent" and any(
        agree(abs(way), value, digits)
        for found in _of_namesakes(paper, places)
        for way in (found, found - _HUNDRED)
    )


def _near(paper: Paper, place: Place, stated: Stated) -> Iterator[Place]:
    """The row of an amount, and for shares its column."""
    sheet = paper.sheets[place.sheet]
    for column in sheet.reading.columns:
        yield Place(place.sheet, place.row, column.index)
    if stated.way == "chiem":
        for row in sheet.reading.rows:
            yield Place(place.sheet, row.index, place.col)


def _forms(own: Decimal, other: Decimal, stated: Stated) -> Iterator[Decimal]:
    """What an amount and another may give: their difference, or their quotients and the growth."""
    if stated.kind == "amount":
        yield abs(own - other)
        return
    scale = _HUNDRED if stated.kind == "percent" else Decimal(1)
    growth = stated.way in {"tang", "giam"}
    for one, two in ((own, other), (other, own)):
        if two:
            yield (abs(one / two - 1) if growth else one / two) * scale


def _of_namesakes(paper: Paper, places: Sequence[Place]) -> Iterator[Decimal]:
    """Figures of rows of the same name in other tables, of the same year: structures and growth may have their own."""
    names = {fold(paper.row(place).label) for place in places}
    years = {paper.column(place).period for place in places} | {None}
    for sheet in paper.sheets:
        columns = {column.index for column in sheet.reading.columns if column.period in years}
        rows = {row.index for row in sheet.reading.rows if fold(row.label) in names}
        for (row, col), number in sheet.reading.numbers.items():
            if row in rows and col in columns and not any(place.sheet == sheet.index for place in places):
                yield number.value


def rights_of(paper: Paper, place: Place, stated: Stated, conventions: Conventions) -> Iterator[Right]:
    """What a result should be by what its words say it is made of."""
    sheet, own = paper.sheets[place.sheet], paper.number(place)
    if own is None or sheet.reading.columns[place.col].role not in AMOUNTS:
        return
    if stated.way == "chiem":
        others = list(dict.fromkeys([*_totals(sheet, place), *_wholes(conventions, place)]))
    else:
        others = _beside(sheet, place, stated)
    made = _MADE.get((stated.way, stated.kind))
    for other in others if made is not None else ():
        number = paper.number(other)
        if made is not None and number is not None and number.value and own.value:
            yield Right(made(own.value, number.value), other)


_MADE: dict[tuple[str, str], Callable[[Decimal, Decimal], Decimal]] = {
    ("chiem", "percent"): lambda own, other: own / other * _HUNDRED,
    ("bang", "percent"): lambda own, other: own / other * _HUNDRED,
    ("dat", "percent"): lambda own, other: own / other * _HUNDRED,
    ("gap", "times"): lambda own, other: own / other,
    ("tang", "percent"): lambda own, other: (own / other - 1) * _HUNDRED,
    ("giam", "percent"): lambda own, other: (1 - own / other) * _HUNDRED,
    **{(way, "amount"): lambda own, other: own - other for way in ("tang", "vuot", "cao hon")},
    **{(way, "amount"): lambda own, other: other - own for way in ("giam", "hut", "thieu", "thap hon")},
}


def _totals(sheet: Sheet, place: Place) -> list[Place]:
    """The rows of totals in the column of an amount."""
    return [
        sheet.place(row.index, place.col)
        for row in sheet.reading.rows
        if row.index != place.row and (row.kind is RowKind.TOTAL or is_total_label(row))
    ]


def _wholes(conventions: Conventions, place: Place) -> Iterator[Place]:
    """The totals that an amount is a part of, in its row and in its column."""
    formulas = conventions.formulas[place.sheet]
    for across in formulas.columns:
        if place.col in across.parts and not across.minus and not across.mean:
            yield Place(place.sheet, place.row, across.target)
    for down in formulas.rows:
        if place.row in down.parts and not down.minus and not down.mean:
            yield Place(place.sheet, down.target, place.col)


def _beside(sheet: Sheet, place: Place, stated: Stated) -> list[Place]:
    """The other amounts of a row: of the year that the words name, else all where they are few."""
    columns = [
        column for column in sheet.columns(*(AMOUNTS - {ColumnRole.MAXIMUM})) if column.index != place.col
    ]
    year = _YEAR.search(stated.behind)
    if year is not None:
        columns = [column for column in columns if column.period == int(year["year"])]
    if PLAN.search(stated.behind[:_PLANNED]):
        columns = [column for column in columns if PLAN.search(fold(column.header))]
    found = [sheet.place(place.row, column.index) for column in columns]
    return found if len(found) <= (_MOST_OTHERS if stated.kind != "amount" else 2 * _MOST_OTHERS) else []
