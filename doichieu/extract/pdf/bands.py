"""Bands: lines of a table that stand as close as the lines of one cell do, so that each band is a row."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from doichieu.extract.words import starts_lower

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.columns import Columns
    from doichieu.extract.pdf.segments import SegmentLine

# A row adds some space to the pitch of its lines, at least this part of it.
_PAD = 0.09
# Single spacing in parts of the font's height, where no wrapped text shows the pitch.
_NOMINAL = 1.06
# Lines of one cell are that far apart, in heights.
_LEAST, _MOST = 0.6, 2.2
_SAMPLE = 4000
# That part of the texts that go on may stand further apart than the others.
_UNSTEADY = 0.15


def find_reach(lines: Sequence[SegmentLine], columns: Columns) -> float:
    """How far the next line of a row may be at most; the first line of the next row is further.

    Args:
        lines: Lines of a table.
        columns: Its columns.

    Returns:
        A distance in points.
    """
    lines = lines[:_SAMPLE]
    height = max(line.line.height for line in lines)
    gaps, sure = _gaps(lines, columns, height)
    rows = _row_gap(lines)
    pitch = gaps[len(gaps) // 10] if gaps else 0.0
    if not gaps or pitch > rows - 1.0:
        # No text goes on, or rows stand as close as lines.
        pitch = sure[len(sure) // 4] if sure else min(_NOMINAL * height, rows * (1 - _PAD))
        return pitch * (1 + _PAD)
    reach = pitch + min(_PAD * pitch, (rows - pitch) / 2)
    if sum(gap > reach for gap in sure) > _UNSTEADY * len(sure):
        # Letters of a second font set some lines apart: what stands in the rows has to tell where they begin.
        return sure[-1] * 1.01
    return reach


def _gaps(lines: Sequence[SegmentLine], columns: Columns, height: float) -> tuple[list[float], list[float]]:
    """Distances from text to text in a column, not from row to row; and of those, where a text goes on."""
    below: dict[int, tuple[float, bool]] = {}
    gaps: list[float] = []
    sure: list[float] = []
    for line in lines:
        for segment in line.segments:
            column = columns.at(segment.middle)
            base, anchored = below.get(column, (float("-inf"), False))
            gap = line.base - base
            if _LEAST * height < gap < _MOST * height and not (anchored and line.is_anchor):
                gaps.append(gap)
                # Addresses of sites begin small too, on rows of their own.
                if not line.is_anchor and starts_lower(segment.text):
                    sure.append(gap)
            below[column] = line.base, line.is_anchor
    return sorted(gaps), sorted(sure)


def _row_gap(lines: Sequence[SegmentLine]) -> float:
    """The least distance of rows, but for some."""
    bases = [line.base for line in lines if line.is_anchor]
    gaps = sorted(below - above for above, below in itertools.pairwise(bases))
    return gaps[len(gaps) // 10] if gaps else float("inf")


def find_bands(
    lines: Sequence[SegmentLine], reach: float, limits: Sequence[float]
) -> list[list[SegmentLine]]:
    """Group lines that are no further apart than the lines of one cell.

    Args:
        lines: Lines of a table, from the top.
        reach: How far the next line of a row may be.
        limits: Heights of the rules, in order; each ends a band.

    Returns:
        Bands from the top.
    """
    bands: list[list[SegmentLine]] = []
    at = 0
    for line in lines:
        cut = False
        while at < len(limits) and limits[at] < line.base - 0.1 * line.line.height:
            at, cut = at + 1, True
        if bands and not cut and line.base - bands[-1][-1].base <= reach:
            bands[-1].append(line)
        else:
            bands.append([line])
    return bands
