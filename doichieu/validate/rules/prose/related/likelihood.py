"""Which figure of a paragraph was misprinted: the one slip that makes what the words propose likeliest.

A paragraph proposes relations, each with a belief that it is meant. A relation that is meant holds; one that is not holds
by chance. So each proposal says how likely the figures are as they are printed, and how likely with one of them as it was
before a slip of the pen. A slip is told where the second is so much likelier that how rare slips are, and in how many ways a
figure can be misprinted, is outweighed.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from doichieu.normalize.sentences.related.passage import Passage
from doichieu.normalize.sentences.related.relation import Form, Proposal, Relation
from doichieu.validate.rules.prose.related.arithmetic import Value, chance, holds, interval, value_of, within
from doichieu.validate.slips import describe_slip, places_of, slip_weight, slips_to

# Of so many figures one is misprinted; a slip is told that is so much likelier than none.
_MISPRINTED, _TOLD = 1 / 40, 1.5
# How often a slip is of its kind; a mark set elsewhere is told by other rules.
_KINDS = {"digit": 0.6, "transposed": 0.2, "dropped": 0.06, "added": 0.06}
# So many values are tried one by one; more are fewer than the slips there are.
_FEW, _FINEST = 40, 1e-6
_OF_SHARES = "COUNT-PCT"
# Below this a proposal is believed too little to look for what would make it hold.
_LEAST_BELIEF = 0.15
# But of sums of figures of so many digits, which agree by chance hardly ever.
_LEAST_TELLING, _DIGITS = 1e-3, 5
# Tables that print a figure as it should be, or as it is, make so much of a difference; they print smaller ones everywhere.
_BORNE_OUT, _TELLING = 3.0, 100
# Parts this far from their total, in parts of it, are of something else.
_FAR = 0.5
# So far words and shares leave no doubt that a relation is meant.
_PLAIN = 0.99
# A share that is one of a whole by chance this seldom makes it likelier to be the whole of those beside it, up to so much.
_FINE, _MOST_BORNE_OUT, _SURE = 0.1, 1e6, 0.9995


@dataclass(frozen=True, slots=True)
class Slip:
    """A figure that is misprinted, by what is stated with it.

    Attributes:
        figure: Place of the figure in its paragraph.
        right: What it should be, in the unit that it is printed in.
        relation: The relation that does not hold, the most believed first.
        proposal: What the words propose.
        odds: How much likelier the slip is than that nothing is wrong.
        is_plain: Whether words state plainly that the relation holds, and one slip of the pen explains why it does not.
    """

    figure: int
    right: Decimal
    relation: Relation
    proposal: Proposal
    odds: float
    is_plain: bool


@dataclass(frozen=True, slots=True)
class _State:
    """A paragraph while slips are looked for."""

    passage: Passage
    values: list[Value]
    proposals: list[Proposal]
    of_figure: dict[int, list[Proposal]]
    printed: Container[Decimal]


def likely_slips(
    passage: Passage, proposals: Sequence[Proposal], printed: Container[Decimal] = ()
) -> list[Slip]:
    """The slips that may explain what does not hold in a paragraph.

    Args:
        passage: The paragraph.
        proposals: What its words propose.
        printed: What the tables of its paper print.

    Returns:
        The slips of the relations of which one figure is likely enough to be wrong, the likeliest first.
    """
    values = [value_of(figure) for figure in passage.figures]
    state = _State(passage, values, [], {}, printed)
    state.proposals.extend(_with_siblings(state, proposals))
    index: defaultdict[int, list[Proposal]] = defaultdict(list)
    for proposal in state.proposals:
        for at in {at for way in proposal.ways for at in way.figures}:
            index[at].append(proposal)
    state.of_figure.update(index)
    found: dict[tuple[int, Decimal], Slip] = {}
    told: list[Slip] = []
    for proposal in state.proposals:
        if any(holds(way, values) for way in proposal.ways):
            continue
        before = len(told)
        for way in proposal.ways:
            if way.belief >= _LEAST_BELIEF or _is_telling(state, way):
                slips = _slips(state, proposal, way, found)
                # which of its figures is wrong may stay open
                if sum(slip.odds for slip in slips) >= _TOLD:
                    told.extend(slips)
        if proposal.told and len(told) == before:
            told.extend(_without_slip(state, proposal))
    return sorted(told, key=lambda slip: -slip.odds)


def stated_and_held(passage: Passage, proposals: Sequence[Proposal]) -> list[Proposal]:
    """The proposals that words state plainly and that hold.

    Args:
        passage: The paragraph.
        proposals: What its words propose.
    """
    values = [value_of(figure) for figure in passage.figures]
    return [one for one in proposals if one.is_stated and any(holds(way, values) for way in one.ways)]


def _slips(
    state: _State, proposal: Proposal, way: Relation, found: dict[tuple[int, Decimal], Slip]
) -> list[Slip]:
    """The slips that would make one relation hold."""
    slips: list[Slip] = []
    for which, at in enumerate(way.figures):
        bounds = interval(way, state.values, which)
        if bounds is None or bounds[1] <= 0:
            continue
        for right in _rights(state, at, bounds):
            if (at, right) not in found:
                plain = way.belief >= _PLAIN
                found[(at, right)] = Slip(at, right, way, proposal, _odds(state, at, right), plain)
            slips.append(found[(at, right)])
    return slips


def _is_telling(state: _State, way: Relation) -> bool:
    """Whether figures have so many digits that they hardly agree by chance, however little a sum is believed."""
    if way.form is not Form.SUM or way.belief < _LEAST_TELLING:
        return False
    numbers = (state.passage.figures[at].number.number.value for at in way.figures)
    return all(len(str(value).replace(".", "").strip("0")) >= _DIGITS for value in numbers)


def _without_slip(state: _State, proposal: Proposal) -> Iterator[Slip]:
    """The total that its parts do not give by no slip of the pen, where they can be its parts at all."""
    way = proposal.ways[0]
    total, *parts = way.figures
    whole, rest = state.values[total], sum(state.values[at].value for at in parts)
    near = way.form is Form.SUM and abs(whole.value - rest) < _FAR * whole.value
    if near and all(state.values[at].value <= whole.value for at in parts):
        number = state.passage.figures[total].number
        members = [state.passage.figures[at].number.value for at in parts]
        right = sum(members, Decimal(0)).scaleb(-number.power)
        yield Slip(total, right, way, proposal, _TOLD, is_plain=False)


def _rights(state: _State, at: int, bounds: tuple[float, float]) -> list[Decimal]:
    """What a figure may have been before a slip, within bounds."""
    number = state.passage.figures[at].number.number
    printed, unit = abs(number.value), state.values[at].unit
    first, last = math.ceil(bounds[0] / unit - _FINEST), math.floor(bounds[1] / unit + _FINEST)
    values: Iterable[Decimal]
    if last - first <= _FEW:  # nearly always: one relation leaves few values open
        values = (Decimal(value).scaleb(-number.places) for value in range(max(first, 1), last + 1))
    else:
        scale = unit * 10.0**number.places
        slips = (value for value in slips_to(printed, number.places) if places_of(value) <= number.places)
        values = (value for value in slips if value > 0 and within(float(value) * scale, bounds))
    return [
        value
        for value in values
        if value != printed and describe_slip(printed, number.places, value) in _KINDS
    ]


def _odds(state: _State, at: int, right: Decimal) -> float:
    """How much likelier the paragraph is with a figure as it was before a slip than as printed."""
    number = state.passage.figures[at].number.number
    scale = state.values[at].unit * 10.0**number.places
    other = list(state.values)
    other[at] = state.values[at].at(float(right) * scale)
    kind = _KINDS[describe_slip(abs(number.value), number.places, right)]
    odds = math.log(_MISPRINTED * kind * float(slip_weight(abs(number.value), number.places, right)))
    odds += _BORNE_OUT * _borne_out(state, number.value, right)
    for proposal in state.of_figure[at]:
        odds += math.log(_likelihood(proposal, other, at)) - math.log(_likelihood(proposal, state.values, at))
    return math.exp(min(odds, 600.0))


def _borne_out(state: _State, value: Decimal, right: Decimal) -> int:
    """Whether tables print what a figure should be, less whether they print it as it is; small figures stand anywhere."""
    return sum(sign for sign, one in ((1, right), (-1, value)) if one >= _TELLING and one in state.printed)


def _likelihood(proposal: Proposal, values: Sequence[Value], at: int) -> float:
    """How likely figures are, next to what they are by chance, if one of the ways of a proposal is meant."""
    total = max(1 - _SURE, 1 - sum(way.belief for way in proposal.ways))
    for way in proposal.ways:
        if not holds(way, values):
            continue
        which = way.figures.index(at) if at in way.figures else 0
        bounds = interval(way, values, which)
        if bounds is not None:
            total += way.belief / max(chance(bounds, values[way.figures[which]]), 1e-9)
    return total


def _with_siblings(state: _State, proposals: Sequence[Proposal]) -> list[Proposal]:
    """Proposals with more belief in what the shares that hold bear out.

    Shares of one sentence are of one whole, and what is left of it is left beside the part whose share is printed.
    """
    wholes: defaultdict[tuple[int, int], float] = defaultdict(lambda: 1.0)
    pairs: defaultdict[tuple[int, int], float] = defaultdict(lambda: 1.0)
    best: defaultdict[int, float] = defaultdict(lambda: 1.0)
    # what there is of what there was is no share of a whole, nor is a mean one of what it is for each of
    shares = [one for one in proposals if one.rule == _OF_SHARES]
    for way in (way for proposal in shares for way in proposal.ways if way.form is Form.RATIO):
        bounds = interval(way, state.values, 0) if holds(way, state.values) else None
        if bounds is not None:
            rate, part, whole = way.figures
            seldom = max(1.0, _FINE / chance(bounds, state.values[rate]))
            wholes[(whole, state.passage.figures[rate].period)] *= seldom
            pairs[(part, whole)] *= seldom
            best[part] = max(best[part], seldom)

    lists: defaultdict[frozenset[int], float] = defaultdict(lambda: 1.0)
    for way in (way for proposal in proposals for way in proposal.ways if way.form is Form.BESIDE):
        bounds = interval(way, state.values, 0) if holds(way, state.values) else None
        if bounds is not None:
            seldom = _FINE / chance(bounds, state.values[way.figures[0]])
            lists[frozenset(way.figures[1:])] *= max(1.0, seldom)

    def borne_out(way: Relation) -> float:
        if way.form is Form.BESIDE:
            return lists[frozenset(way.figures[1:])]
        if way.form is Form.RATIO:
            return wholes[(way.figures[2], state.passage.figures[way.figures[0]].period)]
        if way.form is Form.SUM:
            total, *parts = way.figures
            # all but the last have shares of the total, or are what it is compared with
            own = min(max(pairs[(part, total)], pairs[(total, part)]) for part in parts[:-1])
            # parts whose shares are of another amount are no parts of this one
            return own if own > 1 else 1 / max(best[part] for part in parts)
        return 1.0

    return [
        proposal
        if proposal.is_stated or any(holds(way, state.values) for way in proposal.ways)
        else _reweighed(proposal, borne_out)
        for proposal in proposals
    ]


def _reweighed(proposal: Proposal, borne_out: Callable[[Relation], float]) -> Proposal:
    odds = [way.belief * min(_MOST_BORNE_OUT, borne_out(way)) for way in proposal.ways]
    total = sum(odds) + max(0.0, 1 - sum(way.belief for way in proposal.ways))
    ways = (
        replace(way, belief=min(_SURE, own / total)) for way, own in zip(proposal.ways, odds, strict=True)
    )
    return replace(proposal, ways=tuple(ways))
