"""Sentences that speak of all units together: means, highest and lowest figures, ranges, gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from doichieu.model import Claim, Number, Quantity, QuantityKind
from doichieu.normalize.numbers import read_number
from doichieu.normalize.text import fold_in_place


class Statistic(StrEnum):
    """What a figure says of all units together."""

    MEAN = "mean"
    MEDIAN = "median"
    HIGHEST = "highest"
    LOWEST = "lowest"
    GAP = "gap"
    SUM = "sum"


# "Bình quân toàn khối 65,3 điểm/đơn vị"
_OF_ALL = r"(?:chung|(?:cua )?(?:toan|ca) [a-z]+|moi [a-z]+(?: vi| quan| phuong)?)"
# "8,10/10 điểm": out of its maximum.
_FIGURE = r"(?P<value>\d+(?:[.,]\d+)*)(?:\s?/\s?\d+(?:[.,]\d+)*)?\s?(?P<unit>%|diem\b|tieu chi\b)?"
_LINK = r"(?:\b(?:la|len toi|len den|dat|dat duoc|bang|o muc|dat muc|voi|co so diem|chi)|[:=(])\s+"
# What may stand between the word and its figure: no other figure, no end of the clause.
_WORDS = r"[^;.%]{0,100}?"
_PATTERNS = (
    (
        Statistic.GAP,
        re.compile(
            rf"\b(?:khoang cach|chenh lech|cach biet)\b{_WORDS}\b(?:cao nhat|dan dau|dung dau|xep dau)\b{_WORDS}"
            rf"\b(?:thap nhat|cuoi)\b{_WORDS}{_LINK}{_FIGURE}"
        ),
    ),
    (
        Statistic.GAP,
        re.compile(
            rf"\b(?:cao nhat|dan dau)\b[^;]{{0,100}}?\b(?:thap nhat|cuoi)\b[^;]{{0,100}}?"
            rf"\b(?:khoang cach|chenh lech|chenh nhau|cach nhau|cach biet)(?: nhau)?(?: la| len toi| len den| den| toi| dat| o muc)?\s+{_FIGURE}"
        ),
    ),
    # "Đơn vị dẫn đầu hơn đơn vị cuối bảng 26,03 điểm"
    (
        Statistic.GAP,
        re.compile(
            rf"\b(?:cao nhat|dan dau|dung dau|xep dau|dau bang)\b[^.;:,%\d]{{0,60}}?\b(?:hon|bo xa|cach|vuot)\b[^.;:,%\d]{{0,60}}?"
            rf"\b(?:thap nhat|cuoi bang|cuoi cung|cuoi|chot)(?: la| toi| den| dat)?\s+{_FIGURE}"
        ),
    ),
    (
        Statistic.MEAN,
        re.compile(
            rf"\b(?:trung binh|binh quan|mat bang chung)\b(?:{_WORDS}{_LINK}|(?:\s+{_OF_ALL})*\s+){_FIGURE}"
        ),
    ),
    (Statistic.MEDIAN, re.compile(rf"\b(?:trung vi|median)\b{_WORDS}{_LINK}{_FIGURE}")),
    (Statistic.HIGHEST, re.compile(rf"\bcao nhat\b(?:{_WORDS}{_LINK}|\s+){_FIGURE}")),
    (Statistic.LOWEST, re.compile(rf"\bthap nhat\b(?:{_WORDS}{_LINK}|\s+){_FIGURE}")),
)
# "Tổng số phiếu thu về của 10 xã là 1.751": what is added up is named, its unit need not be.
_SUM = re.compile(
    rf"\btong (?:so|cong)\b{_WORDS}\b(?:la|dat|bang|co)\s*:?\s+(?P<value>\d+(?:[.,]\d+)*)(?!\s?%|[/\d])"
)
_RANGE = re.compile(
    r"\b(?:dao dong|bien dong|nam trong khoang|trong khoang|trai)\s+(?:(?:trong khoang\s+)?tu\s+)?"
    r"(?P<low>\d+(?:[.,]\d+)*)\s?(?:%|diem)?\s+den\s+(?P<high>\d+(?:[.,]\d+)*)\s?(?P<unit>%|diem\b)"
)
# A figure with its unit before is what the word is said of, and what follows is something else: its share, its rise.
_ANOTHER = re.compile(r"\d\s?(?:%|diem\b)|\d\s?/\s?\d")
# A figure that is not the statistic: "cao hơn trung bình 2,5 điểm".
_COMPARED = re.compile(r"\b(?:hon|so voi|kem|tren|duoi|vuot|thap hon|cao hon)\s+(?:muc\s+|diem\s+)*$")


@dataclass(frozen=True, slots=True)
class StatedStatistic:
    """A statistic as a sentence states it."""

    kind: Statistic
    number: Number
    quantity: Quantity


def stated_statistics(claim: Claim) -> Iterator[StatedStatistic]:
    """The statistics that a sentence states; a figure belongs to the last word before it.

    Args:
        claim: The sentence.
    """
    folded = fold_in_place(claim.sentence)
    taken: set[int] = set()
    scores = {one.span[0] for one in claim.quantities if one.kind is QuantityKind.SCORE}
    for match in _RANGE.finditer(folded):
        kind = QuantityKind.PERCENT if match["unit"] == "%" else QuantityKind.SCORE
        for statistic, group in ((Statistic.LOWEST, "low"), (Statistic.HIGHEST, "high")):
            yield from _read(claim, statistic, match.span(group), kind)
            taken.add(match.start(group))
    for match in _SUM.finditer(folded):
        yield from _read(claim, Statistic.SUM, match.span("value"), QuantityKind.COUNT)
    for statistic, pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            start, end = match.span("value")
            unit = match["unit"] or ("diem" if start in scores else "")
            if start in taken or not unit or _COMPARED.search(folded[: match.start()]):
                continue
            if statistic is not Statistic.GAP and _ANOTHER.search(folded[match.start() : start]):
                continue
            taken.add(start)
            kind = QuantityKind.PERCENT if unit == "%" else QuantityKind.SCORE
            yield from _read(claim, statistic, (start, end), kind)


def _read(
    claim: Claim, statistic: Statistic, span: tuple[int, int], kind: QuantityKind
) -> Iterator[StatedStatistic]:
    printed = claim.sentence[span[0] : span[1]]
    number = read_number(printed)
    if number is not None:
        quantity = Quantity(kind=kind, value=number.value, places=number.places, printed=printed, span=span)
        yield StatedStatistic(statistic, number, quantity)
