"""Files: a report appears whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


def replace_file(path: Path, content: bytes) -> Path:
    """Put content at a path in one step, so that a reader sees the old file or the new one.

    Args:
        path: Where the file shall be; its folder exists.
        content: All its bytes.

    Returns:
        The path.

    Raises:
        OSError: The folder cannot be written, or the disk is full; the old file is then untouched.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    staged = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        staged.chmod(0o666 & ~_umask())  # mkstemp makes files that only their owner reads
        staged.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            staged.unlink()
        raise
    return path


def _umask() -> int:
    # The mask can only be read by setting it; it is put back at once.
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
