"""Rows that stand in the wrong tier: the fewest whose removal leaves the tiers in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal


def misplaced(
    tier_of: Mapping[int, str],
    order: Sequence[str],
    values: Mapping[int, Decimal],
    exact: Mapping[int, Decimal] | None = None,
) -> list[int]:
    """The fewest rows whose removal leaves every better tier above every lower one.

    Args:
        tier_of: Tier by grid row.
        order: Tiers from the best down.
        values: Measured value by row.
        exact: Figures without hidden digits by row (the score behind a percentage): rows equal in these and in
            value belong to one tier; None where there are none.

    Returns:
        Grid rows that stand in the wrong tier, few or none.
    """
    rank = {tier: position for position, tier in enumerate(order)}
    rows = [row for row in tier_of if row in values]
    blocks = _blocks(rows, rank, tier_of, values, exact)
    # Longest run of rows, best value first, whose tiers never improve: what is left out is misplaced.
    ends: list[_Run | None] = [None] * len(order)
    for block in blocks:
        before = [max(ends[: position + 1], key=_weight) for position in range(len(order))]
        for position, members in block.items():
            weight = (
                _weight(before[position])
                + len(members)
                + _belongs(members, rows, position, rank, tier_of, values)
            )
            run = _Run(rows=members, before=before[position], weight=weight)
            ends[position] = max((ends[position], run), key=_weight)
    kept: set[int] = set()
    best = max(ends, key=_weight)
    while best is not None:
        kept.update(best.rows)
        best = best.before
    return [row for row in rows if row not in kept]


def _blocks(
    rows: Sequence[int],
    rank: Mapping[str, int],
    tier_of: Mapping[int, str],
    values: Mapping[int, Decimal],
    exact: Mapping[int, Decimal] | None,
) -> list[dict[int, tuple[int, ...]]]:
    """Rows best first; rows that are equal for certain are one block, of which one tier can be right."""
    ordered = sorted(rows, key=lambda row: (-values[row], rank[tier_of[row]]))
    blocks: list[dict[int, tuple[int, ...]]] = []
    last: tuple[Decimal, Decimal] | None = None
    for row in ordered:
        position = rank[tier_of[row]]
        same = (values[row], exact[row]) if exact is not None and row in exact else None
        if same is not None and same == last:
            blocks[-1][position] = (*blocks[-1].get(position, ()), row)
        else:
            blocks.append({position: (row,)})
        last = same
    return blocks


def _belongs(
    members: Sequence[int],
    rows: Sequence[int],
    position: int,
    rank: Mapping[str, int],
    tier_of: Mapping[int, str],
    values: Mapping[int, Decimal],
) -> float:
    """A little for members near to others of their tier, which settles which of two equal ones is wrong."""
    own = [values[row] for row in rows if rank[tier_of[row]] == position and row not in members]
    if not own:
        return 0.0
    return 0.01 / (1 + float(min(abs(value - values[members[0]]) for value in own)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    rows: tuple[int, ...]
    before: _Run | None
    weight: float


def _weight(run: _Run | None) -> float:
    return run.weight if run else 0.0
