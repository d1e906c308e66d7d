"""Lists whose dots lead from names to figures."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.text import WD_TAB_LEADER
from docx.shared import Cm

from doichieu.extract import read_bytes
from doichieu.model import Document, Heading, Paragraph

from .pdf.drawing import draw, write

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_NAMES = ("Sở Nội vụ", "Sở Tư pháp", "Sở Xây dựng", "Thanh tra tỉnh")
_FIGURES = ("81,80", "92,25", "77,10", "90,05")
_ROWS = [list(row) for row in zip(_NAMES, _FIGURES, strict=True)]


def _text(*lines: str) -> Document:
    return read_bytes(
        "\n".join(["Bảng 1. Điểm của các sở", "", *lines, "", "Đề nghị thực hiện."]).encode(), "x.txt"
    )


@pytest.mark.parametrize("dots", ["............", " . . . . . . . ", " ……………… ", "...... "])
def test_dots_lead_to_figures(dots: str) -> None:
    """Names, dots and figures are a table of two columns under their caption, however the dots are set."""
    (table,) = _text(*(f"{name}{dots}{figure}" for name, figure in _ROWS)).tables
    assert table.grid() == _ROWS
    assert table.caption == "Điểm của các sở"
    assert table.header_rows == 0


def test_ordinals_that_count_up_are_a_column() -> None:
    """The ordinals before the names are a column of their own where they count up, else a part of the names."""
    counted = [f"{n}. {name} ........ {figure}" for n, (name, figure) in enumerate(_ROWS, 1)]
    (table,) = _text(*counted).tables
    assert table.grid() == [[f"{n}.", *row] for n, row in enumerate(_ROWS, 1)]
    (table,) = _text(*reversed(counted)).tables
    assert table.grid()[0] == ["4. Thanh tra tỉnh", "90,05"]


def test_figures_with_units_and_dashes() -> None:
    """Figures with a unit, blanks written as dashes, and several figures behind the dots are cells."""
    (table,) = _text("Xã A ...... 12 hộ", "Xã B ...... -", "Xã C ...... 9 hộ").tables
    assert table.grid() == [["Xã A", "12 hộ"], ["Xã B", "-"], ["Xã C", "9 hộ"]]
    (table,) = _text("Xã A ...... 12 ..... 4,5", "Xã B ...... 7 ..... 4,1", "Xã C ..... 9 .... 3,0").tables
    assert table.grid()[0] == ["Xã A", "12", "4,5"]


@pytest.mark.parametrize(
    "lines",
    [
        [
            "I. Đặc điểm ........ 1",
            "II. Kết quả ........ 3",
            "III. Đánh giá ........ 12",
            "IV. Nhiệm vụ ........ 12",
        ],
        [
            "Bảng 1. Điểm của các sở ........ 4",
            "Bảng 2. Điểm của huyện ........ 9",
            "Bảng 3. Tổng hợp .... 15",
        ],
        ["Họ và tên: ............ Năm sinh: ..........", "Địa chỉ: ............", "Điện thoại: ............"],
        ["Điều... .......(5).......", "Điều... .......(6).......", "Điều... .......(7)......."],
        ["Tên công việc ......(3)", "Tại dự án ......(4)", "Chủ đầu tư ......(5)"],
        ["Sở Nội vụ ........ 81,80", "Sở Tư pháp ........ 92,25"],
    ],
)
def test_contents_and_forms_are_no_tables(lines: list[str]) -> None:
    """Pages that go up, blanks to be filled in and two lines alone are lines as printed."""
    document = _text(*lines)
    assert document.tables == ()
    texts = [block.text for block in document.blocks if isinstance(block, Paragraph | Heading)]
    assert all(line in texts for line in lines)


def test_dots_of_tab_stops() -> None:
    """DOCX: dots that a tab stop prints lead to figures as typed ones do."""
    paper = docx.Document()
    for name, figure in _ROWS:
        paragraph = paper.add_paragraph(f"{name}\t{figure}")
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(14), leader=WD_TAB_LEADER.DOTS)
    file = BytesIO()
    paper.save(file)
    (table,) = read_bytes(file.getvalue(), "x.docx").tables
    assert table.grid() == _ROWS


@pytest.mark.parametrize("glued", [False, True])
def test_dots_on_a_page(*, glued: bool) -> None:
    """PDF: dots before one column of figures and before two, glued to the name or apart from it."""
    ranks = ["3", "1", "4", "2"]

    def page(canvas: Canvas, count: int) -> None:
        for row, (name, figure) in enumerate(_ROWS):
            y = 100 + 18 * row
            write(canvas, 60, y, name + ("" if glued else " ") + "." * (106 - round(1.73 * len(name))))
            write(canvas, 400, y, figure)
            if count > 1:
                write(canvas, 470, y, ranks[row])

    for count, rows in ((1, _ROWS), (2, [[*row, rank] for row, rank in zip(_ROWS, ranks, strict=True)])):
        (table,) = read_bytes(draw(lambda canvas, count=count: page(canvas, count)), "x.pdf").tables
        assert table.grid() == rows
