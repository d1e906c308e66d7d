"""The other commands: their JSON forms, and that they agree with each other."""

from __future__ import annotations

import importlib
import json
import py_compile
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from doichieu import __version__
from doichieu.dataset import export

from .papers import CLEAN, call, call_json, paper, write_papers


@pytest.fixture
def misprint(tmp_path: Path) -> Path:
    """A paper whose second total is not the sum of its parts."""
    (file,) = write_papers(tmp_path / "papers", 1, total="57")
    return file


# --------------------------------------------------------------------------- ingest, audit


def test_ingest_twice_reads_once(misprint: Path, tmp_path: Path) -> None:
    """The second ingest of the same bytes reads nothing."""
    first = call_json("ingest", misprint, "--dataset", tmp_path / "data")
    second = call_json("ingest", misprint, "--dataset", tmp_path / "data")
    assert (first["files"]["added"], second["files"]["unchanged"]) == (1, 1)


def test_ingest_replaces_a_corrected_file(misprint: Path, tmp_path: Path) -> None:
    """A corrected file takes the place of its earlier document."""
    call("ingest", misprint, "--dataset", tmp_path / "data")
    misprint.write_text(paper(1), encoding="utf-8")
    assert call_json("ingest", misprint, "--dataset", tmp_path / "data")["files"]["replaced"] == 1
    assert len(pd.read_parquet(tmp_path / "data" / "documents")) == 1


def test_ingest_prints_a_line(misprint: Path, tmp_path: Path) -> None:
    """Without --json one line says what was done."""
    result = call("ingest", misprint, "--dataset", tmp_path / "data")
    assert result.stdout == f"{tmp_path / 'data'}: 1 added, 0 replaced, 0 unchanged, 0 unread\n"


def test_audit_of_the_dataset_equals_the_run(misprint: Path, tmp_path: Path) -> None:
    """Auditing the stored papers, their files gone, gives the findings of the run."""
    call("run", misprint, "--out", tmp_path / "out")
    misprint.unlink()
    result = call("audit", "--dataset", tmp_path / "out" / "dataset", "--out", tmp_path / "again")
    assert result.exit_code == 0, result.output
    for name in ("findings.json", "report.html", "report.md"):
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "out" / name).read_bytes()


def test_audit_names_files_that_were_not_read(misprint: Path, tmp_path: Path) -> None:
    """A file that could not be ingested stands in the reports of run and audit alike."""
    (misprint.parent / "empty.txt").write_bytes(b"")
    call("run", misprint.parent, "--out", tmp_path / "out")
    call("audit", "--dataset", tmp_path / "out" / "dataset", "--out", tmp_path / "again")
    for name in ("findings.json", "report.html", "report.md"):
        text = (tmp_path / "out" / name).read_text(encoding="utf-8")
        assert "empty.txt" in text
        assert str(tmp_path) not in text
        assert (tmp_path / "again" / name).read_text(encoding="utf-8") == text


def test_audit_fails_on_findings(misprint: Path, tmp_path: Path) -> None:
    """--fail-on works on a dataset as on files."""
    call("ingest", misprint, "--dataset", tmp_path / "data")
    arguments = ("audit", "--dataset", tmp_path / "data", "--out", tmp_path / "out")
    assert call(*arguments).exit_code == 0
    assert call(*arguments, "--fail-on", "error").exit_code == 1


def test_audit_without_a_dataset_says_what_to_do(tmp_path: Path) -> None:
    """A folder without a dataset is named with the command that makes one."""
    result = call("audit", "--dataset", tmp_path / "none", "--out", tmp_path / "out")
    assert result.exit_code == 3
    assert "doichieu ingest" in result.stderr


# --------------------------------------------------------------------------- baseline


def _accept(tmp_path: Path, ids: list[str]) -> Path:
    entries = [{"id": one, "reason": "Đã đính chính", "by": "Nguyễn Văn A"} for one in ids]
    path = tmp_path / "accepted.json"
    path.write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_baseline_sets_findings_apart(misprint: Path, tmp_path: Path) -> None:
    """Accepted findings no longer fail the run, and stand apart with who accepted them and why."""
    out = tmp_path / "out"
    call("run", misprint, "--out", out)
    before = json.loads((out / "findings.json").read_text(encoding="utf-8"))["findings"]
    baseline = _accept(tmp_path, [one["id"] for one in before])
    arguments = ("run", misprint, "--out", out, "--baseline", baseline, "--fail-on", "info")
    said = call_json(*arguments)
    assert (said["accepted"], said["stale"], said["findings"]["error"]) == (len(before), [], 0)
    after = json.loads((out / "findings.json").read_text(encoding="utf-8"))
    assert after["findings"] == []
    assert {(one["status"], one["reason"], one["by"]) for one in after["accepted"]} == {
        ("accepted", "Đã đính chính", "Nguyễn Văn A")
    }
    assert not (out / "accepted").exists()
    assert "Đã đính chính" in (out / "report.html").read_text(encoding="utf-8")


def test_a_baseline_entry_that_accepts_nothing_is_named(misprint: Path, tmp_path: Path) -> None:
    """Entries for findings that are gone are listed as stale."""
    arguments = ("run", misprint, "--out", tmp_path / "out", "--baseline", _accept(tmp_path, ["gone"]))
    said = call_json(*arguments)
    assert (said["accepted"], said["stale"]) == (0, ["gone"])
    assert "gone" in call(*arguments).stderr


@pytest.mark.parametrize(
    "content", ["{", "{}", "[1]", '[{"id": "a", "reason": "", "by": "b"}]', '[{"id": "a"}]']
)
def test_a_baseline_without_reason_or_name_is_wrong_usage(
    misprint: Path, tmp_path: Path, content: str
) -> None:
    """Nobody accepts a finding without a reason and a name."""
    (tmp_path / "bad.json").write_text(content, encoding="utf-8")
    result = call("run", misprint, "--out", tmp_path / "out", "--baseline", tmp_path / "bad.json")
    assert result.exit_code == 2
    assert not (tmp_path / "out").exists()


# --------------------------------------------------------------------------- tables


def test_tables_json_is_the_whole_grid(misprint: Path) -> None:
    """The JSON form has the letterhead and every row, header rows first."""
    misprint.write_text(paper(305), encoding="utf-8")
    said = call_json("tables", misprint)
    assert (said["document"]["number"], said["document"]["issued_on"]) == ("305/QĐ-UBND", "2017-01-24")
    (table,) = said["tables"]
    assert (table["number"], table["part"], table["caption"], table["header_rows"]) == (
        "1",
        None,
        "Xếp hạng chung",
        1,
    )
    assert table["rows"][1:] == [list(row) for row in CLEAN]
    assert said["issues"] == []


def test_tables_prints_a_line_a_table(misprint: Path) -> None:
    """Without --json the letterhead and a line for each table are printed."""
    lines = call("tables", misprint).stdout.splitlines()
    assert "1/QĐ-UBND" in lines[0]
    assert lines[2].split() == ["1", "7", "×", "6", "1", "Xếp", "hạng", "chung"]


def test_tables_of_an_unreadable_file_is_exit_code_3(tmp_path: Path) -> None:
    """A file without bytes is refused with what to do."""
    (tmp_path / "empty.txt").write_bytes(b"")
    result = call("tables", tmp_path / "empty.txt", "--json")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "Do: " in result.stderr


# --------------------------------------------------------------------------- match


def test_match_json_is_in_the_order_given() -> None:
    """Each name has its ID or null with candidates, in the order of the arguments."""
    names = ("UBND thành phố Quy Nhơn", "Sở LĐ-TB&XH", "Tổng điểm")
    said = call_json("match", *names, "--province", "Bình Định", "--date", "03/06/2024")
    assert [one["printed"] for one in said] == list(names)
    assert [one["entity_id"] for one in said] == ["VN-31:h-540", "VN-31:so-ldtbxh", None]
    assert set(said[0]) == {"printed", "entity_id", "name", "kind", "score", "reason", "candidates"}
    assert said[2]["reason"]


def test_match_json_tells_namesakes_apart() -> None:
    """Candidates of one name come with their province and the days they were in force."""
    (said,) = call_json("match", "Châu Thành")
    assert said["entity_id"] is None
    assert all(one["province"] and one["province_id"] == one["entity_id"][:5] for one in said["candidates"])
    assert {(one["kind"], one["valid_to"]) for one in said["candidates"]} == {("huyện", "2025-06-30")}


def test_match_reads_names_from_standard_input() -> None:
    """Names come one a line when none is given; blank lines are none."""
    said = call_json("match", "--province", "VN-31", stdin="Sở Y tế\n\nSở Nội vụ\n")
    assert [one["entity_id"] for one in said] == ["VN-31:so-yt", "VN-31:so-nv"]


def test_match_takes_a_province_by_name_or_id() -> None:
    """The name and the ID of a province mean the same."""
    by_name, by_id = (call_json("match", "Sở Y tế", "--province", given) for given in ("Thanh Hóa", "VN-21"))
    assert by_name == by_id
    assert by_id[0]["entity_id"] == "VN-21:so-yt"


def test_match_prints_a_table() -> None:
    """Without --json there is a line a name under a header."""
    lines = call("match", "Sở Y tế", "--province", "VN-31").stdout.splitlines()
    assert lines[0].split() == ["printed", "entity_id", "name", "kind", "score", "reason"]
    assert "VN-31:so-yt" in lines[1]


# --------------------------------------------------------------------------- export, rules


def test_export_names_the_files(misprint: Path, tmp_path: Path) -> None:
    """The files written are printed, as text and as JSON."""
    call("ingest", misprint, "--dataset", tmp_path / "data")
    arguments = ("export", "--to", "csv", tmp_path / "csv", "--dataset", tmp_path / "data")
    assert str(tmp_path / "csv" / "cells.csv") in call(*arguments).stdout.splitlines()
    assert str(tmp_path / "csv" / "cells.csv") in call_json(*arguments)["files"]


def test_rules_prints_the_catalogue() -> None:
    """Every rule is a line; --json has its texts."""
    said = call_json("rules")
    assert len(call("rules").stdout.splitlines()) == len(said) + 1
    assert all(one["title"] and one["holds"] and one["example"] for one in said)


def test_rules_explains_one_rule_in_both_languages() -> None:
    """A code gives the rule with its example, in the language asked for."""
    code = call_json("rules")[0]["code"]
    vi, en = (call("rules", code.lower(), "--lang", lang).stdout for lang in ("vi", "en"))
    assert vi.startswith(code)
    assert en.startswith(code)
    assert vi != en


# --------------------------------------------------------------------------- the program


def test_version() -> None:
    """--version prints name and version."""
    assert call("--version").stdout == f"doichieu {__version__}\n"


def test_help_loads_nothing_heavy() -> None:
    """--help imports no reader, no Parquet, no workbook and no console styling: it must answer at once."""
    heavy = ("pyarrow", "lxml", "docx", "xlsxwriter", "jinja2", "rapidfuzz", "rich", "pandas", "numpy")
    program = (
        "import sys; from doichieu.cli import app\n"
        "try: app(['--help'])\n"
        f"except SystemExit: print([name for name in {heavy} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stderr.strip() == "[]"


def test_opening_a_dataset_loads_no_rules() -> None:
    """What only reads a dataset loads neither the rules nor the solver, which take as long as all else."""
    rules = (
        "doichieu.validate.paper_audit",
        "doichieu.validate.infer.conventions",
        "doichieu.validate.solver",
    )
    program = f"import sys, doichieu.dataset.store; print([name for name in {rules} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"


def test_the_program_runs_on_a_console_that_is_not_utf8(misprint: Path, tmp_path: Path) -> None:
    """Vietnamese goes out as UTF-8 whatever the console's encoding, and the exit code is passed on."""
    command = [sys.executable, "-m", "doichieu", "run", str(misprint), "--out", str(tmp_path / "out")]
    environment = {"PYTHONIOENCODING": "latin-1"}
    done = subprocess.run([*command, "--fail-on", "error"], capture_output=True, env=environment, check=False)  # noqa: S603
    assert done.returncode == 1, done.stderr
    assert "Văn bản: 1" in done.stdout.decode("utf-8")
    assert done.stderr == b""


def test_a_module_that_was_cut_off_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What Python compiled onto a full disk says what to remove, and not that somebody aborted."""
    package = tmp_path / "package"
    package.mkdir()
    (package / "late_module.py").write_text("VALUE = 1\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(package))
    compiled = Path(py_compile.compile(str(package / "late_module.py"), doraise=True) or "")
    compiled.write_bytes(compiled.read_bytes()[:40])
    monkeypatch.setattr(export, "write", lambda *_: importlib.import_module("late_module"))
    said = call("export", "--to", "csv", tmp_path / "out", "--dataset", tmp_path)
    assert said.exit_code == 3
    assert "__pycache__" in said.stderr
    assert "Aborted" not in said.output


def test_match_shows_the_candidates_of_a_name_that_could_be_several() -> None:
    """A name without an ID is followed by its candidates, told apart by province, and says that others may fit."""
    lines = call("match", "Huyện Châu Thành").stdout.splitlines()
    assert lines[1].startswith("Huyện Châu Thành  ?")
    told = [line for line in lines[2:] if ":h-" in line]
    assert len(told) == 5
    assert any("An Giang" in line for line in told)
    assert "others may fit" in lines[-1]
