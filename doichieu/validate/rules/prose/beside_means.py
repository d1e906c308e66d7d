"""CLAIM-FIGURE: by how much a unit is above or below the mean, as sentences state it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from doichieu.model import Check, Claim, Finding, Level, Quantity, QuantityKind
from doichieu.normalize.text import fold_in_place
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.paper import Paper
from doichieu.validate.rounding import quantum, to_places
from doichieu.validate.rules.prose.meant import clause_is_open
from doichieu.validate.rules.prose.measures import Measure, measures_of
from doichieu.validate.rules.prose.stated_figures import stated_finding
from doichieu.validate.rules.prose.subjects import Named, subjects_of
from doichieu.validate.rules.prose.tally_values import units_of
from doichieu.validate.rules.stated import statement
from doichieu.validate.wording import Style, say

_BESIDE = re.compile(
    r"\b(?P<way>cao|thap|nhieu|it) hon\s+(?:so voi )?(?:muc |diem |gia tri |ket qua )*(?:trung binh|binh quan)"
    r"(?: chung)?(?: cua [^\d.;,]{0,40})?(?:\s+(?:la|den|toi))?\s+(?=\d)"
)
_FEWEST = 4


def check_beside_means(paper: Paper, conventions: Conventions, style: Style) -> Iterator[Check | Finding]:
    """Check how far sentences put a unit above or below the mean of all.

    Args:
        paper: The paper.
        conventions: What was inferred; what the ranks follow.
        style: How the paper prints figures.

    Yields:
        A check each that some column bears out or that the one column meant contradicts, and a finding for the latter.
    """
    measures: list[Measure] | None = None
    for claim in paper.decision.claims:
        match = _BESIDE.search(fold_in_place(claim.sentence))
        if match is None or not clause_is_open(paper, claim):
            continue
        quantity = next((q for q in claim.quantities if q.span[0] == match.end()), None)
        named = [one for one in subjects_of(paper).named_in(claim.sentence) if one.span[1] <= match.start()]
        if quantity is None or not named or quantity.kind not in {QuantityKind.SCORE, QuantityKind.PERCENT}:
            continue
        measures = measures_of(paper, conventions, _FEWEST) if measures is None else measures
        yield from _compare(paper, claim, quantity, named[-1], measures, style)


def _compare(
    paper: Paper, claim: Claim, quantity: Quantity, one: Named, measures: list[Measure], style: Style
) -> Iterator[Check | Finding]:
    gaps = [
        (measure, gap)
        for measure in measures
        if one.subject in measure.sheet.unique and (gap := _gap(measure, one.subject)) is not None
    ]
    if any(abs(gap - quantity.value) <= quantum(quantity.places) for _, gap in gaps):
        yield statement("CLAIM-FIGURE")
        return
    percent = quantity.kind is QuantityKind.PERCENT
    main = [(measure, gap) for measure, gap in gaps if measure.main and measure.fits(percent=percent)]
    if len(main) != 1:
        return
    measure, gap = main[0]
    sheet = measure.sheet
    place = sheet.place(sheet.unique[one.subject], measure.column)
    right = style.beside(quantity.printed).show(to_places(gap, quantity.places), places=quantity.places)
    yield statement("CLAIM-FIGURE", sheet.reading.table.table_id, held=False)
    yield stated_finding(
        paper,
        "CLAIM-FIGURE",
        Level.WARNING,
        claim,
        quantity,
        [place],
        right,
        [say(f"{paper.text(place)} ↔ {style.show(to_places(_mean(measure), quantity.places))}: {right}")],
    )


def _mean(measure: Measure) -> Decimal:
    values = [
        value
        for row in units_of(measure.sheet)
        if (value := measure.sheet.value(row.index, measure.column)) is not None
    ]
    return sum(values, Decimal(0)) / len(values)


def _gap(measure: Measure, subject: str) -> Decimal | None:
    value = measure.sheet.value(measure.sheet.unique[subject], measure.column)
    return None if value is None else abs(value - _mean(measure))
