"""Where a sentence speaks of other years: which it names, and what it says of them beside its main clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

FIGURE = r"\d+(?:[.,]\d+)*"
YEAR = r"năm (?P<year>(?:19|20)\d{2}|trước|ngoái)\b"
# Asides: "(năm 2021 đạt 83,0 điểm)", "so với năm 2021 (83,0 điểm)"; tails: "; năm 2021 là 83,0 điểm", ", còn năm 2021 xếp thứ 4"
_ASIDE = re.compile(rf"\s*\((?:(?:còn|cùng kỳ|kết quả|của)\s)?{YEAR}\s?:?,?(?P<rest>[^()]*)\)", re.IGNORECASE)
COMPARED_ASIDE = re.compile(
    rf"(?<=so với\s)(?:kết quả\s)?(?:của\s)?{YEAR}\s\((?P<rest>[^()]*)\)", re.IGNORECASE
)
# "(hạng 3 năm 2023)", "so với 16,10% của năm 2023": the year stands behind.
_OF = r"(?:của |trong |vào |ở )?"
_ASIDE_BEFORE = re.compile(rf"\s*\((?P<rest>(?:(?!\bnăm\b)[^()])*?)\s{_OF}{YEAR}\)", re.IGNORECASE)
_COMPARED_WITH = re.compile(
    rf"(?<=so với\s)(?:mức |con số |số )?(?P<rest>{FIGURE}\s?(?:%|điểm)?)\s{_OF}{YEAR}", re.IGNORECASE
)
_TAIL = re.compile(
    rf"[,;]\s(?:(?:và|còn|trong khi|trong khi đó,?)\s)?{YEAR}(?!,? (?-i:[A-ZĐ]))\s?:?,?(?P<rest>(?:[^,;()]|,(?=\d))*)",
    re.IGNORECASE,
)
NAMED = re.compile(rf"\b{YEAR}", re.IGNORECASE)
# What is compared with is not spoken of.
_COMPARISON = re.compile(
    rf"\b(?:so với|cao hơn|thấp hơn|từ|kể từ|hơn)\s(?:[^\W\d]+,?\s){{0,6}}(?:{FIGURE}\s?(?:điểm |% ?)?{_OF})?năm\b",
    re.IGNORECASE,
)
_PATTERNS = (_ASIDE, _ASIDE_BEFORE, COMPARED_ASIDE, _COMPARED_WITH, _TAIL)
_NEXT_CLAUSE = re.compile(r"\)?\s*[,;]?\s*(?:(?:và|còn)\s)?")
_LAST = frozenset({"trước", "ngoái"})


def asides_of(sentence: str) -> list[re.Match[str]]:
    """What a sentence says of other years beside its main clause, in order."""
    asides = sorted(
        (match for pattern in _PATTERNS for match in pattern.finditer(sentence)),
        key=lambda match: match.span(),
    )
    return [one for at, one in enumerate(asides) if not at or one.start() >= asides[at - 1].end()]


def clauses_of(sentence: str, asides: Sequence[re.Match[str]]) -> list[str]:
    """The clauses of a sentence of which each has its aside and a name at its head: "A xếp thứ 4 (…), B xếp thứ 7 (…)"."""
    cuts = [
        next_one.end()
        for aside in asides[:-1]
        if (next_one := _NEXT_CLAUSE.match(sentence, aside.end()))
        and sentence[next_one.end() : next_one.end() + 1].isupper()
    ]
    return [sentence[start:end] for start, end in pairwise([0, *cuts, len(sentence)])]


def year_of(match: re.Match[str], own: int) -> int:
    """The year that a match names: "năm trước" is the one before the paper's own."""
    return own - 1 if match["year"].lower() in _LAST else int(match["year"])


def without_asides(sentence: str, asides: Sequence[re.Match[str]]) -> str:
    """A sentence without its asides; what it is compared with stays."""
    parts, at = [], 0
    for aside in asides:
        end = aside.start("rest") - 1 if aside.re is COMPARED_ASIDE else aside.start()
        parts.append(sentence[at:end].rstrip())
        at = aside.end()
    return "".join([*parts, sentence[at:]])


def years_spoken(main: str, own: int) -> set[int]:
    """The years that a main clause speaks of, and not only compares with."""
    return {year_of(match, own) for match in NAMED.finditer(_COMPARISON.sub(" ", main))}
