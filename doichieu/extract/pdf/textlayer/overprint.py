"""What was printed over a page and is no text of it: large words across cells ("DỰ THẢO"), panels of signatures."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.pdf.furniture import SIGNED
from doichieu.extract.pdf.textlayer.lines import find_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.frame import Rect
    from doichieu.extract.pdf.textlayer.words import Word

# A word that stands over others is larger than usual by this factor; titles that are as large stand by themselves.
_LARGE = 1.7
# Of the width and height of a smaller word this much lies under a larger one.
_UNDER = 0.4
# Between the top of the font and the baseline the letters themselves begin lower.
_ASCENT = 0.25
# Rulings are thinner than this, in points, and go on beyond what they only underline or strike out.
_THIN, _BEYOND = 3.0, 0.5
# Words of one size, in parts of it; lines of one text, in heights.
_SAME, _LINES = 0.03, 1.7
# Lines of a panel begin or are centred within this of each other, in points; its frame is larger by this factor at most,
# for seals stand beside the text, and may cut into the box of its text by so many points.
_ALIGNED, _ROOM, _FRAME = 4.0, 2.5, 4.0
_SIDES = 4
_PANEL_LINES = 6
# The words by which a panel can say that it is one.
_SIGNING = frozenset(
    f"{word}{colon}"
    for sign in ("ký", "signed", "signature")
    for word in (sign, sign.title(), sign.upper())
    for colon in ("", ":")
)


_text = itemgetter(0)


class Overprint(NamedTuple):
    """A page without what was printed over it.

    Attributes:
        words: Words of its own.
        strokes: Its lines, without the frames of panels.
        marks: Large words that lay across others.
        panels: Texts of panels that say who signed.
    """

    words: list[Word]
    strokes: list[Rect]
    marks: list[Word]
    panels: list[str]


def take_off(words: Sequence[Word], strokes: Sequence[Rect], known: Sequence[Word] = ()) -> Overprint:
    """Leave out what was printed over a page's text or across the cells of its tables.

    Args:
        words: Words of the page in the order of its content.
        strokes: Boxes of its lines.
        known: Marks of the pages before: they stand where a page has nothing below them, too.

    Returns:
        What is left, and the texts of what was left out.
    """
    marks = _marks(words, strokes, known)
    starts = {word.start for word in marks}
    left = [word for word in words if word.start not in starts] if marks else list(words)
    rules = list(strokes)
    texts: list[str] = []
    for panel in () if _SIGNING.isdisjoint(map(_text, left)) else _panels(left):
        starts = {word.start for word in panel}
        others = [word for word in left if word.start not in starts]
        box = _box(panel)
        if any(_lies_under(word, box) for word in others) or any(_crosses(box, rule) for rule in rules):
            left = others
            del rules[_frame(box, rules)]
            texts.append(" ".join(line.text for line in find_lines(panel)))
    return Overprint(left, rules, marks, texts)


def _marks(words: Sequence[Word], strokes: Sequence[Rect], known: Sequence[Word]) -> list[Word]:
    """Large words that lie over smaller ones or across rulings, and what is set like them beside them."""
    found = [word for word in words if any(_is_again(word, mark) for mark in known)] if known else []
    rest = [word for word in words if word not in found] if found else words
    heights = [word[4] - word[2] for word in rest]
    if not heights or max(heights) < _LARGE * min(heights):
        return found  # most pages have no two sizes so far apart
    heights.sort()
    if heights[-1] < (large := _LARGE * heights[len(heights) // 2]):
        return found
    # signs, those of lists and of sums, are set in fonts whose boxes are high
    big = [word for word in rest if word.y1 - word.y0 >= large and any(map(str.isalnum, word.text))]
    small = [word for word in rest if word.y1 - word.y0 < large]
    found += [word for word in big if _is_laid_over(word, small, strokes)]
    at = 0
    while at < len(found):
        mark = found[at]
        found += [word for word in big if word not in found and _belongs(word, mark)]
        at += 1
    return found


def _is_laid_over(word: Word, small: Sequence[Word], strokes: Sequence[Rect]) -> bool:
    body = _body(word)
    if any(_lies_under(other, body) for other in small):
        return True
    crossing = [rule for rule in strokes if _crosses(body, rule)]
    # Figures that touch the text of the next cell make one word, which one upright ruling parts.
    return len(crossing) > 1 or any(rule[2] - rule[0] >= _THIN for rule in crossing)


def _body(word: Word) -> Rect:
    """Box of the letters of a word, without the room above and below them."""
    return (word.x0, word.y0 + _ASCENT * word.height, word.x1, word.base)


def _lies_under(word: Word, box: Rect) -> bool:
    x0, y0, x1, y1 = _body(word)
    left, top, right, bottom = box
    wide, high = min(x1, right) - max(x0, left), min(y1, bottom) - max(y0, top)
    return wide >= _UNDER * min(x1 - x0, right - left) and high >= _UNDER * (y1 - y0)


def _crosses(box: Rect, rule: Rect) -> bool:
    """Whether a ruling runs through a box and goes on beyond it."""
    left, top, right, bottom = box
    x0, y0, x1, y1 = rule
    inset = (bottom - top) / 8
    beyond = _BEYOND * (bottom - top)
    if x1 - x0 < _THIN:
        through = left + inset < (x0 + x1) / 2 < right - inset
        return through and min(y1, bottom) - max(y0, top) >= _BEYOND * min(y1 - y0, bottom - top)
    if y1 - y0 < _THIN:
        through = top + inset < (y0 + y1) / 2 < bottom - inset
        return (
            through
            and x0 <= left + inset
            and x1 >= right - inset
            and (left - x0 > beyond or x1 - right > beyond)
        )
    return False


def _belongs(word: Word, mark: Word) -> bool:
    """Whether a large word is of one text with a mark: the same word again, in its line, or in one beside it."""
    near = (
        abs(word.base - mark.base) <= _LINES * mark.height
        and word.x0 < mark.x1 + mark.height
        and mark.x0 < word.x1 + mark.height
    )
    return _is_again(word, mark) or (near and _is_as_large(word, mark))


def _is_again(word: Word, mark: Word) -> bool:
    return word.text == mark.text and _is_as_large(word, mark)


def _is_as_large(word: Word, mark: Word) -> bool:
    return abs(word.height - mark.height) <= _SAME * mark.height


def _panels(words: Sequence[Word]) -> list[list[Word]]:
    """Words of each panel: the line that says that it was signed, and those drawn before and after it like it."""
    lines = _drawn_lines(words)
    panels: list[list[Word]] = []
    taken: set[int] = set()
    for at, line in enumerate(lines):
        if at in taken or not SIGNED.search(" ".join(word.text for word in line)):
            continue
        first = last = at
        while first > 0 and last - first < _PANEL_LINES and _is_next(lines[first - 1], lines[first]):
            first -= 1
        while (
            last + 1 < len(lines) and last - first < _PANEL_LINES and _is_next(lines[last], lines[last + 1])
        ):
            last += 1
        taken.update(range(first, last + 1))
        panels.append([word for line in lines[first : last + 1] for word in line])
    return panels


def _drawn_lines(words: Sequence[Word]) -> list[list[Word]]:
    """Words drawn one after another on one baseline."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.start):
        before = lines[-1][-1] if lines else None
        if before is not None and before.base == word.base and 0 <= word.x0 - before.x1 < word.height:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _is_next(line: list[Word], other: list[Word]) -> bool:
    """Whether a line is drawn below another, in the same size and from the same place."""
    height = line[0].height
    step = other[0].base - line[0].base
    middles = [(words[0].x0 + words[-1].x1) / 2 for words in (line, other)]
    aligned = abs(line[0].x0 - other[0].x0) < _ALIGNED or abs(middles[0] - middles[1]) < _ALIGNED
    return aligned and abs(other[0].height - height) < height / 4 and 0 < step < _LINES * height


def _box(words: Sequence[Word]) -> Rect:
    return (
        min(word.x0 for word in words),
        min(word.y0 for word in words),
        max(word.x1 for word in words),
        max(word.y1 for word in words),
    )


def _frame(box: Rect, rules: Sequence[Rect]) -> slice:
    """The four lines, drawn one after another, of the frame around a panel; an empty slice where it has none."""
    left, top, right, bottom = box
    for at in range(len(rules) - _SIDES + 1):
        x0, y0, x1, y1 = sides = _around(rules[at : at + _SIDES])
        if x0 > left + _FRAME or y0 > top + _FRAME or x1 < right - _FRAME or y1 < bottom - _FRAME:
            continue
        small = x1 - x0 < _ROOM * (right - left) and y1 - y0 < _ROOM * (bottom - top)
        if small and all(_is_side(rule, sides) for rule in rules[at : at + _SIDES]):
            return slice(at, at + _SIDES)
    return slice(0, 0)


def _is_side(rule: Rect, sides: Rect) -> bool:
    """Whether a line runs along a whole side of a rectangle."""
    ends = [abs(one - other) < _THIN for one, other in zip(rule, sides, strict=True)]
    return sum(ends) == _SIDES - 1


def _around(rules: Sequence[Rect]) -> Rect:
    return (
        min(rule[0] for rule in rules),
        min(rule[1] for rule in rules),
        max(rule[2] for rule in rules),
        max(rule[3] for rule in rules),
    )
