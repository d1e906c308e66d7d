"""Sums of amounts that a text lists item below item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from doichieu.model import Document
from doichieu.normalize.numbers import ENGLISH, VIETNAMESE, Separators, read_number, roman_value
from doichieu.normalize.sentences.complements import leave_nothing_out
from doichieu.normalize.sentences.itemised import Amount, Item, Lead, read_items
from doichieu.normalize.text import fold
from doichieu.validate.rounding import Grade, grade_residual

FEWEST = 2
"""Parts of a sum at least."""

_SIDES = ("thu", "chi")
# "Tổng thu ngân sách địa phương", "Tổng chi ngân sách địa phương", "Kết dư ngân sách địa phương".
_SIDE = re.compile(
    r"(?:tong (?:so )?)?(?P<side>thu|chi|ket du|chenh lech thu,? chi)\b(?: can doi| quyet toan)? ?(?P<of>.*)"
)
# Items looked at for being parts of one above them that is marked alike.
_MOST_SUBITEMS = 30
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_OFF = re.compile(r"\W*(?:giam|tru|chenh lech|ket du|boi (?:chi|thu)|con lai)\b")


@dataclass(frozen=True, slots=True)
class ItemSum:
    """An amount with the items it is made up of.

    Attributes:
        whole: The item with the amount.
        parts: The items below it.
        sure: Whether the text says that these are all.
    """

    whole: Item
    parts: tuple[Item, ...]
    sure: bool

    @property
    def members(self) -> tuple[Item, ...]:
        """The whole, then its parts."""
        return self.whole, *self.parts

    def power(self, item: Item) -> int:
        """Power of ten of a member's unit; one that prints none is in that of the whole."""
        amount = amount_of(item)
        return amount.power if amount.kind else amount_of(self.whole).power

    def value(self, item: Item) -> Decimal:
        """A member's amount in the own unit of its kind."""
        return amount_of(item).number.value.scaleb(self.power(item))

    @property
    def gap(self) -> Decimal:
        """What the whole has more than its parts together, in the own unit of its kind."""
        return self.value(self.whole) - sum(map(self.value, self.parts), Decimal(0))

    @property
    def holds(self) -> bool:
        """Whether the parts make the whole, but for rounding of what is printed in thousands and more."""
        if not self.gap:
            return True
        places = [amount_of(item).number.places - self.power(item) for item in self.members]
        counted = all(amount_of(item).number.places == 0 == self.power(item) for item in self.members)
        rounds = not counted and grade_residual(self.gap, places) in {Grade.EXACT, Grade.POSSIBLE}
        return rounds or self._holds_otherwise()

    def _holds_otherwise(self) -> bool:
        """Whether the parts make the whole to the digit with marks read the other way round: "4,621" beside "820"."""
        values = []
        for item in self.members:
            number = read_number(amount_of(item).figure, ENGLISH)
            if number is None:
                return False
            values.append(number.value.scaleb(self.power(item)))
        return values[0] == sum(values[1:], Decimal(0))

    def right(self, item: Item) -> Decimal:
        """What a member would be, in its own unit, if all others are right."""
        right = self.value(item) - self.gap if item is self.whole else self.value(item) + self.gap
        return right.scaleb(-self.power(item))


def find_item_sums(document: Document, separators: Separators = VIETNAMESE) -> list[ItemSum]:
    """Find the amounts of a text that items with amounts of the same kind stand under.

    Args:
        document: A document as printed.
        separators: How it prints figures.

    Returns:
        Sums in reading order, those inside others before them; whether they hold is not asked.
    """
    read = read_items(document, separators)
    return [*(found for item in read for found in _sums(item)), *_closed(read), *_balances(read)]


def _sums(item: Item) -> Iterator[ItemSum]:
    """The sums of an item and of those below it."""
    for below in item.items:
        yield from _sums(below)
    yield from _closed(item.items)
    yield from _balances(item.items)
    parts = [part for part in item.items if not part.closing]
    if item.amount is not None and _are_parts(parts, item):
        found = ItemSum(item, tuple(parts), sure=item.lead is Lead.ALL or _leave_nothing_out(parts))
        yield found if found.holds else _without_subitems(found)


def _closed(items: Sequence[Item]) -> Iterator[ItemSum]:
    """Totals that stand below what they are of: "Tổng cộng: …"."""
    start = 0
    for at, item in enumerate(items):
        if _place(item) == 1:
            start = at
        if item.closing and item.amount is not None:
            if _are_parts(items[start:at], item):
                yield ItemSum(item, tuple(items[start:at]), sure=True)
            start = at + 1


def _are_parts(parts: Sequence[Item], whole: Item) -> bool:
    """Whether items can be the parts of an amount: of one kind, numbered without a gap, each with an amount."""
    if len(parts) < FEWEST or whole.amount is None:
        return False
    if len({part.marker for part in parts}) > 1 or not _counts_on(parts):
        return False
    amounts = [part.amount for part in parts if part.amount is not None]
    if len(amounts) < len(parts):
        return False
    kinds = {amount.kind for amount in amounts}
    return kinds in ({whole.amount.kind}, {""}) and not _turns([whole, *parts])


def _leave_nothing_out(parts: Sequence[Item]) -> bool:
    """Whether two parts are each other's complement: exports and imports, town and country."""
    return len(parts) == FEWEST and leave_nothing_out([fold(part.label) for part in parts])


def _counts_on(parts: Sequence[Item]) -> bool:
    """Whether numbers or letters begin with the first and leave none out; bullets have none."""
    places = [_place(part) for part in parts]
    return all(place is None for place in places) or places == list(range(1, len(places) + 1))


def _place(item: Item) -> int | None:
    """The place that an item's number or letter says it has; None where it says none."""
    last = item.number.rpartition(".")[2]
    if last.isdecimal():
        return int(last)
    if item.marker == "roman":
        return roman_value(last)
    return _LETTERS.find(last) + 1 if last else None


def _turns(members: Sequence[Item]) -> bool:
    """Whether some of the items are taken off: what rises and what falls do not add up, nor do balances and amounts."""
    return len({_OFF.match(fold(member.label)) is None for member in members}) > 1


def _balances(items: Sequence[Item]) -> Iterator[ItemSum]:
    """What is left of revenue after expenditure, where items side by side state all three of one budget."""
    named = [
        (match["of"], match["side"], item)
        for item in items
        if (match := _SIDE.match(fold(item.label).strip(" :")))
    ]
    for budget, side, left in named:
        revenue, spent = ([item for of, name, item in named if (of, name) == (budget, one)] for one in _SIDES)
        if side not in _SIDES and len(revenue) == len(spent) == 1:
            kinds = {item.amount.kind if item.amount else "" for item in (revenue[0], spent[0], left)}
            if len(kinds) == 1 and "" not in kinds:
                yield ItemSum(revenue[0], (spent[0], left), sure=False)


def _without_subitems(found: ItemSum) -> ItemSum:
    """A sum without the items that are parts of the item above them, though they are marked alike."""
    kept: list[Item] = []
    at = 0
    while at < len(found.parts):
        part = found.parts[at]
        kept.append(part)
        at += 1
        if part.lead is Lead.NONE:
            continue
        for end in range(at + FEWEST, min(at + _MOST_SUBITEMS, len(found.parts)) + 1):
            if ItemSum(part, found.parts[at:end], sure=True).holds:
                at = end
                break
    if len(kept) in {1, len(found.parts)}:
        return found
    own = ItemSum(found.whole, tuple(kept), found.sure)
    return own if own.holds else found


def amount_of(item: Item) -> Amount:
    """The amount of a member of a sum; every one has one."""
    if item.amount is None:
        raise AssertionError(item.label)
    return item.amount
