"""Parts of a page that stand in it twice, one of which is shown: for telephones, for print, behind a tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind, kind_of
from doichieu.extract.stream import Line, RawTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.stream import Item

_FIGURES = frozenset({Kind.NUMBER, Kind.INTEGER})

_Mark = tuple[tuple[str, ...], ...]


def without_copies(items: Sequence[Item]) -> list[Item]:
    """Leave out what comes again word for word right behind itself and holds a table of figures.

    Args:
        items: The stream of a page.

    Returns:
        The stream with the first of the two alone.
    """
    tables: dict[_Mark, int] = {}
    marks = [_mark(item) for item in items]
    dropped: set[int] = set()
    for at, item in enumerate(items):
        if at in dropped or not isinstance(item, RawTable) or not _has_figures(item):
            continue
        first = tables.setdefault(marks[at], at)
        if first < at:
            dropped.update(_copy(marks, first, at))
    return [item for at, item in enumerate(items) if at not in dropped]


def _copy(marks: Sequence[_Mark], first: int, second: int) -> range:
    """The items about a table that repeat those about its twin; none where anything else stands between, as a title of its own."""
    start, end, apart = second, second + 1, second - first
    while start - apart > 0 and start - 1 > first and marks[start - 1] == marks[start - 1 - apart]:
        start -= 1
    while end < len(marks) and end - apart < start and marks[end] == marks[end - apart]:
        end += 1
    return range(start, end) if end - apart == start else range(0)


def _mark(item: Item) -> _Mark:
    """The words of an item; a line is a table of one cell, for a comparison."""
    if isinstance(item, Line):
        return ((item.text,),)
    return tuple(tuple(cell.text for cell in row) for row in item.rows)


def _has_figures(table: RawTable) -> bool:
    return any(kind_of(cell.text) in _FIGURES for row in table.rows for cell in row[1:])
