"""CLAIM-RANK, CLAIM-FIGURE and CLAIM-MOVE: places and figures that sentences state of an agency."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from doichieu.model import Check, Claim, ColumnRole, Finding, Level, Quantity, QuantityKind
from doichieu.normalize.numbers import read_number
from doichieu.normalize.text import fold, key, words
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.paper import Paper, Place
from doichieu.validate.rules.prose.listed_figures import Listed, cell_of_list, figures_of
from doichieu.validate.rules.prose.meant import COMPARED, leaf_of, ranks_otherwise, without_nation
from doichieu.validate.rules.prose.measures import measures_of
from doichieu.validate.rules.prose.stated_cells import (
    cells_meant,
    cells_named,
    is_anothers,
    is_end,
    is_near,
    is_same,
    is_slip_of,
    owner_of,
)
from doichieu.validate.rules.prose.stated_figures import own_year, stated_finding, value_at, with_owner
from doichieu.validate.rules.prose.stated_gaps import check_gaps, stated_gaps
from doichieu.validate.rules.prose.stated_moves import check_move
from doichieu.validate.rules.prose.subjects import (
    NOBODY,
    Named,
    beside_names,
    rows_of,
    subject_of,
    subjects_of,
)
from doichieu.validate.rules.prose.years_led import years_of
from doichieu.validate.rules.stated import statement, year_beside, years_named
from doichieu.validate.wording import Style

_FIGURES = (QuantityKind.SCORE, QuantityKind.PERCENT)
_POINTS = re.compile(r"\s*điểm\b", re.IGNORECASE)
# Rankings that are not the paper's, bounds and differences.
_ELSEWHERE = re.compile(
    r"\b(ca nuoc|toan quoc|khu vuc|vung|cum|trong nhom|trong khoi|quoc gia|nam truoc|giai doan)\b"
)
_NOT_OWN = re.compile(
    r"\b(toi da|diem chuan|thang diem|cong|tru|thuong|mat|hon|kem|cach|chenh|thieu|tu|tren|duoi|den|khong qua|moi)\s*$"
)
_ASIDE = re.compile(r"\s?\((?P<value>\d{1,3}[.,]\d{1,4})\)")
_FROM = re.compile(r"\btu(?: vi tri)?(?: thu)?\s*$")
# Scores of something the tables may leave out.
_PARTLY = re.compile(
    r"\b(tu cham|tu danh gia|linh vuc|tieu chi|noi dung|tru cot|thanh phan|trung binh|binh quan)\b"
)
_HUNDRED = 100


def check_stated_places(paper: Paper, conventions: Conventions, style: Style) -> Iterator[Check | Finding]:
    """Check ranks, figures and places won or lost that sentences state of an agency of the tables.

    A figure that no table prints for the agency is a finding only where a slip of the pen explains it, where it is
    another agency's, or where one column prints all other figures of the sentence; else it may be of something that
    the tables leave out.

    Args:
        paper: The paper.
        conventions: What was inferred; what the ranks follow.
        style: How the paper prints figures.

    Yields:
        A check a statement, and a finding for each that no table bears out.
    """
    ranked = {
        (index, fit.convention.score) for (index, _), fit in conventions.rankings.items() if fit is not None
    }
    kinds = {QuantityKind.RANK, QuantityKind.MOVE, QuantityKind.OUT_OF, *_FIGURES}
    claims = [
        claim
        for claim in paper.decision.claims
        if any(_as_score(claim, quantity).kind in kinds for quantity in claim.quantities)
    ]
    subjects = subjects_of(paper) if claims else NOBODY
    for claim in claims:
        named = subjects.named_in(claim.sentence)
        said = COMPARED.sub(" ", without_nation(paper, beside_names(paper, claim.sentence)))
        if _ELSEWHERE.search(said) or years_of(paper, claim) - {str(own_year(paper))}:
            continue
        if ranks_otherwise(paper, claim):
            continue
        gaps = list(stated_gaps(claim, named))
        if gaps:
            yield from check_gaps(paper, claim, gaps, measures_of(paper, conventions, 2), style)
        compared = {gap.quantity.span for gap in gaps}
        stated = [
            Listed(subject, quantity)
            for quantity in (map(partial(_as_score, claim), claim.quantities) if named else ())
            if quantity.kind in kinds
            and quantity.span not in compared
            and (subject := subject_of(claim, quantity, named)) is not None
        ]
        stated += [Listed(one, score) for one in named if (score := _beside(claim, one)) is not None]
        for one in stated:
            if one.quantity.kind is QuantityKind.RANK:
                yield from _rank(paper, claim, one.quantity, one.subject)
            elif one.quantity.kind is QuantityKind.MOVE:
                yield from check_move(paper, claim, one.quantity, one.subject)
            elif one.quantity.kind is QuantityKind.OUT_OF:
                yield from _fraction(paper, claim, one)
            else:
                alike = [other for other in stated if other.quantity.kind is one.quantity.kind]
                yield from _figure(paper, claim, one, alike, ranked)


def _as_score(claim: Claim, quantity: Quantity) -> Quantity:
    """A quantity, "13,5/25 điểm" as the score that it is."""
    if quantity.kind is QuantityKind.OUT_OF and _POINTS.match(claim.sentence[quantity.span[1] :]):
        return replace(quantity, kind=QuantityKind.SCORE, whole=None)
    return quantity


def _beside(claim: Claim, named: Named) -> Quantity | None:
    """The score without a unit that stands alone in brackets behind an agency: "Sở Y tế (90,11)"."""
    match = _ASIDE.match(claim.sentence, named.span[1])
    number = read_number(match["value"]) if match else None
    if match is None or number is None:
        return None
    return Quantity(
        kind=QuantityKind.SCORE,
        value=number.value,
        places=number.places,
        printed=match["value"],
        span=match.span("value"),
    )


def _ranks_of(paper: Paper, subject: str, year: int | None) -> Iterator[Place]:
    """The cells of rank columns of a year in the rows of an agency."""
    years = {None, year} if year == own_year(paper) else {year}
    for row in rows_of(paper, subject):
        for column in paper.sheets[row.sheet].columns(ColumnRole.RANK):
            place = Place(row.sheet, row.row, column.index)
            if column.period in years and paper.number(place) is not None:
                yield place


def _rank(paper: Paper, claim: Claim, quantity: Quantity, subject: Named) -> Iterator[Check | Finding]:
    """A rank is one of those that the tables give the agency; "từ hạng 6 lên hạng 5" begins with another."""
    if _FROM.search(fold(claim.sentence[: quantity.span[0]])):
        return
    year = year_beside(claim, quantity, own_year(paper))
    earlier = years_named(claim.sentence, compared=True) - years_named(claim.sentence)
    places = [
        place
        for place in _ranks_of(paper, subject.subject, year)
        if quantity.whole in {None, Decimal(len(paper.sheets[place.sheet].rows_of))}
        # a column of the year that the sentence compares with is not of the year it states
        and (year != own_year(paper) or str(paper.column(place).period) not in earlier)
    ]
    if not places:
        return
    held = any(value_at(paper, place) == quantity.value for place in places)
    yield statement("CLAIM-RANK", held=held)
    if not held:
        yield stated_finding(paper, "CLAIM-RANK", Level.WARNING, claim, quantity, places)


def _fraction(paper: Paper, claim: Claim, one: Listed) -> Iterator[Check | Finding]:
    """A count is the one that the agency has in the column of that name and maximum: "Xã A đạt 15/19 tiêu chí"."""
    noun = " ".join(words(claim.sentence[one.quantity.span[1] :])[:2])
    places = [
        place
        for place in figures_of(paper, one.subject.subject)
        if paper.column(place).maximum == one.quantity.whole
        and f" {noun} " in f" {key(paper.column(place).header)} "
    ]
    if len(places) == 1 and not _NOT_OWN.search(fold(claim.sentence[: one.quantity.span[0]])):
        held = is_same(paper, places[0], one.quantity)
        yield statement("CLAIM-FIGURE", held=held)
        if not held:
            yield stated_finding(paper, "CLAIM-FIGURE", Level.ERROR, claim, one.quantity, places)


def _is_of_size(paper: Paper, place: Place, quantity: Quantity) -> bool:
    """Whether a figure is neither twice nor half of a cell's."""
    return abs(quantity.value) < 2 * abs(value_at(paper, place)) < 4 * abs(quantity.value)


def _is_alone(paper: Paper, likely: Sequence[Place]) -> bool:
    """Whether one figure of three digits is all that a sentence can be of; two digits tell little of it."""
    return len(likely) == 1 and value_at(paper, likely[0]) >= _HUNDRED


def _figure(
    paper: Paper, claim: Claim, one: Listed, alike: Sequence[Listed], ranked: Collection[tuple[int, int]]
) -> Iterator[Check | Finding]:
    """A score or percentage is one that the tables print for the agency."""
    subject, quantity = one
    led = subject.span[1] <= quantity.span[0]
    between = fold(claim.sentence[subject.span[1] if led else 0 : quantity.span[0]])
    if _NOT_OWN.search(between):
        return
    places = list(figures_of(paper, subject.subject))
    own = replace(claim, sentence=claim.sentence[: quantity.span[1]])
    criterion = cells_named(paper, claim, places, quantity) if len(alike) == 1 else []
    criterion = criterion or [
        place
        for place in cells_named(paper, own, places, quantity)
        if f" {leaf_of(paper.column(place))} " in f" {key(between)} "
    ]
    if criterion:
        held = any(is_same(paper, place, quantity) for place in criterion)
        yield statement("CLAIM-FIGURE", held=held)
        if not held:
            yield stated_finding(paper, "CLAIM-FIGURE", Level.ERROR, claim, quantity, criterion[:1])
        return
    if any(is_same(paper, place, quantity) for place in places):
        yield statement("CLAIM-FIGURE")
        return
    likely = list(cells_meant(paper, places, quantity, ranked))
    totals = likely if quantity.kind is QuantityKind.PERCENT else likely or places
    meant = (
        [place for place in totals if is_slip_of(paper, place, quantity)]
        if quantity.places or quantity.value >= _HUNDRED or _is_alone(paper, likely)
        else []
    )
    others = [place for place in totals if is_anothers(paper, place, quantity)]
    # "với 75,34 điểm" of who has 74,35: no slip of the pen, and still of the one total the agency has.
    near = [
        place
        for place in likely
        if is_near(paper, place, quantity) or is_end(paper, claim, place, subject, quantity)
    ]
    partly = _PARTLY.search(fold(claim.sentence))
    if len(near) != 1 or partly:
        near = []
    # A part that the tables leave out has points of another size: a digit of which makes a total's is chance.
    meant = [place for place in meant if not partly or _is_of_size(paper, place, quantity)]
    if not (meant or others or near) and (cell := cell_of_list(paper, alike, one)) is not None:
        near = [cell]
    if not (meant or others or near):
        return
    level = Level.ERROR if meant or others else Level.WARNING
    place = (meant or others or near)[0]
    yield statement("CLAIM-FIGURE", held=False)
    finding = stated_finding(paper, "CLAIM-FIGURE", level, claim, quantity, [place])
    owner = owner_of(paper, place, quantity) if not meant and others else None
    yield finding if owner is None else with_owner(paper, finding, claim, quantity, subject, owner)
