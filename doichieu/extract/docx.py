"""DOCX: paragraphs and tables of the body; merged cells by `gridSpan` and `vMerge`."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import docx as python_docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from lxml import etree

from doichieu.errors import DamagedFileError
from doichieu.extract.archive import check_archive
from doichieu.extract.docx_fonts import decode_legacy_runs
from doichieu.extract.docx_names import qn
from doichieu.extract.docx_tables import read_table, table_cells
from doichieu.extract.docx_text import TextReader, children, style_levels
from doichieu.extract.frames import split_columns
from doichieu.extract.lists import ListNumbers
from doichieu.extract.stream import Item, Line, Trouble
from doichieu.extract.words import fold

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from lxml.etree import _Element


def read_docx(data: bytes, source: str) -> tuple[list[Item], list[Trouble]]:
    """Read the body of a DOCX; headers, footers and comments are no part of the paper's text.

    Args:
        data: Content of the file.
        source: Name for messages.

    Returns:
        The stream, and what was not read or read with doubt.

    Raises:
        DamagedFileError: The archive is a bomb, broken, or not a word-processing document.
    """
    check_archive(data, source)
    try:
        document = python_docx.Document(BytesIO(data))
        body = document.element.body
    except (
        OpcError,
        KeyError,
        ValueError,
        AttributeError,
        OSError,
        BadZipFile,
        etree.XMLSyntaxError,
    ) as error:
        raise DamagedFileError(
            "the DOCX cannot be opened.",
            do="open it in a word processor and save it again",
            source=source,
        ) from error
    troubles = decode_legacy_runs(body, document.styles.element)
    walker = _Walker(document)
    walker.walk(body)
    return walker.items, troubles


def _numbering(document: DocxDocument) -> _Element | None:
    """The numbering part's root; python-docx would create the part when it is missing."""
    try:
        part = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        return None
    return getattr(part, "element", None)


class _Walker:
    """Walks a body and collects lines and tables."""

    def __init__(self, document: DocxDocument) -> None:
        self.items: list[Item] = []
        styles = document.styles.element
        self._levels = style_levels(styles)
        self._reader = TextReader(ListNumbers.of(_numbering(document)), styles)

    def walk(self, element: _Element) -> None:
        """Walk the blocks of a body, a cell or a text box."""
        for child in children(element):
            if child.tag == qn("w:p"):
                self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                self._table(child)

    def _paragraph(self, element: _Element) -> None:
        level = self._level(element)
        gap = 1
        for line in self._reader.text(element).split("\n"):
            for piece in split_columns(line):
                if text := fold(piece):
                    self.items.append(Line(text=text, gap=gap, level=level))
                    gap = 0
        for box in self._reader.boxes(element):
            self.walk(box)

    def _level(self, element: _Element) -> int | None:
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self._levels.get(style.get(qn("w:val")) or "") if style is not None else None

    def _table(self, element: _Element) -> None:
        table = read_table(element, self._reader)
        if table is not None:
            self.items.append(table)
            return
        for row in table_cells(element):
            for cell in row:
                self.walk(cell)
