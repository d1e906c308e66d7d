"""What sentences say of another year than their paper's: "Sở Y tế đạt 86,2 điểm (năm 2021 đạt 83,0 điểm)".

What is said of a year is told as a sentence of its own, "Sở Y tế đạt 83,0 điểm", so that it can be held against the
figures of that year as any sentence is held against those of its paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from doichieu.model import Quantity, QuantityKind
from doichieu.normalize.numbers import Separators
from doichieu.normalize.sentences.claims import read_quantities
from doichieu.normalize.sentences.number_words import place_in_words, read_number_words
from doichieu.normalize.sentences.year_asides import (
    FIGURE,
    NAMED,
    YEAR,
    asides_of,
    clauses_of,
    without_asides,
    year_of,
    years_spoken,
)
from doichieu.normalize.text import fold_in_place
from doichieu.normalize.unit_nouns import without_unit_commas

# Plans, decisions and what was counted over years are not told.
_NOT_TOLD = re.compile(
    r"\b(?:kế hoạch(?! và đầu tư| - tài chính|, tài chính)|mục tiêu|phấn đấu|dự kiến|dự toán|ước|giai đoạn|nhiệm kỳ|đến (?:hết |cuối )?năm|lộ trình"
    r"|trong các năm|hằng năm|hàng năm|điều chỉnh|rà soát|hiệu chỉnh|phúc tra|đính chính|đánh mất|để mất|không (?:còn )?(?:giữ|duy trì))\b|\b(?:(?<!vị trí )(?<!tổng )số|ngày)\s\d",
    re.IGNORECASE,
)
# "Giữ nguyên vị trí thứ 4 so với năm 2021" is said of either year.
_KEPT = re.compile(
    rf"\b(?:giữ|duy trì|không (?:thay )?đổi)\b[^.;,()]*?\s(?P<since>(?:so với|như) (?:kết quả )?(?:của )?{YEAR})",
    re.IGNORECASE,
)
# "Sở A từ loại Khá năm 2021 vươn lên loại Tốt": the tier that it was in.
_TIER_TURN = re.compile(
    rf"\btừ (?P<tier>(?:xếp )?(?:loại|mức(?: độ)?|nhóm|hạng) [^\d.,;:()]{{2,30}}?)(?: (?:của |vào |trong )?{YEAR})?,?"
    r"(?: (?:đã|vươn|tăng|nâng|cải thiện|giảm|tụt|rơi|rớt|chuyển))* (?:lên|xuống|thành|sang|còn) ",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"\s*(?:(?:là|đạt|có|ở mức|được|chỉ|mới|với|bằng)\s)*(?P<value>{FIGURE})[\s.]*$", re.IGNORECASE
)
_PLACE_IN_WORDS = re.compile(
    r"(?P<led>\b(?:xếp|đứng|vị trí|hạng|giữ|lên|xuống|ở)) (?P<place>thứ (?:nhì|hai|ba|tư|bốn|năm(?! \d)|sáu|bảy|tám|chín|mười))\b"
    r"(?! [^\W\d]+ (?:năm|lần))",
    re.IGNORECASE,
)
# "3 năm liên tiếp đứng thứ hai" is said of each of them.
_IN_A_ROW = re.compile(
    r"\b(?P<count>[2-9]|hai|ba|bốn|năm)\s(?:năm|lần)\s(?:liên tiếp|liên tục|liền)(?:\sliền)?\b", re.IGNORECASE
)
_DIGITS = re.compile(FIGURE)
_COMMA = re.compile(r"[,;](?!\d)")
# "So với năm 2016 (từ thứ 6 lên thứ 1)": of the year compared with is where it began.
_BEGAN = re.compile(
    r"\s*(?:tăng |giảm )?từ\s(?P<from>(?:vị trí |hạng )?(?:thứ )?.+?)\s(?:lên|xuống|còn|thành|đến|tới)\s(?=\D{0,20}\d).*",
    re.IGNORECASE,
)
_PLACED = re.compile(r"^(?=(?:thứ|hạng|vị trí)\s)", re.IGNORECASE)
# Where the subject of a clause ends, and what an aside says by itself.
_SUBJECT_ENDS = re.compile(
    r"\s(?=(?:đạt|xếp|đứng|lần đầu|tiếp tục|vẫn|duy trì|giữ|vươn|tăng|giảm|tụt|lùi|dẫn đầu|là|có|được|đã|ở|với|thuộc|vào|lên"
    r"|xuống|từ|cải thiện)\b)|\s?[\d(:;,]",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"(?:cũng |vẫn |đã |chỉ )*(?:xếp|đứng|dẫn đầu|giữ|ở|đạt|vị trí|hạng|thứ|cuối)\b", re.IGNORECASE
)
# What a figure of the other year rose or fell by: "tăng 3,2 điểm so với năm 2021 (83,0 điểm)".
_PLACES = frozenset({"bậc", "hạng", "vị trí"})
# A place and a figure: "năm 2023 đứng thứ 2 với 965 điểm"
_AT_MOST = 2
_LED = re.compile(
    r"\s(?:tiếp tục |vẫn )?(?:dẫn đầu|đứng đầu|(?:xếp|đứng) (?:cuối cùng|cuối|thứ nhất))(?: bảng(?: xếp hạng)?)?(?=\s(?:với|đạt|là)\b|,)",
    re.IGNORECASE,
)
_VERBS = re.compile(r"(?:\s(?:đã|đạt|có|là|được|với|xếp|chỉ))+\s*$", re.IGNORECASE)
_COMPARED = re.compile(r",?\s*so với(?: kết quả)?(?: của)?(?: năm (?:\d{4}|trước|ngoái))?\s*$", re.IGNORECASE)
# "Đạt từ 85 điểm trở lên" is what is counted, and the same in either year.
_BOUND = re.compile(r"\b(?:từ|đến|trên|dưới|hơn|tối thiểu|ít nhất|quá|tối đa)\s*$", re.IGNORECASE)


class Told(NamedTuple):
    """What a sentence says of a year.

    Attributes:
        year: The year.
        text: What is said of it, as a sentence of its own.
    """

    year: int
    text: str


def told_of_years(sentence: str, own: int, separators: Separators) -> Iterator[Told]:
    """What a sentence says of years of which the paper's own is not the only one.

    Args:
        sentence: A sentence as printed.
        own: The year that the paper's figures are for.
        separators: Convention of the document.

    Yields:
        What it says of each year, one figure of its main clause put in place by that of the other year; nothing for a
        sentence about the paper's own year alone, and nothing of what it is only compared with.
    """
    if _NOT_TOLD.search(sentence):
        return
    text = with_places_in_digits(sentence)
    yield from _in_a_row(text, own)
    yield from _tiers_turned(text, own)
    if NAMED.search(text):
        yield from _told(text, own, separators)


def _told(sentence: str, own: int, separators: Separators) -> Iterator[Told]:
    asides = asides_of(sentence)
    clauses = clauses_of(sentence, asides)
    if len(clauses) > 1:
        for clause in clauses:
            yield from told_of_years(clause, own, separators)
        return
    main = without_asides(sentence, asides)
    spoken = years_spoken(main, own)
    if len(spoken) > 1:
        return
    year = spoken.pop() if spoken else own
    if year != own:
        yield Told(year, main)
    elif (kept := _KEPT.search(main)) is not None:
        yield Told(year_of(kept, own), f"{main[: kept.start('since')].rstrip(' ,')}.")
    for aside in asides:
        of = year_of(aside, own)
        text = _put_in(main, aside, year, of, separators) or _of_subject(main[: aside.start()], aside["rest"])
        if of != year and text is not None:
            yield Told(of, text)


def _in_a_row(sentence: str, own: int) -> Iterator[Told]:
    """What a sentence says of each of some years up to its paper's own."""
    for run in _IN_A_ROW.finditer(sentence):
        count = int(run["count"]) if run["count"].isdigit() else read_number_words(run["count"]) or 0
        text = sentence[: run.start()] + sentence[run.end() :].lstrip()
        yield from (Told(own - back, text) for back in range(1, count))


def _tiers_turned(text: str, own: int) -> Iterator[Told]:
    """The tiers that units were in: of the year named, else of the year before."""
    for turn in _TIER_TURN.finditer(text):
        subject = _SUBJECT_ENDS.split(text[: turn.start()], maxsplit=1)[0].strip(" ,")
        year = year_of(turn, own) if turn["year"] else own - 1
        if subject and year != own:
            yield Told(year, f"{subject} xếp {turn['tier'].removeprefix('xếp ')}.")


def told_of_own(sentence: str, own: int) -> str | None:
    """What a sentence says of the year that its paper is on, or of none; None where it is of another year or of plans.

    Args:
        sentence: A sentence as printed.
        own: The year that the paper is on.
    """
    if _NOT_TOLD.search(sentence):
        return None
    asides = [one for one in asides_of(sentence) if year_of(one, own) != own]
    main = without_asides(sentence, asides)
    return main if years_spoken(main, own) <= {own} else None


def with_places_in_digits(text: str) -> str:
    """A statement with its places in digits: "duy trì vị trí thứ hai" as "duy trì vị trí thứ 2"."""
    return _PLACE_IN_WORDS.sub(lambda found: f"{found['led']} thứ {place_in_words(found['place'])}", text)


def _put_in(main: str, aside: re.Match[str], year: int, of: int, separators: Separators) -> str | None:
    """The main clause with the figures of an aside in place of its own; None where it has none of their kind."""
    stated = [one for one in read_quantities(main, separators) if not _BOUND.search(main[: one.span[0]])]
    began = _BEGAN.fullmatch(aside["rest"])
    rest = _PLACED.sub("xếp ", (began["from"] if began else aside["rest"]).strip())
    # in its brackets, by which an index without a unit is known
    others = read_quantities(f"({rest})", separators)
    put: list[tuple[int, int, str]] = []
    for other in others:
        alike = [one for one in stated if _alike(one, other)]
        if not alike:
            return None
        one = _nearest([one for one in alike if one.kind is other.kind] or alike, aside.start())
        put.append(_place(main, one, other))
    bare = None if others else _BARE.match(rest)
    if bare is not None and (meant := _meant_bare(stated, bare["value"], aside.start())) is not None:
        put.append(_figure_of(main, meant, bare["value"]))
    text = _without_others(main, stated, put, year, of) if put else None
    # "A dẫn đầu với 978 điểm (năm 2023 đạt 965 điểm)": who led then is not said
    return None if text is None else _LED.sub("", text)


def _meant_bare(stated: Sequence[Quantity], value: str, at: int) -> Quantity | None:
    """What a figure without a word is of: the place before it where it is a whole number, else the score."""
    placed = [one for one in stated if one.kind is QuantityKind.RANK]
    if placed and value.isdigit() and _nearest(stated, at) in placed:
        return _nearest(placed, at)
    scored = [one for one in stated if one.kind in {QuantityKind.SCORE, QuantityKind.PERCENT}]
    return _nearest(scored, at) if scored else None


def _of_subject(before: str, rest: str) -> str | None:
    """What is said of a year in words of its own: "Sở A xếp thứ 4 (năm 2023 dẫn đầu)".

    Args:
        before: The main clause up to the aside.
        rest: The aside behind its year.

    Returns:
        The subject of the clause with what the aside says of it; None where the clause does not begin with one.
    """
    subject = _SUBJECT_ENDS.split(before, maxsplit=1)[0].strip(" ,")
    said = rest.strip(" ,:")
    if not subject or not _SAYS.match(said) or len(_DIGITS.findall(said)) > _AT_MOST:
        return None
    return f"{subject} {said}."


def _alike(one: Quantity, other: Quantity) -> bool:
    """Whether a quantity may be of the same thing as that of another year."""
    if one.kind is QuantityKind.MOVE:
        return other.kind is (QuantityKind.RANK if one.unit in _PLACES else QuantityKind.SCORE)
    if one.kind is QuantityKind.COUNT and other.kind is one.kind:
        return all(map(str.__eq__, one.unit.lower().split(), other.unit.lower().split()[:2]))
    return one.kind is other.kind and one.unit == other.unit


def _nearest(alike: Sequence[Quantity], at: int) -> Quantity:
    """The last one before a place, else the first one."""
    before = [one for one in alike if one.span[0] < at]
    return before[-1] if before else alike[0]


def _place(main: str, one: Quantity, other: Quantity) -> tuple[int, int, str]:
    if one.kind is QuantityKind.COUNT:
        return _figure_of(main, one, other.printed)
    reached = one.kind is QuantityKind.MOVE and other.kind is QuantityKind.SCORE
    return (*one.span, f"đạt {other.printed}" if reached else other.printed)


def _figure_of(main: str, one: Quantity, figure: str) -> tuple[int, int, str]:
    found = _DIGITS.search(main, one.span[0])
    start, end = found.span() if found else one.span
    return start, end, figure


def _without_others(
    main: str, stated: Sequence[Quantity], put: Sequence[tuple[int, int, str]], year: int, of: int
) -> str | None:
    """A main clause of another year: figures put in, parts with other figures left out; None where they are one part."""
    ends = [match.start() for match in _COMMA.finditer(without_unit_commas(fold_in_place(main)))]
    subject, kept = "", []
    for start, end in zip([0, *ends], [*ends, len(main)], strict=True):
        mine = sorted(one for one in put if start <= one[0] < end)
        others = [
            one
            for one in stated
            if start <= one.span[0] < end and not any(one.span[0] <= place[0] < one.span[1] for place in mine)
        ]
        if mine and others:
            return None
        if not others:
            kept.append(_with(main, start, end, mine))
        elif not start:
            # the first part has the subject of them all
            subject = _VERBS.sub("", main[: others[0].span[0]].rstrip())
    text = "".join(kept).strip(" ,;.")
    text = re.sub(rf"\b(năm) {year}\b", rf"\g<1> {of}", f"{subject} {text}", flags=re.IGNORECASE)
    return _COMPARED.sub("", text).strip() + "."


def _with(main: str, start: int, end: int, put: Sequence[tuple[int, int, str]]) -> str:
    """A part of the main clause with figures in place of its own."""
    part, at = "", start
    for begin, stop, figure in put:
        part += main[at:begin] + figure
        at = stop
    return part + main[at:end]
