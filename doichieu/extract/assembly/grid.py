"""From raw rows to a grid: every place holds a cell or is covered by one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind, column_kind, head_kind, is_year, kind_of
from doichieu.extract.assembly.placement import align, fits, mismatch
from doichieu.extract.stream import RawCell, RawRow, RawTable, Shape

if TYPE_CHECKING:
    from collections.abc import Sequence


BLANK = RawCell(text="")
"""What stands behind a place that the medium gives no cell."""


@dataclass(slots=True)
class Slot:
    """A cell while its spans are still being found; `cell` is what the medium gave."""

    text: str
    row: int
    col: int
    row_span: int = 1
    col_span: int = 1
    cell: RawCell = BLANK


@dataclass(slots=True)
class Grid:
    """Slots by place; None where a slot above or at the left covers it.

    Attributes:
        rows: n rows of m places.
        assumed: What was assumed of lost cells, and in which rows.
    """

    rows: list[list[Slot | None]]
    assumed: dict[str, list[int]] = field(default_factory=dict)

    def texts(self, row: int) -> list[str | None]:
        """Text of a row, None where a merged cell spans."""
        return [slot.text if slot else None for slot in self.rows[row]]

    def assume(self, what: str, row: int) -> None:
        """Note an assumption about a row."""
        self.assumed.setdefault(what, []).append(row)


ROW_SPAN = "leading cells are taken as merged with the row above"
COL_SPAN = "the last text is taken as merged over the columns behind it"
LOST = "a lost cell is taken as blank"
AMBIGUOUS = "cells could belong to other columns as well"


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
        for cell in row:
            _put(grid, taken, index, cell)
    for index in range(height):
        col = taken[index].find(0)
        while col >= 0:
            grid.rows[index][col] = Slot("", index, col)
            col = taken[index].find(0, col + 1)
    return grid


def _put(grid: Grid, taken: list[bytearray], row: int, cell: RawCell) -> None:
    col = cell.col or 0
    if taken[row][col]:
        return
    if cell.row_span == 1 == cell.col_span:
        taken[row][col] = 1
        grid.rows[row][col] = Slot(cell.text, row, col, cell=cell)
        return
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
    layer = _Layer(Grid([[None] * width for _ in rows]), kinds, lossy=raw.lossy)
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


def _is_stub(slot: Slot, col: int) -> bool:
    """Whether a slot can go on in the row below: a cell of a data row that is one column wide."""
    return slot.row > 0 and slot.col == col and slot.col_span == 1


@dataclass(slots=True)
class _Layer:
    """The grid while rows are laid on it, with the slot that is lowest in each column."""

    grid: Grid
    kinds: list[Kind]
    lossy: bool
    tops: dict[int, Slot] = field(default_factory=dict)

    def put(self, row: int, cells: Sequence[RawCell], columns: Sequence[int]) -> None:
        """Lay cells into columns."""
        for cell, col in zip(cells, columns, strict=True):
            slot = Slot(cell.text, row, col, cell=cell)
            self.grid.rows[row][col] = self.tops[col] = slot

    def put_label(self, row: int, cells: Sequence[RawCell]) -> None:
        """Let the label of a group row take the columns that the row lacks."""
        texts = [index for index, cell in enumerate(cells) if kind_of(cell.text) is Kind.TEXT]
        label = texts[-1] if texts else len(cells) - 1
        missing = len(self.kinds) - len(cells)
        self.put(row, cells, [col if col <= label else col + missing for col in range(len(cells))])
        self._widen(self.tops[label], missing)

    def put_short(self, row: int, cells: Sequence[RawCell]) -> None:
        """Lay a row that has fewer cells than columns."""
        kinds = [kind_of(cell.text) for cell in cells]
        columns: Sequence[int] = range(len(cells))
        if row and not fits(kinds, self.kinds):
            placement = align(kinds, self.kinds)
            columns = placement.columns
            if not placement.unique:
                self.grid.assume(AMBIGUOUS, row)
        self.put(row, cells, columns)
        # A stub cell merged downwards hangs on a data row; the first row is the header.
        merged = bool(columns) and columns[0] > 0 and row > 1
        if merged:
            self.grid.assume(ROW_SPAN, row)
        self._fill(row, list(columns), merged=merged)

    def _fill(self, row: int, columns: list[int], *, merged: bool) -> None:
        """Decide what stands in the columns for which the row has no cell."""
        first, last = (columns[0], columns[-1]) if columns else (0, -1)
        if row and self._spans(last) and not merged and last + 1 < len(self.kinds):
            self.grid.assume(COL_SPAN, row)
            self._widen(self.tops[last], len(self.kinds) - 1 - last)
        for col in range(len(self.kinds)):
            top = self.tops.get(col)
            if col in columns or (top is not None and top.row == row):
                continue
            if (
                merged
                and top is not None
                and _is_stub(top, col)
                and (col < first or (col > last and top.text))
            ):
                top.row_span = row - top.row + 1
                continue
            if first < col < last:
                self.grid.assume(LOST, row)
            self.grid.rows[row][col] = self.tops[col] = Slot("", row, col)

    def _spans(self, col: int) -> bool:
        """Whether the last cell of a short row goes over the columns behind it: a text among figures."""
        top = self.tops.get(col)
        if top is None or kind_of(top.text) is not Kind.TEXT:
            return False
        return self.kinds[col] is Kind.NUMBER or self.lossy

    def _widen(self, slot: Slot, columns: int) -> None:
        slot.col_span += columns
        self.tops.update(dict.fromkeys(range(slot.col, slot.col + slot.col_span), slot))
