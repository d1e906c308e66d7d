"""Bands: lines of a table that stand as close as the lines of one cell do, so that each band is a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.extract.words import starts_lower

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.columns import Columns
    from doichieu.extract.pdf.segments import SegmentLine

# A row adds some space to the pitch of its lines, at least this part of it.
_PAD = 1.09
# Single spacing in parts of the font's height, where no wrapped text shows the pitch.
_NOMINAL = 1.06
_SAMPLE = 4000


def find_pitch(lines: Sequence[SegmentLine], columns: Columns) -> float:
    """The distance of lines inside a cell.

    Args:
        lines: Lines of a table.
        columns: Its columns.

    Returns:
        The distance at which texts go on in small letters in their column, in points.
    """
    height = max(line.line.height for line in lines)
    below: dict[int, float] = {}
    gaps: list[float] = []
    for line in lines[:_SAMPLE]:
        for segment in line.segments:
            column = columns.at(segment.middle)
            gap = line.base - below.get(column, float("-inf"))
            # Addresses of sites begin small too, on rows of their own.
            if not line.is_anchor and starts_lower(segment.text) and 0.6 * height < gap < 2.2 * height:
                gaps.append(gap)
            below[column] = line.base
    gaps.sort()
    return gaps[len(gaps) // 4] if gaps else _NOMINAL * height


def find_bands(
    lines: Sequence[SegmentLine], pitch: float, limits: Sequence[float]
) -> list[list[SegmentLine]]:
    """Group lines that are no further apart than the lines of one cell.

    Args:
        lines: Lines of a table, from the top.
        pitch: Distance of lines inside a cell.
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
        if bands and not cut and line.base - bands[-1][-1].base <= _PAD * pitch:
            bands[-1].append(line)
        else:
            bands.append([line])
    return bands
