"""Pages whose stated size is not that of the sheet on them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from recipe.scan import scan_pdf

from doichieu.extract import read_bytes
from doichieu.extract.pdf.pdfium import open_page, open_pdf
from doichieu.extract.scan.sheet import sheet_zoom
from tests.extract.pdf.drawing import draw
from tests.extract.scan.test_pages import ROWS, SCANNERS, XS, YS, only_table, paper

if TYPE_CHECKING:
    from PIL import Image


def page_of(stated: float) -> bytes:
    """The page of the scan tests at 200 dpi in a PDF that states another resolution."""
    (page,) = pypdfium2.PdfDocument(scan_pdf(draw(paper), SCANNERS["clean"]))
    picture: Image.Image = page.render(scale=200 / 72).to_pil()
    buffer = BytesIO()
    picture.convert("L").save(buffer, "PDF", resolution=stated)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("stated", "zoom"), [(72.0, 200 / 72), (96.0, 200 / 96), (200.0, 1.0), (300.0, 1.0), (600.0, 1 / 3)]
)
def test_a_sheet_is_told_from_a_page_of_pixels(stated: float, zoom: float) -> None:
    """Programs that photograph papers write a point for each pixel; scanners state what they took."""
    with open_pdf(page_of(stated), "a") as document, open_page(document, 0) as page:
        (size,) = [pypdfium2.PdfDocument(page_of(stated))[0].get_size()]
        assert sheet_zoom(page, *size) == pytest.approx(zoom, rel=0.01)


def test_a_page_of_pixels_is_read_and_its_cells_stand_where_they_are() -> None:
    """The table comes out cell for cell, and boxes are in points of the page, not of the sheet."""
    table = only_table(read_bytes(page_of(72.0), "a"))
    assert table.grid() == [list(row) for row in ROWS]
    zoom = 200 / 72
    for cell in table.cells:
        box = cell.locator.box
        assert box is not None
        assert XS[cell.col] - 5 < (box.x0 + box.x1) / 2 / zoom < XS[cell.col + 1] + 5
        assert YS[cell.row] - 5 < (box.y0 + box.y1) / 2 / zoom < YS[cell.row + 1] + 5


def test_a_page_of_text_keeps_its_size() -> None:
    """Without a picture nothing says otherwise."""
    with open_pdf(draw(paper), "a") as document, open_page(document, 0) as page:
        assert sheet_zoom(page, 3000.0, 2000.0) == 1.0
