"""CLAIM-AMOUNT for the percentages behind an amount: "đạt 47,98% dự toán, tăng 5,2% so với cùng kỳ"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations
from typing import NamedTuple

from doichieu.model import Check, Claim, ColumnRole, Finding, Level
from doichieu.normalize.brackets import opened_at
from doichieu.normalize.numbers import read_number
from doichieu.normalize.text import fold_in_place, key
from doichieu.validate.paper import AMOUNTS, Paper, Place
from doichieu.validate.rounding import agree, to_places
from doichieu.validate.rules.stated import check_again, sentence_operand, statement, text_finding
from doichieu.validate.slips import is_typing_slip
from doichieu.validate.wording import Style, row_name, say, table_name

_RATE = re.compile(
    r"\b(?P<way>dat|bang|chiem|tang|giam)\s+(?P<value>\d+(?:[.,]\d+)*)\s?%(?=\s*(?P<base>[a-z ]{0,40}))"
)
# Percentages of what the amount is measured by; of anything else the table need not have.
_BASES = re.compile(
    r"(?:so voi |so |cua )?(?:du toan|ke hoach|ke hoach von|chi tieu|cung ky|nam truoc|nam \d{4}|thang truoc)\b"
)
# Of several plans the table may have another one.
_OTHER_PLAN = re.compile(r"\b(?:giao|phan dau|nghi quyet|dieu chinh|trung uong|tw|hdnd|bo)\b")
_EARLIER = re.compile(r"\b(?:cung ky|nam truoc|nam \d{4}|tang|giam)\b")
_HUNDRED = Decimal(100)
# Beyond the next item or sentence part the percentages are another one's.
_ENDS = re.compile(r";|\.\s|\btrong do\b|\d[.,\d]*\s(?:trieu|ty|ti|nghin|dong)\b")


def check_rates(
    paper: Paper, claim: Claim, start: int, places: Sequence[Place], style: Style
) -> Iterator[Check | Finding]:
    """Check percentages that a sentence states behind an amount against the row that prints it.

    Args:
        paper: The paper.
        claim: The sentence.
        start: Where the amount ends in it.
        places: Where tables print the amount.
        style: How the paper prints figures.

    Yields:
        A check a percentage that the row prints, or that two of its figures give, and one with a finding for each
        that is a slip of the pen from one printed.
    """
    folded = fold_in_place(claim.sentence)
    end = _ENDS.search(folded, start)
    for match in _RATE.finditer(folded, start, end.start() if end else len(folded)):
        number = read_number(claim.sentence[slice(*match.span("value"))])
        base = match["base"].strip()
        # "thu nội địa 3.093 tỷ đồng (đạt 58,7% dự toán, giảm 2,8%)": in brackets of what it was
        alone = not base and match["way"] in _FORMS and opened_at(folded, match.start()) is not None
        if number is None or not (alone or _BASES.match(base)) or _OTHER_PLAN.search(base):
            continue
        forms = _FORMS.get(match["way"], (_PLAIN,))
        printed = [
            rate
            for place in places
            for rate in _rates(paper, place)
            if not alone or _EARLIER.search(key(paper.column(rate).header))
        ]
        derived = [value for place in places for value in _quotients(paper, place)]
        rates = [*(_value(paper, place) for place in printed), *derived]
        if any(agree(rate, form.rate(number.value), number.places) for form in forms for rate in rates):
            yield statement("CLAIM-AMOUNT")
            continue
        meant = next(
            (
                (place, form)
                for place in printed
                for form in forms
                if is_typing_slip(number.value, to_places(form.stated(_value(paper, place)), number.places))
            ),
            None,
        )
        if meant is not None:
            place, form = meant
            yield statement("CLAIM-AMOUNT", paper.sheets[place.sheet].reading.table.table_id, held=False)
            right = to_places(form.stated(_value(paper, place)), number.places)
            figure = claim.sentence[slice(*match.span("value"))]
            shown = style.beside(figure).show(right, places=number.places)
            yield _finding(paper, claim, f"{figure}%", f"{shown}%", place)


def _rates(paper: Paper, place: Place) -> Iterator[Place]:
    """The percentages in the row of a place."""
    for column in paper.sheets[place.sheet].columns(ColumnRole.RATIO):
        rate = Place(place.sheet, place.row, column.index)
        if paper.number(rate) is not None:
            yield rate


def _quotients(paper: Paper, place: Place) -> Iterator[Decimal]:
    """The amount of a place in percent of each other amount of its row."""
    sheet = paper.sheets[place.sheet]
    values = [sheet.value(place.row, column.index) for column in sheet.columns(*AMOUNTS)]
    for part, whole in permutations([value for value in values if value], 2):
        yield part / whole * _HUNDRED


class _Form(NamedTuple):
    """How columns print a percentage of growth: `sign` times it, and `base` more."""

    sign: int
    base: int

    def rate(self, stated: Decimal) -> Decimal:
        """A percentage of a sentence as the column prints it."""
        return self.sign * stated + self.base

    def stated(self, rate: Decimal) -> Decimal:
        """A percentage of the column as the sentence states it."""
        return self.sign * (rate - self.base)


_PLAIN = _Form(1, 0)
# Growth of 5,2 % is printed as 5,2 or as 105,2, a fall as 9,1, -9,1 or 90,9.
_FORMS = {"tang": (_PLAIN, _Form(1, 100)), "giam": (_PLAIN, _Form(-1, 0), _Form(-1, 100))}


def _value(paper: Paper, place: Place) -> Decimal:
    number = paper.number(place)
    return number.value if number else Decimal(0)


def _finding(paper: Paper, claim: Claim, printed: str, right: str, place: Place) -> Finding:
    table, name = table_name(paper.sheets[place.sheet].reading.table), row_name(paper, place)
    header, cell = paper.column(place).header, paper.text(place)
    return text_finding(
        paper,
        "CLAIM-AMOUNT",
        Level.ERROR,
        [name, printed],
        say(
            f"Lời văn nêu “{printed}” của “{name}”; {table.vi} ghi {cell} ở cột “{header}”, tức {right}.",
            f"The text states “{printed}” of “{name}”; {table.en} prints {cell} in column “{header}”, that is {right}.",
        ),
        observed=printed,
        expected=right,
        operands=[
            sentence_operand(claim, printed, "doubtful"),
            paper.operand(place, "operand"),
        ],
        cause=say("Số trong lời văn không theo bảng.", "The figure in the text does not follow the table."),
        suggestion=check_again(printed, right),
        table=paper.sheets[place.sheet],
    )
