"""The papers that are mutated: small ones in every medium, and those of the corpus."""

from __future__ import annotations

import io
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from functools import cache
from pathlib import Path

import xlwt

from doichieu.extract import office
from tests.extract import opendocument as od
from tests.papers.media import MEDIA
from tests.papers.paper import make_paper

CORPUS = Path(__file__).parents[2] / "corpus"
_PAPERS = (3, 8)
_ROWS = (
    ("TT", "Đơn vị", "Điểm", "Xếp hạng"),
    ("1", "Sở Y tế", "92,75", "1"),
    ("2", "Sở Nội vụ", "90,5", "2"),
)
_CELL = '<Cell><Data ss:Type="String">{}</Data></Cell>'
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1258", "utf-7", "latin-1")


# What LibreOffice saves the small papers and workbooks as: its filter, and the medium it starts from.
_SAVED = {
    "doc": ("doc:MS Word 97", "docx"),
    "rtf": ("rtf:Rich Text Format", "docx"),
    "odt": ("odt:writer8", "docx"),
    "biff": ("xls:MS Excel 97", "xlsx"),
}
SAVED_MEDIA = tuple(_SAVED)
"""Media whose papers LibreOffice saves: each takes seconds to make, and most take seconds to read."""


def seeds_of(kind: str) -> tuple[bytes, ...]:
    """Papers of a medium, of `seeds` or of SAVED_MEDIA."""
    return _saved(kind) if kind in _SAVED else seeds()[kind]


@cache
def _saved(kind: str) -> tuple[bytes, ...]:
    """Papers as LibreOffice saves them."""
    form, medium = _SAVED[kind]
    target = office._Target(form, "the paper", "libreoffice", "a word processor")
    papers = seeds()[medium][:1]
    return tuple(office._convert(one, medium, target, f"a paper.{medium}", 60) for one in papers)


@cache
def seeds() -> dict[str, tuple[bytes, ...]]:
    """Papers by medium: text, html, mht, docx, xlsx, xls, ods, fods, xml, pdf."""
    found = {"text": [*_texts()], "html": [], "docx": [], "xlsx": [], "pdf": []}
    for name, medium in MEDIA.items():
        kind = name.split("-")[0]
        for number in _PAPERS:
            paper = make_paper(number, medium.shape, tables=1).paper
            found[kind if kind in found else "text"].append(medium.write(paper))
    for path in CORPUS.glob("*.*"):
        kind = {".txt": "text"}.get(path.suffix, path.suffix[1:])
        if kind in found and "scan" not in path.name:
            found[kind].append(path.read_bytes())
    rows = "".join(od.row(*(od.cell(text) for text in row)) for row in _ROWS)
    cells = "".join(f"<Row>{''.join(map(_CELL.format, row))}</Row>" for row in _ROWS)
    found |= {
        "mht": [_mht(page) for page in found["html"]],
        "xls": [_xls()],
        "ods": [od.ods(od.sheet("A", rows))],
        "fods": [od.fods(od.sheet("A", rows))],
        "xml": [od.spreadsheet_xml(cells)],
    }
    return {kind: tuple(papers) for kind, papers in found.items()}


def _texts() -> list[bytes]:
    text = "Số: 1/QĐ-UBND\n\nBảng 1. Kết quả\n\n" + "\n".join("\t".join(row) for row in _ROWS) + "\n"
    return [text.encode(encoding, "replace") for encoding in _ENCODINGS]


def _mht(page: bytes) -> bytes:
    message = MIMEMultipart("related", "boundary-of-parts")
    message.attach(MIMEText(page.decode(), "html", "utf-8"))
    return message.as_bytes()


def _xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("A")
    for row, texts in enumerate(_ROWS):
        for column, text in enumerate(texts):
            sheet.write(row, column, text)
    sheet.write_merge(4, 4, 0, 3, "Tổng cộng")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
