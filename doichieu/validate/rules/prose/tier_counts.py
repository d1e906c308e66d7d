"""COUNT-TIER: counts and shares of units in a tier, as the prose states them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from doichieu.model import (
    Check,
    Claim,
    Finding,
    Level,
    Outcome,
    Quantity,
    QuantityKind,
)
from doichieu.normalize.text import fold
from doichieu.normalize.unit_nouns import without_unit_commas
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.ranks.tiers import Tiering
from doichieu.validate.listings import MIXED, lead_of, listings_of
from doichieu.validate.paper import Paper, Sheet
from doichieu.validate.rounding import agree, to_places
from doichieu.validate.rules.prose.stated_figures import own_year
from doichieu.validate.rules.prose.subjects import subjects_of
from doichieu.validate.rules.prose.tier_mentions import TierMention, tier_mentions, without_other_years
from doichieu.validate.rules.stated import claim_operand, names_others, names_units, sentences_with, statement
from doichieu.validate.said_words import Said
from doichieu.validate.wording import Style, finding_id, say, table_name

_OVERALL = re.compile(r"\b(tong the|xep hang chung|ket qua chung|toan tinh)\b")
# Where a paragraph speaks of the results over all criteria, and where it turns to one of them.
_OVER_ALL = re.compile(r"\b(?:tong the|xep hang chung|ket qua chung)\b")
_CRITERION = re.compile(r"\b(?:tieu chi|chi so|linh vuc|noi dung|truc|hang muc)\b")
# A bound of a tier, or by how much a count differs from another, not a count of units.
_BOUND = re.compile(
    r"(\b(tu|tren|duoi|den|hon|bang|khong qua|toi thieu|toi da|tang(?: them)?|giam(?: di)?|them|hon|kem)|[<>≤≥=])\s*$"
)

# What follows these tells a count apart: "07 đơn vị loại Tốt, trong đó 05 sở".
_OF_THEM = re.compile(r":|\b(?:trong do|gom|bao gom|cu the|la|voi)\b")
# "Trong 7 cơ quan loại Tốt có 3 cơ quan …" counts some of them.
_OF_SO_MANY = re.compile(r"\btrong(?: so| tong so)? \d{1,4} [a-z ]{2,20}$")
_HAS = re.compile(r"\s*(?:hien |chi |cung |con )*co\s+")
# "Không có lớp nào xếp loại Yếu" counts none.
_NONE = Said(re.compile(r"\bkhong (?:co|con) [^.;,:\d]{2,40}? nao (?:bi |duoc |phai )?"), ("nao",))
_AMONG = re.compile(r"\btrong(?: so| tong so)?\s+$")


def check_tier_counts(
    paper: Paper, conventions: Conventions, corrected: Mapping[int, Tiering], style: Style
) -> Iterator[Check | Finding]:
    """Check the counts and shares of tiers that sentences state.

    Args:
        paper: The paper.
        conventions: What was inferred; tiers above all.
        corrected: Tiers with misplaced units moved, by table index.
        style: How the paper prints figures.

    Yields:
        A check a statement, and a finding for each that does not follow.
    """
    tables = _overall(paper, conventions)
    if not tables:
        return
    uncounted = (claim for claim in sentences_with(paper, _NONE) if not claim.claim_id)
    for claim in (*paper.decision.claims, *uncounted):
        yield from _tiers(paper, conventions, corrected, tables, claim, style)


def _tiers(
    paper: Paper,
    conventions: Conventions,
    corrected: Mapping[int, Tiering],
    tables: Sequence[tuple[Sheet, Tiering]],
    claim: Claim,
    style: Style,
) -> Iterator[Check | Finding]:
    """Counts and percentages of units in a tier, against the overall tables that have tiers."""
    masked = without_other_years(claim.sentence, own_year(paper))
    lead = without_unit_commas(fold(lead_of(claim.sentence)))
    overall = _speaks_of_all(paper, claim)
    for quantity, mention, clause in _tier_quantities(masked, claim, tables):
        if _is_of_one(paper, claim, quantity, masked):
            continue
        tier = mention.tier
        candidates = [pair for pair in tables if tier in pair[1].order or tier in _all_tiers(tables)]
        led = [pair for pair in candidates if lead and names_units(lead, pair[0])]
        named = led or [pair for pair in candidates if names_units(clause, pair[0])]
        scope = named or [pair for pair in _whole(candidates) if not names_others(claim.sentence, pair[0])]
        # A count that follows the right tiers is no second error where a unit stands in the wrong one.
        readings = [t for sheet, own in scope for t in (own, _within(corrected.get(sheet.index, own), sheet))]
        verdicts = [_tier_share(tiering, tier, quantity) for tiering in readings]
        if (
            any(verdicts)
            or (len(scope) > 1 and _pooled(scope, tier, quantity))
            or (not led and not overall and _any_table(paper, conventions, tier, quantity))
        ):
            yield statement("COUNT-TIER")
        elif len(scope) == 1 and (
            overall or _one_table(paper, conventions, scope[0][0]) or _OVERALL.search(masked)
        ):
            yield statement("COUNT-TIER", held=False)
            yield _tier_finding(paper, scope[0], mention, quantity, claim, style)
        elif overall and scope:
            # which kind of units is meant is not said: those of which most stand in the tier
            most = max(scope, key=lambda pair: sum(name == tier for name in pair[1].tier_of.values()))
            yield statement("COUNT-TIER", held=False)
            found = _tier_finding(paper, most, mention, quantity, claim, style)
            yield replace(found, level=Level.WARNING)
        else:
            yield Check(
                rule="COUNT-TIER",
                table_id=None,
                outcome=Outcome.UNKNOWN,
                why=say("Chưa rõ câu văn nói về bảng nào.", "Which table the sentence is about is open."),
            )


def _speaks_of_all(paper: Paper, claim: Claim) -> bool:
    """Whether a sentence, or what its paragraph said last before it, is about the results over all criteria."""
    at, blocks = claim.locator.block, paper.decision.document.blocks
    # What a paper says of another year is laid out with fewer blocks than the paper has.
    text = getattr(blocks[at], "text", "") if at is not None and at < len(blocks) else ""
    before, found, _ = text.partition(claim.sentence)
    said = fold(f"{before} {claim.sentence}" if found else claim.sentence)
    last = [match.end() for match in _OVER_ALL.finditer(said)]
    return bool(last) and not _CRITERION.search(said, last[-1])


def _whole(candidates: Sequence[tuple[Sheet, Tiering]]) -> Sequence[tuple[Sheet, Tiering]]:
    """What a sentence speaks of that names no kind of units: of a table that mixes kinds all of it."""
    mixed = {sheet.index for sheet, _ in candidates if sheet.units == MIXED}
    return [pair for pair in candidates if pair[0].index not in mixed or pair[0].units == MIXED]


def _any_table(paper: Paper, conventions: Conventions, tier: str, quantity: Quantity) -> bool:
    """Whether some other table with tiers, about one criterion, bears the statement out."""
    return any(
        _tier_share(_within(tiering, sheet), tier, quantity)
        for sheet in listings_of(paper)
        if (tiering := conventions.tierings.get(sheet.index)) is not None
    )


def _within(tiering: Tiering, sheet: Sheet) -> Tiering:
    """The tiers of the rows of one kind of units."""
    rows = {row.index for row in sheet.data}
    return replace(tiering, tier_of={row: tier for row, tier in tiering.tier_of.items() if row in rows})


def _one_table(paper: Paper, conventions: Conventions, sheet: Sheet) -> bool:
    """Whether a table is the only one with tiers over its units, so that no other can be meant."""
    return (
        sum(one.units == sheet.units for one in listings_of(paper) if one.index in conventions.tierings) == 1
    )


def _overall(paper: Paper, conventions: Conventions) -> list[tuple[Sheet, Tiering]]:
    """For each kind of units the first table with tiers: the overall one comes first."""
    first: dict[str, tuple[Sheet, Tiering]] = {}
    for sheet in listings_of(paper):
        tiering = conventions.tierings.get(sheet.index)
        if tiering is not None and (own := _within(tiering, sheet)).tier_of:
            first.setdefault(sheet.units, (sheet, own))
    return list(first.values())


def _all_tiers(tables: Sequence[tuple[Sheet, Tiering]]) -> set[str]:
    return {tier for _, tiering in tables for tier in tiering.order}


def _is_of_one(paper: Paper, claim: Claim, quantity: Quantity, masked: str) -> bool:
    """Whether what is counted belongs to one unit: "Sở Y tế có 3 phòng xếp loại Khá"."""
    named = subjects_of(paper).named_in(claim.sentence)
    return any(_HAS.fullmatch(masked, one.span[1], quantity.span[0]) for one in named)


def _tier_quantities(
    masked: str, claim: Claim, tables: Sequence[tuple[Sheet, Tiering]]
) -> Iterator[tuple[Quantity, TierMention, str]]:
    mentions = [
        mention
        for mention in tier_mentions(masked, claim.sentence, _all_tiers(tables))
        if not masked[mention.end :].lstrip().startswith(("tro len", "tro xuong"))
    ]
    plain = without_unit_commas(masked)
    for mention in mentions:
        none = _NONE.pattern.search(masked, 0, mention.at)
        if none is not None and not masked[none.end() : mention.at].strip():
            printed = claim.sentence[none.start() : none.end()].strip()
            zero = Quantity(kind=QuantityKind.COUNT, value=Decimal(0), printed=printed, span=none.span())
            yield zero, mention, masked[none.start() : mention.at]
    for quantity in claim.quantities:
        start, end = quantity.span
        if (
            quantity.kind not in {QuantityKind.COUNT, QuantityKind.OUT_OF, QuantityKind.PERCENT}
            or not masked[start:end].strip()
        ):
            continue
        if _BOUND.search(masked[:start]) or masked[end:].lstrip().startswith("tro len"):
            continue
        near = _nearest(mentions, start, masked)
        if (
            near is not None
            and not _is_whole(claim.quantities, quantity, near, masked)
            and not _is_counted_already(claim.quantities, quantity, near, masked)
        ):
            clause_start = max(plain.rfind(mark, 0, start) for mark in (";", ",")) + 1
            yield quantity, near, masked[clause_start:end]


def _nearest(mentions: Sequence[TierMention], at: int, masked: str) -> TierMention | None:
    """The tier a quantity speaks of: the last one before it, or the next within its own clause."""
    before = [mention for mention in mentions if mention.at < at]
    after = [mention for mention in mentions if at <= mention.at < at + 60]
    if after and not re.search(r"[;,]", without_unit_commas(masked[at : after[0].at])):
        return after[0]
    if before and ";" not in masked[before[-1].at : at]:
        return before[-1]
    return None


def _is_whole(quantities: Sequence[Quantity], one: Quantity, mention: TierMention, masked: str) -> bool:
    """Whether a count is what the next one is taken from: “trong 09 huyện có 02 huyện loại Tốt”, “trong 11 xã: loại Tốt có 1 xã”."""
    counts = {QuantityKind.COUNT, QuantityKind.OUT_OF}
    if _AMONG.search(masked, 0, one.span[0]) and ":" in masked[one.span[1] : mention.at]:
        return True
    return one.kind in counts and any(
        other.kind in counts and one.span[0] < other.span[0] < mention.at for other in quantities
    )


def _is_counted_already(
    quantities: Sequence[Quantity], one: Quantity, mention: TierMention, masked: str
) -> bool:
    """Whether a tier before a count has its own: “07 đơn vị loại Tốt, 02 đơn vị bị trừ điểm” counts other units next."""
    counts = {QuantityKind.COUNT, QuantityKind.OUT_OF}
    if one.kind not in counts or mention.at > one.span[0]:
        return False
    plain = without_unit_commas(masked)
    since = max(plain.rfind(mark, 0, mention.at) for mark in (";", ",", ":")) + 1
    own = any(other.kind in counts and since <= other.span[0] < mention.at for other in quantities)
    between = plain[mention.at : one.span[0]]
    if not own or _OF_THEM.search(between):
        return False
    return re.search(r"[;,]", between) is not None or _OF_SO_MANY.search(plain, 0, mention.at) is not None


def _tier_share(tiering: Tiering, tier: str, quantity: Quantity) -> bool:
    members = sum(name == tier for name in tiering.tier_of.values())
    return _matches(members, len(tiering.tier_of), quantity)


def _pooled(scope: Sequence[tuple[Sheet, Tiering]], tier: str, quantity: Quantity) -> bool:
    members = sum(name == tier for _, tiering in scope for name in tiering.tier_of.values())
    return _matches(members, sum(len(tiering.tier_of) for _, tiering in scope), quantity)


def _matches(members: int, total: int, quantity: Quantity) -> bool:
    if quantity.kind is not QuantityKind.PERCENT:
        return quantity.value == members and quantity.whole in {None, total}
    if not total:
        return False
    exact = Decimal(members) * 100 / total
    return agree(exact, quantity.value, quantity.places)


def _tier_finding(
    paper: Paper,
    pair: tuple[Sheet, Tiering],
    mention: TierMention,
    quantity: Quantity,
    claim: Claim,
    style: Style,
) -> Finding:
    sheet, tiering = pair
    tier, printed = mention.tier, mention.printed
    rows = [row for row, name in tiering.tier_of.items() if name == tier]
    members, total = len(rows), len(tiering.tier_of)
    table = table_name(sheet.reading.table)
    if quantity.kind is not QuantityKind.PERCENT:
        expected = str(members) if quantity.whole is None else f"{members}/{total}"
    else:
        expected = (
            style.beside(quantity.printed).show(
                to_places(Decimal(members) * 100 / total, quantity.places), places=quantity.places
            )
            + "%"
        )
    share = f" ({expected})" if quantity.kind is QuantityKind.PERCENT else ""
    identity = finding_id(paper, "COUNT-TIER", None, [tier, quantity.printed, claim.sentence[:80]])
    told_in = tiering.column if tiering.column is not None else sheet.reading.stub or 0
    return Finding(
        finding_id=identity,
        rule="COUNT-TIER",
        level=Level.ERROR,
        table_id=sheet.reading.table.table_id,
        message=say(
            f"Văn bản nêu {quantity.printed} ở mức “{printed}”, {table.vi} có {members}/{total} đơn vị{share}.",
            f"The text states {quantity.printed} in tier “{printed}”; {table.en} has {members} of {total} units{share}.",
        ),
        observed=quantity.printed,
        expected=expected,
        steps=(
            say(
                f"{table.vi}: {members} đơn vị ở mức “{printed}” trong {total} đơn vị.",
                f"{table.en}: {members} units in tier “{printed}” of {total}.",
            ),
        ),
        operands=(
            claim_operand(claim, quantity, "doubtful"),
            *(paper.operand(sheet.place(row, told_in), "operand") for row in rows),
        ),
        cause_id=identity,
        cause=say(
            "Số đếm trong lời văn không theo bảng.", "The count in the prose does not follow the table."
        ),
        consequence=say("Không làm thay đổi xếp hạng.", "No rank changes."),
        suggestion=say(
            f"Sửa {quantity.printed} thành {expected}.", f"Correct {quantity.printed} to {expected}."
        ),
    )
