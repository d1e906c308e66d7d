"""Where something was printed."""

from __future__ import annotations

from typing import NamedTuple


# Every cell of a paper has a place: tuples are made in a tenth of the time of frozen data classes, and are handed
# from process to process in a quarter of it.
class Box(NamedTuple):
    """A rectangle on a page, in points from the top left corner."""

    x0: float
    y0: float
    x1: float
    y1: float


class Locator(NamedTuple):
    """Where something was printed.

    Attributes:
        document: SHA-256 of the file, hexadecimal.
        page: 1-based page, for media that have pages.
        box: Rectangle on that page.
        block: 0-based index in `Document.blocks`, for media without pages.
        span: Start and end character in the decoded text of the file (text, Markdown) or of the
            block (DOCX, HTML); None where the medium gives none.
        reference: Sheet and cell of a workbook as a formula names them ("'Biểu 62'!C12").
    """

    document: str
    page: int | None = None
    box: Box | None = None
    block: int | None = None
    span: tuple[int, int] | None = None
    reference: str | None = None
