"""Tables whose rows are lines and whose cells stand between tabs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind, kind_of
from doichieu.extract.assembly.labels import (
    bare_unit_of,
    caption_of,
    ends_region,
    heading_level,
    is_bullet,
    is_page_furniture,
    unit_of,
)
from doichieu.extract.stream import RawCell, RawRow, RawTable, Shape
from doichieu.extract.text.tabstops import align
from doichieu.extract.words import fold_cell, indent_of, strip_cell_emphasis

if TYPE_CHECKING:
    from doichieu.extract.text.lines import SourceLine

_RULE = re.compile(r"[-=_+\s|]*[-=_]{3,}[-=_+\s|]*")
# A label between rows ("Mức tốt") is short; longer lines are running text.
_LABEL_LENGTH = 80


def read_tabs(lines: list[SourceLine], start: int) -> tuple[RawTable, int] | None:
    """Read the run of tab-separated rows that begins at a line.

    Args:
        lines: All lines of the source.
        start: Index of the first line.

    Returns:
        The table and the index of the line after it; None when no run begins here.
    """
    if not _starts(lines[start].text):
        return None
    rows: list[RawRow] = []
    texts: list[str] = []  # the line of each row; fewer where lines were joined
    index = start
    while index < len(lines):
        text = lines[index].text
        if lines[index].empty:
            break
        if "\t" in text:
            if not _RULE.fullmatch(text):
                rows.append(_cells(lines[index]))
                texts.append(text)
        elif not _inside(lines, index, rows):
            break
        elif is_page_furniture(text.strip()):
            pass
        elif _joins(lines, index, rows):
            rows[-1] = _join(rows[-1], (*_cells(lines[index]),))
        else:
            rows.append(_cells(lines[index]))
        index += 1
    last = lines[index - 1]
    joined = (align(rows, texts) if len(texts) == len(rows) else None) or _join_wrapped(rows)
    return RawTable(rows=tuple(joined), shape=Shape.TABS, span=(lines[start].start, last.span[1])), index


def _starts(text: str) -> bool:
    inside = text.strip()
    if "\t" not in text or not inside:
        return False
    return "\t" in inside or (text.count("\t") > 1 and not _stands_above(inside))


def _stands_above(text: str) -> bool:
    """Whether a line that tabs push to the right or the middle is a table's title or unit, not its first row."""
    label = caption_of(text)
    return bool(unit_of(text) or bare_unit_of(text) or (label and label.number))


def _cells(line: SourceLine) -> RawRow:
    cells, offset = [], line.start
    for piece in line.text.split("\t"):
        lead = len(piece) - len(piece.lstrip())
        begin = offset + (lead if piece.strip() else 0)
        end = begin + len(piece.strip())
        cells.append(
            RawCell(strip_cell_emphasis(fold_cell(piece)), span=(begin, end), indent=indent_of(piece))
        )
        offset += len(piece) + 1
    return tuple(cells)


def _inside(lines: list[SourceLine], index: int, rows: list[RawRow]) -> bool:
    """Whether a line without tabs belongs to the table: rows stand directly above and below it."""
    text = lines[index].text.strip()
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    if "\t" not in following or len(rows) < 2 or len(text) > _LABEL_LENGTH:
        return False
    if len(following.split("\t")) > len(rows[0]):
        return False
    return not (ends_region(text) or is_bullet(text) or heading_level(text))


def _joins(lines: list[SourceLine], index: int, rows: list[RawRow]) -> bool:
    """Whether a line is the middle of a cell that breaks over three lines."""
    following = len(lines[index + 1].text.split("\t"))
    return len(rows[-1]) + following - 1 == len(rows[0]) and len(rows[-1]) < len(rows[0])


def _join(row: RawRow, rest: RawRow) -> RawRow:
    """Join two pieces of a row whose break fell inside a cell."""
    left, right = row[-1], rest[0]
    span = (left.span[0], right.span[1]) if left.span and right.span else None
    return (*row[:-1], RawCell(text=fold_cell(f"{left.text}\n{right.text}"), span=span), *rest[1:])


def _join_wrapped(rows: list[RawRow]) -> list[RawRow]:
    """Join rows that a line end inside a cell cut in two: k and n - k + 1 cells that make n."""
    width = max((len(row) for row in rows), default=0)
    joined: list[RawRow] = []
    for row in rows:
        if joined and _is_tail(joined[-1], row, width):
            joined[-1] = _join(joined[-1], row)
        else:
            joined.append(row)
    return joined


def _is_tail(row: RawRow, rest: RawRow, width: int) -> bool:
    if not 1 < len(row) < width or len(row) + len(rest) - 1 != width:
        return False
    return row[-1].text != "" and kind_of(row[-1].text) is Kind.TEXT and kind_of(rest[0].text) is Kind.TEXT
