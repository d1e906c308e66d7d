"""Titles that stand over several columns, told by the ruling that runs under these alone or by what stands below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.extract.pdf.ruled.joints import LEVEL, MEET, SAME, Level
from doichieu.extract.pdf.unruled.columns import columns_between
from doichieu.extract.pdf.unruled.headcells import find_head
from doichieu.extract.pdf.unruled.segments import split_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.ruled.rulings import Interval
    from doichieu.extract.pdf.textlayer.lines import TextLine

# A space is no wider than that, in heights.
_SPACE = 0.4
# A title that stands no further from an edge is set there; the middle tells better, by so many points.
_INDENT, _ASIDE = 9.0, 3.0
# Titles over titles take so many lines; those of one cell are no further apart, in heights.
_LINES, _PITCH = 2, 1.3


def covered_edges(
    lines: Sequence[TextLine], edges: Sequence[float], pieces: Sequence[Interval]
) -> set[float]:
    """Find the edges that titles stand over.

    Args:
        lines: Lines of the titles.
        edges: Edges of the columns, from the left.
        pieces: x-ranges of the ruling below them, from the left.

    Returns:
        Edges within the columns of one title; none where each column has its own.
    """
    covered: set[float] = set()
    for start, end in _joined(pieces, MEET):
        own = [x for x in edges if start - SAME <= x <= end + SAME]
        titles = [one for one in _texts(lines) if start - SAME <= one[0] and one[1] <= end + SAME]
        if 0 < len(titles) < len(own):
            covered.update(set(own[1:-1]).difference(_parted(titles, own)))
    return covered


def title_levels(lines: Sequence[TextLine], edges: Sequence[float]) -> list[Level]:
    """Where a ruling would run below the titles over several columns in a header that has none in it.

    Args:
        lines: Lines of the header, from the top.
        edges: Edges of the columns, from the left.

    Returns:
        A level under each such title, from the top.
    """
    split = [split_line(line) for line in lines]
    if len(split) < _LINES:
        return []
    cells, _ = find_head(split, columns_between(edges, split), _PITCH * lines[0].height)
    found: list[Level] = []
    for title in cells:
        below = [
            cell.segments[0].base - 0.8 * lines[0].height
            for cell in cells
            if cell.level > title.level and title.first <= cell.first <= title.last
        ]
        if title.first < title.last and below:
            at = max(title.segments[-1].base + 1.0, min(below))
            found.append(Level(at, [(edges[title.first], edges[title.last + 1])], []))
    levels: list[Level] = []
    for level in sorted(found):
        if levels and level.at - levels[-1].at <= LEVEL:
            levels[-1] = Level(levels[-1].at, sorted([*levels[-1].pieces, *level.pieces]), [])
        else:
            levels.append(level)
    return levels


def _texts(lines: Sequence[TextLine]) -> list[Interval]:
    """What the texts of some lines cover, those below each other as one."""
    runs = [
        run
        for line in lines
        for run in _joined([(word.x0, word.x1) for word in line.words], _SPACE * line.height)
    ]
    return _joined(sorted(runs), 0.0)


def _joined(pieces: Sequence[Interval], space: float) -> list[Interval]:
    """Pieces with no more than a space between them as one."""
    found: list[Interval] = []
    for start, end in pieces:
        if found and start <= found[-1][1] + space:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _parted(titles: Sequence[Interval], edges: Sequence[float]) -> list[float]:
    """The edges that part titles, each standing over its columns as near to their middle or a side as can be."""
    best: dict[int, tuple[float, list[float]]] = {0: (0.0, [])}
    for title in titles:
        best = {
            stop: min(
                (cost + _off(title, edges[first], edges[stop]), [*cuts, edges[stop]])
                for first, (cost, cuts) in best.items()
                if first < stop
            )
            for stop in range(min(best) + 1, len(edges))
        }
    return best[len(edges) - 1][1]


def _off(title: Interval, left: float, right: float) -> float:
    """How far a title is from the middle between two edges, or from one of them."""
    start, end = title
    aside = max(0.0, min(start - left, right - end) - _INDENT)
    return min(abs(start + end - left - right) / 2, _ASIDE + aside)
