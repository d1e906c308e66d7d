"""The dataset folder open for ingesting: what is known, what is added, when it is published.

Two layers: what a run reads goes to a journal, a file a paper, without a lock; publishing makes of the journal and the
state before a new state of few files, and moves the pointer that readers follow. `layout` says where each stands.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from doichieu.dataset import journal, layout, manifest, migrate, rebuild, segments
from doichieu.dataset.journal import Entry, Event
from doichieu.dataset.manifest import Manifest, Source
from doichieu.dataset.publish import build, publish
from doichieu.dataset.record import People, Record, UnstorableError, encode
from doichieu.dataset.schema import TABLES
from doichieu.dataset.version import reader_of, version
from doichieu.errors import DatasetError, ReadError
from doichieu.model import paper_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType
    from typing import Self

    from doichieu.model import Audit, Document

__all__ = ["Outcome", "Store", "UnstorableError", "ingest", "load"]

# A run publishes after so many papers, so that readers see them and the journal stays short.
_PUBLISH_AFTER = 1000


class Outcome(StrEnum):
    """What ingesting one paper did."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Receipt:
    """What is known of a document: its bytes and name, the code that read them, and the segment it is in."""

    sha256: str
    paper: str
    version: str
    reader: str
    segment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Where a document stands as it was printed.

    Attributes:
        snapshot: A state of the dataset.
        segment: The segment in it.
        doc_id: The document.
    """

    snapshot: Path
    segment: str
    doc_id: str

    def document(self) -> Document:
        """The document, equal to the one ingested.

        Raises:
            FileNotFoundError: The state is gone by now.
        """
        return _document(self.snapshot, self.segment, self.doc_id)


class Store:
    """A dataset open for ingesting; use it in a `with` block, which ends by publishing.

    Args:
        folder: The dataset; made when missing, and brought to this version's layout when it has an older one.
        now: Time to record as `ingested_at`; the clock's when None.
        people: What people have said of papers: one of which they say something new is audited again.

    Raises:
        DatasetError: The folder holds something else, or cannot be written.
    """

    def __init__(self, folder: Path, *, now: datetime | None = None, people: People | None = None) -> None:
        self.folder = Path(folder)
        self._people = people
        self._now = (now or datetime.now(UTC)).isoformat()
        self._added = 0
        with _writable(self.folder):
            _prepare(self.folder)
            self._publish()

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Publish, also when the run was cut short: what was ingested stays ingested."""
        with _writable(self.folder):
            self._publish()

    def known(self, sha256: str, reads_alike: Callable[[str], bool] | None = None) -> bool:
        """Whether these bytes were ingested by the code that runs now.

        Args:
            sha256: Hash of the bytes.
            reads_alike: Says of the reader on record whether it is the one to use; any is when None.
        """
        receipt = self._receipt(sha256, reads_alike)
        return receipt is not None and receipt.version == self._version(receipt)

    def printed(self, sha256: str, reads_alike: Callable[[str], bool] | None = None) -> Printed | None:
        """Where a document stands that the readers that run now would read the same, though other rules audited it.

        Args:
            sha256: Hash of the bytes.
            reads_alike: Says of the reader on record whether it is the one to use; any is when None.
        """
        receipt = self._receipt(sha256, reads_alike)
        if receipt is None or receipt.segment is None or reader_of(receipt.version) != reader_of(version()):
            return None
        snapshot = layout.snapshot_of(self.folder)
        return Printed(snapshot=snapshot, segment=receipt.segment, doc_id=sha256[:16])

    def _version(self, receipt: _Receipt) -> str:
        """The version that a paper would have if it were audited now."""
        said = "" if self._people is None else self._people.fingerprint(receipt.sha256, receipt.paper)
        return version(said)

    def _receipt(self, sha256: str, reads_alike: Callable[[str], bool] | None) -> _Receipt | None:
        receipt = self._receipts.get(sha256[:16])
        if receipt is None or receipt.sha256 != sha256:
            return None
        return receipt if reads_alike is None or reads_alike(receipt.reader) else None

    def keep(self, source: str, sha256: str) -> Outcome:
        """Note that a source still holds bytes that are `known`.

        Args:
            source: Path as given.
            sha256: Hash of its bytes.

        Returns:
            UNCHANGED, or REPLACED when the source held another document before.
        """
        doc_id, source_id = sha256[:16], self.source_id(source)
        held = self._sources.get(source_id)
        if held is not None and held.doc_id == doc_id and held.code is None:
            return Outcome.UNCHANGED
        self._note(Entry(event=Event.SAME, source_id=source_id, source=source, doc_id=doc_id, seen=self._now))
        return Outcome.REPLACED if _holds_another(held, doc_id) else Outcome.UNCHANGED

    def put(self, audit: Audit) -> Outcome:
        """Add a paper; the same bytes read by the same code change nothing.

        Args:
            audit: The paper; its source's earlier document is replaced in every table.

        Returns:
            What was done.

        Raises:
            UnstorableError: The paper holds what Parquet cannot hold; nothing was written.
        """
        return self.put_record(audit.decision.document.source, encode(audit, self._people))

    def put_record(self, source: str, record: Record) -> Outcome:
        """Add a paper that was encoded where it was read.

        Args:
            source: Path as given.
            record: The paper.

        Returns:
            What was done.
        """
        receipt = self._receipt(record.sha256, lambda reader: reader == record.reader)
        if receipt is not None and receipt.version == record.version:
            return self.keep(source, record.sha256)
        doc_id, source_id = record.sha256[:16], self.source_id(source)
        replaced = doc_id in self._receipts or _holds_another(self._sources.get(source_id), doc_id)
        event = Event.DOCUMENT
        entry = Entry(event=event, source_id=source_id, source=source, doc_id=doc_id, seen=self._now)
        self._enter(entry, record)
        return Outcome.REPLACED if replaced else Outcome.ADDED

    def _enter(self, entry: Entry, record: Record) -> None:
        self._note(entry, record.content)
        self._receipts[record.sha256[:16]] = _Receipt(
            sha256=record.sha256, paper=record.paper, version=record.version, reader=record.reader
        )

    def renew(self, record: Record) -> Outcome:
        """Put a paper that was audited again in the place of what the dataset has of the same bytes.

        Args:
            record: The paper.

        Returns:
            REPLACED, or UNCHANGED when no source holds it or nothing about it is new.
        """
        doc_id = record.sha256[:16]
        held = next((one for one in self._sources.values() if one.doc_id == doc_id), None)
        receipt = self._receipts.get(doc_id)
        if held is None or (receipt is not None and receipt.version == record.version):
            return Outcome.UNCHANGED
        entry = Entry(
            event=Event.DOCUMENT, source_id=held.source_id, source=held.source, doc_id=doc_id, seen=self._now
        )
        self._enter(entry, record)
        return Outcome.REPLACED

    def fail(self, source: str, error: ReadError) -> None:
        """Note a file that could not be read; a document read from it earlier stays.

        Args:
            source: Path as given.
            error: Why it could not be read.
        """
        source_id = self.source_id(source)
        message = f"{error.what} Do: {error.do}"
        held = self._sources.get(source_id)
        if held is None or (held.code, held.message) != (error.code, message):
            self._note(
                Entry(
                    event=Event.UNREAD,
                    source_id=source_id,
                    source=source,
                    seen=self._now,
                    doc_id=None if held is None else held.doc_id,
                    code=error.code,
                    message=message,
                )
            )

    def forget(self, source_id: str) -> None:
        """Forget a source; its document goes when no other source holds it."""
        held = self._sources[source_id]
        self._note(Entry(event=Event.GONE, source_id=source_id, source=held.source, seen=self._now))

    def gone(self, roots: Iterable[Path]) -> list[Source]:
        """Sources under some folders whose files are not there any more.

        Args:
            roots: Folders and files that were given.

        Returns:
            The sources, by path.
        """
        prefixes = [_relative(str(root), self.folder) for root in roots]
        found = [
            one
            for one in self._sources.values()
            if not Path(one.source).exists() and any(_under(one.source, p, self.folder) for p in prefixes)
        ]
        return sorted(found, key=lambda one: one.source)

    def source_id(self, source: str) -> str:
        """Key of a source's place: the hash of its path as seen from the dataset.

        The key survives moving the project as a whole, and does not publish the path.
        """
        path = _relative(source, self.folder).encode("utf-8", "surrogateescape")
        return hashlib.sha256(path).hexdigest()[:16]

    def _note(self, entry: Entry, record: bytes | None = None) -> None:
        """Add to the journal, and to what this run knows."""
        with _writable(self.folder):
            journal.add(self.folder, entry, record)
            if entry.event is Event.GONE:
                del self._sources[entry.source_id]
            else:
                self._sources[entry.source_id] = Source(
                    source_id=entry.source_id,
                    source=entry.source,
                    doc_id=entry.doc_id,
                    seen=entry.seen,
                    code=entry.code,
                    message=entry.message,
                )
            self._added += 1
            if self._added % _PUBLISH_AFTER == 0:
                self._publish()

    def _publish(self) -> None:
        """Publish what is in the journal, and learn what others have published."""
        with layout.locked(self.folder):
            publish(self.folder)
            snapshot = layout.snapshot_of(self.folder)
            found = manifest.load(snapshot)
            self._sources = found.sources
            self._receipts = dict(_receipts(snapshot, found))


def _prepare(folder: Path) -> None:
    """Make a new dataset, bring an old one to this layout, refuse anything else."""
    if layout.has_snapshot(folder):
        _check_layout(folder)
        return
    old = migrate.is_old(folder)
    others = folder.exists() and (
        not folder.is_dir() or any(path.name != layout.STORE for path in folder.iterdir())
    )
    if others and not old and not migrate.is_begun(folder):
        raise DatasetError(
            "This is not a dataset, and not an empty folder.",
            do="name a new folder with --dataset (or --out).",
            source=str(folder),
        )
    folder.mkdir(parents=True, exist_ok=True)
    with layout.locked(folder):
        (folder / layout.STORE / layout.JOURNAL).mkdir(exist_ok=True)
        (folder / layout.STORE / layout.STAGING).mkdir(exist_ok=True)
        if not layout.has_snapshot(folder):
            sources, fresh = migrate.documents(folder) if old else ({}, migrate.NOTHING)
            staged = layout.stage(folder)
            build(staged, None, Manifest(), sources, fresh, frozenset())
            layout.swap(folder, staged)
        migrate.put_aside(folder)
        layout.link_tables(folder, TABLES)


def _check_layout(folder: Path) -> None:
    written = manifest.layout_of(layout.snapshot_of(folder))
    if written > manifest.LAYOUT:
        raise DatasetError(
            f"The dataset was written by a later version of doichieu (layout {written}).",
            do="upgrade doichieu, or ingest the papers into a new folder.",
            source=str(folder),
        )
    if not all((folder / table).is_symlink() for table in TABLES):
        with layout.locked(folder):  # a run was killed after its first state and before the last link
            migrate.put_aside(folder)
            layout.link_tables(folder, TABLES)


@contextmanager
def _writable(folder: Path) -> Iterator[None]:
    """Say what to do when the folder cannot be written; what was published before stays as it is."""
    try:
        yield
    except OSError as error:
        raise DatasetError(
            f"The dataset cannot be written ({error.strerror or error}); what was in it is as it was.",
            do="make room on the disk, or check the permissions of the folder, and run again.",
            source=str(folder),
        ) from error


def _receipts(snapshot: Path, found: Manifest) -> Iterator[tuple[str, _Receipt]]:
    for name in found.segments:
        rows = pq.read_table(
            snapshot / "documents" / f"{name}.parquet",
            columns=["doc_id", "sha256", "number", "source", "version", "reader"],
            partitioning=None,
        )
        columns = (rows.column(index).to_pylist() for index in range(6))
        for doc_id, sha256, number, source, written, reader in zip(*columns, strict=True):
            paper = paper_name(number, source)
            yield doc_id, _Receipt(sha256=sha256, paper=paper, version=written, reader=reader, segment=name)


def _holds_another(held: Source | None, doc_id: str) -> bool:
    """Whether a source held another document before."""
    return held is not None and held.doc_id not in {None, doc_id}


def ingest(audits: Iterable[Audit], folder: Path, *, now: datetime | None = None) -> list[Outcome]:
    """Write papers to a dataset.

    Args:
        audits: The papers; read one at a time.
        folder: The dataset; made when missing.
        now: Time to record as `ingested_at`; the clock's when None.

    Returns:
        What was done with each, in the order given.

    Raises:
        DatasetError: The folder holds something else, or cannot be written.
        UnstorableError: A paper holds what Parquet cannot hold; those before it are stored.
    """
    with Store(folder, now=now) as store:
        return [store.put(audit) for audit in audits]


def load(folder: Path) -> Iterator[Document]:
    """The documents of a dataset as they were read, by source.

    Args:
        folder: The dataset.

    Yields:
        Documents equal to the ones ingested.

    Raises:
        DatasetError: There is no dataset in the folder.
    """
    snapshot = layout.snapshot_of(folder)
    found = []
    for name in manifest.load(snapshot).segments:
        rows = pq.read_table(
            snapshot / "documents" / f"{name}.parquet", columns=["source", "doc_id"], partitioning=None
        )
        found += [(row["source"], row["doc_id"], name) for row in rows.to_pylist()]
    for _, doc_id, name in sorted(found):
        yield _document(snapshot, name, doc_id)


def _document(snapshot: Path, segment: str, doc_id: str) -> Document:
    tables = segments.of_document(snapshot, segment, doc_id, rebuild.NEEDED)
    if "documents" not in tables:
        raise FileNotFoundError(snapshot / "documents" / f"{segment}.parquet")
    rows = {table: found.to_pylist() for table, found in tables.items()}
    rows |= {table: [] for table in rebuild.NEEDED if table not in rows}
    return rebuild.document(rows["documents"][0], rows)


def _under(source: str, root: str, folder: Path) -> bool:
    path = _relative(source, folder)
    return path == root or path.startswith(root.rstrip("/") + "/")


def _relative(source: str, folder: Path) -> str:
    """The path of a source as seen from the dataset's folder, with forward slashes."""
    absolute = Path(source).absolute()
    try:
        return Path(os.path.relpath(absolute, folder.absolute())).as_posix()
    except ValueError:  # another drive on Windows
        return absolute.as_posix()
