"""Small PDFs drawn for one test each."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from recipe.fonts import runs
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PAGE = (595.0, 842.0)


def draw(*pages: Callable[[Canvas], None], size: tuple[float, float] = PAGE, **options: Any) -> bytes:
    """A PDF whose pages are drawn by functions."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1, **options)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def write(canvas: Canvas, x: float, y: float, text: str, size: float = 11) -> None:
    """Write text with its baseline at y points below the page's top."""
    for font, part in runs(text, bold=False, mixed=False):
        canvas.setFont(font, size)
        canvas.drawString(x, PAGE[1] - y, part)


def width_of(text: str, size: float = 11) -> float:
    """Points that `write` takes for a text."""
    return sum(stringWidth(part, font, size) for font, part in runs(text, bold=False, mixed=False))


def grid(canvas: Canvas, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]]) -> None:
    """Draw every ruling of a grid and write a text into each cell; y runs down from the page's top."""
    for y in ys:
        canvas.line(xs[0], PAGE[1] - y, xs[-1], PAGE[1] - y)
    for x in xs:
        canvas.line(x, PAGE[1] - ys[0], x, PAGE[1] - ys[-1])
    for row, y in zip(rows, ys, strict=False):
        for text, x in zip(row, xs, strict=False):
            write(canvas, x + 3, y + 13, text)
