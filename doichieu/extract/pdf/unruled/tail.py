"""Where a table without vertical rulings ends: which lines below the last row are its."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind
from doichieu.extract.assembly.labels import heading_level, is_note
from doichieu.extract.pdf.unruled.runs import is_label, is_prose, long_rules
from doichieu.extract.pdf.unruled.segments import is_figure
from doichieu.extract.words import starts_lower

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.ruled.rulings import Ruling
    from doichieu.extract.pdf.unruled.segments import SegmentLine

_NEXT = 1.35
# Lines above the first row that can be its header.
_HEADER = 8
# A group's label is that much shorter than the table is wide, and stands no further below than rows do.
_LABEL, _ROW = 0.6, 1.2
# Ordinals are centred in their column, a label begins at its left: so much further left at most, in points.
_STUB, _MARK = 22.0, 12.0
# Names of several lines have so many for each row, no further apart than that, in heights; so many gaps of one size tell.
_SEVERAL, _LOOSE, _SAME, _TELLING = 1.3, 2.2, 0.5, 3
# Rows are that much further apart than the lines of a cell.
_WIDER = 1.3


def tail_end(lines: Sequence[SegmentLine], first: int, last: int, rules: Sequence[Ruling]) -> int:
    """Find the last line of a table.

    Args:
        lines: Lines of a page outside ruled tables, from the top.
        first: Index of the first row.
        last: Index of the last line with figures.
        rules: Horizontal rulings that belong to no ruled table.

    Returns:
        Index of the last line that goes on with the last row, close below in a text column, or labels the group of
        rows that the next page begins with.
    """
    row = lines[last]
    floor = _floor(lines, last, rules)
    texts = [(s.x0, s.x1) for body in lines[first : last + 1] for s in body.segments if not is_figure(s.kind)]
    left = _ordinals(lines[first : last + 1])
    end = last
    pitch = _pitch(lines, first, last)
    inside = 0.0 if floor is None else _widest(lines[first : last + 1], rules)
    while end + 1 < len(lines):
        line = lines[end + 1]
        if is_label(line) or line.is_anchor or is_prose(line, row) or _is_numbered(line, left):
            break
        if floor is None and len(line.segments) == 1 and heading_level(line.line.text) is not None:
            break
        if floor is not None:
            near = max(inside, _NEXT * max(line.line.height, lines[end].line.height))
            if line.base > floor or line.base - lines[end].base > near:
                break
        else:
            # A line of small letters alone is no measure of its font.
            height = max(line.line.height, lines[end].line.height)
            if line.base - lines[end].base > max(_NEXT * height, pitch) or not _under_text(line, texts):
                break
        end += 1
    if floor is not None:
        end = _under_notes(lines, last, end, rules)
    return len(lines) - 1 if _ends_in_group(lines, first, end) else end


def _under_notes(lines: Sequence[SegmentLine], last: int, end: int, rules: Sequence[Ruling]) -> int:
    """Index of the last line of the notes that stand in last rows of their own, with a rule right below each."""
    heights = sorted(rule.at for rule in long_rules(rules, lines[last]) if rule.at > lines[last].base)
    for top, bottom in itertools.pairwise(heights):
        held = [at for at in range(end + 1, len(lines)) if top < lines[at].base < bottom]
        if not held or not is_note(lines[held[0]].line.text):
            break
        if held[0] != end + 1 or bottom - lines[held[-1]].base > lines[held[-1]].line.height:
            break
        if any(len(lines[at].segments) > 1 or is_label(lines[at]) for at in held[1:]):
            break
        end = held[-1]
    return end


def _widest(body: Sequence[SegmentLine], rules: Sequence[Ruling]) -> float:
    """The widest space between lines of rows that no long rule parts."""
    heights = sorted(rule.at for rule in long_rules(rules, body[-1]))
    gaps = [
        below.base - above.base
        for above, below in itertools.pairwise(body)
        if bisect_left(heights, above.base) == bisect_left(heights, below.base)
    ]
    return max(gaps, default=0.0) + _SAME


def _pitch(lines: Sequence[SegmentLine], first: int, last: int) -> float:
    """How far the next line of a text is in the rows or, where none goes on there, in the header; 0 where none does."""
    body = lines[first : last + 1]
    wrapped = _wrapped_gap(body)
    gaps = sorted(
        below.base - above.base
        for above, below in itertools.pairwise(body)
        if len(below.segments) == 1 and above.is_anchor and starts_lower(below.segments[0].text)
    )
    if gaps or wrapped:
        return 1.02 * max(wrapped, gaps[len(gaps) // 2] if gaps else 0.0)
    rows = _row_gap(body) or (lines[first].base - lines[first - 1].base if first else 0.0)
    closer = [
        gap
        for above, below in itertools.pairwise(lines[max(first - _HEADER, 0) : last + 1])
        if not (above.is_anchor and below.is_anchor)
        and _stand_over(above, below)
        and _WIDER * (gap := below.base - above.base) < rows
    ]
    return 1.02 * min(closer, default=0.0)


def _wrapped_gap(body: Sequence[SegmentLine]) -> float:
    """How far the lines of names are apart that have several each, though none begins small; 0 where they have one."""
    anchors = sum(line.is_anchor for line in body)
    columns: dict[int, list[float]] = {}
    for line in body:
        for segment in line.segments:
            if segment.kind is Kind.TEXT:
                columns.setdefault(round(segment.x0), []).append(line.base)
    bases = max(columns.values(), key=len, default=[])
    if len(bases) < _SEVERAL * anchors:
        return 0.0
    most = _LOOSE * max(line.line.height for line in body)
    gaps = sorted(gap for above, below in itertools.pairwise(bases) if (gap := below - above) < most)
    usual = [gap for gap in gaps if sum(abs(gap - other) < _SAME for other in gaps) >= _TELLING]
    return max(usual, default=0.0)


def _row_gap(body: Sequence[SegmentLine]) -> float:
    """The least distance from one row to the next, 0 for a single row."""
    bases = [line.base for line in body if line.is_anchor]
    return min((below - above for above, below in itertools.pairwise(bases)), default=0.0)


def _stand_over(above: SegmentLine, below: SegmentLine) -> bool:
    """Whether every segment of a line stands under one of the line above."""
    return all(
        any(one.x0 < other.x1 and other.x0 < one.x1 for one in above.segments) for other in below.segments
    )


def _ends_in_group(lines: Sequence[SegmentLine], first: int, end: int) -> bool:
    """Whether the page ends in the label of a group, right below the last row."""
    rest = lines[end + 1 :]
    if not rest or len(rest) > 3 or any(map(is_label, rest)):
        return False
    body = lines[first : end + 1]
    left = _ordinals(body)
    right = max(line.segments[-1].x1 for line in body)
    pitch = _row_pitch(body)
    if pitch is None or rest[0].base - lines[end].base > _ROW * pitch:
        return False
    if any(below.base - line.base > _NEXT * line.line.height for line, below in itertools.pairwise(rest)):
        return False
    return all(_is_group_label(line, left, right) for line in rest)


def _row_pitch(body: Sequence[SegmentLine]) -> float | None:
    """Usual distance from one row to the next, None for a single row."""
    bases = [line.base for line in body if line.is_anchor]
    gaps = sorted(below - above for above, below in itertools.pairwise(bases))
    return gaps[len(gaps) // 2] if gaps else None


def _is_group_label(line: SegmentLine, left: float, right: float) -> bool:
    text = line.line.text
    if (
        text[-1] in ".;:,"
        or _is_numbered(line, left)
        or (len(line.segments) == 1 and heading_level(text) is not None)
    ):
        return False
    x0, x1 = line.segments[0].x0, line.segments[-1].x1
    return left - _STUB < x0 and x1 < right and x1 - x0 < _LABEL * (right - left)


def _ordinals(body: Sequence[SegmentLine]) -> float:
    """Left end of the rows that have figures."""
    return min(line.segments[0].x0 for line in body if line.is_anchor)


def _is_numbered(line: SegmentLine, left: float) -> bool:
    """Whether a line is a heading: the number of a group stands among the ordinals, that of a heading at the margin."""
    return line.segments[0].kind is Kind.MARK and line.segments[0].x0 < left - _MARK


def _floor(lines: Sequence[SegmentLine], last: int, rules: Sequence[Ruling]) -> float | None:
    """The next long rule below the last row, where one stands before the text goes on."""
    row = lines[last]
    below = [
        rule.at for rule in long_rules(rules, row) if row.base < rule.at < row.base + 7 * row.line.height
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
