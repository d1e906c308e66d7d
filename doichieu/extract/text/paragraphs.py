"""Tables laid down one cell a paragraph or a line, with nothing between rows: what copying a web page leaves.

Only the ordinals tell where rows begin. A table is taken where they run 1, 2, 3 … with as many cells between them,
under a header of as many cells that begins with "STT".
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import ORDINAL_HEADS, Kind, column_kind, kind_of
from doichieu.extract.assembly.labels import caption_of, is_page_furniture
from doichieu.extract.stream import RawCell, RawTable, Shape
from doichieu.extract.words import fold_cell, plain, strip_cell_emphasis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.text.lines import SourceLine

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
    if plain(lines[start].text).strip(" .") not in ORDINAL_HEADS:
        return None
    apart = start + 1 < len(lines) and lines[start + 1].empty
    units = _units(lines, start, apart=apart)
    width = next((at for at, unit in enumerate(units) if unit.ordinal == 1), 0)
    if not 2 <= width <= _WIDEST:
        return None
    starts = _row_starts(units, width)
    rows = [units[a:b] for a, b in itertools.pairwise(starts)]
    rows.append(units[starts[-1] : starts[-1] + _last_width(units[starts[-1] :], rows, width)])
    if not _is_table(rows, width):
        return None
    rows += _totals(units[starts[-1] + len(rows[-1]) :], width)
    body = [tuple(unit.cell for unit in row) for row in (units[:width], *rows)]
    end = rows[-1][-1].end
    span = (lines[start].start, lines[end - 1].span[1])
    return RawTable(rows=tuple(body), shape=Shape.STACKED, span=span), end


def _units(lines: Sequence[SourceLine], start: int, *, apart: bool) -> list[_Unit]:
    """The cells from a line on: paragraphs where blank lines stand between them, else lines."""
    units: list[_Unit] = []
    index = start
    while index < len(lines):
        if lines[index].empty:
            if not apart:
                break
            index += 1
            continue
        end = index + 1
        while apart and end < len(lines) and not lines[end].empty:
            end += 1
        pieces = lines[index:end]
        text = strip_cell_emphasis(fold_cell("\n".join(piece.text for piece in pieces)))
        if "\t" in pieces[0].text or len(text) > _LONGEST_CELL or caption_of(text):
            break
        units.append(_Unit(RawCell(text=text, span=(pieces[0].start, pieces[-1].span[1])), end))
        index = end
    return units


def _row_starts(units: Sequence[_Unit], width: int) -> list[int]:
    """Where 1, 2, 3 … stand, each a row's cells behind the one before; a row may lack cells or follow a label."""
    starts = [width]
    while True:
        at, wanted = starts[-1], len(starts) + 1
        near = sorted(range(at + 2, at + width + 2), key=lambda place: (abs(place - at - width), place))
        found = next((p for p in near if p < len(units) and units[p].ordinal == wanted), None)
        if found is None:
            return starts
        starts.append(found)


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
