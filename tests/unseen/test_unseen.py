"""The examination: papers that nobody tuned for are read, audited and found clean or found out."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
EXPECTED: dict[str, Any] = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))
CALL = "import sys; from doichieu.cli import main; sys.exit(main())"
PLANTED = [(name, number) for name, paper in EXPECTED.items() for number in range(len(paper["planted"]))]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the command line of the package."""
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", CALL, *words], capture_output=True, text=True, check=False, encoding="utf-8"
    )


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """Findings above info, by file."""
    pytest.importorskip("doichieu.cli")
    found = {}
    for name in EXPECTED:
        out = tmp_path_factory.mktemp("out")
        done = run("run", str(HERE / name), "--out", str(out))
        report = next(out.rglob("findings.json"), None)
        assert report is not None, done.stderr
        said = json.loads(report.read_text(encoding="utf-8"))
        # silence counts only where something was checked
        assert said["documents"], done.stderr
        assert said["checks"], f"{name}: nothing was checked"
        found[name] = [finding for finding in said["findings"] if finding["level"] != "info"]
    return found


def mentions(finding: dict[str, Any], error: dict[str, Any]) -> bool:
    """Whether a finding is about a planted error: a fair family, the table, the agency where there is one."""
    if finding["rule"].split("-")[0] not in error["rules"]:
        return False
    if error["table"] is None:
        # an error in the prose: the figure that is wrong, or the one that is right, must be named
        said = " ".join(str(finding.get(key) or "") for key in ("message", "observed", "expected"))
        return error["printed"].split()[0].rstrip("%") in said
    tables = {error["table"], *error.get("tables", [])}
    cells = finding.get("cells") or []
    if not ({finding.get("table")} | {cell.get("table") for cell in cells}) & tables:
        return False
    names = [error["entity"], *error.get("entities", [])]
    said = json.dumps(finding, ensure_ascii=False)
    return any(name.split(" (")[0] in said for name in names) or f'"{error["printed"]}"' in said


@pytest.mark.parametrize("name", [name for name in EXPECTED if "-clean" in name])
def test_clean_paper_raises_nothing(name: str, findings: dict[str, list[dict[str, Any]]]) -> None:
    """A paper in which everything holds raises no error and no warning."""
    assert [(f["level"], f["rule"], f["table"], f["row"], f["message"]) for f in findings[name]] == []


@pytest.mark.parametrize(("name", "number"), PLANTED)
def test_planted_error_is_found(name: str, number: int, findings: dict[str, list[dict[str, Any]]]) -> None:
    """A planted error is reported under a fair family at its place."""
    error = EXPECTED[name]["planted"][number]
    assert any(mentions(finding, error) for finding in findings[name]), error


@pytest.mark.parametrize("name", list(EXPECTED))
def test_every_table_is_read(name: str) -> None:
    """The tables are found in reading order with the numbers of their captions."""
    pytest.importorskip("doichieu.cli")
    done = run("tables", str(HERE / name), "--json")
    assert done.returncode == 0, done.stderr
    assert [table["number"] for table in json.loads(done.stdout)["tables"]] == EXPECTED[name]["tables"]


def test_recipe_gives_the_committed_files(tmp_path: Path) -> None:
    """Building again gives the committed papers, DOCX part by part: packing differs between machines."""
    subprocess.run([sys.executable, str(HERE / "build.py"), str(tmp_path)], check=True)  # noqa: S603
    for name in [*EXPECTED, "expected.json"]:
        assert content(tmp_path / name) == content(HERE / name), name


def content(path: Path) -> dict[str, bytes]:
    """The bytes of a file, or of the parts of a package."""
    if not zipfile.is_zipfile(path):
        return {"": path.read_bytes()}
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}
