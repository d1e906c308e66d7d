"""Titles of neighbouring columns that stand little more than a space apart, told by the figures below them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from doichieu.extract.pdf.unruled.segments import segment_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.textlayer.words import Word
    from doichieu.extract.pdf.unruled.segments import Segment, SegmentLine

# So many rows tell where columns are, so many lines above them can be titles.
_ROWS, _LINES = 16, 8
# The space between two titles is that much wider than those inside of them; where these have none, in heights.
_WIDER, _GAP = 1.25, 0.3
Core = tuple[float, float]


def part_titles(lines: Sequence[SegmentLine], first: int, last: int, free: int) -> None:
    """Part the titles of columns that came as one text.

    Args:
        lines: Lines of a page outside ruled tables, from the top; those above the first row are changed in place.
        first: Index of a table's first row.
        last: Index of its last row.
        free: Index of the first line that no table above holds.
    """
    glued = [
        line
        for line in lines[max(free, first - _LINES) : first]
        if any(len(segment.words) > 1 for segment in line.segments)
    ]
    cores = _cores(lines[first : min(last + 1, first + _ROWS)]) if glued else []
    for line in glued:
        parts = [part for segment in line.segments for part in _parts(segment, cores)]
        if len(parts) > len(line.segments):
            line.part(parts)


def _cores(lines: Sequence[SegmentLine]) -> list[Core]:
    """What the columns of some rows fill, from the left."""
    cores: list[Core] = []
    for x0, x1 in sorted((one.x0, one.x1) for line in lines if line.is_anchor for one in line.segments):
        if cores and x0 <= cores[-1][1]:
            cores[-1] = cores[-1][0], max(cores[-1][1], x1)
        else:
            cores.append((x0, x1))
    return cores


def _parts(segment: Segment, cores: Sequence[Core]) -> list[Segment]:
    """A text, or the titles in it: each over a column of its own, the widest spaces between them."""
    under = [core for core in cores if core[0] < segment.x1 and segment.x0 < core[1]]
    if len(under) < 2 or len(segment.words) < len(under):
        return [segment]
    words = segment.words
    gaps = [right.x0 - left.x1 for left, right in pairwise(words)]
    cuts: list[int] = []
    for one, other in pairwise(under):
        low, high = sum(one) / 2, sum(other) / 2
        between = [
            at for at in range(len(gaps)) if words[at + 1].x0 > low and words[at].x1 < high and at not in cuts
        ]
        if not between:
            return [segment]
        cuts.append(max(between, key=gaps.__getitem__))
    inside = max((gap for at, gap in enumerate(gaps) if at not in cuts), default=0.0)
    least = _WIDER * inside if inside else _GAP * (words[0].y1 - words[0].y0)
    if cuts != sorted(cuts) or min(gaps[at] for at in cuts) <= least:
        return [segment]
    pieces = [words[start:stop] for start, stop in pairwise([0, *(at + 1 for at in cuts), len(words)])]
    if not all(
        _stands_over(piece, own, [core for core in under if core is not own])
        for piece, own in zip(pieces, under, strict=True)
    ):
        return [segment]
    return [segment_of(piece, segment.base) for piece in pieces]


def _stands_over(words: Sequence[Word], own: Core, others: Sequence[Core]) -> bool:
    """Whether words begin as titles do, and stand over a column and over the middle of no other."""
    x0, x1 = words[0].x0, words[-1].x1
    over = x0 < own[1] and own[0] < x1 and not any(x0 < sum(core) / 2 < x1 for core in others)
    return over and words[0].text[0].isupper()
