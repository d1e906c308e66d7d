"""Tables of texts alone under horizontal rules: the rules part their rows, what no word crosses parts their columns."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from doichieu.extract.pdf.cells import PageTable
from doichieu.extract.pdf.unruled.bodycells import row_cells
from doichieu.extract.pdf.unruled.bodyrows import BodyRow
from doichieu.extract.pdf.unruled.boundaries import Boundary, find_boundaries, merge_down
from doichieu.extract.pdf.unruled.columns import Columns, columns_between
from doichieu.extract.pdf.unruled.segments import SegmentLine, segment_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.ruled.rulings import Ruling
    from doichieu.extract.pdf.textlayer.words import Word

# So many rules from one margin to the other part a header and two rows.
_RULES = 4
# Their ends differ by rounding, in points; texts stand that near inside them.
_LEVEL, _SLACK = 3.0, 2.0
# Tables of a page have fewer margins; charts have many lines of many lengths.
_MARGINS = 24
# A row has no more lines, and a column is no nearer to the next, in heights.
_MOST_LINES, _GUTTER = 14, 0.5
# The next line of a text stands no further below, in heights.
_NEXT = 1.9
# Two columns have three edges.
_EDGES = 3
# So many rows of a table have text in more than one column.
_FILLED = 0.6


def find_text_tables(lines: Sequence[SegmentLine], rules: Sequence[Ruling]) -> list[PageTable]:
    """Find tables whose rows stand between horizontal rules, whatever they hold.

    Args:
        lines: Lines of a page outside other tables, from the top.
        rules: Horizontal rulings that belong to no ruled table.

    Returns:
        Tables from the top.
    """
    tables = [_table(lines, block) for block in _blocks(lines, rules)]
    return [table for table in tables if table is not None]


def _blocks(lines: Sequence[SegmentLine], rules: Sequence[Ruling]) -> list[list[Boundary]]:
    """Runs of boundaries from one margin to the other, a few lines between each two."""
    blocks: list[list[Boundary]] = []
    bases = sorted(line.base for line in lines)
    margins = {(round(rule.start / _LEVEL), round(rule.end / _LEVEL)) for rule in rules}
    widest = sorted(margins, key=lambda margin: (margin[0] - margin[1], margin))[:_MARGINS]
    for x0, x1 in ((first * _LEVEL, last * _LEVEL) for first, last in widest):
        own = [rule for rule in rules if x0 - 2 * _LEVEL <= rule.start and rule.end <= x1 + 2 * _LEVEL]
        run: list[Boundary] = []
        for boundary in find_boundaries(own, x0, x1):
            if run and not 0 < _count(bases, run[-1].at, boundary.at) <= _MOST_LINES:
                blocks.append(run)
                run = []
            run.append(boundary)
        blocks.append(run)
    sure = [block for block in blocks if sum(boundary.is_full for boundary in block) >= _RULES]
    sure.sort(key=len, reverse=True)
    kept: list[list[Boundary]] = []
    for block in sure:
        if all(block[-1].at <= other[0].at or block[0].at >= other[-1].at for other in kept):
            kept.append(block)
    return sorted(kept, key=lambda block: block[0].at)


def _count(bases: Sequence[float], top: float, bottom: float) -> int:
    return bisect_right(bases, bottom) - bisect_right(bases, top)


def _table(lines: Sequence[SegmentLine], block: Sequence[Boundary]) -> PageTable | None:
    left = min(start for boundary in block for start, _ in boundary.pieces) - _SLACK
    right = max(end for boundary in block for _, end in boundary.pieces) + _SLACK
    slots = [
        [line for line in lines if top.at < line.base <= bottom.at and _is_inside(line, left, right)]
        for top, bottom in pairwise(block)
    ]
    if not all(slots):
        return None
    least = _GUTTER * min(line.line.height for slot in slots for line in slot)
    edges = _edges(slots, (left, right), least)
    if len(edges) < _EDGES:
        return None
    cut = [[_cut(line, edges, least) for line in slot] for slot in slots]
    if rest := _rest(lines, block[-1].at, cut, edges, least):
        cut.append(rest)
    columns = columns_between(edges, [line for slot in cut for line in slot])
    rows = [_row(slot, columns) for slot in cut]
    if sum(len({first for _, first, _ in row.segments}) > 1 for row in rows) < _FILLED * len(rows):
        return None
    heights = merge_down(rows, block[1:-1], columns)
    cells = [cell for index, row in enumerate(rows) for cell in row_cells(row, index, 0, columns, heights)]
    box = (edges[0], block[0].at, edges[-1], max(block[-1].at, cut[-1][-1].base))
    return PageTable(box, cells, ruled=False, xs=edges, columns=columns)


def _rest(
    lines: Sequence[SegmentLine],
    bottom: float,
    cut: Sequence[Sequence[SegmentLine]],
    edges: Sequence[float],
    least: float,
) -> list[SegmentLine]:
    """Lines of a last row that nothing closes, as behind colours: each text begins where those above it do."""
    starts = [round(segment.x0) for slot in cut[1:] for line in slot for segment in line.segments]
    rest: list[SegmentLine] = []
    base = bottom
    for line in lines:
        if line.base <= bottom:
            continue
        own = _cut(line, edges, least)
        near = line.base - base < _NEXT * line.line.height
        if not near or any(starts.count(round(segment.x0)) < 2 for segment in own.segments):
            break
        rest.append(own)
        base = line.base
    return rest if rest and len(rest[0].segments) > 1 else []


def _is_inside(line: SegmentLine, left: float, right: float) -> bool:
    return left <= line.segments[0].x0 and line.segments[-1].x1 <= right


def _edges(slots: Sequence[Sequence[SegmentLine]], margins: tuple[float, float], least: float) -> list[float]:
    """Edges of columns where no word of any row stands; one text over several columns labels a group."""
    telling = [slot for slot in slots if len(slot) > 1 or len(slot[0].segments) > 1]
    words = sorted((word.x0, word.x1) for slot in telling for line in slot for word in line.line.words)
    edges, reach = [margins[0]], words[0][1] if words else 0.0
    for x0, x1 in words:
        if x0 - reach >= least:
            edges.append((reach + x0) / 2)
        reach = max(reach, x1)
    return [*edges, margins[1]]


def _cut(line: SegmentLine, edges: Sequence[float], least: float) -> SegmentLine:
    """A line cut at the edges that no word crosses; a label over several columns stays whole."""
    gaps = [right.x0 - left.x1 for left, right in pairwise(line.line.words)]
    if max(gaps, default=0.0) < least:
        return line
    pieces: dict[int, list[Word]] = {}
    for word in line.line.words:
        at = sum(edge <= (word.x0 + word.x1) / 2 for edge in edges)
        pieces.setdefault(at, []).append(word)
    return SegmentLine(line.line, [segment_of(words, line.base) for _, words in sorted(pieces.items())])


def _row(slot: Sequence[SegmentLine], columns: Columns) -> BodyRow:
    row = BodyRow(slot[0].base)
    for line in slot:
        row.segments += [(segment, *columns.covered(segment)) for segment in line.segments]
    return row
