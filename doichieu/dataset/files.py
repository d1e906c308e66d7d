"""Tables of a dataset's current state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from doichieu.dataset.place import state_of
from doichieu.dataset.segments import conform

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from doichieu.dataset.place import Address


def read(dataset: Address, table: str, columns: Sequence[str] | None = None) -> Any:
    """One table of a dataset.

    Args:
        dataset: The dataset.
        table: A name in `TABLES`.
        columns: Columns to read, all when None.

    Returns:
        A pyarrow table of every document's rows.

    Raises:
        DatasetError: There is no dataset.
    """
    state = state_of(dataset)
    return pa.concat_tables(
        pq.read_table(state.opened(name), columns=columns, partitioning=None) for name in state.files(table)
    )


def batches(dataset: Address, table: str) -> Iterator[Any]:
    """One table of a dataset, a pyarrow table of a row group at a time.

    Raises:
        DatasetError: There is no dataset.
    """
    state = state_of(dataset)
    for name in state.files(table):
        with pq.ParquetFile(state.opened(name)) as file:
            for group in range(file.num_row_groups):
                yield conform(table, file.read_row_group(group))
