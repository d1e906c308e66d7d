"""Where a dataset stands, a folder or an object store: what publishing and reading need of either."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from doichieu.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from contextlib import AbstractContextManager

Address = Path | str
"""A folder, or the URL of one in an object store ("s3://bucket/folder")."""

_URL = re.compile(r"([a-z][a-z0-9+.-]+)://")


class State(Protocol):
    """One state of a dataset: Parquet files that never change. It can be pickled."""

    @property
    def address(self) -> Address:
        """The folder that holds a folder a table."""
        ...

    def has(self, name: str) -> bool:
        """Whether there is a file ("observations/0a1b….parquet")."""
        ...

    def opened(self, name: str) -> Any:
        """A file as pyarrow reads it.

        Raises:
            FileNotFoundError: There is none.
        """
        ...

    def content(self, name: str) -> bytes:
        """The bytes of a file."""
        ...

    def files(self, table: str) -> list[str]:
        """Names of a table's files, in order."""
        ...

    def lacking(self, files: Mapping[str, int | None]) -> list[str]:
        """Those of some files that are not there, or not of the length that is given."""
        ...


class Place(Protocol):
    """A dataset's place: its current state, its journal, and how one state follows another."""

    def current(self) -> State | None:
        """The state that readers see; None where there is no dataset."""
        ...

    def prepare(self) -> bool:
        """Make ready for writing.

        Returns:
            Whether there is a state already.

        Raises:
            DatasetError: The place holds something else.
        """
        ...

    def writing(self) -> AbstractContextManager[None]:
        """Hold the place for one publication, where two cannot be told apart afterwards."""
        ...

    def staging(self) -> AbstractContextManager[Path]:
        """A new empty folder of this machine for a state that is being built."""
        ...

    def swap(self, staged: Path, kept: Iterable[str], before: State | None) -> None:
        """Make a staged state the current one.

        Args:
            staged: The folder, whole but for files that did not change.
            kept: Names of those.
            before: The state that has them, which must still be the current one.

        Raises:
            ChangedError: It is not: somebody else published (object stores alone).
        """
        ...

    def settled(self) -> None:
        """Bring up what readers need beside the first state."""
        ...

    def sweep(self) -> None:
        """Remove what killed processes left and states that are no longer read."""
        ...

    def add(self, name: str, content: bytes) -> None:
        """Add an entry to the journal; it is there whole or not at all."""
        ...

    def entries(self) -> list[str]:
        """Names of the journal's entries, in order of time."""
        ...

    def entry(self, name: str) -> bytes:
        """An entry of the journal."""
        ...

    def drop(self, names: Iterable[str]) -> None:
        """Remove entries from the journal."""
        ...

    def path_of(self, source: str) -> str:
        """The path of a source as the dataset names it: whatever machine or folder it is ingested from."""
        ...

    def close(self) -> None:
        """Let go of what writing needed."""
        ...


def is_url(address: Address) -> bool:
    """Whether an address is one of an object store; a letter before the colon is a drive."""
    return isinstance(address, str) and _URL.match(address) is not None


def place_of(address: Address) -> Place:
    """The place at an address.

    Raises:
        UsageError: It is of no known kind, or the package for object stores is not installed.
    """
    if is_url(address):
        from doichieu.dataset.bucket import Bucket  # noqa: PLC0415 - an extra

        return Bucket(str(address))
    from doichieu.dataset.folder import Folder  # noqa: PLC0415 - this module's protocols

    return Folder(Path(address))


def state_of(address: Address) -> State:
    """The current state of a dataset, whole; it does not change while it is read.

    Raises:
        DatasetError: There is no dataset, its store does not answer, or it was copied in part.
    """
    from doichieu.dataset.whole import current  # noqa: PLC0415 - this module's protocols

    try:
        state = current(place_of(address))
    except OSError as error:
        raise DatasetError(
            f"The dataset cannot be read ({error.strerror or error}).",
            do="check the address, the credentials and the network.",
            source=str(address),
        ) from error
    if state is None:
        raise DatasetError(
            "There is no dataset here.",
            do="make one with `doichieu ingest PATH --dataset DIR`.",
            source=str(address),
        )
    return state
