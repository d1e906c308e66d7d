"""Things of several prices with their total: "01 giải nhất 8.000.000 đồng; 02 giải nhì, mỗi giải 6.000.000 đồng; … tổng trị giá 37.000.000 đồng"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from doichieu.normalize.numbers import VIETNAMESE, Separators
from doichieu.normalize.sentences.stated_numbers import Kind, StatedNumber, read_stated_numbers
from doichieu.normalize.text import clean, fold_in_place

_MONEY = "dong"
# Between a count with what it counts and the price of each.
_EACH = re.compile(
    r",?\s*\(?(?:(?:tri gia|muc thuong|thuong|tien thuong|muc|x|don gia)(?: la)?\s)?"
    r"(?:moi [a-z]+(?: [a-z]+)?(?: (?:tri gia|la|duoc|thuong|duoc thuong|nhan))*\s|x\s)"
)
# A single thing has its price without "mỗi".
_ALONE = re.compile(r",?\s*\(?(?:tri gia|muc thuong|thuong|tien thuong)?(?: la)?\s*")
_TOTAL = re.compile(r"\b(?:tong|cong)\b[^\d.;]{0,40}$")
_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """Things of one price.

    Attributes:
        count: How many.
        price: What each costs.
    """

    count: StatedNumber
    price: StatedNumber

    @property
    def value(self) -> Decimal:
        """What they cost."""
        return self.count.value * self.price.value


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedList:
    """Things of several prices.

    Attributes:
        items: The things, two prices at least.
        total: What all cost.
        number: How many there are, None where it is not stated.
    """

    items: tuple[Priced, ...]
    total: StatedNumber
    number: StatedNumber | None


def read_priced_lists(text: str, separators: Separators = VIETNAMESE) -> Iterator[PricedList]:
    """Read the things of a paragraph that it states with their prices and the total.

    Args:
        text: A paragraph.
        separators: How it prints figures.

    Yields:
        The list, where some thing is said to have its price each and one total is stated.
    """
    text = clean(text)
    folded = fold_in_place(text)
    numbers = read_stated_numbers(text, separators)
    items: list[Priced] = []
    each = False
    for count, price in pairwise(numbers):
        if not _is_count(count) or not _is_money(price) or _TOTAL.search(price.before):
            continue
        between = folded[count.end : price.span[0]]
        said = re.sub(r"^[^,;.:(\d]*?(?=,|\(| (?:moi|x|tri gia|thuong|muc)\b|$)", "", between)
        if _EACH.fullmatch(said):
            each = True
        elif count.value != 1 or not _ALONE.fullmatch(said):
            continue
        items.append(Priced(count=count, price=price))
    totals = [one for one in numbers if _is_money(one) and _TOTAL.search(one.before)]
    if len(items) >= _FEWEST and each and len(totals) == 1:
        taken = {one.count.span for one in items}
        counts = [
            one for one in numbers if _is_count(one) and one.span not in taken and _TOTAL.search(one.before)
        ]
        nouns = {one.count.unit.split()[0] for one in items}
        number = next((one for one in counts if one.unit.split()[0] in nouns and len(nouns) == 1), None)
        listed = PricedList(items=tuple(items), total=totals[0], number=number)
        if _is_whole(listed, numbers, nouns):
            yield listed


def _is_whole(listed: PricedList, numbers: Sequence[StatedNumber], nouns: Collection[str]) -> bool:
    """Whether every price and every number of such things, from the first on, is one of the list."""
    first = listed.items[0].count.span[0]
    taken = {one.span for item in listed.items for one in (item.count, item.price)}
    taken |= {one.span for one in (listed.total, listed.number) if one is not None}
    return all(
        one.span in taken
        for one in numbers
        if one.span[0] >= first and (_is_money(one) or (_is_count(one) and one.unit.split()[0] in nouns))
    )


def _is_count(number: StatedNumber) -> bool:
    return (
        number.kind is Kind.AMOUNT
        and number.exact
        and not number.power
        and bool(number.unit)
        and not _is_money(number)
    )


def _is_money(number: StatedNumber) -> bool:
    return number.kind is Kind.AMOUNT and number.unit.split()[:1] == [_MONEY]
