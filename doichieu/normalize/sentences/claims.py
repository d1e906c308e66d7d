"""Sentences that state figures: "18/19 (94,73%)", "6 đơn vị đạt loại Tốt chiếm 35%", "tăng 4 bậc"."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from doichieu.model import Claim, Document, Heading, Number, Paragraph, Quantity, QuantityKind
from doichieu.normalize.numbers import FIRST_DIGIT, Separators, read_number
from doichieu.normalize.text import clean
from doichieu.normalize.unit_nouns import UNIT_NOUNS

_FIGURE = r"\d+(?:[.,]\d+)*"
_FREE = rf"{FIRST_DIGIT}\d*(?:[.,]\d+)*"
# A slash pair that is neither a date (07/02/2017) nor a document number (305/QĐ-UBND); both may have their unit: "9 liều/12 liều".
_OUT_OF = re.compile(
    rf"(?P<part>{_FREE})(?:\s(?P<own>[^\W\d]+(?:\s[^\W\d]+){{0,2}}))?\s?/\s?(?P<whole>{_FIGURE})(?![\d/\w-]|\.\d)"
    r"(?(own)(?=\s(?P=own)\b))",
    re.IGNORECASE,
)
# "12 đơn vị trên tổng số 21", "12 trên 21 đơn vị"
_AMONG = re.compile(
    rf"(?P<part>{_FREE})(?:(?:\s[^\W\d]+,?){{0,10}}?\s(?:trên|trong)\s(?:tổng\s)?số|\strên(?:\stổng)?)"
    rf"\s(?P<whole>{_FIGURE})(?![\d/\w%-]|\s%|[.,]\d)",
    re.IGNORECASE,
)
_MOVE = re.compile(
    rf"\b(?P<way>tăng|thăng|vươn lên|cải thiện|giảm|tụt|lùi|hạ|rớt)\s(?:thêm\s|được\s|tới\s|những\s|liền\s|đến\s(?=\d+\s(?:bậc|hạng)))?"
    rf"(?:(?:điểm\s)?(?:cao|nhiều|mạnh|lớn)\snhất,?\s(?:với|là|đạt)\s)?(?P<value>{_FIGURE})\s?"
    r"(?P<noun>bậc|hạng|vị trí|điểm phần trăm|điểm|%)(?![\w])",
    re.IGNORECASE,
)
# "Cao hơn năm 2021 4,47 điểm", "thấp hơn 2 bậc so với năm trước": a move, in other words.
_BESIDE_YEAR = re.compile(
    rf"\b(?P<way>cao hơn|thấp hơn|hơn|kém)\s(?:so với\s)?(?:kết quả\s)?(?:của\s)?năm\s(?:\d{{4}}|trước|ngoái)\s(?:là\s|tới\s)?(?P<value>{_FIGURE})\s?"
    rf"(?P<noun>bậc|hạng|điểm phần trăm|điểm|%)(?![\w])",
    re.IGNORECASE,
)
_ABOVE_YEAR = re.compile(
    rf"\b(?P<way>cao hơn|thấp hơn)\s(?P<value>{_FIGURE})\s?(?P<noun>bậc|hạng|điểm phần trăm|điểm|%)(?=\sso với\s(?:kết quả\s)?(?:của\s)?năm\b)",
    re.IGNORECASE,
)
# "Sở Y tế (+2), Sở Nội vụ (▼1)" in a sentence on places.
_MOVE_ASIDE = re.compile(r"\((?P<way>[+\-–−▲▼↑↓])\s?(?P<value>\d{1,2})(?:\s(?P<noun>bậc|hạng|vị trí))?\)")
_ON_PLACES = re.compile(r"\b(?:hạng|bậc|vị trí)\b", re.IGNORECASE)
_SCORE = re.compile(rf"(?P<value>{_FREE})\s?(?P<noun>điểm)\b(?!\s(?:%|phần trăm))", re.IGNORECASE)
# "Lần lượt 88,1; 86,2 và 84,0 điểm": the last of a list has the unit of all.
_NEXT = rf"(?=(?:(?:[,;]|,? và)\s{_FIGURE})*(?:,?\svà|[,;])\s{_FIGURE}\s?"
_SCORES, _PERCENTS = (
    re.compile(rf"(?P<value>{_FREE}){_NEXT}{unit})", re.IGNORECASE) for unit in (r"điểm\b", "%")
)
# A score whose word stands before it: "điểm cao nhất: 92,55 (Sở Y tế)".
_SCORE_BEHIND = re.compile(
    r"(?:\bđiểm\b[^.;:%\d]{0,40}?(?::|\slà|\sđạt|\sbằng)|\b(?:tổng|số)(?: số)? điểm)\s(?P<value>\d{1,3}[.,]\d{1,3})(?=[,;.]?(?:\s\(|\s[^\W\d]+\s|$)|[,;](?!\d)|\.$)",
    re.IGNORECASE,
)
# An index that has no unit: "dẫn đầu với 0,7737", "Sở Y tế (0,7460)".
_INDEX = re.compile(
    r"(?:\b(?:với|đạt|là)\s|(?<=\())(?P<value>[01][.,]\d{3,4})(?=\)|[,;](?:\s|$)|\.?\s*$|\s(?:điểm\b|cao hơn|thấp hơn|tăng|giảm|xếp|đứng|\())",
    re.IGNORECASE,
)
_CRITERIA = re.compile(
    rf"\b(?:bình quân|trung bình)\b[^.;%\d]{{0,60}}?\s(?P<value>{_FIGURE})\s(?P<noun>tiêu chí)\b",
    re.IGNORECASE,
)
_DOWN = re.compile(r"giảm|tụt|lùi|hạ|rớt|thấp|kém|[\-–−▼↓]", re.IGNORECASE)
_PERCENT = re.compile(r"(?P<value>\d(?<![\d/.,]\d)\d*(?:[.,]\d+)*)\s?%")
_COUNT = re.compile(
    rf"(?P<value>{FIRST_DIGIT}(?!(?<=năm \d)\d{{3}}\s)\d{{0,3}}(?:\.\d{{3}})*)\s(?P<noun>(?:{UNIT_NOUNS})\b[^\d.;:()]{{0,60}})",
    re.IGNORECASE,
)
# "Số đơn vị xếp loại Tốt là 5": what is counted stands before.
_COUNT_BEHIND = re.compile(
    rf"\bsố (?:lượng )?(?:các )?(?P<noun>(?:{UNIT_NOUNS})\b[^\d.;:()]{{0,60}}?)(?:\slà|\scó|:)\s"
    r"(?P<value>\d{1,4})(?=[,;(.]|\s\(|$)(?![.,]\d)",
    re.IGNORECASE,
)
_RANK = re.compile(
    r"(?:xếp hạng|xếp thứ|đứng thứ|vị trí thứ|vị trí số|vị trí(?=\s\d{1,3}\s?/\s?\d)|hạng|(?:lên|xuống|giữ|ở)\sthứ)\s(?:thứ\s)?(?P<value>\d{1,3})(?:\s?/\s?(?P<whole>\d{1,3}))?(?![\d/.,]\d)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_ABBREVIATIONS = re.compile(r"\b(?:TP|TX|TT|Tp|Tx|P|Q|H|STT|ThS|TS|GS)\.$")
_POINTS = re.compile(r"\s?điểm\b", re.IGNORECASE)
_SHARE, _DAYS = (
    re.compile(r"[^\d.;]{0,60}?(?:\(|\b(?:chiếm|đạt|tương ứng)(?: t[ỷỉ] lệ)?) ?\d+(?:[.,]\d+)? ?%"),
    31,
)
# A fraction alone in brackets behind its percentage: "94,6% (17.836/18.849 trẻ)".
_SHARED = re.compile(r"\d ?% ?\($")
_MET = re.compile(r"\s(?:tiêu chí|chỉ tiêu|nội dung)\b", re.IGNORECASE)
_DATE_WORD = re.compile(r"(?:ngày|tháng|quý|kỳ|năm học|số|điều|khoản|mẫu)\s+$", re.IGNORECASE)
# As many characters before a figure hold the word that makes it a date.
_BEFORE = 20
# What a semicolon within ends no sentence: brackets, and "lần lượt là 88,1; 86,2; 84,0 điểm".
_LIST = re.compile(
    rf"\b(?:lần lượt|tương ứng)\b[^.;\d]{{0,160}}?{_FIGURE}(?:\s?(?:điểm|%))?(?:(?:[,;]|,? và)\s{_FIGURE}(?:\s?(?:điểm|%))?)+",
    re.IGNORECASE,
)
# "Nhóm 3 đơn vị dẫn đầu gồm: Sở A; Sở B (92,5 điểm); Sở C": names alone, or with a figure in brackets
_NAME = r"[^;:.,\d()]{2,60}(?:\([^()]*\))?"
_NAMES = rf"(?:\b(?:gồm|là)(?: có)?(?: các)?:?|:)\s(?:{_NAME};\s){{1,40}}{_NAME}(?=\s*(?:[.;]|$))"
_BRACKETS = re.compile(r"\([^()]*\)")
_ASIDE = re.compile(rf"{_BRACKETS.pattern}|{_LIST.pattern}|{_NAMES}", re.IGNORECASE)
# "; đạt 82,2%" goes on about the figure before it.
_END = re.compile(
    r"[.!?;](?=\s)(?:(?<!;)|(?!\s(?:đạt|chiếm|bằng|tương ứng|t[ỷỉ] lệ)\b[^.;,\d]{0,20}\d[\d.,]*\s?%))",
    re.IGNORECASE,
)
# What is said of a figure is said near it: a page without a full stop is no sentence, and every figure keeps its own.
_LONGEST = 2000


# What is looked for, one kind after the other, with what a sentence has in lower case that states it: few have most.
_PATTERNS = (
    (QuantityKind.MOVE, _MOVE, ""),
    (QuantityKind.MOVE, _BESIDE_YEAR, "năm"),
    (QuantityKind.MOVE, _ABOVE_YEAR, "năm"),
    (QuantityKind.MOVE, _MOVE_ASIDE, "("),
    (QuantityKind.RANK, _RANK, ""),
    (QuantityKind.OUT_OF, _OUT_OF, "/"),
    (QuantityKind.OUT_OF, _AMONG, "tr"),
    (QuantityKind.PERCENT, _PERCENT, "%"),
    (QuantityKind.SCORE, _SCORE, "điểm"),
    (QuantityKind.SCORE, _SCORES, "điểm"),
    (QuantityKind.PERCENT, _PERCENTS, "%"),
    (QuantityKind.SCORE, _SCORE_BEHIND, "điểm"),
    (QuantityKind.SCORE, _CRITERIA, "tiêu chí"),
    (QuantityKind.SCORE, _INDEX, ""),
    (QuantityKind.COUNT, _COUNT, ""),
    (QuantityKind.COUNT, _COUNT_BEHIND, "số"),
)
_OF_LISTS = (_SCORES, _PERCENTS)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Split running text into sentences.

    Args:
        text: A paragraph.

    Yields:
        Start character and sentence; "TP. Đà Nẵng" does not end one, nor does a semicolon in brackets. Text that goes
        on without an end comes in pieces.
    """
    start = 0
    for end in (*_ends(text), len(text)):
        while end - start > _LONGEST:
            cut = text.rfind(" ", start + 1, start + _LONGEST) + 1 or start + _LONGEST
            yield start, text[start:cut]
            start = cut
        if text[start:end].strip():
            yield start, text[start:end]
        start = end


def _ends(text: str) -> Iterator[int]:
    """Where sentences end."""
    ends = list(_END.finditer(text))
    if not ends:
        return
    # names in a list are parted by semicolons, and few texts have a list
    lists = ";" in text or any(word in text.casefold() for word in ("lần lượt", "tương ứng"))
    asides = deque(match.span() for match in (_ASIDE if lists else _BRACKETS).finditer(text))
    for match in ends:
        while asides and asides[0][1] <= match.start():
            asides.popleft()
        if asides and asides[0][0] < match.start():
            continue
        if match.group() == "." and _ABBREVIATIONS.search(text[max(0, match.end() - 6) : match.end()]):
            continue
        yield match.end()


def read_quantities(sentence: str, separators: Separators) -> tuple[Quantity, ...]:
    """The quantities stated in a sentence, in order.

    Args:
        sentence: A sentence.
        separators: Convention of the document.

    Returns:
        Moves, ranks, fractions, percentages, scores and counts; a figure belongs to one quantity only.
    """
    if not _DIGIT.search(sentence):
        return ()
    taken: list[tuple[int, int]] = []
    found: list[Quantity] = []
    listed, said = _LIST.search(sentence), sentence.casefold()
    for kind, pattern, needed in _PATTERNS:
        if needed not in said or (pattern in _OF_LISTS and not listed):
            continue
        if pattern is _MOVE_ASIDE and not _ON_PLACES.search(said):
            continue
        for match in pattern.finditer(sentence):
            span = match.span("part" if kind is QuantityKind.OUT_OF else "value")
            if any(start < span[1] and span[0] < end for start, end in taken):
                continue
            quantity = _quantity(kind, match, separators)
            if quantity is not None:
                if pattern in (_COUNT_BEHIND, _SCORE_BEHIND, _CRITERIA, _INDEX):
                    quantity = replace(quantity, printed=match["value"], span=span)
                elif pattern is _MOVE_ASIDE:
                    quantity = replace(quantity, unit=quantity.unit or "bậc")
                found.append(quantity)
                taken.append((match.start(), match.end() if kind is not QuantityKind.COUNT else span[1]))
    return tuple(sorted(found, key=lambda quantity: quantity.span))


def _quantity(kind: QuantityKind, match: re.Match[str], separators: Separators) -> Quantity | None:
    groups = match.groupdict()
    value = read_number(groups.get("part") or groups["value"], separators)
    whole = read_number(groups["whole"], separators) if groups.get("whole") else None
    if value is None or (kind is QuantityKind.OUT_OF and not _is_fraction(match, value, whole)):
        return None
    unit = "%" if kind is QuantityKind.PERCENT else clean(groups.get("noun") or "")
    return Quantity(
        kind=kind,
        value=-value.value if _DOWN.match(groups.get("way") or "") else value.value,
        places=value.places,
        whole=whole.value if whole else None,
        unit=unit,
        printed=match.group().strip() if kind is not QuantityKind.COUNT else groups["value"],
        span=match.span(),
    )


def _is_fraction(match: re.Match[str], part: Number, whole: Number | None) -> bool:
    """Whether a slash pair is a fraction: not a day or month ("ngày 15/6", "quý 1/2023"), not "24/7"."""
    if whole is None or whole.value == 0:
        return False
    # Points may be more than their maximum, by bonus or by mistake; a count of so many days of a month is a date.
    if part.value > whole.value and not (
        _POINTS.match(match.string, match.end())
        or _MET.match(match.string, match.end())
        or (whole.value > _DAYS and _SHARE.match(match.string, match.end()))
        or match.groupdict().get("own")
        or (whole.value > _DAYS and _SHARED.search(match.string, 0, match.start()))
    ):
        return False
    if _DATE_WORD.search(match.string[max(0, match.start() - _BEFORE) : match.start()]):
        return False
    return not (part.value <= 12 and whole.places == 0 and 1945 <= whole.value <= 2100)


def read_claims(document: Document, separators: Separators) -> tuple[Claim, ...]:
    """Every sentence of a document that states figures.

    Args:
        document: A document as printed.
        separators: Its separator convention.

    Returns:
        Claims in reading order with the heading they stand under as part of their subject.
    """
    claims: list[Claim] = []
    heading = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            heading = block.text
        if not isinstance(block, Paragraph | Heading):
            continue
        for _, printed in sentences(clean(block.text)):
            sentence = printed.strip()
            quantities = read_quantities(sentence, separators)
            if quantities:
                claims.append(
                    Claim(
                        claim_id=f"c{len(claims) + 1:03}",
                        sentence=sentence,
                        subject=heading,
                        quantities=quantities,
                        locator=block.locator,
                    )
                )
    return tuple(claims)
