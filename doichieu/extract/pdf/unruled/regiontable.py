"""The rows, columns and header of a table without vertical rulings, from its lines."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind, is_numbering
from doichieu.extract.pdf.cells import PageTable
from doichieu.extract.pdf.unruled.bands import find_bands, find_reach, rejoin
from doichieu.extract.pdf.unruled.bodycells import cell_of, row_cells
from doichieu.extract.pdf.unruled.bodyrows import find_rows
from doichieu.extract.pdf.unruled.bottomrows import count_above
from doichieu.extract.pdf.unruled.boundaries import Boundary, find_boundaries, merge_down
from doichieu.extract.pdf.unruled.columns import Columns, find_columns
from doichieu.extract.pdf.unruled.headcells import find_head
from doichieu.extract.pdf.unruled.headrules import Span, find_spans, leaf_titles
from doichieu.extract.pdf.unruled.hollow import join_hollow
from doichieu.extract.pdf.unruled.labels import cut_labels, is_group, names_group
from doichieu.extract.pdf.unruled.regions import Region
from doichieu.extract.pdf.unruled.runs import is_head
from doichieu.extract.pdf.unruled.segments import Segment, SegmentLine, is_figure
from doichieu.extract.pdf.unruled.spans import Lifted, lift_floats, merge_rows

if TYPE_CHECKING:
    from collections.abc import Sequence


# So many rows show that the texts of all begin beside their figures.
_TELLING = 3
# A label in the middle of a table is that near to that of its rows, which need not fill its columns, in points.
_CENTRED = 12.0
# The label of a group that says so stands about the middle, in parts of the table's width.
_ABOUT = 0.1
# Lines of a cell are no further apart, in heights.
_NEXT = 1.35


def table_of(region: Region, carried: Columns | None) -> PageTable:
    """Make a table of its lines.

    Args:
        region: Lines of the table.
        carried: Its columns where another page tells them.

    Returns:
        The table, its cells placed.
    """
    lines = [*region.head, *region.body]
    spans = find_spans(region.head, region.anchors, region.rules)
    columns = carried or find_columns(region.anchors, _head_segments(region, spans), _wrapped(region))
    region = _with_first_row(region, columns)
    reach = columns.reach = columns.reach or find_reach(lines, columns)
    found = find_boundaries(region.rules, columns.cores[0][0], columns.cores[-1][1])
    inner = [boundary for boundary in found if lines[0].base < boundary.at < lines[-1].base]
    by_rules = _are_parted(region.anchors, inner)
    limits = [boundary.at for boundary in inner]
    lifted = Lifted(list(region.body)) if by_rules else lift_floats(region.body, columns)
    under_head = lifted.lines if region.sure else [*region.head, *lifted.lines]
    bands = find_bands(under_head, float("inf") if by_rules else reach, limits)
    bands = _cut_titles(bands, region, columns) if by_rules else rejoin(cut_labels(bands, columns), columns)
    if region.sure:
        head, body = region.head, bands
    else:
        full = [boundary.at for boundary in inner if boundary.is_full]
        parted, body = _part_head(
            bands if by_rules else _cut_head(bands, region, columns),
            columns,
            full if region.head else [],
            has_head=bool(region.head),
        )
        head = [line for band in parted for line in band]
    body = body if by_rules else _cut_rest(body, columns)
    cells, depth = find_head(head, columns, reach, spans)
    if carried is None:
        columns.head = tuple(line.line.text for line in head)
    made = [cell_of(c.level, c.depth, c.first, c.last, c.segments, columns) for c in cells]
    rows, sure = find_rows(body, columns)
    heights = merge_rows(rows, lifted.floats)
    if by_rules and len(rows) == len(body):
        heights = merge_down(rows, inner, columns)
    for index, row in enumerate(rows):
        made += row_cells(row, index, depth, columns, heights)
    if carried is None:
        join_hollow(made, depth, columns)
    top, bottom = min(line.line.box[1] for line in lines), max(line.line.box[3] for line in lines)
    box = (columns.edges[0], top, columns.edges[-1], bottom)
    return PageTable(box, made, ruled=False, sure=sure, xs=columns.edges, header=depth, columns=columns)


def _head_segments(region: Region, spans: Sequence[Span]) -> list[Segment]:
    """Segments of the header; lines above the rows that stand over no figure are labels of groups."""
    head = region.head
    figures = [s.x0 for line in region.anchors for s in line.segments[1:] if is_figure(s.kind)]
    stub = min(figures, default=float("-inf"))
    count = len(head)
    while (
        not region.sure
        and count
        and (
            head[count - 1].segments[-1].x1 < stub
            or _stands_apart(region, count - 1)
            or _is_named_group(region, count - 1)
        )
        and not is_head(head[count - 1])
    ):
        count -= 1
    return leaf_titles(head[:count], spans)


def _stands_apart(region: Region, at: int) -> bool:
    """Whether a line of a header is one text in the middle of the table and no further line of a title."""
    line = region.head[at]
    text = line.segments[0]
    near = at > 0 and line.base - region.head[at - 1].base <= _NEXT * line.line.height
    return at > 0 and not near and text.text[0].isupper() and _is_in_middle(line, region)


def _is_named_group(region: Region, at: int) -> bool:
    """Whether the last line of a header is a text about the middle of the table that begins as labels of groups do."""
    line = region.head[at]
    left, right = _ends(region)
    return (
        at > 0
        and len(line.segments) == 1
        and names_group(line.line.text)
        and abs(line.segments[0].middle - (left + right) / 2) <= _ABOUT * (right - left)
    )


def _is_in_middle(line: SegmentLine, region: Region) -> bool:
    """Whether a line is one text in the middle of the rows."""
    return len(line.segments) == 1 and abs(2 * line.segments[0].middle - sum(_ends(region))) <= 2 * _CENTRED


def _ends(region: Region) -> tuple[float, float]:
    """Left and right end of the rows."""
    return region.anchors[0].segments[0].x0, max(row.segments[-1].x1 for row in region.anchors)


def _wrapped(region: Region) -> list[Segment]:
    """Segments of the lines from the first row on that are no rows."""
    below = region.anchors[0].base
    return [
        segment
        for line in region.body
        # the label of a group in the middle of the table stands in no column
        if line.base > below and not line.is_anchor and not _is_in_middle(line, region)
        for segment in line.segments
    ]


def _are_parted(rows: Sequence[SegmentLine], boundaries: Sequence[Boundary]) -> bool:
    """Whether rules stand between the rows."""
    heights = [boundary.at for boundary in boundaries]
    pairs = list(itertools.pairwise(line.base for line in rows))
    parted = sum(bisect_left(heights, below) > bisect_left(heights, above) for above, below in pairs)
    return parted * 2 >= len(pairs) > 0


Bands = list[list[SegmentLine]]


def _cut_rest(bands: Bands, columns: Columns) -> Bands:
    """Cut what stands above the first row where all others begin with their figures: the rest of a row cut before."""
    counted = [[line.is_anchor for line in band] for band in bands]
    others = [band for at, band in enumerate(counted) if any(band) and (at or band[0])]
    if sum(map(sum, others)) >= _TELLING:
        columns.at_top = all(band[0] for band in others) and not all(map(all, others))
    first = counted[0].index(True) if bands and any(counted[0]) else 0
    if not first or not columns.at_top:
        return bands
    return [bands[0][:first], bands[0][first:], *bands[1:]]


def _is_marked(line: SegmentLine, columns: Columns) -> bool:
    """Whether the number of a group opens a line in the column of ordinals: "I", "II", "A"."""
    first = line.segments[0]
    return columns.figures[0] and first.kind is Kind.MARK and columns.covered(first) == (0, 0)


def _cut_head(bands: Bands, region: Region, columns: Columns) -> Bands:
    """Cut the band that holds both the header's ordinal word and the first row: there is no space between them."""
    first = next((line for line in region.head if _is_marked(line, columns)), region.body[0])
    for index, band in enumerate(bands):
        at = next((place for place, line in enumerate(band) if line is first), None)
        if at is None:
            continue
        above = [line for part in (*bands[:index], band[:at]) for line in part]
        if at and any(is_head(line) or _heads_figures(line, columns) for line in above):
            least = 0 if any(map(is_head, above[: len(above) - at])) else 1
            # Lines this near above the figures are the upper lines of centred cells.
            while at > least and first.base - band[at - 1].base < 0.85 * first.line.height:
                at -= 1
            parts = [part for part in (band[:at], band[at:]) if part]
            return [*bands[:index], *parts, *bands[index + 1 :]]
        return bands
    return bands


def _cut_titles(bands: Bands, region: Region, columns: Columns) -> Bands:
    """Cut the header from the first row where rules stand between rows alone, and none below the header."""
    first = region.body[0]
    at = next((index for index, band in enumerate(bands) if any(line is first for line in band)), None)
    if at is None or not any(is_head(line) or _heads_figures(line, columns) for line in bands[at]):
        return bands
    return [*bands[:at], *_cut_head(bands[at : at + 1], region, columns), *bands[at + 1 :]]


def _heads_figures(line: SegmentLine, columns: Columns) -> bool:
    """Whether a line has cells of a header: a text above the first row in a column of figures, beside another."""
    return len(line.segments) > 1 and any(
        segment.kind is Kind.TEXT and columns.figures[first]
        for segment in line.segments
        for first, last in (columns.covered(segment),)
        if first == last > 0
    )


def _with_first_row(region: Region, columns: Columns) -> Region:
    """The region with the upper lines of its first row taken out of its header, where rows end at their figures."""
    count = count_above(region.head, region.body, region.anchors, columns)
    if not count:
        return region
    return replace(region, head=region.head[:-count], body=[*region.head[-count:], *region.body])


def _part_head(
    bands: Bands, columns: Columns, rules: Sequence[float], *, has_head: bool
) -> tuple[Bands, Bands]:
    """Part the bands of the header from those of the rows: by the first long rule, else by what they hold."""
    if not has_head:
        return [], bands
    if rules:
        count = sum(band[0].base < rules[0] for band in bands)
        if not any(_is_row(band, columns) for band in bands[:count]):
            return bands[:count], bands[count:]
    count = 0
    while count < len(bands) - 1 and not _is_row(bands[count], columns):
        if count and is_group(bands[count], columns):
            break
        count += 1
    return bands[:count], bands[count:]


def _is_row(band: Sequence[SegmentLine], columns: Columns) -> bool:
    """Whether figures stand in columns of figures; the numbers of the columns are no figures."""
    for line in band:
        figures = [
            s
            for s in line.segments
            if s.kind in {Kind.NUMBER, Kind.INTEGER} and columns.figures[columns.at(s.middle)]
        ]
        if line.is_anchor and figures and not is_numbering([s.text for s in line.segments]):
            return True
    return False
