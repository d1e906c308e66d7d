"""COUNT-PCT of a row's count in the total of its column, where a sentence states the share and a table the total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from doichieu.model import Check, Claim, Finding, Level, RowKind
from doichieu.normalize.sentences.stated_numbers import StatedNumber
from doichieu.normalize.sentences.stated_shares import StatedShare
from doichieu.validate.paper import AMOUNTS, Paper, Place
from doichieu.validate.rounding import agree, to_places
from doichieu.validate.rules.prose.share_findings import shown, unit_of
from doichieu.validate.rules.prose.subjects import rows_of, subjects_of
from doichieu.validate.rules.stated import check_again, sentence_operand, statement, text_finding, unquoted
from doichieu.validate.slips import is_typing_slip
from doichieu.validate.wording import Style, row_name, say, table_name

# A count that is off by so much was miscounted.
_MISCOUNTED = 2


class _Cell(NamedTuple):
    """A count of a table with the total of its column."""

    place: Place
    value: Decimal
    total: Decimal


def check_by_tables(
    paper: Paper, claim: Claim, share: StatedShare, style: Style
) -> Iterator[Check | Finding]:
    """Check the share of a total that a sentence gives a unit's count: "A có 37 sản phẩm, chiếm 15,4% tổng số".

    Args:
        paper: The paper.
        claim: The sentence.
        share: A share of which it does not state the whole.
        style: How the paper prints figures.

    Yields:
        A check where a table prints count and total, and a finding where the share does not follow.
    """
    named = subjects_of(paper).named_in(claim.sentence)
    if len(named) == 1 and named[0].span[1] <= share.part.span[0]:
        cells = [cell for place in rows_of(paper, named[0].subject) for cell in _cells(paper, place)]
        yield from _judge(paper, claim, share, cells, style)


def _cells(paper: Paper, row: Place) -> Iterator[_Cell]:
    sheet = paper.sheets[row.sheet]
    totals = [other.index for other in sheet.reading.rows if other.kind is RowKind.TOTAL]
    for column in sheet.columns(*AMOUNTS):
        value = sheet.value(row.row, column.index)
        whole = sheet.value(totals[0], column.index) if len(totals) == 1 else None
        if value is not None and whole is not None and 0 < value < whole:
            yield _Cell(sheet.place(row.row, column.index), value, whole)


def _judge(
    paper: Paper, claim: Claim, share: StatedShare, cells: list[_Cell], style: Style
) -> Iterator[Check | Finding]:
    count, percent = share.part.number, share.percent.number
    own = [cell for cell in cells if cell.value == count.value]
    meant = [cell for cell in cells if agree(cell.value * 100 / cell.total, percent.value, percent.places)]
    if any(cell in meant for cell in own):
        yield statement("COUNT-PCT")
    elif len(own) == 1:
        right = to_places(own[0].value * 100 / own[0].total, percent.places)
        yield statement("COUNT-PCT", held=False)
        yield _finding(paper, claim, share.percent, right, own[0], style)
    elif not own and len(meant) == 1 and _is_slip(count.value, meant[0].value):
        yield statement("COUNT-PCT", held=False)
        yield _finding(paper, claim, share.part, meant[0].value, meant[0], style)


def _is_slip(printed: Decimal, right: Decimal) -> bool:
    return abs(printed - right) <= _MISCOUNTED or is_typing_slip(printed, right)


def _finding(
    paper: Paper, claim: Claim, number: StatedNumber, right: Decimal, cell: _Cell, style: Style
) -> Finding:
    printed = shown(number)
    expected = style.beside(printed).show(right, places=number.number.places or None) + unit_of(number)
    table, name = table_name(paper.sheets[cell.place.sheet].reading.table), row_name(paper, cell.place)
    return text_finding(
        paper,
        "COUNT-PCT",
        Level.ERROR,
        [name, printed],
        say(
            f"Lời văn nêu “{printed}” của “{name}”, theo {table.vi} là {expected}.",
            f"The text states “{printed}” of “{name}”; by {table.en} it is {expected}.",
        ),
        observed=printed,
        expected=expected,
        steps=[
            say(
                f"{style.show(cell.value)} / {style.show(cell.total)} = {style.show(to_places(cell.value * 100 / cell.total, 2))}%"
            ),
            *unquoted(claim),
        ],
        operands=[
            sentence_operand(claim, printed, "doubtful"),
            paper.operand(cell.place, "operand"),
        ],
        cause=say("Số trong lời văn không theo bảng.", "The figure in the text does not follow the table."),
        suggestion=check_again(printed, expected),
        table=paper.sheets[cell.place.sheet],
    )
