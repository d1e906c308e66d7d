"""Spaces between words, from the paper between the letters: recognisers drop and invent them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from doichieu.extract.legacy.syllables import is_syllable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.scan.engine import Reading
    from doichieu.extract.scan.textlines import Ink, LineBox

# A gap of this part of the font's size is a space, one below the other is none; between them the reading decides.
_SPACE, _NONE = 0.2, 0.075
# A 1 has much white beside it, and so has a mark.
_LOOSE = 0.4
# In a line that has spaces, a gap of this part of them is one; a line set tight has narrow ones.
_LIKE, _LEAST = 0.62, 0.13
# A gap inside what is a syllable as a whole is wide only where it was read wrongly.
_WIDE = 0.3
# Letters that are no syllable together and two apart are cut at a gap of this size which no other of them reaches.
_CUT = 0.06
# White is looked for from the heads of the letters to a little below their feet: lines are ruled under words.
_FOOT = 0.04
_MARKS = ",.;:()*-"
# Two figures beside each other, or with the mark of a number between them: "17,18".
_FIGURE_END = re.compile(r"\d[.,]?\d$")
_CLOSING = frozenset(",.;:)%")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_READ = re.compile(r"(?<![^\W\d_])([^\W\d_]+) (?=([^\W\d_]+))")


def spaced(ink: Ink, line: LineBox, reading: Reading) -> Reading:
    """A reading with a space wherever the paper shows one.

    Args:
        ink: The page.
        line: The line.
        reading: What was read there.
    """
    text, centres = reading.text, reading.edges
    solid = [index for index, char in enumerate(text) if char != " "]
    if len(solid) < 2:
        return reading
    gaps = [gap / line.size for gap in _gaps(ink, line, [centres[index] for index in solid])]
    spaces = [gap for gap, (a, b) in zip(gaps, pairwise(solid), strict=True) if b - a > 1 and gap >= _NONE]
    usual = _LIKE * median(spaces) if len(spaces) > 1 else _SPACE
    cuts = _cuts(text, solid, gaps)
    kept, at = [text[solid[0]]], [centres[solid[0]]]
    for gap, (before, after) in zip(gaps, pairwise(solid), strict=True):
        loose = text[after] in _CLOSING or _FIGURE_END.search(text[: before + 1] + text[after]) is not None
        read = after - before > 1
        least = (
            _LOOSE if loose else _NONE if read else _WIDE if _is_word(text, before) else max(usual, _LEAST)
        )
        if gap >= least or after in cuts:
            kept.append(" ")
            at.append((centres[before] + centres[after]) / 2)
        kept.append(text[after])
        at.append(centres[after])
    return _merged(replace(reading, text="".join(kept), edges=tuple(at)))


def _merged(reading: Reading) -> Reading:
    """A reading whose other texts have its spaces too: those that differed by spaces alone are no doubt any more."""
    shares: dict[str, float] = {reading.text: reading.confidence}
    for text, share in reading.others:
        like = _with_spaces(text, reading.text)
        shares[like] = shares.get(like, 0.0) + share
    confidence = min(shares.pop(reading.text), 1.0)
    others = sorted(shares.items(), key=lambda other: -other[1])
    return replace(reading, confidence=confidence, others=tuple(others))


def _with_spaces(text: str, like: str) -> str:
    """A text with the spaces of another one of as many letters."""
    solid = text.replace(" ", "")
    if len(solid) != len(like.replace(" ", "")):
        return text
    letters = iter(solid)
    return "".join(char if char == " " else next(letters) for char in like)


def _is_word(text: str, at: int) -> bool:
    """Whether the letters without a space around a place are one syllable that the place is inside of."""
    if not (text[at].isalpha() and text[at + 1].isalpha()):
        return False
    start, end = text.rfind(" ", 0, at) + 1, text.find(" ", at)
    return is_syllable(text[start : end if end >= 0 else len(text)].strip(_MARKS))


def _cuts(text: str, solid: Sequence[int], gaps: Sequence[float]) -> set[int]:
    """Letters before which a space belongs however narrow: "Tựdo" is no syllable, "Tự" and "do" are two."""
    before = dict(zip(solid[1:], gaps, strict=True))
    found = {match.end() for match in _READ.finditer(text) if _are_two(match[1], match[2])}
    for match in _LETTERS.finditer(text):
        start, word = match.start(), match.group()
        found |= {at for at in _capitals(word, start) if before[at] >= _CUT}
        if is_syllable(word):
            continue
        inside = range(start + 1, match.end())
        widest = max(inside, key=before.__getitem__)
        if before[widest] >= _CUT and _are_two(text[start:widest], text[widest : match.end()]):
            found.add(widest)
    return found


def _capitals(word: str, start: int) -> list[int]:
    """Places of capitals in a word behind small letters that are a syllable."""
    return [
        start + at
        for at in range(1, len(word))
        if word[at].isupper() and word[at - 1].islower() and is_syllable(word[:at])
    ]


def _are_two(left: str, right: str) -> bool:
    """Whether letters are two syllables, and none together."""
    halves = len(left) > 1 and len(right) > 1 and is_syllable(left) and is_syllable(right)
    return halves and not is_syllable(left + right)


def _gaps(ink: Ink, line: LineBox, centres: Sequence[float]) -> list[int]:
    """The widest white between each two neighbours, in pixels."""
    left, right = int(line.x0), int(line.x1)
    foot = min(line.y1, line.base + _FOOT * line.size)
    empty = ~ink.dark[int(max(line.y0, 0)) : int(foot) + 1, left:right].any(axis=0)
    places = [max(0, int(centre * (line.x1 - line.x0))) for centre in centres]
    return [_widest(empty[a : b + 1]) for a, b in pairwise(places)]


def _widest(empty: object) -> int:
    """Length of the longest run of true values."""
    flags = np.concatenate(([0], np.asarray(empty, dtype=np.int8), [0]))
    edges = np.flatnonzero(np.diff(flags))
    return int((edges[1::2] - edges[::2]).max()) if len(edges) else 0
