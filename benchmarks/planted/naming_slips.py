"""Slips in names and ordinals."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from planted.draft import Draft, Ref

if TYPE_CHECKING:
    from random import Random


def wrong_name(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    """A sentence on the first or last unit names another one of the table."""
    refs = draft.roles.get("prose name", [])
    names = [draft[ref] for ref in draft.roles.get("name", [])]
    if not refs or len(names) < 3:
        return None
    ref = random.choice(refs)
    draft[ref] = random.choice([name for name in names if name != draft[ref]])
    return (ref,)


def doubled_name(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    """One unit named in the place of another."""
    refs = [ref for ref in draft.roles.get("name", []) if ref.sheet == 0]
    refs = [ref for ref in refs if ";" not in str(draft[ref]) and "*" not in str(draft[ref])]
    if len(refs) < 4:
        return None
    one, two = random.sample(refs, 2)
    draft[two] = draft[one]
    return one, two


def _ordinals(draft: Draft) -> list[Ref]:
    return [ref for ref in draft.roles.get("ordinal", []) if str(draft[ref]).isdigit()]


def doubled_ordinal(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    """An ordinal printed twice."""
    refs = _ordinals(draft)
    pairs = [(one, two) for one, two in pairwise(refs) if int(str(draft[two])) == int(str(draft[one])) + 1]
    if len(pairs) < 4:
        return None
    one, two = random.choice(pairs[1:])
    draft[two] = draft[one]
    return one, two


def skipped_ordinal(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    """An ordinal left out, those behind it one further."""
    refs = [ref for ref in _ordinals(draft) if ref.sheet == 0]
    numbers = [int(str(draft[ref])) for ref in refs]
    if numbers != list(range(1, len(refs) + 1)) or len(refs) < 5:
        return None
    at = random.randint(2, len(refs) - 2)
    for ref in refs[at:]:
        draft[ref] = str(int(str(draft[ref])) + 1)
    return (refs[at],)
