"""Segments: the pieces of a line that stand apart, as the cells of a table without rulings do."""

from __future__ import annotations

import re
from itertools import pairwise
from math import nan
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.assembly.kinds import Kind, is_period, is_year, kind_of
from doichieu.extract.pdf.textlayer.lines import join_words
from doichieu.extract.pdf.textlayer.words import part_of_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.rivers.linegaps import Run
    from doichieu.extract.pdf.textlayer.lines import TextLine
    from doichieu.extract.pdf.textlayer.words import Word

# Gaps that set cells apart, in parts of the font's height; a space is 0.22 of it, in justified text up to 0.5.
_GAP = 0.55
_FIGURE_GAP = 0.36
# The space behind an ordinal that is a cell of its own, in parts of the space between words.
_ORDINAL_GAP = 1.7
# Justified text widens its spaces alike: of this many, gaps up to this much wider than the usual one are spaces too.
_SPACES, _EVEN = 4, 1.25
# Spaces of one line differ by no more than that.
_OWN, _WIDEST_OWN = 1.06, 0.4
# So many of the gaps of a sentence stand between letters, however many figures it holds.
_TEXTS = 0.4
# A space is no wider than this, in heights, however few words a justified line has.
_WIDEST = 1.2
# How far a word may hang over a vertical ruling, in points.
_OVER = 1.0
# Dots that lead from a name to so many figures at least.
_DOTS, _FIGURES_LED = re.compile(r"[.…]{2,}"), 2
_MEASURED = re.compile(r"[(+-]?\d+[.,]\d")
_ORDINAL = re.compile(r"(?:\d{1,4}|[IVXLC]{1,7})[.)]?")


class Segment(NamedTuple):
    """Neighbouring words of a line.

    Attributes:
        words: From left to right.
        x0: Left edge.
        x1: Right edge.
        base: Its baseline; a line can hold cells whose baselines differ a little.
        kind: What its text is.
        text: Its text.
        middle: Middle from left to right.
    """

    words: list[Word]
    x0: float
    x1: float
    base: float
    kind: Kind
    text: str
    middle: float


class SegmentLine:
    """A line as segments.

    Attributes:
        line: The line.
        segments: From left to right; `part` alone changes them.
        base: Baseline.
        is_anchor: Whether a row of a table can begin here: several segments, a figure among them.
        edges: Where edges of columns are known to stand beside it.
        stretched: Where its words stand apart and are one text.
        runs: What its words cover, and the gap that parts them; kept by `linegaps.runs_of`, which many steps ask.
    """

    __slots__ = ("base", "edges", "is_anchor", "line", "runs", "segments", "stretched")

    def __init__(
        self,
        line: TextLine,
        segments: list[Segment],
        edges: Sequence[float] = (),
        stretched: Sequence[Segment] = (),
    ) -> None:
        self.line = line
        self.segments = segments
        self.edges = edges
        self.stretched = stretched
        self.base = line.base
        self.is_anchor = len(segments) > 1 and any(map(_counts, segments))
        self.runs: tuple[float, Sequence[Run]] = (nan, ())

    def part(self, segments: list[Segment]) -> None:
        """Take pieces of its segments for these, where other lines show that they stand apart."""
        self.segments = segments
        self.is_anchor = len(segments) > 1 and any(map(_counts, segments))
        self.runs = (nan, ())


_TICKS = frozenset("xX+✓✔√☑☒")
_FIGURES = frozenset({Kind.NUMBER, Kind.INTEGER})


def is_figure(kind: Kind) -> bool:
    """Whether a segment is a figure or an ordinal."""
    return kind in _FIGURES


def is_tick(segment: Segment) -> bool:
    """Whether a segment is the sign that ticks a column off."""
    return segment.text in _TICKS


def _counts(segment: Segment) -> bool:
    """Whether a segment is a figure of a row: years, "9 tháng" and ends of "(Tối đa: 525)" stand in headers."""
    text = segment.text
    if segment.kind not in _FIGURES:
        return False
    if text[-1].isalpha():
        return not is_period(text)
    return not is_year(text) and (text[-1] != ")" or text[0] == "(")


def split_line(line: TextLine, edges: Sequence[float] = ()) -> SegmentLine:
    """Split a line where its gaps are wider than spaces.

    Args:
        line: A line of a page.
        edges: Where vertical rulings stand between its words.

    Returns:
        The line with its segments.
    """
    text = line.text
    words = _without_leader(line.words) if "...." in text or "……" in text else line.words
    if not edges and _is_close(words):
        return SegmentLine(line, [segment_of(words, words[0].base, line.text)])
    pieces: list[list[Word]] = []
    even = _even_space(words)
    own: float | None = None
    for index, word in enumerate(words):
        left = words[index - 1]
        is_space = index > 0 and _is_space(left, word, even)
        if index and not is_space and word.x0 - left.x1 <= _WIDEST_OWN * line.height:
            own = _own_space(words) if own is None else own
            is_space = word.x0 - left.x1 <= own
        if index and (is_space or _counts_on(words, index)) and not _parts(edges, left, word):
            if index == 1 and _ends_ordinal(words):
                pieces.append([word])
            else:
                pieces[-1].append(word)
        else:
            pieces.append([word])
    pieces = [part for words in pieces for part in _as_figures(words)]
    return SegmentLine(line, [segment_of(words, words[0].base) for words in pieces], edges)


def _as_figures(words: list[Word]) -> list[list[Word]]:
    """Words as a cell each where they are measured values, which are no one figure with a space for its thousands."""
    if (
        len(words) < 2
        or words[0].text[0].isalpha()
        or not all(_MEASURED.match(word.text) and is_figure(kind_of(word.text)) for word in words)
    ):
        return [words]
    return [words] if is_figure(kind_of(join_words(words))) else [[word] for word in words]


def _without_leader(words: list[Word]) -> list[Word]:
    """Words without the dots that join a name to several figures; dots before one can lead to the number of a page."""
    at = next((at for at, word in enumerate(words) if "...." in word[0] or "……" in word[0]), None)
    if at is None:
        return words
    parts = [part for word in words[at:] for part in _around_dots(word)]
    name = words[:at] if parts and is_figure(kind_of(parts[0].text)) else [*words[:at], *parts[:1]]
    figures = parts[len(name) - at :]
    if not name or len(figures) < _FIGURES_LED or not all(is_figure(kind_of(part.text)) for part in figures):
        return words
    return [*name, *figures]


def _around_dots(word: Word) -> list[Word]:
    """What stands before and behind the dots of a word."""
    dots = _DOTS.search(word.text)
    if dots is None:
        return [word]
    ends = [(0, dots.start()), (dots.end(), len(word.text))]
    return [part_of_word(word, start, stop) for start, stop in ends if start < stop]


def _is_close(words: Sequence[Word]) -> bool:
    """Whether no gap is as wide as one that can set cells apart, as in most lines of prose."""
    gaps = [right[1] - left[3] for left, right in pairwise(words)]
    return not gaps or max(gaps) <= _FIGURE_GAP * min([word[4] - word[2] for word in words])


def _parts(edges: Sequence[float], left: Word, right: Word) -> bool:
    """Whether a ruling stands between two words."""
    return any(left.x1 - _OVER < edge < right.x0 + _OVER for edge in edges)


def _even_space(words: Sequence[Word]) -> float:
    """The widest gap that is a space in justified text: gaps between its letters are all alike; 0 in other lines."""
    if len(words) <= _SPACES:
        return 0.0
    gaps = [right.x0 - left.x1 for left, right in pairwise(words)]
    if max(gaps) <= _FIGURE_GAP * min([word.y1 - word.y0 for word in words]):
        return 0.0
    texts = sorted(
        gap
        for gap, left, right in zip(gaps, words, words[1:], strict=False)
        if gap > 0 and left.text[-1].isalpha() and right.text[0].isalpha()
    )
    if len(texts) < _SPACES:
        return 0.0
    usual = texts[len(texts) // 2]
    height = words[0].y1 - words[0].y0
    narrow = len(texts) >= _TEXTS * len(gaps) and usual <= _GAP * height
    even = max(gaps) <= _EVEN * min(gaps) and usual <= _WIDEST * height
    return _EVEN * usual if narrow or even else 0.0


def _own_space(words: Sequence[Word]) -> float:
    """The widest gap that is a space as those between the words of the line are: small words have low boxes; 0 for none."""
    gaps = sorted(
        right.x0 - left.x1
        for left, right in pairwise(words)
        if left.text[-1].isalpha() and right.text[0].isalpha()
    )
    usual = gaps[len(gaps) // 2] if gaps else 0.0
    return _OWN * usual if usual <= _FIGURE_GAP * max([word.y1 - word.y0 for word in words]) else 0.0


def _ends_ordinal(words: Sequence[Word]) -> bool:
    """Whether an ordinal opens the line, further from the next word than that is from the one behind it."""
    if len(words) < 3 or not _ORDINAL.fullmatch(words[0].text):
        return False
    gap, space = words[1].x0 - words[0].x1, words[2].x0 - words[1].x1
    return gap > _ORDINAL_GAP * space > 0 and gap > _FIGURE_GAP * (words[0].y1 - words[0].y0)


def _counts_on(words: Sequence[Word], at: int) -> bool:
    """Whether a number belongs to the word before it, as in a header that counts its columns: "Tiêu chí 4 Tiêu chí 5"."""
    name, number = words[at - 1], words[at]
    if not (number.text.isdecimal() and name.text.isalpha()):
        return False
    if number.x0 - name.x1 > _GAP * (name.y1 - name.y0):
        return False
    pairs = [int(b.text) for a, b in pairwise(words) if a.text == name.text and b.text.isdecimal()]
    return len(pairs) > 1 and all(after - before == 1 for before, after in pairwise(pairs))


def _is_space(left: Word, right: Word, even: float) -> bool:
    """Whether the gap between two words is a space; one of some width is, whatever else is in the line."""
    gap = right.x0 - left.x1
    height = max(left.y1 - left.y0, right.y1 - right.y0)
    if gap <= _FIGURE_GAP * height or gap <= even:
        return True
    if gap > _GAP * height:
        return False
    # a year belongs to the word before it ("Năm 2021"), small as the boxes of both may be
    named = left.text.isalpha() and is_year(right.text)
    return named or not (left.text[-1].isdigit() or right.text[0].isdigit())


def segment_of(words: Sequence[Word], base: float, text: str | None = None) -> Segment:
    """A segment of neighbouring words; their text where it is known."""
    text = join_words(words) if text is None else text
    kind = kind_of(text)
    # A dash in a column of figures stands for nothing counted; it anchors no row by itself.
    x0, x1 = words[0].x0, max([word.x1 for word in words])
    return _new(Segment, (list(words), x0, x1, base, kind, text, (x0 + x1) / 2))


# What the class itself does, without the call of its own __new__ for each piece of each line.
_new = tuple.__new__
