"""How wide the columns of a PDF's table are, how its cells break into lines, and how high its rows are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recipe.pdf_text import LEADING, text_width, wrap
from recipe.source import ABOVE, LEFT, Grid

if TYPE_CHECKING:
    from recipe.layout import Layout

PAD_X, PAD_Y = 4.0, 2.5
FIGURE = re.compile(r"[-–]?\(?[\d.,]+\)?\s?%?\**|[IVX]+|[-–]|")
SMALLEST = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCell:
    """A cell with its text broken into lines."""

    row: int
    col: int
    row_span: int
    col_span: int
    lines: tuple[str, ...]
    bold: bool
    align: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTable:
    """A table ready to draw.

    Attributes:
        edges: Left edge of each column and the right edge of the last, from the table's left.
        heights: Height of each row.
        owners: For each place of the grid the index of the cell that covers it.
        cells: The cells.
        size: Size of its text in points.
        header_rows: How many rows at the top are header rows.
    """

    edges: tuple[float, ...]
    heights: tuple[float, ...]
    owners: tuple[tuple[int, ...], ...]
    cells: tuple[SetCell, ...]
    size: float
    header_rows: int

    @property
    def leading(self) -> float:
        """From one baseline to the next."""
        return self.size * LEADING


def set_table(grid: Grid, width: float, layout: Layout) -> SetTable:
    """Measure a table for a text width; its font shrinks until the longest words fit."""
    figures = [_is_figures(grid, col) for col in range(len(grid.rows[0]))]
    size = layout.font_size - 1
    while (widths := _widths(grid, width, size, layout, figures)) is None and size > SMALLEST:
        size -= 0.5
    widths = widths or [width / len(figures)] * len(figures)
    edges = [0.0]
    for column in widths:
        edges.append(edges[-1] + column)
    cells, owners = _cells(grid, edges, size, layout, figures)
    return SetTable(
        edges=tuple(edges),
        heights=tuple(_heights(cells, len(grid.rows), size * LEADING)),
        owners=tuple(tuple(row) for row in owners),
        cells=tuple(cells),
        size=size,
        header_rows=grid.header_rows,
    )


def _is_figures(grid: Grid, col: int) -> bool:
    body = [row[col] for row in grid.rows[grid.header_rows :] if row[col] not in (LEFT, ABOVE, "")]
    return sum(FIGURE.fullmatch(text) is not None for text in body) * 2 > len(body)


def _widths(grid: Grid, width: float, size: float, layout: Layout, figures: list[bool]) -> list[float] | None:
    """Column widths that fill the text width, None when the longest words do not fit at this size."""
    least, best = [0.0] * len(figures), [0.0] * len(figures)
    for index, row in enumerate(grid.rows):
        bold = index < grid.header_rows
        for col, text in enumerate(row):
            if text in (LEFT, ABOVE) or grid.span(index, col)[1] > 1:
                continue
            wide = max(text_width(part, size, layout, bold=bold) for part in text.split("<br>"))
            words = [text_width(word, size, layout, bold=bold) for word in text.replace("<br>", " ").split()]
            best[col] = max(best[col], wide)
            least[col] = max(least[col], min(max(words, default=0.0), width / 3))
    # Names get a fifth of the width before the font is as large as it can be: nobody sets them a word a line.
    least = [
        max(low, 0.0 if figure else min(natural, width / 5))
        for low, natural, figure in zip(least, best, figures, strict=True)
    ]
    least = [value + 2 * PAD_X + 0.5 for value in least]
    if layout.narrow:
        least = [
            _narrowed(grid, col, size, layout) if figures[col] else least[col] for col in range(len(least))
        ]
        best = [0.0 if figures[col] else best[col] for col in range(len(best))]
    if sum(least) > width:
        return None
    spare = width - sum(least)
    wanted = [max(natural + 2 * PAD_X + 0.5 - low, 0.0) for natural, low in zip(best, least, strict=True)]
    share = min(1.0, spare / sum(wanted)) if sum(wanted) else 0.0
    widths = [low + share * more for low, more in zip(least, wanted, strict=True)]
    if layout.narrow:
        free = figures.index(False) if False in figures else 0
        widths[free] += width - sum(widths)
        return widths
    return [value + (width - sum(widths)) / len(widths) for value in widths]


def _narrowed(grid: Grid, col: int, size: float, layout: Layout) -> float:
    """Room for the longest figure but its last digit, so that it wraps; header words wrap by letter no more than needed."""
    texts = [row[col] for row in grid.rows[grid.header_rows :] if row[col] not in (LEFT, ABOVE)]
    longest = max(texts, key=len, default="")
    header = [
        text_width(word, size, layout, bold=True)
        for index, row in enumerate(grid.rows[: grid.header_rows])
        if row[col] not in (LEFT, ABOVE) and grid.span(index, col)[1] == 1
        for word in row[col].replace("<br>", " ").split()
    ]
    cut = longest[:-1] if len(longest) >= 5 and FIGURE.fullmatch(longest) else longest
    return max([text_width(cut, size, layout), *header]) + 2 * PAD_X + 0.5


def _cells(
    grid: Grid, edges: list[float], size: float, layout: Layout, figures: list[bool]
) -> tuple[list[SetCell], list[list[int]]]:
    cells: list[SetCell] = []
    owners = [[-1] * len(figures) for _ in grid.rows]
    for row, texts in enumerate(grid.rows):
        header = row < grid.header_rows
        group = not header and LEFT in texts
        for col, text in enumerate(texts):
            if text in (LEFT, ABOVE):
                continue
            row_span, col_span = grid.span(row, col)
            room = edges[col + col_span] - edges[col] - 2 * PAD_X + 0.1
            lines = tuple(wrap(text, room, size, layout, bold=header or group))
            align = _align(layout, header=header, figure=figures[col] and col_span == 1, first=col == 0)
            for line in range(row, row + row_span):
                owners[line][col : col + col_span] = [len(cells)] * col_span
            cells.append(
                SetCell(
                    row=row,
                    col=col,
                    row_span=row_span,
                    col_span=col_span,
                    lines=lines,
                    bold=header or group,
                    align=align,
                )
            )
    return cells, owners


def _align(layout: Layout, *, header: bool, figure: bool, first: bool) -> str:
    if header or (figure and (first or not layout.figures_right)):
        return "center"
    return "right" if figure else "left"


def _heights(cells: list[SetCell], rows: int, leading: float) -> list[float]:
    """Row heights; the last row under a merged cell grows when the cell needs more room."""
    heights = [leading + 2 * PAD_Y] * rows
    for cell in sorted(cells, key=lambda cell: cell.row_span):
        need = len(cell.lines) * leading + 2 * PAD_Y
        last = cell.row + cell.row_span
        if (have := sum(heights[cell.row : last])) < need:
            heights[last - 1] += need - have
    return heights
