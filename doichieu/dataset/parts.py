"""Rows and documents of some segments of a state."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from doichieu.dataset import rebuild
from doichieu.dataset.schema import SCHEMAS
from doichieu.dataset.segments import conform, file_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from doichieu.dataset.place import State
    from doichieu.dataset.segments import Segment
    from doichieu.model import Document

# Documents that are rebuilt at once: so many are held in memory.
_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Part:
    """A segment, the state whose folder has its files, and the one whose folder has its index, None for none."""

    state: State
    segment: Segment
    indexed: State | None


@dataclass(frozen=True, slots=True)
class Parts:
    """Segments of a state."""

    members: Sequence[Part]

    def rows(self, table: str, doc_ids: Collection[str], columns: Sequence[str] | None = None) -> Any:
        """Rows of some documents in a table."""
        empty = SCHEMAS[table].empty_table()
        first = empty if columns is None else empty.select(list(columns))
        asked = pa.array(sorted(doc_ids), pa.string())
        found = (_rows(one.state, file_of(table, one.segment.name), asked, columns) for one in self.members)
        return pa.concat_tables(
            [first, *(rows if columns else conform(table, rows) for rows in found if rows)]
        )

    def documents(self, doc_ids: Sequence[str]) -> Iterator[Document]:
        """Documents as they were read; some at a time, since they are held in memory."""
        for start in range(0, len(doc_ids), _AT_ONCE):
            chosen = doc_ids[start : start + _AT_ONCE]
            found = {table: self._by_document(table, chosen) for table in rebuild.NEEDED}
            for doc_id in chosen:
                rows = {table: found[table][doc_id] for table in rebuild.NEEDED}
                yield rebuild.document(rows["documents"][0], rows)

    def _by_document(self, table: str, doc_ids: Collection[str]) -> defaultdict[str, list[dict[str, Any]]]:
        found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in self.rows(table, doc_ids).to_pylist():
            found[row["doc_id"]].append(row)
        return found


def _rows(state: State, name: str, asked: Any, columns: Sequence[str] | None) -> Any:
    """Rows of some documents in a file; row groups without them are not read but for their doc_ids."""
    if not state.has(name):
        return None
    with pq.ParquetFile(state.opened(name)) as file:
        groups = []
        for group in range(file.num_row_groups):
            ids = file.read_row_group(group, columns=["doc_id"], use_threads=False)["doc_id"]
            if pc.any(pc.is_in(ids, asked)).as_py():
                groups.append(group)
        chosen = None if columns is None else list(columns)
        rows = file.read_row_groups(groups, columns=chosen, use_threads=False)
    return rows.filter(pc.is_in(rows["doc_id"], asked))
