"""Whole pages that are pictures, drawn and scanned for the test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pypdfium2
import pytest
from recipe.scan import Scanner, scan_pdf

from doichieu.extract import read_bytes
from tests.extract.pdf.drawing import draw, grid, write

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from doichieu.model import Document, Table

HEAD = ("STT", "Đơn vị", "Điểm", "Tỷ lệ", "Hạng")
ROWS = [
    HEAD,
    ("1", "Sở Tài chính", "92,75", "92,8%", "1"),
    ("2", "Sở Nội vụ", "90,5", "90,5%", "2"),
    ("3", "Sở Y tế", "88,16", "88,2%", "3"),
    ("4", "Sở Xây dựng", "71,04", "71,0%", "4"),
    ("5", "Sở Tư pháp", "69,37", "69,4%", "5"),
]
XS = (70.0, 110.0, 290.0, 370.0, 450.0, 520.0)
YS = tuple(200.0 + 22 * index for index in range(len(ROWS) + 1))


def paper(canvas: Canvas) -> None:
    """A page with a letterhead, a sentence and a table."""
    write(canvas, 70, 70, "ỦY BAN NHÂN DÂN TỈNH", 13)
    write(canvas, 70, 100, "Số: 305/QĐ-UBND", 13)
    write(canvas, 320, 100, "Bình Định, ngày 07 tháng 02 năm 2017", 13)
    write(canvas, 70, 170, "Bảng 1. Xếp hạng các cơ quan", 13)
    grid(canvas, XS, YS, ROWS)


SCANNERS = {
    "clean": Scanner(skew=0.0, noise=0.0, blur=0.0, paper=255, stamp=None),
    "office": Scanner(seed=3),
    "stamp": Scanner(stamp="first", seed=2),
    "tilted": Scanner(skew=3.0, stamp=None, seed=4),
    "bitonal": Scanner(colours="bitonal", stamp=None, seed=5),
    "dirty": Scanner(colours="bitonal", specks=0.002, stamp=None, seed=6),
    "pale": Scanner(paper=215, noise=8.0, quality=40, stamp=None, seed=7),
}


def read(scanner: Scanner) -> Document:
    """The page scanned and read."""
    return read_bytes(scan_pdf(draw(paper), scanner), "a.pdf")


def only_table(document: Document) -> Table:
    """The one table of a document."""
    (table,) = document.tables
    return table


@pytest.mark.parametrize("name", SCANNERS)
def test_the_table_is_read_cell_for_cell(name: str) -> None:
    """Every figure, name and header, from clean, tilted, stamped, dirty and pale pages."""
    document = read(SCANNERS[name])
    table = only_table(document)
    assert table.grid() == [list(row) for row in ROWS]
    assert table.number == "1"
    assert document.letterhead.number == "305/QĐ-UBND"


def test_cells_say_how_sure_they_are_and_where_they_stand() -> None:
    """Each cell has a confidence and a box on the tilted page, not on the straightened one."""
    table = only_table(read(SCANNERS["tilted"]))
    assert all(cell.confidence is not None and 0 < cell.confidence <= 1 for cell in table.cells)
    for cell in table.cells:
        box = cell.locator.box
        assert box is not None
        assert cell.locator.page == 1
        middle = ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
        assert XS[cell.col] - 25 < middle[0] < XS[cell.col + 1] + 25
        assert YS[cell.row] - 25 < middle[1] < YS[cell.row + 1] + 25


def test_a_recognised_page_is_an_issue_of_the_paper() -> None:
    """Whoever uses the figures knows that they were recognised."""
    codes = [issue.code for issue in read(SCANNERS["clean"]).issues]
    assert "recognised-page" in codes
    assert "image-page" not in codes


def test_a_page_on_its_side_is_turned() -> None:
    """A sheet that lay across the glass."""
    data = draw(
        lambda canvas: (canvas.rotate(90), canvas.translate(0, -842), paper(canvas)), size=(842.0, 595.0)
    )
    document = read_bytes(scan_pdf(data, SCANNERS["clean"]), "a.pdf")
    assert only_table(document).grid() == [list(row) for row in ROWS]


OPEN_ROWS = [
    ("STT", "Đơn vị", "Điểm", "Thưởng", "Hạng"),
    ("1", "Sở Tài chính", "92,75", "-", "1"),
    ("2", "Sở Nội vụ", "90,5", "2", "2"),
    ("3", "Sở Y tế", "88,16", "-", "3"),
    ("4", "Sở Xây dựng", "71,04", "1", "4"),
    ("5", "Sở Tư pháp", "69,37", "-", "5"),
]


def open_table(canvas: Canvas, *, rules: bool) -> None:
    """A table with rules under its rows alone, or with none at all."""
    write(canvas, 70, 170, "Bảng 1. Xếp hạng các cơ quan", 13)
    for row, y in zip(OPEN_ROWS, YS, strict=False):
        for text, x in zip(row, XS, strict=False):
            write(canvas, x + 3, y + 14, text)
    if rules:
        for y in YS:
            canvas.line(XS[0], 842 - y, XS[-1], 842 - y)


@pytest.mark.parametrize("rules", [True, False], ids=["rules-across", "no-rules"])
def test_columns_without_rulings_are_read_cell_by_cell(rules: bool) -> None:
    """Figures of neighbouring columns are no one line; lone figures and dashes are not lost."""
    document = read_bytes(
        scan_pdf(draw(lambda canvas: open_table(canvas, rules=rules)), SCANNERS["office"]), "a"
    )
    table = only_table(document)
    assert table.grid() == [list(row) for row in OPEN_ROWS]
    assert all(cell.confidence is not None for cell in table.cells)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_sheet_fed_the_wrong_way_is_turned(quarters: int) -> None:
    """The pixels are turned, not the page: sideways either way, or head down."""
    (page,) = pypdfium2.PdfDocument(draw(paper))
    turned = np.ascontiguousarray(np.rot90(page.render(scale=200 / 72).to_numpy()[:, :, :3], quarters))
    assert only_table(read_bytes(cv2.imencode(".png", turned)[1].tobytes(), "a")).grid() == [
        list(row) for row in ROWS
    ]
