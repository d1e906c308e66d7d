"""CLAIM-SAME of amounts that a sentence tells again in another unit: "2.318 triệu đồng (tương đương 2,32 tỷ đồng)", "(gần 12,8 tỷ đồng)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from doichieu.model import Check, Finding
from doichieu.normalize.sentences.comparisons import StatedRate
from doichieu.normalize.sentences.stated_numbers import Kind, StatedNumber, read_stated_numbers
from doichieu.normalize.text import fold_in_place
from doichieu.normalize.units import smallest_of
from doichieu.validate.infer.compared import Off
from doichieu.validate.paper import Paper
from doichieu.validate.rounding import to_places
from doichieu.validate.rules.prose.comparisons import comparison_finding
from doichieu.validate.rules.stated import sentences_with, statement
from doichieu.validate.slips import is_typing_slip, slips_to
from doichieu.validate.wording import Style

_MAY_TELL = re.compile(r"\d[^().;]{0,30}(?:\(|, ?(?:tuong duong|tuc|hay))")
_LEADS = re.compile(
    r"\s*(?:\(|,? ?(?:tuong duong|tuc|hay) )\s*(?:(?:tuong duong|tuc|hay|lam tron|khoang|gan|hon|tren|xap xi)(?: voi| la)? )*"
)
_LESS, _MORE = re.compile(r"\bgan\s*$"), re.compile(r"\b(?:hon|tren)\s*$")
# "Gần 12,8" of 12,75 and "hơn 12,7": so many units of the last place at most lie between.
_NEAR = 1
# Between an amount and a figure that does not tell it again lies more than a slip of the pen; a few digits slip anywhere.
_DIGITS = 3


def check_retellings(paper: Paper, style: Style) -> Iterator[Check | Finding]:
    """Check amounts that sentences tell again right behind them in another unit of their kind.

    Args:
        paper: The paper.
        style: How the paper prints figures.

    Yields:
        A check an amount told twice, and a finding where one slip of the pen parts the two.
    """
    for claim in sentences_with(paper, _MAY_TELL.search):
        folded = fold_in_place(claim.sentence)
        for one, again in pairwise(read_stated_numbers(claim.sentence, style.separators)):
            if not _tells_again(folded, one, again):
                continue
            if _is_same(one, again, one.value):
                yield statement("CLAIM-SAME")
            elif (off := _find_off(one, again)) is not None:
                yield statement("CLAIM-SAME", held=False)
                compared = StatedRate(now=one, base=again, rate=again, times=True)
                yield comparison_finding(paper, claim, "CLAIM-SAME", compared, off, style)


def _tells_again(folded: str, one: StatedNumber, again: StatedNumber) -> bool:
    """Whether a figure stands right behind another one, in another unit of its kind."""
    if not (one.kind is again.kind is Kind.AMOUNT) or one.rise is not None or again.rise is not None:
        return False
    if one.about or _power(one) == _power(again) or smallest_of(one.unit)[0] != smallest_of(again.unit)[0]:
        return False
    return bool(one.unit) and bool(_LEADS.fullmatch(folded, one.end, again.span[0]))


def _power(number: StatedNumber) -> int:
    return number.power + smallest_of(number.unit)[1]


def _is_same(one: StatedNumber, again: StatedNumber, value: Decimal) -> bool:
    """Whether a value is what the second figure tells, by its digits and the words before it."""
    shift = smallest_of(one.unit)[1] - smallest_of(again.unit)[1] - again.power
    told, unit = again.number.value, Decimal(1).scaleb(-again.number.places)
    gap = value.scaleb(shift) - told
    slack = one.half.scaleb(shift)
    if _LESS.search(again.before):
        return -_NEAR * unit - slack <= gap <= slack
    if _MORE.search(again.before):
        return -slack <= gap <= _NEAR * unit + slack
    return abs(gap) < unit + slack


def _find_off(one: StatedNumber, again: StatedNumber) -> Off | None:
    """The figure that one slip of the pen parts from the other: the second where its digits are told by the first."""
    shift = smallest_of(one.unit)[1] - smallest_of(again.unit)[1] - again.power
    right = to_places(one.value.scaleb(shift), again.number.places)
    if len(str(again.number.value).replace(".", "")) < _DIGITS:
        return None
    if is_typing_slip(again.number.value, right):
        return Off(number=again, right=right, slip=True)
    rights = [
        value
        for value in slips_to(one.number.value, one.number.places)
        if value > 0 and _is_same(one, again, value.scaleb(one.power))
    ]
    return Off(number=one, right=rights[0], slip=True, about=len(rights) > 1) if rights else None
