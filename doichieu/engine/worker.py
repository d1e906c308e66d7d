"""A guard as the run sees it: started when needed, given one item at a time."""

from __future__ import annotations

import os
import pickle
import socket
import subprocess
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from doichieu.engine import pulse
from doichieu.engine.work import Fault, FaultKind

if TYPE_CHECKING:
    from doichieu.engine.work import Limits, Work
    from doichieu.heartbeat import Beat

# The path is handed on, so that a guard finds what the run has found; no file of the run is imported again.
_START = (
    "import sys; sys.path[:] = sys.argv[2:]; from doichieu.engine.guard import main; main(int(sys.argv[1]))"
)
# One thread a worker: the workers are the parallelism. Arrow's own allocator reserves a gigabyte at its first
# array, which would count against the limit.
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}
# A guard that says nothing for so many seconds beyond its time limit (it was stopped, its host sleeps) is given up.
_SILENCE = 60.0


class Worker:
    """One guard process and the item it works on.

    Args:
        work: What to do with items.
        limits: What an item may use.
    """

    def __init__(self, work: Work, limits: Limits) -> None:
        self._work = work
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None
        self._given = 0.0
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._told: Beat | None = None

    @property
    def connection(self) -> Connection:
        """What becomes readable when the item is done."""
        if self._connection is None:
            raise ValueError("no item was given to this worker")
        return self._connection

    @property
    def overdue(self) -> bool:
        """Whether the guard itself has gone silent."""
        folder = self._folder.name if self._folder is not None else ""
        return time.monotonic() > pulse.deadline(folder, self._given, self._limits.seconds) + _SILENCE

    def new_sign(self) -> Beat | None:
        """The last sign of life of the item given; None where it was told before, or there is none."""
        sign = pulse.last(self._folder.name) if self._folder is not None else None
        if sign == self._told:
            return None
        self._told = sign
        return sign

    def give(self, item: Any) -> None:
        """Start work on an item; the worker must be idle.

        Args:
            item: Anything that can be pickled.
        """
        message = pickle.dumps(item, pickle.HIGHEST_PROTOCOL)
        if self._connection is None:
            self._start()
        self._given = time.monotonic()
        try:
            self.connection.send_bytes(message)
        except OSError:  # the guard was killed while it was idle
            self.close()
            self._start()
            self.connection.send_bytes(message)

    def take(self) -> Any:
        """The result or fault of the item given; called when the connection is readable or overdue."""
        if self.connection.poll():
            try:
                return pickle.loads(self.connection.recv_bytes())  # noqa: S301 - from the process started below
            except (EOFError, OSError):
                return Fault(kind=FaultKind.LOST, detail=f"guard ended with status {self.close()}")
        self.close()
        return Fault(kind=FaultKind.LOST, detail="guard went silent")

    def close(self) -> int | None:
        """End the guard and its child: its status, None where none was started."""
        process, connection = self._process, self._connection
        self._process = self._connection = None
        if process is None or connection is None:
            return None
        connection.close()
        try:
            return process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()
        finally:
            if self._folder is not None:
                self._folder.cleanup()

    def _start(self) -> None:
        here, there = socket.socketpair()
        with there:
            self._process = subprocess.Popen(  # noqa: S603 - this interpreter
                [sys.executable, "-c", _START, str(there.fileno()), *sys.path],
                pass_fds=[there.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=os.environ | _ENVIRONMENT,
                start_new_session=True,
            )
        self._connection = Connection(here.detach())
        self._folder = tempfile.TemporaryDirectory(prefix="doichieu-", ignore_cleanup_errors=True)
        setup = self._work, self._limits, self._folder.name
        self._connection.send_bytes(pickle.dumps(setup, pickle.HIGHEST_PROTOCOL))
