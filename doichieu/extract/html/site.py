"""What a site puts around a paper: menus, lists of links, the table of the paper's attributes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from doichieu.extract.assembly.kinds import Kind, kind_of
from doichieu.extract.frames import LAYOUT
from doichieu.extract.stream import Line, RawTable
from doichieu.extract.words import fold, plain

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Letters of columns and numbers of rows around a sheet that Google publishes.
_SHEET_EDGES = frozenset(
    {
        "row-header",
        "row-headers-background",
        "column-headers-background",
        "freezebar-origin-ltr",
        "freezebar-cell",
    }
)
# Landmarks of WAI-ARIA 1.2 (section 5.3.4) that hold no content of a page's own.
_ROLES = frozenset(
    {
        "navigation",
        "banner",
        "search",
        "contentinfo",
        "complementary",
        "menu",
        "menubar",
        "toolbar",
        "dialog",
        "alertdialog",
    }
)
_ATTRIBUTE = re.compile(
    r"(?:so(?: ky)? hieu|so/ky hieu|loai van ban|ngay (?:ban hanh|hieu luc|co hieu luc|dang(?: cong bao)?|het hieu luc)"
    r"|(?:noi|co quan) ban hanh|nguoi ky|chuc (?:vu|danh)(?: nguoi ky)?|trich yeu|pham vi|linh vuc|nganh"
    r"|tinh trang(?: hieu luc)?|so cong bao|nguon thu thap)\s*:?"
)
_FOOTERS = frozenset({"footer", "site-footer", "page-footer", "copyright"})
_MOST_LINKS = 0.6
_FIGURES = frozenset({Kind.NUMBER, Kind.INTEGER})
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all", re.IGNORECASE
)


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element says that it is not shown, or stands at the edge of a sheet."""
    style, names = element.get("style"), element.get("class")
    if names is not None and element.tag in {"td", "th"} and not _SHEET_EDGES.isdisjoint(names.split()):
        return True
    return element.get("hidden") is not None or (style is not None and _HIDDEN.search(style) is not None)


def is_landmark(element: HtmlElement) -> bool:
    """Whether the page itself says that an element is a menu, a banner or another part of the site."""
    if (element.get("role") or "").strip().lower() in _ROLES or element.get("aria-hidden") == "true":
        return True
    names = {element.get("id") or "", *(element.get("class") or "").split()}
    return not _FOOTERS.isdisjoint(map(str.lower, names)) and not _holds_paper(element)


def _holds_paper(element: HtmlElement) -> bool:
    """Whether something of a paper stands in an element: its letterhead, addressees or signature."""
    return any(LAYOUT.search(plain(fold(text))) for text in element.itertext() if text.strip())


def is_link_list(element: HtmlElement, table: RawTable) -> bool:
    """Whether a table lists links (related papers, files to fetch): most of its text leads elsewhere.

    A table of figures whose names are links is none.
    """
    linked = sum(len(fold(link.text_content())) for link in element.iter("a") if link.get("href"))
    texts = [cell.text for row in table.rows for cell in row if cell.text]
    if linked < _MOST_LINKS * sum(map(len, texts)):
        return False
    return not any(_is_figures(table, col) for col in range(1, table.width))


def _is_figures(table: RawTable, col: int) -> bool:
    """Whether most cells of a column below the first row are figures."""
    texts = [cell.text for row in table.rows[1:] for cell in row if cell.col == col and cell.text]
    return sum(kind_of(text) in _FIGURES for text in texts) * 2 > len(texts)


def open_templates(root: HtmlElement) -> None:
    """Let what a page shows by or without scripts be read: parts of its elements, and tables that stand nowhere else."""
    for part in root.iter("template"):
        if part.get("shadowrootmode") or part.get("shadowroot"):
            part.tag = "div"
    blocks = [block for block in root.iter("noscript") if block.find(".//table") is not None]
    if blocks and not any(
        next(table.iterancestors("noscript"), None) is None for table in root.iter("table")
    ):
        for block in blocks:
            block.tag = "div"


def attributes_of(table: RawTable) -> list[Line]:
    """Lines "Số hiệu: 12/QĐ-UBND" of a site's table of attributes, whose names and values take turns.

    Returns:
        A line for each attribute; none where the table is another one.
    """
    lines: list[Line] = []
    names = 0
    for row in table.rows:
        filled = [cell.text for cell in row if cell.text]
        if len(filled) % 2 and len(row) % 2 == 0:
            filled = [cell.text for cell in row]
        pairs = list(zip(filled[::2], filled[1::2], strict=False))
        named = sum(_ATTRIBUTE.fullmatch(plain(name)) is not None for name, _ in pairs)
        names += named
        if not named and len(filled) > 1:
            return []
        lines += [Line(text=f"{name.rstrip(' :')}: {value}") for name, value in pairs if value]
        lines += [Line(text=text) for text in filled[len(pairs) * 2 :]]
    return lines if names > 2 else []
