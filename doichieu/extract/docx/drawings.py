"""Drawings of a DOCX: text boxes are text, pictures and embedded objects in the place of text are reported."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from doichieu.extract.docx.names import chosen, qn, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

DRAWINGS = frozenset(qn(name) for name in ("w:drawing", "w:pict", "w:object"))
_BOX, _ALTERNATE, _OBJECT = qn("w:txbxContent"), qn("mc:AlternateContent"), qn("o:OLEObject")
_BLIP, _IMAGE = qn("a:blip"), qn("v:imagedata")
_CHARTS = {qn("c:chart"): "a chart", qn("dgm:relIds"): "a diagram"}
_SIZE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)(pt|in|cm|mm|px)?", re.IGNORECASE)
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "": 0.75}
_EMU_PER_POINT = 12700
# Emblems and signatures are smaller than that; a table drawn as a picture is not.
_WIDE, _HIGH = 5 * 72 / 2.54, 2.5 * 72 / 2.54


def text_boxes(element: _Element) -> Iterator[_Element]:
    """Text boxes inside an element, each once; boxes inside a box are its own text."""
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag == _ALTERNATE:
            yield from text_boxes(chosen(child))
        else:
            yield from text_boxes(child)


def unread(element: _Element) -> str | None:
    """What a drawing holds that is no text: a picture large enough to be a table, a chart, an embedded object."""
    embedded = next(element.iter(_OBJECT), None)
    if embedded is not None:
        return f"an embedded object ({embedded.get('ProgID') or 'of an unknown program'})"
    for name, what in _CHARTS.items():
        if next(element.iter(name), None) is not None:
            return what
    picture = next(element.iter(_BLIP, _IMAGE), None)
    if picture is None:
        return None
    width, height = _extent(element, picture)
    if width < _WIDE or height < _HIGH:
        return None
    return f"a picture of {width / 72 * 2.54:.1f} × {height / 72 * 2.54:.1f} cm"


def _extent(element: _Element, picture: _Element) -> tuple[float, float]:
    """Width and height in points."""
    extent = next(element.iter(qn("wp:extent")), None)
    if extent is not None:
        return whole(extent.get("cx"), 0) / _EMU_PER_POINT, whole(extent.get("cy"), 0) / _EMU_PER_POINT
    shape = picture.getparent()
    style = (shape.get("style") or "") if shape is not None else ""
    sizes = {
        name.lower(): float(number) * _POINTS[(unit or "").lower()]
        for name, number, unit in _SIZE.findall(style)
        if number.count(".") < 2 and number.strip(".")
    }
    return sizes.get("width", 0.0), sizes.get("height", 0.0)
