"""Disks that are full and folders that cannot be written: a clear message, and the dataset as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from doichieu.dataset import open_dataset
from tests.cli.papers import call, write_papers

ROOT = Path(__file__).parents[2]
# A file of more bytes than this fails, as on a disk that is full.
_PROGRAM = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
room = int(sys.argv.pop(1))
import doichieu.cli
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
doichieu.cli.main()
"""


@pytest.mark.parametrize("room", [0, 200, 5000, 20_000])
def test_a_full_disk_leaves_the_dataset_as_it_was(tmp_path: Path, room: int) -> None:
    """Wherever room runs out, the message says so, papers are in their old or new state, and the next run succeeds."""
    papers = tmp_path / "papers"
    write_papers(papers, 3)
    call("ingest", papers, "--dataset", tmp_path / "data")
    before = open_dataset(tmp_path / "data").arrow("documents").column("doc_id").to_pylist()
    write_papers(papers, 3, total="57")
    command = [
        sys.executable,
        "-c",
        _PROGRAM,
        str(room),
        "ingest",
        str(papers),
        "--dataset",
        str(tmp_path / "data"),
    ]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "DOICHIEU_JOBS": "0"}
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    assert said.returncode == 3, said.stderr
    assert "cannot be written" in said.stderr
    assert "Do: make room" in said.stderr
    assert "Traceback" not in said.stderr
    assert open_dataset(tmp_path / "data").arrow("documents").column("doc_id").to_pylist() == before
    assert call("ingest", papers, "--dataset", tmp_path / "data").exit_code == 0
    after = open_dataset(tmp_path / "data").arrow("documents").column("doc_id").to_pylist()
    assert len(after) == 3
    assert not set(after) & set(before)


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """Where no folder can be made, the message names it and says what to do."""
    write_papers(tmp_path / "papers", 1)
    said = call("ingest", tmp_path / "papers", "--dataset", "/proc/nothing/data")
    assert said.exit_code == 3
    assert "cannot be written" in said.stderr
