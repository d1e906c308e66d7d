"""PDFs of the recipe hold what they should, as pdfium sees them."""

from __future__ import annotations

import unicodedata

import pypdfium2
import pytest
from recipe.layout import LAYOUTS, Layout, Place, Rules
from recipe.pdf import render_pdf, write_pdf
from recipe.source import Block, Grid

from tests.papers.paper import make_paper

NAME = "Sở Lao động - Thương binh và Xã hội"


def long_table(rows: int = 60, text: str = NAME) -> Grid:
    """A table that runs over pages."""
    body = [(str(row + 1), text, f"{row},50") for row in range(rows)]
    return Grid(rows=(("STT", "Đơn vị", "Điểm"), *body), header_rows=1, marks={})


def pages_of(data: bytes) -> list[str]:
    """Text of each page, in NFC."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [unicodedata.normalize("NFC", page.get_textpage().get_text_range()) for page in pdf]


@pytest.mark.parametrize("name", LAYOUTS)
def test_writing_twice_gives_the_same_bytes(name: str) -> None:
    """No clock and no order of a set leaks into a PDF."""
    paper = make_paper(1).paper
    assert write_pdf(paper, LAYOUTS[name]) == write_pdf(paper, LAYOUTS[name])


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_figure_is_printed_once(name: str) -> None:
    """Nothing is lost over page ends, and nothing but headers is printed twice."""
    layout = LAYOUTS[name]
    text = "".join(pages_of(render_pdf([long_table()], layout))).replace("\r\n", " ")
    if not layout.narrow:
        assert [text.count(f" {row},50") for row in range(60)] == [1] * 60


def test_header_is_repeated_on_every_page() -> None:
    """The header stands on each page of a table, unless the layout says no."""
    again, once = (
        ["STT" in page for page in pages_of(render_pdf([long_table()], Layout(repeat_header=repeat)))]
        for repeat in (True, False)
    )
    assert again == [True, True]
    assert once == [True, False]


def test_rows_break_over_pages() -> None:
    """A row of many lines begins on one page and ends on the next when the layout allows it."""
    table = long_table(3, " ".join(f"chữ{word}" for word in range(700)))
    broken = pages_of(render_pdf([table], Layout(break_rows=True, repeat_header=False)))
    assert "chữ0 " in broken[0]
    assert "chữ699" in broken[1]


def test_turned_pages_show_lying() -> None:
    """/Rotate turns an upright sheet."""
    with pypdfium2.PdfDocument(render_pdf([long_table()], Layout(rotated=True))) as pdf:
        assert pdf[0].get_rotation() == 90
        assert pdf[0].get_width() > pdf[0].get_height()


def test_words_change_font_inside() -> None:
    """A letter that the first font lacks comes from the second one."""
    plain = render_pdf([Block(kind="paragraph", lines=(NAME,))], Layout())
    mixed = render_pdf([Block(kind="paragraph", lines=(NAME,))], Layout(mixed=True))
    assert b"Caladea" not in plain
    assert b"Caladea" in mixed
    assert b"SourceSerif" in mixed


def test_text_is_decomposed() -> None:
    """With NFD, marks are letters of their own."""
    with pypdfium2.PdfDocument(render_pdf([long_table(1)], Layout(decomposed=True))) as pdf:
        assert "\u0323" in pdf[0].get_textpage().get_text_range()


@pytest.mark.parametrize(("rules", "lines"), [(Rules.NONE, 0), (Rules.THREE, 3), (Rules.HORIZONTAL, 5)])
def test_open_layouts_have_few_rules(rules: Rules, lines: int) -> None:
    """Above the header, under it and under the last row; under each row; none."""
    layout = Layout(rules=rules, page_number=Place.NOWHERE)
    with pypdfium2.PdfDocument(render_pdf([long_table(3)], layout)) as pdf:
        paths = [item for item in pdf[0].get_objects() if item.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH]
    assert len(paths) == lines


def test_a_figure_wraps_in_a_narrow_column() -> None:
    """The last digit of the longest figure stands on a line of its own."""
    grid = Grid(rows=(("TT", "Đơn vị", "Số"), ("1", NAME, "86.640.001")), header_rows=1, marks={})
    (page,) = pages_of(render_pdf([grid], Layout(narrow=True)))
    assert "86.640.001" not in page
    assert "86.640.00" in page
