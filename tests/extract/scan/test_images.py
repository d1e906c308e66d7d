"""Papers that are image files: told by their content, read as a scanned PDF is."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from recipe.scan import scan_pdf

from doichieu.errors import DamagedFileError, MissingToolError, UnknownMediaTypeError
from doichieu.extract import read_bytes, scan
from doichieu.extract.imagetypes import IMAGES
from doichieu.extract.scan.images import to_pdf
from doichieu.extract.sniff import media_type_of
from tests.extract.pdf.drawing import draw
from tests.extract.scan.test_pages import ROWS, SCANNERS, only_table, paper

if TYPE_CHECKING:
    from typing import Any

# What Pillow is asked for: file format, mode of the pixels, options.
FORMATS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "png": ("PNG", "L", {}),
    "jpeg": ("JPEG", "RGB", {"quality": 80}),
    "tiff": ("TIFF", "L", {"compression": "tiff_lzw"}),
    "fax": ("TIFF", "1", {"compression": "group4"}),
    "webp": ("WEBP", "RGB", {"quality": 80}),
    "bmp": ("BMP", "L", {}),
    "gif": ("GIF", "P", {}),
    "jp2": ("JPEG2000", "L", {}),
}


def pictures() -> list[Image.Image]:
    """The page of the scan tests at 300 dpi."""
    document = pypdfium2.PdfDocument(scan_pdf(draw(paper), SCANNERS["clean"]))
    return [document[index].render(scale=300 / 72).to_pil() for index in range(len(document))]


def encoded(images: list[Image.Image], name: str) -> bytes:
    """Pictures as one file."""
    kind, mode, options = FORMATS[name]
    buffer = BytesIO()
    first, *others = [image.convert(mode) for image in images]
    more = {"save_all": True, "append_images": others} if others else {}
    first.save(buffer, kind, **options, **more)
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["webp", "bmp", "gif", "jp2"])
def test_other_formats_keep_their_pixels(name: str) -> None:
    """What telephones and old scanners save is told by its content and becomes a page."""
    data = encoded([Image.new("RGB", (2480, 3508), (255, 255, 255))], name)
    media_type = media_type_of(data, "a.jpg")
    assert media_type == f"image/{name}"
    assert media_type in IMAGES
    assert pypdfium2.PdfDocument(to_pdf(data, "a"))[0].get_size() == pytest.approx((595, 842), abs=1)


def test_a_photograph_in_heic_is_refused_by_name() -> None:
    """No library with a usable licence decodes it: the message says what to save it as."""
    data = b"\x00\x00\x00\x18ftypheic" + bytes(64)
    with pytest.raises(UnknownMediaTypeError, match=r"HEIC.*JPEG"):
        read_bytes(data, "IMG_0001.jpg")


def test_prose_that_begins_as_a_bitmap_is_prose() -> None:
    """Two letters make no picture."""
    assert media_type_of("BM25 là một hàm xếp hạng văn bản.".encode(), "a.txt") == "text/plain"


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_is_paper(mode: str) -> None:
    """Black text on nothing is black on white, however the file says what shows through."""
    (page,) = pictures()
    ink = Image.eval(page.convert("L"), lambda level: 255 - level)
    black = Image.merge("LA", (Image.new("L", page.size, 0), ink))
    buffer = BytesIO()
    if mode == "P":
        page.convert("L").point(lambda level: 255 * (level > 127)).convert("P").save(
            buffer, "PNG", transparency=255
        )
    else:
        black.convert(mode).save(buffer, "PNG")
    drawn = pypdfium2.PdfDocument(to_pdf(buffer.getvalue(), "a.png"))[0].render(grayscale=True).to_numpy()
    wanted = np.asarray(page.convert("L").resize((drawn.shape[1], drawn.shape[0])))
    assert float(np.abs(drawn.astype(int) - wanted).mean()) < 3


def test_pixels_of_a_fax_are_higher_than_wide() -> None:
    """A TIFF that states 204 by 98 pixels an inch is an upright sheet, not a flat one."""
    buffer = BytesIO()
    Image.new("1", (1728, 1143), 1).save(buffer, "TIFF", compression="group4", dpi=(204, 98))
    wide, high = pypdfium2.PdfDocument(to_pdf(buffer.getvalue(), "a.tif"))[0].get_size()
    assert high / wide == pytest.approx(1143 / 98 / (1728 / 204), rel=0.01)


def test_pictures_that_a_cut_file_lost_are_an_issue() -> None:
    """A TIFF of three pages whose end is missing is read as far as it goes, and says so."""
    data = encoded(pictures() * 3, "fax")
    document = read_bytes(data[:-2000], "a.tif")
    assert "truncated" in {issue.code for issue in document.issues}


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("png", "image/png"), ("jpeg", "image/jpeg"), ("tiff", "image/tiff"), ("fax", "image/tiff")],
)
def test_an_image_file_is_a_paper(name: str, media_type: str) -> None:
    """Each format gives the table cell for cell, whatever the file is called."""
    document = read_bytes(encoded(pictures(), name), "scan.pdf")
    assert document.media_type == media_type
    assert only_table(document).grid() == [list(row) for row in ROWS]
    assert "recognised-page" in {issue.code for issue in document.issues}


def test_every_picture_of_a_tiff_is_a_page() -> None:
    """Three pictures of two sizes are three pages of these sizes, A4 and A3 told by their pixels."""
    images = [Image.new("L", size, 255) for size in ((2480, 3508), (3508, 2480), (3508, 4961))]
    document = pypdfium2.PdfDocument(to_pdf(encoded(images, "tiff"), "a.tif"))
    sizes = [document[index].get_size() for index in range(len(document))]
    assert sizes == [pytest.approx(size, abs=1) for size in ((595, 842), (842, 595), (842, 1191))]


def test_a_photograph_fills_an_a4_sheet() -> None:
    """Pixels that are no usual scan of a sheet: the long side is that of A4."""
    (data,) = [encoded([Image.new("RGB", (3000, 3750), (255, 255, 255))], "jpeg")]
    document = pypdfium2.PdfDocument(to_pdf(data, "a.jpg"))
    assert document[0].get_height() == pytest.approx(842, abs=1)


@pytest.mark.parametrize("name", ["png", "jpeg", "tiff"])
def test_a_broken_picture_is_damaged(name: str) -> None:
    """A file cut off after its first bytes is named, with what to do."""
    with pytest.raises(DamagedFileError, match="cannot be decoded"):
        read_bytes(encoded(pictures(), name)[:40], "a")


def test_without_the_engine_an_image_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is read, and the message says what to install."""
    monkeypatch.setattr(scan, "is_installed", lambda: False)
    with pytest.raises(MissingToolError, match="doichieu\\[ocr\\]"):
        read_bytes(encoded([Image.new("L", (100, 100), 255)], "png"), "a.png")
