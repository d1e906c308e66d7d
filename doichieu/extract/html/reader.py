"""HTML: pages of law sites, saved pages, Word files saved as HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as lxml_html

from doichieu.errors import DamagedFileError
from doichieu.extract.encoding import decode
from doichieu.extract.frames import split_columns
from doichieu.extract.html.copies import without_copies
from doichieu.extract.html.grids import name_tables
from doichieu.extract.html.raised import raise_digits
from doichieu.extract.html.site import (
    attributes_of,
    is_hidden,
    is_landmark,
    is_link_list,
    open_templates,
)
from doichieu.extract.html.struck import drop_struck
from doichieu.extract.html.stylesheets import state_display
from doichieu.extract.html.tables import (
    add_missing_rows,
    below_titles,
    close_tables,
    holds_titles,
    open_wrapped_rows,
    put_title_first,
    read_table,
)
from doichieu.extract.legacy.traces import FONT_NAME, Decoded
from doichieu.extract.stream import Item, Line, RawTable, Trouble
from doichieu.extract.text.reader import read_text
from doichieu.extract.words import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from doichieu.extract.legacy.decode import Encoding

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
# Programs of those years wrote some letters of a page by their codes: in its encoding, not in Unicode.
_CODE = re.compile(rb"&#(12[89]|1[3-9]\d|2[0-4]\d|25[0-5]);")
_XML_DECLARATION = re.compile(r"<\?xml[^>]{0,200}\?>", re.IGNORECASE)
# Programs that write lists close every row and open the first alone; a parser then takes all the others for one.
_UNOPENED = re.compile(r"(</tr\s*>)(?=(?:\s*<!--[^<>]{0,99}-->)*\s*<t[dh]\b)", re.IGNORECASE)
_SCRIPT = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TRACKED = "the page marks text as deleted, which was left out"
_OPEN_TAG = re.compile(r"<[a-zA-Z/!][^<>]*\Z")
IGNORED = frozenset(
    {
        "script",
        "style",
        "nav",
        "noscript",
        "template",
        "head",
        "footer",
        "aside",
        "iframe",
        "svg",
        "select",
        "button",
        "del",
    }
)
BLOCKS = frozenset({
    "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "blockquote", "ul", "ol",
    "dl", "dt", "dd", "hr", "center", "form", "fieldset", "address", "main", "header", "figure",
    "figcaption", "caption", "body", "html", "tr", "td", "th", "tbody", "thead", "tfoot",
})  # fmt: skip


def read_html(data: bytes, source: str) -> tuple[list[Item], list[Trouble]]:
    """Read an HTML page.

    Args:
        data: Content of the file.
        source: Name for messages.

    Returns:
        The stream, and what was not read; a page that is cut off is read as far as it goes.

    Raises:
        DamagedFileError: The encoding cannot be told, or elements are nested beyond reason.
    """
    charset = _CHARSET.search(data[:4096])
    decoded, encoding = _text_of(data, source, charset[1].decode("ascii") if charset else None)
    text = _UNOPENED.sub(r"\1<tr>", _XML_DECLARATION.sub("", decoded, count=1))
    troubles = (
        [Trouble(code="truncated", message="the page is cut off; what is left was read")]
        if _cut(text)
        else []
    )
    try:
        root = lxml_html.document_fromstring(
            text, parser=lxml_html.HTMLParser(remove_comments=True, remove_pis=True)
        )
        troubles += _decoded(root, text, encoding)
        if root.find(".//del") is not None:
            troubles.append(Trouble(code="tracked-changes", message=_TRACKED))
        troubles += drop_struck(root)
        raise_digits(root)
        state_display(root, text)
        name_tables(root, text)
        open_templates(root)
        open_wrapped_rows(root)
        close_tables(root)
        add_missing_rows(root)
        walker = _Walker()
        walker.walk(root)
    except (etree.ParserError, etree.XMLSyntaxError, RecursionError) as error:
        raise DamagedFileError(
            "the page cannot be parsed.", do="open it in a browser and save it again", source=source
        ) from error
    walker.flush()
    return without_copies(walker.items), troubles


def _text_of(data: bytes, source: str, declared: str | None) -> Decoded:
    """Text of a page, references to codes being letters of its encoding where it is one from before Unicode."""
    codes = _CODE.sub(lambda match: bytes([int(match[1])]), data)
    if len(codes) < len(data) and not _is_utf8(data):
        found = decode(codes, source, declared)
        if found.encoding is not None and found.encoding.name != "CP1258":
            return found
    return decode(data, source, declared)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _decoded(root: HtmlElement, text: str, encoding: Encoding | None) -> list[Trouble]:
    """Decode text in fonts from before Unicode; notes of that, and of the encoding of the page as a whole."""
    if encoding is None and not FONT_NAME.search(text):
        return []
    from doichieu.extract.html.fonts import decode_legacy_fonts  # noqa: PLC0415 (few papers need its tables)
    from doichieu.extract.legacy.runs import decoded_troubles  # noqa: PLC0415

    return [*decoded_troubles(encoding), *decode_legacy_fonts(root)]


def _cut(text: str) -> bool:
    """Whether a page ends before it should: inside a tag, in an open table, or without its end tag."""
    tail = text[-4000:].rstrip()
    if _OPEN_TAG.search(tail):
        return True
    body = _SCRIPT.sub(" ", text).lower()
    if body.count("<table") > body.count("</table"):
        return True
    ends = "</html" in body or "</body" in body
    return not ends and ("<html" in body or "<body" in body)


class _Walker:
    """Walks a page and collects lines and tables."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self._buffer: list[str] = []
        self._gap = 1
        self._level: int | None = None
        self._prefix = ""
        self._titles: RawTable | None = None

    def walk(self, element: HtmlElement) -> None:
        """Walk one element and what is inside."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in IGNORED or not tag or is_hidden(element) or is_landmark(element):
            return
        if tag == "br":
            self.flush()
            self._gap = 0
        elif tag == "table":
            self.flush()
            self._table(element)
        elif tag == "pre":
            self.flush()
            self.items += [_without_span(item) for item in read_text(element.text_content())[0]]
        elif tag in BLOCKS:
            self._block(element, tag)
        else:
            self._children(element)

    def flush(self) -> None:
        """End the line that is being collected."""
        text = "".join(self._buffer)
        self._buffer = []
        for order, piece in enumerate(split_columns(re.sub(r"[\r\n]+", " ", text))):
            line = fold(self._prefix + piece) if order == 0 else fold(piece)
            if line:
                self.items.append(Line(text=line, gap=0 if order else self._gap, level=self._level))
                self._prefix = ""
        self._gap = 1 if text.strip() else self._gap

    def _block(self, element: HtmlElement, tag: str) -> None:
        self.flush()
        self._gap = 1
        if tag[0] == "h" and tag[1:].isdigit():
            self._level = int(tag[1:])
        elif tag == "li":
            self._prefix = "- "
        elif tag == "figure":
            put_title_first(element)
        self._children(element)
        self.flush()
        self._level, self._gap = None, 1
        if tag == "li":
            self._prefix = ""

    def _children(self, element: HtmlElement) -> None:
        self._buffer.append(element.text or "")
        for child in element:
            self.walk(child)
            self._buffer.append(child.tail or "")

    def _table(self, element: HtmlElement) -> None:
        title = element.find("caption")
        if title is not None:
            self._block(title, "caption")
        table = read_table(element)
        if table is not None and (attributes := attributes_of(table)):
            self.items += attributes
            return
        if table is not None and not is_link_list(element, table):
            last = self.items[-1] if self.items else None
            if isinstance(last, RawTable) and last is self._titles and last.width == table.width:
                self.items[-1] = below_titles(last, table)
            else:
                self.items.append(table)
                self._titles = table if holds_titles(element) else None
            return
        # A frame or a list of links: what its cells hold is read as if they stood below each other.
        for cell in element.iterchildren():
            if cell.tag != "caption":
                self._frame(cell)

    def _frame(self, element: HtmlElement) -> None:
        self.flush()
        for child in element.iterchildren():
            if child.tag in {"tr", "tbody", "thead", "tfoot"}:
                self._frame(child)
            else:
                self._block(child, "td")


def _without_span(item: Item) -> Item:
    """An item of text inside a page: its offsets are those of the fragment and mean nothing outside."""
    if isinstance(item, Line):
        return replace(item, span=None)
    rows = tuple(tuple(cell._replace(span=None) for cell in row) for row in item.rows)
    return replace(item, rows=rows, span=None)
