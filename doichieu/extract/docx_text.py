"""Text of DOCX paragraphs: runs, breaks, automatic numbers; tracked deletions and hidden text left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from doichieu.extract.docx_names import qn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from doichieu.extract.lists import ListNumbers

_CONTAINERS = frozenset(
    qn(name) for name in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")
)
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEFT_OUT = frozenset(
    qn(name) for name in ("w:del", "w:moveFrom", "w:txbxContent", "w:pPr", "w:rPr", "w:delText")
) | {f"{_COMPATIBILITY}Fallback"}
_PIECES = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:ptab"): "\t",
}
_TEXT, _RUN, _BOX = qn("w:t"), qn("w:r"), qn("w:txbxContent")
_VANISH = f"{qn('w:rPr')}/{qn('w:vanish')}"
_HEADING = re.compile(r"(?:heading|tiêu đề)\s*(\d)", re.IGNORECASE)


def children(element: _Element) -> Iterator[_Element]:
    """Blocks or rows or cells inside an element, looking through content controls and tracked insertions."""
    for child in element.iterchildren():
        if child.tag in _CONTAINERS:
            yield from children(child)
        elif isinstance(child.tag, str):
            yield child


def style_levels(styles: _Element) -> dict[str, int]:
    """Heading level by style ID, from the styles' names and outline levels."""
    levels: dict[str, int] = {}
    for style in styles.iterchildren(qn("w:style")):
        key = style.get(qn("w:styleId")) or ""
        name = style.find(qn("w:name"))
        match = _HEADING.match(name.get(qn("w:val")) or "") if name is not None else None
        outline = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if match:
            levels[key] = int(match[1])
        elif outline is not None and (outline.get(qn("w:val")) or "9").isdigit():
            level = int(outline.get(qn("w:val")) or "9")
            if level < 9:
                levels[key] = level + 1
    return levels


class TextReader:
    """Reads paragraphs from front to back, for their automatic numbers count up."""

    def __init__(self, lists: ListNumbers, styles: _Element) -> None:
        self._lists = lists
        self._style_lists = {
            style.get(qn("w:styleId")) or "": number
            for style in styles.iterchildren(qn("w:style"))
            if (number := style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")) is not None
        }

    def text(self, paragraph: _Element) -> str:
        r"""Text of a paragraph with its automatic number in front; line breaks are "\\n"."""
        parts: list[str] = []
        _collect(paragraph, parts)
        text = "".join(parts)
        label = self._label(paragraph)
        return f"{label} {text}" if label and text.strip() else label or text

    def boxes(self, paragraph: _Element) -> list[_Element]:
        """Text boxes anchored in a paragraph, each once."""
        fallback = f"{_COMPATIBILITY}Fallback"
        return [
            box
            for box in paragraph.iter(_BOX)
            if not any(above.tag == fallback for above in box.iterancestors())
        ]

    def _label(self, paragraph: _Element) -> str:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return ""
        numbering = properties.find(qn("w:numPr"))
        style = properties.find(qn("w:pStyle"))
        if numbering is None and style is not None:
            numbering = self._style_lists.get(style.get(qn("w:val")) or "")
        if numbering is None:
            return ""
        number, depth = numbering.find(qn("w:numId")), numbering.find(qn("w:ilvl"))
        level = (depth.get(qn("w:val")) if depth is not None else None) or "0"
        return self._lists.label(
            (number.get(qn("w:val")) if number is not None else None) or "",
            int(level) if level.isdigit() else 0,
        )


def _collect(element: _Element, parts: list[str]) -> None:
    for child in element.iterchildren():
        if child.tag == _TEXT:
            parts.append(child.text or "")
        elif child.tag in _PIECES:
            parts.append(_PIECES[child.tag])
        elif child.tag in _LEFT_OUT or not isinstance(child.tag, str):
            continue
        elif child.tag != _RUN or child.find(_VANISH) is None:
            _collect(child, parts)
