"""Text of a page that is struck out beside text that is not: old figures next to those that replace them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from doichieu.extract.stream import Trouble

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_STRUCK = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_INLINE = ("s", "strike", "span", "font", "u", "b", "i", "strong", "em")
# Elements that hold a line or a cell of their own.
_LINES = frozenset({"p", "div", "td", "th", "li", "body", "h1", "h2", "h3", "h4", "h5", "h6"})


def drop_struck(root: HtmlElement) -> list[Trouble]:
    """Take struck out text out of the lines and cells that have other text, in place.

    Args:
        root: Root of the page.

    Returns:
        A note where something was taken out.
    """
    struck = {element for element in root.iter(*_INLINE) if _is_struck(element) and not _holds_lines(element)}
    lines: dict[HtmlElement, bool] = {}
    count = 0
    for element in struck:
        line = next((above for above in element.iterancestors() if above.tag in _LINES), root)
        if line not in lines:
            lines[line] = _has_other_text(line, struck)
        if lines[line]:
            count += bool(str(element.text_content()).strip())
            for child in list(element):
                element.remove(child)
            element.text = ""
    if not count:
        return []
    message = f"{count} pieces of text struck out beside text that is not were left out"
    return [Trouble(code="struck-text", message=message)]


def _is_struck(element: HtmlElement) -> bool:
    return element.tag in {"s", "strike"} or _STRUCK.search(element.get("style") or "") is not None


def _holds_lines(element: HtmlElement) -> bool:
    """Whether an element has lines or tables in it: one that nobody closed would strike out the rest of a page."""
    return next(element.iter(*_LINES, "table", "br"), None) is not None


def _has_other_text(line: HtmlElement, struck: set[HtmlElement]) -> bool:
    """Whether a line has text that is not struck out."""
    waiting = [line]
    while waiting:
        element = waiting.pop()
        if isinstance(element.tag, str) and (element.text or "").strip():
            return True
        for child in element:
            if (child.tail or "").strip():
                return True
            if child not in struck:
                waiting.append(child)
    return False
