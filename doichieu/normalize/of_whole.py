"""Columns whose cells all count of one whole: "15/19", "19/19" criteria met."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from doichieu.model import Cell, Number
from doichieu.normalize.numbers import Separators, read_number

_OF_WHOLE = re.compile(r"(?P<part>\d+(?:[.,]\d+)?)\s?/\s?(?P<whole>\d{1,3})")
# "5/12" may be a day of a month.
_MONTHS = 12
_FEWEST = 4


class OfWhole(NamedTuple):
    """What a column counts of: the figures by row, and the whole."""

    numbers: dict[int, Number]
    whole: Decimal


def read_of_whole(cells: Sequence[Cell], separators: Separators) -> OfWhole | None:
    """Read a column whose cells are all fractions of one whole.

    Args:
        cells: The cells of a column below its header.
        separators: How the paper prints figures.

    Returns:
        The figures, None where some cell is no fraction, the wholes differ, or they may be months.
    """
    filled = [cell for cell in cells if cell.text.strip(" -")]
    found = [(cell, match) for cell in filled if (match := _OF_WHOLE.fullmatch(cell.text.strip()))]
    wholes = {match["whole"] for _, match in found}
    if len(found) < max(_FEWEST, len(filled)) or len(wholes) != 1:
        return None
    whole = Decimal(wholes.pop())
    read = {cell.row: read_number(match["part"], separators) for cell, match in found}
    numbers = {row: number for row, number in read.items() if number is not None and number.value <= whole}
    return OfWhole(numbers, whole) if len(numbers) == len(found) and whole > _MONTHS else None
