"""What the style sheets of a page say of its elements: what they show of it on a wide screen."""

from __future__ import annotations

import re
from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_BRACE = re.compile(r"([^{}]*)([{}])")
_NARROW = re.compile(r"max-(?:device-)?width\s*:\s*(\d{1,5})(?:\.\d+)?\s*px")
# Sheets for screens narrower than this, in pixels, are for telephones.
_WIDE = 1000
_SHOWN = re.compile(
    r"(?<![\w-])(display|visibility|grid(?:-template|-template-columns|-column)?)\s*:\s*([^;!]+?)\s*(!\s*important)?\s*(?:;|$)",
    re.IGNORECASE,
)
# A selector of tags, classes and names; what depends on states and attributes is left alone.
_COMPOUND = re.compile(r"(?:\*|[a-z][\w-]*)?(?:[.#][\w-]+)*", re.IGNORECASE)
_PART = re.compile(r"([.#]?)([\w-]+)")
# Classes by which frameworks hide what is read aloud alone: Bootstrap, Drupal, Liferay; WordPress.
_ALOUD = frozenset({".sr-only", ".visually-hidden", ".screen-reader-text"})
_MAY_SHOW = re.compile(rf"<style\b|{'|'.join(re.escape(name[1:]) for name in _ALOUD)}", re.IGNORECASE)


def rules_of(root: HtmlElement) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the page's own style sheets, in order, but for those of other media.

    Args:
        root: Root of the page.

    Yields:
        What stands before the braces of each rule, and what stands in them.
    Source:
        CSS Syntax Module Level 3; Media Queries Level 4.
    """
    for sheet in root.iter("style"):
        if not _is_wide(sheet.get("media") or ""):
            continue
        around: list[str] = []
        for before, brace in _BRACE.findall(_COMMENT.sub(" ", sheet.text or "")):
            if brace == "{":
                around.append(before.rpartition(";")[2].strip())
            elif around:
                own = around.pop()
                if not own.startswith("@") and all(map(_is_wide, around)):
                    yield own, before


def _is_wide(media: str) -> bool:
    """Whether a rule on media holds on a wide screen."""
    words = media.lower()
    if "print" in words and "screen" not in words and "not" not in words:
        return False
    return all(int(width) >= _WIDE for width in _NARROW.findall(words))


class _Shown(NamedTuple):
    """How elements are shown that a selector is about.

    Attributes:
        weight: Whether it is important, how many names, classes and tags it is told by, and which rule it is.
        name: Property.
        value: Its value.
        own: Parts of the selector that the element itself has.
        above: Parts that elements above it have, from the outermost.
    """

    weight: tuple[bool, int, int, int, int]
    name: str
    value: str
    own: frozenset[str]
    above: tuple[frozenset[str], ...]


_weight = attrgetter("weight")


def state_display(root: HtmlElement, text: str) -> None:
    """Write into the style of elements how style sheets show them: as tables, rows and cells, or not at all.

    Not at all are pieces of a cell that has other text: labels for telephones, hints that are read aloud. Rows, tables
    and tabs that a sheet hides are left as they are, for a click shows them.

    Args:
        root: Root of the page; changed in place where an element itself does not say it.
        text: Its source, which tells whether there can be any.
    """
    if not _MAY_SHOW.search(text):
        return
    rules = _display_rules(root)
    hidden: list[HtmlElement] = []
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        parts = _parts_of(element)
        found = [
            rule
            for part in parts
            for rule in rules.get(part, ())
            if rule.own <= parts and _is_below(element, rule)
        ]
        style = element.get("style") or ""
        said = {
            rule.name: rule.value for rule in sorted(found, key=_weight) if rule.name not in style.lower()
        }
        if "display" in style.lower():
            said.pop("visibility", None)
        elif (
            said.get("display") == "none"
            or said.get("visibility") == "hidden"
            or not _ALOUD.isdisjoint(parts)
        ):
            hidden.append(element)
            continue
        if stated := [f"{name}:{value}" for name, value in said.items() if name != "visibility"]:
            element.set("style", ";".join([style, *stated]))
    for element in hidden:
        if _is_piece(element):
            element.set("hidden", "")


def _is_piece(element: HtmlElement) -> bool:
    """Whether an element is a part of a cell, which has other text."""
    cell = next(element.iterancestors("td", "th"), None)
    if cell is None or element.tag in {"td", "th", "tr"} or element.find(".//table") is not None:
        return False
    return len(fold(element.text_content())) < len(fold(cell.text_content()))


def _display_rules(root: HtmlElement) -> dict[str, list[_Shown]]:
    """What style sheets say of how elements are shown, by one part of the selector."""
    rules: dict[str, list[_Shown]] = defaultdict(list)
    for order, (selectors, body) in enumerate(rules_of(root)):
        shown = _SHOWN.findall(body)
        for selector in selectors.split(",") if shown else ():
            chain = re.sub(r"\s*[>+~]\s*", " ", selector.strip()).split()
            if not chain or not all(map(_COMPOUND.fullmatch, chain)):
                continue
            *above, own = [_parts(compound) for compound in chain]
            told = [part for parts in (*above, own) for part in parts]
            counts = [sum(part.startswith(sign) for part in told) for sign in "#."]
            for name, value, important in shown:
                weight = (bool(important), *counts, len(told) - sum(counts), order)
                rule = _Shown(weight, name.lower(), value.lower(), own, tuple(above))  # type: ignore[arg-type]
                rules[min(own, default="*")].append(rule)
    return rules


def _parts(compound: str) -> frozenset[str]:
    """Tag, classes and name of a selector; of "*" nothing."""
    return frozenset(
        sign + (name if sign else name.lower()) for sign, name in _PART.findall(compound.removeprefix("*"))
    )


def _parts_of(element: HtmlElement) -> frozenset[str]:
    classes = (element.get("class") or "").split()
    return frozenset(
        {"*", str(element.tag).lower(), *(f".{name}" for name in classes), f"#{element.get('id')}"}
    )


def _is_below(element: HtmlElement, rule: _Shown) -> bool:
    """Whether elements above one have the parts that a selector asks of them, in order."""
    if not rule.above:
        return True
    left = list(rule.above)
    for above in element.iterancestors():
        if left[-1] <= _parts_of(above):
            left.pop()
            if not left:
                return True
    return False
