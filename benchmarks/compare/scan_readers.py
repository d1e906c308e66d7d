"""Readers of scans behind the face of the other readers: a PDF of pictures in, the grids of its tables out."""

# ruff: noqa: PLC0415 (each reader imports its own peer, which may be absent)

from __future__ import annotations

import csv
import io
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from compare.readers import Grids, Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from doichieu.model import Box

_RESOLUTION = 300
_LANGUAGE = "vie"


class _Word(NamedTuple):
    """A word of Tesseract: its text, middle in points, and line."""

    text: str
    x: float
    y: float
    line: tuple[str, ...]


def _doichieu(path: str) -> Grids:
    from doichieu.extract import read

    return [table.grid() for table in read(path).tables]


def _ocrmypdf_camelot(path: str) -> Grids:
    import camelot

    with tempfile.TemporaryDirectory() as folder:
        layered = str(Path(folder) / "layered.pdf")
        options = [
            "-l",
            _LANGUAGE,
            "--deskew",
            "--output-type",
            "pdf",
            "--optimize",
            "0",
            "--jobs",
            "1",
            "-q",
        ]
        subprocess.run([sys.executable, "-m", "ocrmypdf", *options, path, layered], check=True)
        tables = camelot.read_pdf(layered, pages="all", flavor="lattice")
        return [table.df.to_numpy().tolist() for table in tables]


def _img2table(path: str) -> Grids:
    from img2table.document import PDF
    from img2table.ocr import TesseractOCR

    pages = PDF(path).extract_tables(ocr=TesseractOCR(n_threads=1, lang=_LANGUAGE), min_confidence=1)
    return [
        [[None if cell is None else str(cell) for cell in row] for row in table.df.to_numpy().tolist()]
        for tables in pages.values()
        for table in tables
    ]


def _tesseract_in_grid(path: str) -> Grids:
    """Words of whole pages in the cells that doichieu found: what Tesseract reads, were its tables right."""
    import pypdfium2

    from doichieu.extract import read

    document = read(path)
    pdf = pypdfium2.PdfDocument(path)
    words = {number: list(_words(pdf[number - 1])) for number in range(1, len(pdf) + 1)}
    grids: Grids = []
    for table in document.tables:
        grid: list[list[str | None]] = [[None] * table.n_cols for _ in range(table.n_rows)]
        for cell in table.cells:
            place = cell.locator
            inside = _inside(words[place.page], place.box) if place.page and place.box else []
            grid[cell.row][cell.col] = " ".join(inside)
        grids.append(grid)
    return grids


def _inside(words: list[_Word], box: Box) -> list[str]:
    """Words whose middle is in a cell, line by line as Tesseract has them."""
    found = [word for word in words if box.x0 <= word.x <= box.x1 and box.y0 <= word.y <= box.y1]
    tops: dict[tuple[str, ...], float] = {}
    for word in found:
        tops[word.line] = min(tops.get(word.line, word.y), word.y)
    return [word.text for word in sorted(found, key=lambda word: (tops[word.line], word.x))]


def _words(page: object) -> Iterator[_Word]:
    from pypdfium2 import PdfPage

    if not isinstance(page, PdfPage):
        raise TypeError(page)
    picture = io.BytesIO()
    page.render(scale=_RESOLUTION / 72, grayscale=True).to_pil().save(picture, "PNG")
    done = subprocess.run(
        ["tesseract", "stdin", "stdout", "-l", _LANGUAGE, "--dpi", str(_RESOLUTION), "tsv"],
        input=picture.getvalue(),
        capture_output=True,
        check=True,
        env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/local/bin:/usr/bin:/bin"},
    )
    points = 72 / _RESOLUTION
    for row in csv.DictReader(io.StringIO(done.stdout.decode()), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == "5" and row["text"].strip():
            left, top, wide, high = (int(row[name]) for name in ("left", "top", "width", "height"))
            line = row["block_num"], row["par_num"], row["line_num"]
            yield _Word(row["text"], (left + wide / 2) * points, (top + high / 2) * points, line)


SCAN_READERS = {
    "doichieu scan": Reader(read=_doichieu, module="trueocr", install="pip install 'doichieu[ocr]'"),
    "tesseract in doichieu's grid": Reader(
        read=_tesseract_in_grid,
        module="trueocr",
        install="pip install 'doichieu[ocr]'; apt-get install tesseract-ocr tesseract-ocr-vie",
        program="tesseract",
    ),
    "ocrmypdf + camelot": Reader(
        read=_ocrmypdf_camelot,
        module="ocrmypdf",
        install="pip install ocrmypdf camelot-py; apt-get install tesseract-ocr tesseract-ocr-vie",
        program="tesseract",
    ),
    "img2table + tesseract": Reader(
        read=_img2table,
        module="img2table",
        install="pip install img2table; apt-get install tesseract-ocr tesseract-ocr-vie",
        program="tesseract",
    ),
}
