"""From the page's own space (y upwards, unrotated) to the page as it is read (y downwards, upright)."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from doichieu.extract.pdf.pdfium import raw
from doichieu.model import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

Rect = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """A page's rectangle and how many quarter turns clockwise it is read at.

    Attributes:
        left: Left edge in page space.
        bottom: Bottom edge.
        right: Right edge.
        top: Top edge.
        turn: Quarter turns clockwise, 0 to 3.
        zoom: Points of the page that are one point as read; not 1 for a picture whose page states no sheet's size.
    """

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0
    zoom: float = 1.0

    @property
    def width(self) -> float:
        """Width as read, in points."""
        return (self.top - self.bottom if self.turn % 2 else self.right - self.left) / self.zoom

    @property
    def height(self) -> float:
        """Height as read, in points."""
        return (self.right - self.left if self.turn % 2 else self.top - self.bottom) / self.zoom

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as read, in points."""
        return self.width, self.height

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle, in page space."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of page space as read."""
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def rect(self, left: float, bottom: float, right: float, top: float) -> Rect:
        """An upright rectangle of page space as read."""
        if self.turn == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        ax, ay = self.point(left, bottom)
        bx, by = self.point(right, top)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def back(self, x: float, y: float) -> tuple[float, float]:
        """A point as read, in page space."""
        if self.turn == 0:
            return x + self.left, self.top - y
        if self.turn == 1:
            return y + self.left, x + self.bottom
        if self.turn == 2:
            return self.right - x, y + self.bottom
        return self.right - y, self.top - x

    def levels(self, points: Sequence[float]) -> list[float]:
        """Points (x, y in a row) as their heights y as read."""
        if self.turn % 2 == 0:
            ys, b, d = points[1::2], self.bottom, self.top
            return [y - b for y in ys] if self.turn else [d - y for y in ys]
        xs, a, c = points[0::2], self.left, self.right
        return [x - a for x in xs] if self.turn == 1 else [c - x for x in xs]

    def columns(
        self, sides: Sequence[Sequence[float]]
    ) -> tuple[Sequence[float], Sequence[float], Sequence[float], Sequence[float]]:
        """Left, top, right and bottom sides of boxes as four lists x0, y0, x1, y1 as read."""
        lefts, tops, rights, bottoms = sides
        a, b, c, d = self.left, self.bottom, self.right, self.top
        if self.turn == 0:
            return (
                [v - a for v in lefts],
                [d - v for v in tops],
                [v - a for v in rights],
                [d - v for v in bottoms],
            )
        if self.turn == 1:
            return (
                [v - b for v in bottoms],
                [v - a for v in lefts],
                [v - b for v in tops],
                [v - a for v in rights],
            )
        if self.turn == 2:
            return (
                [c - v for v in rights],
                [v - b for v in bottoms],
                [c - v for v in lefts],
                [v - b for v in tops],
            )
        return (
            [d - v for v in tops],
            [c - v for v in rights],
            [d - v for v in bottoms],
            [c - v for v in lefts],
        )

    def turned(self, quarters: int) -> Frame:
        """The frame turned further clockwise."""
        return replace(self, turn=(self.turn + quarters) % 4) if quarters % 4 else self

    def zoomed(self, zoom: float) -> Frame:
        """The frame read so that this many points of the page are one."""
        return replace(self, zoom=zoom)


def frame_of(page: Any) -> Frame:
    """The frame of a page as it is shown: its crop box and rotation."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    return Frame(box.left, box.bottom, box.right, box.top, int(raw.FPDFPage_GetRotation(page)) % 4)


def shown(rect: Rect, read: Frame, page: Frame) -> Box:
    """A rectangle of the page as read, on the page as shown."""
    x0, y0, x1, y1 = rect
    if read.zoom != 1.0:
        x0, y0, x1, y1 = (value * read.zoom for value in rect)
    if read.turn != page.turn:
        ax, ay = page.point(*read.back(x0, y0))
        bx, by = page.point(*read.back(x1, y1))
        x0, y0, x1, y1 = min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
    at = _hundredths
    # what the class itself does, without a call of its own for each of thousands of cells
    return tuple.__new__(Box, (at[x0], at[y0], at[x1], at[y1]))


class _Hundredths(dict[float, float]):
    """Lengths rounded; the cells of a grid share their edges, and rounding takes longer than looking it up."""

    MOST = 4096

    def __missing__(self, value: float) -> float:
        if len(self) >= self.MOST:
            self.clear()
        # zero has no sign, for lengths that are equal share one result
        rounded = self[value] = round(value, 2) + 0.0
        return rounded


_hundredths = _Hundredths()


def tilted(rect: Rect, read: Frame, skew: float) -> Rect:
    """A rectangle of a page that was straightened, as it lies on the page itself.

    Args:
        rect: Rectangle as read.
        read: Frame of the page as read.
        skew: Degrees counter-clockwise that the page was turned by about its middle to be level.

    Returns:
        The smallest upright rectangle around it.
    """
    if not skew:
        return rect
    cos, sin = math.cos(math.radians(skew)), math.sin(math.radians(skew))
    across, down = read.width / 2, read.height / 2
    corners = [(x - across, y - down) for x in rect[0::2] for y in rect[1::2]]
    xs = [across + x * cos - y * sin for x, y in corners]
    ys = [down + x * sin + y * cos for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)
