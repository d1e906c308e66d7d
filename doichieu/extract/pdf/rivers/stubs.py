"""Names and ordinals merged over rows of a table of texts: each stands beside several rows, at the top or in the middle."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.assembly.kinds import Kind, is_year
from doichieu.extract.pdf.rivers.rowfit import Fit, fit_rows
from doichieu.extract.pdf.rivers.rowplaces import Layout, Line
from doichieu.extract.pdf.unruled.bodyrows import BodyRow
from doichieu.extract.pdf.unruled.segments import is_figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.unruled.segments import Segment

# So many columns from the left can be merged; what the first of them and each other speaks against, in the costs of a fit.
_MOST, _FIRST, _EACH = 2, 1.5, 0.75
# What merging has to save at least: in all, and for each row.
_SAVED, _SAVED_EACH = 4.0, 0.6
# Where no ordinals tell rows, or the page before tells that they are merged, less.
_SAVED_KNOWN = 0.5
# Rows whose other cells fit worse than that are no rows.
_DOUBT = 1.0
# So many cells are merged at least, over that part of the rows.
_LEAST, _SHARE = 2, 0.4
# Cells stand off their places by rounding alone, in heights; there are so many fewer of them than rows.
_OFF, _FEWER = 0.3, 0.85
# Over so few rows one cell is enough, if they fit that well without it, and badly with it.
_SHORT, _CLEAR = 4, 0.1
# Cells stand at the top of their rows, in their middle or at their foot.
_PLACES = 3
# Sums of what speaks against rows differ by less when their order does.
_ROUNDING = 1e-6
# Lines of one name stand no further apart, in pitches.
_NEXT = 1.15


class Merged(NamedTuple):
    """Rows of a table with what is merged over them.

    Attributes:
        rows: Rows from the top.
        heights: By row and column how many rows a cell covers, where more than one.
        cost: What speaks against the rows, what is merged left out.
        stubs: How many columns are merged.
    """

    rows: list[BodyRow]
    heights: dict[tuple[int, int], int]
    cost: float
    stubs: int = 0


def fit_merged(
    lines: Sequence[Line], layout: Layout, head: int, plain: Fit, carried: int | None = None
) -> Merged | None:
    """Part lines into rows that share names and ordinals at their left.

    Args:
        lines: For each line from the top its texts with the first and last column of each.
        layout: What holds for all rows.
        head: How many of the lines are the header.
        plain: How they fit if every row has names and ordinals of its own.
        carried: How many columns are merged in the table of the page before, if it goes on here.

    Returns:
        The header, if any, and the rows; None where nothing is merged.
    """
    count = len(layout.rooms)
    hollow = _is_hollow(lines, plain, carried)
    if not hollow and plain.cost < _FIRST + (_SAVED if layout.counted and not carried else _SAVED_KNOWN):
        return None
    heads = [head, *(at for at in range(1, head) if _is_row(lines[at]))]
    # a fit that saves too little need not be looked for
    rooms = {
        stubs: float("inf") if hollow else plain.cost - _least_saved(layout, carried, stubs)
        for stubs in range(1, min(_MOST, count - 2) + 1)
    }
    tried = [_without(lines, layout, stubs, at, rooms[stubs]) for stubs, at in product(rooms, heads)]
    made = (
        _spread_over(lines, layout, one, plain, carried, hollow=hollow)
        for one in sorted(tried, key=lambda one: one.cost)
    )
    return next((merged for merged in made if merged is not None), None)


class _Without(NamedTuple):
    """How lines fit together without their first columns.

    Attributes:
        stubs: How many columns are left out.
        head: How many lines are the header.
        kept: Indexes of the lines with other texts.
        fit: How these fit.
    """

    stubs: int
    head: int
    kept: list[int]
    fit: Fit

    @property
    def cost(self) -> float:
        """What speaks against it."""
        return self.fit.cost + _cost_of_stubs(self.stubs)


def _cost_of_stubs(stubs: int) -> float:
    return _FIRST + _EACH * (stubs - 1)


def _without(lines: Sequence[Line], layout: Layout, stubs: int, head: int, most: float) -> _Without:
    """How lines fit together without their first columns, if no more speaks against it than may."""
    kept = [at for at, line in enumerate(lines) if at < head or line[-1][1] >= stubs]
    rest = [lines[at] if at < head else [entry for entry in lines[at] if entry[1] >= stubs] for at in kept]
    blanks = [0.0] * stubs + list(layout.blanks[stubs:])
    own = replace(layout, blanks=blanks, counted=False, dense=frozenset())
    room = most - _cost_of_stubs(stubs) + _ROUNDING
    fit = Fit(float("inf"), []) if room < 0 else fit_rows(rest, own, frozenset(), head, most=room)
    return _Without(stubs, head, kept, fit)


def _spread_over(
    lines: Sequence[Line], layout: Layout, tried: _Without, plain: Fit, carried: int | None, *, hollow: bool
) -> Merged | None:
    """Rows with the names and ordinals that are merged over them; None where they do not cover them."""
    stubs, head, kept, fit = tried
    first = int(head > 0)
    count = len(fit.rows) - first
    least = _least_saved(layout, carried, stubs, count)
    saved = plain.cost - tried.cost
    if (saved < least and not hollow) or fit.cost > _DOUBT * count:
        return None
    rows = [
        BodyRow(
            lines[kept[start]][0][0].base,
            [entry for at in kept[start : stop + 1] for entry in lines[at] if at < head or entry[1] >= stubs],
        )
        for start, stop in fit.rows
    ]
    heights: dict[tuple[int, int], int] = {}
    body = rows[first:]
    cells = _cells(lines[head:], stubs, layout)
    columns = [[own[column] for own in cells if own[column]] for column in range(stubs)]
    if any(not 0 < len(own) <= _FEWER * len(body) for own in columns):
        return None
    off = _OFF * layout.height
    placed = [
        [_spread(own, body, place, off, goes_on=carried is not None) for own in columns]
        for place in range(_PLACES)
    ]
    spread = min(placed, key=_cost_of)
    if any(one.cost > off * len(own) for own, one in zip(columns, spread, strict=True)):
        return None
    for column, (_, ranges) in enumerate(spread):
        for cell, (top, last) in zip(columns[column], ranges, strict=True):
            body[top].segments += [(segment, column, column) for segment in cell]
            if last > top:
                heights[top, column] = last - top + 1
    clear = carried == stubs or (count <= _SHORT and fit.cost <= _CLEAR * count and plain.cost >= count)
    least = 1 if clear else _LEAST
    if sum(heights.values()) < _SHARE * stubs * len(body) or len(heights) < least * stubs:
        return None
    return Merged(rows, heights, fit.cost, stubs)


def _least_saved(layout: Layout, carried: int | None, stubs: int, count: int = 0) -> float:
    """What merging so many columns has to save at least, over so many rows."""
    known = not layout.counted or carried == stubs
    return _SAVED_KNOWN if known else max(_SAVED, _SAVED_EACH * count)


def _is_hollow(lines: Sequence[Line], plain: Fit, carried: int | None) -> bool:
    """Whether the first row below a header has no name, as where it stands in the middle or at the foot of several rows."""
    if carried is not None or len(plain.rows) < 2:
        return False
    start, stop = plain.rows[1]
    return all(column > 0 for line in lines[start : stop + 1] for _, column, _ in line)


def _cost_of(found: Sequence[_Spread]) -> tuple[int, int]:
    """How far off cells stand in all; of two ways as good that in which they are of more even heights."""
    return (
        round(sum(one.cost for one in found)),
        max(last - top for one in found for top, last in one.ranges),
    )


def _is_row(line: Line) -> bool:
    """Whether a line taken for one of the header can be a row: it has figures that are no years."""
    return any(is_figure(segment.kind) and not is_year(segment.text) for segment, _, _ in line)


def _cells(lines: Sequence[Line], stubs: int, layout: Layout) -> list[list[list[Segment]]]:
    """Merged cells from the top, for each what its columns hold."""
    own = [[segment for line in lines for segment, at, _ in line if at == column] for column in range(stubs)]
    guide = next((column for column in range(stubs) if layout.counted and _counts(own[column])), stubs - 1)
    places: list[list[Segment]] = []
    for segment in own[guide]:
        apart = not places or segment.base - places[-1][-1].base > _NEXT * layout.pitch
        if apart or (guide == 0 and layout.counted and segment.kind is not Kind.TEXT):
            places.append([])
        places[-1].append(segment)
    middles = [(place[0].base + place[-1].base) / 2 for place in places]
    made = [[place if column == guide else [] for column in range(stubs)] for place in places]
    for column in range(stubs):
        for segment in own[column] if column != guide else []:
            at = min(range(len(middles)), key=lambda index: abs(middles[index] - segment.base))
            made[at][column].append(segment)
    return made


def _counts(segments: Sequence[Segment]) -> bool:
    """Whether texts number rows."""
    return bool(segments) and sum(segment.kind is not Kind.TEXT for segment in segments) > len(segments) / 2


class _Spread(NamedTuple):
    """What rows cells cover.

    Attributes:
        cost: How far they stand off their places in all, in points.
        ranges: By cell its first and last row.
    """

    cost: float
    ranges: list[tuple[int, int]]


def _spread(
    cells: Sequence[Sequence[Segment]], rows: Sequence[BodyRow], place: int, most: float, *, goes_on: bool
) -> _Spread:
    """The rows that each cell covers: all of them, none twice, cells at the top, in the middle or at the foot of theirs.

    The last one can go on behind the page's end, so that it stands off its place by more: that costs `most` points.
    Where the table goes on from the page before, so can the last cell of that, over rows above the first cell here.
    """
    tops = [min(segment.base for segment, _, _ in row.segments) for row in rows]
    ends = [max(segment.base for segment, _, _ in row.segments) for row in rows]
    best = [[(float("inf"), 0)] * (len(rows) + 1) for _ in range(len(cells) + 1)]
    best[0] = [(0.0 if not at else most if goes_on else float("inf"), 0) for at in range(len(rows) + 1)]
    for index, cell in enumerate(cells, 1):
        where = _at(cell[0].base, cell[-1].base, place)
        for stop in range(index, len(rows) + 1):
            cut = most if index == len(cells) and stop == len(rows) else float("inf")
            best[index][stop] = min(
                (
                    best[index - 1][start][0]
                    + min(abs(_at(tops[start], ends[stop - 1], place) - where), cut),
                    start,
                )
                for start in range(index - 1, stop)
            )
    stop = len(rows)
    ranges = []
    for index in range(len(cells), 0, -1):
        start = best[index][stop][1]
        ranges.append((start, stop - 1))
        stop = start
    return _Spread(best[-1][-1][0], ranges[::-1])


def _at(top: float, end: float, place: int) -> float:
    return (top, (top + end) / 2, end)[place]
