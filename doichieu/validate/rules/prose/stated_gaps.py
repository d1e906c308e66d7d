"""CLAIM-FIGURE: by how much one agency is above or below another, as sentences state it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from doichieu.model import Check, Claim, Finding, Level, Quantity, QuantityKind
from doichieu.normalize.text import fold_in_place
from doichieu.validate.paper import Paper, Place
from doichieu.validate.rounding import agree
from doichieu.validate.rules.prose.meant import is_about
from doichieu.validate.rules.prose.measures import Measure
from doichieu.validate.rules.prose.subjects import Named
from doichieu.validate.rules.stated import check_again, claim_operand, statement, text_finding
from doichieu.validate.wording import Style, row_name, say, table_name

_ABOVE = r"(?:cao|nhieu|lon|tot)?\s?hon|vuot|dan truoc|bo xa"
_BELOW = r"(?:thap|it|nho)\s?hon|kem|thua|xep sau"
_WAY = re.compile(rf"\b(?:(?P<below>{_BELOW})|(?P<above>{_ABOVE}))\b")
# What stands between the two names, besides their own figures: nothing that says what else is compared.
_ASIDE = re.compile(r"\([^()]*\)|\b(?:dat|voi|la|voi so diem)?\s*\d+(?:[.,]\d+)*\s?(?:%|diem)?")
_OTHER = re.compile(r"\d(?:[.,]?\d)*\s*(?:lan|bac|hang|vi tri)\b")


@dataclass(frozen=True, slots=True)
class StatedGap:
    """The figure by which one agency is said to be above another."""

    quantity: Quantity
    upper: Named
    lower: Named


def stated_gaps(claim: Claim, named: Sequence[Named]) -> Iterator[StatedGap]:
    """The differences of two agencies that a sentence states: "A (92,5 điểm) cao hơn B 2,5 điểm".

    Args:
        claim: The sentence.
        named: The agencies that it names, in order.
    """
    folded = fold_in_place(claim.sentence)
    for one, two in pairwise(named):
        between = folded[one.span[1] : two.span[0]]
        way = _WAY.search(between)
        if way is None or ";" in between or ". " in between:
            continue
        end = named[named.index(two) + 1].span[0] if two is not named[-1] else len(folded)
        quantity = _said_of(claim, one.span[1] + way.end(), two, end)
        if quantity is not None:
            yield StatedGap(quantity, *((two, one) if way["below"] else (one, two)))


def _said_of(claim: Claim, start: int, other: Named, end: int) -> Quantity | None:
    """The figure of a comparison: "cao hơn 2,5 điểm so với B", else the last of the clause behind B."""
    scores = [q for q in claim.quantities if q.kind in {QuantityKind.SCORE, QuantityKind.PERCENT}]
    before = [q for q in scores if start <= q.span[0] < other.span[0]]
    if before:
        return before[-1]
    clause = re.split(r"[;,](?!\d)|\.\s", claim.sentence[other.span[1] : end])[0]
    stop = other.span[1] + len(clause)
    behind = [q for q in scores if other.span[1] <= q.span[0] < stop and not _in_aside(claim, q)]
    return behind[0] if behind else None


def _in_aside(claim: Claim, quantity: Quantity) -> bool:
    """Whether a figure stands in brackets behind a name, as its own."""
    before = claim.sentence[: quantity.span[0]]
    return before.count("(") > before.count(")")


def check_gaps(
    paper: Paper, claim: Claim, gaps: Collection[StatedGap], measures: Sequence[Measure], style: Style
) -> Iterator[Check | Finding]:
    """Check the differences that a sentence states of two agencies.

    Args:
        paper: The paper.
        claim: The sentence.
        gaps: What it states.
        measures: The columns that it can speak of.
        style: How the paper prints figures.

    Yields:
        A check each, and a finding for one that is near the difference in the one column meant.
    """
    for gap in gaps:
        # No column of whole numbers gives a difference with decimals.
        places = [
            pair
            for measure in measures
            if measure.sheet.places(measure.column) >= gap.quantity.places and (pair := _places(measure, gap))
        ]
        if any(_holds(paper, pair, gap.quantity) for pair in places):
            yield statement("CLAIM-FIGURE")
            continue
        main = {
            pair: measure
            for measure in measures
            if measure.main
            and measure.fits(percent=gap.quantity.kind is QuantityKind.PERCENT)
            and (pair := _places(measure, gap))
        }
        if len(main) != 1:
            continue
        pair, measure = next(iter(main.items()))
        text = claim.sentence[: gap.quantity.span[0]]
        if is_about(paper, measure.sheet, measure.column, _without_names(text, (gap.upper, gap.lower))):
            yield statement("CLAIM-FIGURE", measure.sheet.reading.table.table_id, held=False)
            yield _finding(paper, claim, gap, pair, style)


def _without_names(text: str, named: Sequence[Named]) -> str:
    for one in sorted(named, key=lambda name: name.span, reverse=True):
        text = text[: one.span[0]] + " " + text[one.span[1] :]
    folded = fold_in_place(text)
    return _WAY.sub(" ", _ASIDE.sub(" ", folded))


def _places(measure: Measure, gap: StatedGap) -> tuple[Place, Place] | None:
    rows = [measure.sheet.unique.get(one.subject) for one in (gap.upper, gap.lower)]
    if rows[0] is None or rows[1] is None:
        return None
    one, two = (measure.sheet.place(row, measure.column) for row in rows if row is not None)
    return (one, two) if measure.sheet.figure(one) and measure.sheet.figure(two) else None


def _difference(paper: Paper, pair: tuple[Place, Place]) -> Decimal:
    one, two = (number.value if (number := paper.number(place)) else Decimal() for place in pair)
    return one - two


def _holds(paper: Paper, pair: tuple[Place, Place], quantity: Quantity) -> bool:
    places = min([quantity.places, *(number.places for place in pair if (number := paper.number(place)))])
    return agree(_difference(paper, pair), quantity.value, places)


def _finding(paper: Paper, claim: Claim, gap: StatedGap, pair: tuple[Place, Place], style: Style) -> Finding:
    printed, right = gap.quantity.printed, _difference(paper, pair)
    shown = style.show(right)
    table = table_name(paper.sheets[pair[0].sheet].reading.table)
    names = [row_name(paper, place) for place in pair]
    return text_finding(
        paper,
        "CLAIM-FIGURE",
        Level.ERROR,
        [*names, printed],
        say(
            f"Lời văn nêu {names[0]} hơn {names[1]} {printed}; theo {table.vi} là {shown}.",
            f"The text states that {names[0]} is {printed} above {names[1]}; by {table.en} it is {shown}.",
        ),
        observed=printed,
        expected=shown,
        steps=[say(f"{paper.text(pair[0])} - {paper.text(pair[1])} = {shown} ≠ {printed}")],
        operands=[
            claim_operand(claim, gap.quantity, "doubtful"),
            *(paper.operand(place, "operand") for place in pair),
        ],
        cause=say("Số trong lời văn không theo bảng.", "The figure in the text does not follow the table."),
        suggestion=check_again(printed, shown),
        table=paper.sheets[pair[0].sheet],
    )
