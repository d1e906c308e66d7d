"""Python's collector of cycles, which finds nothing in a paper that is being read or audited."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collector_paused() -> Iterator[None]:
    """Let a paper be read or audited without looking for cycles among its words, cells and figures after every 700 new ones.

    They refer to each other in one direction and go when the last reference goes: of the time that a PDF takes
    a tenth went into looking, and of an audit's as much. The collector runs again at the end, where it ran before.
    """
    ran = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if ran:
            gc.enable()
