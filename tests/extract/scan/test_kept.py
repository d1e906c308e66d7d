"""Pages of a scan are kept until the paper is read: who is interrupted goes on at the next page."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from doichieu.extract import read_bytes
from doichieu.extract.pdf.textlayer.words import Word
from doichieu.extract.scan import kept
from doichieu.extract.scan import page as pages
from doichieu.extract.scan.engine import Reading
from doichieu.extract.scan.mesh import Mesh
from doichieu.extract.scan.page import Recognised
from doichieu.heartbeat import heard
from tests.extract.pdf.drawing import draw
from tests.extract.scan.test_pages import paper

if TYPE_CHECKING:
    from pathlib import Path

    from doichieu.heartbeat import Beat

# A process that reads a file and is killed at its second page, as by a power cut.
KILLED = """
import os, signal, sys
from doichieu.extract import read
from doichieu.heartbeat import on_beat
on_beat(lambda sign: os.kill(os.getpid(), signal.SIGKILL) if sign.page == 2 else None)
read(sys.argv[1])
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for pages."""
    monkeypatch.setenv(kept.FOLDER, str(tmp_path / "pages"))
    return tmp_path / "pages"


def scan(count: int) -> bytes:
    """The page of the scan tests this many times."""
    (page,) = pypdfium2.PdfDocument(draw(paper))
    picture = page.render(scale=150 / 72).to_pil().convert("L")
    buffer = BytesIO()
    picture.save(buffer, "PDF", resolution=150, save_all=True, append_images=[picture] * (count - 1))
    return buffer.getvalue()


def known() -> Recognised:
    """Two words of one line, and one of another."""
    line = Reading(
        "Sở Y tế", 0.75, (("Sờ Y tế", 0.2), ("Sở Y tê", 0.05)), (0.1, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9)
    )
    words = [Word(text, 1.5, 2.0, 3.25, 4.0, 3.5, spaced=True, start=at) for at, text in enumerate("abc")]
    return Recognised(
        words=words,
        strokes=[(1.0, 2.0, 300.5, 2.5)],
        readings={0: line, 1: line, 2: replace(line, text="b")},
        turn=3,
        skew=-1.25,
        mesh=Mesh(595.0, 842.0, ((0.0, 1.5), (0.0, -1.5)), ((0.25, 0.0), (0.0, 0.0))),
        zoom=2.5,
        by_hand=["Số: .23 /TTr-CAT"],
        worn=True,
    )


def test_a_killed_run_goes_on_at_the_next_page(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two of three pages were read: one is left, the paper is the same as without the kill, and nothing stays."""
    file = tmp_path / "a.pdf"
    file.write_bytes(scan(3))
    ended = subprocess.run([sys.executable, "-c", KILLED, str(file)], check=False, timeout=300)  # noqa: S603
    assert ended.returncode == -signal.SIGKILL
    (papers,) = folder.iterdir()
    assert papers.stat().st_mode & 0o077 == 0
    read, real = [], pages.read_picture
    monkeypatch.setattr(pages, "read_picture", lambda *args: read.append(args) or real(*args))
    signs: list[Beat] = []
    with heard(signs.append):
        document = read_bytes(file.read_bytes(), "a.pdf")
    assert len(read) == 1
    assert [(sign.source, sign.page, sign.pages) for sign in signs] == [("a.pdf", n, 3) for n in (1, 2, 3)]
    assert list(folder.iterdir()) == []
    monkeypatch.setenv(kept.FOLDER, "")
    assert read_bytes(file.read_bytes(), "a.pdf") == document


def test_a_page_comes_back_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words, rulings, doubts, turn, mesh and zoom; words of one line still share its reading."""
    calls: list[object] = []
    monkeypatch.setattr(pages, "read_picture", lambda *args: calls.append(args) or known())
    kept.Pictures(b"%PDF", "a", 2).read(None, 1, 595.0, 842.0)
    again = kept.Pictures(b"%PDF", "a", 2).read(None, 1, 595.0, 842.0)
    assert len(calls) == 1
    assert again == known()
    assert again.readings[0] is again.readings[1]
    kept.Pictures(b"%PDF other", "a", 2).read(None, 1, 595.0, 842.0)
    assert len(calls) == 2


def test_a_broken_page_is_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a file, or one of another program, is no page."""
    monkeypatch.setattr(pages, "read_picture", lambda *_: known())
    kept.Pictures(b"%PDF", "a", 2).read(None, 1, 595.0, 842.0)
    (file,) = folder.glob("*/*.json")
    for content in ('{"words": [', '{"words": [[1]]}', "[]"):
        file.write_text(content, encoding="utf-8")
        assert kept.Pictures(b"%PDF", "a", 2).read(None, 1, 595.0, 842.0) == known()


@pytest.mark.parametrize("place", ["", "file"])
def test_without_a_folder_pages_are_read_all_the_same(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None is wanted, or it cannot be made: a file stands in its place."""
    (tmp_path / "file").touch()
    monkeypatch.setenv(kept.FOLDER, str(tmp_path / place) if place else "")
    monkeypatch.setattr(pages, "read_picture", lambda *_: known())
    pictures = kept.Pictures(b"%PDF", "a", 2)
    assert pictures.read(None, 1, 595.0, 842.0) == known()
    pictures.forget()


def test_a_paper_of_one_page_is_not_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is nothing to go on with."""
    monkeypatch.setattr(pages, "read_picture", lambda *_: known())
    kept.Pictures(b"%PDF", "a", 1).read(None, 1, 595.0, 842.0)
    assert not folder.exists()


def test_what_nobody_came_back_for_goes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers older than a week, and the oldest of those that are too many bytes together."""
    monkeypatch.setattr(pages, "read_picture", lambda *_: known())
    monkeypatch.setattr(kept, "_MOST_BYTES", 1500)
    for name, size, age in (("old", 10, 8 * 86_400), ("large", 1400, 3600), ("new", 1000, 60)):
        (folder / name).mkdir(parents=True)
        (folder / name / "00001.json").write_bytes(b" " * size)
        at = folder.stat().st_mtime - age
        os.utime(folder / name, (at, at))
    kept.Pictures(b"%PDF", "a", 2).read(None, 1, 595.0, 842.0)
    assert {path.name for path in folder.iterdir()} & {"old", "large", "new"} == {"new"}
