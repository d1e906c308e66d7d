"""CLAIM-MOVE: places and points won or lost, as sentences state them of an agency."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from doichieu.model import Check, Claim, Column, ColumnRole, Finding, Level, Quantity, QuantityKind
from doichieu.normalize.text import fold, key
from doichieu.validate.paper import AMOUNTS, Paper, Place
from doichieu.validate.rounding import agree, to_places
from doichieu.validate.rules.prose.stated_cells import is_same
from doichieu.validate.rules.prose.stated_figures import own_year, stated_finding, value_at
from doichieu.validate.rules.prose.subjects import Named, rows_of
from doichieu.validate.rules.stated import statement, years_named
from doichieu.validate.wording import say

_PLACES = frozenset({"bậc", "hạng", "vị trí"})
# Of an index in percent what it rose by is said in points and in percent.
_POINTS = frozenset({"điểm", "điểm phần trăm", "%"})
_SO_MUCH = re.compile(r"\s*(?:\(|, )?(?:tuong ung|tuong duong|hay|bang)?(?: voi)?(?: tang| giam)?\s*")
_AMOUNTS = (*sorted(AMOUNTS - {ColumnRole.MAXIMUM}), ColumnRole.RATIO)


def check_move(paper: Paper, claim: Claim, quantity: Quantity, subject: Named) -> Iterator[Check | Finding]:
    """Check places or points won against the difference of two columns of one table.

    Args:
        paper: The paper.
        claim: The sentence.
        quantity: The move it states.
        subject: The agency it states it of.

    Yields:
        A check where two years of the agency stand in one table, and a warning where none of them gives the move.
    """
    pairs = [
        (Place(row.sheet, row.row, now.index), Place(row.sheet, row.row, then.index))
        for row in rows_of(paper, subject.subject)
        for now, then in _two_years(paper, row.sheet, quantity)
        if not (years := years_named(claim.sentence, compared=True) - {str(now.period)})
        or str(then.period) in years
    ]
    pairs = [pair for pair in pairs if all(paper.number(place) is not None for place in pair)]
    if not pairs or _is_of_else(paper, claim, quantity, subject, pairs):
        return
    yield from _growth(paper, claim, quantity, pairs)
    sign = -1 if quantity.unit in _PLACES else 1
    held = any(
        to_places(sign * (value_at(paper, now) - value_at(paper, then)), quantity.places) == quantity.value
        or (quantity.unit == "%" and _grew(value_at(paper, now), value_at(paper, then), quantity))
        for now, then in pairs
    )
    yield statement("CLAIM-MOVE", held=held)
    if not held:
        now, then = pairs[0]
        change = sign * (value_at(paper, now) - value_at(paper, then))
        steps = [say(f"{paper.text(then)} → {paper.text(now)}: {change:+} ≠ {quantity.value:+}")]
        yield stated_finding(
            paper, "CLAIM-MOVE", Level.WARNING, claim, quantity, [now, then], f"{change:+}", steps
        )


def _is_of_else(
    paper: Paper, claim: Claim, move: Quantity, subject: Named, pairs: Sequence[tuple[Place, Place]]
) -> bool:
    """Whether the figure that a sentence says has moved is none of either year: that of a part, or of another index."""
    kinds = {QuantityKind.RANK} if move.unit in _PLACES else {QuantityKind.SCORE, QuantityKind.PERCENT}
    before = [
        one for one in claim.quantities if one.kind in kinds and subject.span[1] <= one.span[0] < move.span[0]
    ]
    return bool(before) and not any(is_same(paper, place, before[-1]) for pair in pairs for place in pair)


def _grew(now: Decimal, then: Decimal, quantity: Quantity) -> bool:
    """Whether a percentage is how much of itself the earlier figure grew by."""
    return then != 0 and agree((now - then) * 100 / then, quantity.value, quantity.places)


def _growth(
    paper: Paper, claim: Claim, move: Quantity, pairs: Sequence[tuple[Place, Place]]
) -> Iterator[Check | Finding]:
    """The percentage behind points won or lost: "tăng 2,28 điểm (2,97%)" is that of the earlier figure."""
    behind = [q for q in claim.quantities if q.kind is QuantityKind.PERCENT and q.span[0] >= move.span[1]]
    bases = [pair for pair in pairs if value_at(paper, pair[1])]
    if not behind or not bases or move.unit in _PLACES:
        return
    percent = behind[0]
    if not _SO_MUCH.fullmatch(fold(claim.sentence[move.span[1] : percent.span[0]])):
        return
    changes = [
        abs(value_at(paper, now) - value_at(paper, then)) * 100 / value_at(paper, then) for now, then in bases
    ]
    held = any(agree(change, percent.value, percent.places) for change in changes)
    yield statement("CLAIM-MOVE", held=held)
    if not held:
        right = str(to_places(changes[0], percent.places)).replace(".", ",") + "%"
        now, then = bases[0]
        steps = [say(f"{paper.text(then)} → {paper.text(now)}: {right} ≠ {percent.printed}")]
        yield stated_finding(paper, "CLAIM-MOVE", Level.WARNING, claim, percent, [now, then], right, steps)


def _two_years(paper: Paper, sheet: int, quantity: Quantity) -> Iterator[tuple[Column, Column]]:
    """Columns of one table that print the same of two years, the later first."""
    if quantity.unit in _PLACES:
        ranks = paper.sheets[sheet].columns(ColumnRole.RANK)
        year = own_year(paper) or 0
        now = [column for column in ranks if column.period in {None, year}]
        then = [column for column in ranks if column.period and column.period < year]
        yield from ((one, two) for one in now for two in then)
        return
    amounts = paper.sheets[sheet].columns(*_AMOUNTS) if quantity.unit in _POINTS else []
    if quantity.unit != "điểm":
        amounts = [one for one in amounts if one.unit == "%"]
    for one in amounts:
        for two in amounts:
            alike = one.role is two.role and key(one.indicator) == key(two.indicator)
            if alike and two.period and (one.period or own_year(paper) or 0) > two.period:
                yield one, two
