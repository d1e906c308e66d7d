"""Doubts about commas and dots alone: where the print of a column blurs them, its convention says which they are.

"742.371.91" beside "742.371,91", with the same digits, is one figure whatever was printed. One such cell can be a misprint
and stays in doubt; where several of a column waver it is the print, and what the others of the column have is taken.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from doichieu.extract.scan.conventions import broken, decimal_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.stream import RawCell

_WHOLE = re.compile(r"[-+−–(]?\d{1,3}(?:(?P<mark>[.,])\d{3})?(?:(?P=mark)\d{3})*(?:[.,]\d{1,4})?\)?%?")
# What has both marks and three figures behind the last is as likely misread thousands.
_THOUSANDTHS = re.compile(r"\.\d{3},\d{3}(?!\d)|,\d{3}\.\d{3}(?!\d)")
_NO_DIGIT = re.compile(r"[^\d()%+−–-]")
# So many cells of a column waver about marks alone before it is its print, and so many others show what its marks are.
_WAVERING, _SHOWN = 3, 3
# A figure settled so is no surer than this.
_SURE = 0.97

Column = Counter[str]


def settled(cells: Sequence[RawCell], column: Column) -> dict[int, tuple[str, float]]:
    """What cells of a column in doubt are whose readings differ in marks alone.

    Args:
        cells: Cells of the column that are in doubt.
        column: Its figures that were read surely.

    Returns:
        By the place of the cell in `cells` its text and how sure it is; cells that stay as they are left out.
    """
    marks = Counter(
        mark for text in column.elements() if (mark := decimal_mark(text)) and not _THOUSANDTHS.search(text)
    )
    thousands = Counter(
        mark for text in column.elements() if (match := _WHOLE.fullmatch(text)) and (mark := match["mark"])
    )
    if max(marks.total(), thousands.total()) < _SHOWN or len(marks) > 1 or len(thousands) > 1:
        return {}
    found = {
        at: best
        for at, cell in enumerate(cells)
        if (best := _best(cell, next(iter(marks), None), next(iter(thousands), None)))
    }
    return found if len(found) >= _WAVERING else {}


def _best(cell: RawCell, decimal: str | None, thousand: str | None) -> tuple[str, float] | None:
    """The one reading of a cell that has the marks of its column, with the share of all that have its digits."""
    shares: dict[str, float] = {}
    readings = [
        (cell.text, cell.confidence or 0.0),
        *((one.text, one.probability) for one in cell.alternatives),
    ]
    whole = sum(share for _, share in readings)
    groups: dict[str, list[str]] = {}
    for text, share in readings:
        key = _NO_DIGIT.sub("", text)
        groups.setdefault(key, []).append(text)
        shares[key] = shares.get(key, 0.0) + share / max(whole, 1.0)
    key = max(groups, key=shares.__getitem__)
    fitting = [text for text in dict.fromkeys(groups[key]) if _fits(text, decimal, thousand)]
    if len(groups[key]) < 2 or len(fitting) != 1:
        return None
    return fitting[0], min(shares[key], _SURE)


def _fits(text: str, decimal: str | None, thousand: str | None) -> bool:
    """Whether a figure has the marks of its column, and has thousands in threes."""
    match = _WHOLE.fullmatch(text)
    if match is None or broken(text) or _THOUSANDTHS.search(text):
        return False
    if thousand and match["mark"] not in (None, thousand):
        return False
    own = decimal_mark(text)
    return own == decimal if decimal else own is None
