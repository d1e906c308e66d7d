"""Bounds of tiers as the prose, notes and labels of groups state them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from doichieu.model import Paragraph
from doichieu.normalize.numbers import read_number
from doichieu.normalize.text import fold
from doichieu.validate.kept import kept
from doichieu.validate.paper import Paper

_FIGURE = r"(\d+(?:[.,]\d+)?)\s*(%|diem)?"
_DIGIT = re.compile(r"\d")
# What leads from a bound to the tier that it is the bound of.
_COMES_TO = re.compile(
    r"(?:\bxep|\bdanh gia|\bcong nhan|\bdat|\bla|:|=>?|→)(?: (?:loai|muc(?: do)?|hang|danh hieu|la|thu)){0,2}\s*[\"“'‘(]*$"
)
# What stands between a tier and the bound behind it: “Tốt (từ 90 điểm trở lên)”, “Khá: 70 - dưới 80 điểm”.
_BEHIND = re.compile(r"\s*[\"”'’)]?\s*(?:[(\[:]|(?:la|dat|co|voi|tu|tren|duoi|khong)\b|[<>≥≤])")
_CLAUSE = re.compile(r";|\.(?=\s|$)|\n")
_BOUNDS = (
    (
        re.compile(rf"(?:lon hon hoac bang|>=|≥|\btu|khong duoi|khong thap hon|toi thieu)\s*{_FIGURE}"),
        "low",
        True,
    ),
    (re.compile(rf"(?:\btren|lon hon|>)\s*{_FIGURE}"), "low", False),
    (re.compile(rf"(?:nho hon hoac bang|<=|≤|\bden|khong qua|khong vuot qua)\s*{_FIGURE}"), "high", True),
    (re.compile(rf"(?:nho hon|(?<!khong )\bduoi|<)\s*{_FIGURE}"), "high", False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """Bounds of a tier as the paper states them; None where it states none on that side."""

    low: Decimal | None = None
    low_closed: bool = True
    high: Decimal | None = None
    high_closed: bool = False
    percent: bool = True
    sentence: str = ""

    def contains(self, value: Decimal) -> bool:
        """Whether a value lies within."""
        if self.low is not None and (value < self.low or (value == self.low and not self.low_closed)):
            return False
        return self.high is None or value < self.high or (value == self.high and self.high_closed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause of the prose: folded, and the paragraph it stands in."""

    folded: str
    sentence: str


@kept
def threshold_clauses(paper: Paper) -> list[Clause]:
    """Clauses of the prose and of notes below tables that state a bound, folded once for all tables that have tiers."""
    blocks = paper.decision.document.blocks
    texts = [
        *(block.text for block in blocks if isinstance(block, Paragraph)),
        *(note for sheet in paper.sheets for note in sheet.reading.table.notes),
    ]
    return [
        Clause(folded=clause, sentence=text)
        for text in dict.fromkeys(texts)
        for clause in _CLAUSE.split(fold(text))
        if _DIGIT.search(clause) and any(pattern.search(clause) for pattern, _, _ in _BOUNDS)
    ]


@kept
def stated_thresholds(paper: Paper, tiers: frozenset[str]) -> Mapping[str, Threshold]:
    """Thresholds that the prose states: "Mức Khá: … lớn hơn hoặc bằng 60% và nhỏ hơn 80%".

    Args:
        paper: The paper.
        tiers: Folded tier names to look for.

    Returns:
        Thresholds by tier, whose bound stands behind its name or before it; a tier stated twice with different bounds is
        left out, and one threshold alone states no scale.
    """
    found: dict[str, set[Threshold]] = {}
    names = "|".join(map(re.escape, sorted(tiers, key=len, reverse=True)))
    # The tier's name, at most a few words, then the bound; "Tốt từ 75% đến dưới 85%".
    tier = re.compile(rf"(?:^|(?<=[\s\"“'(:-]))({names})(?=[\s\"”'):,]|$)")
    for clause in threshold_clauses(paper):
        for name, said in _said_of(clause.folded, list(tier.finditer(clause.folded))):
            if threshold := read_threshold(said, clause.sentence):
                found.setdefault(name, set()).add(threshold)
    settled = {name: options.pop() for name, options in found.items() if len(options) == 1}
    return settled if len(settled) > 1 else {}


def _said_of(folded: str, tiers: Sequence[re.Match[str]]) -> Iterator[tuple[str, str]]:
    """What a clause says of the tiers it names: of each by itself where the bound of each stands right behind it, or right before."""
    ends = [0, *(match.end() for match in tiers)]
    starts = [*(match.start() for match in tiers), len(folded)]
    behind = [folded[ends[at + 1] : starts[at + 1]] for at in range(len(tiers))]
    before = [folded[ends[at] : starts[at]] for at in range(len(tiers))]
    each = [bool(_BEHIND.match(said)) and read_threshold(said) is not None for said in behind]
    if sum(each) > 1:
        yield from (
            (match.group(1), said) for match, said, own in zip(tiers, behind, each, strict=True) if own
        )
        return
    each = [bool(_COMES_TO.search(said)) and read_threshold(said) is not None for said in before]
    if sum(each) > 1:
        yield from (
            (match.group(1), said) for match, said, own in zip(tiers, before, each, strict=True) if own
        )
        return
    for match in tiers[:1]:
        said = folded[match.end() :]
        if not _DIGIT.search(said) and _COMES_TO.search(folded, 0, match.start()):
            said = folded[: match.start()]  # “từ 70 đến dưới 90 điểm: xếp loại Khá”
        yield match.group(1), said


def read_threshold(folded: str, sentence: str = "") -> Threshold | None:
    """Read the bounds in a folded clause; None where it states none."""
    bounds: dict[str, tuple[Decimal, bool]] = {}
    percent = False
    for pattern, side, closed in _BOUNDS:
        match = pattern.search(folded)
        number = read_number(match.group(1)) if match else None
        if match and number and side not in bounds:
            bounds[side] = (number.value, closed)
            percent = percent or match.group(2) == "%"
    if not bounds:
        return None
    low, high = bounds.get("low"), bounds.get("high")
    return Threshold(
        low=low[0] if low else None,
        low_closed=low[1] if low else True,
        high=high[0] if high else None,
        high_closed=high[1] if high else False,
        percent=percent,
        sentence=sentence,
    )
