"""Tables that a page makes of other elements: by their roles (WAI-ARIA 1.2) or by CSS (display: table)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

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
_OWN = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th"})
# One row, or rows of one cell, only lay out what is inside.
_FEWEST_ROWS, _FEWEST_CELLS = 2, 2


def name_tables(root: HtmlElement, text: str) -> None:
    """Give elements that stand for tables, rows and cells the names of those.

    Args:
        root: The page; changed in place.
        text: Its source, which tells whether there can be any.
    """
    if not _MAY_HOLD.search(text):
        return
    for element in list(root.iter()):
        if _part(element) == "table":
            rows = list(_rows(element))
            cells = [[cell for cell in row if _part(cell) in {"td", "th"}] for row in rows]
            if sum(len(row) >= _FEWEST_CELLS for row in cells) >= _FEWEST_ROWS:
                for named in (element, *_groups(element), *rows, *(cell for row in cells for cell in row)):
                    named.tag = _part(named)


def _part(element: HtmlElement) -> str:
    """The element of a table that another element stands for, "" where it stands for none."""
    if not isinstance(element.tag, str) or element.tag in _OWN:
        return ""
    shown = _DISPLAY.search(element.get("style") or "")
    role = _ROLES.get((element.get("role") or "").strip().lower(), "")
    return role or (_DISPLAYS.get(shown[1].lower(), "") if shown else "")


def _groups(table: HtmlElement) -> list[HtmlElement]:
    return [child for child in table if _part(child) in {"tbody", "thead", "tfoot"}]


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    for holder in (table, *_groups(table)):
        yield from (child for child in holder if _part(child) == "tr")
