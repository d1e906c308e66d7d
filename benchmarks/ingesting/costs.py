"""What ingesting a folder takes: time by the clock and of each process."""

from __future__ import annotations

import resource
import time
from dataclasses import dataclass
from pathlib import Path

from doichieu import pipeline
from doichieu.dataset.store import Store
from doichieu.engine.local import InProcess, LocalEngine
from doichieu.pipeline.inputs import find


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took, in seconds.

    Attributes:
        clock: From beginning to end.
        main: Processor time of the run's own process.
        workers: Processor time of the others.
    """

    clock: float
    main: float
    workers: float

    def __sub__(self, other: Cost) -> Cost:
        return Cost(self.clock - other.clock, self.main - other.main, self.workers - other.workers)

    def __truediv__(self, count: int) -> Cost:
        return Cost(self.clock / count, self.main / count, self.workers / count)

    @property
    def processor(self) -> float:
        """Processor time of all."""
        return self.main + self.workers


def now() -> Cost:
    """What was taken until now by this process and those that ended below it."""
    times = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return Cost(time.perf_counter(), *(one.ru_utime + one.ru_stime for one in times))


def ingest(papers: Path, dataset: Path, jobs: int) -> Cost:
    """What it takes to ingest a folder with so many workers; 0 read in this process."""
    start = now()
    engine = LocalEngine(jobs) if jobs else InProcess()
    with Store(dataset) as store:
        done = pipeline.process(find([papers]), store=store, engine=engine, keep=pipeline.Keep.RECORD)
        outcomes = [what for _, what in pipeline.ingest(done, store)]
    if "unread" in outcomes:
        raise SystemExit(f"{outcomes.count('unread')} of {papers} were not read")
    return now() - start
