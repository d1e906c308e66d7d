"""Exports, imports and what is left between them, as sentences state them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from doichieu.normalize.stated_numbers import StatedNumber

_LEFT, _RIGHT = re.compile(r"\b(?:xuat sieu|thang du)\b"), re.compile(r"\b(?:nhap sieu|tham hut)\b")
_EXPORTS, _IMPORTS = re.compile(r"\b(?:xuat khau|xk)\b"), re.compile(r"\b(?:nhap khau|nk)\b")
_OTHER_TRADE = re.compile(r"\b(?:khu vuc|thi truong|doanh nghiep|nam truoc|cung ky|rieng|dich vu)\b")
_MARK = re.compile(r"[,;.:()]")
_BEFORE = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeBalance:
    """The two sides of a trade and what is left between them.

    Attributes:
        larger: The side that is larger by the words: exports of a surplus.
        smaller: The other side.
        left: The surplus or the deficit.
    """

    larger: StatedNumber
    smaller: StatedNumber
    left: StatedNumber


def read_balances(
    folded: str, numbers: Sequence[StatedNumber], earlier: Sequence[Sequence[StatedNumber]]
) -> Iterator[TradeBalance]:
    """Read the first balance of a sentence whose two sides stand before it.

    Args:
        folded: The paragraph, folded.
        numbers: Amounts of the sentence.
        earlier: Amounts of the sentences before it that it may go on about.

    Yields:
        The balance, where all three amounts are of one trade in one unit.
    """
    said = [*(one for sentence in earlier for one in sentence), *numbers]
    for left in numbers:
        if not is_left(folded, left) or left.opened is not None:
            continue
        exports, imports = (
            [one for one in said if one.end <= left.span[0] and side.search(_clause(folded, one))]
            for side in (_EXPORTS, _IMPORTS)
        )
        if not exports or not imports:
            continue
        sides = exports[-1], imports[-1]
        between = folded[max(one.end for one in sides) : left.span[0]]
        plain = all(
            one.unit == left.unit and one.rise is None and not one.about and one.opened is None
            for one in sides
        )
        if plain and not _OTHER_TRADE.search(between):
            larger, smaller = sides if _LEFT.search(_clause(folded, left)) else sides[::-1]
            yield TradeBalance(larger=larger, smaller=smaller, left=left)
            return


def is_left(folded: str, number: StatedNumber) -> bool:
    """Whether an amount of a folded paragraph is what is left of a trade, and no part of its total."""
    said = _clause(folded, number)
    return bool(_LEFT.search(said) or _RIGHT.search(said))


def _clause(folded: str, number: StatedNumber) -> str:
    """The words before a figure in its clause."""
    return _MARK.split(folded[max(0, number.span[0] - _BEFORE) : number.span[0]])[-1]
