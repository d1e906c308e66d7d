"""ODS and FODS: sheets of OpenDocument, whose cells state the text that they show."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from doichieu.errors import DamagedFileError
from doichieu.extract.archive import BROKEN_ARCHIVE, check_archive
from doichieu.extract.sheets.format import Figure, show_stored, stored_beside
from doichieu.extract.sheets.grid import MOST_BLANK_ROWS, MOST_CELLS, RawSheet, Shown, Workbook, reference
from doichieu.extract.sheets.odsstyles import OFFICE, TABLE, TEXT, CellStyles
from doichieu.extract.sheets.styles import whole
from doichieu.extract.xmlparts import parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from doichieu.extract.legacy.runs import RunDecoder

_SHEET, _COLUMN, _ROW = f"{TABLE}table", f"{TABLE}table-column", f"{TABLE}table-row"
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_GROUPS = frozenset(
    f"{TABLE}{name}"
    for name in (
        "table-columns",
        "table-column-group",
        "table-header-columns",
        "table-rows",
        "table-row-group",
        "table-header-rows",
    )
)
_HIDDEN = frozenset({"collapse", "filter"})
_FIGURES = frozenset({"float", "percentage", "currency"})
_SPACES = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
_NO_TEXT = frozenset({f"{OFFICE}annotation", f"{TEXT}note", f"{TEXT}ruby-text"})


def read_workbook(data: bytes, source: str, decoder: RunDecoder) -> Workbook:
    """Read the sheets of an ODS, or of its flat form in one XML file.

    Args:
        data: Content of the file.
        source: Name for messages.
        decoder: Decodes text in fonts of legacy encodings.

    Returns:
        The workbook.

    Raises:
        DamagedFileError: The archive is a bomb, broken, or locked with a password.
    Source:
        OpenDocument 1.3 part 3, section 9.
    """
    roots = _parts(data, source) if data.startswith(b"PK") else [parse_xml(data, source)]
    styles = CellStyles(roots)
    workbook = Workbook(as_displayed=_computes_as_displayed(roots[-1]))
    for table in roots[-1].iterfind(f".//{OFFICE}spreadsheet/{_SHEET}"):
        name = table.get(f"{TABLE}name") or ""
        if styles.hides_table(table):
            workbook.hidden.append(name)
        else:
            workbook.sheets.append(_SheetReader(name, styles, decoder).read(table))
    return workbook


def _computes_as_displayed(content: _Element) -> bool:
    settings = content.find(f".//{OFFICE}spreadsheet/{TABLE}calculation-settings")
    return settings is not None and settings.get(f"{TABLE}precision-as-shown") == "true"


def _parts(data: bytes, source: str) -> list[_Element]:
    """Roots of the styles and of the content."""
    check_archive(data, source)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = [name for name in ("styles.xml", "content.xml") if name in archive.namelist()]
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise DamagedFileError(
                    "the file is locked with a password.", do="save it without a password", source=source
                )
            return [parse_xml(archive.read(name), source) for name in names]
    except (*BROKEN_ARCHIVE, KeyError) as error:
        raise DamagedFileError(
            "the workbook cannot be opened.",
            do="open it in a spreadsheet program and save it again",
            source=source,
        ) from error


class _SheetReader:
    """Reads one sheet."""

    def __init__(self, name: str, styles: CellStyles, decoder: RunDecoder) -> None:
        self._styles, self._decoder = styles, decoder
        self._sheet = RawSheet(name)
        self._column_styles: list[tuple[int, str]] = []
        self._cells = 0

    def read(self, table: _Element) -> RawSheet:
        """Read the sheet; repeated blank rows and columns cost nothing."""
        col = row = 0
        blank: dict[int, dict[int, Shown]] = {}
        for element in _flat(table):
            if element.tag == _COLUMN:
                col = self._column(element, col)
            elif element.tag == _ROW:
                count = max(1, whole(element.get(f"{TABLE}number-rows-repeated"), 1))
                cells = self._row(element, row)
                if element.get(f"{TABLE}visibility") in _HIDDEN:
                    self._sheet.hidden_rows.update(range(row, row + min(count, MOST_BLANK_ROWS)))
                if any(cell.text for cell in cells.values()):
                    self._sheet.rows |= blank
                    blank = {}
                    self._keep(cells, row, count)
                elif cells and len(blank) + count < MOST_BLANK_ROWS:
                    blank |= dict.fromkeys(range(row, row + count), cells)
                row += count
        return self._sheet

    def _keep(self, cells: dict[int, Shown], row: int, count: int) -> None:
        self._cells += len(cells) * count
        if self._cells > MOST_CELLS:
            raise DamagedFileError(
                f"the sheet has more than {MOST_CELLS:,} cells.",
                do="split it into papers",
                source=self._sheet.name,
            )
        self._sheet.rows |= dict.fromkeys(range(row, row + count), cells)

    def _column(self, element: _Element, col: int) -> int:
        after = col + max(1, whole(element.get(f"{TABLE}number-columns-repeated"), 1))
        if element.get(f"{TABLE}visibility") in _HIDDEN:
            self._sheet.hidden_cols.append((col, after - 1))
        self._column_styles.append((after, element.get(f"{TABLE}default-cell-style-name") or ""))
        return after

    def _row(self, element: _Element, row: int) -> dict[int, Shown]:
        cells: dict[int, Shown] = {}
        row_style = element.get(f"{TABLE}default-cell-style-name") or ""
        col = 0
        for cell in element.iterchildren(*_CELLS):
            count = max(1, whole(cell.get(f"{TABLE}number-columns-repeated"), 1))
            name = cell.get(f"{TABLE}style-name") or row_style or self._column_style(col)
            text, stored = self._value(cell, name, row, col)
            shown = Shown(text, self._styles.framed(name), stored)
            if shown.text or (shown.framed and count < MOST_BLANK_ROWS):
                cells |= dict.fromkeys(range(col, col + min(count, 1024)), shown)
            self._merge(cell, row, col)
            col += count
        return cells

    def _column_style(self, col: int) -> str:
        return next((name for after, name in self._column_styles if col < after), "")

    def _merge(self, cell: _Element, row: int, col: int) -> None:
        down = whole(cell.get(f"{TABLE}number-rows-spanned"), 1)
        across = whole(cell.get(f"{TABLE}number-columns-spanned"), 1)
        if down > 1 or across > 1:
            self._sheet.merges.append((row, col, row + max(down, 1) - 1, col + max(across, 1) - 1))

    def _value(self, cell: _Element, style: str, row: int, col: int) -> Figure:
        lines = ["".join(self._pieces(line, style)) for line in cell.iterchildren(f"{TEXT}p")]
        text = "\n".join(lines)
        value, kind = cell.get(f"{OFFICE}value"), cell.get(f"{OFFICE}value-type")
        if not text and value and kind == "float":
            return show_stored(value, "General")
        if text.startswith("#") and text.rstrip("!?/0").isupper():
            self._sheet.errors.setdefault(text, []).append(reference(row, col))
        return Figure(text, stored_beside(text, value) if value and kind in _FIGURES else None)

    def _pieces(self, element: _Element, style: str) -> Iterator[str]:
        """Text of a paragraph; each span in its own font."""
        yield self._decoder.decode(element.text or "", self._styles.font(style))
        for child in element:
            if child.tag == f"{TEXT}s":
                yield " " * max(1, whole(child.get(f"{TEXT}c"), 1))
            elif child.tag in _SPACES:
                yield _SPACES[str(child.tag)]
            elif child.tag not in _NO_TEXT:
                yield from self._pieces(child, child.get(f"{TEXT}style-name") or style)
            yield self._decoder.decode(child.tail or "", self._styles.font(style))


def _flat(element: _Element) -> Iterator[_Element]:
    """Columns and rows in order, whatever groups they stand in."""
    for child in element:
        if child.tag in _GROUPS:
            yield from _flat(child)
        else:
            yield child
