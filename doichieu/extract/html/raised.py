"""Superscripts of a page: footnote marks and powers, which glued to a figure as common digits would change it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from doichieu.extract.words import raised

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_RAISED = re.compile(r"vertical-align\s*:\s*super|mso-text-raise\s*:\s*[1-9]", re.IGNORECASE)
_RAISED_CLASS = re.compile(r"\.([\w-]+)\s*\{[^{}]*vertical-align\s*:\s*super", re.IGNORECASE)
# Word and Google write the marks of their own footnotes in brackets.
_OWN_MARK = re.compile(r"\s*\[(\d{1,3})\]\s*")


def raise_digits(root: HtmlElement) -> None:
    """Turn the digits of superscripts into superscript digits, in place.

    Args:
        root: Root of the page; letters, stars and marks in brackets stay as they are.
    """
    classes = {"MsoFootnoteReference"}
    for sheet in root.iter("style"):
        classes.update(_RAISED_CLASS.findall(sheet.text or ""))
    for element in list(root.iter("sup", "span", "font", "a", "small")):
        if not _is_raised(element, classes):
            continue
        text = str(element.text_content())
        own = _OWN_MARK.fullmatch(text)
        shown = raised(own[1] if own else text)
        if shown != text:
            for child in list(element):
                element.remove(child)
            element.text = shown


def _is_raised(element: HtmlElement, classes: set[str]) -> bool:
    return (
        element.tag == "sup"
        or not classes.isdisjoint((element.get("class") or "").split())
        or _RAISED.search(element.get("style") or "") is not None
    )
