"""Tables without vertical rulings: under horizontal rules, or with no rules at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.extract.pdf.bodyrows import BodyRow, find_rows
from doichieu.extract.pdf.cells import GridCell, PageTable
from doichieu.extract.pdf.columns import Columns, find_columns
from doichieu.extract.pdf.headcells import HeadCell, find_head
from doichieu.extract.pdf.regions import Region, find_regions
from doichieu.extract.pdf.segments import split_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.lines import TextLine
    from doichieu.extract.pdf.rulings import Ruling


def find_unruled(
    lines: Sequence[TextLine], rules: Sequence[Ruling]
) -> tuple[list[PageTable], list[TextLine]]:
    """Find the tables that rulings do not give.

    Args:
        lines: Lines outside ruled tables, from the top.
        rules: Horizontal rulings that belong to no ruled table.

    Returns:
        Tables from the top, and the lines outside them.
    """
    split = [split_line(line) for line in lines]
    tables: list[PageTable] = []
    inside: set[int] = set()
    for region in find_regions(split, rules):
        tables.append(_table(region))
        inside |= {id(line.line) for line in [*region.head, *region.body]}
    return tables, [line for line in lines if id(line) not in inside]


def _table(region: Region) -> PageTable:
    columns = find_columns(region.anchors, [s for line in region.head for s in line.segments])
    region.head, region.body = _settle_head(region, columns)
    first = region.body[0]
    between = [rule for rule in region.rules if rule.at > first.base]
    rows, sure = find_rows(region.body, columns, between)
    head, depth = find_head(region.head, columns)
    cells = [_head_cell(cell, columns) for cell in head]
    for index, row in enumerate(rows, depth):
        cells += _row_cells(row, index, columns)
    lines = [line.line for line in [*region.head, *region.body]]
    top, bottom = min(line.box[1] for line in lines), max(line.box[3] for line in lines)
    box = (columns.edges[0], top, columns.edges[-1], bottom)
    return PageTable(box, cells, ruled=False, sure=sure, xs=columns.edges, header=depth)


def _settle_head(region: Region, columns: Columns) -> tuple[list, list]:
    """Move lines over the first figures that belong to the first row, not to the header.

    A rule between header and body tells; else a text that is centred about its figures, with as much below.
    """
    head, body = list(region.head), list(region.body)
    if not head:
        return head, body
    first = body[0]
    rules = [
        rule.at
        for rule in region.rules
        if head[0].base < rule.at < first.base
        and rule.end - rule.start > 0.8 * (columns.edges[-1] - columns.edges[0] - 8)
    ]
    if rules:
        limit = max(rules)
        return [line for line in head if line.base < limit], [
            line for line in head if line.base >= limit
        ] + body
    texts = {col for col, figures in enumerate(columns.figures) if not figures}
    while len(head) > 1:
        line = head[-1]
        near = first.base - line.base < 0.85 * line.line.height
        if not near or any(columns.at(segment.middle) not in texts for segment in line.segments):
            break
        body.insert(0, head.pop())
    return head, body


def _head_cell(cell: HeadCell, columns: Columns) -> GridCell:
    segments = sorted(cell.segments, key=lambda segment: (segment.base, segment.x0))
    top = min((s.words[0].y0 for s in segments), default=0.0)
    bottom = max((s.words[0].y1 for s in segments), default=0.0)
    box = (columns.edges[cell.first], top, columns.edges[cell.last + 1], bottom)
    made = GridCell(cell.level, cell.first, cell.depth, cell.last - cell.first + 1, box)
    for segment in segments:
        for word in segment.words:
            made.add(word, segment.base)
    return made


def _row_cells(row: BodyRow, index: int, columns: Columns) -> list[GridCell]:
    """Cells of a row; a segment over several columns is a cell over them."""
    groups: dict[int, list] = {}
    ends: dict[int, int] = {}
    for segment, first, last in sorted(row.segments, key=lambda entry: (entry[0].base, entry[0].x0)):
        groups.setdefault(first, []).append(segment)
        ends[first] = max(ends.get(first, first), last)
    cells = []
    taken = -1
    for first in sorted(groups):
        start = max(first, taken + 1)
        if start > ends[first]:
            for segment in groups[first]:
                for word in segment.words:
                    cells[-1].add(word, segment.base)
            continue
        top = min(s.words[0].y0 for s in groups[first])
        bottom = max(s.words[0].y1 for s in groups[first])
        box = (columns.edges[start], top, columns.edges[ends[first] + 1], bottom)
        cell = GridCell(index, start, 1, ends[first] - start + 1, box)
        for segment in groups[first]:
            for word in segment.words:
                cell.add(word, segment.base)
        cells.append(cell)
        taken = ends[first]
    return cells
