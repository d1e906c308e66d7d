"""CLAIM-PARTS of percentages: shares that make up all of something, contributions that make up a growth."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from doichieu.model import Check, Finding, Heading, Level, Operand, Paragraph
from doichieu.normalize.sentences.listed_percents import (
    ListedPercents,
    Whole,
    may_list,
    read_listed_percents,
)
from doichieu.normalize.sentences.stated_numbers import StatedNumber, separators_in
from doichieu.normalize.text import clean
from doichieu.validate.paper import Paper
from doichieu.validate.rounding import Grade, grade_residual
from doichieu.validate.rules.prose.comparisons import clause_to
from doichieu.validate.rules.stated import statement, text_finding
from doichieu.validate.slips import describe_slip, slip_weight
from doichieu.validate.wording import Style, say

_ALL = Decimal(100)
# A list without taxes less subsidies may be short by them: by so much at least and at most.
_MOST_SHORT, _MOST_TAXES = Decimal("2.5"), Decimal(15)
_FEWEST = 3
# Three sectors and taxes less subsidies; of more than these some may be parts of others.
_SECTORS = 4


class _Total(NamedTuple):
    """What a list should add up to."""

    value: Decimal
    places: int
    number: StatedNumber | None

    @property
    def printed(self) -> str:
        return self.number.printed if self.number is not None else "100%"


class _Wrong(NamedTuple):
    """A percentage in doubt."""

    number: StatedNumber
    right: Decimal
    alone: bool


def check_listed_percents(paper: Paper, style: Style) -> Iterator[Check | Finding]:
    """Check percentages that a sentence lists as the parts of a whole.

    Args:
        paper: The paper.
        style: How the paper prints figures.

    Yields:
        A check a list that adds up or misses by one slip of the pen, and a finding for each that misses.
    """
    for block in paper.decision.document.blocks:
        if not isinstance(block, Paragraph | Heading) or not may_list(clean(block.text)):
            continue
        for listed in read_listed_percents(block.text, separators_in(block.text, style.separators)):
            totals = [_Total(one.number.value, one.number.places, one) for one in listed.totals] or [
                _Total(_ALL, 0, None)
            ] * (listed.whole is not Whole.GROWTH)
            if any(_adds_up(listed, total) for total in totals):
                yield statement("CLAIM-PARTS")
                continue
            told = [(total, wrong) for total in totals if (wrong := _wrong(listed, total)) is not None]
            if told:
                yield statement("CLAIM-PARTS", held=False)
                yield _finding(paper, block, listed, *told[0], style)


def _adds_up(listed: ListedPercents, total: _Total) -> bool:
    """Whether the parts, or some of them that are no parts of others, make the whole."""
    values = listed.values
    indices = range(len(values))
    least = len(values) if len(values) <= _SECTORS else _FEWEST - 1
    return any(
        _is_rounding(total, [values[at] for at in chosen], [listed.parts[at] for at in chosen])
        for count in range(len(values), least - 1, -1)
        for chosen in combinations(indices, count)
    )


def _is_rounding(total: _Total, values: list[Decimal], parts: list[StatedNumber]) -> bool:
    own = [total.places] if total.number is not None else []
    grade = grade_residual(
        total.value - sum(values, Decimal(0)), [*own, *(part.number.places for part in parts)]
    )
    return grade in {Grade.EXACT, Grade.POSSIBLE}


def _wrong(listed: ListedPercents, total: _Total) -> _Wrong | None:
    """The percentage whose slip of the pen explains the gap, with what it should be; None where none does for sure."""
    gap = total.value - sum(listed.values, Decimal(0))
    if not _is_telling(listed, gap):
        return None
    members = [
        (part, part.number.value + gap * sign) for part, sign in zip(listed.parts, listed.signs, strict=True)
    ]
    if total.number is not None:
        members.append((total.number, total.value - gap))
    suspects = [
        (slip_weight(part.number.value, part.number.places, right), part, right)
        for part, right in members
        if right > 0
        and describe_slip(part.number.value, part.number.places, right) not in {"unknown", "sign", "decimal"}
    ]
    if not suspects:
        return None
    most = max(weight for weight, _, _ in suspects)
    likeliest = [(part, right) for weight, part, right in suspects if weight == most]
    return _Wrong(*likeliest[0], alone=len(likeliest) == 1)


def _is_telling(listed: ListedPercents, gap: Decimal) -> bool:
    """Whether a gap is no part that the list leaves out."""
    if listed.complete or listed.whole is Whole.GROWTH_SHARES:
        return True
    return listed.whole is Whole.STRUCTURE and not _MOST_SHORT < gap <= _MOST_TAXES


def _finding(
    paper: Paper,
    block: Paragraph | Heading,
    listed: ListedPercents,
    total: _Total,
    wrong: _Wrong,
    style: Style,
) -> Finding:
    number, value, alone = wrong
    opening = clause_to(listed.sentence, listed.parts[0])
    own = style.beside(*(part.printed for part in listed.parts))
    added = own.show(sum(listed.values, Decimal(0)), places=max(part.number.places for part in listed.parts))
    right = own.show(value, places=number.number.places)
    printed = " + ".join(part.printed for part in listed.parts)
    unit = number.printed[number.span[1] - number.span[0] :]
    members = [part for part in (*listed.parts, total.number) if part is not None and part is not number]
    return text_finding(
        paper,
        "CLAIM-PARTS",
        Level.ERROR,
        [listed.sentence[:80], number.printed],
        say(
            f"“{opening} …”: các phần cộng được {added}%, tổng phải là {total.printed}.",
            f"“{opening} …”: the parts add up to {added}%; the whole is {total.printed}.",
        ),
        observed=number.printed,
        expected=f"{right}{unit}",
        steps=[say(f"“{listed.sentence}”"), say(f"{printed} = {added} ≠ {total.printed}")],
        operands=[
            Operand(text=number.printed, role="doubtful", locator=block.locator),
            *(Operand(text=part.printed, role="part", locator=block.locator) for part in members),
        ],
        cause=say(f"“{number.printed}” ghi nhầm.", f"“{number.printed}” is misprinted.")
        if alone
        else say("Một trong các tỷ lệ ghi nhầm.", "One of the percentages is misprinted."),
        suggestion=say(
            f"Kiểm tra lại {number.printed}; nếu các số khác đúng thì là {right}{unit}.",
            f"Check {number.printed}; if the others are right it is {right}{unit}.",
        ),
    )
