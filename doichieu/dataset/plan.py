"""What a new state takes from the journal, what it keeps of the state before, and under which source."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from doichieu.dataset import segments

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from doichieu.dataset.manifest import Manifest, Source
    from doichieu.dataset.place import State


class Fresh(Protocol):
    """Documents that a new state takes anew."""

    def ids(self) -> Iterable[str]:
        """Their doc_ids."""
        ...

    def __contains__(self, doc_id: str) -> bool: ...

    def digest(self, doc_id: str) -> str:
        """What tells this version of a document from others."""
        ...

    def tables(self, doc_id: str) -> segments.Tables:
        """The rows of a document, by table."""
        ...


@dataclass(slots=True, kw_only=True)
class Plan:
    """What to write.

    Attributes:
        primary: The source that a document is published under, by doc_id.
        present: Documents that the new state can have.
        new: Documents to write: fresh ones, and those whose source changed.
        rewritten: Segments that lose documents or are to be written again, with the documents they keep.
        at: Segment of each document before.
    """

    primary: dict[str, Source]
    present: set[str]
    new: list[str]
    rewritten: dict[str, set[str]]
    at: dict[str, str]


def plan_of(
    state: State | None, before: Manifest, sources: dict[str, Source], fresh: Fresh, *, whole: bool = False
) -> Plan:
    """What to write, and what of the state before can stay.

    Args:
        state: The state before, None for none.
        before: What that consists of.
        sources: What every source holds in the new one.
        fresh: Documents to take anew.
        whole: Write every segment again.
    """
    primary: dict[str, Source] = {}
    for one in sources.values():
        if one.doc_id is not None:
            best = primary.get(one.doc_id)
            # The run that came last knows best where a file is; within a run the order of names decides.
            if best is None or (one.seen, _reverse(one.source)) > (best.seen, _reverse(best.source)):
                primary[one.doc_id] = one
    at: dict[str, str] = {}
    stays: defaultdict[str, set[str]] = defaultdict(set)
    moved: list[str] = []
    for name in before.segments:
        for doc_id, source_id in _documents(state, name):
            at[doc_id] = name
            if doc_id in fresh or doc_id not in primary:
                continue
            if primary[doc_id].source_id == source_id:
                stays[name].add(doc_id)
            else:
                moved.append(doc_id)
    touched = {name for doc_id, name in at.items() if doc_id not in stays[name]}
    return Plan(
        primary=primary,
        present=set(at) | set(fresh.ids()),
        new=sorted(doc_id for doc_id in (*fresh.ids(), *moved) if doc_id in primary),
        rewritten={name: stays[name] for name in before.segments if whole or name in touched},
        at=at,
    )


def _reverse(text: str) -> tuple[int, ...]:
    """A key that sorts texts the other way round."""
    return (*(-ord(letter) for letter in text), 0)


def _documents(state: State | None, name: str) -> Iterator[tuple[str, str]]:
    """Documents of a segment, each with the place it was published under."""
    if state is not None:
        yield from segments.columns_of(state, name, ["doc_id", "source_id"])
