"""Signs of life of a worker, left in its folder for those who watch its time and say how far it is."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

from doichieu.heartbeat import Beat

if TYPE_CHECKING:
    from typing import Any

_NAME = "pulse"
# However steadily a paper advances, it has this many times the time limit altogether.
_MOST = 24


def leave(folder: str, sign: Beat) -> None:
    """Write down that work advanced just now; the clock is the machine's, alike in all of its processes."""
    new = Path(folder, f"{_NAME}.new")
    new.write_text(json.dumps([round(time.monotonic(), 3), *sign]), encoding="utf-8")
    new.replace(Path(folder, _NAME))  # whoever looks sees the old sign or the new one


def last(folder: str) -> Beat | None:
    """The last sign of life; None where there is none."""
    found = _last(folder)
    return None if found is None else Beat(*found[1:])


def deadline(folder: str, start: float, seconds: float) -> float:
    """When work that began at a time has to be done.

    Args:
        folder: The worker's folder.
        start: When it began, of `time.monotonic`.
        seconds: Time limit, from the beginning or from the last sign of life.

    Returns:
        A time of `time.monotonic`.
    """
    found = _last(folder)
    at = start if found is None else float(found[0])
    return min(max(start, at) + seconds, start + _MOST * seconds)


def _last(folder: str) -> list[Any] | None:
    try:
        found: list[Any] = json.loads(Path(folder, _NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found
