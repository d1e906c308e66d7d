"""Options that say where work runs and what one file may take."""

# ruff: noqa: PLC0415 - engines wait until work is to be done; typer reads the annotations

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from doichieu.errors import UsageError

if TYPE_CHECKING:
    from doichieu.engine.work import Engine


class EngineKind(StrEnum):
    """Where work runs."""

    LOCAL = "local"
    DASK = "dask"


Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=0,
        envvar="DOICHIEU_JOBS",
        show_envvar=False,
        help="Worker processes; one a processor when not given. 0 reads in this process, without limits.",
    ),
]
EngineName = Annotated[
    EngineKind, typer.Option("--engine", help="Where files are read: on this machine, or on a Dask cluster.")
]
Scheduler = Annotated[
    str | None, typer.Option("--scheduler", help="Address of the Dask scheduler: tcp://HOST:8786.")
]
TimeLimit = Annotated[float, typer.Option("--time-limit", min=0.01, help="Seconds that one file may take.")]
MemoryLimit = Annotated[int, typer.Option("--memory-limit", min=64, help="Megabytes that one file may take.")]


def engine(
    jobs: int | None,
    *,
    time_limit: float,
    memory_limit: int,
    kind: EngineKind = EngineKind.LOCAL,
    scheduler: str | None = None,
) -> Engine:
    """Where work runs.

    Args:
        jobs: Worker processes; None for one a processor, 0 for none. A cluster has its own.
        time_limit: Seconds that one file may take.
        memory_limit: Megabytes that one file may take.
        kind: This machine or a cluster.
        scheduler: Address of the cluster's scheduler.

    Raises:
        UsageError: A cluster was asked for without an address, or it does not answer.
    """
    from doichieu.engine.local import InProcess, LocalEngine, processors
    from doichieu.engine.work import Limits

    limits = Limits(seconds=time_limit, megabytes=memory_limit)
    if kind is EngineKind.DASK:
        if scheduler is None:
            raise UsageError("--engine dask needs a cluster.", do="name it with --scheduler tcp://HOST:8786.")
        from doichieu.engine.dask import DaskEngine

        return DaskEngine(scheduler, limits)
    if jobs is None:
        jobs = processors()
    return LocalEngine(jobs, limits) if jobs else InProcess()
