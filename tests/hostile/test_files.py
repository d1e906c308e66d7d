"""Every hostile file ends as the recipe says: read, or an issue that says what to do; the others are read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from . import archives, pages, pdfs
from .case import READ, Case

CASES = {case.name: case for module in (archives, pdfs, pages) for case in module.CASES}
SECONDS, MEGABYTES = 5, 1024
# Runs the interpreter with its arguments but the first, a file in which it leaves the kilobytes of the largest process among all it started.
MEASURED = """
import pathlib, resource, subprocess, sys
done = subprocess.run([sys.executable, *sys.argv[2:]])
pathlib.Path(sys.argv[1]).write_text(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(done.returncode)
"""
GOOD = "Số: 1/QĐ-UBND\n\nTT\tĐơn vị\tĐiểm\n1\tSở Y tế\t90\n2\tSở Nội vụ\t80\n"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `papers`, all cases and two good ones, and whatever else reading them leaves."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "papers").mkdir()
    for case in CASES.values():
        (folder / "papers" / case.name).write_bytes(case.make())
    for name in ("0-first.txt", "zz-last.txt"):
        (folder / "papers" / name).write_text(GOOD + name, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def run(place: Path) -> subprocess.CompletedProcess[str]:
    """One run over all of them, with small limits."""
    limits = ["--jobs", "2", "--time-limit", str(SECONDS), "--memory-limit", str(MEGABYTES)]
    command = [
        sys.executable,
        "-c",
        MEASURED,
        str(_largest(place)),
        "-m",
        "doichieu",
        "run",
        "papers",
        "--out",
        "out",
        "--log",
        "json",
        *limits,
    ]
    said = subprocess.run(  # noqa: S603 - this interpreter
        command, cwd=place, capture_output=True, text=True, timeout=900, check=False, env=_environment(place)
    )
    assert said.returncode == 3, said.stderr[-3000:]
    return said


def _largest(place: Path) -> Path:
    """Where the size of the largest process is left, beside the place."""
    return place.with_name(f"{place.name}-largest")


def _environment(place: Path) -> dict[str, str]:
    """The environment with a place for temporary files that can be looked at afterwards."""
    (place / "temporary").mkdir()
    path = str(Path(__file__).parents[2])
    return os.environ | {"TMPDIR": str(place / "temporary"), "PYTHONPATH": path}


@pytest.fixture(scope="module")
def ends(run: subprocess.CompletedProcess[str]) -> dict[str, dict[str, Any]]:
    """What became of each file, by name."""
    lines = (json.loads(line) for line in run.stderr.splitlines() if line.startswith("{"))
    return {Path(line["source"]).name: line for line in lines}


@pytest.mark.parametrize("case", list(CASES.values()), ids=list(CASES))
def test_it_ends_as_the_recipe_says(case: Case, ends: dict[str, dict[str, Any]]) -> None:
    """The file is read, or is an issue of the stated code whose message says what to do."""
    end = ends[case.name]
    assert end.get("code", READ) in case.ends, end
    if "code" in end:
        assert case.says in end["message"]
        assert "Do: " in end["message"]
        assert end["message"].split("Do: ")[1]


def test_there_are_sixty_cases_and_more() -> None:
    """The recipe holds at least the number of cases promised."""
    assert len(CASES) >= 60


def test_good_papers_among_them_are_read(ends: dict[str, dict[str, Any]]) -> None:
    """Papers that come before, between and after the hostile ones are stored, each once."""
    assert [ends[name]["what"] for name in ("0-first.txt", "zz-last.txt")] == ["added", "added"]


def test_every_file_is_accounted_for_once(place: Path, ends: dict[str, dict[str, Any]]) -> None:
    """Each file is one document or one issue: none is lost and none counted twice."""
    documents = pd.read_parquet(place / "out" / "dataset" / "documents")
    issues = pd.read_parquet(place / "out" / "dataset" / "issues")
    unread = issues[issues["doc_id"].isna()]
    found = sorted([*documents["source"], *unread["source"]])
    assert found == sorted(f"papers/{name}" for name in ends)
    assert len(ends) == len(CASES) + 2


def test_nothing_is_written_elsewhere(place: Path, ends: dict[str, dict[str, Any]]) -> None:
    """Only the output folder is written to, and temporary files are gone."""
    assert ends
    assert {path.name for path in place.iterdir()} == {"papers", "out", "temporary"}
    assert not list((place / "temporary").iterdir())
    assert not [
        folder for folder in (place / "papers").resolve().parents if (folder / "doichieu-evil").exists()
    ]
    assert {path.name for path in (place / "papers").iterdir()} == set(ends)


def test_memory_stays_bounded(place: Path, ends: dict[str, dict[str, Any]]) -> None:
    """No process that the run started ever held much more than the limit."""
    assert ends
    assert int(_largest(place).read_text(encoding="ascii")) < 2 * MEGABYTES * 1024


def test_texts_become_no_formulas(place: Path, ends: dict[str, dict[str, Any]]) -> None:
    """What papers print stays text in workbooks, whatever it begins with."""
    assert ends
    command = [
        sys.executable,
        "-m",
        "doichieu",
        "export",
        "--to",
        "xlsx",
        "all.xlsx",
        "--dataset",
        "out/dataset",
    ]
    subprocess.run(command, cwd=place, check=True, timeout=300)  # noqa: S603
    for name in ("all.xlsx", "out/report.xlsx"):
        book = openpyxl.load_workbook(place / name, read_only=True)
        kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
        assert "f" not in kinds
    (place / "all.xlsx").unlink()


def test_texts_become_no_markup(place: Path, ends: dict[str, dict[str, Any]]) -> None:
    """What papers print stays text in the report."""
    assert ends
    page = (place / "out" / "report.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page


def test_texts_do_not_reach_the_terminal_as_codes(run: subprocess.CompletedProcess[str]) -> None:
    """Nothing printed holds a control character of a paper or of a name."""
    said = run.stdout + run.stderr
    assert not [letter for letter in said if letter != "\n" and not letter.isprintable()]
