"""The process that works on items, forked by a guard: limited, silent, and expendable."""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import resource
import signal
import sys
import tempfile
import time
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from doichieu.engine import pulse
from doichieu.engine.work import Fault, FaultKind
from doichieu.heartbeat import on_beat

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from doichieu.engine.work import Limits
    from doichieu.heartbeat import Beat

# A worker is replaced after so many items, whatever they left behind in it.
MOST_ITEMS = 1000
_PR_SET_PDEATHSIG = 1  # linux/prctl.h
GOES_ON, ENDS = b"+", b"-"
# Seconds of CPU beyond the time limit after which the kernel ends a worker whose guard is gone.
_GRACE = 30


def serve(guard: Connection, call: Callable[[Any], Any], limits: Limits) -> NoReturn:
    """Work on items until the guard has no more; never returns.

    Args:
        guard: Gives pickled items and takes pickled results.
        call: The work.
        limits: What this process may use.
    """
    _restrict(limits)
    on_beat(partial(_go_on, limits))
    status = 0
    try:
        usable, left = True, MOST_ITEMS
        while usable and left:
            item = pickle.loads(guard.recv_bytes())  # noqa: S301 - from the process that started this one
            _limit_cpu(limits)
            value, usable = _attempt(call, item, limits)
            left -= 1
            # It says whether it goes on: a guard that had to find out would give the next item to the dying.
            guard.send_bytes(GOES_ON if usable and left else ENDS)
            guard.send_bytes(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
    except (EOFError, OSError):
        status = 1
    os._exit(status)


def _go_on(limits: Limits, sign: Beat) -> None:
    """Count the limits from now: a paper of many pages has them for each."""
    _limit_cpu(limits)
    pulse.leave(tempfile.gettempdir(), sign)


def _attempt(call: Callable[[Any], Any], item: Any, limits: Limits) -> tuple[Any, bool]:
    """The result or the fault, and whether this process is fit for another item."""
    try:
        return call(item), True
    except MemoryError:
        return Fault(kind=FaultKind.MEMORY, detail=f"{limits.megabytes} MB"), False
    except SystemExit as error:
        return Fault(kind=FaultKind.EXIT, detail=f"exit status {error.code}"), False
    except KeyboardInterrupt:
        return Fault(kind=FaultKind.SIGNAL, detail="SIGINT"), False


def _restrict(limits: Limits) -> None:
    os.setsid()  # what it starts (a word processor) ends with it
    _end_with_guard()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.freeze()
    size = limits.megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_DATA, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - the descriptor just opened


def _end_with_guard() -> None:
    """Have the kernel end this process when its guard is killed, were it asleep for ever (Linux alone can)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() == 1:  # it was killed before this was said
            os._exit(1)


def _limit_cpu(limits: Limits) -> None:
    """Let the kernel end this process when nobody else does: its guard may be gone."""
    soft = int(time.process_time() + limits.seconds * (os.cpu_count() or 1) + _GRACE)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard < 0 else min(soft, hard), hard))
