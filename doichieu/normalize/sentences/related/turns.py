"""Which figures of a paragraph rises, falls and gaps may be between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doichieu.normalize.sentences.related.passage import Figure, Passage
from doichieu.normalize.sentences.related.relation import Form, Proposal, Relation, propose
from doichieu.normalize.sentences.stated_numbers import Kind

_RULE = "CLAIM-MOVE"
_COMPARED = re.compile(r"\b(?:so voi|cung ky|nam truoc|nam \d{4}|dau nam|thoi diem|nam)\b")
_GAP = re.compile(r"\b(?:chenh lech|cach biet|khoang cach|chenh nhau|cach nhau)\b[^,;.:()\d]*$")
_LINK = re.compile(
    r"(?:[\s(,;=:+-]|\b(?:so|voi|cung ky|nam truoc|nam \d{4}|dau nam|bang|tuong ung|tuong duong|tuc|hay|ung)\b)*"
)
_BEYOND = re.compile(r"(?:(?P<higher>cao hon|thap hon)|vuot|hut)\b")
_HIGHER = re.compile(r"\b(?:cao hon|thap hon|hon|kem)\b[^,;.:()\d]*$")
_GRANTED = re.compile(r"\b(?:cat|tru|tiet kiem|loai|tham dinh|tham tra|chenh lech)\b")
_EQUALS = re.compile(r"\b(?:bang|chi bang)\s*$")
_AS_THEN = re.compile(r"\s*(?:so (?:voi )?|cua )?(?:muc )?(?:cung ky|nam truoc|nam \d{4}|thuc hien nam)\b")
_GIVEN = re.compile(r"[a-z\s]{0,30}(?:nam \d{4}\s)?\(\s?(?:la |dat )?\d")
_OPENS = re.compile(r"\s*\(\s*")
_WAYS = frozenset(["tang", "giam"])
_NEAR, _FAR = 4, 8


def propose_turns(passage: Passage) -> Iterator[Proposal]:
    """What each rise, fall and gap of a paragraph may be between.

    Args:
        passage: The paragraph.
    """
    for at, figure in enumerate(passage.figures):
        kind, rise = figure.number.kind, figure.number.rise
        if figure.number.about:
            continue
        turn = _goes_with_turn(passage, at) if kind is Kind.PERCENT else None
        if turn is not None and turn + 1 < at:
            # of what the bracket between them states: "giảm 26 vụ (174 vụ), giảm 14,94%"
            given = propose(_RULE, [Relation(Form.RATIO, (at, turn, turn + 1), 0.95, factor=100.0)])
            yield from filter(None, [given])
        if kind is Kind.AMOUNT and rise is None and figure.number.unit == "diem":
            found = propose(_RULE, list(_of_percents(passage, at, 0.6)) if _is_gap(passage, at) else [])
        elif kind is Kind.AMOUNT and rise is not None:
            found = propose(_RULE, list(_of_amounts(passage, at)))
        elif kind is Kind.PERCENT and rise is None and _is_level(passage, at):
            found = propose(_RULE, list(_of_level(passage, at)))
        elif kind is Kind.PERCENT and (rise is not None or _goes_with_turn(passage, at) is not None):
            found = propose(
                _RULE, [*_of_growth(passage, at), *_of_percents(passage, at, _points(passage, at))]
            )
        elif kind is Kind.POINTS:
            found = propose(_RULE, list(_of_percents(passage, at, 0.7)))
        else:
            continue
        if found is not None:
            yield found


def _sign(figure: Figure) -> int:
    return -1 if figure.number.rise is False else 1


def _same(one: Figure, other: Figure) -> bool:
    """Whether two amounts are in one unit."""
    if one.kind[0] != other.kind[0]:
        return not one.number.unit or not other.number.unit
    return True


def _current(passage: Passage, at: int) -> list[tuple[int, float]]:
    """The amounts before a rise or a fall that it may be of, the nearest first, and how likely."""
    figure = passage.figures[at]
    before = [
        one
        for one in reversed(passage.amounts)
        if one < at
        and passage.figures[one].period >= figure.period - 1
        and _same(passage.figures[one], figure)
    ]
    outside = [
        one for one in before if passage.opened(one) is None or passage.opened(one) == passage.opened(at)
    ]
    found = dict(zip(outside[:_NEAR], (1.0, 0.35, 0.2, 0.1), strict=False))
    # of a list the amount that leads it: "tiếp 277 lượt, trong đó … (giảm 105 lượt)"
    first = _first(passage, at)
    if first in outside:
        found[first] = 1.0
    # "giảm 14 người chết" is of who died and not of who was injured, whom a sentence counts behind them
    alike = {one for one in found if _called(passage, at) & _called(passage, one)}
    return [(one, weight * (1.0 if not alike or one in alike else 0.2)) for one, weight in found.items()]


def _called(passage: Passage, at: int) -> frozenset[str]:
    """What tells an amount from others in its unit."""
    figure = passage.figures[at]
    return figure.about - _WAYS - {*figure.number.unit.split()[:1]}


def _first(passage: Passage, at: int) -> int:
    """The first amount of the sentence of a figure, the figure itself where there is none."""
    period = passage.figures[at].period
    return next((one for one in passage.amounts if passage.figures[one].period == period), at)


def _bases(passage: Passage, at: int) -> list[tuple[int, float]]:
    """The amounts that a rise or a fall may be from: behind it, where words compare, or anywhere near."""
    figure = passage.figures[at]
    found: dict[int, float] = {}
    for one in passage.amounts:
        other = passage.figures[one]
        if not _same(other, figure) or abs(one - at) > _FAR:
            continue
        said = passage.folded[passage.figures[one - 1].end if one else 0 : other.start]
        compared = bool(_COMPARED.search(said))
        if one == at + 1 and passage.opened(one) is not None and _OPENS.fullmatch(said):
            return [(one, 1.0)]  # what it fell from stands in brackets right behind a fall
        if one > at and other.period == figure.period:
            found[one] = 1.0 if compared else 0.15
        elif one > at:
            found[one] = 0.5 if compared else 0.03
        else:
            # in brackets right before a rise: what there was, which it is compared with
            beside = one == at - 1 and passage.opened(one) is not None and other.period == figure.period
            found[one] = (0.9 if beside else 0.3) if compared else 0.05
    # what was asked for and what was granted, right before what is between them
    before = [one for one in found if one < at and passage.figures[one].period == figure.period]
    said = passage.folded[passage.figures[at - 1].end if at else 0 : figure.start]
    if len(before) > 1 and before[-2] + 1 == before[-1] and _GRANTED.search(said):
        found[before[-2]] = max(found[before[-2]], 0.5)
    return list(found.items())


def _of_amounts(passage: Passage, at: int) -> Iterator[Relation]:
    """A rise or a fall in the unit of what rose: what there is now less what there was."""
    figure = passage.figures[at]
    pairs = {
        (now, base): own * other
        for now, own in _current(passage, at)
        for base, other in _bases(passage, at)
        if now != base
    }
    yield from _weighed(pairs, at, _sign(figure))


def _weighed(pairs: dict[tuple[int, int], float], at: int, sign: int) -> Iterator[Relation]:
    total = sum(pairs.values())
    for (now, base), weight in pairs.items():
        belief = 0.85 * weight / max(total, 1.0)
        yield Relation(Form.SUM, (now, base, at), belief, (1, sign))


def _goes_with_turn(passage: Passage, at: int) -> int | None:
    """The rise or fall right before a percentage that says the same: "giảm 105 lượt (27,49%)"."""
    before = at - 1
    if before < 0:
        return None
    turn = passage.figures[before]
    if before and before in passage.amounts and passage.opened(before) is not None:
        # what it fell from may stand in brackets between a fall and its percentage
        before -= 1
        aside, turn = turn, passage.figures[before]
        if not _OPENS.fullmatch(passage.folded[turn.end : aside.start]) or not _same(turn, aside):
            return None
    if turn.number.kind is not Kind.AMOUNT or turn.number.rise is None:
        return None
    said = passage.folded[passage.figures[at - 1].end : passage.figures[at].start]
    number = passage.figures[at].number
    if number.rise is not None and number.rise != turn.number.rise:
        return None
    said = said[: len(said) - (number.span[0] - number.said)]
    return before if _LINK.fullmatch(said.removeprefix(")")) else None


def _is_level(passage: Passage, at: int) -> bool:
    """Whether a percentage says what there is now of what there was: "bằng 98,2% cùng kỳ"."""
    figure = passage.figures[at]
    start = passage.figures[at - 1].end if at else 0
    said = passage.folded[start : figure.start]
    behind = _AS_THEN.match(passage.folded, figure.end)
    if behind is None or not _EQUALS.search(said):
        return False
    # right behind an amount it is a share as any, of what is given in brackets: "so với cùng kỳ (7.142 tỷ đồng)"
    plain = at - 1 in passage.amounts and passage.opened(at - 1) is None
    return not (plain and _GIVEN.match(passage.folded, behind.end()))


def _of_level(passage: Passage, at: int) -> Iterator[Relation]:
    """What there is now in percent of what there was, by the amounts that a paragraph states of both."""
    for now, base, weight in _now_and_then(passage, at, _bases_of_level(passage, at)):
        yield Relation(Form.RATIO, (at, now, base), 0.9 * weight, factor=100.0)


def _now_and_then(
    passage: Passage, at: int, bases: Sequence[tuple[int, float]]
) -> Iterator[tuple[int, int, float]]:
    """What there is now with what there was, of one kind, and how likely a percentage compares the two."""
    pairs = {
        (now, base): own * other
        for now, own in _currents_of_percent(passage, at)
        for base, other in bases
        if now != base and _same(passage.figures[now], passage.figures[base])
    }
    total = max(sum(pairs.values()), 1.0)
    for (now, base), weight in pairs.items():
        yield now, base, weight / total


def _bases_of_level(passage: Passage, at: int) -> list[tuple[int, float]]:
    """What there was: as given right behind, else what words compare with."""
    behind = _AS_THEN.match(passage.folded, passage.figures[at].end)
    given = behind is not None and _GIVEN.match(passage.folded, behind.end())
    return [(at + 1, 1.0)] if given and at + 1 in passage.amounts else _bases(passage, at)


def _of_growth(passage: Passage, at: int) -> Iterator[Relation]:
    """What a percentage grew from: by the amount beside it, or from an amount that is stated."""
    figure = passage.figures[at]
    turn = _goes_with_turn(passage, at)
    behind = at + 1
    if turn is None and behind < len(passage.figures):
        other = passage.figures[behind]
        close = _LINK.fullmatch(passage.folded[figure.end : other.start].rstrip("+-"))
        if other.number.kind is Kind.AMOUNT and other.number.rise is not None and close:
            turn = behind
    if turn is not None:
        sign = _sign(passage.figures[turn])
        first = min(turn, at)
        nows = _current(passage, first) or _current(passage, turn)
        weights = sum(weight for _, weight in nows) or 1.0
        for one, weight in nows:
            if one not in {turn, at} and _same(passage.figures[one], passage.figures[turn]):
                yield Relation(Form.GROWTH_BY, (at, one, turn), 0.93 * weight / weights, (sign,))
        for start, weight in _bases(passage, turn):
            yield Relation(Form.RATIO, (at, turn, start), 0.05 * min(weight, 1.0), factor=100.0)
        return
    for now, base, weight in _now_and_then(passage, at, _bases(passage, at)):
        yield Relation(Form.GROWTH, (at, now, base), 0.85 * weight, (_sign(figure),))


def _currents_of_percent(passage: Passage, at: int) -> list[tuple[int, float]]:
    figure = passage.figures[at]
    before = [
        one for one in reversed(passage.amounts) if one < at and passage.figures[one].period == figure.period
    ]
    outside = [one for one in before if passage.opened(one) is None]
    return list(zip(outside[:3], (1.0, 0.2, 0.1), strict=False))


def _is_gap(passage: Passage, at: int) -> bool:
    """Whether points are said to be a gap: "đạt 78,9%, cao hơn mức chung 16,7 điểm"."""
    start = passage.figures[at - 1].end if at else 0
    said = passage.folded[start : passage.figures[at].start]
    return at - 1 in passage.percents and bool(_HIGHER.search(said))


def _points(passage: Passage, at: int) -> float:
    """How far a rise or fall in percent may be meant in points: "đạt 94,2%, cao hơn năm trước 1,2%"."""
    number = passage.figures[at].number
    start = passage.figures[at].start
    said = passage.folded[start - (number.span[0] - number.said) : start]
    beyond = _BEYOND.match(said)
    return 0.0 if beyond is None else 0.6 if beyond["higher"] else 0.2


def _of_percents(passage: Passage, at: int, belief: float) -> Iterator[Relation]:
    """Two percentages that a gap in points may be between."""
    figure = passage.figures[at]
    near = [one for one in passage.percents if abs(one - at) <= _FAR and one != at]
    if len(near) < 2:
        return
    start = passage.figures[at - 1].end if at else 0
    called = _GAP.search(passage.folded[start : figure.start])
    pairs: dict[tuple[int, int], float] = {}
    for place, one in enumerate(near):
        for other in near[place + 1 :]:
            distance = min(abs(one - at), abs(other - at))
            weight = (3.0 if distance == 1 else 1.0) + (1.5 if other - one == 1 else 0.0)
            if other == at - 1 and passage.opened(other) is not None:
                pairs[(one, other)] = 4 * weight if other - one == 1 else weight
                continue  # "cao hơn chỉ tiêu (50%) 12,2 điểm"
            same = passage.figures[one].number.number.places == passage.figures[other].number.number.places
            pairs[(one, other)] = weight if same else weight / 4
    total = sum(pairs.values())
    for (one, other), weight in pairs.items():
        values = [passage.figures[each].number.value for each in (one, other)]
        larger, smaller = (one, other) if values[0] >= values[1] else (other, one)
        own = (0.9 if called else belief) * weight / total
        yield Relation(Form.SUM, (larger, smaller, at), own, (1, 1))
