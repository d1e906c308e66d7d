"""From the page's own space (y upwards, unrotated) to the page as it is read (y downwards, upright)."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
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
    """

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def width(self) -> float:
        """Width as read, in points."""
        return self.top - self.bottom if self.turn % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height as read, in points."""
        return self.right - self.left if self.turn % 2 else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of page space as read."""
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def back(self, x: float, y: float) -> tuple[float, float]:
        """A point as read, in page space."""
        if self.turn == 0:
            return x + self.left, self.top - y
        if self.turn == 1:
            return y + self.left, x + self.bottom
        if self.turn == 2:
            return self.right - x, y + self.bottom
        return self.right - y, self.top - x

    def columns(
        self, boxes: Sequence[float]
    ) -> tuple[Sequence[float], Sequence[float], Sequence[float], Sequence[float]]:
        """Character boxes (left, top, right, bottom in a row) as four lists x0, y0, x1, y1 as read."""
        lefts, tops, rights, bottoms = boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4]
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
        turn = (self.turn + quarters) % 4
        return Frame(self.left, self.bottom, self.right, self.top, turn)


def frame_of(page: Any) -> Frame:
    """The frame of a page as it is shown: its crop box and rotation."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    return Frame(box.left, box.bottom, box.right, box.top, int(raw.FPDFPage_GetRotation(page)) % 4)


def shown(rect: Rect, read: Frame, page: Frame) -> Box:
    """A rectangle of the page as read, on the page as shown."""
    x0, y0, x1, y1 = rect
    if read.turn != page.turn:
        ax, ay = page.point(*read.back(x0, y0))
        bx, by = page.point(*read.back(x1, y1))
        x0, y0, x1, y1 = min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
    return Box(x0=round(x0, 2), y0=round(y0, 2), x1=round(x1, 2), y1=round(y1, 2))
