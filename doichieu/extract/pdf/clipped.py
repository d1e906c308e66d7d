"""Merged cells of a header that a page repeats, cut short: LibreOffice prints no more of them than their rows have room for.

What does not fit is left out, or stays in the text layer where nobody sees it, over the row below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from doichieu.extract.pdf.cells import GridCell, PageTable


def complete_header(first: PageTable, table: PageTable, most: int) -> None:
    """Give cells of a repeated header back what was cut off, and take it away from the row below.

    Args:
        first: The part of the table that begins with the header.
        table: A further part; its cells are changed where it begins with the same header.
        most: Rows that a header has at most.
    """
    tops = [part.rows(1)[0] for part in (first, table)]
    if not (tops[0] and tops[1] and tops[0][0].text == tops[1][0].text):
        return
    same = sum(one.text == other.text for one, other in zip(*tops, strict=False))
    if len(tops[0]) != len(tops[1]) or not len(tops[0]) / 2 <= same < len(tops[0]):
        return
    own = {(cell.row, cell.col): cell for cell in table.cells}
    cut = [
        (cell, other)
        for cell in first.cells
        if cell.row < most
        and cell.rows > 1
        and (other := own.get((cell.row, cell.col))) is not None
        and (other.rows, other.cols) == (cell.rows, cell.cols)
        and cell.text != other.text
    ]
    if len([one for one, _ in cut if not one.row]) + same < len(tops[0]):
        return
    if all(_is_cut_short(*pair) for pair in cut):
        for cell, other in cut:
            lost = _texts(cell)[len(_texts(other)) :]
            other.words = cell.words
            if (under := own.get((cell.row + cell.rows, cell.col))) is not None:
                _take_off(under, lost)


def _is_cut_short(whole: GridCell, cell: GridCell) -> bool:
    """Whether a cell has the first words of another and no more."""
    texts, own = _texts(whole), _texts(cell)
    return 0 < len(own) < len(texts) and texts[: len(own)] == own


def _take_off(cell: GridCell, lost: list[str]) -> None:
    """Take words off that were cut off above; what the cell has besides them is its own."""
    left, lines = list(lost), []
    for line in cell.words:
        kept = []
        for word in line:
            if word.text in left:
                left.remove(word.text)
            else:
                kept.append(word)
        lines.append(kept)
    if any(lines):
        cell.words = [line for line in lines if line]


def _texts(cell: GridCell) -> list[str]:
    return [word.text for line in cell.words for word in line]
