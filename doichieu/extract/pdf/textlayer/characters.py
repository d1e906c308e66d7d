"""Characters of a page, joined to words as pdfium orders them and cut where a gap says so."""

from __future__ import annotations

import re
from itertools import compress, pairwise
from math import nan
from operator import sub
from statistics import median
from typing import TYPE_CHECKING, Any
from unicodedata import combining

from doichieu.extract.pdf.pdfium import (
    origin_reader,
    read_boxes,
    read_leans,
    read_origins,
    read_text,
    read_turns,
)
from doichieu.extract.pdf.textlayer.unnamed import named
from doichieu.extract.pdf.textlayer.words import Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from doichieu.extract.pdf.frame import Frame

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
_OTHER_SPACE = re.compile(r"[^\S ]")
# A gap inside a word, in parts of the height of its font: spaces are a quarter of an em, kerning is a tenth.
_CUT = 0.25
_BACK = -0.6
# Only behind a step in points that is larger or smaller than these can a word be cut: a gap that cuts is a quarter of
# the height, so it is a point and a half even in the smallest print; less where letters are condensed.
_SMALL_STEP, _SMALL_GAP = -1.0, 0.7
# Letters set closer than their widths by this part of the height are condensed; their spaces are narrower too.
_CONDENSED, _TIGHT = 0.02, 0.12
# Digits are not kerned: a letter stands that much further behind one, in parts of the height, where another cell begins.
_BESIDE = 0.05
# A space that is drawn is wider than this; those that pdfium adds at line ends have no width.
_DRAWN = 0.01
# Behind a glyph, in parts of the height, a gap of this much is a space.
_AFTER = 0.11
# So many words tell whether those of a page are level: this is asked of every page.
_SAMPLE = 16
# Text that leans by less, in degrees, is level: over the width of a page that is less than a point.
_LEVEL = 0.08


class Characters:
    """Characters of a page with their boxes, before they are words.

    Attributes:
        text: Their text; U+FFFD for letters whose fonts do not say which they are.
        unnamed: How many of those stand in words.
    """

    def __init__(self, text: Any, count: int) -> None:
        self.text, self.unnamed = named(text, _REPAIRED.sub(_repair, read_text(text, count)))
        self._page = text
        self._sides = read_boxes(text, count)
        self._texts, self._starts, self._ends = _spans(self.text)
        self._turns = self._read_turns()

    def _read_turns(self) -> list[int]:
        """For each word its turn; pdfium is asked where its first and its last character do not tell that it is level.

        They tell nothing where text stands on its head, for pdfium orders characters from the left.
        """
        lefts, _, _, bottoms = self._sides
        level = not any(read_turns(self._page, self._sample()))
        spans = zip(self._starts, self._ends, strict=True)
        asked = [
            at
            for at, (start, end) in enumerate(spans)
            if not level or lefts[start] >= lefts[end - 1] or bottoms[start] != bottoms[end - 1]
        ]
        turns = [0] * len(self._starts)
        for at, turn in zip(asked, read_turns(self._page, [self._starts[at] for at in asked]), strict=True):
            turns[at] = turn
        return turns

    def _sample(self) -> list[int]:
        return self._starts[:: len(self._starts) // _SAMPLE + 1]

    def lean(self) -> float:
        """Degrees counter-clockwise by which the text of the page is off the nearest right angle; 0 where it is level."""
        leans = read_leans(self._page, self._sample())
        lean = median(leans) if len(leans) * 2 > len(self._sample()) else 0.0
        agree = sum(abs(one - lean) < _LEVEL for one in leans)
        return lean if abs(lean) >= _LEVEL and agree * 2 > len(leans) else 0.0

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
        texts, starts, ends = self._texts, self._starts, self._ends
        if turn or any(self._turns):
            own = [at == turn for at in self._turns]
            texts, starts, ends = (
                list(compress(texts, own)),
                list(compress(starts, own)),
                list(compress(ends, own)),
            )
        if turn:
            return self._turned_words(frame, starts, ends)
        return self._level_words(frame, texts, starts, ends)

    def _level_words(  # noqa: C901 (one loop, for what its description says)
        self, frame: Frame, texts: Sequence[str], starts: Sequence[int], ends: Sequence[int]
    ) -> list[Word]:
        """Words of text along x, nearly all of which begin and end with their first and last character.

        Every word of every page comes through here: one loop over their characters takes fewer instructions than
        a call for each word and each of its sides.
        """
        lefts, tops, rights, bottoms = self._sides
        a, d, width, height = frame.left, frame.top, frame.width, frame.height
        origin = origin_reader(self._page)
        base = high = low = nan
        words: list[Word] = []
        end = 0
        for text, start, stop in zip(texts, starts, ends, strict=True):
            left, top, right, bottom = lefts[start], tops[start], rights[start], bottoms[start]
            # the first characters of two words that reach as high and as low stand on one baseline
            if top != high or bottom != low:
                high, low = top, bottom
                base = d - origin(start)[1]
            spaced = start > 0 and rights[start - 1] - lefts[start - 1] > _DRAWN
            # Programs that borrow glyphs from a second font print them behind the rest of the line: a space before
            # such a step back to the left separates nothing.
            if end and left < lefts[end - 1]:
                spaced = False
            # The box of a font stands in for that of a glyph and runs into the next word; a space that pdfium adds
            # begins where the glyph ends.
            elif 0 < end == start - 1 and left < rights[end - 1]:
                spaced = spaced or left - lefts[end] > _AFTER * (top - bottom)
            end = stop
            steps = False
            for at in range(start + 1, end):
                step = lefts[at] - right
                right = rights[at]
                if step > _SMALL_GAP or step < _SMALL_STEP:
                    steps = True
                # a glyph that is taller than its font, as letters with two marks are, or another font inside
                if (other := tops[at]) > top:
                    top = other
                if (other := bottoms[at]) < bottom:
                    bottom = other
            if steps:
                words += _inside(self._parts(start, end, frame, spaced=spaced), width, height)
                continue
            x0, y0, x1, y1 = left - a, d - top, right - a, d - bottom
            if x1 > 0 and x0 < width and y1 > 0 and y0 < height:
                words.append(_new(Word, (text, x0, y0, x1, y1, base, spaced, start)))
        return words

    def _turned_words(self, frame: Frame, starts: Sequence[int], ends: Sequence[int]) -> list[Word]:
        """Words of text along another direction."""
        x0, _, x1, _ = frame.columns(self._sides)
        last = -1
        words: list[Word] = []
        for start, end in zip(starts, ends, strict=True):
            before = start - 1
            spaced = start > 0 and x1[before] - x0[before] > _DRAWN
            if last >= 0 and x0[start] < x0[last]:
                spaced = False
            last = end - 1
            words += self._parts(start, end, frame, spaced=spaced)
        return _inside(words, frame.width, frame.height)

    def _parts(self, start: int, end: int, frame: Frame, *, spaced: bool) -> Iterator[Word]:
        """Words of a run of characters, cut where one stands apart from the one before it."""
        x0, y0, x1, y1 = frame.columns([side[start:end] for side in self._sides])
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


def _spans(text: str) -> tuple[list[str], list[int], list[int]]:
    """The words of a text, where each begins and where it ends."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for word in _OTHER_SPACE.sub(" ", text).split(" "):
        if word:
            words.append(word)
            starts.append(at)
            at += len(word)
            ends.append(at)
        at += 1
    return words, starts, ends


def _inside(words: Iterable[Word], width: float, height: float) -> list[Word]:
    """The words on a page of a size."""
    return [word for word in words if word[3] > 0 and word[1] < width and word[4] > 0 and word[2] < height]


def _repair(match: re.Match[str]) -> str:
    return _REPAIRS[match[0]]


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
    usual = _usual_step(text, x0, x1)
    space = usual + _TIGHT * size if usual < -_CONDENSED * size else _CUT * size
    beside = max(usual + _BESIDE * size, _SMALL_GAP)
    if max(ahead) <= min(space, beside) and min(ahead) >= _BACK * size:
        return [(0, end)], False
    cuts = [0]
    for at, gap in enumerate(ahead, 1):
        if (
            gap > space
            or (gap < _BACK * size and _apart(at, x0, y0, x1, y1))
            or (gap > beside and text[at - 1].isdigit() and text[at].isalpha())
        ):
            cuts.append(at)
    return list(zip(cuts, [*cuts[1:], end], strict=True)), space < _CUT * size


def _usual_step(text: str, x0: Sequence[float], x1: Sequence[float]) -> float:
    """How far a letter stands behind the one before it; accents stand by themselves, and words of one step tell nothing."""
    letters = [at for at, char in enumerate(text) if not combining(char)]
    steps = sorted(x0[right] - x1[left] for left, right in pairwise(letters))
    return steps[len(steps) // 2] if len(steps) > 2 else 0.0


def _apart(
    at: int, x0: Sequence[float], y0: Sequence[float], x1: Sequence[float], y1: Sequence[float]
) -> bool:
    """Whether a character that steps back is no accent over the one before."""
    before = at - 1
    return (x0[at] + x1[at]) / 2 <= x0[before] or y0[at] >= y1[before] or y1[at] <= y0[before]
