"""Which figure of a paragraph was misprinted: the one slip that makes what the words propose likeliest.

A paragraph proposes relations, each with a belief that it is meant. A relation that is meant holds; one that is not holds
by chance. So each proposal says how likely the figures are as they are printed, and how likely with one of them as it was
before a slip of the pen. A slip is told where the second is so much likelier that how rare slips are, and in how many ways a
figure can be misprinted, is outweighed.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
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
# Below this a proposal is believed too little to look for what would make it hold.
_LEAST_BELIEF = 0.15
# A share that is one of a whole by chance this seldom makes it likelier to be the whole of those beside it, up to so much.
_FINE, _MOST_BORNE_OUT, _SURE = 0.1, 1e6, 0.9995


@dataclass(frozen=True, slots=True)
class Slip:
    """A figure that is misprinted, by what is stated with it.

    Attributes:
        figure: Place of the figure in its paragraph.
        right: What it should be, in the unit that it is printed in.
        relation: The relation that does not hold, the most believed first.
        rule: Code in the catalogue.
        odds: How much likelier the slip is than that nothing is wrong.
    """

    figure: int
    right: Decimal
    relation: Relation
    rule: str
    odds: float


@dataclass(frozen=True, slots=True)
class _State:
    """A paragraph while slips are looked for."""

    passage: Passage
    values: list[Value]
    proposals: list[Proposal]
    of_figure: dict[int, list[Proposal]]


def likely_slips(passage: Passage, proposals: Sequence[Proposal]) -> list[Slip]:
    """The slips that may explain what does not hold in a paragraph.

    Args:
        passage: The paragraph.
        proposals: What its words propose.

    Returns:
        The slips of the relations of which one figure is likely enough to be wrong, the likeliest first.
    """
    values = [value_of(figure) for figure in passage.figures]
    state = _State(passage, values, [], {})
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
        for way in proposal.ways:
            if way.belief >= _LEAST_BELIEF:
                slips = _slips(state, proposal, way, found)
                # which of its figures is wrong may stay open
                if sum(slip.odds for slip in slips) >= _TOLD:
                    told.extend(slips)
    return sorted(told, key=lambda slip: -slip.odds)


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
                found[(at, right)] = Slip(at, right, way, proposal.rule, _odds(state, at, right))
            slips.append(found[(at, right)])
    return slips


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
    for proposal in state.of_figure[at]:
        odds += math.log(_likelihood(proposal, other, at)) - math.log(_likelihood(proposal, state.values, at))
    return math.exp(min(odds, 600.0))


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
    """Proposals of shares with more belief in the wholes that shares beside them are of."""
    borne: defaultdict[tuple[int, int], float] = defaultdict(lambda: 1.0)
    for proposal in proposals:
        for way in proposal.ways:
            if way.form is Form.RATIO and holds(way, state.values):
                bounds = interval(way, state.values, 0)
                if bounds is not None:
                    seldom = chance(bounds, state.values[way.figures[0]])
                    borne[(way.figures[2], state.passage.figures[way.figures[0]].period)] *= max(
                        1.0, _FINE / seldom
                    )
    found = []
    for proposal in proposals:
        rate = proposal.ways[0].figures[0]
        period = state.passage.figures[rate].period
        if proposal.ways[0].form is not Form.RATIO or any(holds(way, state.values) for way in proposal.ways):
            found.append(proposal)
            continue
        odds = [
            way.belief * min(_MOST_BORNE_OUT, borne[(way.figures[2], period)])
            if way.form is Form.RATIO
            else way.belief
            for way in proposal.ways
        ]
        none = max(0.0, 1 - sum(way.belief for way in proposal.ways))
        total = sum(odds) + none
        ways = tuple(
            replace(way, belief=min(_SURE, own / total)) for way, own in zip(proposal.ways, odds, strict=True)
        )
        found.append(Proposal(proposal.rule, ways))
    return found
