"""Sheets saved as text: CSV, and text between tabs whose every row is as wide as the sheet."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from doichieu.extract.stream import RawCell, RawRow, RawTable, Shape
from doichieu.extract.text.lines import SourceLine, split_lines
from doichieu.extract.words import fold, fold_cell

if TYPE_CHECKING:
    from doichieu.extract.stream import Item

# Commas come last: they are decimal marks in Vietnamese figures.
_DELIMITERS = ("\t", ";", "|", ",")
# The line by which a file tells spreadsheet programs its delimiter.
_STATED = re.compile(r"\ufeff?sep=([;,|\t])\r?\n", re.IGNORECASE)
_FEWEST_ROWS, _FEWEST_COLS, _WIDEST = 3, 2, 200
# Lines above the table that have no delimiter.
_MOST_TITLES = 8
# In sentences a space follows a comma.
_SENTENCE = re.compile(r"\S[,;] \S")
# Where the first row has a comma within a figure, or cells stand between tabs or lines, commas are decimal marks.
_DECIMALS = re.compile(r"\d,\d")
_OTHERS = re.compile(r"[\t|│]")
# Bars before or behind the titles, or apart from texts, draw a table.
_DRAWN = re.compile(r"\A\s*\||\|\s*\Z")
# Numbers of layout groups; assembly counts its own from 1.
_FIRST_GROUP = 1_000_000


def read_delimited(text: str) -> list[Item] | None:
    """Read text that is one sheet.

    Args:
        text: The whole source.

    Returns:
        The lines and tables of the sheet; None where the rows are not all as wide, as lines of a paper are not.
    Source:
        RFC 4180 for quotes; spreadsheet programs fill every row up to the width of the sheet.
    """
    stated = _STATED.match(text)
    if stated is not None and (rows := _fields(text.rstrip("\r\n"), stated.end(), stated[1])):
        return _read(rows)
    for delimiter in _DELIMITERS:
        start = text.rfind("\n", 0, text.find(delimiter)) + 1 if delimiter in text else 0
        if delimiter in text and (rows := _rows(text.rstrip("\r\n"), start, delimiter)):
            titles = tuple(_title(line) for line in split_lines(text[:start])[:-1])
            return _read((*titles, *rows))
    return None


def _read(rows: tuple[RawRow, ...]) -> list[Item]:
    from doichieu.extract.sheets.flat import read_sheet  # noqa: PLC0415 (few texts are sheets)

    groups = itertools.count(_FIRST_GROUP)
    return read_sheet(RawTable(rows=rows, shape=Shape.GIVEN), lambda: next(groups))


def _title(line: SourceLine) -> RawRow:
    """A row of a line above the table, which few programs fill with delimiters."""
    return () if line.empty else (_cell(line.text, line.start, 0),)


def _rows(text: str, start: int, delimiter: str) -> tuple[RawRow, ...]:
    """Rows of the table that begins at a place; none where they do not make one."""
    head = text[start:].partition("\n")[0]
    titled = bool(text[:start].strip())
    if text.count("\n", 0, start) > _MOST_TITLES or (titled and head.count(delimiter) < _FEWEST_COLS):
        return ()
    if delimiter == "|":
        if head.count("|") < _FEWEST_COLS or _DRAWN.search(head) or re.search(r"\| | \||\t", text):
            return ()
    elif delimiter != "\t" and (
        _SENTENCE.search(head) or _DECIMALS.search(head) or _OTHERS.search(text, start)
    ):
        return ()
    rows = _fields(text, start, delimiter)
    # Rows between tabs alone are how converters leave tables too, with cells lost and broken that tabs.py knows.
    known = delimiter == "\t" and all(_is_plain(row) for row in rows)
    return rows if len(rows) >= _FEWEST_ROWS and not known else ()


def _fields(text: str, start: int, delimiter: str) -> tuple[RawRow, ...]:
    """Rows of fields from a place on; none where they are not all as many."""
    sign = re.escape(delimiter)
    field = re.compile(rf'("(?:[^"]|"")*"\r?|[^{sign}"\n][^{sign}\n]*|)({sign}|\n|\Z)')
    rows: list[RawRow] = []
    cells: list[RawCell] = []
    at = start
    for match in field.finditer(text, start):
        if match.start() != at:
            return ()
        at = match.end()
        cells.append(_cell(match[1], match.start(1), len(cells)))
        if match[2] == delimiter:
            continue
        if not _FEWEST_COLS <= len(cells) <= _WIDEST or (rows and len(cells) != len(rows[0])):
            return ()
        rows.append(tuple(cells))
        cells = []
        if not match[2]:
            break
    return tuple(rows)


def _cell(printed: str, start: int, col: int) -> RawCell:
    stripped = printed.rstrip("\r")
    text = stripped[1:-1].replace('""', '"') if stripped.startswith('"') else stripped
    lines = tuple(line for piece in text.split("\n") if (line := fold(piece)))
    return RawCell(text=fold_cell(text), col=col, span=(start, start + len(stripped)), lines=lines)


def _is_plain(row: RawRow) -> bool:
    """Whether a row has a text and none of several lines."""
    return any(cell.text for cell in row) and all(len(cell.lines) < 2 for cell in row)
