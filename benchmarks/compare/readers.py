"""Every reader behind one face: a PDF in, the grids of its tables out. Peers run as their manuals advise."""

# ruff: noqa: PLC0415 (each reader imports its own peer, which may be absent)

from __future__ import annotations

import importlib.util
import shutil
import warnings
from ctypes import byref, c_double
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Grids = list[list[list[str | None]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A reader to compare.

    Attributes:
        read: Grids of the tables of a PDF; empty for readers that only load the page.
        module: Module that must be installed.
        install: Command that installs it.
        program: Program that must be on the path as well.
        is_load: Whether it only loads text, as a limit for the others.
    """

    read: Callable[[str], Grids]
    module: str
    install: str
    program: str | None = None
    is_load: bool = False

    @property
    def missing(self) -> str | None:
        """The command that installs what is missing, None when it can run."""
        if importlib.util.find_spec(self.module) is None:
            return self.install
        if self.program and shutil.which(self.program) is None:
            return f"a {self.program} on the path (apt-get install default-jre-headless)"
        return None


def _doichieu(path: str, reader: str = "doichieu") -> Grids:
    from doichieu.extract import TableReader, read

    return [table.grid() for table in read(path, reader=TableReader(reader)).tables]


def _plumber(path: str) -> Grids:
    import pdfplumber

    grids: Grids = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            grids += page.extract_tables()
            page.close()  # its cache of objects is what makes it grow
    return grids


def _camelot(path: str, flavor: str, **how: str) -> Grids:
    import camelot

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pages without tables
        tables = camelot.read_pdf(path, pages="all", flavor=flavor, **how)
    return [_frame(table.df) for table in tables]


def _tabula(path: str, *, lattice: bool) -> Grids:
    import tabula

    frames = tabula.read_pdf(
        path,
        pages="all",
        lattice=lattice,
        stream=not lattice,
        multiple_tables=True,
        pandas_options={"header": None, "dtype": str},
        silent=True,
    )
    return [_frame(frame) for frame in frames]


def _frame(frame: Any) -> list[list[str | None]]:
    rows: Iterable[list[Any]] = frame.values.tolist()
    return [[cell if isinstance(cell, str) else "" for cell in row] for row in rows]


def _pdfium_text(path: str) -> Grids:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            text = page.get_textpage()
            text.get_text_range()
            text.close()
            page.close()
    return []


def _pdfium_characters(path: str) -> Grids:
    """Every character with its box and every path object, through ctypes, as any Python reader must at least."""
    import pypdfium2
    from pypdfium2 import raw

    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            text = page.get_textpage()
            for index in range(raw.FPDFText_CountChars(text)):
                raw.FPDFText_GetUnicode(text, index)
                raw.FPDFText_GetCharBox(text, index, byref(left), byref(right), byref(bottom), byref(top))
            for index in range(raw.FPDFPage_CountObjects(page)):
                raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, index))
            text.close()
            page.close()
    return []


_CAMELOT = "pip install camelot-py"
READERS: dict[str, Reader] = {
    "doichieu": Reader(read=_doichieu, module="doichieu", install="make demo"),
    "doichieu auto": Reader(
        read=lambda path: _doichieu(path, "auto"), module="doichieu", install="make demo"
    ),
    "pdfium text": Reader(
        read=_pdfium_text, module="pypdfium2", install="pip install pypdfium2", is_load=True
    ),
    "pdfium characters": Reader(
        read=_pdfium_characters, module="pypdfium2", install="pip install pypdfium2", is_load=True
    ),
    "pdfplumber": Reader(read=_plumber, module="pdfplumber", install="pip install pdfplumber"),
    "camelot lattice": Reader(
        read=lambda path: _camelot(path, "lattice"), module="camelot", install=_CAMELOT
    ),
    "camelot vector": Reader(
        read=lambda path: _camelot(path, "lattice", engine="vector"), module="camelot", install=_CAMELOT
    ),
    "camelot hybrid": Reader(read=lambda path: _camelot(path, "hybrid"), module="camelot", install=_CAMELOT),
    "tabula lattice": Reader(
        read=lambda path: _tabula(path, lattice=True),
        module="tabula",
        install="pip install tabula-py",
        program="java",
    ),
    "tabula stream": Reader(
        read=lambda path: _tabula(path, lattice=False),
        module="tabula",
        install="pip install tabula-py",
        program="java",
    ),
}
