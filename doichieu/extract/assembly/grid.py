"""From raw rows to a grid: every place holds a cell or is covered by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind, column_kind, head_kind, is_year, kind_of
from doichieu.extract.assembly.layers import Layer
from doichieu.extract.assembly.placement import mismatch
from doichieu.extract.assembly.slots import BLANK, Grid, Slot
from doichieu.extract.stream import RawCell, RawRow, RawTable, Shape

if TYPE_CHECKING:
    from collections.abc import Sequence


def build_grid(raw: RawTable) -> Grid:
    """Lay raw rows out as a grid.

    Args:
        raw: Rows of one table, fragments already joined.

    Returns:
        The grid, with what was assumed where cells were lost on the way to text.
    """
    return _given(raw) if raw.shape is Shape.GIVEN else _ordered(raw)


def _given(raw: RawTable) -> Grid:
    """Place cells whose columns and spans the medium states; holes become blank cells."""
    width, height = raw.width, len(raw.rows)
    grid = Grid([[None] * width for _ in range(height)])
    taken = [bytearray(width) for _ in range(height)]
    for index, row in enumerate(raw.rows):
        slots, own = grid.rows[index], taken[index]
        for cell in row:
            col = cell.col or 0
            if own[col]:
                continue
            if cell.row_span == 1 == cell.col_span:
                own[col] = 1
                slots[col] = Slot(cell.text, index, col, cell=cell)
            else:
                _span(grid, taken, index, cell)
    for index in range(height):
        col = taken[index].find(0)
        while col >= 0:
            grid.rows[index][col] = Slot("", index, col)
            col = taken[index].find(0, col + 1)
    return grid


def _span(grid: Grid, taken: list[bytearray], row: int, cell: RawCell) -> None:
    """Place a cell over several places, as far as they are free."""
    col = cell.col or 0
    rows = min(cell.row_span, len(taken) - row)
    cols = next((step for step in range(1, cell.col_span) if taken[row][col + step]), cell.col_span)
    for below in range(rows):
        if any(taken[row + below][col : col + cols]):
            rows = below
            break
        taken[row + below][col : col + cols] = b"\x01" * cols
    grid.rows[row][col] = Slot(cell.text, row, col, rows, cols, cell)


def _ordered(raw: RawTable) -> Grid:
    """Place cells that only stand in order; rows with too few are aligned with the columns."""
    width = _width(raw)
    rows = [row[:width] for row in raw.rows]
    kinds = _column_kinds(rows, width)
    rows = _spread(rows, kinds) if raw.shape is Shape.PIPES else rows
    layer = Layer(Grid([[None] * width for _ in rows]), kinds, lossy=raw.lossy)
    for index, row in enumerate(rows):
        real = [cell for cell in row if not cell.pad]
        if len(real) == width:
            layer.put(index, real, range(width))
        elif _is_label(real, raw.shape):
            layer.put_label(index, real)
        else:
            layer.put_short(index, real)
    return layer.grid


def _width(raw: RawTable) -> int:
    """Columns of the table: blanks that stick out behind the first row are line-end tabs, not columns."""
    return max(len(raw.rows[0]), *(_filled(row) for row in raw.rows))


def _filled(row: RawRow) -> int:
    size = len(row)
    while size and not row[size - 1].text:
        size -= 1
    return size


def _column_kinds(rows: Sequence[RawRow], width: int) -> list[Kind]:
    """Kinds of the columns, learned from the full rows below the first, else from the header words."""
    head = [cell.text for cell in rows[0]] + [""] * width
    full = [row for row in rows[1:] if sum(not cell.pad for cell in row) == width]
    kinds = [column_kind((row[col].text for row in full), head[col]) for col in range(width)]
    kinds = [kind if kind is not Kind.BLANK else head_kind(head[col]) for col, kind in enumerate(kinds)]
    stub = next((col for col, kind in enumerate(kinds) if kind is not Kind.INTEGER), 0)
    if kinds[stub] is Kind.BLANK:
        kinds[stub] = Kind.TEXT  # what stands behind the ordinal is what the row names
    return kinds


def _spread(rows: list[RawRow], kinds: Sequence[Kind]) -> list[RawRow]:
    """Put the labels of a second header row back under the first row's merged cells.

    Of n columns the first row kept k cells, m of them merged; the second row kept the n - k + m labels below.
    """
    tops, labels = ([cell for cell in row if not cell.pad] for row in (rows * 2)[:2])
    width, lost = len(kinds), len(kinds) - len(tops)
    merged = len(labels) - lost
    texts = [cell.text for cell in labels]
    if not (0 < lost < len(labels) < width and 0 < merged <= len(tops)) or len(labels) % merged:
        return rows
    if not all(text and (is_year(text) or kind_of(text) is Kind.TEXT) for text in texts):
        return rows
    share = len(labels) // merged
    heads = [head_kind(cell.text) for cell in tops]
    starts = range(len(tops) - merged, -1, -1)
    start = min(starts, key=lambda at: _misfit(heads, kinds, at, merged, share))
    first: list[RawCell] = []
    for index, cell in enumerate(tops):
        inside = start <= index < start + merged
        first += [cell] + [BLANK] * (share - 1 if inside else 0)
    second = [BLANK] * start + labels + [BLANK] * (width - start - len(labels))
    return [tuple(first), tuple(second), *rows[2:]]


def _misfit(heads: Sequence[Kind], kinds: Sequence[Kind], start: int, merged: int, share: int) -> int:
    """How badly headers fit their columns when the merged ones begin at a place."""
    grown = len(kinds) - len(heads)
    columns = [
        *kinds[:start],
        *kinds[start : start + merged * share : share],
        *kinds[start + merged + grown :],
    ]
    under = sum(kind is not Kind.NUMBER for kind in kinds[start : start + merged * share])
    return under + sum(mismatch(head, kind) > 0 for head, kind in zip(heads, columns, strict=False))


def _is_label(cells: Sequence[RawCell], shape: Shape) -> bool:
    """Whether a short row is a group row: a lone text, or, where cells are never padded, no figure."""
    kinds = [kind_of(cell.text) for cell in cells]
    if len(kinds) == 1:
        return kinds[0] in {Kind.TEXT, Kind.MARK}
    return shape is Shape.STACKED and not any(kind in {Kind.NUMBER, Kind.INTEGER} for kind in kinds[1:])
