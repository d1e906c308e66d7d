"""Tables laid down one cell a line: a tab begins a cell, a blank line ends the row."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from doichieu.extract.assembly.labels import caption_of
from doichieu.extract.stream import Item, Line, RawCell, RawRow, RawTable, Shape
from doichieu.extract.words import fold, fold_cell, strip_cell_emphasis

if TYPE_CHECKING:
    from doichieu.extract.text.lines import SourceLine

# Indented paragraphs begin with a tab as well; cells are shorter than that on average.
_MEAN_CELL = 160


def read_stacked(lines: list[SourceLine], start: int) -> tuple[list[Item], int] | None:
    """Read the rows that begin at a line.

    Args:
        lines: All lines of the source.
        start: Index of the first line.

    Returns:
        The table (or the indented paragraphs, when it is none) and the index of the line after it; None when
        the line begins no cell.
    """
    if not (_is_cell(lines[start]) and any(_is_cell(line) for line in lines[start + 1 : start + 4])):
        return None
    groups: list[list[list[SourceLine]]] = [[]]
    index = start
    while index < len(lines):
        line = lines[index]
        if _is_cell(line):
            groups[-1].append([line])
        elif line.blank:
            if not (index + 1 < len(lines) and _is_cell(lines[index + 1])):
                break
            groups.append([])
        elif caption_of(line.text.strip()) or "\t" in line.text:
            break
        else:
            groups[-1][-1].append(line)
        index += 1
    return _items(groups, (lines[start].start, lines[index - 1].span[1])), index


def _is_cell(line: SourceLine) -> bool:
    return line.text.startswith("\t") and line.text.count("\t") == 1


def _items(groups: list[list[list[SourceLine]]], span: tuple[int, int]) -> list[Item]:
    rows = tuple(tuple(_cell(pieces) for pieces in group) for group in groups if group)
    if _is_table(rows):
        return [RawTable(rows=rows, shape=Shape.STACKED, span=span)]
    return [
        Line(text=fold(piece.text), gap=int(position == 0 and order == 0), span=piece.span)
        for group in groups
        for order, pieces in enumerate(group)
        for position, piece in enumerate(pieces)
        if not piece.empty
    ]


def _is_table(rows: tuple[RawRow, ...]) -> bool:
    widths = Counter(len(row) for row in rows)
    width = widths.most_common(1)[0][0] if widths else 0
    cells = [cell for row in rows for cell in row]
    mean = sum(len(cell.text) for cell in cells) / max(len(cells), 1)
    return width > 1 and sum(count for size, count in widths.items() if size > 1) > 1 and mean < _MEAN_CELL


def _cell(pieces: list[SourceLine]) -> RawCell:
    text = "\n".join(piece.text for piece in pieces)
    filled = [piece for piece in pieces if not piece.empty] or pieces[:1]
    start = filled[0].start + len(filled[0].text) - len(filled[0].text.lstrip())
    end = max(start, filled[-1].start + len(filled[-1].text.rstrip()))
    return RawCell(text=strip_cell_emphasis(fold_cell(text)), span=(start, end))
