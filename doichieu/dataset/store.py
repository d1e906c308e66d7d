"""The dataset folder open for ingesting: what is known, what is added, when it is published.

Two layers: what a run reads goes to a journal, a file a paper, without a lock; publishing makes of the journal and the
state before a new state of few files, and moves the pointer that readers follow. `layout` says where each stands.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from doichieu.dataset import journal
from doichieu.dataset.journal import Entry, Event
from doichieu.dataset.known import Known
from doichieu.dataset.place import is_url, place_of, state_of
from doichieu.dataset.prepare import prepare
from doichieu.dataset.publish import publish
from doichieu.dataset.record import People, Record, encode
from doichieu.errors import DatasetError, ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType
    from typing import Self

    from doichieu.dataset.manifest import Source
    from doichieu.dataset.place import Address
    from doichieu.model import Audit

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

    Attributes:
        known: The documents and sources that it has.

    Raises:
        DatasetError: The folder holds something else, or cannot be written.
    """

    def __init__(
        self, dataset: Address, *, now: datetime | None = None, people: People | None = None
    ) -> None:
        self.dataset = dataset
        self._place = place_of(dataset)
        self._people = people
        self.known = Known(self._place, people)
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
                publish(self._place, self._people)
        finally:
            self._place.close()

    def keep(self, source: str, sha256: str) -> Outcome:
        """Note that a source still holds bytes that are `known`.

        Args:
            source: Path as given.
            sha256: Hash of its bytes.

        Returns:
            UNCHANGED, or REPLACED when the source held another document before.
        """
        doc_id, source_id = sha256[:16], self.known.source_id(source)
        held = self.known.source(source_id)
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
        if self.known.has(record):
            return self.keep(source, record.sha256)
        doc_id, source_id = record.sha256[:16], self.known.source_id(source)
        replaced = self.known.version_of(doc_id) is not None or _holds_another(
            self.known.source(source_id), doc_id
        )
        event = Event.DOCUMENT
        entry = Entry(event=event, source_id=source_id, source=source, doc_id=doc_id, seen=self._now)
        self._note(entry, record)
        return Outcome.REPLACED if replaced else Outcome.ADDED

    def renew(self, record: Record) -> Outcome:
        """Put a paper that was audited again in the place of what the dataset has of the same bytes.

        Args:
            record: The paper.

        Returns:
            REPLACED, or UNCHANGED when no source holds it or nothing about it is new.
        """
        doc_id = record.sha256[:16]
        held = self.known.holding(doc_id)
        if held is None or self.known.version_of(doc_id) == record.version:
            return Outcome.UNCHANGED
        entry = Entry(
            event=Event.DOCUMENT, source_id=held.source_id, source=held.source, doc_id=doc_id, seen=self._now
        )
        self._note(entry, record)
        return Outcome.REPLACED

    def fail(self, source: str, error: ReadError, tried: str | None = None) -> None:
        """Note a file that could not be read; a document read from it earlier stays.

        Args:
            source: Path as given.
            error: Why it could not be read.
            tried: What it was tried with, where trying that again would end the same; see `Known.given_up`.
        """
        source_id = self.known.source_id(source)
        message = f"{error.what} Do: {error.do}"
        held = self.known.source(source_id)
        tries = None if tried is None else self.known.tries(source_id, tried)
        said = (error.code, message, tried, tries)
        if held is None or (held.code, held.message, held.tried, held.tries) != said:
            self._note(
                Entry(
                    event=Event.UNREAD,
                    source_id=source_id,
                    source=source,
                    seen=self._now,
                    doc_id=None if held is None else held.doc_id,
                    code=error.code,
                    message=message,
                    tried=tried,
                    tries=tries,
                )
            )

    def forget(self, source_id: str) -> None:
        """Forget a source; its document goes when no other source holds it."""
        held = self.known.source(source_id)
        if held is not None:
            self._note(Entry(event=Event.GONE, source_id=source_id, source=held.source, seen=self._now))

    def _note(self, entry: Entry, record: Record | None = None) -> None:
        """Add to the journal, and to what this run knows."""
        with _writable(self.dataset):
            journal.add(self._place, entry, None if record is None else record.content)
            self.known.note(entry, record)
            self._added += 1
            if self._added >= max(_PUBLISH_AFTER, len(self.known) // _SHARE):
                self._publish()

    def _publish(self) -> None:
        """Publish what is in the journal, and learn what others have published."""
        publish(self._place, self._people)
        self._added = 0
        self.known.follow(state_of(self.dataset))


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
