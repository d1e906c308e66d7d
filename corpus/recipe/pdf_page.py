"""The pages of a PDF: paper size, margins, where the next line goes, what stands at the head and foot."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from reportlab import rl_config
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from recipe.layout import Place
from recipe.pdf_text import draw_line, text_width

if TYPE_CHECKING:
    from recipe.layout import Layout

# Streams in binary, as every producer writes them: ASCII 85 only makes them a quarter longer.
rl_config.useA85 = 0
A4 = (210 * mm, 297 * mm)
# Margins of Nghị định 30/2020/NĐ-CP, phụ lục I: 20 above and below, 30 at the left, 20 at the right.
LEFT, RIGHT, EDGE = 30 * mm, 20 * mm, 20 * mm
SMALL = 11


class Pages:
    """A PDF being written, from the top of each page to its bottom.

    Attributes:
        canvas: What is drawn on.
        layout: How.
        y: Where the next block begins, in points from the bottom of the page.
    """

    def __init__(self, layout: Layout, title: str) -> None:
        self.layout = layout
        self._buffer = BytesIO()
        lying = layout.landscape or layout.rotated
        # reportlab takes the size as shown: a turned page gets an upright MediaBox by itself.
        self._width, self._height = A4[::-1] if lying else A4
        self.canvas = Canvas(
            self._buffer, pagesize=(self._width, self._height), invariant=1, pageCompression=1, lang="vi"
        )
        self.canvas.setTitle(title)
        self.canvas.setAuthor("doichieu")
        self.canvas.setCreator("doichieu")
        self.number = 0
        self.y = 0.0
        self.turn()

    @property
    def left(self) -> float:
        """Left edge of the text."""
        return LEFT

    @property
    def width(self) -> float:
        """Width of the text."""
        return self._width - LEFT - RIGHT

    @property
    def room(self) -> float:
        """Height left on this page."""
        return self.y - EDGE

    @property
    def full(self) -> float:
        """Height of a whole page."""
        return self._height - 2 * EDGE

    def turn(self) -> None:
        """Begin the next page."""
        if self.number:
            self.canvas.showPage()
        self.number += 1
        if self.layout.rotated:
            # Shown clockwise, the sheet's point (x, y) appears at (y, width - x).
            self.canvas.setPageRotation(90)
            self.canvas.transform(0, 1, -1, 0, A4[0], 0)
        self.canvas.setLineWidth(0.5)
        self.y = self._height - EDGE
        if self.number > 1:
            self._draw_edges()
        elif self.layout.stamp:
            self._draw_stamp()

    def make_room(self, height: float) -> None:
        """Begin a new page when less than `height` is left on this one."""
        if height > self.room and self.room < self.full:
            self.turn()

    def write(
        self, text: str, x: float, width: float, size: float, *, align: str = "left", bold: bool = False
    ) -> None:
        """Draw a line between x and x + width with its baseline at the current height."""
        free = width - text_width(text, size, self.layout, bold=bold)
        shift = {"left": 0.0, "center": free / 2, "right": free}[align]
        draw_line(self.canvas, x + shift, self.y, text, size, self.layout, bold=bold)

    def finish(self) -> bytes:
        """Close the last page; returns the file."""
        self.canvas.showPage()
        self.canvas.save()
        return self._buffer.getvalue()

    def _draw_edges(self) -> None:
        kept = self.y
        if self.layout.page_number is not Place.NOWHERE:
            top = self.layout.page_number is Place.TOP
            self.y = self._height - EDGE / 2 - 4 if top else EDGE / 2
            self.write(str(self.number), LEFT, self.width, SMALL, align="center")
        if self.layout.running_head:
            self.y = self._height - EDGE / 2 - 4
            self.write(self.layout.running_head, LEFT, self.width, SMALL - 2)
        self.y = kept

    def _draw_stamp(self) -> None:
        kept, self.y = self.y, self._height - 14
        for line in self.layout.stamp:
            self.write(line, self._width / 2, self._width / 2 - 10, 7, align="right")
            self.y -= 8
        self.y = kept
