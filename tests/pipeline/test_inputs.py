"""Which files of a folder are taken for papers."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from doichieu.dataset import open_dataset
from doichieu.pipeline.inputs import find
from tests.cli.papers import call, paper

PAGE = b"<html><body><table><tr><td>1</td></tr></table></body></html>"
PDF = b"%PDF-1.4\n1 0 obj\n"
ZIP = b"PK\x03\x04" + bytes(60)
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
TABLE = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'

TAKEN = {
    "quyet dinh 305": PDF,
    "305.QĐ-UBND": ZIP,
    "qd-305.pdf.1": PDF,
    "xem.aspx?id=305": PAGE,
    "xem.aspx": PAGE,
    "so-lieu.xml": TABLE,
    "305-1957": OLD_WORD,
    "so-lieu.xlsb": ZIP,
    "mau.dotm": ZIP,
    "nam-2017.zip": ZIP,
    "nam-2018.7z": b"7z\xbc\xaf\x27\x1c",
    "link.docx": None,
}
LEFT = {
    "~$qd-305.docx": b"\x05user",
    ".~lock.qd-305.odt#": b",user",
    "qd-305.docx.part": ZIP,
    "qd-305.pdf.crdownload": PDF,
    "qd-305.docx~": ZIP,
    "qd-305.bak": ZIP,
    "README.html": PAGE,
    "Makefile": b"all:\n",
    "305": b"",
    "index.php": b"<?php echo 1;",
    "feed.xml": b"<?xml version='1.0'?><rss/>",
    "mail.msg": OLD_WORD,
    "app.jar": ZIP,
    "build.py": b"print()",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one file of every kind."""
    for name, content in {**TAKEN, **LEFT}.items():
        path = tmp_path / name
        if content is None:
            path.symlink_to("nowhere")
        else:
            path.write_bytes(content)
    return tmp_path


def test_papers_are_found_whatever_their_names_say(folder: Path) -> None:
    """Names without a known end are looked into; locks, copies and halves of downloads are not papers."""
    found = find([folder])
    assert {path.name for path in found.files} == set(TAKEN)
    assert {path.name for path in found.ignored} == {name for name in LEFT if not name.startswith(".")}


def test_a_file_named_by_itself_may_have_any_name(folder: Path) -> None:
    """What a person names is read."""
    assert [path.name for path in find([folder / "build.py"]).files] == ["build.py"]


def test_a_folder_that_cannot_be_opened_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder without permission is an error of its own: the others are read, and nothing below it counts as gone."""
    for name in ("open", "shut"):
        (tmp_path / "papers" / name).mkdir(parents=True)
        (tmp_path / "papers" / name / f"{name}.txt").write_text(paper(1) + name, encoding="utf-8")
    arguments = ("ingest", tmp_path / "papers", "--recursive", "--dataset", tmp_path / "data", "--prune")
    assert call(*arguments).exit_code == 0
    _shut(monkeypatch, tmp_path / "papers" / "shut")
    found = call(*arguments, "--json")
    assert found.exit_code == 3
    said = json.loads(found.stdout)
    assert (said["files"]["unchanged"], said["files"]["unread"], said["removed"]) == (1, 1, [])
    assert "cannot be opened" in said["unread"][0]["message"]
    assert said["unread"][0]["source"].endswith("shut")
    assert not [
        row for row in open_dataset(tmp_path / "data").arrow("issues").to_pylist() if row["doc_id"] is None
    ]


def _shut(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Deny what is in a folder, as the system does to who is not its owner (tests may run as root)."""
    listed, looked_at = Path.iterdir, Path.lstat

    def iterdir(path: Path) -> Iterator[Path]:
        if path == folder:
            raise PermissionError(errno.EACCES, "Permission denied")
        return listed(path)

    def lstat(path: Path) -> os.stat_result:
        if path.parent == folder:
            raise PermissionError(errno.EACCES, "Permission denied")
        return looked_at(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    monkeypatch.setattr(Path, "lstat", lstat)


def test_what_cannot_be_read_says_why(folder: Path) -> None:
    """An archive is to be unpacked, a link to nothing to be mended; the log of lines is one, to its end."""
    result = call("ingest", folder, "--dataset", folder / "data", "--log", "json")
    assert result.exit_code == 3
    said = {Path(one["source"]).name: one for one in map(json.loads, result.stderr.splitlines())}
    assert said["nam-2018.7z"]["code"] == "unknown-media-type"
    assert "unpack it" in said["nam-2018.7z"]["message"]
    assert said["link.docx"]["code"] == "unreadable"
    assert "link to a file that is not there" in said["link.docx"]["message"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("ingest", "https://example.vn/qd-305.pdf"),
        ("run", "s3://bucket/papers"),
        ("tables", "sftp://host/qd-305.docx"),
        ("export", "--to", "csv", "s3://bucket/tables"),
        ("audit", "--out", "gs://bucket/reports"),
    ],
)
def test_an_address_is_no_path(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a file or folder is wanted an address is refused as it was given, and nothing is made of that name."""
    monkeypatch.chdir(tmp_path)
    result = call(*arguments)
    assert result.exit_code == 2
    assert next(one for one in arguments if "://" in one) in result.stderr
    assert "curl -O ADDRESS" in result.stderr
    assert list(tmp_path.iterdir()) == []
