"""Grids of CSS whose cells stand one behind the other, as tables: the style says how many make a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.assembly.kinds import Kind, kind_of
from doichieu.extract.words import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.html import HtmlElement

_GRID = re.compile(r"(?<![\w-])display\s*:\s*(?:inline-)?grid\b")
# "grid-template-columns: …", and the short forms, in which columns stand behind a stroke.
_COLUMNS = re.compile(r"(?<![\w-])grid-template-columns\s*:\s*([^;!]+)")
_SHORT_FORM = re.compile(r"(?<![\w-])grid(?:-template)?\s*:[^;/]*/\s*([^;!]+)")
_REPEAT = re.compile(r"repeat\(\s*(\d{1,2})\s*,\s*((?:[^()]|\([^()]*\))*)\)")
_NAMED, _IN_BRACKETS = re.compile(r"\[[^\]]*\]"), re.compile(r"\([^()]*\)")
_SPAN = re.compile(r"(?<![\w-])grid-column\s*:\s*(?:[^;]*span\s+(\d{1,2})|(\d{1,2})\s*/\s*(-?\d{1,2}))")
# Classes of Tailwind, that for the widest screen last.
_CLASS = re.compile(r"(?:(sm|md|lg|xl|2xl):)?grid-cols-(\d{1,2})")
_CLASS_SPAN = re.compile(r"(?:(sm|md|lg|xl|2xl):)?col-span-(\d{1,2}|full)")
_WIDTHS = ("", "sm", "md", "lg", "xl", "2xl")
# So many rows of so many cells each, header among them; fewer are boxes of a page.
_FEWEST_ROWS, _FEWEST_CELLS = 3, 3
_FIGURES = frozenset({Kind.NUMBER, Kind.INTEGER})


class _Cell(NamedTuple):
    element: HtmlElement
    cols: int
    text: str


def name_grid(holder: HtmlElement, is_cell: Callable[[HtmlElement], bool]) -> bool:
    """Name the rows and cells of a grid that holds a table.

    It holds one where its first row has titles, or a grid of one row before it, and below them one column has figures
    alone and another one texts.

    Args:
        holder: An element; changed in place where it is such a grid.
        is_cell: Whether an element can be a cell: it holds a short text alone.

    Returns:
        Whether it was named.
    Source:
        CSS Grid Layout Module Level 2, sections 7 and 8; without areas and places by name.
    """
    width = _width(holder)
    if width < _FEWEST_CELLS or (holder.text or "").strip():
        return False
    for row in [child for child in holder if _is_open(child)]:
        row.drop_tag()
    if any((child.tail or "").strip() or not is_cell(child) for child in holder):
        return False
    above = holder.getprevious()
    titles = [] if above is None or _width(above) != width or len(above) != width else list(above)
    if not all(map(is_cell, titles)):
        titles = []
    rows = _rows([*titles, *holder], width)
    if not _is_table(rows, width):
        return False
    for row in rows:
        line = holder.makeelement("tr")
        for cell in row:
            cell.element.tag = "td"
            if cell.cols > 1:
                cell.element.set("colspan", str(cell.cols))
            line.append(cell.element)
        holder.append(line)
    if titles and above is not None:
        above.drop_tag()
    holder.tag = "table"
    return True


def _width(holder: HtmlElement) -> int:
    """Columns of a grid, 0 of other elements and where they depend on the screen."""
    style, classes = (holder.get("style") or "").lower(), (holder.get("class") or "").split()
    if _GRID.search(style) and (match := _COLUMNS.search(style) or _SHORT_FORM.search(style)):
        return _tracks(match[1])
    if "grid" not in classes and "inline-grid" not in classes:
        return 0
    return int(_widest(_CLASS, classes) or 0)


def _widest(pattern: re.Pattern[str], classes: Sequence[str]) -> str | None:
    """What the classes of an element say of it on the widest screen."""
    stated = [match for name in classes if (match := pattern.fullmatch(name))]
    widest = max(stated, key=lambda match: _WIDTHS.index(match[1] or ""), default=None)
    return widest[2] if widest else None


def _tracks(template: str) -> int:
    """Columns that a template lists."""
    template = _NAMED.sub(" ", template)
    repeated = sum(int(count) * _tracks(tracks) for count, tracks in _REPEAT.findall(template))
    rest = _REPEAT.sub(" ", template)
    if "repeat" in rest:
        return 0
    return repeated + len(_IN_BRACKETS.sub("", _IN_BRACKETS.sub("", rest)).split())


def _is_open(element: HtmlElement) -> bool:
    """Whether an element is but a holder of cells that are the grid's ("display: contents")."""
    return (
        re.search(r"display\s*:\s*contents", element.get("style") or "") is not None
        or "contents" in (element.get("class") or "").split()
    )


def _span(element: HtmlElement, width: int) -> int:
    match = _SPAN.search((element.get("style") or "").lower())
    if match and match[1]:
        return min(int(match[1]), width)
    if match:
        begin, end = int(match[2]), int(match[3])
        return max(1, min((end if end > 0 else width + 2 + end) - begin, width))
    wide = _widest(_CLASS_SPAN, (element.get("class") or "").split())
    return width if wide == "full" else min(int(wide or 1), width)


def _rows(elements: Sequence[HtmlElement], width: int) -> list[list[_Cell]]:
    """Cells by row, each where the one before leaves room for it."""
    rows: list[list[_Cell]] = [[]]
    for element in elements:
        cell = _Cell(element, _span(element, width), fold(element.text_content()))
        if sum(other.cols for other in rows[-1]) + cell.cols > width:
            rows.append([])
        rows[-1].append(cell)
    return rows


def _is_table(rows: Sequence[Sequence[_Cell]], width: int) -> bool:
    """Whether rows are those of a table: titles, below them figures in one column and texts in another."""
    full = [[kind_of(cell.text) for cell in row] for row in rows if len(row) == width]
    if len(full) < _FEWEST_ROWS or len(rows[0]) != width or 2 * len(full) < len(rows):
        return False
    if any(kind in _FIGURES or not cell.text for kind, cell in zip(full[0], rows[0], strict=True)):
        return False
    columns = list(zip(*full[1:], strict=True))
    return any(all(kind in _FIGURES for kind in column) for column in columns[1:]) and any(
        sum(kind is Kind.TEXT for kind in column) * 2 > len(column) for column in columns
    )
