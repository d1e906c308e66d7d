"""Which cells a figure that a sentence states of an agency may be taken from, and how it agrees with them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from doichieu.model import Claim, ColumnRole, Quantity, QuantityKind
from doichieu.normalize.text import fold, key
from doichieu.validate.paper import AMOUNTS, Paper, Place
from doichieu.validate.rounding import agree
from doichieu.validate.rules.prose.meant import NAME, is_about, leaf_of
from doichieu.validate.rules.prose.stated_figures import own_year, value_at
from doichieu.validate.rules.prose.subjects import Named
from doichieu.validate.slips import is_typing_slip

# Scores so close to a total that they are meant to be it.
_CLOSE = Decimal("0.05")
_HUNDRED = Decimal(100)
_END = re.compile(
    r"\b(?:dan dau|dung dau|cao nhat|thap nhat|xep cuoi|dung cuoi|cuoi cung|cuoi bang)\s+(?:la|thuoc ve)\s*:?\s*$"
)


def cells_meant(
    paper: Paper, places: Sequence[Place], quantity: Quantity, ranked: Collection[tuple[int, int]]
) -> Iterator[Place]:
    """The cells that a figure without further words is taken from: percentages, or what the table ranks by."""
    for place in places:
        role = paper.column(place).role
        amount = role is ColumnRole.TOTAL or (
            role is not ColumnRole.RATIO and (_is_only_amount(paper, place) or _decides(paper, place, ranked))
        )
        if quantity.kind is QuantityKind.PERCENT:
            if role is ColumnRole.RATIO or (amount and _is_of_hundred(paper, place)):
                yield place
        elif amount:
            yield place


def cells_named(paper: Paper, claim: Claim, places: Sequence[Place], quantity: Quantity) -> list[Place]:
    """The cells of the columns that a sentence names in full: "đạt 8,5 điểm ở tiêu chí Chi phí thời gian".

    Args:
        paper: The paper.
        claim: The sentence.
        places: Cells of the agency.
        quantity: The figure stated.

    Returns:
        Those under the longest names that stand before the figure or behind it in its clause.
    """
    end = re.split(r"[;,](?!\d)|\.\s", claim.sentence[quantity.span[1] :])[0]
    said = f" {key(claim.sentence[: quantity.span[1] + len(end)])} "
    named = {
        place: leaf
        for place in places
        if len((leaf := leaf_of(paper.column(place))).split()) >= NAME
        and f" {leaf} " in said
        and (paper.column(place).role is ColumnRole.RATIO) == (quantity.kind is QuantityKind.PERCENT)
    }
    return [
        place
        for place, leaf in named.items()
        if not any(leaf != other and leaf in other for other in named.values())
    ]


def _decides(paper: Paper, place: Place, ranked: Collection[tuple[int, int]]) -> bool:
    """Whether a cell is of the column that the ranks follow, and no total is ranked as well."""
    totals = paper.sheets[place.sheet].columns(ColumnRole.TOTAL)
    return (place.sheet, place.col) in ranked and not any(
        (place.sheet, total.index) in ranked for total in totals
    )


def _is_only_amount(paper: Paper, place: Place) -> bool:
    amounts = paper.sheets[place.sheet].columns(*(AMOUNTS - {ColumnRole.MAXIMUM}))
    return len(amounts) == 1


def _is_of_hundred(paper: Paper, place: Place) -> bool:
    """Whether a cell is of an index out of a hundred, which sentences give a percent sign that its column has not."""
    sheet, column = paper.sheets[place.sheet], paper.column(place)
    if sheet.columns(ColumnRole.RATIO) or column.period not in {None, own_year(paper)}:
        return False
    values = [value for row in sheet.data if (value := sheet.value(row.index, place.col)) is not None]
    decimals = sheet.places(place.col) > 0
    return decimals and max(values, default=0) > 1 and all(0 <= value <= _HUNDRED for value in values)


def is_same(paper: Paper, place: Place, quantity: Quantity) -> bool:
    """Whether the figure is that of a cell, at the coarser places of the two."""
    number = paper.number(place)
    # "88" amid "88,5" is no rounded 88,12
    printed = max(number.places, paper.sheets[place.sheet].places(place.col)) if number else 0
    places = min(printed, quantity.places)
    return number is not None and agree(number.value, quantity.value, places)


def is_slip_of(paper: Paper, place: Place, quantity: Quantity) -> bool:
    """Whether the figure is that of a cell but for one slip of the pen."""
    percent = quantity.kind is QuantityKind.PERCENT
    ratio = paper.column(place).role is ColumnRole.RATIO
    return (percent == ratio or (percent and _is_of_hundred(paper, place))) and is_typing_slip(
        quantity.value, value_at(paper, place)
    )


def is_near(paper: Paper, place: Place, quantity: Quantity) -> bool:
    """Whether the figure, with decimals, is a score close to a total."""
    total = value_at(paper, place)
    return (
        quantity.kind is QuantityKind.SCORE
        and bool(quantity.places)
        and abs(total - quantity.value) <= _CLOSE * total
    )


def is_end(paper: Paper, claim: Claim, place: Place, subject: Named, quantity: Quantity) -> bool:
    """Whether the sentence says no more than that the agency leads or closes, and in the cell's column it does."""
    before = claim.sentence[: subject.span[0]]
    sheet = paper.sheets[place.sheet]
    values = [value for row in sheet.data if (value := sheet.value(row.index, place.col)) is not None]
    return (
        quantity.places == sheet.places(place.col)
        and value_at(paper, place) in (min(values), max(values))
        and bool(_END.search(fold(before)))
        and is_about(paper, sheet, place.col, before)
    )


def owner_of(paper: Paper, place: Place, quantity: Quantity) -> Place | None:
    """The cell of the one agency that a figure belongs to; None where several have it."""
    sheet = paper.sheets[place.sheet]
    rows = [row.index for row in sheet.data if sheet.value(row.index, place.col) == quantity.value]
    return sheet.place(rows[0], place.col) if len(rows) == 1 else None


def is_anothers(paper: Paper, place: Place, quantity: Quantity) -> bool:
    """Whether the column of a cell prints the figure, with its decimals, for another agency."""
    percent = quantity.kind is QuantityKind.PERCENT
    ratio = paper.column(place).role is ColumnRole.RATIO
    if not quantity.places or (percent != ratio and not (percent and _is_of_hundred(paper, place))):
        return False
    sheet = paper.sheets[place.sheet]
    return any(sheet.value(row.index, place.col) == quantity.value for row in sheet.data)
