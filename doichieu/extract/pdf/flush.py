"""Edges between figures set flush right and texts set flush left, so near that their gap is that of a space."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.pdf.rulings import Ruling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.lines import TextLine

# Edges of one column differ by rounding, in points; a gap that sets columns apart by itself is wider, in heights.
_LEVEL, _GAP = 0.8, 0.6
# So many lines tell an edge, that part of those it runs through; that part of the words behind it differ.
_LEAST, _MOSTLY, _VARIED = 4, 0.3, 0.6
# Lines of a table are so near to each other, in heights.
_NEAR = 3.0
# How far a letter may reach over an edge, in points.
_OVER = 0.5

_base = attrgetter("base")


class _Pair(NamedTuple):
    """A figure with a word behind it: where one ends, the other begins, their baseline, and the word."""

    end: float
    start: float
    base: float
    word: str


def flush_edges(lines: Sequence[TextLine]) -> list[Ruling]:
    """Find where figures end and texts begin one below the other, no word running over the edge between.

    Sheets print such columns with less space between them than between two words.

    Args:
        lines: Lines outside ruled tables, from the top.

    Returns:
        Edges, as far as their figures reach.
    """
    pairs = sorted(
        _Pair(left.x1, right.x0, line.base, right.text)
        for line in lines
        for left, right in pairwise(line.words)
        if left[0][-1].isdigit()
        and right[0][0].isalpha()
        and left is not line.words[0]
        and right.x0 - left.x1 < _GAP * line.height
    )
    found: list[Ruling] = []
    group: list[_Pair] = []
    for pair in pairs:
        if group and (pair.end - group[0].end > _LEVEL or abs(pair.start - group[0].start) > _LEVEL):
            found += _edge(group, lines)
            group = []
        group.append(pair)
    return found + _edge(group, lines)


def _edge(group: Sequence[_Pair], lines: Sequence[TextLine]) -> list[Ruling]:
    # units are the same few words: "48 ha", "09 ngày làm việc"
    if len(group) < _LEAST or len({pair.word for pair in group}) < _VARIED * len(group):
        return []
    at = (max(pair.end for pair in group) + min(pair.start for pair in group)) / 2
    bases = sorted(pair.base for pair in group)
    own = lines[bisect_left(lines, bases[0], key=_base) : bisect_right(lines, bases[-1], key=_base)]
    if len(group) < _MOSTLY * len(own) or any(_crosses(line, at) for line in own):
        return []
    # the titles of the columns stand above, the last lines of the texts below
    height = own[0].height
    first, last = bases[0], bases[-1]
    for line in reversed(lines[: bisect_left(lines, first, key=_base)]):
        if first - line.base > _NEAR * height or _crosses(line, at):
            break
        first = line.base
    for line in lines[bisect_right(lines, last, key=_base) :]:
        if line.base - last > _NEAR * height or _crosses(line, at):
            break
        last = line.base
    return [Ruling(at, first - height, last)]


def _crosses(line: TextLine, at: float) -> bool:
    return any(word.x0 + _OVER < at < word.x1 - _OVER for word in line.words)
