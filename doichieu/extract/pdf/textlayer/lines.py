"""Lines of words: words on one baseline, and the text that they make."""

from __future__ import annotations

from functools import cached_property
from itertools import groupby, pairwise
from operator import itemgetter, sub
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from doichieu.extract.pdf.textlayer.words import Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from doichieu.extract.pdf.frame import Rect

# Words whose baselines differ by less than this part of their height stand on one line.
_LEVEL = 0.22
# Words of one text stand on the same baseline, but for rounding in points.
_SAME = 0.1
# Without a space character, a gap of this part of the height is a space; below it, a change of font.
_SPACE = 0.11
# The same word twice at nearly the same place is one word drawn twice to look bold.
_TWICE = 0.15
# It begins within so many points.
_BESIDE = 2.0


class _Row(NamedTuple):
    words: list[Word]
    base: float


class TextLine(_Row):
    """Words in a row; what follows from them is found once, for many steps ask.

    Attributes:
        words: From left to right.
        base: Baseline.
    """

    @cached_property
    def box(self) -> Rect:
        """Rectangle around the words."""
        words = self.words
        return words[0].x0, min([w.y0 for w in words]), max([w.x1 for w in words]), max([w.y1 for w in words])

    @cached_property
    def height(self) -> float:
        """Height of its tallest font."""
        return max([word.y1 - word.y0 for word in self.words])

    @cached_property
    def text(self) -> str:
        """The text, composed and with single spaces."""
        return join_words(self.words)


def find_lines(words: Iterable[Word]) -> list[TextLine]:
    """Group words by baseline.

    Args:
        words: Upright words of a page or of a part of it.

    Returns:
        Lines from the top, words from the left, words drawn twice once.
    """
    lines: list[list[Word]] = []
    first = last = 0.0
    for base, same in groupby(sorted(words, key=_baseline), _baseline):
        held = list(same)
        height = held[0].y1 - held[0].y0
        # From the line's first baseline, not the last: cells centred over each other's lines form a chain.
        if lines and (base - last < _SAME or base - first <= _LEVEL * height):
            lines[-1] += held
        else:
            lines.append(held)
            first = base
        last = base
    return [TextLine(row, row[0].base) for row in map(_in_order, _raise_marks(lines))]


# by place, which takes a third of the time that their names take
_baseline, _left = itemgetter(Word._fields.index("base")), itemgetter(Word._fields.index("x0"))


def _raise_marks(lines: list[list[Word]]) -> list[list[Word]]:
    """Put raised footnote marks and indices, small words between two baselines, on the line they touch."""
    kept: list[list[Word]] = []
    for index, line in enumerate(lines):
        if len(line) <= 3 and sum(len(word.text) for word in line) <= 4:
            around = lines[index + 1 : index + 2] + kept[-1:]
            host = next((other for other in around if all(_hangs_on(word, other) for word in line)), None)
            if host is not None:
                host += line
                continue
        kept.append(line)
    return kept


def _hangs_on(mark: Word, line: Sequence[Word]) -> bool:
    """Whether a small word stands right behind a larger word whose height it is within."""
    height = mark.y1 - mark.y0
    for word in line:
        tall = word.y1 - word.y0
        if (
            height < 0.8 * tall
            and abs(mark.base - word.base) < 0.6 * tall
            and -1 < mark.x0 - word.x1 < 0.3 * tall
        ):
            return True
    return False


def _in_order(words: list[Word]) -> list[Word]:
    words.sort(key=_left)
    lefts = list(map(_left, words))
    if min(map(sub, lefts[1:], lefts), default=_BESIDE + 1) > _BESIDE:
        return words
    kept: list[Word] = []
    for word in words:
        # A word drawn twice begins at nearly the same place; what begins behind it is another one.
        if kept and word.x0 - kept[-1].x0 <= _BESIDE and _is_twin(word, kept[-1]):
            continue
        if len(kept) > 1 and word.x0 - kept[-2].x0 <= _BESIDE and _is_twin(word, kept[-2]):
            continue
        kept.append(word)
    return kept


def _is_twin(word: Word, other: Word) -> bool:
    near = _TWICE * (word.y1 - word.y0)
    return word.text == other.text and word.x0 - other.x0 <= near and abs(word.x1 - other.x1) <= near


def is_gap(left: Word, right: Word) -> bool:
    """Whether a space stands between two neighbours.

    A space that the content has counts where the two follow each other in it; a glyph borrowed from a second
    font comes later in the content than the word it belongs into, and there only the gap tells.
    """
    if right[6] and left[7] < right[7]:
        return True
    return right.x0 - left.x1 > _SPACE * max(right.y1 - right.y0, left.y1 - left.y0)


def first_width(words: Sequence[Word]) -> float:
    """Width of the first word of a line, in points, with its parts in other fonts."""
    end = words[0]
    for last, word in pairwise(words):
        if is_gap(last, word):
            break
        end = word
    return end.x1 - words[0].x0


def join_words(words: Sequence[Word]) -> str:
    """Text of neighbouring words, composed (NFC): a word that changes font inside has no space there."""
    text = words[0][0]
    if len(words) > 1:
        # what nearly every neighbour is: behind a space, later in the content
        text += "".join(
            [
                f" {word[0]}" if (word[6] and last[7] < word[7]) or is_gap(last, word) else word[0]
                for last, word in pairwise(words)
            ]
        )
    if "m 2" in text or "m 3" in text:
        text = _with_powers(text, words)
    return text if text.isascii() else normalize("NFC", text)


def _with_powers(text: str, words: Sequence[Word]) -> str:
    """Text in which raised figures stand with the unit that they belong to: "đồng/m 2" has a space before its raised 2."""
    for unit, power in pairwise(words):
        if unit.text.endswith("m") and power.text[0] in "23" and _hangs_on(power, [unit]):
            text = text.replace(f"{unit.text} {power.text}", unit.text + power.text)
    return text


def crosses(line: TextLine, x: float, over: float = 1.0) -> bool:
    """Whether a word of a line runs over a place, further than a letter may reach over an edge, in points."""
    return any(word[1] + over < x < word[3] - over for word in line.words)
