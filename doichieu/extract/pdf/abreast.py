"""Tables that stand side by side: where a strip parts lines that only share their heights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind, heads_counts
from doichieu.extract.assembly.labels import caption_of
from doichieu.extract.pdf.prosecolumns import find_prose_columns
from doichieu.extract.pdf.sides import Zone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.frame import Rect
    from doichieu.extract.pdf.sides import Gap
    from doichieu.extract.pdf.unruled.segments import Segment, SegmentLine

_WORD = 12
# What all lines leave free beside the header that tells is this wide at least, in heights.
_LEAST = 0.35
# Captions of two tables side by side begin within so many lines of each other, and end so many above their headers.
_CAPTION, _HEAD = 2, 12
# Lines above a header can be levels of it, each that near to the next, in heights.
_LEVELS, _NEAR = 6, 2.1
# Rows of one list in two halves stand on the same baselines, but for that part of them.
_LEVEL, _SAME = 0.8, 0.25


def find_zone(lines: Sequence[SegmentLine], start: int, boxes: Sequence[Rect] = ()) -> Zone | None:
    """Find the next lines that may be parted.

    Args:
        lines: Lines of a page outside ruled tables, from the top.
        start: Index of the first line to look at.
        boxes: Rectangles of the ruled tables.

    Returns:
        The zone; None where nothing tells of one. What stands in it has to tell whether both sides have tables.
    """
    for index in range(start, len(lines)):
        line = lines[index]
        if line.is_anchor:
            continue  # rows begin nothing
        zone = _below_captions(lines, index) or _at_headers(lines, index, start)
        if zone is not None:
            return zone
    if start == 0 and (boxes or any(line.is_anchor for line in lines)):
        return find_prose_columns(lines, boxes)
    return None


def _below_captions(lines: Sequence[SegmentLine], index: int) -> Zone | None:
    """The zone below two captions that stand side by side."""
    left = lines[index].segments[0]
    near = [s for line in lines[index : index + _CAPTION + 1] for s in line.segments if s.x0 > left.x1]
    if not near or caption_of(left.text) is None:
        return None
    right = next((s for s in near if caption_of(s.text) is not None), None)
    if right is None:
        return None
    stop, gaps = _free(lines, index, (left.x1, right.x0))
    heads = _heads(lines[index : min(index + _HEAD, stop)])
    gap = _before(gaps, heads[1].x0) if len(heads) > 1 else _between(gaps, lines[index:stop], left, right)
    return Zone(index, stop, sum(gap) / 2) if gap else None


def _at_headers(lines: Sequence[SegmentLine], index: int, free: int) -> Zone | None:
    """The zone of two headers that both begin with a column of ordinals, and whose rows stand at their own heights."""
    if not any(map(_counts_rows, lines[index].segments)):
        return None
    heads = _heads(lines[index : index + _CAPTION + 1])
    if len(heads) < 2:
        return None
    first, second = heads[:2]
    before = max((s.x1 for s in lines[index].segments if s.x1 < second.x0), default=first.x1)
    stop, gaps = _free(lines, index, (before, second.x0))
    gap = _before(gaps, second.x0)
    if gap is None:
        return None
    at = sum(gap) / 2
    top = index
    while top > max(free, index - _LEVELS) and _is_level(lines[top - 1], lines[top], gap):
        top -= 1
    level = _share_of_level(lines[index:stop], (first, second), at)
    return Zone(top, stop, at) if level < _LEVEL else None


def _is_level(above: SegmentLine, line: SegmentLine, gap: Gap) -> bool:
    """Whether a line above a header can be a level of it, and leaves the strip free."""
    near = line.base - above.base < _NEAR * line.line.height
    return near and not any(s.x0 < gap[1] and s.x1 > gap[0] for s in above.segments)


def _heads(lines: Sequence[SegmentLine]) -> list[Segment]:
    """Header words of columns of ordinals, from the left, each behind the one before."""
    heads: list[Segment] = []
    for head in sorted((s for line in lines for s in line.segments if _counts_rows(s)), key=lambda s: s.x0):
        if not heads or head.x0 > heads[-1].x1:
            heads.append(head)
    return heads


def _counts_rows(segment: Segment) -> bool:
    """Whether a text is the header of a column of ordinals."""
    return len(segment.text) <= _WORD and heads_counts(segment.text)


def _free(lines: Sequence[SegmentLine], index: int, gap: Gap) -> tuple[int, list[Gap]]:
    """Index behind the last line that leaves a part of a gap free, and what all of them leave free."""
    gaps = [gap]
    least = _LEAST * lines[index].line.height
    for at in range(index, len(lines)):
        left = _without(gaps, lines[at].segments, least)
        if not left:
            return at, gaps
        gaps = left
    return len(lines), gaps


def _without(gaps: Sequence[Gap], segments: Sequence[Segment], least: float) -> list[Gap]:
    """Gaps without what segments cover, those left out that are no wider than spaces."""
    rest = list(gaps)
    for segment in segments:
        rest = [
            part
            for a, b in rest
            for part in (
                ((a, min(b, segment.x0)), (max(a, segment.x1), b))
                if segment.x0 < b and segment.x1 > a
                else ((a, b),)
            )
            if part[1] - part[0] >= least
        ]
    return rest


def _before(gaps: Sequence[Gap], x: float) -> Gap | None:
    """The last gap that ends before a place."""
    return max((gap for gap in gaps if gap[1] <= x + 1.0), key=lambda gap: gap[1], default=None)


def _between(gaps: Sequence[Gap], lines: Sequence[SegmentLine], left: Segment, right: Segment) -> Gap | None:
    """The gap that leaves two captions in the middle of their sides, or the right one at its left."""
    x0 = min(line.segments[0].x0 for line in lines)
    x1 = max(line.segments[-1].x1 for line in lines)

    def off(gap: Gap) -> float:
        centred = abs((x0 + gap[0]) / 2 - left.middle) + abs((gap[1] + x1) / 2 - right.middle)
        return min(centred, abs(gap[1] - right.x0))

    return min(gaps, key=off, default=None)


def _share_of_level(lines: Sequence[SegmentLine], heads: tuple[Segment, Segment], at: float) -> float:
    """Part of the ordinals on the side with fewer that stand beside one on the other side."""
    bases = [
        [
            segment.base
            for line in lines
            for segment in line.segments
            if segment.kind is Kind.INTEGER
            and (segment.middle < at) is (head.middle < at)
            and segment.x0 < head.x1 + head.x1 - head.x0
            and segment.x1 > head.x0 - 1.0
        ]
        for head in heads
    ]
    fewer, more = sorted(bases, key=len)
    if not fewer:
        return 1.0
    near = _SAME * lines[0].line.height
    return sum(any(abs(base - other) <= near for other in more) for base in fewer) / len(fewer)
