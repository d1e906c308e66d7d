"""Which amounts of a paragraph may add up to another one, as far as words tell."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from decimal import Decimal

from doichieu.normalize.sentences.related.means import is_mean
from doichieu.normalize.sentences.related.passage import Passage, telling
from doichieu.normalize.sentences.related.relation import (
    EXPLAINS,
    MOST_BELIEVED,
    STATED,
    Form,
    Proposal,
    Relation,
    propose,
)
from doichieu.normalize.sentences.related.shares import is_left, is_total
from doichieu.normalize.sentences.stated_numbers import Kind

_RULE = "CLAIM-PARTS"
_ALL = re.compile(
    r"\b(?:bao gom|gom|gom co|chia ra|chia theo|phan theo|co cau|phan loai)\b|[:(]\s*(?:[a-z]|$)"
)
_SOME = re.compile(r"\b(?:trong do|cu the|trong so|co)\b|^, do\b")
_NOT = re.compile(r"\b(?:chua|khong|dang)(?: (?:du|the|duoc|co))? (?P<what>[a-z]+)")
_GAP = re.compile(
    r"\b(?:chenh lech|cat giam|giam tru|tiet kiem|con du|du|thieu|vuot|hut|ket du|con)\b[^,;.:()]*$"
)
# What leads a list by kinds, places or causes: "Văn bản đi phân theo loại".
_HEAD = re.compile(
    r"\.\s(?:(?P<name>[^.:;]*?)\b(?:(?:phan|chia|xet)? ?theo|phan loai|co cau|nguyen nhan|chia ra)\b[^.:;]*:"
    r"|(?P<some>trong (?:do|so do|so nay))\b)"
)
_FEWEST = 2
_ENDED = re.compile(r"[.;:)\d]")
# First words of what sums of agencies are made up of, offices and districts
_AGENCY = frozenset(
    ["co", "don", "dia", "so", "ban", "nganh", "huyen", "quan", "xa", "phuong", "thi", "thanh", "tinh"]
)
_LAST = re.compile(r"\b(?:khac|con lai)\b")
_JOINS = re.compile(r"^[^,;]*\bva\b|, va\b")
_MOST, _BACK, _FAR = 9, 6, 20
# "Còn 40 xã" is not left of so many pupils where something else counts communes.
_OTHER_NOUN = 0.3
_DENIED = 0.02  # percentages that make no hundred are of a list that is none
# Belief in a list that words lead to and “khác” closes, from which on it is one, and what is left of it for counts of other names.
_CLOSED, _JOINED, _PLAIN, _MIXED = 0.96, 0.9, 0.5, 0.5
# Belief in a list by kinds, and in one that some of its parts may be left out of.
_DIVIDED, _LED_TO = 0.97, 0.4
# Lists end where they first may.
_FIRST = 0.92
_PLAINLY = 0.93


def propose_sums(passage: Passage, stated: Collection[frozenset[int]] = ()) -> Iterator[Proposal]:
    """What the amounts of a paragraph may add up to.

    Args:
        passage: The paragraph.
        stated: Places of the totals, each with its parts, that words state plainly.
    """
    headed = [list(ways) for ways in _headed_lists(passage)]
    for at in passage.amounts:
        for ways in (*_lists(passage, at), list(_rests(passage, at)), *(headed if at == 0 else ())):
            # two of its parts are parts of what is stated, or its total and one of them
            apart = [way for way in ways if not any(len(one & {*way.figures}) > 1 for one in stated)]
            found = propose(
                _RULE, apart, STATED if any(way.belief == STATED for way in apart) else MOST_BELIEVED
            )
            if found is not None:
                yield found


def _sum(total: int, parts: Sequence[int], belief: float) -> Relation:
    return Relation(Form.SUM, (total, *parts), belief, (1,) * len(parts))


def _lists(passage: Passage, total: int) -> Iterator[list[Relation]]:
    """Runs of amounts behind one that may be all its parts, in brackets and outside, and those of their rises and falls."""
    figures = passage.figures
    if figures[total].fraction:
        return
    opened = passage.opened(total)
    following = [
        one
        for one in passage.amounts
        if one > total and figures[one].fraction != 1 and not is_mean(passage, one)
    ]
    if not following:
        return
    aside = passage.opened(following[0])
    if aside is not None and opened is None and not _ENDED.search(passage.folded, figures[total].end, aside):
        inside = [one for one in following if passage.opened(one) == aside]
        yield from _runs(passage, total, inside)
    yield from _runs(passage, total, [one for one in following if passage.opened(one) == opened])


def _headed_lists(passage: Passage) -> Iterator[Iterator[Relation]]:
    """Lists that a sentence heads without a total, which stands somewhere before: "Văn bản đi phân theo quý: quý I 21.029, …"."""
    figures = passage.figures
    sentences: defaultdict[int, list[int]] = defaultdict(list)
    for at, figure in enumerate(figures):
        sentences[figure.period].append(at)
    for places in sentences.values():
        first = places[0]
        start = figures[first - 1].end if first else 0
        head = _HEAD.search(passage.folded, start, figures[first].start)
        parts = [one for one in places if one in passage.amounts]
        plain = all(
            one in passage.amounts or (one - 1 in parts and one in passage.percents) for one in places
        )
        if head is None or not plain or len(parts) < _FEWEST or any(map(_is_aside(passage), parts)):
            continue
        if not head["some"]:
            yield _totals_of(passage, parts, telling(head["name"]), _DIVIDED)
        elif len(_nouns(passage, parts)) == 1:
            yield _totals_of(passage, parts, frozenset(), _LED_TO)


def _is_aside(passage: Passage) -> Callable[[int], bool]:
    return lambda at: (
        passage.opened(at) is not None or passage.figures[at].fraction > 0 or is_mean(passage, at)
    )


def _totals_of(
    passage: Passage, parts: Sequence[int], name: frozenset[str], belief: float
) -> Iterator[Relation]:
    """The amounts before a list that it may add up to: those that its head names before the others."""
    figures = passage.figures
    # parts that all count one thing are parts of what counts it too: cases of cases, not of the injured
    one_noun = len(_nouns(passage, parts)) == 1
    before = [
        one
        for one in passage.amounts
        if one < parts[0]
        and figures[one].fraction == 0
        and (not one_noun or _alike(passage, one, parts[0]))
        and all(_adds(passage, one, part) for part in parts)
    ]
    weights = {
        one: 0.1 + len(name & (figures[one].about | telling(figures[one].number.unit))) for one in before
    }
    total = sum(weights.values())
    for one, weight in weights.items():
        yield _sum(one, parts, belief * weight / total)


def _runs(passage: Passage, total: int, members: Sequence[int]) -> Iterator[list[Relation]]:
    figures = passage.figures
    whole = figures[total]
    parts: list[int] = []
    for one in members[:_MOST]:
        if not _adds(passage, total, one):
            break
        parts.append(one)
    if len(parts) < 2:
        return
    said = passage.folded[whole.end : figures[parts[0]].start]
    before = re.split(r"\d", said)[-1] if re.search(r"\d", said) else said
    some = _SOME.search(before if ";" not in before else before.rpartition("trong do")[1])
    belief = 0.93 if _ALL.search(before) else 0.6 if some else 0.12
    same = sum(1 for one in parts if _alike(passage, total, one)) / len(parts)
    amounts: list[Relation] = []
    rises: list[Relation] = []
    # a list that words lead to may be of things of other names
    unlike = 1.0 if belief > _JOINED else _MIXED + (1 - _MIXED) * same
    ends = [at for at in range(1, len(parts)) if _ends(passage, parts, at)]
    closing = next((at for at in ends if _LAST.search(_said_of(passage, parts[at]))), None)
    for at in range(1, len(parts)):
        run = parts[: at + 1]
        if _counts_two_things(passage, run):
            break
        if at == closing:
            own = _CLOSED if belief >= _PLAIN else belief
        else:
            share = (0.95 if len(ends) == 1 else _FIRST if at == ends[0] else 0.05) if at in ends else 0.02
            led = (
                max(belief, _JOINED)
                if at == ends[0] and belief >= _PLAIN and _JOINS.search(_before(passage, parts[at]))
                else belief
            )
            own = led * share * unlike * (0.5 if closing is not None else 1)
            if led >= _PLAINLY and at == next(iter(ends), None) and _is_listed(passage, total, run):
                own = STATED  # all that the words behind "gồm" state
        told = _percents_tell(passage, run)
        if told and len(_nouns(passage, run)) == 1 and not _alike(passage, total, run[0]):
            told = None  # all cases of some kind, and not of the injured before them
        own = own if told is None else STATED if told else _DENIED
        amounts.append(_sum(total, run, own))
        turns = [_turn(passage, one) for one in (total, *run)]
        if all(turn is not None for turn in turns):
            first, *others = [turn for turn in turns if turn is not None]
            rises.append(_turns(passage, first, others, own))
    yield amounts
    yield rises


def _nouns(passage: Passage, parts: Sequence[int]) -> Counter[str]:
    """What amounts count, by the first word of their units."""
    return Counter(unit.split()[0] for one in parts if (unit := passage.figures[one].number.unit))


def _counts_two_things(passage: Passage, run: Sequence[int]) -> bool:
    """Whether a list has amounts of two things for each of its items: schools and their pupils."""
    return sum(count > 1 for count in _nouns(passage, run).values()) > 1


def _is_listed(passage: Passage, total: int, run: Sequence[int]) -> bool:
    """Whether a list right behind its total, in one sentence, names and counts parts of its kind alone: "48 cơ quan gồm 20 sở và 28 huyện"."""
    figures = passage.figures
    whole = figures[total]
    head = _ALL.split(passage.folded[whole.end : figures[run[0]].start])[-1]
    if run[0] != total + 1 or ";" in head or len(head) > _FAR:
        return False
    # "8 ký tự gồm 4 ký tự là chữ số, …, ký tự cuối cùng là …": one more without a figure
    further = re.split(r"[.;](?= |$)", passage.folded[figures[run[-1]].end :])[0]
    noun = whole.number.unit.split()[:1]
    if noun and re.search(rf"(?:,|\bva) {noun[0]}\b", further):
        return False
    return all(
        figures[one].period == whole.period
        and bool(figures[one].number.unit)
        and figures[one].number.value <= whole.number.value
        and (_alike(passage, total, one) or _is_named_after(passage, total, one))
        for one in run
    )


def _is_named_after(passage: Passage, total: int, part: int) -> bool:
    """Whether a part has of the name of its total what says of which kind it is: "20 tổ chức hành nghề công chứng (07 phòng công chứng …)"."""
    noun = frozenset(passage.figures[total].number.unit.split()[:1])
    return bool(telling(passage.figures[part].number.unit) & passage.figures[total].about - noun)


def _percents_tell(passage: Passage, run: Sequence[int]) -> bool | None:
    """Whether the percentages behind the parts of a list make a hundred; None where not all have one."""
    if not all(one + 1 in passage.percents for one in run):
        return None
    percents = [passage.figures[one + 1].number for one in run]
    slack = sum((one.half for one in percents), Decimal(0))
    return abs(sum((one.number.value for one in percents), Decimal(0)) - 100) <= slack


def _turn(passage: Passage, at: int) -> int | None:
    """The rise or fall that is stated of an amount before the next one."""
    following = next((one for one in passage.amounts if one > at), len(passage.figures))
    for one in range(at + 1, following):
        number = passage.figures[one].number
        if number.kind is Kind.AMOUNT and number.rise is not None:
            return one
    return None


def _turns(passage: Passage, total: int, turns: Sequence[int], belief: float) -> Relation:
    """That the rises and falls of parts make that of their whole."""
    rose = passage.figures[total].number.rise
    signs = tuple(1 if passage.figures[one].number.rise == rose else -1 for one in turns)
    return Relation(Form.SUM, (total, *turns), belief, signs)


def _before(passage: Passage, at: int) -> str:
    return passage.folded[passage.figures[at - 1].end if at else 0 : passage.figures[at].start]


def _said_of(passage: Passage, at: int) -> str:
    """The words about a part, before it and behind it up to a mark."""
    figure = passage.figures[at]
    end = figure.start + figure.number.span[1] - figure.number.span[0]
    return _before(passage, at) + " " + re.split(r"[,;.(]", passage.folded[end : figure.end + _FAR])[0]


def _ends(passage: Passage, parts: Sequence[int], at: int) -> bool:
    """Whether a list may end with one of its members: at a full stop, a semicolon, or a bracket that closes."""
    if at + 1 >= len(parts):
        return True
    here, following = passage.figures[parts[at]], passage.figures[parts[at + 1]]
    if here.period != following.period:
        return True
    said = passage.folded[here.end : following.start]
    ahead = passage.folded[passage.figures[parts[at - 1]].end : here.start]
    return ";" in said and ";" not in ahead


def _adds(passage: Passage, total: int, part: int) -> bool:
    if passage.figures[part].number.value > 2 * passage.figures[total].number.value:
        return False
    return _goes_with(passage, total, part)


def _goes_with(passage: Passage, total: int, part: int) -> bool:
    """Whether the units of two amounts let them be added up."""
    whole, one = passage.figures[total], passage.figures[part]
    if one.kind == whole.kind or not one.number.unit or not whole.number.unit:
        return True
    # counts of things of other names: "531 viên chức, trong đó 130 bác sĩ"
    return one.number.exact and whole.number.exact


def _alike(passage: Passage, one: int, other: int) -> bool:
    first, second = (passage.figures[at].number.unit.split()[:1] for at in (one, other))
    names = {*first, *second}
    # "32 tồn tại, gồm 14 về thể chế", and names of offices
    return not first or not second or len(names) == 1 or "ve" in second or names <= _AGENCY


def _rests(passage: Passage, rest: int) -> Iterator[Relation]:
    """What an amount may be left of, with the parts beside it: "tiếp nhận 2.626 đơn, xử lý 2.377 đơn; còn 249 đơn"."""
    figures = passage.figures
    start = figures[rest - 1].end if rest else 0
    said = passage.folded[start : figures[rest].start]
    left = is_left(passage, rest) or _is_denied_before(passage, rest)
    gap = bool(_GAP.search(said))
    if not (left or gap) or figures[rest].fraction:
        return
    before = [one for one in passage.amounts if one < rest and _goes_with(passage, one, rest)][-_BACK:]
    pairs = _wholes_and_parts(passage, rest, before, gap=gap)
    weight = max(1.0, sum(pairs.values()))
    # what is not done is left of what is done by the same word
    denied = _NOT.search(passage.folded, start, figures[rest].end + _FAR)
    before_it = passage.folded[max(0, figures[before[0]].start - _FAR) : start] if before else ""
    same = denied is None or denied["what"] in before_it.split()
    belief = 0.8 if same else 0.3
    for (total, *parts), own in pairs.items():
        yield _sum(total, (*parts, rest), belief * own / weight)
    if rest - 1 in passage.percents and rest - 2 in passage.amounts:
        yield Relation(Form.BESIDE, (rest - 1, rest - 2, rest), EXPLAINS)


def _is_denied_before(passage: Passage, rest: int) -> bool:
    """Whether an amount is said to do what the one before it does not: "14 người kê khai không trung thực, 57 người kê khai trung thực"."""
    before = next((one for one in reversed(passage.amounts) if one < rest), None)
    if before is None:
        return False
    figures = passage.figures
    denied = _NOT.search(passage.folded, figures[before].start, figures[rest].start)
    behind = re.split(r"[,;.:()\d]", passage.folded[figures[rest].end - len(figures[rest].number.unit) :])[0]
    return denied is not None and denied["what"] in behind.split() and not _NOT.search(behind)


def _short_of(
    passage: Passage, rest: int, goal: int, before: Sequence[int]
) -> Iterator[tuple[tuple[int, ...], float]]:
    """What may be short of a goal that is stated after it: "1.907 căn hộ. … So với mục tiêu 2.674 căn hộ còn thiếu 767 căn hộ"."""
    figures = passage.figures
    near = 0.5 if figures[goal].period == figures[rest].period else 0.2
    yield from (
        ((goal, one), near) for one in before if figures[one].number.value < figures[goal].number.value
    )


def _wholes_and_parts(
    passage: Passage, rest: int, before: Sequence[int], *, gap: bool
) -> dict[tuple[int, ...], float]:
    """The amounts before what is left that may be its whole and the parts beside it, and how likely."""
    figures = passage.figures
    pairs: dict[tuple[int, ...], float] = {}
    for place, total in enumerate(before):
        parts = before[place + 1 :]
        if figures[total].fraction == 1:
            continue
        if gap:
            pairs.update(_short_of(passage, rest, total, before[:place]))
        if not parts:
            continue
        near = (1.0 if figures[total].period == figures[rest].period else 0.4) * is_total(passage, total)
        near *= 1.0 if _alike(passage, total, rest) else _OTHER_NOUN
        for index, part in enumerate(parts):
            if figures[total].number.value < figures[part].number.value and not gap:
                continue
            fraction = 4.0 if figures[part].fraction else 1.0
            last = 2.0 if index == len(parts) - 1 else 1.0
            pairs[(total, part)] = near * fraction * last
        # what a bracket says of the total is no part beside what follows it
        beside = [one for one in parts if passage.opened(one) in {None, passage.opened(rest)}]
        if len(beside) > 1:
            pairs[(total, *beside)] = near
    # a fraction has its whole behind its part, and those of one whole are parts beside each other
    fractions = [one for one in before if figures[one].fraction == 2]
    for one in fractions:
        near = 1.0 if figures[one].period == figures[rest].period else 0.4
        beside = [
            other - 1 for other in fractions if figures[other].number.value == figures[one].number.value
        ]
        pairs[(one, one - 1)] = near * (6.0 if len(beside) == 1 else 0.5)
        if len(beside) > 1 and one == fractions[-1]:
            pairs[(one, *beside)] = 12.0 * near
    return pairs
