"""Equations of a DOCX as a line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.extract.docx.names import qn, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXTS = (qn("m:t"), qn("w:t"))
_FRACTION, _POWER, _INDEX, _BOTH = qn("m:f"), qn("m:sSup"), qn("m:sSub"), qn("m:sSubSup")
_ROOT, _BRACKETS, _SUM = qn("m:rad"), qn("m:d"), qn("m:nary")
_PARTS = frozenset(qn(name) for name in ("m:num", "m:den", "m:e", "m:sup", "m:sub", "m:deg"))
_DELETED = qn("w:del")


def equation_text(element: _Element) -> str:
    """Text of an equation: fractions with a slash, powers with a circumflex, roots with their sign."""
    if element.tag in _TEXTS:
        return element.text or ""
    if element.tag == _DELETED:
        return ""
    part = {child.tag: equation_text(child) for child in element if child.tag in _PARTS}
    base, upper, lower = (part.get(qn(name), "") for name in ("m:e", "m:sup", "m:sub"))
    if element.tag == _FRACTION:
        return f"{_bracketed(part.get(qn('m:num'), ''))}/{_bracketed(part.get(qn('m:den'), ''))}"
    if element.tag in {_POWER, _INDEX, _BOTH}:
        return base + (f"_{_bracketed(lower)}" if lower else "") + (f"^{_bracketed(upper)}" if upper else "")
    if element.tag == _ROOT:
        return f"√{_bracketed(base)}"
    if element.tag == _SUM:
        return (value(element, f"{qn('m:naryPr')}/{qn('m:chr')}") or "∫") + _bracketed(base)
    inside = "".join(equation_text(child) for child in element)
    return f"({inside})" if element.tag == _BRACKETS else inside


def _bracketed(text: str) -> str:
    """A part that is more than one term, in brackets."""
    bare = text.strip()
    return f"({bare})" if any(sign in bare for sign in "+-/ ") else bare
