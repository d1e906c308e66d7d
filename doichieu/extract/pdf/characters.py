"""Characters of a page, joined to words as pdfium orders them and cut where a gap says so."""

from __future__ import annotations

import re
from itertools import pairwise
from operator import sub
from typing import TYPE_CHECKING, Any
from unicodedata import combining

from doichieu.extract.pdf.pdfium import read_boxes, read_origins, read_text, read_turns
from doichieu.extract.pdf.words import Word

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator, Sequence

    from doichieu.extract.pdf.frame import Frame

_WORD = re.compile(r"\S+")
# U+0002 and U+FFFE are what pdfium writes for a hyphen at a line's end; U+01A3 is a misnamed glyph of ư that
# Vietnamese fonts of the 1990s left in the text of today; zero-width marks are no text.
_REPAIRS = {0x02: "-", 0xFFFE: "-", 0x01A3: "ư", 0x01A2: "Ư", 0x200B: " ", 0xFEFF: " ", 0x00: " "}
# A gap inside a word, in parts of the height of its font: spaces are a quarter of an em, kerning is a tenth.
_CUT = 0.25
_BACK = -0.6
_SMALL_STEP, _SMALL_GAP = 1.0, 0.7
# Letters set closer than their widths by this part of the height are condensed; their spaces are narrower too.
_CONDENSED, _TIGHT = 0.02, 0.12
# A space that is drawn is wider than this; those that pdfium adds at line ends have no width.
_DRAWN = 0.01
# Behind a glyph, in parts of the height, a gap of this much is a space.
_AFTER = 0.11


class Characters:
    """Characters of a page with their boxes, before they are words."""

    def __init__(self, text: Any, count: int) -> None:
        self.text = read_text(text, count).translate(_REPAIRS)
        self._boxes = read_boxes(text, count)
        self._page = text
        self._spans = [match.span() for match in _WORD.finditer(self.text)]
        self._turns = read_turns(text, [start for start, _ in self._spans])

    def turns(self) -> set[int]:
        """Quarter turns clockwise in page space at which words are upright; -1 among them for slanted text."""
        return set(self._turns)

    def slanted(self) -> str:
        """Words that run at no right angle, as a watermark does."""
        spans = zip(self._spans, self._turns, strict=True)
        return " ".join(self.text[start:end] for (start, end), turn in spans if turn < 0)

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
            Words in the order of the content; those outside the page are left out.
        """
        spans = [span for span, own in zip(self._spans, self._turns, strict=True) if own == turn]
        words = self._turned_words(frame, spans) if turn else self._level_words(frame, spans)
        width, height = frame.width, frame.height
        return [
            word for word in words if word[3] > 0 and word[1] < width and word[4] > 0 and word[2] < height
        ]

    def _level_words(self, frame: Frame, spans: Sequence[tuple[int, int]]) -> list[Word]:
        """Words of text along x, nearly all of which begin and end with their first and last character."""
        lefts, tops, rights, bottoms = (self._boxes[side::4].tolist() for side in range(4))
        text, a, d, last = self.text, frame.left, frame.top, -1
        odd = _odd_steps(lefts, rights)
        uneven = self._uneven(odd, spans)
        levels = frame.levels(read_origins(self._page, [start for start, _ in spans]))
        words: list[Word] = []
        for (start, end), base in zip(spans, levels, strict=True):
            left, before = lefts[start], start - 1
            spaced = start > 0 and rights[before] - lefts[before] > _DRAWN
            # Programs that borrow glyphs from a second font print them behind the rest of the line: a space
            # before such a step back to the left separates nothing.
            if last >= 0 and left < lefts[last]:
                spaced = False
            elif 0 <= last == before - 1 and left < rights[last]:
                # The box of a font stands in for that of a glyph and runs into the next word; a space that pdfium
                # adds begins where the glyph ends.
                spaced = spaced or left - lefts[before] > _AFTER * (tops[start] - bottoms[start])
            last = end - 1
            top, bottom = tops[start], bottoms[start]
            if start in uneven:
                if odd.find(1, start + 1, end) >= 0:
                    words += self._parts(start, end, frame, spaced=spaced)
                    continue
                top, bottom = max(tops[start:end]), min(bottoms[start:end])
            word = (text[start:end], left - a, d - top, rights[last] - a, d - bottom, base, spaced, start)
            words.append(_new(Word, word))
        return words

    def _uneven(self, odd: bytes, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
        """Where words begin that step oddly or change their font inside; most pages have none."""
        changed = _changes(self._boxes, 1) | _changes(self._boxes, 3) | int.from_bytes(odd, "little")
        marks = bytearray(changed.to_bytes(len(odd), "little"))
        for start, _ in spans:
            marks[start] = 0
        if marks.find(1) < 0:
            return frozenset()
        return frozenset([start for start, end in spans if marks.find(1, start, end) >= 0])

    def _turned_words(self, frame: Frame, spans: Sequence[tuple[int, int]]) -> list[Word]:
        """Words of text along another direction."""
        x0, _, x1, _ = frame.columns(self._boxes)
        last = -1
        words: list[Word] = []
        for start, end in spans:
            before = start - 1
            spaced = start > 0 and x1[before] - x0[before] > _DRAWN
            if last >= 0 and x0[start] < x0[last]:
                spaced = False
            last = end - 1
            words += self._parts(start, end, frame, spaced=spaced)
        return words

    def _parts(self, start: int, end: int, frame: Frame, *, spaced: bool) -> Iterator[Word]:
        """Words of a run of characters, cut where one stands apart from the one before it."""
        x0, y0, x1, y1 = frame.columns(self._boxes[4 * start : 4 * end])
        cuts, tight = _cut(self.text[start:end], x0, y0, x1, y1)
        levels = frame.levels(read_origins(self._page, [start + a for a, _ in cuts]))
        for (a, b), base in zip(cuts, levels, strict=True):
            text = self.text[start + a : start + b]
            yield Word(
                text,
                min(x0[a:b]),
                min(y0[a:b]),
                max(x1[a:b]),
                max(y1[a:b]),
                base,
                spaced if a == 0 else tight and x0[a] > x1[a - 1],
                start + a,
            )


# What the class itself does, without the call of its own __new__ for each word of a page.
_new = tuple.__new__
_SOME = bytes([0, *[1] * 255])


def _odd_steps(lefts: Sequence[float], rights: Sequence[float]) -> bytes:
    """Marks the characters that do not follow the one before them closely: only there can a word be cut.

    A gap that cuts a word is a quarter of its height, so it is a point and a half even in the smallest print; less
    where letters are condensed.
    """
    return b"\0" + bytes([not -_SMALL_STEP <= step <= _SMALL_GAP for step in map(sub, lefts[1:], rights)])


def _changes(boxes: array[float], side: int) -> int:
    """Marks, a byte each, the characters of which a side is not where it is on the one before them.

    The sides of a page are compared as one long number; a loop would cost as much as all words do.
    """
    own = boxes[side::4]
    size = own.itemsize
    changed = int.from_bytes(own[1:].tobytes(), "little") ^ int.from_bytes(own[:-1].tobytes(), "little")
    found = changed.to_bytes(size * len(own), "little").translate(_SOME)
    marks = 0
    for byte in range(size):
        marks |= int.from_bytes(found[byte::size], "little")
    return marks << 8


def _cut(
    text: str, x0: Sequence[float], y0: Sequence[float], x1: Sequence[float], y1: Sequence[float]
) -> tuple[list[tuple[int, int]], bool]:
    """Cut a run of characters where the next one stands apart or on another line.

    Returns:
        The parts, and whether the letters are condensed, so that the gaps between parts are spaces however narrow.
    """
    end = len(x0)
    if end == 1:
        return [(0, 1)], False
    size = max(map(sub, y1, y0))
    ahead = list(map(sub, x0[1:], x1))
    space = _space(text, x0, x1, size)
    if max(ahead) <= space and min(ahead) >= _BACK * size:
        return [(0, end)], False
    cuts = [0]
    for at, gap in enumerate(ahead, 1):
        if gap > space or (gap < _BACK * size and _apart(at, x0, y0, x1, y1)):
            cuts.append(at)
    return list(zip(cuts, [*cuts[1:], end], strict=True)), space < _CUT * size


def _space(text: str, x0: Sequence[float], x1: Sequence[float], size: float) -> float:
    """The widest step that is no space, by the usual one from letter to letter; accents stand by themselves."""
    letters = [at for at, char in enumerate(text) if not combining(char)]
    steps = sorted(x0[right] - x1[left] for left, right in pairwise(letters))
    usual = steps[len(steps) // 2] if len(steps) > 2 else 0.0
    return usual + _TIGHT * size if usual < -_CONDENSED * size else _CUT * size


def _apart(
    at: int, x0: Sequence[float], y0: Sequence[float], x1: Sequence[float], y1: Sequence[float]
) -> bool:
    """Whether a character that steps back is no accent over the one before."""
    before = at - 1
    return (x0[at] + x1[at]) / 2 <= x0[before] or y0[at] >= y1[before] or y1[at] <= y0[before]
