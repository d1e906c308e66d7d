"""Figures of a sentence that follow from each other: growth, and what was planned or was before with its percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from doichieu.normalize.numbers import VIETNAMESE, Separators, read_number
from doichieu.normalize.sentences.growths import (
    EARLIER,
    PLAN,
    StatedGrowth,
    is_base,
    measured_as,
    read_growths,
)
from doichieu.normalize.sentences.stated_numbers import Kind, StatedNumber, read_stated_numbers
from doichieu.normalize.text import fold_in_place

# "Vượt 12,4% dự toán (568.182 triệu đồng)": more than was planned, and less.
_BEYOND = re.compile(r"\b(?:(?P<over>vuot)|hut|thieu hut)\s*$")
_TIMES = re.compile(
    r"\bgap (?P<value>\d+(?:[.,]\d+)?) lan\b(?P<said>[^\d.;()]{0,60}(?:nam \d{4})?[^\d.;()]{0,20})\("
)
_OF_PLAN = re.compile(r"\b(?:bang|dat|=)\s*$")
# So many figures may stand in a sentence that is compared figure by figure.
_MOST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedRate:
    """An amount with the percentage that it is of another one, or how many times: of what was planned, or of what it was.

    Attributes:
        now: The amount.
        base: What it is held against.
        rate: The percentage, or how many times it is of it.
        times: Whether it is so many times, no percentage.
    """

    now: StatedNumber
    base: StatedNumber
    rate: StatedNumber
    times: bool = False


def read_comparisons(
    sentence: str, earlier: Sequence[Sequence[StatedNumber]] = (), separators: Separators = VIETNAMESE
) -> Iterator[StatedGrowth | StatedRate]:
    """Read what a sentence compares where it states all the figures of the comparison.

    Args:
        sentence: A sentence.
        earlier: Figures of the sentences before it, sentence by sentence, that it may go on about ("so với cùng kỳ giảm 8 người chết (12,1%)").
        separators: How the sentence prints figures.

    Yields:
        Growth with two of: what was before, the difference, the percentage; and rates with what they are of.
    """
    numbers = read_stated_numbers(sentence, separators)
    if len(numbers) < 2 or len(numbers) > _MOST:
        return
    yield from _rates(sentence, numbers)
    yield from _multiples(sentence, numbers, separators)
    yield from read_growths(sentence, numbers, earlier)


def _rates(sentence: str, numbers: Sequence[StatedNumber]) -> Iterator[StatedGrowth | StatedRate]:
    """Rates of plans and of earlier amounts with what they are of in brackets: "bằng 112,5% dự toán (7.440 tỷ đồng)"."""
    folded = fold_in_place(sentence)
    now: StatedNumber | None = None
    rate: StatedNumber | None = None
    for number in numbers:
        if number.rise is not None:
            rate = None
            continue
        if number.kind is Kind.PERCENT and number.opened is None:
            led = _OF_PLAN.search(number.before) or _BEYOND.search(number.before)
            rate = number if led and now is not None else None
            continue
        if number.kind is not Kind.AMOUNT:
            continue
        if number.opened is None:
            now, rate = number, None
            continue
        if now is None or rate is None or not is_base(rate, number, folded, numbers):
            continue
        said = folded[rate.end : number.span[0]]
        if (PLAN.search(said) or EARLIER.search(said)) and _same_unit(now, number):
            base = measured_as(number, now)
            if not any(one.about for one in (now, base, rate)):
                yield _held_against(now, base, rate)
        rate = None


def _held_against(now: StatedNumber, base: StatedNumber, rate: StatedNumber) -> StatedGrowth | StatedRate:
    """An amount with what it is held against: so much of it, or so much more or less."""
    beyond = _BEYOND.search(rate.before)
    if beyond is None:
        return StatedRate(now=now, base=base, rate=rate)
    return StatedGrowth(now=now, then=base, gap=None, share=rate, rise=bool(beyond["over"]))


def _multiples(
    sentence: str, numbers: Sequence[StatedNumber], separators: Separators
) -> Iterator[StatedRate]:
    """How many times an amount is what it was: "812.000 lượt, gấp 2,3 lần cùng kỳ (353.000 lượt)"."""
    folded = fold_in_place(sentence)
    for match in _TIMES.finditer(folded) if "gap" in folded else ():
        value = read_number(match["value"], separators)
        before = [one for one in numbers if one.end <= match.start() and one.opened is None]
        base = next((one for one in numbers if one.span[0] >= match.end()), None)
        if value is None or not before or base is None or base.opened is None or not value.places:
            continue
        now = before[-1]
        if any(one.kind is not Kind.AMOUNT or one.rise is not None or one.about for one in (now, base)):
            continue
        said = (PLAN if "ke hoach" in match["said"] else EARLIER).search(match["said"])
        if said and _same_unit(now, base):
            start, end = match.span("value")
            rate = replace(
                now,
                number=value,
                printed=sentence[start:end],
                span=(start, end),
                end=end,
                said=start,
                exact=False,
            )
            yield StatedRate(now=now, base=measured_as(base, now), rate=rate, times=True)


def _same_unit(now: StatedNumber, base: StatedNumber) -> bool:
    return not base.unit or now.unit.split()[:1] == base.unit.split()[:1]
