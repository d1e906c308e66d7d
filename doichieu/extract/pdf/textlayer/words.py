"""Words of a page: what they hold, where they stand, and where a ruling splits one."""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple
from unicodedata import combining


class Word(NamedTuple):
    """Characters without space between them.

    Attributes:
        text: As pdfium names them, not yet composed.
        x0: Left edge as read.
        y0: Top of the font.
        x1: Right edge.
        y1: Bottom of the font.
        base: Baseline.
        spaced: Whether a space character stands before it.
        start: Index of its first character on the page.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    spaced: bool
    start: int

    @property
    def height(self) -> float:
        """Height of the font."""
        return self.y1 - self.y0


# Rough widths of letters, in parts of a digit's: enough to tell between which two a line runs.
_NARROW = frozenset("iljtfrI.,:;'|!()[]ỉịìíĩ")
_WIDE = frozenset("mwMWƯƠ@%")


def _width(char: str) -> float:
    if combining(char):
        return 0.0
    if char in _NARROW:
        return 0.55
    return 1.5 if char in _WIDE else 1.3 if char.isupper() else 1.0


def _edges(word: Word) -> list[float]:
    """Where its characters begin and the last one ends, roughly."""
    widths = [_width(char) for char in word.text]
    scale = (word.x1 - word.x0) / (sum(widths) or 1.0)
    return [word.x0, *(word.x0 + scale * width for width in accumulate(widths))]


# So many letters from a ruling a text may end that runs over it.
_NEAR = 1.3


def _begins_anew(text: str, at: int) -> bool:
    """Whether letters turn into digits at a place, digits into letters, or small letters into capital ones."""
    before, behind = text[at - 1], text[at]
    return (before.isalpha() and (behind.isdigit() or (before.islower() and behind.isupper()))) or (
        before.isdigit() and behind.isalpha()
    )


def part_of_word(word: Word, start: int, stop: int) -> Word:
    """The characters of a word from one index to another."""
    edges = _edges(word)
    return word._replace(
        text=word.text[start:stop], x0=edges[start], x1=edges[stop], start=word.start + start
    )


def split_word(word: Word, x: float) -> tuple[Word, Word] | None:
    """Split a word that two cells share where a ruling runs through it.

    Args:
        word: The word.
        x: Where the ruling is.

    Returns:
        The two parts, None where the ruling runs before or behind all of its characters.
    """
    edges = _edges(word)
    # a mark stays with its letter
    cuts = [index for index in range(1, len(word.text)) if not combining(word.text[index])]
    # a text too long for its cell runs a little over the ruling: what begins behind it is of another kind
    letter = (word.x1 - word.x0) / len(word.text)
    anew = [
        index for index in cuts if abs(edges[index] - x) < _NEAR * letter and _begins_anew(word.text, index)
    ]
    at = min(anew or cuts, key=lambda index: abs(edges[index] - x), default=0)
    if not at:
        return None
    left = word._replace(text=word.text[:at], x1=min(edges[at], x))
    return left, word._replace(text=word.text[at:], x0=max(edges[at], x), start=word.start + at)
