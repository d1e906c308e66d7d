"""Where things stand in a dataset's folder, and how its state is swapped.

    data/
      observations -> .store/current/observations     one such link a table: what readers open
      .store/
        current -> snapshots/00000007                 the pointer: replaced by one rename
        snapshots/00000007/observations/*.parquet     files that never change; hard links to those kept
        snapshots/00000007/manifest.json, sources.parquet, files.json
        journal/*.zip                                 papers read and not yet published, a file each
        staging/                                      what is being built

A name of a data file is a hash of what it holds, so a reader that listed a folder before the pointer moved finds the
same content or no file, never other content.
"""

from __future__ import annotations

import os
import shutil
import uuid
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from doichieu.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterator

STORE, CURRENT, SNAPSHOTS, JOURNAL, STAGING = ".store", "current", "snapshots", "journal", "staging"
MANIFEST = "manifest.json"
SOURCES = "sources.parquet"
FILES = "files.json"

# The one before the current state stays for readers that resolved the pointer before it moved.
_KEPT = 2


def snapshot_of(folder: Path) -> Path:
    """The folder of the dataset's current state; it does not change while it is read.

    Args:
        folder: The dataset.

    Raises:
        DatasetError: There is no dataset in the folder.
    """
    pointer = folder / STORE / CURRENT
    if is_copied(folder):
        return pointer
    if not pointer.is_symlink():
        raise DatasetError(
            "There is no dataset here.",
            do="make one with `doichieu ingest PATH --dataset DIR`.",
            source=str(folder),
        )
    return folder / STORE / pointer.readlink()


def is_copied(folder: Path) -> bool:
    """Whether a state itself stands where the pointer was: the dataset was copied by what follows links."""
    pointer = folder / STORE / CURRENT
    return not pointer.is_symlink() and (pointer / MANIFEST).is_file()


def has_snapshot(folder: Path) -> bool:
    """Whether the folder holds a dataset."""
    return (folder / STORE / CURRENT).is_symlink() or is_copied(folder)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the dataset for one publication; waits for others, and a killed process lets go.

    Where the platform has no `fcntl` (Windows) nothing is held: there one process at a time may write.
    """
    area = folder / STORE
    area.mkdir(parents=True, exist_ok=True)
    with (area / "lock").open("a") as handle:
        try:
            import fcntl  # noqa: PLC0415 - POSIX only
        except ImportError:
            yield
            return
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield  # closing the file releases the lock


def stage(folder: Path) -> Path:
    """A new empty folder for a state that is being built; the caller holds the lock."""
    path = folder / STORE / STAGING / uuid.uuid4().hex
    path.mkdir(parents=True)
    return path


def swap(folder: Path, staged: Path) -> Path:
    """Make a staged state the current one, by one rename; the caller holds the lock.

    Args:
        folder: The dataset.
        staged: A folder from `stage`, whole.

    Returns:
        Where the state stands now.
    """
    area = folder / STORE
    (area / SNAPSHOTS).mkdir(exist_ok=True)
    number = max((int(path.name) for path in (area / SNAPSHOTS).iterdir()), default=0) + 1
    _sync(staged)
    target = area / SNAPSHOTS / f"{number:08}"
    staged.replace(target)
    link = area / STAGING / f"{number:08}"
    link.unlink(missing_ok=True)
    link.symlink_to(Path(SNAPSHOTS) / target.name)
    link.replace(area / CURRENT)
    _sync_one(area)
    return target


def sweep(folder: Path) -> None:
    """Remove what killed processes left and states that are no longer read; the caller holds the lock."""
    area = folder / STORE
    for path in (area / STAGING).glob("*"):
        if path.is_symlink():
            path.unlink()
        else:
            shutil.rmtree(path, ignore_errors=True)
    if not (area / CURRENT).is_symlink():
        return
    current = (area / CURRENT).readlink().name
    names = sorted(path.name for path in (area / SNAPSHOTS).iterdir())
    for name in names:
        # A state newer than the current one was staged by a process that was killed before it moved the pointer.
        if name > current or name not in names[max(0, names.index(current) + 1 - _KEPT) :]:
            # Away at once, then file by file: whoever still reads it finds it whole or not at all.
            away = area / STAGING / f"gone-{name}"
            (area / SNAPSHOTS / name).replace(away)
            shutil.rmtree(away, ignore_errors=True)


def link_tables(folder: Path, tables: tuple[str, ...]) -> None:
    """Make the links that readers open, where they are missing; the caller holds the lock."""
    for table in tables:
        path = folder / table
        if not path.is_symlink():
            link = folder / STORE / STAGING / f"link-{table}"
            link.parent.mkdir(parents=True, exist_ok=True)
            link.unlink(missing_ok=True)
            link.symlink_to(Path(STORE) / CURRENT / table)
            link.replace(path)


def keep(source: Path, target: Path) -> None:
    """Take a file that does not change into another state: a hard link, or a copy where there are none."""
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)


def _sync(folder: Path) -> None:
    """Let the disk have the new files of a folder: the pointer must not come before them.

    Files with another link were there before. File systems with a journal have the folders once a later change of
    theirs is on the disk, which `swap` waits for.
    """
    for path in folder.rglob("*"):
        if path.is_file() and path.stat().st_nlink == 1:
            _sync_one(path)


def _sync_one(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
