"""A lock that is an object: one writer at a time where a store cannot compare as it puts.

A writer puts an object of its own and lists those of all. When it sees no other it holds the lock; else it removes its
own, waits and tries again. The store lists what was put before, so of two writers at least one sees the other. Age is
told by the store's clock alone; a lock that was not renewed for `SECONDS` is that of a killed writer.
"""

from __future__ import annotations

import random
import threading
import time
import uuid
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from doichieu.dataset.objects import ChangedError, Objects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from doichieu.dataset.objects import Version

LOCKS = "locks"
"""Folder for locks below the address of a dataset."""

SECONDS = 120.0
"""How long a lock is good for without being renewed."""

_PATIENCE = 30 * SECONDS
# The version of no object.
_NEVER = {"e_tag": '"0"', "version": "1"}


class Lease:
    """The lock of one dataset.

    Args:
        objects: Where the dataset stands.
    """

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._name = f"{LOCKS}/writer-{uuid.uuid4().hex}"
        self._renewed = 0.0

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock.

        Raises:
            TimeoutError: Others held it all the time.
        """
        deadline = time.monotonic() + _PATIENCE
        while not self._taken():
            if time.monotonic() > deadline:
                raise TimeoutError("other writers hold the dataset")
            time.sleep(random.uniform(0.05, 1.0))  # noqa: S311 - so that two do not meet again
        over = threading.Event()
        alive = threading.Thread(target=self._renew, args=(over,), daemon=True)
        alive.start()
        try:
            yield
        finally:
            over.set()
            alive.join()
            with suppress(OSError):
                self._objects.remove([self._name])

    def _renew(self, over: threading.Event) -> None:
        """Say again and again that the writer is alive, until it was silent for too long once."""
        while not over.wait(SECONDS / 4):
            with suppress(OSError):
                self.check()
                self._put()

    def check(self) -> None:
        """Make sure that nobody has taken the lock for that of a killed writer.

        Raises:
            ChangedError: Somebody may have.
        """
        if time.monotonic() - self._renewed > SECONDS * 3 / 4:
            raise ChangedError("the lock ran out")

    def _put(self) -> None:
        started = time.monotonic()
        self._objects.put(self._name, b"writing")
        self._renewed = started

    def _taken(self) -> bool:
        self._put()
        found = [one for one in self._objects.names(LOCKS) if "/writer-" in one.name]
        now = max(one.modified for one in found)
        dead = [one.name for one in found if (now - one.modified).total_seconds() > SECONDS]
        self._objects.remove(dead)
        if {one.name for one in found} - set(dead) == {self._name}:
            return True
        self._objects.remove([self._name])
        return False


def puts_conditionally(objects: Objects) -> bool:
    """Whether the store refuses to put an object over one that is not as expected; some ignore that they are asked."""
    name = f"{LOCKS}/conditional"
    with suppress(ChangedError):
        objects.put_if(name, b"probe", None)
    return _refuses(objects, name, None) and _refuses(objects, name, _NEVER)


def _refuses(objects: Objects, name: str, version: Version | None) -> bool:
    try:
        objects.put_if(name, b"probe", version)
    except ChangedError:
        return True
    except OSError:  # the store does not know the condition
        return False
    return False
