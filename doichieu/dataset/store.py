"""The dataset folder: a Parquet file a document in each table's folder, changed whole or not at all.

`documents/<doc_id>.parquet` is a document's receipt. `entities` is one file, rebuilt from
the other tables when an ingest ends.
"""

from __future__ import annotations

import hashlib
import os
import re
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from doichieu.dataset import rebuild
from doichieu.dataset.entities import entities
from doichieu.dataset.files import entity_ids, prepare, read, read_file, whole, write
from doichieu.dataset.rows import printable, rows, unread
from doichieu.dataset.schema import TABLES
from doichieu.dataset.transaction import Change, locked, recover
from doichieu.dataset.version import version
from doichieu.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType
    from typing import Self

    from doichieu.model import Audit, Document

Row = dict[str, Any]

_ENTITIES_FILE = "entities.parquet"
_STAMPED = ("documents", "issues")  # tables whose rows name the source
_OURS = re.compile(r"(?P<doc_id>[0-9a-f]{16})\.parquet")


class UnstorableError(ReadError):
    """The paper holds what Parquet cannot hold."""

    code = "not-stored"


class Outcome(StrEnum):
    """What ingesting one paper did."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


class Store:
    """A dataset open for ingesting; use it in a `with` block, which ends by rebuilding `entities`.

    Args:
        folder: The dataset; made when missing.
        now: Time to record as `ingested_at`; the clock's when None.

    Raises:
        DatasetError: The folder holds something else, or a dataset of another layout.
    """

    def __init__(self, folder: Path, *, now: datetime | None = None) -> None:
        self.folder = Path(folder)
        self._now = now or datetime.now(UTC)
        with locked(self.folder):
            recover(self.folder)
            prepare(self.folder)
            receipts = read(self.folder, "documents").to_pylist()
            self._receipts = {row["doc_id"]: row for row in receipts}
            self._sweep()
        self._at: dict[str, set[str]] = {}  # documents by source_id
        for row in receipts:
            self._at.setdefault(row["source_id"], set()).add(row["doc_id"])
        self._seen: set[str] = set()

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Rebuild `entities`, also when the run was cut short: what was ingested stays ingested."""
        self._finish()

    def known(self, sha256: str, reads_alike: Callable[[str], bool] | None = None) -> bool:
        """Whether these bytes were ingested by the code that runs now.

        Args:
            sha256: Hash of the bytes.
            reads_alike: Says of the reader on record whether it is the one to use; any is when None.
        """
        receipt = self._receipts.get(sha256[:16])
        if receipt is None or receipt["sha256"] != sha256 or receipt["version"] != version():
            return False
        return reads_alike is None or reads_alike(receipt["reader"])

    def keep(self, source: str, sha256: str) -> Outcome:
        """Note that a source still holds bytes that are `known`.

        Args:
            source: Path as given.
            sha256: Hash of its bytes.

        Returns:
            UNCHANGED, or REPLACED when the source held another document before.
        """
        doc_id, source_id = sha256[:16], self.source_id(source)
        receipt = self._receipts[doc_id]
        # A file that moved is stamped anew: with its old path it would go when another file takes that path.
        moved = receipt["source_id"] not in {source_id, *self._seen}
        found = self._restamped(doc_id, source, source_id) if moved else {}
        return Outcome.REPLACED if self._commit(source, doc_id, found) else Outcome.UNCHANGED

    def put(self, audit: Audit) -> Outcome:
        """Write a paper to every table; the same bytes read by the same code change nothing.

        Args:
            audit: The paper; its source's earlier document is replaced in every table.

        Returns:
            What was done.

        Raises:
            UnstorableError: The paper holds what Parquet cannot hold; nothing was written.
        """
        document = audit.decision.document
        if self.known(document.sha256, lambda reader: reader == document.reader):
            return self.keep(document.source, document.sha256)
        found = rows(audit, source_id=self.source_id(document.source))
        found["documents"][0] |= {"version": version(), "ingested_at": self._now}
        again = document.doc_id in self._receipts
        replaced = self._commit(document.source, document.doc_id, found)
        return Outcome.REPLACED if replaced or again else Outcome.ADDED

    def fail(self, source: str, error: ReadError) -> None:
        """Note a file that could not be read; a document read from it earlier stays.

        Args:
            source: Path as given.
            error: Why it could not be read.
        """
        source_id = self.source_id(source)
        message = f"{error.what} Do: {error.do}"
        name = _unread_file(source_id)
        row = unread(source, source_id, error.code, message)
        if read_file(self.folder / "issues" / name) == [whole("issues", row)]:
            return
        with locked(self.folder):
            change = Change(self.folder)
            write(change.write("issues", name), "issues", [row])
            change.commit()

    def source_id(self, source: str) -> str:
        """Key of a source's place: the hash of its path as seen from the dataset.

        The key survives moving the project as a whole, and does not publish the path.
        """
        path = _relative(source, self.folder).encode("utf-8", "surrogateescape")
        return hashlib.sha256(path).hexdigest()[:16]

    def _commit(self, source: str, doc_id: str, found: dict[str, list[Row]]) -> bool:
        """Write one document's rows, if any, and drop what its source held before: whether there was such."""
        source_id = self.source_id(source)
        self._seen.add(source_id)
        replaced = sorted(self._at.get(source_id, set()) - {doc_id})
        unread_before = (self.folder / "issues" / _unread_file(source_id)).exists()
        if found or replaced or unread_before:
            with locked(self.folder):
                self._change(doc_id, found, replaced, source_id)
        self._note(doc_id, found, replaced)
        return bool(replaced)

    def _note(self, doc_id: str, found: dict[str, list[Row]], replaced: list[str]) -> None:
        """Keep the receipts in memory as they are on disk."""
        gone = [*replaced, doc_id] if found else replaced
        for one in gone:
            receipt = self._receipts.pop(one, None)
            if receipt is not None:
                self._at[receipt["source_id"]].discard(one)
        if found:
            receipt = found["documents"][0]
            self._receipts[doc_id] = receipt
            self._at.setdefault(receipt["source_id"], set()).add(doc_id)

    def _restamped(self, doc_id: str, source: str, source_id: str) -> dict[str, list[Row]]:
        """The rows that name a document's source, with another source."""
        stamp = {"source": printable(source), "source_id": source_id}
        found = {table: read_file(self.folder / table / f"{doc_id}.parquet") for table in _STAMPED}
        return {table: [row | stamp for row in table_rows] for table, table_rows in found.items()}

    def _change(self, doc_id: str, found: dict[str, list[Row]], replaced: list[str], source_id: str) -> None:
        change = Change(self.folder)
        try:
            for table, table_rows in found.items():
                if table_rows:
                    write(change.write(table, f"{doc_id}.parquet"), table, table_rows)
                else:
                    change.remove(table, f"{doc_id}.parquet")
            for one in replaced:
                for table in TABLES:
                    change.remove(table, f"{one}.parquet")
            change.remove("issues", _unread_file(source_id))
            change.commit()
        except (ValueError, TypeError, pa.ArrowException) as error:
            raise UnstorableError(
                f"The paper cannot be stored: {error}.",
                do="report the paper and this message; the other papers are stored.",
            ) from error
        finally:
            change.discard()

    def _sweep(self) -> None:
        """Remove what has no receipt (a receipt deleted by hand); the caller holds the lock."""
        for table in TABLES:
            for path in (self.folder / table).iterdir():
                match = _OURS.fullmatch(path.name)
                if match and match["doc_id"] not in self._receipts:
                    path.unlink()

    def _finish(self) -> None:
        """Rebuild `entities`; writes nothing when they are as they were."""
        with locked(self.folder):
            ids = entity_ids(self.folder)
            path = self.folder / "entities" / _ENTITIES_FILE
            wanted = [whole("entities", row) for row in entities(ids)] if ids else []
            if read_file(path) == wanted:
                return
            change = Change(self.folder)
            write(change.write("entities", _ENTITIES_FILE), "entities", wanted)
            change.commit()


def ingest(audits: Iterable[Audit], folder: Path, *, now: datetime | None = None) -> list[Outcome]:
    """Write papers to a dataset.

    Args:
        audits: The papers; read one at a time.
        folder: The dataset; made when missing.
        now: Time to record as `ingested_at`; the clock's when None.

    Returns:
        What was done with each, in the order given.

    Raises:
        DatasetError: The folder holds something else, or a dataset of another layout.
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
    for receipt in sorted(
        read(folder, "documents").to_pylist(), key=lambda row: (row["source"], row["doc_id"])
    ):
        name = f"{receipt['doc_id']}.parquet"
        yield rebuild.document(receipt, {table: read_file(folder / table / name) for table in rebuild.NEEDED})


def _relative(source: str, folder: Path) -> str:
    """The path of a source as seen from the dataset's folder, with forward slashes."""
    absolute = Path(source).absolute()
    try:
        return Path(os.path.relpath(absolute, folder.absolute())).as_posix()
    except ValueError:  # another drive on Windows
        return absolute.as_posix()


def _unread_file(source_id: str) -> str:
    return f"unread-{source_id}.parquet"
