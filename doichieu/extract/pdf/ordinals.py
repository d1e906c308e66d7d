"""Ordinals whose digits a narrow column breaks over two lines."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.stream import RawCell, RawRow


def whole_ordinals(rows: Sequence[RawRow]) -> list[RawRow]:
    """Put together the ordinals that count on so: "1" above "0" below 9, or above 11.

    The lines of one cell do not tell a number from two, for each of them is one.

    Args:
        rows: Rows of a table whose cells have their lines.

    Returns:
        The rows, those ordinals in one piece.
    """
    whole = list(rows)
    counted = [(at, row[0]) for at, row in enumerate(rows) if row and row[0].col == 0 and _is_counted(row[0])]
    if all(cell.text.isdecimal() for _, cell in counted):
        return whole
    for (at, cell), (below, other) in pairwise(counted):
        if int("".join(cell.text.split())) + 1 == int("".join(other.text.split())):
            for index, broken in ((at, cell), (below, other)):
                whole[index] = (
                    broken._replace(text="".join(broken.text.split()), lines=()),
                    *rows[index][1:],
                )
    return whole


def _is_counted(cell: RawCell) -> bool:
    """Whether a cell holds nothing but digits, in one line or more."""
    return cell.text.isdecimal() or (len(cell.lines) > 1 and all(map(str.isdecimal, cell.lines)))
