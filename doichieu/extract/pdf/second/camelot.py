"""camelot as a second reader of tables."""

from __future__ import annotations

import importlib
import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Any

from doichieu.extract.pdf.second.grid import overlap, table_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from doichieu.extract.pdf.cells import PageTable
    from doichieu.extract.pdf.frame import Frame, Rect

# Room around a region, in points: camelot leaves out lines that reach over its edge.
_AROUND = 4.0
# camelot takes a region for a hint and reads what else it finds on the page as well.
_INSIDE = 0.5
# Without rulings; "hybrid" gives what "network" gives there and takes four times as long over it.
_FLAVORS = ("network", "stream")


class Camelot:
    """A PDF for camelot, which opens it anew for each page.

    Args:
        data: Content of the file.
        frames: Frame of each page as it is shown; camelot counts from the bottom left of the uncropped page.
    """

    name = "camelot"

    def __init__(self, data: bytes, frames: Mapping[int, Frame]) -> None:
        self._module = importlib.import_module("camelot")
        self._data = data
        self._frames = frames

    def close(self) -> None:
        """Nothing is open."""

    def tables(self, number: int) -> list[PageTable]:
        """The tables that rulings give on a page (1-based)."""
        # The drawing of the page as it is, not a picture of it: four times as fast and as exact.
        return self._read(number, flavor="lattice", engine="vector")

    def region(self, number: int, box: Rect) -> list[PageTable]:
        """The tables in a rectangle of a page, each way of telling columns by how words are aligned."""
        left, top = self._origin(number)
        x0, y0, x1, y1 = box
        sides = left + x0 - _AROUND, top - y0 + _AROUND, left + x1 + _AROUND, top - y1 - _AROUND
        area = ",".join(f"{max(side, 0.0):.2f}" for side in sides)
        found = [
            table for flavor in _FLAVORS for table in self._read(number, flavor=flavor, table_areas=[area])
        ]
        return [table for table in found if overlap(table.box, box) > _INSIDE]

    def _origin(self, number: int) -> tuple[float, float]:
        """The top left of a page as it is shown, as camelot counts."""
        frame = self._frames[number]
        return (0.0, frame.height) if frame.turn else (frame.left, frame.top)

    def _read(self, number: int, **how: Any) -> list[PageTable]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of pages without tables
            tables = self._module.read_pdf(
                BytesIO(self._data), pages=str(number), suppress_stdout=True, **how
            )
        found = (table_of(_cells(table, *self._origin(number))) for table in tables)
        return [table for table in found if table is not None]


def _cells(table: Any, left: float, top: float) -> list[tuple[Rect, str]]:
    """Every cell of a table once: places without a ruling between them are one."""
    grid, texts = table.cells, table.df.values.tolist()
    taken: set[tuple[int, int]] = set()
    found: list[tuple[Rect, str]] = []
    for row, cells in enumerate(grid):
        for col, cell in enumerate(cells):
            if (row, col) in taken:
                continue
            rows, cols = _span(grid, row, col, taken)
            places = [(r, c) for r in range(row, row + rows) for c in range(col, col + cols)]
            taken.update(places)
            last = grid[row + rows - 1][col + cols - 1]
            text = "\n".join(str(texts[r][c]) for r, c in places if texts[r][c])
            found.append(((cell.x1 - left, top - cell.y2, last.x2 - left, top - last.y1), text))
    return found


def _span(grid: Sequence[Sequence[Any]], row: int, col: int, taken: set[tuple[int, int]]) -> tuple[int, int]:
    """Rows and columns of the cell that begins at a place."""
    cols = 1
    while (
        col + cols < len(grid[row]) and not grid[row][col + cols - 1].right and (row, col + cols) not in taken
    ):
        cols += 1
    rows = 1
    while row + rows < len(grid) and not any(cell.bottom for cell in grid[row + rows - 1][col : col + cols]):
        rows += 1
    return rows, cols
