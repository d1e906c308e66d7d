"""PDFs as programs print them: Word processors and browsers, not our own recipe."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from doichieu.extract import read
from doichieu.model import Document

TRUTH = Path(__file__).parents[2] / "truth"
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")


def _differing(document: Document, paper: str) -> set[str]:
    expected = json.loads((TRUTH / f"{paper}.json").read_text(encoding="utf-8"))["tables"]
    assert [(t.number, t.part) for t in document.tables] == [(t["number"], t["part"]) for t in expected]
    pairs = zip(document.tables, expected, strict=True)
    return {table.label for table, truth in pairs if table.grid() != truth["rows"]}


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: apt-get install libreoffice-writer")
def test_word_processor_prints_what_is_read(corpus: Path, tmp_path: Path) -> None:
    """A DOCX printed by LibreOffice, Vietnamese letters borrowed from a second font, is read cell for cell."""
    source = corpus / "qd-305-2017-binh-dinh.docx"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        str(OFFICE),
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)  # noqa: S603
    document = read(tmp_path / "qd-305-2017-binh-dinh.pdf")
    assert _differing(document, "qd-305-2017-binh-dinh") == set()


@pytest.mark.skipif(BROWSER is None, reason="Chromium is not installed: apt-get install chromium")
def test_browser_prints_what_is_read(corpus: Path, tmp_path: Path) -> None:
    """A page printed by Chromium, cells without padding and borders drawn to the page's end, is read too."""
    source = corpus / "cv-1557-2017-btttt.html"
    target = tmp_path / "paper.pdf"
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer"]
    flags += [
        "--disable-background-networking",
        "--disable-component-update",
        f"--user-data-dir={tmp_path}/profile",
    ]
    command = [str(BROWSER), *flags, f"--print-to-pdf={target}", source.resolve().as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=180)  # noqa: S603
    assert _differing(read(target), "cv-1557-2017-btttt") == set()
