"""The bytes of a file, as they were at one moment."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from doichieu.errors import ReadError

if TYPE_CHECKING:
    from pathlib import Path

# The largest published paper seen, a scan of 700 pages, has 180 MB.
_MOST_BYTES = 2**30


class ChangedFileError(ReadError):
    """The file changed while it was read."""

    code = "changed-while-read"


def contents(path: Path) -> bytes:
    """Read a file whole.

    Args:
        path: A regular file.

    Returns:
        Its bytes.

    Raises:
        ReadError: It cannot be opened, is no regular file, or is larger than any paper.
        ChangedFileError: Its size or time of change moved while it was read, so that the bytes may be of two
            versions.
    """
    source = str(path)
    try:
        # Not to wait for a writer when it is a pipe; regular files do not know this flag.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as handle:
            before = os.fstat(descriptor)
            _check(before, source)
            data = handle.read(before.st_size + 1)
            after = os.fstat(descriptor)
    except OSError as error:
        raise ReadError(
            f"the file cannot be opened ({error.strerror or error}).",
            do="check the path and the permission to read it",
            source=source,
        ) from error
    if len(data) != before.st_size or (before.st_size, before.st_mtime_ns) != (
        after.st_size,
        after.st_mtime_ns,
    ):
        raise ChangedFileError(
            "the file changed while it was read.",
            do="wait until it is written, then ingest it again",
            source=source,
        )
    return data


def _check(state: os.stat_result, source: str) -> None:
    if stat.S_ISDIR(state.st_mode):
        raise ReadError("this is a folder.", do="name the files in it", source=source)
    if not stat.S_ISREG(state.st_mode):
        raise ReadError(
            "this is no regular file (a pipe, a socket or a device).",
            do="save what it gives to a file and name that",
            source=source,
        )
    if state.st_size > _MOST_BYTES:
        raise ReadError(
            f"the file has {state.st_size:,} bytes, more than any paper.",
            do="split it into several files",
            source=source,
        )
