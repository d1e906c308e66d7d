"""Kinds of errors, each planted in a right decision: one slip of a pen, of a sheet of formulas or of a count."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from planted.accounting_slips import ACCOUNTING
from planted.draft import Draft, Figure, Ref
from planted.facts import Equation, Fact, Ranking, Tiers, printed_places, rounded
from planted.operation_slips import OPERATIONAL

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random
from planted.figure_slips import (
    added,
    dropped,
    negated,
    off_by_little,
    other_digit,
    shifted,
    transposed,
    unrelated,
    wrong_move,
)
from planted.naming_slips import doubled_name, doubled_ordinal, skipped_ordinal, wrong_name
from planted.ranking_slips import broken_tie, miscounted, misprinted_rank, swapped_ranks, wrong_tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """What was planted.

    Attributes:
        kind: Kind of error.
        cells: Cells that a report may fairly name: the wrong one, or those of a wrong row or pair.
        was: What stood there.
        unique: Whether the facts leave no other single cell that explains what is off.
    """

    kind: str
    cells: tuple[Ref, ...]
    was: str
    unique: bool


def plant(random: Random, draft: Draft, kind: str) -> tuple[Planted | None, bool]:
    """Plant an error of a kind.

    Returns:
        What was planted, None where the decision has no place for it or nothing printed contradicts it;
        and whether it had a place.
    """
    right = copy_of(draft)
    cells = KINDS[kind](random, draft)
    if cells is None:
        return None, False
    was = "; ".join(f"{right.show(right[ref])} -> {draft.show(draft[ref])}" for ref in cells[:3])
    if kind in SEEN_AT_ONCE:
        return Planted(kind=kind, cells=cells, was=was, unique=True), True
    broken = [
        fact
        for fact in draft.facts
        if not fact.holds(draft) and not (isinstance(fact, Ranking) and not fact.is_contradicted(draft))
    ]
    if not broken:
        return None, True
    unique = not _rivals(draft, broken, set(cells))
    return Planted(kind=kind, cells=cells, was=was, unique=unique), True


def copy_of(draft: Draft) -> Draft:
    """The decision with cells of its own; facts and roles are shared."""
    sheets = [replace(sheet, body=[list(row) for row in sheet.body]) for sheet in draft.sheets]
    prose = [replace(sentence, figures=list(sentence.figures)) for sentence in draft.prose]
    return replace(draft, sheets=sheets, prose=prose)


def _rivals(draft: Draft, broken: Sequence[Fact], cells: set[Ref]) -> bool:
    """Whether another cell, put right alone, would make every fact hold."""
    reading = defaultdict(list)
    for fact in draft.facts:
        for ref in fact.cells:
            reading[ref].append(fact)
    if any(isinstance(fact, Tiers | Ranking) and fact.has_rival(draft, cells) for fact in broken):
        return True
    for ref, value in {pair for fact in broken for pair in fact.remedies(draft)}:
        if ref in cells or any(ref not in fact.cells for fact in broken):
            continue
        old = draft[ref]
        draft.put(ref, value)
        mends = all(fact.holds(draft) for fact in reading[ref])
        draft[ref] = old
        if mends:
            return True
    return False


def _spoil(
    random: Random,
    draft: Draft,
    roles: tuple[str, ...],
    change: Callable[[Random, Figure, int], Decimal | None],
) -> tuple[Ref, ...] | None:
    """Change one figure of these roles; None where no change of the kind is possible."""
    refs = [ref for role in roles for ref in draft.roles.get(role, ())]
    random.shuffle(refs)
    for ref in refs[:20]:
        content = draft[ref]
        if isinstance(content, Figure):
            value = change(random, content, printed_places(draft, ref))
            if value is not None and value != content.value:
                draft.put(ref, value)
                return (ref,)
    return None


AMOUNTS = ("component", "total", "subtotal", "grand total", "twin", "difference")


def _figure(
    roles: tuple[str, ...], change: Callable[[Random, Figure, int], Decimal | None]
) -> Callable[[Random, Draft], tuple[Ref, ...] | None]:
    return lambda random, draft: _spoil(random, draft, roles, change)


def _other_rounding(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    """A percentage cut off where the table rounds, or rounded where it cuts, and other rows show which it does."""
    facts = {fact.target: fact for fact in draft.facts if isinstance(fact, Equation)}
    others = {}
    for ref in (ref for role in ("ratio", "cut ratio") for ref in draft.roles.get(role, ())):
        fact = facts[ref]
        values = [value for part in fact.parts if (value := draft.value(part)) is not None]
        other = rounded(fact.formula(values), fact.places or 0, cut=not fact.cut)
        if other != draft.value(ref):
            others[ref] = other
    # One row against another says nothing; two show how the table rounds.
    if len(others) < 3:
        return None
    ref = random.choice(list(others))
    draft.put(ref, others[ref])
    return (ref,)


def _exchanged(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    """Two figures of neighbouring columns of a row in each other's place."""
    refs = draft.roles.get("component", [])
    pairs = [(one, two) for one, two in pairwise(refs) if one[:2] == two[:2]]
    pairs = [pair for pair in pairs if draft.value(pair[0]) != draft.value(pair[1])]
    if not pairs:
        return None
    one, two = random.choice(pairs)
    draft[one], draft[two] = draft[two], draft[one]
    return one, two


def _copied_row(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    """The components of the row above, typed again."""
    rows = defaultdict(list)
    for ref in draft.roles.get("component", []):
        rows[ref.row].append(ref)
    above = [(rows[row - 1], rows[row]) for row in sorted(rows) if row - 1 in rows]
    above = [pair for pair in above if len(pair[0]) > 1]
    if not above:
        return None
    source, target = random.choice(above)
    changed = [
        (one, two) for one, two in zip(source, target, strict=True) if draft.value(one) != draft.value(two)
    ]
    for one, two in changed:
        draft[two] = draft[one]
    if len(changed) < 2:
        return None
    row = target[0]
    return tuple(Ref(row.sheet, row.row, col) for col in range(len(draft.sheets[row.sheet].head[0])))


def _wrong_count(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    refs = draft.roles.get("count", [])
    if not refs:
        return None
    ref = random.choice(refs)
    draft.put(ref, (draft.value(ref) or Decimal(0)) + 1)
    return (ref,)


# What a reader sees without computing anything.
SEEN_AT_ONCE = frozenset(
    {"duplicate unit", "doubled ordinal", "skipped ordinal", "wrong name in prose", "turned way"}
)


KINDS: dict[str, Callable[[Random, Draft], tuple[Ref, ...] | None]] = {
    "wrong total": _figure(("total",), other_digit),
    "wrong component": _figure(("component",), unrelated),
    "wrong digit": _figure(AMOUNTS, other_digit),
    "transposed digits": _figure(AMOUNTS, transposed),
    "dropped digit": _figure(AMOUNTS, dropped),
    "added digit": _figure(AMOUNTS, added),
    "decimal shift": _figure(AMOUNTS, shifted),
    "wrong sign": _figure(("difference", "growth"), negated),
    "wrong subtotal": _figure(("subtotal",), unrelated),
    "wrong grand total": _figure(("grand total",), unrelated),
    "wrong difference": _figure(("difference",), unrelated),
    "wrong share": _figure(("share",), off_by_little),
    "wrong percentage": _figure(("ratio", "cut ratio", "quotient"), off_by_little),
    "transposed percentage": _figure(("ratio", "cut ratio", "quotient", "share", "growth"), transposed),
    "wrong growth": _figure(("growth",), off_by_little),
    "wrong average": _figure(("average", "mean"), off_by_little),
    "other rounding": _other_rounding,
    "cross-table mismatch": _figure(("twin",), unrelated),
    "swapped columns": _exchanged,
    "copied row": _copied_row,
    "misprinted rank": misprinted_rank,
    "swapped ranks": swapped_ranks,
    "broken tie": broken_tie,
    "miscounted ranks": miscounted,
    "wrong tier": wrong_tier,
    "wrong count in prose": _wrong_count,
    "wrong percentage in prose": _figure(("prose percentage",), off_by_little),
    "wrong score in prose": _figure(("prose score",), unrelated),
    "wrong mean in prose": _figure(("prose mean",), off_by_little),
    "wrong spread in prose": _figure(("prose spread",), other_digit),
    "wrong amount in prose": _figure(("prose amount", "prose sum"), other_digit),
    "wrong move in prose": _figure(("prose move",), wrong_move),
    "wrong name in prose": wrong_name,
    "wrong move": _figure(("move",), wrong_move),
    "duplicate unit": doubled_name,
    "doubled ordinal": doubled_ordinal,
    "skipped ordinal": skipped_ordinal,
    "digit in a sentence": _figure(("stated",), other_digit),
    "digits exchanged in a sentence": _figure(("stated",), transposed),
    "digit dropped in a sentence": _figure(("stated",), dropped),
    "digit added in a sentence": _figure(("stated",), added),
    "wrong running total": _figure(("cumulative",), other_digit),
    "wrong gap in prose": _figure(("prose gap",), other_digit),
    "wrong place in prose": _figure(("prose place",), wrong_move),
    **ACCOUNTING,
    **OPERATIONAL,
}
