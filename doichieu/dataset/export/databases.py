"""The dataset as one database file: DuckDB, or SQLite for Datasette and everything else that reads it.

Each has a table `codebook` that says what every column means.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from doichieu.dataset.export.place import replacing
from doichieu.dataset.export.rows import flat
from doichieu.dataset.files import batches
from doichieu.dataset.keys import KEYS, REFERENCES
from doichieu.dataset.schema import SCHEMAS, TABLES, descriptions
from doichieu.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from doichieu.dataset.place import State

_SQLITE_TYPES = {"int32": "INTEGER", "double": "REAL", "bool": "INTEGER", "decimal128(38, 10)": "REAL"}


def write_duckdb(state: State, dest: Path) -> list[Path]:
    """Write a DuckDB file: the tables as they are, figures as decimals, comments on columns.

    Args:
        state: A state of the dataset.
        dest: The file; one that is there is replaced.

    Returns:
        The file.

    Raises:
        UsageError: DuckDB is not installed, or DEST is a folder.
    """
    try:
        import duckdb  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UsageError(
            "The package duckdb is not installed.", do="pip install 'doichieu[duckdb]'."
        ) from error
    with replacing(dest, duckdb.IOException) as staged, closing(duckdb.connect(str(staged))) as database:
        for table in TABLES:
            for number, rows in enumerate(batches(state, table)):
                database.register("rows", rows)
                how = f"INSERT INTO {table} FROM rows" if number else f"CREATE TABLE {table} AS FROM rows"
                database.execute(how)
                database.unregister("rows")
            for column, text in descriptions(table).items():
                quoted = text.replace("'", "''")
                database.execute(f"COMMENT ON COLUMN {table}.\"{column}\" IS '{quoted}'")
        database.execute(_CODEBOOK)
        database.executemany("INSERT INTO codebook VALUES (?, ?, ?, ?)", list(_codebook()))
    return [dest]


def write_sqlite(state: State, dest: Path) -> list[Path]:
    """Write an SQLite file: keys and references declared, figures as numbers beside their printed text.

    SQLite has no decimals: `value` is a double there, `as_printed` stays exact.

    Args:
        state: A state of the dataset.
        dest: The file; one that is there is replaced.

    Returns:
        The file.

    Raises:
        UsageError: DEST is a folder.
    """
    with replacing(dest, sqlite3.OperationalError) as staged, closing(sqlite3.connect(staged)) as database:
        for table in TABLES:
            database.execute(_create(table))
            places = ", ".join("?" * len(SCHEMAS[table].names))
            rows = ([_sqlite(value) for value in row] for row in flat(state, table))
            database.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608 - our own names
        database.execute(_CODEBOOK)
        database.executemany("INSERT INTO codebook VALUES (?, ?, ?, ?)", _codebook())
        database.commit()
    return [dest]


_CODEBOOK = 'CREATE TABLE codebook ("table" TEXT, "column" TEXT, type TEXT, description TEXT)'


def _codebook() -> Iterator[tuple[str, str, str, str]]:
    for table in TABLES:
        said = descriptions(table)
        for field in SCHEMAS[table]:
            yield table, field.name, str(field.type), said[field.name]


def _create(table: str) -> str:
    columns = [f'"{field.name}" {_SQLITE_TYPES.get(str(field.type), "TEXT")}' for field in SCHEMAS[table]]
    if table in KEYS:
        columns.append(f"PRIMARY KEY ({_names(KEYS[table])})")
    for names, other in REFERENCES.get(table, ()):
        columns.append(f"FOREIGN KEY ({_names(names)}) REFERENCES {other} ({_names(KEYS[other])})")
    return f"CREATE TABLE {table} ({', '.join(columns)})"


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _sqlite(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value
