"""Renders grids as the media papers come in, so that reading can be compared with what was written."""

from __future__ import annotations

import html
import io
from collections.abc import Sequence

import docx

Grid = Sequence[Sequence[str]]
CAPTION = "Bảng 1. Kết quả xếp hạng"
TAIL = "Trên đây là kết quả đánh giá."


def as_tabs(grid: Grid) -> bytes:
    """Rows as lines, cells between tabs."""
    return "\n".join([CAPTION, "", *("\t".join(row) for row in grid), "", TAIL]).encode()


def as_stacked(grid: Grid) -> bytes:
    """One cell a line behind a tab, a blank line ends the row."""
    rows = ["\n".join("\t" + (cell or "\u00a0") for cell in row) for row in grid]
    return "\n".join([CAPTION, "\n\n".join(rows), "", "", TAIL]).encode()


def as_pipes(grid: Grid) -> bytes:
    """Cells before bars; an empty cell is a line end before its bar."""
    rows = []
    for row in grid:
        text = row[0] + " |"
        for cell in row[1:]:
            text += f" {cell} |" if cell else "\n|"
        rows.append(text)
    return "\n".join([CAPTION, *rows, TAIL]).encode()


def as_markdown(grid: Grid) -> bytes:
    """A Markdown table."""
    head, *body = (f"| {' | '.join(row)} |" for row in grid)
    rule = "|" + "---|" * len(grid[0])
    return "\n".join([CAPTION, "", head, rule, *body, "", TAIL]).encode()


def as_html(grid: Grid) -> bytes:
    """A page with one table."""
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in grid
    )
    return f"<html><body><p>{CAPTION}</p><table>{rows}</table><p>{TAIL}</p></body></html>".encode()


def as_docx(grid: Grid) -> bytes:
    """A document with one table."""
    document = docx.Document()
    document.add_paragraph(CAPTION)
    add_docx_table(document, grid)
    document.add_paragraph(TAIL)
    return docx_bytes(document)


def add_docx_table(document: docx.document.Document, grid: Grid) -> docx.table.Table:
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


RENDERERS = {
    "tabs": as_tabs,
    "stacked": as_stacked,
    "pipes": as_pipes,
    "markdown": as_markdown,
    "html": as_html,
    "docx": as_docx,
}
