"""Papers in letters of one width: columns set apart by spaces, or in boxes drawn of signs."""

from __future__ import annotations

import itertools
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recipe.source import ABOVE, LEFT, Block, Grid, Paper

from doichieu.extract.assembly.kinds import Kind, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable

_WIDEST, _BETWEEN, _PAGE = 30, 3, 110


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell with its lines and what it covers."""

    row: int
    col: int
    rows: int
    cols: int
    lines: tuple[str, ...]


def write_aligned(paper: Paper) -> bytes:
    """Set a paper as `pdftotext -layout` does: columns set apart by spaces, headers centred."""
    return _write(paper, _aligned)


def write_boxes(paper: Paper) -> bytes:
    """Set a paper with its tables in boxes of pluses, dashes and bars."""
    return _write(paper, _boxed)


def _write(paper: Paper, table: Callable[[Grid], str]) -> bytes:
    blocks = [table(block) if isinstance(block, Grid) else _text(block) for block in paper.blocks]
    return ("\n\n".join(blocks) + "\n").encode()


def _text(block: Block) -> str:
    if block.kind == "columns":
        half = _PAGE // 2
        pairs = ((left.split("<br>"), right.split("<br>")) for left, right in block.columns)
        return "\n".join(
            f"{left:<{half}}{right}".rstrip()
            for sides in pairs
            for left, right in itertools.zip_longest(*sides, fillvalue="")
        )
    if block.kind == "title":
        return "\n".join(line.center(_PAGE).rstrip() for line in block.lines)
    return "\n".join(block.lines)


def _cells(grid: Grid) -> list[_Cell]:
    return [
        _Cell(row, col, *grid.span(row, col), tuple(text.split("<br>")))
        for row, texts in enumerate(grid.rows)
        for col, text in enumerate(texts)
        if text not in (LEFT, ABOVE)
    ]


def _widths(grid: Grid) -> list[int]:
    widths = [4] * len(grid.rows[0])
    for cell in _cells(grid):
        if cell.cols == 1:
            most = min(max(map(len, cell.lines)), _WIDEST if cell.row >= grid.header_rows else 14)
            widths[cell.col] = max(
                widths[cell.col], most, *(len(word) for word in " ".join(cell.lines).split()), 0
            )
    for cell in _cells(grid):
        longest = max((len(word) for word in " ".join(cell.lines).split()), default=0)
        room = sum(widths[cell.col : cell.col + cell.cols]) + _BETWEEN * (cell.cols - 1)
        widths[cell.col] += max(longest - room, 0)
    return widths


def _wrap(cell: _Cell, width: int) -> list[str]:
    return [line for text in cell.lines for line in textwrap.wrap(text, width) or [""]]


def _set(cell: _Cell, text: str, width: int, *, head: bool) -> str:
    if head or cell.cols > 1:
        return text.center(width)
    texts = {Kind.TEXT, Kind.MARK}
    return text.ljust(width) if cell.col < 2 or kind_of(" ".join(cell.lines)) in texts else text.rjust(width)


class _Sheet:
    """Signs in rows and columns."""

    def __init__(self) -> None:
        self._rows: dict[int, dict[int, str]] = {}

    def put(self, row: int, col: int, text: str, *, under: bool = False) -> None:
        for at, sign in enumerate(text, start=col):
            if not (under and at in self._rows.get(row, {})):
                self._rows.setdefault(row, {})[at] = sign

    def text(self) -> str:
        last = max(self._rows, default=-1)
        return "\n".join(
            "".join(
                self._rows.get(row, {}).get(at, " ") for at in range(max(self._rows.get(row, {-1: ""})) + 1)
            ).rstrip()
            for row in range(last + 1)
        )


def _heights(grid: Grid, widths: list[int], between: int) -> list[int]:
    heights = [1] * len(grid.rows)
    for cell in sorted(_cells(grid), key=lambda cell: cell.rows):
        need = len(_wrap(cell, _room(cell, widths, between)))
        have = sum(heights[cell.row : cell.row + cell.rows])
        heights[cell.row + cell.rows - 1] += max(need - have, 0)
    return heights


def _room(cell: _Cell, widths: list[int], between: int) -> int:
    return sum(widths[cell.col : cell.col + cell.cols]) + between * (cell.cols - 1)


def _aligned(grid: Grid) -> str:
    widths = _widths(grid)
    heights = _heights(grid, widths, _BETWEEN)
    sheet = _Sheet()
    for cell in _cells(grid):
        x = sum(widths[: cell.col]) + _BETWEEN * cell.col
        room, head = _room(cell, widths, _BETWEEN), cell.row < grid.header_rows
        lines = _wrap(cell, room)
        tall = sum(heights[cell.row : cell.row + cell.rows])
        y = sum(heights[: cell.row]) + ((tall - len(lines)) // 2 if head else 0)
        for order, line in enumerate(lines):
            sheet.put(y + order, x, _set(cell, line, room, head=head).rstrip())
    return sheet.text()


def _boxed(grid: Grid) -> str:
    widths = _widths(grid)
    heights = _heights(grid, widths, _BETWEEN)
    sheet = _Sheet()
    for cell in _cells(grid):
        x = sum(widths[: cell.col]) + _BETWEEN * cell.col
        room = _room(cell, widths, _BETWEEN)
        tall = sum(heights[cell.row : cell.row + cell.rows]) + cell.rows - 1
        y = sum(heights[: cell.row]) + cell.row
        for edge in (y, y + tall + 1):
            sheet.put(edge, x, "-" * (room + 4), under=True)
            for corner in (x, x + room + 3):
                sheet.put(edge, corner, "+")
        for order in range(tall):
            sheet.put(y + 1 + order, x, "|")
            sheet.put(y + 1 + order, x + room + 3, "|")
        for order, line in enumerate(_wrap(cell, room)):
            sheet.put(y + 1 + order, x + 2, _set(cell, line, room, head=cell.row < grid.header_rows))
    return sheet.text()
