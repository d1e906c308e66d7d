"""Where the cells of a table of texts stand in their rows, and what its columns have of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from doichieu.extract.words import starts_lower

if TYPE_CHECKING:
    from collections.abc import Mapping

    from doichieu.extract.pdf.unruled.segments import Segment

# The texts of a line, each with its first and its last column.
Line = Sequence[tuple["Segment", int, int]]
Rows = list[tuple[int, int]]


class Align(Enum):
    """Where in their row cells stand."""

    TOP = auto()
    MIDDLE = auto()
    BOTTOM = auto()


# What a text that begins small costs; nothing where that part of its column does beside ordinals, which no
# column of prose has.
SMALL, _MOST_SMALL = 1.3, 0.75
# Cells stand off their place by rounding alone, in heights; before it is known how much lower those of a column stand, by more.
_LEVEL, LOOSE = 0.14, 0.3
# Texts of a column stand that much lower than others, in pitches, in that part of so many rows.
_SHIFT, _SHIFTED, _ROWS, _SAME = 0.45, 0.6, 4, 1.0


@dataclass(frozen=True, slots=True)
class Layout:
    """What holds for all rows of a table.

    Attributes:
        pitch: From one line of a cell to the next, in points.
        height: Of the font.
        rooms: By column how wide its lines are at most.
        blanks: By column what a blank cell costs.
        smalls: By column what a text that begins small costs.
        shifts: By column how much lower than the others its texts stand, as below a paragraph's space.
        reach: From one line of a cell to the next at most.
        slack: How far cells may stand off the place of their row, in points.
        counted: Whether the first column numbers the rows.
        spaced: Whether rows are further apart than lines.
        dense: Several columns with a text in nearly every line, as where rows have a line each; else none.
    """

    pitch: float
    height: float
    rooms: Sequence[float]
    blanks: Sequence[float]
    smalls: Sequence[float]
    shifts: Sequence[float]
    reach: float
    slack: float
    counted: bool
    spaced: bool
    dense: frozenset[int] = frozenset()


def places_of(
    first: Mapping[int, Segment], low: Mapping[int, Segment], align: Align, shifts: Sequence[float]
) -> tuple[list[float], float]:
    """Find where the cells of a row stand.

    Args:
        first: By column the first line of its cell.
        low: By column the last one.
        align: Where cells stand in rows.
        shifts: By column how much lower than the others its texts stand.

    Returns:
        The place of each cell, in points from the top of the page, and where the row's is.
    """
    tops = [segment.base - shifts[column] for column, segment in first.items()]
    ends = [low[column].base - shifts[column] for column in first]
    if align is Align.TOP:
        return tops, min(tops)
    if align is Align.BOTTOM:
        return ends, max(ends)
    return [(top + end) / 2 for top, end in zip(tops, ends, strict=True)], (min(tops) + max(ends)) / 2


def told_by(lines: Sequence[Line], rows: Rows, layout: Layout, align: Align) -> Layout:
    """What the columns have of their own, as a first fit of the rows tells it.

    Args:
        lines: For each line from the top its texts with the first and last column of each.
        rows: First and last line of each row, a header apart.
        layout: What holds for all rows.
        align: Where cells stand in rows.

    Returns:
        The layout: blanks and texts that begin small cost little or nothing in columns that have many of them.
    """
    count = len(layout.blanks)
    filled, small = [0] * count, [0] * count
    off: list[list[float]] = [[] for _ in range(count)]
    for start, stop in rows:
        first: dict[int, Segment] = {}
        low: dict[int, Segment] = {}
        for segment, column, _ in (entry for line in lines[start : stop + 1] for entry in line):
            first.setdefault(column, segment)
            low[column] = segment
        places, _ = places_of(first, low, align, [0.0] * count)
        usual = sorted(places)[(len(places) - 1) // 2]
        for (column, segment), place in zip(first.items(), places, strict=True):
            filled[column] += 1
            small[column] += starts_lower(segment.text)
            off[column].append(place - usual)
    part = [many / max(len(rows), 1) for many in filled]
    return replace(
        layout,
        blanks=[0.1 + 1.2 * share**2 if share else 0.0 for share in part],
        smalls=[
            0.0 if layout.counted and few > _MOST_SMALL * many else SMALL
            for few, many in zip(small, filled, strict=True)
        ],
        shifts=[_shift(own, layout.pitch) if layout.counted else 0.0 for own in off],
        slack=_LEVEL * layout.height,
    )


def _shift(off: Sequence[float], pitch: float) -> float:
    """How much lower than the others the texts of a column stand, nearly all of them alike."""
    if len(off) < _ROWS:
        return 0.0
    usual = sorted(off)[len(off) // 2]
    same = sum(abs(one - usual) <= _SAME for one in off)
    return usual if abs(usual) < _SHIFT * pitch and same >= _SHIFTED * len(off) else 0.0
