"""Plain text as converters leave it: paragraphs between blank lines, tables in one of four shapes."""

from __future__ import annotations

from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from recipe.source import ABOVE, LEFT, Block, Grid, Paper

if TYPE_CHECKING:
    from collections.abc import Callable


class Shape(Enum):
    """How converters lay a table down."""

    TABS = "cells between tabs"
    STACKED = "one cell a line behind a tab, a blank line ends the row"
    PIPES = "cells before bars, an empty cell is a line end before its bar"
    MARKDOWN = "a Markdown table"


def write_text(paper: Paper, shape: Shape = Shape.TABS) -> bytes:
    """Set a paper as UTF-8 text; a page end inside a table is a blank line, as in converted papers."""
    return ("\n\n".join(_lines(block, shape) for block in paper.blocks) + "\n").encode()


def _lines(block: Block | Grid, shape: Shape) -> str:
    if isinstance(block, Grid):
        return _TABLES[shape](block)
    if block.kind == "columns":
        return "\n".join(_layout_row(sides) for sides in block.columns)
    if shape is Shape.MARKDOWN and block.kind == "heading":
        return "\n".join(f"{'#' * block.level} {line}" for line in block.lines)
    return "\n".join(block.lines)


def _layout_row(sides: tuple[str, str]) -> str:
    """Layout columns come out one below the other, a line of the left one and then of the right one."""
    return "\n".join(line for side in sides for line in side.split("<br>") if line)


def _tabs(grid: Grid) -> str:
    out: list[str] = []
    for index, row in enumerate(grid.rows):
        out.append(_row(row))
        for mark in grid.marks.get(index, ()):
            out += _mark(mark, grid, row)
    return "\n".join(out)


def _mark(mark: str, grid: Grid, row: tuple[str, ...]) -> list[str]:
    if mark == "header again":
        return [_row(header) for header in grid.rows[: grid.header_rows]]
    if mark == "rule":
        # as wide as the cells above and their padding: how Markdown converters draw the line under a header
        return ["\t".join("-" * (len(cell) + 2) for cell in row)]
    return [""]


def _row(row: tuple[str, ...]) -> str:
    return "\t".join(_texts(row))


def _texts(row: tuple[str, ...]) -> list[str]:
    """Texts of a row as a converter has them: what a merged cell covers is blank, line breaks are spaces."""
    return ["" if cell in (LEFT, ABOVE) else cell.replace("<br>", " ") for cell in row]


def _stacked(grid: Grid) -> str:
    rows = ("\n".join("\t" + (cell or "\u00a0") for cell in _texts(row)) for row in grid.rows)
    return "\n\n".join(rows) + "\n"


def _pipes(grid: Grid) -> str:
    out = []
    for row in grid.rows:
        first, *rest = _texts(row)
        out.append(f"{first} |" + "".join(f" {cell} |" if cell else "\n|" for cell in rest))
    return "\n".join(out)


def _markdown(grid: Grid) -> str:
    """The first row is the header, the only one Markdown knows."""
    head, *body = (f"| {' | '.join(_texts(row))} |" for row in grid.rows)
    return "\n".join([head, "|" + "---|" * len(grid.rows[0]), *body])


_TABLES: dict[Shape, Callable[[Grid], str]] = {
    Shape.TABS: _tabs,
    Shape.STACKED: _stacked,
    Shape.PIPES: _pipes,
    Shape.MARKDOWN: _markdown,
}
SHAPES: dict[str, Callable[[Paper], bytes]] = {
    shape.name.lower(): partial(write_text, shape=shape) for shape in Shape
}
