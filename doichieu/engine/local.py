"""Engines of this machine: guarded worker processes, or this very process."""

from __future__ import annotations

import os
import time
from collections import deque
from dataclasses import dataclass, replace
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from doichieu.engine.work import Done, Fault, FaultKind, Limits, Ready
from doichieu.engine.worker import Worker
from doichieu.heartbeat import beat

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from doichieu.engine.work import Work

# How often a guard that has gone silent, and what pages were read, is looked for, in seconds.
_LOOK = 1.0


def processors() -> int:
    """Processors this process may use; 0 where processes cannot be forked (Windows), so that work stays in this one."""
    if not hasattr(os, "fork"):
        return 0
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


class InProcess:
    """Works in this process, one item after the other: nothing is isolated and nothing is limited."""

    @property
    def limits(self) -> None:
        """Whatever the machine has."""
        return None

    def map(self, work: Work, items: Iterable[Any]) -> Iterator[Done]:
        """Apply work to each item, in the order given."""
        for item in items:
            if isinstance(item, Ready):
                yield Done(item=None, value=item.value)
                continue
            start = time.monotonic()
            value = work.call(item)
            yield Done(item=item, value=value, seconds=time.monotonic() - start)


@dataclass(slots=True)
class _Job:
    """An item on its way."""

    item: Any
    start: float
    attempts: int = 0


class LocalEngine:
    """Guarded worker processes on this machine, started as items come.

    Args:
        jobs: Most workers at once.
        limits: What an item may use.
    """

    def __init__(self, jobs: int, limits: Limits | None = None) -> None:
        self._jobs = jobs
        self._limits = limits or Limits()

    @property
    def limits(self) -> Limits:
        """What an item may use."""
        return self._limits

    def map(self, work: Work, items: Iterable[Any]) -> Iterator[Done]:
        """Apply work to each item; see `Engine.map`."""
        pool = _Pool([Worker(work, self._limits) for _ in range(self._jobs)], self._limits.retries)
        done: deque[Done] = deque()
        try:
            for item in items:
                if isinstance(item, Ready):
                    done.append(Done(item=None, value=item.value))
                    done.extend(pool.finished(timeout=0))
                else:
                    while not pool.idle:
                        done.extend(pool.finished())
                    pool.start(_Job(item, time.monotonic()))
                # Handed on once the worker has its next item: what the run does with a result costs it no time.
                while done:
                    yield done.popleft()
            while pool.busy:
                yield from pool.finished()
        finally:
            pool.close()


class _Pool:
    """Workers, idle and busy."""

    def __init__(self, workers: list[Worker], retries: int) -> None:
        self.idle = deque(workers)
        self.busy: dict[Worker, _Job] = {}
        self._retries = retries

    def start(self, job: _Job) -> None:
        """Give an item to the worker that was idle last: it is warm, and others need not start."""
        worker = self.idle.pop()
        worker.give(job.item)
        self.busy[worker] = job

    def finished(self, timeout: float = _LOOK) -> Iterator[Done]:
        """What has finished, waiting up to `timeout` seconds for the first."""
        if not self.busy:
            return
        ready = set(wait([worker.connection for worker in self.busy], timeout))
        for sign in [worker.new_sign() for worker in self.busy]:
            if sign is not None:
                beat(sign)
        for worker in [one for one in self.busy if one.connection in ready or one.overdue]:
            job = self.busy.pop(worker)
            value = worker.take()
            self.idle.append(worker)
            job.attempts += 1
            if isinstance(value, Fault):
                value = replace(value, attempts=job.attempts)
                if value.kind is not FaultKind.TIME and job.attempts <= self._retries:
                    self.start(job)
                    continue
            yield Done(item=job.item, value=value, seconds=time.monotonic() - job.start)

    def close(self) -> None:
        """End every worker."""
        for worker in [*self.busy, *self.idle]:
            worker.close()
