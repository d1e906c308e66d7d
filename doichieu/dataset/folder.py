"""A dataset in a folder of this machine; `layout` says what stands where in it."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from doichieu.dataset import followed, layout, migrate
from doichieu.dataset.schema import TABLES
from doichieu.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from doichieu.dataset.place import State


@dataclass(frozen=True, slots=True)
class FolderState:
    """A state in a folder.

    Attributes:
        address: The folder.
    """

    address: Path

    def has(self, name: str) -> bool:
        """Whether there is a file; see `State`."""
        return (self.address / name).is_file()

    def opened(self, name: str) -> Path:
        """The path of a file."""
        return self.address / name

    def content(self, name: str) -> bytes:
        """The bytes of a file."""
        return (self.address / name).read_bytes()

    def lacking(self, files: Mapping[str, int | None]) -> list[str]:
        """Those of some files that are not there, or of another length; see `State`."""
        return [name for name, size in files.items() if not self._is(name, size)]

    def _is(self, name: str, size: int | None) -> bool:
        try:
            found = (self.address / name).stat().st_size
        except FileNotFoundError:
            return False
        return size is None or found == size

    def files(self, table: str) -> list[str]:
        """Names of a table's files."""
        return sorted(f"{table}/{path.name}" for path in (self.address / table).glob("*.parquet"))


class Folder:
    """A dataset in a folder; see `Place`.

    Args:
        path: The folder.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def current(self) -> State | None:
        """The state that the pointer names."""
        return FolderState(layout.snapshot_of(self._path)) if layout.has_snapshot(self._path) else None

    def prepare(self) -> bool:
        """Make the folders of the store, and refuse a folder of something else."""
        path = self._path
        if followed.is_followed(path):
            with layout.locked(path):
                followed.restore(path)
        if layout.has_snapshot(path):
            return True
        if migrate.is_bare(path):
            raise DatasetError(
                "These are the tables of a dataset without the folder `.store` that belongs to them.",
                do="copy the whole dataset, hidden folders too (cp -a, rsync -a), or name a new folder.",
                source=str(path),
            )
        others = path.exists() and (
            not path.is_dir() or any(one.name != layout.STORE for one in path.iterdir())
        )
        if others and not migrate.is_old(path) and not migrate.is_begun(path):
            raise DatasetError(
                "This is not a dataset, and not an empty folder.",
                do="name a new folder with --dataset (or --out).",
                source=str(path),
            )
        path.mkdir(parents=True, exist_ok=True)
        with layout.locked(path):
            (path / layout.STORE / layout.JOURNAL).mkdir(exist_ok=True)
            (path / layout.STORE / layout.STAGING).mkdir(exist_ok=True)
        return False

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the folder; others wait."""
        with layout.locked(self._path):
            yield

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """A folder on the same file system, so that one rename moves it."""
        yield layout.stage(self._path)

    def swap(self, staged: Path, kept: Iterable[str], before: State | None) -> None:
        """Link what did not change, and move the pointer."""
        for name in kept:
            if before is not None:
                layout.keep(Path(before.address) / name, staged / name)
        layout.swap(self._path, staged)

    def settled(self) -> None:
        """Make the links that readers open, where a run was killed before it made the last."""
        if not all((self._path / table).is_symlink() for table in TABLES):
            with layout.locked(self._path):
                migrate.put_aside(self._path)
                layout.link_tables(self._path, TABLES)

    def sweep(self) -> None:
        """Remove what is not needed any more."""
        layout.sweep(self._path)

    def add(self, name: str, content: bytes) -> None:
        """Add an entry, by one rename."""
        staged = self._path / layout.STORE / layout.STAGING / name
        staged.write_bytes(content)
        staged.replace(self._path / layout.STORE / layout.JOURNAL / name)

    def entries(self) -> list[str]:
        """Names of the entries."""
        return sorted(path.name for path in (self._path / layout.STORE / layout.JOURNAL).glob("*.zip"))

    def entry(self, name: str) -> bytes:
        """An entry."""
        return (self._path / layout.STORE / layout.JOURNAL / name).read_bytes()

    def drop(self, names: Iterable[str]) -> None:
        """Remove entries."""
        for name in names:
            (self._path / layout.STORE / layout.JOURNAL / name).unlink(missing_ok=True)

    def path_of(self, source: str) -> str:
        """The path of a source as seen from the dataset's folder, with forward slashes."""
        # Strings, not `Path`: it is asked of every paper that a run passes over.
        try:
            return os.path.relpath(source or ".", self._path).replace(os.sep, "/")
        except ValueError:  # another drive on Windows
            return Path(source).absolute().as_posix()

    def close(self) -> None:
        """Nothing is held."""
