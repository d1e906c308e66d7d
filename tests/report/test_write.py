"""Writing the reports into a folder."""

from __future__ import annotations

import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from doichieu.errors import UsageError
from doichieu.report import write
from doichieu.report.files import replace_file

if TYPE_CHECKING:
    from pathlib import Path

    from doichieu.model import Audit


def test_writes_what_is_asked_and_findings_json(audits: list[Audit], tmp_path: Path) -> None:
    """The formats asked for are written, and findings.json always."""
    written = write(audits, tmp_path / "new" / "folder", formats=["md", "html"])
    assert [path.name for path in written] == ["report.html", "report.md", "findings.json"]
    assert sorted(p.name for p in (tmp_path / "new" / "folder").iterdir()) == sorted(p.name for p in written)


def test_unknown_format_writes_nothing(audits: list[Audit], tmp_path: Path) -> None:
    """An unknown format is wrong usage, and nothing is written before that is said."""
    with pytest.raises(UsageError, match="docx"):
        write(audits, tmp_path / "out", formats=["html", "docx"])
    assert not (tmp_path / "out").exists()


def test_unknown_language(audits: list[Audit], tmp_path: Path) -> None:
    """An unknown language is wrong usage."""
    with pytest.raises(UsageError, match="fr"):
        write(audits, tmp_path, formats=["html"], lang="fr")


def test_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a file cannot be replaced, the old one stays and nothing is left lying about."""
    target = tmp_path / "report.html"
    target.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(OSError, match="disk full"):
        replace_file(target, b"new")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("report.html", b"old")]


def test_others_may_read_the_report(tmp_path: Path) -> None:
    """A report is as readable as any file the user makes."""
    (tmp_path / "plain").touch()
    replace_file(tmp_path / "report.md", b"x")
    modes = {stat.S_IMODE(p.stat().st_mode) for p in tmp_path.iterdir()}
    assert len(modes) == 1


def test_importing_the_package_loads_no_renderer() -> None:
    """Commands that write no report do not pay for Jinja2, xlsxwriter or the drawing library."""
    heavy = "('jinja2', 'xlsxwriter', 'drawsvg')"
    code = f"import sys, doichieu.report; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"
