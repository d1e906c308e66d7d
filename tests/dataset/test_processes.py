"""Several processes and killed ones: the dataset is always whole."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from doichieu.dataset.files import read
from doichieu.dataset.schema import TABLES
from doichieu.dataset.store import Store

# A process of its own ingests as many papers as it is told, with texts and sources that begin with its name.
PROGRAM = """
import sys
from pathlib import Path
from dataset.factories import make_audit
from doichieu.dataset.store import ingest
name, count, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
ingest((make_audit(f"{name}{i}", source=f"{name}{i}.txt") for i in range(count)), folder)
"""


def _start(name: str, count: int, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", PROGRAM, name, str(count), str(folder)]
    return subprocess.Popen(command, cwd=Path(__file__).parents[1])  # noqa: S603


def test_two_runs_at_once_lose_nothing(tmp_path: Path) -> None:
    """Two processes that ingest into one dataset both have all their papers in it."""
    runs = [_start(name, 15, tmp_path / "data") for name in ("a", "b")]
    assert [run.wait(timeout=60) for run in runs] == [0, 0]
    sources = set(read(tmp_path / "data", "documents").column("source").to_pylist())
    assert sources == {f"{name}{i}.txt" for name in ("a", "b") for i in range(15)}
    assert len(read(tmp_path / "data", "entities")) == 2


def test_a_killed_run_leaves_whole_documents(tmp_path: Path) -> None:
    """After a kill in the middle of an ingest every document is in all of its tables or in none."""
    folder = tmp_path / "data"
    run = _start("a", 100_000, folder)
    deadline = time.monotonic() + 60
    while len(list(folder.glob("documents/*.parquet"))) < 5 and time.monotonic() < deadline:
        time.sleep(0.01)
    run.kill()
    run.wait(timeout=60)
    with Store(folder):
        pass
    per_table = {
        table: set(read(folder, table).column("doc_id").to_pylist()) for table in set(TABLES) - {"entities"}
    }
    assert len(per_table["documents"]) >= 4
    assert all(found == per_table["documents"] for found in per_table.values())
