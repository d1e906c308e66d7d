"""Cells merged over rows without rulings: their figure stands in the middle of its rows, between two or on one."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from doichieu.extract.pdf.unruled.segments import Segment, SegmentLine, is_figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.unruled.bodyrows import BodyRow
    from doichieu.extract.pdf.unruled.columns import Columns

# How far a figure may stand from the middle of its rows, in heights.
_OFF = 0.2
# Figures this near to each other, in heights, are lines of one that wraps.
_WRAPPED = 1.5


@dataclass(slots=True)
class Lifted:
    """The lines of a table without the figures that stand on no row.

    Attributes:
        lines: Lines from the top.
        floats: By column the figures between rows, from the top.
    """

    lines: list[SegmentLine]
    floats: dict[int, list[Segment]] = field(default_factory=dict)


def lift_floats(lines: Sequence[SegmentLine], columns: Columns) -> Lifted:
    """Take out the figures that stand between the rows.

    Args:
        lines: Lines of a table's body.
        columns: Its columns.

    Returns:
        The other lines and those figures.
    """
    rows = [line for line in lines if figures_in(line, columns) > 1]
    taken = {
        (columns.at(segment.middle), round(segment.base, 1))
        for line in rows
        for segment in line.segments
        if is_figure(segment.kind)
    }
    bases = [line.base for line in rows]
    found: dict[int, list[Segment]] = {}
    if len(bases) > 1:
        for line in lines:
            if figures_in(line, columns) == 1 and bases[0] < line.base < bases[-1]:
                _collect(line, columns, found)
    kept = {
        col: own
        for col, segments in found.items()
        if (own := [s for s in _alone(segments) if _is_free(s, col, bases, taken)])
    }
    ids = {id(segment) for own in kept.values() for segment in own}
    left = [
        SegmentLine(line.line, rest)
        for line in lines
        if (rest := [segment for segment in line.segments if id(segment) not in ids])
    ]
    return Lifted(left if kept else list(lines), kept)


def figures_in(line: SegmentLine, columns: Columns) -> int:
    """How many figures stand in columns of figures."""
    return sum(
        is_figure(segment.kind) and columns.figures[columns.at(segment.middle)] for segment in line.segments
    )


def _collect(line: SegmentLine, columns: Columns, found: dict[int, list[Segment]]) -> None:
    for segment in line.segments:
        col = columns.at(segment.middle)
        if col and is_figure(segment.kind) and columns.figures[col]:
            found.setdefault(col, []).append(segment)


def _alone(segments: Sequence[Segment]) -> list[Segment]:
    """Figures that do not wrap: no other one stands close above or below."""
    near = [
        index
        for index, (above, below) in enumerate(itertools.pairwise(segments))
        if below.base - above.base < _WRAPPED * _height(below)
    ]
    wrapped = {*near, *(index + 1 for index in near)}
    return [segment for index, segment in enumerate(segments) if index not in wrapped]


def _is_free(segment: Segment, col: int, bases: Sequence[float], taken: set[tuple[int, float]]) -> bool:
    """Whether neither the row above nor the row below has a figure in the column."""
    above = max(base for base in bases if base < segment.base)
    below = min(base for base in bases if base >= segment.base)
    return not any(
        (col, round(base + step, 1)) in taken for base in (above, below) for step in (-0.1, 0.0, 0.1)
    )


def _height(segment: Segment) -> float:
    return max(word.y1 - word.y0 for word in segment.words)


def merge_rows(rows: Sequence[BodyRow], floats: dict[int, list[Segment]]) -> dict[tuple[int, int], int]:
    """Give the figures between rows to the rows that they stand in the middle of.

    Args:
        rows: Rows from the top; figures are added and moved in place to the first of their rows.
        floats: By column the figures between rows.

    Returns:
        By row and column, how many rows a cell covers, where more than one.
    """
    heights: dict[tuple[int, int], int] = {}
    if not rows:
        return heights
    bounds = _bounds(rows)
    for col, segments in floats.items():
        for first, last, segment in _spread(rows, bounds, col, segments):
            for row in rows[first : last + 1]:
                row.segments = [placed for placed in row.segments if placed[0] is not segment]
            rows[first].segments.append((segment, col, col))
            if last > first:
                heights[first, col] = last - first + 1
    return heights


def _bounds(rows: Sequence[BodyRow]) -> list[float]:
    """Where rows meet, as baselines go: in the middle between the last line of one and the first of the next."""
    tops = [min(segment.base for segment, _, _ in row.segments) for row in rows]
    ends = [max(segment.base for segment, _, _ in row.segments) for row in rows]
    inner = [(end + top) / 2 for end, top in zip(ends, tops[1:], strict=False)]
    half = min((bound - end for bound, end in zip(inner, ends, strict=False)), default=0.0)
    return [tops[0] - half, *inner, ends[-1] + half]


def _spread(
    rows: Sequence[BodyRow], bounds: Sequence[float], col: int, floats: Sequence[Segment]
) -> list[tuple[int, int, Segment]]:
    """First and last row of each figure of a column whose cells are merged over rows, group labels left out."""
    own: list[Segment | None] = [
        next((segment for segment, first, last in row.segments if first <= col <= last), None) for row in rows
    ]
    idle = [not any(is_figure(placed[0].kind) and placed[1] for placed in row.segments) for row in rows]
    figures = sorted([*floats, *(s for s in own if s is not None)], key=lambda segment: segment.base)
    spread: list[tuple[int, int, Segment]] = []
    free = 0
    for segment in figures:
        at = next((index for index, other in enumerate(own) if other is segment), None)
        span = _span(own, bounds, (free, idle), at, segment)
        while span is None and free < (at if at is not None else len(rows) - 1):
            free += 1
            span = _span(own, bounds, (free, idle), at, segment)
        if span is None:
            span = (at, at) if at is not None else _nearest(bounds, segment)
        spread.append((*span, segment))
        free = span[1] + 1
    return spread


def _span(
    own: Sequence[Segment | None],
    bounds: Sequence[float],
    start: tuple[int, Sequence[bool]],
    at: int | None,
    segment: Segment,
) -> tuple[int, int] | None:
    """The rows from one on whose middle a figure stands in, None where there are none; groups' labels end them."""
    first, idle = start
    if at is not None and at < first:
        return None
    slack = _OFF * _height(segment)
    for last in range(first, len(own)):
        if idle[last] or (own[last] is not None and last != at):
            return None
        middle = (bounds[first] + bounds[last + 1]) / 2
        if abs(middle - segment.base) <= slack and (at is None or first <= at <= last):
            return first, last
        if middle > segment.base + slack:
            return None
    return None


def _nearest(bounds: Sequence[float], segment: Segment) -> tuple[int, int]:
    index = next((i for i in range(len(bounds) - 1) if segment.base <= bounds[i + 1]), len(bounds) - 2)
    return index, index
