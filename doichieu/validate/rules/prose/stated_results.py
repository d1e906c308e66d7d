"""CLAIM-AMOUNT and CLAIM-MOVE for what sentences compute from an amount of a table: its share, growth, how many times another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from doichieu.model import Check, Claim, Finding, Level
from doichieu.normalize.numbers import ENGLISH, FIRST_DIGIT, VIETNAMESE, read_number
from doichieu.normalize.text import fold, fold_in_place
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.paper import Paper, Place
from doichieu.validate.rounding import to_places
from doichieu.validate.rules.prose.printed_figures import places_of
from doichieu.validate.rules.prose.result_rights import Stated, follows, is_slip, rights_of
from doichieu.validate.rules.stated import (
    check_again,
    sentence_operand,
    sentences_with,
    statement,
    text_finding,
    unquoted,
)
from doichieu.validate.said_words import Said
from doichieu.validate.wording import Style, row_name, say, table_name

_FIGURE = r"\d+(?:[.,]\d+)*"
# An amount, and behind it in the same clause what is computed from it.
_AMOUNT = re.compile(rf"(?P<amount>{FIRST_DIGIT}\d*(?:[.,]\d+)*)(?!\s?%|[\d\w/-]|[.,]\d)")
_RESULT = Said(
    re.compile(
        r"\b(?P<way>chiem|bang|dat|tang|giam|gap|vuot|hut|thieu|cao hon|thap hon)(?: (?:ty le|ti le|them|so tien|den))?"
        rf"\s(?P<value>{_FIGURE})(?:\s?(?P<percent>%)|\s(?P<times>lan)\b|\s(?=(?P<unit>[a-z]+)))"
    ),
    ("chiem", "bang", "dat", "tang", "giam", "gap", "vuot", "hut", "thieu", "hon"),
)
# Percentages of what another table may have: of a plan of others, of the whole country.
_OTHER_BASE = re.compile(
    r"\b(?:ca nuoc|toan quoc|trung uong giao|nghi quyet|hdnd|phan dau|muc tieu|binh quan)\b"
)
_CLAUSE_ENDS = re.compile(r"[;(]|\.(?!\d)")
_LEAST_DIGITS, _MOST_PLACES = 3, 6
# Characters behind a result that say what it is of.
_BEHIND = 60


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
    for claim in sentences_with(paper, _RESULT):
        for places, stated in _results(paper, claim.sentence, fold_in_place(claim.sentence)):
            yield from _judge(paper, claim, places, stated, conventions, style)


def _results(paper: Paper, text: str, folded: str) -> Iterator[tuple[Sequence[Place], Stated]]:
    """Results with the places of the amount before them in their clause."""
    amounts = list(_AMOUNT.finditer(folded))
    for match in _RESULT.pattern.finditer(folded):
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
                yield places[:_MOST_PLACES], Stated(match["way"], numbers, printed, fold(behind), kind)
            if places or folded[amount.end() : match.start()].count(",") > 1:
                break


def _judge(
    paper: Paper,
    claim: Claim,
    places: Sequence[Place],
    stated: Stated,
    conventions: Conventions,
    style: Style,
) -> Iterator[Check | Finding]:
    rights = [right for place in places for right in rights_of(paper, place, stated, conventions)]
    if not rights or _OTHER_BASE.search(stated.behind):
        return
    if any(follows(paper, places, stated, number, rights) for number in stated.readings):
        yield statement(stated.rule)
        return
    slips = {
        right.other: (right, number)
        for right in rights
        for number in stated.readings
        if is_slip(right, number)
    }
    if len(slips) != 1:
        return
    ((right, number),) = slips.values()
    value, digits = to_places(right.value, number.places, conventions.rounding), number.places
    place = next(place for place in places if place.sheet == right.other.sheet)
    yield statement(stated.rule, paper.sheets[place.sheet].reading.table.table_id, held=False)
    yield _finding(paper, claim, stated, (value, digits), (place, right.other), style)


def _finding(
    paper: Paper,
    claim: Claim,
    stated: Stated,
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
        suggestion=check_again(printed, shown),
        table=sheet,
    )
