"""Stretched lines: justified texts of narrow cells, whose few words stand as far apart as columns do."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind
from doichieu.extract.pdf.unruled.segments import SegmentLine, segment_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from doichieu.extract.pdf.textlayer.words import Word
    from doichieu.extract.pdf.unruled.segments import Segment

# Lines that fill one column begin and end at one place, but for so many points.
_SAME = 0.7
# Spaces of a stretched line are alike, but for that part of them.
_EVEN = 0.15
# A column is no wider than that part of what the page fills.
_NARROW = 0.45

Extent = tuple[float, float]


def join_stretched(lines: Sequence[SegmentLine]) -> list[SegmentLine]:
    """Join the words of lines that were stretched to the width of their column, which other texts fill without a gap.

    Args:
        lines: Lines of a page outside ruled tables, from the top, split.

    Returns:
        The lines, those joined that were stretched.
    """
    if not any(len(line.segments) > 1 for line in lines):
        return list(lines)
    left, right = min(line.segments[0].x0 for line in lines), max(line.segments[-1].x1 for line in lines)
    filled = sorted(
        {
            (segment.x0, segment.x1)
            for line in lines
            for segment in line.segments
            if len(segment.words) > 1
            and segment.kind is Kind.TEXT
            and segment.x1 - segment.x0 < _NARROW * (right - left)
        }
    )
    return [_joined(line, filled) if filled and len(line.segments) > 1 else line for line in lines]


def _joined(line: SegmentLine, filled: Sequence[Extent]) -> SegmentLine:
    made: list[Segment] = []
    joined: list[Segment] = []
    at = 0
    segments = line.segments
    while at < len(segments):
        stop = _stop(segments, at, filled)
        if stop > at + 1:
            words = [word for segment in segments[at:stop] for word in segment.words]
            joined.append(segment_of(words, segments[at].base))
        made.append(joined[-1] if stop > at + 1 else segments[at])
        at = stop
    return SegmentLine(line.line, made, line.edges, joined) if joined else line


def _stop(segments: Sequence[Segment], at: int, filled: Sequence[Extent]) -> int:
    """Index behind the last segment of the text that one begins."""
    first = segments[at]
    ends = _ends(first.x0, filled) if first.kind is Kind.TEXT and at + 1 < len(segments) else ()
    for stop in range(len(segments), at + 1, -1) if ends else ():
        x1 = segments[stop - 1].x1
        behind = bisect_left(ends, x1)
        nearest = ends[max(behind - 1, 0) : behind + 1]
        if any(abs(end - x1) <= _SAME for end in nearest) and _is_even(segments[at:stop]):
            return stop
    return at + 1


def _ends(x0: float, filled: Sequence[Extent]) -> list[float]:
    """Where the texts end that begin at a place, from the left."""
    start, stop = bisect_left(filled, (x0 - _SAME, 0.0)), bisect_right(filled, (x0 + _SAME, inf))
    return sorted([end for _, end in filled[start:stop]])


def _is_even(segments: Sequence[Segment]) -> bool:
    """Whether the spaces of neighbouring segments are alike."""
    gaps = list(_gaps([word for segment in segments for word in segment.words]))
    return max(gaps) - min(gaps) <= max(_EVEN * max(gaps), 2 * _SAME)


def _gaps(words: Sequence[Word]) -> Iterator[float]:
    return (right.x0 - left.x1 for left, right in pairwise(words))
