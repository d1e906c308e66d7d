"""Names and places of files that mean harm: pipes, links, names with codes, files that change while read."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from doichieu.errors import ReadError
from doichieu.extract.contents import ChangedFileError, contents
from tests.cli.papers import call, paper

NAMES = (
    "line\nbreak.txt",
    "carriage\rreturn.txt",
    "bell\x07.txt",
    "\x1b]0;owned\x07.txt",
    "a..%2f..%2fevil.txt",
    "a....txt",
    "=HYPERLINK(1).txt",
    "-rf.txt",
    "'; DROP TABLE documents; --.txt",
    "<script>alert(1)<script>.txt",
    "\u202etxt.exe.txt",
    "{{7*7}}.txt",
    "n" * 251 + ".txt",
    os.fsdecode(b"\xff\xfe.txt"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a good paper."""
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "good.txt").write_text(paper(1), encoding="utf-8")
    return tmp_path / "papers"


def _ingest(folder: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """What `ingest --json` says of a folder, and messages by name of the file."""
    result = call("ingest", folder, "--dataset", folder.parent / "data", "--json")
    said = json.loads(result.stdout)
    return said, {Path(one["source"]).name: one["message"] for one in said["unread"]}


@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_a_name(folder: Path, name: str) -> None:
    """A file is read whatever its name; the name reaches neither the terminal nor a path as what it says."""
    (folder / name).write_text(paper(2), encoding="utf-8")
    result = call("run", folder, "--out", folder.parent / "out")
    assert result.exit_code == 0, result.output
    assert not [letter for letter in result.output if letter != "\n" and not letter.isprintable()]
    assert len(pd.read_parquet(folder.parent / "out" / "dataset" / "documents")) == 2
    assert {path.name for path in folder.parent.iterdir()} <= {"papers", "out"} | _staging(folder.parent)
    page = (folder.parent / "out" / "report.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page


def _staging(folder: Path) -> set[str]:
    return {path.name for path in folder.glob(".*")}


def test_a_link_out_of_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    """What a folder links to outside itself is an issue, and its content is not in the dataset."""
    (tmp_path / "secret.txt").write_text(paper(7), encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "relative.txt").symlink_to("../secret.txt")
    said, messages = _ingest(folder)
    assert said["files"]["added"] == 1
    assert "outside the folder" in messages["link.txt"]
    assert len(pd.read_parquet(tmp_path / "data" / "documents")) == 1


def test_a_link_inside_the_folder_is_its_file(folder: Path) -> None:
    """A link to a paper beside it is that paper, once."""
    (folder / "again.txt").symlink_to("good.txt")
    said, messages = _ingest(folder)
    assert said["files"]["added"] == 1
    assert not messages


def test_a_folder_named_by_a_link_is_read(folder: Path, tmp_path: Path) -> None:
    """A link that the user names is followed."""
    (tmp_path / "named").symlink_to(folder)
    result = call("ingest", tmp_path / "named", "--dataset", tmp_path / "data", "--json")
    assert json.loads(result.stdout)["files"]["added"] == 1


def test_links_in_circles_end(folder: Path) -> None:
    """A link to itself is an issue; a link to the folder above is not entered."""
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "above").symlink_to(folder)
    (folder / "nothing.txt").symlink_to("not-there.txt")
    result = call("ingest", folder, "--recursive", "--dataset", folder.parent / "data", "--json")
    said = json.loads(result.stdout)
    assert said["files"]["added"] == 1
    assert all("Do: " in one["message"] for one in said["unread"])
    assert {Path(one["source"]).name for one in said["unread"]} == {"self.txt", "nothing.txt"}


def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    """A pipe named like a paper is an issue at once."""
    os.mkfifo(folder / "pipe.txt")
    start = time.monotonic()
    _, messages = _ingest(folder)
    assert "no regular file" in messages["pipe.txt"]
    assert time.monotonic() - start < 30


def test_a_device_is_not_read(tmp_path: Path) -> None:
    """A device without end is an issue."""
    result = call("ingest", "/dev/zero", "--dataset", tmp_path / "data", "--json")
    assert "no regular file" in json.loads(result.stdout)["unread"][0]["message"]


def test_a_folder_named_like_a_paper_is_no_paper(folder: Path) -> None:
    """A folder with the name of a paper is not read as one."""
    (folder / "folder.pdf").mkdir()
    said, messages = _ingest(folder)
    assert said["files"]["added"] == 1
    assert not messages


@pytest.fixture
def growing(tmp_path: Path) -> Iterator[Path]:
    """A file that somebody writes to all the time."""
    path = tmp_path / "growing.txt"
    path.write_bytes(b"x" * 2_000_000)
    stop = threading.Event()

    def write() -> None:
        with path.open("ab", buffering=0) as handle:
            while not stop.is_set():
                handle.write(b"y" * 100)

    writer = threading.Thread(target=write)
    writer.start()
    yield path
    stop.set()
    writer.join()


def _read_often(path: Path) -> None:
    for _ in range(200):
        contents(path)


def test_a_file_that_changes_is_not_read_half(growing: Path) -> None:
    """A file that is written to while it is read is an issue that says to come again."""
    with pytest.raises(ChangedFileError, match="ingest it again"):
        _read_often(growing)


def test_a_file_larger_than_any_paper_is_refused(tmp_path: Path) -> None:
    """A sparse file of a terabyte is refused by its size, unread."""
    path = tmp_path / "sparse.pdf"
    with path.open("wb") as handle:
        handle.truncate(2**40)
    with pytest.raises(ReadError, match="more than any paper"):
        contents(path)
