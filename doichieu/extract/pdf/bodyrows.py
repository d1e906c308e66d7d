"""Rows of a table without rulings: each wrapped text goes to the row whose figures it stands beside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from doichieu.extract.pdf.segments import Segment, SegmentLine, is_figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.columns import Columns
    from doichieu.extract.pdf.rulings import Ruling

# Lines of one cell stand one pitch apart; a row adds some space to it, at least this part of the pitch.
_PAD = 0.09


@dataclass(slots=True)
class BodyRow:
    """A row.

    Attributes:
        base: Baseline of its figures.
        segments: Segments with the first and last column they cover.
    """

    base: float
    segments: list[tuple[Segment, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Run:
    """Lines of one cell that follow each other."""

    segments: list[tuple[Segment, int, int]]

    @property
    def top(self) -> float:
        """Baseline of the first line."""
        return self.segments[0][0].base

    @property
    def bottom(self) -> float:
        """Baseline of the last line."""
        return self.segments[-1][0].base

    @property
    def middle(self) -> float:
        """Middle of its baselines."""
        return (self.top + self.bottom) / 2


def find_rows(
    body: Sequence[SegmentLine], columns: Columns, rules: Sequence[Ruling]
) -> tuple[list[BodyRow], bool]:
    """Group the lines of a table's body into rows.

    Args:
        body: Lines below the header.
        columns: The columns.
        rules: Horizontal rulings between the rows, where there are any.

    Returns:
        Rows from the top, and whether the grouping leaves no doubt.
    """
    if len(rules) * 2 >= sum(line.is_anchor for line in body):
        return _by_rules(body, columns, rules), True
    height = max(line.line.height for line in body)
    anchors = _anchors(body, columns)
    rows = [BodyRow(line.base) for line in anchors]
    at = {id(line): index for index, line in enumerate(anchors)}
    loose: list[tuple[Segment, int, int]] = []
    for line in body:
        for segment in line.segments:
            placed = (segment, *columns.covered(segment))
            index = at.get(id(line))
            if index is not None and (placed[1] != placed[2] or columns.figures[placed[1]]):
                rows[index].segments.append(placed)
            else:
                loose.append(placed)
    sure = _attach(rows, loose, height, [r.at for r in rules])
    rows = sorted((row for row in rows if row.segments), key=lambda row: row.base)
    return rows, sure


def _anchors(body: Sequence[SegmentLine], columns: Columns) -> list[SegmentLine]:
    """Lines on which rows stand: an ordinal, or figures in about as many columns as is usual."""
    counts = {id(line): _filled(line, columns) for line in body}
    many = sorted(count for count in counts.values() if count)
    usual = many[len(many) // 2] if many else 1
    return [
        line
        for line in body
        if counts[id(line)] * 2 >= usual
        or (counts[id(line)] and line.segments[0].x0 < columns.edges[1] and _starts(line, columns))
    ]


def _starts(line: SegmentLine, columns: Columns) -> bool:
    return columns.figures[0] and columns.at(line.segments[0].middle) == 0


def _filled(line: SegmentLine, columns: Columns) -> int:
    return sum(
        is_figure(segment.kind) and columns.figures[columns.at(segment.middle)] for segment in line.segments
    )


def _by_rules(body: Sequence[SegmentLine], columns: Columns, rules: Sequence[Ruling]) -> list[BodyRow]:
    """One row between two rules."""
    limits = sorted(rule.at for rule in rules)
    rows: dict[int, BodyRow] = {}
    for line in body:
        band = sum(limit < line.base - 0.2 * line.line.height for limit in limits)
        row = rows.setdefault(band, BodyRow(line.base))
        row.segments += [(segment, *columns.covered(segment)) for segment in line.segments]
    return [rows[band] for band in sorted(rows)]


def _attach(
    rows: list[BodyRow], loose: list[tuple[Segment, int, int]], height: float, limits: list[float]
) -> bool:
    """Attach texts to rows, column by column; a run that stands beside no row is a row of its own."""
    bases = [row.base for row in rows]
    own: list[BodyRow] = []
    sure = True
    cells: dict[tuple[int, int], list[tuple[Segment, int, int]]] = {}
    for placed in loose:
        cells.setdefault((placed[1], placed[2]), []).append(placed)
    pitch = _pitch([group for (a, b), group in cells.items() if a == b], height)
    top_aligned = _is_top(cells, bases, pitch)
    for (first, last), group in sorted(cells.items()):
        for run in _runs(group, pitch, limits):
            inside = [
                index
                for index, base in enumerate(bases)
                if run.top - 0.3 * height <= base <= run.bottom + 0.3 * height
            ]
            if len(inside) == 1 and first == last:
                rows[inside[0]].segments += run.segments
            elif not inside:
                _own(own, run)
            else:
                sure = sure and len(inside) == 1
                _share(rows, inside, run, top=top_aligned)
    rows += own
    return sure


def _own(own: list[BodyRow], run: Run) -> None:
    """A row of its own; texts of one line in several columns make one row."""
    for row in own:
        if abs(row.base - run.top) < 2.0:
            row.segments += run.segments
            return
    own.append(BodyRow(run.top, list(run.segments)))


def _pitch(groups: Sequence[Sequence[tuple[Segment, int, int]]], height: float) -> float:
    """The distance of lines inside a cell: the least one that occurs in a column."""
    gaps = [
        gap
        for group in groups
        for (one, _, _), (other, _, _) in zip(group, group[1:], strict=False)
        if 0.7 * height < (gap := other.base - one.base) < 1.7 * height
    ]
    return min(gaps, default=1.1 * height)


def _runs(group: Sequence[tuple[Segment, int, int]], pitch: float, limits: Sequence[float]) -> list[Run]:
    runs: list[Run] = []
    for placed in group:
        base = placed[0].base
        if (
            runs
            and base - runs[-1].bottom <= pitch * (1 + _PAD)
            and not any(runs[-1].bottom < limit < base for limit in limits)
        ):
            runs[-1].segments.append(placed)
        else:
            runs.append(Run([placed]))
    return runs


def _is_top(
    cells: dict[tuple[int, int], list[tuple[Segment, int, int]]], bases: Sequence[float], pitch: float
) -> bool:
    """Whether rows begin at their figures' line: no text stands just above one."""
    texts = sorted(placed[0].base for group in cells.values() for placed in group)
    return not any(0.3 * pitch < base - text < 0.8 * pitch for base in bases for text in texts[:400])


def _share(rows: list[BodyRow], inside: Sequence[int], run: Run, *, top: bool) -> None:
    """Share the lines of a run among the rows it stands beside.

    Args:
        rows: All rows.
        inside: The rows beside it.
        run: The lines.
        top: Whether texts begin on the line of their figures; else they are centred about it.
    """
    reach = run.top
    for order, index in enumerate(inside):
        base = rows[index].base
        last = order + 1 == len(inside)
        if top:
            stop = rows[inside[order + 1]].base - 1.0 if not last else float("inf")
        else:
            stop = base + (base - reach) + 1.5 if not last else float("inf")
        taken = [placed for placed in run.segments if placed[0].base <= stop]
        rows[index].segments += taken
        run.segments = run.segments[len(taken) :]
        if not run.segments:
            return
        reach = run.top
