"""CLAIM-RANK, CLAIM-FIGURE and CLAIM-MOVE: places and figures that sentences state of an agency."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from doichieu.model import Bilingual, Check, Claim, Column, ColumnRole, Finding, Level, Quantity, QuantityKind
from doichieu.normalize.text import fold, key
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.paper import AMOUNTS, Paper, Place
from doichieu.validate.rounding import Rounding, to_places
from doichieu.validate.rules.stated import claim_operand, statement, text_finding
from doichieu.validate.rules.subjects import Named, Subjects, rows_of, subject_of, subjects_of
from doichieu.validate.slips import is_typing_slip
from doichieu.validate.wording import row_name, say, table_name

_FIGURES = (QuantityKind.SCORE, QuantityKind.PERCENT)
_AMOUNTS = (*sorted(AMOUNTS - {ColumnRole.MAXIMUM}), ColumnRole.RATIO)
_PLACES = frozenset({"bậc", "hạng", "vị trí"})
_COMPARED = re.compile(r"\bso voi(?: cung ky)?(?: ket qua)?(?: cua)? nam \d{4}|\(nam \d{4}[^()]*\)")
_YEAR = re.compile(r"\bnam ((?:19|20)\d{2})\b")
# Rankings that are not the paper's, bounds and differences.
_ELSEWHERE = re.compile(
    r"\b(ca nuoc|toan quoc|khu vuc|vung|cum|trong nhom|trong khoi|quoc gia|nam truoc|giai doan)\b"
)
_NOT_OWN = re.compile(
    r"\b(toi da|diem chuan|thang diem|cong|tru|thuong|mat|hon|kem|cach|chenh|thieu|tu|tren|duoi|den|khong qua|moi)\s*$"
)
_FIRST = re.compile(
    r"\b(?:dan dau|dung dau|cao nhat|xep thu nhat|dung thu nhat|vi tri thu nhat)\s+(?:la|thuoc ve)\s*:?\s*$"
)


def check_stated_places(paper: Paper, conventions: Conventions) -> Iterator[Check | Finding]:
    """Check ranks, figures and places won or lost that sentences state of an agency of the tables.

    A figure that no table prints for the agency is a finding only where a slip of the pen explains it, or
    where it is another agency's; else it may be of something that the tables leave out.

    Args:
        paper: The paper.
        conventions: Which rank columns are of the paper's year and which of earlier ones.

    Yields:
        A check a statement, and a finding for each that no table bears out.
    """
    kinds = {QuantityKind.RANK, QuantityKind.MOVE, *_FIGURES}
    claims = [c for c in paper.decision.claims if any(q.kind in kinds for q in c.quantities)]
    subjects = subjects_of(paper) if claims else Subjects({}, None)
    for claim in claims:
        named = subjects.named_in(claim.sentence)
        if _ELSEWHERE.search(fold(claim.sentence)) or _years(claim) - _own_years(paper):
            continue
        yield from _leaders(paper, conventions, claim, named)
        for quantity in claim.quantities if named else ():
            subject = subject_of(claim, quantity, named) if quantity.kind in kinds else None
            if subject is None:
                continue
            if quantity.kind is QuantityKind.RANK:
                yield from _rank(paper, conventions, claim, quantity, subject)
            elif quantity.kind is QuantityKind.MOVE:
                yield from _move(paper, conventions, claim, quantity, subject)
            else:
                yield from _figure(paper, claim, quantity, subject)


def _leaders(
    paper: Paper, conventions: Conventions, claim: Claim, named: Sequence[Named]
) -> Iterator[Check | Finding]:
    """The agency that "dẫn đầu là" leads to has the first place in some table."""
    for one in named:
        places = list(_ranks_of(paper, conventions, one.subject))
        if not places or not _FIRST.search(fold(claim.sentence[: one.span[0]])):
            continue
        held = any(_value(paper, place) == 1 for place in places)
        yield statement("CLAIM-RANK", held=held)
        if not held:
            first = Quantity(
                kind=QuantityKind.RANK,
                value=Decimal(1),
                printed="dẫn đầu",
                span=one.span,
            )
            yield _finding(paper, "CLAIM-RANK", Level.WARNING, claim, first, places)


def _ranks_of(paper: Paper, conventions: Conventions, subject: str) -> Iterator[Place]:
    """The cells of rank columns of the paper's year in the rows of an agency."""
    for row in rows_of(paper, subject):
        for column in paper.sheets[row.sheet].columns(ColumnRole.RANK):
            place = Place(row.sheet, row.row, column.index)
            if (row.sheet, column.index) in conventions.rankings and paper.number(place) is not None:
                yield place


def _rank(
    paper: Paper, conventions: Conventions, claim: Claim, quantity: Quantity, subject: Named
) -> Iterator[Check | Finding]:
    """A rank is one of those that the tables give the agency."""
    places = [
        place
        for place in _ranks_of(paper, conventions, subject.subject)
        if quantity.whole in {None, Decimal(len(paper.sheets[place.sheet].rows_of))}
    ]
    if not places:
        return
    held = any(_value(paper, place) == quantity.value for place in places)
    yield statement("CLAIM-RANK", held=held)
    if not held:
        yield _finding(paper, "CLAIM-RANK", Level.WARNING, claim, quantity, places)


def _move(
    paper: Paper, conventions: Conventions, claim: Claim, quantity: Quantity, subject: Named
) -> Iterator[Check | Finding]:
    """Places or points won are the difference of two columns of one table."""
    pairs = [
        (Place(row.sheet, row.row, now.index), Place(row.sheet, row.row, then.index))
        for row in rows_of(paper, subject.subject)
        for now, then in _two_years(paper, conventions, row.sheet, quantity)
        if not (years := _years(claim, compared=True) - {str(now.period)}) or str(then.period) in years
    ]
    pairs = [pair for pair in pairs if all(paper.number(place) is not None for place in pair)]
    if not pairs:
        return
    sign = -1 if quantity.unit in _PLACES else 1
    held = any(
        to_places(sign * (_value(paper, now) - _value(paper, then)), quantity.places) == quantity.value
        for now, then in pairs
    )
    yield statement("CLAIM-MOVE", held=held)
    if not held:
        now, then = pairs[0]
        change = sign * (_value(paper, now) - _value(paper, then))
        steps = [say(f"{paper.text(then)} → {paper.text(now)}: {change:+} ≠ {quantity.value:+}")]
        yield _finding(paper, "CLAIM-MOVE", Level.WARNING, claim, quantity, [now, then], f"{change:+}", steps)


def _two_years(
    paper: Paper, conventions: Conventions, sheet: int, quantity: Quantity
) -> Iterator[tuple[Column, Column]]:
    """Columns of one table that print the same of two years, the later first."""
    if quantity.unit in _PLACES:
        ranks = paper.sheets[sheet].columns(ColumnRole.RANK)
        now = [column for column in ranks if (sheet, column.index) in conventions.rankings]
        then = [column for column in ranks if (sheet, column.index) in conventions.prior_ranks]
        yield from ((one, two) for one in now for two in then)
        return
    amounts = paper.sheets[sheet].columns(*_AMOUNTS) if quantity.unit == "điểm" else []
    for one in amounts:
        for two in amounts:
            alike = one.role is two.role and key(one.indicator) == key(two.indicator)
            if alike and one.period and two.period and one.period > two.period:
                yield one, two


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
    totals = [p for p in places if paper.column(p).role in {ColumnRole.TOTAL, ColumnRole.RATIO}] or places
    meant = (
        [place for place in totals if _is_slip(paper, place, quantity)]
        if quantity.places or quantity.value >= 100
        else []
    )
    others = [place for place in totals if _anothers(paper, place, quantity)]
    if not (meant or others):
        return
    yield statement("CLAIM-FIGURE", held=False)
    yield _finding(paper, "CLAIM-FIGURE", Level.ERROR, claim, quantity, (meant or others)[:1])


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
    return unit == ratio and is_typing_slip(quantity.value, _value(paper, place))


def _anothers(paper: Paper, place: Place, quantity: Quantity) -> bool:
    """Whether the column of a cell prints the figure, with its decimals, for another agency."""
    if not quantity.places or (quantity.kind is QuantityKind.PERCENT) != (
        paper.column(place).role is ColumnRole.RATIO
    ):
        return False
    sheet = paper.sheets[place.sheet]
    return any(sheet.value(row.index, place.col) == quantity.value for row in sheet.data)


def _value(paper: Paper, place: Place) -> Decimal:
    number = paper.number(place)
    return number.value if number else Decimal(0)


def _years(claim: Claim, *, compared: bool = False) -> set[str]:
    """Years that a sentence names, with or without those that it compares with."""
    folded = fold(claim.sentence)
    return set(_YEAR.findall(folded if compared else _COMPARED.sub(" ", folded)))


def _own_years(paper: Paper) -> set[str]:
    """Years the paper's figures are for: those of its observations' newest period."""
    periods = [observation.period for observation in paper.decision.observations if observation.period]
    return {str(max(periods))} if periods else set()


def _finding(
    paper: Paper,
    rule: str,
    level: Level,
    claim: Claim,
    quantity: Quantity,
    places: Sequence[Place],
    expected: str = "",
    steps: Sequence[Bilingual] = (),
) -> Finding:
    place = places[0]
    table = table_name(paper.sheets[place.sheet].reading.table)
    name, right = row_name(paper, place), expected or paper.text(place)
    return text_finding(
        paper,
        rule,
        level,
        [name, quantity.printed],
        say(
            f"Lời văn nêu “{quantity.printed}” của {name}, theo {table.vi} là {right}.",
            f"The text states “{quantity.printed}” of {name}; by {table.en} it is {right}.",
        ),
        observed=quantity.printed,
        expected=right,
        steps=steps,
        operands=[
            claim_operand(claim, quantity, "doubtful"),
            *(paper.operand(one, "operand") for one in places),
        ],
        cause=say("Số trong lời văn không theo bảng.", "The figure in the text does not follow the table."),
        suggestion=say(f"Kiểm tra lại “{quantity.printed}”.", f"Check “{quantity.printed}”."),
    )
