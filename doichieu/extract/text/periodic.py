"""Tables laid down one cell a paragraph or a line without ordinals: the kinds of the cells repeat, row after row.

"Quảng Ninh", "73.40", "1", "Rất tốt", "Đồng Tháp", "72.10", "2", "Rất tốt" … under a header of as many words.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.assembly.kinds import Kind, head_kind, heads_ordinals, kind_of, looks_like_header
from doichieu.extract.assembly.labels import caption_of, is_note
from doichieu.extract.stream import RawCell, RawTable, Shape
from doichieu.extract.words import fold_cell, strip_cell_emphasis

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from doichieu.extract.text.lines import Found, SourceLine

_WIDEST, _FEWEST_ROWS = 16, 3
# Rows that tell whether words repeat.
_TOLD = 40
_LONGEST_CELL, _LONGEST_HEAD = 120, 60
# Cells beside each other on so many lines in a row are lines, not the lines of one paragraph.
_MANY_LINES = 4
# Grades repeat from row to row, names do not: so few different ones to the number of rows.
_REPEAT = 0.7


class _Unit(NamedTuple):
    """A cell with the lines it stands on, and whether it is a figure."""

    text: str
    first: int
    end: int
    figure: bool


def find_periodic(lines: Sequence[SourceLine]) -> Found:
    """Find the tables of a text whose cells follow each other without a mark of rows.

    Args:
        lines: All lines of the source.

    Returns:
        By the index of its first line, each table and the index of the line after it.
    """
    found: Found = {}
    for units in _runs(lines):
        at = 0
        while at < len(units):
            start = next((place for place in range(at, len(units)) if units[place].figure), len(units))
            table = _table_from(units, start, at)
            if table is None:
                at = next(
                    (place for place in range(start, len(units)) if not units[place].figure), len(units)
                )
                continue
            head, end, width = table
            rows = [units[row : row + width] for row in range(head, end, width)]
            span = (lines[units[head].first].start, lines[units[end - 1].end - 1].span[1])
            cells = tuple(tuple(_cell(lines, unit) for unit in row) for row in rows)
            found[units[head].first] = (
                RawTable(rows=cells, shape=Shape.STACKED, span=span),
                units[end - 1].end,
            )
            at = end
    return found


def _runs(lines: Sequence[SourceLine]) -> Iterator[list[_Unit]]:
    """Runs of short cells: paragraphs, or lines where many stand together."""
    units: list[_Unit] = []
    for empty, group in groupby(range(len(lines)), key=lambda index: lines[index].empty):
        if empty:
            continue
        block = list(group)
        alone = len(block) >= _MANY_LINES and all(len(lines[index].text) <= _LONGEST_CELL for index in block)
        pieces = [[index] for index in block] if alone else [block]
        for piece in pieces:
            unit = _unit(lines, piece)
            if unit is None:
                yield units
                units = []
            else:
                units.append(unit)
    yield units


def _unit(lines: Sequence[SourceLine], piece: Sequence[int]) -> _Unit | None:
    """A cell; None for what can be none."""
    texts = [lines[index].text for index in piece]
    if len(piece) >= _MANY_LINES or any(sign in text for text in texts for sign in "\t|"):
        return None
    text = strip_cell_emphasis(fold_cell("\n".join(texts)))
    if not text or len(text) > _LONGEST_CELL:
        return None
    return _Unit(text, piece[0], piece[-1] + 1, kind_of(text) in {Kind.NUMBER, Kind.INTEGER})


def _table_from(units: Sequence[_Unit], start: int, least: int) -> tuple[int, int, int] | None:
    """The table whose first figure stands at a place: where its header begins, where it ends, and its columns."""
    for width in range(2, _WIDEST + 1):
        if not _repeats(units, start, width):
            continue
        first = start - _lead(units, start, width)
        if first - width < least:
            continue
        header = [unit.text for unit in units[first - width : first]]
        if not (_is_header(header) and _heads_figures(header, units[first : first + width])):
            continue
        some = units[first : first + _FEWEST_ROWS * width : width]
        if all(unit.text.endswith(":") for unit in some):
            continue  # labels with their amounts, as lists of them have
        end = _end(units, first, width)
        if end - first >= _FEWEST_ROWS * width:
            return first - width, end, width
    return None


def _repeats(units: Sequence[_Unit], start: int, width: int) -> bool:
    """Whether what are figures and what are words is the same in the rows from a place on; a row has both."""
    pattern = [unit.figure for unit in units[start : start + width]]
    whole = start + (_FEWEST_ROWS - 1) * width
    if len(pattern) < width or all(pattern) or whole >= len(units):
        return False
    return (
        all(
            [unit.figure for unit in units[row : row + width]] == pattern
            for row in range(start, whole, width)
        )
        and units[whole].figure
    )


def _lead(units: Sequence[_Unit], start: int, width: int) -> int:
    """How many words stand before the first figure of a row: all between two figures, less grades that repeat."""
    pattern = [unit.figure for unit in units[start : start + width]]
    between = pattern[::-1].index(True)
    rows = range(start, min(len(units) - width, start + _TOLD * width), width)
    trailing = 0
    while trailing + 1 < between:
        place = width - between + trailing
        texts = []
        for row in rows:
            if [unit.figure for unit in units[row : row + width]] != pattern:
                break
            texts.append(units[row + place].text)
        if len(set(texts)) > _REPEAT * len(texts):
            break
        trailing += 1
    return between - trailing


def _end(units: Sequence[_Unit], first: int, width: int) -> int:
    """Where the last full row of the same kinds ends."""
    pattern = [unit.figure for unit in units[first : first + width]]
    end = first
    while [unit.figure for unit in units[end : end + width]] == pattern:
        if any(is_note(unit.text) or caption_of(unit.text) for unit in units[end : end + width]):
            break
        end += width
    return end


def _is_header(texts: list[str]) -> bool:
    """Whether cells can be a header; one that counts its rows is read by their numbers."""
    if any(text.endswith((".", ":", ";")) or len(text) > _LONGEST_HEAD for text in texts):
        return False
    return looks_like_header(texts) and not heads_ordinals(texts[0])


def _heads_figures(header: list[str], row: Sequence[_Unit]) -> bool:
    """Whether a title over a column of figures says that it holds some: rows that lack a cell shift all behind them."""
    return any(
        unit.figure and head_kind(text) is Kind.NUMBER for text, unit in zip(header, row, strict=False)
    )


def _cell(lines: Sequence[SourceLine], unit: _Unit) -> RawCell:
    return RawCell(text=unit.text, span=(lines[unit.first].start, lines[unit.end - 1].span[1]))
