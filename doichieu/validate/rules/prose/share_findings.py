"""COUNT-PCT: whether a percentage is its part's, and which of the three figures is misprinted where it is not."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from doichieu.model import Bilingual, Claim, Finding, Heading, Level, Number, Operand, Paragraph, Quantity
from doichieu.normalize.sentences.comparisons import StatedRate
from doichieu.normalize.sentences.stated_fractions import stated_fraction
from doichieu.normalize.sentences.stated_numbers import Kind, StatedNumber
from doichieu.normalize.sentences.stated_shares import StatedShare
from doichieu.normalize.text import fold_in_place
from doichieu.validate.infer.compared import find_off, holds
from doichieu.validate.paper import Paper
from doichieu.validate.rounding import Rounding, to_places
from doichieu.validate.rules.percentages import cause_of, remark_on_rounding, right_values
from doichieu.validate.rules.prose.printed_figures import places_by_value
from doichieu.validate.rules.prose.suspects import TELLING, suspect_of
from doichieu.validate.rules.stated import block_operand, sentence_operand, text_finding, unquoted
from doichieu.validate.wording import Style, say

# A percentage so few points from its part's is meant to be it.
_NEAR = 3
_ALL = Decimal(100)
_NO_REMARK = say("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """What is wrong in a share.

    Attributes:
        number: The figure in doubt: the part, the whole or the percentage.
        right: What it should be, in the unit that it is printed in.
        remark: What to say of its rounding, where another way of rounding gives it.
    """

    number: StatedNumber
    right: Decimal
    remark: Bilingual = _NO_REMARK


def follows(share: StatedShare, whole: StatedNumber, rounding: Rounding | None = None) -> bool:
    """Whether a percentage is the part's of a whole; of counts, rounded as the paper rounds or half up."""
    if whole.value <= 0:
        return False
    counts = share.part.exact and whole.exact
    if rounding is None or not counts:
        return holds(rate_of(share, whole))
    places = share.percent.number.places
    exact = share.part.value * 100 / whole.value
    return share.percent.number.value in right_values(exact, places, rounding) | {to_places(exact, places)}


def rate_of(share: StatedShare, whole: StatedNumber) -> StatedRate:
    """The part as a rate of a whole."""
    return StatedRate(now=share.part, base=whole, rate=share.percent)


def with_value(number: StatedNumber, value: Decimal) -> StatedNumber:
    """A figure with another value in the unit that it is printed in."""
    return replace(number, number=Number(value=value, places=number.number.places))


def find_wrong(
    paper: Paper, share: StatedShare, whole: StatedNumber, rounding: Rounding, sure: Collection[str] = ()
) -> Wrong | None:
    """The figure of a share that is wrong.

    The percentage is, unless it is that of another count that the tables print, or of the only count near; else the one
    that a slip of the pen explains best. Where the words do not say what a share is of, only a slip of the pen is told.

    Args:
        paper: The paper.
        share: A share whose percentage does not follow.
        whole: What it is of.
        rounding: How the paper rounds.
        sure: Which of "now", "base" and "rate" other figures bear out.
    """
    told = share.whole is not None and not share.planned
    exact, percent = share.part.value * 100 / whole.value, share.percent.number
    right = to_places(exact, percent.places, rounding)
    if told:
        remark = remark_on_rounding(exact, percent.value, percent.places)
        if remark.vi:
            return Wrong(number=share.percent, right=right, remark=remark)
        suspect = suspect_of(paper, share.part.value, whole.value, percent.value, percent.places, rounding)
        if suspect is not None and ("base" if suspect.whole else "now") not in sure:
            number = whole if suspect.whole else share.part
            return Wrong(number=number, right=suspect.right)
    sure = {*sure, *_printed(paper, share, whole)}
    off = find_off(rate_of(share, whole), sure=sure)
    # what is more than all is no share, but for a plan that was surpassed
    if off is not None and off.number is share.percent and off.right > _ALL >= percent.value:
        off = find_off(rate_of(share, whole), sure={*sure, "rate"})
    if off is not None and off.slip:
        return Wrong(number=off.number, right=right if off.number is share.percent else off.right)
    led = share.fraction and share.part.span < share.percent.span
    if not told or (abs(percent.value - right) > _NEAR and not led):
        return None
    return Wrong(number=share.percent, right=right)


def _printed(paper: Paper, share: StatedShare, whole: StatedNumber) -> set[str]:
    """Which of the two amounts of a share a table prints as well; small figures stand everywhere."""
    values = places_by_value(paper)
    return {
        name
        for name, one in (("now", share.part), ("base", whole))
        if one.number.value >= TELLING and one.number.value in values
    }


def share_finding(
    paper: Paper,
    claim: Claim,
    shares: Sequence[StatedShare],
    whole: StatedNumber,
    wrong: Wrong,
    style: Style,
    *,
    summed: bool = False,
    home: Paragraph | Heading | None = None,
) -> Finding:
    """The finding of a share, or of several of one whole, with a figure that does not follow.

    Args:
        paper: The paper.
        claim: The sentence.
        shares: The shares that show it.
        whole: What they are of.
        wrong: What is wrong.
        style: How the paper prints figures.
        summed: Whether the whole is the sum of the parts and printed nowhere.
        home: Where the whole stands, if not in the sentence's own paragraph.
    """

    def operand(text: str, role: str) -> Operand:
        if home is not None and text == shown(whole):
            return block_operand(paper, home, text, role)
        return sentence_operand(claim, text, role)

    share = _doubted(shares, whole, wrong)
    printed = shown(wrong.number)
    style = style.beside(printed, share.percent.printed)
    right = style.show(wrong.right, places=wrong.number.number.places or None)
    # who writes "05" for a count writes "06" too
    right = (right.zfill(len(printed)) if printed[:1] == "0" else right) + unit_of(wrong.number)
    exact = to_places(share.part.value * 100 / whole.value, 4)
    listed = "; ".join(f"{_fraction(one, whole)} ({one.percent.printed})" for one in shares)
    computed = style.show(to_places(exact, share.percent.number.places), places=share.percent.number.places)
    message = say(
        f"Văn bản nêu {_fraction(share, whole)} là {share.percent.printed}, tính lại được {computed}%{wrong.remark.vi}.",
        f"The text gives {_fraction(share, whole)} as {share.percent.printed}; recomputed it is {computed}%{wrong.remark.en}.",
    )
    if len(shares) > 1:
        message = say(
            f"Văn bản nêu {listed}; theo các số còn lại, {printed} phải là {right}.",
            f"The text gives {listed}; by the other figures, {printed} must be {right}.",
        )
    numbers = [number for one in shares for number in _members(one, whole)]
    unseen = [wrong.number, whole] if summed else [wrong.number]
    others = dict.fromkeys(shown(one) for one in numbers if not any(one is other for other in unseen))
    return text_finding(
        paper,
        "COUNT-PCT",
        Level.WARNING if wrong.remark.vi else Level.ERROR,
        [_fraction(share, whole), share.percent.printed],
        message,
        observed=printed,
        expected=right,
        steps=[
            say(f"{_fraction(share, whole)} = {style.show(exact)}% ≠ {share.percent.printed}"),
            *unquoted(claim),
        ],
        operands=[
            operand(printed, "doubtful"),
            *(operand(text, "operand") for text in others if text != printed),
        ],
        cause=_cause(share, whole, wrong, right),
        suggestion=say(f"Sửa {printed} thành {right}.", f"Correct {printed} to {right}."),
    )


def percentage_finding(
    paper: Paper,
    claim: Claim,
    part: Quantity,
    percent: Quantity,
    rounding: Rounding,
    style: Style,
    *,
    counted: bool = False,
) -> Finding | None:
    """The finding of a percentage that is not the share of units counted in a table.

    Args:
        paper: The paper.
        claim: The sentence.
        part: The count with the number of all units; its `printed` is how a person would write it.
        percent: The percentage stated as its share.
        rounding: How the paper rounds.
        style: How the paper prints figures.
        counted: Whether the count is the table's own, so that the percentage is what is wrong.

    Returns:
        The finding, None where the percentage follows.
    """
    own, whole = stated_fraction(part, fold_in_place(claim.sentence))
    rate = replace(
        own,
        kind=Kind.PERCENT,
        number=Number(value=percent.value, places=percent.places),
        printed=percent.printed,
        span=percent.span,
    )
    share = StatedShare(sentence=claim.sentence, part=own, percent=rate, whole=whole, fraction=True)
    if follows(share, whole, rounding):
        return None
    wrong: Wrong | None
    if counted:
        exact = own.value * 100 / whole.value
        wrong = Wrong(number=rate, right=to_places(exact, percent.places, rounding))
    else:
        wrong = find_wrong(paper, share, whole, rounding, ("base",))
    return share_finding(paper, claim, [share], whole, wrong, style) if wrong is not None else None


def _doubted(shares: Sequence[StatedShare], whole: StatedNumber, wrong: Wrong) -> StatedShare:
    """The share that shows what is wrong: the one with the figure in doubt, else the first that does not follow."""
    own = [one for one in shares if wrong.number is one.part or wrong.number is one.percent]
    return next(iter([*own, *(one for one in shares if not follows(one, whole))]), shares[0])


def _cause(share: StatedShare, whole: StatedNumber, wrong: Wrong, right: str) -> Bilingual:
    """What the other figures say of the one in doubt."""
    percent = share.percent.printed
    if wrong.number is whole:
        return say(
            f"Tổng số ghi nhầm: {percent} là tỷ lệ của {share.part.printed} trên {right}.",
            f"The total is misprinted: {percent} is {share.part.printed} of {right}.",
        )
    if wrong.number is share.part:
        return say(
            f"Số đếm ghi nhầm: {percent} là tỷ lệ của {right}.",
            f"The count is misprinted: {percent} is the share of {right}.",
        )
    return cause_of(wrong.remark)


def _members(share: StatedShare, whole: StatedNumber) -> tuple[StatedNumber, ...]:
    """The figures of a share that stand apart; a fraction is one."""
    return (share.percent, share.part) if share.fraction else (share.percent, share.part, whole)


def _fraction(share: StatedShare, whole: StatedNumber) -> str:
    """A part of a whole as a person writes it."""
    return share.part.printed if share.fraction else f"{shown(share.part)}/{shown(whole)}"


def shown(number: StatedNumber) -> str:
    """A figure as a report quotes it: a count without what it counts, a measure with its unit."""
    return number.printed[: number.span[1] - number.span[0]] if number.exact else number.printed


def unit_of(number: StatedNumber) -> str:
    """What a report prints behind a figure."""
    return "" if number.exact else number.printed[number.span[1] - number.span[0] :]
