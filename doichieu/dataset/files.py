"""Tables of a dataset's current state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from doichieu.dataset.layout import snapshot_of
from doichieu.dataset.segments import conform

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def read(folder: Path, table: str, columns: Sequence[str] | None = None) -> Any:
    """One table of a dataset.

    Args:
        folder: The dataset.
        table: A name in `TABLES`.
        columns: Columns to read, all when None.

    Returns:
        A pyarrow table of every document's rows.

    Raises:
        DatasetError: There is no dataset in the folder.
    """
    return pa.concat_tables(
        pq.read_table(path, columns=columns, partitioning=None) for path in paths(folder, table)
    )


def batches(folder: Path, table: str) -> Iterator[Any]:
    """One table of a dataset, a pyarrow table of a row group at a time.

    Raises:
        DatasetError: There is no dataset in the folder.
    """
    for path in paths(folder, table):
        with pq.ParquetFile(path) as file:
            for group in range(file.num_row_groups):
                yield conform(table, file.read_row_group(group))


def paths(folder: Path, table: str) -> list[Path]:
    """Parquet files of a table, all of one state."""
    return sorted((snapshot_of(folder) / table).glob("*.parquet"))
