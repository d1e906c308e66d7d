"""CLAIM-FIGURE of the further figures of clauses on rows: "huyện A 6.139 con tại 510 hộ, 9 xã; huyện B 4.874 con tại 608 hộ, 17 xã".

What the figures are of is told by the column that prints those of the other rows, or by the other figures of the clause,
which the same row prints.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from doichieu.model import Check, Claim, Finding, Level, Quantity, QuantityKind
from doichieu.normalize.sentences.stated_numbers import Kind, StatedNumber, read_stated_numbers, separators_in
from doichieu.normalize.text import fold_in_place
from doichieu.validate.kept import kept
from doichieu.validate.paper import Paper, Place
from doichieu.validate.rounding import agree, to_places
from doichieu.validate.rules.prose.meant import clause_is_open
from doichieu.validate.rules.prose.printed_figures import places_by_value
from doichieu.validate.rules.prose.row_lists import passages
from doichieu.validate.rules.prose.row_mentions import Named, mentions, rows_named
from doichieu.validate.rules.prose.row_series import Figure, Series, figure_series, rate_series
from doichieu.validate.rules.prose.stated_figures import stated_finding
from doichieu.validate.rules.stated import statement
from doichieu.validate.slips import describe_slip
from doichieu.validate.wording import Style

# Two figures with something behind them: what a clause on a row has.
_MAY_TELL = re.compile(r"\d ?(?:%|[a-z]).*\d ?(?:%|[a-z])", re.DOTALL)
_ENDS = re.compile(r"[;]|\.(?=\s|$)")
# What is compared with, planned, or of another time, is not the row's.
_OTHERS = re.compile(
    r"\b(?:so voi|ke hoach|du toan|cung ky|nam truoc|chi tieu|nam \d{4}|tang|giam|hon|tong (?:so|cong)|toan [a-z]+|binh quan"
    r"|muc tieu|con lai|phan dau)\b"
)
_FAR = 70
# Figures of so many digits together tell by chance hardly ever what others are of.
_EVIDENCE = 3
_SLIPS = frozenset({"digit", "transposed", "dropped", "added"})


class _Stated(NamedTuple):
    """A figure that a clause states of a row: the row's places, its name, the figure, and the how manieth of its unit."""

    rows: tuple[Place, ...]
    name: tuple[int, int]
    number: StatedNumber
    slot: tuple[str, int]


def check_row_clauses(paper: Paper, style: Style) -> Iterator[Check | Finding]:
    """Check the figures of clauses that begin with the name of a row, but the one right behind it.

    Args:
        paper: The paper.
        style: How the paper prints figures.

    Yields:
        A check a column that bears figures out or contradicts one, and a finding for a slip of the pen in one.
    """
    for claim in passages(paper, _MAY_TELL.search) if paper.sheets else ():
        named = rows_named(paper, claim.sentence)
        stated = _stated(claim, named, style) if named else []
        if not stated or not clause_is_open(paper, claim):
            continue
        direct = {one.span for one in mentions(paper, claim, style.separators)}
        borne = _borne(paper, stated)
        slots = dict.fromkeys(one.slot for one in stated)
        for slot in slots:
            listed = [one for one in stated if one.slot == slot]
            yield from _judge(paper, claim, listed, borne, direct, style)


def _stated(claim: Claim, named: Sequence[Named], style: Style) -> list[_Stated]:
    folded = fold_in_place(claim.sentence)
    numbers = read_stated_numbers(claim.sentence, separators_in(claim.sentence, style.separators))
    found = []
    for at, one in enumerate(named):
        end = named[at + 1].span[0] if at + 1 < len(named) else len(folded)
        mark = _ENDS.search(folded, one.span[1], end)
        end = mark.start() if mark else end
        counts: defaultdict[str, int] = defaultdict(int)
        last = one.span[1]
        for number in (each for each in numbers if one.span[1] <= each.span[0] < end):
            said = folded[last : number.span[0]]
            last = number.end
            if len(said) > _FAR or _OTHERS.search(said):
                break
            if number.rise is not None or number.about or number.kind is Kind.POINTS:
                continue
            unit = "%" if number.kind is Kind.PERCENT else number.unit.partition(" ")[0]
            counts[unit] += 1
            found.append(_Stated(one.rows, one.span, number, (unit, counts[unit])))
    return found


@kept
def _series(paper: Paper) -> tuple[Sequence[Series], Sequence[Series]]:
    """What figures of rows may be of: columns of amounts, and percentages."""
    sheets = paper.sheets
    return (
        [one for sheet in sheets for one in figure_series(paper, sheet)],
        [one for sheet in sheets for one in rate_series(paper, sheet)],
    )


def _cell(one: _Stated, series: Series) -> Figure | None:
    row = next((place.row for place in one.rows if place.sheet == series.sheet.index), None)
    return series.at(row) if row is not None else None


def _is(one: _Stated, cell: Figure) -> bool:
    number = one.number.number
    return agree(cell.value, number.value, min(cell.places, number.places))


def _of_kind(paper: Paper, one: _Stated) -> Sequence[Series]:
    return _series(paper)[one.number.kind is Kind.PERCENT]


def _borne(paper: Paper, stated: Sequence[_Stated]) -> Mapping[tuple[tuple[int, int], int], int]:
    """How many digits of a clause each table prints in the row that it is on, by the row's name and the table."""
    digits: defaultdict[tuple[tuple[int, int], int], int] = defaultdict(int)
    for one in stated:
        sheets = {
            series.sheet.index
            for series in _of_kind(paper, one)
            if (cell := _cell(one, series)) is not None and _is(one, cell)
        }
        for sheet in sheets:
            digits[one.name, sheet] += _digits(one)
    return digits


def _digits(one: _Stated) -> int:
    return len(str(abs(one.number.number.value)).replace(".", "").strip("0"))


def _judge(
    paper: Paper,
    claim: Claim,
    listed: Sequence[_Stated],
    borne: Mapping[tuple[tuple[int, int], int], int],
    direct: set[tuple[int, int]],
    style: Style,
) -> Iterator[Check | Finding]:
    """What the columns say of the figures that take one place in the clauses of a sentence."""
    faults: dict[tuple[tuple[int, int], Decimal], tuple[_Stated, Figure]] = {}
    for series in _of_kind(paper, listed[0]):
        cells = [(one, cell) for one in listed if (cell := _cell(one, series)) is not None]
        if len(cells) < len(listed):
            continue
        off = [(one, cell) for one, cell in cells if not _is(one, cell)]
        if not off:
            yield statement("CLAIM-FIGURE", series.sheet.reading.table.table_id)
            return
        one, cell = off[0]
        others = sum(_digits(other) for other, _ in cells) - _digits(one)
        # of one digit any other is a slip
        told = _names(series, one) and _digits(one) > 1
        beside = borne.get((one.name, series.sheet.index), 0) if told else 0
        if len(off) == 1 and series.own and max(others, beside) >= _EVIDENCE and _is_slip(one, cell):
            faults[one.number.span, to_places(cell.value, one.number.number.places)] = one, cell
    if len(faults) != 1:
        return
    ((one, cell),) = faults.values()
    if (one.number.span in direct and one.number.kind is Kind.AMOUNT) or _is_elsewhere(paper, one):
        return
    yield statement("CLAIM-FIGURE", paper.sheets[cell.cells[0].sheet].reading.table.table_id, held=False)
    yield _finding(paper, claim, one, cell, style)


def _names(series: Series, one: _Stated) -> bool:
    """Whether a column's header has what a figure counts, and not the figure itself: "Điểm trung bình 3 môn"."""
    if one.number.kind is Kind.PERCENT:
        return False
    noun, header = " ".join(one.number.unit.split()[:2]), f" {series.header} "
    return bool(noun) and f" {noun} " in header and f" {one.number.number.value} {noun} " not in header


def _is_slip(one: _Stated, cell: Figure) -> bool:
    """Whether a slip of the pen tells a figure from the row's."""
    number = one.number.number
    right = to_places(cell.value, number.places)
    return right > 0 and describe_slip(number.value, number.places, right) in _SLIPS


def _is_elsewhere(paper: Paper, one: _Stated) -> bool:
    """Whether the row prints the figure in any column, which the sentence may mean."""
    rows = {(place.sheet, place.row) for place in one.rows}
    return any(
        (place.sheet, place.row) in rows for place in places_by_value(paper).get(one.number.number.value, ())
    )


def _finding(paper: Paper, claim: Claim, one: _Stated, cell: Figure, style: Style) -> Finding:
    printed = claim.sentence[slice(*one.number.span)]
    name = claim.sentence[slice(*one.name)]
    own = (each for each in paper.decision.claims if each.locator == claim.locator)
    claim = next((each for each in own if name in each.sentence and printed in each.sentence), claim)
    percent = one.number.kind is Kind.PERCENT
    number = one.number.number
    quantity = Quantity(
        kind=QuantityKind.PERCENT if percent else QuantityKind.COUNT,
        value=number.value,
        places=number.places,
        printed=f"{printed}%" if percent else printed,
        span=one.number.span,
    )
    right = style.beside(printed).show(to_places(cell.value, number.places), places=number.places or None)
    right += "%" if percent else ""
    return stated_finding(paper, "CLAIM-FIGURE", Level.ERROR, claim, quantity, cell.cells, expected=right)
