"""Where the places of a page that was made flat lie on its picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from doichieu.extract.pdf.frame import Rect

Rows = tuple[tuple[float, ...], ...]


class Mesh(NamedTuple):
    """Points spread evenly over a flat page, its edges included, and how far from there each lies on the picture.

    Attributes:
        width: Width of the page in points.
        height: Its height.
        across: How far to the right, in points, by row and column.
        down: How far down.
    """

    width: float
    height: float
    across: Rows
    down: Rows

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A place of the flat page on the picture; beyond the page it is as at its edge."""
        return x + self._at(self.across, x, y), y + self._at(self.down, x, y)

    def box(self, rect: Rect) -> Rect:
        """The smallest upright rectangle around a rectangle of the flat page as it lies on the picture."""
        x0, y0, x1, y1 = rect
        edges = [(x, y) for x in (x0, (x0 + x1) / 2, x1) for y in (y0, (y0 + y1) / 2, y1)]
        points = [self.point(x, y) for x, y in edges]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return min(xs), min(ys), max(xs), max(ys)

    def _at(self, rows: Rows, x: float, y: float) -> float:
        """The value at a place, between the four points about it."""
        row, low = _step(y / self.height, len(rows))
        col, left = _step(x / self.width, len(rows[0]))
        upper, lower = (line[col] + (line[col + 1] - line[col]) * left for line in rows[row : row + 2])
        return upper + (lower - upper) * low


def _step(part: float, points: int) -> tuple[int, float]:
    """The point before a place, and how far it is from there to the next, 0 to 1."""
    place = min(max(part, 0.0), 1.0) * (points - 1)
    index = min(int(place), points - 2)
    return index, place - index
