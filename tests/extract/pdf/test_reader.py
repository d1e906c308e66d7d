"""The reader: papers of known truth in every layout, and files that are broken."""

from __future__ import annotations

import pytest
from recipe.layout import LAYOUTS
from reportlab.lib.pdfencrypt import StandardEncryption

from doichieu.errors import DamagedFileError, MissingToolError, ReadError
from doichieu.extract import read_bytes, scan
from doichieu.extract.pdf.reader import read_pdf
from tests.papers.media import MEDIA
from tests.papers.paper import make_paper

from .drawing import draw, grid, write

_RULED = [
    name
    for name in LAYOUTS
    if not name.startswith(("horizontal", "three-rules", "borderless", "broken-rows"))
]
_XS, _YS = (60, 100, 300, 400), (100, 120, 140, 160)
_ROWS = [["STT", "Đơn vị", "Điểm"], ["1", "Sở Tài chính", "92,75"], ["2", "Sở Y tế", "90,5"]]


def _grids(data: bytes) -> list[list[list[str]]]:
    return [
        [[text or "" for text in row] for row in table.grid()] for table in read_bytes(data, "x.pdf").tables
    ]


@pytest.mark.parametrize("layout", _RULED)
def test_ruled_tables_come_back_cell_for_cell(layout: str) -> None:
    """A paper whose tables are ruled, however they are drawn, gives the tables of its truth."""
    sample = make_paper(3)
    read = _grids(MEDIA[f"pdf-{layout}"].write(sample.paper))
    want = [[[text or "" for text in row] for row in truth.as_json()["rows"]] for truth in sample.truths]
    assert read == want


def test_cells_are_located_on_the_page() -> None:
    """A cell's locator has its page and its box in points from the top left."""
    data = draw(
        lambda canvas: write(canvas, 60, 60, "Trang một"), lambda canvas: grid(canvas, _XS, _YS, _ROWS)
    )
    document = read_bytes(data, "x.pdf")
    cell = next(cell for cell in document.tables[0].cells if cell.text == "92,75")
    assert document.pages == 2
    assert cell.locator.page == 2
    box = cell.locator.box
    assert box is not None
    assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx((300, 120, 400, 140), abs=0.6)


def test_pages_beyond_the_limit_are_an_issue() -> None:
    """Pages behind the limit are named, not read in silence."""
    page = lambda canvas: write(canvas, 60, 100, "Nội dung của trang")  # noqa: E731 (a page is a function)
    paper = read_pdf(draw(page, page, page), "x.pdf", most_pages=2)
    assert [trouble.code for trouble in paper.troubles] == ["page-limit"]
    assert paper.pages == 3


def test_password_is_asked_for() -> None:
    """An encrypted file says that it needs a password."""
    data = draw(lambda canvas: write(canvas, 60, 60, "a"), encrypt=StandardEncryption("user", "owner"))
    with pytest.raises(ReadError, match=r"password.* Do: "):
        read_pdf(data, "x.pdf")


@pytest.mark.parametrize("part", [0.02, 0.3, 0.7])
def test_truncated_files_are_damaged(part: float) -> None:
    """A file cut off says so."""
    data = draw(lambda canvas: grid(canvas, _XS, _YS, _ROWS))
    with pytest.raises(DamagedFileError, match=r"cut off or broken.* Do: "):
        read_pdf(data[: int(len(data) * part)], "x.pdf")


def test_pictures_without_text_ask_for_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing reads pictures, a file of scanned pages is refused with what to install."""
    monkeypatch.setattr(scan, "is_installed", lambda: False)
    from PIL import Image  # noqa: PLC0415 (reportlab brings it)
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415

    picture = ImageReader(Image.new("RGB", (60, 84), "white"))
    data = draw(lambda canvas: canvas.drawImage(picture, 0, 0, 595, 842))
    with pytest.raises(MissingToolError, match=r"doichieu\[ocr\]"):
        read_pdf(data, "x.pdf")
    mixed = draw(
        lambda canvas: canvas.drawImage(picture, 0, 0, 595, 842),
        lambda canvas: write(canvas, 60, 200, "Nội dung"),
    )
    assert [(t.code, t.place.page) for t in read_pdf(mixed, "x.pdf").troubles if t.place] == [
        ("image-page", 1)
    ]
