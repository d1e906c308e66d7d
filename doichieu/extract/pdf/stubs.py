"""Names and ordinals merged over rows of a table of texts: each stands beside several rows, at the top or in the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.assembly.kinds import Kind
from doichieu.extract.pdf.bodyrows import BodyRow
from doichieu.extract.pdf.rowfit import Fit, Layout, Line, fit_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.segments import Segment

# So many columns from the left can be merged; what each speaks against, in the costs of a fit.
_MOST, _EACH = 2, 1.5
# What merging has to save at least: in all, and for each row.
_SAVED, _SAVED_EACH = 4.0, 0.6
# Where no ordinals tell rows, less.
_SAVED_UNCOUNTED = 0.5
# Rows whose other cells fit worse than that are no rows.
_DOUBT = 1.0
# So many cells are merged at least, over that part of the rows.
_LEAST, _SHARE = 2, 0.4
# Cells stand off their places by rounding alone, in heights; there are so many fewer of them than rows.
_OFF, _FEWER = 0.3, 0.85
# Lines of one name stand no further apart, in pitches.
_NEXT = 1.15


class Merged(NamedTuple):
    """Rows of a table with what is merged over them.

    Attributes:
        rows: Rows from the top.
        heights: By row and column how many rows a cell covers, where more than one.
        cost: What speaks against the rows, what is merged left out.
    """

    rows: list[BodyRow]
    heights: dict[tuple[int, int], int]
    cost: float


def fit_merged(lines: Sequence[Line], layout: Layout, head: int, plain: Fit) -> Merged | None:
    """Part lines into rows that share names and ordinals at their left.

    Args:
        lines: For each line from the top its texts with the first and last column of each.
        layout: What holds for all rows.
        head: How many of the lines are the header.
        plain: How they fit if every row has names and ordinals of its own.

    Returns:
        The header, if any, and the rows; None where nothing is merged.
    """
    best: tuple[float, int, list[int], Fit] | None = None
    count = len(layout.rooms)
    for stubs in range(1, min(_MOST, count - 2) + 1):
        kept = [at for at, line in enumerate(lines) if at < head or line[-1][1] >= stubs]
        rest = [
            lines[at] if at < head else [entry for entry in lines[at] if entry[1] >= stubs] for at in kept
        ]
        blanks = [0.0] * stubs + list(layout.blanks[stubs:])
        own = Layout(layout.pitch, layout.height, layout.rooms, blanks, counted=False, spaced=layout.spaced)
        fit = fit_rows(rest, own, frozenset(), head)
        cost = fit.cost + _EACH * stubs
        if best is None or cost < best[0]:
            best = cost, stubs, kept, fit
    if best is None:
        return None
    cost, stubs, kept, fit = best
    first = int(head > 0)
    count = len(fit.rows) - first
    least = max(_SAVED, _SAVED_EACH * count) if layout.counted else _SAVED_UNCOUNTED
    if plain.cost - cost < least or fit.cost > _DOUBT * count:
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
    for column in range(stubs):
        spread = _spread([cells_of[column] for cells_of in cells], body, _OFF * layout.height)
        if spread is None:
            return None
        for cell, (top, last) in spread:
            body[top].segments += [(segment, column, column) for segment in cell]
            if last > top:
                heights[top, column] = last - top + 1
    if sum(heights.values()) < _SHARE * stubs * len(body) or len(heights) < _LEAST * stubs:
        return None
    return Merged(rows, heights, fit.cost)


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


def _spread(
    cells: Sequence[Sequence[Segment]], rows: Sequence[BodyRow], off: float
) -> list[tuple[Sequence[Segment], tuple[int, int]]] | None:
    """The rows that each cell covers: all of them, none twice, cells at the top, in the middle or at the foot of theirs."""
    cells = [cell for cell in cells if cell]
    if not cells or len(cells) > _FEWER * len(rows):
        return None
    tops = [min(segment.base for segment, _, _ in row.segments) for row in rows]
    ends = [max(segment.base for segment, _, _ in row.segments) for row in rows]
    found = []
    for place in range(3):
        at = [_at(cell[0].base, cell[-1].base, place) for cell in cells]
        best = [[(float("inf"), 0)] * (len(rows) + 1) for _ in range(len(cells) + 1)]
        best[0][0] = (0.0, 0)
        for index, where in enumerate(at, 1):
            for stop in range(index, len(rows) + 1):
                best[index][stop] = min(
                    (best[index - 1][start][0] + abs(_at(tops[start], ends[stop - 1], place) - where), start)
                    for start in range(index - 1, stop)
                )
        found.append((best[-1][-1][0], place, best))
    cost, _, best = min(found, key=lambda entry: entry[:2])
    if cost > off * len(cells):
        return None
    stop = len(rows)
    spread = []
    for index in range(len(cells), 0, -1):
        start = best[index][stop][1]
        spread.append((cells[index - 1], (start, stop - 1)))
        stop = start
    return spread[::-1]


def _at(top: float, end: float, place: int) -> float:
    return (top, (top + end) / 2, end)[place]
