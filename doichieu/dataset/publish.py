"""From the journal to a new state: what changed is written, what did not is linked, then the pointer moves."""

from __future__ import annotations

import hashlib
import random
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from doichieu.dataset import journal, manifest
from doichieu.dataset.build import build
from doichieu.dataset.journal import Event
from doichieu.dataset.manifest import Source
from doichieu.dataset.objects import ChangedError
from doichieu.dataset.record import decode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from doichieu.dataset.journal import Entry
    from doichieu.dataset.manifest import Manifest
    from doichieu.dataset.place import Place
    from doichieu.dataset.record import People
    from doichieu.dataset.segments import Tables

# How often a writer that others got ahead of builds on what they published.
_ATTEMPTS = 20


@dataclass(slots=True)
class _Change:
    """The journal, folded over the state before.

    Attributes:
        sources: What every source holds now.
        fresh: Entry that holds the record, by doc_id.
        applied: Entries taken.
    """

    sources: dict[str, Source]
    fresh: dict[str, str] = field(default_factory=dict)
    applied: list[str] = field(default_factory=list)


def publish(place: Place, people: People | None = None) -> None:
    """Bring what is in the journal before the readers.

    Args:
        place: The dataset, with a current state.
        people: What people have said of papers.

    Raises:
        ChangedError: Another writer published all the time (object stores alone).
    """
    for attempt in range(_ATTEMPTS):
        try:
            with place.writing():
                _publish(place, people)
        except ChangedError:
            if attempt + 1 == _ATTEMPTS:
                raise
            time.sleep(random.uniform(0, 0.2 * (attempt + 1)))  # noqa: S311 - so that two do not meet again
        else:
            return


def _publish(place: Place, people: People | None) -> None:
    state = place.current()
    if state is None:
        raise FileNotFoundError("the dataset is gone")
    names = place.entries()
    before = manifest.load(state)
    change = _fold(place, names, before)
    done = before.applied.intersection(names).union(change.applied)
    if change.applied:
        with place.staging() as staged:
            fresh = _Records(place, change.fresh)
            kept = build(staged, state, before, change.sources, fresh, done, people)
            place.swap(staged, kept, state)
        place.sweep()
    place.drop(sorted(done))


def _fold(place: Place, names: Iterable[str], before: Manifest) -> _Change:
    change = _Change(dict(before.sources))
    for name in names:
        if name in before.applied:
            continue
        entry = journal.read(place.entry(name))
        if entry is not None:
            _apply(change, entry, name)
        change.applied.append(name)
    return change


def _apply(change: _Change, entry: Entry, name: str) -> None:
    held = change.sources.get(entry.source_id)
    match entry.event:
        case Event.GONE:
            change.sources.pop(entry.source_id, None)
            return
        case Event.UNREAD:
            doc_id, seen = (held.doc_id, held.seen) if held is not None else (None, entry.seen)
        case Event.DOCUMENT:
            doc_id, seen = entry.doc_id, entry.seen
            change.fresh[doc_id or ""] = name
        case Event.SAME:
            doc_id = entry.doc_id
            seen = held.seen if held is not None and held.doc_id == doc_id else entry.seen
    change.sources[entry.source_id] = Source(
        source_id=entry.source_id,
        source=entry.source,
        doc_id=doc_id,
        seen=seen,
        code=entry.code,
        message=entry.message,
        tried=entry.tried,
        tries=entry.tries,
    )


class _Records:
    """Records of the journal, by document."""

    def __init__(self, place: Place, names: dict[str, str]) -> None:
        self._place = place
        self._names = names

    def ids(self) -> Iterable[str]:
        return self._names

    def __contains__(self, doc_id: str) -> bool:
        return doc_id in self._names

    def digest(self, doc_id: str) -> str:
        return hashlib.sha256(self._place.entry(self._names[doc_id])).hexdigest()

    def tables(self, doc_id: str) -> Tables:
        return dict(decode(self._place.entry(self._names[doc_id])))
