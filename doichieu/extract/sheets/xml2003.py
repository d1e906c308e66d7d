"""XML Spreadsheet 2003: the workbook in one XML file that report programs write and often call XLS."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from doichieu.errors import DamagedFileError
from doichieu.extract.sheets.codes import GENERAL
from doichieu.extract.sheets.format import Figure, show_stored, show_text
from doichieu.extract.sheets.grid import MOST_BLANK_ROWS, MOST_CELLS, RawSheet, Shown, Workbook, reference
from doichieu.extract.sheets.styles import PLAIN, Style, whole
from doichieu.extract.xmlparts import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

    from doichieu.extract.legacy.runs import RunDecoder

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_EXCEL = "{urn:schemas-microsoft-com:office:excel}"
# Formats that the vocabulary calls by name.
_NAMED = {
    "General": GENERAL, "General Number": GENERAL, "Fixed": "0.00", "Standard": "#,##0.00", "Currency": "#,##0.00",
    "Euro Currency": "#,##0.00", "Percent": "0.00%", "Scientific": "0.00E+00", "Short Date": "dd/mm/yyyy",
    "Medium Date": "d-mmm-yy", "Long Date": "dd/mm/yyyy", "General Date": "dd/mm/yyyy h:mm", "Short Time": "h:mm",
    "Medium Time": "h:mm AM/PM", "Long Time": "h:mm:ss", "Yes/No": '"Yes";"Yes";"No"',
    "True/False": '"True";"True";"False"', "On/Off": '"On";"On";"Off"',
}  # fmt: skip
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.\d+)?)?")
_START = datetime(1899, 12, 30)  # noqa: DTZ001 - cells state no time zone


def read_workbook(data: bytes, source: str, decoder: RunDecoder) -> Workbook:
    """Read the sheets of an XML Spreadsheet.

    Args:
        data: Content of the file.
        source: Name for messages.
        decoder: Decodes text in fonts of legacy encodings.

    Returns:
        The workbook.

    Raises:
        DamagedFileError: The XML is broken or holds more cells than any paper.
    Source:
        XML Spreadsheet Reference of Office 2003.
    """
    root = parse_xml(data, source)
    styles = _styles(root)
    workbook = Workbook(
        as_displayed=root.find(f"{_EXCEL}ExcelWorkbook/{_EXCEL}PrecisionAsDisplayed") is not None
    )
    for sheet in root.iterchildren(f"{_SS}Worksheet"):
        name = sheet.get(f"{_SS}Name") or ""
        state = sheet.findtext(f"{_EXCEL}WorksheetOptions/{_EXCEL}Visible")
        if state in {"SheetHidden", "SheetVeryHidden"}:
            workbook.hidden.append(name)
        else:
            workbook.sheets.append(_SheetReader(name, styles, decoder, source).read(sheet))
    return workbook


def _styles(root: _Element) -> dict[str, Style]:
    """Styles by ID; what one leaves open is that of the one it builds on, or the default."""
    styles: dict[str, Style] = {}
    for element in root.iterfind(f"{_SS}Styles/{_SS}Style"):
        parent = styles.get(element.get(f"{_SS}Parent") or "Default", PLAIN)
        code = _attribute(element, "NumberFormat", "Format")
        borders = element.find(f"{_SS}Borders")
        styles[element.get(f"{_SS}ID") or ""] = Style(
            parent.code if code is None else _NAMED.get(code, code),
            _attribute(element, "Font", "FontName") or parent.font,
            framed=parent.framed if borders is None else any(map(_is_side, borders)),
            indent=whole(_attribute(element, "Alignment", "Indent"), parent.indent),
        )
    return styles


def _attribute(element: _Element, child: str, name: str) -> str | None:
    found = element.find(f"{_SS}{child}")
    return found.get(f"{_SS}{name}") if found is not None else None


def _is_side(border: _Element) -> bool:
    side, line = border.get(f"{_SS}Position"), border.get(f"{_SS}LineStyle")
    return side in {"Left", "Right"} and line not in {None, "None"}


class _SheetReader:
    """Reads one sheet."""

    def __init__(self, name: str, styles: dict[str, Style], decoder: RunDecoder, source: str) -> None:
        self._styles, self._decoder, self._source = styles, decoder, source
        self._sheet = RawSheet(name)
        self._columns: dict[int, str] = {}
        self._cells = 0

    def read(self, sheet: _Element) -> RawSheet:
        """Read the sheet."""
        table = sheet.find(f"{_SS}Table")
        if table is None:
            return self._sheet
        col = 0
        for element in table.iterchildren(f"{_SS}Column"):
            col = self._column(element, col)
        row = 0
        blank: dict[int, dict[int, Shown]] = {}
        for element in table.iterchildren(f"{_SS}Row"):
            row = _index(element, row)
            span = whole(element.get(f"{_SS}Span"), 0)
            if element.get(f"{_SS}Hidden") == "1":
                self._sheet.hidden_rows.update(range(row, row + 1 + min(span, MOST_BLANK_ROWS)))
            cells = self._row(element, row)
            if any(cell.text for cell in cells.values()):
                self._sheet.rows |= blank | {row: cells}
                blank = {}
            elif cells and len(blank) < MOST_BLANK_ROWS:
                blank[row] = cells
            row += 1 + span
        return self._sheet

    def _column(self, element: _Element, col: int) -> int:
        first = _index(element, col)
        last = first + whole(element.get(f"{_SS}Span"), 0)
        if element.get(f"{_SS}Hidden") == "1" or element.get(f"{_SS}Width") == "0":
            self._sheet.hidden_cols.append((first, last))
        if style := element.get(f"{_SS}StyleID"):
            self._columns |= dict.fromkeys(range(first, min(last, first + 1024) + 1), style)
        return last + 1

    def _row(self, element: _Element, row: int) -> dict[int, Shown]:
        cells: dict[int, Shown] = {}
        inherited = element.get(f"{_SS}StyleID")
        col = 0
        for cell in element.iterchildren(f"{_SS}Cell"):
            col = _index(cell, col)
            key = cell.get(f"{_SS}StyleID") or inherited or self._columns.get(col) or "Default"
            style = self._styles.get(key, PLAIN)
            text, stored = self._value(cell, style, row, col)
            if text or style.framed:
                cells[col] = Shown(text, style.framed, stored, style.indent)
            across, down = (whole(cell.get(f"{_SS}Merge{way}"), 0) for way in ("Across", "Down"))
            if across or down:
                self._sheet.merges.append((row, col, row + down, col + across))
            col += 1 + across
        self._cells += len(cells)
        if self._cells > MOST_CELLS:
            raise DamagedFileError(
                f"the workbook has more than {MOST_CELLS:,} cells.",
                do="split it into papers",
                source=self._source,
            )
        return cells

    def _value(self, cell: _Element, style: Style, row: int, col: int) -> Figure:
        data = cell.find(f"{_SS}Data")
        if data is None:
            return Figure("")
        text = "".join(str(piece) for piece in data.itertext())
        kind = data.get(f"{_SS}Type")
        if kind == "Error":
            self._sheet.errors.setdefault(text, []).append(reference(row, col))
        elif kind == "Boolean":
            return Figure("TRUE" if text == "1" else "FALSE")
        elif kind in {"Number", "DateTime"} and (value := _number(text)):
            return show_stored(value, style.code)
        return Figure(show_text(self._decoder.decode(text, style.font), style.code))


def _index(element: _Element, following: int) -> int:
    """0-based place that an element states, else the next one."""
    return whole(element.get(f"{_SS}Index"), following + 1) - 1


def _number(text: str) -> str | None:
    """A number as stored, a moment as days; None where it is neither."""
    if match := _MOMENT.fullmatch(text.strip()):
        try:
            moment = datetime.fromisoformat(f"{match[1]}T{match[2] or '00:00:00'}")
        except ValueError:
            return None
        days = moment - _START
        return repr(days.days + days.seconds / 86400)
    try:
        float(text)
    except ValueError:
        return None
    return text.strip()
