"""CLAIM-AMOUNT and CLAIM-FIGURE by the words about a figure: "Huyện A tiếp 91 lượt, 109 người" is of the columns that are called so.

What a sentence says of the row that it names last, or of all where it names none, quotes the cell of the column whose
header the words about the figure name. How far they do, how many digits the figure has and which slip of the pen tells it from
the cell say whether it is misprinted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from doichieu.model import Check, Claim, Column, Finding, Level, Locator, Number, Operand, RowKind
from doichieu.normalize.sentences.stated_numbers import Kind
from doichieu.normalize.text import key, words
from doichieu.validate.infer.rows.row_labels import is_total_label
from doichieu.validate.kept import kept
from doichieu.validate.paper import Paper, Place, Sheet
from doichieu.validate.rounding import to_places
from doichieu.validate.rules.prose.cell_findings import cell_finding
from doichieu.validate.rules.prose.meant import clause_is_open
from doichieu.validate.rules.prose.printed_figures import places_of
from doichieu.validate.rules.prose.quotable_cells import QuotedCell, cells_for, is_printed_as, is_row_of
from doichieu.validate.rules.prose.quotes import Quote, quotes
from doichieu.validate.rules.stated import sentence_operand, sentences_with, statement
from doichieu.validate.slips import describe_slip, slip_weight
from doichieu.validate.wording import Style

_DIGIT = re.compile(r"\d")
_TOTALS = frozenset({RowKind.TOTAL, RowKind.SUBTOTAL})
# Words of headers that name no column.
_GENERIC = frozenset(
    words(
        "tổng số tổng cộng trong đó số lượng tỷ lệ cộng của và các đơn vị tính năm được đã là theo cho chia ra gồm có trên với tháng"
        " quý kết quả về tại"
    )
)
# How far a figure is believed to quote the cell of a column: that the words about it name in full and count, name, or name in part;
# or of any column, where it has digits enough. A row that is only understood to be that of all is believed less.
_FULL, _NAMED, _PARTLY, _ANY = 0.97, 0.93, 0.8, 0.3
_OF_ALL = 0.5
# Nor one of which more is said than the header says, but for words that say nothing.
_MORE = 0.5
_FILL = _GENERIC | frozenset(
    words("được là đạt với cho ước tính tới lên còn chỉ mới khoảng số lượng giá trị lượt")
)
_BORNE_OUT = 4.0
_WHOLE, _HALF, _WIDE = 0.95, 0.5, 0.95
_MANY_DIGITS, _TELLING, _FEWEST = 5, 3, 2
# Of so many figures one is misprinted, in these ways; a slip is told that is so much likelier than none, and
# is an error where it is so much likelier.
_MISPRINTED, _TOLD, _SURE = 1 / 40, 1.5, 100
_KINDS = {"digit": 0.6, "transposed": 0.2, "dropped": 0.06, "added": 0.06}
# Of few digits, one more or less makes a figure of another thing.
_LENGTHS, _LONG = frozenset({"dropped", "added"}), 4
_COPIED = 0.1


class _Fault(NamedTuple):
    """A figure that is misprinted, with the cell that it quotes, how likely, and the cell of the row it was copied from."""

    quote: Quote
    cell: QuotedCell
    odds: float
    owner: Place | None


def check_quoted_cells(
    paper: Paper, style: Style, findings: Sequence[Finding], corrected: Mapping[Place, Number]
) -> Iterator[Check | Finding]:
    """Check the figures of sentences against the cells that the words about them name.

    Args:
        paper: The paper.
        style: How the paper prints figures.
        findings: What the other rules found: a figure that they speak of is not told again.
        corrected: Figures with the edits of other findings applied, by place.

    Yields:
        A check a figure that its cell bears out or contradicts, and a finding for each that is misprinted.
    """
    if not paper.sheets:
        return
    told: defaultdict[Locator, set[str]] = defaultdict(set)
    for finding in findings:
        for one in finding.operands:
            if one.table_id is None:
                told[one.locator].update(re.findall(r"\d[\d.,]*\d|\d", one.text))
    for claim in sentences_with(paper, _DIGIT.search):
        found = list(quotes(paper, claim, style))
        held = [one for one in found if any(is_row_of(paper, one, row) for row in one.rows)]
        yield from (statement("CLAIM-AMOUNT") for _ in held)
        for quote in found:
            if quote in held or claim.sentence[slice(*quote.number.span)] in told[claim.locator]:
                continue
            fault = _fault(paper, quote, held)
            until = replace(claim, sentence=claim.sentence[: quote.number.end])
            if (
                fault is not None
                and fault.cell.place not in corrected
                and (fault.owner is None or fault.owner not in corrected)
                and clause_is_open(paper, until)
            ):
                table = paper.sheets[fault.cell.place.sheet].reading.table
                yield statement("CLAIM-AMOUNT", table.table_id, held=False)
                yield _finding(paper, claim, fault, style)
                break


@kept
def _telling(paper: Paper) -> Mapping[tuple[int, int], frozenset[str]]:
    """The words that name each column: those of the last level of its header that has any."""
    found = {}
    for sheet in paper.sheets:
        for column in sheet.reading.columns:
            levels = (
                {word for word in words(level) if not word.isdigit()} - _GENERIC
                for level in reversed(column.header.split(" / "))
            )
            found[sheet.index, column.index] = frozenset(next(filter(None, levels), ()))
    return found


def _digits(value: Decimal) -> int:
    return len(str(abs(value)).replace(".", "").strip("0"))


def _fault(paper: Paper, quote: Quote, held: Sequence[Quote]) -> _Fault | None:
    """The cell that a figure quotes wrongly; None where it may quote none, or where which one is open."""
    printed = places_of(paper, str(quote.number.number.value).replace(".", ","), _TELLING)
    if quote.name is None and printed:
        return None
    found = [
        fault
        for row in quote.rows
        for column, cell, belief in _believed(paper, quote, row)
        for fault in [_judge(paper, quote, column, cell, belief, held)]
        if fault is not None and fault.odds >= _TOLD
    ]
    found.sort(key=lambda one: -one.odds)
    values = {one.cell.value for one in found}
    return found[0] if len(values) == 1 or (found and found[0].odds > _TOLD**4 * found[1].odds) else None


def _believed(paper: Paper, quote: Quote, row: Place) -> list[tuple[Column, QuotedCell, float]]:
    """The cells of a row that words let a figure quote, and how far each is believed."""
    telling = _telling(paper)
    noun = frozenset(quote.number.unit.split()[:1])
    letterhead = paper.decision.document.letterhead
    above = key(f"{paper.sheets[row.sheet].reading.table.caption or ''} | {letterhead.subject or ''}")
    cells = []
    for column, cell in cells_for(paper, quote, row):
        called = telling[row.sheet, column.index]
        header = frozenset(words(column.header))
        about = f" {key(column.header)} {above} "
        if any(f" {key(other)} " not in about for other in quote.others):
            continue
        if column.period not in {None, paper.year}:
            continue
        near = len(called & quote.near) / len(called) if called else 0.0
        wide = _WIDE * len(called & quote.wide) / len(called) if called else 0.0
        cells.append((column, cell, max(near, wide), bool(noun & header)))
    best = max((score for _, _, score, _ in cells), default=0.0)
    alone = sum(1 for _, _, score, _ in cells if score == best) == 1
    found = []
    for column, cell, score, counts in cells:
        belief = 0.0
        if score == best and alone and score >= _WHOLE - 0.01:
            belief = _FULL if counts or quote.number.kind is Kind.PERCENT else _NAMED
            if _says_more(quote, telling[row.sheet, column.index]):
                belief = _MORE
        elif score == best and alone and score >= _HALF * _WIDE and counts:
            belief = _PARTLY
        elif quote.name is not None and _digits(cell.value) >= _MANY_DIGITS:
            belief = _ANY
        if belief:
            found.append((column, cell, belief))
    return found


def _says_more(quote: Quote, called: frozenset[str]) -> bool:
    """Whether more is said between what names a column and the figure: "kiểm tra đột xuất 109 cơ sở"."""
    at = next((at for at in reversed(range(len(quote.before))) if quote.before[at] in called), None)
    return at is not None and not set(quote.before[at + 1 :]) <= _FILL


def _judge(
    paper: Paper, quote: Quote, column: Column, cell: QuotedCell, belief: float, held: Sequence[Quote]
) -> _Fault | None:
    """How likely a figure is misprinted that should be a cell's."""
    number = quote.number.number
    right = to_places(cell.value, number.places)
    if right <= 0 or number.places > cell.places or _digits(number.value) < 1:
        return None
    slip = describe_slip(number.value, number.places, right)
    if slip in _LENGTHS and _digits(right) < _LONG:
        return None
    owner = None
    if slip in _KINDS:
        if _is_total_of(paper, quote, column, cell):
            return None  # "Tổng mức bán lẻ hàng hóa … bằng 105,90%" speaks of the total, though a row is called so
        likely = _KINDS[slip] * float(slip_weight(number.value, number.places, right))
    else:
        owner = _owner(paper, quote, column, cell)
        if owner is None or belief < _NAMED:
            return None
        likely = _COPIED / max(1, len(paper.sheets[cell.place.sheet].data) - 1)
    odds = belief / (1 - belief) * _MISPRINTED * likely
    odds *= float(number.value.scaleb(number.places))
    beside = [other for other in held if _is_beside(paper, quote, other, cell.place)]
    if beside:
        few = all(_digits(other.number.number.value) < _FEWEST for other in beside)
        odds *= _BORNE_OUT / 2 if few else _BORNE_OUT
    if not quote.plain:
        odds *= _OF_ALL
    return _Fault(quote, cell, odds, owner)


def _is_beside(paper: Paper, quote: Quote, other: Quote, place: Place) -> bool:
    """Whether another figure of the sentence quotes the same row."""
    return other.name == quote.name and any(
        row.sheet == place.sheet and is_row_of(paper, other, row) for row in other.rows
    )


def _is_total_of(paper: Paper, quote: Quote, column: Column, cell: QuotedCell) -> bool:
    """Whether a row of totals prints a figure in the column of a cell."""
    sheet = paper.sheets[cell.place.sheet]
    return any(
        other.index == column.index and is_printed_as(one, quote.number)
        for row in sheet.reading.rows
        if row.kind in _TOTALS or is_total_label(row)
        for other, one in cells_for(paper, quote, sheet.place(row.index, 0))
    )


def _owner(paper: Paper, quote: Quote, column: Column, cell: QuotedCell) -> Place | None:
    """The cell of another row of a column that has a figure of two digits at least."""
    if quote.name is None or _digits(quote.number.number.value) < _FEWEST:
        return None
    sheet: Sheet = paper.sheets[cell.place.sheet]
    for row in sheet.data:
        place = sheet.place(row.index, column.index)
        if row.index == cell.place.row or sheet.number(row.index, column.index) is None:
            continue
        for other, one in cells_for(paper, quote, sheet.place(row.index, 0)):
            if other.index == column.index and one.value == quote.number.number.value:
                return place
    return None


def _finding(paper: Paper, claim: Claim, fault: _Fault, style: Style) -> Finding:
    number, place = fault.quote.number, fault.cell.place
    printed = claim.sentence[slice(*number.span)]
    right = style.beside(printed, paper.text(place)).show(
        to_places(fault.cell.value, number.number.places), places=number.number.places or None
    )
    stated = sentence_operand(claim, printed, "doubtful")
    operands = [stated, paper.operand(place, "operand")]
    if fault.owner is not None and fault.quote.name is not None:
        name = claim.sentence[slice(*fault.quote.name)]
        operands = [
            Operand(text=name, role="doubtful", locator=claim.locator, claim_id=claim.claim_id or None),
            sentence_operand(claim, printed, "operand"),
            paper.operand(place, "operand"),
            paper.operand(fault.owner, "operand"),
        ]
    level = Level.ERROR if fault.odds >= _SURE else Level.WARNING
    return cell_finding(paper, claim, printed, place, right, operands, level)
