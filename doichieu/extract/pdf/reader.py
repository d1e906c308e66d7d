"""From the bytes of a PDF to the stream: page after page, each closed before the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from doichieu.extract.pdf.flow import page_items
from doichieu.extract.pdf.furniture import drop_furniture
from doichieu.extract.pdf.page import PageContent, ending_columns, read_page
from doichieu.extract.pdf.pdfium import open_page, open_pdf, page_count
from doichieu.extract.stream import Item, Place, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PAGES = 5000


@dataclass(slots=True)
class PdfPaper:
    """What was read from a PDF.

    Attributes:
        pages: How many pages it has.
        items: The stream.
        troubles: What was not read.
    """

    pages: int
    items: list[Item] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


def read_pdf(data: bytes, source: str, *, most_pages: int = MOST_PAGES) -> PdfPaper:
    """Read a PDF that has a text layer.

    Args:
        data: Content of the file.
        source: Name for messages.
        most_pages: Pages read at most; the pages behind them are an issue.

    Returns:
        Its stream and what was not read.

    Raises:
        ReadError: It needs a password.
        DamagedFileError: It cannot be opened or has no pages.
    """
    with open_pdf(data, source) as document:
        paper = PdfPaper(page_count(document))
        pages = list(_pages(document, paper, most_pages))
    drop_furniture(pages, paper.troubles)
    paper.items = page_items(pages)
    return paper


def _pages(document: Any, paper: PdfPaper, most: int) -> Iterator[PageContent]:
    carried = None
    for index in range(min(paper.pages, most)):
        with open_page(document, index) as page:
            if page is None:
                message = "the page cannot be loaded. Do: print the file to a new PDF and read that"
                paper.troubles.append(
                    Trouble(code="page-damaged", message=message, place=Place(page=index + 1))
                )
                continue
            content = read_page(page, index + 1, carried)
        carried = ending_columns(content)
        paper.troubles += content.troubles
        yield content
    if paper.pages > most:
        message = (
            f"only the first {most} of {paper.pages} pages were read. Do: raise the limit, or split the file"
        )
        paper.troubles.append(Trouble(code="page-limit", message=message, place=Place(page=most + 1)))
