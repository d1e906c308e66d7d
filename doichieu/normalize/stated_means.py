"""Means that a paragraph states with what they are computed from: "18.317 trường hợp, phạt 22,0 tỷ đồng, bình quân 1,20 triệu đồng/trường hợp"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from doichieu.normalize.comparisons import StatedRate
from doichieu.normalize.stated_numbers import Kind, StatedNumber
from doichieu.normalize.text import fold_in_place

MAY_STATE = re.compile(r"\b(?:binh quan|trung binh|mat do)\b|/(?:mot )?(?:van|1\.000|1000|nghin) dan\b")
"""Words, folded, of sentences that may state a mean."""

_WORDS = r"[a-z]+(?: [a-z]+){0,2}"
# "1,20 triệu đồng/trường hợp", "38,8 giường/vạn dân", "539,1 người/km2"
_PER = re.compile(
    rf"\s?(?P<unit>{_WORDS})\s?/\s?(?P<each>van dan|(?:1\.?000|nghin) dan|km2|[a-z]+(?: [a-z]+)?)\b"
)
# "Bình quân một doanh nghiệp đạt 10,3 tỷ đồng"
_EACH = re.compile(
    r"\b(?:binh quan|trung binh) (?:moi|mot|1) (?P<each>[a-z]+(?: [a-z]+)?)(?: (?:la|dat|duoc|co|khoang))*\s*$"
)
_MEAN = re.compile(r"\b(?:binh quan|trung binh|mat do)\b[^.;]{0,80}$")
_TIMES = frozenset({"ngay", "gio", "thang", "nam", "quy", "tuan", "kg", "tan"})
_PEOPLE = re.compile(r"\b(?:dan so|dan)\b")
# What so many people are in powers of ten.
_OF_PEOPLE = {"van dan": 4, "nghin dan": 3, "1.000 dan": 3, "1000 dan": 3}


class _Asked(NamedTuple):
    """A mean: the figure, what each of it is of, and how many of those in powers of ten."""

    number: StatedNumber
    each: str
    power: int


def read_means(
    sentence: str, numbers: Sequence[StatedNumber], earlier: Sequence[Sequence[StatedNumber]]
) -> Iterator[tuple[StatedRate, ...]]:
    """Read the means of a sentence with the amounts and counts that may give them.

    Args:
        sentence: A sentence.
        numbers: Its figures.
        earlier: Figures of the sentences before it in its paragraph, sentence by sentence.

    Yields:
        For each mean the ways to compute it: an amount of its kind over a count of what each is of.
    """
    folded = fold_in_place(sentence)
    known = [one for said in earlier for one in said]
    for asked in _asked(folded, numbers):
        before = [*known, *(one for one in numbers if one.end <= asked.number.span[0])]
        plain = [
            one
            for one in before
            if one.kind is Kind.AMOUNT and one.rise is None and not one.about and one.value > 0
        ]
        wholes = [one for one in plain if _is_of(one, asked.number)]
        counts = [one for one in plain if _counts(one, asked)]
        # what stands in brackets is of another year, or a part
        counts = [one for one in counts if one.opened is None] or counts
        # what the sentence counts, else what the paragraph counts first, is what it is about
        counts = [one for one in counts if one in numbers] or counts[:1]
        own = [one for one in wholes if one in numbers]
        yield tuple(
            StatedRate(
                now=replace(whole, power=whole.power - asked.number.power + asked.power),
                base=count,
                rate=asked.number,
                times=True,
            )
            for whole in own or wholes
            for count in counts
            if whole is not count and whole.span != count.span
        )


def _asked(folded: str, numbers: Sequence[StatedNumber]) -> Iterator[_Asked]:
    for number in numbers:
        if number.kind is not Kind.AMOUNT or number.rise is not None or number.about or not number.unit:
            continue
        said = folded[: number.span[0]]
        if match := _EACH.search(said):
            yield _Asked(number, match["each"], 0)
        elif (match := _PER.match(folded, number.span[1])) and match["each"].split()[0] not in _TIMES:
            people = _OF_PEOPLE.get(match["each"])
            if people is not None or _MEAN.search(said):
                yield _Asked(number, "nguoi" if people else match["each"], people or 0)


def _is_of(whole: StatedNumber, mean: StatedNumber) -> bool:
    """Whether a mean can be one of an amount: both are in units of one kind."""
    return bool(whole.unit) and whole.unit.split()[0] == mean.unit.split()[0] and whole.span != mean.span


def _counts(one: StatedNumber, asked: _Asked) -> bool:
    """Whether an amount counts what each of a mean is of."""
    if asked.power:
        return one.unit.startswith("nguoi") and bool(_PEOPLE.search(one.before))
    return one.unit == asked.each or one.unit.startswith(f"{asked.each} ")
