"""What a command writes for people and other tools: the error that says why it cannot be written."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from doichieu.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def written(what: str, dest: Path) -> Iterator[None]:
    """Say what to do when something cannot be written.

    Args:
        what: What is written, as a sentence begins ("The export").
        dest: The file or folder.

    Raises:
        OutputError: It cannot be written.
    """
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"{what} cannot be written ({error.strerror or error}).",
            do="make room on the disk, check the permissions of the folder, or name another place.",
            source=str(dest),
        ) from error
