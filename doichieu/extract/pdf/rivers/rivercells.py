"""Cells of tables of texts: lines cut at the edges between columns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from doichieu.extract.pdf.rivers.linegaps import runs_of
from doichieu.extract.pdf.unruled.segments import SegmentLine, is_figure, segment_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.rivers.linegaps import Scale
    from doichieu.extract.pdf.textlayer.words import Word

# Texts that begin at one place, or are centred, do so but for so many points.
_FLUSH, _CENTRED = 1.5, 6.0
# So many spaces of a justified text are alike, but for that factor.
_STRETCHED, _ALIKE = 2, 1.3
# Lines whose figures crowd with other texts are fewer.
_CROWDED = 0.08


def cut_lines(lines: Sequence[SegmentLine], edges: Sequence[float], scale: Scale) -> list[SegmentLine]:
    """Cut lines at the edges between columns; a title or label over several columns stays whole.

    Args:
        lines: Lines of a table, from the top.
        edges: n + 1 edges of its columns.
        scale: Lengths on the page.

    Returns:
        The lines, their segments the texts of their cells.
    """
    parts = [_parted(line, edges, scale) for line in lines]
    middles = [(a + b) / 2 for a, b in pairwise(edges)]
    starts: list[list[float]] = [[] for _ in middles]
    for pieces in parts:
        for first, last, words in pieces:
            if first == last:
                starts[first].append(words[0].x0)
    cut = []
    for line, pieces in zip(lines, parts, strict=True):
        made: list[list[Word]] = []
        for first, last, words in pieces:
            made += [words] if first == last else _touching(words, edges, starts, middles)
        cut.append(SegmentLine(line.line, [segment_of(words, line.base) for words in made]))
    return cut


def _parted(line: SegmentLine, edges: Sequence[float], scale: Scale) -> list[tuple[int, int, list[Word]]]:
    """Pieces of a line with the first and the last column they stand in."""
    inner = edges[1:-1]
    runs = runs_of(line, scale)
    pieces: list[tuple[int, int, list[Word]]] = []
    at = 0
    for x0, x1, _ in runs:
        words = []
        while at < len(line.line.words) and line.line.words[at].x0 <= x1:
            words.append(line.line.words[at])
            at += 1
        first, last = bisect_right(inner, x0), bisect_right(inner, x1)
        if pieces and pieces[-1][1] >= first:
            first, _, before = pieces.pop()
            words = [*before, *words]
        pieces.append((first, last, words))
    return pieces


def _touching(
    words: list[Word], edges: Sequence[float], starts: Sequence[Sequence[float]], middles: Sequence[float]
) -> list[list[Word]]:
    """Cells that came too near to each other, each where its column has its texts; else the text as it is."""
    inner = edges[1:-1]
    pieces: dict[int, list[Word]] = {}
    for word in words:
        pieces.setdefault(bisect_right(inner, (word.x0 + word.x1) / 2), []).append(word)
    for column, own in pieces.items():
        x0, x1 = own[0].x0, own[-1].x1
        flush = sum(abs(x0 - start) < _FLUSH for start in starts[column]) > 1
        if not flush and abs((x0 + x1) / 2 - middles[column]) > _CENTRED:
            return [words]
    return list(pieces.values())


def is_crowded(lines: Sequence[SegmentLine], cut: Sequence[SegmentLine]) -> bool:
    """Tell whether figures stand beside other texts in one column, as where rivers are too narrow to be told.

    Args:
        lines: Lines of a table as their gaps part them.
        cut: The same lines as its columns do.
    """
    crowded = 0
    for line, own in zip(lines, cut, strict=True):
        ends = [segment.x1 for segment in own.segments]
        at = [bisect_left(ends, segment.x1) for segment in line.segments]
        crowded += any(
            one == other
            and (is_figure(left.kind) or is_figure(right.kind))
            and not _is_stretched(own.segments[one].words)
            for (one, left), (other, right) in pairwise(zip(at, line.segments, strict=True))
        )
    return crowded > _CROWDED * len(lines)


def _is_stretched(words: Sequence[Word]) -> bool:
    """Whether the spaces of a text are alike: justified, a few words fill its column however wide these get."""
    gaps = [right.x0 - left.x1 for left, right in pairwise(words)]
    return len(gaps) >= _STRETCHED and max(gaps) <= _ALIKE * min(gaps)
