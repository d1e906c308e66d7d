"""The desk: a dataset and its decisions as pages show them, looked at again whenever they have changed."""

from __future__ import annotations

import os
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from doichieu.dataset.folder import FolderState
from doichieu.dataset.layout import has_snapshot
from doichieu.dataset.place import state_of
from doichieu.normalize.agencies.aliases import Aliases, read_aliases
from doichieu.review import decisions
from doichieu.review.aliases import beside
from doichieu.review.holdings import Holdings, decision_on
from doichieu.review.record import ReviewDecision
from doichieu.review.waiting import Waiting, waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from doichieu.dataset.place import State
    from doichieu.model import Document
    from doichieu.review.holdings import FindingRow, Paper

_KEPT = 16


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings of a paper are open, by level, and how many are decided on."""

    open: Mapping[str, int]
    decided: int


@dataclass(slots=True)
class Desk:
    """A dataset, looked at by the pages of one start.

    Attributes:
        dataset: Its folder; it need not exist yet.
        aliases_file: Confirmed names; those beside the dataset when None.
    """

    dataset: Path
    aliases_file: Path | None = None
    _lock: RLock = field(default_factory=RLock)
    _holdings: Holdings | None = None
    _records: dict[str, ReviewDecision] = field(default_factory=dict)
    _state: dict[str, ReviewDecision] = field(default_factory=dict)
    _stamp: tuple[int, int] = (0, 0)
    _names: tuple[tuple[int, int], Aliases] | None = None
    _documents: OrderedDict[tuple[State, str], Document] = field(default_factory=OrderedDict)
    _tallies: tuple[object, dict[str, Tally]] | None = None
    _lists: OrderedDict[object, list[FindingRow]] = field(default_factory=OrderedDict)
    _waiting: tuple[object, list[Waiting]] | None = None

    @property
    def holdings(self) -> Holdings:
        """The current state of the dataset; nothing where there is none yet."""
        with self._lock:
            if not has_snapshot(self.dataset):
                return Holdings(state=FolderState(self.dataset))
            if self._holdings is None or self._holdings.state != state_of(self.dataset):
                self._holdings = Holdings.of(self.dataset)
            return self._holdings

    @property
    def records(self) -> list[ReviewDecision]:
        """Every decision, the earliest first; only files that are new are read."""
        with self._lock:
            self._look()
            return decisions.in_order(self._records.values())

    @property
    def state(self) -> Mapping[str, ReviewDecision]:
        """What counts of the decisions."""
        with self._lock:
            self._look()
            return self._state

    def _look(self) -> None:
        folder = self.dataset / decisions.FOLDER
        stamp = _stamp(folder)
        if stamp == self._stamp:
            return
        names = {path.name for path in folder.glob("[!.]*.json")}
        for name in self._records.keys() - names:
            del self._records[name]
        for name in names - self._records.keys():
            self._records[name] = decisions.read_file(folder / name)
        self._state = decisions.current(self._records.values())
        self._stamp = stamp

    @property
    def names_file(self) -> Path:
        """Where confirmed names are kept."""
        return self.aliases_file or Path(beside(self.dataset))

    @property
    def aliases(self) -> Aliases:
        """Names that people have confirmed."""
        with self._lock:
            stamp = _stamp(self.names_file)
            if self._names is None or self._names[0] != stamp:
                self._names = stamp, read_aliases(self.names_file) if stamp != (0, 0) else Aliases()
            return self._names[1]

    def decide(self, decision: ReviewDecision) -> ReviewDecision:
        """Keep a decision."""
        return decisions.append(self.dataset, decision)

    def decision(self, paper: Paper, finding: FindingRow) -> ReviewDecision | None:
        """The decision on a finding that counts."""
        return decision_on(self.state, paper, finding)

    def tallies(self) -> Mapping[str, Tally]:
        """Findings open and decided on, by doc_id."""
        with self._lock:
            held, state = self.holdings, self.state
            key = held.state, self._stamp
            if self._tallies is None or self._tallies[0] != key:
                self._tallies = key, {one.doc_id: _tally(held, state, one) for one in held.papers.values()}
            return self._tallies[1]

    def kept(
        self, asked: Hashable, find: Callable[[Holdings, Mapping[str, ReviewDecision]], list[FindingRow]]
    ) -> list[FindingRow]:
        """A list of findings, found again when the dataset or a decision has changed."""
        with self._lock:
            held, state = self.holdings, self.state
            key = held.state, self._stamp, asked
            if key not in self._lists:
                self._lists[key] = find(held, state)
                if len(self._lists) > _KEPT:
                    self._lists.popitem(last=False)
            return self._lists[key]

    def waiting(self) -> list[Waiting]:
        """Names that wait for a decision."""
        with self._lock:
            held, state, aliases = self.holdings, self.state, self.aliases
            key = held.state, self._stamp, aliases
            if self._waiting is None or self._waiting[0] != key:
                self._waiting = key, waiting(held, state, aliases)
            return self._waiting[1]

    def document(self, doc_id: str) -> Document:
        """A paper as it was read; the latest ones are kept."""
        with self._lock:
            held = self.holdings
            key = held.state, doc_id
            if key not in self._documents:
                self._documents[key] = held.document(doc_id)
                if len(self._documents) > _KEPT:
                    self._documents.popitem(last=False)
            self._documents.move_to_end(key)
            return self._documents[key]


def _tally(held: Holdings, state: Mapping[str, ReviewDecision], paper: Paper) -> Tally:
    levels = {"error": 0, "warning": 0, "info": 0}
    decided = 0
    for index in paper.findings:
        if decision_on(state, paper, held.findings[index]) is None:
            levels[held.findings[index].level] += 1
        else:
            decided += 1
    return Tally(levels, decided)


def _stamp(path: Path) -> tuple[int, int]:
    """What changes when a file is replaced, or a file is added to a folder; zeros where there is none.

    Clocks of file systems tick some times a second, so what a folder holds is counted as well.
    """
    try:
        found = path.stat()
        return found.st_mtime_ns, len(os.listdir(path)) if path.is_dir() else found.st_size  # noqa: PTH208 - counted only
    except OSError:
        return 0, 0
