"""Tables of a dataset."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from doichieu.dataset.layout import MANIFEST
from doichieu.dataset.place import state_of
from doichieu.dataset.segments import conform
from doichieu.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from doichieu.dataset.place import Address, State


def read(dataset: Address, table: str, columns: Sequence[str] | None = None) -> Any:
    """One table of a dataset's current state; what is to fit to another table is read with `rows` from one state.

    Args:
        dataset: The dataset.
        table: A name in `TABLES`.
        columns: Columns to read, all when None.

    Returns:
        A pyarrow table of every document's rows.

    Raises:
        DatasetError: There is no dataset.
    """
    return rows(state_of(dataset), table, columns)


def rows(state: State, table: str, columns: Sequence[str] | None = None) -> Any:
    """One table of a state; see `read`.

    Raises:
        DatasetError: The state is gone by now.
    """
    with _still_there(state):
        return pa.concat_tables(_read(state.opened(name), table, columns) for name in _files(state, table))


def _read(file: Any, table: str, columns: Sequence[str] | None) -> Any:
    """Some columns of a file; those that the version which wrote it did not have are null."""
    if columns is None:
        return conform(table, pq.read_table(file, partitioning=None))
    with pq.ParquetFile(file) as parts:
        there = set(parts.schema_arrow.names)
        return conform(table, parts.read([name for name in columns if name in there])).select(list(columns))


def batches(state: State, table: str) -> Iterator[Any]:
    """One table of a state, a pyarrow table of a row group at a time.

    Raises:
        DatasetError: The state is gone by now.
    """
    with _still_there(state):
        for name in _files(state, table):
            with pq.ParquetFile(state.opened(name)) as file:
                for group in range(file.num_row_groups):
                    yield conform(table, file.read_row_group(group))


def _files(state: State, table: str) -> list[str]:
    """Names of a table's files, of which every state has one without rows."""
    names = state.files(table)
    if not names:
        raise FileNotFoundError(table)
    return names


@contextmanager
def _still_there(state: State) -> Iterator[None]:
    """Say what to do when a state is removed while it is read; it is moved away whole before its files go."""
    try:
        yield
        state.content(MANIFEST)
    except FileNotFoundError as error:
        raise DatasetError(
            "The dataset was published twice while it was read; the state that was read is gone.",
            do="run again when no other run writes to it.",
            source=str(state.address),
        ) from error
