"""What figures listed row by row may be of: a column, a column of changes, or what the columns of two years differ by."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from doichieu.model import Column, ColumnRole
from doichieu.normalize.text import key
from doichieu.validate.infer.rows.row_labels import is_total_label
from doichieu.validate.paper import AMOUNTS, Paper, Place, Sheet
from doichieu.validate.rules.prose.stated_figures import own_year

_YEARS = re.compile(r"\b(?:nam )?(?:19|20)\d{2}\b|\b(?:nam truoc|nam nay|cung ky|ky truoc|ky nay)\b")
_CHANGE = re.compile(r"\b(?:tang|giam|chenh lech)\b")
# A quotient is known to more places than any text prints.
_FINE = 9
_ROLES = tuple(sorted(AMOUNTS - {ColumnRole.MAXIMUM}))


class Figure(NamedTuple):
    """A figure that a row has in a series.

    Attributes:
        value: The figure.
        places: Its decimal places.
        cells: The cells that print it, or that it is the difference of; the newer one first.
    """

    value: Decimal
    places: int
    cells: tuple[Place, ...]


class Series(NamedTuple):
    """Figures by row.

    Attributes:
        sheet: The table.
        header: What they are of, folded, without years.
        own: Whether they are of the paper's own year.
        at: The figure of a grid row; None where it has none.
    """

    sheet: Sheet
    header: str
    own: bool
    at: Callable[[int], Figure | None]


def figure_series(paper: Paper, sheet: Sheet) -> Iterator[Series]:
    """The columns of counts and amounts of a table, of any year.

    Args:
        paper: The paper.
        sheet: One of its tables.
    """
    for column in sheet.columns(*_ROLES):
        if not _CHANGE.search(key(column.header)):
            own = column.period in {None, own_year(paper)}
            yield Series(sheet, _header(column), own, partial(_cell, sheet, column.index))


def rate_series(paper: Paper, sheet: Sheet) -> Iterator[Series]:
    """The columns of percentages of a table, and what its rows are of the total of a column in percent.

    Args:
        paper: The paper.
        sheet: One of its tables.
    """
    for column in sheet.columns(ColumnRole.RATIO):
        if not _CHANGE.search(key(column.header)):
            own = column.period in {None, own_year(paper)}
            yield Series(sheet, _header(column), own, partial(_cell, sheet, column.index))
    totals = [row.index for row in sheet.reading.rows if is_total_label(row)]
    for column in sheet.columns(*_ROLES) if len(totals) == 1 else ():
        whole = sheet.number(totals[0], column.index)
        if whole is not None and whole.value > 0:
            own = column.period in {None, own_year(paper)}
            yield Series(sheet, _header(column), own, partial(_share, sheet, column.index, totals[0]))


def change_series(paper: Paper, sheet: Sheet) -> Iterator[Series]:
    """The columns of changes of a table, and the pairs of columns of this year and the last of one thing.

    Args:
        paper: The paper.
        sheet: One of its tables.
    """
    columns = sheet.columns(*_ROLES, ColumnRole.RATIO)
    for column in columns:
        if _CHANGE.search(key(column.header)) and "%" not in column.header:
            yield Series(sheet, _header(column), True, partial(_cell, sheet, column.index))
    year = own_year(paper)
    for now in columns:
        for then in columns:
            if year and (now.period, then.period) == (year, year - 1) and _header(now) == _header(then):
                yield Series(sheet, _header(now), True, partial(_difference, sheet, now.index, then.index))


def _header(column: Column) -> str:
    return " ".join(_YEARS.sub(" ", key(column.header)).split())


def _cell(sheet: Sheet, col: int, row: int) -> Figure | None:
    number = sheet.number(row, col)
    return None if number is None else Figure(number.value, number.places, (sheet.place(row, col),))


def _share(sheet: Sheet, col: int, total: int, row: int) -> Figure | None:
    one, whole = sheet.number(row, col), sheet.number(total, col)
    if one is None or whole is None or row == total or not 0 < one.value <= whole.value:
        return None
    cells = (sheet.place(row, col), sheet.place(total, col))
    return Figure(one.value * 100 / whole.value, _FINE, cells)


def _difference(sheet: Sheet, now: int, then: int, row: int) -> Figure | None:
    one, two = sheet.number(row, now), sheet.number(row, then)
    if one is None or two is None:
        return None
    cells = (sheet.place(row, now), sheet.place(row, then))
    return Figure(one.value - two.value, max(one.places, two.places), cells)
