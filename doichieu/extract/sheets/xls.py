"""XLS: sheets of Excel before 2007, through xlrd."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING, Any

import xlrd  # type: ignore[import-untyped]

from doichieu.errors import DamagedFileError
from doichieu.extract.sheets.codes import BUILTIN
from doichieu.extract.sheets.format import Figure, show_number, show_text
from doichieu.extract.sheets.grid import MOST_BLANK_ROWS, RawSheet, Shown, Workbook, reference, without_struck
from doichieu.extract.sheets.styles import PLAIN, Style

if TYPE_CHECKING:
    from doichieu.extract.legacy.runs import RunDecoder

# Built-in formats that show a date in the reader's language; xlrd has them in the American order.
_DATES = (14, 22)
_NUMBERS = frozenset({xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE})
# Records of a workbook's stream: its number and size, two bytes each.
_RECORD = struct.Struct("<HH")
_END, _PRECISION = 0x000A, 0x000E
# What xlrd is known to raise on bad files, beside its own error.
_FAULTS = (
    xlrd.XLRDError,
    xlrd.compdoc.CompDocError,
    xlrd.formula.FormulaError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)


class CrossedChainsError(DamagedFileError):
    """A workbook whose file says twice where a part of it stands, as some exporting programs write them."""


def read_workbook(data: bytes, source: str, decoder: RunDecoder) -> Workbook:
    """Read the sheets of an XLS.

    Args:
        data: Content of the file.
        source: Name for messages.
        decoder: Decodes text in fonts of legacy encodings.

    Returns:
        The workbook.

    Raises:
        DamagedFileError: The file is broken or locked with a password.
    """
    try:
        with xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, on_demand=True, logfile=io.StringIO()
        ) as book:
            workbook = Workbook(as_displayed=_computes_as_displayed(book))
            for sheet in book.sheets():
                if sheet.visibility:
                    workbook.hidden.append(sheet.name)
                else:
                    workbook.sheets.append(_SheetReader(book, sheet, decoder).read())
            return workbook
    except _FAULTS as error:
        raise _damaged(error, source) from error


def _computes_as_displayed(book: Any) -> bool:
    """Whether a workbook computes with what its cells display; xlrd passes over the record that says so.

    Source:
        MS-XLS 2.4.35 (CalcPrecision), among the records of the workbook itself.
    """
    stream, at = book.mem or b"", book.base
    while at + _RECORD.size <= len(stream):
        kind, size = _RECORD.unpack_from(stream, at)
        at += _RECORD.size
        if kind == _END:
            break
        if kind == _PRECISION and size >= 2:
            return bytes(stream[at : at + 2]) == b"\0\0"
        at += size
    return False


def _damaged(error: BaseException, source: str) -> DamagedFileError:
    if "encrypted" in str(error):
        return DamagedFileError(
            "the workbook is locked with a password.", do="save it without a password", source=source
        )
    crossed = isinstance(error, xlrd.compdoc.CompDocError) and "corruption: seen" in str(error)
    return (CrossedChainsError if crossed else DamagedFileError)(
        f"the workbook cannot be opened ({error or type(error).__name__}).",
        do="open it in a spreadsheet program and save it as XLSX",
        source=source,
    )


class _SheetReader:
    """Reads one sheet of a book."""

    def __init__(self, book: Any, sheet: Any, decoder: RunDecoder) -> None:
        self._book, self._sheet, self._decoder = book, sheet, decoder
        self._styles: dict[int, Style] = {}
        self._raw = RawSheet(sheet.name)

    def read(self) -> RawSheet:
        """Read the sheet."""
        sheet, raw = self._sheet, self._raw
        raw.merges = [(top, left, end - 1, right - 1) for top, end, left, right in sheet.merged_cells]
        raw.hidden_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden or info.height == 0}
        raw.hidden_cols = [
            (col, col) for col, info in sheet.colinfo_map.items() if info.hidden or info.width == 0
        ]
        blank: dict[int, dict[int, Shown]] = {}
        for row in range(sheet.nrows):
            shown = ((col, self._cell(row, col)) for col in range(sheet.row_len(row)))
            cells = {col: cell for col, cell in shown if cell.text or cell.framed}
            if any(cell.text for cell in cells.values()):
                raw.rows |= blank
                raw.rows[row] = cells
                blank = {}
            elif cells and len(blank) < MOST_BLANK_ROWS:
                blank[row] = cells
        return raw

    def _cell(self, row: int, col: int) -> Shown:
        cell = self._sheet.cell(row, col)
        style = self._style(cell.xf_index)
        if cell.ctype in _NUMBERS:
            text, stored = self._number(cell.value, style)
            return Shown(text, style.framed, stored)
        return Shown(self._text(cell, row, col, style), style.framed, None, style.indent)

    def _number(self, value: float, style: Style) -> Figure:
        if value == 0 and not self._sheet.show_zero_values:
            return Figure("")
        return show_number(value, style.code, since_1904=bool(self._book.datemode))

    def _text(self, cell: Any, row: int, col: int, style: Style) -> str:
        kind, value = cell.ctype, cell.value
        if kind == xlrd.XL_CELL_TEXT:
            return show_text(self._runs(str(value), row, col, style.font), style.code)
        if kind == xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if value else "FALSE"
        if kind == xlrd.XL_CELL_ERROR:
            error = str(xlrd.error_text_from_code.get(value, "#ERR!"))
            self._raw.errors.setdefault(error, []).append(reference(row, col))
            return error
        return ""

    def _runs(self, text: str, row: int, col: int, font: str) -> str:
        """Text of a cell, each of its runs decoded by its own font."""
        runs = self._sheet.rich_text_runlist_map.get((row, col)) or []
        starts = [0, *(start for start, _ in runs), len(text)]
        fonts = [font, *(self._font(index) for _, index in runs)]
        struck = [False, *(self._is_struck(index) for _, index in runs)]
        whole = without_struck(
            [
                (self._decoder.decode(text[start:end], name), out)
                for start, end, name, out in zip(starts, starts[1:], fonts, struck, strict=False)
            ]
        )
        if whole.left_out:
            self._raw.struck.append(reference(row, col))
        return whole.text

    def _is_struck(self, index: int) -> bool:
        fonts = self._book.font_list
        return 0 <= index < len(fonts) and bool(fonts[index].struck_out)

    def _font(self, index: int) -> str:
        fonts = self._book.font_list
        return str(fonts[index].name) if 0 <= index < len(fonts) else ""

    def _style(self, index: int | None) -> Style:
        if index is None or not 0 <= index < len(self._book.xf_list):
            return PLAIN
        if index not in self._styles:
            format_ = self._book.xf_list[index]
            key = format_.format_key
            known = self._book.format_map.get(key)
            code = BUILTIN[key] if key in _DATES else (str(known.format_str) if known else PLAIN.code)
            border = format_.border
            self._styles[index] = Style(
                code,
                self._font(format_.font_index),
                framed=bool(border and (border.left_line_style or border.right_line_style)),
                indent=format_.alignment.indent_level,
            )
        return self._styles[index]
