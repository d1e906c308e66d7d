"""Small papers of one grid in every medium, written by the recipe that writes the corpus."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import partial

import docx

from tests.papers.media import MEDIA  # first: it puts the recipe on the path

from recipe.source import Block, Grid, Paper  # isort: skip

Texts = Sequence[Sequence[str]]
CAPTION = "Bảng 1. Kết quả xếp hạng"
TAIL = "Trên đây là kết quả đánh giá."


def render(grid: Texts, medium: str) -> bytes:
    """Write a caption, a grid whose first row is its header, and a sentence."""
    blocks = (
        Block(kind="caption", lines=(CAPTION,)),
        Grid(rows=tuple(map(tuple, grid)), header_rows=1, marks={}),
        Block(kind="paragraph", lines=(TAIL,)),
    )
    return MEDIA[medium].write(Paper(forms=(medium,), title="Kết quả xếp hạng", blocks=blocks))


RENDERERS: dict[str, Callable[[Texts], bytes]] = {
    name: partial(render, medium=name)
    for name in ("tabs", "stacked", "pipes", "markdown", "html", "docx", "xlsx", "pdf-bordered")
    if MEDIA[name].is_read
}
as_tabs, as_markdown, as_html, as_docx = (RENDERERS[name] for name in ("tabs", "markdown", "html", "docx"))


def add_docx_table(document: docx.document.Document, grid: Texts) -> docx.table.Table:
    """Add a grid to a document."""
    table = document.add_table(rows=0, cols=len(grid[0]))
    for row in grid:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return table


def docx_bytes(document: docx.document.Document) -> bytes:
    """Bytes of a document."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
