"""Rows of ruled tables between which no ruling stands: the columns are drawn, the rows are told by their texts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind, is_year
from doichieu.extract.pdf.cells import GridCell
from doichieu.extract.pdf.ruled.openslots import SLACK, Slot, rooms_of, slot_of
from doichieu.extract.pdf.ruled.opentexts import can_hold_texts, rows_of_texts
from doichieu.extract.pdf.unruled.bands import find_bands, find_reach, rejoin
from doichieu.extract.pdf.unruled.bodycells import row_cells
from doichieu.extract.pdf.unruled.bodyrows import find_rows
from doichieu.extract.pdf.unruled.labels import cut_labels
from doichieu.extract.pdf.unruled.segments import is_figure
from doichieu.extract.pdf.unruled.spans import lift_floats, merge_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from doichieu.extract.pdf.cells import PageTable
    from doichieu.extract.pdf.ruled.lattices import Lattice
    from doichieu.extract.pdf.unruled.bodyrows import BodyRow
    from doichieu.extract.pdf.unruled.segments import Segment

# By slot its rows, each its cells.
_Parts = dict[int, list[list[GridCell]]]

# So many rows tell that a table leaves them without rulings; then so many in another slot are rows too.
_TELLING, _LEAST = 3, 2
# Figures stand beside each other in that many columns of a row.
_BESIDE = 2
# A row of a group's label has no more cells: its mark and its text.
_STUB = 2
# That part of the columns is filled in such rows at least.
_FILLED = 0.4
# A figure that breaks in a narrow cell has no more lines.
_BROKEN = 4
# That part of the lines of a table stand in slots that texts part.
_MOSTLY = 0.5
# Ordinals so many heights apart are not the digits of one that breaks.
_APART = 1.6


def part_rows(lattice: Lattice, table: PageTable, *, bare: bool = False) -> PageTable:
    """Part the rows that no ruling parts.

    Args:
        lattice: The grid that the rulings give.
        table: Its table, the words in the cells.
        bare: Whether no horizontal ruling shows that it is a table, so that texts do not tell rows.

    Returns:
        The table with the rows that its figures, its ordinals or its texts tell; the same one where rulings part them.
    """
    tall = [cell for cell in table.cells if len(cell.words) > 1 and cell.rows == 1]
    stacked = [cell for cell in tall if _is_stack(cell)]
    stacks = Counter(cell.row for cell in stacked)
    ordinals = {cell.row for cell in stacked if cell.col == 0}
    rows = [row for row, count in sorted(stacks.items()) if count >= _BESIDE or row in ordinals]
    slots = {row: slot_of(lattice, table, row) for row in rows}
    if any(_tells_rows(slot) for slot in slots.values()):
        held = {row: slot for row, slot in slots.items() if _holds_rows(slot)}
        return _parted(table, {row: _rows(slot) for row, slot in held.items()})
    return table if bare else _parted(table, _rows_of_texts(lattice, table, tall))


def _is_stack(cell: GridCell) -> bool:
    """Whether figures can stand below each other in a cell."""
    return sum([line[0].text[0].isdigit() for line in cell.words]) >= _LEAST


def _tells_rows(slot: Slot) -> bool:
    """Whether several rows surely stand in a slot: three of figures or ordinals, or two that ordinals count apart."""
    figures, ordinals = _rows_of_figures(slot), _ordinals(slot)
    if max(figures, len(ordinals)) >= _TELLING:
        return True
    if len(ordinals) < _LEAST:
        return False
    apart = ordinals[1].base - ordinals[0].base
    return figures >= _LEAST or apart > _APART * slot.lines[0].line.height


def _holds_rows(slot: Slot) -> bool:
    """Whether several rows stand in a slot of a table that leaves rows without rulings."""
    return _rows_of_figures(slot) >= _LEAST or len(_ordinals(slot)) >= _LEAST


def _rows_of_figures(slot: Slot) -> int:
    """Lines with figures side by side, those left out that break in their cells; 0 where most columns are blank."""
    broken = {cell.col for cell in slot.cells if _is_broken(cell)}
    columns = {at for at, figures in enumerate(slot.columns.figures) if figures and at not in broken}
    rows = [
        line
        for line in slot.lines
        if sum(
            is_figure(segment.kind)
            and not is_year(segment.text)
            and slot.columns.at(segment.middle) in columns
            for segment in line.segments
        )
        >= _BESIDE
    ]
    # the scales of a chart have figures at two sides and nothing between
    filled = sum(len(line.segments) for line in rows)
    return len(rows) if filled >= _FILLED * len(rows) * len(slot.columns.cores) else 0


def _is_broken(cell: GridCell) -> bool:
    """Whether the lines of a cell are one figure that was too wide for it."""
    return 1 < len(cell.words) <= _BROKEN and " " not in cell.text


def _ordinals(slot: Slot) -> list[Segment]:
    """What the first column holds if it is ordinals that count up, the marks of groups between them, else nothing."""
    edge = slot.columns.edges[1]
    found = [line.segments[0] for line in slot.lines if line.segments[0].x1 <= edge]
    numbers: list[int] = []
    anew = True
    for segment in found:
        text = segment.text.rstrip(".)")
        if segment.kind is Kind.MARK:
            anew = True
        elif not text.isdecimal() or (
            numbers and int(text) != numbers[-1] + 1 and not (anew and text == "1")
        ):
            return []
        else:
            numbers.append(int(text))
            anew = False
    return found if numbers else []


def _rows_of_texts(lattice: Lattice, table: PageTable, tall: Sequence[GridCell]) -> _Parts:
    """The rows of slots that hold several rows of texts."""
    made: _Parts = {}
    for row, own in groupby(sorted(tall, key=lambda cell: cell.row), lambda cell: cell.row):
        if can_hold_texts(list(own)):
            slot = slot_of(lattice, table, row)
            if (found := rows_of_texts(slot.lines, slot.columns, rooms_of(slot))) is not None:
                made[row] = _cells(found.rows, found.heights, slot)
    if not made:
        return made
    # where rulings part most rows, one of them can hold a list in each cell
    heights: Counter[int] = Counter()
    for cell in table.cells:
        heights[cell.row] = max(heights[cell.row], len(cell.words))
    return made if sum(heights[row] for row in made) > _MOSTLY * heights.total() else {}


def _parted(table: PageTable, made: _Parts) -> PageTable:
    """The table with the rows of some slots apart."""
    if not made:
        return table
    count = max(cell.row + cell.rows for cell in table.cells)
    starts = [0, *accumulate(len(made.get(row, [[]])) for row in range(count))]
    cells: list[GridCell] = []
    for cell in table.cells:
        if cell.rows > 1 or cell.row not in made:
            end = starts[cell.row + cell.rows]
            cells.append(replace(cell, row=starts[cell.row], rows=end - starts[cell.row]))
    for row, rows in made.items():
        cells += [replace(cell, row=starts[row] + index) for index, own in enumerate(rows) for cell in own]
    return replace(table, cells=sorted(cells, key=lambda cell: (cell.row, cell.col)))


def _rows(slot: Slot) -> list[list[GridCell]]:
    """The rows of a slot, blank cells where a row has no text."""
    columns = slot.columns
    lifted = lift_floats(slot.lines, columns)
    bands = find_bands(lifted.lines, find_reach(slot.lines, columns), [])
    rooms = rooms_of(slot)
    rows, _ = find_rows(rejoin(cut_labels(bands, columns), columns, rooms), columns, rooms)
    return _cells(rows, merge_rows(rows, lifted.floats), slot)


def _cells(
    rows: Sequence[BodyRow], heights: Mapping[tuple[int, int], int], slot: Slot
) -> list[list[GridCell]]:
    """The cells of rows."""
    columns = slot.columns
    own = {col for cell in slot.cells for col in range(cell.col, cell.col + cell.cols)}
    made: list[list[GridCell]] = []
    taken: set[tuple[int, int]] = set()
    for index, row in enumerate(rows):
        cells = _widened(row_cells(row, index, 0, columns, heights), slot)
        taken |= {
            (cell.row + down, cell.col + right)
            for cell in cells
            for down in range(cell.rows)
            for right in range(cell.cols)
        }
        top, bottom = min(cell.box[1] for cell in cells), max(cell.box[3] for cell in cells)
        cells += [
            GridCell(index, col, 1, 1, (columns.edges[col], top, columns.edges[col + 1], bottom))
            for col in own
            if (index, col) not in taken
        ]
        made.append(cells)
    return made


def _widened(cells: list[GridCell], slot: Slot) -> list[GridCell]:
    """Cells of a row, those over all columns that the rulings interrupted at its height leave to them."""
    if len(cells) > _STUB or any(cell.rows > 1 for cell in cells):
        return cells
    y = min(line[0].y1 for cell in cells for line in cell.words) - SLACK
    ends = {
        at
        for at, pieces in enumerate(slot.posts)
        if not pieces or any(start - SLACK <= y <= end + SLACK for start, end in pieces)
    }
    for cell in cells:
        stop = cell.col + cell.cols
        while stop not in ends and stop + 1 < len(slot.posts) and all(other.col != stop for other in cells):
            stop += 1
        cell.cols = stop - cell.col
    return cells
