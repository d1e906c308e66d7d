"""Cells of an XLSX sheet: their values as displayed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from doichieu.extract.sheets.codes import GENERAL
from doichieu.extract.sheets.format import Figure, show_stored, show_text
from doichieu.extract.sheets.grid import (
    MOST_BLANK_ROWS,
    MOST_CELLS,
    RawSheet,
    Shown,
    Unstruck,
    reference,
    without_struck,
)
from doichieu.extract.sheets.styles import PLAIN, Style, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from doichieu.extract.legacy.runs import RunDecoder

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUE = frozenset({"1", "true", "on"})
_BLANK = Figure("")


class CellReader:
    """Reads the rows of one sheet after the other.

    Attributes:
        zeros: Whether the sheet shows zeros; a view can leave such cells blank.
    """

    def __init__(
        self, *, styles: Sequence[Style], strings: Sequence[_Element], decoder: RunDecoder, since_1904: bool
    ) -> None:
        self.zeros = True
        self._styles, self._strings, self._decoder, self._since_1904 = styles, strings, decoder, since_1904
        self._texts: dict[tuple[int, str], Unstruck] = {}
        self._columns: dict[str, int] = {}
        self._by_index: dict[str | None, Style] = {}
        self._sheet = RawSheet("")
        self._row = -1
        self._cells = 0
        self._blank: dict[int, dict[int, Shown]] = {}

    def start(self, sheet: RawSheet) -> None:
        """Begin a sheet."""
        self._sheet, self._row, self._blank, self.zeros = sheet, -1, {}, True

    def column(self, element: _Element) -> None:
        """Note whether a run of columns is hidden."""
        if element.get("hidden") in _TRUE or element.get("width") == "0":
            self._sheet.hidden_cols.append((number(element, "min", 1) - 1, number(element, "max", 1) - 1))

    def merge(self, ref: str) -> None:
        """Note a merged cell ("A1:C2")."""
        corners = [place for part in ref.split(":") if (place := _place(part))]
        if len(corners) == 2:
            (top, left), (bottom, right) = corners
            self._sheet.merges.append(
                (min(top, bottom), min(left, right), max(top, bottom), max(left, right))
            )

    def row(self, element: _Element) -> None:
        """Read a row."""
        self._row = number(element, "r", self._row + 2) - 1
        if element.get("hidden") in _TRUE or element.get("ht") == "0":
            self._sheet.hidden_rows.add(self._row)
        cells: dict[int, Shown] = {}
        col = -1
        for cell in element.iterchildren("{*}c"):
            col = self._column(cell.get("r"), col + 1)
            style = self._by_index.get(cell.get("s")) or self._style(cell)
            text, stored = self._value(cell, style, col) if len(cell) else _BLANK
            if text or style.framed:
                cells[col] = Shown(text, style.framed, stored, style.indent)
        self._keep(cells)

    def _style(self, cell: _Element) -> Style:
        """Style of a cell; plain where the file has none under the number that the cell states."""
        index = number(cell, "s")
        style = self._styles[index] if index < len(self._styles) else PLAIN
        self._by_index[cell.get("s")] = style
        return style

    def _column(self, ref: str | None, following: int) -> int:
        """0-based column of a reference; that behind the cell before where none is stated."""
        letters = (ref or "").rstrip("0123456789")
        if letters not in self._columns:
            place = _place(f"{letters}1")
            self._columns[letters] = place[1] if place else -1
        col = self._columns[letters]
        return col if col >= 0 else following

    def _keep(self, cells: dict[int, Shown]) -> None:
        """Keep a row; framed blank ones only when a row with text comes soon after them."""
        if not any(cell.text for cell in cells.values()):
            if cells and len(self._blank) < MOST_BLANK_ROWS:
                self._blank[self._row] = cells
            return
        self._sheet.rows |= self._blank
        self._blank = {}
        self._sheet.rows[self._row] = cells
        self._cells += len(cells)
        if self._cells > MOST_CELLS:
            raise ValueError(f"more than {MOST_CELLS} cells")

    def _value(self, element: _Element, style: Style, col: int) -> Figure:
        kind = element.get("t") or "n"
        if kind == "inlineStr":
            inline = element.find("{*}is")
            if inline is None:
                return Figure("")
            return Figure(self._show(self._unstruck(self._rich(inline, style.font), col), style))
        # The value comes last; what may stand before it is the formula.
        holder = element[-1] if element[-1].tag.endswith("}v") else element.find("{*}v")
        value = (holder.text or "") if holder is not None else ""
        if not value:
            if kind != "str" and element.find("{*}f") is not None:
                self._sheet.uncomputed.append(reference(self._row, col))
            return _BLANK
        if kind == "s":
            return Figure(self._show(self._unstruck(self._shared(int(value), style.font), col), style))
        if kind == "n":
            shown = show_stored(value, style.code, since_1904=self._since_1904)
            return shown if self.zeros or float(value) else _BLANK
        return Figure(self._other(kind, value, style, col))

    def _other(self, kind: str, value: str, style: Style, col: int) -> str:
        """Text of a cell with an error, a truth value, or the result of a formula that is text."""
        if kind == "e":
            self._sheet.errors.setdefault(value, []).append(reference(self._row, col))
        if kind == "b":
            return "TRUE" if value in _TRUE else "FALSE"
        return self._show(self._decoder.decode(unescape(value), style.font), style)

    def _shared(self, index: int, font: str) -> Unstruck:
        key = (index, font)
        if key not in self._texts:
            known = 0 <= index < len(self._strings)
            self._texts[key] = self._rich(self._strings[index], font) if known else Unstruck("")
        return self._texts[key]

    def _unstruck(self, text: Unstruck, col: int) -> str:
        if text.left_out:
            self._sheet.struck.append(reference(self._row, col))
        return text.text

    def _rich(self, item: _Element, font: str) -> Unstruck:
        """Text of a string with runs; a run without a font has that of the cell. Readings (ruby) are left out."""
        if len(item) == 1 and item[0].tag.endswith("}t"):
            return Unstruck(self._decoder.decode(unescape(item[0].text or ""), font))
        parts: list[tuple[str, bool]] = []
        for child in item.iterchildren("{*}t", "{*}r"):
            run, strike = child.find("{*}rPr/{*}rFont"), child.find("{*}rPr/{*}strike")
            text = "".join(piece.text or "" for piece in child.iter("{*}t"))
            name = (run.get("val") or font) if run is not None else font
            struck = strike is not None and strike.get("val", "1") in _TRUE
            parts.append((self._decoder.decode(unescape(text), name), struck))
        return without_struck(parts)

    @staticmethod
    def _show(text: str, style: Style) -> str:
        return text if style.code == GENERAL else show_text(text, style.code)


def unescape(text: str) -> str:
    """Turn "_x000D_" back into the character that XML could not hold."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _place(ref: str) -> tuple[int, int] | None:
    """0-based row and column of "AB12"; None where it is no reference."""
    match = _REFERENCE.fullmatch(ref)
    if match is None:
        return None
    col = 0
    for letter in match[1]:
        col = col * 26 + ord(letter) - 64
    return int(match[2]) - 1, col - 1
