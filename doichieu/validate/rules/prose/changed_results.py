"""CLAIM-STAT and COUNT-TIER: by how much a mean, or a count of a tier, differs from that of the year before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from doichieu.model import Check, Claim, Column, ColumnRole, Finding, Level, Quantity, QuantityKind
from doichieu.normalize.numbers import read_number
from doichieu.normalize.sentences.statistics import Statistic, stated_statistics
from doichieu.normalize.text import fold_in_place, key
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.ranks.tiers import Tiering
from doichieu.validate.listings import listings_of
from doichieu.validate.paper import AMOUNTS, Paper, Place, Sheet
from doichieu.validate.rounding import quantum, to_places
from doichieu.validate.rules.prose.stated_figures import own_year
from doichieu.validate.rules.prose.tally_values import units_of
from doichieu.validate.rules.prose.tier_mentions import tier_mentions, without_other_years
from doichieu.validate.rules.stated import (
    check_again,
    claim_operand,
    sentences_with,
    statement,
    text_finding,
    years_named,
)
from doichieu.validate.wording import Style, say, table_name

_MEAN = re.compile(r"\b(?:trung binh|binh quan|mat bang)\b")
_POINTS = frozenset({"điểm", "điểm phần trăm", "%"})
# "Có 03 đơn vị xếp loại Khá, giảm 04 đơn vị so với năm 2021"
_COUNTED = re.compile(
    r",? (?:tang|giam|nhieu hon|it hon)(?: them| di)? (?P<value>\d{1,3}) (?:[a-z]+ ){1,3}?so voi (?:ket qua )?(?:cua )?nam (?:\d{4}|truoc)\b"
)
_FALLS = re.compile(r"giam|it hon")
_ROLES = (*sorted(AMOUNTS - {ColumnRole.MAXIMUM}), ColumnRole.RATIO)
_FEWEST = 3


class _Years(NamedTuple):
    """A column of a table for two years."""

    sheet: Sheet
    now: Column
    then: Column


def check_changed_results(paper: Paper, conventions: Conventions, style: Style) -> Iterator[Check | Finding]:
    """Check by how much sentences say that means, or counts of a tier, differ from those of the year before.

    Only beside a mean, or a count, that the table of the paper's own year bears out: that is the table meant.

    Args:
        paper: The paper.
        conventions: What was inferred; tiers above all.
        style: How the paper prints figures.

    Yields:
        A check a statement, and a finding for each that the columns of both years contradict.
    """
    own = own_year(paper)
    if own is None:
        return
    sheets = [
        sheet
        for sheet in listings_of(paper)
        if any(column.period == own - 1 for column in sheet.reading.columns)
    ]
    if not sheets:
        return
    earlier = {str(own - 1)}
    for claim in paper.decision.claims:
        if years_named(claim.sentence, compared=True) - {str(own)} <= earlier and _MEAN.search(
            fold_in_place(claim.sentence)
        ):
            yield from _means(paper, claim, sheets, own, style)
    for claim in sentences_with(paper, _COUNTED.search):
        if years_named(claim.sentence, compared=True) - {str(own)} <= earlier:
            yield from _tiers(paper, claim, sheets, conventions.tierings, own)


# --------------------------------------------------------------------------- means


def _means(
    paper: Paper, claim: Claim, sheets: Sequence[Sheet], own: int, style: Style
) -> Iterator[Check | Finding]:
    moves = [q for q in claim.quantities if q.kind is QuantityKind.MOVE and q.unit in _POINTS]
    stated = [one for one in stated_statistics(claim) if one.kind is Statistic.MEAN]
    if len(moves) != 1 or len(stated) != 1 or stated[0].quantity.span[0] > moves[0].span[0]:
        return
    move, mean = moves[0], stated[0]
    meant: list[tuple[_Years, Decimal, Decimal]] = []
    for pair in (pair for sheet in sheets for pair in _pairs(sheet, own)):
        now, then = _mean_of(pair.sheet, pair.now), _mean_of(pair.sheet, pair.then)
        half = (quantum(mean.number.places) + quantum(pair.sheet.places(pair.now.index))) / 2
        if now is not None and then is not None and abs(mean.number.value - now) <= half:
            meant.append((pair, now - then, then))
    if not meant:
        return
    # Means may be subtracted as they are printed or before they are rounded; in percent they may have grown by so much.
    unit = quantum(move.places)
    held = any(
        abs(move.value - change) <= unit
        or (move.unit == "%" and then and abs(move.value - change * 100 / then) <= unit)
        for _, change, then in meant
    )
    if held or move.unit != "%":
        yield statement("CLAIM-STAT", held=held)
    if not held and len(meant) == 1 and move.unit != "%":
        yield _of_mean(paper, claim, move, meant[0][0], meant[0][1], style)


def _pairs(sheet: Sheet, own: int) -> Iterator[_Years]:
    columns = sheet.columns(*_ROLES)
    now = [column for column in columns if column.period in {None, own}]
    then = [column for column in columns if column.period == own - 1]
    for one in now:
        for two in then:
            alike = one.role is two.role and key(one.indicator) == key(two.indicator)
            if alike or len(now) == len(then) == 1:
                yield _Years(sheet, one, two)


def _mean_of(sheet: Sheet, column: Column) -> Decimal | None:
    values = [value for row in units_of(sheet) if (value := sheet.value(row.index, column.index)) is not None]
    return sum(values, Decimal(0)) / len(values) if len(values) >= _FEWEST else None


def _of_mean(
    paper: Paper, claim: Claim, move: Quantity, pair: _Years, change: Decimal, style: Style
) -> Finding:
    right = style.show(to_places(change, move.places), places=move.places)
    cells = [
        place
        for column in (pair.now, pair.then)
        for row in units_of(pair.sheet)
        if paper.number(place := pair.sheet.place(row.index, column.index)) is not None
    ]
    return _finding(paper, "CLAIM-STAT", claim, move, right if change < 0 else f"+{right}", pair.sheet, cells)


# --------------------------------------------------------------------------- counts of tiers


def _tiers(
    paper: Paper, claim: Claim, sheets: Sequence[Sheet], tierings: Mapping[int, Tiering], own: int
) -> Iterator[Check | Finding]:
    masked = without_other_years(claim.sentence, own)
    folded = fold_in_place(claim.sentence)
    for match in _COUNTED.finditer(folded):
        # the nearest count before, and the tier that it is of
        before = [
            q for q in claim.quantities if q.kind is QuantityKind.COUNT and q.span[0] < match.start("value")
        ]
        printed = claim.sentence[slice(*match.span("value"))]
        number = read_number(printed)
        if not before or number is None:
            continue
        moved = Quantity(
            kind=QuantityKind.COUNT, value=number.value, printed=printed, span=match.span("value")
        )
        change = -number.value if _FALLS.search(match.group()) else number.value
        counts: list[tuple[Sheet, Decimal, list[Place]]] = []
        for sheet in sheets:
            tiering = tierings.get(sheet.index)
            then = next((c.index for c in sheet.columns(ColumnRole.TIER) if c.period == own - 1), None)
            if tiering is None or tiering.column is None or then is None:
                continue
            named = [
                one
                for one in tier_mentions(masked, claim.sentence, tiering.order)
                if one.end <= match.start("value")
            ]
            rows = [row for row, tier in tiering.tier_of.items() if named and tier == named[-1].tier]
            old = [row for row in tiering.tier_of if named and _tier(sheet, row, then) == named[-1].tier]
            beyond = named and masked[named[-1].end :].lstrip().startswith(("tro len", "tro xuong"))
            if named and not beyond and len(rows) in {q.value for q in before}:
                cells = [sheet.place(row, tiering.column) for row in rows]
                cells += [sheet.place(row, then) for row in old]
                counts.append((sheet, Decimal(len(rows) - len(old)), cells))
        if not counts:
            continue
        held = any(change == right for _, right, _ in counts)
        yield statement("COUNT-TIER", held=held)
        if not held and len(counts) == 1:
            sheet, right, cells = counts[0]
            yield _finding(paper, "COUNT-TIER", claim, moved, f"{right:+}", sheet, cells)


def _tier(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.cells.get((row, column))
    return key(cell.text) if cell is not None else ""


def _finding(
    paper: Paper,
    rule: str,
    claim: Claim,
    quantity: Quantity,
    right: str,
    sheet: Sheet,
    cells: Sequence[Place],
) -> Finding:
    table = table_name(sheet.reading.table)
    return text_finding(
        paper,
        rule,
        Level.WARNING,
        [quantity.printed, claim.sentence[:80]],
        say(
            f"Lời văn nêu “{quantity.printed}” so với năm trước; theo {table.vi} là {right}.",
            f"The text states “{quantity.printed}” since the year before; by {table.en} it is {right}.",
        ),
        observed=quantity.printed,
        expected=right,
        operands=[
            claim_operand(claim, quantity, "doubtful"),
            *(paper.operand(place, "operand") for place in cells),
        ],
        cause=say("Số trong lời văn không theo bảng.", "The figure in the text does not follow the table."),
        suggestion=check_again(quantity.printed, right),
        table=sheet,
    )
