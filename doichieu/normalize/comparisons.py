"""Figures of a sentence that follow from each other: growth, and what was planned or was before with its percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from doichieu.normalize.growths import EARLIER, PLAN, StatedGrowth, is_base, measured_as, read_growths
from doichieu.normalize.numbers import VIETNAMESE, Separators
from doichieu.normalize.stated_numbers import Kind, StatedNumber, read_stated_numbers
from doichieu.normalize.text import fold_in_place

_OF_PLAN = re.compile(r"\b(?:bang|dat|=)\s*$")
# So many figures may stand in a sentence that is compared figure by figure.
_MOST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedRate:
    """An amount with the percentage that it is of another one: of what was planned, or of what it was.

    Attributes:
        now: The amount.
        base: What it is held against.
        rate: The percentage.
    """

    now: StatedNumber
    base: StatedNumber
    rate: StatedNumber


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
    yield from read_growths(sentence, numbers, earlier)


def _rates(sentence: str, numbers: Sequence[StatedNumber]) -> Iterator[StatedRate]:
    """Rates of plans and of earlier amounts with what they are of in brackets: "bằng 112,5% dự toán (7.440 tỷ đồng)"."""
    folded = fold_in_place(sentence)
    now: StatedNumber | None = None
    rate: StatedNumber | None = None
    for number in numbers:
        if number.rise is not None:
            rate = None
            continue
        if number.kind is Kind.PERCENT and number.opened is None:
            rate = number if _OF_PLAN.search(number.before) and now is not None else None
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
                yield StatedRate(now=now, base=base, rate=rate)
        rate = None


def _same_unit(now: StatedNumber, base: StatedNumber) -> bool:
    return not base.unit or now.unit.split()[:1] == base.unit.split()[:1]
