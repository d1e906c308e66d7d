"""Which amount and which count of a paragraph a mean may be of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doichieu.normalize.sentences.related.passage import Passage
from doichieu.normalize.sentences.related.relation import Form, Proposal, Relation, propose

_RULE = "CLAIM-STAT"
_PER = re.compile(r"\s?[a-z0-9 ]{0,24}/\s?(?P<each>[a-z]+(?: [a-z]+)?)")
_MEAN = re.compile(r"\b(?:binh quan|trung binh|si so|suat dau tu)\b")
_EACH = re.compile(r"\b(?:moi|mot) (?P<each>[a-z]+(?: [a-z]+)?)\b")
_BACK, _AHEAD = 12, 3


def propose_means(passage: Passage) -> Iterator[Proposal]:
    """What each mean of a paragraph may be of.

    Args:
        passage: The paragraph.
    """
    for at in passage.amounts:
        each = _each(passage, at)
        if each:
            found = propose(_RULE, list(_ways(passage, at, each)))
            if found is not None:
                yield found


def _each(passage: Passage, at: int) -> str:
    """What a mean is of each of; empty for what is no mean."""
    figure = passage.figures[at]
    start = passage.figures[at - 1].end if at else 0
    said = passage.folded[start : figure.start]
    behind = _PER.match(passage.folded, figure.start + figure.number.span[1] - figure.number.span[0])
    if not _MEAN.search(said):
        return ""
    if behind:
        return behind["each"]
    each = _EACH.search(said)
    return each["each"] if each else ""


def _ways(passage: Passage, at: int, each: str) -> Iterator[Relation]:
    figures = passage.figures
    mean = figures[at]
    words = set(each.split())
    near = [one for one in passage.amounts if at - _BACK <= one <= at + _AHEAD and one != at]
    counts = {one: _calls(figures[one].number.unit, figures[one].about, words) for one in near}
    pairs: dict[tuple[int, int], float] = {}
    for count, called in counts.items():
        for whole in near:
            if whole == count or not called or figures[whole].kind[0] != mean.kind[0] or not mean.number.unit:
                continue
            together = 1.0 if figures[whole].period == figures[count].period == mean.period else 0.5
            before = 1.0 if whole < at else 0.3
            part = 0.3 if figures[count].fraction == 2 else 1.0
            pairs[(whole, count)] = together * before * called * part
    total = sum(pairs.values())
    for (whole, count), weight in pairs.items():
        yield Relation(Form.RATIO, (at, whole, count), 0.93 * weight / max(total, 1.0))


def _calls(unit: str, about: frozenset[str], each: set[str]) -> float:
    """How far an amount is called what each of a mean is."""
    said = unit.split()
    if said and said[0] in each:
        return 1.0
    if each & set(said):
        return 0.6
    return 0.2 if each & about else 0.0
