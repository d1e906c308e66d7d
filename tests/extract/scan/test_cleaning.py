"""Light, folds, holes and the rest of rulings, taken out of whole pages and of made pixels."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pypdfium2
import pytest
from PIL import Image
from recipe.scan import Scanner, scan_pdf

from doichieu.extract import read_bytes
from doichieu.extract.scan.dirt import holes, left_of_rulings
from doichieu.extract.scan.light import desk_of, evened
from tests.extract.pdf.drawing import draw, write
from tests.extract.scan.test_pages import ROWS, XS, YS, only_table, paper

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

SCALE = 300 / 72


def test_a_shadow_is_lifted() -> None:
    """Paper is as bright at a book's spine as elsewhere, ink stays dark."""
    bright = np.tile(np.linspace(80, 245, 2000), (2800, 1)).astype(np.uint8)
    inked = bright.copy()
    inked[::40] = (inked[::40] * 0.25).astype(np.uint8)
    found = evened(inked, SCALE, desk_of(inked, SCALE))
    assert int(np.percentile(found[20::40], 1)) > 215
    assert int(found[::40].max()) < 130


def test_even_light_is_left_alone() -> None:
    """A grey sheet and a cell filled with grey are no shadow."""
    grey = np.full((2800, 2000), 200, dtype=np.uint8)
    grey[300:400, 200:900] = 120
    assert evened(grey, SCALE, desk_of(grey, SCALE)) is grey


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ((300, 842, 420, 846), True),  # the edge of a ruling drawn in steps
        ((300, 800, 330, 803), False),  # a dash in a cell
        ((300, 842, 306, 848), False),  # the dot under a letter
        ((300, 842, 306, 860), False),  # a comma
    ],
)
def test_the_rest_of_a_ruling_is_long_thin_and_near_it(
    part: tuple[int, int, int, int], expected: bool
) -> None:
    """Dashes stand off, dots and commas are short."""
    ruling = (50.0, 200.0, 500.0, 200.6)
    assert left_of_rulings(np.array([part]), [ruling], SCALE).tolist() == [expected]


@pytest.mark.parametrize(
    ("part", "expected"),
    [((60, 900, 130, 970), True), ((1200, 900, 1270, 970), False), ((60, 900, 90, 970), False)],
    ids=["hole", "stamp", "letter"],
)
def test_a_hole_is_round_and_at_the_edge(part: tuple[int, int, int, int], expected: bool) -> None:
    """What is as large inside the page, or higher than wide, is something else."""
    assert holes(np.array([part]), (2480, 3508), SCALE).tolist() == [expected]


def pages_of(data: bytes) -> list[np.ndarray]:  # type: ignore[type-arg]
    """The pages of a PDF as pixels."""
    return [page.render(scale=SCALE).to_numpy()[:, :, :3].copy() for page in pypdfium2.PdfDocument(data)]


def pdf_of(pixels: np.ndarray) -> bytes:  # type: ignore[type-arg]
    """A PDF of one picture."""
    buffer = BytesIO()
    Image.fromarray(pixels).save(buffer, "PDF", resolution=300, quality=80)
    return buffer.getvalue()


def test_a_fold_two_holes_and_a_shadow_change_no_cell() -> None:
    """The same table as from a clean sheet."""
    (pixels,) = pages_of(draw(paper))
    fold = int(262 * SCALE)
    pixels[fold : fold + 3] = np.minimum(pixels[fold : fold + 3], 170)
    for y in (260, 600):
        cv2.circle(pixels, (int(24 * SCALE), int(y * SCALE)), int(9 * SCALE), (20, 20, 20), -1)
    light = 1 - 0.6 * np.exp(-np.arange(pixels.shape[1]) / (0.12 * pixels.shape[1]))
    table = only_table(read_bytes(pdf_of((pixels * light[None, :, None]).astype(np.uint8)), "a.pdf"))
    assert table.grid() == [list(row) for row in ROWS]


def test_a_fax_of_a_leaning_page_has_no_dashes_of_its_own() -> None:
    """Rulings that a fax draws in steps leave no strokes that are read as text."""
    scanner = Scanner(resolution=204, colours="bitonal", fax=True, stamp=None, skew=0.9, seed=4)
    found = only_table(read_bytes(scan_pdf(draw(paper), scanner), "a.pdf")).grid()
    assert found[1:] == [list(row) for row in ROWS[1:]]
    assert not any(mark in str(text) for text in found[0] for mark in "-:.,01")


def test_two_pages_on_a_sheet_are_read_one_after_the_other() -> None:
    """Both tables are found, the second one where it stands on the sheet."""

    def prose(canvas: Canvas) -> None:
        paper(canvas)
        for line in range(12):
            write(canvas, 70, 380 + 20 * line, "Các cơ quan chịu trách nhiệm thi hành báo cáo này", 12)

    (one,) = pages_of(draw(prose))
    document = read_bytes(pdf_of(np.hstack([one, one])), "a.pdf")
    assert [table.grid() for table in document.tables] == [[list(row) for row in ROWS]] * 2
    assert document.letterhead.number == "305/QĐ-UBND"
    cell = document.tables[1].cells[0]
    assert cell.locator.page == 1
    assert cell.locator.box is not None
    assert 595 + XS[0] - 5 < cell.locator.box.x0 < 595 + XS[1]
    assert YS[0] - 5 < cell.locator.box.y0 < YS[1]
