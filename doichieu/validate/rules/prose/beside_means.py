"""CLAIM-FIGURE: by how much a unit is above or below the mean of all, the first or the last of them, as sentences state it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from doichieu.model import Check, Claim, ColumnRole, Finding, Level, Quantity, QuantityKind, RowKind
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

_WAY = r"\b(?:(?:cao|thap|nhieu|it) hon|hon|kem|thua)\s+(?:so voi )?"
_UNIT = r"(?:(?:cac )?(?:don vi|co quan|dia phuong|huyen|tinh|xa|so|nganh|truong|benh vien) )?(?:co diem )?(?:xep |dung |o )?(?:vi tri )?(?:hang )?"
_ALL = r"(?: chung| (?:cua )?(?:toan|ca) [a-z]+| cua [^\d.;,]{0,40})?"
_BESIDE = re.compile(
    rf"{_WAY}(?:(?:muc |diem |gia tri |ket qua |so )*(?P<mean>trung binh|binh quan)"
    rf"|{_UNIT}(?:(?P<first>dan dau|(?:dung |xep )?dau|(?:thu )?nhat|cao nhat|thu 1|so 1)|(?P<last>cuoi(?: cung| bang)?|thap nhat)))"
    rf"{_ALL}(?:\s+(?:la|den|toi|co))?\s+(?=\d)"
)
Reference = Callable[[Sequence[Decimal]], Decimal]
_REFERENCES: Mapping[str, Reference] = {
    "mean": lambda values: sum(values, Decimal(0)) / len(values),
    "first": max,
    "last": min,
}
_SUMMARIES = frozenset({RowKind.TOTAL, RowKind.AVERAGE})
_FEWEST = 4


def check_beside_means(paper: Paper, conventions: Conventions, style: Style) -> Iterator[Check | Finding]:
    """Check how far sentences put a unit above or below the mean of all, the first or the last.

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
        yield from _compare(
            paper, claim, quantity, named[-1], _REFERENCES[match.lastgroup or "mean"], measures, style
        )


def _compare(
    paper: Paper,
    claim: Claim,
    quantity: Quantity,
    one: Named,
    reference: Reference,
    measures: list[Measure],
    style: Style,
) -> Iterator[Check | Finding]:
    gaps = [
        (measure, gap)
        for measure in measures
        if one.subject in measure.sheet.unique
        for gap in _gaps(measure, one.subject, reference)
    ]
    # a mean may have been rounded before it was taken off; what two units have is exact
    slack = quantum(quantity.places) if reference is _REFERENCES["mean"] else Decimal(0)
    if any(abs(to_places(gap, quantity.places) - quantity.value) <= slack for _, gap in gaps):
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
        [
            say(
                f"{paper.text(place)} ↔ {style.show(to_places(reference(_values(measure)), quantity.places))}: {right}"
            )
        ],
    )


def _values(measure: Measure) -> list[Decimal]:
    return [
        value
        for row in units_of(measure.sheet)
        if (value := measure.sheet.value(row.index, measure.column)) is not None
    ]


def _gaps(measure: Measure, subject: str, reference: Reference) -> Iterator[Decimal]:
    """How far the figure of a unit is from what it is held against; the rate of all together is called their mean too."""
    sheet = measure.sheet
    value = sheet.value(sheet.unique[subject], measure.column)
    if value is None:
        return
    whole = [
        own
        for row in sheet.reading.rows
        if row.kind in _SUMMARIES and (own := sheet.value(row.index, measure.column)) is not None
    ]
    ratio = sheet.reading.columns[measure.column].role is ColumnRole.RATIO
    if reference is _REFERENCES["mean"] and ratio and whole:
        yield abs(value - whole[0])
    else:
        yield abs(value - reference(_values(measure)))
