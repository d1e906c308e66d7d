"""CLAIM-AMOUNT and CLAIM-MOVE for what sentences compute from an amount of a table: its share, its growth, how many times another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from doichieu.model import Check, Claim, ColumnRole, Finding, Level, Number, RowKind
from doichieu.normalize.numbers import ENGLISH, VIETNAMESE, read_number
from doichieu.normalize.text import fold, fold_in_place
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.outline import is_total_label
from doichieu.validate.paper import AMOUNTS, Paper, Place, Sheet
from doichieu.validate.rounding import Rounding, agree, to_places
from doichieu.validate.rules.prose.printed_figures import places_of
from doichieu.validate.rules.stated import sentence_operand, sentences_with, statement, text_finding, unquoted
from doichieu.validate.slips import is_typing_slip
from doichieu.validate.wording import Style, row_name, say, table_name

_FIGURE = r"\d+(?:[.,]\d+)*"
# An amount, and behind it in the same clause what is computed from it.
_AMOUNT = re.compile(rf"(?<![\d/.,\w-])(?P<amount>{_FIGURE})(?!\s?%|[\d\w/-]|[.,]\d)")
_RESULT = re.compile(
    r"\b(?P<way>chiem|bang|dat|tang|giam|gap|vuot|hut|thieu|cao hon|thap hon)(?: (?:ty le|ti le|them|so tien|den))?"
    rf"\s(?P<value>{_FIGURE})(?:\s?(?P<percent>%)|\s(?P<times>lan)\b|\s(?=(?P<unit>[a-z]+)))"
)
# Percentages of what another table may have: of a plan of others, of the whole country.
_OTHER_BASE = re.compile(
    r"\b(?:ca nuoc|toan quoc|trung uong giao|nghi quyet|hdnd|phan dau|muc tieu|binh quan)\b"
)
_YEAR = re.compile(r"\bnam (?P<year>(?:19|20)\d{2})\b")
_CLAUSE_ENDS = re.compile(r"[;(]|\.(?!\d)")
_LEAST_DIGITS, _MOST_PLACES, _MOST_OTHERS = 3, 6, 3
# Characters behind a result that say what it is of.
_BEHIND = 60
_HUNDRED = Decimal(100)


class _Stated(NamedTuple):
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


class _Right(NamedTuple):
    """What a result must be, and the cell beside the amount's that gives it."""

    value: Decimal
    other: Place


def check_stated_results(paper: Paper, conventions: Conventions, style: Style) -> Iterator[Check | Finding]:
    """Check shares, growth, multiples and differences that sentences state behind an amount of a table.

    A result that nothing near the amount gives is a finding only where one slip of the pen tells it from the result
    that the sentence names: else it may be of figures that the tables leave out.

    Args:
        paper: The paper.
        conventions: What its tables follow.
        style: How the paper prints figures.

    Yields:
        A check a result that follows or does not, and a finding for each that does not.
    """
    if not paper.sheets:
        return
    for claim in sentences_with(paper, _RESULT.search):
        for places, stated in _results(paper, claim.sentence, fold_in_place(claim.sentence)):
            yield from _judge(paper, claim, places, stated, conventions, style)


def _results(paper: Paper, text: str, folded: str) -> Iterator[tuple[Sequence[Place], _Stated]]:
    """Results with the places of the amount before them in their clause."""
    amounts = list(_AMOUNT.finditer(folded))
    for match in _RESULT.finditer(folded):
        printed = text[slice(*match.span("value"))]
        readings = {read_number(printed, separators) for separators in (VIETNAMESE, ENGLISH)}
        numbers = tuple(number for number in readings if number is not None)
        before = [amount for amount in amounts if amount.end() <= match.start()]
        # Behind a growth of so many millions the rate in brackets is of the same amount.
        kind = "percent" if match["percent"] else "times" if match["times"] else "amount"
        if not numbers or not before or (kind == "times") != (match["way"] == "gap"):
            continue
        behind = text[match.end("value") :][:_BEHIND]
        for amount in reversed(before):
            if _CLAUSE_ENDS.search(folded, amount.end(), match.start()):
                break
            places = places_of(paper, text[slice(*amount.span())], _LEAST_DIGITS)
            if places:
                yield places[:_MOST_PLACES], _Stated(match["way"], numbers, printed, fold(behind), kind)
            if places or folded[amount.end() : match.start()].count(",") > 1:
                break


def _judge(
    paper: Paper,
    claim: Claim,
    places: Sequence[Place],
    stated: _Stated,
    conventions: Conventions,
    style: Style,
) -> Iterator[Check | Finding]:
    rights = [right for place in places for right in _rights(paper, place, stated, conventions)]
    if not rights or _OTHER_BASE.search(stated.behind):
        return
    if any(_follows(paper, places, stated, number, rights) for number in stated.readings):
        yield statement(stated.rule)
        return
    slips = {
        right.other: (right, number)
        for right in rights
        for number in stated.readings
        if _is_slip(right, number)
    }
    if len(slips) != 1:
        return
    ((right, number),) = slips.values()
    value, digits = to_places(right.value, number.places, conventions.rounding), number.places
    place = next(place for place in places if place.sheet == right.other.sheet)
    yield statement(stated.rule, paper.sheets[place.sheet].reading.table.table_id, held=False)
    yield _finding(paper, claim, stated, (value, digits), (place, right.other), style)


def _is_slip(right: _Right, number: Number) -> bool:
    """Whether one typing slip tells a stated figure from the result, rounded or cut off."""
    modes = (Rounding.HALF_UP, Rounding.TRUNCATE)
    return any(is_typing_slip(number.value, to_places(right.value, number.places, mode)) for mode in modes)


def _follows(
    paper: Paper, places: Sequence[Place], stated: _Stated, number: Number, rights: Sequence[_Right]
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


def _near(paper: Paper, place: Place, stated: _Stated) -> Iterator[Place]:
    """The row of an amount, and for shares its column."""
    sheet = paper.sheets[place.sheet]
    for column in sheet.reading.columns:
        yield Place(place.sheet, place.row, column.index)
    if stated.way == "chiem":
        for row in sheet.reading.rows:
            yield Place(place.sheet, row.index, place.col)


def _forms(own: Decimal, other: Decimal, stated: _Stated) -> Iterator[Decimal]:
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


def _rights(paper: Paper, place: Place, stated: _Stated, conventions: Conventions) -> Iterator[_Right]:
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
            yield _Right(made(own.value, number.value), other)


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


def _beside(sheet: Sheet, place: Place, stated: _Stated) -> list[Place]:
    """The other amounts of a row: of the year that the words name, else all where they are few."""
    columns = [
        column for column in sheet.columns(*(AMOUNTS - {ColumnRole.MAXIMUM})) if column.index != place.col
    ]
    year = _YEAR.search(stated.behind)
    if year is not None:
        columns = [column for column in columns if column.period == int(year["year"])]
    found = [sheet.place(place.row, column.index) for column in columns]
    return found if len(found) <= (_MOST_OTHERS if stated.kind != "amount" else 2 * _MOST_OTHERS) else []


def _finding(
    paper: Paper,
    claim: Claim,
    stated: _Stated,
    right: tuple[Decimal, int],
    places: tuple[Place, Place],
    style: Style,
) -> Finding:
    place, other = places
    sheet = paper.sheets[place.sheet]
    table, row = table_name(sheet.reading.table), row_name(paper, place)
    sign = "%" if stated.kind == "percent" else ""
    printed = stated.printed + sign
    shown = style.beside(stated.printed).show(right[0], places=right[1]) + sign
    one, two = paper.text(place), paper.text(other)
    return text_finding(
        paper,
        stated.rule,
        Level.ERROR,
        [row, stated.way, printed],
        say(
            f"Lời văn nêu “{printed}” của “{row}”; tính từ {one} và {two} của {table.vi} được {shown}.",
            f"The text states “{printed}” of “{row}”; from {one} and {two} of {table.en} it is {shown}.",
        ),
        observed=printed,
        expected=shown,
        steps=unquoted(claim),
        operands=[
            sentence_operand(claim, printed, "doubtful"),
            paper.operand(place, "operand"),
            paper.operand(other, "operand"),
        ],
        cause=say("Số trong lời văn không theo bảng.", "The figure in the text does not follow the table."),
        suggestion=say(f"Kiểm tra lại “{printed}”.", f"Check “{printed}”."),
        table=sheet,
    )
