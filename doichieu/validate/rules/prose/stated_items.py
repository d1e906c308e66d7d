"""CLAIM-FIGURE and CLAIM-RANK of criteria, fields and regions: their figures, and which is said to be best or worst."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from doichieu.model import Check, Claim, Finding, Level, Number, Quantity, QuantityKind
from doichieu.normalize.text import fold_in_place
from doichieu.validate.paper import Paper, Place
from doichieu.validate.rounding import agree, to_places
from doichieu.validate.rules.prose.items import Item, Items, ends_of, items_of
from doichieu.validate.rules.prose.meant import is_about
from doichieu.validate.rules.prose.stated_figures import own_year
from doichieu.validate.rules.prose.subjects import Named, subject_of, subjects_of
from doichieu.validate.rules.stated import (
    check_again,
    claim_operand,
    sentence_operand,
    statement,
    text_finding,
    unquoted,
    year_beside,
    years_named,
)
from doichieu.validate.slips import describe_slip, is_typing_slip
from doichieu.validate.wording import Style, say, table_name

_FIGURES = frozenset({QuantityKind.SCORE, QuantityKind.PERCENT, QuantityKind.OUT_OF})
_NEAR = Decimal("0.05")
_APART = 3
_END = r"(?P<end>cao nhat|thap nhat|tot nhat|kem nhat|dan dau|dung dau|dung cuoi|xep cuoi)"
# "Lĩnh vực có kết quả cao nhất là “A”", and "“A” có mức độ hài lòng cao nhất"
_LEADS = re.compile(
    rf"\b{_END}\b[^.;:,\d]{{0,40}}?(?:\b(?:la|thuoc ve|gom)\b\s*:?|:)\s*(?:[a-z]+ ){{0,3}}[\"“'‘]?\s*$"
)
_SAID = re.compile(rf"^[\"”'’]?\s*(?:la|co|dat|dung|o)\b[^.;,\d]{{0,60}}?\b{_END}\b")
_IN_UNIT = re.compile(r"[^.;:,\d]{0,20}?\b(?:tai|o|thuoc|la|cua)\s+[\"“'‘]?")
_LAST = frozenset({"thap nhat", "kem nhat", "dung cuoi", "xep cuoi"})
# By how much, and of whom, is another figure.
_OTHER = re.compile(
    r"\b(hon|tang|giam|so voi|tren|duoi|tu|den|toi da|toi thieu|khong qua|chenh|cach)\b[^.;,]{0,12}$"
)
_SHARED = re.compile(r"\bchiem(?: (?:ty|ti) (?:le|trong))?\s*$")
_MEAN = re.compile(r"\b(?:trung binh|binh quan)\b")
_PLACES_SAID = 2


def check_stated_items(paper: Paper, style: Style) -> Iterator[Check | Finding]:
    """Check what sentences say of the criteria, fields and regions of the tables.

    Args:
        paper: The paper.
        style: How the paper prints figures.

    Yields:
        A check a statement; a finding for a figure near to, or a slip of the pen from, the item's own, and for an item
        that no column has at the end it is said to stand at.
    """
    items = items_of(paper)
    year = str(own_year(paper))
    for claim in paper.decision.claims if items.by_name else ():
        named = items.named_in(claim.sentence)
        if not named or years_named(claim.sentence) - {year}:
            continue
        units = subjects_of(paper).named_in(claim.sentence)
        for one in named:
            if not _within(one, units):
                yield from _end(paper, items, claim, one, units)
        for quantity in claim.quantities:
            if quantity.kind in _FIGURES and year_beside(claim, quantity, own_year(paper)) == own_year(paper):
                subject = subject_of(claim, quantity, named)
                if subject is not None and not _belongs_to_unit(subject, quantity, units):
                    yield from _figure(paper, claim, quantity, items.by_name[subject.subject], style)


def _within(one: Named, units: list[Named]) -> bool:
    return any(unit.span[0] <= one.span[0] and one.span[1] <= unit.span[1] for unit in units)


def _belongs_to_unit(subject: Named, quantity: Quantity, units: list[Named]) -> bool:
    """Whether a unit is named beside a figure, which is then its own: "A đạt 8,5 điểm ở tiêu chí B"."""
    return any(unit.span[0] < quantity.span[0] for unit in units) or _within(subject, units)


# --------------------------------------------------------------------------- figures


def _figure(
    paper: Paper, claim: Claim, quantity: Quantity, item: Item, style: Style
) -> Iterator[Check | Finding]:
    folded = fold_in_place(claim.sentence)
    # "chiếm 27,8% tổng giá trị" is a share of all, which the row need not print
    shared = quantity.kind is QuantityKind.PERCENT and _SHARED.search(folded[: quantity.span[0]])
    if shared or _OTHER.search(folded[: quantity.span[0]]):
        return
    shown = [number for _, number in item.figures]
    shares = _shares(item) if quantity.kind is QuantityKind.PERCENT else []
    table_id = item.sheet.reading.table.table_id
    if any(
        _is(quantity, value, places) for value, places in [*((n.value, n.places) for n in shown), *shares]
    ):
        yield statement("CLAIM-FIGURE", table_id)
        return
    # A rate of all units together is no mean of theirs.
    if item.computed and not _MEAN.search(folded):
        return
    likely = [(place, number) for place, number in item.figures if _is_meant(quantity, number)]
    if len(likely) != 1:
        return
    yield statement("CLAIM-FIGURE", table_id, held=False)
    yield _figure_finding(paper, claim, quantity, item, likely[0], style)


def _shares(item: Item) -> list[tuple[Decimal, int]]:
    """A score in percent of its maximum, which the header states or a column beside it prints."""
    found = []
    for place, number in item.figures:
        maximum = item.sheet.reading.columns[place.col].maximum
        wholes = [maximum] if maximum else []
        wholes += [
            value
            for column in item.sheet.reading.columns
            if (value := item.sheet.value(place.row, column.index)) and value > number.value
        ]
        found += [(number.value * 100 / whole, _PLACES_SAID) for whole in wholes if whole]
    return found


def _is(quantity: Quantity, value: Decimal, places: int) -> bool:
    return agree(value, quantity.value, min(places, quantity.places))


def _is_meant(quantity: Quantity, number: Number) -> bool:
    """Whether a figure with decimals is near to the item's own, or a slip of the pen from it."""
    # Whole numbers are counts, and no percentages.
    if not quantity.places or (quantity.kind is QuantityKind.PERCENT and not number.places):
        return False
    right = to_places(number.value, quantity.places)
    if describe_slip(quantity.value, quantity.places, right) in {"digit", "transposed"}:
        return True
    # A score of ten points is no slip from its percentage.
    if not right / _APART <= quantity.value <= right * _APART:
        return False
    return is_typing_slip(quantity.value, right) or abs(quantity.value - right) <= _NEAR * abs(right)


def _figure_finding(
    paper: Paper, claim: Claim, quantity: Quantity, item: Item, meant: tuple[Place, Number], style: Style
) -> Finding:
    place, number = meant
    places = min(number.places, quantity.places) or number.places
    right = style.beside(quantity.printed).show(to_places(number.value, places), places=places)
    table = table_name(item.sheet.reading.table)
    name = _printed(paper, item)
    return text_finding(
        paper,
        "CLAIM-FIGURE",
        Level.ERROR if is_typing_slip(quantity.value, to_places(number.value, places)) else Level.WARNING,
        [name, quantity.printed],
        say(
            f"Lời văn nêu “{quantity.printed}” của “{name}”, theo {table.vi} là {right}.",
            f"The text states “{quantity.printed}” of “{name}”; by {table.en} it is {right}.",
        ),
        observed=quantity.printed,
        expected=right,
        operands=[claim_operand(claim, quantity, "doubtful"), paper.operand(place, "operand")],
        cause=say("Số trong lời văn không theo bảng.", "The figure in the text does not follow the table."),
        suggestion=check_again(quantity.printed, right),
        table=item.sheet,
    )


# --------------------------------------------------------------------------- ends


def _end(
    paper: Paper, items: Items, claim: Claim, one: Named, units: list[Named]
) -> Iterator[Check | Finding]:
    folded = fold_in_place(claim.sentence)
    said = _SAID.match(folded[one.span[1] :])
    match = _LEADS.search(folded[: one.span[0]]) or said
    if match is None:
        return
    # “A” is highest in a unit: then the unit leads in A, and not A among the criteria
    if match is said and any(_IN_UNIT.fullmatch(folded, one.span[1] + said.end(), u.span[0]) for u in units):
        return
    item = items.by_name[one.subject]
    if not any(is_about(paper, item.sheet, place.col, match.group()) for place, _ in item.figures):
        return  # "A có số lượng siêu thị đứng đầu" is of another figure than the table's
    ends = ends_of(item, items.by_name.values())
    last = match["end"] in _LAST
    table_id = item.sheet.reading.table.table_id
    if any(pair[last] is item for pair in ends):
        yield statement("CLAIM-RANK", table_id)
    elif len({pair[last].name for pair in ends}) == 1:
        yield statement("CLAIM-RANK", table_id, held=False)
        yield _end_finding(paper, claim, one, item, ends[0][last], last=last)


def _end_finding(paper: Paper, claim: Claim, one: Named, item: Item, right: Item, *, last: bool) -> Finding:
    name, other = claim.sentence[slice(*one.span)], _printed(paper, right)
    table = table_name(item.sheet.reading.table)
    end = say("thấp nhất", "lowest") if last else say("cao nhất", "highest")
    return text_finding(
        paper,
        "CLAIM-RANK",
        Level.WARNING,
        [name, end.vi],
        say(
            f"Lời văn nêu “{name}” {end.vi}; theo {table.vi} là “{other}”.",
            f"The text states “{name}” as {end.en}; by {table.en} it is “{other}”.",
        ),
        observed=name,
        expected=other,
        steps=unquoted(claim),
        operands=[
            sentence_operand(claim, name, "doubtful"),
            *(paper.operand(each.figures[0][0], "operand") for each in (item, right)),
        ],
        cause=say(
            "Tên nêu trong lời văn không theo bảng.", "The name in the text does not follow the table."
        ),
        suggestion=say(f"Kiểm tra lại “{name}” với “{other}”.", f"Check “{name}” against “{other}”."),
        table=item.sheet,
    )


def _printed(paper: Paper, item: Item) -> str:
    """The name of an item as its table prints it."""
    if item.column is not None:
        return item.sheet.reading.columns[item.column].indicator.split(" / ")[-1]
    return paper.row(item.figures[0][0]).label
