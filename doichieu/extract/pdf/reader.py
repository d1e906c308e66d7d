"""From the bytes of a PDF to the stream: page after page, each closed before the next."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from doichieu.errors import MissingToolError
from doichieu.extract.assembly.labels import caption_of
from doichieu.extract.pdf.content import PageContent
from doichieu.extract.pdf.flow import page_items
from doichieu.extract.pdf.page import finish_page, read_page
from doichieu.extract.pdf.pdfium import level, open_page, open_pdf, page_count
from doichieu.extract.pdf.second.reread import library, reread
from doichieu.extract.pdf.textlayer.annotations import open_filled
from doichieu.extract.pdf.unruled.orphans import adopt_header
from doichieu.extract.scan import INSTALL
from doichieu.extract.scan.context import weighed
from doichieu.extract.scan.kept import Pictures
from doichieu.extract.stream import Item, Place, Trouble
from doichieu.extract.tablereader import TableReader, require

if TYPE_CHECKING:
    from collections.abc import Iterator

    from doichieu.extract.legacy.decode import Encoding
    from doichieu.extract.pdf.furniture import Key
    from doichieu.extract.pdf.textlayer.words import Word

MOST_PAGES = 5000


@dataclass(slots=True)
class PdfPaper:
    """What was read from a PDF.

    Attributes:
        pages: How many pages it has.
        items: The stream.
        troubles: What was not read.
        decoded: Words that were in a legacy encoding.
    """

    pages: int
    items: list[Item] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    decoded: Counter[Encoding] = field(default_factory=Counter)


def read_pdf(
    data: bytes, source: str, *, most_pages: int = MOST_PAGES, reader: TableReader = TableReader.OWN
) -> PdfPaper:
    """Read a PDF that has a text layer.

    Args:
        data: Content of the file.
        source: Name for messages.
        most_pages: Pages read at most; the pages behind them are an issue.
        reader: Who reads its tables, or checks those that leave doubt.

    Returns:
        Its stream and what was not read.

    Raises:
        ReadError: It needs a password.
        DamagedFileError: It cannot be opened or has no pages.
        MissingToolError: Every page is a picture of text, or the second reader is not installed.
    """
    require(reader)
    with open_pdf(data, source) as document, library(data) as readers:
        paper = PdfPaper(page_count(document))
        pictures = Pictures(data, source, paper.pages)
        pages = read_pages(document, paper, most_pages, pictures)
        if reader is not TableReader.OWN:
            pages = reread(pages, reader, readers)
        paper.items = weighed(page_items(_reported(pages, paper)))
        pictures.forget()
    if not paper.items and any(trouble.code == "image-page" for trouble in paper.troubles):
        raise MissingToolError(
            "every page with content is a picture of text, and the packages that read pictures are not installed.",
            do=INSTALL,
            source=source,
        )
    return paper


def _reported(pages: Iterator[PageContent], paper: PdfPaper) -> Iterator[PageContent]:
    """Gather what was not read of each page; what the paper was decoded from is said once."""
    for page in pages:
        paper.troubles += page.troubles
        paper.decoded += page.decoded
        yield page
    if paper.decoded:
        from doichieu.extract.legacy.runs import font_troubles  # noqa: PLC0415 (few papers need its tables)

        paper.troubles += font_troubles(paper.decoded)


def read_pages(
    document: Any, paper: PdfPaper, most: int = MOST_PAGES, pictures: Pictures | None = None
) -> Iterator[PageContent]:
    """Read pages and finish each once the page behind it is known, which shows running heads and repeated headers.

    Args:
        document: pdfium's document.
        paper: The paper; it takes the troubles of pages that cannot be read.
        most: Pages read at most.
        pictures: What reads the pages that are pictures, and keeps them for a run that is interrupted.

    Yields:
        Pages with all of their tables.
    """
    found = _pages(document, paper, most, pictures or Pictures(b"", "", paper.pages))
    carried = held = None
    before: frozenset[Key] = frozenset()
    for page, behind in itertools.pairwise(itertools.chain(found, [None])):
        if page is None:
            break
        carried = finish_page(page, before | (_heads(behind) if behind else frozenset()), carried)
        before = page.keys
        if held is not None:
            adopt_header(held, page)
            yield held
        held = page
    if held is not None:
        yield held


def _heads(behind: PageContent) -> frozenset[Key]:
    """Lines at the edges of the next page but for captions: the first page of a table keeps what the others repeat."""
    return frozenset(key for key in behind.keys if caption_of(key[0]) is None)


def _pages(document: Any, paper: PdfPaper, most: int, pictures: Pictures) -> Iterator[PageContent]:
    marks: dict[str, Word] = {}
    for index in range(min(paper.pages, most)):
        with open_filled(document, index) as (page, overlay):
            if page is None:
                message = "the page cannot be loaded. Do: print the file to a new PDF and read that"
                paper.troubles.append(
                    Trouble(code="page-damaged", message=message, place=Place(page=index + 1))
                )
                continue
            contents = read_page(page, index + 1, pictures, overlay, list(marks.values()))
            if (lean := contents[0].lean) and not contents[0].readings:
                level(page, lean, contents[0].shown.middle)
                with open_page(document, index) as levelled:
                    contents = read_page(levelled, index + 1, pictures, None, list(marks.values()))
                for content in contents:
                    content.skew = -lean
        marks |= {word.text: word for content in contents for word in content.marks}
        yield from contents
    if paper.pages > most:
        message = (
            f"only the first {most} of {paper.pages} pages were read. Do: raise the limit, or split the file"
        )
        paper.troubles.append(Trouble(code="page-limit", message=message, place=Place(page=most + 1)))
