"""An existing Dask cluster: every worker there holds a guard of its own, so an item has the limits it has here.

Nothing relies on the engine's own limits: a poisoned item ends the guard's child, not the cluster's worker. What the
cluster itself does (a worker killed, a node taken away) is tried again on another worker.
"""

from __future__ import annotations

import pickle
import threading
import time
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from doichieu.engine.work import Done, Fault, FaultKind, Limits, Ready
from doichieu.engine.worker import Worker
from doichieu.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from doichieu.engine.work import Work

# Items handed out beyond the threads that the cluster has, so that none waits for this process.
_AHEAD = 2
_LOOK = 5.0
_guards = threading.local()


class DaskEngine:
    """Workers of a Dask cluster.

    Args:
        scheduler: Address ("tcp://host:8786").
        limits: What an item may use; `retries` also counts workers of the cluster that were lost under it.

    Raises:
        UsageError: The package distributed is not installed, or nobody answers at the address.
    """

    def __init__(self, scheduler: str, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        try:
            from distributed import Client  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise UsageError(
                "The package distributed is not installed.", do="pip install 'doichieu[dask]'."
            ) from error
        try:
            connect: Any = Client
            self._client: Any = connect(scheduler, timeout=10, set_as_default=False)
        except OSError as error:
            raise UsageError(
                f"No Dask scheduler answers at {scheduler}.",
                do="check --scheduler, and that the cluster runs.",
            ) from error

    @property
    def limits(self) -> Limits:
        """What an item may use."""
        return self._limits

    def map(self, work: Work, items: Iterable[Any]) -> Iterator[Done]:
        """Apply work to each item; see `Engine.map`."""
        setup = pickle.dumps((work, self._limits), pickle.HIGHEST_PROTOCOL)
        busy: dict[Any, _Job] = {}
        try:
            for item in items:
                if isinstance(item, Ready):
                    yield Done(item=None, value=item.value)
                    continue
                while len(busy) >= self._room():
                    yield from self._finished(setup, busy)
                self._submit(setup, busy, _Job(item, time.monotonic()))
            while busy:
                yield from self._finished(setup, busy)
        finally:
            self._client.cancel(list(busy))
            self._client.close()

    def _room(self) -> int:
        return int(sum(self._client.nthreads().values()) * _AHEAD) or _AHEAD

    def _submit(self, setup: bytes, busy: dict[Any, _Job], job: _Job) -> None:
        future = self._client.submit(_attempt, setup, job.item, pure=False, retries=0)
        busy[future] = job

    def _finished(self, setup: bytes, busy: dict[Any, _Job]) -> Iterator[Done]:
        """What has finished, waiting for the first; items whose worker was lost are handed out again."""
        from distributed import TimeoutError as TooLong  # noqa: PLC0415 - an extra
        from distributed import wait as wait_  # noqa: PLC0415

        wait_for: Any = wait_
        try:
            with self._client.as_current():
                done = wait_for(list(busy), timeout=_LOOK, return_when="FIRST_COMPLETED").done
        except (TooLong, TimeoutError):
            return
        for future in done:
            job = busy.pop(future)
            job.attempts += 1
            value = _result(future)
            if (
                isinstance(value, Fault)
                and value.kind is FaultKind.LOST
                and job.attempts <= self._limits.retries
            ):
                self._submit(setup, busy, job)
                continue
            if isinstance(value, Fault):
                value = replace(value, attempts=max(job.attempts, value.attempts))
            yield Done(item=job.item, value=value, seconds=time.monotonic() - job.start)


@dataclass(slots=True)
class _Job:
    """An item on its way."""

    item: Any
    start: float
    attempts: int = 0


def _result(future: Any) -> Any:
    try:
        return future.result()
    except CancelledError as error:
        return Fault(kind=FaultKind.LOST, detail=f"cancelled: {error}")
    except Exception as error:  # noqa: BLE001 - whatever the cluster raises, the item is not lost
        return Fault(kind=FaultKind.LOST, detail=f"{type(error).__name__}: {error}")


def _attempt(setup: bytes, item: Any) -> Any:
    """Runs in a thread of a worker of the cluster: one guard a thread, kept for the next item.

    Args:
        setup: The pickled work and limits; the same bytes are the same guard.
        item: What to work on.
    """
    held: tuple[bytes, Worker, Limits] | None = getattr(_guards, "held", None)
    if held is None or held[0] != setup:
        if held is not None:
            held[1].close()
        work, limits = pickle.loads(setup)  # noqa: S301 - from the run that the cluster works for
        held = _guards.held = (setup, Worker(work, limits), limits)
    _, worker, limits = held
    attempts = 0
    while True:
        worker.give(item)
        while not wait([worker.connection], _LOOK) and not worker.overdue:
            pass
        value = worker.take()
        attempts += 1
        final = not isinstance(value, Fault) or value.kind is FaultKind.TIME
        if final or attempts > limits.retries:
            return replace(value, attempts=attempts) if isinstance(value, Fault) else value
