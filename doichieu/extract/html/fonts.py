"""Text of a page in fonts of a legacy encoding (.VnTime, VNI-Times): decoded in place before it is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from doichieu.extract.html.stylesheets import rules_of
from doichieu.extract.legacy.runs import RunDecoder

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from doichieu.extract.stream import Trouble

_FAMILY = re.compile(r"(?:^|[;{\s])font(?:-family)?\s*:\s*(?P<names>[^;{}]+)", re.IGNORECASE)
_SELECTOR = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?:\.(?P<cls>[\w-]+))?", re.IGNORECASE)
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SIZE = re.compile(r"^.*?\d(?:pt|px|em|%)\S*\s+", re.IGNORECASE)


def decode_legacy_fonts(root: HtmlElement) -> list[Trouble]:
    """Decode the text of a page that is set in fonts of a legacy encoding.

    Args:
        root: Root of the page; its text is changed in place.

    Returns:
        One note for each encoding found.
    """
    decoder, rules = RunDecoder(), _rules(root)
    # Parents come before their children, so the font that an element inherits is known.
    fonts: dict[HtmlElement, str] = {}
    for element in root.iter():
        parent = element.getparent()
        inherited = fonts.get(parent, "") if parent is not None else ""
        font = _own_font(element, rules) or inherited if isinstance(element.tag, str) else inherited
        fonts[element] = font
        if element.text and isinstance(element.tag, str) and element.tag not in {"style", "script"}:
            element.text = _decoded(decoder, element.text, font)
        if element.tail:
            element.tail = _decoded(decoder, element.tail, inherited)
    return decoder.troubles()


def _decoded(decoder: RunDecoder, text: str, font: str) -> str:
    """Text decoded, without the control characters that a page may hold and an XML tree may not."""
    return _NO_TEXT.sub("", decoder.decode(text, font))


def _own_font(element: HtmlElement, rules: dict[str, str]) -> str:
    """The font that an element states: by its style, its classes, its tag, or as `font face`."""
    style = element.get("style")
    if style and (font := _family(style)):
        return font
    face = element.get("face")
    if face:
        return _first(face)
    tag = str(element.tag).lower()
    for name in (element.get("class") or "").lower().split():
        by_class = rules.get(f"{tag}.{name}") or rules.get(f".{name}")
        if by_class:
            return by_class
    return rules.get(tag, "")


def _rules(root: HtmlElement) -> dict[str, str]:
    """Fonts by tag, class, or tag and class, from the page's own style sheets; later rules win."""
    rules: dict[str, str] = {}
    for selectors, body in rules_of(root):
        font = _family(body)
        if not font:
            continue
        for selector in selectors.split(","):
            # Of "td p.text" the last element is what the rule is about.
            last = selector.lower().split()[-1:] or [""]
            if _SELECTOR.fullmatch(last[0]) and last[0]:
                rules[last[0]] = font
    return rules


def _family(style: str) -> str:
    found = [match["names"] for match in _FAMILY.finditer(style)]
    return _first(found[-1]) if found else ""


def _first(names: str) -> str:
    """The first name of a list of fonts; of the short form ("12pt .VnTime") what follows the size."""
    # CSS lets a backslash stand before any sign: Excel writes "\.VnTime".
    return _SIZE.sub("", names).split(",")[0].strip().strip("\"'").replace("\\", "").strip()
