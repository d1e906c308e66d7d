"""The dataset folder open for ingesting: what is known, what is added, when it is published.

Two layers: what a run reads goes to a journal, a file a paper, without a lock; publishing makes of the journal and the
state before a new state of few files, and moves the pointer that readers follow. `layout` says where each stands.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from doichieu.dataset import journal, manifest
from doichieu.dataset.documents import Printed, load
from doichieu.dataset.journal import Entry, Event
from doichieu.dataset.manifest import Source
from doichieu.dataset.place import is_url, place_of, state_of
from doichieu.dataset.prepare import prepare
from doichieu.dataset.publish import publish
from doichieu.dataset.receipts import Receipt, receipts
from doichieu.dataset.record import People, Record, UnstorableError, encode
from doichieu.dataset.version import reader_of, version
from doichieu.errors import DatasetError, ReadError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType
    from typing import Self

    from doichieu.dataset.place import Address
    from doichieu.model import Audit

__all__ = ["Outcome", "Printed", "Store", "UnstorableError", "ingest", "load"]

# A run publishes after so many papers, so that readers see them and the journal stays short; of a large dataset after
# this share of its papers, since each publication lists all of them: the cost a paper stays the same.
_PUBLISH_AFTER = 1000
_SHARE = 50


class Outcome(StrEnum):
    """What ingesting one paper did."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


class Store:
    """A dataset open for ingesting; use it in a `with` block, which ends by publishing.

    Args:
        dataset: The dataset; made when missing, and brought to this version's layout when it has an older one.
        now: Time to record as `ingested_at`; the clock's when None.
        people: What people have said of papers: one of which they say something new is audited again.

    Raises:
        DatasetError: The folder holds something else, or cannot be written.
    """

    def __init__(
        self, dataset: Address, *, now: datetime | None = None, people: People | None = None
    ) -> None:
        self.dataset = dataset
        self._place = place_of(dataset)
        self._people = people
        self._now = (now or datetime.now(UTC)).isoformat()
        self._added = 0
        with _writable(dataset):
            prepare(self._place, dataset)
            self._publish()

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Publish, also when the run was cut short: what was ingested stays ingested."""
        try:
            with _writable(self.dataset):
                self._publish()
        finally:
            self._place.close()

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
        return Printed(state=self._state, segment=receipt.segment, doc_id=sha256[:16])

    def _version(self, receipt: Receipt) -> str:
        """The version that a paper would have if it were audited now."""
        said = "" if self._people is None else self._people.fingerprint(receipt.sha256, receipt.paper)
        return version(said)

    def _receipt(self, sha256: str, reads_alike: Callable[[str], bool] | None) -> Receipt | None:
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
        self._receipts[record.sha256[:16]] = Receipt.of(record)

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
        prefixes = [self._place.path_of(str(root)) for root in roots]
        found = [
            one
            for one in self._sources.values()
            if not Path(one.source).exists()
            and any(_under(self._place.path_of(one.source), p) for p in prefixes)
        ]
        return sorted(found, key=lambda one: one.source)

    def source_id(self, source: str) -> str:
        """Key of a source's place: the hash of its path as seen from the dataset.

        The key survives moving the project as a whole, and does not publish the path.
        """
        path = self._place.path_of(source).encode("utf-8", "surrogateescape")
        return hashlib.sha256(path).hexdigest()[:16]

    def _note(self, entry: Entry, record: bytes | None = None) -> None:
        """Add to the journal, and to what this run knows."""
        with _writable(self.dataset):
            journal.add(self._place, entry, record)
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
            if self._added >= max(_PUBLISH_AFTER, len(self._sources) // _SHARE):
                self._publish()

    def _publish(self) -> None:
        """Publish what is in the journal, and learn what others have published."""
        publish(self._place, self._people)
        self._added = 0
        self._state = state_of(self.dataset)
        found = manifest.load(self._state)
        self._sources = found.sources
        self._receipts = dict(receipts(self._state, found))


@contextmanager
def _writable(dataset: Address) -> Iterator[None]:
    """Say what to do when the dataset cannot be written; what was published before stays as it is."""
    try:
        yield
    except OSError as error:
        raise DatasetError(
            f"The dataset cannot be written ({error.strerror or error}); what was in it is as it was.",
            do="check the address, the credentials and the network, and run again."
            if is_url(dataset)
            else "make room on the disk, or check the permissions of the folder, and run again.",
            source=str(dataset),
        ) from error


def _holds_another(held: Source | None, doc_id: str) -> bool:
    """Whether a source held another document before."""
    return held is not None and held.doc_id not in {None, doc_id}


def ingest(audits: Iterable[Audit], dataset: Address, *, now: datetime | None = None) -> list[Outcome]:
    """Write papers to a dataset.

    Args:
        audits: The papers; read one at a time.
        dataset: The dataset; made when missing.
        now: Time to record as `ingested_at`; the clock's when None.

    Returns:
        What was done with each, in the order given.

    Raises:
        DatasetError: The folder holds something else, or cannot be written.
        UnstorableError: A paper holds what Parquet cannot hold; those before it are stored.
    """
    with Store(dataset, now=now) as store:
        return [store.put(audit) for audit in audits]


def _under(path: str, root: str) -> bool:
    return path == root or path.startswith(root.rstrip("/") + "/")
