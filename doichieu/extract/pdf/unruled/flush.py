"""Edges between figures set flush right and texts set flush left, so near that their gap is that of a space."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.pdf.ruled.rulings import Ruling
from doichieu.extract.pdf.textlayer.lines import crosses

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from doichieu.extract.pdf.textlayer.lines import TextLine
    from doichieu.extract.pdf.textlayer.words import Word

# Edges of one column differ by rounding, in points; a gap that sets columns apart by itself is wider, in heights.
_LEVEL, _GAP = 0.8, 0.6
# So many lines tell an edge, that part of those it runs through; that part of the words behind it differ.
_LEAST, _MOSTLY, _VARIED = 4, 0.3, 0.6
# Figures as wide and texts as wide are one text each: at so many places the others begin and end, but for the usual one.
_ELSEWHERE = 2
# Lines of a table are so near to each other, in heights.
_NEAR = 3.0
# How far a letter may reach over an edge, in points.
_OVER = 0.5

# So many texts begin far behind what stands before them, and that part of those that begin at one place.
_WIDE, _FAR = 3, 0.5
# A gap is wider than between two fonts, in heights; fewer than that part of the gaps of a page have no space drawn.
_SPACE, _RARE = 0.05, 0.4

_base, _start = attrgetter("base"), attrgetter("start")


class _Pair(NamedTuple):
    """Two neighbours of a line.

    Attributes:
        end: Where the first ends.
        start: Where the second begins.
        base: Their baseline.
        left: The first.
        right: The second.
        opens: Whether the first opens its line.
    """

    end: float
    start: float
    base: float
    left: Word
    right: Word
    opens: bool


def flush_edges(lines: Sequence[TextLine]) -> list[Ruling]:
    """Find where texts begin one below the other right behind what stands before them, no word running over the edge.

    Sheets print such columns with less space between them than between two words. Figures set flush right tell the
    edge, and so does that no space is drawn there on a page that draws its spaces.

    Args:
        lines: Lines outside ruled tables, from the top.

    Returns:
        Edges, as far as their pairs reach.
    """
    wide, behind, blank, close = _gaps(lines)
    pairs = sorted(behind)
    found: list[Ruling] = []
    for group in _grouped(pairs, _is_level):
        if _is_varied(group) or _is_flush(group):
            found += _edge(group, lines)
    for pair in pairs:
        if not _is_cut(pair, found):
            found += _behind_figures(pair, lines)
    if len(blank) < _RARE * close:
        for group in _grouped(sorted(blank, key=_start), _is_below):
            found += _edge(group, lines)
    begun = _begun(wide)
    for pair in _begin(lines, begun) if begun else ():
        if not pair.opens and not _is_cut(pair, found):
            found += _before_texts(pair, lines)
    return found


def _gaps(lines: Sequence[TextLine]) -> tuple[list[int], list[_Pair], list[_Pair], int]:
    """Look at the gaps between words once.

    Returns:
        Where words begin behind a wide gap, in whole points; of the neighbours with a narrow one those of a figure and
        a text, those between which no space is drawn, and how many there are.
    """
    wide: list[int] = []
    behind: list[_Pair] = []
    blank: list[_Pair] = []
    close = 0
    for line in lines:
        words, least = line.words, _GAP * line.height
        close += len(words) - 1
        for left, right in pairwise(words):
            gap = right[1] - left[3]
            if gap >= least:
                wide.append(round(right[1]))
                continue
            if left[0][-1].isdigit() and right[0][0].isalpha():
                behind.append(_pair(line, left, right))
            if not right[6] and gap > _SPACE * (right[4] - right[2]):
                blank.append(_pair(line, left, right))
    return wide, behind, blank, close - len(wide)


def _begin(lines: Sequence[TextLine], places: Collection[int]) -> Iterator[_Pair]:
    """Neighbours with a narrow gap between them of which the second begins at one of some places, in whole points."""
    for line in lines:
        least = _GAP * line.height
        for left, right in pairwise(line.words):
            if right[1] - left[3] < least and round(right[1]) in places:
                yield _pair(line, left, right)


def _pair(line: TextLine, left: Word, right: Word) -> _Pair:
    return _Pair(left[3], right[1], line.base, left, right, left is line.words[0])


def _is_cut(pair: _Pair, edges: Sequence[Ruling]) -> bool:
    """Whether an edge is known between two words."""
    return any(pair.end < edge.at < pair.start and edge.start < pair.base <= edge.end for edge in edges)


def _begun(wide: Sequence[int]) -> set[int]:
    """Places, in whole points, at or beside which several of the words begin that have a wide gap before them."""
    places = Counter(wide)
    return {at + by for at, count in places.items() if count >= _WIDE for by in (-1, 0, 1)}


def _before_texts(pair: _Pair, lines: Sequence[TextLine]) -> list[Ruling]:
    """The edge before a word that begins where those above and below it do, far behind what stands before these."""
    height = pair.left.y1 - pair.left.y0
    free = _free(pair.start - _OVER, pair.base, pair.base, height, lines)
    level: list[float] = []
    wide = 0
    for line in free:
        at = next((at for at, word in enumerate(line.words) if abs(word.x0 - pair.start) <= _LEVEL), -1)
        if at >= 0 and any(word.text[0].isalpha() for word in line.words[at : at + 2]):
            level.append(line.base)
            wide += at > 0 and line.words[at].x0 - line.words[at - 1].x1 >= _GAP * line.height
    # words of one list begin at one place with a space before all of them
    if wide < max(_WIDE, _FAR * len(level)) or len(level) < _MOSTLY * len(free):
        return []
    return [Ruling((pair.end + pair.start) / 2, level[0] - height, level[-1])]


def _grouped(pairs: Sequence[_Pair], is_same: Callable[[_Pair, _Pair], bool]) -> Iterator[list[_Pair]]:
    """Pairs in order as groups of those alike."""
    group: list[_Pair] = []
    for pair in pairs:
        if group and not is_same(group[0], pair):
            yield group
            group = []
        group.append(pair)
    if group:
        yield group


def _is_level(one: _Pair, other: _Pair) -> bool:
    return abs(other.end - one.end) <= _LEVEL and _is_below(one, other)


def _is_below(one: _Pair, other: _Pair) -> bool:
    return abs(other.start - one.start) <= _LEVEL


def _edge(group: Sequence[_Pair], lines: Sequence[TextLine]) -> list[Ruling]:
    if len(group) < _LEAST:
        return []
    at = (max(pair.end for pair in group) + min(pair.start for pair in group)) / 2
    bases = sorted(pair.base for pair in group)
    own = lines[bisect_left(lines, bases[0], key=_base) : bisect_right(lines, bases[-1], key=_base)]
    if len(group) < _MOSTLY * len(own) or any(crosses(line, at, _OVER) for line in own):
        return []
    # the titles of the columns stand above, the last lines of the texts below
    free = _free(at, bases[0], bases[-1], own[0].height, lines)
    return [Ruling(at, free[0].base - own[0].height, free[-1].base)]


def _free(
    at: float, first: float, last: float, height: float, lines: Sequence[TextLine]
) -> Sequence[TextLine]:
    """Lines between two heights, and those above and below these up to where a word runs over an edge."""
    start, stop = bisect_left(lines, first, key=_base), bisect_right(lines, last, key=_base)
    while (
        start and first - lines[start - 1].base <= _NEAR * height and not crosses(lines[start - 1], at, _OVER)
    ):
        start -= 1
        first = lines[start].base
    while (
        stop < len(lines)
        and lines[stop].base - last <= _NEAR * height
        and not crosses(lines[stop], at, _OVER)
    ):
        last = lines[stop].base
        stop += 1
    return lines[start:stop]


def _behind_figures(pair: _Pair, lines: Sequence[TextLine]) -> list[Ruling]:
    """The edge behind a figure that ends where those above and below it do, whatever stands behind these."""
    at = (pair.end + pair.start) / 2
    height = pair.left.y1 - pair.left.y0
    free = _free(at, pair.base, pair.base, height, lines)
    level = [
        (line.base, word)
        for line in free
        for word in line.words
        if abs(word.x1 - pair.end) <= _LEVEL and word.text[-1].isdigit()
    ]
    starts = {round(word.x0) for _, word in level}
    if len(level) <= _LEAST or len(starts) < _ELSEWHERE or len(level) < _MOSTLY * len(free):
        return []
    # a title above runs over it, or begins behind it as the texts do
    top = level[0][0]
    for line in reversed(free[: bisect_left(free, top, key=_base)]):
        if not any(abs(word.x0 - pair.start) <= _LEVEL for word in line.words):
            break
        top = line.base
    return [Ruling(at, top - height, level[-1][0])]


def _is_varied(group: Sequence[_Pair]) -> bool:
    """Whether the words are no units, which are the same few words: "48 ha", "09 ngày làm việc"."""
    words = {pair.right.text for pair in group if not pair.opens}
    return len(words) >= max(_VARIED * len(group), 1)


def _is_flush(group: Sequence[_Pair]) -> bool:
    """Whether figures of several widths end where words of several widths begin, as within no text."""
    return all(
        sum(abs(one - usual) > _LEVEL for one in places) >= _ELSEWHERE
        for places in ([pair.left.x0 for pair in group], [pair.right.x1 for pair in group])
        for usual in [sorted(places)[len(places) // 2]]
    )
