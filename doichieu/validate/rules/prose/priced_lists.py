"""CLAIM-SUM of things of several prices: their counts and prices give the total that the paragraph states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from doichieu.model import Check, Finding, Heading, Level, Number, Paragraph
from doichieu.normalize.sentences.priced_lists import Priced, PricedList, read_priced_lists
from doichieu.normalize.sentences.stated_numbers import StatedNumber
from doichieu.validate.paper import Paper
from doichieu.validate.rules.stated import block_operand, statement, text_finding
from doichieu.validate.said_words import Said, blocks_with
from doichieu.validate.slips import slip_weight, slips_to
from doichieu.validate.wording import Style, say

# Words of paragraphs that may state prices of things.
_MAY_STATE = Said(re.compile(r"\b(?:mỗi\b|đồng/|x\s\d)", re.IGNORECASE), ("moi", "dong", "x"))


class _Off(NamedTuple):
    """The figure that is off, and what it should be, in the unit that it is printed in."""

    number: StatedNumber
    right: Decimal


def check_priced_lists(paper: Paper, style: Style) -> Iterator[Check | Finding]:
    """Check the totals of things that a paragraph states with how many there are and what each costs.

    Args:
        paper: The paper.
        style: How the paper prints figures.

    Yields:
        A check a list, and a finding for each whose total does not follow.
    """
    for block in blocks_with(paper, _MAY_STATE):
        if not _MAY_STATE.pattern.search(block.text):
            continue
        for listed in read_priced_lists(block.text, style.separators):
            held = _holds(listed)
            yield statement("CLAIM-SUM", held=held)
            if not held:
                yield _finding(paper, block, listed, _find_off(listed), style)


def _cost(listed: PricedList) -> Decimal:
    return sum((one.value for one in listed.items), Decimal(0))


def _count(listed: PricedList) -> Decimal:
    return sum((one.count.value for one in listed.items), Decimal(0))


def _holds(listed: PricedList) -> bool:
    counted = listed.number is None or listed.number.value == _count(listed)
    return counted and abs(_cost(listed) - listed.total.value) <= listed.total.half


def _find_off(listed: PricedList) -> _Off:
    """The figure whose likeliest slip of the pen makes all agree; else the total, or the number of things."""
    found = [
        (slip_weight(number.number.value, number.number.places, value), number, value)
        for number in _members(listed)
        for value in slips_to(number.number.value, number.number.places)
        if value > 0 and _holds(_with(listed, number, value))
    ]
    if found:
        _, number, value = max(found, key=lambda one: one[0])
        return _Off(number, value)
    if listed.number is not None and listed.number.value != _count(listed):
        return _Off(listed.number, _count(listed))
    return _Off(listed.total, _cost(listed).scaleb(-listed.total.power))


def _members(listed: PricedList) -> list[StatedNumber]:
    own = [number for one in listed.items for number in (one.count, one.price)]
    return [*([listed.number] if listed.number is not None else []), listed.total, *own]


def _with(listed: PricedList, number: StatedNumber, value: Decimal) -> PricedList:
    """The list with another value in the place of one figure."""
    mended = replace(number, number=Number(value=value, places=number.number.places))
    if number is listed.number:
        return replace(listed, number=mended)
    if number is listed.total:
        return replace(listed, total=mended)
    items = (
        Priced(
            count=mended if one.count is number else one.count,
            price=mended if one.price is number else one.price,
        )
        for one in listed.items
    )
    return replace(listed, items=tuple(items))


def _finding(
    paper: Paper, block: Paragraph | Heading, listed: PricedList, off: _Off, style: Style
) -> Finding:
    total = listed.total.printed
    own = style.beside(total, *(one.price.printed for one in listed.items))
    terms = " + ".join(f"{one.count.printed} × {one.price.printed}" for one in listed.items)
    cost = own.show(_cost(listed).scaleb(-listed.total.power))
    right = own.show(off.right, places=off.number.number.places or None)
    printed = off.number.printed
    return text_finding(
        paper,
        "CLAIM-SUM",
        Level.ERROR,
        [total, terms],
        say(
            f"Văn bản nêu tổng {total}; số lượng nhân với mức từng loại ({terms}) cộng được {cost}.",
            f"The text states {total} in all; numbers times prices ({terms}) add up to {cost}.",
        ),
        observed=printed,
        expected=right,
        steps=[say(f"{terms} = {cost}; {total}")],
        operands=[
            block_operand(paper, block, printed, "doubtful"),
            *(
                block_operand(paper, block, one.printed, "total" if one is listed.total else "part")
                for one in _members(listed)
                if one is not off.number
            ),
        ],
        cause=say("Tổng, số lượng hoặc mức ghi nhầm.", "The total, a number or a price is misprinted."),
        suggestion=say(
            f"Kiểm tra lại {printed}; nếu các số khác đúng thì là {right}.",
            f"Check {printed}; if the others are right it is {right}.",
        ),
    )
