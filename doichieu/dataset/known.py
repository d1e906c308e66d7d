"""What a run knows of its dataset: the documents and sources of the state it follows, and what it has added itself."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from doichieu.dataset import manifest
from doichieu.dataset.documents import Printed
from doichieu.dataset.journal import Event
from doichieu.dataset.manifest import Source
from doichieu.dataset.receipts import Receipt, receipts
from doichieu.dataset.version import reader_of, version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from doichieu.dataset.journal import Entry
    from doichieu.dataset.place import Place, State
    from doichieu.dataset.record import People, Record


TRIES = 3
"""So many runs try a file that cannot be read; then it is left alone until it, the code or the limits are other."""


class Known:
    """The documents and sources of a dataset, as one run knows them.

    Args:
        place: The dataset.
        people: What people have said of papers: one of which they say something new is no longer known.
    """

    def __init__(self, place: Place, people: People | None = None) -> None:
        self._place = place
        self._people = people
        self._sources: dict[str, Source] = {}
        self._receipts: dict[str, Receipt] = {}
        self._state: State | None = None

    def __len__(self) -> int:
        """How many sources there are."""
        return len(self._sources)

    def follow(self, state: State) -> None:
        """Learn what a published state holds, in place of all that was known."""
        found = manifest.load(state)
        self._state = state
        self._sources = found.sources
        self._receipts = dict(receipts(state, found))

    def note(self, entry: Entry, record: Record | None = None) -> None:
        """Learn what an entry of the journal says.

        Args:
            entry: The entry.
            record: The document it holds, if it does.
        """
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
                tried=entry.tried,
                tries=entry.tries,
            )
        if record is not None:
            self._receipts[record.sha256[:16]] = Receipt.of(record)

    def holds(self, sha256: str, reads_alike: Callable[[str], bool] | None = None) -> bool:
        """Whether these bytes were ingested by the code that runs now.

        Args:
            sha256: Hash of the bytes.
            reads_alike: Says of the reader on record whether it is the one to use; any is when None.
        """
        receipt = self._receipt(sha256, reads_alike)
        if receipt is None:
            return False
        said = "" if self._people is None else self._people.fingerprint(receipt.sha256, receipt.paper)
        return receipt.version == version(said)

    def has(self, record: Record) -> bool:
        """Whether this very reading of a document is there."""
        receipt = self._receipt(record.sha256, lambda reader: reader == record.reader)
        return receipt is not None and receipt.version == record.version

    def version_of(self, doc_id: str) -> str | None:
        """The version of the code that a document was read and audited by, None for one that is not there."""
        receipt = self._receipts.get(doc_id)
        return None if receipt is None else receipt.version

    def printed(self, sha256: str, reads_alike: Callable[[str], bool] | None = None) -> Printed | None:
        """Where a document stands that the readers that run now would read the same, though other rules audited it.

        Args:
            sha256: Hash of the bytes.
            reads_alike: Says of the reader on record whether it is the one to use; any is when None.
        """
        receipt = self._receipt(sha256, reads_alike)
        if receipt is None or receipt.segment is None or self._state is None:
            return None
        if reader_of(receipt.version) != reader_of(version()):
            return None
        return Printed(state=self._state, segment=receipt.segment, doc_id=sha256[:16])

    def _receipt(self, sha256: str, reads_alike: Callable[[str], bool] | None) -> Receipt | None:
        receipt = self._receipts.get(sha256[:16])
        if receipt is None or receipt.sha256 != sha256:
            return None
        return receipt if reads_alike is None or reads_alike(receipt.reader) else None

    def source_id(self, source: str) -> str:
        """Key of a source's place: the hash of its path as seen from the dataset.

        The key survives moving the project as a whole, and does not publish the path.
        """
        path = self._place.path_of(source).encode("utf-8", "surrogateescape")
        return hashlib.sha256(path).hexdigest()[:16]

    def source(self, source_id: str) -> Source | None:
        """What a source holds, None for one that is not there."""
        return self._sources.get(source_id)

    def given_up(self, source_id: str, tried: str) -> Source | None:
        """A source that could not be read so often that it is left alone; None for one to be tried.

        Args:
            source_id: Key of its place.
            tried: What it would be tried with: its bytes, the code and the limits.
        """
        held = self._sources.get(source_id)
        return held if held is not None and held.tried == tried and (held.tries or 0) >= TRIES else None

    def tries(self, source_id: str, tried: str) -> int:
        """How many runs in a row have tried a source with the same, this one included; no more than matter."""
        held = self._sources.get(source_id)
        before = held.tries if held is not None and held.tried == tried else None
        return min(TRIES, (before or 0) + 1)

    def holding(self, doc_id: str) -> Source | None:
        """A source that holds a document, None where none does."""
        return next((one for one in self._sources.values() if one.doc_id == doc_id), None)

    def gone(self, roots: Sequence[Path]) -> list[Source]:
        """Sources under some folders whose files are not there any more.

        Args:
            roots: Folders and files that were given.

        Returns:
            The sources, by path.
        """
        prefixes = [self._place.path_of(str(root)) for root in roots]
        above = [folder for root in roots for folder in root.absolute().parents]
        gone = []
        for one in self._sources.values():
            path = self._path(one, above)
            if path is not None and _is_gone(path):
                place = self._place.path_of(str(path))
                if any(_under(place, prefix) for prefix in prefixes):
                    gone.append(one)
        return sorted(gone, key=lambda one: one.source)

    def _path(self, one: Source, above: Iterable[Path]) -> Path | None:
        """Where a source stands as seen from here, None where that is not known: it was named from another folder."""
        paths = (Path(one.source), *(folder / one.source for folder in above))
        return next((path for path in paths if self.source_id(str(path)) == one.source_id), None)


def _is_gone(path: Path) -> bool:
    """Whether nothing has this path; what a folder without permission hides is there, and so is a link to nothing."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def _under(path: str, root: str) -> bool:
    return path == root or path.startswith(root.rstrip("/") + "/")
