"""Files that several runs could not read are left alone until something about them is other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from doichieu import pipeline
from doichieu.dataset import manifest
from doichieu.dataset.files import read
from doichieu.dataset.known import TRIES
from doichieu.dataset.store import Store
from doichieu.engine.local import InProcess
from doichieu.engine.work import Done, Fault, FaultKind, Limits, Ready, Work
from doichieu.pipeline import tasks
from doichieu.pipeline.inputs import find
from tests.cli.papers import call, paper

NOT_A_PAPER = b"%PDF-1.7\n"


@dataclass
class Machine:
    """A folder with one file, a dataset, and an engine that counts what it is given."""

    file: Path
    data: Path
    limits: Limits | None = None
    loses: FaultKind | None = None
    given: list[str] = field(default_factory=list)

    def map(self, work: Work, items: Iterable[Any]) -> Iterator[Done]:
        """Work in this process, or lose every worker."""
        for item in items:
            if not isinstance(item, Ready):
                self.given.append(item.source)
                if self.loses is not None:
                    yield Done(item=item, value=Fault(kind=self.loses, detail="injected"))
                    continue
            yield from InProcess().map(work, [item])

    def runs(self, times: int = 1, *, retry: bool = False) -> list[tuple[str, int]]:
        """Ingest some times: what was done with the file, and how often a worker was given it."""
        found = []
        for _ in range(times):
            self.given.clear()
            with Store(self.data) as store:
                papers = pipeline.process(
                    find([self.file]), store=store, engine=self, keep=pipeline.Keep.RECORD, retry=retry
                )
                ((_, what),) = list(pipeline.ingest(papers, store))
            found.append((what, len(self.given)))
        return found

    def codes(self) -> list[str]:
        """What the dataset says was not read."""
        return [row["code"] for row in read(self.data, "issues").to_pylist() if row["doc_id"] is None]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """One whose file cannot be read."""
    file = tmp_path / "qd.pdf"
    file.write_bytes(NOT_A_PAPER)
    return Machine(file, tmp_path / "data")


def test_what_three_runs_could_not_read_is_left_alone(machine: Machine) -> None:
    """From then on no worker is given the file, and it is an issue all the same."""
    assert machine.runs(TRIES + 2) == [("unread", 1)] * TRIES + [("unread", 0)] * 2
    assert machine.codes() == ["damaged-file"]


def test_what_is_left_alone_changes_nothing(machine: Machine) -> None:
    """A run that tries nothing publishes nothing."""
    machine.runs(TRIES)
    before = (machine.data / ".store" / "current").resolve()
    machine.runs()
    assert (machine.data / ".store" / "current").resolve() == before


@pytest.mark.parametrize("kind", [FaultKind.TIME, FaultKind.MEMORY, FaultKind.SIGNAL, FaultKind.EXIT])
def test_what_takes_down_its_worker_is_left_alone_too(machine: Machine, kind: FaultKind) -> None:
    """An endless loop does not cost its time limit every night."""
    machine.loses = kind
    assert machine.runs(TRIES + 1)[-1] == ("unread", 0)


def test_a_lost_worker_is_no_fault_of_the_file(machine: Machine) -> None:
    """A worker that was lost by chance, and a program that is missing, are no reason to leave a file alone."""
    machine.loses = FaultKind.LOST
    assert machine.runs(TRIES + 2) == [("unread", 1)] * (TRIES + 2)


def test_other_bytes_are_tried(machine: Machine) -> None:
    """A file that was mended is read, and one that breaks again is tried as often as before."""
    machine.runs(TRIES)
    machine.file.write_text(paper(1), encoding="utf-8")
    assert machine.runs(2) == [("added", 1), ("unchanged", 0)]
    assert machine.codes() == []
    machine.file.write_bytes(NOT_A_PAPER)
    assert machine.runs(TRIES + 1) == [("unread", 1)] * TRIES + [("unread", 0)]


def test_other_limits_are_tried(machine: Machine) -> None:
    """Who allows more, as the message says, has the file tried again."""
    machine.loses, machine.limits = FaultKind.TIME, Limits(seconds=1)
    assert machine.runs(TRIES + 1)[-1] == ("unread", 0)
    machine.limits = Limits(seconds=2)
    assert machine.runs(TRIES + 1) == [("unread", 1)] * TRIES + [("unread", 0)]


def test_other_code_is_tried(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of doichieu tries what the one before could not read."""
    machine.runs(TRIES)
    monkeypatch.setattr(tasks, "version", lambda: "another")
    assert machine.runs() == [("unread", 1)]


def test_a_run_can_ask_for_it(machine: Machine) -> None:
    """`--retry` tries everything."""
    machine.runs(TRIES)
    assert machine.runs(retry=True) == [("unread", 1)]
    said = call("ingest", machine.file, "--dataset", machine.data, "--retry", "--jobs", "0", "--log", "json")
    assert said.exit_code == 3
    assert '"unread"' in said.stderr


def test_the_message_stays_the_same(machine: Machine) -> None:
    """A run that left the file alone ends and says what a run that tried it does."""
    arguments = ("ingest", machine.file, "--dataset", machine.data, "--jobs", "0")
    said = [call(*arguments) for _ in range(TRIES + 1)]
    assert {(one.exit_code, one.stdout, one.stderr) for one in said} == {(3, said[0].stdout, said[0].stderr)}
    assert "download the file again" in said[0].stderr


def test_a_file_that_changes_while_it_fails_counts_for_nothing(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the bytes that failed are not those that were there, nobody knows which to leave alone."""
    hashes = iter(range(100))
    monkeypatch.setattr(tasks, "_sha256", lambda _: str(next(hashes) % 2))
    assert machine.runs(TRIES + 1) == [("unread", 1)] * (TRIES + 1)


def test_a_state_that_says_nothing_of_tries_is_read(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Datasets of before are read, and count from nothing."""
    with monkeypatch.context() as patch:
        older = [column for column in manifest._COLUMNS if column.name not in {"tried", "tries"}]
        patch.setattr(manifest, "_COLUMNS", pa.schema(older))
        assert machine.runs(TRIES + 1)[-1] == ("unread", 1)
    assert machine.runs(TRIES + 1) == [("unread", 1)] * TRIES + [("unread", 0)]
