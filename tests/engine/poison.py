"""Work that does to its process whatever its item says."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from doichieu.engine.work import Work
from doichieu.heartbeat import Beat, beat


def act(item: Any) -> Any:
    """Do what the item is called; a number is doubled.

    Args:
        item: A number, or the name of a misdeed, with its argument behind a colon and, before a #, anything
            that tells it from others.
    """
    if isinstance(item, int):
        return item * 2
    name, _, argument = item.rpartition("#")[2].partition(":")
    return _MISDEEDS[name](argument)


def _segfault(_: str) -> None:
    ctypes.string_at(0)


def _hang(_: str) -> None:
    while True:
        pass


def _pages(count: str) -> int:
    for page in range(int(count)):
        time.sleep(0.4)
        beat(Beat("a.pdf", page + 1, int(count)))
    return int(count)


def _sleep(_: str) -> None:
    time.sleep(1000)


def _memory(_: str) -> int:
    return len(bytearray(10**9))


def _native_memory(_: str) -> None:
    ctypes.CDLL(None).malloc.restype = ctypes.c_void_p
    while ctypes.CDLL(None).malloc(2**24):
        pass
    os.abort()


def _exit(status: str) -> None:
    os._exit(int(status or 0))


def _leave(status: str) -> None:
    sys.exit(int(status or 0))


def _interrupt(_: str) -> None:
    raise KeyboardInterrupt


def _abort(_: str) -> None:
    os.abort()


def _kill_guard(path: str) -> None:
    if path:
        Path(path).write_text(str(os.getpid()), encoding="utf-8")
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(1000)


def _close_everything(_: str) -> None:
    os.closerange(0, 1000)


def _leave_a_child(path: str) -> None:
    """Start a program that outlives this process, and crash."""
    program = f"import time, pathlib; time.sleep(2); pathlib.Path({path!r}).touch()"
    subprocess.Popen([sys.executable, "-c", program])  # noqa: S603
    os.abort()


def _once(path: str) -> str:
    """Crash the first time alone."""
    if not Path(path).exists():
        Path(path).touch()
        os.abort()
    return "second time"


def _touch(path: str) -> None:
    Path(path).touch()


def _speak(_: str) -> str:
    sys.stdout.write("noise\n")
    os.write(1, b"noise\n")
    return sys.stdin.read()


def _pid(_: str) -> int:
    return os.getpid()


def _limits(_: str) -> tuple[int, int]:
    import resource  # noqa: PLC0415 - where there is one

    return resource.getrlimit(resource.RLIMIT_CORE)


_MISDEEDS = {
    "pages": _pages,
    "segfault": _segfault,
    "hang": _hang,
    "sleep": _sleep,
    "memory": _memory,
    "native-memory": _native_memory,
    "exit": _exit,
    "leave": _leave,
    "interrupt": _interrupt,
    "abort": _abort,
    "kill-guard": _kill_guard,
    "close-everything": _close_everything,
    "leave-a-child": _leave_a_child,
    "once": _once,
    "touch": _touch,
    "speak": _speak,
    "pid": _pid,
    "limits": _limits,
}

WORK = Work(call=act)
