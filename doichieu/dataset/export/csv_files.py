"""A folder of CSV files, one a table."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from doichieu.dataset.export.place import replacing
from doichieu.dataset.export.rows import flat
from doichieu.dataset.schema import SCHEMAS, TABLES
from doichieu.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from doichieu.dataset.place import State


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
