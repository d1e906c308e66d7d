"""pdfplumber as a second reader of tables."""

from __future__ import annotations

import importlib
import logging
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from doichieu.extract.pdf.second.grid import table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from doichieu.extract.pdf.cells import PageTable
    from doichieu.extract.pdf.frame import Rect

# Columns and rows from where words begin and end, for regions without rulings.
_BY_TEXT = {"vertical_strategy": "text", "horizontal_strategy": "text"}


# Room around a region, in points, so that the rulings at its edges are inside.
_AROUND = 4.0


class Plumber:
    """A PDF open in pdfplumber; close it.

    Args:
        data: Content of the file.
    """

    name = "pdfplumber"

    def __init__(self, data: bytes) -> None:
        # It warns of odd colours and fonts on standard error; what matters of them shows in the cells.
        logging.getLogger("pdfminer").setLevel(logging.ERROR)
        self._document = importlib.import_module("pdfplumber").open(BytesIO(data))

    def close(self) -> None:
        """Close the file."""
        self._document.close()

    def tables(self, number: int) -> list[PageTable]:
        """The tables that rulings give on a page (1-based)."""
        with self._page(number) as page:
            return _tables(page, {})

    def region(self, number: int, box: Rect) -> list[PageTable]:
        """The tables in a rectangle of a page, with or without rulings."""
        with self._page(number) as page:
            part = page.crop(_moved(_wider(box), page.cropbox[0], page.cropbox[1]), strict=False)
            return _tables(part, {}) or _tables(part, _BY_TEXT)

    @contextmanager
    def _page(self, number: int) -> Iterator[Any]:
        page = self._document.pages[number - 1]
        try:
            yield page.dedupe_chars()
        finally:
            page.close()  # it keeps every object of the page else


def _tables(page: Any, settings: dict[str, str]) -> list[PageTable]:
    """Tables with their rectangles from the top left of the page as it is shown, its crop box."""
    left, top = page.cropbox[0], page.cropbox[1]
    found = (table_of(_cells(table, left, top)) for table in page.find_tables(settings))
    return [table for table in found if table is not None and any(cell.words for cell in table.cells)]


def _cells(table: Any, left: float, top: float) -> list[tuple[Rect, str]]:
    """Every cell of a table; rows name those that begin in them, and None where another one is."""
    return [
        (_moved(cell, -left, -top), text or "")
        for row, texts in zip(table.rows, table.extract(), strict=True)
        for cell, text in zip(row.cells, texts, strict=True)
        if cell is not None
    ]


def _moved(rect: Rect, right: float, down: float) -> Rect:
    x0, y0, x1, y1 = rect
    return x0 + right, y0 + down, x1 + right, y1 + down


def _wider(rect: Rect) -> Rect:
    x0, y0, x1, y1 = rect
    return x0 - _AROUND, y0 - _AROUND, x1 + _AROUND, y1 + _AROUND
