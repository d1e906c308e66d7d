"""Words of a page: characters joined as pdfium orders them, cut where a gap says so."""

from __future__ import annotations

import re
from itertools import compress
from operator import ne, or_, sub
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import combining

from doichieu.extract.pdf.pdfium import read_boxes, read_origins, read_text, read_turns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from doichieu.extract.pdf.frame import Frame

_WORD = re.compile(r"\S+")
# U+0002 and U+FFFE are what pdfium writes for a hyphen at a line's end; U+01A3 is a misnamed glyph of ư that
# Vietnamese fonts of the 1990s left in the text of today; zero-width marks are no text.
_REPAIRS = {0x02: "-", 0xFFFE: "-", 0x01A3: "ư", 0x01A2: "Ư", 0x200B: " ", 0xFEFF: " ", 0x00: " "}
# A gap inside a word, in parts of the height of its font: spaces are a quarter of an em, kerning is a tenth.
_CUT = 0.25
_BACK = -0.6
_SMALL_STEP = 1.0


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


def split_word(word: Word, x: float) -> tuple[Word, Word] | None:
    """Split a word that two cells share where a ruling runs through it.

    Args:
        word: The word.
        x: Where the ruling is.

    Returns:
        The two parts, None where the ruling runs before or behind all of its characters.
    """
    widths = [_width(char) for char in word.text]
    scale = (word.x1 - word.x0) / (sum(widths) or 1.0)
    edges = [word.x0]
    for width in widths:
        edges.append(edges[-1] + width * scale)
    # a mark stays with its letter
    cuts = [index for index in range(1, len(word.text)) if not combining(word.text[index])]
    at = min(cuts, key=lambda index: abs(edges[index] - x), default=0)
    if not at:
        return None
    left = word._replace(text=word.text[:at], x1=min(edges[at], x))
    return left, word._replace(text=word.text[at:], x0=max(edges[at], x), start=word.start + at)


class Characters:
    """Characters of a page with their boxes, before they are words."""

    def __init__(self, text: Any, count: int) -> None:
        self.text = read_text(text, count).translate(_REPAIRS)
        self._boxes = read_boxes(text, count)
        self._handle = text
        self._spans = [match.span() for match in _WORD.finditer(self.text)]
        self._starts = [start for start, _ in self._spans]
        self._turns = read_turns(text, self._starts)

    def turn(self) -> int:
        """Quarter turns clockwise in page space at which most characters are upright."""
        counts = [0, 0, 0, 0]
        for (start, end), turn in zip(self._spans, self._turns, strict=True):
            if turn >= 0:
                counts[turn] += end - start
        return counts.index(max(counts))

    def words(self, frame: Frame, turn: int) -> list[Word]:
        """Words that are upright at a turn.

        Args:
            frame: Frame that is read at this turn.
            turn: Quarter turns clockwise in page space.

        Returns:
            Words in the order of the content.
        """
        x0, y0, x1, y1 = boxes = frame.columns(self._boxes)
        text, width, height = self.text, frame.width, frame.height
        levels = frame.levels(read_origins(self._handle, self._starts))
        odd = _odd_steps(x0, x1, len(text))
        uneven = _uneven(y0, y1, len(text))
        find_odd, find_uneven, last = odd.find, uneven.find, -1
        words: list[Word] = []
        for (start, end), angle, base in zip(self._spans, self._turns, levels, strict=True):
            if angle != turn:
                continue
            # Programs that borrow glyphs from a second font print them behind the rest of the line: a space
            # before such a step back to the left separates nothing.
            left = x0[start]
            spaced = (
                start > 0 and x1[start - 1] - x0[start - 1] > 0.01 and not (last >= 0 and left < x0[last])
            )
            last = end - 1
            if find_odd(1, start + 1, end) < 0:
                top, right, bottom = y0[start], x1[last], y1[start]
                if find_uneven(1, start + 1, end) >= 0:
                    top, bottom = min(y0[start:end]), max(y1[start:end])
                if right > 0 and left < width and bottom > 0 and top < height:
                    words.append(Word(text[start:end], left, top, right, bottom, base, spaced, start))
            else:
                words += self._parts(start, end, frame, boxes, spaced=spaced)
        return words

    def _parts(
        self, start: int, end: int, frame: Frame, boxes: Sequence[Sequence[float]], *, spaced: bool
    ) -> Iterator[Word]:
        """Words of a run of characters in which one may not follow the one before it."""
        x0, y0, x1, y1 = boxes
        cuts = _cut(start, end, x0, y0, x1, y1)
        levels = frame.levels(read_origins(self._handle, [a for a, _ in cuts]))
        for (a, b), base in zip(cuts, levels, strict=True):
            left, right, top, bottom = min(x0[a:b]), max(x1[a:b]), min(y0[a:b]), max(y1[a:b])
            if right > 0 and left < frame.width and bottom > 0 and top < frame.height:
                yield Word(self.text[a:b], left, top, right, bottom, base, spaced and a == start, a)


def _uneven(y0: Sequence[float], y1: Sequence[float], count: int) -> bytearray:
    """Marks the characters that stand higher or lower than the one before them, or are of another height."""
    marks = bytearray(count)
    for index in compress(range(1, count), map(or_, map(ne, y0[1:], y0), map(ne, y1[1:], y1))):
        marks[index] = 1
    return marks


def _odd_steps(x0: Sequence[float], x1: Sequence[float], count: int) -> bytearray:
    """Marks the characters that do not follow the one before them closely: only there can a word be cut.

    A gap that cuts a word is a quarter of its height, so it is a point and a half even in the smallest print.
    """
    marks = bytearray(count)
    for index, step in enumerate(map(sub, x0[1:], x1), 1):
        if step > _SMALL_STEP or step < -_SMALL_STEP:
            marks[index] = 1
    return marks


def _cut(
    start: int,
    end: int,
    x0: Sequence[float],
    y0: Sequence[float],
    x1: Sequence[float],
    y1: Sequence[float],
) -> list[tuple[int, int]]:
    """Cut a run of characters where the next one stands apart or on another line."""
    if end - start == 1:
        return [(start, end)]
    nexts = x0[start + 1 : end]
    size = max(map(sub, y1[start:end], y0[start:end]))
    ahead = list(map(sub, nexts, x1[start : end - 1]))
    if max(ahead) <= _CUT * size and min(ahead) >= _BACK * size:
        return [(start, end)]
    cuts = [start]
    for offset, gap in enumerate(ahead):
        at = start + offset + 1
        if gap > _CUT * size or (gap < _BACK * size and _apart(at, x0, y0, x1, y1)):
            cuts.append(at)
    return [(a, b) for a, b in zip(cuts, [*cuts[1:], end], strict=True) if b > a]


def _apart(
    at: int, x0: Sequence[float], y0: Sequence[float], x1: Sequence[float], y1: Sequence[float]
) -> bool:
    """Whether a character that steps back is no accent over the one before."""
    before = at - 1
    return (x0[at] + x1[at]) / 2 <= x0[before] or y0[at] >= y1[before] or y1[at] <= y0[before]
