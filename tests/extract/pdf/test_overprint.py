"""Text printed over a page: large words across cells and panels of signatures stay out of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from doichieu.extract import read_bytes

from .drawing import PAGE, draw, grid, write

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from doichieu.model import Document

XS, STEP = (60, 100, 260, 360, 460), 20
ROWS = [
    ["STT", "Đơn vị", "Điểm 2023", "Điểm 2024"],
    *([str(row), f"Sở thứ {row}", f"8{row % 10},5", f"9{row % 10},25"] for row in range(1, 13)),
]


def _table(canvas: Canvas, *, ruled: bool = True) -> None:
    write(canvas, 60, 80, "Bảng 1. Điểm của các sở")
    ys = [100 + STEP * row for row in range(len(ROWS) + 1)]
    if ruled:
        grid(canvas, XS, ys, ROWS)
        return
    for row, y in zip(ROWS, ys, strict=False):
        canvas.line(XS[0], PAGE[1] - y, XS[-1], PAGE[1] - y)
        for text, x in zip(row, XS, strict=False):
            write(canvas, x + 3, y + 13, text)


def _over(canvas: Canvas, text: str, y: float, *, x: float = 90, size: float = 60) -> None:
    canvas.saveState()
    canvas.setFillGray(0.8)
    write(canvas, x, y, text, size)
    canvas.restoreState()


def _codes(document: Document) -> list[str]:
    return [issue.code for issue in document.issues]


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("text", ["BẢN SAO", "DỰ THẢO", "DRAFT"])
@pytest.mark.parametrize("under", [True, False])
def test_a_level_watermark(text: str, *, ruled: bool, under: bool) -> None:
    """Large words across the cells, drawn before or after them, are in none of them and are an issue."""

    def page(canvas: Canvas) -> None:
        if under:
            _over(canvas, text, 250)
        _table(canvas, ruled=ruled)
        if not under:
            _over(canvas, text, 250)

    document = read_bytes(draw(page), "x.pdf")
    assert [table.grid() for table in document.tables] == [ROWS]
    messages = [issue.message for issue in document.issues if issue.code == "overprint"]
    assert len(messages) == 1
    assert text in messages[0]


def test_a_watermark_in_tiles() -> None:
    """What is printed many times over a page is left out where it meets no text, too, and on the next page."""

    def tiled(canvas: Canvas) -> None:
        for y in range(120, 800, 130):
            for x in (80, 300):
                _over(canvas, "THAM KHẢO", y, x=x, size=26)

    def page(canvas: Canvas) -> None:
        tiled(canvas)
        _table(canvas)

    def behind(canvas: Canvas) -> None:
        tiled(canvas)
        write(canvas, 60, 60, "Nơi nhận: như trên.")

    document = read_bytes(draw(page, behind), "x.pdf")
    assert [table.grid() for table in document.tables] == [ROWS]
    assert not any("THAM KHẢO" in block.text for block in document.blocks if hasattr(block, "text"))


@pytest.mark.parametrize("framed", [True, False])
def test_a_signature_drawn_over_a_table(framed: bool) -> None:
    """A panel that says who signed is no text of the cells below it, and its frame no column."""

    def page(canvas: Canvas) -> None:
        _table(canvas)
        lines = ["Ký bởi: Sở Tài chính", "Email: stc@x.gov.vn", "Thời gian ký: 12.03.2024 10:11:12 +07:00"]
        if framed:
            canvas.rect(200, PAGE[1] - 262, 190, 34)
        for at, line in enumerate(lines):
            write(canvas, 203, 237 + 9 * at, line, 7)

    document = read_bytes(draw(page), "x.pdf")
    assert [table.grid() for table in document.tables] == [ROWS]
    assert "signature-stamp" in _codes(document)


def test_large_words_of_the_paper_stay() -> None:
    """A title above a table, a large group in a cell of its own and a struck out word are the paper's."""

    def page(canvas: Canvas) -> None:
        write(canvas, 60, 60, "BÁO CÁO", 24)
        canvas.line(60, PAGE[1] - 63, 170, PAGE[1] - 63)
        write(canvas, 300, 60, "CŨ", 24)
        canvas.line(298, PAGE[1] - 52, 335, PAGE[1] - 52)
        _table(canvas)
        canvas.rect(60, PAGE[1] - 440, 400, 40)
        write(canvas, 70, 430, "NHÓM TỐT", 24)

    document = read_bytes(draw(page), "x.pdf")
    texts = [block.text for block in document.blocks if hasattr(block, "text")]
    texts += [text or "" for table in document.tables for row in table.grid() for text in row]
    assert all(any(words in text for text in texts) for words in ("BÁO CÁO", "CŨ", "NHÓM TỐT"))
    assert "overprint" not in _codes(document)


def test_signs_with_high_boxes_are_no_watermark() -> None:
    """A sign alone, as of a sum or of a list, is text however high the box of its font is."""

    def page(canvas: Canvas) -> None:
        _table(canvas)
        write(canvas, XS[1] + 20, 160, "•", 40)

    document = read_bytes(draw(page), "x.pdf")
    assert "overprint" not in _codes(document)
