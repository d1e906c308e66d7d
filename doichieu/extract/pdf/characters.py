"""Characters of a page, joined to words as pdfium orders them and cut where a gap says so."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import compress, pairwise, repeat
from operator import add, sub
from typing import TYPE_CHECKING, Any
from unicodedata import combining

from doichieu.extract.pdf.pdfium import read_boxes, read_origins, read_text, read_turns
from doichieu.extract.pdf.words import Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from doichieu.extract.pdf.frame import Frame

_WORD = re.compile(r"\S+")
# U+0002 and U+FFFE are what pdfium writes for a hyphen at a line's end; U+01A3 is a misnamed glyph of ư that
# Vietnamese fonts of the 1990s left in the text of today; zero-width marks are no text.
_REPAIRS = {
    "\x02": "-",
    "\ufffe": "-",
    "\u01a3": "ư",
    "\u01a2": "Ư",
    "\u200b": " ",
    "\ufeff": " ",
    "\x00": " ",
}
_REPAIRED = re.compile(f"[{''.join(_REPAIRS)}]")
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
        self.text = _REPAIRED.sub(_repair, read_text(text, count))
        self._boxes = read_boxes(text, count)
        self._page = text
        self._texts = self.text.split()
        self._starts = list(map(_start, _WORD.finditer(self.text)))
        self._turns = read_turns(text, self._starts)

    def turns(self) -> set[int]:
        """Quarter turns clockwise in page space at which words are upright; -1 among them for slanted text."""
        return set(self._turns)

    def slanted(self) -> str:
        """Words that run at no right angle, as a watermark does."""
        return " ".join(text for text, turn in zip(self._texts, self._turns, strict=True) if turn < 0)

    def turn(self) -> int:
        """Quarter turns clockwise in page space at which most characters are upright."""
        counts = [0, 0, 0, 0]
        if not any(self._turns):
            return 0
        for text, turn in zip(self._texts, self._turns, strict=True):
            if turn >= 0:
                counts[turn] += len(text)
        return counts.index(max(counts))

    def words(self, frame: Frame, turn: int) -> list[Word]:
        """Words that are upright at a turn.

        Args:
            frame: Frame that is read at this turn.
            turn: Quarter turns clockwise in page space.

        Returns:
            Words in the order of the content; those outside the page are left out.
        """
        own = [at == turn for at in self._turns]
        texts, starts = list(compress(self._texts, own)), list(compress(self._starts, own))
        return self._turned_words(frame, texts, starts) if turn else self._level_words(frame, texts, starts)

    def _level_words(self, frame: Frame, texts: Sequence[str], starts: Sequence[int]) -> list[Word]:
        """Words of text along x, nearly all of which begin and end with their first and last character."""
        sides = lefts, tops, rights, bottoms = [self._boxes[side::4].tolist() for side in range(4)]
        a, d = frame.left, frame.top
        ends = list(map(add, starts, map(len, texts)))
        spaced = _spaced(sides, starts, ends)
        columns = (
            texts,
            [lefts[start] - a for start in starts],
            # a glyph that is taller than its font, as letters with two marks are, or another font inside
            [d - max(tops[start:end]) for start, end in zip(starts, ends, strict=True)],
            [rights[end - 1] - a for end in ends],
            [d - min(bottoms[start:end]) for start, end in zip(starts, ends, strict=True)],
            frame.levels(read_origins(self._page, starts)),
            spaced,
            starts,
        )
        words = list(map(_new, repeat(Word), zip(*columns, strict=True)))
        stepping = _stepping(lefts, rights, starts, ends)
        if not stepping and _are_inside(columns, frame):
            return words
        # from the last, so that the places of those before stay
        for at in reversed(stepping):
            words[at : at + 1] = self._parts(starts[at], ends[at], frame, spaced=spaced[at])
        return _inside(words, frame)

    def _turned_words(self, frame: Frame, texts: Sequence[str], starts: Sequence[int]) -> list[Word]:
        """Words of text along another direction."""
        x0, _, x1, _ = frame.columns(self._boxes)
        last = -1
        words: list[Word] = []
        for text, start in zip(texts, starts, strict=True):
            before, end = start - 1, start + len(text)
            spaced = start > 0 and x1[before] - x0[before] > _DRAWN
            if last >= 0 and x0[start] < x0[last]:
                spaced = False
            last = end - 1
            words += self._parts(start, end, frame, spaced=spaced)
        return _inside(words, frame)

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
_start = re.Match.start


def _are_inside(columns: tuple[Sequence[Any], ...], frame: Frame) -> bool:
    """Whether all words are on the page, as they nearly always are, by their fields."""
    _, x0, y0, x1, y1, *_ = columns
    return not x0 or (min(x1) > 0 and max(x0) < frame.width and min(y1) > 0 and max(y0) < frame.height)


def _inside(words: list[Word], frame: Frame) -> list[Word]:
    """The words on the page."""
    width, height = frame.width, frame.height
    return [word for word in words if word[3] > 0 and word[1] < width and word[4] > 0 and word[2] < height]


def _repair(match: re.Match[str]) -> str:
    return _REPAIRS[match[0]]


def _spaced(boxes: Sequence[Sequence[float]], starts: Sequence[int], ends: Sequence[int]) -> list[bool]:
    """Whether a space is drawn before each word.

    Args:
        boxes: Left, top, right and bottom side of every character.
        starts: First character of each word.
        ends: The character behind each word.
    """
    lefts, tops, rights, bottoms = boxes
    spaced = [rights[start - 1] - lefts[start - 1] > _DRAWN for start in starts]
    if starts and not starts[0]:
        spaced[0] = False
    pairs = enumerate(zip(starts[1:], ends, strict=False), 1)
    back = [(at, start, end) for at, (start, end) in pairs if lefts[start] < rights[end - 1]]
    for at, start, end in back:
        left = lefts[start]
        # Programs that borrow glyphs from a second font print them behind the rest of the line: a space
        # before such a step back to the left separates nothing.
        if left < lefts[end - 1]:
            spaced[at] = False
        elif end == start - 1:
            # The box of a font stands in for that of a glyph and runs into the next word; a space that pdfium
            # adds begins where the glyph ends.
            spaced[at] = spaced[at] or left - lefts[end] > _AFTER * (tops[start] - bottoms[start])
    return spaced


def _stepping(
    lefts: Sequence[float], rights: Sequence[float], starts: Sequence[int], ends: Sequence[int]
) -> list[int]:
    """Words with a character that does not follow the one before it closely: only there can a word be cut.

    A gap that cuts a word is a quarter of its height, so it is a point and a half even in the smallest print; less
    where letters are condensed.
    """
    least, most = -_SMALL_STEP, _SMALL_GAP
    steps = map(sub, lefts[1:], rights)
    places = {at for at, step in enumerate(steps, 1) if step > most or step < least}
    found: set[int] = set()
    # nearly all of them are where lines begin, so words do
    for place in places.difference(starts):
        at = bisect_right(starts, place) - 1
        if at >= 0 and place < ends[at]:
            found.add(at)
    return sorted(found)


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
