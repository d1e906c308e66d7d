"""Words of a page put into the cells of a grid."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from doichieu.extract.pdf.cells import PageTable
from doichieu.extract.pdf.ruled.lattices import NO_ROW
from doichieu.extract.pdf.textlayer.words import split_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from doichieu.extract.pdf.cells import GridCell
    from doichieu.extract.pdf.ruled.lattices import Lattice
    from doichieu.extract.pdf.textlayer.lines import TextLine
    from doichieu.extract.pdf.textlayer.words import Word

# A word hangs over a ruling by italics or a little; it is two when this part of it stands on either side.
_OVER = 0.2
# Words of one text stand nearer than this to each other, in heights; texts of two cells have their padding between them.
_NEAR = 0.45
# The next line of a text stands so many heights below at most.
_NEXT = 1.7


def fill(lattice: Lattice, lines: Sequence[TextLine]) -> tuple[PageTable, list[TextLine]]:
    """Put the words of a page into the cells of a grid.

    Args:
        lattice: The grid; its cells are filled in place, and what filled them before is forgotten.
        lines: Lines of the page.

    Returns:
        The table and the lines outside it.
    """
    for cell in lattice.cells:
        cell.words.clear()
    _, y0, _, y1 = lattice.box
    outside: list[TextLine] = []
    hanging = _open_at_foot(lattice)
    for line in lines:
        if hanging and line.base > y1 and _hang(line, hanging, y1):
            continue
        if line.base < y0 - 2 or (line.base > y1 and line.base > y1 + line.height):
            outside.append(line)
        elif rest := _put(lattice, _within(lattice, line)):
            outside.append(line._replace(words=rest))
    return PageTable(lattice.box, lattice.cells, ruled=True, sure=lattice.even, xs=lattice.xs), outside


def _open_at_foot(lattice: Lattice) -> list[GridCell]:
    """Cells of the last row that no ruling closes, where one closes others: merged ones that a page's end cuts."""
    last = [lattice.cells[index] for index in set(lattice.owner[-1])]
    hanging = [cell for cell in last if cell.open_below]
    return hanging if len(hanging) < len(last) else []


def _hang(line: TextLine, cells: Sequence[GridCell], foot: float) -> bool:
    """Put a line below the grid into the open cell whose text goes on in it: browsers let it hang over the page's end."""
    words = line.words
    if line.base - 0.3 * line.height < foot:
        return False
    for cell in cells:
        left, _, right, _ = cell.box
        if left <= words[0].x0 and words[-1].x1 <= right and cell.words:
            if not 0 < line.base - cell.words[-1][-1].base <= _NEXT * line.height:
                return False
            for word in words:
                cell.add(word, line.base)
            return True
    return False


def _within(lattice: Lattice, line: TextLine) -> TextLine:
    """A line whose text goes on over a side of the grid, set back inside: the end of a sheet cuts titles over columns."""
    left, _, right, _ = lattice.box
    words = line.words
    if words[0].x0 >= left and words[-1].x1 <= right:
        return line
    near = _NEAR * line.height
    first = next((at for at, word in enumerate(words) if word.x1 > left + 1), len(words))
    last = next((at for at in range(len(words) - 1, -1, -1) if words[at].x0 < right - 1), -1)
    if first > last or (words[first].x0 > left + near and words[last].x1 < right - near):
        return line
    begin, end = first, last
    if words[first].x0 < left + near:
        while begin and words[begin].x0 - words[begin - 1].x1 <= near:
            begin -= 1
    if words[last].x1 > right - near:
        while end + 1 < len(words) and words[end + 1].x0 - words[end].x1 <= near:
            end += 1
    moved = [
        word._replace(
            x0=min(max(word.x0, left + 0.5), right - 1), x1=max(min(word.x1, right - 0.5), left + 1)
        )
        for word in words[begin : end + 1]
    ]
    return line._replace(words=[*words[:begin], *moved, *words[end + 1 :]])


def _put(lattice: Lattice, line: TextLine) -> list[Word]:
    """Put the words of a line into the cells; gives those that stand outside."""
    xs, cells, base = lattice.xs, lattice.cells, line.base
    last = len(xs) - 1
    outside: list[Word] = []
    top, bottom, owners = NO_ROW
    held, piece = None, outside
    for word in line.words:
        _, x0, y0, x1, y1, level, _, _ = word
        margin = _OVER * (x1 - x0)
        at = bisect_right(xs, x0 + margin)
        if at <= last and xs[at] < x1 - margin:
            held = None
            for part in _pieces(lattice, word):
                cell = lattice.cell_at((part.x0 + part.x1) / 2, _level(part))
                if cell is None:
                    outside.append(part)
                else:
                    cell.add(part, base)
            continue
        # nearly all words of a line stand in one row
        height = level - 0.3 * (y1 - y0)
        if not top <= height < bottom:
            top, bottom, owners = lattice.row_at(height)
        if not 0 < at <= len(owners):
            outside.append(word)
        elif (owner := owners[at - 1]) == held:
            piece.append(word)
        else:
            piece = cells[owner].add(word, base)
            held = owner
    return outside


def _pieces(lattice: Lattice, word: Word) -> Iterator[Word]:
    """A word that runs over rulings, split between the cells that it runs into.

    Two cells set without padding have their texts so near that they are one word in the content.
    """
    margin = _OVER * (word.x1 - word.x0)
    y = _level(word)
    crossed = [x for x in lattice.xs if word.x0 + margin < x < word.x1 - margin]
    rest = word
    for x in crossed:
        if lattice.cell_at(x - 0.6, y) is lattice.cell_at(x + 0.6, y):
            continue
        parts = split_word(rest, x)
        if parts is not None:
            yield parts[0]
            rest = parts[1]
    yield rest


def _level(word: Word) -> float:
    """Where a word is in height: over its baseline, through its small letters."""
    return word.base - 0.3 * (word.y1 - word.y0)
