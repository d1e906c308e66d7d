"""Where tables without vertical rulings stand on a page: runs of rows that share their columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind, is_numbering
from doichieu.extract.pdf.rivers.pagenumbers import leads_to_pages
from doichieu.extract.pdf.unruled.headrules import find_heads
from doichieu.extract.pdf.unruled.headspan import HeadSpan, find_head_span
from doichieu.extract.pdf.unruled.headwords import part_titles
from doichieu.extract.pdf.unruled.runs import find_runs, is_head, is_label
from doichieu.extract.pdf.unruled.segments import SegmentLine, is_figure, is_tick
from doichieu.extract.pdf.unruled.tail import tail_end

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.ruled.rulings import Ruling
    from doichieu.extract.pdf.unruled.columns import Columns


# That part of the rows may have a text over several columns.
_ACROSS = 0.1
# Of so many rows and more figures tell the rows where there are less than that many lines for each, and where that part
# of the rows has an ordinal of its own, or as many cells as the others: with names merged over rows some have fewer.
_ROWS, _TALL, _EVEN = 4, 1.5, 0.9
_ORDINALS = frozenset({Kind.INTEGER, Kind.MARK})


@dataclass(slots=True)
class Region:
    """Lines of a table.

    Attributes:
        head: Lines above the first row.
        body: Lines of the rows.
        rules: Horizontal rulings inside and around.
        goes_on: Whether its rows go on with the table of the page before.
        sure: Whether the header ends where `head` does; else rows can stand in it.
        anchors: Lines on which rows stand; the numbers of the columns stand in the middle of theirs and tell nothing.
    """

    head: list[SegmentLine] = field(default_factory=list)
    body: list[SegmentLine] = field(default_factory=list)
    rules: list[Ruling] = field(default_factory=list)
    goes_on: bool = False
    sure: bool = False
    anchors: list[SegmentLine] = field(init=False)

    def __post_init__(self) -> None:
        """Find the lines on which rows stand: the lines of a region stay as they are."""
        anchors = [line for line in self.body if line.is_anchor]
        rows = [line for line in anchors if not is_numbering([segment.text for segment in line.segments])]
        self.anchors = rows or anchors

    @property
    def lines(self) -> list[SegmentLine]:
        """All its lines, from the top."""
        return [*self.head, *self.body]

    @property
    def is_of_figures(self) -> bool:
        """Whether figures and ticks are most of what stands on the lines of its rows."""
        anchors = self.anchors
        figures = sum(
            is_figure(segment.kind) or is_tick(segment) for line in anchors for segment in line.segments[1:]
        )
        texts = sum(
            segment.kind is Kind.TEXT and not is_tick(segment)
            for line in anchors
            for segment in line.segments
        )
        return figures > texts

    @property
    def is_filled(self) -> bool:
        """Whether figures fill it, so that they tell its rows."""
        anchors = self.anchors
        if not self.is_of_figures:
            return False
        if len(self.body) > _TALL * len(anchors):
            return False
        if len(anchors) < _ROWS:
            return True
        counts = sorted(len(line.segments) for line in anchors)
        even = sum(count == counts[len(counts) // 2] for count in counts)
        ordinals = sum(line.segments[0].kind in _ORDINALS for line in anchors)
        return max(even, ordinals) >= _EVEN * len(anchors)


def find_regions(
    lines: Sequence[SegmentLine],
    rules: Sequence[Ruling],
    carried: Columns | None = None,
    *,
    at_top: bool = True,
) -> list[Region]:
    """Find the tables among lines.

    Args:
        lines: Lines of a page outside ruled tables, from the top.
        rules: Horizontal rulings that belong to no ruled table.
        carried: Columns of the table that ends the page before; its rows can go on here.
        at_top: Whether the lines begin at the page's top.

    Returns:
        Regions from the top.
    """
    regions: list[Region] = []
    free = again = repeated_head(lines, carried)
    heads = find_heads(lines, rules) if len(rules) > 1 else []
    for begin, last in find_runs(lines, rules, heads):
        if last < again:
            continue
        first = max(begin, again)
        part_titles(lines, first, last, free)
        goes_on = carried is not None and not regions and _fits(lines[again : last + 1], carried)
        head = _between_rules(lines, first, free, heads) or find_head_span(lines, first, free, rules)
        if again and not regions and not any(is_label(line) or is_head(line) for line in lines[again:first]):
            head = HeadSpan(0, again, sure=True)
        if not goes_on and not _is_dense(lines, first, last) and not _counts(lines, head, last):
            continue
        if goes_on and not any(is_head(line) for line in lines[max(head.start, again) : first]):
            head = HeadSpan(again, again, sure=True)
            first = again
        elif not _is_table(lines, (head.start, first, last), at_top=at_top):
            continue
        else:
            goes_on = False
        end = tail_end(lines, first, last, rules)
        region = Region(
            list(lines[head.start : head.stop]),
            list(lines[head.stop : end + 1]),
            goes_on=goes_on,
            sure=head.sure,
        )
        if not goes_on and leads_to_pages(region.head, region.anchors):
            continue
        high = region.head[0] if region.head else region.body[0]
        low = region.body[-1]
        region.rules = [
            rule
            for rule in rules
            if high.base - 2.5 * high.line.height < rule.at < low.base + 2.5 * low.line.height
        ]
        regions.append(region)
        free = end + 1
    return regions


def _between_rules(
    lines: Sequence[SegmentLine], first: int, free: int, heads: Sequence[tuple[int, int]]
) -> HeadSpan | None:
    """The header that stands between two rules above a row; None where there is none."""
    start, stop = next(((a, b) for a, b in reversed(heads) if free <= a and b <= first), (0, 0))
    if not stop or any(is_label(line) for line in lines[stop:first]):
        return None
    numbered = is_numbering([segment.text for segment in lines[stop].segments])
    return HeadSpan(start, min(stop + numbered, first), sure=True)


def repeated_head(lines: Sequence[SegmentLine], carried: Columns | None) -> int:
    """Count the lines at a page's top that repeat the header of the table before.

    Args:
        lines: Lines of the page outside ruled tables, from the top.
        carried: Columns of the table that ends the page before.

    Returns:
        How many lines, 0 where the page begins with others.
    """
    head = carried.head if carried is not None else ()
    texts = tuple(line.line.text for line in lines[: len(head) + 1])
    # its first lines may have been left out as those that stand above the text on every page
    return next(
        (size for size in range(len(head), 0, -1) if texts[:size] == head[-size:] and size < len(texts)), 0
    )


def _fits(lines: Sequence[SegmentLine], carried: Columns) -> bool:
    """Whether the lines from the page's top down stand in the columns of the table before."""
    if any(is_label(line) or is_head(line) for line in lines):
        return False
    across = sum(
        len(line.segments) > 1
        and any((span := carried.covered(segment))[0] < span[1] for segment in line.segments)
        for line in lines
    )
    # one text over several columns tells what the others do not have
    return across <= _ACROSS * len(lines) and all(
        carried.figures[carried.at(segment.middle)]
        for line in lines
        for segment in line.segments
        if is_figure(segment.kind)
    )


def _is_dense(lines: Sequence[SegmentLine], first: int, last: int) -> bool:
    """Whether rows have more than two cells on average."""
    rows = [line for line in lines[first : last + 1] if line.is_anchor]
    return sum(len(line.segments) for line in rows) >= 2.2 * len(rows)


def _counts(lines: Sequence[SegmentLine], head: HeadSpan, last: int) -> bool:
    """Whether every row has an ordinal, under the header of a column of ordinals."""
    rows = [line for line in lines[head.stop : last + 1] if line.is_anchor]
    return any(is_head(line) for line in lines[head.start : head.stop]) and all(
        line.segments[0].kind is Kind.INTEGER for line in rows
    )


def _is_table(lines: Sequence[SegmentLine], run: tuple[int, int, int], *, at_top: bool) -> bool:
    """Whether a run is a table: two rows, or one under a header or at the page's top."""
    top, first, last = run
    rows = [line for line in lines[first : last + 1] if line.is_anchor]
    if len(rows) > 1:
        return True
    word = next((line.segments[0] for line in lines[top:first] if is_head(line)), None)
    if len(rows[0].segments) > 2:
        return (at_top and first == 0) or word is not None
    ordinal = rows[0].segments[0]
    return word is not None and ordinal.kind is Kind.INTEGER and ordinal.x0 < word.x1
