"""Columns of a table without vertical rulings: where no text stands in any of its rows."""

from __future__ import annotations

import itertools
from bisect import bisect_right, insort
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind, heads_ordinals
from doichieu.extract.pdf.unruled.headcolumns import widen
from doichieu.extract.pdf.unruled.segments import Segment, SegmentLine, is_figure, is_tick

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

# Of many rows, that part may run over the space between columns: group rows, totals with a long name.
_STRAYS = 0.06
_LEAST_GUTTER = 2.5
# Text may reach over the edge of what a column fills by so many points without standing over it.
_SLACK = 1.5
# Names begin at one place, but for so many points, in that part of the rows, where they are not centred.
_INDENT, _FLUSH = 4.0, 0.8
# What its rows fill has its middle that near to that of a table, in parts of its width: the outer columns have room beside them.
_OFF_MIDDLE, _AMONG_FIGURES = 0.025, 0.1
# So many texts tell that a column is centred, its middle being the same but for rounding in points.
_ENOUGH, _CENTRED = 4, 1.5
# Every step asks what a text stands over; of a table over many pages the texts of some are kept.
_MOST_KNOWN = 4096


@dataclass(slots=True)
class Columns:
    """Columns of a table.

    Attributes:
        cores: For each column the x-range that its text fills.
        edges: n + 1 edges; between two cores the middle of the space that is free.
        figures: For each column whether it holds figures.
        head: The lines of the header, which the next page can repeat.
        reach: How far the next line of a row may be, which holds on the next page too; 0 while unknown.
        names: Where the names behind ordinals begin and the middle of their column; None where they are centred.
        middles: By column of centred texts their middle.
        at_top: Whether the texts of a row begin beside its figures, and none above them.
        texts: Whether they are those of a table of texts, which nothing but the space between them parts.
        stubs: How many of them hold names and ordinals merged over rows.
    """

    cores: list[tuple[float, float]]
    edges: list[float]
    figures: list[bool]
    head: tuple[str, ...] = ()
    reach: float = 0.0
    names: tuple[float, float] | None = None
    middles: dict[int, float] = field(default_factory=dict)
    at_top: bool = False
    texts: bool = False
    stubs: int = 0
    _covered: dict[tuple[float, float], tuple[int, int]] = field(init=False, default_factory=dict)

    def at(self, x: float) -> int:
        """The column over a position."""
        return bisect_right(self.edges, x, 1, len(self.cores)) - 1

    def between(self, left: float, right: float) -> tuple[int, int] | None:
        """First and last of the columns whose middles stand between two places; None for less than two."""
        held = [at for at, (x0, x1) in enumerate(self.cores) if left <= (x0 + x1) / 2 <= right]
        return (held[0], held[-1]) if len(held) > 1 else None

    def covered(self, segment: Segment) -> tuple[int, int]:
        """First and last column whose text a segment stands over; the nearest one when it is over none."""
        key = segment.x0, segment.x1
        found = self._covered.get(key)
        if found is None:
            if len(self._covered) >= _MOST_KNOWN:
                self._covered.clear()
            found = self._covered[key] = self._over(segment)
        return found

    def _over(self, segment: Segment) -> tuple[int, int]:
        left, right = segment.x0 + _SLACK, segment.x1 - _SLACK
        first, last = -1, -1
        for index, (x0, x1) in enumerate(self.cores):
            if x0 >= right:
                break
            if left < x1:
                first, last = first if first >= 0 else index, index
        return (first, last) if first >= 0 else (self.at(segment.middle),) * 2

    def join(self, first: int, kept: int) -> None:
        """Make one column of two beside each other, which holds what one of them does."""
        self.cores[first : first + 2] = [(self.cores[first][0], self.cores[first + 1][1])]
        del self.edges[first + 1]
        self.figures[first : first + 2] = [self.figures[kept]]
        self.middles = {at - (at > first): x for at, x in self.middles.items()}
        self._covered.clear()

    def is_in_middle(self, segment: Segment) -> bool:
        """Whether a text stands in the middle of the table and not at the left or in the middle of a column."""
        if segment.kind is not Kind.TEXT:
            return False
        first, last = self.covered(segment)
        if first == last in self.middles:
            return abs(segment.middle - self.middles[first]) > _INDENT
        middle = (self.edges[0] + self.edges[-1]) / 2
        width = self.edges[-1] - self.edges[0]
        if all(self.figures[first : last + 1]):
            # the cells of a column of figures are no texts
            return abs(segment.middle - middle) <= _AMONG_FIGURES * width
        near = max(_INDENT, _OFF_MIDDLE * width)
        return abs(segment.middle - middle) <= near and abs(segment.x0 - self.cores[first][0]) >= _INDENT

    def labels_group(self, segment: Segment) -> bool:
        """Whether a text that stands alone is centred over the ordinals and the names, not in the names' column.

        Names begin at the left: what begins elsewhere is centred in some cell, the one whose middle is nearest.
        """
        if self.names is None or segment.kind is not Kind.TEXT or self.covered(segment) != (1, 1):
            return False
        left, own = self.names
        both = own - (self.edges[1] - self.edges[0]) / 2
        return segment.x0 - left > _INDENT and abs(segment.middle - both) < abs(segment.middle - own)


def find_columns(
    lines: Sequence[SegmentLine], extra: Iterable[Segment] = (), wrapped: Iterable[Segment] = ()
) -> Columns:
    """Find columns by what the rows leave free.

    Args:
        lines: Lines on which rows stand.
        extra: Segments of header cells; one that is over no column has a column of its own, left blank below.
        wrapped: Segments of the lines between them.

    Returns:
        The columns.
    """
    segments = [segment for line in lines for segment in line.segments]
    known = {edge for line in lines for edge in line.edges}
    cores = _cores(segments, int(_STRAYS * len(lines)) if len(lines) >= 8 else 0, known)
    for segment in sorted(segments, key=lambda item: item.x1 - item.x0):
        if all(segment.x1 < x0 or segment.x0 > x1 for x0, x1 in cores):
            cores.append((segment.x0, segment.x1))
    heads = list(extra)
    cores = _joined(_reaching(sorted(cores), wrapped), lines, heads)
    figures = _figures(cores, segments)
    reached = widen(cores, heads)
    figures = [
        next((f for c, f in zip(cores, figures, strict=True) if _over(c, core)), False) for core in reached
    ]
    columns = Columns(reached, _edges(reached, segments), figures)
    columns.names = _names(columns, lines, heads)
    columns.middles = _middles(columns, segments)
    return columns


def columns_between(edges: Sequence[float], lines: Sequence[SegmentLine]) -> Columns:
    """Columns whose edges are drawn.

    Args:
        edges: n + 1 edges from the left.
        lines: Lines between them.

    Returns:
        The columns, each as wide as the space between its edges.
    """
    segments = [segment for line in lines for segment in line.segments]
    cores = list(itertools.pairwise(edges))
    columns = Columns(cores, list(edges), _figures(cores, segments))
    columns.middles = _middles(columns, segments)
    return columns


def _middles(columns: Columns, segments: Iterable[Segment]) -> dict[int, float]:
    """By column of texts the middle that nearly all of them have, where they begin at different places."""
    texts: dict[int, list[Segment]] = {}
    for segment in segments:
        first, last = columns.covered(segment)
        if first == last and segment.kind is Kind.TEXT:
            texts.setdefault(first, []).append(segment)
    found = {}
    for column, own in texts.items():
        middle = sorted(segment.middle for segment in own)[len(own) // 2]
        centred = sum(abs(segment.middle - middle) <= _CENTRED for segment in own)
        starts = sorted(segment.x0 for segment in own)
        usual = starts[len(own) // 2]
        flush = sum(abs(start - usual) <= _CENTRED for start in starts)  # "Thành viên" in every row is both
        if (
            flush < centred >= _FLUSH * len(own)
            and len(own) >= _ENOUGH
            and starts[-1] - starts[0] > 2 * _INDENT
        ):
            found[column] = middle
    return found


def _names(
    columns: Columns, lines: Sequence[SegmentLine], heads: Iterable[Segment]
) -> tuple[float, float] | None:
    """Where names begin, and the middle of their column: that of its header, else of the free space around it."""
    if len(columns.cores) < 3 or not columns.figures[0] or columns.figures[1]:
        return None
    starts = [s.x0 for line in lines for s in line.segments if columns.covered(s) == (1, 1)]
    left = min(starts, default=0.0)
    if not starts or sum(x0 - left < _INDENT for x0 in starts) < _FLUSH * len(starts):
        return None
    titles = [head.middle for head in heads if columns.covered(head) == (1, 1) and head.x0 - left > _INDENT]
    return left, titles[0] if titles else (columns.edges[1] + columns.edges[2]) / 2


def _reaching(cores: list[tuple[float, float]], wrapped: Iterable[Segment]) -> list[tuple[float, float]]:
    """Columns as far as the texts between the rows reach that stand in one of them alone, or in none."""
    for segment in wrapped:
        over = [core for core in cores if segment.x0 < core[1] + 1.0 and core[0] < segment.x1 + 1.0]
        # What begins in the first column labels a group.
        if len(over) > 1 or segment.x0 < cores[0][1]:
            continue
        for core in over:
            cores.remove(core)
        x0, x1 = over[0] if over else (segment.x0, segment.x1)
        insort(cores, (min(x0, segment.x0), max(x1, segment.x1)))
    return cores


def _joined(
    cores: list[tuple[float, float]], lines: Sequence[SegmentLine], heads: Sequence[Segment]
) -> list[tuple[float, float]]:
    """Columns with those joined that stand under one header cell, if they are never filled in one row or are one text.

    Ordinals of groups stand at the left and those of rows at the right of their column; the words of a justified
    text stand far apart, above each other where rows have the same one.
    """
    joined = cores[:1]
    for core in cores[1:]:
        left = joined[-1]
        under = _heads_both(heads, left, core)
        if under or _heads_ordinals(heads, left[0], core[1]) or _heads_beside(heads, left, core):
            own = [
                tuple(
                    next((s for s in line.segments if _over((s.x0, s.x1), one)), None) for one in (left, core)
                )
                for line in lines
            ]
            both = [(one, other) for one, other in own if None not in (one, other) and one is not other]
            alone = any(one is None and other is not None for one, other in own)
            if not both or (under and not alone and all(_is_text(one) for one, _ in both)):
                joined[-1] = (left[0], core[1])
                continue
        joined.append(core)
    return joined


def _heads_both(heads: Sequence[Segment], left: tuple[float, float], right: tuple[float, float]) -> bool:
    """Whether a title stands over two columns, and over neither of them another one."""
    own = [[_over((head.x0, head.x1), one) for one in (left, right)] for head in heads]
    return [True, True] in own and [True, False] not in own and [False, True] not in own


def _heads_beside(heads: Sequence[Segment], left: tuple[float, float], right: tuple[float, float]) -> bool:
    """Whether the only title of two columns stands over the right one, right beside the left one."""
    own = [head for head in heads if head.x0 < right[1] and left[0] < head.x1]
    return len(own) == 1 and left[1] - _INDENT < own[0].x0 <= left[1] + _INDENT and own[0].x0 < right[1]


def _heads_ordinals(heads: Sequence[Segment], left: float, right: float) -> bool:
    """Whether the title of ordinals stands between two edges, and no other does."""
    between = [head for head in heads if head.x0 < right and left < head.x1]
    return len(between) == 1 and heads_ordinals(between[0].text)


def _is_text(segment: Segment | None) -> bool:
    return segment is not None and segment.kind is Kind.TEXT


def _over(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _cores(segments: Sequence[Segment], strays: int, known: Collection[float]) -> list[tuple[float, float]]:
    """x-ranges covered by more rows than may stray; narrow gaps part them where an edge is known to stand there."""
    steps = sorted([(segment.x0, 1) for segment in segments] + [(segment.x1, -1) for segment in segments])
    cores: list[tuple[float, float]] = []
    depth, start = 0, 0.0
    for x, step in steps:
        if depth <= strays < depth + step:
            start = x
        elif depth > strays >= depth + step:
            last = cores[-1][1] if cores else start
            if cores and start - last < _LEAST_GUTTER and not any(last <= edge <= start for edge in known):
                cores[-1] = (cores[-1][0], x)
            else:
                cores.append((start, x))
        depth += step
    return cores


def _edges(cores: Sequence[tuple[float, float]], segments: Sequence[Segment]) -> list[float]:
    """Edges between columns; a few long texts may reach into the free space, the edge stands behind them."""
    edges = [cores[0][0] - 4.0]
    for (left, stop), (start, _) in itertools.pairwise(cores):
        reach = max((s.x1 for s in segments if left <= s.x0 < stop < s.x1 < start), default=stop)
        edges.append((reach + start) / 2)
    return [*edges, cores[-1][1] + 4.0]


def _figures(cores: Sequence[tuple[float, float]], segments: Sequence[Segment]) -> list[bool]:
    starts = [x0 for x0, _ in cores]
    counts = [[0, 0] for _ in cores]
    for segment in segments:
        index = max(bisect_right(starts, segment.middle) - 1, 0)
        if segment.kind is not Kind.BLANK:
            counts[index][0 if is_figure(segment.kind) or is_tick(segment) else 1] += 1
    return [figures > texts for figures, texts in counts]
