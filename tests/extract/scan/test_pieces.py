"""Pages whose picture is cut into pieces, in the encodings that scanners write; what is written over a table in black."""

from __future__ import annotations

import random
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pypdfium2
import pytest
from PIL import Image

from doichieu.extract import read_bytes
from tests.extract.pdf.drawing import draw, grid
from tests.extract.scan.test_pages import ROWS, only_table, paper

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlab.pdfgen.canvas import Canvas

    from doichieu.extract.scan.ctc import Array

RESOLUTION = 200
INCH = 72 / RESOLUTION


def picture(page: Callable[[Canvas], None]) -> Array:
    """A page in shades of grey."""
    return pypdfium2.PdfDocument(draw(page))[0].render(scale=1 / INCH, grayscale=True).to_numpy().squeeze()


def as_mask(grey: Array) -> tuple[bytes, str]:
    """Black ink let through where bits are 0."""
    return zlib.compress(
        np.packbits(grey > 150, axis=1).tobytes()
    ), "/ImageMask true/BitsPerComponent 1/Filter/FlateDecode"


def as_jpeg_2000(grey: Array) -> tuple[bytes, str]:
    """The encoding of programs that make PDFs small."""
    buffer = BytesIO()
    Image.fromarray(grey).save(buffer, "JPEG2000")
    return buffer.getvalue(), "/Filter/JPXDecode"


def pieces(
    grey: Array, size: tuple[int, int], encoded: Callable[[Array], tuple[bytes, str]], hidden: str = ""
) -> bytes:
    """A PDF of one page whose picture is cut into pieces of a width and height, hidden text over it."""
    high, wide = grey.shape
    objects, drawing = [], ""
    for top in range(0, high, size[1]):
        for left in range(0, wide, size[0]):
            piece = np.ascontiguousarray(grey[top : top + size[1], left : left + size[0]])
            down, across = piece.shape
            data, entries = encoded(piece)
            entries = f"/Type/XObject/Subtype/Image/Width {across}/Height {down}{entries}"
            objects.append(stream(data, entries))
            place = f"{across * INCH:.3f} 0 0 {down * INCH:.3f} {left * INCH:.3f} {(high - top - down) * INCH:.3f}"
            drawing += f"q {place} cm /I{len(objects) + 3} Do Q\n"
    names = "".join(f"/I{number} {number} 0 R" for number in range(4, len(objects) + 4))
    lines = "".join(f"1 0 0 1 70 {700 - 14 * row} Tm ({hidden}) Tj " for row in range(25 if hidden else 0))
    page = (
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {wide * INCH:.2f} {high * INCH:.2f}]/Contents {len(objects) + 4} 0 R"
        f"/Resources<</XObject<<{names}>>/Font<</F <</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
    )
    catalogue, tree = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    content = stream(f"{drawing}BT 3 Tr /F 9 Tf {lines}ET".encode(), "")
    return (
        b"%PDF-1.7\n"
        + b"".join(
            f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
            for number, one in enumerate([catalogue, tree, page.encode(), *objects, content], start=1)
        )
        + b"trailer<</Root 1 0 R>>\n%%EOF"
    )


def stream(data: bytes, entries: str) -> bytes:
    """A stream object."""
    return f"<<{entries}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"


@pytest.mark.parametrize(
    ("size", "encoded", "hidden"),
    [
        ((10_000, 64), as_mask, ""),
        ((512, 512), as_jpeg_2000, "the committee of the people decided on the ranking of agencies"),
    ],
    ids=["strips", "tiles-under-a-wrong-layer"],
)
def test_a_picture_in_pieces_is_one_page(
    size: tuple[int, int], encoded: Callable[[Array], tuple[bytes, str]], hidden: str
) -> None:
    """Its table is read cell for cell, whatever an earlier recognition in another language left over it."""
    table = only_table(read_bytes(pieces(picture(paper), size, encoded, hidden), "a.pdf"))
    assert [cell.text for cell in table.cells] == [text for row in ROWS for text in row]


def test_figures_under_black_strokes_are_right_or_in_doubt() -> None:
    """A pen crosses two columns; a digit that it changes does not look like the others of the page."""
    chance = random.Random(5)  # noqa: S311 (a test needs no secrets)
    rows = [
        [str(number), *(f"{chance.uniform(10, 99):.2f}".replace(".", ",") for _ in range(4))]
        for number in range(1, 21)
    ]
    xs, ys = (70.0, 110.0, 210.0, 310.0, 410.0, 510.0), tuple(100.0 + 22 * at for at in range(21))
    grey = picture(lambda canvas: grid(canvas, xs, ys, rows))
    steps = np.linspace(0, 6 * np.pi, 240)
    at = np.stack([(240 + 2 * steps + 6 * np.sin(9 * steps)) / INCH, (120 + 22 * steps) / INCH], axis=1)
    cv2.polylines(grey, [at.astype(np.int32)], isClosed=False, color=20, thickness=4, lineType=cv2.LINE_AA)
    document = read_bytes(pieces(grey, grey.shape[::-1], as_jpeg_2000), "a.pdf")
    cells = {(cell.row, cell.col): cell for cell in only_table(document).cells}
    wrong = [
        cells[row, col]
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
        if cells[row, col].text.removesuffix(" -") != text  # what is left of the pen is seen
    ]
    assert wrong
    assert [cell.text for cell in wrong if not cell.is_doubtful] == []
