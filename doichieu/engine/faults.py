"""Faults as errors of the file: what happened to the worker, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.engine.work import FaultKind
from doichieu.errors import ReadError

if TYPE_CHECKING:
    from doichieu.engine.work import Fault


class CrashedError(ReadError):
    """Reading the file ended its process."""

    code = "worker-crashed"


class LostError(CrashedError):
    """The process that read the file was lost, which need not be the file's doing."""

    lasts = False


class TimeLimitError(ReadError):
    """Reading the file took longer than it may."""

    code = "time-limit"


class MemoryLimitError(ReadError):
    """Reading the file took more memory than it may."""

    code = "memory-limit"


_SAVE_AGAIN = "open it in the program it was made with and save it again; if it still fails, report the file."
_CRASHED = {
    FaultKind.SIGNAL: "Reading the file crashed its process ({detail}){tried}.",
    FaultKind.EXIT: "Reading the file ended its process ({detail}){tried}.",
    FaultKind.LOST: "The process that read the file was lost ({detail}){tried}.",
}


def fault_error(fault: Fault, source: str) -> ReadError:
    """What a fault means for the file that was worked on.

    Args:
        fault: How its workers were lost.
        source: The file.

    Returns:
        An error whose message says what to do.
    """
    tried = f" {fault.attempts} times" if fault.attempts > 1 else ""
    match fault.kind:
        case FaultKind.TIME:
            return TimeLimitError(
                f"Reading the file took longer than {fault.detail}.",
                do="split the file, or allow more with --time-limit SECONDS.",
                source=source,
            )
        case FaultKind.MEMORY:
            return MemoryLimitError(
                f"Reading the file needs more memory than it may use ({fault.detail}).",
                do="split the file, or allow more with --memory-limit MB.",
                source=source,
            )
        case _:
            what = _CRASHED[fault.kind].format(detail=fault.detail, tried=tried)
            kind = LostError if fault.kind is FaultKind.LOST else CrashedError
            return kind(what, do=_SAVE_AGAIN, source=source)
