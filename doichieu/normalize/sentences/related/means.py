"""Which amount and which count of a paragraph a mean may be of: so much for each of something, a month, or ten thousand people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from doichieu.normalize.sentences.related.passage import Passage
from doichieu.normalize.sentences.related.relation import Form, Proposal, Relation, propose
from doichieu.normalize.units import smallest_of

_RULE = "CLAIM-STAT"
_PER = re.compile(
    r"\s?[a-z0-9 ]{0,24}/\s?(?:(?P<many>van|nghin|10{2,5}|1\.000|10\.000|100\.000) )?(?P<each>[a-z]+\d?(?: [a-z]+)?)"
)
_POWERS = {"van": 4, "nghin": 3}
_MEAN = re.compile(r"\b(?:binh quan|trung binh|si so|suat dau tu|mat do|nang suat|quy mo)\b")
_EACH = re.compile(
    r"\b(?:moi|mot|1|(?:binh quan|trung binh)(?! (?:moi|mot|1)\b)) (?P<each>[a-z]+(?: [a-z]+)?)\b"
)
# Means of a time are of the span that their paragraph is about: "9 tháng", else a year.
_MONTHS = re.compile(r"\b(?P<months>\d{1,2}) thang\b")
# Or of the days that are stated: a library is open on 310 of them.
_DAYS = re.compile(r"\b(\d{2,3}) ngay(?!\s\d)")
_QUARTER = re.compile(r"\bquy (?:iv|i{1,3}|[1-4])\b")
_PARTS = {"thang": (12,), "quy": (4,), "ngay": (365, 366), "tuan": (52,)}
_OF_MONTHS = {"thang": (1.0,), "quy": (1 / 3,), "ngay": (30.0, 30.5)}
_TIMES = frozenset([*_PARTS, "gio", "nam", "ky"])
_YEAR = 12
_BACK, _AHEAD = 12, 3
# An amount and a count that words lead to as far as this are meant, and so are those that they lead to nearly as far.
_PLAIN, _MEANT, _MEANT_ALONE = 0.45, 0.6, 0.995


class _Asked(NamedTuple):
    """What a mean is of each of, folded, and of how many of those in powers of ten."""

    each: str
    power: int


def propose_means(passage: Passage) -> Iterator[Proposal]:
    """What each mean of a paragraph may be of.

    Args:
        passage: The paragraph.
    """
    for at, figure in enumerate(passage.figures):
        if not figure.is_amount or figure.number.value <= 0 or _is_round(passage, at):
            continue
        asked = _asked(passage, at)
        if asked is None:
            continue
        ways = _in_time(passage, at, asked.each) if asked.each in _TIMES else _of_each(passage, at, asked)
        found = propose(_RULE, list(ways), _MEANT_ALONE)
        if found is not None:
            yield found


def is_mean(passage: Passage, at: int) -> bool:
    """Whether words call a figure a mean, which is no part of anything."""
    return _asked(passage, at) is not None


def _is_round(passage: Passage, at: int) -> bool:
    """Whether a figure is said to be near what is meant, and looks like it."""
    number = passage.figures[at].number
    return number.about and number.number.value % 10 == 0


def _asked(passage: Passage, at: int) -> _Asked | None:
    """What a mean is of each of; None for what is no mean."""
    figure = passage.figures[at]
    start = passage.figures[at - 1].end if at else 0
    said = passage.folded[start : figure.start]
    behind = _PER.match(passage.folded, figure.start + figure.number.span[1] - figure.number.span[0])
    if behind and behind["many"]:
        power = _POWERS.get(behind["many"], len(behind["many"].replace(".", "")) - 1)
        return _Asked(behind["each"].split()[0], power)
    each = next(reversed(list(_EACH.finditer(said))), None)
    # "bình quân mỗi ngày 56,9 ca, mỗi tháng 1.732 ca"
    goes_on = at > 0 and each is not None and bool(_MEAN.search(_before(passage, at - 1)))
    if not _MEAN.search(said) and not goes_on:
        return None
    called = behind["each"] if behind else each["each"] if each else ""
    first = called.split()[0] if called else ""
    return None if not called else _Asked(first if first in _TIMES else called, 0)


def _before(passage: Passage, at: int) -> str:
    return passage.folded[passage.figures[at - 1].end if at else 0 : passage.figures[at].start]


def _in_time(passage: Passage, at: int, each: str) -> Iterator[Relation]:
    """That a mean is so much in each part of the time that its paragraph is about."""
    figures = passage.figures
    mean = figures[at]
    days = _DAYS.findall(passage.folded[mean.end :].split(".")[0]) if each == "ngay" else []
    months = [int(match["months"]) for match in _MONTHS.finditer(passage.folded)]
    parts: tuple[float, ...]
    if days:
        parts = (float(days[0]),)
    elif months and months[-1] < _YEAR:
        parts = tuple(of * months[-1] for of in _OF_MONTHS.get(each, ()))
    elif _QUARTER.search(passage.folded) and each in _OF_MONTHS:
        parts = tuple(of * 3 for of in _OF_MONTHS[each])
    else:
        parts = tuple(float(part) for part in _PARTS.get(each, ()))
    near = [
        one
        for one in passage.amounts
        if one < at and figures[one].kind[0] == mean.kind[0] and figures[one].number.value > mean.number.value
    ][-_BACK:]
    weights = {
        one: (1.0 if figures[one].period == mean.period else 0.6)
        * (1.0 if passage.opened(one) is None else 0.2)
        * (1.0 if one == near[0] else 0.5 if one == near[-1] else 0.3)
        for one in near
    }
    total = sum(weights.values()) * len(parts)
    for one, weight in weights.items():
        for part in parts:
            yield Relation(Form.MULTIPLE, (at, one), 0.97 * weight / max(total, 1.0), factor=1 / part)


def _of_each(passage: Passage, at: int, asked: _Asked) -> Iterator[Relation]:
    figures = passage.figures
    mean = figures[at]
    words = set(asked.each.split())
    own_bracket = {None, passage.opened(at)}
    near = [one for one in passage.amounts if one != at and (asked.power or at - _BACK <= one <= at + _AHEAD)]
    counts = {one: _calls(passage, one, words, asked) for one in near}
    pairs: dict[tuple[int, int], float] = {}
    for count, called in counts.items():
        for whole in near:
            if whole == count or not called or not mean.number.unit:
                continue
            own = _is_of(passage, whole, at)
            together = 1.0 if figures[whole].period == figures[count].period == mean.period else 0.5
            # what a mean is of stands before it, or both behind it: "giá bình quân 1.876 đồng/kWh, doanh thu …, điện …"
            split = whole > at if asked.power else (whole > at) != (count > at)
            before = 0.3 if split else 1.0 if whole < at else 0.8
            part = 0.3 if figures[count].fraction == 2 else 1.0
            # what a bracket says is of one alone
            aside = (
                1.0 if asked.power or {passage.opened(count), passage.opened(whole)} <= own_bracket else 0.3
            )
            if own:
                pairs[(whole, count)] = own * together * before * called * part * aside
    factor = 10.0 ** (asked.power or smallest_of(asked.each)[1])
    top = max(pairs.values(), default=0.0)
    best = [one for one, weight in pairs.items() if weight > _MEANT * top]
    total = sum(pairs.values())
    for pair, weight in pairs.items():
        plain = top >= _PLAIN and pair in best
        belief = _MEANT_ALONE / len(best) if plain else 0.93 * weight / max(total, 1.0)
        yield Relation(Form.RATIO, (at, *pair), belief, factor=factor)


def _is_of(passage: Passage, whole: int, mean: int) -> float:
    """How far a mean may be one of an amount: they are in units of one kind, or the amount stands right before."""
    one, other = passage.figures[whole], passage.figures[mean]
    if one.kind[0] == other.kind[0]:
        return 1.0
    # "dạy nghề cho 8.568 lao động, bình quân 30 học viên/lớp"
    counted = one.number.exact and not one.kind[1] and not other.kind[1] and not one.number.power
    return 0.4 if counted and whole == mean - 1 and not other.number.power else 0.0


def _calls(passage: Passage, at: int, each: set[str], asked: _Asked) -> float:
    """How far an amount is called what each of a mean is."""
    figure = passage.figures[at]
    said = figure.number.unit.split()
    if "dan" in each:
        return (
            1.0 if said[:1] == ["nguoi"] and "dan" in figure.about else 0.1 if said[:1] == ["nguoi"] else 0.0
        )
    if smallest_of(asked.each)[1]:
        return float(figure.kind[0] == smallest_of(asked.each)[0])
    if said and said[0] in each:
        return 1.0
    if each & set(said):
        return 0.6
    return 0.2 if each & figure.about else 0.0
