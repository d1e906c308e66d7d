"""COUNT-PCT of a row's count in the total of its column: "A có nhiều sản phẩm nhất với 37 sản phẩm, chiếm 15,4% tổng số"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from doichieu.model import Check, Claim, Finding, Level, RowKind
from doichieu.normalize.numbers import read_number
from doichieu.normalize.stated_numbers import separators_in
from doichieu.normalize.text import fold_in_place
from doichieu.validate.paper import AMOUNTS, Paper, Place
from doichieu.validate.rounding import agree, to_places
from doichieu.validate.rules.prose.subjects import rows_of, subjects_of
from doichieu.validate.rules.stated import sentence_operand, sentences_with, statement, text_finding, unquoted
from doichieu.validate.slips import is_typing_slip
from doichieu.validate.wording import Style, row_name, say, table_name

_SHARE = re.compile(
    r"(?<![\d/.,\w-])(?P<count>\d+(?:[.,]\d+)*) [a-z]+(?: [a-z]+){0,2},? (?:chiem|bang|tuong ung)(?: ty le)? "
    r"(?P<share>\d+(?:[.,]\d+)?)\s?% (?:trong )?(?:tong|so|toan)\b"
)
# A count that is off by so much was miscounted.
_MISCOUNTED = 2


class _Cell(NamedTuple):
    """A count of a table with the total of its column."""

    place: Place
    value: Decimal
    total: Decimal


def check_table_shares(paper: Paper, style: Style) -> Iterator[Check | Finding]:
    """Check the share of a total that a sentence gives a unit's count.

    Args:
        paper: The paper.
        style: How the paper prints figures.

    Yields:
        A check a share whose count and total a table prints, and a finding for each that does not follow.
    """
    for claim in sentences_with(paper, _SHARE.search):
        named = subjects_of(paper).named_in(claim.sentence)
        match = _SHARE.search(fold_in_place(claim.sentence))
        if match is not None and len(named) == 1 and named[0].span[1] <= match.start():
            cells = [cell for place in rows_of(paper, named[0].subject) for cell in _cells(paper, place)]
            yield from _judge(paper, claim, match, cells, style)


def _cells(paper: Paper, row: Place) -> Iterator[_Cell]:
    sheet = paper.sheets[row.sheet]
    totals = [other.index for other in sheet.reading.rows if other.kind is RowKind.TOTAL]
    for column in sheet.columns(*AMOUNTS):
        value = sheet.value(row.row, column.index)
        whole = sheet.value(totals[0], column.index) if len(totals) == 1 else None
        if value is not None and whole is not None and 0 < value < whole:
            yield _Cell(sheet.place(row.row, column.index), value, whole)


def _judge(
    paper: Paper, claim: Claim, match: re.Match[str], cells: list[_Cell], style: Style
) -> Iterator[Check | Finding]:
    marks = separators_in(claim.sentence, style.separators)
    count, share = (
        read_number(claim.sentence[slice(*match.span(name))], marks) for name in ("count", "share")
    )
    if count is None or share is None:
        return
    own = [cell for cell in cells if cell.value == count.value]
    meant = [cell for cell in cells if agree(cell.value * 100 / cell.total, share.value, share.places)]
    if any(cell in meant for cell in own):
        yield statement("COUNT-PCT")
    elif len(own) == 1:
        right = to_places(own[0].value * 100 / own[0].total, share.places)
        yield statement("COUNT-PCT", held=False)
        yield _finding(paper, claim, match.span("share"), right, share.places, own[0], style)
    elif not own and len(meant) == 1 and _is_slip(count.value, meant[0].value):
        yield statement("COUNT-PCT", held=False)
        yield _finding(paper, claim, match.span("count"), meant[0].value, 0, meant[0], style)


def _is_slip(printed: Decimal, right: Decimal) -> bool:
    return abs(printed - right) <= _MISCOUNTED or is_typing_slip(printed, right)


def _finding(
    paper: Paper, claim: Claim, span: tuple[int, int], right: Decimal, places: int, cell: _Cell, style: Style
) -> Finding:
    percent = claim.sentence[span[1] : span[1] + 2].strip().startswith("%")
    printed = claim.sentence[slice(*span)] + ("%" if percent else "")
    shown = style.beside(printed).show(right, places=places or None) + ("%" if percent else "")
    table, name = table_name(paper.sheets[cell.place.sheet].reading.table), row_name(paper, cell.place)
    return text_finding(
        paper,
        "COUNT-PCT",
        Level.ERROR,
        [name, printed],
        say(
            f"Lời văn nêu “{printed}” của “{name}”, theo {table.vi} là {shown}.",
            f"The text states “{printed}” of “{name}”; by {table.en} it is {shown}.",
        ),
        observed=printed,
        expected=shown,
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
        suggestion=say(f"Kiểm tra lại “{printed}”.", f"Check “{printed}”."),
        table=paper.sheets[cell.place.sheet],
    )
