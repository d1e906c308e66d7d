"""What a percentage may be of: the amount it is said of and the whole, as far as words tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from doichieu.normalize.sentences.related.means import is_mean
from doichieu.normalize.sentences.related.passage import Passage, telling
from doichieu.normalize.sentences.related.relation import EXPLAINS, Form, Proposal, Relation, propose
from doichieu.normalize.sentences.share_words import link_of

_RULE = "COUNT-PCT"
# What a percentage is said to be of, behind it.
_BASE = re.compile(
    r"\s*(?:\) )?(?:so voi |tren |cua |trong )?(?P<base>[a-z][^,;.:()%\d]{1,60}?)(?=\s*(?:[,;.:()]|\d|$)|\s(?:va|trong do|tang|giam|so voi cung ky|voi)\b)"
)
# A percentage that is led by its own name: "tỷ lệ ký số đạt 95,28%", "mức độ hài lòng chung 92,19%".
_NAMED = re.compile(r"\b(?:ty le|ti le|ty trong|ti trong|cong suat|mat do|muc do)\b(?P<name>[^,;.:()%\d]*)$")
_OVER = re.compile(r"\b(?:tren|trong|so voi)\b")
_OF_WHICH = re.compile(r"\b(?:trong do|gom|bao gom|cu the|trong so|trong tong so|chia ra)\b|[:(]\s*$")
_NO_WHOLE = re.compile(r"\b(?:cung ky|nam truoc|thang truoc|quy truoc|nam \d{4}|dau nam|gdp|grdp)\b")
# What is left of a whole beside the amounts before it.
_LEFT = re.compile(
    r"\b(?:con lai|con|chua|khong|so con lai|ton|dang|qua han|tre han|xep luu|truot)\b[^,;.:()]*$"
)
_LEFT_BEHIND = re.compile(r"\s*[a-z]*(?: [a-z]+){0,3}? (?:chua|khong|con lai)\b")
# A percentage that was to be reached: "so với chỉ tiêu giao (90%)".
_TARGET = re.compile(
    r"\b(?:chi tieu|ke hoach|muc tieu|nghi quyet|yeu cau)\b[^,;.:()\d]{0,40}(?:\(|la |tu |: ?)\s?$"
)
# What was to be done, in any of its words; what one of them is said to be of need not be named alike.
_PLANS = frozenset(["hoach", "toan", "tieu", "phan", "giao"])
_FEW_WORDS = 5
_LONGEST = 100
_FURTHER = re.compile(r"[\d:;]|\bgom\b")
_BOUND = re.compile(r"\b(?:tu|tren|duoi) \d[\d.,]* ?(?:%|[a-z]+)(?: (?:tro|do) (?:len|xuong)| den)?\b")
# Words between a part and its percentage that say nothing of shares leave so much of a belief.
_UNLINKED = 0.1
_OUT_OF = re.compile(r"\b(?:tren|trong) tong(?: so)?(?: la)?\s*$|\btren\s*$")
# Two beside a part, each with its percentage, are a list; one is where both percentages make a hundred.
_FEWEST_BESIDE = 2
_BACK, _AHEAD, _PAIRS, _FEW = 14, 3, 7, 4
# How much more the only amount before a part in its sentence is believed to be its whole where both count one thing.
_ALONE = 0.25
# And in a whole that words name of the amount that leads the sentence of a percentage which another amount stands before.
_GOES_ON, _SAID = 0.9, 0.5
_TEN, _TENTH = 10, Decimal("0.1")


def propose_shares(passage: Passage) -> Iterator[Proposal]:
    """What each percentage of a paragraph may be of.

    Args:
        passage: The paragraph.
    """
    for at in passage.percents:
        if _TARGET.search(passage.folded[: passage.figures[at].start]):
            continue
        found = propose(_RULE, [*_of_part_before(passage, at), *_of_names(passage, at)])
        if found is not None:
            yield found


def _rate(percent: int, part: int, whole: int, belief: float) -> Relation:
    return Relation(Form.RATIO, (percent, part, whole), belief, factor=100.0)


def _of_part_before(passage: Passage, at: int) -> Iterator[Relation]:
    part = _part(passage, at)
    if part is None:
        return
    figures = passage.figures
    said = passage.folded[figures[part].end : figures[at].start]
    if figures[part].fraction == 2:
        # "2/8 địa phương đạt dưới 40%, gồm: A (35,9%), B (25,1%)": what follows a list, or another figure, is of something else
        further = _FURTHER.search(_BOUND.sub(" ", said))
        yield _rate(at, part - 1, part, 0.97 * (_UNLINKED**2 if further else 1.0))
        return
    whole = part
    lead = passage.between(part - 1, part) if part else ""
    if _OUT_OF.search(lead) and part - 1 in passage.amounts:
        # cards out of the number of people: the last amount is the whole
        yield _rate(at, part - 1, whole, 0.95 if not _FURTHER.search(said) else 0.5)
        return
    linked = link_of(said, passage.folded[figures[at].end :]) is not None
    scale = 1.0 if linked else _UNLINKED
    listed = list(_of_list(passage, part, at))
    members = {one for way in listed if len(way.figures) > _FEWEST_BESIDE + 1 for one in way.figures}
    # those of a list are parts beside each other
    wholes = (
        replace(way, belief=way.belief * (_UNLINKED if way.figures[2] in members else 1.0))
        for way in _of_wholes(passage, part, at)
    )
    ways = [*wholes, *_beside_rest(passage, part, at), *listed]
    yield from (replace(way, belief=way.belief * scale) for way in ways)
    if not linked or ";" in said:
        yield from _of_first(passage, part, at)


def _of_first(passage: Passage, part: int, at: int) -> Iterator[Relation]:
    """That a percentage goes on about the amount that leads its sentence: "532.983 người, trong đó …; đạt 91,16% dân số (584.662 người)"."""
    period = passage.figures[at].period
    first = next(one for one in passage.amounts if passage.figures[one].period == period)
    if first != part:
        ways = _of_wholes(passage, first, at)
        yield from (replace(way, belief=way.belief * _GOES_ON) for way in ways if way.belief >= _SAID)


def _of_list(passage: Passage, part: int, at: int) -> Iterator[Relation]:
    """That a part is one of all those of its list, each with its percentage, whose total no figure states."""
    if part != at - 1:
        return
    first = last = part
    while first - 2 in passage.amounts and first - 1 in passage.percents and _lists(passage, first - 2, part):
        first -= 2
    while last + 2 in passage.amounts and last + 3 in passage.percents and _lists(passage, last + 2, part):
        last += 2
    others = [one for one in range(first, last + 1, 2) if one != part]
    both = sum((passage.figures[one + 1].number.value for one in (part, *others)), Decimal(0))
    if len(others) >= _FEWEST_BESIDE or (others and abs(both - 100) <= 1):
        yield Relation(Form.BESIDE, (at, part, *others), EXPLAINS)


def _lists(passage: Passage, one: int, other: int) -> bool:
    """Whether two amounts stand in one sentence and count alike."""
    first, second = passage.figures[one], passage.figures[other]
    if not first.number.unit and max(first.number.value, second.number.value) < _TEN:
        return False  # "ngành 1", "ngành 2"
    return first.period == second.period and first.number.unit.split()[:1] == second.number.unit.split()[:1]


def _beside_rest(passage: Passage, part: int, at: int) -> Iterator[Relation]:
    """That a part is one of itself and what is said to be left, where no figure states both together."""
    rest = next((one for one in passage.amounts if one > at), None)
    if rest is None or passage.figures[rest].period > passage.figures[at].period + 1:
        return
    if is_left(passage, rest):
        yield Relation(Form.BESIDE, (at, part, rest), EXPLAINS)


def _of_wholes(passage: Passage, part: int, at: int) -> Iterator[Relation]:
    """The amounts that the words let a part be of."""
    figures = passage.figures
    kind = figures[part].kind[0]
    wholes = [
        one
        for one in passage.amounts
        if one != part
        and at - _BACK <= one <= at + _AHEAD
        and _divides(kind, figures[one].kind[0])
        and not is_mean(passage, one)
    ]
    base = _BASE.match(passage.folded, figures[at].end)
    phrase = telling(base["base"]) if base else frozenset()
    # the whole right behind: "bằng 112,5% dự toán (7.440 tỷ đồng)"
    following = at + 1
    if following in wholes and figures[following].period == figures[at].period:
        said = passage.folded[figures[at].end : figures[following].start]
        if not re.search(r"[,;.)]|\b(?:va|trong do|gom|tang|giam)\b", said):
            yield _rate(at, part, following, 0.9)
            wholes.remove(following)
    if base and _NO_WHOLE.search(base.group()) and not _named(passage, phrase, wholes):
        return
    if phrase:
        best = _named(passage, phrase, wholes)
        for one in wholes:
            match = best.get(one, 0.0)
            yield _rate(
                at,
                part,
                one,
                (0.93 * match if match else 0.02)
                * is_total(passage, one)
                # what is named in full need not be counted alike: "435 trường hợp (74,5% số biên bản)"
                * (1.0 if match == 1.0 else _counts_other(passage, part, one)),
            )
        return
    before = [one for one in wholes if one < part]
    yield from (_rate(at, part, one, weight) for one, weight in _leading(passage, part, before).items())
    yield from (_rate(at, part, one, 0.02) for one in wholes if one > part)


def _holds_part(passage: Passage, whole: int, part: int) -> bool:
    """Whether an amount may be the whole of another one: no less, but for a slip of the pen in one that counts the same."""
    one, other = passage.figures[whole], passage.figures[part]
    share = one.size / other.size
    return share >= 1 or (share > _TENTH and one.number.unit.split()[:1] == other.number.unit.split()[:1])


def _counts_other(passage: Passage, part: int, whole: int) -> float:
    """How much less an amount of another noun is believed to be the whole: "130 bác sĩ" of "531 viên chức", "24 người" of "6 xã"."""
    one, other = passage.figures[part].number.unit, passage.figures[whole].number.unit
    return 1.0 if not one or not other or one.split()[0] == other.split()[0] else 0.4


def is_left(passage: Passage, rest: int) -> bool:
    """Whether an amount is said to be what is left of others."""
    figure = passage.figures[rest]
    start = passage.figures[rest - 1].end if rest else 0
    behind = figure.start + figure.number.span[1] - figure.number.span[0]
    return bool(
        _LEFT.search(passage.folded[start : figure.start]) or _LEFT_BEHIND.match(passage.folded, behind)
    )


def _divides(part: str, whole: str) -> bool:
    """Whether amounts in two units can be part and whole: money of money, hectares of hectares."""
    measured = {"dong", "m2", "kg", "m3", "m", "kwh", "usd"}
    return part == whole or not (part in measured or whole in measured)


def _part(passage: Passage, at: int) -> int | None:
    """The amount that a percentage is said of: the last one before it in its sentence."""
    for one in range(at - 1, -1, -1):
        figure = passage.figures[one]
        if (
            figure.period != passage.figures[at].period
            or passage.figures[at].start - figure.end > 2 * _LONGEST
        ):
            return None
        if one not in passage.amounts:
            continue
        # what a bracket closed before says of another figure: "8.370 tỷ đồng (năm trước 7.142 tỷ đồng), đạt 98%"
        opened = passage.opened(one)
        if (
            opened is not None
            and passage.opened(at) != opened
            and any(other < one and passage.opened(other) is None for other in passage.amounts)
        ):
            continue
        return one
    return None


def _named(passage: Passage, phrase: frozenset[str], wholes: Sequence[int]) -> dict[int, float]:
    """How far what a percentage is said to be of is what amounts are called."""
    if not phrase:
        return {}
    planned = phrase & _PLANS
    scores = {
        one: 1.0
        if planned and about & _PLANS and len(phrase) <= _FEW_WORDS
        else len(phrase & about) / len(phrase)
        for one in wholes
        for about in (passage.figures[one].about,)
    }
    best = {one: score for one, score in scores.items() if score >= 0.5}
    top = max(best.values(), default=0.0)
    chosen = [one for one, score in best.items() if score == top]
    return {one: top / len(chosen) for one in chosen}


def _leading(passage: Passage, part: int, wholes: Sequence[int]) -> dict[int, float]:
    """The amounts before a part as what it is a part of: the one that leads its list, the one right before it."""
    figures = passage.figures
    beliefs: dict[int, float] = dict.fromkeys(wholes, 0.02)
    plain = [
        one
        for one in wholes
        if passage.opened(one) is None
        and figures[one].fraction == 0
        and is_total(passage, one) == 1
        and _holds_part(passage, one, part)
    ]
    own = [one for one in plain if figures[one].period == figures[part].period]
    if own:
        beliefs[own[0]] += 0.3
        beliefs[own[-1]] += 0.3
        if len(own) == 1 and _counts_other(passage, part, own[0]) == 1:
            beliefs[own[0]] += _ALONE
    elif plain:
        beliefs[plain[-1]] += 0.15
        beliefs[next(one for one in plain if figures[one].period == figures[plain[-1]].period)] += 0.15
    larger = [one for one in plain if figures[one].number.value >= figures[part].number.value]
    led = next((one for one in reversed(larger) if _OF_WHICH.search(_intro(passage, one))), None)
    if led is not None:
        beliefs[led] += 0.35
    return beliefs


def is_total(passage: Passage, whole: int) -> float:
    """How far an amount may be a whole at all: one with a percentage of its own is a part beside the others, unless parts follow it."""
    if whole + 1 not in passage.percents or _OF_WHICH.search(_intro(passage, whole)):
        return 1.0
    return 0.1


def _intro(passage: Passage, whole: int) -> str:
    """The words between an amount and the next plain one."""
    following = next((one for one in passage.amounts if one > whole), None)
    return passage.between(whole, following) if following is not None else ""


def _of_names(passage: Passage, at: int) -> Iterator[Relation]:
    """Pairs of amounts of a paragraph that the name of a percentage may speak of: "tỷ lệ nợ trên kế hoạch thu là 2,31%"."""
    figures = passage.figures
    before = at - 1
    start = figures[before].end if before >= 0 else 0
    named = _NAMED.search(passage.folded[start : figures[at].start])
    if named is None:
        return
    name = telling(named["name"])
    if not name:
        return
    yield from _of_percents(passage, at, name)
    near = [one for one in passage.amounts if one < at][-_PAIRS:] + [
        one for one in passage.amounts if one > at
    ][:1]
    weights: dict[tuple[int, int], float] = {}
    for one, other in combinations(near, 2):
        part, whole = sorted((one, other), key=lambda each: figures[each].number.value)
        if (
            not _divides(figures[part].kind[0], figures[whole].kind[0])
            or figures[part].fraction != figures[whole].fraction
        ):
            continue
        said = len(name & figures[part].about) + 0.5 * len(name & figures[whole].about)
        close = 1.0 if figures[part].period == figures[at].period else 0.5
        weights[(part, whole)] = (0.2 + said) * close
    total = sum(weights.values())
    for (part, whole), weight in weights.items():
        yield _rate(at, part, whole, 0.5 * weight / total)


def _of_percents(passage: Passage, at: int, name: frozenset[str]) -> Iterator[Relation]:
    """Two percentages that a named one may add up to: "tỷ lệ trước và đúng hạn đạt 98,39%"."""
    before = [one for one in passage.percents if one < at][-_FEW:]
    pairs = {
        (one, other): sum(len(name & _words_of(passage, each)) for each in (one, other))
        for one, other in combinations(before, 2)
    }
    total = sum(pairs.values())
    for (one, other), said in pairs.items():
        if said:
            yield Relation(Form.SUM, (at, one, other), 0.4 * said / total, (1, 1))


def _words_of(passage: Passage, percent: int) -> frozenset[str]:
    """The words about a percentage and the amount before it."""
    figures = passage.figures
    return figures[percent].about | (figures[percent - 1].about if percent else frozenset())
