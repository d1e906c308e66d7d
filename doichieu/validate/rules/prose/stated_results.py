"""CLAIM-RESULT: what sentences compute from an amount that a table prints: its share, its growth, how many times another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from doichieu.model import Check, ColumnRole, Finding, Level, Number, Operand, Paragraph, RowKind
from doichieu.normalize.numbers import ENGLISH, VIETNAMESE, read_number
from doichieu.normalize.text import clean, fold, fold_in_place
from doichieu.validate.infer.outline import is_total_label
from doichieu.validate.paper import AMOUNTS, Paper, Place, Sheet
from doichieu.validate.rounding import agree, to_places
from doichieu.validate.rules.prose.printed_figures import at_places, places_of_value
from doichieu.validate.rules.stated import statement, text_finding
from doichieu.validate.slips import is_typing_slip
from doichieu.validate.wording import Style, row_name, say, table_name

_FIGURE = r"\d+(?:[.,]\d+)*"
# An amount, and behind it in the same clause what is computed from it.
_AMOUNT = re.compile(rf"(?<![\d/.,\w-])(?P<amount>{_FIGURE})(?!\s?%|[\d\w/-]|[.,]\d)")
_RESULT = re.compile(
    r"\b(?P<way>chiem|bang|dat|tang|giam|gap|vuot|hut|thieu|cao hon|thap hon)(?: (?:ty le|ti le|them|so tien|den))?"
    rf"\s(?P<value>{_FIGURE})(?:\s?(?P<percent>%)|\s(?P<times>lan)\b|\s(?=(?P<unit>[a-z]+)))(?P<base>[^.;,()\d]{{0,60}})"
)
# Percentages of what another table may have: of a plan of others, of the whole country.
_OTHER_BASE = re.compile(r"\b(?:ca nuoc|toan quoc|trung uong giao|nghi quyet|hdnd|phan dau|muc tieu|binh quan)\b")
_YEAR = re.compile(r"\bnam (?P<year>(?:19|20)\d{2})\b")
_CLAUSE_ENDS = re.compile(r"[;(]|\.(?!\d)")
_LEAST_DIGITS, _MOST_PLACES, _MOST_OTHERS = 3, 6, 3
_HUNDRED = Decimal(100)


class _Stated(NamedTuple):
    """A result of a sentence: how it is made, the figure, and what stands behind it, folded."""

    way: str
    number: Number
    printed: str
    behind: str
    kind: str


class _Right(NamedTuple):
    """What a result must be, and the cell beside the amount's that gives it."""

    value: Decimal
    other: Place


def check_stated_results(paper: Paper, style: Style) -> Iterator[Check | Finding]:
    """Check shares, growth, multiples and differences that sentences state behind an amount of a table.

    A result that nothing near the amount gives is a finding only where one slip of the pen tells it from the result
    that the sentence names: else it may be of figures that the tables leave out.

    Args:
        paper: The paper.
        style: How the paper prints figures.

    Yields:
        A check a result that follows or does not, and a finding for each that does not.
    """
    if not paper.sheets:
        return
    for block in paper.decision.document.blocks:
        if isinstance(block, Paragraph) and _RESULT.search(fold(block.text)):
            text = clean(block.text)
            for places, stated in _results(paper, text, fold_in_place(text)):
                yield from _judge(paper, block, places, stated, style)


def _results(paper: Paper, text: str, folded: str) -> Iterator[tuple[Sequence[Place], _Stated]]:
    """Results with the places of the amount before them in their clause."""
    amounts = list(_AMOUNT.finditer(folded))
    for match in _RESULT.finditer(folded):
        printed = text[slice(*match.span("value"))]
        number = read_number(printed)
        before = [amount for amount in amounts if amount.end() <= match.start()]
        # Behind a growth of so many millions the rate in brackets is of the same amount.
        kind = "percent" if match["percent"] else "times" if match["times"] else "amount"
        if number is None or not before or (kind == "times") != (match["way"] == "gap"):
            continue
        behind = text[match.end("value") : match.end()] + text[match.end() :][:30]
        for amount in reversed(before):
            if _CLAUSE_ENDS.search(folded, amount.end(), match.start()):
                break
            places = places_of_value(paper, text[slice(*amount.span())], _LEAST_DIGITS)
            if places:
                yield places[:_MOST_PLACES], _Stated(match["way"], number, printed, fold(behind), kind)
            if places or folded[amount.end() : match.start()].count(",") > 1:
                break


def _judge(
    paper: Paper, block: Paragraph, places: Sequence[Place], stated: _Stated, style: Style
) -> Iterator[Check | Finding]:
    if _OTHER_BASE.search(stated.behind):
        return
    rights = [right for place in places for right in _rights(paper, place, stated)]
    digits = stated.number.places
    if not rights:
        return
    if _follows(paper, places, stated, rights):
        yield statement("CLAIM-RESULT")
        return
    slips = {
        to_places(right.value, digits): right
        for right in rights
        if is_typing_slip(stated.number.value, to_places(right.value, digits))
    }
    if len(slips) != 1:
        return
    ((value, right),) = slips.items()
    place = next(place for place in places if place.sheet == right.other.sheet)
    yield statement("CLAIM-RESULT", paper.sheets[place.sheet].reading.table.table_id, held=False)
    yield _finding(paper, block, stated, value, (place, right.other), style)


def _follows(paper: Paper, places: Sequence[Place], stated: _Stated, rights: Sequence[_Right]) -> bool:
    """Whether a result is printed beside the amount, or follows from the amount and any figure of its row or column."""
    value, digits = stated.number.value, stated.number.places
    if any(agree(right.value, value, digits) for right in rights):
        return True
    if stated.kind == "amount" and places_of_value(paper, stated.printed, 1):
        return True
    for place in places:
        sheet, own = paper.sheets[place.sheet], paper.number(place)
        labels = [row.index for row in sheet.reading.rows]
        cells = [Place(place.sheet, row, place.col) for row in labels]
        cells += [Place(place.sheet, place.row, column.index) for column in sheet.reading.columns]
        for cell in cells:
            number = paper.number(cell)
            if number is None or own is None or cell == place:
                continue
            if any(agree(abs(way), value, digits) for way in (number.value, number.value - _HUNDRED)):
                return True
            if any(agree(form, value, digits) for form in _forms(own.value, number.value, stated.kind)):
                return True
    return any(
        agree(abs(found), value, digits) for found in _of_namesakes(paper, places) if stated.kind == "percent"
    )


def _forms(own: Decimal, other: Decimal, kind: str) -> Iterator[Decimal]:
    """What an amount and another may give: a difference, or their quotients and the growth."""
    if kind == "amount":
        yield abs(own - other)
        return
    scale = _HUNDRED if kind == "percent" else Decimal(1)
    for one, two in ((own, other), (other, own)):
        if two:
            yield one / two * scale
            yield abs(one / two - 1) * scale


def _of_namesakes(paper: Paper, places: Sequence[Place]) -> Iterator[Decimal]:
    """Figures of rows of the same name in other tables: structures and growth stand in tables of their own."""
    names = {fold(paper.row(place).label) for place in places}
    for sheet in paper.sheets:
        rows = {row.index for row in sheet.reading.rows if fold(row.label) in names or is_total_label(row)}
        for (row, _), number in sheet.reading.numbers.items():
            if row in rows:
                yield number.value
                yield number.value - _HUNDRED


def _rights(paper: Paper, place: Place, stated: _Stated) -> Iterator[_Right]:
    """What a result should be by what its words say it is made of."""
    sheet, own = paper.sheets[place.sheet], paper.number(place)
    if own is None or sheet.reading.columns[place.col].role not in AMOUNTS:
        return
    others = _totals(sheet, place) if stated.way == "chiem" else _beside(sheet, place, stated)
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


def _beside(sheet: Sheet, place: Place, stated: _Stated) -> list[Place]:
    """The other amounts of a row: of the year that the words name, else all where they are few."""
    columns = [column for column in sheet.columns(*(AMOUNTS - {ColumnRole.MAXIMUM})) if column.index != place.col]
    year = _YEAR.search(stated.behind)
    if year is not None:
        columns = [column for column in columns if column.period == int(year["year"])]
    found = [sheet.place(place.row, column.index) for column in columns]
    return found if len(found) <= _MOST_OTHERS else []


def _finding(
    paper: Paper, block: Paragraph, stated: _Stated, right: Decimal, places: tuple[Place, Place], style: Style
) -> Finding:
    place, other = places
    sheet = paper.sheets[place.sheet]
    table, row = table_name(sheet.reading.table), row_name(paper, place)
    sign = "%" if stated.kind == "percent" else ""
    printed = stated.printed + sign
    shown = style.beside(stated.printed).show(right, places=stated.number.places) + sign
    one, two = paper.text(place), paper.text(other)
    return text_finding(
        paper,
        "CLAIM-RESULT",
        Level.ERROR,
        [row, stated.way, printed],
        say(
            f"Lời văn nêu “{printed}” của “{row}”; tính từ {one} và {two} của {table.vi} được {shown}.",
            f"The text states “{printed}” of “{row}”; from {one} and {two} of {table.en} it is {shown}.",
        ),
        observed=printed,
        expected=shown,
        operands=[
            Operand(text=printed, role="doubtful", locator=block.locator),
            *(paper.operand(each, "operand") for each in at_places(place, other)),
        ],
        cause=say("Số trong lời văn không theo bảng.", "The figure in the text does not follow the table."),
        suggestion=say(f"Kiểm tra lại “{printed}”.", f"Check “{printed}”."),
        table=sheet,
    )
