"""Fragments of tables: joined over page ends, told apart from layout, freed of repeated headers."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from doichieu.extract.frames import LAYOUT
from doichieu.extract.kinds import ORDINAL_HEADS, Kind, kind_of, looks_like_header
from doichieu.extract.labels import is_page_furniture
from doichieu.extract.stream import Item, Line, RawCell, RawRow, RawTable, Shape, row_width
from doichieu.extract.words import fold, plain, starts_lower

if TYPE_CHECKING:
    from collections.abc import Sequence


def join_fragments(items: Sequence[Item]) -> list[Item]:
    """Join the fragments of a table and turn layout into lines.

    Args:
        items: The stream as the reader made it.

    Returns:
        The stream in which each table is one item and everything else is lines.
    """
    joined: list[Item] = []
    behind: list[Item] = []  # page numbers after a table, dropped when the table goes on behind them
    layouts = _Counter()
    for item in items:
        if isinstance(item, Line):
            behind.append(item)
            if not is_page_furniture(item.text):
                joined += behind
                behind = []
        elif is_layout(item):
            joined += [*behind, *layouts.lines(item)]
            behind = []
        elif joined and isinstance(joined[-1], RawTable) and continues(joined[-1], item):
            joined[-1] = _append(joined[-1], item)
            behind = []
        else:
            joined += [*behind, item]
            behind = []
    return [part for item in joined + behind for part in _settle(item, layouts)]


def _settle(item: Item, layouts: _Counter) -> Sequence[Item]:
    if isinstance(item, Line):
        return (item,)
    return (_without_repeats(item),) if is_grid(item) else layouts.lines(item)


class _Counter:
    """Numbers the layout tables, so that lines of one stay together."""

    def __init__(self) -> None:
        self.count = 0

    def lines(self, raw: RawTable) -> list[Item]:
        """The lines of the next layout table."""
        self.count += 1
        return _to_lines(raw, self.count)


def is_layout(raw: RawTable) -> bool:
    """Whether a table only lays out a letterhead, an address or a signature block."""
    if raw.width > 4 or len(raw.rows) > 14 or plain(raw.rows[0][0].text).strip(" .") in ORDINAL_HEADS:
        return False
    return any(
        LAYOUT.search(plain(line))
        for row in raw.rows
        for cell in row
        for line in (cell.lines or (cell.text,))
    )


def is_grid(raw: RawTable) -> bool:
    """Whether there is a table: two rows and two columns, with something in more than one column."""
    if len(raw.rows) < 2 or raw.width < 2:
        return False
    return sum(sum(bool(cell.text) for cell in row) > 1 for row in raw.rows) > 1


def continues(first: RawTable, second: RawTable) -> bool:
    """Whether a fragment goes on with the table before it.

    It does when it repeats the header, or when it has none and its rows fit: as many columns and, where the
    medium states cells, ordinals that count on.
    """
    if first.shape is not second.shape:
        return False
    top, head = _texts(second.rows[0]), _texts(first.rows[0])
    if first.width == second.width and top == head and looks_like_header(head):
        return True
    if looks_like_header(top) or second.header_hint:
        return False
    if first.shape is Shape.GIVEN:
        return first.width == second.width and _counts_on(first, second)
    return second.width <= first.width


def _counts_on(first: RawTable, second: RawTable) -> bool:
    """Whether the ordinals of a fragment go on where those of the table before it ended."""
    last = next((value for row in reversed(first.rows) if (value := _ordinal(row)) is not None), None)
    following = next((value for row in second.rows if (value := _ordinal(row)) is not None), None)
    if last is None or following is None:
        return last is following
    return following in {last, last + 1} or (following > last and _is_ranked(first))


def _is_ranked(raw: RawTable) -> bool:
    """Whether the first column skips numbers, as ranks do."""
    values = [value for row in raw.rows if (value := _ordinal(row)) is not None]
    return any(later not in {value, value + 1} for value, later in itertools.pairwise(values))


def _ordinal(row: RawRow) -> int | None:
    first = row[0] if row and not row[0].col else None
    if first is None or kind_of(first.text) is not Kind.INTEGER:
        return None
    return int(re.sub(r"\D", "", first.text))


def _append(first: RawTable, second: RawTable) -> RawTable:
    rows = second.rows
    last = first.rows[-1]
    if rows and _is_cut(last, rows[0]):
        first = replace(first, rows=(*first.rows[:-1], _sew(last, rows[0])))
        rows = rows[1:]
    span = (first.span[0], second.span[1]) if first.span and second.span else first.span
    return replace(first, rows=(*first.rows, *rows), span=span, lossy=first.lossy or second.lossy)


def _is_cut(row: RawRow, rest: RawRow) -> bool:
    """Whether a row was cut at a page's end: its rest has no ordinal and goes on in the middle of a text."""
    texts = [cell.text for cell in rest]
    if len(row) != len(rest) or len(texts) < 2 or texts[0] or not any(texts):
        return False
    return all(not text or starts_lower(text) for text in texts) and all(
        above.text for above, cell in zip(row, rest, strict=True) if cell.text
    )


def _sew(row: RawRow, rest: RawRow) -> RawRow:
    return tuple(
        replace(cell, text=fold(f"{cell.text} {more.text}")) if more.text else cell
        for cell, more in zip(row, rest, strict=True)
    )


def _texts(row: RawRow) -> list[str]:
    return [cell.text for cell in row]


def _without_repeats(raw: RawTable) -> RawTable:
    """Drop header rows that stand again at the top of a page."""
    head = _texts(raw.rows[0])
    if not looks_like_header(head):
        return raw
    levels = [head]
    for row in raw.rows[1:3]:
        if any(kind_of(text) in {Kind.NUMBER, Kind.INTEGER} for text in _texts(row)):
            break
        levels.append(_texts(row))
    kept: list[RawRow] = [raw.rows[0]]
    level = 1
    for row in raw.rows[1:]:
        if row_width(row) == row_width(raw.rows[0]) and _texts(row) == head:
            level = 1
            continue
        if len(kept) > 1 and 0 < level < len(levels) and _texts(row) == levels[level]:
            level += 1
            continue
        level = 0 if len(kept) > 1 else level
        kept.append(row)
    return replace(raw, rows=tuple(kept))


def _to_lines(raw: RawTable, group: int) -> list[Item]:
    """The text of a layout table: column by column, for letterheads stand side by side."""
    columns: dict[int, list[tuple[RawCell, str]]] = {}
    for row in raw.rows:
        for index, cell in enumerate(row):
            texts = [text for line in cell.lines or (cell.text,) if (text := fold(line))]
            columns.setdefault(index if cell.col is None else cell.col, []).extend(
                (cell, text) for text in texts
            )
    return [
        Line(text=text, gap=int(order == 0), span=cell.span, group=group)
        for _, entries in sorted(columns.items())
        for order, (cell, text) in enumerate(entries)
    ]
