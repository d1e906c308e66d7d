"""docs/tutorial.md and the pages for its three readers: their commands and programs run as they stand."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
_BLOCK = re.compile(r"^```(sh|text|python)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
# The papers that the page names; the others take longer and change nothing it says.
_PAPERS = ("qd-305-2017-binh-dinh.docx", "cv-1557-2017-btttt.html")


def _blocks(page: str) -> list[tuple[str, str]]:
    return [(found[1], found[2]) for found in _BLOCK.finditer((DOCS / page).read_text(encoding="utf-8"))]


def _whole(shown: str) -> str:
    """A pattern of the whole output that the page shows, where a line “…” stands for any lines."""
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    return "\n".join("(?:.*\n)*.*" if line == "…" else re.escape(line) for line in lines)


def _run(program: list[str], folder: Path) -> str:
    done = subprocess.run(program, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, f"{program}: {done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Path:
    """A folder with some papers of the corpus, as the page finds the project."""
    folder = tmp_path_factory.mktemp("tutorial")
    (folder / "corpus").mkdir()
    for name in _PAPERS:
        shutil.copy(corpus / name, folder / "corpus")
    return folder


def test_the_tutorial_runs_and_says_what_it_shows(project: Path) -> None:
    """Command after command in one folder; the page shows all that a block of commands prints, but for “…”."""
    demo = re.search(
        r"^demo:.*\n\t\$\(BIN\)/(doichieu run .*)$", (ROOT / "Makefile").read_text(), re.MULTILINE
    )
    assert demo is not None
    printed: list[str] = []
    for kind, text in _blocks("tutorial.md"):
        if kind == "text":
            assert re.fullmatch(_whole(text), "\n".join(" ".join(line.split()) for line in printed)), printed
        elif kind == "python":
            assert "accepted" in _run([sys.executable, "-c", text], project)
        else:
            printed = []
            for line in text.splitlines():
                command = demo[1].replace("$(OUT)", "outputs") if line == "make demo" else line
                name, *arguments = shlex.split(command, comments=True)
                assert name == "doichieu"
                printed += _run([sys.executable, "-m", name, *arguments], project).splitlines()


@pytest.mark.parametrize("page", ["analyst.md", "engineer.md"])
def test_programs_of_the_readers_pages_run(page: str, project: Path) -> None:
    """The Python of the pages for engineers and analysts, beside the dataset that the tutorial leaves."""
    if not (project / "outputs").is_dir():
        _run([sys.executable, "-m", "doichieu", "run", "corpus", "--out", "outputs"], project)
    programs = [text for kind, text in _blocks(page) if kind == "python"]
    assert programs
    for text in programs:
        assert _run([sys.executable, "-c", text], project)
