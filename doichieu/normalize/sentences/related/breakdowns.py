"""Totals that words state plainly with their parts, as relations of the figures of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from doichieu.normalize.sentences.breakdowns import read_breakdowns
from doichieu.normalize.sentences.related.passage import Passage
from doichieu.normalize.sentences.related.relation import STATED, Form, Proposal, Relation
from doichieu.normalize.sentences.stated_sums import Breakdown, Sureness

_RULE = "CLAIM-PARTS"
_MAY_STATE = re.compile(
    r"\bgom\b|chia ra|trong (?:do|(?:tong )?(?:so )?\d)|phan loai|cu the|chi tiet|\(|\btong\b|\bcong\b|\bsieu\b|thang du|tham hut"
    r"|chenh lech|ket du|\bboi\b|thieu|hao hut|ton that|\bcon\b|:"
)
_BELIEFS = {Sureness.COMPLEMENTS: 0.998, Sureness.WORDS: STATED, Sureness.EACH: STATED}
# Where no slip of the pen is needed to tell.
_TOLD = (Sureness.COMPLEMENTS, Sureness.EACH)
# Belief in a run of a list as all that is added up: it explains a total, and tells nothing where it does not.
_RUN = 1e-6
# Lists of more amounts have more runs than explain anything.
_LONGEST = 12


def propose_breakdowns(passage: Passage) -> Iterator[Proposal]:
    """The totals of a paragraph that its words state with their parts.

    Args:
        passage: The paragraph.
    """
    if not _MAY_STATE.search(passage.folded):
        return
    proposals = []
    wholes: dict[int, int] = {}
    for found in read_breakdowns(passage.text, passage.separators):
        places = [passage.at(one) for one in (found.whole, *found.parts, *found.further)]
        listed = [one for one in places if one is not None]
        if found.sureness in _BELIEFS and len(listed) == len(places) and len(set(listed)) == len(listed):
            proposals.append(_proposal(found, listed[0], listed[1:]))
            wholes.update(dict.fromkeys(listed[1:], listed[0]))
    for one in proposals:
        yield _of_all(one, wholes)


def _of_all(proposal: Proposal, wholes: Mapping[int, int]) -> Proposal:
    """A proposal that leaves open whether what follows a list divides its last part or all of it."""
    first, *others = proposal.ways
    total, *parts = first.figures
    if total not in wholes or wholes[total] in parts:
        return proposal
    half = first.belief / 2
    ways = (_sum(total, parts, half), _sum(wholes[total], parts, half), *others)
    return Proposal(proposal.rule, ways)


def _proposal(found: Breakdown, total: int, listed: Sequence[int]) -> Proposal:
    ways = [_sum(total, listed[: len(found.parts)], _BELIEFS[found.sureness])]
    # two figures of a list that is complete come near their total by chance
    fewest = 3 if found.sureness is Sureness.EACH and not found.further else 2
    if len(listed) <= _LONGEST:
        runs = (
            listed[start : start + size]
            for size in range(fewest, len(listed) + 1)
            for start in range(len(listed) - size + 1)
        )
        ways += [_sum(total, run, _RUN) for run in runs if run != listed[: len(found.parts)]]
    return Proposal(_RULE, tuple(ways), told=found.sureness in _TOLD)


def _sum(total: int, parts: Sequence[int], belief: float) -> Relation:
    return Relation(Form.SUM, (total, *parts), belief, (1,) * len(parts))
