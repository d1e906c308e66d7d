"""The main job: papers in, dataset and reports out, with exit codes that programs rely on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import docx
import pandas as pd
import pytest

from .papers import CLEAN, call, call_json, paper, write_papers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

REPORTS = ("report.html", "report.xlsx", "report.md", "findings.json")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where a run writes."""
    return tmp_path / "out"


@pytest.fixture
def misprint(tmp_path: Path) -> Path:
    """A paper whose second total is not the sum of its parts."""
    (file,) = write_papers(tmp_path / "misprint", 1, total="57")
    return file


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """A paper in which everything holds."""
    (file,) = write_papers(tmp_path / "clean", 1)
    return file


def _findings(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "findings.json").read_text(encoding="utf-8"))
    return found


def test_run_writes_dataset_and_reports(misprint: Path, out: Path) -> None:
    """A run leaves the dataset and the four reports, and says where they are."""
    result = call("run", misprint, "--out", out)
    assert result.exit_code == 0, result.output
    assert all((out / name).stat().st_size for name in REPORTS)
    assert str(out / "report.html") in result.stdout
    assert len(pd.read_parquet(out / "dataset" / "documents")) == 1


def test_run_finds_the_misprint(misprint: Path, out: Path) -> None:
    """The total that is not the sum of its parts is an error at its cell."""
    call("run", misprint, "--out", out)
    errors = [one for one in _findings(out)["findings"] if one["level"] == "error"]
    assert [(one["table"], one["row"], one["column"]) for one in errors] == [("1", 2, 4)]


def test_run_is_silent_on_the_clean_twin(clean: Path, out: Path) -> None:
    """The same paper without its misprint has no error and no warning."""
    call("run", clean, "--out", out)
    assert [one for one in _findings(out)["findings"] if one["level"] != "info"] == []


def test_run_writes_the_formats_asked_for(clean: Path, out: Path) -> None:
    """--format limits the reports; findings.json is always written."""
    assert call("run", clean, "--out", out, "--format", "md").exit_code == 0
    assert sorted(path.name for path in out.iterdir() if path.is_file()) == ["findings.json", "report.md"]


def test_run_speaks_the_language_asked_for(clean: Path, out: Path) -> None:
    """The summary follows --lang."""
    assert "Papers: 1" in call("run", clean, "--out", out, "--lang", "en").stdout
    assert "Văn bản: 1" in call("run", clean, "--out", out).stdout


def test_run_json_says_what_was_done(misprint: Path, out: Path) -> None:
    """--json prints counts and files, and nothing else."""
    said = call_json("run", misprint, "--out", out)
    assert said["files"] == {"added": 1, "replaced": 0, "unchanged": 0, "unread": 0}
    assert (said["papers"], said["tables"], said["findings"]["error"]) == (1, 1, 1)
    assert str(out / "findings.json") in said["reports"]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("vi", "Không đọc được bảng nào, chưa đối chiếu gì: 1 văn bản"),
        ("en", "No table read, nothing checked: 1 papers"),
    ],
)
def test_the_summary_names_papers_of_which_nothing_was_checked(tmp_path: Path, lang: str, said: str) -> None:
    """A run over a letter without a table does not look like one over a clean paper."""
    letter = tmp_path / "letter.txt"
    letter.write_text("UBND TỈNH AN GIANG\nSố: 12/CV-UBND\nKính gửi các sở.\n", "utf-8")
    printed = call("run", letter, "--out", tmp_path / "out", "--lang", lang, "--format", "md").stdout
    assert said in printed.splitlines()


@pytest.mark.parametrize(("level", "code"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0)])
def test_fail_on_makes_the_exit_code_1(misprint: Path, out: Path, level: str, code: int) -> None:
    """An error is at or above every level, and `never` never fails."""
    assert call("run", misprint, "--out", out, "--fail-on", level).exit_code == code


def test_fail_on_does_not_fail_a_clean_paper(clean: Path, out: Path) -> None:
    """Without findings at the level the exit code is 0."""
    assert call("run", clean, "--out", out, "--fail-on", "warning").exit_code == 0


def test_one_unreadable_file_of_ten(tmp_path: Path, out: Path) -> None:
    """The file that cannot be read is named with what to do, the exit code is 3, and nine are done."""
    files = write_papers(tmp_path / "ten", 10)
    files[4].write_bytes(b"")
    result = call("run", tmp_path / "ten", "--out", out)
    assert result.exit_code == 3
    lines = [line for line in result.stderr.splitlines() if line]
    assert len(lines) == 1
    assert str(files[4]) in lines[0]
    assert "Cần làm: " in lines[0]
    assert len(pd.read_parquet(out / "dataset" / "documents")) == 9
    assert len(_findings(out)["documents"]) == 9


def test_findings_outweigh_files_not_read(misprint: Path, out: Path) -> None:
    """With findings at --fail-on and an unreadable file the exit code is 1."""
    (misprint.parent / "empty.txt").write_bytes(b"")
    assert call("run", misprint.parent, "--out", out, "--fail-on", "error").exit_code == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("binary.docx", bytes(range(256)) * 8),
        ("zip.docx", b"PK\x03\x04" + b"\x00" * 100),
        ("blank.txt", b" \n\t\n"),
    ],
)
def test_bad_input_has_a_message_and_exit_code_3(
    tmp_path: Path, out: Path, name: str, content: bytes
) -> None:
    """A file that is no paper is refused in one line that says what to do."""
    (tmp_path / name).write_bytes(content)
    result = call("run", tmp_path / name, "--out", out)
    assert result.exit_code == 3
    assert name in result.stderr
    assert "Cần làm: " in result.stderr
    assert "Traceback" not in result.output


def _html_cut_in_half(path: Path) -> None:
    cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in CLEAN)
    page = f"<!doctype html><html><body><p>Số: 5/QĐ-UBND</p><table>{cells}</table></body></html>"
    path.write_text(page[: len(page) * 2 // 3], encoding="utf-8")


def _docx_without_table(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Số: 5/QĐ-UBND")
    document.add_paragraph("Thông báo về lịch họp.")
    document.save(str(path))


def _text_without_letterhead(path: Path) -> None:
    path.write_text("".join("\t".join(row) + "\n" for row in CLEAN), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "make", "code", "leaves"),
    [
        ("cut.html", _html_cut_in_half, "truncated", 3),
        ("plain.docx", _docx_without_table, "no-table", 0),
        ("bare.txt", _text_without_letterhead, "no-letterhead", 0),
    ],
)
def test_a_poor_paper_is_done_with_an_issue(
    tmp_path: Path, out: Path, name: str, make: Callable[[Path], None], code: str, leaves: int
) -> None:
    """What is missing or cut off is said and is an issue in the dataset, and the rest of the paper is read."""
    make(tmp_path / name)
    done = call("run", tmp_path / name, "--out", out)
    assert done.exit_code == leaves
    assert f"{name}: ghi chú: " in done.stderr
    assert code in set(pd.read_parquet(out / "dataset" / "issues")["code"])


def test_running_again_changes_no_file_of_the_dataset(misprint: Path, out: Path) -> None:
    """A second run over the same papers leaves every Parquet file as it was."""

    def state() -> dict[str, tuple[bytes, int]]:
        files = (out / "dataset").rglob("*.parquet")
        return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}

    call("run", misprint, "--out", out)
    before = state()
    assert call_json("run", misprint, "--out", out)["files"]["unchanged"] == 1
    assert state() == before


def test_folders_are_read_by_known_names(tmp_path: Path, out: Path) -> None:
    """Of a folder the papers are read; README, scripts, hidden files and inner folders are not."""
    folder = tmp_path / "papers"
    write_papers(folder, 2)
    for name in ("README.md", "build.py", ".hidden.txt"):
        (folder / name).write_text("no paper")
    write_papers(folder / "source", 1)
    said = call_json("run", folder, "--out", out)
    assert said["papers"] == 2
    assert sorted(name.rsplit("/", 1)[-1] for name in said["ignored"]) == ["README.md", "build.py"]


def test_recursive_reads_folders_inside_folders(tmp_path: Path, out: Path) -> None:
    """--recursive reads deeper folders too."""
    write_papers(tmp_path / "papers", 1)
    (tmp_path / "papers" / "2018").mkdir()
    (tmp_path / "papers" / "2018" / "qd.txt").write_text(paper(99), encoding="utf-8")
    assert call_json("run", tmp_path / "papers", "--out", out, "--recursive")["papers"] == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "missing.txt"),
        ("run", "."),
        ("run", "--format", "odt"),
        ("run", "--lang", "fr"),
        ("run", "--fail-on", "fatal"),
        ("run", "--baseline", "missing.json"),
        ("audit", "--format", "odt"),
        ("run", "--rules", "missing.toml"),
        ("ingest",),
        ("tables", "missing.txt"),
        ("export", "--to", "parquet", "x"),
        ("match", "Sở Y tế", "--date", "yesterday"),
        ("match", "Sở Y tế", "--level", "planet"),
        ("match", "Sở Y tế", "--province", "Atlantis"),
        ("rules", "NO-SUCH"),
        ("no-such-command",),
    ],
)
def test_wrong_usage_is_exit_code_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    """A wrong option, name or path ends at once with a message, and writes nothing."""
    monkeypatch.chdir(tmp_path)
    result = call(*arguments)
    assert result.exit_code == 2, result.output
    assert result.stderr
    assert list(tmp_path.iterdir()) == []


def test_out_that_is_no_dataset_is_refused(clean: Path, tmp_path: Path) -> None:
    """A folder called dataset that holds something else is not written to."""
    (tmp_path / "mine" / "dataset").mkdir(parents=True)
    (tmp_path / "mine" / "dataset" / "notes.txt").write_text("mine")
    result = call("run", clean, "--out", tmp_path / "mine")
    assert result.exit_code == 3
    assert "Đây không phải bộ dữ liệu" in result.stderr


def test_a_stage_that_breaks_loses_its_paper_alone(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exception in a stage is an issue of that paper; the others are done."""
    from doichieu.pipeline import stages  # noqa: PLC0415

    files = write_papers(tmp_path / "papers", 3)
    audit = stages.audit

    def broken(document: Any, **options: Any) -> Any:
        if document.source == str(files[1]):
            raise KeyError("planted")
        return audit(document, **options)

    monkeypatch.setattr(stages, "audit", broken)
    result = call("run", tmp_path / "papers", "--out", out)
    assert result.exit_code == 3
    assert "KeyError" in result.stderr
    issues = pd.read_parquet(out / "dataset" / "issues")
    assert "stage-failed" in set(issues["code"])
    assert len(_findings(out)["documents"]) == 2


@pytest.mark.parametrize(("lang", "said"), [("vi", "tệp rỗng. Cần làm: "), ("en", "the file is empty. Do: ")])
def test_standard_error_speaks_the_language_of_the_run(tmp_path: Path, lang: str, said: str) -> None:
    """What was not read is said in the language that was asked for, and so is what to do."""
    (tmp_path / "empty.txt").write_bytes(b"")
    done = call("run", tmp_path / "empty.txt", "--out", tmp_path / "out", "--lang", lang)
    assert said in done.stderr


def test_one_file_that_may_not_be_read_leaves_the_others(
    clean: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A closed file among those named is an issue of that file, not a wrong command: the others are read."""
    closed = tmp_path / "closed.txt"
    closed.write_text("Bảng 1", "utf-8")
    closed.chmod(0)
    monkeypatch.setattr("os.access", lambda *_, **__: False)  # the tests may run as root
    done = call("run", closed, clean, "--out", tmp_path / "out", "--json")
    assert done.exit_code in {0, 3}
    assert json.loads(done.stdout)["papers"] >= 1
