"""Several processes and killed ones: the dataset is always whole, for every reader."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest

from doichieu.dataset.files import read
from doichieu.dataset.schema import TABLES
from doichieu.dataset.store import Store

from .killing import PAPERS

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("DOICHIEU_KILLS", "200"))
"""How often writers are killed."""

PER_PAPER = sorted(set(TABLES) - {"entities"})


def _by_pandas(path: Path, column: str) -> list[Any]:
    values: list[Any] = pd.read_parquet(path, columns=[column])[column].tolist()
    return values


def _by_duckdb(path: Path, column: str) -> list[Any]:
    rows = duckdb.sql(f"select {column} from '{path}/*.parquet'").fetchall()  # noqa: S608
    return [value for (value,) in rows]


def _by_polars(path: Path, column: str) -> list[Any]:
    return pl.read_parquet(f"{path}/*.parquet", columns=[column])[column].to_list()


READERS = {"pandas": _by_pandas, "duckdb": _by_duckdb, "polars": _by_polars}


class Writers:
    """Writers in processes of their own."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "tests.dataset.killing", str(folder)]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)  # noqa: S603

    def run(self, number: int, *, writers: int = 1, after: float | None = None) -> list[int]:
        """Let writers work, and kill them after some seconds: their exit statuses."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"round": number, "writers": writers, "after": after}) + "\n")
        self._process.stdin.flush()
        found: list[int] = json.loads(self._process.stdout.readline())
        return found

    def close(self) -> None:
        """End the process that forks them."""
        self._process.communicate()


@pytest.fixture
def writers(tmp_path: Path) -> Iterator[Writers]:
    """Writers into tmp_path/data, which holds every paper already."""
    found = Writers(tmp_path / "data")
    assert found.run(0) == [0]
    yield found
    found.close()


def _versions(folder: Path, reader: str) -> dict[str, str]:
    """What every paper says, by source, as a reader sees it; every table must agree."""
    column = READERS[reader]
    sources, ids = (column(folder / "documents", name) for name in ("source", "doc_id"))
    assert sorted(sources) == sorted(f"papers/{paper}.txt" for paper in range(PAPERS)), reader
    rows = {table: Counter(column(folder / table, "doc_id")) for table in PER_PAPER}
    for table, counts in rows.items():
        assert set(counts) == set(ids), f"{reader}, {table}"
        assert len(set(counts.values())) == 1, f"{reader}, {table}: rows of some paper are there twice"
    return dict(zip(sources, ids, strict=True))


def test_writers_killed_anywhere_leave_the_old_papers_or_the_new(tmp_path: Path, writers: Writers) -> None:
    """After each kill, three readers that know nothing of this package see every paper once, in one version."""
    folder, draw = tmp_path / "data", random.Random(11)  # noqa: S311 - the same moments each time
    killed = 0
    for number in range(1, KILLS + 1):
        statuses = writers.run(number * 10, writers=draw.choice((1, 1, 2)), after=draw.uniform(0, 0.25))
        killed += statuses.count(-9)
        seen = [_versions(folder, reader) for reader in READERS]
        assert seen[0] == seen[1] == seen[2]
    assert killed > KILLS / 2
    assert writers.run(5) == [0]
    with Store(folder):
        pass
    assert len(_versions(folder, "duckdb")) == PAPERS


def test_two_writers_at_once_lose_nothing(tmp_path: Path, writers: Writers) -> None:
    """Writers that run at the same time both finish, and every paper is there once, as one of them read it."""
    assert writers.run(100, writers=3) == [0, 0, 0]
    for reader in READERS:
        _versions(tmp_path / "data", reader)
    assert len(read(tmp_path / "data", "entities")) == 2


def test_readers_see_no_mix_while_writers_write(tmp_path: Path, writers: Writers) -> None:
    """A reader that has what it opened sees every paper once; one that comes too late for a file may try again."""
    folder, stop = tmp_path / "data", threading.Event()
    rounds: list[int] = []

    def write() -> None:
        while not stop.is_set():
            rounds.append(len(rounds))
            writers.run(1000 + 10 * len(rounds))

    writer = threading.Thread(target=write)
    writer.start()
    seen = 0
    try:
        while seen < 60:
            for column in READERS.values():
                try:
                    sources = column(folder / "documents", "source")
                except (OSError, duckdb.IOException, pl.exceptions.ComputeError):
                    continue
                assert sorted(sources) == sorted(f"papers/{paper}.txt" for paper in range(PAPERS))
                seen += 1
    finally:
        stop.set()
        writer.join()
    assert rounds
