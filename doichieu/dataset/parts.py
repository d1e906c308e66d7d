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
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from doichieu.dataset.place import State
    from doichieu.dataset.segments import Segment
    from doichieu.model import Document

# Documents that are rebuilt at once: so many are held in memory.
_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Part:
    """A segment, and the state whose folder has its files."""

    state: State
    segment: Segment


@dataclass(frozen=True, slots=True)
class Parts:
    """Segments of a state."""

    members: Sequence[Part]

    def naming(self, entities: AbstractSet[str]) -> Parts:
        """Those that name one of these agencies."""
        return Parts([one for one in self.members if not entities.isdisjoint(one.segment.entities)])

    def holding(self, doc_ids: Collection[str]) -> Parts:
        """Those that have one of these documents: of the others nothing but that has to be read."""
        asked = pa.array(sorted(doc_ids), pa.string())
        columns = (
            (one, _rows(one.state, one.segment.name, "documents", None, ["doc_id"])) for one in self.members
        )
        return Parts([one for one, ids in columns if pc.any(pc.is_in(ids["doc_id"], asked)).as_py()])

    def rows(self, table: str, keep: Any, columns: Sequence[str] | None = None) -> Any:
        """Rows of a table that an expression of pyarrow keeps."""
        empty = SCHEMAS[table].empty_table()
        first = empty if columns is None else empty.select(list(columns))
        return pa.concat_tables([first, *self.each(table, keep, columns)])

    def each(self, table: str, keep: Any, columns: Sequence[str] | None = None) -> Iterator[Any]:
        """The same a segment at a time, those without such rows left out."""
        for one in self.members:
            rows = _rows(one.state, one.segment.name, table, keep, columns)
            if rows:
                yield rows

    def documents(self, doc_ids: Sequence[str]) -> Iterator[Document]:
        """Documents as they were read; some at a time, since each reading goes over all segments."""
        for start in range(0, len(doc_ids), _AT_ONCE):
            chosen = doc_ids[start : start + _AT_ONCE]
            holding = self.holding(chosen)
            found = {table: holding._by_document(table, chosen) for table in rebuild.NEEDED}  # noqa: SLF001
            for doc_id in chosen:
                rows = {table: found[table][doc_id] for table in rebuild.NEEDED}
                yield rebuild.document(rows["documents"][0], rows)

    def _by_document(self, table: str, doc_ids: Iterable[str]) -> defaultdict[str, list[dict[str, Any]]]:
        found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in self.rows(table, among("doc_id", doc_ids)).to_pylist():
            found[row["doc_id"]].append(row)
        return found


def _rows(state: State, name: str, table: str, keep: Any, columns: Sequence[str] | None) -> Any:
    file = file_of(table, name)
    if not state.has(file):
        return None
    chosen = None if columns is None else list(columns)
    rows = pq.read_table(
        state.opened(file), columns=chosen, filters=keep, partitioning=None, use_threads=False
    )
    return rows if columns is not None else conform(table, rows)


def among(column: str, values: Iterable[Any]) -> Any:
    """An expression that keeps rows whose column, one of `observations`, has one of some values."""
    kind = SCHEMAS["observations"].field(column).type
    return pc.field(column).isin(pa.array(sorted(values), kind))


def named() -> Any:
    """An expression that keeps figures of known agencies and years."""
    return pc.field("entity_id").is_valid() & pc.field("period").is_valid()
