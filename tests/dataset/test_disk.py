"""Disks that are full and folders that cannot be written: a clear message, and the dataset as it was."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

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
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "DOICHIEU_JOBS": "0",
        # Python keeps what it compiles cut off where there is no room for it, and would fail from then on.
        "PYTHONDONTWRITEBYTECODE": "1",
    }
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


def test_a_dataset_that_cannot_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system that is mounted read-only papers are audited, exported and opened; ingesting says what to do."""
    papers, dataset = tmp_path / "papers", tmp_path / "data"
    write_papers(papers, 2)
    call("ingest", papers, "--dataset", dataset)
    before = _state(dataset)
    _mount_read_only(dataset, monkeypatch)
    assert len(open_dataset(dataset).arrow("documents")) == 2
    assert call("audit", "--dataset", dataset, "--out", tmp_path / "out").exit_code == 0
    for to, name in (("csv", "tables"), ("sqlite", "all.db"), ("datapackage", "package")):
        assert call("export", "--to", to, tmp_path / name, "--dataset", dataset).exit_code == 0
    said = call("ingest", papers, "--dataset", dataset)
    assert said.exit_code == 3
    assert "cannot be written (Read-only file system); what was in it is as it was" in said.stderr
    assert "check the permissions" in said.stderr
    assert _state(dataset) == before


def _state(folder: Path) -> dict[Path, int]:
    return {path: path.lstat().st_mtime_ns for path in folder.rglob("*")}


def _mount_read_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever would change the folder fails as it does there; tests may run as root, whom permissions do not stop."""

    def refusing(real: Callable[..., Any], *, modes: bool = False) -> Callable[..., Any]:
        def act(*args: Any, **kwargs: Any) -> Any:
            mode = kwargs.get("mode", args[1] if len(args) > 1 else "r") if modes else "w"
            inside = [a for a in args if isinstance(a, str | Path) and Path(a).is_relative_to(folder)]
            if inside and set(str(mode)) & set("wax+"):
                raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(inside[0]))
            return real(*args, **kwargs)

        return act

    monkeypatch.setattr(io, "open", refusing(io.open, modes=True))
    for name in ("replace", "rename", "unlink", "rmdir", "mkdir", "symlink", "link"):
        monkeypatch.setattr(os, name, refusing(getattr(os, name)))
