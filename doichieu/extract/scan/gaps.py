"""Tables of worn pages whose rows do not come out even: from there on cells are in doubt, for they can be another row's."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from doichieu.extract.pdf.cells import GridCell, PageTable
    from doichieu.extract.scan.engine import Reading

# A dash beside a figure can be the rest of a ruling.
_FIGURE = re.compile(r"[-+−–(]?\d[\d.,]*%?\)?\*{0,4}")
_ORDINAL = re.compile(r"(\d{1,3})[.)]?")
# Numbers of rows stand in a first column that has so many of them, and they are so large a part of its texts.
_MANY, _MOSTLY = 3, 0.6
# A column of figures has one in so large a share of its cells.
_NEARLY = 0.7
# Cells in doubt are no surer than this.
_DOUBT = 0.85


def uneven_from(table: PageTable) -> int | None:
    """The first row of a table from which on rows may be missing or in each other's place; None where all is even.

    Args:
        table: A table of one page.
    """
    rows = [cell.row for cell in table.cells if _is_stacked(cell)]
    rows += _breaks([cell for cell in table.cells if cell.col == 0])
    return min(rows, default=None)


def _is_stacked(cell: GridCell) -> bool:
    """Whether a cell holds figures below each other that are not one broken figure, or one figure over several rows."""
    lines = cell.lines
    figures = sum(bool(_FIGURE.fullmatch(line)) for line in lines)
    if figures == len(lines) == 1:
        return cell.rows > 1
    return figures > 1 and (" " in cell.text or _counts_up(lines))


def _counts_up(lines: Sequence[str]) -> bool:
    numbers = [_ORDINAL.fullmatch(line) for line in lines]
    found = [int(number[1]) for number in numbers if number]
    return len(found) == len(lines) and all(below == above + 1 for above, below in pairwise(found))


def _breaks(column: Sequence[GridCell]) -> list[int]:
    """Rows whose number is further from the one before than the row is: rows between them are missing."""
    numbers = [(cell.row, _ORDINAL.fullmatch(cell.text)) for cell in column if cell.words]
    found = [(row, int(match[1])) for row, match in numbers if match]
    if len(found) < max(_MANY, _MOSTLY * len(numbers)):
        return []
    return [row for (top, above), (row, number) in pairwise(found) if number - above > row - top]


def blank_rows(table: PageTable) -> list[int]:
    """Rows of a table with a blank cell in a column that holds a figure in nearly all others.

    Args:
        table: A table of one page.
    """
    columns: dict[int, list[GridCell]] = {}
    for cell in table.cells:
        columns.setdefault(cell.col, []).append(cell)
    rows: set[int] = set()
    for cells in columns.values():
        figures = sum(_has_figure(cell) for cell in cells)
        if figures >= max(_MANY, _NEARLY * len(cells)):
            rows |= {cell.row for cell in cells if not cell.words}
    return sorted(rows)


def _has_figure(cell: GridCell) -> bool:
    return any(any(map(str.isdigit, line)) for line in cell.lines)


def doubted(table: PageTable, first: int, readings: Mapping[int, Reading]) -> dict[int, Reading]:
    """What the recogniser says, less sure of a table from a row on; no other reading would mend a wrong row.

    Args:
        table: A table of one page.
        first: The row.
        readings: For each word of the page, by its `start`, the reading of its line.
    """
    words = [word for cell in table.cells if cell.row >= first for line in cell.words for word in line]
    found = dict(readings)
    for word in words:
        if (reading := found.get(word.start)) is not None:
            found[word.start] = replace(reading, confidence=min(reading.confidence, _DOUBT), others=())
    return found
