"""Columns of a table and their figures, from what their headers say and what they hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from doichieu.model import Column, ColumnRole, Number, Table
from doichieu.normalize.columns.body import MAXIMA, body_of, rows_of
from doichieu.normalize.columns.content import Content, content_of
from doichieu.normalize.columns.roles import roles_of
from doichieu.normalize.headers import Header, header_paths, read_header
from doichieu.normalize.numbers import Separators, parse_figure, read_number
from doichieu.normalize.of_whole import read_of_whole
from doichieu.normalize.text import key, words

# "9. Chỉ số sản xuất công nghiệp tháng 6": each column compares with another month.
_INDICES = re.compile(
    r"(?:[\dIVX]+\.? ?)?(?:chi so (?:gia|san xuat|tieu thu|ton kho|su dung)|toc do)\b", re.IGNORECASE
)
# A row of the header with fewer figures is none of maxima.
_LEAST_MAXIMA = 2


def read_columns(table: Table, prior: Separators) -> tuple[tuple[Column, ...], dict[tuple[int, int], Number]]:
    """Columns of a table and its figures.

    Args:
        table: A table as printed.
        prior: Separator convention of the document.

    Returns:
        One column per grid column, and the figures by (row, column).
    """
    row, maxima = _maxima_of_header(table, prior)
    headers = [read_header(levels) for levels in header_paths(table, leave_out=row)]
    bounds = rows_of(table, MAXIMA)
    body = body_of(table)
    fractions = [read_of_whole(cells, prior) for cells in body]
    contents = [
        content_of(header, cells, prior, bounds, fraction)
        for header, cells, fraction in zip(headers, body, fractions, strict=True)
    ]
    wholes = {index: fraction.whole for index, fraction in enumerate(fractions) if fraction}
    roles = roles_of(headers, contents, indexed=bool(_INDICES.match(key(table.caption or ""))))
    columns = tuple(
        Column(
            index=index,
            role=role,
            header=header.path,
            indicator=header.indicator,
            period=header.period,
            maximum=header.maximum
            if role is ColumnRole.RATIO
            else maxima.get(index, header.maximum or wholes.get(index)),
            unit=_unit(header, content, table.unit),
        )
        for index, (header, content, role) in enumerate(zip(headers, contents, roles, strict=True))
    )
    numbers = {
        (row, index): number
        for index, content in enumerate(contents)
        if roles[index] not in {ColumnRole.ORDINAL, ColumnRole.ENTITY}
        for row, number in content.numbers.items()
    }
    return columns, numbers


def _maxima_of_header(table: Table, prior: Separators) -> tuple[int | None, dict[int, Decimal]]:
    """The row below the titles that says what each column is out of ("Điểm tối đa": 10, 20, 30), and those maxima by column."""
    for row in sorted(rows_of(table, MAXIMA, header=True)):
        figures = {
            cell.col: number.value
            for cell in table.cells
            if cell.row == row
            and cell.col_span == 1
            and (number := read_number(cell.text, prior)) is not None
        }
        if len(figures) >= _LEAST_MAXIMA and min(figures.values()) > 0:
            return row, figures
    return None, {}


def repeated_width(columns: Sequence[Column]) -> int | None:
    """Columns after which the headers come again, where a long list stands in halves side by side; else None."""
    headers = [column.header for column in columns]
    while headers and not headers[-1]:
        headers.pop()
    for width in range(2, len(headers) // 2 + 1):
        named = len(headers) % width == 0 and all(headers) and len(set(headers[:width])) == width
        if named and all(header == headers[at % width] for at, header in enumerate(headers)):
            return width
    return None


def _unit(header: Header, content: Content, table_unit: str | None) -> str | None:
    if header.unit == "%" or any(number.percent for number in content.numbers.values()):
        return "%"
    if header.unit:
        return header.unit
    figures = [figure for text in content.texts if (figure := parse_figure(text))]
    units = [figure.unit for figure in figures if figure.unit]
    # "8 tháng" among plain figures is a line of the header, which comes again on the next page
    if len(set(units)) == 1 and len(units) * 2 > len(figures):
        return units[0]
    if "diem" in words(header.path):
        return "điểm"
    return table_unit
