"""Dots that tab stops of DOCX paragraphs print before what stands at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.extract.docx.names import qn

if TYPE_CHECKING:
    from lxml.etree import _Element

_TABS, _VALUE, _LEADER = qn("w:tabs"), qn("w:val"), " ...... "


def led(text: str, properties: _Element | None) -> str:
    """Put the dots into a text that its tab stops print, as they do between a name and its figure.

    Args:
        text: Text of a paragraph, its tabs as such.
        properties: The `w:pPr`.

    Returns:
        The text; tabs and the stops that they go to are counted from the end.
    """
    stops = properties.find(_TABS) if "\t" in text and properties is not None else None
    if stops is None:
        return text
    dotted = [stop.get(qn("w:leader")) == "dot" for stop in stops if stop.get(_VALUE) != "clear"]
    pieces = text.split("\t")
    tabs = [False] * (len(pieces) - 1 - len(dotted)) + dotted[-(len(pieces) - 1) :]
    return pieces[0] + "".join(
        f"{_LEADER if led else tab}{piece}"
        for led, tab, piece in zip(tabs, "\t" * len(tabs), pieces[1:], strict=True)
    )
