"""How far up the header of a table without vertical rulings reaches from the word of its ordinal column."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import is_numbering
from doichieu.extract.assembly.labels import opens_aside
from doichieu.extract.pdf.unruled.headcolumns import UNEVEN
from doichieu.extract.pdf.unruled.runs import is_label, is_outside
from doichieu.extract.pdf.unruled.segments import is_figure
from doichieu.extract.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.unruled.segments import Segment, SegmentLine

# Levels of a header are that near to each other, lines of one cell that near, in heights; rows are no further apart.
CLOSE, NEXT, FAR = 2.1, 1.25, 5.0
HEAD_LINES = 14
# Lines of one cell where those of several cells, or their middles, show that they are.
_CELL = 1.4
# Lines of the first rows that show how far names reach.
SAMPLE = 6
# Words that begin the header of an ordinal column and can stand on a line of their own, that near above the rest.
_HEAD_STARTS, _START = frozenset({"so", "thu", "xep"}), 1.75
_SENTENCE = 25
# Lines of a cell, and a title and the columns that it stands over, have the same middle or edge but for that, in points;
# what is that near to the middle of the rows is a caption.
_ALIGNED, _MIDDLE = 2.5, 5.0
# A title of a whole table has so many letters, its middle that near to the table's, in parts of its width.
_TITLE, _OFF_MIDDLE = 16, 0.03
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# A title reaches no further over what stands below it than cells have room beside their texts, in points.
_OVER = 12.0


def first_word(lines: Sequence[SegmentLine], ordinal: int, free: int) -> int:
    """Line with the first word of the ordinal column's header: "Số" over "TT", "Thứ" over "tự"."""
    word = lines[ordinal].segments[0]
    for index in range(ordinal - 1, max(ordinal - HEAD_LINES, free - 1), -1):
        above = lines[index].segments[0]
        if lines[ordinal].base - above.base > _START * lines[ordinal].line.height:
            break
        if plain(above.text) in _HEAD_STARTS and above.x0 < word.x1 and word.x0 < above.x1:
            return index
    return ordinal


def tops_above(lines: Sequence[SegmentLine], start: int, first: int, free: int) -> list[int]:
    """Lines at which a header can begin, from its ordinal's word up."""
    tops = [start]
    rows = row_distance(lines, first)
    for index in range(start - 1, max(start - HEAD_LINES, free) - 1, -1):
        apart = lines[index + 1].base - lines[index].base > max(CLOSE * lines[index].line.height, rows)
        if apart or is_barred(lines, index, first, free) or _is_no_title(lines, index, start, first):
            break
        tops.append(index)
    return tops


def lines_above(lines: Sequence[SegmentLine], start: int, free: int, first: int) -> int:
    """Find the first line of titles that end beside the ordinal's word or above it.

    Args:
        lines: Lines of a page outside ruled tables, from the top.
        start: Index of the line with that word.
        free: Index of the first line that no table above holds.
        first: Index of the table's first row.

    Returns:
        Index of the uppermost line, each of which stands close above the next one's cells, or over several of the columns.
    """
    rows = row_distance(lines, first)
    row = first_row(lines, first)
    ordinal, stub = start, lines[start].segments[0].x1
    while start > free:
        line, below = lines[start - 1], lines[start]
        apart = below.base - line.base
        if is_barred(lines, start - 1, first, free) or _is_no_title(lines, start - 1, ordinal, first):
            break
        cells = [cell for cell in below.segments if cell.x0 > stub]
        near = apart <= _CELL * line.line.height and _stand_over(line, cells)
        if not near and not (
            apart <= max(CLOSE * line.line.height, rows) and _span_columns(line, lines[start:first], row)
        ):
            break
        start -= 1
    return start


def _stand_over(line: SegmentLine, cells: Sequence[Segment]) -> bool:
    """Whether each text of a line stands over one below it; one alone has its middle or an edge where that has its."""
    over = [[other for other in cells if one.x0 < other.x1 and other.x0 < one.x1] for one in line.segments]
    if len(over) == 1:
        return len(over[0]) == 1 and _is_aligned(line.segments[0], over[0][0])
    return all(over)


def _is_aligned(one: Segment, other: Segment) -> bool:
    return min(abs(one.middle - other.middle), abs(one.x0 - other.x0), abs(one.x1 - other.x1)) <= _ALIGNED


def _span_columns(line: SegmentLine, below: Sequence[SegmentLine], row: SegmentLine) -> bool:
    """Whether the texts of a line are centred over several columns each, and not over the whole table as captions are."""
    ends = row.segments[0].x0, row.segments[-1].x1
    if len(line.segments) == 1 and abs(2 * line.segments[0].middle - sum(ends)) <= 2 * _MIDDLE:
        return False
    titles = max(below, key=lambda other: len(other.segments)).segments
    several = len(line.segments) > 1
    return all(
        any(
            left.middle < one.x1
            and one.x0 < right.middle
            and _is_over_both(one, left, right, alone=not several)
            for left, right in itertools.combinations(titles[1:], 2)
        )
        for one in line.segments
    )


def _is_over_both(one: Segment, left: Segment, right: Segment, *, alone: bool) -> bool:
    """Whether a text is a title over two others and what is between them; columns of several titles are not all as wide."""
    off = abs(2 * one.middle - left.middle - right.middle)
    inside = left.x0 - _OVER < one.x0 and one.x1 < right.x1 + _OVER
    if off <= 2 * _ALIGNED:
        return inside or not alone
    return inside and not alone and off <= UNEVEN * (right.middle - left.middle)


def first_row(lines: Sequence[SegmentLine], first: int) -> SegmentLine:
    """The first row but for that with the numbers of the columns."""
    rows = [line for line in lines[first : first + SAMPLE] if line.is_anchor]
    return next((row for row in rows if not is_numbering([cell.text for cell in row.segments])), lines[first])


def is_barred(lines: Sequence[SegmentLine], index: int, first: int, free: int) -> bool:
    """Whether a line above the first row is a caption, a unit or the like."""
    if is_outside(lines[index], lines[first]) or _is_title_of_all(lines, index, first, free):
        return True
    if lines[index].segments[-1].x1 < min(line.segments[0].x0 for line in lines[index + 1 : first + SAMPLE]):
        return True  # it ends before the table begins
    below = lines[index + 1 : first]
    return _ends_label(lines, index, free) and not (
        below and _span_columns(lines[index], below, first_row(lines, first))
    )


def _is_title_of_all(lines: Sequence[SegmentLine], index: int, first: int, free: int) -> bool:
    """Whether a line above the first row is a title of the whole table, or the last line of one.

    It stands alone in the middle of the table, in capitals or with a year.
    """
    line = lines[index]
    if len(line.segments) != 1 or not _is_over_middle(lines, index, first):
        return False
    text = line.line.text
    if len(text) >= _TITLE and (text.isupper() or _YEAR.search(text) is not None):
        return True
    above = lines[index - 1] if index > free else line
    return (
        0.0 < line.base - above.base <= _CELL * line.line.height
        and len(above.segments) == 1
        and text[-1] == ")"
        and above.line.text[0] == "("
    )


def _is_over_middle(lines: Sequence[SegmentLine], index: int, first: int) -> bool:
    """Whether the middle of a line is that of what stands below it."""
    below = [other for other in lines[index + 1 : first + SAMPLE] if len(other.segments) > 1]
    left = min((other.segments[0].x0 for other in below), default=0.0)
    right = max((other.segments[-1].x1 for other in below), default=0.0)
    return abs(2 * lines[index].segments[0].middle - left - right) <= 2 * _OFF_MIDDLE * (right - left)


def _ends_label(lines: Sequence[SegmentLine], index: int, free: int) -> bool:
    """Whether a line is the second or third line of a caption."""
    at = index
    while at > free and index - at < 3 and len(lines[at].segments) == 1:
        if lines[at].base - lines[at - 1].base > NEXT * lines[at].line.height:
            return False
        at -= 1
        if is_label(lines[at]):
            text = lines[at].line.text
            return not (opens_aside(text) and text[-1] == ")")  # nothing goes on below it
    return False


def _is_no_title(lines: Sequence[SegmentLine], index: int, ordinal: int, first: int) -> bool:
    """Whether a line above the ordinal's word is none of the header: a sentence, or over the names and figures."""
    line = lines[index]
    if len(line.segments) == 1 and len(line.line.text) > _SENTENCE and line.line.text[-1] in ".;:":
        return True
    word = lines[ordinal].segments[0]
    figure = first_figure(first_row(lines, first))
    names = [
        segment.x1
        for other in lines[first : first + SAMPLE]
        for segment in other.segments
        if word.x1 < segment.x0 and segment.x1 < figure
    ]
    stub = max(names, default=word.x1)
    return any(
        segment.x0 < word.x1 or (segment.x0 < stub - 2.0 and segment.x1 > figure) for segment in line.segments
    )


def first_figure(row: SegmentLine) -> float:
    """Left end of a row's first figure behind its ordinal."""
    return next((cell.x0 for cell in row.segments[1:] if is_figure(cell.kind)), row.segments[-1].x0)


def row_distance(lines: Sequence[SegmentLine], first: int) -> float:
    """The widest space between lines of the first rows, and a little more; 0 when no row is near."""
    gaps = itertools.takewhile(
        lambda gap: gap < FAR * lines[first].line.height,
        (below.base - above.base for above, below in itertools.pairwise(lines[first : first + HEAD_LINES])),
    )
    return 1.1 * max(gaps, default=0.0)
