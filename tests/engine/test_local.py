"""Workers of this machine: what they survive, and what a fault says."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from doichieu.engine import guard
from doichieu.engine.faults import fault_error
from doichieu.engine.local import InProcess, LocalEngine
from doichieu.engine.work import Fault, FaultKind, Limits, Ready
from doichieu.heartbeat import Beat, heard

from .poison import WORK

LIMITS = Limits(seconds=1, megabytes=512)
FAULTS = int(os.environ.get("DOICHIEU_FAULTS", "100"))
"""How many faults are injected among ten times as many items."""


def _map(items: list[Any], *, jobs: int = 2, limits: Limits = LIMITS) -> dict[Any, Any]:
    return {done.item: done.value for done in LocalEngine(jobs, limits).map(WORK, items)}


def test_every_item_is_worked_on_once() -> None:
    """Each item comes back once with its result, whatever the order."""
    done = list(LocalEngine(2, LIMITS).map(WORK, range(100)))
    assert sorted((one.item, one.value) for one in done) == [(n, n * 2) for n in range(100)]


def test_a_worker_has_its_next_item_before_the_result_is_handed_on(tmp_path: Path) -> None:
    """While the run deals with a result, the worker that gave it is at work on the item after it."""
    begun = tmp_path / "begun"
    done = LocalEngine(1, Limits(seconds=60, megabytes=512)).map(WORK, [1, f"touch:{begun}"])
    assert next(done).item == 1
    deadline = time.monotonic() + 30
    while not begun.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert begun.exists()
    assert [one.item for one in done] == [f"touch:{begun}"]


def test_nothing_to_do_starts_no_worker() -> None:
    """Items that are ready pass through without a process."""
    done = list(LocalEngine(2, LIMITS).map(WORK, (Ready(value=n) for n in range(3))))
    assert [one.value for one in done] == [0, 1, 2]


def test_workers_are_reused() -> None:
    """Many items on one worker are done by one process."""
    assert len(set(_map([f"pid:{n}" for n in range(20)], jobs=1).values())) == 1


def test_who_waits_hears_how_far_a_paper_is() -> None:
    """Signs of life of a worker are given again in the process of the run, each once, the last one always."""
    signs: list[Beat] = []
    with heard(signs.append):
        _map(["pages:3"], jobs=1, limits=Limits(seconds=60, megabytes=512))
    assert signs[-1] == Beat("a.pdf", 3, 3)
    assert len(set(signs)) == len(signs)


def test_this_process_can_work_itself() -> None:
    """Without workers the work is done here, in order."""
    assert [done.value for done in InProcess().map(WORK, [1, "pid", Ready(value=5)])] == [2, os.getpid(), 5]


@pytest.mark.parametrize(
    ("item", "kind", "detail"),
    [
        ("segfault", FaultKind.SIGNAL, "SIGSEGV"),
        ("abort", FaultKind.SIGNAL, "SIGABRT"),
        ("exit:0", FaultKind.EXIT, "exit status 0"),
        ("exit:7", FaultKind.EXIT, "exit status 7"),
        ("leave:3", FaultKind.EXIT, "exit status 3"),
        ("interrupt", FaultKind.SIGNAL, "SIGINT"),
        ("hang", FaultKind.TIME, "1 s"),
        ("sleep", FaultKind.TIME, "1 s"),
        ("memory", FaultKind.MEMORY, "512 MB"),
        ("kill-guard", FaultKind.LOST, "guard ended with status -9"),
        ("close-everything", FaultKind.EXIT, "exit status 1"),
    ],
)
def test_a_poisoned_item_is_a_fault_of_its_own(item: str, kind: FaultKind, detail: str) -> None:
    """Whatever one item does to its process, the others are done and its fault says what happened."""
    values = _map([1, 2, item, 3, 4])
    fault = values.pop(item)
    assert values == {1: 2, 2: 4, 3: 6, 4: 8}
    assert (fault.kind, fault.detail) == (kind, detail)


def test_a_paper_that_advances_has_the_time_limit_for_each_part() -> None:
    """Six parts of 0.4 s are done under a limit of 1 s; what then hangs is ended all the same."""
    values = _map(["pages:6", "sleep", 1], jobs=1)
    assert values["pages:6"] == 6
    assert isinstance(values["sleep"], Fault)
    assert values[1] == 2


def test_memory_taken_by_native_code_is_told() -> None:
    """A library that aborts when memory runs out is a fault, and the others are done."""
    values = _map([1, "native-memory", 2])
    assert isinstance(values["native-memory"], Fault)
    assert values[1] == 2


def test_a_crash_is_tried_again_and_a_timeout_is_not() -> None:
    """Deaths are tried on a fresh worker as often as stated; running out of time is final."""
    values = _map(["abort", "sleep"], limits=Limits(seconds=0.5, megabytes=512, retries=2))
    assert values["abort"].attempts == 3
    assert values["sleep"].attempts == 1


def test_a_crash_that_does_not_come_again_is_forgiven(tmp_path: Path) -> None:
    """An item whose worker was killed by chance is done by the next one."""
    item = f"once:{tmp_path / 'tried'}"
    assert _map([item])[item] == "second time"


def test_what_a_worker_started_ends_with_it(tmp_path: Path) -> None:
    """Programs that a crashed worker left behind are ended."""
    _map([f"leave-a-child:{tmp_path / 'survived'}"])
    time.sleep(2.5)
    assert not (tmp_path / "survived").exists()


def test_workers_are_silent_and_leave_no_cores(capfd: pytest.CaptureFixture[str]) -> None:
    """What code prints in a worker does not reach the terminal, and no core is dumped."""
    assert _map(["speak", "limits"]) == {"speak": "", "limits": (0, 0)}
    assert "noise" not in capfd.readouterr().out


def test_workers_end_with_a_run_that_is_killed(tmp_path: Path) -> None:
    """When the run is killed, its guards and their children are gone soon after."""
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from engine.poison import WORK\n"
        "from doichieu.engine.local import LocalEngine\n"
        "engine = LocalEngine(1).map(WORK, ['pid', 'hang'])\n"
        "print(next(engine).value, flush=True)\n"
        "next(engine)\n"
    )
    command = [sys.executable, "-c", program, str(Path(__file__).parents[1])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:  # noqa: S603
        assert run.stdout is not None
        worker = int(run.stdout.readline())
        run.kill()
    deadline = time.monotonic() + 10
    while _alive(worker) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _alive(worker)


def test_a_worker_ends_with_its_guard(tmp_path: Path) -> None:
    """A worker that sleeps for ever does not outlive a guard that is killed."""
    path = tmp_path / "pid"
    _map([f"kill-guard:{path}"], limits=Limits(seconds=20, megabytes=512, retries=0))
    deadline = time.monotonic() + 10
    while _alive(int(path.read_text())) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _alive(int(path.read_text()))


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")


def test_stopping_early_ends_the_workers() -> None:
    """A consumer that stops taking results leaves no worker behind."""
    results = LocalEngine(1, LIMITS).map(WORK, ["pid:1", "pid:2", "pid:3"])
    worker = next(results).value
    results.close()  # type: ignore[attr-defined]
    assert not _alive(worker)


def test_faults_lose_no_item_and_repeat_none() -> None:
    """Among ten times as many items the poisoned ones, at random places, are faults; all others are done once."""
    draw = random.Random(7)  # noqa: S311 - the same places each time
    misdeeds = ["segfault", "abort", "exit", "leave", "memory", "kill-guard", "interrupt", "close-everything"]
    poisoned = [f"{n}#{draw.choice(misdeeds)}" for n in range(FAULTS)]
    items: list[Any] = [*range(9 * FAULTS), *poisoned]
    draw.shuffle(items)
    done = list(LocalEngine(2, Limits(seconds=20, megabytes=512, retries=0)).map(WORK, items))
    assert sorted(str(one.item) for one in done) == sorted(map(str, items))
    assert all(isinstance(one.value, int) for one in done if isinstance(one.item, int))
    assert all(isinstance(one.value, Fault) for one in done if isinstance(one.item, str))


@pytest.mark.parametrize("kind", list(FaultKind))
def test_every_fault_says_what_to_do(kind: FaultKind) -> None:
    """Each fault becomes an error with its detail and an advice."""
    error = fault_error(Fault(kind=kind, detail="SIGNUM", attempts=2), "a.pdf")
    assert "SIGNUM" in error.what
    assert error.do.endswith(".")
    assert str(error).startswith("a.pdf: ")


def test_an_answer_that_nobody_waits_for_ends_the_guard_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that Ctrl-C ended between question and answer leaves no traceback behind its last line."""
    ended: list[object] = []
    child = object()
    monkeypatch.setattr(guard, "_fork", lambda *_: child)
    monkeypatch.setattr(guard, "_ask", lambda *_: (b"", b"answer"))
    monkeypatch.setattr(guard, "_end", lambda one, **_: ended.append(one))

    class Gone:
        def recv_bytes(self) -> bytes:
            return b"item"

        def send_bytes(self, _: bytes) -> None:
            raise BrokenPipeError

    guard._serve(Gone(), None, None)
    assert ended == [child]
