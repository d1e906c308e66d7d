"""COUNT: counts and percentages in prose and in remarks follow from the tables and from themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from doichieu.model import (
    Bilingual,
    Check,
    Claim,
    ColumnRole,
    Finding,
    Level,
    Operand,
    Outcome,
    Paragraph,
    Quantity,
    QuantityKind,
    Table,
)
from doichieu.normalize.claims import read_quantities
from doichieu.normalize.numbers import VIETNAMESE
from doichieu.normalize.text import fold, key
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.tiers import Tiering
from doichieu.validate.paper import Paper, Place, Sheet
from doichieu.validate.rounding import Rounding, to_places
from doichieu.validate.wording import Style, finding_id, row_name, say, table_name

# Nouns by which prose names the units of a table.
_UNITS: Mapping[str, tuple[str, ...]] = {
    "department": (
        "so, ban, nganh",
        "so ban nganh",
        "co quan chuyen mon",
        "co quan cap tinh",
        "cap so",
        "cac so",
    ),
    "district": ("huyen", "cap huyen", "quan, huyen", "thi xa"),
    "province": ("tinh, thanh pho", "tinh", "dia phuong"),
    "ministry": ("bo, co quan ngang bo", "cac bo", "bo, nganh"),
    "agency": ("co quan thuoc chinh phu",),
}
_OTHER_YEAR = re.compile(r"\((?:nam|so voi)[^()]*\)")
_SHARE = re.compile(r"\b(chiem|tuong ung|tuong duong|dat)( voi)?( ty le| ti le)?\s*:?\s*\(?$|^\s*\($")
# A bound of a tier, not a share of units.
_BOUND = re.compile(r"(\b(tu|tren|duoi|den|hon|bang|khong qua|toi thieu|toi da)|[<>≤≥=])\s*$")


def check_counts(
    paper: Paper, conventions: Conventions, corrected: Mapping[int, Tiering], style: Style
) -> Iterator[Check | Finding]:
    """Check the counts and percentages that sentences and remark cells state.

    Args:
        paper: The paper.
        conventions: What was inferred; tiers above all.
        corrected: Tiers with misplaced units moved, by table index.
        style: How the paper prints figures.

    Yields:
        A check a statement, and a finding for each that does not follow.
    """
    for claim in paper.decision.claims:
        yield from _own_percentages(paper, claim, conventions.rounding, style)
        yield from _parts(paper, claim, style)
        yield from _tiers(paper, conventions, corrected, claim, style)
    yield from _remarks(paper, conventions.rounding, style)
    yield from _announced(paper)


def _held(rule: str, table_id: str | None = None, *, held: bool = True) -> Check:
    return Check(rule=rule, table_id=table_id, outcome=Outcome.HELD if held else Outcome.VIOLATED)


# --------------------------------------------------------------------------- "49/63 (77,8%)"


def _own_percentages(
    paper: Paper, claim: Claim, rounding: Rounding, style: Style
) -> Iterator[Check | Finding]:
    """A fraction with its percentage beside it: the percentage is the fraction's."""
    for one, two in zip(claim.quantities, claim.quantities[1:], strict=False):
        if one.kind is not QuantityKind.OUT_OF or two.kind is not QuantityKind.PERCENT or one.whole is None:
            continue
        between = claim.sentence[one.span[1] : two.span[0]]
        if not _says_share(between):
            continue
        exact = one.value * 100 / one.whole
        finding = _percentage(paper, claim, one, two, exact, rounding, style)
        yield _held("COUNT-PCT", held=finding is None)
        if finding is not None:
            yield finding


def _says_share(between: str) -> bool:
    """Whether the words between a fraction and a percentage make one the share of the other."""
    if ";" in between or len(between) > 90:
        return False
    return between.strip() in {"", "("} or bool(_SHARE.search(fold(between)))


def _percentage(
    paper: Paper,
    claim: Claim,
    part: Quantity,
    percent: Quantity,
    exact: Decimal,
    rounding: Rounding,
    style: Style,
) -> Finding | None:
    if percent.value in _right(exact, percent.places, rounding):
        return None
    right = style.show(to_places(exact, percent.places, rounding), places=percent.places) + "%"
    remark = _remark_on_rounding(exact, percent.value, percent.places)
    identity = finding_id(paper, "COUNT-PCT", None, [part.printed, percent.printed])
    return Finding(
        finding_id=identity,
        rule="COUNT-PCT",
        level=Level.WARNING if remark.vi else Level.ERROR,
        message=say(
            f"Văn bản nêu {part.printed} là {percent.printed}, tính lại được {right}{remark.vi}.",
            f"The text gives {part.printed} as {percent.printed}; recomputed it is {right}{remark.en}.",
        ),
        observed=percent.printed,
        expected=right,
        steps=(say(f"{part.printed} = {style.show(to_places(exact, 4))}% → {right} ≠ {percent.printed}"),),
        operands=(_operand(claim, percent, "doubtful"), _operand(claim, part, "operand")),
        cause_id=identity,
        cause=_cause(remark),
        consequence=say("Không làm thay đổi xếp hạng.", "No rank changes."),
        suggestion=say(f"Sửa {percent.printed} thành {right}.", f"Correct {percent.printed} to {right}."),
    )


def _right(exact: Decimal, places: int, rounding: Rounding) -> set[Decimal]:
    """The percentages that a paper of this rounding may print."""
    if rounding is Rounding.HALF_UP:
        return {to_places(exact, places), to_places(exact, places, Rounding.HALF_EVEN)}
    return {to_places(exact, places, rounding)}


def _remark_on_rounding(exact: Decimal, printed: Decimal, places: int) -> Bilingual:
    """What to say where a percentage is right under another way of rounding than the paper's."""
    if to_places(exact, places, Rounding.TRUNCATE) == printed:
        return say(" (cắt bỏ phần lẻ thay vì làm tròn)", " (truncated, not rounded)")
    if to_places(exact, places) == printed:
        return say(" (làm tròn thay vì cắt bỏ phần lẻ)", " (rounded, not truncated)")
    return say("", "")


def _cause(remark: Bilingual) -> Bilingual:
    if remark.vi:
        return say("Cách làm tròn khác phần còn lại của văn bản.", "Rounded unlike the rest of the paper.")
    return say("Tỷ lệ in nhầm.", "The percentage is misprinted.")


def _operand(claim: Claim, quantity: Quantity, role: str) -> Operand:
    return Operand(text=quantity.printed, role=role, locator=claim.locator, claim_id=claim.claim_id)


# --------------------------------------------------------------------------- "28/32 gồm 17/21 và 11/11"


def _parts(paper: Paper, claim: Claim, style: Style) -> Iterator[Check | Finding]:
    """A fraction followed by the fractions it consists of: both halves add up."""
    for fractions in _listed(claim):
        whole, parts = fractions[0], fractions[1:]
        sums = sum(part.value for part in parts), sum(part.whole or 0 for part in parts)
        held = sums == (whole.value, whole.whole)
        # Overlapping lists ("trong đó") need not exhaust the whole, but cannot exceed it.
        if not held and (sums[0] < whole.value or sums[1] < (whole.whole or 0)) and len(parts) < 2:
            continue
        yield _held("COUNT-PARTS", held=held)
        if held:
            continue
        identity = finding_id(paper, "COUNT-PARTS", None, [whole.printed, *(part.printed for part in parts)])
        listed = " + ".join(part.printed for part in parts)
        right = f"{style.show(Decimal(sums[0]))}/{style.show(Decimal(sums[1]))}"
        yield Finding(
            finding_id=identity,
            rule="COUNT-PARTS",
            level=Level.ERROR,
            message=say(
                f"Văn bản nêu {whole.printed} gồm {listed}, cộng lại được {right}.",
                f"The text gives {whole.printed} as made up of {listed}, which add up to {right}.",
            ),
            observed=whole.printed,
            expected=right,
            steps=(say(f"{listed} = {right} ≠ {whole.printed}"),),
            operands=(
                _operand(claim, whole, "doubtful"),
                *(_operand(claim, part, "operand") for part in parts),
            ),
            cause_id=identity,
            cause=say("Số đếm in nhầm.", "A count is misprinted."),
            suggestion=say(f"Kiểm tra lại {whole.printed}.", f"Check {whole.printed}."),
        )


def _listed(claim: Claim) -> Iterator[list[Quantity]]:
    fractions = [quantity for quantity in claim.quantities if quantity.kind is QuantityKind.OUT_OF]
    start = 0
    while start < len(fractions) - 1:
        gap = fold(claim.sentence[fractions[start].span[1] : fractions[start + 1].span[0]])
        if "gom" not in gap.split():
            start += 1
            continue
        end = start + 2
        while end < len(fractions) and not re.search(
            r"[;:]|\bgom\b|\bdanh gia\b",
            fold(claim.sentence[fractions[end - 1].span[1] : fractions[end].span[0]]),
        ):
            end += 1
        if end - start >= 3:
            yield fractions[start:end]
        start = end


# --------------------------------------------------------------------------- "6 đơn vị đạt loại Tốt chiếm 35%"


def _tiers(
    paper: Paper, conventions: Conventions, corrected: Mapping[int, Tiering], claim: Claim, style: Style
) -> Iterator[Check | Finding]:
    """Counts and percentages of units in a tier, against the overall tables that have tiers."""
    tables = _overall(paper, conventions)
    if not tables:
        return
    masked = _mask_other_years(claim.sentence)
    for quantity, tier, clause in _tier_quantities(masked, claim, tables):
        candidates = [pair for pair in tables if tier in pair[1].order or tier in _all_tiers(tables)]
        named = [pair for pair in candidates if _names_units(clause, pair[0])]
        scope = named or candidates
        # A count that follows the right tiers is no second error where a unit stands in the wrong one.
        readings = [t for sheet, tiering in scope for t in (tiering, corrected.get(sheet.index, tiering))]
        verdicts = [_tier_share(tiering, tier, quantity) for tiering in readings]
        if any(verdicts) or (len(scope) > 1 and _pooled(scope, tier, quantity)):
            yield _held("COUNT-TIER")
        elif len(scope) == 1:
            yield _held("COUNT-TIER", held=False)
            yield _tier_finding(paper, scope[0], tier, quantity, claim, style)
        else:
            yield Check(
                rule="COUNT-TIER",
                table_id=None,
                outcome=Outcome.UNKNOWN,
                why=say("Chưa rõ câu văn nói về bảng nào.", "Which table the sentence is about is open."),
            )


def _overall(paper: Paper, conventions: Conventions) -> list[tuple[Sheet, Tiering]]:
    """For each kind of units the first table with tiers: the overall one comes first."""
    first: dict[str, tuple[Sheet, Tiering]] = {}
    for index, tiering in sorted(conventions.tierings.items()):
        sheet = paper.sheets[index]
        if sheet.population:
            first.setdefault(sheet.population, (sheet, tiering))
    return list(first.values())


def _all_tiers(tables: Sequence[tuple[Sheet, Tiering]]) -> set[str]:
    return {tier for _, tiering in tables for tier in tiering.order}


def _mask_other_years(sentence: str) -> str:
    """The folded sentence, same length, with asides on other years blanked."""
    folded = _same_length_fold(sentence)
    return _OTHER_YEAR.sub(lambda match: " " * len(match.group()), folded)


def _same_length_fold(text: str) -> str:
    return "".join((fold(char) or " ")[:1] if not char.isspace() else " " for char in text)


def _tier_quantities(
    masked: str, claim: Claim, tables: Sequence[tuple[Sheet, Tiering]]
) -> Iterator[tuple[Quantity, str, str]]:
    tiers = sorted(_all_tiers(tables), key=len, reverse=True)
    pattern = re.compile(
        r"\b(?:loai|muc|xep loai|nhom|muc do)\s+[\"“']?(" + "|".join(map(re.escape, tiers)) + r")\b"
    )
    mentions = [(match.start(), match.group(1)) for match in pattern.finditer(masked)]
    for quantity in claim.quantities:
        start, end = quantity.span
        if quantity.kind not in {QuantityKind.COUNT, QuantityKind.PERCENT} or not masked[start:end].strip():
            continue
        if _BOUND.search(masked[:start]) or masked[end:].lstrip().startswith("tro len"):
            continue
        near = _nearest(mentions, start, masked)
        if near is not None:
            clause_start = max(masked.rfind(mark, 0, start) for mark in (";", ",")) + 1
            yield quantity, near, masked[clause_start:end]


def _nearest(mentions: Sequence[tuple[int, str]], at: int, masked: str) -> str | None:
    """The tier a quantity speaks of: the last one before it, or the next within its own clause."""
    before = [(position, tier) for position, tier in mentions if position < at]
    after = [(position, tier) for position, tier in mentions if at <= position < at + 60]
    if after and not re.search(r"[;,]", masked[at : after[0][0]]):
        return after[0][1]
    if before and ";" not in masked[before[-1][0] : at]:
        return before[-1][1]
    return None


def _names_units(clause: str, sheet: Sheet) -> bool:
    kind = sheet.population.rsplit("/", 1)[-1]
    return any(noun in clause for noun in _UNITS.get(kind, ()))


def _tier_share(tiering: Tiering, tier: str, quantity: Quantity) -> bool:
    members = sum(name == tier for name in tiering.tier_of.values())
    return _matches(members, len(tiering.tier_of), quantity)


def _pooled(scope: Sequence[tuple[Sheet, Tiering]], tier: str, quantity: Quantity) -> bool:
    members = sum(name == tier for _, tiering in scope for name in tiering.tier_of.values())
    return _matches(members, sum(len(tiering.tier_of) for _, tiering in scope), quantity)


def _matches(members: int, total: int, quantity: Quantity) -> bool:
    if quantity.kind is QuantityKind.COUNT:
        return quantity.value == members
    exact = Decimal(members) * 100 / total
    return any(to_places(exact, quantity.places, mode) == quantity.value for mode in Rounding)


def _tier_finding(
    paper: Paper, pair: tuple[Sheet, Tiering], tier: str, quantity: Quantity, claim: Claim, style: Style
) -> Finding:
    sheet, tiering = pair
    rows = [row for row, name in tiering.tier_of.items() if name == tier]
    members, total = len(rows), len(tiering.tier_of)
    table = table_name(sheet.reading.table)
    if quantity.kind is QuantityKind.COUNT:
        expected = str(members)
    else:
        expected = (
            style.show(to_places(Decimal(members) * 100 / total, quantity.places), places=quantity.places)
            + "%"
        )
    identity = finding_id(paper, "COUNT-TIER", None, [tier, quantity.printed, claim.sentence[:80]])
    stub = sheet.reading.stub or 0
    return Finding(
        finding_id=identity,
        rule="COUNT-TIER",
        level=Level.ERROR,
        table_id=sheet.reading.table.table_id,
        message=say(
            f"Văn bản nêu {quantity.printed} ở mức “{tier}”, {table.vi} có {members}/{total} đơn vị ({expected}).",
            f"The text states {quantity.printed} in tier “{tier}”; {table.en} has {members} of {total} units ({expected}).",
        ),
        observed=quantity.printed,
        expected=expected,
        steps=(
            say(
                f"{table.vi}: {members} đơn vị ở mức “{tier}” trong {total} đơn vị.",
                f"{table.en}: {members} units in tier “{tier}” of {total}.",
            ),
        ),
        operands=(
            _operand(claim, quantity, "doubtful"),
            *(paper.operand(sheet.place(row, stub), "operand") for row in rows),
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


# --------------------------------------------------------------------------- a percentage beside "18/19" in a row


def _remarks(paper: Paper, rounding: Rounding, style: Style) -> Iterator[Check | Finding]:
    """A ratio cell with its fraction in a remark of the same row, and fractions with percentages in cells."""
    for sheet in paper.sheets:
        ratios = [column.index for column in sheet.columns(ColumnRole.RATIO)]
        texts = [column.index for column in sheet.columns(ColumnRole.TEXT)]
        for row in sheet.data:
            for col in texts:
                text = paper.text(sheet.place(row.index, col))
                if "/" not in text:
                    continue
                quantities = read_quantities(text, VIETNAMESE)
                fractions = [q for q in quantities if q.kind is QuantityKind.OUT_OF and q.whole]
                if not fractions:
                    continue
                percents = [q for q in quantities if q.kind is QuantityKind.PERCENT]
                if percents and len(fractions) == 1 and len(percents) == 1:
                    yield from _remark(
                        paper, sheet.place(row.index, col), fractions[0], percents[0], rounding, style
                    )
                elif (
                    len(ratios) == 1 and len(fractions) == 1 and text.strip().startswith(fractions[0].printed)
                ):
                    yield from _beside(paper, sheet, row.index, ratios[0], col, fractions[0], rounding, style)


def _remark(
    paper: Paper, place: Place, fraction: Quantity, percent: Quantity, rounding: Rounding, style: Style
) -> Iterator[Check | Finding]:
    exact = fraction.value * 100 / (fraction.whole or Decimal(1))
    yield from _judge(
        paper, place, place, fraction, percent.value, percent.places, percent.printed, exact, rounding, style
    )


def _beside(
    paper: Paper,
    sheet: Sheet,
    row: int,
    ratio: int,
    remark: int,
    fraction: Quantity,
    rounding: Rounding,
    style: Style,
) -> Iterator[Check | Finding]:
    number = sheet.number(row, ratio)
    if number is None:
        return
    exact = fraction.value * 100 / (fraction.whole or Decimal(1))
    place = sheet.place(row, ratio)
    yield from _judge(
        paper,
        place,
        sheet.place(row, remark),
        fraction,
        number.value,
        number.places,
        paper.text(place),
        exact,
        rounding,
        style,
    )


def _judge(
    paper: Paper,
    place: Place,
    source: Place,
    fraction: Quantity,
    value: Decimal,
    places: int,
    printed: str,
    exact: Decimal,
    rounding: Rounding,
    style: Style,
) -> Iterator[Check | Finding]:
    sheet = paper.sheets[place.sheet]
    table: Table = sheet.reading.table
    if value in _right(exact, places, rounding):
        yield _held("RATIO-NOTE", table.table_id)
        return
    yield _held("RATIO-NOTE", table.table_id, held=False)
    right = style.show(to_places(exact, places, rounding), places=places) + "%"
    identity = finding_id(paper, "RATIO-NOTE", sheet, [row_name(paper, place), fraction.printed, printed])
    remark = _remark_on_rounding(exact, value, places)
    name = table_name(table)
    entities = paper.row(place).entities
    yield Finding(
        finding_id=identity,
        rule="RATIO-NOTE",
        level=Level.WARNING if remark.vi else Level.ERROR,
        table_id=table.table_id,
        row=place.row,
        col=place.col,
        entity_id=entities[0].entity_id if len(entities) == 1 else None,
        entity=row_name(paper, place),
        message=say(
            f"{name.vi}, dòng “{row_name(paper, place)}”: {fraction.printed} in là {printed},"
            f" tính lại được {right}{remark.vi}.",
            f"{name.en}, row “{row_name(paper, place)}”: {fraction.printed} is printed as {printed};"
            f" recomputed it is {right}{remark.en}.",
        ),
        observed=printed,
        expected=right,
        steps=(say(f"{fraction.printed} = {style.show(to_places(exact, 4))}% → {right} ≠ {printed}"),),
        operands=tuple(
            paper.operand(where, role) for where, role in {source: "operand", place: "doubtful"}.items()
        )[::-1],
        cause_id=identity,
        cause=_cause(remark),
        consequence=say("Không làm thay đổi xếp hạng.", "No rank changes."),
        suggestion=say(f"Sửa {printed} thành {right}.", f"Correct {printed} to {right}."),
    )


# --------------------------------------------------------------------------- "đối với 17 sở, ban, ngành như sau:"


def _announced(paper: Paper) -> Iterator[Check | Finding]:
    """A count of units in the sentence right before a table, against its rows."""
    blocks = paper.decision.document.blocks
    by_block = {sheet.reading.table.table_id: sheet for sheet in paper.sheets}
    claims: Counter[str] = Counter()
    for before, block in zip(blocks, blocks[1:], strict=False):
        if not isinstance(block, Table) or not isinstance(before, Paragraph):
            continue
        sheet = by_block[block.table_id]
        if not sheet.population or not before.text.rstrip().endswith(":"):
            continue
        quantities = read_quantities(before.text, VIETNAMESE)
        counts = [
            q
            for q in quantities
            if q.kind is QuantityKind.COUNT
            and _names_units(key(q.unit).replace(" ban nganh", ", ban, nganh"), sheet)
        ]
        if len(counts) != 1:
            continue
        units = len(sheet.rows_of)
        held = counts[0].value == units
        yield _held("COUNT-UNITS", block.table_id, held=held)
        if not held:
            claims[block.table_id] += 1
            yield _announced_finding(paper, sheet, counts[0], before, units)


def _announced_finding(paper: Paper, sheet: Sheet, count: Quantity, before: Paragraph, units: int) -> Finding:
    table = table_name(sheet.reading.table)
    identity = finding_id(paper, "COUNT-UNITS", sheet, [count.printed])
    return Finding(
        finding_id=identity,
        rule="COUNT-UNITS",
        level=Level.ERROR,
        table_id=sheet.reading.table.table_id,
        message=say(
            f"Câu dẫn nêu {count.printed} {count.unit}, {table.vi} có {units} đơn vị.",
            f"The lead-in announces {count.printed} units; {table.en} has {units}.",
        ),
        observed=count.printed,
        expected=str(units),
        steps=(
            say(
                f"Số đơn vị trong bảng: {units} ≠ {count.printed}",
                f"Units in the table: {units} ≠ {count.printed}",
            ),
        ),
        operands=(Operand(text=count.printed, role="doubtful", locator=before.locator),),
        cause_id=identity,
        cause=say(
            "Số đếm in nhầm, hoặc bảng thiếu dòng.", "The count is misprinted, or the table lacks a row."
        ),
        suggestion=say(f"Kiểm tra lại số {count.printed}.", f"Check the count {count.printed}."),
    )
