"""Tables laid down one cell a paragraph or a line, or with a bar on a line of its own behind each: what web pages leave.

Nothing stands between rows. Only the ordinals tell where rows begin. A table is taken where they run 1, 2, 3 … with as many cells between them,
under a header of as many cells that begins with "STT".
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind, column_kind, heads_ordinals, kind_of
from doichieu.extract.assembly.labels import caption_of, is_page_furniture
from doichieu.extract.stream import RawCell, RawTable, Shape
from doichieu.extract.words import fold_cell, plain, strip_cell_emphasis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.text.lines import SourceLine

BAR = "|"
"""What closes a cell where it stands on a line of its own."""

# Lines of a cell at most.
_MOST_LINES = 30
_ORDINAL = re.compile(r"0*(\d{1,4})[.)]?")
_TOTAL = re.compile(r"(?:tong|cong|binh quan|trung binh)\b.{0,40}")
_WIDEST = 40
_LONGEST_CELL = 400
_FEWEST_ROWS = 3
# Rows may lack a cell that was merged or left blank; most have all of them.
_FULL_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class _Unit:
    """A cell: its lines, and the index of the line after them."""

    cell: RawCell
    end: int

    @property
    def ordinal(self) -> int | None:
        found = _ORDINAL.fullmatch(self.cell.text)
        return int(found.group(1)) if found else None


def read_paragraphs(lines: Sequence[SourceLine], start: int) -> tuple[RawTable, int] | None:
    """Read the table whose header begins at a line.

    Args:
        lines: All lines of the source.
        start: Index of a line.

    Returns:
        The table and the index of the line after it; None where no header begins or no rows follow it.
    """
    if not heads_ordinals(lines[start].text):
        return None
    units = _Units(lines, start)
    width = next((at for at, unit in enumerate(units.between(0, _WIDEST + 1)) if unit.ordinal == 1), 0)
    if width < 2:
        return None
    starts = _row_starts(units, width)
    rows = [units.between(a, b) for a, b in itertools.pairwise(starts)]
    last = units.between(starts[-1], starts[-1] + width)
    rows.append(last[: _last_width(last, rows, width)])
    if not _is_table(rows, width):
        return None
    below = starts[-1] + len(rows[-1])
    rows += _totals(units.between(below, below + width), width)
    body = [tuple(unit.cell for unit in row) for row in (units.between(0, width), *rows)]
    end = rows[-1][-1].end
    span = (lines[start].start, lines[end - 1].span[1])
    return RawTable(rows=tuple(body), shape=Shape.STACKED, span=span), end


class _Units:
    """The cells from a line on: what bars close, else paragraphs where blank lines part them, else lines.

    They are read as far as asked for.

    A text may have the first word of a header on every line: none of them reads further than its own rows go.
    """

    def __init__(self, lines: Sequence[SourceLine], start: int) -> None:
        self._lines = lines
        self._apart = start + 1 < len(lines) and lines[start + 1].empty
        self._barred = closed_by_bar(lines, start) == start + 2
        self._read: list[_Unit] = []
        self._next: int | None = start

    def between(self, first: int, end: int) -> list[_Unit]:
        """Cells by their number, fewer where the text has no more."""
        while len(self._read) < end and self._next is not None:
            unit = self._unit_at(self._next)
            self._next = None if unit is None else unit.end
            self._read += [] if unit is None else [unit]
        return self._read[first:end]

    def _unit_at(self, index: int) -> _Unit | None:
        lines = self._lines
        if self._barred:
            barred = closed_by_bar(lines, index)
            return _unit(lines[index : barred - 1] or lines[index:barred], barred) if barred else None
        while self._apart and index < len(lines) and lines[index].empty:
            index += 1
        if index >= len(lines) or lines[index].empty:
            return None
        end, length = index + 1, len(lines[index].text)
        while self._apart and end < len(lines) and not lines[end].empty and length <= _LONGEST_CELL:
            length += len(lines[end].text)
            end += 1
        return _unit(lines[index:end], end)


def _unit(pieces: Sequence[SourceLine], end: int) -> _Unit | None:
    """The cell that some lines are; None where they are too much for one."""
    text = (
        strip_cell_emphasis(fold_cell("\n".join(piece.text for piece in pieces))).removesuffix(BAR).rstrip()
    )
    if "\t" in pieces[0].text or len(text) > _LONGEST_CELL or caption_of(text):
        return None
    return _Unit(RawCell(text=text, span=(pieces[0].start, pieces[-1].span[1])), end)


def closed_by_bar(lines: Sequence[SourceLine], index: int) -> int:
    """The index behind the bar on a line of its own that closes the cell that begins at a line; 0 where none does."""
    ahead = lines[index : index + _MOST_LINES]
    at = next((at for at, line in enumerate(ahead) if line.text.strip() == BAR), None)
    return 0 if at is None else index + at + 1


def _row_starts(units: _Units, width: int) -> list[int]:
    """Where 1, 2, 3 … stand, each a row's cells behind the one before; a row may lack cells or follow a label."""
    starts = [width]
    while True:
        at, wanted = starts[-1], len(starts) + 1
        ahead = enumerate(units.between(at + 2, at + width + 2), start=at + 2)
        found = [place for place, unit in ahead if unit.ordinal == wanted]
        if not found:
            return starts
        starts.append(min(found, key=lambda place: (abs(place - at - width), place)))


def _last_width(rest: Sequence[_Unit], rows: Sequence[Sequence[_Unit]], width: int) -> int:
    """Cells of the last row: as many as columns, where their kinds are those of the rows before."""
    kinds = [column_kind(row[col].cell.text for row in rows if len(row) == width) for col in range(width)]
    size = 1
    while size < min(width, len(rest)) and _fits(kind_of(rest[size].cell.text), kinds[size]):
        size += 1
    return size


def _fits(kind: Kind, column: Kind) -> bool:
    return kind is Kind.BLANK or column is Kind.BLANK or (kind is Kind.TEXT) == (column is Kind.TEXT)


def _is_table(rows: Sequence[Sequence[_Unit]], width: int) -> bool:
    sizes = Counter(len(row) for row in rows)
    return len(rows) >= _FEWEST_ROWS and sizes[width] >= _FULL_SHARE * len(rows)


def _totals(rest: list[_Unit], width: int) -> list[list[_Unit]]:
    """The total row under the rows: its label and the figures behind it."""
    if not rest or not _TOTAL.fullmatch(plain(rest[0].cell.text)):
        return []
    size = 1
    while size < min(width, len(rest)) and kind_of(rest[size].cell.text) in {Kind.INTEGER, Kind.NUMBER}:
        size += 1
    if size == 1 or is_page_furniture(rest[size - 1].cell.text):
        return []
    return [rest[:size]]
