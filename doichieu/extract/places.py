"""Which cell stands at a place of a page: issues about a rectangle name the table and the cell they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from doichieu.extract.stream import Place
    from doichieu.model import Box, Cell, Table

# Rectangles are rounded to hundredths of a point.
_NEAR = 0.05


def table_at(tables: Sequence[Table], place: Place | None) -> tuple[str | None, int | None, int | None]:
    """The table at a place, and the row and column when the place is that of one cell.

    Args:
        tables: Tables of the paper.
        place: Page and rectangle; nothing is there without a rectangle.

    Returns:
        Its ID, row and column, each None where nothing tells.
    """
    if place is None or place.box is None:
        return None, None, None
    for table in tables:
        placed = list(_placed(table, place.page))
        inside = [(cell, box) for cell, box in placed if _holds(place.box, box)]
        around = [(cell, box) for cell, box in placed if _holds(box, place.box)]
        if around:
            cell = around[0][0]
            return table.table_id, cell.row, cell.col
        if len(inside) > 1:
            return table.table_id, None, None
        if inside:
            return table.table_id, inside[0][0].row, inside[0][0].col
        if placed and _between(placed, place.box):
            return table.table_id, _level(placed, place.box), _upright(placed, place.box)
    return None, None, None


def _placed(table: Table, page: int) -> Iterator[tuple[Cell, Box]]:
    for cell in table.cells:
        if cell.locator.page == page and cell.locator.box is not None:
            yield cell, cell.locator.box


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.x0 <= inner.x0 + _NEAR
        and outer.y0 <= inner.y0 + _NEAR
        and outer.x1 >= inner.x1 - _NEAR
        and outer.y1 >= inner.y1 - _NEAR
    )


def _between(placed: Sequence[tuple[Cell, Box]], box: Box) -> bool:
    """Whether the middle of a rectangle stands within the cells of a table: a blank without a cell of its own."""
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return min(b.x0 for _, b in placed) <= x <= max(b.x1 for _, b in placed) and (
        min(b.y0 for _, b in placed) <= y <= max(b.y1 for _, b in placed)
    )


def _level(placed: Sequence[tuple[Cell, Box]], box: Box) -> int | None:
    y = (box.y0 + box.y1) / 2
    return next((cell.row for cell, b in placed if cell.row_span == 1 and b.y0 <= y <= b.y1), None)


def _upright(placed: Sequence[tuple[Cell, Box]], box: Box) -> int | None:
    x = (box.x0 + box.x1) / 2
    return next((cell.col for cell, b in placed if cell.col_span == 1 and b.x0 <= x <= b.x1), None)
