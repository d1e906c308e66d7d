"""Changes to the dataset folder that happen whole or not at all.

A change is staged in a sibling folder, committed by one rename, then applied file by file. A process killed
before the rename leaves the old state; one killed after it leaves a committed change that the next process
applies. Staged files never stand inside the tables' folders, where they would break other readers
(DuckDB's globs, pandas and Polars each trip over a different temporary name).
"""

from __future__ import annotations

import json
import shutil
import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_OPEN, _COMMITTED = "open-", "commit-"
_REMOVALS = "removals.json"

RECEIPTS = "documents"
"""Table whose file is moved last and removed first: it is the receipt of a document."""


def staging(folder: Path) -> Path:
    """The sibling folder in which changes to this dataset are staged."""
    folder = folder.absolute()
    return folder.parent / f".{folder.name}-staging"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the dataset for one change; waits for others, and a killed process lets go.

    Where the platform has no `fcntl` (Windows) nothing is held: there one process at a time may write.
    """
    area = staging(folder)
    area.mkdir(parents=True, exist_ok=True)
    with (area / "lock").open("a") as handle:
        try:
            import fcntl  # noqa: PLC0415 - POSIX only
        except ImportError:
            yield
            return
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield  # closing the file releases the lock


class Change:
    """A set of files to write and to remove, staged until `commit`; made while the lock is held.

    Args:
        folder: The dataset.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stage = staging(folder) / f"{_OPEN}{uuid.uuid4().hex}"
        self._stage.mkdir(parents=True)
        self._removals: list[str] = []

    def write(self, table: str, name: str) -> Path:
        """Where to write a file that will become `table/name`."""
        path = self._stage / table / name
        path.parent.mkdir(exist_ok=True)
        return path

    def remove(self, table: str, name: str) -> None:
        """Remove `table/name`, if it is there, when the change is committed."""
        self._removals.append(f"{table}/{name}")

    def commit(self) -> None:
        """Make the change."""
        (self._stage / _REMOVALS).write_text(json.dumps(self._removals), encoding="utf-8")
        committed = self._stage.with_name(self._stage.name.replace(_OPEN, _COMMITTED, 1))
        self._stage.replace(committed)
        _apply(committed, self._folder)

    def discard(self) -> None:
        """Forget the change; nothing when it was committed."""
        shutil.rmtree(self._stage, ignore_errors=True)


def recover(folder: Path) -> None:
    """Apply what a killed process had committed and forget what it had not.

    The caller holds the lock. Changes are only staged under it, so whatever is open belongs to the dead.
    """
    for stage in sorted(staging(folder).glob(f"{_COMMITTED}*")):
        _apply(stage, folder)
    for stage in staging(folder).glob(f"{_OPEN}*"):
        shutil.rmtree(stage, ignore_errors=True)


def unfinished(folder: Path) -> bool:
    """Whether a killed process left a committed change to apply."""
    return any(staging(folder).glob(f"{_COMMITTED}*"))


def _apply(stage: Path, folder: Path) -> None:
    """Remove, then move into place; doing it twice is the same as once."""
    removals: list[str] = json.loads((stage / _REMOVALS).read_text(encoding="utf-8"))
    for name in sorted(removals, key=lambda name: not name.startswith(f"{RECEIPTS}/")):
        (folder / name).unlink(missing_ok=True)
    for path in sorted(stage.glob("*/*"), key=lambda path: (path.parent.name == RECEIPTS, path)):
        target = folder / path.parent.name / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
    # No longer committed before it is taken apart: a kill among its files must not leave half a change to apply.
    applied = stage.replace(stage.with_name(stage.name.replace(_COMMITTED, _OPEN, 1)))
    shutil.rmtree(applied)
