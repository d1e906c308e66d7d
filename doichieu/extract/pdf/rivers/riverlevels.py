"""Texts of a table of texts over its columns: titles over titles, labels of groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.extract.pdf.rivers.riverextent import HEAD
from doichieu.extract.pdf.unruled.segments import is_figure
from doichieu.extract.words import starts_lower

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.rivers.rowplaces import Line
    from doichieu.extract.pdf.unruled.columns import Columns
    from doichieu.extract.pdf.unruled.segments import SegmentLine

# Where no ordinals tell the first row, titles over titles stand in so many lines.
_LEVELS = 3
# How far a label in the middle is set in from the texts of the column it stands over, in points.
_SET_IN = 4.0


def placed_over(lines: Sequence[SegmentLine], columns: Columns) -> list[Line]:
    """Texts of lines with their columns; one alone in the middle of the table, set in from its column, is over all.

    Args:
        lines: Lines cut at the edges between columns.
        columns: The columns.
    """
    placed: list[Line] = [
        [(segment, *columns.covered(segment)) for segment in line.segments] for line in lines
    ]
    starts: dict[int, list[float]] = {}
    for segment, first, last in (entry for line in placed for entry in line):
        if first == last:
            starts.setdefault(first, []).append(segment.x0)
    usual = {column: sorted(own)[len(own) // 2] for column, own in starts.items()}
    middle = (columns.edges[0] + columns.edges[-1]) / 2
    for at, line in enumerate(placed[1:], 1):
        segment, first, last = line[0]
        if len(line) > 1 or first < last or starts_lower(segment.text):
            continue
        over = segment.x0 < middle < segment.x1
        if over and segment.x0 - usual[first] > _SET_IN and columns.is_in_middle(segment):
            placed[at] = [(segment, 0, len(columns.cores) - 1)]
    return placed


def find_across(lines: Sequence[Line]) -> tuple[frozenset[int], frozenset[int]]:
    """Find the indexes of lines with texts over several columns: titles over titles in the header, labels of groups.

    Args:
        lines: Lines with their columns.
    """
    across = {at for at, line in enumerate(lines) if any(first < last for _, first, last in line)}
    levels = frozenset(at for at in across if at < HEAD and not _is_group(lines[at]))
    return levels, frozenset(across - levels)


def least_head(lines: Sequence[Line], levels: frozenset[int]) -> int:
    """Count the lines a header has at least: titles over several columns, and the first texts below them.

    Args:
        lines: Lines with their columns.
        levels: Indexes of those with titles over titles.
    """
    rows = (at for at, line in enumerate(lines[:HEAD]) if line[0][2] == 0 and is_figure(line[0][0].kind))
    stop = next(rows, _LEVELS)
    return max(
        (
            below + 1
            for at in levels
            if at < stop
            for _, first, last in lines[at]
            if first < last
            for below in range(at + 1, min(len(lines), HEAD))
            if any(first <= column <= last for _, column, _ in lines[below])
            and not any(first <= column <= last for line in lines[at + 1 : below] for _, column, _ in line)
        ),
        default=0,
    )


def _is_group(line: Line) -> bool:
    """Whether a line over several columns labels a group: it is one text, or its mark and its text, from the left."""
    return line[0][1] == 0 and len(line) < 3 and line[-1][2] > line[-1][1]
