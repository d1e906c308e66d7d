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


# --------------------------------------------------------------------------- figures


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


def _digits(figure: Figure, places: int) -> str:
    return str(int(abs(figure.value).scaleb(places)))


def _from_digits(figure: Figure, digits: str, places: int) -> Decimal | None:
    if not digits or (digits[0] == "0" and len(digits) > places + 1):
        return None
    value = Decimal(int(digits)).scaleb(-places)
    return rounded(-value if figure.value < 0 else value, places)


def _other_digit(random: Random, figure: Figure, places: int) -> Decimal | None:
    digits = list(_digits(figure, places))
    at = random.randrange(len(digits))
    digits[at] = random.choice([digit for digit in "123456789" if digit != digits[at]])
    return _from_digits(figure, "".join(digits), places)


def _transposed(random: Random, figure: Figure, places: int) -> Decimal | None:
    digits = _digits(figure, places)
    pairs = [at for at in range(len(digits) - 1) if digits[at] != digits[at + 1]]
    if not pairs:
        return None
    at = random.choice(pairs)
    return _from_digits(figure, digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :], places)


def _dropped(random: Random, figure: Figure, places: int) -> Decimal | None:
    whole = str(int(abs(figure.value)))
    if len(whole) < 2:
        return None
    at = random.randrange(len(whole))
    rest = whole[:at] + whole[at + 1 :]
    if rest[0] == "0" and len(rest) > 1:
        return None
    fraction = abs(figure.value) - int(abs(figure.value))
    value = int(rest) + fraction
    return rounded(-value if figure.value < 0 else value, places)


def _added(random: Random, figure: Figure, places: int) -> Decimal | None:
    whole = str(int(abs(figure.value)))
    at = random.randint(1, len(whole))
    value = int(whole[:at] + random.choice("0123456789") + whole[at:]) + abs(figure.value) % 1
    return rounded(-value if figure.value < 0 else value, places)


def _shifted(random: Random, figure: Figure, places: int) -> Decimal | None:
    if places == 0:
        return figure.value * 10 if figure.value else None
    value = figure.value.scaleb(random.choice((1, -1)))
    return value if value == rounded(value, places) else figure.value.scaleb(1)


def _negated(_random: Random, figure: Figure, _places: int) -> Decimal | None:
    return -figure.value if figure.value else None


def _unrelated(random: Random, figure: Figure, places: int) -> Decimal | None:
    off = Decimal(random.randint(2, max(3, int(abs(figure.value) // 3)))) * random.choice((1, -1))
    value = figure.value + off
    return rounded(value, places) if value * figure.value > 0 else None


def _off_by_little(random: Random, figure: Figure, places: int) -> Decimal | None:
    return figure.value + Decimal(random.choice((2, 3, 5, -2, -3, -5))).scaleb(-places)


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


# --------------------------------------------------------------------------- ranks, tiers, counts


def _rankings(draft: Draft) -> list[Ranking]:
    return [fact for fact in draft.facts if isinstance(fact, Ranking)]


def _misprinted_rank(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
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


def _swapped_ranks(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
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


def _broken_tie(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
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


def _miscounted(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
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


def _wrong_tier(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
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


def _wrong_count(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    refs = draft.roles.get("count", [])
    if not refs:
        return None
    ref = random.choice(refs)
    draft.put(ref, (draft.value(ref) or Decimal(0)) + 1)
    return (ref,)


def _wrong_move(random: Random, figure: Figure, _places: int) -> Decimal | None:
    return figure.value + random.choice((1, -1, 2)) or None


def _wrong_name(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    """A sentence on the first or last unit names another one of the table."""
    refs = draft.roles.get("prose name", [])
    names = [draft[ref] for ref in draft.roles.get("name", [])]
    if not refs or len(names) < 3:
        return None
    ref = random.choice(refs)
    draft[ref] = random.choice([name for name in names if name != draft[ref]])
    return (ref,)


# --------------------------------------------------------------------------- names and ordinals


def _doubled_name(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    refs = [ref for ref in draft.roles.get("name", []) if ref.sheet == 0]
    refs = [ref for ref in refs if ";" not in str(draft[ref]) and "*" not in str(draft[ref])]
    if len(refs) < 4:
        return None
    one, two = random.sample(refs, 2)
    draft[two] = draft[one]
    return one, two


def _ordinals(draft: Draft) -> list[Ref]:
    return [ref for ref in draft.roles.get("ordinal", []) if str(draft[ref]).isdigit()]


def _doubled_ordinal(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    refs = _ordinals(draft)
    pairs = [(one, two) for one, two in pairwise(refs) if int(str(draft[two])) == int(str(draft[one])) + 1]
    if len(pairs) < 4:
        return None
    one, two = random.choice(pairs[1:])
    draft[two] = draft[one]
    return one, two


def _skipped_ordinal(random: Random, draft: Draft) -> tuple[Ref, ...] | None:
    refs = [ref for ref in _ordinals(draft) if ref.sheet == 0]
    numbers = [int(str(draft[ref])) for ref in refs]
    if numbers != list(range(1, len(refs) + 1)) or len(refs) < 5:
        return None
    at = random.randint(2, len(refs) - 2)
    for ref in refs[at:]:
        draft[ref] = str(int(str(draft[ref])) + 1)
    return (refs[at],)


# What a reader sees without computing anything.
SEEN_AT_ONCE = frozenset(
    {"duplicate unit", "doubled ordinal", "skipped ordinal", "wrong name in prose", "turned way"}
)

KINDS: dict[str, Callable[[Random, Draft], tuple[Ref, ...] | None]] = {
    "wrong total": _figure(("total",), _other_digit),
    "wrong component": _figure(("component",), _unrelated),
    "wrong digit": _figure(AMOUNTS, _other_digit),
    "transposed digits": _figure(AMOUNTS, _transposed),
    "dropped digit": _figure(AMOUNTS, _dropped),
    "added digit": _figure(AMOUNTS, _added),
    "decimal shift": _figure(AMOUNTS, _shifted),
    "wrong sign": _figure(("difference", "growth"), _negated),
    "wrong subtotal": _figure(("subtotal",), _unrelated),
    "wrong grand total": _figure(("grand total",), _unrelated),
    "wrong difference": _figure(("difference",), _unrelated),
    "wrong share": _figure(("share",), _off_by_little),
    "wrong percentage": _figure(("ratio", "cut ratio", "quotient"), _off_by_little),
    "transposed percentage": _figure(("ratio", "cut ratio", "quotient", "share", "growth"), _transposed),
    "wrong growth": _figure(("growth",), _off_by_little),
    "wrong average": _figure(("average", "mean"), _off_by_little),
    "other rounding": _other_rounding,
    "cross-table mismatch": _figure(("twin",), _unrelated),
    "swapped columns": _exchanged,
    "copied row": _copied_row,
    "misprinted rank": _misprinted_rank,
    "swapped ranks": _swapped_ranks,
    "broken tie": _broken_tie,
    "miscounted ranks": _miscounted,
    "wrong tier": _wrong_tier,
    "wrong count in prose": _wrong_count,
    "wrong percentage in prose": _figure(("prose percentage",), _off_by_little),
    "wrong score in prose": _figure(("prose score",), _unrelated),
    "wrong mean in prose": _figure(("prose mean",), _off_by_little),
    "wrong spread in prose": _figure(("prose spread",), _other_digit),
    "wrong amount in prose": _figure(("prose amount", "prose sum"), _other_digit),
    "wrong move in prose": _figure(("prose move",), _wrong_move),
    "wrong name in prose": _wrong_name,
    "wrong move": _figure(("move",), _wrong_move),
    "duplicate unit": _doubled_name,
    "doubled ordinal": _doubled_ordinal,
    "skipped ordinal": _skipped_ordinal,
    "digit in a sentence": _figure(("stated",), _other_digit),
    "digits exchanged in a sentence": _figure(("stated",), _transposed),
    "digit dropped in a sentence": _figure(("stated",), _dropped),
    "digit added in a sentence": _figure(("stated",), _added),
    "wrong running total": _figure(("cumulative",), _other_digit),
    "wrong gap in prose": _figure(("prose gap",), _other_digit),
    "wrong place in prose": _figure(("prose place",), _wrong_move),
    **ACCOUNTING,
    **OPERATIONAL,
}
