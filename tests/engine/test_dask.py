"""A real Dask cluster of two worker processes on this machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from doichieu.engine.dask import DaskEngine
from doichieu.engine.work import FaultKind, Limits
from doichieu.errors import UsageError
from tests.cli.papers import call, write_papers

from .poison import WORK

ROOT = Path(__file__).parents[2]
LIMITS = Limits(seconds=2, megabytes=512)
_QUIET = "import warnings; warnings.simplefilter('ignore'); "
_SCHEDULER = _QUIET + "from distributed.cli.dask_scheduler import main; main()"
_WORKER = _QUIET + "from distributed.cli.dask_worker import main; main()"


@dataclass(frozen=True)
class Cluster:
    """A scheduler and its workers, each a process."""

    address: str
    workers: list[subprocess.Popen[bytes]]


def _start(program: str, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", program, *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, env=environment, cwd=ROOT, stdout=quiet, stderr=quiet)  # noqa: S603


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A cluster on loopback, whose workers are not restarted when they are killed."""
    file = tmp_path / "scheduler.json"
    scheduler = _start(
        _SCHEDULER, "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)
    )
    about = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(tmp_path))
    workers = [_start(_WORKER, "--scheduler-file", str(file), *about) for _ in range(2)]
    deadline = time.monotonic() + 60
    while not (file.exists() and file.read_text()) and time.monotonic() < deadline:
        time.sleep(0.05)
    yield Cluster(pd.read_json(file, typ="series")["address"], workers)
    for process in (*workers, scheduler):
        process.kill()
        process.wait()


def test_a_poisoned_item_is_lost_alone(cluster: Cluster) -> None:
    """Whatever an item does to its process, the others are done, and the cluster stays usable."""
    items: list[Any] = [
        *range(20),
        "segfault",
        "abort",
        "exit:3",
        "sleep",
        "memory",
        "kill-guard",
        *range(20, 40),
    ]
    values = {done.item: done.value for done in DaskEngine(cluster.address, LIMITS).map(WORK, items)}
    faults = {item: values.pop(item).kind for item in items if isinstance(item, str)}
    assert values == {n: n * 2 for n in range(40)}
    assert faults == {
        "segfault": FaultKind.SIGNAL,
        "abort": FaultKind.SIGNAL,
        "exit:3": FaultKind.EXIT,
        "sleep": FaultKind.TIME,
        "memory": FaultKind.MEMORY,
        "kill-guard": FaultKind.LOST,
    }
    assert [done.value for done in DaskEngine(cluster.address, LIMITS).map(WORK, [5])] == [10]


def test_a_worker_killed_in_mid_run_loses_nothing(cluster: Cluster, tmp_path: Path) -> None:
    """When one of two workers is killed among the papers, each is in the dataset once."""
    write_papers(tmp_path / "papers", 60)
    command = [
        sys.executable,
        "-m",
        "doichieu",
        "ingest",
        str(tmp_path / "papers"),
        "--dataset",
        str(tmp_path / "data"),
    ]
    command += ["--engine", "dask", "--scheduler", cluster.address, "--log", "json"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as run:  # noqa: S603
        assert run.stderr is not None
        for _ in range(10):
            run.stderr.readline()
        cluster.workers[0].send_signal(signal.SIGKILL)
        rest = run.stderr.read()
    assert run.returncode == 0, rest[-2000:]
    sources = pd.read_parquet(tmp_path / "data" / "documents")["source"]
    assert sorted(Path(source).name for source in sources) == sorted(f"qd-{n}.txt" for n in range(1, 61))


def test_a_cluster_that_is_not_there_is_said() -> None:
    """An address without a scheduler, and none at all, say what to do."""
    with pytest.raises(UsageError, match="check --scheduler"):
        DaskEngine("tcp://127.0.0.1:9")
    said = call("ingest", "corpus", "--dataset", "unused", "--engine", "dask")
    assert said.exit_code == 2
    assert "--scheduler tcp://" in said.stderr
