"""The commands of `doichieu review`: what they decide, list, refuse and hand on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from doichieu.cli import app
from doichieu.report.catalogue import TEXTS
from doichieu.review import decisions
from doichieu.review.record import Action

from .papers import paper

STRANGE = "Tổ công tác liên ngành số 5"


def call(*arguments: str, code: int = 0) -> str:
    """What a command prints; it must leave with the code."""
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == code, result.output
    return result.output


@pytest.fixture
def data(tmp_path: Path) -> str:
    """A dataset of two papers about one year with three wrong totals, one other in each, and a name nobody knows."""
    (tmp_path / "a.md").write_text(paper(77, wrong=(2, 7), names={9: STRANGE}), "utf-8")
    (tmp_path / "b.md").write_text(paper(78, wrong=(4,)), "utf-8")
    files = [str(tmp_path / name) for name in ("a.md", "b.md")]
    call("run", *files, "--out", str(tmp_path), "--format", "xlsx", "--lang", "en", "--jobs", "0")
    return str(tmp_path / "dataset")


def listed(data: str, *arguments: str) -> list[dict[str, Any]]:
    """Findings as `review list --json` has them."""
    found: list[dict[str, Any]] = json.loads(call("review", "list", "--dataset", data, "--json", *arguments))
    return found


def test_list_filters(data: str) -> None:
    """All findings, those of a paper, of a rule, of a family, open or decided on."""
    assert len(listed(data)) == 4
    assert [one["rule"] for one in listed(data, "--paper", "78/QĐ-UBND")] == ["SUM-ROW", "CHAIN-EQ"]
    assert len(listed(data, "--rule", "sum", "--level", "error", "--open")) == 3
    assert listed(data, "--decided") == []
    assert "SUM-ROW" in call("review", "list", "--dataset", data)


def test_one_and_many_are_decided(data: str) -> None:
    """A finding by its ID; the rest of a paper by its number; the list says what was decided."""
    one = listed(data, "--paper", "77/QĐ-UBND")[0]["id"]
    call("review", "accept", one, "--dataset", data, "--by", "An")
    call("review", "dismiss", "--paper", "78/QĐ-UBND", "--dataset", data, "--by", "An", "--why", "thưởng")
    assert sorted(found["status"] for found in listed(data)) == ["accepted", "dismissed", "dismissed", "open"]
    call("review", "reopen", one, "--dataset", data, "--by", "Bình")
    assert len(listed(data, "--open")) == 2
    assert [one.by for one in decisions.read(Path(data))] == ["An", "An", "An", "Bình"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("accept", "--by", "An"),
        ("accept", "F-000000000000", "--by", "An"),
        ("accept", "--level", "fatal", "--by", "An"),
        ("accept", "--rule", "SUM", "--by", " "),
        ("dismiss", "--rule", "SUM", "--by", "An", "--why", " "),
        ("correct", "t01:99:99", "1", "--misread", "--paper", "77/QĐ-UBND", "--by", "An"),
        ("correct", "t01:1:1", "1", "--misread", "--by", "An"),
        ("names", STRANGE, "VN-31:so-tc"),
        ("names", "Sở Nội vụ", "VN-31:so-nv", "--by", "An"),
        ("merge", "nowhere.jsonl"),
    ],
)
def test_wrong_usage_decides_nothing(data: str, arguments: tuple[str, ...]) -> None:
    """What names nothing, nobody or no reason is wrong usage, and nothing is kept."""
    call("review", *arguments, "--dataset", data, code=2)
    assert decisions.read(Path(data)) == []


def test_a_correction_and_a_misreading(data: str) -> None:
    """A finding takes the value the paper should have; with --misread its cell takes what it prints."""
    first, second = (one["id"] for one in listed(data, "--paper", "77/QĐ-UBND"))
    call("review", "correct", first, "180", "--dataset", data, "--by", "An")
    call("review", "correct", second, "145", "--misread", "--dataset", data, "--by", "An")
    call(
        "review",
        "correct",
        "t01:5:4",
        "164",
        "--misread",
        "--paper",
        "78/QĐ-UBND",
        "--dataset",
        data,
        "--by",
        "An",
    )
    kinds = [(one.kind, one.action, one.decided) for one in decisions.read(Path(data))]
    assert kinds == [("finding", "correct", "180"), ("cell", "correct", "145"), ("cell", "correct", "164")]


def test_names_are_listed_and_decided(data: str, tmp_path: Path) -> None:
    """A name waits until somebody says which entity it is."""
    (waits,) = json.loads(call("review", "names", "--dataset", data, "--json"))
    assert (waits["printed"], waits["entity_id"], waits["places"]) == (STRANGE, None, 1)
    call("review", "names", STRANGE, "VN-31:so-tc", "--by", "An", "--dataset", data)
    assert json.loads(call("review", "names", "--dataset", data, "--json")) == []
    assert STRANGE in (tmp_path / "aliases.tsv").read_text("utf-8")


def test_two_people_merge(data: str, tmp_path: Path) -> None:
    """What one exports the other merges, from a file or a dataset; what they decided differently is told."""
    one = listed(data)[0]["id"]
    call("review", "accept", one, "--dataset", data, "--by", "An")
    file, other = tmp_path / "an.jsonl", tmp_path / "other"
    call("review", "export", str(file), "--dataset", data)
    decisions.merge(other, decisions.parse(file.read_text("utf-8")))
    (kept,) = decisions.read(other)
    later = {
        "by": "Bình",
        "action": Action.DISMISS,
        "why": "không sai",
        "at": "2099-01-01T00:00:00Z",
    }
    decisions.append(other, replace(kept, **later))
    found = json.loads(call("review", "merge", str(other), str(file), "--dataset", data, "--json"))
    assert found == {"new": 1, "conflicts": [kept.subject]}
    assert json.loads(call("review", "merge", str(other), "--dataset", data, "--json"))["new"] == 0
    said = json.loads(call("review", "log", "--conflicts", "--dataset", data, "--json"))
    assert [one["by"] for one in said] == ["An", "Bình"]
    assert listed(data, "--decided")[0]["status"] == "dismissed"


def test_a_workbook_is_imported(data: str, tmp_path: Path) -> None:
    """Decisions written into report.xlsx are read back; a second time there is nothing new."""
    path = tmp_path / "report.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = next(one for one in book.worksheets for cell in one[1] if cell.value == TEXTS["choice"][1])
    heads = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, heads[TEXTS["choice"][1]], TEXTS["choice_accept"][1])
    book.save(path)
    call("review", "import", str(path), "--by", "An", "--dataset", data)
    assert len(listed(data, "--decided")) == 1
    call("review", "import", str(path), "--by", "An", "--dataset", data)
    assert len(decisions.read(Path(data))) == 1
