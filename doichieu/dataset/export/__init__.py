"""The dataset for other tools: CSV files, a workbook, a database, a data package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.dataset.export.csv_files import write_csv
from doichieu.dataset.export.databases import write_duckdb, write_sqlite
from doichieu.dataset.export.package import write_package
from doichieu.dataset.export.place import require_place
from doichieu.dataset.export.workbook import write_workbook
from doichieu.dataset.place import state_of
from doichieu.errors import UsageError
from doichieu.outputs import written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from doichieu.dataset.place import Address, State

__all__ = ["write"]

_WRITERS: dict[str, Callable[[State, Path], list[Path]]] = {
    "csv": write_csv,
    "xlsx": write_workbook,
    "duckdb": write_duckdb,
    "sqlite": write_sqlite,
    "datapackage": write_package,
}


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
    if to not in _WRITERS:
        raise UsageError(f"Export to {to} is not offered.", do=f"choose {', '.join(_WRITERS)}.")
    state = state_of(dataset)
    require_place(dataset, dest)
    with written("The export", dest):
        return _WRITERS[to](state, dest)
