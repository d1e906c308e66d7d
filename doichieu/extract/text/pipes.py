"""Tables whose cells stand between bars, as converters of web pages leave them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind, kind_of
from doichieu.extract.assembly.labels import ends_region, heading_level, is_bullet
from doichieu.extract.stream import RawCell, RawRow, RawTable, Shape, Span
from doichieu.extract.words import fold_cell, strip_cell_emphasis

if TYPE_CHECKING:
    from doichieu.extract.text.lines import SourceLine

# A line inside a cell that has no bar of its own; longer ones are running text.
_LOOSE_LENGTH = 400
# The line under a header as databases print it: "-----+-------".
_CROSSED = re.compile(r"-{2,}(?:\+-{2,})+")


@dataclass(frozen=True, slots=True)
class Token:
    """Text before a bar, as it stands in the source."""

    text: str
    span: Span

    @property
    def pad(self) -> bool:
        """Whether it can be a bar that a converter appended: real empty cells hold a line end."""
        return not self.text.strip() and "\n" not in self.text


def read_pipes(lines: list[SourceLine], start: int) -> tuple[RawTable, int] | None:
    """Read the rows between bars that begin at a line.

    Args:
        lines: All lines of the source.
        start: Index of the first line.

    Returns:
        The table and the index of the line after it; None when no row begins here.
    """
    if not _has_bars(lines[start].text):
        return None
    end = _region_end(lines, start)
    region = [line for line in lines[start:end] if line.text.strip(" |-+=:\t\u00a0") or "|" in line.text]
    leading = _leading(region)
    width = _width(region, leading=leading)
    rows = _split(region, width, leading=leading)
    # A converter that keeps empty cells as line ends appends bare bars only for cells that it lost.
    lossy = any("\n" in token.text and not token.text.strip() for tokens in rows for token in tokens)
    keeps = not lossy and _keeps_blanks(region, rows, width, leading=leading)
    cells = tuple(_row(tokens, width, keeps=keeps) for tokens in rows)
    span = (lines[start].start, lines[end - 1].span[1])
    return RawTable(rows=cells, shape=Shape.PIPES, lossy=lossy, span=span), end


def _has_bars(text: str) -> bool:
    stripped = text.strip()
    return "|" in stripped and (stripped[-1] == "|" or stripped[0] == "|" or " | " in stripped)


def _region_end(lines: list[SourceLine], start: int) -> int:
    index = start
    while index < len(lines) and ("|" in lines[index].text or _is_loose(lines, index)):
        index += 1
    return index


def _is_loose(lines: list[SourceLine], index: int) -> bool:
    """Whether a line without bars is text of a cell: the next line goes on with a bar."""
    text = lines[index].text.strip()
    following = lines[index + 1].text.lstrip() if index + 1 < len(lines) else ""
    if _CROSSED.fullmatch(text):
        return "|" in following
    if not text or len(text) > _LOOSE_LENGTH or not following.startswith("|"):
        return False
    return not (ends_region(text) or heading_level(text) or is_bullet(text))


def _leading(region: list[SourceLine]) -> bool:
    """Whether rows begin with a bar of their own, as in a drawn grid."""
    first = region[0].text.strip()
    begun = sum(line.text.lstrip().startswith("|") for line in region)
    return first.startswith("|") and first.endswith("|") and begun > len(region) * 0.9


def _bars(text: str, *, leading: bool) -> int:
    stripped = text.strip()
    return stripped.count("|") + (not stripped.endswith("|")) - leading


def _width(region: list[SourceLine], *, leading: bool) -> int:
    """Cells in a full row: those of the first line, or more when most lines have more."""
    first = _bars(region[0].text, leading=leading)
    counts = Counter(_bars(line.text, leading=leading) for line in region)
    common, times = counts.most_common(1)[0]
    return common if common > first and times * 2 > len(region) else first


def _split(region: list[SourceLine], width: int, *, leading: bool) -> list[list[Token]]:
    """Cut a region into rows of tokens; a row ends at the line end where it is full."""
    rows: list[list[Token]] = []
    row: list[Token] = []
    loose: list[SourceLine] = []
    for line in region:
        if "|" not in line.text:
            loose.append(line)
            continue
        tokens = _tokens(line, leading=leading)
        if row and _starts_row(row, tokens, width):
            rows.append(row)
            row = []
        if row or loose:
            tokens[0] = _continued(tokens[0], loose)
        row, loose = [*row, *tokens], []
        if len(row) >= width:
            rows.append(row)
            row = []
    return [*rows, row] if row else rows


def _continued(token: Token, loose: list[SourceLine]) -> Token:
    """A token that begins on an earlier line: the line end, and lines without bars, belong to it."""
    text = "\n".join(["", *(line.text.strip() for line in loose), token.text])
    return Token(text, (loose[0].start, loose[-1].span[1]) if loose else token.span)


def _tokens(line: SourceLine, *, leading: bool) -> list[Token]:
    text = line.text.strip()
    offset = line.start + line.text.find(text)
    if leading and text.startswith("|"):
        text, offset = text[1:], offset + 1
    pieces = text.split("|")
    if text.endswith("|"):
        pieces.pop()
    tokens = []
    for piece in pieces:
        lead = len(piece) - len(piece.lstrip())
        begin = offset + (lead if piece.strip() else 0)
        tokens.append(Token(piece, (begin, begin + len(piece.strip()))))
        offset += len(piece) + 1
    return tokens


def _starts_row(row: list[Token], tokens: list[Token], width: int) -> bool:
    """Whether a line begins a new row although the row before it is not full."""
    if len(row) + len(tokens) > width:
        return True
    first, previous = tokens[0].text.strip(), row[0].text.strip()
    if len(row) < 2 or kind_of(first) is not Kind.INTEGER or kind_of(previous) is not Kind.INTEGER:
        return False
    return _value(first) - _value(previous) in {0, 1}


def _value(text: str) -> int:
    return int(re.sub(r"\D", "", text) or 0)


def _keeps_blanks(region: list[SourceLine], rows: list[list[Token]], width: int, *, leading: bool) -> bool:
    """Whether all rows are as wide and several have blanks within: a converter that keeps those keeps the ones at the end."""
    if any(_bars(line.text, leading=leading) != width for line in region):
        return False
    return sum(any(token.pad for token in row[: _filled(row)]) for row in rows) > 1


def _filled(tokens: list[Token]) -> int:
    """Cells of a row but for the blanks at its end that hold no line end."""
    tail = len(tokens)
    while tail and tokens[tail - 1].pad:
        tail -= 1
    return tail


def _row(tokens: list[Token], width: int, *, keeps: bool) -> RawRow:
    """Cells of a row; blanks at its end that hold no line end are marked as pads, unless the converter keeps blanks."""
    tail = len(tokens) if keeps else _filled(tokens)
    cells = [
        RawCell(text=strip_cell_emphasis(fold_cell(token.text)), span=token.span, pad=index >= tail)
        for index, token in enumerate(tokens)
    ]
    end = tokens[-1].span[1] if tokens else 0
    cells += [RawCell(text="", span=(end, end), pad=True)] * (width - len(cells))
    return tuple(cells)
