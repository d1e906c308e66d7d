"""Figures with the digits that a workbook stores and its cells do not show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from doichieu.model import Number, Table

# Half a unit of the last place, and what doubles leave behind it.
_HALF = Decimal("0.5000001")


def stored_figures(table: Table, numbers: Mapping[tuple[int, int], Number]) -> dict[tuple[int, int], Number]:
    """Figures of which more digits are stored than are printed, with these digits.

    What is stored counts only where it rounds to what is printed: a format can show another figure (an absolute
    value, a code), and a person may have read the cell otherwise.

    Args:
        table: The table.
        numbers: Its figures by (row, column).

    Returns:
        Figures by (row, column); their `places` are still those printed.
    """
    found = {}
    for cell in table.cells:
        number = numbers.get((cell.row, cell.col)) if cell.stored is not None else None
        if number is None or cell.stored is None:
            continue
        if abs(cell.stored - number.value) <= _HALF.scaleb(-number.places):
            found[cell.row, cell.col] = replace(number, value=cell.stored)
    return found
