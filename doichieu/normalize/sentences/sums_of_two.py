"""Amounts that words tell to be the sum of two before them: a total that names both, what was done and is left, what is carried over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doichieu.normalize.sentences.counted import counts_alike
from doichieu.normalize.sentences.stated_numbers import StatedNumber
from doichieu.normalize.sentences.stated_sums import Breakdown, Sureness

# "Tổng nợ quá hạn và nợ khoanh 15,2 tỷ đồng" of what both are before it
_BOTH = re.compile(
    r"\btong (?:so |cong )?(?P<one>[a-z][a-z ]{3,40}?)(?:,| va) (?P<other>[a-z][a-z ]{3,40}?)(?: (?:la|dat))?\s*$"
)
# "Còn 30 công trình chưa sửa"
_IS_LEFT = re.compile(r"\bcon(?: lai)?\b[^,;.:()]{0,30}$")
_UNDONE = re.compile(r"\bchua (?:duoc |the |co )?(?P<what>[a-z]+)")
# "Số dư năm trước chuyển sang 777 …. Chênh lệch thu chi 2.758 …. Số dư chuyển năm sau 3.535 triệu đồng"
_OPENING = re.compile(r"\b(?:du dau|ton dau|(?:nam|ky|quy|thang) truoc (?:con |chuyen )?(?:sang|lai))\b")
_NET = re.compile(r"\bchenh lech (?:tong )?thu\b")
_CLOSING = re.compile(r"\b(?:du cuoi|ton cuoi|chuyen (?:sang )?(?:nam|ky|quy|thang) sau)\b")
_NO_WHOLE = re.compile(
    r"(?:\b(?:tu|tren|duoi|den|hon|kem|vuot|cung|chua|khong qua|toi thieu|toi da|con)(?: (?:dat|duoc|muc))?|[<>≤≥])\s*$"
)
_ONWARD = re.compile(r"\s*(?:tro|do) (?:len|xuong|di)\b")
# "giảm 5.000đ/chục": an amount for one of something; what is paid in a month or a year adds up
_FOR_ONE = re.compile(r"\s?/\s?(?!(?:nam|thang|quy|ngay)\b)[a-z]")
_ENDS = re.compile(r"[.;()\d]")
_NEAR_BY = 50
_TWO = 2


def read_sums_of_two(
    folded: str, numbers: Sequence[StatedNumber], before: Sequence[Sequence[StatedNumber]]
) -> Iterator[Breakdown]:
    """Read the amounts of a sentence that its words tell to be, or to leave, one of two others.

    Args:
        folded: The paragraph, folded.
        numbers: Amounts of the sentence.
        before: Amounts of the sentences before it that it may go on about.

    Yields:
        The sum with its two parts.
    """
    for at, number in enumerate(numbers):
        near = [*(one for said in before[-1:] for one in said), *numbers[:at]]
        far = [*(one for said in before for one in said), *numbers[:at]]
        for found in (_both(folded, number, near), _undone(folded, number, near), _carried(number, far)):
            if found is not None:
                yield found


def _both(folded: str, total: StatedNumber, before: Sequence[StatedNumber]) -> Breakdown | None:
    """The total of two amounts before it that its words name."""
    named = _BOTH.search(total.before)
    if named is None or not is_amount(folded, total):
        return None
    alike = [one for one in before if counts_alike(one, total) and one.rise is None and not one.about]
    one, other = (
        next((one for one in reversed(alike) if f" {named[name]} " in f" {one.before.strip()} "), None)
        for name in ("one", "other")
    )
    if one is None or other is None or one is other:
        return None
    return Breakdown(whole=total, parts=(one, other), sureness=Sureness.WORDS)


def _undone(folded: str, rest: StatedNumber, before: Sequence[StatedNumber]) -> Breakdown | None:
    """What is left of an amount by the words for what was done of it: "có 101 công trình, đã sửa 71; còn 30 chưa sửa"."""
    behind = _ENDS.split(folded[rest.span[1] : rest.span[1] + _NEAR_BY])[0]
    undone = _UNDONE.search(f"{rest.before} {behind}")
    if undone is None or not _IS_LEFT.search(rest.before) or len(before) < _TWO:
        return None
    whole, part = before[-_TWO:]
    alike = counts_alike(whole, part) and counts_alike(part, rest)
    done = re.search(rf"\bda (?:duoc |co )?{undone['what']}\b", folded[whole.end : part.span[0]])
    if not (alike and done and _plain(part) and _plain(rest) and is_amount(folded, whole)):
        return None
    return Breakdown(whole=whole, parts=(part, rest), sureness=Sureness.COMPLEMENTS)


def _carried(closing: StatedNumber, before: Sequence[StatedNumber]) -> Breakdown | None:
    """What is carried over: what was, and what is left of the year."""
    if not _CLOSING.search(closing.before) or not _plain(closing):
        return None
    alike = [one for one in before if _plain(one) and counts_alike(one, closing)]
    opening, net = (
        next((one for one in reversed(alike) if way.search(one.before)), None) for way in (_OPENING, _NET)
    )
    if opening is None or net is None:
        return None
    return Breakdown(whole=closing, parts=(opening, net), sureness=Sureness.WORDS)


def is_amount(folded: str, number: StatedNumber) -> bool:
    """Whether a figure of a folded paragraph is an amount of its own: no change, no bound."""
    if number.rise is not None or number.about:
        return False
    if _FOR_ONE.match(folded, number.end):
        return False  # prices do not add up
    return not (_NO_WHOLE.search(number.before) or _ONWARD.match(folded, number.end))


def _plain(number: StatedNumber) -> bool:
    """Whether an amount stands outside brackets and is no change and no bound."""
    return number.opened is None and number.rise is None and not number.about
