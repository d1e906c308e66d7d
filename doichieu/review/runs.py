"""Where the rows of each paper stand in the tables of a state, so that those of one are read alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq

from doichieu.dataset.segments import conform

if TYPE_CHECKING:
    from doichieu.dataset.place import State


@dataclass(frozen=True, slots=True)
class Run:
    """Where the rows of one document stand in a table."""

    name: str
    start: int
    length: int


def runs(state: State, table: str) -> dict[str, Run]:
    """Where each document's rows begin: they stand together, in the order in which papers were written."""
    found: dict[str, Run] = {}
    for name in state.files(table):
        ids = pq.read_table(state.opened(name), columns=["doc_id"], partitioning=None)["doc_id"]
        start = 0
        for doc_id, length in Counter(ids.to_pylist()).items():
            found[doc_id] = Run(name, start, length)
            start += length
    return found


def read(state: State, run: Run, table: str) -> list[dict[str, Any]]:
    """The rows of a run; only the row groups that hold them are read."""
    rows: list[dict[str, Any]] = []
    first = 0
    with pq.ParquetFile(state.opened(run.name)) as file:
        for group in range(file.num_row_groups):
            size = file.metadata.row_group(group).num_rows
            low, high = max(run.start - first, 0), min(run.start + run.length - first, size)
            if low < high:
                part = conform(table, file.read_row_group(group, use_threads=False))
                rows += part.slice(low, high - low).to_pylist()
            first += size
    return rows
