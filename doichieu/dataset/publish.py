"""From the journal to a new state: what changed is written, what did not is linked, then the pointer moves."""

from __future__ import annotations

import hashlib
import random
import time
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pyarrow.parquet as pq

from doichieu.dataset import journal, manifest, segments
from doichieu.dataset.entities import entities
from doichieu.dataset.folder import FolderState
from doichieu.dataset.journal import Event
from doichieu.dataset.manifest import Manifest, Source
from doichieu.dataset.objects import ChangedError
from doichieu.dataset.record import decode, to_arrow
from doichieu.dataset.rows import printable, unread
from doichieu.dataset.schema import SCHEMAS, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from doichieu.dataset.journal import Entry
    from doichieu.dataset.place import Place, State
    from doichieu.dataset.segments import Segment

SCHEMA_FILE = "schema.parquet"
"""A file without rows in every table's folder: a table nobody has written to opens in any reader."""

# So many segments of one size (under 8, 64, 512 documents) become one of the next: a document is written again
# at most four times while the dataset grows, and there are few small files at any time.
_TIER = 8
_LARGEST = 4096
# How often a writer that others got ahead of builds on what they published.
_ATTEMPTS = 20


@dataclass(slots=True)
class _Change:
    """The journal, folded over the state before.

    Attributes:
        sources: What every source holds now.
        fresh: Entry that holds the record, by doc_id.
        applied: Entries taken.
    """

    sources: dict[str, Source]
    fresh: dict[str, str] = field(default_factory=dict)
    applied: list[str] = field(default_factory=list)


def publish(place: Place) -> None:
    """Bring what is in the journal before the readers.

    Args:
        place: The dataset, with a current state.

    Raises:
        ChangedError: Another writer published all the time (object stores alone).
    """
    for attempt in range(_ATTEMPTS):
        try:
            with place.writing():
                _publish(place)
        except ChangedError:
            if attempt + 1 == _ATTEMPTS:
                raise
            time.sleep(random.uniform(0, 0.2 * (attempt + 1)))  # noqa: S311 - so that two do not meet again
        else:
            return


def _publish(place: Place) -> None:
    state = place.current()
    if state is None:
        raise FileNotFoundError("the dataset is gone")
    names = place.entries()
    before = manifest.load(state)
    change = _fold(place, names, before)
    done = before.applied.intersection(names).union(change.applied)
    if change.applied:
        with place.staging() as staged:
            fresh = _Records(place, change.fresh)
            kept = build(staged, state, before, change.sources, fresh, done)
            place.swap(staged, kept, state)
        place.sweep()
    place.drop(sorted(done))


def _fold(place: Place, names: Iterable[str], before: Manifest) -> _Change:
    change = _Change(dict(before.sources))
    for name in names:
        if name in before.applied:
            continue
        entry = journal.read(place.entry(name))
        if entry is not None:
            _apply(change, entry, name)
        change.applied.append(name)
    return change


def _apply(change: _Change, entry: Entry, name: str) -> None:
    held = change.sources.get(entry.source_id)
    match entry.event:
        case Event.GONE:
            change.sources.pop(entry.source_id, None)
            return
        case Event.UNREAD:
            doc_id, seen = (held.doc_id, held.seen) if held is not None else (None, entry.seen)
        case Event.DOCUMENT:
            doc_id, seen = entry.doc_id, entry.seen
            change.fresh[doc_id or ""] = name
        case Event.SAME:
            doc_id = entry.doc_id
            seen = held.seen if held is not None and held.doc_id == doc_id else entry.seen
    change.sources[entry.source_id] = Source(
        source_id=entry.source_id,
        source=entry.source,
        doc_id=doc_id,
        seen=seen,
        code=entry.code,
        message=entry.message,
    )


class Fresh(Protocol):
    """Documents that a new state takes anew."""

    def ids(self) -> Iterable[str]:
        """Their doc_ids."""
        ...

    def __contains__(self, doc_id: str) -> bool: ...

    def digest(self, doc_id: str) -> str:
        """What tells this version of a document from others."""
        ...

    def tables(self, doc_id: str) -> segments.Tables:
        """The rows of a document, by table."""
        ...


class _Records:
    """Records of the journal, by document."""

    def __init__(self, place: Place, names: dict[str, str]) -> None:
        self._place = place
        self._names = names

    def ids(self) -> Iterable[str]:
        return self._names

    def __contains__(self, doc_id: str) -> bool:
        return doc_id in self._names

    def digest(self, doc_id: str) -> str:
        return hashlib.sha256(self._place.entry(self._names[doc_id])).hexdigest()

    def tables(self, doc_id: str) -> segments.Tables:
        return dict(decode(self._place.entry(self._names[doc_id])))


def build(
    staged: Path,
    state: State | None,
    before: Manifest,
    sources: dict[str, Source],
    fresh: Fresh,
    applied: frozenset[str],
) -> list[str]:
    """Write what is new in a new state.

    Args:
        staged: An empty folder for it.
        state: The state before, None for none.
        before: What that consists of.
        sources: What every source holds in the new one.
        fresh: Documents to take anew.
        applied: Entries of the journal that the new state holds.

    Returns:
        Files of the state before that the new one has as well.
    """
    for table in TABLES:
        (staged / table).mkdir()
    schemas = list(_schemas(staged, state))
    plan = _plan(state, before, sources, fresh)
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
    return [*schemas, *_unchanged(staged, state, found)]


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


@dataclass(slots=True, kw_only=True)
class _Plan:
    """What to write.

    Attributes:
        primary: The source that a document is published under, by doc_id.
        present: Documents that the new state can have.
        new: Documents to write: fresh ones, and those whose source changed.
        rewritten: Segments that lose documents, with the documents they keep.
        at: Segment of each document before.
    """

    primary: dict[str, Source]
    present: set[str]
    new: list[str]
    rewritten: dict[str, set[str]]
    at: dict[str, str]


def _plan(state: State | None, before: Manifest, sources: dict[str, Source], fresh: Fresh) -> _Plan:
    primary: dict[str, Source] = {}
    for one in sources.values():
        if one.doc_id is not None:
            best = primary.get(one.doc_id)
            # The run that came last knows best where a file is; within a run the order of names decides.
            if best is None or (one.seen, _reverse(one.source)) > (best.seen, _reverse(best.source)):
                primary[one.doc_id] = one
    at: dict[str, str] = {}
    stays: defaultdict[str, set[str]] = defaultdict(set)
    moved: list[str] = []
    for name in before.segments:
        for doc_id, source_id in _documents(state, name):
            at[doc_id] = name
            if doc_id in fresh or doc_id not in primary:
                continue
            if primary[doc_id].source_id == source_id:
                stays[name].add(doc_id)
            else:
                moved.append(doc_id)
    touched = {name for doc_id, name in at.items() if doc_id not in stays[name]}
    return _Plan(
        primary=primary,
        present=set(at) | set(fresh.ids()),
        new=sorted(doc_id for doc_id in (*fresh.ids(), *moved) if doc_id in primary),
        rewritten={name: stays[name] for name in before.segments if name in touched},
        at=at,
    )


def _reverse(text: str) -> tuple[int, ...]:
    """A key that sorts texts the other way round."""
    return (*(-ord(letter) for letter in text), 0)


def _documents(state: State | None, name: str) -> Iterator[tuple[str, str]]:
    """Documents of a segment, each with the place it was published under."""
    if state is not None:
        yield from segments.columns_of(state, name, ["doc_id", "source_id"])


def _write(staged: Path, state: State | None, plan: _Plan, fresh: Fresh) -> Iterator[Segment]:
    """Write what is new, and what is left of segments that lose documents."""
    for name, stay in plan.rewritten.items():
        if stay and state is not None:
            parts = segments.rows_of(state, name, stay.__contains__)
            yield segments.write(staged, segments.name_of([name, *sorted(stay)]), parts)
    for start in range(0, len(plan.new), _LARGEST):
        docs = plan.new[start : start + _LARGEST]
        tokens = [f"{doc_id} {_token(plan, fresh, doc_id)}" for doc_id in docs]
        yield segments.write(staged, segments.name_of(tokens), _new_rows(state, plan, fresh, docs))


def _token(plan: _Plan, fresh: Fresh, doc_id: str) -> str:
    """What tells this version of a document from others: what was read, or the segment it comes from, and its place."""
    origin = fresh.digest(doc_id) if doc_id in fresh else plan.at[doc_id]
    return f"{origin} {plan.primary[doc_id].source_id}"


def _new_rows(
    state: State | None, plan: _Plan, fresh: Fresh, docs: Iterable[str]
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
    new = FolderState(staged)
    here = state is None or new.has(segments.file_of("documents", name))
    yield from segments.rows_of(new if here or state is None else state, name, lambda _: True)


def _unchanged(staged: Path, state: State | None, names: Iterable[str]) -> list[str]:
    """Files of segments that the state before has, and that were not written just now."""
    if state is None:
        return []
    wanted = set(names)
    files = (name for table in segments.DOCUMENT_TABLES for name in state.files(table))
    return [name for name in files if Path(name).stem in wanted and not (staged / name).exists()]


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
