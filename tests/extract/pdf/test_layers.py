"""Hidden text over a picture: the picture is read, for an OCR's figures carry no doubt."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image
from recipe.fonts import runs
from recipe.scan import Scanner, scan_pdf
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from doichieu.extract import read_bytes, scan
from tests.extract.pdf.drawing import PAGE, draw
from tests.extract.scan.test_pages import ROWS, only_table, paper

PROSE = (
    "ỦY BAN NHÂN DÂN TỈNH Số 385/QĐ-UBND Bình Định ngày 01 tháng 02 năm 2017 Bảng 1 Xếp hạng các cơ quan",
    "Sở Tài chính 92,15 92,8 1 Sở Nội vụ 9,5 90,5 2 Sở Y tế 88,18 88,2 3 Sở Xây dựng 7104 71,0 4",
    "Căn cứ kết quả thẩm định của Sở Nội vụ về việc chấm điểm của các cơ quan chuyên môn thuộc tỉnh năm trước",
)


def layered(resolution: int, mode: int) -> bytes:
    """The page scanned, with text of an OCR over it in a rendering mode (ISO 32000-1, 9.3.6; 3 is invisible)."""
    picture = scan_pdf(draw(paper), Scanner(resolution=resolution, stamp=None, skew=0.2))
    pixels = pypdfium2.PdfDocument(picture)[0].render(scale=resolution / 72).to_numpy()[:, :, 0]

    def page(canvas: Canvas) -> None:
        buffer = BytesIO()
        Image.fromarray(pixels).save(buffer, "PNG")
        canvas.drawImage(ImageReader(buffer), 0, 0, *PAGE)
        for number, line in enumerate(PROSE):
            text = canvas.beginText(60, 700 - 30 * number)
            text.setTextRenderMode(mode)
            for font, part in runs(line, bold=False, mixed=False):
                text.setFont(font, 9)
                text.textOut(part)
            canvas.drawText(text)

    return draw(page)


def test_the_picture_below_hidden_text_is_read() -> None:
    """Its figures, not the misread ones of the layer."""
    document = read_bytes(layered(200, 3), "a.pdf")
    assert only_table(document).grid() == [list(row) for row in ROWS]
    assert document.letterhead.number == "305/QĐ-UBND"
    codes = [issue.code for issue in document.issues]
    assert "recognised-page" in codes
    assert "ocr-layer" not in codes


def test_the_layer_stands_where_pictures_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """With an issue that says what it is."""
    monkeypatch.setattr(scan, "is_installed", lambda: False)
    document = read_bytes(layered(200, 3), "a.pdf")
    assert "ocr-layer" in [issue.code for issue in document.issues]


def test_the_layer_stands_over_a_picture_too_coarse_to_read() -> None:
    """The screen's resolution is not enough for figures."""
    document = read_bytes(layered(72, 3), "a.pdf")
    assert "ocr-layer" in [issue.code for issue in document.issues]


def test_text_that_is_shown_over_a_picture_stands() -> None:
    """A page with a picture behind its text is no scan."""
    codes = [issue.code for issue in read_bytes(layered(200, 0), "a.pdf").issues]
    assert "recognised-page" not in codes
    assert "ocr-layer" not in codes
