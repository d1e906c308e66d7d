"""Columns of ruled tables between which no ruling stands: their figures stand side by side in one cell, row after row."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import is_numbering, is_year
from doichieu.extract.pdf.textlayer.lines import TextLine
from doichieu.extract.pdf.unruled.segments import is_figure, split_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.cells import GridCell, PageTable
    from doichieu.extract.pdf.textlayer.words import Word
    from doichieu.extract.pdf.unruled.segments import Segment

# So many lines with figures apart tell, in that part of those that have any; two figures of a cell stand nearer, in heights.
_TELLING, _MOSTLY, _APART = 3, 0.7, 0.8
# Rows that tell at least, levels of a header at most, and how near its rows follow, in heights.
_ROWS, _MOST_LEVELS, _NEAR = 2, 4, 5.0
# Columns of a grid that leaves some together, at most, and what stands side by side in them.
_FEW_COLUMNS, _SEVERAL = 3, 2
# How far text may reach beyond the rulings, in points.
_SLACK = 2.0


def leaves_columns(table: PageTable) -> bool:
    """Tell whether rulings leave some columns of a table together.

    Args:
        table: A table as its rulings give it, the words in the cells.

    Returns:
        Whether in some column of the grid most lines with figures have several, far apart and above each other.
    """
    if _heads_alone(table):
        return True
    # in most tables no column has that many lines of several words that are figures at one end
    several = Counter(
        (cell.col, cell.cols)
        for cell in table.cells
        for words in cell.words
        if len(words) > 1 and _ends_in_digits(words)
    )
    lines: defaultdict[tuple[int, int], list[list[Word]]] = defaultdict(list)
    for cell in table.cells if several and max(several.values()) >= _TELLING else ():
        if several[at := (cell.col, cell.cols)] >= _TELLING:
            lines[at] += filter(_ends_in_digits, cell.words)
    return _reads_across(table) or (any(map(_are_apart, lines.values())) and _has_head(table))


def _reads_across(table: PageTable) -> bool:
    """Whether few rulings part columns, and one of these has a strip, free in its titles and below them, before figures."""
    if table.width > _FEW_COLUMNS:
        return False
    for col in range(table.width):
        cells = sorted(
            (cell for cell in table.cells if cell.col == col and cell.cols == 1), key=lambda cell: cell.row
        )
        if cells and cells[0].row == 0 and _has_strip(cells[0], cells[1:]):
            return True
    return False


def _has_strip(head: GridCell, cells: Sequence[GridCell]) -> bool:
    """Whether titles stand apart in a cell, and below them columns: figures behind a free strip, or texts between several."""
    titles = max((_segments(words) for words in head.words), key=len, default=[])
    if len(titles) < _SEVERAL or sum(is_figure(title.kind) for title in titles) > 1:
        return False
    lines = [_segments(words) for cell in cells for words in cell.words]
    several = [line for line in lines if len(line) >= _SEVERAL]
    if len(several) < _TELLING:
        return False
    most = max(_TELLING, _MOSTLY * len(several))
    if any(
        sum(line[0].x1 <= x and _figures_behind(line, x) for line in several) >= most
        for x in _strips([titles, *several])
    ):
        return True
    free = _strips([titles, *lines])
    return len(free) >= _SEVERAL and all(
        sum(line[0].x1 <= x < line[-1].x0 for line in several) >= _TELLING for x in free
    )


def _strips(lines: Sequence[Sequence[Segment]]) -> list[float]:
    """Where strips begin that no segment of some lines enters, with titles of the first line at both sides."""
    found: list[float] = []
    titles = lines[0]
    right = titles[0].x0
    for segment in sorted((segment for line in lines for segment in line), key=lambda one: one.x0):
        if right < segment.x0 and titles[0].x1 <= right and segment.x0 <= titles[-1].x0:
            found.append(right)
        right = max(right, segment.x1)
    return found


def _figures_behind(line: Sequence[Segment], x: float) -> bool:
    return any(segment.x0 > x and is_figure(segment.kind) for segment in line)


def _ends_in_digits(words: Sequence[Word]) -> bool:
    return words[-1][0][-1].isdigit() or words[0][0][-1].isdigit()


def _heads_alone(table: PageTable) -> bool:
    """Whether only the header has vertical rulings: most cells below run over all of its columns and are parted by space."""
    whole = [cell for cell in table.cells if cell.col == 0 and cell.cols == table.width > _TELLING]
    lines = [[len(split_line(_line(words)).segments) > 1 for words in cell.words] for cell in whole]
    rows = len({cell.row for cell in table.cells})
    # a frame around all rows makes one cell of them
    if rows <= _MOST_LEVELS and lines and sum(lines[-1]) >= max(_TELLING, len(lines[-1]) / 2):
        return True
    return sum(map(any, lines)) >= max(_ROWS, _MOSTLY * (rows - _MOST_LEVELS))


def heads_lines(table: PageTable, lines: Sequence[TextLine]) -> bool:
    """Tell whether a grid is but the header of rows that stand below it without rulings.

    Args:
        table: A table as its rulings give it, the words in the cells.
        lines: Lines outside it, from the top.

    Returns:
        Whether words alone stand in it, and right below it a line of figures, each under one of its columns.
    """
    if table.width < _TELLING or len({cell.row for cell in table.cells}) > _MOST_LEVELS:
        return False
    if _holds_values(table):
        return False
    left, _, right, bottom = table.box
    below = [split_line(line).segments for line in lines if bottom < line.base < bottom + _NEAR * line.height]
    row = next((at for at, segments in enumerate(below) if len(segments) >= _TELLING), len(below))
    # lines of wrapped names and labels of groups come before the first figures
    return (
        row < min(len(below), _MOST_LEVELS)
        and _stands_under(below[row], table.xs)
        and all(
            (left - _SLACK < line[0].x0 and line[-1].x1 < (left + right) / 2)
            or all(_is_under(segment, table.xs) for segment in line)
            for line in below[:row]
        )
    )


def _holds_values(table: PageTable) -> bool:
    """Whether figures stand in cells that are no titles: the numbers of the columns may, and those in a title."""
    rows: defaultdict[int, list[GridCell]] = defaultdict(list)
    for cell in table.cells:
        if cell.words:
            rows[cell.row].append(cell)
    titles = [cell for own in rows.values() if not is_numbering([cell.text for cell in own]) for cell in own]
    return any(_is_value(cell) for cell in titles)


def _is_value(cell: GridCell) -> bool:
    """Whether a cell holds more figures than words."""
    words = [word.text for line in cell.words for word in line]
    figures = sum(any(map(str.isdigit, word)) and not is_year(word) for word in words)
    return figures > sum(any(map(str.isalpha, word)) for word in words)


def _is_under(segment: Segment, xs: Sequence[float]) -> bool:
    """Whether a segment stands in one column."""
    at = bisect_right(xs, segment.middle)
    return 0 < at < len(xs) and xs[at - 1] - _SLACK < segment.x0 and segment.x1 < xs[at] + _SLACK


def _stands_under(segments: Sequence[Segment], xs: Sequence[float]) -> bool:
    """Whether the segments of a line stand in columns of their own, figures among them."""
    if segments[0].x0 < xs[0] - _SLACK or segments[-1].x1 > xs[-1] + _SLACK:
        return False
    columns = {bisect_right(xs, segment.middle) for segment in segments}
    return len(columns) == len(segments) and any(is_figure(segment.kind) for segment in segments)


def _has_head(table: PageTable) -> bool:
    """Whether the first row holds words, or years side by side, as that of a chart does not."""
    first = [[word.text for word in line] for cell in table.cells if cell.row == 0 for line in cell.words]
    return any(any(map(str.isalpha, line)) or sum(map(is_year, line)) > 1 for line in first)


def _figures(words: Sequence[Word]) -> list[Segment]:
    return [segment for segment in _segments(words) if is_figure(segment.kind)]


def _segments(words: Sequence[Word]) -> list[Segment]:
    return split_line(_line(words)).segments


def _line(words: Sequence[Word]) -> TextLine:
    return TextLine(list(words), words[0].base)


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
