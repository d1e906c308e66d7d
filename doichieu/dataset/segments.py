"""Segments: some documents' rows of every table, in a Parquet file a table that never changes."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from doichieu.dataset.schema import SCHEMAS, TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from doichieu.dataset.place import State

DOCUMENT_TABLES = tuple(table for table in TABLES if table != "entities")
"""Tables whose rows belong to documents."""

_NAMING_ENTITIES = ("observations", "findings")
# Rows a group: small enough to be read for one document alone, large enough for columns to pack.
_GROUP = 50_000
# Papers whose rows are put together in one piece: a column of a few rows takes a kilobyte beside what it holds.
_LOOSE = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """What is in a segment.

    Attributes:
        name: Hash of what it holds; its files are called so.
        documents: How many documents.
        entities: IDs that its figures and findings name.
    """

    name: str
    documents: int
    entities: tuple[str, ...]


Tables = dict[str, Any]
"""pyarrow tables by name, of one document or of several."""


@dataclass(slots=True)
class _Builder:
    """Writes the files of one segment as rows come, a row group at a time."""

    folder: Path
    stack: ExitStack
    writers: dict[str, Any] = field(default_factory=dict)
    waiting: dict[str, list[Any]] = field(default_factory=dict)
    loose: dict[str, list[Any]] = field(default_factory=dict)
    entities: set[str] = field(default_factory=set)
    documents: int = 0

    def add(self, table: str, rows: Any) -> None:
        if table in _NAMING_ENTITIES:
            self.entities.update(rows.column("entity_id").unique().drop_null().to_pylist())
        if table == "documents":
            self.documents += len(rows)
        loose = self.loose.setdefault(table, [])
        loose.append(rows)
        if len(loose) == _LOOSE:
            self.waiting.setdefault(table, []).append(pa.concat_tables(loose).combine_chunks())
            loose.clear()
        if sum(map(len, (*loose, *self.waiting.get(table, ())))) >= _GROUP:
            self.flush(table)

    def flush(self, table: str) -> None:
        rows = [*self.waiting.pop(table, []), *self.loose.pop(table, [])]
        if rows:
            if table not in self.writers:
                path = self.folder / f"{table}.parquet"
                self.writers[table] = self.stack.enter_context(pq.ParquetWriter(path, SCHEMAS[table]))
            self.writers[table].write_table(pa.concat_tables(rows), row_group_size=_GROUP)


def write(folder: Path, name: str, parts: Iterable[tuple[str, Any]]) -> Segment:
    """Write a segment.

    Args:
        folder: The state that is being built; files are written to `<table>/<name>.parquet` in it.
        name: The segment's name.
        parts: Table names and rows, in the order to keep; memory holds a row group a table.

    Returns:
        What was written; a table without rows has no file.
    """
    work = folder / f"segment-{name}"
    work.mkdir()
    with ExitStack() as stack:
        builder = _Builder(work, stack)
        for table, rows in parts:
            builder.add(table, rows)
        for table in {*builder.waiting, *builder.loose}:
            builder.flush(table)
    for path in work.iterdir():
        path.replace(folder / path.stem / f"{name}.parquet")
    work.rmdir()
    return Segment(name=name, documents=builder.documents, entities=tuple(sorted(builder.entities)))


def rows_of(state: State, name: str, keep: Callable[[str], bool]) -> Iterator[tuple[str, Any]]:
    """The rows of a segment, but for documents that are not kept; a row group at a time.

    Args:
        state: A state of the dataset.
        name: The segment.
        keep: Says of a doc_id whether its rows stay.

    Yields:
        Table names and rows.
    """
    for table in DOCUMENT_TABLES:
        if not state.has(file_of(table, name)):
            continue
        with pq.ParquetFile(state.opened(file_of(table, name))) as file:
            for group in range(file.num_row_groups):
                rows = conform(table, file.read_row_group(group))
                kept = [doc for doc in rows.column("doc_id").unique().to_pylist() if keep(doc)]
                if kept:
                    yield table, rows.filter(pc.is_in(rows.column("doc_id"), pa.array(kept, pa.string())))


def of_document(state: State, name: str, doc_id: str, tables: Iterable[str] = DOCUMENT_TABLES) -> Tables:
    """The rows of one document in a segment, by table; a table without rows is not in it."""
    found: Tables = {}
    for table in tables:
        file = file_of(table, name)
        if state.has(file):
            rows = pq.read_table(
                state.opened(file), filters=[("doc_id", "=", doc_id)], partitioning=None, use_threads=False
            )
            if len(rows):
                found[table] = conform(table, rows)
    return found


def file_of(table: str, name: str) -> str:
    """Name of a segment's file of a table."""
    return f"{table}/{name}.parquet"


def columns_of(state: State, name: str, columns: list[str]) -> Iterator[tuple[Any, ...]]:
    """Some columns of the documents of a segment, a tuple a document."""
    with pq.ParquetFile(state.opened(file_of("documents", name))) as file:
        rows = file.read(columns, use_threads=False)
    yield from zip(*(rows.column(column).to_pylist() for column in columns), strict=True)


def stamped(rows: Any, values: Mapping[str, Any]) -> Any:
    """Rows with some columns set to one value, those that they have."""
    for name, value in values.items():
        index = rows.schema.get_field_index(name)
        if index >= 0:
            field = rows.schema.field(index)
            rows = rows.set_column(index, field, pa.repeat(pa.scalar(value, field.type), len(rows)))
    return rows


def conform(table: str, rows: Any) -> Any:
    """Rows written by another version, with the columns of this one: new columns are null."""
    schema = SCHEMAS[table]
    if rows.schema.equals(schema, check_metadata=True):
        return rows
    columns = [
        rows.column(field.name).cast(field.type)
        if field.name in rows.schema.names
        else pa.nulls(len(rows), field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def has_columns(state: State, name: str, table: str) -> bool:
    """Whether a file has the columns of this version."""
    with pq.ParquetFile(state.opened(name)) as file:
        return bool(file.schema_arrow.equals(SCHEMAS[table]))


def name_of(parts: Iterable[str]) -> str:
    """Name of a segment: a hash of what is in it."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]
