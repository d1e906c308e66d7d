"""Headers between two long rules, above rows of figures, and the titles in them that have a rule of their own below."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.assembly.kinds import Kind, is_numbering, is_year
from doichieu.extract.pdf.unruled.runs import is_label
from doichieu.extract.pdf.unruled.segments import is_figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from doichieu.extract.pdf.ruled.rulings import Ruling
    from doichieu.extract.pdf.unruled.segments import Segment, SegmentLine

# Rules of one table begin and end at the same places but for corners, in points; those at one height differ by less.
_SAME, _LEVEL = 3.0, 2.4
# Nothing stands further from the rule above it, in heights: the space around one line in a cell as high as three.
_NEAR = 3.5
# Figures are no more than that part of a header, and that part of the rows at least; so many lines tell.
_FEW, _MOST, _ROWS = 0.2, 0.4, 2
# Titles over titles take so many lines.
_LINES = 2
# A text may reach over the end of the rule below it by so much, in points.
_OVER = 3.0

_base = attrgetter("base")


class Span(NamedTuple):
    """A rule below the titles of some columns in a header, above those of each of them.

    Attributes:
        at: Its y.
        start: Left end.
        end: Right end.
    """

    at: float
    start: float
    end: float

    def holds(self, segment: Segment) -> bool:
        """Whether a text stands above or below it and no further to the sides."""
        return self.start - _OVER <= segment.x0 and segment.x1 <= self.end + _OVER


def find_heads(lines: Sequence[SegmentLine], rules: Sequence[Ruling]) -> list[tuple[int, int]]:
    """Find headers between the first two long rules of tables: texts, above rows of figures.

    Args:
        lines: Lines of a page outside ruled tables, from the top.
        rules: Horizontal rulings that belong to no ruled table.

    Returns:
        Index of the first line of each and of the first line behind it.
    """
    found: list[tuple[int, int]] = []
    for rule, heights in _chains(rules):
        bands = [
            (bisect_right(lines, upper, key=_base), bisect_right(lines, lower, key=_base))
            for upper, lower in pairwise([*heights, float("inf")])
        ]
        fresh = True
        for at, (start, stop) in enumerate(bands[:-1]):
            held = lines[start:stop]
            is_row = bool(held) and _is_close(held, heights[at])
            if fresh and is_row:
                rows = [line for line in _below(lines, bands[at + 1 :], heights[at + 1 :]) if line.is_anchor]
                if _is_header(held, rows) and _is_long(rule, rows):
                    found.append((start, stop))
            fresh = not is_row or all(len(line.segments) == 1 for line in held)
    return sorted(found)


def find_spans(
    head: Sequence[SegmentLine], rows: Sequence[SegmentLine], rules: Sequence[Ruling]
) -> list[Span]:
    """Find the rules of a header that run under the titles of some columns alone.

    Args:
        head: Lines of the header, from the top.
        rows: Lines on which rows stand.
        rules: Horizontal rulings inside and around the table.

    Returns:
        Rules from the top; none where but one column stands under each.
    """
    if len(head) < _LINES or not rules:
        return []
    left, right = min(line.segments[0].x0 for line in rows), max(line.segments[-1].x1 for line in rows)
    spans = [Span(rule.at, rule.start, rule.end) for rule in rules if head[0].base < rule.at < head[-1].base]
    return [
        span
        for span in sorted(spans)
        if (span.start > left + _OVER or span.end < right - _OVER)
        and any(span.holds(segment) for line in head if line.base < span.at for segment in line.segments)
        and any(span.holds(segment) for line in head if line.base > span.at for segment in line.segments)
        and max(sum(map(span.holds, line.segments)) for line in rows) > 1
    ]


def leaf_titles(lines: Sequence[SegmentLine], spans: Sequence[Span]) -> list[Segment]:
    """The texts of a header that stand above no rule below titles of several columns.

    Args:
        lines: Lines of the header.
        spans: Rules below such titles.
    """
    return [
        segment
        for line in lines
        for segment in line.segments
        if not any(line.base < span.at and span.holds(segment) for span in spans)
    ]


def _chains(rules: Sequence[Ruling]) -> Iterator[tuple[Ruling, list[float]]]:
    """Rules that begin and end at the same places, two or more: the first one, and the heights of all from the top."""
    chains: list[list[Ruling]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        own = next(
            (
                chain
                for chain in chains
                if abs(chain[0].start - rule.start) <= _SAME and abs(chain[0].end - rule.end) <= _SAME
            ),
            None,
        )
        if own is None:
            chains.append([rule])
        elif rule.at - own[-1].at > _LEVEL:
            own.append(rule)
    return ((chain[0], [rule.at for rule in chain]) for chain in chains if len(chain) > 1)


def _is_close(held: Sequence[SegmentLine], top: float) -> bool:
    """Whether lines below a rule are those of a row or of a header: near it and each other, no caption among them."""
    heights = [top, *(line.base for line in held)]
    return not any(map(is_label, held)) and all(
        below - above <= _NEAR * held[0].line.height for above, below in pairwise(heights)
    )


def _below(
    lines: Sequence[SegmentLine], bands: Sequence[tuple[int, int]], tops: Sequence[float]
) -> list[SegmentLine]:
    """Lines of the rows below a header."""
    found: list[SegmentLine] = []
    for (start, stop), top in zip(bands, tops, strict=True):
        held = lines[start:stop]
        if stop == len(lines):  # nothing is drawn below
            held = held[
                : next((at for at in range(len(held)) if not _is_close(held[: at + 1], top)), len(held))
            ]
        elif not _is_close(held, top):
            break
        found += held
    return found


def _is_header(held: Sequence[SegmentLine], rows: Sequence[SegmentLine]) -> bool:
    """Whether lines are texts of several columns, the numbers of these among them or not, above rows most of which are figures."""
    titles = [line for line in held if not is_numbering([segment.text for segment in line.segments])]
    return (
        bool(titles)
        and any(len(line.segments) > 1 for line in held)
        and sum(line.is_anchor for line in titles) < _ROWS
        and len(rows) >= _ROWS
        and _share(titles) <= _FEW
        and _share(rows) >= _MOST
    )


def _is_long(rule: Ruling, rows: Sequence[SegmentLine]) -> bool:
    """Whether a rule runs along all of the rows; one below titles does not."""
    left, right = min(line.segments[0].x0 for line in rows), max(line.segments[-1].x1 for line in rows)
    return rule.start <= left + _OVER and right - _OVER <= rule.end


def _share(lines: Sequence[SegmentLine]) -> float:
    """Which part of what stands on some lines is figures; years can be titles."""
    own = [segment for line in lines for segment in line.segments if segment.kind is not Kind.BLANK]
    figures = sum(is_figure(segment.kind) and not is_year(segment.text) for segment in own)
    return figures / max(len(own), 1)
