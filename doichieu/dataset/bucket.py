"""A dataset in an object store: objects that never change, and a pointer that is put last.

    s3://bucket/data/
      current.json                                  the pointer: names the state that readers see
      states/00000007-5f1c2a9b/observations/*.parquet   a folder a state, every file of it
      states/00000007-5f1c2a9b/manifest.json, sources.parquet
      journal/*.zip                                 papers read and not yet published
      decisions/*.json, aliases.tsv                 what people say of findings, cells and names
      locks/*                                       writers, where the store has no conditional put

The pointer is put on the condition that it is still the one the state was built from. Of two writers that publish at
once the second is refused, and builds on what the first published. Nothing is ever renamed, and no object is empty.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import uuid
import weakref
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from doichieu.dataset import scratch
from doichieu.dataset.lease import LOCKS, Lease, puts_conditionally
from doichieu.dataset.objects import ChangedError, Objects, Version, at_once
from doichieu.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from doichieu.dataset.place import State

POINTER, STATES, JOURNAL = "current.json", "states", "journal"
# The last two are what people say of the papers: it is kept beside the states.
_OURS = {POINTER, STATES, JOURNAL, LOCKS, "decisions", "aliases.tsv"}
# The one before the current state stays for readers that resolved the pointer before it moved.
_KEPT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketState:
    """A state in an object store.

    Attributes:
        objects: Where the dataset stands.
        name: The state's folder below that.
        number: How many states came before it.
        version: Version of the pointer that named it.
    """

    objects: Objects
    name: str
    number: int
    version: Version | None = field(compare=False)
    _files: list[str] = field(default_factory=list, compare=False, repr=False)

    @property
    def address(self) -> str:
        """URL of the folder."""
        return f"{self.objects.url}/{self.name}"

    def has(self, name: str) -> bool:
        """Whether there is a file; see `State`."""
        return name in self._all()

    def opened(self, name: str) -> Any:
        """A file: a small one is fetched whole and kept for a while, of a large one the parts that are read."""
        return self.objects.opened(f"{self.name}/{name}")

    def content(self, name: str) -> bytes:
        """The bytes of a file."""
        return self.objects.get(f"{self.name}/{name}")[0]

    def lacking(self, files: Mapping[str, int | None]) -> list[str]:
        """Those of some files that are not there; a store puts an object whole or not at all."""
        there = set(self._all())
        return [name for name in files if name not in there]

    def files(self, table: str) -> list[str]:
        """Names of a table's files."""
        return [name for name in self._all() if name.startswith(f"{table}/") and name.endswith(".parquet")]

    def _all(self) -> list[str]:
        if not self._files:  # a state never changes: it is listed once
            self._files.extend(
                one.name.removeprefix(f"{self.name}/") for one in self.objects.names(self.name)
            )
        return self._files


class Bucket:
    """A dataset in an object store; see `Place`.

    Args:
        url: Where it stands ("s3://bucket/data").
    """

    def __init__(self, url: str) -> None:
        self._objects = Objects(url.rstrip("/"))
        self._pool = ThreadPoolExecutor(8)
        self._sent: list[Future[None]] = []
        self._lease: Lease | None = None
        self._spool = Path(tempfile.mkdtemp(prefix=scratch.JOURNAL))
        self._forget = weakref.finalize(self, shutil.rmtree, self._spool, ignore_errors=True)

    def current(self) -> State | None:
        """The state that the pointer names."""
        try:
            content, version = self._objects.get(POINTER)
        except FileNotFoundError:
            return None
        said = json.loads(content)
        return BucketState(
            objects=self._objects, name=said["state"], number=int(said["number"]), version=version
        )

    def prepare(self) -> bool:
        """Refuse a folder of something else, and find out what the store can do."""
        state = self.current()
        others = sorted(self._objects.top() - _OURS) if state is None else []
        if others:
            raise DatasetError(
                f"This is not a dataset, and not an empty folder (it holds {others[0]}).",
                do="name a new folder with --dataset.",
                source=self._objects.url,
            )
        self._lease = None if puts_conditionally(self._objects) else Lease(self._objects)
        return state is not None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Nothing where the store compares versions as it puts, else a lock."""
        if self._lease is None:
            yield
            return
        with self._lease.held():
            yield

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """A folder of this machine."""
        with tempfile.TemporaryDirectory(prefix=scratch.STATE, ignore_cleanup_errors=True) as folder:
            yield Path(folder)

    def swap(self, staged: Path, kept: Iterable[str], before: State | None) -> None:
        """Put what is new, have the store copy what is not, and put the pointer."""
        held = before if isinstance(before, BucketState) else None
        number = 1 if held is None else held.number + 1
        name = f"{STATES}/{number:08}-{uuid.uuid4().hex[:8]}"
        new = [path for path in staged.rglob("*") if path.is_file()]
        moves: list[tuple[Path | str, str]] = [(path, path.relative_to(staged).as_posix()) for path in new]
        if held is not None:
            moves += [(f"{held.name}/{one}", one) for one in kept]
        for _ in at_once(lambda move: self._place(move[0], f"{name}/{move[1]}"), moves):
            pass
        said = json.dumps({"state": name, "number": number}).encode()
        if self._lease is None:
            self._objects.put_if(POINTER, said, None if held is None else held.version)
        else:
            self._lease.check()
            self._objects.put(POINTER, said)

    def _place(self, source: Path | str, target: str) -> None:
        if isinstance(source, Path):
            self._objects.put(target, source)
            return
        try:
            self._objects.copy(source, target)
        except FileNotFoundError as error:  # another writer published, and removed what it did not need
            raise ChangedError(str(error)) from error

    def settled(self) -> None:
        """Readers need nothing but the pointer."""

    def sweep(self) -> None:
        """Remove states that are older than the one before the current one: no writer can build on them either.

        What killed runs left on this machine goes as well.
        """
        scratch.sweep()
        state = self.current()
        if not isinstance(state, BucketState):
            return
        found = [one.name for one in self._objects.names(STATES)]
        self._objects.remove(name for name in found if _number(name) < state.number - _KEPT)

    def add(self, name: str, content: bytes) -> None:
        """Add an entry; it is sent while the run goes on, and waited for before anything is published."""
        (self._spool / name).write_bytes(content)
        self._sent.append(self._pool.submit(self._objects.put, f"{JOURNAL}/{name}", content))
        while self._sent and self._sent[0].done():
            self._sent.pop(0).result()

    def entries(self) -> list[str]:
        """Names of the entries; those that other runs wrote are fetched."""
        while self._sent:
            self._sent.pop(0).result()
        names = [one.name.rpartition("/")[2] for one in self._objects.names(JOURNAL)]
        missing = [name for name in names if not (self._spool / name).exists()]
        for _ in at_once(self._fetch, missing):
            pass
        return names

    def _fetch(self, name: str) -> None:
        try:
            content = self._objects.get(f"{JOURNAL}/{name}")[0]
        except FileNotFoundError as error:
            raise ChangedError(str(error)) from error  # another writer has published it
        (self._spool / name).write_bytes(content)

    def entry(self, name: str) -> bytes:
        """An entry."""
        return (self._spool / name).read_bytes()

    def drop(self, names: Iterable[str]) -> None:
        """Remove entries."""
        gone = list(names)
        self._objects.remove(f"{JOURNAL}/{name}" for name in gone)
        for name in gone:
            (self._spool / name).unlink(missing_ok=True)

    def path_of(self, source: str) -> str:
        """The path of a source as given, with forward slashes: no folder is common to all who write here."""
        return Path(os.path.normpath(source)).as_posix()

    def close(self) -> None:
        """End what sends, and remove what was kept here of the journal."""
        self._pool.shutdown(cancel_futures=True)
        self._forget()


def _number(name: str) -> int:
    digits = name.split("/")[1].partition("-")[0]
    return int(digits) if digits.isdigit() else 0
