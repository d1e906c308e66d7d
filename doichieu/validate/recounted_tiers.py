"""The one unit that stands in the wrong tier where no threshold is stated: what sentences and other tables count tells it.

Two counts that are off by one are one tier misprinted sooner than two counts: beside "5 đơn vị Tốt, 9 đơn vị Khá" a table
with 4 and 10 has its best "Khá" in the wrong tier.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from doichieu.model import Finding
from doichieu.validate.equations import EquationAudit
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.ranks.misplaced import misplaced
from doichieu.validate.infer.ranks.tiers import Tiering
from doichieu.validate.judged_tiers import JudgedTiers, judge_tiers
from doichieu.validate.paper import Paper
from doichieu.validate.rules.group_tables import check_group_tables
from doichieu.validate.rules.prose.tier_counts import check_tier_counts
from doichieu.validate.wording import Style

# So many counts, or units that stand in the wrong tier, must be off for one tier to explain them.
_LEAST_OFF = 2


def recounted_tiers(
    paper: Paper,
    conventions: Conventions,
    equations: EquationAudit,
    corrected: Mapping[int, Tiering],
    style: Style,
) -> dict[int, Tiering]:
    """Find the tables of which one unit in another tier makes all counts right and leaves the tiers in order.

    Args:
        paper: The paper.
        conventions: What was inferred.
        equations: What the equations came to.
        corrected: The tiers with misplaced units moved, by table index.
        style: How the paper prints figures.

    Returns:
        Their tiers with that unit moved, by table index; a table in which several units would do is left out.
    """

    def off(tierings: Mapping[int, Tiering]) -> int:
        results = (
            *check_tier_counts(paper, conventions, tierings, style),
            *check_group_tables(paper, conventions, (equations.corrected, tierings), style),
        )
        return sum(isinstance(one, Finding) for one in results)

    open_ones = {
        index: judged
        for index, tiering in conventions.tierings.items()
        if not (judged := judge_tiers(paper.sheets[index], tiering, equations)).stated
    }
    counts_off = off(corrected) if open_ones else 0
    found = {}
    for index, judged in open_ones.items() if counts_off else ():
        if counts_off + len(judged.wrong) < _LEAST_OFF:
            continue
        moved = [one for one in _moved(judged) if not off({**corrected, index: one})]
        if len(moved) == 1:
            found[index] = moved[0]
    return found


def _moved(judged: JudgedTiers) -> Iterator[Tiering]:
    """The tiers with one unit in another one, where that leaves them in order."""
    tiering = judged.tiering
    for row, own in tiering.tier_of.items():
        for tier in tiering.order if row in judged.values else ():
            tier_of = {**tiering.tier_of, row: tier}
            if tier != own and not misplaced(tier_of, tiering.order, judged.values):
                yield replace(tiering, tier_of=tier_of)
