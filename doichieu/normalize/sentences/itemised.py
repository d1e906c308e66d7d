"""Amounts that a text lists item below item: "1. Tổng chi: 900 triệu đồng. Trong đó: a) … 700 triệu đồng; b) … 200 triệu đồng"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto

from doichieu.model import Document, Heading, Number, Paragraph
from doichieu.normalize.numbers import ENGLISH, FIRST_DIGIT, VIETNAMESE, Separators, read_number
from doichieu.normalize.text import clean, fold
from doichieu.normalize.units import scale_of, unit_after

_ROMAN = r"[IVXLC]{1,6}\s?[.)\-–/]"
_DOTTED = r"\d{1,2}(?:\.\d{1,2}){1,3}[.)]?(?=\s)"
_COUNTED = r"\d{1,2}\s?[.)/](?!\d)"
_LETTER = r"[a-zđ]\d?\s?[.)](?=\s?\S)"
_ENCLOSED = r"\(\d{1,2}\)"
_BULLET = r"[-–—+*•●▪](?=\s?[^\W\d])"
_MARKER = re.compile(
    rf"\s*(?:(?P<roman>{_ROMAN})|(?P<dotted>{_DOTTED})|(?P<counted>{_COUNTED})|(?P<letter>{_LETTER})"
    rf"|(?P<enclosed>{_ENCLOSED})|(?P<bullet>{_BULLET}))\s*"
)
# The depth of each kind of numbering; dotted numbers count their dots, bullets lie below one another as they come.
_DEPTHS = {
    "roman": 1,
    "counted": 2,
    "dotted": 2,
    "letter": 7,
    "enclosed": 8,
    "text": 9,
    "bullet": 10,
    "plain": 20,
}
_CHAPTER = re.compile(r"\s*(?:điều|chương|phần|mục|khoản)\s+(?:\d|[IVXL]+\b)", re.IGNORECASE)
_FIGURE = re.compile(rf"{FIRST_DIGIT}\d*(?:[.,]\d+)*(?!\d|[/-]\d|\s?%)")
_ALL = re.compile(r"\b(?:bao gom|gom co|(?<!thu )gom|chia ra|cu the(?: nhu sau| la)?)\s*(?:co\s*)?:?\s*$")
_SOME = re.compile(r"\b(?:trong do|trong so do)(?: (?:co|gom))?\s*:?\s*$")
# What may be such a word, before letters are folded; few texts end in one.
_MAY_LEAD = ("gồm", "có", "trong", "đó", "chia ra", "cụ thể", "như sau", "là")
# A label and its amount alone.
_ALONE = re.compile(r":\s*\d[^:]{0,60}$")
_LONGEST_LEAD = 40
_ONLY_LEAD = re.compile(
    r"\W*(?:trong do|bao gom|gom co|gom|chia ra|cu the)(?: (?:gom|co|nhu sau|la))*\s*[:.]?\s*$"
)
_OF_WHICH = re.compile(r"\W*(?:trong do|rieng|tr\.do)\b")
_CLOSING = re.compile(r"\W*(?:tổng\s+cộng|tổng\s+số|tổng|cộng)\s*(?:\([^)]*\)\s*)?(?::|là\b)", re.IGNORECASE)
# What is no amount of the item itself: bounds, changes, years and numbers of papers.
_NO_AMOUNT = re.compile(
    r"\b(?:tu|den|tren|duoi|hon|kem|toi da|toi thieu|khong qua|it nhat|tang|giam|tang them|giam con|vuot|hut|(?<!tong )muc"
    r"|(?<!tong )so|nam|ngay|thang|quy|dieu|khoan|quyet dinh|nghi quyet)\s*$"
)
# Points and days of items are as often alternatives as parts.
_ALTERNATIVES = frozenset({"diem", "ngay"})
# As many characters before a figure hold the word that makes it no amount.
_BEFORE = 24
_LONGEST, _LONGEST_UNIT = 600, 60


class Lead(Enum):
    """What is said of the items below an item.

    ALL: they are all that its amount is made up of ("gồm"). SOME: they are parts of it ("trong đó"). NONE: nothing.
    """

    ALL = auto()
    SOME = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of a text.

    Attributes:
        figure: The figure as printed.
        unit: Its unit as printed; empty where none stands behind it.
        number: The figure.
        kind: What it counts, folded ("dong", "ha"); empty where no unit stands behind it.
        power: Power of ten of its unit: 6 for millions.
    """

    figure: str
    unit: str
    number: Number
    kind: str
    power: int

    @property
    def printed(self) -> str:
        """The figure with its unit."""
        return f"{self.figure} {self.unit}".rstrip()

    @property
    def value(self) -> Decimal:
        """The amount in its kind's own unit."""
        return self.number.value.scaleb(self.power)


@dataclass(slots=True, eq=False)
class Item:
    """An item of a text with the items below it.

    Attributes:
        block: The paragraph or heading.
        marker: Its kind of numbering: "roman", "counted", "dotted", "letter", "enclosed", the bullet itself, "plain" for
            a label with its amount alone, "text" for what leads to items.
        number: Its number or letter as printed; empty for bullets.
        label: What it names, up to its amount.
        amount: Its own amount; None where it states none, or several that may be it.
        lead: What is said of the items below it.
        items: The items below it.
        closing: Whether it states the total of the items before it ("Tổng cộng").
    """

    block: Paragraph | Heading
    marker: str
    number: str
    label: str
    amount: Amount | None
    lead: Lead = Lead.NONE
    items: list[Item] = field(default_factory=list)
    closing: bool = False


def read_items(document: Document, separators: Separators = VIETNAMESE) -> tuple[Item, ...]:
    """Read the numbered and bulleted items of a text with the amounts that they state.

    Args:
        document: A document as printed.
        separators: How it prints figures.

    Returns:
        Items that lie below no other one, those below them in place; a table ends all lists before it.
    """
    tops: list[Item] = []
    outline: list[tuple[int, Item]] = []
    for block in document.blocks:
        if not isinstance(block, Paragraph | Heading):
            outline = []
            continue
        text = clean(block.text)
        if _CHAPTER.match(text):
            outline = []
        if outline and len(text) <= _LONGEST_LEAD and _ONLY_LEAD.match(fold(text)):
            outline[-1][1].lead = _lead(text)
            continue
        item = _item(block, text, separators)
        if item is None:
            # running text ends the bullets before it, not the numbered items that it may belong to
            while outline and outline[-1][0] >= _DEPTHS["text"]:
                outline.pop()
            continue
        depth = _depth(item, outline)
        _close(outline, item, depth)
        if outline:
            outline[-1][1].items.append(item)
        else:
            tops.append(item)
        outline.append((depth, item))
    return tuple(tops)


def _close(outline: list[tuple[int, Item]], item: Item, depth: int) -> None:
    """Close the items that another one cannot lie below; text that leads to items leads to those of any depth."""
    alike = next(
        (at for at, (deep, above) in enumerate(outline) if deep == depth and above.marker == item.marker),
        None,
    )
    if alike is not None:
        del outline[alike:]
    while outline and outline[-1][0] >= depth and (outline[-1][1].marker != "text" or item.marker == "text"):
        outline.pop()


def _depth(item: Item, outline: list[tuple[int, Item]]) -> int:
    if item.closing and not item.number:
        # beside the items that it is the total of: the uppermost that state amounts
        return next((depth for depth, above in outline if above.amount is not None), _DEPTHS["plain"])
    if item.marker in _DEPTHS:
        return _DEPTHS[item.marker] + (item.number.count(".") if item.marker == "dotted" else 0)
    known = next((depth for depth, above in outline if above.marker == item.marker), None)
    if known is not None:
        return known
    return (
        max((depth for depth, _ in outline if depth >= _DEPTHS["bullet"]), default=_DEPTHS["bullet"] - 1) + 1
    )


def _item(block: Paragraph | Heading, text: str, separators: Separators) -> Item | None:
    """The item that a block is; running text is one only where it states an amount and leads to items."""
    match = _MARKER.match(text)
    rest = text[match.end() :] if match else text
    lead = _lead(rest)
    if match is None or match.lastgroup is None:
        leads = lead is not Lead.NONE or text.endswith(":")
        closing = not leads and bool(_CLOSING.match(text))
        if not (leads or closing or _ALONE.search(text)):
            return None
        amount, label = own_amount(rest, separators)
        if amount is None or _OF_WHICH.match(fold(text)):
            return None
        if not (closing or leads or _is_alone(text, label, amount)):
            return None
        return Item(block, "text" if leads else "plain", "", label, amount, lead, closing=closing)
    amount, label = own_amount(rest, separators)
    marker = match[match.lastgroup].strip()
    kind = marker if match.lastgroup == "bullet" else match.lastgroup
    number = "" if match.lastgroup == "bullet" else marker.strip(" .()/-–")
    return Item(block, kind, number, label, amount, lead, closing=bool(_CLOSING.match(rest)))


def _is_alone(text: str, label: str, amount: Amount) -> bool:
    """Whether a line is a label and its amount, and nothing else: "Thu nội địa: 9.000 triệu đồng"."""
    return label.rstrip().endswith(":") and not text[len(label) + len(amount.printed) :].strip(" .;,")


def _lead(text: str) -> Lead:
    end = text[-_LONGEST_LEAD:]
    if not end.rstrip().rstrip(":.;-").rstrip().casefold().endswith(_MAY_LEAD):
        return Lead.NONE
    folded = fold(end).rstrip(" .:;-")
    if _SOME.search(folded):
        return Lead.SOME
    return Lead.ALL if _ALL.search(folded) else Lead.NONE


def own_amount(text: str, separators: Separators = VIETNAMESE) -> tuple[Amount | None, str]:
    """The amount that an item states of itself, and the label before it.

    Args:
        text: An item without its marker.
        separators: How its paper prints figures.

    Returns:
        The first figure with a unit, or the one behind the colon that ends the item; None where that is a bound, a
        change or no amount.
    """
    for match in _FIGURE.finditer(text[:_LONGEST]):
        label, rest = text[: match.start()], text[match.end() : match.end() + _LONGEST_UNIT]
        unit = unit_after(rest)
        alone = label.rstrip().endswith(":") and not rest.strip(" .;,:")
        scale = scale_of(unit)
        if (scale is None and not alone) or (scale and scale[0] in _ALTERNATIVES):
            continue
        if _NO_AMOUNT.search(fold(label[-_BEFORE:])) or (unit and "/" in unit):
            return None, label
        number = read_number(match.group(), separators) or read_number(match.group(), ENGLISH)
        if number is None:
            return None, label
        kind, power = scale or ("", 0)
        return Amount(match.group(), unit or "", number, kind, power), label
    return None, text
