"""The borders of a table in a PDF, in every way that printers' drivers draw them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from recipe.layout import Rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reportlab.pdfgen.canvas import Canvas

    from recipe.pdf_measure import SetTable
    from recipe.pdf_page import Pages

Edge = tuple[float, float, float, float]
WIDTH = 0.48  # Word's half-point border
SHORT = 1.2  # how far broken strokes stay away from the corners
APART = 0.9  # half the distance of a double border's strokes


def draw_rules(
    pages: Pages, table: SetTable, blocks: Mapping[int, tuple[float, float]], *, last: bool
) -> None:
    """Draw the borders of what stands on one page.

    Args:
        pages: Where to.
        table: The table.
        blocks: Top and bottom of each cell on this page, by its index.
        last: Whether the table ends here.
    """
    rules = pages.layout.rules
    if rules is Rules.NONE:
        return
    edges = _three(pages, table, blocks, last=last) if rules is Rules.THREE else _sides(pages, table, blocks)
    if rules in (Rules.HORIZONTAL, Rules.THREE):
        edges = [edge for edge in edges if edge[1] == edge[3]]
    if rules not in (Rules.RECTANGLES, Rules.BROKEN):
        edges = _joined(edges)
    _DRAWERS.get(rules, _draw_strokes)(pages.canvas, sorted(edges))


def _sides(pages: Pages, table: SetTable, blocks: Mapping[int, tuple[float, float]]) -> list[Edge]:
    """The four sides of every cell, each once."""
    found: set[Edge] = set()
    for owner, (top, bottom) in blocks.items():
        cell = table.cells[owner]
        x0 = round(pages.left + table.edges[cell.col], 2)
        x1 = round(pages.left + table.edges[cell.col + cell.col_span], 2)
        y0, y1 = round(bottom, 2), round(top, 2)
        found |= {(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)}
    return list(found)


def _three(
    pages: Pages, table: SetTable, blocks: Mapping[int, tuple[float, float]], *, last: bool
) -> list[Edge]:
    """Above and under the header, under merged header cells, and under the last row."""
    x0, x1 = round(pages.left, 2), round(pages.left + table.edges[-1], 2)
    header = {owner: block for owner, block in blocks.items() if table.cells[owner].row < table.header_rows}
    edges: list[Edge] = []
    if header:
        levels = (max(top for top, _ in header.values()), min(bottom for _, bottom in header.values()))
        edges += [(x0, round(y, 2), x1, round(y, 2)) for y in levels]
    for owner, (_, bottom) in header.items():
        cell = table.cells[owner]
        if cell.col_span > 1 and cell.row + cell.row_span < table.header_rows:
            ends = table.edges[cell.col] + 3, table.edges[cell.col + cell.col_span] - 3
            edges.append((pages.left + ends[0], round(bottom, 2), pages.left + ends[1], round(bottom, 2)))
    if last:
        end = round(min(bottom for _, bottom in blocks.values()), 2)
        edges.append((x0, end, x1, end))
    return edges


def _joined(edges: Iterable[Edge]) -> list[Edge]:
    """Sides that touch on one line become one stroke."""
    lines: dict[tuple[bool, float], list[tuple[float, float]]] = defaultdict(list)
    for x0, y0, x1, y1 in edges:
        flat = y0 == y1
        lines[flat, y0 if flat else x0].append((x0, x1) if flat else (y0, y1))
    out: list[Edge] = []
    for (flat, at), parts in lines.items():
        merged: list[tuple[float, float]] = []
        for start, end in sorted(parts):
            if merged and start <= merged[-1][1] + 0.02:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        out += [(start, at, end, at) if flat else (at, start, at, end) for start, end in merged]
    return out


def _draw_strokes(canvas: Canvas, edges: list[Edge]) -> None:
    canvas.setLineWidth(WIDTH)
    for edge in edges:
        canvas.line(*edge)


def _draw_dashes(canvas: Canvas, edges: list[Edge]) -> None:
    canvas.setDash(2, 2)
    _draw_strokes(canvas, edges)
    canvas.setDash()


def _draw_double(canvas: Canvas, edges: list[Edge]) -> None:
    canvas.setLineWidth(WIDTH)
    for x0, y0, x1, y1 in edges:
        dx, dy = (0.0, APART) if y0 == y1 else (APART, 0.0)
        canvas.line(x0 + dx, y0 + dy, x1 + dx, y1 + dy)
        canvas.line(x0 - dx, y0 - dy, x1 - dx, y1 - dy)


def _draw_broken(canvas: Canvas, edges: list[Edge]) -> None:
    short = [
        (x0 + SHORT, y0, x1 - SHORT, y1) if y0 == y1 else (x0, y0 + SHORT, x1, y1 - SHORT)
        for x0, y0, x1, y1 in edges
    ]
    _draw_strokes(canvas, short)


def _draw_rectangles(canvas: Canvas, edges: list[Edge]) -> None:
    for x0, y0, x1, y1 in edges:
        canvas.rect(x0 - WIDTH / 2, y0 - WIDTH / 2, x1 - x0 + WIDTH, y1 - y0 + WIDTH, stroke=0, fill=1)


_DRAWERS = {
    Rules.DASHED: _draw_dashes,
    Rules.DOUBLE: _draw_double,
    Rules.BROKEN: _draw_broken,
    Rules.RECTANGLES: _draw_rectangles,
}
