"""Signs of life of a worker, left in its folder for those who watch its time."""

from __future__ import annotations

import time
from pathlib import Path

_NAME = "pulse"
# However steadily a paper advances, it has this many times the time limit altogether.
_MOST = 24


def leave(folder: str) -> None:
    """Write down that work advanced just now; the clock is the machine's, alike in all of its processes."""
    new = Path(folder, f"{_NAME}.new")
    new.write_text(f"{time.monotonic():.3f}", encoding="ascii")
    new.replace(Path(folder, _NAME))  # whoever looks sees the old sign or the new one


def deadline(folder: str, start: float, seconds: float) -> float:
    """When work that began at a time has to be done.

    Args:
        folder: The worker's folder.
        start: When it began, of `time.monotonic`.
        seconds: Time limit, from the beginning or from the last sign of life.

    Returns:
        A time of `time.monotonic`.
    """
    try:
        last = float(Path(folder, _NAME).read_text(encoding="ascii"))
    except (OSError, ValueError):
        last = start
    return min(max(start, last) + seconds, start + _MOST * seconds)
