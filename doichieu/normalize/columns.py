"""Columns of a table and their figures, from what their headers say and what they hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from statistics import median

from doichieu.model import Cell, Column, ColumnRole, Number, Table
from doichieu.normalize.headers import Header, header_paths, read_header
from doichieu.normalize.numbers import (
    Figure,
    Role,
    Separators,
    infer_separators,
    parse_figure,
    read_number,
    roman_value,
    to_number,
)
from doichieu.normalize.of_whole import OfWhole, read_of_whole
from doichieu.normalize.roles import Content, roles_of
from doichieu.normalize.sentences.number_words import place_in_words
from doichieu.normalize.text import key, words

# So many whole numbers must stand beside a figure with a mark for it to be their sum.
_ADDENDS = 3
# One figure is a slip beside so many whose marks are open, and so many without any.
_LEAST_OPEN, _LEAST_PLAIN = 6, 2
# A figure that leaves open what its mark does, and the share of a column that its maximum must bear out.
_OPEN = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_WITHIN = 0.8
# So many differences are no chance.
_BORNE_OUT = 3
# Rows that are looked at for them.
_SAMPLE = 40
# "Ghi chú: (1) Chưa bao gồm …" below a table, and the mark in a cell of its figures.
_EXPLAINED = re.compile(r"(?:^|:\s*)\(1\)\s*[^\W\d]")
_MARK = re.compile(r"\(\d\)")
# "9. Chỉ số sản xuất công nghiệp tháng 6": each column compares with another month.
_INDICES = re.compile(
    r"(?:[\dIVX]+\.? ?)?(?:chi so (?:gia|san xuat|tieu thu|ton kho|su dung)|toc do)\b", re.IGNORECASE
)
_MAXIMA = re.compile(r"(?:muc )?(?:diem |so diem )?(?:toi da|chuan|tran)|thang diem")
_RANKS = re.compile(r"(?:xep|thu) (?:hang|thu|bac)|vi (?:thu|tri)|hang|xep loai")
# Ranks differ in more rows than this; classes I to III come again and again.
_RANKED = 0.5
_DIGITS = "0123456789"
# First, second and third prize.
_PRIZES = 3
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
    bounds = _rows_of(table, _MAXIMA)
    body = _body(table)
    fractions = [read_of_whole(cells, prior) for cells in body]
    contents = [
        _in_romans(header, cells)
        or _in_words(header, cells)
        or (_of_whole(cells, fraction) if fraction else _content(cells, prior, bounds))
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
    for row in sorted(_rows_of(table, _MAXIMA, header=True)):
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


def _body(table: Table) -> list[list[Cell]]:
    """Cells below the header by column, without lone footnote marks: "(1)" is no figure where a note explains it."""
    body: list[list[Cell]] = [[] for _ in range(table.n_cols)]
    marked = any(_EXPLAINED.search(note) for note in table.notes)
    for cell in table.cells:
        if cell.row >= table.header_rows and not (marked and _MARK.fullmatch(cell.text)):
            body[cell.col].append(cell)
    return body


def _in_romans(header: Header, cells: Sequence[Cell]) -> Content | None:
    """A column of ranks in Roman numbers: I, II, II, IV; few of them over many rows are classes instead."""
    filled = [cell for cell in cells if cell.text] if header.suggested is ColumnRole.RANK else []
    ranks = {cell.row: value for cell in filled if (value := roman_value(cell.text)) is not None}
    if len(ranks) < len(filled) or len(set(ranks.values())) <= len(ranks) * _RANKED:
        return None
    return _places(cells, ranks)


def _in_words(header: Header, cells: Sequence[Cell]) -> Content | None:
    """A column of ranks in words: Nhất, Nhì, Ba, Tư; of prizes, which several may share, there are three."""
    filled = [cell for cell in cells if cell.text] if header.suggested is ColumnRole.RANK else []
    ranks = {cell.row: value for cell in filled if (value := place_in_words(cell.text)) is not None}
    if not ranks or len(ranks) < len(filled):
        return None
    shared = len(set(ranks.values())) < len(ranks)
    return None if shared and max(ranks.values()) <= _PRIZES else _places(cells, ranks)


def _places(cells: Sequence[Cell], ranks: dict[int, int]) -> Content:
    numbers = {row: Number(value=Decimal(value), places=0) for row, value in ranks.items()}
    return Content(texts=tuple(cell.text for cell in cells), numbers=numbers, filled=len(ranks))


def _of_whole(cells: Sequence[Cell], fraction: OfWhole) -> Content:
    """A column of fractions of one whole: "15/19" counts fifteen."""
    return Content(
        texts=tuple(cell.text for cell in cells), numbers=fraction.numbers, filled=len(fraction.numbers)
    )


def _rows_of(table: Table, label: re.Pattern[str], *, header: bool = False) -> frozenset[int]:
    """Rows of maxima or ranks: whole numbers that tell nothing of the marks of the scores above or below."""
    return frozenset(
        cell.row
        for cell in table.cells
        if (cell.row < table.header_rows) is header
        and cell.text[:1] not in _DIGITS  # most cells: labels begin with a letter
        and label.fullmatch(key(cell.text))
    )


def _content(cells: Sequence[Cell], prior: Separators, maxima: frozenset[int]) -> Content:
    texts = [cell.text for cell in cells]
    separators = column_separators([cell.text for cell in cells if cell.row not in maxima], prior)
    numbers = {}
    for cell in cells:
        figure = parse_figure(cell.text) if cell.text else None
        number = to_number(figure, separators) if figure else None
        if number is not None:
            numbers[cell.row] = number
    return Content(texts=tuple(texts), numbers=numbers, filled=sum(bool(text) for text in texts))


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
    if median(plain) >= 100 or summed:
        return Separators(dot=Role.GROUP, comma=Role.GROUP)
    return prior


def _is_one_slip(figures: Sequence[Figure], prior: Separators) -> bool:
    """Whether one figure alone speaks against the document's convention, and a slip of the pen explains it.

    A "9.00" among thousands ("60.941", "31.138") and plain whole numbers lost a digit; it makes no decimals of all
    others.
    """
    plain = sum(figure.digits.isdigit() for figure in figures)
    marked = [figure for figure in figures if not figure.digits.isdigit()]
    telling = [figure.evidence for figure in marked if figure.evidence]
    if len(telling) != 1 or len(marked) - 1 < _LEAST_OPEN or plain < _LEAST_PLAIN:
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
    ranked = _rows_of(table, _RANKS)
    for cells in _body(table):
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
        {cell.row: cell.text.strip("+ ") for cell in cells[:_SAMPLE] if cell.text} for cells in _body(table)
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
    rows = _rows_of(table, _MAXIMA)
    for levels, cells in zip(header_paths(table), _body(table), strict=True):
        maximum = read_header(levels).maximum or next(
            (Decimal(cell.text) for cell in cells if cell.row in rows and cell.text.isdecimal()), None
        )
        texts = [cell.text for cell in cells if maximum is not None and _OPEN.fullmatch(cell.text)]
        within = [text for text in texts if maximum and float(text.replace(",", ".")) <= float(maximum)]
        if texts and len(within) >= _WITHIN * len(texts):
            found.extend(within)
    return found


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
