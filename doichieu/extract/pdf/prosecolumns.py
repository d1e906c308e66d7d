"""Prose in two columns with a table in one of them: the strip between, and which lines it parts."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind
from doichieu.extract.pdf.sides import STRIP, Zone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.frame import Rect
    from doichieu.extract.pdf.sides import Gap
    from doichieu.extract.pdf.unruled.segments import Segment, SegmentLine

# So many texts as long as this begin at one place where prose stands in columns; fewer stand above or below a table.
_LONG, _MANY, _AROUND = 22, 6, 2
# They fill that part of their column, begin no further in than that part of it, and stand that near, in heights.
_FULL, _INDENT, _NEXT = 0.9, 0.12, 1.6


def find_prose_columns(lines: Sequence[SegmentLine], boxes: Sequence[Rect]) -> Zone | None:
    """Find prose in two columns that has a table in one of them.

    Args:
        lines: Lines of a page outside ruled tables, from the top.
        boxes: Rectangles of the ruled tables.

    Returns:
        The zone; None where nothing tells of one.
    """
    long = [s for line in lines for s in line.segments if len(s.text) >= _LONG and s.kind is Kind.TEXT]
    starts = Counter(round(segment.x0) for segment in long)
    for start, count in starts.most_common():
        left = [segment.x1 for segment in long if segment.x1 < start]
        if count < _MANY or not left:
            continue
        gap = max(left), start - 0.5
        if gap[1] - gap[0] < STRIP * lines[0].line.height:
            continue
        for begin, end in _runs(lines, gap):
            at = sum(gap) / 2
            run = lines[begin:end]
            ruled = _stand_beside(boxes, run, at)
            if ruled is not None and _is_prose_beside(run, at, ruled=ruled):
                return Zone(begin, end, at, prose=True, ruled=ruled)
    return None


def _runs(lines: Sequence[SegmentLine], gap: Gap) -> list[tuple[int, int]]:
    """From and to which line a gap is free."""
    runs = [list(run) for free, run in groupby(range(len(lines)), lambda at: _leaves(lines[at], gap)) if free]
    return [(run[0], run[-1] + 1) for run in runs]


def _stand_beside(boxes: Sequence[Rect], lines: Sequence[SegmentLine], at: float) -> bool | None:
    """Whether ruled tables stand beside a strip; None where one crosses it."""
    beside = [box for box in boxes if box[1] < lines[-1].base and box[3] > lines[0].base]
    return None if any(box[0] < at < box[2] for box in beside) else bool(beside)


def _leaves(line: SegmentLine, gap: Gap) -> bool:
    """Whether a line leaves a gap free."""
    return not any(segment.x0 < gap[1] and segment.x1 > gap[0] for segment in line.segments)


def _is_prose_beside(lines: Sequence[SegmentLine], at: float, *, ruled: bool) -> bool:
    """Whether a paragraph stands at one side of a strip, and prose around something else at the other."""
    sides = [
        [own for line in lines if (own := [s for s in line.segments if (s.middle < at) is left])]
        for left in (True, False)
    ]
    runs = [_paragraphs(side) for side in sides]
    return (
        all(runs)
        and min(map(max, runs)) >= _AROUND
        and max(map(max, runs)) >= _MANY
        and (ruled or any(len(line) > 1 for side in sides for line in side))
    )


def _paragraphs(side: Sequence[Sequence[Segment]]) -> list[int]:
    """By run of lines that are one text each, how many of them fill the column."""
    x0 = min((line[0].x0 for line in side), default=0.0)
    x1 = max((line[-1].x1 for line in side), default=0.0)
    counts: list[int] = []
    base = float("-inf")
    for line in side:
        first = line[0]
        if len(line) > 1 or first.kind is not Kind.TEXT or first.x0 - x0 > _INDENT * (x1 - x0):
            base = float("-inf")
            continue
        height = max(word.y1 - word.y0 for word in first.words)
        full = first.x1 - first.x0 >= _FULL * (x1 - x0)
        if first.base - base > _NEXT * height:
            counts.append(0)
        counts[-1] += full
        base = first.base
    return counts
