"""Parts of a text with their percentages: "66.738 ha; trong đó, lúa 58.095 ha, chiếm 87,1%; rau 7.095 ha, chiếm 10,6%"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from doichieu.normalize.claims import sentences
from doichieu.normalize.numbers import VIETNAMESE, Separators
from doichieu.normalize.stated_numbers import Kind, StatedNumber, read_stated_numbers
from doichieu.normalize.text import clean, fold_in_place

# Between a part and its percentage.
_SHARE = re.compile(r"[^.;]{0,60}?(?:\b(?:chiem|ty le|ti le|ty trong|ti trong)(?: [a-z]+){0,4}\s*|\(\s*)$")
# What makes it a percentage of something else than a whole that the part is of.
_OTHER_BASE = re.compile(
    r"\b(?:ke hoach|du toan|cung ky|so voi|tang|giam|chi tieu|vuot|bang|muc tieu|lan luot|tuong ung|dat tren|cao hon|thap hon)\b"
)
_AFTER = 30
_MAY_SHARE = re.compile(r"chiếm|t[ỷỉ] (?:lệ|trọng)|\(\s*\d[\d.,]*\s?%", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartShare:
    """A part with its percentage, and the amounts before it that it may be a part of.

    Attributes:
        sentence: The sentence that states it.
        part: The part.
        percent: Its percentage.
        wholes: Amounts of the same unit before it in the paragraph, the nearest last.
        parts: Those of them that have a percentage of their own, and are parts beside it.
    """

    sentence: str
    part: StatedNumber
    percent: StatedNumber
    wholes: tuple[StatedNumber, ...]
    parts: tuple[StatedNumber, ...] = ()


def read_part_shares(text: str, separators: Separators = VIETNAMESE) -> Iterator[PartShare]:
    """Read the parts that a paragraph states with their percentages.

    Args:
        text: A paragraph.
        separators: How it prints figures.

    Yields:
        Parts of which an amount stands before them that they can be of.
    """
    wholes: list[StatedNumber] = []
    parts: list[StatedNumber] = []
    if "%" not in text or not _MAY_SHARE.search(text):
        return
    for _, printed in sentences(clean(text)):
        sentence = printed.strip()
        folded = fold_in_place(sentence)
        part: StatedNumber | None = None
        for number in read_stated_numbers(sentence, separators):
            if number.kind is Kind.PERCENT:
                share = _share(folded, part, number, wholes)
                if share is not None:
                    beside = tuple(parts)
                    yield PartShare(
                        sentence=sentence, part=share[0], percent=number, wholes=share[1], parts=beside
                    )
                if part is not None and _SHARE.match(folded[part.end : number.span[0]]):
                    parts.append(part)
                part = None
                continue
            part = None
            if number.kind is Kind.AMOUNT and number.unit and number.rise is None and not number.about:
                part = number
                wholes.append(number)


def _share(
    folded: str, part: StatedNumber | None, percent: StatedNumber, wholes: list[StatedNumber]
) -> tuple[StatedNumber, tuple[StatedNumber, ...]] | None:
    """The part that a percentage is of, with what it may be of; None for a percentage of something else."""
    if part is None or percent.rise is not None or percent.about:
        return None
    between = folded[part.end : percent.span[0]]
    after = folded[percent.end : percent.end + _AFTER].partition(",")[0].partition(";")[0]
    if not _SHARE.match(between) or _OTHER_BASE.search(between) or _OTHER_BASE.search(after):
        return None
    found = tuple(one for one in wholes if one is not part and part.value > 0 and _can_hold(one, part))
    return (part, found) if found else None


def _can_hold(whole: StatedNumber, part: StatedNumber) -> bool:
    """Whether the part counts what the whole counts: "85 xã đạt chuẩn" of "98 xã"."""
    return whole.unit.split()[:1] == part.unit.split()[:1]
