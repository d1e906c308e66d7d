"""Tables that a page makes of other elements: by their roles (WAI-ARIA 1.2), by CSS (display: table), by rows alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind, kind_of
from doichieu.extract.html.cssgrids import name_grid
from doichieu.extract.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

_ROLES = {
    "table": "table",
    "grid": "table",
    "treegrid": "table",
    "rowgroup": "tbody",
    "row": "tr",
    "cell": "td",
    "gridcell": "td",
    "columnheader": "th",
    "rowheader": "th",
}
_DISPLAYS = {
    "table": "table",
    "table-row-group": "tbody",
    "table-header-group": "thead",
    "table-footer-group": "tfoot",
    "table-row": "tr",
    "table-cell": "td",
}
_DISPLAY = re.compile(r"display\s*:\s*(table[\w-]*)", re.IGNORECASE)
_MAY_HOLD = re.compile(r"role\s*=\s*[\"']?(?:table|(?:tree)?grid)\b|display\s*:\s*table\b", re.IGNORECASE)
_SECTIONS = frozenset({"tbody", "thead", "tfoot"})
# Roles of elements that only lay out what is inside; those that state none are such too.
_FRAMES = frozenset({"presentation", "none"})
_OWN = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th"})
# One row, or rows of one cell, only lay out what is inside.
_FEWEST_ROWS, _FEWEST_CELLS = 2, 2
# Rows that nothing says to be such: so many of so many texts each, no longer than this, with figures in a column.
_ALIKE_ROWS, _ALIKE_CELLS, _LONGEST = 3, 3, 200
_HOLDERS = frozenset({"div", "section", "ul", "ol", "li", "dl", "article"})
# A cell that holds such is a card, a menu or a form.
_NO_CELL = ("a", "img", "input", "button", "select", "table", "h1", "h2", "h3", "h4", "ul", "ol")
_FIGURES = frozenset({Kind.NUMBER, Kind.INTEGER})


def name_tables(root: HtmlElement, text: str) -> None:
    """Give elements that stand for tables, rows and cells the names of those.

    Args:
        root: The page; changed in place.
        text: Its source, which tells whether there can be any that say so.
    """
    if _MAY_HOLD.search(text):
        _name_stated(root)
    for holder in list(root.iter(*_HOLDERS)):
        if not name_grid(holder, _is_cell):
            _name_alike(holder)


def _name_stated(root: HtmlElement) -> None:
    """Name tables that their roles or styles state."""
    for element in list(root.iter()):
        if _part(element) == "table":
            between: list[HtmlElement] = []
            parts = list(_parts(element, between))
            rows = [part for part in parts if _part(part) == "tr"]
            cells = [[cell for cell in row if _part(cell) in {"td", "th"}] for row in rows]
            if sum(len(row) >= _FEWEST_CELLS for row in cells) >= _FEWEST_ROWS:
                for named in (element, *parts, *(cell for row in cells for cell in row)):
                    named.tag = _part(named)
                for frame in between:
                    frame.drop_tag()


def _name_alike(body: HtmlElement) -> None:
    """Name the rows of a holder whose children all have the same cells, which style sheets elsewhere lay out as a table.

    Labels of groups stand between them, one text instead of all cells.
    """
    width = len(body[0]) if len(body) >= _ALIKE_ROWS else 0
    if width < _ALIKE_CELLS or not all(_is_row(row, width) or _is_label(row) for row in body):
        return
    full = [row for row in body if len(row) == width]
    if len(full) < _ALIKE_ROWS or 2 * len(full) < len(body) or not _has_figures(full, width):
        return
    # the titles can stand in a holder of their own beside that of the rows
    head = body.getprevious()
    row = head[0] if head is not None and len(head) == 1 else head
    if head is not None and row is not None and _is_row(row, width):
        body.insert(0, row)
        if head is not row:
            head.drop_tag()
    for line in body:
        line.tag = "tr"
        if not len(line):
            line.append(line.makeelement("td"))
            line[0].text, line.text = line.text, None
        for cell in line:
            cell.tag = "td"
        if len(line) < width:
            line[0].set("colspan", str(width))
    body.tag = "table"


def _is_row(row: HtmlElement, width: int) -> bool:
    """Whether an element holds so many short texts and nothing beside them."""
    return (
        row.tag in _HOLDERS
        and len(row) == width
        and not (row.text or "").strip()
        and not any((cell.tail or "").strip() for cell in row)
        and all(map(_is_cell, row))
    )


def _is_label(row: HtmlElement) -> bool:
    """Whether an element holds one short text."""
    if len(row) > 1 or row.tag not in _HOLDERS or not _is_cell(row):
        return False
    beside = (row.text or "").strip() or any((cell.tail or "").strip() for cell in row)
    return bool(row.text_content().strip()) and not (len(row) and beside)


def _is_cell(element: HtmlElement) -> bool:
    """Whether an element holds a short text alone."""
    return next(element.iter(*_NO_CELL), None) is None and len(element.text_content()) <= _LONGEST


def _has_figures(rows: Sequence[HtmlElement], width: int) -> bool:
    """Whether a column behind the first holds figures in all rows but for the titles."""
    return any(
        all(kind_of(fold(row[col].text_content())) in _FIGURES for row in rows[1:]) for col in range(1, width)
    )


def _part(element: HtmlElement) -> str:
    """The element of a table that another element stands for, "" where it stands for none."""
    if not isinstance(element.tag, str) or element.tag in _OWN:
        return ""
    shown = _DISPLAY.search(element.get("style") or "")
    role = _ROLES.get((element.get("role") or "").strip().lower(), "")
    return role or (_DISPLAYS.get(shown[1].lower(), "") if shown else "")


def _parts(holder: HtmlElement, between: list[HtmlElement]) -> Iterator[HtmlElement]:
    """Groups and rows of a table, through elements that only frame them; those are told too."""
    for child in holder:
        part = _part(child)
        if part in _SECTIONS:
            yield child
            yield from _parts(child, between)
        elif part == "tr":
            yield child
        elif not part and (child.get("role") or "presentation") in _FRAMES and _frames_rows(child):
            between.append(child)
            yield from _parts(child, between)


def _frames_rows(element: HtmlElement) -> bool:
    """Whether an element holds rows or groups of them, and no text of its own."""
    return bool(len(element)) and all(_part(child) in {"tr", *_SECTIONS} for child in element)
