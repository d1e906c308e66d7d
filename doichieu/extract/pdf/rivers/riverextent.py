"""Which lines a table of texts has: its header above them, where it goes on from the page before, where it ends."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from doichieu.extract.pdf.rivers.linegaps import is_apart, runs_of
from doichieu.extract.pdf.unruled.runs import is_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.rivers.linegaps import Run, Scale
    from doichieu.extract.pdf.rivers.rivers import Core
    from doichieu.extract.pdf.unruled.columns import Columns
    from doichieu.extract.pdf.unruled.segments import SegmentLine

# Lines of a header stand that near to each other, its single ones that near, in heights; so many of them at most.
_NEAR, _NEXT, HEAD = 2.2, 1.35, 6
# The upper lines of cells that are centred stand nearer to the next line than lines of a text do, in heights.
_BESIDE = 0.85
# Text that is centred has its middle at one place, but for so many points.
_MIDDLE = 4.0
# The lines of a title have one middle, but for so many points.
_TITLE = 2.5
# A line of one column alone that stands this far below ends no row, in heights.
_LOOSE = 1.6
# Texts of a column begin at one place, but for so many points; so many lines above tell.
_SAME, _ABOVE = 1.0, 8
# Lines of a label that cross columns, and what part of the table each covers at most.
_ACROSS, _LABEL = 2, 0.8
_MARGIN = 4.0
# What the addressees of a paper stand below, beside who signs it.
_ADDRESSEES = "Nơi nhận:"


def edges_of(lines: Sequence[SegmentLine], core: Core) -> list[float]:
    """Edges of the columns of a table: around its lines, and in the middle of its rivers."""
    left = min(line.segments[0].x0 for line in lines) - _MARGIN
    right = max(line.segments[-1].x1 for line in lines) + _MARGIN
    return [left, *((x0 + x1) / 2 for x0, x1 in core.rivers), right]


def carried_edges(lines: Sequence[SegmentLine], core: Core | None, carried: Columns) -> list[float]:
    """Edges of the columns of the table before, as the texts of this page tell them where they reach further.

    Args:
        lines: Lines of the page.
        core: The first lines on it that rivers part.
        carried: The columns.
    """
    own = edges_of(lines[core.start : core.stop], core) if core is not None else []
    if len(own) != len(carried.edges) or any(
        not left < edge < right
        for left, edge, right in zip(carried.edges, own[1:-1], carried.edges[2:], strict=False)
    ):
        return list(carried.edges)
    return [min(own[0], carried.edges[0]), *own[1:-1], max(own[-1], carried.edges[-1])]


def count_carried(lines: Sequence[SegmentLine], edges: Sequence[float], scale: Scale) -> int:
    """Count the lines from a page's top that leave the space between the columns of the table before free.

    Args:
        lines: Lines of the page, from the top.
        edges: Edges of the columns.
        scale: Lengths on the page.
    """
    stop = across = 0
    left, right = edges[0] - _MARGIN, edges[-1] + _MARGIN
    for index, line in enumerate(lines):
        if is_label(line) or (index and is_apart(lines[index - 1], line, scale)):
            break
        runs = runs_of(line, scale)
        if runs[0].x0 < left or runs[-1].x1 > right:
            break
        if any(run.x0 < edge < run.x1 for run in runs for edge in edges[1:-1]):
            across += 1
            whole = len(line.segments) < 2 and runs[-1].x1 - runs[0].x0 > _LABEL * (right - left)
            if across > _ACROSS or whole:
                break
            continue
        across, stop = 0, index + 1
    return stop


def extent_of(lines: Sequence[SegmentLine], core: Core, scale: Scale, free: int) -> tuple[int, int]:
    """Find the lines of the table around a core.

    Args:
        lines: Lines of the page, from the top.
        core: Lines that leave its rivers free.
        scale: Lengths on the page.
        free: Index of the first line that no table above holds.

    Returns:
        Index of its first line, a header's where there is one, and behind its last.
    """
    start = _with_head(lines, core, scale, free)
    signed = (at for at in range(core.start + 2, core.stop) if lines[at].line.text.startswith(_ADDRESSEES))
    stop = next(signed, core.stop)
    own = lines[start:stop]
    middle = _middle(own)
    while start < stop - 1 and not _begins(lines[start : min(start + HEAD, stop)], middle, scale):
        start += 1
    while stop - 1 > start and _is_loose(lines[stop - 2], lines[stop - 1], scale):
        if _is_flush(lines[stop - 1], own[:-1], core, scale):
            break
        stop -= 1
    return start, stop


def _is_flush(line: SegmentLine, above: Sequence[SegmentLine], core: Core, scale: Scale) -> bool:
    """Whether a line begins where the texts of a column do, but for the first: a paragraph of its cell."""
    begin = runs_of(line, scale)[0].x0
    return begin > core.rivers[0][1] - _SAME and any(
        abs(run.x0 - begin) < _SAME for other in above[-_ABOVE:] for run in runs_of(other, scale)
    )


def _with_head(lines: Sequence[SegmentLine], core: Core, scale: Scale, free: int) -> int:
    """First line of the header above a core."""
    start = core.start
    own = lines[start : core.stop]
    middles = [_middle(own), _middle(lines)]
    while start > free and core.start - start < HEAD:
        line, below = lines[start - 1], lines[start]
        if below.base - line.base > _NEAR * scale.height or is_label(line):
            break
        runs = runs_of(line, scale)
        if (
            len(runs) < 2
            and (
                below.base - line.base > _NEXT * scale.height
                or (runs[0].x0 < core.rivers[0][1] and runs[0].x1 > core.rivers[0][0])
                or any(_is_centred(runs[0], middle) for middle in middles)
            )
            and not _goes_on(runs[0], lines[start - 1 : start + HEAD], scale)
        ):
            break
        start -= 1
    return start


def _middle(lines: Sequence[SegmentLine]) -> float:
    return (min(line.segments[0].x0 for line in lines) + max(line.segments[-1].x1 for line in lines)) / 2


def _is_centred(run: Run, middle: float) -> bool:
    return abs((run.x0 + run.x1) / 2 - middle) < _MIDDLE


def _begins(lines: Sequence[SegmentLine], middle: float, scale: Scale) -> bool:
    """Whether a header can begin at the first of some lines: with several cells, or the upper line of one that is no caption."""
    line, below = lines[:2]
    runs = runs_of(line, scale)
    if len(runs) > 1:
        return True
    if _goes_on(runs[0], lines, scale):
        return True
    step = below.base - line.base
    near = step < (_NEXT if _is_over(runs[0], below) else _BESIDE) * scale.height
    return near and not _is_centred(runs[0], middle)


def _is_over(run: Run, below: SegmentLine) -> bool:
    return any(segment.x0 < run.x1 and run.x0 < segment.x1 for segment in below.segments)


def _goes_on(title: Run, lines: Sequence[SegmentLine], scale: Scale) -> bool:
    """Whether a title goes on below a line that stands beside it, as those of two lines and of two columns do."""
    if _is_over(title, lines[1]):
        return False
    near = [line for line in lines[1:] if line.base - lines[0].base < _NEAR * scale.height]
    if len(near) < 2:
        return False
    runs = runs_of(near[1], scale)
    middle = (title.x0 + title.x1) / 2
    return any(abs((run.x0 + run.x1) / 2 - middle) < _TITLE for run in runs) or any(
        left.x0 < title.x0 < (left.x1 + right.x0) / 2 < title.x1 < right.x1 for left, right in pairwise(runs)
    )


def _is_loose(above: SegmentLine, line: SegmentLine, scale: Scale) -> bool:
    """Whether a line of one text stands too far below a table to end it."""
    return len(runs_of(line, scale)) < 2 and line.base - above.base >= _LOOSE * scale.height
