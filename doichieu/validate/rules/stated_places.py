"""CLAIM-RANK, CLAIM-FIGURE and CLAIM-MOVE: places and figures that sentences state of an agency."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from doichieu.model import Check, Claim, ColumnRole, Finding, Level, Quantity, QuantityKind
from doichieu.normalize.text import fold
from doichieu.validate.paper import AMOUNTS, Paper, Place
from doichieu.validate.rounding import Rounding, to_places
from doichieu.validate.rules.measures import is_about
from doichieu.validate.rules.stated import statement, years_named
from doichieu.validate.rules.stated_figures import own_year, stated_finding, value_at, with_owner
from doichieu.validate.rules.stated_moves import check_move
from doichieu.validate.rules.subjects import Named, Subjects, rows_of, subject_of, subjects_of
from doichieu.validate.slips import is_typing_slip

_FIGURES = (QuantityKind.SCORE, QuantityKind.PERCENT)
_AMOUNTS = (*sorted(AMOUNTS - {ColumnRole.MAXIMUM}), ColumnRole.RATIO)
# Rankings that are not the paper's, bounds and differences.
_ELSEWHERE = re.compile(
    r"\b(ca nuoc|toan quoc|khu vuc|vung|cum|trong nhom|trong khoi|quoc gia|nam truoc|giai doan)\b"
)
# What a move is counted from is no other ranking.
_COMPARED = re.compile(r"\bso voi (?:ket qua |nam |cung ky )*nam truoc\b")
_NOT_OWN = re.compile(
    r"\b(toi da|diem chuan|thang diem|cong|tru|thuong|mat|hon|kem|cach|chenh|thieu|tu|tren|duoi|den|khong qua|moi)\s*$"
)
_FROM = re.compile(r"\btu(?: vi tri)?(?: thu)?\s*$")
# Scores of something the tables may leave out.
_PARTLY = re.compile(
    r"\b(tu cham|tu danh gia|linh vuc|tieu chi|noi dung|tru cot|thanh phan|trung binh|binh quan)\b"
)
_CLOSE = Decimal("0.05")
_FIRST = re.compile(
    r"\b(?:dan dau|dung dau|cao nhat|xep thu nhat|dung thu nhat|vi tri thu nhat)\s+(?:la|thuoc ve)\s*:?\s*$"
)
_END = re.compile(
    r"\b(?:dan dau|dung dau|cao nhat|thap nhat|xep cuoi|dung cuoi|cuoi cung|cuoi bang)\s+(?:la|thuoc ve)\s*:?\s*$"
)


def check_stated_places(paper: Paper) -> Iterator[Check | Finding]:
    """Check ranks, figures and places won or lost that sentences state of an agency of the tables.

    A figure that no table prints for the agency is a finding only where a slip of the pen explains it, or
    where it is another agency's; else it may be of something that the tables leave out.

    Args:
        paper: The paper.

    Yields:
        A check a statement, and a finding for each that no table bears out.
    """
    kinds = {QuantityKind.RANK, QuantityKind.MOVE, *_FIGURES}
    claims = [c for c in paper.decision.claims if any(q.kind in kinds for q in c.quantities)]
    subjects = subjects_of(paper) if claims else Subjects({}, None)
    for claim in claims:
        named = subjects.named_in(claim.sentence)
        if _ELSEWHERE.search(_COMPARED.sub(" ", fold(claim.sentence))) or years_named(claim.sentence) - {
            str(own_year(paper))
        }:
            continue
        yield from _leaders(paper, claim, named)
        for quantity in claim.quantities if named else ():
            subject = subject_of(claim, quantity, named) if quantity.kind in kinds else None
            if subject is None:
                continue
            if quantity.kind is QuantityKind.RANK:
                yield from _rank(paper, claim, quantity, subject)
            elif quantity.kind is QuantityKind.MOVE:
                yield from check_move(paper, claim, quantity, subject)
            else:
                yield from _figure(paper, claim, quantity, subject)


def _leaders(paper: Paper, claim: Claim, named: Sequence[Named]) -> Iterator[Check | Finding]:
    """The agency that "dẫn đầu là" leads to has the first place in some table."""
    for one in named:
        places = list(_ranks_of(paper, one.subject))
        if not places or not _FIRST.search(fold(claim.sentence[: one.span[0]])):
            continue
        held = any(value_at(paper, place) == 1 for place in places)
        yield statement("CLAIM-RANK", held=held)
        if not held:
            first = Quantity(
                kind=QuantityKind.RANK,
                value=Decimal(1),
                printed="dẫn đầu",
                span=one.span,
            )
            yield stated_finding(paper, "CLAIM-RANK", Level.WARNING, claim, first, places)


def _ranks_of(paper: Paper, subject: str) -> Iterator[Place]:
    """The cells of rank columns of the paper's year in the rows of an agency."""
    year = own_year(paper)
    for row in rows_of(paper, subject):
        for column in paper.sheets[row.sheet].columns(ColumnRole.RANK):
            place = Place(row.sheet, row.row, column.index)
            if column.period in {None, year} and paper.number(place) is not None:
                yield place


def _rank(paper: Paper, claim: Claim, quantity: Quantity, subject: Named) -> Iterator[Check | Finding]:
    """A rank is one of those that the tables give the agency; "từ hạng 6 lên hạng 5" begins with another."""
    if _FROM.search(fold(claim.sentence[: quantity.span[0]])):
        return
    places = [
        place
        for place in _ranks_of(paper, subject.subject)
        if quantity.whole in {None, Decimal(len(paper.sheets[place.sheet].rows_of))}
    ]
    if not places:
        return
    held = any(value_at(paper, place) == quantity.value for place in places)
    yield statement("CLAIM-RANK", held=held)
    if not held:
        yield stated_finding(paper, "CLAIM-RANK", Level.WARNING, claim, quantity, places)


def _figure(paper: Paper, claim: Claim, quantity: Quantity, subject: Named) -> Iterator[Check | Finding]:
    """A score or percentage is one that the tables print for the agency."""
    between = fold(claim.sentence[min(subject.span[1], quantity.span[0]) : quantity.span[0]])
    if _NOT_OWN.search(between):
        return
    places = [
        Place(row.sheet, row.row, column.index)
        for row in rows_of(paper, subject.subject)
        for column in paper.sheets[row.sheet].columns(*_AMOUNTS)
        if paper.number(Place(row.sheet, row.row, column.index)) is not None
    ]
    if any(_same(paper, place, quantity) for place in places):
        yield statement("CLAIM-FIGURE")
        return
    likely = list(_of_kind(paper, places, quantity))
    totals = likely or places
    meant = (
        [place for place in totals if _is_slip(paper, place, quantity)]
        if quantity.places or quantity.value >= 100
        else []
    )
    others = [place for place in totals if _anothers(paper, place, quantity)]
    # "với 75,34 điểm" of who has 74,35: no slip of the pen, and still of the one total the agency has.
    near = [
        place
        for place in likely
        if _is_near(paper, place, quantity) or _is_end(paper, claim, place, subject, quantity)
    ]
    if not (meant or others) and (len(near) != 1 or _PARTLY.search(fold(claim.sentence))):
        return
    level = Level.ERROR if meant or others else Level.WARNING
    place = (meant or others or near)[0]
    yield statement("CLAIM-FIGURE", held=False)
    finding = stated_finding(paper, "CLAIM-FIGURE", level, claim, quantity, [place])
    owner = _owner(paper, place, quantity) if not meant and others else None
    yield finding if owner is None else with_owner(paper, finding, claim, quantity, subject, owner)


def _of_kind(paper: Paper, places: Sequence[Place], quantity: Quantity) -> Iterator[Place]:
    """The cells that a figure without further words is taken from: percentages, or what the table ranks by."""
    for place in places:
        role = paper.column(place).role
        if quantity.kind is QuantityKind.PERCENT:
            if role is ColumnRole.RATIO:
                yield place
        elif role is ColumnRole.TOTAL or (role is not ColumnRole.RATIO and _is_only_amount(paper, place)):
            yield place


def _is_only_amount(paper: Paper, place: Place) -> bool:
    amounts = paper.sheets[place.sheet].columns(*(AMOUNTS - {ColumnRole.MAXIMUM}))
    return len(amounts) == 1


def _same(paper: Paper, place: Place, quantity: Quantity) -> bool:
    number = paper.number(place)
    places = min(number.places, quantity.places) if number else 0
    return number is not None and any(
        to_places(number.value, places, mode) == to_places(quantity.value, places, mode) for mode in Rounding
    )


def _is_slip(paper: Paper, place: Place, quantity: Quantity) -> bool:
    """Whether the figure is that of a cell but for one slip of the pen."""
    unit = quantity.kind is QuantityKind.PERCENT
    ratio = paper.column(place).role is ColumnRole.RATIO
    return unit == ratio and is_typing_slip(quantity.value, value_at(paper, place))


def _is_near(paper: Paper, place: Place, quantity: Quantity) -> bool:
    """Whether the figure, with decimals, is a score close to a total."""
    total = value_at(paper, place)
    return (
        quantity.kind is QuantityKind.SCORE
        and bool(quantity.places)
        and abs(total - quantity.value) <= _CLOSE * total
    )


def _is_end(paper: Paper, claim: Claim, place: Place, subject: Named, quantity: Quantity) -> bool:
    """Whether the sentence says no more than that the agency leads or closes, and in the cell's column it does."""
    before = claim.sentence[: subject.span[0]]
    sheet = paper.sheets[place.sheet]
    values = [value for row in sheet.data if (value := sheet.value(row.index, place.col)) is not None]
    return (
        quantity.places == sheet.places(place.col)
        and value_at(paper, place) in (min(values), max(values))
        and bool(_END.search(fold(before)))
        and is_about(paper, sheet, place.col, before)
    )


def _owner(paper: Paper, place: Place, quantity: Quantity) -> Place | None:
    """The cell of the one agency that a figure belongs to; None where several have it."""
    sheet = paper.sheets[place.sheet]
    rows = [row.index for row in sheet.data if sheet.value(row.index, place.col) == quantity.value]
    return sheet.place(rows[0], place.col) if len(rows) == 1 else None


def _anothers(paper: Paper, place: Place, quantity: Quantity) -> bool:
    """Whether the column of a cell prints the figure, with its decimals, for another agency."""
    if not quantity.places or (quantity.kind is QuantityKind.PERCENT) != (
        paper.column(place).role is ColumnRole.RATIO
    ):
        return False
    sheet = paper.sheets[place.sheet]
    return any(sheet.value(row.index, place.col) == quantity.value for row in sheet.data)
