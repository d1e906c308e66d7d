"""Slips of operational reports: a way turned, an arrow turned, a mark or a count of marks, a stale running total."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from planted.facts import Equation, mean, rounded

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from planted.draft import Draft, Ref


def turned_way(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    """A sentence says that something rose that fell, or that it fell."""
    refs = draft.roles.get("prose way", [])
    if not refs:
        return None
    ref = random.choice(refs)
    draft[ref] = "giảm" if draft[ref] == "tăng" else "tăng"
    return (ref,)


def turned_arrow(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    """A move up printed as one down, or the other way round."""
    refs = [ref for ref in draft.roles.get("move", ()) if draft.value(ref)]
    if not refs:
        return None
    ref = random.choice(refs)
    draft.put(ref, -(draft.value(ref) or Decimal(0)))
    return (ref,)


def wrong_tally(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    """A count of marks is one or two off."""
    refs = draft.roles.get("tally", [])
    if not refs:
        return None
    ref = random.choice(refs)
    draft.put(ref, (draft.value(ref) or Decimal(0)) + random.choice((1, -1, 2)))
    return (ref,)


def wrong_mark(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    """A mark stands where none should, or is missing."""
    refs = draft.roles.get("mark", [])
    kinds = sorted({str(draft[ref]) for ref in refs})
    if len(kinds) != 2:
        return None
    ref = random.choice(refs)
    draft[ref] = kinds[draft[ref] == kinds[0]]
    return (ref,)


def plain_mean(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    """A weighted index computed as the plain mean of its parts."""
    facts = [
        fact
        for fact in draft.facts
        if isinstance(fact, Equation)
        and fact.target in draft.roles.get("mean", ())
        and fact.formula is not mean
    ]
    random.shuffle(facts)
    for fact in facts:
        values = [value for part in fact.parts if (value := draft.value(part)) is not None]
        wrong = rounded(mean(values), fact.places or 0)
        if wrong != draft.value(fact.target):
            draft.put(fact.target, wrong)
            return (fact.target,)
    return None


def stale_total(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    """A running total that was not carried on: the one of the row above."""
    refs = draft.roles.get("cumulative", [])
    pairs = [(ref._replace(row=ref.row - 1), ref) for ref in refs if ref._replace(row=ref.row - 1) in refs]
    pairs = [pair for pair in pairs if draft.value(pair[0]) != draft.value(pair[1])]
    if not pairs:
        return None
    above, ref = random.choice(pairs)
    draft[ref] = draft[above]
    return (ref,)


OPERATIONAL: dict[str, Callable[[Random, Draft], tuple[Ref, ...] | None]] = {
    "turned way": turned_way,
    "turned arrow": turned_arrow,
    "wrong tally": wrong_tally,
    "wrong mark": wrong_mark,
    "plain mean": plain_mean,
    "stale running total": stale_total,
}
