"""Figures and ordinals that a cell narrower than they are breaks over two lines, where no rulings tell rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.pdf.textlayer.lines import TextLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from doichieu.extract.pdf.textlayer.words import Word

# What can go on below, and what can not be a whole figure: groups of three behind which fewer stand, a mark at the end, a day.
_PART = re.compile(r"\d{1,3}(?:[.,]\d{3})*[.,]\d{0,2}|\d{1,2}/\d{1,2}/\d{1,3}")
_TORN = re.compile(r"\d{1,3}(?:[.,]\d{3})+[.,]\d{0,2}|\d+[.,]|\d{1,2}/\d{1,2}/\d{1,3}")
_HOLDS_TORN = re.compile(rf"(?<!\S)(?:{_TORN.pattern})(?!\S)")
_REST = re.compile(r"\d{1,2}%?|%")
_WHOLE = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*%?|\d+[.,]\d{1,2}%?|\d{1,2}/\d{1,2}/\d{4}")
# Lines of a cell are that far apart, in heights; both parts have an edge or their middle at one place, in points.
_LEAST, _MOST, _ALIGNED = 0.8, 1.5, 1.2
# A line between both parts stands in their middle, in points; no more lines than these stand between them.
_MIDDLE, _BETWEEN = 1.5, 3
_DIGITS = 9  # ordinals of one digit


class _Torn(NamedTuple):
    """A figure in two parts.

    Attributes:
        upper: Index of the line of the first.
        lower: Index of the line of the second.
        first: What stands above.
        rest: What stands below.
    """

    upper: int
    lower: int
    first: Word
    rest: Word


def join_broken_figures(lines: Sequence[TextLine]) -> Sequence[TextLine]:
    """Make figures whole whose last digits stand on the next line of their cell.

    Args:
        lines: Lines outside ruled tables, from the top.

    Returns:
        The lines; each whole figure stands on the one on which the rest of its row does.
    """
    pairs = [*_ordinals(lines), *_figures(lines)]
    if not pairs:
        return lines
    words = [list(line.words) for line in lines]
    for pair in pairs:
        at = _home(pair, pairs, lines)
        words[pair.upper] = [word for word in words[pair.upper] if word is not pair.first]
        words[pair.lower] = [word for word in words[pair.lower] if word is not pair.rest]
        down = lines[at].base - pair.first.base
        whole = pair.first._replace(
            text=pair.first.text + pair.rest.text,
            x0=min(pair.first.x0, pair.rest.x0),
            x1=max(pair.first.x1, pair.rest.x1),
            y0=pair.first.y0 + down,
            y1=pair.first.y1 + down,
            base=lines[at].base,
        )
        words[at] = sorted([*words[at], whole], key=lambda word: word.x0)
    return [
        line if len(own) == len(line.words) and own == line.words else TextLine(own, line.base)
        for line, own in zip(lines, words, strict=True)
        if own
    ]


def _figures(lines: Sequence[TextLine]) -> list[_Torn]:
    """Figures in two parts; where none is surely torn, none is, for most papers have rows as near as lines."""
    sure = _surely(lines)
    if not sure:
        return []
    found = [pair for at in range(len(lines)) for pair in _parted(lines, at)]
    told = {(pair.upper, pair.lower) for pair in sure}
    return [
        pair
        for pair in found
        if (pair.upper, pair.lower) in told
        or any(one.first.x0 < pair.first.x1 and pair.first.x0 < one.first.x1 for one in sure)
    ]


def _surely(lines: Sequence[TextLine]) -> list[_Torn]:
    """Figures surely torn: what stands above is none, or the rest of its row stands between two lines of such parts."""
    sure: list[_Torn] = []
    for at, line in enumerate(lines):
        near = at + 1 < len(lines) and lines[at + 1].base - line.base < _LEAST * line.height
        if near or _HOLDS_TORN.search(line.text):
            found = list(_parted(lines, at))
            sure += [pair for pair in found if _is_torn(pair, found, lines)]
    return sure


def _parted(lines: Sequence[TextLine], at: int) -> Iterator[_Torn]:
    """The words of a line that a figure below them makes whole."""
    for word in lines[at].words:
        if len(word[0]) > 1 and word[0][0].isdigit() and _PART.fullmatch(word[0]):
            for below, rest in _below(lines, at, word):
                if _REST.fullmatch(rest[0]) and _WHOLE.fullmatch(word[0] + rest[0]):
                    yield _Torn(at, below, word, rest)


def _below(lines: Sequence[TextLine], at: int, word: Word) -> Iterator[tuple[int, Word]]:
    """The word that stands one line of a cell below another, and nothing between them."""
    for below in range(at + 1, min(at + 2 + _BETWEEN, len(lines))):
        line = lines[below]
        step = line.base - lines[at].base
        if step > _MOST * lines[at].height:
            return
        for other in line.words:
            if other.x0 < word.x1 and word.x0 < other.x1:
                if step >= _LEAST * lines[at].height and _is_aligned(word, other):
                    yield below, other
                return


def _is_aligned(one: Word, other: Word) -> bool:
    off = min(abs(one.x0 - other.x0), abs(one.x1 - other.x1), abs(one.x0 + one.x1 - other.x0 - other.x1) / 2)
    return off <= _ALIGNED


def _is_torn(pair: _Torn, pairs: Sequence[_Torn], lines: Sequence[TextLine]) -> bool:
    """Whether what stands above is no figure by itself, or the rest of its row stands between two lines of such parts."""
    if _TORN.fullmatch(pair.first.text) or pair.rest.text == "%":
        return True
    if _between(pair, lines) is None:
        return False
    own = [other for other in pairs if (other.upper, other.lower) == (pair.upper, pair.lower)]
    return all(
        any(word is part for part in parts) or not word.text[0].isdigit()
        for line, parts in (
            (lines[pair.upper], [one.first for one in own]),
            (lines[pair.lower], [one.rest for one in own]),
        )
        for word in line.words
    )


def _between(pair: _Torn, lines: Sequence[TextLine]) -> int | None:
    """The line in the middle between two parts; None where there is none."""
    middle = (lines[pair.upper].base + lines[pair.lower].base) / 2
    inside = range(pair.upper + 1, pair.lower)
    return next((at for at in inside if abs(lines[at].base - middle) <= _MIDDLE), None)


def _home(pair: _Torn, pairs: Sequence[_Torn], lines: Sequence[TextLine]) -> int:
    """The line on which the row of a figure stands: between its parts, or the one that holds other figures."""
    between = _between(pair, lines)
    if between is not None:
        return between
    for at in (pair.upper, pair.lower):
        parts = [part for one in pairs for part in (one.first, one.rest)]
        if any(
            word.text[0].isdigit() and not any(word is part for part in parts) for word in lines[at].words
        ):
            return at
    return pair.upper


def _ordinals(lines: Sequence[TextLine]) -> list[_Torn]:
    """Ordinals of two digits, one below the other, that count on from those of one digit above them."""
    found: list[_Torn] = []
    value = 0
    last: Word | None = None
    taken: Word | None = None
    for at, line in enumerate(lines):
        word = line.words[0]
        if word is taken or not word.text.isdecimal() or len(word.text) > 2:
            continue
        if last is None or not _is_aligned(last, word):
            if word.text == "1":
                value, last = 1, word
            continue
        rest = next(_below(lines, at, word), None) if value >= _DIGITS and len(word.text) == 1 else None
        if (
            rest is not None
            and word.text + rest[1].text == str(value + 1)
            and not all(_has_figures(lines[index]) for index in (at, rest[0]))
        ):
            taken = rest[1]
            value += 1
            found.append(_Torn(at, rest[0], word, taken))
            continue
        value, last = int(word.text), word
    return found


def _has_figures(line: TextLine) -> bool:
    """Whether figures stand beside the first word of a line, as in a row."""
    return any(word.text[0].isdigit() for word in line.words[1:])
