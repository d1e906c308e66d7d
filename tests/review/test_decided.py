"""Decisions in the next run, ingest and audit: reports, dataset, readings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from doichieu.cli import app
from doichieu.dataset.files import read as rows
from doichieu.review import decisions
from doichieu.review.record import Action, Kind, ReviewDecision

PAPER = """\
ỦY BAN NHÂN DÂN TỈNH BÌNH ĐỊNH
Số: 77/QĐ-UBND
Bình Định, ngày 24 tháng 01 năm 2017
QUYẾT ĐỊNH
Về việc công bố kết quả

Bảng 1. Kết quả xếp hạng

| TT | Đơn vị | Tuyên truyền | Kiểm tra | Tổng điểm | Xếp hạng |
|---|---|---|---|---|---|
| 1 | Sở Nội vụ | 10 | 20 | 30 | 1 |
| 2 | Sở Y tế | 10 | 18 | 28 | 2 |
| 3 | Sở Tư pháp | 9 | 17 | 27 | 3 |
| 4 | Sở Tài chính | 9 | 16 | 25 | 4 |
| 5 | Sở Công Thương | 8 | 16 | 24 | 5 |
| 6 | Sở Xây dựng | 8 | 15 | 23 | 6 |
"""
TABLE, ROW, COL = "t01", 3, 4


def command(*arguments: str) -> Any:
    """What a command prints as JSON; it must succeed."""
    result = CliRunner().invoke(app, [*arguments, "--json", "--jobs", "0"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A run over a paper with one wrong total."""
    (tmp_path / "paper.md").write_text(PAPER, "utf-8")
    found = run(tmp_path)
    assert serious(found) == 1, found
    return tmp_path


def serious(found: Any) -> int:
    """Errors and warnings that are open."""
    return int(found["findings"]["error"] + found["findings"]["warning"])


def run(folder: Path, name: str = "paper.md") -> Any:
    """Run over the paper."""
    return command("run", str(folder / name), "--out", str(folder / "out"), "--format", "json,md")


def audit(folder: Path) -> Any:
    """Audit what the dataset has."""
    where = ("--dataset", str(folder / "out/dataset"), "--out", str(folder / "out"))
    return command("audit", *where, "--format", "json,md")


def finding(folder: Path) -> dict[str, Any]:
    """The only finding of the dataset."""
    (found,) = rows(folder / "out/dataset", "findings").to_pylist()
    return dict(found)


def decide(folder: Path, action: Action, **more: Any) -> ReviewDecision:
    """Decide on the only finding."""
    found = finding(folder)
    (document,) = rows(folder / "out/dataset", "documents").to_pylist()
    given = {
        "kind": Kind.FINDING,
        "action": action,
        "printed": found["observed"],
        "by": "Lê An",
        "at": "2025-03-10T08:15:02Z",
        "why": "đã trao đổi với đơn vị",
        "document": document["sha256"],
        "paper": document["number"],
        "issued_on": document["issued_on"].isoformat(),
        "finding_id": found["finding_id"],
        "rule": found["rule"],
    }
    return decisions.append(folder / "out/dataset", ReviewDecision(**(given | more)))


def misread(folder: Path, printed: str = "27", decided: str = "26") -> ReviewDecision:
    """Say that the total of row 3 was misread."""
    place = {"kind": Kind.CELL, "table_id": TABLE, "row": ROW, "col": COL, "printed": printed}
    return decide(folder, Action.CORRECT, decided=decided, finding_id="", rule="", **place)


@pytest.mark.parametrize(
    ("action", "status"),
    [(Action.ACCEPT, "accepted"), (Action.DISMISS, "dismissed"), (Action.CORRECT, "corrected")],
)
@pytest.mark.parametrize("again", [run, audit])
def test_a_finding_decided_on_is_apart(folder: Path, action: Action, status: str, again: Any) -> None:
    """The next run or audit counts it apart, says who and why, and the dataset has its status."""
    decide(folder, action, decided="26" if action is Action.CORRECT else "")
    found = again(folder)
    assert (serious(found), found["accepted"], found["stale"]) == (0, 1, [])
    said = (folder / "out/report.md").read_text("utf-8")
    assert "Lê An" in said
    assert "đã trao đổi với đơn vị" in said
    assert finding(folder)["status"] == status


def test_reopened_is_open_again(folder: Path) -> None:
    """A decision taken back leaves the finding open, in the reports and in the dataset."""
    decide(folder, Action.ACCEPT)
    audit(folder)
    decide(folder, Action.REOPEN, at="2025-03-11T00:00:00Z")
    assert serious(audit(folder)) == 1
    assert finding(folder)["status"] == "open"


def test_ingest_audits_again_only_what_was_decided_on(folder: Path) -> None:
    """A paper of which people said something new is not taken as known; one of which they did not is."""
    where = (str(folder / "paper.md"), "--dataset", str(folder / "out/dataset"))
    decide(folder, Action.ACCEPT)
    assert command("ingest", *where)["files"]["replaced"] == 1
    assert finding(folder)["status"] == "accepted"
    assert command("ingest", *where)["files"]["unchanged"] == 1


@pytest.mark.parametrize("again", [run, audit])
def test_a_cell_read_wrong_is_audited_as_printed(folder: Path, again: Any) -> None:
    """The audit uses what a person says is printed; the dataset keeps the reading with it beside."""
    misread(folder)
    found = again(folder)
    assert serious(found) == 0
    assert rows(folder / "out/dataset", "findings").num_rows == 0
    cells = rows(folder / "out/dataset", "cells").to_pylist()
    (cell,) = (one for one in cells if (one["row"], one["col"]) == (ROW, COL))
    assert (cell["text"], cell["corrected"]) == ("27", "26")
    assert sum(one["corrected"] is not None for one in cells) == 1
    figures = rows(folder / "out/dataset", "observations").to_pylist()
    assert {str(one["value"].normalize()) for one in figures if (one["row"], one["col"]) == (ROW, COL)} == {
        "26"
    }
    issues = rows(folder / "out/dataset", "issues").to_pylist()
    assert [(one["stage"], one["code"]) for one in issues if one["code"] == "reading-corrected"] == [
        ("review", "reading-corrected")
    ]
    assert serious(again(folder)) == 0, "a second time as the first"


def test_a_correction_of_the_paper_leaves_what_it_prints(folder: Path) -> None:
    """What the paper should have printed stands beside; cells and figures stay as printed."""
    before = rows(folder / "out/dataset", "observations")
    decide(folder, Action.CORRECT, decided="26")
    audit(folder)
    assert rows(folder / "out/dataset", "observations").equals(before)
    assert set(rows(folder / "out/dataset", "cells").column("corrected").to_pylist()) == {None}
    (kept,) = json.loads((folder / "out/findings.json").read_text("utf-8"))["accepted"]
    assert kept["decided"] == "26"


def test_a_correction_of_another_reading_is_stale(folder: Path) -> None:
    """A correction of a reading that the cell no longer has changes nothing and is listed."""
    one = misread(folder, printed="72")
    found = audit(folder)
    assert (serious(found), found["stale"]) == (1, [one.subject])


def test_a_finding_that_says_something_else_by_now_is_open(folder: Path) -> None:
    """The paper was corrected to another wrong figure: the decision is listed, the finding stays open."""
    one = decide(folder, Action.DISMISS)
    (folder / "paper.md").write_text(PAPER.replace("| 27 |", "| 27,5 |"), "utf-8")
    found = run(folder)
    assert serious(found) >= 1
    assert found["accepted"] == 0
    assert found["stale"] == [one.finding_id]


def test_the_same_number_in_another_year_is_another_paper(folder: Path) -> None:
    """Papers whose number, table and row agree but not the date are not decided together."""
    decide(folder, Action.DISMISS)
    (folder / "other.md").write_text(PAPER.replace("năm 2017", "năm 2018"), "utf-8")
    found = run(folder, "other.md")
    assert serious(found) == 1


def test_another_format_of_the_paper_is_decided_too(folder: Path) -> None:
    """The decision holds for the paper, whichever of its files is read."""
    decide(folder, Action.DISMISS)
    (folder / "copy.md").write_text(PAPER + "\n", "utf-8")
    assert serious(run(folder, "copy.md")) == 0


def test_a_dataset_that_cannot_be_written_is_audited(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reports know the decisions where the dataset cannot take them."""
    decide(folder, Action.ACCEPT)

    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("doichieu.dataset.journal.add", refuse)
    assert audit(folder)["accepted"] == 1
