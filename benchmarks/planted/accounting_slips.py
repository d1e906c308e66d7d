"""Slips of those who keep accounts: a part left out or counted twice, the wrong base, a figure of another row."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from planted.facts import Equation, rounded, total

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from planted.draft import Draft, Ref


def _totals(draft: Draft) -> list[Equation]:
    return [
        fact
        for fact in draft.facts
        if isinstance(fact, Equation) and fact.formula is total and len(fact.parts) > 2
    ]


def left_out(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    """A total without one of its parts."""
    return _miscounted(random, draft, -1)


def counted_twice(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    """A total with one of its parts twice."""
    return _miscounted(random, draft, 1)


def _miscounted(random: Random, draft: Draft, sign: int) -> tuple[Ref, ...] | None:
    facts = _totals(draft)
    if not facts:
        return None
    fact = random.choice(facts)
    printed, part = draft.value(fact.target), draft.value(random.choice(fact.parts))
    if printed is None or not part:
        return None
    draft.put(fact.target, printed + sign * part)
    return (fact.target,)


def wrong_base(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    """A quotient over the figure of the row above, as of a formula that was copied down."""
    facts = [
        fact
        for fact in draft.facts
        if isinstance(fact, Equation) and fact.places is not None and len(fact.parts) == 2
    ]
    random.shuffle(facts)
    for fact in facts:
        base = fact.parts[1]._replace(row=fact.parts[1].row - 1)
        if base.row < len(draft.sheets[base.sheet].head) or base.row == fact.parts[0].row:
            continue
        values = (draft.value(fact.parts[0]), draft.value(base))
        if values[0] is None or not values[1]:
            continue
        wrong = rounded(fact.formula([values[0], values[1]]), fact.places or 0)
        if wrong != draft.value(fact.target):
            draft.put(fact.target, wrong)
            return (fact.target,)
    return None


def other_row(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    """A figure of the row below."""
    refs = list(draft.roles.get("component", ()))
    random.shuffle(refs)
    for ref in refs:
        below = ref._replace(row=ref.row + 1)
        if below in refs and draft.value(below) not in {None, draft.value(ref)}:
            draft.put(ref, draft.value(below) or Decimal(0))
            return (ref,)
    return None


def thousandfold(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    """An amount in another unit than the others: a thousand times as much."""
    refs = [ref for ref in draft.roles.get("component", ()) if draft.value(ref)]
    if not refs:
        return None
    ref = random.choice(refs)
    draft.put(ref, (draft.value(ref) or Decimal(0)) * 1000)
    return (ref,)


ACCOUNTING: dict[str, Callable[[Random, Draft], tuple[Ref, ...] | None]] = {
    "part left out": left_out,
    "part counted twice": counted_twice,
    "wrong base": wrong_base,
    "figure of the next row": other_row,
    "thousandfold": thousandfold,
}
