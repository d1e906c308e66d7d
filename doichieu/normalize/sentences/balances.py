"""What is left between two amounts, as sentences state all three: exports and imports, revenue and expenditure, needed and there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from doichieu.normalize.sentences.stated_numbers import StatedNumber


@dataclass(frozen=True, slots=True)
class _Kind:
    """Words, folded, for what is left and for its two sides; sides that no word tells are the two amounts before it."""

    left: re.Pattern[str]
    larger: re.Pattern[str] | None = None
    smaller: re.Pattern[str] | None = None


_EXPORTS, _IMPORTS = re.compile(r"\b(?:xuat khau|xk)\b"), re.compile(r"\b(?:nhap khau|nk)\b")
_REVENUE = re.compile(r"\btong (?:so |cong )?thu\b|^\W*thu (?:ngan sach|trong|nam|ca nam|quy)\b")
_SPENT = re.compile(
    r"\btong (?:so |cong )?chi\b|^\W*(?:da )?chi (?:ngan sach|trong|nam|ca nam|quy|thuong xuyen)\b"
)
_KINDS = (
    _Kind(re.compile(r"\b(?:xuat sieu|thang du)\b"), _EXPORTS, _IMPORTS),
    _Kind(re.compile(r"\b(?:nhap sieu|tham hut)\b"), _IMPORTS, _EXPORTS),
    _Kind(
        re.compile(r"\b(?:chenh lech (?:tong )?thu|ket du|boi thu|thang du|thu (?:lon hon|vuot) chi)\b"),
        _REVENUE,
        _SPENT,
    ),
    _Kind(re.compile(r"\b(?:chenh lech chi|boi chi|tham hut|chi (?:lon hon|vuot) thu)\b"), _SPENT, _REVENUE),
    _Kind(re.compile(r"\b(?:thieu hut|con thieu|hao hut|ton that|con du)\b")),
)
# What makes an amount one of another place or time.
_OTHERS = re.compile(
    r"\b(?:khu vuc|thi truong|doanh nghiep|nam truoc|ky truoc|cung ky|rieng|dich vu|huyen|xa|binh quan)\b"
)
_MARK = re.compile(r"[,;.:()]")
_BEFORE = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Two amounts and what is left between them.

    Attributes:
        larger: The side that is larger by the words: exports of a surplus.
        smaller: The other side.
        left: The surplus, the deficit, what is missing.
    """

    larger: StatedNumber
    smaller: StatedNumber
    left: StatedNumber


def read_balances(
    folded: str, numbers: Sequence[StatedNumber], earlier: Sequence[Sequence[StatedNumber]]
) -> Iterator[Balance]:
    """Read the first balance of a sentence whose two sides stand before it.

    Args:
        folded: The paragraph, folded.
        numbers: Amounts of the sentence.
        earlier: Amounts of the sentences before it that it may go on about.

    Yields:
        The balance, where all three amounts are of one kind in one unit.
    """
    said = [*(one for sentence in earlier for one in sentence), *numbers]
    for left in numbers:
        clause = _clause(folded, left)
        for kind in _KINDS if left.opened is None else ():
            if not kind.left.search(clause):
                continue
            before = [one for one in said if one.end <= left.span[0] and one.unit == left.unit]
            sides = _told(folded, before, kind) if kind.larger else _nearest(before, numbers)
            if sides is None or any(one.rise is not None or one.about for one in (*sides, left)):
                continue
            if not _OTHERS.search(folded[max(one.end for one in sides) : left.span[0]]):
                yield Balance(larger=sides[0], smaller=sides[1], left=left)
                return


def _told(
    folded: str, before: Sequence[StatedNumber], kind: _Kind
) -> tuple[StatedNumber, StatedNumber] | None:
    """The last amounts that the words tell to be the two sides; in brackets stand those of other years and plans."""
    sides = [
        [one for one in before if one.opened is None and side and side.search(_clause(folded, one))]
        for side in (kind.larger, kind.smaller)
    ]
    if not all(sides) or sides[0][-1] is sides[1][-1]:
        return None
    return sides[0][-1], sides[1][-1]


def _nearest(
    before: Sequence[StatedNumber], own: Sequence[StatedNumber]
) -> tuple[StatedNumber, StatedNumber] | None:
    """The two amounts right before what is missing, in its own sentence."""
    near = [one for one in before[-2:] if one in own]
    if len(near) < len(before[-2:]) or len(near) < 2 or near[0].value == near[1].value:
        return None
    smaller, larger = sorted(near, key=lambda one: one.value)
    return larger, smaller


def is_left(folded: str, number: StatedNumber) -> bool:
    """Whether an amount of a folded paragraph is what is left of others, and no part of their total."""
    clause = _clause(folded, number)
    return any(kind.left.search(clause) for kind in _KINDS)


def _clause(folded: str, number: StatedNumber) -> str:
    """The words before a figure in its clause."""
    return _MARK.split(folded[max(0, number.span[0] - _BEFORE) : number.span[0]])[-1]
