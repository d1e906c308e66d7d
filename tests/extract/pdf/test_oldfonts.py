"""Text in fonts from before Unicode, as statistics of those years print it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from recipe.fonts import runs
from reportlab.pdfbase.pdfmetrics import getFont, registerFont
from reportlab.pdfbase.ttfonts import TTFont

from doichieu.extract import read_bytes
from tests.extract.legacy_text import shown

from .drawing import PAGE, draw

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def _named(name: str) -> str:
    """Register a font with letters that calls itself by another name."""
    ((base, _),) = runs("A", bold=False, mixed=False)
    font = TTFont(f"as{name}", getFont(base).face.filename)
    font.face.name = name.encode()
    registerFont(font)
    return f"as{name}"


def _page(font: str, capitals: str, ends: str) -> bytes:
    def page(canvas: Canvas) -> None:
        def put(x: float, y: float, text: str, name: str = font) -> None:
            canvas.setFont(name, 11)
            canvas.drawString(x, PAGE[1] - y, shown(text, "TCVN3"))

        put(60, 60, "Bảng 5. Dân số trung bình của các huyện")
        put(60, 80, "Số liệu do Sở Kế hoạch và Đầu tư")
        put(60, 94, ends)
        for row, texts in enumerate(
            [["stt", "huyện", "người"], ["1", "Đô Lương", "213.543"], ["2", "Mường Xén", "3.112"]]
        ):
            y = 110 + 20 * row
            for x, text in zip((60, 100, 300), texts, strict=True):
                put(x + 3, y + 13, text, capitals if not row else font)
        for y in (110, 130, 150, 170):
            canvas.line(60, PAGE[1] - y, 400, PAGE[1] - y)
        for x in (60, 100, 300, 400):
            canvas.line(x, PAGE[1] - 110, x, PAGE[1] - 170)

    return draw(page)


@pytest.mark.parametrize("face", ["", ",Bold", "-Italic"])
def test_names_of_fonts_tell_capitals(face: str) -> None:
    """Text in .VnTimeH is in capitals, as it is printed; a note says what was decoded, once."""
    data = _page(_named(f".VnTime{face}"), _named(f".VnTimeH{face}"), "cung cấp.")
    document = read_bytes(data, "x.pdf")
    assert document.tables[0].grid() == [
        ["STT", "HUYỆN", "NGƯỜI"],
        ["1", "Đô Lương", "213.543"],
        ["2", "Mường Xén", "3.112"],
    ]
    assert [issue.code for issue in document.issues].count("legacy-encoding") == 1


@pytest.mark.parametrize("named", [False, True])
def test_a_soft_hyphen_at_a_line_end_is_a_letter(named: bool) -> None:
    """The code of ư that ends a line comes as a hyphen; it is ư all the same."""
    ((plain, _),) = runs("A", bold=False, mixed=False)
    font = _named(".VnTime") if named else plain
    document = read_bytes(_page(font, font, "tỉnh cung cấp như trên."), "x.pdf")
    texts = " ".join(block.text for block in document.blocks if hasattr(block, "text"))
    assert "Sở Kế hoạch và Đầu tư tỉnh cung cấp như trên." in texts
    assert document.tables[0].grid()[1][1] == "Đô Lương"


def test_a_capital_set_in_a_font_of_capitals() -> None:
    """A word that begins in .VnTimeH and goes on in .VnTime has one capital."""
    capitals, small = _named(".VnTimeH"), _named(".VnTime")

    def page(canvas: Canvas) -> None:
        x = 60.0
        for text, font in (("ủ", capitals), ("y ban nhân dân các huyện, thị xã", small)):
            canvas.setFont(font, 11)
            canvas.drawString(x, 700, shown(text, "TCVN3"))
            x += canvas.stringWidth(shown(text, "TCVN3"), font, 11)

    document = read_bytes(draw(page), "x.pdf")
    assert [block.text for block in document.blocks if hasattr(block, "text")] == [
        "Ủy ban nhân dân các huyện, thị xã"
    ]


def test_marks_drawn_back_over_their_letter() -> None:
    """A mark of VNI stands on its letter: both are one word."""
    font = _named("VNI-Times")

    def page(canvas: Canvas) -> None:
        canvas.setFont(font, 11)
        canvas.drawString(60, 720, "Baûng giaù caùc loaïi caây troàng, vaät nuoâi")
        canvas.drawString(60, 700, "chöù sö")
        canvas.drawString(60 + canvas.stringWidth("chöù sö", font, 11) - 10, 700, "õa")

    document = read_bytes(draw(page), "x.pdf")
    texts = " ".join(block.text for block in document.blocks if hasattr(block, "text"))
    assert texts.endswith("chứ sữa")
