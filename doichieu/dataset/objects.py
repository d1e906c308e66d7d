"""Objects under an address of an object store; whatever fails there is an `OSError` here."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from doichieu.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

# A store that does not answer is given up after so long, not after the three minutes that are usual.
_RETRIES = {"max_retries": 4, "retry_timeout": timedelta(seconds=60)}
_TIMEOUTS = {"timeout": "120s", "connect_timeout": "10s"}
_AT_ONCE = 16
# Files of states up to so many bytes are fetched whole and the last few kept: papers are read from them one by one.
_SMALL = 2**24
_AZURE = ("az://", "azure://", "abfs://", "abfss://", "adl://")
_ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT", "AZURE_STORAGE_ENDPOINT")

Version = Mapping[str, str]
"""What tells one content of an object from the next, as its store says it."""


class ChangedError(OSError):
    """An object is not what it was when it was read: somebody else wrote it in between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An object in a listing.

    Attributes:
        name: Its name below the address.
        modified: When the store last wrote it, by the store's clock.
    """

    name: str
    modified: datetime


@dataclass(frozen=True, slots=True)
class Objects:
    """Objects under an address.

    Attributes:
        url: The address ("s3://bucket/folder"), without a slash at its end.
    """

    url: str
    _store: Any = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_store", _connect(self.url))

    def __reduce__(self) -> tuple[Any, ...]:
        return Objects, (self.url,)

    def get(self, name: str) -> tuple[bytes, Version]:
        """Content and version of an object.

        Raises:
            FileNotFoundError: There is none of this name.
        """
        import obstore  # noqa: PLC0415 - an extra

        with _as_os_error():
            found = obstore.get(self._store, name)
            # S3 and Azure compare entity tags, Google Cloud Storage compares generations.
            marks = {mark: found.meta[mark] for mark in ("e_tag", "version")}
            return bytes(found.bytes()), {mark: value for mark, value in marks.items() if value is not None}

    def opened(self, name: str) -> Any:
        """An object to read parts of, as pyarrow does."""
        import pyarrow as pa  # noqa: PLC0415 - half a second

        size = self._size(name)
        if size <= _SMALL:
            return pa.BufferReader(_content(self, name))
        return pa.PythonFile(_Reader(self._store, name, size), mode="r")

    def _size(self, name: str) -> int:
        import obstore  # noqa: PLC0415 - an extra

        with _as_os_error():
            return int(obstore.head(self._store, name)["size"])

    def put(self, name: str, content: bytes | Path) -> None:
        """Write an object; it appears whole."""
        import obstore  # noqa: PLC0415 - an extra

        with _as_os_error():
            obstore.put(self._store, name, content)

    def put_if(self, name: str, content: bytes, version: Version | None) -> None:
        """Write an object if it still has a version, or if there is none when that is None.

        Raises:
            ChangedError: It has another.
        """
        import obstore  # noqa: PLC0415 - an extra

        mode: Any = "create" if version is None else dict(version)
        with _as_os_error():
            obstore.put(self._store, name, content, mode=mode)

    def names(self, under: str) -> list[Found]:
        """Objects whose names begin with a folder's, by name."""
        import obstore  # noqa: PLC0415 - an extra

        with _as_os_error():
            found = [one for part in obstore.list(self._store, under or None) for one in part]
        listed = (Found(name=one["path"], modified=one["last_modified"]) for one in found)
        return sorted(listed, key=lambda one: one.name)

    def top(self) -> set[str]:
        """Names of the objects and folders right below the address."""
        import obstore  # noqa: PLC0415 - an extra

        with _as_os_error():
            found = obstore.list_with_delimiter(self._store)
        return {*found["common_prefixes"], *(one["path"] for one in found["objects"])}

    def copy(self, source: str, target: str) -> None:
        """Have the store copy an object.

        Raises:
            FileNotFoundError: There is none of this name.
        """
        import obstore  # noqa: PLC0415 - an extra

        with _as_os_error():
            obstore.copy(self._store, source, target)

    def remove(self, names: Iterable[str]) -> None:
        """Remove objects, those that are there."""
        import obstore  # noqa: PLC0415 - an extra

        gone = list(names)
        if gone:
            with _as_os_error():
                obstore.delete(self._store, gone)


@lru_cache(maxsize=16)
def _content(objects: Objects, name: str) -> bytes:
    return objects.get(name)[0]


def at_once(work: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
    """Do something for many objects, some at a time, since each waits for the network; results in order."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        yield from pool.map(work, items)


def _connect(url: str) -> Any:
    try:
        from obstore.exceptions import BaseError  # noqa: PLC0415 - an extra
        from obstore.store import from_url  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(
            "The package obstore is not installed.", do="pip install 'doichieu[object-store]'.", source=url
        ) from error
    endpoint = next((os.environ[name] for name in _ENDPOINTS if os.environ.get(name)), "")
    options: Any = {**_TIMEOUTS, "allow_http": endpoint.startswith("http://")}
    connect: Any = from_url
    try:
        return connect(url, client_options=options, retry_config=_RETRIES)
    except BaseError as error:
        raise UsageError(
            f"The address cannot be used ({_first_line(error)}).", do=_mended(url), source=url
        ) from error


def _mended(url: str) -> str:
    """What to do about an address that is refused: an account in Azure is no part of it."""
    if url.startswith(_AZURE) and not os.environ.get("AZURE_STORAGE_ACCOUNT_NAME"):
        return "set AZURE_STORAGE_ACCOUNT_NAME, and AZURE_STORAGE_ACCOUNT_KEY or another credential."
    return "write it as s3://BUCKET/FOLDER, gs://BUCKET/FOLDER or az://CONTAINER/FOLDER."


@contextmanager
def _as_os_error() -> Iterator[None]:
    from obstore.exceptions import (  # noqa: PLC0415 - an extra
        AlreadyExistsError,
        BaseError,
        NotModifiedError,
        PreconditionError,
    )

    try:
        yield
    except (AlreadyExistsError, PreconditionError, NotModifiedError) as error:
        raise ChangedError(_first_line(error)) from error
    except BaseError as error:
        raise OSError(_first_line(error)) from error


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0].strip()


class _Reader(io.RawIOBase):
    """An object as a file: each read is a request for a range of it."""

    def __init__(self, store: Any, name: str, size: int) -> None:
        super().__init__()
        self._store = store
        self._name = name
        self._size = size
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def read(self, size: int | None = -1) -> bytes:
        import obstore  # noqa: PLC0415 - an extra

        end = self._size if size is None or size < 0 else min(self._size, self._at + size)
        if end <= self._at:
            return b""
        with _as_os_error():
            content = bytes(obstore.get_range(self._store, self._name, start=self._at, end=end))
        self._at = end
        return content
