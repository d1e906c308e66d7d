"""Columns of ruled tables between which no ruling stands: their figures stand side by side in one cell, row after row."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from doichieu.extract.pdf.lines import TextLine
from doichieu.extract.pdf.segments import is_figure, split_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.cells import PageTable
    from doichieu.extract.pdf.segments import Segment
    from doichieu.extract.pdf.words import Word

# So many lines with figures apart tell, in that part of those that have any; two figures of a cell stand nearer, in heights.
_TELLING, _MOSTLY, _APART = 3, 0.7, 0.8


def leaves_columns(table: PageTable) -> bool:
    """Tell whether rulings leave some columns of a table together.

    Args:
        table: A table as its rulings give it, the words in the cells.

    Returns:
        Whether in some column of the grid most lines with figures have several, far apart and above each other.
    """
    lines: defaultdict[tuple[int, int], list[list[Word]]] = defaultdict(list)
    for cell in table.cells:
        for words in cell.words:
            if any(word.text[-1].isdigit() for word in words):
                lines[cell.col, cell.cols].append(words)
    return any(_are_apart(own) for own in lines.values() if any(len(words) > 1 for words in own))


def _figures(words: Sequence[Word]) -> list[Segment]:
    line = split_line(TextLine(list(words), words[0].base))
    return [segment for segment in line.segments if is_figure(segment.kind)]


def _are_apart(lines: Sequence[Sequence[Word]]) -> bool:
    """Whether most lines have several figures, with a space that none of them crosses."""
    found = [_figures(words) for words in lines if len(words) > 1]
    several = [line for line in found if len(line) > 1 and _is_wide(line)]
    if len(several) < max(_TELLING, _MOSTLY * len(lines)):
        return False
    return max(line[0].x1 for line in several) < min(line[-1].x0 for line in several)


def _is_wide(line: Sequence[Segment]) -> bool:
    height = line[0].words[0].y1 - line[0].words[0].y0
    return all(right.x0 - left.x1 > _APART * height for left, right in pairwise(line))
