"""Where an export may stand, and how a file takes the place of the one before."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from doichieu.dataset.layout import STORE
from doichieu.dataset.place import is_url
from doichieu.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from doichieu.dataset.place import Address


def require_place(dataset: Address, dest: Path) -> None:
    """Refuse a destination that would harm what is there.

    Args:
        dataset: What is exported.
        dest: File or folder.

    Raises:
        UsageError: It lies among the files of the dataset, or is a device or a pipe.
    """
    if not is_url(dataset) and dest.resolve().is_relative_to(Path(dataset, STORE).resolve()):
        raise UsageError(
            "This is a folder of the dataset itself, in which readers take every file for data.",
            do="name a place outside of it.",
            source=str(dest),
        )
    if dest.exists() and not dest.is_file() and not dest.is_dir():
        raise UsageError(
            "This is no regular file (a device or a pipe).", do="name a file or a folder.", source=str(dest)
        )


@contextmanager
def replacing(dest: Path, *failing: type[Exception]) -> Iterator[Path]:
    """A file beside DEST that takes its place when it is whole.

    Args:
        dest: The file.
        failing: What a library raises, other than OSError, where it cannot write.

    Raises:
        UsageError: DEST is a folder.
        OSError: The file cannot be written; what was there stays.
    """
    if dest.is_dir():
        raise UsageError("This is a folder.", do="name a file.", source=str(dest))
    dest.parent.mkdir(parents=True, exist_ok=True)
    staged = dest.with_name(f".{dest.name}.tmp")
    staged.unlink(missing_ok=True)
    try:
        yield staged
        staged.replace(dest)
    except failing as error:
        raise OSError(str(error)) from error
    finally:
        staged.unlink(missing_ok=True)
