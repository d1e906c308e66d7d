"""The dataset for other tools: a folder of CSV files, or one workbook; other modules have databases and packages."""

from __future__ import annotations

import csv
import json
import os
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from doichieu.dataset import files
from doichieu.dataset.export_place import replacing, require_place
from doichieu.dataset.place import state_of
from doichieu.dataset.schema import SCHEMAS, TABLES
from doichieu.errors import DatasetError, UsageError
from doichieu.outputs import written
from doichieu.validate.rounding import quantum
from doichieu.validate.slips import places_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import xlsxwriter

    from doichieu.dataset.place import Address, State

# What a sheet and a cell of a workbook hold (ECMA-376; Excel's stated limits).
_SHEET_ROWS = 1_048_576
_CELL_CHARACTERS = 32_767
# A double keeps 15 decimal digits; figures with more stay text.
_EXACT_DIGITS = 15

# The figure whose printed places stand beside it.
_PRINTED = "value"


def write(dataset: Address, to: str, dest: Path) -> list[Path]:
    """Export every table, all of the state that is current at the beginning.

    Args:
        dataset: The dataset.
        to: A format: "csv", "xlsx", "duckdb", "sqlite" or "datapackage".
        dest: For csv and datapackage a folder, for the others the file.

    Returns:
        The files written.

    Raises:
        UsageError: The format is not offered, DEST is a file where a folder is needed or the reverse, or it lies in the
            dataset.
        DatasetError: There is no dataset, or a table has more rows than a sheet.
        OutputError: DEST cannot be written.
    """
    writers = _writers()
    if to not in writers:
        raise UsageError(f"Export to {to} is not offered.", do=f"choose {', '.join(writers)}.")
    state = state_of(dataset)
    require_place(dataset, dest)
    with written("The export", dest):
        return writers[to](state, dest)


def _writers() -> dict[str, Callable[[State, Path], list[Path]]]:
    from doichieu.dataset import export_databases, export_package  # noqa: PLC0415 - they use this module's rows

    return {
        "csv": write_csv,
        "xlsx": _xlsx,
        "duckdb": export_databases.write_duckdb,
        "sqlite": export_databases.write_sqlite,
        "datapackage": export_package.write_package,
    }


def flat(state: State, table: str) -> Iterator[list[Any]]:
    """The rows of a table with single values: figures with their printed places, lists as JSON text.

    Args:
        state: A state of the dataset.
        table: A name in `TABLES`.

    Yields:
        Values in column order.
    """
    for rows in files.batches(state, table):
        for batch in rows.to_batches(max_chunksize=10_000):
            yield from map(list, zip(*(_single(batch, field) for field in batch.schema), strict=True))


def _single(batch: Any, field: Any) -> list[Any]:
    """The values of a column, one each."""
    values: list[Any] = batch.column(field.name).to_pylist()
    if pa.types.is_decimal(field.type):
        # The column's ten places are not those of the paper: 92,75 and 92,750 are different figures.
        printed = batch.column("places").to_pylist() if field.name == _PRINTED else map(_places, values)
        return [
            value if value is None else value.quantize(quantum(places))
            for value, places in zip(values, printed, strict=True)
        ]
    if pa.types.is_list(field.type):
        return [value if value is None else json.dumps(value, ensure_ascii=False) for value in values]
    return values


def _places(value: Decimal | None) -> int:
    return 0 if value is None else places_of(value)


def write_csv(state: State, dest: Path, *, encoding: str = "utf-8-sig") -> list[Path]:
    """Write a file a table; by default with the byte order mark without which spreadsheets garble Vietnamese.

    Args:
        state: A state of the dataset.
        dest: Folder for the files.
        encoding: How text is written.

    Returns:
        The files.
    """
    if dest.exists() and not dest.is_dir():
        raise UsageError("This is a file.", do="name a folder for the CSV files.", source=str(dest))
    dest.mkdir(parents=True, exist_ok=True)
    files_written = []
    for table in TABLES:
        path = dest / f"{table}.csv"
        with replacing(path) as staged, staged.open("w", encoding=encoding, newline="") as handle:
            out = csv.writer(handle, lineterminator="\n")
            out.writerow(SCHEMAS[table].names)
            out.writerows([_csv_value(value) for value in row] for row in flat(state, table))
        files_written.append(path)
    return files_written


def _csv_value(value: Any) -> Any:
    """A value as the module csv writes it: nothing for none, text and numbers as they are."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else value


def _xlsx(state: State, dest: Path) -> list[Path]:
    """A sheet a table; text stays text, whatever it begins with."""
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
