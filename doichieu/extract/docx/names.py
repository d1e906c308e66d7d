"""Qualified names of the vocabularies inside a DOCX, and the few questions every reader of it asks an element."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_OFFICE = "http://schemas.openxmlformats.org"
_NAMESPACES = {
    "w": f"{_OFFICE}/wordprocessingml/2006/main",
    "m": f"{_OFFICE}/officeDocument/2006/math",
    "r": f"{_OFFICE}/officeDocument/2006/relationships",
    "mc": f"{_OFFICE}/markup-compatibility/2006",
    "wp": f"{_OFFICE}/drawingml/2006/wordprocessingDrawing",
    "a": f"{_OFFICE}/drawingml/2006/main",
    "c": f"{_OFFICE}/drawingml/2006/chart",
    "dgm": f"{_OFFICE}/drawingml/2006/diagram",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
# ISO/IEC 29500 strict names the same vocabularies otherwise; readers see the transitional names alone.
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": _NAMESPACES["w"].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": _NAMESPACES["m"].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": _NAMESPACES["r"].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/": f"{_OFFICE}/drawingml/2006/".encode(),
}
_OFF = frozenset({"0", "false", "off", "none"})
_CONTAINERS_OF_BLOCKS = ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")


@cache
def qn(name: str) -> str:
    """Qualified name of a prefixed one: "w:p" in Clark notation."""
    prefix, local = name.split(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


_VAL = qn("w:val")
_THROUGH = frozenset(qn(name) for name in _CONTAINERS_OF_BLOCKS)
_CHOICE, _FALLBACK, _ALTERNATE = qn("mc:Choice"), qn("mc:Fallback"), qn("mc:AlternateContent")


def children(element: _Element) -> Iterator[_Element]:
    """Blocks, rows or cells inside an element, looking through content controls and tracked insertions."""
    for child in element:
        if child.tag in _THROUGH:
            yield from children(child)
        elif child.tag == _ALTERNATE:
            yield from children(chosen(child))
        else:
            yield child


def chosen(alternate: _Element) -> _Element:
    """The one of several alternatives that a word processor of today shows; older ones show the fallback."""
    choice = alternate.find(_CHOICE)
    if choice is not None and len(choice):
        return choice
    fallback = alternate.find(_FALLBACK)
    return alternate if fallback is None else fallback


def value(element: _Element | None, path: str) -> str | None:
    """The `w:val` of a descendant given by a path of qualified names, None where there is none."""
    child = element.find(path) if element is not None else None
    return child.get(_VAL) if child is not None else None


def is_on(element: _Element) -> bool:
    """Whether a toggle such as `w:vanish` is on: it is by being there, unless its value says otherwise."""
    return element.get(_VAL) not in _OFF


def has(element: _Element | None, path: str) -> bool:
    """Whether a toggle stands at a path and is on."""
    child = element.find(path) if element is not None else None
    return child is not None and is_on(child)


def whole(text: str | None, default: int) -> int:
    """A whole number of at most seven digits; the default where an attribute holds anything else."""
    if text is None:
        return default
    bare = text.strip()
    digits = bare.removeprefix("-")
    return int(bare) if digits.isascii() and digits.isdigit() and len(digits) < 8 else default
