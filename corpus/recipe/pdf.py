"""PDF with a text layer, in any layout; the same bytes whenever it is made."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from recipe.layout import OFFICE, Layout
from recipe.pdf_page import Pages
from recipe.pdf_table import draw_table, opening
from recipe.pdf_text import LEADING, draw_justified, wrap
from recipe.source import Block, Grid, Paper

if TYPE_CHECKING:
    from collections.abc import Sequence

ALIGNED = {"title": "center", "caption": "center"}
BOLD = ("title", "heading", "caption")
SPACE = 5.0
INDENT = 10 * mm
# The national motto at the right and a long name of an office at the left both stay on one line.
LEFT_SHARE = 0.46


def write_pdf(paper: Paper, layout: Layout = OFFICE) -> bytes:
    """Set a paper on A4 in a layout."""
    return render_pdf(paper.blocks, layout, title=paper.title)


def render_pdf(blocks: Sequence[Block | Grid], layout: Layout = OFFICE, *, title: str = "") -> bytes:
    """Set blocks on A4 in a layout.

    Args:
        blocks: Text and tables in reading order; `Grid.texts()` of the tables is the truth.
        layout: How; `recipe.layout.LAYOUTS` has the named ones.
        title: Title in the file's properties.

    Returns:
        The PDF; the same blocks and layout give the same bytes.
    """
    pages = Pages(layout, title)
    for block, after in pairwise([*blocks, None]):
        if isinstance(block, Grid):
            draw_table(pages, block, below=_below(pages, after))
        elif isinstance(block, Block) and block.kind == "columns":
            _draw_columns(pages, block)
        elif isinstance(block, Block) and block.kind == "paragraph" and layout.justified:
            _draw_paragraph(pages, block)
        elif isinstance(block, Block):
            _draw_lines(pages, block, after)
    return pages.finish()


def _below(pages: Pages, after: Block | Grid | None) -> float:
    """Room for the note under a table, which does not begin a page."""
    note = isinstance(after, Block) and after.kind == "note"
    return pages.layout.font_size * LEADING * 2 if note else 0.0


def _draw_lines(pages: Pages, block: Block, after: Block | Grid | None) -> None:
    size, bold = pages.layout.font_size, block.kind in BOLD
    lines = [line for text in block.lines for line in wrap(text, pages.width, size, pages.layout, bold=bold)]
    follows = 0.0
    if isinstance(after, Grid) and block.kind in ("caption", "heading"):
        follows = opening(pages, after)
    elif block.kind in BOLD:
        follows = 3 * size * LEADING
    pages.make_room(len(lines) * size * LEADING + SPACE + follows if follows else size * LEADING)
    for line in lines:
        pages.make_room(size * LEADING)
        pages.y -= size
        pages.write(line, pages.left, pages.width, size, align=ALIGNED.get(block.kind, "left"), bold=bold)
        pages.y -= size * (LEADING - 1)
    pages.y -= SPACE


def _draw_paragraph(pages: Pages, block: Block) -> None:
    """A paragraph to both edges, its first line indented (Nghị định 30/2020/NĐ-CP, phụ lục I)."""
    size = pages.layout.font_size
    for text in block.lines:
        _draw_justified(pages, wrap(text, pages.width, size, pages.layout, indent=INDENT), size)
    pages.y -= SPACE


def _draw_justified(pages: Pages, lines: list[str], size: float) -> None:
    for index, line in enumerate(lines):
        pages.make_room(size * LEADING)
        pages.y -= size
        indent = 0.0 if index else INDENT
        left, width = pages.left + indent, pages.width - indent
        if index + 1 < len(lines):
            draw_justified(pages.canvas, left, pages.y, line, width, size, pages.layout)
        else:
            pages.write(line, left, width, size)
        pages.y -= size * (LEADING - 1)


def _draw_columns(pages: Pages, block: Block) -> None:
    """A letterhead or a signature block: two columns without borders."""
    places = ((0.0, LEFT_SHARE - 0.02), (LEFT_SHARE, 1 - LEFT_SHARE))
    for sides in block.columns:
        made = [
            _side(pages, text, width * pages.width) for text, (_, width) in zip(sides, places, strict=True)
        ]
        height = max(len(lines) * size * LEADING for lines, size, _ in made)
        pages.make_room(height)
        top = pages.y
        for (lines, size, receivers), (start, width) in zip(made, places, strict=True):
            pages.y = top
            align = "left" if receivers else "center"
            for line in lines:
                pages.y -= size
                left = pages.left + start * pages.width
                pages.write(line, left, width * pages.width, size, align=align, bold=not receivers)
                pages.y -= size * (LEADING - 1)
        pages.y = top - height - 2
    pages.y -= SPACE


def _side(pages: Pages, text: str, width: float) -> tuple[list[str], float, bool]:
    """Lines of one column, their size, and whether they list who receives the paper, small and at the left."""
    receivers = text.startswith("Nơi nhận")
    size = pages.layout.font_size - (2 if receivers else 1)
    return wrap(text, width, size, pages.layout, bold=not receivers), size, receivers
