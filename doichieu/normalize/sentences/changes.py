"""Sentences that say what rose or fell: "155 vụ, tăng 57 vụ (58,16%) so với cùng kỳ (98 vụ)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from doichieu.normalize.text import fold_in_place

_FIGURE = r"\d+(?:[.,]\d+)*"
_UNIT = r"%|diem phan tram|diem %|[a-z]+"
_NOW = re.compile(
    rf"(?:\b(?P<rank>xep(?: thu)?(?: hang)?|dung|hang|vi tri)\s+(?:thu\s+)?)?(?<![\d/.,\w-])(?P<now>{_FIGURE})"
    rf"(?:\s?/\s?\d+)?(?:\s?(?P<unit>{_UNIT}))?(?P<between>[^.;\d]{{0,60}}?)"
    r"\b(?P<way>tang|giam|cao hon|thap hon|nhieu hon|it hon|tut|lui)(?: them| len| xuong| duoc)?\s+"
    rf"(?={_FIGURE})(?P<said>[^;]{{1,60}}?)\bso voi\b"
)
_SAID = re.compile(rf"(?P<value>{_FIGURE})\s?(?P<unit>{_UNIT})")
# What it is compared with, right behind: in brackets, or before the year that it is of.
_THEN = re.compile(
    rf"[^.;()]{{0,50}}\(\s*(?P<lead>[^\d()]{{0,20}}?(?:nam \d{{4}}\s*)?[^\d()]{{0,12}}?)(?P<then>{_FIGURE})(?:\s?/\s?\d+)?\s?(?P<unit>{_UNIT})?[^\d()]{{0,20}}\)"
)
_OUT_OF = re.compile(r"\b(?:tren|trong) tong(?: so)?\s$")
_UP = frozenset({"tang", "cao hon", "nhieu hon"})
_PLACES = frozenset({"bac", "hang", "vi"})
_POINTS = frozenset({"%", "diem phan tram", "diem %"})
_MOST = 2

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedChange:
    """What a sentence says of a change, as places in it.

    Attributes:
        now: The figure that rose or fell.
        move: The words from "tăng" or "giảm" to the unit of what it rose or fell by.
        rise: Whether it says that the figure rose; of ranks, that the unit climbed.
        rank: Whether the figure is a rank.
        percent: Whether it is a percentage, so that a change in percent is one in points.
        gap: By how much, in the figure's own unit.
        share: By how much, in percent of what it was.
        then: What it was.
    """

    now: Span
    move: Span
    rise: bool
    rank: bool
    percent: bool
    gap: Span | None
    share: Span | None
    then: Span | None


def stated_changes(sentence: str) -> Iterator[StatedChange]:
    """The changes that a sentence states with the figure that changed before them.

    Args:
        sentence: A sentence.

    Yields:
        Changes whose figures are of one unit; what a sentence leaves open is left out.
    """
    folded = fold_in_place(sentence)
    for match in _NOW.finditer(folded):
        if _closes(match["between"]):
            continue  # what stands in brackets is what the figure before them is of
        if _OUT_OF.search(folded, 0, match.start("now")):
            continue  # "123.611 hộ, đạt 93,85% trên tổng số 131.712 hộ, tăng …": the whole did not rise
        found = list(_SAID.finditer(folded, match.start("said"), match.end("said")))
        unit = match["unit"] or ""
        percent = unit in _POINTS
        gap, share = None, None
        for one in found[: _MOST + 1]:
            if gap is None and _is_gap(one["unit"], unit, ranked=bool(match["rank"])):
                gap = one
            elif share is None and one["unit"] == "%":
                share = one
            else:
                gap, share = None, None
                break
        first = min((one for one in (gap, share) if one is not None), key=re.Match.start, default=None)
        if first is None or (match["rank"] and gap is None):
            continue
        then = _THEN.match(folded, match.end())
        if then and then["unit"] and then["unit"] != unit and then["unit"] not in _PLACES:
            then = None
        yield StatedChange(
            now=match.span("now"),
            move=(match.start("way"), first.end()),
            rise=match["way"] in _UP,
            rank=bool(match["rank"]) and gap is not None and gap["unit"] in _PLACES,
            percent=percent,
            gap=gap.span("value") if gap else None,
            share=share.span("value") if share else None,
            then=then.span("then") if then else None,
        )


def _closes(words: str) -> bool:
    """Whether a bracket closes that opened before these words."""
    return words.find(")") > -1 and not -1 < words.find("(") < words.find(")")


def _is_gap(said: str, unit: str, *, ranked: bool) -> bool:
    """Whether a figure is in the unit of what changed: points of percentages, places of ranks."""
    if ranked:
        return said in _PLACES
    return said == unit or (unit == "%" and said in {*_POINTS, "diem"})
