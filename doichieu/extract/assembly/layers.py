"""Rows laid on a grid one by one, where the medium lost what merged cells cover."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind, kind_of
from doichieu.extract.assembly.placement import align, fits
from doichieu.extract.assembly.slots import Grid, Slot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.stream import RawCell

ROW_SPAN = "leading cells are taken as merged with the row above"
COL_SPAN = "the last text is taken as merged over the columns behind it"
LOST = "a lost cell is taken as blank"
AMBIGUOUS = "cells could belong to other columns as well"


def _is_stub(slot: Slot, col: int) -> bool:
    """Whether a slot can go on in the row below: a cell of a data row that is one column wide."""
    return slot.row > 0 and slot.col == col and slot.col_span == 1


_DOTTED = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?")


@dataclass(slots=True)
class Layer:
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
        if cells and _DOTTED.fullmatch(cells[0].text) and self.kinds[0] in {Kind.INTEGER, Kind.MARK}:
            kinds[0] = Kind.MARK  # "3.2" below "3" is an ordinal
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
