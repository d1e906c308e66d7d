"""How the page is made: pictures by an engine, templates compiled once, PDF by a browser that may be absent."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

import tests.papers  # noqa: F401 - puts the corpus's recipe on the path
from doichieu import pipeline
from doichieu.commands import options
from doichieu.engine.local import InProcess, LocalEngine
from doichieu.engine.work import Done, Fault, FaultKind
from doichieu.errors import MissingToolError
from doichieu.report import printing, templating, write
from doichieu.report.contents import Contents
from doichieu.report.html import render_html
from doichieu.report.photographs import photograph
from tests.extract.pdf.drawing import draw, grid
from tests.extract.pdf.drawing import write as write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import Any

    from reportlab.pdfgen.canvas import Canvas

    from doichieu.engine.work import Work
    from doichieu.model import Audit

ROWS = [
    ["TT", "Đơn vị", "Hạ tầng", "Nhân lực", "Tổng điểm"],
    *([str(n), f"Sở {n}", f"{10 + n}", f"{20 + n}", f"{30 + 2 * n}"] for n in range(1, 7)),
    ["7", "Sở 7", "17", "27", "54"],
]


@pytest.fixture
def audit(tmp_path: Path) -> Audit:
    """A PDF with a total that is wrong."""

    def page(canvas: Canvas) -> None:
        write_text(canvas, 60, 70, "Số: 12/QĐ-UBND")
        write_text(canvas, 60, 120, "Bảng 1. Kết quả")
        grid(canvas, (60, 100, 250, 330, 410, 490), [150 + 22 * n for n in range(len(ROWS) + 1)], ROWS)

    path = tmp_path / "paper.pdf"
    path.write_bytes(draw(page))
    found = pipeline.audit(pipeline.read(path))
    assert [finding.observed for finding in found.findings] == ["54"]
    return found


@pytest.mark.parametrize("engine", [InProcess(), LocalEngine(1)], ids=["here", "worker"])
def test_pages_of_findings_are_drawn(audit: Audit, engine: InProcess | LocalEngine) -> None:
    """In this process and in a worker."""
    found = photograph([audit], engine)
    assert found.missing == {}
    assert all(picture.content.startswith(b"\x89PNG") for picture in found.pictures.values())
    page = render_html(Contents.of([audit], photographs=found), "vi").decode()
    assert page.count('<svg class="plate"') == 1


def test_a_file_that_is_gone_is_said_to_be(audit: Audit, tmp_path: Path) -> None:
    """The report shows the table as read, and says why there is no page."""
    (tmp_path / "paper.pdf").unlink()
    found = photograph([audit], InProcess())
    assert found.missing == {audit.decision.document.sha256: "gone"}
    page = render_html(Contents.of([audit], photographs=found), "en").decode()
    assert "the file is not where it was read any more" in page
    assert '<table class="grid">' in page


class Dying:
    """An engine whose workers die."""

    def map(self, work: Work, items: Iterable[Any]) -> Iterator[Done]:  # noqa: ARG002 - the protocol
        """Nothing comes of any item."""
        for item in items:
            yield Done(item=item, value=Fault(kind=FaultKind.SIGNAL, detail="SIGABRT"))


def test_a_page_that_ends_its_worker_costs_its_picture_alone(audit: Audit) -> None:
    """The report is written all the same."""
    found = photograph([audit], Dying())
    assert found.missing == {audit.decision.document.sha256: "failed"}
    assert (
        "the pages of the file could not be drawn"
        in render_html(Contents.of([audit], photographs=found), "en").decode()
    )


def test_pdf_without_a_browser_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Before any paper is read, and in the library as well."""
    monkeypatch.setattr(printing.shutil, "which", lambda _: None)
    with pytest.raises(MissingToolError, match="apt-get install chromium"):
        options.formats("html,pdf")
    with pytest.raises(MissingToolError):
        write([], tmp_path, formats=["pdf"])


def test_a_browser_that_fails_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says how to print the page otherwise."""
    monkeypatch.setattr(printing.shutil, "which", lambda _: sys.executable)
    with pytest.raises(printing.PrintError, match="made no PDF") as caught:
        printing.print_pdf(b"<p>a</p>")
    assert "print it there" in str(caught.value)


def test_templates_are_compiled_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The second process takes what the first compiled; told to write no bytecode, none is written."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    templating.template.cache_clear()
    templating.template("report.html.j2")
    (made, *_) = list(tmp_path.rglob("*.pyc"))
    before = made.stat().st_mtime_ns
    templating.template.cache_clear()
    templating.template("report.html.j2")
    assert made.stat().st_mtime_ns == before
    for path in tmp_path.rglob("*.pyc"):
        path.unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    templating.template.cache_clear()
    templating.template("report.html.j2")
    assert list(tmp_path.rglob("*.pyc")) == []
    templating.template.cache_clear()
