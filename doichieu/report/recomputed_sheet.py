"""Recomputed columns on a worksheet: figures as numbers, formulas over them, and how far they are from what is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from doichieu.report.formulas import ends_of
from doichieu.report.worksheets import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from doichieu.report.formulas import Formula, Token
    from doichieu.report.places import Sheet
    from doichieu.report.recomputed import Recomputed
    from doichieu.report.worksheets import Book

_WIDTH = 15


def add_recomputed(
    book: Book, sheet: Worksheet, printed: Sheet, columns: Sequence[Recomputed], top: int
) -> None:
    """Put the recomputed columns to the right of a printed table.

    The printed table stays text; its figures stand again as numbers, so that formulas have something to work on.

    Args:
        book: The workbook, with its styles.
        sheet: The worksheet that has the printed table at column 0.
        printed: The table.
        columns: What is recomputed; nothing is written when there is none.
        top: Worksheet row of the table's first row.
    """
    if not columns:
        return
    figures = sorted({col for one in columns for col in (*one.reads, one.col)})
    start = printed.n_cols + 1
    at = {col: start + index for index, col in enumerate(figures)}
    head = top + max(printed.table.header_rows - 1, 0)
    sheet.write_string(top - 1, start, book.say("recomputed_block"), book.formats["note"])
    for col in figures:
        _heading(book, sheet, (head, at[col]), book.say("as_number", name=_name(printed, col)))
        for (row, found), number in printed.reading.numbers.items():
            if found == col:
                place = (top + row, at[col])
                sheet.write_number(*place, float(number.value), _figures(book, number.places))
    for index, one in enumerate(columns):
        _column(book, sheet, printed, one, (top, head, start + len(figures) + 2 * index, at))


def _column(
    book: Book,
    sheet: Worksheet,
    printed: Sheet,
    one: Recomputed,
    place: tuple[int, int, int, dict[int, int]],
) -> None:
    top, head, col, at = place
    _heading(book, sheet, (head, col), book.say("recomputed", name=_name(printed, one.col)))
    _heading(book, sheet, (head, col + 1), book.say("difference", name=_name(printed, one.col)))
    style = _figures(book, one.places)
    for row, formula in one.rows.items():
        value = float(formula.value)
        sheet.write_formula(top + row, col, _text(formula, top, at), style, value)
        number = printed.reading.numbers.get((row, one.col))
        if number is None:
            continue
        here, there = (xl_rowcol_to_cell(top + row, each) for each in (at[one.col], col))
        gap = round(float(number.value - formula.value), one.places)
        sheet.write_formula(top + row, col + 1, f"=ROUND({here}-{there},{one.places})", style, gap + 0.0)
    last = top + max(one.rows)
    off = {"type": "cell", "criteria": "!=", "value": 0, "format": book.formats["off"]}
    sheet.conditional_format(top + min(one.rows), col + 1, last, col + 1, off)


def _text(formula: Formula, top: int, at: dict[int, int]) -> str:
    """The formula as a worksheet writes it: places of the table become cells of the figures beside it."""
    return "=" + "".join(_reference(token, top, at) for token in formula.tokens)


def _reference(token: Token, top: int, at: dict[int, int]) -> str:
    if isinstance(token, str):
        return token
    places = ends_of(token)
    fixed = len(places) > 1
    cells = (xl_rowcol_to_cell(top + row, at[col], row_abs=fixed, col_abs=fixed) for row, col in places)
    return ":".join(dict.fromkeys(cells))


def _heading(book: Book, sheet: Worksheet, place: tuple[int, int], text: str) -> None:
    sheet.write_string(*place, clean(text), book.formats["cell_head"])
    sheet.set_column(place[1], place[1], _WIDTH)


def _name(printed: Sheet, col: int) -> str:
    column = printed.columns.get(col)
    return column.header if column is not None and column.header else str(col + 1)


def _figures(book: Book, places: int) -> Format:
    """The format of figures with so many decimal places, made once."""
    name = f"figures_{places}"
    if name not in book.formats:
        code = "0." + "0" * places if places else "0"
        style = {"num_format": code, "valign": "top", "border": 1, "border_color": "#D8DCE1"}
        book.formats[name] = book.workbook.add_format({"font_name": "Times New Roman", **style})
    return book.formats[name]
