"""Plain text and Markdown: lines of the source to the neutral stream."""

from __future__ import annotations

import re
from itertools import pairwise

from doichieu.extract.assembly.labels import caption_of, heading_level, is_picture
from doichieu.extract.frames import split_columns
from doichieu.extract.stream import Item, Line, Trouble
from doichieu.extract.text.barred import is_end_of_cell, read_barred
from doichieu.extract.text.delimited import read_delimited
from doichieu.extract.text.drawn import read_drawn
from doichieu.extract.text.lines import Found, SourceLine, split_lines
from doichieu.extract.text.markdown import heading_of, is_delimiter, read_markdown
from doichieu.extract.text.paragraphs import read_paragraphs
from doichieu.extract.text.periodic import find_periodic
from doichieu.extract.text.pipes import read_pipes
from doichieu.extract.text.spaced import find_spaced
from doichieu.extract.text.stacked import read_stacked
from doichieu.extract.text.tabs import read_tabs
from doichieu.extract.words import fold, strip_emphasis

# Columns that spaces set apart; two lines with them, no further from each other than that, are the least of a table.
_SPACED, _NEAR = re.compile(r"\S {2,}\S"), 4
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
# Debris of a picture's own text is short; running text resumes with a line longer than that.
_DEBRIS = 60


def read_text(text: str) -> tuple[list[Item], list[Trouble]]:
    """Read decoded text.

    Args:
        text: The whole source.

    Returns:
        The stream, and what was not read.
    """
    if "\r" in text and "\n" not in text:
        text = text.replace("\r", "\n")  # as a Mac once ended lines
    if (sheet := read_delimited(text)) is not None:
        return sheet, []
    lines = split_lines(text)
    items: list[Item] = []
    index, gap = 0, 1
    emphasis = _Emphasis()
    spaced, troubles = find_spaced(lines)
    found = spaced | find_periodic(lines) | _aligned(lines)
    while index < len(lines):
        line = lines[index]
        table = _table_at(lines, index, found)
        if table is not None:
            read, index = table
            items += read
            gap = 0
        elif line.empty:
            gap, index = gap + 1, index + 1
        elif is_picture(line.text.strip()):
            end = _debris_end(lines, index + 1)
            message = "a picture stands here; what a converter left of its text is not read"
            span = (line.start, lines[end - 1].span[1])
            troubles.append(Trouble(code="picture-not-read", message=message, span=span))
            index, gap = end, 1
        else:
            items += _lines(line, gap, emphasis)
            gap, index = 0, index + 1
    return items, troubles


def _aligned(lines: list[SourceLine]) -> Found:
    """Tables whose columns are runs of spaces, by their first line."""
    spaced = [at for at, line in enumerate(lines) if "  " in line.text and _SPACED.search(line.text)]
    if not any(below - above <= _NEAR for above, below in pairwise(spaced)):
        return {}
    from doichieu.extract.text.aligned import find_aligned  # noqa: PLC0415 (few texts need the layout of pages)

    return find_aligned(lines)


def _table_at(lines: list[SourceLine], index: int, found: Found) -> tuple[list[Item], int] | None:
    if index in found:
        table, end = found[index]
        return [table], end
    text = lines[index].text
    if drawn := read_drawn(lines, index):
        return [drawn[0]], drawn[1]
    if "|" not in text and (barred := read_barred(lines, index)):
        return [barred[0]], barred[1]
    if is_end_of_cell(lines, index):
        return [], index + 1
    if "|" in text and (piped := read_markdown(lines, index) or read_pipes(lines, index)):
        return [piped[0]], piped[1]
    if "\t" not in text:
        below = read_paragraphs(lines, index)
        return ([below[0]], below[1]) if below else None
    if stacked := read_stacked(lines, index):
        return stacked
    tabs = read_tabs(lines, index)
    return ([tabs[0]], tabs[1]) if tabs and tabs[0].rows else None


def _debris_end(lines: list[SourceLine], index: int) -> int:
    while index < len(lines):
        text = lines[index].text.strip()
        if (
            len(text) > _DEBRIS
            or "\t" in lines[index].text
            or (text and (caption_of(text) or heading_level(text)))
        ):
            break
        index += 1
    return index


class _Emphasis:
    """Bold marks that open on one line and close on a later one."""

    def __init__(self) -> None:
        self.open = False

    def strip(self, text: str) -> str:
        """Remove emphasis marks of a line."""
        text = strip_emphasis(text)
        if text.startswith("**") and not text.startswith("***") and text.count("**") == 1:
            self.open, text = True, text[2:]
        elif self.open and text.endswith("**"):
            self.open, text = False, text[:-2]
        return text


def _lines(line: SourceLine, gap: int, emphasis: _Emphasis) -> list[Item]:
    """One line, or the columns of a letterhead that stand in it; converters to Markdown write line ends as tags."""
    lines: list[Item] = []
    offset = 0
    heading = heading_of(line.text)
    level = heading[0] if heading else None
    parts = _BREAK.split(heading[1] if heading else line.text)
    for order, piece in enumerate(column for part in parts for column in split_columns(part)):
        offset = line.text.find(piece, offset)
        span = (line.start + offset, line.start + offset + len(piece))
        text = fold(emphasis.strip(piece))
        if text:
            lines.append(Line(text=text, gap=0 if order else gap, span=span, level=level))
    return lines


def is_markdown(text: str) -> bool:
    """Whether text is Markdown: it has a delimiter row under a header, or ATX headings."""
    return any(is_delimiter(line) or heading_of(line) for line in text.split("\n"))
