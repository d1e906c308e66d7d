"""The Parquet files of a dataset folder: how a table's files are written, read and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from doichieu.dataset.schema import SCHEMAS, TABLES
from doichieu.dataset.transaction import Change, locked, recover, unfinished
from doichieu.errors import DatasetError

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, Any]

SCHEMA_FILE = "schema.parquet"
"""A file without rows in every table's folder: a table nobody has written to opens in any reader."""


def read(folder: Path, table: str) -> Any:
    """One table of a dataset.

    Args:
        folder: The dataset.
        table: A name in `TABLES`.

    Returns:
        A pyarrow table of every document's rows, by doc_id.

    Raises:
        DatasetError: There is no dataset in the folder.
    """
    if not (folder / "documents" / SCHEMA_FILE).is_file():
        raise DatasetError(
            "There is no dataset here.",
            do="make one with `doichieu ingest PATH --dataset DIR`.",
            source=str(folder),
        )
    if unfinished(folder):
        with locked(folder):
            recover(folder)
    return pa.concat_tables(
        pq.ParquetFile(path).read() for path in sorted((folder / table).glob("*.parquet"))
    )


def prepare(folder: Path) -> None:
    """Make the folders and schema files of a new dataset, or check those of an old one."""
    marker = folder / "documents" / SCHEMA_FILE
    if marker.is_file():
        _check_layout(folder)
        return
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DatasetError(
            "This is not a dataset, and not an empty folder.",
            do="name a new folder with --dataset (or --out).",
            source=str(folder),
        )
    change = Change(folder)
    for table in TABLES:
        write(change.write(table, SCHEMA_FILE), table, [])
    change.commit()


def _check_layout(folder: Path) -> None:
    """Refuse a dataset whose columns are not those of this version: its files would not open together."""
    for table, schema in SCHEMAS.items():
        path = folder / table / SCHEMA_FILE
        if not path.is_file() or not pq.read_schema(path).equals(schema):
            raise DatasetError(
                f"The table {table!r} has other columns than this version of doichieu writes.",
                do="ingest the papers into a new folder.",
                source=str(folder),
            )


def whole(table: str, row: Row) -> Row:
    """A row with every column of its table."""
    return {name: row.get(name) for name in SCHEMAS[table].names}


def write(path: Path, table: str, table_rows: list[Row]) -> None:
    """Write rows as Parquet; the same rows give the same bytes."""
    schema = SCHEMAS[table]
    columns = [pa.array([row.get(field.name) for row in table_rows], type=field.type) for field in schema]
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), path)


def read_file(path: Path) -> list[Row]:
    """Rows of one file; none when there is no such file (a document without claims has none)."""
    if not path.is_file():
        return []
    found: list[Row] = pq.ParquetFile(path).read().to_pylist()
    return found


def entity_ids(folder: Path) -> set[str]:
    """IDs that figures and findings name."""
    ids: set[str] = set()
    for table in ("observations", "findings"):
        for path in (folder / table).glob("*.parquet"):
            column = pq.ParquetFile(path).read(columns=["entity_id"]).column("entity_id")
            ids.update(column.unique().drop_null().to_pylist())
    return ids
