"""DOC, RTF and XLSB, through LibreOffice where it is installed, and files that only carry such a name."""

from __future__ import annotations

import os
import stat
import struct
import subprocess
import time
from io import BytesIO
from pathlib import Path

import docx
import pytest
import xlwt

from doichieu.errors import DamagedFileError, MissingToolError, UnknownMediaTypeError
from doichieu.extract import office, read_bytes, sniff
from doichieu.extract.ole import OLE, root_names

from .binarysheet import as_xlsb
from .legacy_text import shown
from .render import as_docx, as_html, docx_bytes

GRID = [["STT", "Đơn vị", "Điểm"], ["1", "Sở Tài chính", "92,75"], ["2", "Sở Y tế", "90"]]
RTF = (
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times New Roman;}}\pard B\u7843?ng 1. K\u7871?t qu\u7843?\par"
    rb"\trowd\cellx2000\cellx4000 STT\intbl\cell T\u234?n\cell\row\trowd\cellx2000\cellx4000 1\intbl\cell S\u7903? A\cell\row"
    rb"\trowd\cellx2000\cellx4000 2\intbl\cell S\u7903? B\cell\row\pard H\u7871?t.\par}"
)
needs_libreoffice = pytest.mark.skipif(
    office.find_program() is None, reason="LibreOffice is not installed: apt-get install libreoffice-writer"
)

needs_calc = pytest.mark.skipif(
    office.find_program() is None or not list(Path("/usr/lib/libreoffice/program").glob("libsclo.so")),
    reason="LibreOffice Calc is not installed: apt-get install libreoffice-calc",
)


@needs_libreoffice
def test_damage_that_makes_lines_of_tables_is_told(tmp_path: Path) -> None:
    """The text of a DOC keeps its marks where the form of its paragraphs is lost; a whole one raises nothing."""
    grids = [[[f"{table} {row} {col}" for col in range(4)] for row in range(40)] for table in range(4)]
    paper = docx.Document()
    for grid in grids:
        table = paper.add_table(len(grid), 4)
        for cells, texts in zip(table.rows, grid, strict=True):
            for cell, text in zip(cells.cells, texts, strict=True):
                cell.text = text
        paper.add_paragraph("Hết bảng.")
    paper.save(str(tmp_path / "paper.docx"))
    program = office.find_program()
    assert program is not None
    command = [
        program,
        f"-env:UserInstallation={(tmp_path / 'p').as_uri()}",
        "--headless",
        "--convert-to",
        "doc",
    ]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "paper.docx"], check=True, capture_output=True)  # noqa: S603
    whole = (tmp_path / "paper.doc").read_bytes()
    assert "tables-damaged" not in {issue.code for issue in read_bytes(whole, "x.doc").issues}
    told, lost = 0, 0
    for part in range(1, 8):
        at = part * len(whole) // 8
        try:
            found = read_bytes(whole[:at] + bytes(2000) + whole[at + 2000 :], "x.doc")
        except DamagedFileError:
            continue
        missing = sum(len(table.grid()) for table in found.tables) < 0.9 * 4 * 40
        lost += missing
        told += missing and "tables-damaged" in {issue.code for issue in found.issues}
    assert lost == told > 0


def compound(*names: str) -> bytes:
    """A compound file with empty streams of these names at its root."""
    entries = [_entry("Root Entry", 5, child=1 if names else -1)]
    entries += [
        _entry(name, 2, right=index + 2 if index + 1 < len(names) else -1) for index, name in enumerate(names)
    ]
    directory = b"".join(entries).ljust(1024, b"\x00")
    header = OLE + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * 432
    table = struct.pack("<III", 0xFFFFFFFD, 2, 0xFFFFFFFE) + b"\xff" * 500
    return header + table + directory


def _entry(name: str, kind: int, *, child: int = -1, right: int = -1) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    head = text.ljust(64, b"\x00") + struct.pack("<HBB", len(text), kind, 1)
    return (head + struct.pack("<iii", -1, right, child)).ljust(128, b"\x00")


@pytest.mark.parametrize(
    ("names", "media_type"),
    [(("1Table", "WordDocument"), sniff.DOC), (("Workbook",), sniff.XLS), (("Book", "x"), sniff.XLS)],
)
def test_what_a_compound_file_is(names: tuple[str, ...], media_type: str) -> None:
    """The streams at the root tell a DOC from an XLS."""
    assert root_names(compound(*names), "x") == {name.lower() for name in names}
    assert sniff.media_type_of(compound(*names), "x") == media_type


@pytest.mark.parametrize(
    ("names", "error", "says"),
    [
        (("PowerPoint Document",), UnknownMediaTypeError, "PowerPoint"),
        (("EncryptedPackage",), DamagedFileError, "password"),
        ((), UnknownMediaTypeError, "another kind"),
    ],
)
def test_other_compound_files(names: tuple[str, ...], error: type[Exception], says: str) -> None:
    """Slides, locked files and others are named."""
    with pytest.raises(error, match=says):
        read_bytes(compound(*names), "paper.doc")


@pytest.mark.parametrize("size", [8, 100, 600, 1100])
def test_cut_compound_file(size: int) -> None:
    """A compound file that is cut off is damaged."""
    with pytest.raises(DamagedFileError, match="cut off"):
        read_bytes(compound("WordDocument")[:size], "paper.doc")


@pytest.mark.parametrize("back", [1, 2])
def test_compound_file_whose_directory_runs_in_a_circle(back: int) -> None:
    """A directory whose sectors lead back to one of them is damaged, not read again and again."""
    data = bytearray(compound("WordDocument"))
    data[512 + 8 : 512 + 12] = struct.pack("<I", back)  # what follows the last sector of the directory
    with pytest.raises(DamagedFileError, match="broken"):
        read_bytes(bytes(data), "paper.doc")


@pytest.mark.parametrize("write", [as_html, as_docx])
def test_other_content_named_doc(write: object) -> None:
    """A page or a DOCX that somebody named .doc goes to its own reader."""
    assert callable(write)
    assert read_bytes(write(GRID), "paper.doc").tables[0].grid() == GRID


def _crossed() -> bytes:
    """An XLS in which the root of the file claims the sectors of the workbook, as some exporting programs write it."""
    book, file = xlwt.Workbook(), BytesIO()
    sheet = book.add_sheet("Biểu 1")
    for row, texts in enumerate(GRID):
        for col, text in enumerate(texts):
            sheet.write(row, col, text)
    book.save(file)
    data = bytearray(file.getvalue())
    root = 512 * (1 + struct.unpack_from("<i", data, 48)[0])
    data[root + 116 : root + 124] = data[root + 128 + 116 : root + 128 + 124]
    return bytes(data)


@needs_calc
def test_an_xls_put_together_wrongly() -> None:
    """LibreOffice opens it, and an issue says so."""
    document = read_bytes(_crossed(), "x.xls")
    assert document.media_type == sniff.XLS
    assert document.tables[0].grid() == GRID
    assert "workbook-mended" in {issue.code for issue in document.issues}


def test_an_xls_put_together_wrongly_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without LibreOffice the file is damaged, and the message says what to do."""
    monkeypatch.setattr(office, "find_program", lambda: None)
    with pytest.raises(DamagedFileError, match="save it as XLSX"):
        read_bytes(_crossed(), "x.xls")


def test_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without LibreOffice the message says what to install."""
    monkeypatch.setattr(office, "find_program", lambda: None)
    with pytest.raises(MissingToolError, match="apt-get install libreoffice-writer"):
        read_bytes(RTF, "paper.rtf")


def test_time_limit_ends_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A converter that hangs is stopped at the limit, with what it started."""
    mark = tmp_path / "child"
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n(sleep 30; echo) & echo $! > {mark}\nwait\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(office, "find_program", lambda: str(program))
    start = time.perf_counter()
    with pytest.raises(DamagedFileError, match="within 1 seconds"):
        office.to_docx(RTF, "paper.rtf", time_limit=1)
    assert time.perf_counter() - start < 15
    for _ in range(50):
        if not _alive(int(mark.read_text())):
            return
        time.sleep(0.1)
    pytest.fail("the child lives on")


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
        return "Z" not in Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[-1].split()[0]
    except OSError:
        return False


@needs_libreoffice
def test_rtf() -> None:
    """An RTF is read through LibreOffice."""
    document = read_bytes(RTF, "paper.doc")
    assert document.media_type == "application/rtf"
    assert document.tables[0].grid() == [["STT", "Tên"], ["1", "Sở A"], ["2", "Sở B"]]


@needs_calc
def test_xlsb() -> None:
    """A workbook in binary form is read through LibreOffice, its figures with their formats' separators."""
    document = read_bytes(
        as_xlsb([["STT", "Đơn vị", "Điểm"], [1, "Sở Y tế", 92.75], [2, "Sở Nội vụ", 90]]), "x.xlsb"
    )
    assert document.media_type == sniff.XLSB
    assert document.tables[0].grid() == [
        ["STT", "Đơn vị", "Điểm"],
        ["1", "Sở Y tế", "92,75"],
        ["2", "Sở Nội vụ", "90"],
    ]
    assert document.tables[0].cells[4].locator.reference == "'Biểu 1'!B2"


def test_xlsb_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without LibreOffice the message says what to install."""
    monkeypatch.setattr(office, "find_program", lambda: None)
    with pytest.raises(MissingToolError, match="apt-get install libreoffice-calc, or save the file as XLSX"):
        read_bytes(as_xlsb([["A"]]), "paper.xlsb")


@needs_libreoffice
def test_doc_is_its_twin(tmp_path: Path) -> None:
    """A DOC gives the cells of its DOCX twin, letters of old fonts and soft hyphens too."""
    paper = docx.Document()
    table = paper.add_table(rows=0, cols=3)
    for row in [*GRID, ["3", shown("Sở Tư pháp, thị trấn Mường Xén", "TCVN3"), "80"]]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for run in table.cell(3, 1).paragraphs[0].runs:
        run.font.name = ".VnTime"
    paper.add_paragraph("Nơi nhận: như trên.")  # a DOC cannot end in a table
    (tmp_path / "paper.docx").write_bytes(docx_bytes(paper))
    program = office.find_program()
    assert program is not None
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    arguments = [
        "--headless",
        "--convert-to",
        "doc:MS Word 97",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "paper.docx"),
    ]
    subprocess.run([program, profile, *arguments], check=True, capture_output=True, timeout=120)  # noqa: S603
    document = read_bytes((tmp_path / "paper.doc").read_bytes(), "paper.doc")
    assert document.media_type == "application/msword"
    assert document.tables[0].grid() == [*GRID, ["3", "Sở Tư pháp, thị trấn Mường Xén", "80"]]


@needs_libreoffice
def test_damaged_doc() -> None:
    """A DOC without content is a clear error."""
    with pytest.raises(DamagedFileError, match="Do: "):
        read_bytes(compound("WordDocument"), "paper.doc")
