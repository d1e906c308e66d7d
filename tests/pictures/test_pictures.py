"""Pictures show the page as readers show it, and the box of a cell holds the ink of its text and no other."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image
from recipe.scan import Scanner, scan_pdf

from doichieu import pictures
from doichieu.errors import DamagedFileError, UsageError
from doichieu.extract import read_bytes
from doichieu.model import Box
from doichieu.pictures import Picture, around, page_picture
from tests.extract.pdf.drawing import draw, grid, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from reportlab.pdfgen.canvas import Canvas

    from doichieu.model import Cell

    Pixels = np.ndarray[Any, np.dtype[np.uint8]]

XS, YS = (60, 100, 300, 400, 480), (300, 322, 344, 366)
ROWS = (("STT", "Đơn vị", "Điểm", "Hạng"), ("1", "Sở Tài chính", "92,75", "1"), ("2", "Sở Y tế", "90,5", "2"))
CROP = (30, 100, 560, 790)


def paper(
    *, without: str = "", turn: int = 0, crop: tuple[int, int, int, int] | None = None
) -> Callable[[Canvas], None]:
    """A page with one ruled table, one of whose texts may be missing."""

    def page(canvas: Canvas) -> None:
        if crop:
            canvas.setCropBox(crop)
        if turn:
            canvas.setPageRotation(turn)
        write(canvas, 70, 150, "Bảng 1. Xếp hạng các cơ quan", 13)
        grid(canvas, XS, YS, [["" if text == without else text for text in row] for row in ROWS])

    return page


def pixels(picture: Picture) -> Pixels:
    """Grey levels of a picture, or its colours."""
    image: Pixels = np.asarray(Image.open(BytesIO(picture.content)))
    return image


def ink(box: Box, picture: Picture) -> Pixels:
    """Where a box lies on a picture, in pixels."""
    part = picture.place(box)
    assert part is not None
    high, wide = picture.height, picture.width
    return pixels(picture)[
        round(part.y0 * high) : round(part.y1 * high), round(part.x0 * wide) : round(part.x1 * wide)
    ]


def cells_of(data: bytes) -> list[Cell]:
    """The cells of the only table of a paper."""
    (table,) = read_bytes(data, "a.pdf").tables
    return list(table.cells)


def box_of(cell: Cell) -> Box:
    """Where a cell was printed."""
    assert cell.locator.box is not None
    return cell.locator.box


@pytest.mark.parametrize("crop", [None, CROP])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_box_of_a_cell_holds_its_ink_and_no_other(
    turn: int, crop: tuple[int, int, int, int] | None
) -> None:
    """What a page loses with a text lies in the box of its cell, however the page is turned and cut."""
    data = draw(paper(turn=turn, crop=crop))
    before = page_picture(data, 1)
    for cell in cells_of(data):
        if cell.text in {"1", "2"}:  # they stand twice, so both would vanish
            continue
        after = page_picture(draw(paper(without=cell.text, turn=turn, crop=crop)), 1)
        gone = np.argwhere(pixels(before) != pixels(after)) / (before.height, before.width)
        assert len(gone) > 20, cell.text
        part = before.place(box_of(cell))
        assert part is not None
        slack = 2 / 595  # points of a page's width: letters reach over their advance
        assert (gone.min(axis=0) >= (part.y0 - slack, part.x0 - slack)).all(), cell.text
        assert (gone.max(axis=0) <= (part.y1 + slack, part.x1 + slack)).all(), cell.text


def test_the_box_of_a_scanned_cell_holds_its_ink() -> None:
    """On a page that lay askew on the glass, too: ink in every box, next to none beside the table's own."""
    data = scan_pdf(draw(paper()), Scanner(skew=2.0, stamp=None, seed=4))
    picture = page_picture(data, 1)
    for cell in cells_of(data):
        assert (ink(box_of(cell), picture) < 128).mean() > 0.02, cell.text
    empty = Box(x0=60, y0=600, x1=500, y1=700)
    assert (ink(empty, picture) < 128).mean() < 0.001


def test_a_part_is_the_same_ink_as_on_the_whole_page() -> None:
    """A crop is drawn alone; nothing moves."""
    data = draw(paper())
    whole, box = page_picture(data, 1), box_of(cells_of(data)[5])
    part = page_picture(data, 1, region=around([box], margin=20))
    left, top = round(part.region.x0 * 2), round(part.region.y0 * 2)
    same = pixels(whole)[top : top + part.height, left : left + part.width]
    assert (pixels(part) == same).all()
    assert part.width < whole.width / 2
    assert (ink(box, part) == ink(box, whole)).all()


def test_a_region_is_cut_to_the_page() -> None:
    """A margin that leaves the page shows no more than there is."""
    data = draw(paper())
    picture = page_picture(data, 1, region=Box(x0=-50, y0=-50, x1=5000, y1=100))
    assert picture.region.x0 == picture.region.y0 == 0
    assert picture.region.x1 == pytest.approx(595, abs=1)
    assert (picture.page_width, picture.page_height) == (595, 842)


@pytest.mark.parametrize("region", [Box(x0=900, y0=10, x1=950, y1=20), Box(x0=9, y0=9, x1=9, y1=9)])
def test_a_region_without_area_is_still_a_picture(region: Box) -> None:
    """A box beside the page, and one of no size."""
    picture = page_picture(draw(paper()), 1, region=region)
    assert min(picture.width, picture.height) >= 1
    assert pixels(picture).size


def test_a_box_elsewhere_has_no_place() -> None:
    """A picture of a part does not outline what it does not show."""
    picture = page_picture(draw(paper()), 1, region=Box(x0=0, y0=0, x1=100, y1=100))
    assert picture.place(Box(x0=200, y0=200, x1=220, y1=210)) is None
    assert picture.place(Box(x0=0, y0=0, x1=50, y1=50)) == Box(x0=0, y0=0, x1=0.5, y1=0.5)


def test_large_pages_are_drawn_small() -> None:
    """A sheet as large as a wall does not become a picture as large as memory."""
    data = draw(paper(), size=(5000.0, 5000.0))
    picture = page_picture(data, 1, scale=10)
    assert picture.width * picture.height <= pictures.MOST_PIXELS * 1.01
    assert picture.region == Box(x0=0, y0=0, x1=pytest.approx(5000, abs=2), y1=pytest.approx(5000, abs=2))


def test_colour_is_kept_when_asked_for() -> None:
    """A red stamp stays red; grey is the rule."""

    def stamped(canvas: Canvas) -> None:
        paper()(canvas)
        canvas.setFillColorRGB(0.8, 0.1, 0.1)
        canvas.rect(100, 100, 80, 80, fill=1, stroke=0)

    picture = page_picture(draw(stamped), 1, colour=True)
    red, green, blue = (int(level) for level in pixels(picture)[1400, 280])
    assert red > 180
    assert max(green, blue) < 60
    assert pixels(page_picture(draw(stamped), 1)).ndim == 2


def test_odd_widths_are_whole() -> None:
    """Two pixels share a byte; the last one of an odd row is there."""
    data = draw(paper())
    for width in (7, 8, 9):
        picture = page_picture(data, 1, scale=1, region=Box(x0=60, y0=300, x1=60 + width, y1=310))
        assert pixels(picture).shape == (10, width)
        assert (pixels(picture)[:, 0] < 255).all()  # the left ruling


@pytest.mark.parametrize("page", [0, -1, 2])
def test_pages_that_are_not_there_are_named(page: int) -> None:
    """Pages count from one."""
    with pytest.raises(UsageError, match="There is no such page"):
        page_picture(draw(paper()), page)


def test_what_is_no_pdf_is_refused() -> None:
    """The error says what to do."""
    with pytest.raises(DamagedFileError, match="broken"):
        page_picture(b"%PDF-1.4 and nothing more", 1)
