"""Tables of texts that no rulings part: rivers part their columns, the fit of their lines parts their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.pdf.cells import PageTable
from doichieu.extract.pdf.rivers.linegaps import scale_of
from doichieu.extract.pdf.rivers.rivercells import cut_lines, is_crowded
from doichieu.extract.pdf.rivers.riverdoubt import DOUBTED, FEW, layout_of, most_doubt
from doichieu.extract.pdf.rivers.riverextent import HEAD, carried_edges, count_carried, edges_of, extent_of
from doichieu.extract.pdf.rivers.riverlevels import find_across, least_head, placed_over
from doichieu.extract.pdf.rivers.rivers import find_cores
from doichieu.extract.pdf.rivers.rowfit import fit_rows
from doichieu.extract.pdf.rivers.stubs import Merged, fit_merged
from doichieu.extract.pdf.unruled.bodycells import cell_of, row_cells
from doichieu.extract.pdf.unruled.bodyrows import BodyRow
from doichieu.extract.pdf.unruled.boundaries import find_boundaries
from doichieu.extract.pdf.unruled.columns import Columns, columns_between
from doichieu.extract.pdf.unruled.headcells import find_head, has_titles
from doichieu.extract.pdf.unruled.headrules import Span, find_spans
from doichieu.extract.pdf.unruled.regions import repeated_head
from doichieu.extract.pdf.unruled.runs import is_head

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.cells import GridCell
    from doichieu.extract.pdf.rivers.linegaps import Scale
    from doichieu.extract.pdf.rivers.rowplaces import Layout
    from doichieu.extract.pdf.ruled.rulings import Ruling
    from doichieu.extract.pdf.unruled.segments import SegmentLine

# Rules that part rows are so many at least, with so few lines between them; one stands below the header, one above it.
_RULED, _BETWEEN = 3, 5
# Fewer rows tell nothing, a header apart. Of two columns alone the header has to say that the first counts the rows.
_ROWS, _COLUMNS = 2, 3
_FIRST = ("1", "01", "I")
# The next line of a cell is that much further than the usual pitch at most.
_REACH = 1.1


class Found(NamedTuple):
    """A table among lines.

    Attributes:
        start: Index of its first line.
        stop: Index behind its last one.
        table: The table.
    """

    start: int
    stop: int
    table: PageTable


def find_river_tables(
    lines: Sequence[SegmentLine], rules: Sequence[Ruling] = (), carried: Columns | None = None
) -> list[Found]:
    """Find tables of texts.

    Args:
        lines: Lines of a page outside ruled tables, from the top.
        rules: Horizontal rulings that belong to no ruled table.
        carried: Columns of the table that ends the page before.

    Returns:
        Tables from the top; those are left out that figures fill, or rules part, for these tell rows better.
    """
    if carried is None and not any(len(line.segments) >= _COLUMNS or is_head(line) for line in lines):
        return []
    if not lines:
        return []
    scale = scale_of(lines)
    found: list[Found] = []
    free = 0
    cores = find_cores(lines, scale)
    if carried is not None:
        edges = carried_edges(lines, cores[0] if cores else None, carried)
        stop = count_carried(lines, edges, scale)
        inside = _rules_inside(lines[:stop], rules)
        if len(inside) > (repeated := bool(repeated_head(lines, carried))) and not _part_rows(inside):
            stop = inside[repeated]  # the rule at its foot
        if stop and not _part_rows(inside) and (table := _table(lines[:stop], edges, scale, carried)):
            found.append(Found(0, stop, table))
            free = stop
            cores = find_cores(lines, scale, free)
    for core in cores:
        start, stop = extent_of(lines, core, scale, free)
        inside = _rules_inside(lines[start:stop], rules)
        if _part_rows(inside):
            continue
        # the upper one closes what stands above the header
        if len(inside) > 1 and inside[1] - inside[0] <= HEAD:
            above = inside.pop(0)
            start, inside = start + above, [count - above for count in inside]
        own = lines[start : start + inside[1] if len(inside) > 1 else stop]
        table = _table(own, edges_of(own, core), scale, None, inside[0] if inside else -1, rules)
        if table is not None:
            free = start + len(own)
            found.append(Found(start, free, table))
    return found


def _rules_inside(lines: Sequence[SegmentLine], rules: Sequence[Ruling]) -> list[int]:
    """How many lines stand above each rule that runs through a table."""
    if not lines or not rules:
        return []
    x0 = min(line.segments[0].x0 for line in lines)
    x1 = max(line.segments[-1].x1 for line in lines)
    counts = [
        sum(line.base < boundary.at for line in lines)
        for boundary in find_boundaries(rules, x0, x1)
        if boundary.is_full
    ]
    return [count for count in counts if 0 < count < len(lines)]


def _part_rows(inside: Sequence[int]) -> bool:
    """Whether rules that stand below so many lines part rows, and not the header and the foot alone."""
    return len(inside) >= _RULED and (inside[-1] - inside[0]) <= _BETWEEN * (len(inside) - 1)


def _table(
    lines: Sequence[SegmentLine],
    edges: Sequence[float],
    scale: Scale,
    carried: Columns | None,
    title: int = -1,
    rules: Sequence[Ruling] = (),
) -> PageTable | None:
    """The table of some lines, a header of so many where a rule tells; None where figures tell it better."""
    own = cut_lines(lines, edges, scale)
    columns = columns_between(edges, own)
    if carried is None and len(edges) <= _COLUMNS and not any(map(is_head, own[:HEAD])):
        return None
    if (carried is None or not carried.texts) and is_crowded(lines, own):
        return None
    placed = placed_over(own, columns)
    layout = layout_of(
        placed, len(columns.cores), carried.reach / _REACH if carried is not None and carried.texts else 0.0
    )
    levels, labels = find_across(placed)
    has_head = carried is None or repeated_head(lines, carried) > 0
    known = len(carried.head) if carried is not None else title
    fit = fit_rows(
        placed,
        layout,
        labels,
        known if has_head else 0,
        least=least_head(placed, levels) if known < 0 else 0,
        goes_on=carried is not None,
    )
    head = fit.rows[0][1] + 1 if has_head else 0
    stubs = carried.stubs if carried is not None else None
    rows = (None if labels else fit_merged(placed, layout, head, fit, stubs)) or Merged(
        [BodyRow(own[a].base, [entry for line in placed[a : b + 1] for entry in line]) for a, b in fit.rows],
        {},
        fit.cost,
    )
    body = rows.rows[has_head:]
    if carried is not None and carried.texts:
        if not body:
            return None
    elif not _is_told(rows, body, layout, len(own)):
        return None
    spans = find_spans(own[:head], own[head:], rules) if title > 0 else []
    leveled = any(at < head for at in levels) or bool(spans)
    leveled = leveled or (title == head > 0 and has_titles(own[:head], columns, _REACH * layout.pitch))
    made, depth = _head(own[:head], rows.rows[0], columns, layout, spans, leveled=leveled)
    for index, row in enumerate(body):
        made += row_cells(row, index, depth, columns, rows.heights)
    if carried is None:
        columns.head = tuple(line.line.text for line in own[:head])
        columns.reach, columns.texts, columns.stubs = _REACH * layout.pitch, True, rows.stubs
    top, bottom = min(line.line.box[1] for line in own), max(line.line.box[3] for line in own)
    return PageTable(
        (edges[0], top, edges[-1], bottom),
        made,
        ruled=False,
        sure=rows.cost < DOUBTED * len(rows.rows),
        xs=(carried or columns).edges,
        header=depth,
        columns=carried or columns,
    )


def _is_told(fit: Merged, body: Sequence[BodyRow], layout: Layout, lines: int) -> bool:
    """Whether lines fit together as rows; rows of a line each, uncounted, have to be more."""
    plain = not layout.counted and len(fit.rows) == lines
    if len(body) < (1 if _counts_first(body) else FEW if plain else _ROWS):
        return False
    most = most_doubt(body, len(layout.rooms), merged=bool(fit.heights))
    return fit.cost <= most * len(fit.rows)


def _counts_first(body: Sequence[BodyRow]) -> bool:
    """Whether a row alone on its page counts as the first of a table."""
    ordinal = [segment for row in body[:1] for segment, _, last in row.segments if last == 0]
    return len(ordinal) == 1 and ordinal[0].text.strip(".") in _FIRST


def _head(
    lines: Sequence[SegmentLine],
    row: BodyRow,
    columns: Columns,
    layout: Layout,
    spans: Sequence[Span],
    *,
    leveled: bool,
) -> tuple[list[GridCell], int]:
    """Cells of the header, and how many rows it has."""
    if not lines:
        return [], 0
    if not leveled:
        return row_cells(row, 0, 0, columns, {}), 1
    cells, depth = find_head(lines, columns, _REACH * layout.pitch, spans)
    return [cell_of(c.level, c.depth, c.first, c.last, c.segments, columns) for c in cells], depth
