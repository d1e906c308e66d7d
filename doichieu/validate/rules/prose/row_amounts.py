"""CLAIM-AMOUNT for sentences that tell a row of a table: "tiếp nhận 88.000 hồ sơ, trong đó trực tuyến 79.125 hồ sơ"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from doichieu.model import Check, Claim, ColumnRole, Finding, RowKind
from doichieu.normalize.sentences.stated_shares import read_shares
from doichieu.normalize.text import fold, fold_in_place, words
from doichieu.validate.infer.rows.row_labels import is_total_label, totals_by_label
from doichieu.validate.kept import kept
from doichieu.validate.paper import Paper, Place, Sheet
from doichieu.validate.rounding import to_places
from doichieu.validate.rules.prose.cell_findings import cell_finding
from doichieu.validate.rules.prose.meant import text_before
from doichieu.validate.rules.prose.printed_figures import places_by_value
from doichieu.validate.rules.prose.sentence_amounts import Amount, amounts_of
from doichieu.validate.rules.prose.share_findings import follows
from doichieu.validate.rules.prose.subjects import rows_of, subjects_of
from doichieu.validate.rules.stated import sentence_operand, sentences_with, statement
from doichieu.validate.slips import is_typing_slip
from doichieu.validate.wording import Style

_DIGIT = re.compile(r"\d")
# What is said of all units together, and of other places and times than the table's.
_ALL = re.compile(
    r"\b(?:toan (?:tinh|quoc|huyen|thanh pho|nganh|dia ban|khoi)|ca nuoc|binh quan|tong|tren dia ban|chung|so)\b"
)
ELSEWHERE = re.compile(
    r"\b(?:so voi|nam truoc|cung ky|ke hoach|muc tieu|chi tieu|phan dau|du kien|giai doan)\b"
)
_RISES = re.compile(r"\b(?:tang|giam|toc do|chenh lech)\b")
# A figure of so many digits is a slip from another by chance hardly ever; of fewer the words must name the column.
_TELLING_DIGITS = 5
_LEAST = Decimal("1e-9")
# So many digits tell a total, which one figure of a sentence then shows to be meant.
_ALONE_DIGITS = 4
# Words of headers that name no column.
_GENERIC = frozenset(
    words(
        "tổng số tổng cộng trong đó số lượng tỷ lệ cộng của và các đơn vị tính năm được đã là theo cho kế hoạch"
    )
)
_TOTALS = frozenset({RowKind.TOTAL, RowKind.SUBTOTAL})


class _Row(NamedTuple):
    """A row that a sentence tells: the places of its figures that the sentence prints."""

    sheet: Sheet
    row: int
    matched: tuple[Place, ...]


def check_row_amounts(paper: Paper, style: Style) -> Iterator[Check | Finding]:
    """Check the figures of sentences that state several of one row, or one of a row of totals.

    A figure that no table prints is a finding where a slip of the pen tells it from another figure of the row, which
    the words beside it name, or which has digits enough.

    Args:
        paper: The paper.
        style: How the paper prints figures.

    Yields:
        A check a sentence that tells a row, and a finding for each figure that is not the row's.
    """
    if not paper.sheets:
        return
    for claim in sentences_with(paper, _DIGIT.search):
        figures = list(amounts_of(claim))
        told = _row_told(paper, figures) if len(figures) > 1 else None
        if told is None and (not figures or (told := _only_total(paper, claim)) is None):
            continue
        odd = [figure for figure in figures if not _printed(paper, figure)]
        faults = [
            (figure, place)
            for figure in odd
            for place in _meant(told, figure)
            if not (figure.percent and _is_share(paper, claim, figure))
        ][:1]
        if faults or told.matched:
            yield statement("CLAIM-AMOUNT", told.sheet.reading.table.table_id, held=not faults)
        for figure, place in faults:
            yield amount_finding(paper, claim, figure, place, told.matched, style)


@kept
def _values(paper: Paper, places: int) -> frozenset[Decimal]:
    """The values that the tables print, at so many places: 61,75 may stand for less, which is 61,7."""
    return frozenset(
        to_places(value, places) for one in places_by_value(paper) for value in (one, one - _LEAST)
    )


def _printed(paper: Paper, figure: Amount) -> bool:
    """Whether a table prints a figure, at the coarser precision of the two."""
    return any(
        number.value in (_values(paper, number.places) if number.places else places_by_value(paper))
        or any(
            to_places(number.value, places) in places_by_value(paper) for places in range(1, number.places)
        )
        for number in figure.readings
    )


def _row_told(paper: Paper, figures: Sequence[Amount]) -> _Row | None:
    """The one row that prints most figures of a sentence: two at least, or one of a total with digits enough."""
    rows: defaultdict[tuple[int, int], dict[Decimal, Place]] = defaultdict(dict)
    for figure in figures:
        for number in figure.readings:
            for place in places_by_value(paper).get(number.value, ()):
                rows[place.sheet, place.row].setdefault(number.value, place)
    counts = sorted((len(found) for found in rows.values()), reverse=True)
    best = [line for line, found in rows.items() if len(found) == counts[0]] if counts else []
    totals = [line for line in best if _is_total(paper, line)]
    chosen = totals if len(best) > 1 else best
    if len(chosen) != 1:
        return None
    sheet, row = chosen[0]
    matched = rows[chosen[0]]
    alone = len(matched) == 1 and not (
        _is_total(paper, chosen[0]) and all(_digits(value) >= _ALONE_DIGITS for value in matched)
    )
    return None if alone else _Row(paper.sheets[sheet], row, tuple(matched.values()))


def _is_total(paper: Paper, line: tuple[int, int]) -> bool:
    row = paper.sheets[line[0]].reading.rows[line[1]]
    return row.kind in _TOTALS or is_total_label(row)


def _only_total(paper: Paper, claim: Claim) -> _Row | None:
    """The one row of totals of a paper, where a sentence speaks of all and names no unit of its tables."""
    folded = fold_in_place(claim.sentence)
    if not speaks_of_all(folded) or ELSEWHERE.search(folded) or _names_unit(paper, claim):
        return None
    rows = _rows_of_totals(paper)
    return rows[0] if len(rows) == 1 else None


def _names_unit(paper: Paper, claim: Claim) -> bool:
    """Whether a sentence names a unit of the tables; the label of their totals is none."""
    return any(
        not is_total_label(paper.row(place))
        for one in subjects_of(paper).named_in(claim.sentence)
        for place in rows_of(paper, one.subject)
    )


@kept
def _rows_of_totals(paper: Paper) -> Sequence[_Row]:
    return [_Row(paper.sheets[place.sheet], place.row, ()) for place in rows_of_totals(paper)]


def speaks_of_all(folded: str) -> bool:
    """Whether a folded sentence speaks of all units together: “toàn tỉnh”, “tổng”."""
    return bool(_ALL.search(folded))


@kept
def rows_of_totals(paper: Paper) -> Sequence[Place]:
    """The rows of totals of a paper that have figures, each by its first cell."""
    return [
        sheet.place(row.index, 0)
        for sheet in paper.sheets
        for row in map(sheet.reading.rows.__getitem__, sorted(totals_by_label(sheet)))
        if any((row.index, column.index) in sheet.reading.numbers for column in sheet.reading.columns)
    ]


def _digits(value: Decimal) -> int:
    return len(str(abs(value)).replace(".", "").strip("0"))


def _meant(told: _Row, figure: Amount) -> list[Place]:
    """The figure of the row that a slip of the pen made the sentence's; nothing where several may be meant."""
    sheet = told.sheet
    taken = {place.col for place in told.matched}
    options = []
    for column in sheet.reading.columns:
        number = sheet.number(told.row, column.index)
        if number is None or column.index in taken:
            continue
        # Of a figure that the sentence prints finer than the table the last digits are known to nobody.
        if any(
            one.places <= number.places and is_typing_slip(one.value, to_places(number.value, one.places))
            for one in figure.readings
        ):
            options.append(column.index)
    if not figure.percent and not any(one.places for one in figure.readings):
        # a whole number is no percentage without its mark
        options = [col for col in options if sheet.reading.columns[col].role is not ColumnRole.RATIO]
    if figure.grown:
        options = [col for col in options if _is_growth(sheet.reading.columns[col].header)]
    few = all(_digits(one.value) < _ALONE_DIGITS and not one.places for one in figure.readings)
    named = [col for col in options if _names(sheet, col, figure.around, least=2 if few else 1)]
    if figure.percent and "chiem" in figure.around and not named:
        return []  # a share is no growth
    if not told.matched:
        named = named or [col for col in options if figure.percent and _is_only_ratio(sheet, col)]
        return [sheet.place(told.row, named[0])] if len(named) == 1 else []
    chosen = named or [
        col for col in options if _digits(sheet.value(told.row, col) or Decimal(0)) >= _TELLING_DIGITS
    ]
    return [sheet.place(told.row, chosen[0])] if len(chosen) == 1 else []


def _is_only_ratio(sheet: Sheet, col: int) -> bool:
    return [column.index for column in sheet.columns(ColumnRole.RATIO)] == [col]


def _is_share(paper: Paper, claim: Claim, figure: Amount) -> bool:
    """Whether a percentage is that of amounts of its own paragraph."""
    return any(
        share.sentence == claim.sentence
        and share.percent.span == figure.span
        and any(follows(share, whole) for whole in (share.whole, *share.others) if whole is not None)
        for share in read_shares(text_before(paper, claim) + claim.sentence)
    )


def _is_growth(header: str) -> bool:
    """Whether a column of percentages prints growth itself, not what it is of what it was."""
    return bool(_RISES.search(fold(header)))


def _names(sheet: Sheet, col: int, said: frozenset[str], least: int = 1) -> bool:
    """Whether words have every telling word, so many at least, of a header's last level that has any."""
    levels = sheet.reading.columns[col].header.split(" / ")
    for level in reversed(levels):
        telling = {word for word in words(level) if not word.isdigit()} - _GENERIC
        if telling:
            return len(telling) >= least and telling <= said
    return False


def amount_finding(
    paper: Paper, claim: Claim, figure: Amount, place: Place, matched: Sequence[Place], style: Style
) -> Finding:
    """What is wrong with a figure that a sentence states of a row.

    Args:
        paper: The paper.
        claim: The sentence.
        figure: The figure.
        place: The cell that it should be of.
        matched: Cells of the row that the sentence prints.
        style: How the paper prints figures.
    """
    printed, number = claim.sentence[slice(*figure.span)], paper.number(place)
    right = style.beside(printed, paper.text(place)).show(number.value if number else Decimal(0), like=number)
    operands = [
        sentence_operand(claim, printed, "doubtful"),
        paper.operand(place, "operand"),
        *(paper.operand(one, "operand") for one in matched),
    ]
    return cell_finding(paper, claim, printed, place, right, operands)
