"""A workbook with a sheet a table, in which no text becomes a formula."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from doichieu.dataset import files
from doichieu.dataset.export.place import replacing
from doichieu.dataset.export.rows import flat
from doichieu.dataset.schema import SCHEMAS, TABLES
from doichieu.errors import DatasetError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    import xlsxwriter

    from doichieu.dataset.place import State

# What a sheet and a cell of a workbook hold (ECMA-376; Excel's stated limits).
_SHEET_ROWS = 1_048_576
_CELL_CHARACTERS = 32_767
# A double keeps 15 decimal digits; figures with more stay text.
_EXACT_DIGITS = 15


def write_workbook(state: State, dest: Path) -> list[Path]:
    """Write a sheet a table; text stays text, whatever it begins with.

    Args:
        state: A state of the dataset.
        dest: A file that ends in .xlsx.

    Returns:
        The file.

    Raises:
        UsageError: DEST is a folder, or has another ending.
        DatasetError: A table has more rows than a sheet.
    """
    import xlsxwriter  # noqa: PLC0415 - CSV does without
    from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415

    if dest.is_dir():
        raise UsageError("This is a folder.", do="name a file that ends in .xlsx.", source=str(dest))
    if dest.suffix.lower() != ".xlsx":
        raise UsageError("The name does not end in .xlsx.", do="name a file that does.", source=str(dest))
    created = _newest(state)
    options = {"constant_memory": True}
    with (
        replacing(dest, FileCreateError) as staged,
        xlsxwriter.Workbook(os.fspath(staged), options) as book,
    ):
        # The time of the newest paper, not of the export: the same dataset gives the same bytes.
        book.set_properties({"created": created})
        for table in TABLES:
            _sheet(book, state, table)
    return [dest]


def _newest(state: State) -> datetime:
    times = [
        time for time in files.rows(state, "documents").column("ingested_at").to_pylist() if time is not None
    ]
    return max(times, default=datetime(1980, 1, 1, tzinfo=UTC)).replace(tzinfo=None)


def _sheet(book: xlsxwriter.Workbook, state: State, table: str) -> None:
    names = SCHEMAS[table].names
    sheet = book.add_worksheet(table)
    bold, formats = book.add_format({"bold": True}), _Formats(book)
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, bold)
    last = 0
    for last, row in enumerate(flat(state, table), start=1):
        if last >= _SHEET_ROWS:
            raise DatasetError(
                f"The table {table!r} has more rows than a sheet holds.",
                do="export to csv.",
                source=str(state.address),
            )
        for column, value in enumerate(row):
            _cell(sheet, last, column, value, formats)
    sheet.autofilter(0, 0, last, len(names) - 1)


class _Formats:
    """Number formats of one workbook, one for each count of decimal places."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._by_code: dict[str, Any] = {}

    def get(self, code: str) -> Any:
        if code not in self._by_code:
            self._by_code[code] = self._book.add_format({"num_format": code})
        return self._by_code[code]


def _cell(sheet: Any, row: int, column: int, value: Any, formats: _Formats) -> None:
    match value:
        case None:
            return
        case bool():
            sheet.write_boolean(row, column, value)
        case Decimal() if len(value.as_tuple().digits) <= _EXACT_DIGITS:
            places = max(0, -int(value.as_tuple().exponent))
            sheet.write_number(row, column, float(value), formats.get("0." + "0" * places if places else "0"))
        case int() | float():
            sheet.write_number(row, column, value)
        case datetime():
            sheet.write_datetime(row, column, value.replace(tzinfo=None), formats.get("yyyy-mm-dd hh:mm:ss"))
        case date():
            sheet.write_datetime(row, column, value, formats.get("yyyy-mm-dd"))
        case _:
            sheet.write_string(row, column, _fitting(str(value)))


def _fitting(text: str) -> str:
    """Text as long as a cell of a workbook may be, with a sign where it was cut."""
    return text if len(text) <= _CELL_CHARACTERS else text[: _CELL_CHARACTERS - 1] + "…"
