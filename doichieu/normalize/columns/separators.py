"""What marks of figures mean in a column, and what tables show of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from statistics import median

from doichieu.model import ColumnRole, Table
from doichieu.normalize.columns.body import MAXIMA, RANKS, body_of, rows_of
from doichieu.normalize.headers import header_paths, read_header
from doichieu.normalize.numbers import Figure, Role, Separators, infer_separators, parse_figure

# So many whole numbers must stand beside a figure with a mark for it to be their sum.
_ADDENDS = 3
# One figure is a slip beside so many whose marks are open, so many without any, and so many of both.
_LEAST_OPEN, _LEAST_PLAIN, _LEAST_BESIDE = 3, 2, 6
# A whole number from here on stands beside thousands; scores of three decimals are smaller.
_HUNDREDS = 100
# A figure that leaves open what its mark does, and the share of a column that its maximum must bear out.
_OPEN = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_WITHIN = 0.8
# So many differences are no chance.
_BORNE_OUT = 3
# Rows that are looked at for them.
_SAMPLE = 40


def column_separators(texts: Sequence[str], prior: Separators) -> Separators:
    """Separators of one column, the document's as prior.

    Where no figure of the column shows what its separator does, its plain whole numbers do: beside
    1374 and 962 a "10.309" counts thousands.

    Args:
        texts: Cells of the column.
        prior: Convention of the document.

    Returns:
        The convention to read the column with.
    """
    figures = [figure for text in texts if (figure := parse_figure(text))]
    if any(figure.evidence for figure in figures):
        return prior if _is_one_slip(figures, prior) else infer_separators(texts, prior)
    plain = [int(figure.digits) for figure in figures if figure.digits.isdigit()]
    if not plain or len(plain) == len(figures):
        return prior
    # "1,141" below whole numbers that add up to about as much is their sum.
    marked = [int(re.sub(r"[.,]", "", figure.digits)) for figure in figures if not figure.digits.isdigit()]
    summed = len(plain) > _ADDENDS and any(0.5 * sum(plain) <= value <= 1.5 * sum(plain) for value in marked)
    if median(plain) >= _HUNDREDS or summed:
        return Separators(dot=Role.GROUP, comma=Role.GROUP)
    return prior


def _is_one_slip(figures: Sequence[Figure], prior: Separators) -> bool:
    """Whether one figure alone speaks against the document's convention, and a slip of the pen explains it.

    A "9.00" among thousands ("60.941", "31.138") and plain whole numbers lost a digit; it makes no decimals of all
    others.
    """
    plain = [int(figure.digits) for figure in figures if figure.digits.isdigit()]
    marked = [figure for figure in figures if not figure.digits.isdigit()]
    telling = [figure.evidence for figure in marked if figure.evidence]
    others = len(marked) - 1
    counted = len(plain) >= _LEAST_PLAIN or (plain and max(plain) >= _HUNDREDS)
    if len(telling) != 1 or others < _LEAST_OPEN or not counted or others + len(plain) < _LEAST_BESIDE:
        return False
    return any(role is Role.DECIMAL and prior.of(mark) is Role.GROUP for mark, role in telling[0].items())


def ordinal_columns(table: Table) -> frozenset[int]:
    """Columns that their header calls ordinals ("STT")."""
    headers = [read_header(levels).suggested for levels in header_paths(table)]
    return frozenset(index for index, role in enumerate(headers) if role is ColumnRole.ORDINAL)


def grouping_evidence(table: Table) -> list[str]:
    """What columns in which "5,298" stands beside "16" say of the mark: it counts thousands, or 16 had decimals too.

    Args:
        table: A table as printed.

    Returns:
        For each such column a text whose form shows a mark between thousands.
    """
    found = []
    ranked = rows_of(table, RANKS)
    for cells in body_of(table):
        texts = [bare for cell in cells if cell.row not in ranked and (bare := cell.text.strip("()-–+ "))]
        marks = {text[-4] for text in texts if _OPEN.fullmatch(text)}
        short = sum(text.isdigit() and len(text) <= 3 for text in texts)
        if len(marks) == 1 and short and all(text.isdigit() or _OPEN.fullmatch(text) for text in texts):
            found.append("1{0}000{0}000".format(*marks))
    return found


def difference_evidence(table: Table) -> list[str]:
    """What columns of "8,510" below "8,208" say of the mark where a plain 302 stands beside them: it counts thousands.

    Args:
        table: A table as printed.

    Returns:
        For each mark that whole numbers bear out so a text whose form shows it between thousands.
    """
    body = [
        {cell.row: cell.text.strip("+ ") for cell in cells[:_SAMPLE] if cell.text} for cells in body_of(table)
    ]
    counted = [column for column in body if column and all(map(_OPEN.fullmatch, column.values()))]
    plain = [column for column in body if sum(text.isdigit() for text in column.values()) >= _BORNE_OUT]
    found = {
        marks.pop()
        for column in counted
        if len(marks := {text[-4] for text in column.values()}) == 1
        and any(_is_borne_out(column, other, whole) for whole in plain for other in (column, *counted))
    }
    return [f"1{mark}000{mark}000" for mark in sorted(found)]


def _is_borne_out(column: dict[int, str], other: dict[int, str], whole: dict[int, str]) -> bool:
    """Whether whole numbers are what a column has more than another, or than itself in the row before."""
    before = dict(pairwise(sorted(column))) if other is column else {row: row for row in column}
    less = {after: row for row, after in before.items()}
    told = [
        _count(column[row]) - _count(other[less[row]]) == int(whole[row])
        for row in column
        if less.get(row) in other and whole.get(row, "").isdigit() and int(whole[row])
    ]
    return sum(told) >= max(_BORNE_OUT, _WITHIN * len(told))


def _count(text: str) -> int:
    return int(re.sub(r"[.,]", "", text))


def maxima_evidence(table: Table) -> list[str]:
    """Figures whose separator marks decimals for certain, as their header's maximum is far below them otherwise.

    Args:
        table: A table as printed.

    Returns:
        Texts such as "13.000" below "(15 điểm)".
    """
    found = []
    rows = rows_of(table, MAXIMA)
    for levels, cells in zip(header_paths(table), body_of(table), strict=True):
        maximum = read_header(levels).maximum or next(
            (Decimal(cell.text) for cell in cells if cell.row in rows and cell.text.isdecimal()), None
        )
        texts = [cell.text for cell in cells if maximum is not None and _OPEN.fullmatch(cell.text)]
        within = [text for text in texts if maximum and float(text.replace(",", ".")) <= float(maximum)]
        if texts and len(within) >= _WITHIN * len(texts):
            found.extend(within)
    return found
