"""XLSX: parts, shared strings and cells, read from the XML in one pass.

Libraries either trust the stated size of a sheet, which can hide rows, or lay out every place up to the last
cell, which one cell in the last corner turns into gigabytes; here a sheet is the cells that it has.
"""

from __future__ import annotations

import posixpath
import zipfile
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from doichieu.errors import DamagedFileError
from doichieu.extract.archive import check_archive, read_part
from doichieu.extract.sheets.cells import CellReader
from doichieu.extract.sheets.grid import RawSheet, Workbook
from doichieu.extract.sheets.styles import read_styles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from doichieu.extract.legacy.runs import RunDecoder

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATIONSHIPS = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_TRUE = frozenset({"1", "true", "on"})


def read_workbook(data: bytes, source: str, decoder: RunDecoder) -> Workbook:
    """Read the sheets of an XLSX.

    Args:
        data: Content of the file.
        source: Name for messages.
        decoder: Decodes text in fonts of legacy encodings.

    Returns:
        The workbook.

    Raises:
        DamagedFileError: The archive is a bomb, broken, or no workbook.
    Source:
        ECMA-376 part 1, 18.2 to 18.4.
    """
    check_archive(data, source)
    with _damage(source), zipfile.ZipFile(BytesIO(data)) as archive:
        parts = _Parts(archive)
        root = parts.root("xl/workbook.xml")
        if root is None:
            raise KeyError("xl/workbook.xml")
        properties = root.find("{*}workbookPr")
        cells = CellReader(
            styles=read_styles(parts.root("xl/styles.xml")),
            strings=_shared_strings(parts),
            decoder=decoder,
            since_1904=properties is not None and properties.get("date1904") in _TRUE,
        )
        calculation = root.find("{*}calcPr")
        workbook = Workbook(
            as_displayed=calculation is not None and calculation.get("fullPrecision") in {"0", "false"}
        )
        for name, part, shown in _listed_sheets(root, parts):
            if not shown:
                workbook.hidden.append(name)
            elif content := parts.bytes(part):
                workbook.sheets.append(_read_sheet(name, content, cells))
        return workbook


@contextmanager
def _damage(source: str) -> Iterator[None]:
    """Turn what damaged archives and broken XML raise into one error."""
    try:
        yield
    except (
        KeyError,
        ValueError,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        zipfile.BadZipFile,
        etree.XMLSyntaxError,
    ) as error:
        raise DamagedFileError(
            "the workbook cannot be opened.",
            do="open it in a spreadsheet program and save it again",
            source=source,
        ) from error


class _Parts:
    """Parts of the archive by name, whatever case and slashes the program that wrote them has."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.replace("\\", "/").lower(): name for name in archive.namelist()}

    def bytes(self, part: str) -> bytes | None:
        """Content of a part, None where there is none."""
        name = self._names.get(part.lower())
        return read_part(self._archive, self._archive.getinfo(name)) if name else None

    def root(self, part: str) -> _Element | None:
        """Root of an XML part, None where there is none."""
        content = self.bytes(part)
        if content is None:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        return etree.fromstring(content, parser)


def _listed_sheets(root: _Element, parts: _Parts) -> list[tuple[str, str, bool]]:
    """Name, part and visibility of the worksheets in the order of their tabs; charts are no sheets."""
    relations = parts.root("xl/_rels/workbook.xml.rels")
    targets = {
        element.get("Id"): posixpath.normpath(posixpath.join("xl", element.get("Target") or "")).lstrip("/")
        for element in (relations if relations is not None else ())
        if (element.get("Type") or "").endswith("/worksheet")
    }
    sheets: list[tuple[str, str, bool]] = []
    for sheet in root.iterfind("{*}sheets/{*}sheet"):
        part = targets.get(sheet.get(_RELATIONSHIPS) or sheet.get(_STRICT_RELATIONSHIPS))
        if part is not None:
            sheets.append((sheet.get("name") or "", part, sheet.get("state") in {None, "visible"}))
    return sheets


def _shared_strings(parts: _Parts) -> list[_Element]:
    root = parts.root("xl/sharedstrings.xml")
    return list(root.iterchildren("{*}si")) if root is not None else []


def _read_sheet(name: str, content: bytes, cells: CellReader) -> RawSheet:
    sheet = RawSheet(name)
    cells.start(sheet)
    tags = [f"{{*}}{tag}" for tag in ("sheetView", "col", "row", "mergeCell")]
    events = etree.iterparse(
        BytesIO(content), events=("end",), tag=tags, resolve_entities=False, no_network=True, huge_tree=True
    )
    for _, element in events:
        tag = etree.QName(element).localname
        if tag == "row":
            cells.row(element)
            element.clear()
            # Rows that were read must not stay in memory behind their parent.
            while element.getprevious() is not None:
                del element.getparent()[0]
        elif tag == "col":
            cells.column(element)
        elif tag == "mergeCell":
            cells.merge(element.get("ref") or "")
        else:
            cells.zeros = element.get("showZeros") not in {"0", "false"}
    return sheet
