"""What people say of a dataset, kept with it: small files that no publication touches, in a folder or an object store."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from doichieu.dataset.lease import Lease, puts_conditionally
from doichieu.dataset.objects import ChangedError, Objects, at_once
from doichieu.dataset.place import is_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from doichieu.dataset.objects import Version
    from doichieu.dataset.place import Address

    Change = Callable[[bytes | None], bytes | None]
    """From what a file holds (None where there is none) to what it is to hold (None to leave it)."""

# How often a change is made anew on what others wrote in between.
_ATTEMPTS = 20


class Kept(Protocol):
    """Files in one folder or under one address; what fails is an `OSError`."""

    def contents(self, suffix: str) -> dict[str, bytes]:
        """All files of a suffix, by name; none where nothing was ever kept."""
        ...

    def content(self, name: str) -> bytes | None:
        """A file, None where there is none."""
        ...

    def add(self, name: str, content: bytes) -> None:
        """Add a file whose name is a hash of what it holds: it is there whole or not at all, once."""
        ...

    def change(self, name: str, change: Change) -> None:
        """Change a file; of two changes at once the second is made on what the first wrote."""
        ...


def kept_in(address: Address) -> Kept:
    """What is kept in a folder, or under an address of an object store.

    Raises:
        UsageError: The package for object stores is not installed, or the address is none.
    """
    return _InStore(Objects(str(address).rstrip("/"))) if is_url(address) else _InFolder(Path(address))


def below(address: Address, name: str) -> Address:
    """A folder or file below an address."""
    return f"{str(address).rstrip('/')}/{name}" if is_url(address) else Path(address) / name


@dataclass(frozen=True, slots=True)
class _InFolder:
    folder: Path

    def contents(self, suffix: str) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.glob(f"[!.]*{suffix}")}

    def content(self, name: str) -> bytes | None:
        try:
            return (self.folder / name).read_bytes()
        except FileNotFoundError:
            return None

    def add(self, name: str, content: bytes) -> None:
        from doichieu.report.files import replace_file  # noqa: PLC0415 - the report's folder loads with it

        self.folder.mkdir(parents=True, exist_ok=True)
        replace_file(self.folder / name, content)

    def change(self, name: str, change: Change) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with _locked(self.folder):
            content = change(self.content(name))
            if content is not None:
                self.add(name, content)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold a folder while one of its files is read and written; nothing is held on Windows."""
    try:
        import fcntl  # noqa: PLC0415 - POSIX only
    except ImportError:
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@dataclass(frozen=True, slots=True)
class _InStore:
    objects: Objects

    def contents(self, suffix: str) -> dict[str, bytes]:
        names = [one.name for one in self.objects.names("") if one.name.endswith(suffix)]
        found = at_once(self.content, names)
        return {name: content for name, content in zip(names, found, strict=True) if content is not None}

    def content(self, name: str) -> bytes | None:
        return self._versioned(name)[0]

    def add(self, name: str, content: bytes) -> None:
        self.objects.put(name, content)  # what another puts under this name is the same

    def change(self, name: str, change: Change) -> None:
        if puts_conditionally(self.objects):
            self._change_unless_changed(name, change)
            return
        with Lease(self.objects).held():
            content = change(self.content(name))
            if content is not None:
                self.objects.put(name, content)

    def _change_unless_changed(self, name: str, change: Change) -> None:
        for attempt in range(_ATTEMPTS):
            before, version = self._versioned(name)
            content = change(before)
            if content is None:
                return
            try:
                self.objects.put_if(name, content, version)
            except ChangedError:
                if attempt + 1 == _ATTEMPTS:
                    raise
            else:
                return

    def _versioned(self, name: str) -> tuple[bytes | None, Version | None]:
        try:
            return self.objects.get(name)
        except FileNotFoundError:
            return None, None
