"""Where tables without vertical rulings stand on a page: runs of rows that share their columns."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import ORDINAL_HEADS, is_numbering
from doichieu.extract.assembly.labels import caption_of, heading_level, is_note, part_of, unit_of
from doichieu.extract.pdf.segments import SegmentLine, is_figure
from doichieu.extract.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.columns import Columns
    from doichieu.extract.pdf.rulings import Ruling

# Rows further apart than this many heights are no neighbours, unless rules hold them together.
_APART = 8.0
_CLOSE = 2.1
_ROWS_CLOSE = 2.6
_MOST_BETWEEN = 60
_HEAD_LINES = 14
# Words that begin the header of an ordinal column and can stand on a line of their own.
_HEAD_STARTS = frozenset({"so", "thu", "xep"})
# Lines of one cell are that near to each other, in heights.
_NEXT = 1.25


@dataclass(slots=True)
class Region:
    """Lines of a table.

    Attributes:
        head: Lines above the first row.
        body: Lines of the rows.
        rules: Horizontal rulings inside and around.
        goes_on: Whether its rows go on with the table of the page before.
    """

    head: list[SegmentLine] = field(default_factory=list)
    body: list[SegmentLine] = field(default_factory=list)
    rules: list[Ruling] = field(default_factory=list)
    goes_on: bool = False

    @property
    def anchors(self) -> list[SegmentLine]:
        """Lines on which rows stand; the numbers of the columns stand in the middle of theirs and tell nothing."""
        anchors = [line for line in self.body if line.is_anchor]
        rows = [line for line in anchors if not is_numbering([segment.text for segment in line.segments])]
        return rows or anchors


def find_regions(
    lines: Sequence[SegmentLine], rules: Sequence[Ruling], carried: Columns | None = None
) -> list[Region]:
    """Find the tables among lines.

    Args:
        lines: Lines of a page outside ruled tables, from the top.
        rules: Horizontal rulings that belong to no ruled table.
        carried: Columns of the table that ends the page before; its rows can go on here.

    Returns:
        Regions from the top.
    """
    regions: list[Region] = []
    free = 0
    for begin, last in _runs(lines, rules):
        first = begin
        goes_on = carried is not None and not regions and _fits(lines[: last + 1], carried)
        if not goes_on and not _is_dense(lines, first, last):
            continue
        top = _head_start(lines, first, free, rules)
        if goes_on and not any(is_head(line) for line in lines[top:first]):
            top = first = 0
        elif not _is_table(lines, (top, first, last)):
            continue
        else:
            goes_on = False
        end = _tail_end(lines, first, last, rules)
        region = Region(list(lines[top:first]), list(lines[first : end + 1]), goes_on=goes_on)
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


def _fits(lines: Sequence[SegmentLine], carried: Columns) -> bool:
    """Whether the lines from the page's top down stand in the columns of the table before."""
    if any(_is_label(line) or is_head(line) for line in lines):
        return False
    return all(
        (span := carried.covered(segment))[0] == span[1] or len(line.segments) == 1
        for line in lines
        for segment in line.segments
    ) and all(
        carried.figures[carried.at(segment.middle)]
        for line in lines
        for segment in line.segments
        if is_figure(segment.kind)
    )


def _runs(lines: Sequence[SegmentLine], rules: Sequence[Ruling]) -> list[tuple[int, int]]:
    """First and last row of each run of rows that nothing sets apart."""
    runs: list[tuple[int, int]] = []
    last: int | None = None
    for index, line in enumerate(lines):
        if not line.is_anchor or _is_label(line):
            continue
        if last is not None and _goes_on(lines, last, index, rules):
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
        last = index
    return runs


def _goes_on(lines: Sequence[SegmentLine], last: int, index: int, rules: Sequence[Ruling]) -> bool:
    above, below = lines[last], lines[index]
    between = lines[last + 1 : index]
    if len(between) > _MOST_BETWEEN or any(_is_outside(line, above) for line in between):
        return False
    if any(is_head(line) for line in between):
        return False
    held = any(above.base - above.line.height < rule.at < below.base for rule in rules)
    far = _APART if held else _ROWS_CLOSE
    chain = [above, *between, below]
    if any(
        other.base - one.base > far * max(one.line.height, 10.0) for one, other in itertools.pairwise(chain)
    ):
        return False
    prose = sum(_is_prose(line, above) for line in between)
    return prose < 2 and _shares(above, below)


def _is_over_stub(line: SegmentLine, head: SegmentLine) -> bool:
    """Whether a line runs over the ordinal column and the next: a caption or heading does, no title does."""
    if len(head.segments) < 2:
        return False
    return any(
        segment.x0 < head.segments[0].x1 and segment.x1 > head.segments[1].x0 for segment in line.segments
    )


def _is_outside(line: SegmentLine, row: SegmentLine) -> bool:
    """Whether a line beside a row stands outside its table; a footnote mark inside a column stands further right."""
    at_left = line.segments[0].x0 < row.segments[min(1, len(row.segments) - 1)].x1
    return _is_label(line) and (at_left or not is_note(line.line.text))


def _is_label(line: SegmentLine) -> bool:
    """Whether a line is a caption, a unit line or a note: what stands outside tables."""
    text = line.line.text
    return caption_of(text) is not None or unit_of(text) is not None or is_note(text)


def _ends_label(lines: Sequence[SegmentLine], index: int, free: int) -> bool:
    """Whether a line is the second or third line of a caption."""
    at = index
    while at > free and index - at < 3 and len(lines[at].segments) == 1:
        if lines[at].base - lines[at - 1].base > _NEXT * lines[at].line.height:
            return False
        at -= 1
        if _is_label(lines[at]):
            return True
    return False


def is_head(line: SegmentLine) -> bool:
    """Whether a line holds the header word of an ordinal column."""
    return any(plain(segment.text).strip(" .") in ORDINAL_HEADS for segment in line.segments[:1])


def _is_prose(line: SegmentLine, row: SegmentLine) -> bool:
    """Whether a line runs through under the figures of a row: under two of them, or from the names on."""
    figures = [cell for cell in row.segments[1:] if is_figure(cell.kind)]
    names = row.segments[min(1, len(row.segments) - 1)].x1
    if any(is_figure(segment.kind) for segment in line.segments):
        return False
    for segment in line.segments:
        under = sum(segment.x0 + 2.0 < cell.x0 and segment.x1 > cell.x0 + 2.0 for cell in figures)
        if under > 1 or (under and segment.x0 < names):
            return True
    return False


def _shares(above: SegmentLine, below: SegmentLine) -> bool:
    """Whether figures of one row stand over figures of the other; the numbers of columns stand over any."""
    if is_numbering([segment.text for segment in above.segments]):
        return True
    return any(
        one.x0 <= other.x1 and other.x0 <= one.x1
        for one in above.segments
        if is_figure(one.kind)
        for other in below.segments
        if is_figure(other.kind)
    )


def _is_dense(lines: Sequence[SegmentLine], first: int, last: int) -> bool:
    """Whether rows have more than two cells on average."""
    rows = [line for line in lines[first : last + 1] if line.is_anchor]
    return sum(len(line.segments) for line in rows) >= 2.2 * len(rows)


def _is_table(lines: Sequence[SegmentLine], run: tuple[int, int, int]) -> bool:
    """Whether a run is a table: two rows, or one under a header or at the page's top."""
    top, first, last = run
    rows = [line for line in lines[first : last + 1] if line.is_anchor]
    if len(rows) > 1:
        return True
    if len(rows[0].segments) < 3:
        return False
    return first == 0 or any(is_head(line) for line in lines[top:first])


def _head_start(lines: Sequence[SegmentLine], first: int, free: int, rules: Sequence[Ruling]) -> int:
    """First line of the header above a row."""
    ceiling = _ceiling(lines, first, free, rules)
    bounded = ceiling > float("-inf")
    start = first
    ordinal: SegmentLine | None = None
    while start > free:
        line = lines[start - 1]
        if _is_outside(line, lines[first]) or line.base < ceiling or _ends_label(lines, start - 1, free):
            break
        if ordinal is not None and not bounded:
            if not _balanced(lines, line, ordinal.base, first) or _is_over_stub(line, ordinal):
                break
        elif not _fits_head(lines, start - 1, first, bounded=bounded):
            break
        if ordinal is None and is_head(line):
            ordinal = line
        start -= 1
    return start


def _balanced(lines: Sequence[SegmentLine], line: SegmentLine, ordinal: float, first: int) -> bool:
    """Whether a line above the word of the ordinal column can belong to the header.

    That word stands in the middle of the header's height: as much can stand above it as stands close below.
    """
    bottom = ordinal
    row = lines[first].segments
    half = (row[0].x0 + row[-1].x1) / 2
    for below in lines[:first][-_HEAD_LINES:]:
        near = (_CLOSE if below.segments[-1].x1 > half else _NEXT) * below.line.height
        if bottom < below.base <= bottom + near:
            bottom = below.base
    # "Số" over "TT", "Thứ" over "hạng": the middle is between them.
    split = any(
        plain(above.segments[0].text) in _HEAD_STARTS for above in lines[max(first - _HEAD_LINES, 0) : first]
    )
    slack = (1.3 if split else 0.6) * line.line.height
    return ordinal - line.base <= bottom - ordinal + slack


def _ceiling(lines: Sequence[SegmentLine], first: int, free: int, rules: Sequence[Ruling]) -> float:
    """The uppermost long rule above a row, with no caption between."""
    floor = lines[free - 1].base if free else float("-inf")
    for index in range(first - 1, max(free, first - 12) - 1, -1):
        if _is_outside(lines[index], lines[first]):
            floor = max(floor, lines[index].base)
            break
    row = lines[first].segments
    width = row[-1].x1 - row[0].x0
    long = [
        rule.at
        for rule in rules
        if floor < rule.at < lines[first].base and rule.end - rule.start > 0.8 * width
    ]
    # No rule crosses the cell of the ordinal's header: the nearest one above it is the header's top.
    head = next((line for line in reversed(lines[free:first]) if is_head(line)), None)
    if head is not None:
        above = [at for at in long if at < head.base - 0.3 * head.line.height]
        return max(above, default=float("-inf"))
    return min(long, default=float("-inf"))


def _fits_head(lines: Sequence[SegmentLine], index: int, first: int, *, bounded: bool) -> bool:
    line, below = lines[index], lines[index + 1]
    above = lines[max(index - _HEAD_LINES, 0) : index]
    text = line.line.text
    if part_of(text) is not None or heading_level(text) is not None:
        return any(is_head(other) for other in above)
    if bounded:
        return True
    distance = below.base - line.base
    if distance > (_CLOSE + (1.2 if index + 1 == first else 0.0)) * line.line.height:
        return False
    if text[-1:] in {".", ";", ":"} and len(text) > 12:
        return False
    return not (_is_prose(line, lines[first]) and len(line.segments) == 1) or any(map(is_head, above))


def _tail_end(lines: Sequence[SegmentLine], first: int, last: int, rules: Sequence[Ruling]) -> int:
    """Last line that still belongs to the last row: it goes on in a text column, close below."""
    row = lines[last]
    floor = _floor(lines, last, rules)
    texts = [(s.x0, s.x1) for body in lines[first : last + 1] for s in body.segments if not is_figure(s.kind)]
    end = last
    while end + 1 < len(lines):
        line = lines[end + 1]
        if _is_label(line) or line.is_anchor or _is_prose(line, row):
            break
        if floor is not None:
            if line.base > floor:
                break
        elif line.base - lines[end].base > 1.35 * line.line.height or not _under_text(line, texts):
            break
        end += 1
    return end


def _floor(lines: Sequence[SegmentLine], last: int, rules: Sequence[Ruling]) -> float | None:
    """The next long rule below the last row, where one stands before the text goes on."""
    row = lines[last]
    width = row.segments[-1].x1 - row.segments[0].x0
    below = [
        rule.at
        for rule in rules
        if row.base < rule.at < row.base + 7 * row.line.height and rule.end - rule.start > 0.8 * width
    ]
    return min(below) if below else None


def _under_text(line: SegmentLine, texts: Sequence[tuple[float, float]]) -> bool:
    """Whether every segment begins where a text of the rows begins, or stands under one."""
    return all(
        any(
            abs(x0 - segment.x0) < 4.0 or (x0 - 4.0 < segment.x0 and segment.x1 < x1 + 4.0)
            for x0, x1 in texts
        )
        for segment in line.segments
    )
