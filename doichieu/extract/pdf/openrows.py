"""Rows of ruled tables between which no ruling stands: the columns are drawn, the rows are told by their texts."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind, is_year
from doichieu.extract.pdf.bands import find_bands, find_reach, rejoin
from doichieu.extract.pdf.bodycells import row_cells
from doichieu.extract.pdf.bodyrows import find_rows
from doichieu.extract.pdf.cells import GridCell
from doichieu.extract.pdf.columns import columns_between
from doichieu.extract.pdf.labels import cut_labels
from doichieu.extract.pdf.lines import find_lines
from doichieu.extract.pdf.segments import SegmentLine, is_figure, segment_of
from doichieu.extract.pdf.spans import lift_floats, merge_rows

if TYPE_CHECKING:
    from doichieu.extract.pdf.cells import PageTable
    from doichieu.extract.pdf.columns import Columns
    from doichieu.extract.pdf.lines import TextLine
    from doichieu.extract.pdf.ruled import Lattice
    from doichieu.extract.pdf.rulings import Interval
    from doichieu.extract.pdf.segments import Segment
    from doichieu.extract.pdf.words import Word

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
# Ordinals so many heights apart are not the digits of one that breaks.
_APART = 1.6
# How far a vertical ruling may end above or below a line that it stands beside, and text before its edge, in points.
_SLACK = 1.0


@dataclass(slots=True)
class _Slot:
    """What stands between two horizontal rulings.

    Attributes:
        cells: Cells of that height, as the rulings give them.
        lines: Its lines, cut at the vertical rulings.
        columns: The columns of the grid.
        posts: For each edge of the grid where it is drawn beside these lines.
    """

    cells: list[GridCell]
    lines: list[SegmentLine]
    columns: Columns
    posts: list[list[Interval]]


def part_rows(lattice: Lattice, table: PageTable) -> PageTable:
    """Part the rows that no ruling parts.

    Args:
        lattice: The grid that the rulings give.
        table: Its table, the words in the cells.

    Returns:
        The table with the rows that its figures, or its ordinals, tell; the same one where rulings part them.
    """
    stacked = [cell for cell in table.cells if len(cell.words) > 1 and _is_stack(cell)]
    if not stacked:
        return table
    stacks = Counter(cell.row for cell in stacked)
    ordinals = {cell.row for cell in stacked if cell.col == 0}
    rows = [row for row, count in sorted(stacks.items()) if count >= _BESIDE or row in ordinals]
    slots = {row: _slot(lattice, table, row) for row in rows}
    if not any(_tells_rows(slot) for slot in slots.values()):
        return table
    return _parted(table, {row: slot for row, slot in slots.items() if _holds_rows(slot)})


def _is_stack(cell: GridCell) -> bool:
    """Whether figures can stand below each other in a cell of one row."""
    return cell.rows == 1 and sum([line[0].text[0].isdigit() for line in cell.words]) >= _LEAST


def _slot(lattice: Lattice, table: PageTable, row: int) -> _Slot:
    cells = [cell for cell in table.cells if cell.row == row and cell.rows == 1]
    lines = find_lines(word for cell in cells for line in cell.words for word in line)
    cut = [_cut(line, lattice) for line in lines]
    top, bottom = min(cell.box[1] for cell in cells), max(cell.box[3] for cell in cells)
    posts = [[piece for piece in pieces if piece[0] < bottom and top < piece[1]] for pieces in lattice.posts]
    return _Slot(cells, cut, columns_between(lattice.xs, cut), posts)


def _cut(line: TextLine, lattice: Lattice) -> SegmentLine:
    """A line cut at the vertical rulings that stand at its height."""
    y = line.base - 0.3 * line.height
    edges = [
        x
        for x, pieces in zip(lattice.xs, lattice.posts, strict=True)
        if any(start - _SLACK <= y <= end + _SLACK for start, end in pieces)
    ]
    pieces: dict[int, list[Word]] = {}
    for word in line.words:
        pieces.setdefault(bisect_right(edges, (word.x0 + word.x1) / 2), []).append(word)
    return SegmentLine(line, [segment_of(words, line.base) for _, words in sorted(pieces.items())])


def _tells_rows(slot: _Slot) -> bool:
    """Whether several rows surely stand in a slot: three of figures or ordinals, or two that ordinals count apart."""
    figures, ordinals = _rows_of_figures(slot), _ordinals(slot)
    if max(figures, len(ordinals)) >= _TELLING:
        return True
    if len(ordinals) < _LEAST:
        return False
    apart = ordinals[1].base - ordinals[0].base
    return figures >= _LEAST or apart > _APART * slot.lines[0].line.height


def _holds_rows(slot: _Slot) -> bool:
    """Whether several rows stand in a slot of a table that leaves rows without rulings."""
    return _rows_of_figures(slot) >= _LEAST or len(_ordinals(slot)) >= _LEAST


def _rows_of_figures(slot: _Slot) -> int:
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


def _ordinals(slot: _Slot) -> list[Segment]:
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


def _parted(table: PageTable, slots: dict[int, _Slot]) -> PageTable:
    """The table with the rows of some slots apart."""
    count = max(cell.row + cell.rows for cell in table.cells)
    made = {row: _rows(slot) for row, slot in slots.items()}
    starts = [0, *accumulate(len(made.get(row, [[]])) for row in range(count))]
    cells: list[GridCell] = []
    for cell in table.cells:
        if cell.rows > 1 or cell.row not in made:
            end = starts[cell.row + cell.rows]
            cells.append(replace(cell, row=starts[cell.row], rows=end - starts[cell.row]))
    for row, rows in made.items():
        cells += [replace(cell, row=starts[row] + index) for index, own in enumerate(rows) for cell in own]
    return replace(table, cells=sorted(cells, key=lambda cell: (cell.row, cell.col)))


def _rows(slot: _Slot) -> list[list[GridCell]]:
    """The rows of a slot, blank cells where a row has no text."""
    columns = slot.columns
    lifted = lift_floats(slot.lines, columns)
    bands = find_bands(lifted.lines, find_reach(slot.lines, columns), [])
    rooms = _rooms(slot)
    rows, _ = find_rows(rejoin(cut_labels(bands, columns), columns, rooms), columns, rooms)
    heights = merge_rows(rows, lifted.floats)
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


def _widened(cells: list[GridCell], slot: _Slot) -> list[GridCell]:
    """Cells of a row, those over all columns that the rulings interrupted at its height leave to them."""
    if len(cells) > _STUB or any(cell.rows > 1 for cell in cells):
        return cells
    y = min(line[0].y1 for cell in cells for line in cell.words) - _SLACK
    ends = {
        at
        for at, pieces in enumerate(slot.posts)
        if not pieces or any(start - _SLACK <= y <= end + _SLACK for start, end in pieces)
    }
    for cell in cells:
        stop = cell.col + cell.cols
        while stop not in ends and stop + 1 < len(slot.posts) and all(other.col != stop for other in cells):
            stop += 1
        cell.cols = stop - cell.col
    return cells


def _rooms(slot: _Slot) -> dict[int, float]:
    """By column of texts how far to the right they may reach: they keep the same space at either side."""
    columns = slot.columns
    starts: dict[int, float] = {}
    for line in slot.lines:
        for segment in line.segments:
            first, last = columns.covered(segment)
            if first == last and not columns.figures[first]:
                starts[first] = min(starts.get(first, segment.x0), segment.x0)
    return {
        at: columns.edges[at + 1] - max(x0 - columns.edges[at], 0.0) - _SLACK
        for at, x0 in starts.items()
        if at not in columns.middles
    }
