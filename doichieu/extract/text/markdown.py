"""Markdown tables: a header row, a delimiter row, rows between bars."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from doichieu.extract.stream import RawCell, RawRow, RawTable, Shape
from doichieu.extract.words import fold_cell, strip_cell_emphasis

if TYPE_CHECKING:
    from doichieu.extract.text.lines import SourceLine

_DELIMITER = re.compile(r"\s*\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)*\|?\s*")
# The same again between rows, as converters of pages with several tables in one leave it; "-" alone is a nil.
_RULE = re.compile(r":?-{3,}:?")
_BAR = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*")


def is_delimiter(text: str) -> bool:
    """Whether a line is the delimiter row under a Markdown header."""
    return "-" in text and "|" in text and len(text) < 4000 and _DELIMITER.fullmatch(text) is not None


def read_markdown(lines: list[SourceLine], start: int) -> tuple[RawTable, int] | None:
    """Read the Markdown table whose header stands at a line.

    Args:
        lines: All lines of the source.
        start: Index of the header line.

    Returns:
        The table and the index of the line after it; None when no delimiter row follows.
    """
    if "|" not in lines[start].text or start + 1 >= len(lines) or not is_delimiter(lines[start + 1].text):
        return None
    width = len(_pieces(lines[start + 1].text))
    rows = [_row(lines[start], width)]
    index = start + 2
    while index < len(lines) and "|" in lines[index].text:
        if not _is_rule(lines[index].text):
            rows.append(_row(lines[index], width))
        index += 1
    titled = any(cell.text for cell in rows[0])
    span = (lines[start].start, lines[index - 1].span[1])
    return RawTable(
        rows=tuple(rows if titled else rows[1:]), shape=Shape.TABS, header_hint=int(titled), span=span
    ), index


def heading_of(text: str) -> tuple[int, str] | None:
    """Level and text of an ATX heading ("## II. Kết quả"); None when the line is none."""
    match = _HEADING.fullmatch(text) if text.lstrip().startswith("#") else None
    return (len(match[1]), match[2]) if match else None


def _is_rule(text: str) -> bool:
    """Whether every cell of a row that holds anything holds dashes alone."""
    filled = [piece.strip() for piece in _pieces(text) if piece.strip()]
    return bool(filled) and all(_RULE.fullmatch(piece) for piece in filled)


def _pieces(text: str) -> list[str]:
    stripped = text.strip()
    pieces = _BAR.split(stripped.removeprefix("|"))
    return pieces[:-1] if len(pieces) > 1 and not pieces[-1].strip() else pieces


def _row(line: SourceLine, width: int) -> RawRow:
    pieces = _pieces(line.text)
    pieces += [""] * (width - len(pieces))
    offset = line.start + line.text.find("|") + 1 if line.text.lstrip().startswith("|") else line.start
    cells = []
    for piece in pieces:
        lead = len(piece) - len(piece.lstrip()) if piece.strip() else 0
        span = (offset + lead, offset + lead + len(piece.strip()))
        cells.append(RawCell(text=_text(piece), span=span))
        offset += len(piece) + 1
    return tuple(cells)


def _text(piece: str) -> str:
    text = _BREAK.sub("\n", piece.replace("\\|", "|"))
    text = _LINK.sub(r"\1", text) if "](" in text else text
    text = html.unescape(text) if "&" in text else text
    return strip_cell_emphasis(re.sub(r"\\([\\*_#.\-])", r"\1", fold_cell(text)))
