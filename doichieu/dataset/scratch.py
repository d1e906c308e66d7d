"""Folders of this machine for what is on its way to an object store; those of killed runs go after a week."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

JOURNAL, STATE = "doichieu-journal-", "doichieu-state-"
# A run adds to its folders all the time; one that nothing was added to for so long is that of a killed run.
_SECONDS = 7 * 24 * 3600


def sweep() -> None:
    """Remove what killed runs left; what belongs to others stays."""
    old = time.time() - _SECONDS
    for prefix in (JOURNAL, STATE):
        for folder in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
            if _last_added(folder) < old:
                shutil.rmtree(folder, ignore_errors=True)


def _last_added(folder: Path) -> float:
    try:
        return folder.lstat().st_mtime
    except OSError:  # gone by now
        return time.time()
