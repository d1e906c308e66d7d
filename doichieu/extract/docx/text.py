"""Text of DOCX paragraphs as printed: runs, breaks, fields' results, signs, automatic numbers, footnote marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from doichieu.extract.docx.drawings import DRAWINGS, text_boxes, unread
from doichieu.extract.docx.equations import equation_text
from doichieu.extract.docx.fields import Fields
from doichieu.extract.docx.leaders import led
from doichieu.extract.docx.names import chosen, has, qn, value
from doichieu.extract.docx.symbols import PRIVATE, UNREAD, is_symbol_font, symbol
from doichieu.extract.words import raised

if TYPE_CHECKING:
    from lxml.etree import _Element

    from doichieu.extract.docx.lists import Label, ListNumbers
    from doichieu.extract.docx.notes import Notes
    from doichieu.extract.docx.record import Record
    from doichieu.extract.docx.styles import Look, Styles

_PIECES = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
_TEXT, _RUN, _SYM, _FIELD = qn("w:t"), qn("w:r"), qn("w:sym"), qn("w:fldChar")
_ALTERNATE, _RUBY, _RUBY_BASE = qn("mc:AlternateContent"), qn("w:ruby"), qn("w:rubyBase")
_EQUATIONS = (qn("m:oMath"), qn("m:oMathPara"))
_REFERENCES = (qn("w:footnoteReference"), qn("w:endnoteReference"))
_DELETED, _MOVED = qn("w:del"), qn("w:moveFrom")
_REMOVED, _ADDED = (_DELETED, _MOVED), (qn("w:ins"), qn("w:moveTo"))
_CONTROL, _PROMPT = qn("w:sdt"), f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}"
_NO_TEXT = frozenset(qn(name) for name in ("w:pPr", "w:sdtPr", "w:sdtEndPr", "w:customXmlPr", "w:smartTagPr"))
_PROPERTIES, _LOOK, _STYLE, _VANISH = qn("w:pPr"), qn("w:rPr"), qn("w:pStyle"), qn("w:vanish")
_LIST, _LIST_ID, _LIST_LEVEL = qn("w:numPr"), qn("w:numId"), qn("w:ilvl")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WHITE = re.compile(r"[\t\r\n]")


@dataclass(frozen=True, slots=True)
class Printed:
    r"""A paragraph as printed; line breaks are "\\n".

    Attributes:
        text: Its text without its automatic number.
        label: Its automatic number.
        boxes: Text boxes anchored in it.
    """

    text: str
    label: Label | None
    boxes: tuple[_Element, ...] = ()

    @property
    def line(self) -> str:
        """Text with its number or bullet in front, as a line of running text."""
        return _labelled(self.text, self.label)

    @property
    def cell(self) -> str:
        """The same for a table cell, in which a bullet says nothing."""
        return self.text if self.label is not None and self.label.bullet else self.line


class TextReader:
    """Reads paragraphs from front to back, for numbers count up and fields run over paragraphs.

    Args:
        styles: Styles of the document.
        lists: Its automatic lists.
        notes: Its footnotes and endnotes.
        record: Takes what was left out.
    """

    def __init__(self, styles: Styles, lists: ListNumbers, notes: Notes, record: Record) -> None:
        self.record = record
        self.notes = notes
        self._styles, self._lists = styles, lists
        self._fields = Fields()
        self._parts: list[str] = []
        self._struck: list[int] = []
        self._boxes: list[_Element] = []
        self._style = ""

    def read(self, paragraph: _Element) -> Printed | None:
        """Read a paragraph.

        Args:
            paragraph: The `w:p`.

        Returns:
            What is printed; None where a tracked deletion of the paragraph's end joins it to the next one.
        """
        if (plain := self._plain(paragraph)) is not None:
            return plain
        properties = paragraph.find(_PROPERTIES)
        self._style = (value(properties, _STYLE) or "") if properties is not None else ""
        self._walk(paragraph)
        self._fields.end_paragraph()
        mark = properties.find(_LOOK) if properties is not None else None
        if mark is not None and (mark.find(_DELETED) is not None or mark.find(_MOVED) is not None):
            self.record.add("tracked-changes")
            return None
        self._drop_struck()
        text = led("".join(self._parts), properties)
        unseen = mark is not None and not text.strip() and has(mark, _VANISH)
        label = None if unseen else self._label(properties)
        printed = Printed(text, label, tuple(self._boxes))
        self._parts, self._boxes = [], []
        return printed

    def _plain(self, paragraph: _Element) -> Printed | None:
        """What is printed by one run of text and nothing else, as most cells hold; None for other paragraphs."""
        if (
            len(paragraph) != 1
            or paragraph[0].tag != _RUN
            or self._parts
            or self._boxes
            or self._fields.silent
        ):
            return None
        run = paragraph[0]
        if not 0 < len(run) < 3 or run[-1].tag != _TEXT or (len(run) == 2 and run[0].tag != _LOOK):
            return None
        look = self._styles.look("", run[0] if len(run) == 2 else None)
        if look.hidden or look.raised:
            return None
        self._style = ""
        text = self._text(run[-1], look)
        return Printed(text.upper() if look.capitals else text, self._label(None))

    def _drop_struck(self) -> None:
        """Leave out what is struck out where the paragraph has other text: old figures beside those that replace them."""
        struck, self._struck = self._struck, []
        if struck and any(part.strip() for at, part in enumerate(self._parts) if at not in struck):
            self.record.add("struck-text")
            self._parts = [part for at, part in enumerate(self._parts) if at not in struck]

    def rest(self) -> Printed | None:
        """What is left of paragraphs whose end was deleted, when no paragraph follows."""
        if not self._parts and not self._boxes:
            return None
        printed = Printed("".join(self._parts), None, tuple(self._boxes))
        self._parts, self._boxes = [], []
        return printed

    def level(self, paragraph: _Element) -> int | None:
        """Heading level that a paragraph's style states, None for running text."""
        return self._styles.level(value(paragraph.find(_PROPERTIES), _STYLE) or "")

    def _label(self, properties: _Element | None) -> Label | None:
        own = properties.find(_LIST) if properties is not None else None
        number, depth = (None, None) if own is None else (value(own, _LIST_ID), value(own, _LIST_LEVEL))
        if number is None:
            inherited = self._styles.numbering(self._style or self._styles.default)
            if inherited is None:
                return None
            number, depth = inherited[0], depth or inherited[1]
        return self._lists.label(number, depth, self._style)

    def _walk(self, element: _Element) -> None:
        for child in element:
            tag = child.tag
            if tag == _RUN:
                self._run(child)
            elif tag in _NO_TEXT:
                continue
            elif tag in _REMOVED:
                self.record.add("tracked-changes")
            elif tag == _CONTROL and child.find(_PROMPT) is not None:
                continue  # "Click here to enter text"
            elif tag == _ALTERNATE:
                self._walk(chosen(child))
            elif tag in _EQUATIONS:
                self._parts.append("" if self._fields.silent else equation_text(child))
            else:
                if tag in _ADDED:
                    self.record.add("tracked-changes")
                self._walk(child)

    def _run(self, run: _Element) -> None:
        look = self._styles.look(self._style, run.find(_LOOK))
        pieces: list[str] = []
        references: list[_Element] = []
        self._pieces(run, look, pieces, references)
        text = "".join(pieces)
        if look.hidden:
            if text.strip() and not self._fields.silent:
                self.record.add("hidden-text")
            return
        text = raised(text) if look.raised else text
        for reference in references:
            custom = reference.get(qn("w:customMarkFollows"))
            own = text.strip() if custom is not None and custom not in {"0", "false", "off"} else None
            text += self.notes.refer(reference, own)
        if look.struck and text.strip():
            self._struck.append(len(self._parts))
        self._parts.append(text.upper() if look.capitals else text)

    def _pieces(self, run: _Element, look: Look, pieces: list[str], references: list[_Element]) -> None:
        for child in run:
            if child.tag == _FIELD:
                pieces.append(self._fields.meet(child))
            elif child.tag == _ALTERNATE:
                self._pieces(chosen(child), look, pieces, references)
            elif self._fields.silent:
                continue
            elif child.tag in _REFERENCES:
                references.append(child)
            else:
                pieces.append(self._piece(child, look))

    def _piece(self, child: _Element, look: Look) -> str:
        if child.tag == _TEXT:
            return self._text(child, look)
        if child.tag == _SYM:
            return self._sign(child.get(qn("w:char")) or "", child.get(qn("w:font")) or look.font)
        if child.tag in DRAWINGS and not look.hidden:
            self._drawing(child)
        elif child.tag == _RUBY and (base := child.find(_RUBY_BASE)) is not None:
            before, self._parts = self._parts, []
            self._walk(base)
            before, self._parts = self._parts, before
            return "".join(before)
        return _PIECES.get(str(child.tag), "")

    def _text(self, element: _Element, look: Look) -> str:
        text = element.text or ""
        if element.get(_SPACE) != "preserve":
            text = text.strip(" \t\r\n")
        text = _WHITE.sub(" ", text)
        if is_symbol_font(look.font) and all(ord(char) < 0x100 or PRIVATE.match(char) for char in text):
            return "".join(self._symbol(ord(char), look.font) for char in text)
        return PRIVATE.sub(lambda match: self._symbol(ord(match[0]), look.font), text)

    def _sign(self, code: str, font: str) -> str:
        try:
            return self._symbol(int(code, 16), font)
        except ValueError:
            return self._symbol(-1, font)

    def _symbol(self, code: int, font: str) -> str:
        found = symbol(code, font)
        if found is None:
            self.record.add("symbol-not-read", f"sign {code & 0xFFFF:04X} of {font or 'an unnamed font'}")
        return UNREAD if found is None else found

    def _drawing(self, element: _Element) -> None:
        self._boxes += text_boxes(element)
        if what := unread(element):
            self.record.add("picture-not-read", what)


def _labelled(text: str, label: Label | None) -> str:
    if label is None:
        return text
    if not text.strip():
        return "" if label.bullet else label.text
    return f"{label.text}{text}" if label.glued else f"{label.text} {text}"
