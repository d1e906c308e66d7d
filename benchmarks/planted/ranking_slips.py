"""Slips in ranks and tiers: one misprinted or exchanged, a tie broken, places miscounted after one."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from planted.draft import Draft, Ref
from planted.facts import Ranking, Tiers

if TYPE_CHECKING:
    from random import Random


def _rankings(draft: Draft) -> list[Ranking]:
    return [fact for fact in draft.facts if isinstance(fact, Ranking)]


def misprinted_rank(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    """One rank that its score does not earn."""
    fact = random.choice(_rankings(draft) or [None])
    if fact is None:
        return None
    ref = random.choice(fact.rows)[0]
    old = draft.value(ref)
    choices = [rank for rank in range(1, len(fact.rows) + 1) if old is not None and abs(rank - old) > 1]
    if not choices:
        return None
    draft.put(ref, Decimal(random.choice(choices)))
    return (ref,)


def swapped_ranks(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    """Two ranks in each other's place."""
    fact = random.choice(_rankings(draft) or [None])
    if fact is None:
        return None
    one, two = (row[0] for row in random.sample(fact.rows, 2))
    if draft.value(one) == draft.value(two):
        return None
    draft[one], draft[two] = draft[two], draft[one]
    return one, two


def _ties(draft: Draft, fact: Ranking) -> list[list[Ref]]:
    by_rank = defaultdict(list)
    for rank, _, _ in fact.rows:
        by_rank[draft.value(rank)].append(rank)
    return [refs for refs in by_rank.values() if len(refs) > 1]


def broken_tie(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    """One of two units with equal figures is printed a place lower, in a table that shares other ties."""
    options = [
        refs
        for fact in _rankings(draft)
        if fact.policy == "competition" and len(_ties(draft, fact)) > 1
        for refs in _ties(draft, fact)
    ]
    if not options:
        return None
    refs = random.choice(options)
    old = draft.value(refs[-1])
    draft.put(refs[-1], (old or Decimal(0)) + 1)
    return tuple(refs)


def miscounted(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    """From a row on every rank is one too many, as after a tie that was counted twice."""
    facts = [
        fact
        for fact in _rankings(draft)
        if fact.policy in {"dense", "competition"}
        and len(fact.rows) > 7
        and max(row[2] for row in fact.rows) == 1
    ]
    if not facts:
        return None
    fact = random.choice(facts)
    ranks = sorted({draft.value(row[0]) or Decimal(0) for row in fact.rows})
    if len(ranks) < 6:
        return None
    start = ranks[random.randint(2, len(ranks) - 3)]
    first = [row[0] for row in fact.rows if draft.value(row[0]) == start]
    for rank, _, _ in fact.rows:
        value = draft.value(rank) or Decimal(0)
        if value >= start:
            draft.put(rank, value + 1)
    return tuple(first)


def wrong_tier(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    """A tier of another range."""
    refs = draft.roles.get("tier", [])
    tiers = {draft[ref] for ref in refs}
    if len(tiers) < 2 or len(refs) < 8:
        return None
    ref = random.choice(refs)
    fact = next(fact for fact in draft.facts if isinstance(fact, Tiers))
    names = [tier for tier, _ in fact.thresholds]
    at = names.index(str(draft[ref]))
    other = next(
        (names[i] for i in (at - 2, at + 2, at - 1, at + 1) if 0 <= i < len(names) and names[i] in tiers),
        None,
    )
    if other is None:
        return None
    draft[ref] = other
    return (ref,)
