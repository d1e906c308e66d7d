"""What a file is, and what is said of files that cannot be read."""

from __future__ import annotations

import io
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path

import pytest

from doichieu.errors import DamagedFileError, EmptyFileError, ReadError, UnknownMediaTypeError
from doichieu.extract import read, read_bytes

from .render import as_docx, as_html, as_markdown, as_tabs

GRID = [["STT", "Đơn vị", "Điểm"], ["1", "Sở Tài chính", "92,75"], ["2", "Sở Y tế", "90"]]
PAPER = "Số: 12/QĐ-UBND\nHuế, ngày 03 tháng 6 năm 2019\nQUYẾT ĐỊNH\nVề việc công bố kết quả\n"


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (as_tabs(GRID), "text/plain"),
        (as_markdown(GRID), "text/markdown"),
        (as_html(GRID), "text/html"),
        (as_docx(GRID), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_content_tells_the_type(data: bytes, media_type: str) -> None:
    """The type is found in the content, whatever the file is called."""
    assert read_bytes(data, "paper.pdf").media_type == media_type


def test_a_pdf_behind_a_signature_is_a_pdf(corpus: Path) -> None:
    """Bytes that a program put before the header, on the same line, do not hide it."""
    data = (corpus / "bc-464-2018-thanh-hoa.pdf").read_bytes()
    assert (
        read_bytes(b"u\xabZ\x01\xaai\x96\x00%\x1a\xb6" + data, "signed.pdf").media_type == "application/pdf"
    )
    assert read_bytes("Tệp bắt đầu bằng %PDF-1.4 là tệp PDF.".encode(), "a.txt").media_type == "text/plain"


@pytest.mark.parametrize("data", [b"", b"  \r\n\t "])
def test_empty_file(data: bytes) -> None:
    """An empty file says that it is empty and what to do."""
    with pytest.raises(EmptyFileError, match=r"a\.txt: .*empty.* Do: "):
        read_bytes(data, "a.txt")


@pytest.mark.parametrize(
    ("data", "says", "do"),
    [
        (b"Rar!\x1a\x07\x01\x00" + bytes(20), "RAR", "unpack it"),
        (bytes(range(256)) * 8, "binary", "DOCX"),
    ],
)
def test_content_without_a_reader(data: bytes, says: str, do: str) -> None:
    """Content of another type is named, with what to do."""
    with pytest.raises(UnknownMediaTypeError, match=says) as caught:
        read_bytes(data, "paper.docx")
    assert do in str(caught.value)
    assert caught.value.exit_code == 3


def _archive(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["ppt/presentation.xml", "content.xml", "readme.txt"])
def test_archives_that_are_no_docx(name: str) -> None:
    """An archive that holds something else is no DOCX."""
    with pytest.raises(UnknownMediaTypeError):
        read_bytes(_archive({name: b"<x/>"}), "paper.docx")


def test_damaged_archive() -> None:
    """A DOCX that is cut off is damaged."""
    with pytest.raises(DamagedFileError, match=r"Do: download"):
        read_bytes(as_docx(GRID)[:3000], "paper.docx")


def test_archive_with_a_hollow_document() -> None:
    """An archive with nothing but an empty document part is damaged."""
    with pytest.raises(DamagedFileError):
        read_bytes(_archive({"word/document.xml": b"<x/>"}), "paper.docx")


def test_archive_bomb() -> None:
    """An archive that would unpack to hundreds of megabytes is rejected before it does."""
    parts = {"word/document.xml": b"<w/>" + b" " * (30 * 2**20)}
    with pytest.raises(DamagedFileError, match="unpack"):
        read_bytes(_archive(parts), "paper.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_document_type_declaration(encoding: str) -> None:
    """A part that declares a document type is rejected: it can cut the text silently."""
    part = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hosts">]><x>&e;</x>'.encode(encoding)
    with pytest.raises(DamagedFileError, match="document type"):
        read_bytes(_archive({"word/document.xml": part}), "paper.docx")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-8"])
def test_unicode_encodings(encoding: str) -> None:
    """Text of any Unicode encoding with its mark reads the same."""
    data = PAPER.encode(encoding)
    if encoding == "utf-16-be":
        data = b"\xfe\xff" + data
    assert read_bytes(data, "a.txt").letterhead.number == "12/QĐ-UBND"


def test_windows_1258_where_it_is_certain() -> None:
    """Windows-1258 is read where its letters are Vietnamese throughout."""
    letters = []
    for char in PAPER * 4:
        parts = unicodedata.normalize("NFD", char)
        tone = next((mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323"), "")
        base = unicodedata.normalize("NFC", parts.replace(tone, "")) if tone else char
        letters.append(base + tone)
    data = "".join(letters).encode("cp1258")
    assert read_bytes(data, "a.txt").letterhead.number == "12/QĐ-UBND"


def test_unknown_encoding() -> None:
    """Text whose encoding cannot be told is damaged, and the message says what to do."""
    with pytest.raises(DamagedFileError, match=r"UTF-8.* Do: .*save it as UTF-8"):
        read_bytes("So : 12/Q§-UBND, ngµy".encode("latin-1") + b"\xae\x81\x8d plain words follow", "a.txt")


def test_missing_file(tmp_path: Path) -> None:
    """A path that is not there is a read error with what to do."""
    with pytest.raises(ReadError, match="cannot be opened"):
        read(tmp_path / "none.txt")


def test_text_imports_no_office_library() -> None:
    """Reading text waits for neither lxml nor python-docx."""
    code = (
        "import sys; from doichieu.extract import read_bytes; read_bytes('a\\tb\\n1\\t2\\n'.encode(), 'x');"
        "sys.exit(any(name in sys.modules for name in ('lxml', 'docx')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
