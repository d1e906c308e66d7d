"""Styles of a DOCX: what paragraphs and runs look like without saying so themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from doichieu.extract.docx.names import is_on, qn, value, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_HEADING = re.compile(r"(?:heading|tiêu đề)\s*(\d)", re.IGNORECASE)
_RUN_STYLE, _RUN_LOOK = qn("w:rStyle"), qn("w:rPr")
_VANISH, _CAPS, _FONTS, _ALIGN = qn("w:vanish"), qn("w:caps"), qn("w:rFonts"), qn("w:vertAlign")
_STRUCK = frozenset({qn("w:strike"), qn("w:dstrike")})
_LOOKS = frozenset({_VANISH, _CAPS, _FONTS, _ALIGN}) | _STRUCK
_ASCII, _OTHER = qn("w:ascii"), qn("w:hAnsi")
_ID, _VAL = qn("w:styleId"), qn("w:val")


@dataclass(frozen=True, slots=True)
class Look:
    """What of a run's look changes what is read.

    Attributes:
        hidden: Whether it is not printed.
        capitals: Whether small letters are printed as capitals.
        raised: Whether it is printed as a superscript.
        struck: Whether it is struck out.
        font: Name of its font, empty where none is stated.
    """

    hidden: bool = False
    capitals: bool = False
    raised: bool = False
    struck: bool = False
    font: str = ""


PLAIN = Look()


class Styles:
    """Resolves styles with those they build on.

    Args:
        root: Root of the styles part, None for a document without one.
    """

    def __init__(self, root: _Element | None) -> None:
        self._styles: dict[str, _Element] = {}
        self._looks: dict[str, Look] = {}
        self._pairs: dict[tuple[str, str], Look] = {}
        self._levels: dict[str, int | None] = {}
        self._numberings: dict[str, tuple[str, str | None] | None] = {}
        self.default = ""
        if root is None:
            return
        for style in root.iterchildren(qn("w:style")):
            key = style.get(_ID) or ""
            self._styles[key] = style
            if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in {"1", "true", "on"}:
                self.default = key
        base = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{_RUN_LOOK}")
        self._looks[""] = _changed(PLAIN, base) if base is not None else PLAIN

    def level(self, key: str) -> int | None:
        """Heading level of a paragraph style by its name or outline level, None for running text."""
        if key not in self._levels:
            levels = (_own_level(style) for style in self._chain(key))
            found = next((level for level in levels if level is not None), None)
            self._levels[key] = found if found is not None and 0 < found < 10 else None
        return self._levels[key]

    def numbering(self, key: str) -> tuple[str, str | None] | None:
        """List and level (None: the list tells) that a paragraph style puts its paragraphs in."""
        if key not in self._numberings:
            self._numberings[key] = self._numbering(key)
        return self._numberings[key]

    def _numbering(self, key: str) -> tuple[str, str | None] | None:
        number: str | None = None
        depth: str | None = None
        for style in self._chain(key):
            properties = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if properties is not None:
                number = number if number is not None else value(properties, qn("w:numId"))
                depth = depth if depth is not None else value(properties, qn("w:ilvl"))
        return (number, depth) if number is not None else None

    def look(self, paragraph_style: str, properties: _Element | None) -> Look:
        """Look of a run by its paragraph's style, its own style and what it states itself."""
        if properties is None:
            return self._style_look(paragraph_style, "")
        named = value(properties, _RUN_STYLE) or ""
        look = self._style_look(paragraph_style, named)
        return _changed(look, properties)

    def _style_look(self, paragraph_style: str, run_style: str) -> Look:
        key = (paragraph_style, run_style)
        if key not in self._pairs:
            look = self._looks.get("", PLAIN)
            for name in (paragraph_style or self.default, run_style):
                for style in reversed(list(self._chain(name))):
                    properties = style.find(_RUN_LOOK)
                    look = _changed(look, properties) if properties is not None else look
            self._pairs[key] = look
        return self._pairs[key]

    def _chain(self, key: str) -> Iterator[_Element]:
        """A style and those it builds on; a circle ends where it closes."""
        seen: set[str] = set()
        while key in self._styles and key not in seen:
            seen.add(key)
            style = self._styles[key]
            yield style
            key = value(style, qn("w:basedOn")) or ""


def _own_level(style: _Element) -> int | None:
    """Level by name or outline level; 10 for a style that says it is no heading, None where it says nothing."""
    match = _HEADING.match(value(style, qn("w:name")) or "")
    if match:
        return int(match[1])
    outline = value(style, f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    return whole(outline, 9) + 1 if outline is not None else None


def _changed(look: Look, properties: _Element) -> Look:
    for child in properties:
        if child.tag not in _LOOKS:
            continue
        if child.tag == _FONTS:
            font = child.get(_ASCII) or child.get(_OTHER)
            look = _with(look, "font", font) if font and font != look.font else look
        elif child.tag == _VANISH:
            look = _with(look, "hidden", is_on(child))
        elif child.tag == _CAPS:
            look = _with(look, "capitals", is_on(child))
        elif child.tag in _STRUCK:
            look = _with(look, "struck", is_on(child))
        else:
            look = _with(look, "raised", child.get(_VAL) == "superscript")
    return look


@lru_cache(maxsize=1024)
def _with(look: Look, name: str, state: str | bool) -> Look:
    """A look with one thing changed; a paper has few looks and many runs."""
    return replace(look, **{name: state})  # type: ignore[arg-type]  # names and states go together
