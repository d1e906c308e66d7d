"""What a hostile case is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

READ = "read"
"""The file is read, whatever of it is a table."""
DAMAGED = "damaged-file"
UNREADABLE = "unreadable"
NO_TOOL = "missing-tool"
EMPTY = "empty-file"
UNKNOWN = "unknown-media-type"
TIME = "time-limit"
MEMORY = "memory-limit"
CRASHED = "worker-crashed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A hostile file.

    Attributes:
        name: Name of the file.
        make: Builds its bytes.
        ends: What may become of it: READ, or codes of issues.
        says: A phrase of the message.
    """

    name: str
    make: Callable[[], bytes]
    ends: tuple[str, ...]
    says: str = ""
