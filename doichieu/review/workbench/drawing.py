"""Pictures of pages for the browser, drawn by a guarded process: a page can end the process that draws it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import wait
from threading import Lock
from typing import TYPE_CHECKING

from doichieu import originals
from doichieu.engine.work import Fault, Limits, Work
from doichieu.engine.worker import Worker
from doichieu.errors import DoichieuError
from doichieu.pictures import page_picture

if TYPE_CHECKING:
    from pathlib import Path

    from doichieu.model import Document
    from doichieu.originals import Original
    from doichieu.pictures import Picture

SCALE = 2.0
_LIMITS = Limits(seconds=20, megabytes=1024)
_MOST_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page of a paper's file."""

    original: Original
    page: int


def draw(wanted: Wanted, *, scale: float = SCALE) -> Picture | str:
    """Draw a page: what a worker does.

    Returns:
        The picture, or why there is none.
    """
    try:
        return page_picture(wanted.original.pdf(), wanted.page, scale=scale)
    except (DoichieuError, OSError) as error:
        return str(error)


@dataclass(slots=True)
class Pages:
    """Pictures of the pages of papers, kept as long as there is room.

    Attributes:
        dataset: The dataset, which may keep the papers' files.
    """

    dataset: Path
    _worker: Worker = field(
        default_factory=lambda: Worker(Work(call=partial(draw), preload=("doichieu.pictures",)), _LIMITS)
    )
    _lock: Lock = field(default_factory=Lock)
    _kept: OrderedDict[tuple[str, int], Picture] = field(default_factory=OrderedDict)

    def picture(self, document: Document, page: int) -> Picture | None:
        """A page of a paper; None where its file is gone, has no pages, or the page cannot be drawn."""
        if not 1 <= page <= (document.pages or 0):
            return None
        key = document.sha256, page
        with self._lock:
            if key not in self._kept:
                original = originals.find(document, self.dataset)
                found = None if original is None else self._drawn(Wanted(original, page))
                if found is None:
                    return None
                self._keep(key, found)
            self._kept.move_to_end(key)
            return self._kept[key]

    def close(self) -> None:
        """End the process."""
        self._worker.close()

    def _drawn(self, wanted: Wanted) -> Picture | None:
        self._worker.give(wanted)
        wait([self._worker.connection], _LIMITS.seconds + 60)
        found = self._worker.take()
        return None if isinstance(found, Fault | str) else found

    def _keep(self, key: tuple[str, int], picture: Picture) -> None:
        self._kept[key] = picture
        while sum(len(one.content) for one in self._kept.values()) > _MOST_BYTES:
            self._kept.popitem(last=False)
