"""The files of a new state: segments that are new or lose documents, small ones merged, entities, files not read."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq

from doichieu.dataset import between, index, manifest, segments, whole
from doichieu.dataset.entities import entities
from doichieu.dataset.folder import FolderState
from doichieu.dataset.manifest import Manifest, Source
from doichieu.dataset.parts import Part, Parts
from doichieu.dataset.plan import plan_of
from doichieu.dataset.record import to_arrow
from doichieu.dataset.rows import printable, unread
from doichieu.dataset.schema import SCHEMAS, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from doichieu.dataset.place import State
    from doichieu.dataset.plan import Fresh, Plan
    from doichieu.dataset.record import People
    from doichieu.dataset.segments import Segment

SCHEMA_FILE = "schema.parquet"
"""A file without rows in every table's folder: a table nobody has written to opens in any reader."""

# So many segments of one size (under 8, 64, 512 documents) become one of the next: a document is written again
# at most four times while the dataset grows, and there are few small files at any time.
_TIER = 8
_LARGEST = 4096


def build(
    staged: Path,
    state: State | None,
    before: Manifest,
    sources: dict[str, Source],
    fresh: Fresh,
    applied: frozenset[str],
    people: People | None = None,
) -> list[str]:
    """Write what is new in a new state.

    Args:
        staged: An empty folder for it.
        state: The state before, None for none.
        before: What that consists of.
        sources: What every source holds in the new one.
        fresh: Documents to take anew.
        applied: Entries of the journal that the new state holds.
        people: What people have said of papers.

    Returns:
        Files of the state before that the new one has as well.
    """
    for table in TABLES:
        (staged / table).mkdir()
    schemas = list(_schemas(staged, state))
    # Readers that know nothing of us expect the same columns in every file of a table.
    rewrites = state is not None and len(schemas) < len(TABLES) and _has_other_columns(state)
    plan = plan_of(state, before, sources, fresh, whole=rewrites)
    kept = [one for name, one in before.segments.items() if name not in plan.rewritten]
    written = list(_write(staged, state, plan, fresh))
    found = {one.name: one for one in _compact(staged, state, [*kept, *written])}
    # What a source points to and nobody has (a run that knew an older state): it is read again the next time.
    lost = {
        id_: one for id_, one in sources.items() if one.doc_id is not None and one.doc_id not in plan.present
    }
    settled = {**sources, **{id_: replace(one, doc_id=None) for id_, one in lost.items()}}
    _entities(staged, found.values())
    _unread(staged, settled.values())
    manifest.save(staged, Manifest(segments=found, sources=settled, applied=applied))
    indexes = list(_indexes(staged, state, found))
    between_papers = between.write(
        staged, state, _parts(staged, state, before, plan, found), _changed(plan), people
    )
    unchanged = [*schemas, *_unchanged(staged, state, found), *indexes, *between_papers]
    whole.note(staged, state, unchanged)
    return unchanged


def _parts(
    staged: Path, state: State | None, before: Manifest, plan: Plan, found: Mapping[str, Segment]
) -> tuple[Parts, Parts]:
    """Segments of the state before that lost documents, and all of the new one."""
    lost = []
    if state is not None:
        lost = [
            Part(state, before.segments[name], state if index.has(state, name) else None)
            for name in plan.rewritten
        ]
    have = [
        Part(_state_of(staged, state, name), one, _having(staged, state, index.names(name)[0]))
        for name, one in found.items()
    ]
    return Parts(lost), Parts(have)


def _changed(plan: Plan) -> set[str]:
    """Papers that are new, other than before, or gone."""
    gone = {
        doc_id for doc_id, name in plan.at.items() if name in plan.rewritten and doc_id not in plan.primary
    }
    return {*plan.new, *gone}


def _schemas(staged: Path, state: State | None) -> Iterator[str]:
    """Write the files without rows, but for those that the state before has with the same columns: their names."""
    for table in TABLES:
        name = f"{table}/{SCHEMA_FILE}"
        if state is not None and state.has(name):
            with pq.ParquetFile(state.opened(name)) as file:
                if file.schema_arrow.equals(SCHEMAS[table], check_metadata=True):
                    yield name
                    continue
        pq.write_table(SCHEMAS[table].empty_table(), staged / name)


def _has_other_columns(state: State) -> bool:
    """Whether a version of doichieu with other columns wrote a state."""
    return not all(
        state.has(name) and segments.has_columns(state, name, table)
        for table, name in ((table, f"{table}/{SCHEMA_FILE}") for table in TABLES)
    )


def _write(staged: Path, state: State | None, plan: Plan, fresh: Fresh) -> Iterator[Segment]:
    """Write what is new, and what is left of segments that lose documents."""
    for name, stay in plan.rewritten.items():
        if stay and state is not None:
            parts = segments.rows_of(state, name, stay.__contains__)
            yield segments.write(staged, segments.name_of([name, *sorted(stay)]), parts)
    for start in range(0, len(plan.new), _LARGEST):
        docs = plan.new[start : start + _LARGEST]
        tokens = [f"{doc_id} {_token(plan, fresh, doc_id)}" for doc_id in docs]
        yield segments.write(staged, segments.name_of(tokens), _new_rows(state, plan, fresh, docs))


def _token(plan: Plan, fresh: Fresh, doc_id: str) -> str:
    """What tells this version of a document from others: what was read, or the segment it comes from, and its place."""
    origin = fresh.digest(doc_id) if doc_id in fresh else plan.at[doc_id]
    return f"{origin} {plan.primary[doc_id].source_id}"


def _new_rows(
    state: State | None, plan: Plan, fresh: Fresh, docs: Iterable[str]
) -> Iterator[tuple[str, Any]]:
    for doc_id in docs:
        source = plan.primary[doc_id]
        place: dict[str, Any] = {"source": printable(source.source), "source_id": source.source_id}
        if doc_id in fresh:
            tables = fresh.tables(doc_id)
            read_at = {"ingested_at": datetime.fromisoformat(source.seen)}
            tables = {**tables, "documents": segments.stamped(tables["documents"], place | read_at)}
            place.pop("source")  # issues name what they are about, which may be a part of the file
        elif state is not None:
            tables = segments.of_document(state, plan.at[doc_id], doc_id)
        for table, rows in tables.items():
            yield table, segments.stamped(rows, place)


def _compact(staged: Path, state: State | None, found: list[Segment]) -> Iterator[Segment]:
    """Merge small segments when there are many; gives those of the new state."""
    have = {one.name: one for one in found}
    size = _TIER
    while size <= _LARGEST // _TIER:
        small = sorted(one.name for one in have.values() if one.documents < size)
        if len(small) >= _TIER:
            parts = (part for name in small for part in _rows(staged, state, name))
            merged = segments.write(staged, segments.name_of(small), parts)
            for name in small:
                del have[name]
                for table in segments.DOCUMENT_TABLES:
                    (staged / segments.file_of(table, name)).unlink(missing_ok=True)
            have[merged.name] = merged
        size *= _TIER
    yield from have.values()


def _rows(staged: Path, state: State | None, name: str) -> Iterator[tuple[str, Any]]:
    """The rows of a segment, written just now or before."""
    yield from segments.rows_of(_state_of(staged, state, name), name, lambda _: True)


def _state_of(staged: Path, state: State | None, name: str) -> State:
    """The state whose folder has a segment: the one that is being built, else the one before."""
    return _having(staged, state, segments.file_of("documents", name))


def _having(staged: Path, state: State | None, file: str) -> State:
    new = FolderState(staged)
    return new if state is None or new.has(file) else state


def _unchanged(staged: Path, state: State | None, names: Iterable[str]) -> list[str]:
    """Files of segments that the state before has, and that were not written just now."""
    if state is None:
        return []
    wanted = set(names)
    files = (name for table in segments.DOCUMENT_TABLES for name in state.files(table))
    return [name for name in files if Path(name).stem in wanted and not (staged / name).exists()]


def _indexes(staged: Path, state: State | None, names: Iterable[str]) -> Iterator[str]:
    """Write the indexes of segments, but for those that the state before has: their names."""
    (staged / index.FOLDER).mkdir()
    for name in names:
        if state is not None and index.has(state, name):
            yield from index.names(name)
        else:
            index.write(staged, _state_of(staged, state, name), name)


def _entities(staged: Path, found: Iterable[Segment]) -> None:
    ids = {entity_id for one in found for entity_id in one.entities}
    if ids:
        rows = to_arrow("entities", entities(ids))
        name = segments.name_of(sorted(ids))
        pq.write_table(rows, staged / "entities" / f"{name}.parquet")


def _unread(staged: Path, sources: Iterable[Source]) -> None:
    rows = [
        unread(one.source, one.source_id, one.code, one.message or "")
        for one in sorted(sources, key=lambda one: one.source_id)
        if one.code is not None
    ]
    if rows:
        name = segments.name_of(f"{row['source_id']} {row['code']} {row['message']}" for row in rows)
        pq.write_table(to_arrow("issues", rows), staged / "issues" / f"unread-{name}.parquet")
