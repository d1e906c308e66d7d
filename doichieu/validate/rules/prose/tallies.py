"""Counts of units that sentences state with what the units meet: a bound, the mean, a rise or a fall."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import zip_longest

from doichieu.model import Claim, Quantity, QuantityKind
from doichieu.normalize.sentences.bound_words import BOUNDS
from doichieu.normalize.sentences.share_words import links
from doichieu.normalize.text import fold_in_place
from doichieu.normalize.unit_nouns import without_unit_commas
from doichieu.validate.infer.ranks.thresholds import Threshold, read_threshold

_COUNTS = (QuantityKind.COUNT, QuantityKind.OUT_OF)
_BOUND = re.compile(rf"(?:\b(?:{BOUNDS})|[<>≤≥])\s+\d")
# "Vượt mốc 90 điểm", "chưa đạt 75 điểm" are bounds in other words.
_PASSED = re.compile(r"\b(?:vuot(?: qua)?(?: moc| muc| nguong)?|qua moc)\s+(?=\d)")
_MISSED = re.compile(r"\b(?:chua|khong) dat(?: moc| muc| nguong| duoc)?\s+(?=\d)")
_MARK = re.compile(r"\b(tren|duoi|tu)\s+(?:moc|muc|nguong)\s+(?=\d)")
_AT_LEAST = re.compile(r"\bdat\s+(\d[\d.,]*\s?(?:%|diem)? tro len)")
# "15 - 18 tiêu chí" behind "từ" is one bound.
_SPAN = re.compile(r"(\btu\s+\d+(?:[.,]\d+)*)\s*[-–]\s*(?=\d)")
# A clause ends where its units are named one by one.
_CLAUSE_END = re.compile(
    r"[;(:]|\.\s|,\s+(?:chiem|tuong ung|trong do)|,?\s+(?:bao gom|gom|do la|cu the la)\b"
)
_CLAUSE_START = re.compile(r"[;(]|\.\s|,\s+(?=(?:dat |tu |tren |duoi |co |nhom |muc |so ))")
_BRACKET = re.compile(rf"\((?P<said>(?:{BOUNDS}) \d[^()]*)\)")
# "(từ 90 điểm trở lên xếp loại Xuất sắc, từ 80 đến dưới 90 điểm xếp loại Tốt)": of all groups, not of the last
_SCALE = re.compile(rf"\d[^,;]*[,;] (?:va )?(?:{BOUNDS}) \d|\b(?:xep loai|loai|muc|nhom) [a-z]")
_GROUP = re.compile(r" (?:thuoc |xep |dat |o |nam trong )*(?:nhom|loai|muc)\b")
_SENTENCE = re.compile(r";|\.\s")
_UNIT = re.compile(
    r"\d[\d.,]*\s+(?P<unit>tieu chi|ho so|dich vu|nguoi|trieu|ty|nghin|chi tieu|nhiem vu|phieu|noi dung|san pham|bac|ngay|vu|gio|ca|lan)\b"
)
# What leads from a condition to its count: "Số đơn vị đạt từ 85 điểm trở lên là 04 huyện".
_IS_MET = re.compile(r"\d [^.;:,\d]*\bdat(?: chuan| du| duoc)? $")
_ALL_MET = re.compile(r"\bdat(?: chuan| du| duoc)? (\d+)\s?/\s?\1\b(?! diem)")
_LEADS = re.compile(r"(?:\b(?:la|co|gom|gom co|dat)|:)\s*:?\s*$")
_MEAN = r"(?:muc |diem |gia tri |ket qua |chi so )*(?:trung binh|binh quan)\b"
_ABOVE = re.compile(rf"\b(?:cao hon|tren|vuot|lon hon|hon)\s+(?:so voi )?(?:{_MEAN}|muc (?:nay|do)\b)")
_BELOW = re.compile(rf"\b(?:thap hon|duoi|nho hon|chua dat|kem)\s+(?:so voi )?{_MEAN}")
# "So với mức trung bình, có 6 đơn vị cao hơn và 4 đơn vị thấp hơn"
_BESIDE = re.compile(rf"\bso voi {_MEAN}")
_HIGHER, _LOWER = re.compile(r"\b(?:cao|lon) hon\b"), re.compile(r"\b(?:thap|nho) hon\b")
# "Tụt hạng nhiều nhất" says that others did too.
_MOST = re.compile(r"\b(?:nhieu|manh|lon|sau|cao|an tuong|dang ke) nhat\b")
_RISE = re.compile(r"\b(?:tang|cai thien|thang|(?<!tro )len|cao hon)\b")
_FALL = re.compile(r"\b(?:giam|tut|lui|(?<!tro )xuong|thap hon|sut giam)\b")
_SAME = re.compile(r"\b(?:giu nguyen|khong (?:thay )?doi|giu vung|giu on dinh|bang (?:nam|ky|diem))\b")
_PLACES = re.compile(r"\b(?:bac|hang|thu hang|vi tri|thu bac|xep hang)\b")
_SCORES = re.compile(r"\b(?:diem|diem so|chi so|ket qua|gia tri|ty le)\b")
_COMPARED = re.compile(r"\bso voi\s+(?:cung ky\s+)?(?:ket qua\s+)?(?:nam|ky|quy|lan)\b|\bnam truoc\b")


# "12 đơn vị được xếp hạng", "bình quân của 12 đơn vị đạt": all units.
_JUDGED = re.compile(
    r"^[^.;:,\d]{0,40}?\bduoc (?:danh gia|xep hang|xep loai|cham diem)(?:,? (?:xep hang|xep loai|phan loai))?\s*(?:$|[,.]|la\b|trong nam\b|nam \d)"
)
_MEAN_OF = re.compile(
    rf"\b{_MEAN}[^.;:\d]{{0,60}}(?:\bnam \d{{4}}[^.;:\d]{{0,20}})?\bcua (?:toan bo |tat ca |ca )?$"
)
# "8/16 đơn vị xếp hạng Khá, giảm 03 đơn vị so với năm 2020": what fell is how many there are
_COUNT_MOVED = re.compile(r",\s*(?:tang|giam)(?: them)?\s*$")
# "10/16 đơn vị xếp hạng Khá, không thay đổi so với năm 2020": so is what stayed.
_COUNT_STAYED = re.compile(
    r"\b(?:xep|dat|duoc|thuoc)\b[^,]*,\s*(?:tang|giam|(?:van )?giu nguyen|khong (?:thay )?doi)\b"
)
_IS_UNITS = re.compile(
    r"^(?:\s+(?:so|ban|nganh|huyen|quan|thi xa|thanh pho|xa|phuong|thi tran|don vi|co quan|dia phuong|tinh)){1,7}\s(?:dat|la|o muc)\b"
)
_IS = re.compile(r"^[^.;:,\d]{0,12}(?:, [^.;:,\d]{0,25})?\s(?:dat|la|o muc)\b")
_UNRANKED = re.compile(r"\b(?:khong|chua)(?: duoc)? (?:xep hang|xep loai|danh gia|cham diem)\b")


_NONE = re.compile(r"\b(?P<none>khong co)(?= [^.;:,\d]{0,40}\bnao\b)")
_RATE = re.compile(
    r"\bty le (?:cac |so )?(?P<clause>[a-z][^.;:%]*?\d[\d.,]* ?(?:diem|%)[^.;:%\d]*?)(?: la| dat| chiem| bang| o muc)\s*\Z"
)
_RATE_BEHIND = re.compile(
    r"\s*(?:tong )?so (?:cac )?(?P<clause>[a-z][^.;:%]*?\d[\d.,]* ?diem(?: tro (?:len|xuong))?)"
)
_NO_COUNT = Quantity(kind=QuantityKind.COUNT, value=Decimal(0), places=0, printed="", span=(0, 0))


class Way(StrEnum):
    """What units are counted by, where it is no bound."""

    ABOVE = "above the mean"
    BELOW = "below the mean"
    RISE = "rise"
    FALL = "fall"
    SAME = "same"
    ALL = "all"
    UNRANKED = "without a rank"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A count of units as a sentence states it.

    Attributes:
        count: The count.
        noun: What it counts, as printed.
        said: The clause, with what the units meet.
        bound: The bound that they meet, None where it is none.
        way: What else they meet.
        unit: What the bound is one of, folded, where it is neither points nor percent: "tiêu chí".
        ranked: Whether what rises or falls are places.
        share: The percentage stated as the share of the units counted.
    """

    count: Quantity
    noun: str
    said: str
    bound: Threshold | None = None
    way: Way | None = None
    unit: str = ""
    ranked: bool = False
    share: Quantity | None = None


def tallies(claim: Claim) -> Iterator[Tally]:
    """The counts of units that a sentence states with what the units meet.

    Args:
        claim: A sentence.
    """
    folded = without_unit_commas(fold_in_place(claim.sentence))
    counts = [
        quantity
        for quantity in claim.quantities
        if quantity.kind in _COUNTS and not (quantity.whole and _IS_MET.search(folded[: quantity.span[0]]))
    ]
    counts = sorted([*counts, *_none(claim.sentence, folded)], key=lambda one: one.span)
    for at, (count, after) in enumerate(zip_longest(counts, counts[1:])):
        start = count.span[0] + len(count.printed)
        end = after.span[0] if after else len(folded)
        behind = _CLAUSE_END.split(folded[start:end])[0]
        if after:
            behind = _COUNT_MOVED.sub("", behind)
        before = folded[counts[at - 1].span[1] if at else 0 : count.span[0]]
        opened = [mark.end() for mark in _CLAUSE_START.finditer(before)]
        lead = before[opened[-1] if opened else 0 :]
        led = _SENTENCE.split(folded[: count.span[0]])[-1]
        said = claim.sentence[count.span[0] - len(led) : start + len(behind)]
        found = (
            _of_all(lead, folded[start:end])
            or _read(behind, folded, claim)
            or (_read(lead, folded, claim) if _LEADS.search(lead) else None)
        )
        if found is None:
            found = _in_brackets(folded[start + len(behind) : end], claim)
            behind = _GROUP.split(behind)[0]  # the group's name is none of what the column is of
            said = claim.sentence[start : start + len(behind)]
        if found is not None:
            noun = claim.sentence[start : start + len(behind)]
            noun = noun if noun.strip() else _counted_before(claim.sentence, count, lead)
            yield replace(found, count=count, noun=noun, said=said, share=_share(claim, count, after))


def _in_brackets(rest: str, claim: Claim) -> Tally | None:
    """What a bracket right behind the units says that they meet: "07 đơn vị nhóm Khá (từ 70 đến dưới 80 điểm)"."""
    match = _BRACKET.match(rest)
    return _read(match["said"], rest, claim) if match and not _SCALE.search(match["said"]) else None


def _none(sentence: str, folded: str) -> Iterator[Quantity]:
    """Counts in words: "không có đơn vị nào đạt dưới 60 điểm"."""
    for match in _NONE.finditer(folded):
        span = match.span("none")
        yield Quantity(
            kind=QuantityKind.COUNT, value=Decimal(0), places=0, printed=sentence[slice(*span)], span=span
        )


def shares_of_units(claim: Claim) -> Iterator[Tally]:
    """Percentages of units stated without their count: "tỷ lệ đơn vị đạt trên 90 điểm là 21,5%".

    Args:
        claim: A sentence.
    """
    folded = without_unit_commas(fold_in_place(claim.sentence))
    for share in claim.quantities:
        if share.kind is not QuantityKind.PERCENT:
            continue
        match = _RATE.search(folded, 0, share.span[0]) or _RATE_BEHIND.match(folded, share.span[1])
        found = _read(match["clause"], folded, claim) if match else None
        if match is not None and found is not None and found.bound is not None:
            start, end = match.span("clause")
            text = claim.sentence[start:end]
            yield replace(found, count=_NO_COUNT, noun=" " + text, said=text, share=share)


def _counted_before(sentence: str, count: Quantity, lead: str) -> str:
    """What a bare count counts: "Số đơn vị trên mức trung bình là 6"."""
    match = re.search(r"\bso (?:luong )?(?:cac )?", lead)
    return sentence[count.span[0] - len(lead) + match.end() : count.span[0]] if match else ""


def _of_all(lead: str, behind: str) -> Tally | None:
    """Whether a count is said to be that of all units, or of those that have no rank."""
    if _UNRANKED.search(re.split(r"[.;,]", behind)[0]):
        return Tally(count=_NO_COUNT, noun="", said="", way=Way.UNRANKED)
    if _JUDGED.match(behind) or (_MEAN_OF.search(lead) and (_IS.match(behind) or _IS_UNITS.match(behind))):
        return Tally(count=_NO_COUNT, noun="", said="", way=Way.ALL)
    return None


def _read(clause: str, sentence: str, claim: Claim) -> Tally | None:
    """What a folded clause says that units meet."""
    tally = Tally(count=_NO_COUNT, noun="", said="")
    clause = _MISSED.sub("duoi ", _PASSED.sub("tren ", _SPAN.sub(r"\1 den ", clause)))
    clause = _ALL_MET.sub(r"tu \1", _AT_LEAST.sub(r"tu \1", _MARK.sub(r"\1 ", clause)))
    match = _BOUND.search(clause)
    if match is not None:
        threshold = read_threshold(clause[match.start() :], claim.sentence)
        percent = "%" in clause and "diem" not in clause[match.start() :]
        if threshold is None:
            return None
        unit = _UNIT.search(clause, match.end() - 1)
        return replace(tally, bound=replace(threshold, percent=percent), unit=unit["unit"] if unit else "")
    way = _way(clause, sentence)
    return replace(tally, way=way, ranked=bool(_PLACES.search(clause))) if way else None


def _way(clause: str, sentence: str) -> Way | None:
    beside = bool(_BESIDE.search(sentence))
    if _BELOW.search(clause) or (beside and _LOWER.search(clause)):
        return Way.BELOW
    if _ABOVE.search(clause) or (beside and _HIGHER.search(clause)):
        return Way.ABOVE
    if (
        beside
        or _MOST.search(clause)
        or _COUNT_STAYED.search(clause)
        or not (_PLACES.search(clause) or _SCORES.search(clause) or _COMPARED.search(sentence))
    ):
        return None
    return way_of(clause)


def way_of(clause: str) -> Way | None:
    """What a folded clause says that units did, where that is one thing: rise, fall or stay."""
    found = [
        way for way, said in ((Way.SAME, _SAME), (Way.RISE, _RISE), (Way.FALL, _FALL)) if said.search(clause)
    ]
    return found[0] if len(found) == 1 else None


def _share(claim: Claim, count: Quantity, after: Quantity | None) -> Quantity | None:
    """The percentage right behind a count that is its share."""
    end = after.span[0] if after else len(claim.sentence)
    shares = [
        one
        for one in claim.quantities
        if one.kind is QuantityKind.PERCENT and count.span[0] < one.span[0] < end
    ]
    if not shares:
        return None
    between = claim.sentence[count.span[0] + len(count.printed) : shares[-1].span[0]]
    behind = claim.sentence[shares[-1].span[1] :]
    # behind a colon the figure in brackets is the unit's own: "gồm 01 sở: Sở Nội vụ (81,95%)"
    alone = between.rstrip().endswith("(") and ":" not in between and behind.lstrip().startswith(")")
    return shares[-1] if alone or links(between, behind) else None
