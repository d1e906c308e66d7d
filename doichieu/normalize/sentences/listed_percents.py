"""Percentages that a sentence lists as parts: "nông nghiệp chiếm 17,36%; công nghiệp chiếm 44,93%; …", "đóng góp 0,35 điểm phần trăm"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from doichieu.normalize.numbers import VIETNAMESE, Separators
from doichieu.normalize.sentences.stated_numbers import Kind, StatedNumber, read_stated_numbers
from doichieu.normalize.text import clean, fold_in_place

_SENTENCE = re.compile(r"\.(?=\s|$)")
_GIVES = re.compile(r"\b(?:dong gop|lam (?:tang|giam)(?: chung)?)\b[^;.]{0,40}$")
_TAKES = re.compile(r"\blam giam\b[^;.]{0,40}$")
_MAKES = re.compile(r"\bchiem(?: (?:ty|ti) (?:trong|le))?(?: la)?\s*$")
_STRUCTURE = re.compile(r"\b(?:co cau|ty trong|ti trong)\b")
_IN_TURN = re.compile(
    r"\b(?:lan luot|tuong ung)\b[^;.%]{0,60}\bla\s*:?\s*$|\blan luot(?: (?:dat|chiem))?\s*$"
)
_JOINT = re.compile(r"\s*(?:[;,–-]|va|[;,] va)\s*")
# The rest of a list may leave the verb out: "dịch vụ chiếm 16,49%; thuế sản phẩm trừ trợ cấp 3,84%".
_NEXT = re.compile(r";\s[^;.%\d]{1,80}\s$")
# What is said of a part of the part before.
_OF_WHICH = re.compile(r"\b(?:trong do|rieng|trong so do|rieng nganh)\b")
# Between a rate of growth and the first of what contributes to it; a part's own growth stands right before its part.
_LEADS = re.compile(r"\b(?:trong do|nganh|khu vuc|linh vuc|tang truong)\b|[:;]")
_TAXES = re.compile(r"\bthue\b")
_FEWEST, _MOST = 3, 9
_MAY_LIST = re.compile(r"đóng góp|chiếm|lần lượt|tương ứng|làm (?:tăng|giảm)", re.IGNORECASE)


class Whole(Enum):
    """What listed percentages make up.

    GROWTH: a rate of growth, in points. GROWTH_SHARES: all of a growth, in per cent. STRUCTURE: all of something.
    """

    GROWTH = auto()
    GROWTH_SHARES = auto()
    STRUCTURE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPercents:
    """Percentages listed side by side.

    Attributes:
        sentence: The sentence.
        whole: What they make up.
        parts: The percentages, at least three.
        signs: 1 for each that adds to the whole, -1 for one that takes off.
        totals: What they may add up to, as the sentence states it; empty for all of something, which is 100.
        complete: Whether one of the parts is taxes less subsidies, or they are four and more: nothing is left out.
    """

    sentence: str
    whole: Whole
    parts: tuple[StatedNumber, ...]
    signs: tuple[int, ...]
    totals: tuple[StatedNumber, ...]
    complete: bool

    @property
    def values(self) -> list[Decimal]:
        """The parts with their signs."""
        return [number.number.value * sign for number, sign in zip(self.parts, self.signs, strict=True)]


def read_listed_percents(text: str, separators: Separators = VIETNAMESE) -> Iterator[ListedPercents]:
    """Read the lists of percentages of a paragraph that make up a whole.

    Args:
        text: A paragraph.
        separators: How it prints figures.

    Yields:
        Lists of three parts and more; parts of parts ("trong đó công nghiệp 16,57%") are left out.
    """
    for sentence in map(str.strip, _SENTENCE.split(clean(text))):
        if not may_list(sentence):
            continue
        folded = fold_in_place(sentence)
        numbers = read_stated_numbers(sentence, separators)
        for whole, parts in (
            (Whole.GROWTH, _said(folded, numbers, _GIVES, Kind.POINTS)),
            (Whole.GROWTH_SHARES, _said(folded, numbers, _GIVES, Kind.PERCENT)),
            (Whole.STRUCTURE, _said(folded, numbers, _MAKES, Kind.PERCENT)),
            (Whole.STRUCTURE, _in_turn(folded, numbers)),
        ):
            if _FEWEST <= len(parts) <= _MOST and (whole is not Whole.STRUCTURE or _STRUCTURE.search(folded)):
                yield _listed(sentence, whole, parts, numbers)


def may_list(text: str) -> bool:
    """Whether a text, cleaned, may list percentages that make up a whole."""
    return text.count("%") + text.count("điểm") >= _FEWEST and _MAY_LIST.search(text) is not None


def _listed(
    sentence: str,
    whole: Whole,
    parts: Sequence[StatedNumber],
    numbers: Sequence[StatedNumber],
) -> ListedPercents:
    first = parts[0].span[0]
    folded = fold_in_place(sentence)
    ahead = [
        one
        for one in numbers
        if one.end <= first and one.kind is Kind.PERCENT and _LEADS.search(folded[one.end : first])
    ]
    signs = tuple(-1 if _TAKES.search(one.before) or one.number.value < 0 else 1 for one in parts)
    return ListedPercents(
        sentence=sentence,
        whole=whole,
        parts=tuple(parts),
        signs=signs if whole is Whole.GROWTH else (1,) * len(parts),
        totals=tuple(ahead) if whole is Whole.GROWTH else (),
        complete=len(parts) > _FEWEST or any(_TAXES.search(one.before) for one in parts),
    )


def _said(
    folded: str, numbers: Sequence[StatedNumber], said: re.Pattern[str], kind: Kind
) -> list[StatedNumber]:
    """Percentages that the words before them say are parts; those of a part's parts are left out."""
    parts: list[StatedNumber] = []
    end, inside = 0, False
    for number in numbers:
        between = folded[end : number.span[0]]
        end = number.end
        inside = bool(_OF_WHICH.search(between.rpartition(";")[2])) or (inside and ";" not in between)
        first = not parts
        listed = said.search(number.before) or (
            parts and kind is Kind.PERCENT and number.rise is None and _NEXT.fullmatch(between)
        )
        if number.kind is kind and number.opened is None and listed and (first or not inside):
            parts.append(number)
            inside = False if first else inside
    return parts


def _in_turn(folded: str, numbers: Sequence[StatedNumber]) -> list[StatedNumber]:
    """Percentages one behind the other: "lần lượt là 17,36%; 44,93% và 37,71%"."""
    start = next(
        (at for at, one in enumerate(numbers) if one.kind is Kind.PERCENT and _IN_TURN.search(one.before)),
        None,
    )
    if start is None:
        return []
    parts = [numbers[start]]
    for one, two in zip(numbers[start:], numbers[start + 1 :], strict=False):
        if two.kind is not Kind.PERCENT or not _JOINT.fullmatch(folded[one.end : two.span[0]]):
            break
        parts.append(two)
    return parts
