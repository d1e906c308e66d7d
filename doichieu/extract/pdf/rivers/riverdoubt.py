"""What holds for a table of texts, and how much may speak against its rows."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind
from doichieu.extract.pdf.rivers.rowplaces import LOOSE, SMALL, Layout
from doichieu.extract.pdf.unruled.segments import is_figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.rivers.rowplaces import Line
    from doichieu.extract.pdf.unruled.bodyrows import BodyRow

# Lines of a text are that far apart, in heights, but for so many points; so many texts, or that part of the most, tell.
_LEAST, _MOST, _ROUNDING = 0.7, 2.2, 0.6
_TELLING, _SHARE = 2.0, 0.04
# Browsers set lines on whole pixels, two of which differ by less than that.
_PIXEL = 1.0
# Without wrapped texts lines would be that far apart, in heights; rows are further apart than lines by that much.
_NOMINAL, _SPACED, _FURTHER, _SPACES = 1.1, 1.1, 1.3, 3
# What a blank cell costs before rows tell how many there are.
_BLANK = 0.9
# A column has a text in nearly every line if it has one in that part of them.
_DENSE = 0.85
# Rows of prose have so many lines on average. Of fewer rows with figures those tell more than the fit.
_TALL, FEW = 2.4, 4
# Of 46 papers of which so much spoke against each row, 22 were read wrongly; of 336 others 33.
DOUBTED = 0.75
# Among more figures than texts the fit tells rows only where texts wrap: so many lines a row.
_WRAPPED = 1.3
# What may speak against a row: without figures, among more texts than figures, among figures; others are not taken.
_NO_FIGURES, _SOME_FIGURES, _FILLED, _NONE = 3.0, 2.0, 0.3, -1.0


def layout_of(lines: Sequence[Line], count: int, pitch: float = 0.0) -> Layout:
    """Find what holds for all rows of a table.

    Args:
        lines: For each line from the top its texts with the first and last column of each.
        count: How many columns there are.
        pitch: From one line of a cell to the next on the page before, where the table goes on from it; else 0.
    """
    segments = [entry for line in lines for entry in line]
    heights = sorted(max(word.y1 - word.y0 for word in segment.words) for segment, _, _ in segments)
    height = heights[len(heights) // 2]
    rooms = [0.0] * count
    ordinals = others = 0
    for segment, first, last in segments:
        if first == last:
            rooms[first] = max(rooms[first], segment.x1 - segment.x0)
        if last == 0:
            counts = segment.kind in {Kind.INTEGER, Kind.MARK}
            ordinals, others = ordinals + counts, others + (not counts)
    own = _pitch(lines, height)
    pitch = min(pitch or own, own)
    steps = sorted(below[0][0].base - above[0][0].base for above, below in pairwise(lines))
    reach = _reach(steps, pitch)
    apart = sum(step > reach for step in steps)
    counted = ordinals > max(others, 1)
    held = Counter(column for line in lines for column in {at for _, at, _ in line})
    dense = frozenset(column for column, many in held.items() if many >= _DENSE * len(lines))
    return Layout(
        pitch,
        height,
        rooms,
        [_BLANK] * count,
        [SMALL] * count,
        [0.0] * count,
        reach,
        LOOSE * height,
        counted,
        apart >= _SPACES,
        dense if len(dense) > 1 and not counted else frozenset(),
    )


def _reach(steps: Sequence[float], pitch: float) -> float:
    """How far the next line of a text can be: where distances between lines leave off, a little more than the pitch."""
    near = [step for step in steps if pitch - _ROUNDING <= step <= _FURTHER * pitch]
    widest = max(pairwise(near), key=lambda pair: pair[1] - pair[0], default=(0.0, 0.0))
    if widest[0] <= pitch + _PIXEL and widest[1] - widest[0] > _PIXEL:
        return sum(widest) / 2
    return _SPACED * pitch


def _pitch(lines: Sequence[Line], height: float) -> float:
    """From one line of a text to the next: the least distance that several texts have."""
    low: dict[int, float] = {}
    gaps: list[float] = []
    for line in lines:
        for segment, first, _ in line:
            gap = segment.base - low.get(first, float("-inf"))
            if _LEAST * height < gap < _MOST * height:
                gaps.append(gap)
            low[first] = segment.base
    gaps.sort()
    near = [bisect_right(gaps, gap + _ROUNDING) - index for index, gap in enumerate(gaps)]
    least = max(_TELLING, _SHARE * max(near, default=0))
    at = next((index for index, many in enumerate(near) if many >= least), None)
    if at is None:
        return gaps[0] if gaps else _NOMINAL * height
    own = gaps[at : at + near[at]]
    return sum(own) / len(own)


def most_doubt(rows: Sequence[BodyRow], count: int, *, merged: bool) -> float:
    """How much may speak against each row of a table on average.

    Little where figures fill it, for they tell rows better: such tables are left to them.

    Args:
        rows: Its rows, a header apart.
        count: How many columns it has.
        merged: Whether names are merged over rows.

    Returns:
        A cost as those of a fit; below zero where no fit will do.
    """
    texts, figures = [0] * count, [0] * count
    tallest = 0
    for row in rows:
        kinds: list[set[bool]] = [set() for _ in range(count)]
        heights = [0] * count
        for segment, first, last in row.segments:
            if first == last:
                kinds[first].add(is_figure(segment.kind))
                heights[first] += segment.kind is Kind.TEXT
        tallest += max(heights)
        for at, own in enumerate(kinds):
            figures[at] += True in own
            texts[at] += own == {False}
    half = len(rows) / 2
    filled, told = sum(many > half for many in figures[1:]), sum(many > half for many in texts)
    if any(figures[1:]) and len(rows) < FEW and told <= filled:
        return _FILLED if tallest >= _WRAPPED * len(rows) else _NONE
    if not filled:
        return _NO_FIGURES
    if told > filled or tallest >= _TALL * len(rows):
        return _SOME_FIGURES
    return _FILLED if merged or tallest >= _WRAPPED * len(rows) else _NONE
