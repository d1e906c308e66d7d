"""Characters of a page, joined to words as pdfium orders them and cut where a gap says so."""

from __future__ import annotations

import re
from itertools import accumulate, compress, pairwise, repeat
from operator import add
from typing import TYPE_CHECKING, Any

from doichieu.extract.pdf.gaps import DRAWN, cut_word, drawn_spaces, stepping_words
from doichieu.extract.pdf.pdfium import read_boxes, read_origins, read_text, read_turns
from doichieu.extract.pdf.words import Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from doichieu.extract.pdf.frame import Frame

_BETWEEN = re.compile(r"(\s+)")
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


class Characters:
    """Characters of a page with their boxes, before they are words."""

    def __init__(self, text: Any, count: int) -> None:
        self.text = _REPAIRED.sub(_repair, read_text(text, count))
        self._page = text
        self._boxes = read_boxes(text, count)
        self._tops, self._bottoms = self._boxes[1::4], self._boxes[3::4]
        self._texts, self._starts = _split(self.text)
        self._rows = self._begin_rows(self._starts)
        turns = read_turns(text, [self._starts[at] for at in self._rows])
        # where all rows are upright, so is each of their words
        self._turns = read_turns(text, self._starts) if any(turns) else [0] * len(self._starts)

    def _begin_rows(self, starts: Sequence[int]) -> list[int]:
        """Words that do not go on in the font and on the line of the word before: baselines are asked for these."""
        levels = [(self._tops[start], self._bottoms[start]) for start in starts]
        return [at for at, (one, other) in enumerate(pairwise([None, *levels])) if one != other]

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
        texts, starts, rows = self._texts, self._starts, self._rows
        if any(self._turns) or turn:
            own = [at == turn for at in self._turns]
            texts, starts = list(compress(texts, own)), list(compress(starts, own))
            rows = self._begin_rows(starts)
        words = (
            self._turned_words(frame, texts, starts)
            if turn
            else self._level_words(frame, texts, starts, rows)
        )
        width, height = frame.width, frame.height
        return [
            word for word in words if word[3] > 0 and word[1] < width and word[4] > 0 and word[2] < height
        ]

    def _level_words(
        self, frame: Frame, texts: Sequence[str], starts: Sequence[int], rows: Sequence[int]
    ) -> list[Word]:
        """Words of text along x, nearly all of which begin and end with their first and last character."""
        lefts, rights = self._boxes[0::4].tolist(), self._boxes[2::4].tolist()
        left = frame.left
        ends = list(map(add, starts, map(len, texts)))
        spaced = drawn_spaces((lefts, self._tops, rights, self._bottoms), starts, ends)
        tops, bottoms, bases = self._levels(frame, starts, ends, rows)
        columns = (
            texts,
            [lefts[start] - left for start in starts],
            tops,
            [rights[end - 1] - left for end in ends],
            bottoms,
            bases,
            spaced,
            starts,
        )
        words = list(map(_new, repeat(Word), zip(*columns, strict=True)))
        # from the last, so that the places of those before stay
        for at in reversed(stepping_words(lefts, rights, starts, ends)):
            words[at : at + 1] = self._parts(starts[at], ends[at], frame, spaced=spaced[at])
        return words

    def _levels(
        self, frame: Frame, starts: Sequence[int], ends: Sequence[int], rows: Sequence[int]
    ) -> tuple[list[float], list[float], list[float]]:
        """Top, bottom and baseline of each word, which are those of its row but where a glyph differs."""
        top, held = frame.top, (self._tops.tobytes(), self._bottoms.tobytes())
        upper: list[float] = []
        lower: list[float] = []
        levels: list[float] = []
        bases = frame.levels(read_origins(self._page, [starts[row] for row in rows]))
        for base, (row, behind) in zip(bases, pairwise([*rows, len(starts)]), strict=True):
            start, words = starts[row], behind - row
            spans = list(zip(starts[row:behind], ends[row:behind], strict=True))
            if all(_is_even(sides, a, b) for sides in held for a, b in spans):
                upper += [top - self._tops[start]] * words
                lower += [top - self._bottoms[start]] * words
            else:
                # a glyph that is taller than its font, as letters with two marks are, or another font inside
                upper += [top - max(self._tops[a:b]) for a, b in spans]
                lower += [top - min(self._bottoms[a:b]) for a, b in spans]
            levels += [base] * words
        return upper, lower, levels

    def _turned_words(self, frame: Frame, texts: Sequence[str], starts: Sequence[int]) -> list[Word]:
        """Words of text along another direction."""
        x0, _, x1, _ = frame.columns(self._boxes)
        last = -1
        words: list[Word] = []
        for text, start in zip(texts, starts, strict=True):
            before, end = start - 1, start + len(text)
            spaced = start > 0 and x1[before] - x0[before] > DRAWN
            if last >= 0 and x0[start] < x0[last]:
                spaced = False
            last = end - 1
            words += self._parts(start, end, frame, spaced=spaced)
        return words

    def _parts(self, start: int, end: int, frame: Frame, *, spaced: bool) -> Iterator[Word]:
        """Words of a run of characters, cut where one stands apart from the one before it."""
        x0, y0, x1, y1 = frame.columns(self._boxes[4 * start : 4 * end])
        cuts, tight = cut_word(self.text[start:end], x0, y0, x1, y1)
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


def _is_even(sides: bytes, start: int, end: int) -> bool:
    """Whether a side, four bytes a character, is the same for some characters."""
    return sides[4 * start : 4 * end] == sides[4 * start : 4 * start + 4] * (end - start)


def _split(text: str) -> tuple[list[str], list[int]]:
    """The words of a text, and where each begins."""
    pieces = _BETWEEN.split(text)
    starts = [0, *accumulate(map(len, pieces))]
    first, stop = int(not pieces[0]), len(pieces) // 2 + int(bool(pieces[-1]))
    return pieces[0::2][first:stop], starts[0:-1:2][first:stop]


def _repair(match: re.Match[str]) -> str:
    return _REPAIRS[match[0]]
