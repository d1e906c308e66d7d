"""Means that a paragraph states with what they are computed from: "18.317 trường hợp, phạt 22,0 tỷ đồng, bình quân 1,20 triệu đồng/trường hợp"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from doichieu.normalize.sentences.comparisons import StatedRate
from doichieu.normalize.sentences.stated_numbers import Kind, StatedNumber
from doichieu.normalize.text import fold_in_place
from doichieu.normalize.units import smallest_of

MAY_STATE = re.compile(
    r"\b(?:binh quan|trung binh|mat do)\b|/(?:mot )?(?:van|nghin|10+|1\.000|10\.000|100\.000) [a-z]"
)
"""Words, folded, of sentences that may state a mean."""

_WORDS = r"[a-z]+\d?(?: [a-z]+){0,2}"
_MANY = r"(?P<many>van|nghin|10{2,5}|1\.000|10\.000|100\.000) "
# "1,20 triệu đồng/trường hợp", "38,8 giường/vạn dân", "539,1 người/km2", "598 m2/giấy"
_PER = re.compile(rf"\s?(?P<unit>{_WORDS})\s?/\s?(?:{_MANY})?(?P<each>[a-z]+\d?(?: [a-z]+)?)\b")
# "Bình quân một doanh nghiệp đạt 10,3 tỷ đồng"
_EACH = re.compile(
    r"\b(?:binh quan|trung binh) (?:moi|mot|1|cua) (?P<each>[a-z]+(?: [a-z]+)?)(?: [a-z]+){0,4}?(?: (?:la|dat|duoc|co|khoang))*\s*$"
)
_MEAN = re.compile(r"\b(?:binh quan|trung binh|mat do)\b[^.;]{0,80}$")
_TIMES = frozenset({"ngay", "gio", "thang", "nam", "quy", "tuan"})
_WEIGHED = frozenset({"kg", "tan", "ta"})
_PEOPLE = re.compile(r"\b(?:dan so|dan)\b")
_POWERS = {"van": 4, "nghin": 3}
_DIVIDED = re.compile(r"\b(?:trong do|gom|chia ra)\b")


class _Asked(NamedTuple):
    """A mean: the figure, what each of it is of, and how many of those in powers of ten."""

    number: StatedNumber
    each: str
    power: int


class StatedMean(NamedTuple):
    """The ways in which a mean may be computed.

    Attributes:
        ways: All of them: an amount of its kind over a count of what each is of.
        nearest: Those whose amount and count stand in one sentence, its own or one that calls the count so; else all.
    """

    ways: tuple[StatedRate, ...]
    nearest: tuple[StatedRate, ...]


def read_means(
    sentence: str, numbers: Sequence[StatedNumber], earlier: Sequence[Sequence[StatedNumber]]
) -> Iterator[StatedMean]:
    """Read the means of a sentence with the amounts and counts that may give them.

    Args:
        sentence: A sentence.
        numbers: Its figures.
        earlier: Figures of the sentences before it in its paragraph, sentence by sentence.

    Yields:
        For each mean the ways to compute it.
    """
    folded = fold_in_place(sentence)
    for asked in _asked(folded, numbers):
        # what brackets of another sentence tell is of one alone, but for how many people there are
        beside = [
            [one for one in said if _is_plain(one) and (one.opened is None or asked.power or said is numbers)]
            for said in (*earlier, numbers)
        ]
        own = beside[-1]
        # what a mean is of stands before it, or right behind: "giá bình quân 1.876 đồng/kWh, doanh thu 1.931 tỷ đồng"
        before = [one for one in own if one.end <= asked.number.span[0]]
        clause = folded[: asked.number.span[0]]
        called = [[one for one in said if _is_called(one, clause, asked)] for said in beside[:-1]]
        found = [_ways(said, named, asked) for said, named in zip(beside, called, strict=False)]
        found.append(_ways(before, before, asked))
        if not found[-1]:
            found[-1] = _ways(own, own, asked)
        every = [one for said in [*beside[:-1], own] for one in said]
        ways = _ways(every, every, asked)
        near = next((way for way in reversed(found) if way), ways)
        yield StatedMean(tuple(ways), tuple(near))


def _ways(wholes: Sequence[StatedNumber], counts: Sequence[StatedNumber], asked: _Asked) -> list[StatedRate]:
    """Amounts over counts that may give a mean."""
    counts = [one for one in counts if _counts(one, asked)]
    # what stands in brackets is of another year, or a part
    counts = counts if asked.power else [one for one in counts if one.opened is None] or counts
    wholes = [one for one in wholes if _is_of(one, asked.number)]
    undivided = [one for one in wholes if not _DIVIDED.search(one.before)]
    return [
        _rate(whole, count, asked) for whole in undivided or wholes for count in counts if whole is not count
    ]


def _rate(whole: StatedNumber, count: StatedNumber, asked: _Asked) -> StatedRate:
    """A mean as how many times an amount is a count, all in the smallest units of their kinds."""
    own, mean = smallest_of(whole.unit)[1], smallest_of(asked.number.unit)[1]
    of = smallest_of(count.unit)[1] - smallest_of(asked.each)[1] if not asked.power else 0
    power = whole.power + own - asked.number.power - mean + asked.power - of
    return StatedRate(now=replace(whole, power=power), base=count, rate=asked.number, times=True)


def _is_called(one: StatedNumber, clause: str, asked: _Asked) -> bool:
    """Whether a mean is said to be one of a count of an earlier sentence: "cấp mới 21 dự án …", "bình quân một dự án cấp mới"."""
    named = " ".join(one.before.split()[-2:])
    return _counts(one, asked) and one.opened is None and bool(named) and f" {named} " in clause


def _is_plain(one: StatedNumber) -> bool:
    return one.kind is Kind.AMOUNT and one.rise is None and not one.about and one.value > 0


def _asked(folded: str, numbers: Sequence[StatedNumber]) -> Iterator[_Asked]:
    for number in numbers:
        if number.kind is not Kind.AMOUNT or number.rise is not None or number.about or not number.unit:
            continue
        said = folded[: number.span[0]]
        match = _PER.match(folded, number.span[1])
        if match is not None and match["many"]:
            power = _POWERS.get(match["many"], len(match["many"].replace(".", "")) - 1)
            yield _Asked(number, "nguoi" if match["each"] == "dan" else match["each"], power)
        elif match is not None and _MEAN.search(said):
            first = match["each"].split()[0]
            if first not in _TIMES and not (first in _WEIGHED and number.unit.split()[0] in _WEIGHED):
                yield _Asked(number, "nguoi" if first == "dan" else match["each"], 0)
        elif match is None and (each := _EACH.search(said)):
            yield _Asked(number, each["each"], 0)


def _is_of(whole: StatedNumber, mean: StatedNumber) -> bool:
    """Whether a mean can be one of an amount: both are in units of one kind."""
    if not whole.unit or whole is mean:
        return False
    return smallest_of(whole.unit)[0] == smallest_of(mean.unit)[0]


def _counts(one: StatedNumber, asked: _Asked) -> bool:
    """Whether an amount counts what each of a mean is of."""
    if asked.power and asked.each == "nguoi":
        return one.unit.startswith("nguoi") and bool(_PEOPLE.search(one.before))
    if smallest_of(asked.each)[1] or smallest_of(one.unit)[1]:
        return smallest_of(one.unit)[0] == smallest_of(asked.each)[0]
    return one.unit == asked.each or one.unit.startswith(f"{asked.each} ")
