"""PDFs as programs print them: Word processors and browsers, not our own recipe."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from recipe.source import read_source
from recipe.web import write_html

from doichieu.extract import read
from doichieu.model import Document

TRUTH = Path(__file__).parents[2] / "truth"
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
# Share of rows exact where no rules stand between columns, measured.
_LEAST_OPEN = 0.92


def _differing(document: Document, paper: str) -> set[str]:
    expected = json.loads((TRUTH / f"{paper}.json").read_text(encoding="utf-8"))["tables"]
    assert [(t.number, t.part) for t in document.tables] == [(t["number"], t["part"]) for t in expected]
    pairs = zip(document.tables, expected, strict=True)
    return {table.label for table, truth in pairs if table.grid() != truth["rows"]}


def _print(source: Path, folder: Path) -> Document:
    """Read a DOCX as LibreOffice prints it."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        str(OFFICE),
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=900)  # noqa: S603
    return read(folder / f"{source.stem}.pdf")


def _without_rules(source: Path, target: Path, rules: str) -> Path:
    """Write a DOCX again with the given sides of its tables' borders left out."""
    sides = re.compile(rf'<w:(?:{rules}) w:val="single"[^>]*/>'.encode())
    with zipfile.ZipFile(source) as paper, zipfile.ZipFile(target, "w") as written:
        for name in paper.namelist():
            part = paper.read(name)
            written.writestr(name, sides.sub(b"", part) if name == "word/styles.xml" else part)
    return target


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: apt-get install libreoffice-writer")
def test_word_processor_prints_what_is_read(corpus: Path, tmp_path: Path) -> None:
    """A DOCX printed by LibreOffice, Vietnamese letters borrowed from a second font, is read cell for cell."""
    document = _print(corpus / "qd-305-2017-binh-dinh.docx", tmp_path)
    assert _differing(document, "qd-305-2017-binh-dinh") == set()


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: apt-get install libreoffice-writer")
@pytest.mark.parametrize("left_out", ["left|right|insideV", "top|bottom|left|right|insideV|insideH"])
def test_word_processor_prints_open_tables(left_out: str, corpus: Path, tmp_path: Path) -> None:
    """Without rules: justified sentences with figures stay text, cut rows and headers over page ends are whole."""
    source = _without_rules(corpus / "qd-305-2017-binh-dinh.docx", tmp_path / "open.docx", left_out)
    document = _print(source, tmp_path)
    expected = json.loads((TRUTH / "qd-305-2017-binh-dinh.json").read_text(encoding="utf-8"))["tables"]
    assert [(t.number, t.part) for t in document.tables] == [(t["number"], t["part"]) for t in expected]
    # A blank cell and one that its neighbour covers look alike.
    for table, truth in zip(document.tables, expected, strict=True):
        rows = [[text or "" for text in row] for row in table.grid()]
        assert rows == [[text or "" for text in row] for row in truth["rows"]], table.label


def _browse(source: Path, folder: Path) -> Document:
    """Read a page as Chromium prints it."""
    target = folder / "paper.pdf"
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer"]
    flags += [
        "--disable-background-networking",
        "--disable-component-update",
        f"--user-data-dir={folder}/profile",
    ]
    command = [str(BROWSER), *flags, f"--print-to-pdf={target}", source.resolve().as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=900)  # noqa: S603
    return read(target)


@pytest.mark.skipif(BROWSER is None, reason="Chromium is not installed: apt-get install chromium")
def test_browser_prints_what_is_read(corpus: Path, tmp_path: Path) -> None:
    """A page printed by Chromium, cells without padding and borders drawn to the page's end, is read too."""
    document = _browse(corpus / "cv-1557-2017-btttt.html", tmp_path)
    assert _differing(document, "cv-1557-2017-btttt") == set()


@pytest.mark.skipif(BROWSER is None, reason="Chromium is not installed: apt-get install chromium")
@pytest.mark.parametrize("borders", ["border: 0", "border: 0; border-bottom: 0.5pt solid black"])
def test_browser_prints_open_tables(borders: str, corpus: Path, tmp_path: Path) -> None:
    """Tables without borders, or with a rule under each row, are read when lines stand as near as rows do."""
    paper = read_source(corpus / "source" / "qd-305-2017-binh-dinh.md")
    style = f'<style>table[border="1"], table[border="1"] td {{ {borders}; padding: 1pt 4pt }}</style></head>'
    page = tmp_path / "paper.html"
    page.write_text(write_html(paper).decode().replace("</head>", style), encoding="utf-8")
    expected = Counter(tuple(t or "" for t in row) for _, grid in paper.captioned for row in grid.texts())
    tables = _browse(page, tmp_path).tables
    found = Counter(tuple(t or "" for t in row) for table in tables for row in table.grid())
    assert (expected & found).total() >= _LEAST_OPEN * expected.total()


@pytest.mark.skipif(BROWSER is None, reason="Chromium is not installed: apt-get install chromium")
def test_statistics_printed_by_a_browser(tmp_path: Path) -> None:
    """Headers turned by 90°, a header repeated inside a merged group, and an italic unit come back."""
    regions = ("Thành thị", "Nông thôn", "Tổng số")
    style = (
        "body{font:13pt 'Liberation Serif'}table{border-collapse:collapse}td,th{border:1px solid;padding:2px}"
        "span{writing-mode:vertical-rl;transform:rotate(180deg)}"
    )
    rows = [
        "<tr>"
        + (f"<td rowspan=3>{unit}<td rowspan=3>Huyện {'ABCDEGHIKLMN'[unit % 12]}" if not part else "")
        + f"<td>{region}<td>{unit},{part}"
        for unit in range(1, 25)
        for part, region in enumerate(regions)
    ]
    page = (
        f"<meta charset=utf-8><style>{style}</style><p>Bảng 1. Dân số<p><i>Đơn vị tính: nghìn người</i>"
        "<table><thead><tr><th>STT<th>Tên<th>Khu vực<th><span>Dân số trung bình</span></thead>"
        f"{''.join(rows)}</table><p>Trên đây là báo cáo."
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    (table,) = _browse(tmp_path / "page.html", tmp_path).tables
    assert table.unit == "nghìn người"
    assert table.grid()[0] == ["STT", "Tên", "Khu vực", "Dân số trung bình"]
    assert [row[2:] for row in table.grid()[1:]] == [
        [region, f"{unit},{part}"] for unit in range(1, 25) for part, region in enumerate(regions)
    ]
    assert {cell.row_span for cell in table.cells if cell.col < 2 and cell.row > 0} == {3}
