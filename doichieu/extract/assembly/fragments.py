"""Fragments of tables: joined over page ends, told apart from layout, freed of repeated headers."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from doichieu.extract.assembly.continued import MOST_LINES, repeats_caption
from doichieu.extract.assembly.kinds import Kind, kind_of, looks_like_header
from doichieu.extract.assembly.labels import is_banner, is_page_furniture
from doichieu.extract.assembly.layout import Layouts, is_layout, unfolded
from doichieu.extract.stream import Item, Line, RawRow, RawTable, Shape, Span, row_width
from doichieu.extract.words import fold, starts_lower

if TYPE_CHECKING:
    from collections.abc import Sequence


def join_fragments(items: Sequence[Item]) -> list[Item]:
    """Join the fragments of a table and turn layout into lines.

    Args:
        items: The stream as the reader made it.

    Returns:
        The stream in which each table is one item and everything else is lines.
    """
    joined: list[Line | _Growing] = []
    behind: list[Line] = []  # lines after a table, dropped when it goes on behind them
    layouts = Layouts()
    for item in unfolded(items, layouts):
        last = joined[-1] if joined else None
        if isinstance(item, Line):
            behind.append(item)
            if isinstance(last, _Growing) and sum(not _is_furniture(line) for line in behind) <= MOST_LINES:
                continue
            joined += behind
        elif not any(item.rows):
            continue
        elif is_layout(item):
            joined += [*behind, *layouts.lines(item)]
        elif isinstance(last, _Growing) and _may_go_on(behind, joined) and last.goes_on(item):
            last.append(item)
        else:
            joined += [*behind, _Growing.of(item)]
        behind = []
    return [part for item in joined + behind for part in _settle(item, layouts)]


def _may_go_on(behind: Sequence[Line], joined: Sequence[Line | _Growing]) -> bool:
    """Whether the lines behind the last table let it go on: page numbers alone, or its caption again as going on."""
    if all(map(_is_furniture, behind)):
        return True
    above = itertools.takewhile(lambda item: isinstance(item, Line), reversed(joined[:-1]))
    lines = [item for item in itertools.islice(above, MOST_LINES) if isinstance(item, Line)]
    return repeats_caption(behind, lines)


def _is_furniture(line: Line) -> bool:
    return is_page_furniture(line.text) if line.level is None else is_banner(line.text)


def _settle(item: Line | _Growing, layouts: Layouts) -> Sequence[Item]:
    if isinstance(item, Line):
        return (item,)
    raw = item.table()
    return (_without_repeats(raw),) if is_grid(raw) else layouts.lines(raw)


def is_grid(raw: RawTable) -> bool:
    """Whether there is a table: two rows and two columns, with something in more than one column."""
    if len(raw.rows) < 2 or raw.width < 2:
        return False
    full = (row for row in raw.rows if sum(bool(cell.text) for cell in row) > 1)
    return next(full, None) is not None and next(full, None) is not None


@dataclass(slots=True)
class _Growing:
    """A table while fragments are still joined to it; what decides is kept, for papers have many pages.

    Attributes:
        first: The first fragment.
        rows: Rows of all fragments.
        width: Columns of the first fragment.
        ordinal: The last ordinal so far.
        skips: Whether ordinals skip numbers, as ranks do.
    """

    first: RawTable
    rows: list[RawRow]
    width: int
    ordinal: int | None = None
    skips: bool = False
    end: Span | None = None
    lossy: bool = False

    @classmethod
    def of(cls, raw: RawTable) -> _Growing:
        """A table of one fragment."""
        growing = cls(raw, list(raw.rows), raw.width, end=raw.span, lossy=raw.lossy)
        growing._count(raw.rows)
        return growing

    def table(self) -> RawTable:
        """All fragments as one table."""
        rows = tuple(self.rows)
        if rows == self.first.rows and self.end == self.first.span:
            return self.first
        span = (self.first.span[0], self.end[1]) if self.first.span and self.end else self.first.span
        return replace(self.first, rows=rows, span=span, lossy=self.lossy)

    def goes_on(self, fragment: RawTable) -> bool:
        """Whether a fragment goes on with the table.

        It does when it repeats the header, or when it has none and its rows fit: as many columns and, where
        the medium states cells, ordinals that count on.
        """
        if self.first.shape is not fragment.shape:
            return False
        top, head = _texts(fragment.rows[0]), _texts(self.rows[0])
        width = fragment.width
        if self.width == width and top == head and looks_like_header(head):
            return not self._begins_anew(fragment)
        if looks_like_header(top) or fragment.header_hint:
            return False
        if self.first.shape is Shape.GIVEN:
            return self.width == width and self._counts_on(fragment)
        return width <= self.width

    def _begins_anew(self, fragment: RawTable) -> bool:
        """Whether a fragment under the same header begins with the same row again: another table, not a page end."""
        head = self._repeated(fragment)
        rows, own = fragment.rows[head:], self.rows[head:]
        if not rows or not own:
            return False
        if self.ordinal is not None:
            return self.ordinal != 0 and _ordinal(rows[0]) == 1
        # one cell over the whole row may be a group's label, which pages repeat
        names = [row[0].text for row in (rows[0], own[0]) if len(row) > 1]
        return len(names) > 1 and names[0] == names[1] and kind_of(names[0]) is Kind.TEXT

    def append(self, fragment: RawTable) -> None:
        """Join a fragment; a row that the page end cut is sewn together."""
        head = self._repeated(fragment)
        rows = fragment.rows[head:]
        if rows and _is_cut(self.rows[-1], rows[0]):
            self.rows[-1] = _sew(self.rows[-1], rows[0])
            rows = rows[1:]
        rows = (*fragment.rows[:head], *rows)
        self.rows += rows
        self.end = fragment.span
        self.lossy = self.lossy or fragment.lossy
        self._count(rows)

    def _repeated(self, fragment: RawTable) -> int:
        """How many rows of the table's head a fragment repeats before its own begin."""
        count = 0
        for row, head in zip(fragment.rows, self.rows, strict=False):
            if _texts(row) != _texts(head) or _ordinal(row) is not None:
                break
            count += 1
        return count

    def _counts_on(self, fragment: RawTable) -> bool:
        following = next((value for row in fragment.rows if (value := _ordinal(row)) is not None), None)
        if self.ordinal is None or following is None:
            return self.ordinal is following
        return following in {self.ordinal, self.ordinal + 1} or (following > self.ordinal and self.skips)

    def _count(self, rows: Sequence[RawRow]) -> None:
        for row in rows:
            value = _ordinal(row)
            if value is not None:
                self.skips = self.skips or (self.ordinal is not None and value > self.ordinal + 1)
                self.ordinal = value


def _ordinal(row: RawRow) -> int | None:
    first = row[0] if row and not row[0].col else None
    if first is None or kind_of(first.text) is not Kind.INTEGER:
        return None
    return int(re.sub(r"\D", "", first.text))


def _is_cut(row: RawRow, rest: RawRow) -> bool:
    """Whether a row was cut at a page's end: its rest has no ordinal and goes on in the middle of a text."""
    texts = [cell.text for cell in rest]
    if len(row) > len(rest) or len(texts) < 2 or texts[0] or not any(texts):
        return False
    filled = [index for index, text in enumerate(texts) if text]
    return all(_goes_on(texts[index]) and index < len(row) and row[index].text for index in filled)


# What heads a group of rows, however short it is.
_GROUPS = ("mức", "nhóm", "khối", "loại", "cụm", "tổng", "cộng", "xếp loại", "phần", "mục", "ghi chú")


def _goes_on(text: str) -> bool:
    """Whether a text begins in the middle: in lower case, or with one word, the end of a name ("… Vân / Canh")."""
    return starts_lower(text) or (text.isalpha() and not text.lower().startswith(_GROUPS))


def _sew(row: RawRow, rest: RawRow) -> RawRow:
    sewn = tuple(
        cell._replace(text=fold(f"{cell.text} {more.text}")) if more.text else cell
        for cell, more in zip(row, rest, strict=False)
    )
    return (*sewn, *rest[len(row) :])


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
    level, width = 1, row_width(raw.rows[0])
    for row in raw.rows[1:]:
        if row and row[0].text == head[0] and row_width(row) == width and _texts(row) == head:
            level = 1
            continue
        if len(kept) > 1 and 0 < level < len(levels) and _texts(row) == levels[level]:
            level += 1
            continue
        level = 0 if len(kept) > 1 else level
        kept.append(row)
    return raw if len(kept) == len(raw.rows) else replace(raw, rows=tuple(kept))
