"""Fields of forms on web pages: what a browser shows of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNSEEN = frozenset({"hidden", "submit", "button", "image", "reset", "file", "password"})


def field_text(element: HtmlElement) -> str | None:
    """Text that a field shows.

    Args:
        element: Any element.

    Returns:
        A crossed or an empty box, the value typed, the choice made; None where the element is no field.
    """
    if element.tag == "input":
        kind = (element.get("type") or "text").strip().lower()
        if kind in {"checkbox", "radio"}:
            return "☐" if element.get("checked") is None else "☒"
        return "" if kind in _UNSEEN else element.get("value") or ""
    if element.tag == "select":
        options = list(element.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None] or options[:1]
        return " ".join(option.text_content().strip() for option in chosen)
    return None
