"""Lines of text in a PDF: breaking them and drawing them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from recipe import fonts

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from recipe.layout import Layout

# Poor man's bold: printers' drivers draw the letters a second time this far to the right (in ems).
TWICE = 0.022
LEADING = 1.2


def text_width(text: str, size: float, layout: Layout, *, bold: bool = False) -> float:
    """Width of one line in points."""
    faced = bold and not layout.bold_twice
    words = text.split(" ")
    space = fonts.unit_width(" ", bold=faced, mixed=layout.mixed)
    letters = sum(fonts.unit_width(word, bold=faced, mixed=layout.mixed) for word in words)
    return size * (letters + space * (len(words) - 1))


def wrap(
    text: str, width: float, size: float, layout: Layout, *, bold: bool = False, indent: float = 0.0
) -> list[str]:
    """Break text into lines no wider than `width`, the first one narrower by `indent`.

    `<br>` breaks too, and a word that is too wide breaks inside.
    """
    return [
        line
        for part in (text.split("<br>") if text.strip() else ())
        for line in _wrap_part(part.strip(), width, size, layout, bold=bold, indent=indent)
    ]


def _wrap_part(
    text: str, width: float, size: float, layout: Layout, *, bold: bool, indent: float
) -> list[str]:
    if not text:
        return [""]
    lines: list[str] = []
    line, room = "", width - indent
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if text_width(longer, size, layout, bold=bold) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
            room = width
        *whole, line = _break_word(word, room, size, layout, bold=bold)
        lines += whole
    return [*lines, line] if line else lines


def _break_word(word: str, width: float, size: float, layout: Layout, *, bold: bool) -> list[str]:
    parts = [""]
    for letter in word:
        if parts[-1] and text_width(parts[-1] + letter, size, layout, bold=bold) > width:
            parts.append("")
        parts[-1] += letter
    return parts


def draw_line(
    canvas: Canvas, x: float, y: float, text: str, size: float, layout: Layout, *, bold: bool = False
) -> None:
    """Draw one line with its baseline at (x, y), y from the bottom of the page."""
    faced = bold and not layout.bold_twice
    shifts = (0.0, TWICE * size) if bold and layout.bold_twice else (0.0,)
    for shift in shifts:
        if layout.spaceless:
            _draw_words(canvas, x + shift, y, text, size, layout, bold=faced)
        else:
            _draw_runs(canvas, x + shift, y, text, size, layout, bold=faced)


def draw_justified(
    canvas: Canvas, x: float, y: float, text: str, width: float, size: float, layout: Layout
) -> None:
    """Draw one line from x to x + width, what is left over shared out between its words."""
    words = text.split(" ")
    extra = (width - text_width(text, size, layout)) / max(len(words) - 1, 1)
    for index, word in enumerate(words):
        shown = word if index + 1 == len(words) or layout.spaceless else f"{word} "
        _draw_runs(canvas, x, y, shown, size, layout, bold=False)
        x += text_width(f"{word} ", size, layout) + extra


def _draw_words(
    canvas: Canvas, x: float, y: float, text: str, size: float, layout: Layout, *, bold: bool
) -> None:
    space = size * fonts.unit_width(" ", bold=bold, mixed=layout.mixed)
    for word in text.split(" "):
        _draw_runs(canvas, x, y, word, size, layout, bold=bold)
        x += size * fonts.unit_width(word, bold=bold, mixed=layout.mixed) + space


def _draw_runs(
    canvas: Canvas, x: float, y: float, text: str, size: float, layout: Layout, *, bold: bool
) -> None:
    for name, part in fonts.runs(text, bold=bold, mixed=layout.mixed):
        canvas.setFont(name, size)
        canvas.drawString(x, y, unicodedata.normalize("NFD", part) if layout.decomposed else part)
        x += size * fonts.unit_width(part, bold=name.endswith("Bold"), mixed=layout.mixed)
