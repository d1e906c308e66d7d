"""What sentences say of another year than their paper's: "Sở Y tế đạt 86,2 điểm (năm 2021 đạt 83,0 điểm)".

What is said of a year is told as a sentence of its own, "Sở Y tế đạt 83,0 điểm", so that it can be held against the
figures of that year as any sentence is held against those of its paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from doichieu.model import Quantity, QuantityKind
from doichieu.normalize.numbers import Separators
from doichieu.normalize.sentences.claims import read_quantities
from doichieu.normalize.text import fold_in_place
from doichieu.normalize.unit_nouns import without_unit_commas

_FIGURE = r"\d+(?:[.,]\d+)*"
_YEAR = r"năm (?P<year>(?:19|20)\d{2}|trước|ngoái)\b"
# Asides: "(năm 2021 đạt 83,0 điểm)", "so với năm 2021 (83,0 điểm)"; tails: "; năm 2021 là 83,0 điểm", ", còn năm 2021 xếp thứ 4"
_ASIDE = re.compile(
    rf"\s*\((?:(?:còn|cùng kỳ|kết quả|của)\s)?{_YEAR}\s?:?,?(?P<rest>[^()]*)\)", re.IGNORECASE
)
_COMPARED_ASIDE = re.compile(
    rf"(?<=so với\s)(?:kết quả\s)?(?:của\s)?{_YEAR}\s\((?P<rest>[^()]*)\)", re.IGNORECASE
)
# "(hạng 3 năm 2023)", "so với 16,10% của năm 2023": the year stands behind.
_OF = r"(?:của |trong |vào |ở )?"
_ASIDE_BEFORE = re.compile(rf"\s*\((?P<rest>(?:(?!\bnăm\b)[^()])*?)\s{_OF}{_YEAR}\)", re.IGNORECASE)
_COMPARED_WITH = re.compile(
    rf"(?<=so với\s)(?:mức |con số |số )?(?P<rest>{_FIGURE}\s?(?:%|điểm)?)\s{_OF}{_YEAR}", re.IGNORECASE
)
_TAIL = re.compile(
    rf"[,;]\s(?:(?:và|còn|trong khi|trong khi đó,?)\s)?{_YEAR}(?!,? (?-i:[A-ZĐ]))\s?:?,?(?P<rest>(?:[^,;()]|,(?=\d))*)",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"\b{_YEAR}", re.IGNORECASE)
# What is compared with is not spoken of, nor is what was planned, decided or counted over years.
_COMPARISON = re.compile(
    rf"\b(?:so với|cao hơn|thấp hơn|từ|kể từ|hơn)\s(?:[^\W\d]+\s){{0,3}}(?:{_FIGURE}\s?(?:điểm |% ?)?{_OF})?năm\b",
    re.IGNORECASE,
)
_NOT_TOLD = re.compile(
    r"\b(?:kế hoạch(?! và đầu tư| - tài chính|, tài chính)|mục tiêu|phấn đấu|dự kiến|dự toán|ước|giai đoạn|nhiệm kỳ|đến (?:hết |cuối )?năm|lộ trình"
    r"|trong các năm|hằng năm|hàng năm|điều chỉnh|rà soát|hiệu chỉnh|phúc tra|đính chính)\b|\b(?:số|ngày)\s\d",
    re.IGNORECASE,
)
# "Giữ nguyên vị trí thứ 4 so với năm 2021" is said of either year.
_KEPT = re.compile(
    rf"\b(?:giữ|duy trì|không (?:thay )?đổi)\b[^.;,()]*?\s(?P<since>so với (?:kết quả )?(?:của )?{_YEAR})",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"\s*(?:(?:là|đạt|có|ở mức|được|chỉ|mới|với|bằng)\s)*(?P<value>{_FIGURE})[\s.]*$", re.IGNORECASE
)
_DIGITS = re.compile(_FIGURE)
_COMMA = re.compile(r"[,;](?!\d)")
# "So với năm 2016 (từ thứ 6 lên thứ 1)": of the year compared with is where it began.
_BEGAN = re.compile(
    r"\s*(?:tăng |giảm )?từ\s(?P<from>(?:vị trí |hạng )?(?:thứ )?.+?)\s(?:lên|xuống|còn|thành|đến|tới)\s(?=\D{0,20}\d).*",
    re.IGNORECASE,
)
_PLACED = re.compile(r"^(?=(?:thứ|hạng|vị trí)\s)", re.IGNORECASE)
_PATTERNS = (_ASIDE, _ASIDE_BEFORE, _COMPARED_ASIDE, _COMPARED_WITH, _TAIL)
_NEXT_CLAUSE = re.compile(r"\)?\s*[,;]?\s*(?:(?:và|còn)\s)?")
# Where the subject of a clause ends, and what an aside says by itself.
_SUBJECT_ENDS = re.compile(
    r"\s(?=(?:đạt|xếp|đứng|lần đầu|tiếp tục|vẫn|duy trì|giữ|vươn|tăng|giảm|tụt|lùi|dẫn đầu|là|có|được|đã|ở|với|thuộc|vào|lên"
    r"|xuống|từ|cải thiện)\b)|\s?[\d(:;,]",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"(?:cũng |vẫn |đã |chỉ )*(?:xếp|đứng|dẫn đầu|giữ|ở|đạt|vị trí|hạng|thứ|cuối)\b", re.IGNORECASE
)
_LAST = frozenset({"trước", "ngoái"})
# What a figure of the other year rose or fell by: "tăng 3,2 điểm so với năm 2021 (83,0 điểm)".
_PLACES = frozenset({"bậc", "hạng", "vị trí"})
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
    if not _NAMED.search(sentence) or _NOT_TOLD.search(sentence):
        return
    asides = _asides(sentence)
    clauses = _clauses(sentence, asides)
    if len(clauses) > 1:
        for clause in clauses:
            yield from told_of_years(clause, own, separators)
        return
    main = _without(sentence, asides)
    spoken = _spoken_of(main, own)
    if len(spoken) > 1:
        return
    year = spoken.pop() if spoken else own
    if year != own:
        yield Told(year, main)
    elif (kept := _KEPT.search(main)) is not None:
        yield Told(_year(kept, own), f"{main[: kept.start('since')].rstrip(' ,')}.")
    for aside in asides:
        of = _year(aside, own)
        text = _put_in(main, aside, year, of, separators) or _of_subject(main[: aside.start()], aside["rest"])
        if of != year and text is not None:
            yield Told(of, text)


def told_of_own(sentence: str, own: int) -> str | None:
    """What a sentence says of the year that its paper is on, or of none; None where it is of another year or of plans.

    Args:
        sentence: A sentence as printed.
        own: The year that the paper is on.
    """
    if _NOT_TOLD.search(sentence):
        return None
    asides = [one for one in _asides(sentence) if _year(one, own) != own]
    main = _without(sentence, asides)
    return main if _spoken_of(main, own) <= {own} else None


def _spoken_of(main: str, own: int) -> set[int]:
    """The years that a main clause speaks of, and not only compares with."""
    return {_year(match, own) for match in _NAMED.finditer(_COMPARISON.sub(" ", main))}


def _asides(sentence: str) -> list[re.Match[str]]:
    """What a sentence says of other years beside its main clause, in order."""
    asides = sorted(
        (match for pattern in _PATTERNS for match in pattern.finditer(sentence)),
        key=lambda match: match.span(),
    )
    return [one for at, one in enumerate(asides) if not at or one.start() >= asides[at - 1].end()]


def _clauses(sentence: str, asides: Sequence[re.Match[str]]) -> list[str]:
    """The clauses of a sentence of which each has its aside and a name at its head: "A xếp thứ 4 (…), B xếp thứ 7 (…)"."""
    cuts = [
        next_one.end()
        for aside in asides[:-1]
        if (next_one := _NEXT_CLAUSE.match(sentence, aside.end()))
        and sentence[next_one.end() : next_one.end() + 1].isupper()
    ]
    return [sentence[start:end] for start, end in pairwise([0, *cuts, len(sentence)])]


def _year(match: re.Match[str], own: int) -> int:
    return own - 1 if match["year"].lower() in _LAST else int(match["year"])


def _without(sentence: str, asides: Sequence[re.Match[str]]) -> str:
    """A sentence without its asides; what it is compared with stays."""
    parts, at = [], 0
    for aside in asides:
        end = aside.start("rest") - 1 if aside.re is _COMPARED_ASIDE else aside.start()
        parts.append(sentence[at:end].rstrip())
        at = aside.end()
    return "".join([*parts, sentence[at:]])


def _put_in(main: str, aside: re.Match[str], year: int, of: int, separators: Separators) -> str | None:
    """The main clause with the figures of an aside in place of its own; None where it has none of their kind."""
    stated = [one for one in read_quantities(main, separators) if not _BOUND.search(main[: one.span[0]])]
    began = _BEGAN.fullmatch(aside["rest"])
    rest = _PLACED.sub("xếp ", began["from"]) if began else aside["rest"]
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
    if not put:
        return None
    return _without_others(main, stated, put, year, of)


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
    if not subject or not _SAYS.match(said) or len(_DIGITS.findall(said)) > 1:
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
