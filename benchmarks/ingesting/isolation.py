"""What a guarded worker costs beside reading in this process, measured paper by paper.

A run that works in this process and a run with a worker, one after the other, differ by more than what is to be
measured wherever other processes share the processors. Here every paper is read both ways at once after the other,
and the processor time of every process that took part is counted.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import wait
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from doichieu.engine.work import Limits
from doichieu.engine.worker import Worker
from doichieu.pipeline.files import Task, read_paper
from doichieu.pipeline.paper import Keep
from doichieu.pipeline.working import work_of

if TYPE_CHECKING:
    from collections.abc import Sequence

# Papers read before any is counted: what is loaded with the first is no cost of a paper.
_WARM = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Isolation:
    """Processor time of papers read both ways.

    Attributes:
        here: Milliseconds of each paper in this process.
        worker: The same with a worker: of the worker, its guard and this process.
    """

    here: Sequence[float]
    worker: Sequence[float]

    @property
    def overhead(self) -> float:
        """The share by which a worker takes longer; the median over papers."""
        return median(worker / here for here, worker in zip(self.here, self.worker, strict=True)) - 1

    @property
    def per_paper(self) -> tuple[float, float]:
        """Milliseconds of a paper in this process and with a worker; medians."""
        return median(self.here), median(self.worker)


def isolation(papers: Sequence[Path]) -> Isolation:
    """Read each paper in this process and in a worker, by turns the one and the other first.

    Args:
        papers: Files, `_WARM` more than are counted.
    """
    call = partial(read_paper, aliases=None, decided=None, keep=Keep.RECORD)
    work = work_of(call, keep=Keep.RECORD)
    worker = Worker(work, Limits())
    here: list[float] = []
    apart: list[float] = []
    tasks = [Task(source=str(paper)) for paper in papers]
    try:
        for task in tasks[:_WARM]:
            call(task)
            _hand_over(worker, task)
        processes = [os.getpid(), *_below(os.getpid())]
        for number, task in enumerate(tasks[_WARM:]):
            ways = [(partial(call, task), here), (partial(_hand_over, worker, task), apart)]
            for read, taken in ways if number % 2 else reversed(ways):
                start = _milliseconds(processes)
                read()
                taken.append(_milliseconds(processes) - start)
    finally:
        worker.close()
    return Isolation(here=here, worker=apart)


def _hand_over(worker: Worker, task: Task) -> object:
    worker.give(task)
    wait([worker.connection])
    return worker.take()


def _below(process: int) -> list[int]:
    """The processes that a process started, and those that they started."""
    found = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    return [one for child in found for one in (int(child), *_below(int(child)))]


def _milliseconds(processes: Sequence[int]) -> float:
    """Processor time of processes, to the nanosecond (Linux)."""
    times = (Path(f"/proc/{one}/schedstat").read_text(encoding="ascii").split()[0] for one in processes)
    return sum(map(int, times)) / 1e6
