"""Tables whose columns are set apart by spaces alone: what `pdftotext -layout` and typewriters leave.

Each character stands in a grid, so that the text is laid out as a page without rulings is, and read as one.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING
from unicodedata import combining

from doichieu.extract.assembly.kinds import heads_ordinals
from doichieu.extract.pdf.ruled.rulings import Ruling
from doichieu.extract.pdf.textlayer.lines import TextLine
from doichieu.extract.pdf.textlayer.words import Word
from doichieu.extract.pdf.unruled.tables import find_across, segmented
from doichieu.extract.stream import RawCell, RawTable, Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.cells import GridCell, PageTable
    from doichieu.extract.text.lines import Found, SourceLine

# Points of a character and a line: one space is less than the gap between cells, two are more.
_WIDTH, _HEIGHT, _PITCH = 4.0, 12.0, 14.4
_WORD = re.compile(r"\S+")
_RULE = re.compile(r"[-=_–─═]{3,}")
_ONLY_RULES = re.compile(r"[-=_–─═\s]*[-=_–─═]{3}[-=_–─═\s]*")
_COLUMNS = re.compile(r"\S {2,}\S")
# Fewer lines with columns are no table.
_FEWEST = 2
# In that part of the rows at most does a text run over a column beside others.
_MOST_OVER = 0.3
_LONGEST_HEAD = 90
# Without a header fewer rows are no table.
_FEWEST_BARE = 3


def find_aligned(lines: Sequence[SourceLine]) -> Found:
    """Find the tables of a text whose columns are runs of spaces.

    Args:
        lines: All lines of the source.

    Returns:
        By the index of its first line, each table and the index of the line after it.
    """
    found: Found = {}
    for is_page, group in groupby(range(len(lines)), key=lambda index: _is_plain(lines[index])):
        page = list(group)
        if is_page and sum(_COLUMNS.search(lines[index].text) is not None for index in page) >= _FEWEST:
            found |= _read(lines, page)
    return found


def _is_plain(line: SourceLine) -> bool:
    """Whether a line can be one of such a table; tabs, bars and page ends are for others."""
    return not any(sign in line.text for sign in "\t|\f")


def _read(lines: Sequence[SourceLine], page: Sequence[int]) -> Found:
    texts = [_line(lines[index], index) for index in page if not _ONLY_RULES.fullmatch(lines[index].text)]
    rules = [
        Ruling(index * _PITCH + _HEIGHT / 2, match.start() * _WIDTH, match.end() * _WIDTH)
        for index in page
        if _ONLY_RULES.fullmatch(lines[index].text)
        for match in _RULE.finditer(lines[index].text)
    ]
    tables = find_across(segmented([line for line in texts if line is not None]), rules).tables
    return {
        start: (_table(table, lines[start:end]), end)
        for table in tables
        if not _is_prose(table)
        for start, end in [_ends(table)]
    }


def _is_prose(table: PageTable) -> bool:
    """Whether lines with wide spaces only look like a table.

    Their texts run over the columns beside other texts, what would be the header has a sentence in it or a label with
    its value ("Fax: …"), or there is but one row under no word of ordinals.
    """
    rows = table.rows()
    heads = [cell.text for row in rows[: table.header] for cell in row]
    body = [row for row in rows[table.header :] if len(row) > 1]
    over = sum(any(cell.cols > 1 for cell in row) for row in body)
    counted = bool(heads) and heads_ordinals(heads[0])
    return (
        over > _MOST_OVER * len(body)
        or not (len(body) > 1 or counted)
        or any(len(text) > _LONGEST_HEAD or ":" in text.partition("(")[0] for text in heads)
        or not (heads or len(body) >= _FEWEST_BARE)
    )


def _line(line: SourceLine, index: int) -> TextLine | None:
    """A line with its words in the grid; None for a blank one."""
    top = index * _PITCH
    marks = [sum(map(bool, map(combining, line.text[:at]))) for at in _starts(line.text)]
    words = [
        Word(
            text=match[0],
            x0=(match.start() - before) * _WIDTH,
            y0=top,
            x1=(match.start() - before + sum(not combining(char) for char in match[0])) * _WIDTH,
            y1=top + _HEIGHT,
            base=top + 10.0,
            spaced=True,
            start=line.start + match.start(),
        )
        for match, before in zip(_WORD.finditer(line.text), marks, strict=True)
    ]
    return TextLine(words, top + 10.0) if words else None


def _starts(text: str) -> list[int]:
    return [match.start() for match in _WORD.finditer(text)]


def _ends(table: PageTable) -> tuple[int, int]:
    """Index of the first line of a table, and of the line after its last."""
    return round(table.box[1] / _PITCH), round((table.box[3] - _HEIGHT) / _PITCH) + 1


def _table(table: PageTable, lines: Sequence[SourceLine]) -> RawTable:
    rows = tuple(tuple(_cell(cell) for cell in row) for row in table.rows())
    span = (lines[0].start, lines[-1].span[1])
    return RawTable(rows=rows, shape=Shape.GIVEN, header_hint=table.header, span=span)


def _cell(cell: GridCell) -> RawCell:
    words = [word for line in cell.words for word in line]
    span = (words[0].start, max(word.start + len(word.text) for word in words)) if words else None
    return RawCell(
        text=cell.text, col=cell.col, row_span=cell.rows, col_span=cell.cols, span=span, lines=cell.lines
    )
