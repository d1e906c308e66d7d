"""Bands: lines of a table that stand as close as the lines of one cell do, so that each band is a row."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from doichieu.extract.pdf.textlayer.lines import is_gap
from doichieu.extract.words import starts_lower

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from doichieu.extract.pdf.textlayer.words import Word
    from doichieu.extract.pdf.unruled.columns import Columns
    from doichieu.extract.pdf.unruled.segments import Segment, SegmentLine

# A row adds some space to the pitch of its lines, at least this part of it.
_PAD = 0.09
# Single spacing in parts of the font's height, where no wrapped text shows the pitch.
_NOMINAL = 1.06
# Lines of one cell are that far apart, in heights.
_LEAST, _MOST = 0.6, 2.2
_SAMPLE = 4000
# That part of the texts that go on may stand further apart than the others.
_UNSTEADY = 0.15
# Texts nearer to figures than this, in heights, are lines of cells centred beside them.
_BESIDE = 0.75
# The next line of a text stands no further below than that, in heights, and begins where it does, in points.
_WRAPPED, _FLUSH, _SPACE = 1.5, 3.0, 0.22

# Digits in groups of three, which a figure broken over lines is only as a whole.
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")


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


def rejoin(
    bands: list[list[SegmentLine]], columns: Columns, rooms: Mapping[int, float] | None = None
) -> list[list[SegmentLine]]:
    """Give lines that stand before the figures of a row to the row above, where its text had no room for them.

    Letters borrowed from a second font set the lines of a cell apart, as far as rows are. Tables whose figures stand
    between lines are left as they are: there the upper lines of a cell stand before its figures.

    Args:
        bands: Bands from the top.
        columns: The columns.
        rooms: By column of texts how far to the right they may reach, where rulings tell.

    Returns:
        Bands from the top.
    """
    lines = [line for band in bands for line in band]
    if any(_is_beside(one, other) for one, other in itertools.pairwise(lines)):
        return bands
    ends = column_ends(lines, columns) if rooms is None else rooms
    joined: list[list[SegmentLine]] = []
    for band in bands:
        rest = list(band)
        while joined and rest and _overflows(joined[-1], rest[0], columns, ends):
            joined[-1].append(rest.pop(0))
        if rest:
            joined.append(rest)
    return joined


def _is_beside(one: SegmentLine, other: SegmentLine) -> bool:
    """Whether a text stands nearer to the figures of a row than its next line would."""
    return one.is_anchor is not other.is_anchor and 0 < other.base - one.base < _BESIDE * one.line.height


def column_ends(lines: Sequence[SegmentLine], columns: Columns) -> dict[int, float]:
    """By column of texts that begin at its left how far to the right they reach."""
    ends: dict[int, float] = {}
    for line in lines:
        for segment in line.segments:
            first, last = columns.covered(segment)
            # what stands alone in the first column may label a group
            if 0 < first == last and not columns.figures[first] and first not in columns.middles:
                ends[first] = max(ends.get(first, 0.0), segment.x1)
    return ends


def _overflows(
    band: Sequence[SegmentLine], line: SegmentLine, columns: Columns, ends: Mapping[int, float]
) -> bool:
    """Whether a line holds only what had no room in the one above: next words of texts, last digits of figures."""
    if line.base - band[-1].base > _WRAPPED * max(line.line.height, band[-1].line.height):
        return False
    return all(goes_on(band[-1], segment, columns, ends) for segment in line.segments)


def goes_on(above: SegmentLine, segment: Segment, columns: Columns, ends: Mapping[int, float]) -> bool:
    """Whether the first word of a text had no room at the end of the one above it in its column.

    Args:
        above: The line above.
        segment: The text.
        columns: The columns.
        ends: How far to the right the texts of columns reach.
    """
    first, last = columns.covered(segment)
    own = next((other for other in above.segments if columns.covered(other) == (first, first)), None)
    if own is None or first != last:
        return False
    if columns.figures[first]:
        whole = own.text + segment.text
        return (
            segment.text.isdecimal()
            and _GROUPED.fullmatch(whole) is not None
            and not _GROUPED.fullmatch(own.text)
        )
    if first not in ends or abs(own.x0 - segment.x0) > _FLUSH:
        return False
    height = segment.words[0].y1 - segment.words[0].y0
    return own.x1 + _first_word(segment.words) + _SPACE * height > ends[first]


def _first_word(words: Sequence[Word]) -> float:
    """How wide the first word is, whose letters can come from several fonts."""
    end = next((at for at, pair in enumerate(itertools.pairwise(words), 1) if is_gap(*pair)), len(words))
    return words[end - 1].x1 - words[0].x0
