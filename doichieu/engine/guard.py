"""The process between a run and the process that works: it survives what its child does not.

A guard loads the code once and forks a child from it. It hands items on one at a time, ends a child that takes
too long, says how one died, and forks the next from what is loaded already (15 ms instead of the 0.5 s
of a fresh interpreter).
"""

from __future__ import annotations

import importlib
import os
import pickle
import shutil
import signal
import socket
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING

from doichieu.engine import pulse
from doichieu.engine.child import ENDS, serve
from doichieu.engine.lean import make_lean
from doichieu.engine.work import Fault, FaultKind

if TYPE_CHECKING:
    from doichieu.engine.work import Limits, Work

# Above this share of the memory limit a death is taken for want of memory: C++ code aborts instead of saying so, and
# a buffer that doubles cannot when little more than a third is in use.
_NEARLY_ALL = 0.4


@dataclass(frozen=True, slots=True)
class _Child:
    pid: int
    connection: Connection


def main(descriptor: int) -> None:
    """Serve the process at the other end of a socket until it closes it.

    Args:
        descriptor: The socket; its first message is the pickled work, limits and folder for temporary files.
    """
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # a terminal's Ctrl-C is for the run, which then closes the socket
    make_lean()
    run = Connection(descriptor)
    try:
        setup: tuple[Work, Limits, str] = pickle.loads(run.recv_bytes())  # noqa: S301 - from the process that started this one
    except EOFError:
        return
    work, limits, folder = setup
    tempfile.tempdir = os.environ["TMPDIR"] = folder
    for module in work.preload:
        importlib.import_module(module)
    if work.warm is not None:
        work.warm()
    _serve(run, work, limits)


def _serve(run: Connection, work: Work, limits: Limits) -> None:
    child = _fork(run, work, limits)
    while True:
        try:
            item = run.recv_bytes()
        except (EOFError, OSError):
            _end(child)
            return
        answer = _ask(run, child, item, limits)
        if answer is None:
            _end(child)
            return
        if isinstance(answer, Fault):
            _clear(tempfile.gettempdir())
            answer = ENDS, pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
        elif answer[0] == ENDS:
            _end(child, patience=1.0)
        try:
            run.send_bytes(answer[1])
        except OSError:  # the run was ended while the file was read: nobody waits for the answer
            _end(child)
            return
        if answer[0] == ENDS:
            child = _fork(run, work, limits)


def _ask(run: Connection, child: _Child, item: bytes, limits: Limits) -> tuple[bytes, bytes] | Fault | None:
    """Whether the child goes on and its answer; how it died; or None when the run is gone."""
    start = time.monotonic()
    try:
        child.connection.send_bytes(item)
        while True:
            deadline = pulse.deadline(tempfile.gettempdir(), start, limits.seconds)
            ready = wait([child.connection, run], max(0.0, deadline - time.monotonic()))
            if child.connection in ready:
                return child.connection.recv_bytes(), child.connection.recv_bytes()
            if run in ready:  # nothing is sent to a guard that is at work: the other end was closed
                return None
            if time.monotonic() >= pulse.deadline(tempfile.gettempdir(), start, limits.seconds):
                _end(child)
                return Fault(kind=FaultKind.TIME, detail=f"{limits.seconds:g} s")
    except (EOFError, OSError):
        return _cause(*_end(child, patience=1.0), limits)


def _cause(status: int, kilobytes: int, limits: Limits) -> Fault:
    code = os.waitstatus_to_exitcode(status)
    detail = signal.Signals(-code).name if code < 0 else f"exit status {code}"
    if code < 0 and kilobytes > _NEARLY_ALL * limits.megabytes * 2**10:
        return Fault(kind=FaultKind.MEMORY, detail=f"{limits.megabytes} MB, {detail}")
    return Fault(kind=FaultKind.SIGNAL if code < 0 else FaultKind.EXIT, detail=detail)


def _clear(folder: str) -> None:
    """Remove the temporary files of a child that had no time to."""
    for path in Path(folder).iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _fork(run: Connection, work: Work, limits: Limits) -> _Child:
    here, there = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        here.close()
        run.close()
        serve(Connection(there.detach()), work.call, limits)
    there.close()
    return _Child(pid, Connection(here.detach()))


def _end(child: _Child, *, patience: float = 0.0) -> tuple[int, int]:
    """End a child and what it started.

    Args:
        child: Alive or not.
        patience: Seconds given to it to end by itself, so that its own status is seen.

    Returns:
        Its wait status and the most memory it held, in kB.
    """
    child.connection.close()
    deadline = time.monotonic() + patience
    # Looked at before it is reaped: until then its number, which is its group's, belongs to nobody else.
    while os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        if time.monotonic() >= deadline:
            break
        time.sleep(0.001)
    for kill in (os.killpg, os.kill):  # by its own number too: it may not have made its group yet
        with suppress(ProcessLookupError, PermissionError):
            kill(child.pid, signal.SIGKILL)
    _, status, usage = os.wait4(child.pid, 0)
    return status, usage.ru_maxrss
