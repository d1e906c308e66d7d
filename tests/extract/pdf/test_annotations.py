"""Numbers, days and stamps that signing programs lay over a page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from doichieu.extract import read_bytes

from .drawing import PAGE, draw, grid, write

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def _field(canvas: Canvas, at: tuple[float, float, float], text: str) -> None:
    """Lay text over the page as a form field: x, y of its baseline from the top, width."""
    x, y, width = at
    canvas.acroForm.textfield(
        name=f"{text}{x}", value=text, x=x, y=PAGE[1] - y - 4, width=width, height=16, fontSize=12,
        borderWidth=0, fillColor=None, borderColor=None, fontName="Times-Roman",
    )  # fmt: skip


def _letterhead(canvas: Canvas, sign: str = "/BNV-CCHC") -> None:
    write(canvas, 90, 60, "BỘ NỘI VỤ")
    write(canvas, 300, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    write(canvas, 330, 75, "Độc lập - Tự do - Hạnh phúc")
    write(canvas, 70, 100, "Số:")
    write(canvas, 125, 100, sign)
    write(canvas, 300, 100, "Hà Nội, ngày")
    write(canvas, 385, 100, "tháng")
    write(canvas, 435, 100, "năm 2025")
    write(canvas, 70, 160, "Thực hiện kế hoạch đã giao, Bộ Nội vụ hướng dẫn các địa phương như sau.")


def test_number_and_day_are_set_in_by_a_signing_program() -> None:
    """What is laid over the gaps of the letterhead, above its line or on it, is number and day of the paper."""

    def page(canvas: Canvas) -> None:
        _letterhead(canvas)
        _field(canvas, (88, 91, 40), "12094")
        _field(canvas, (368, 101, 16), "15")
        _field(canvas, (418, 98, 16), "12")

    head = read_bytes(draw(page), "x.pdf").letterhead
    assert (head.number, head.issued_on) == ("12094/BNV-CCHC", date(2025, 12, 15))


def test_without_annotations_number_and_day_stay_blank() -> None:
    """A draft has neither."""
    head = read_bytes(draw(_letterhead), "x.pdf").letterhead
    assert (head.number, head.issued_on, head.issuer) == (None, None, "BỘ NỘI VỤ")


def test_a_signature_stamp_is_left_out_whole() -> None:
    """Every line of a stamp is reported and none is text, also those that say nothing of signing."""

    def page(canvas: Canvas) -> None:
        _letterhead(canvas, "105/BNV-CCHC")
        canvas.acroForm.textfield(
            name="stamp", value="Digitally signed by:\nVAN PHONG\n12.10.2025", x=330, y=PAGE[1] - 45, width=200,
            height=40, fontSize=7, borderWidth=0, fieldFlags="multiline", fontName="Times-Roman",
        )  # fmt: skip

    document = read_bytes(draw(page), "x.pdf")
    assert [issue.code for issue in document.issues if "stamp" in issue.code] == ["signature-stamp"]
    assert "VAN PHONG" not in " ".join(getattr(block, "text", "") for block in document.blocks)
    assert document.letterhead.number == "105/BNV-CCHC"


def test_filled_in_cells_are_figures_of_the_table() -> None:
    """The fields of a form are what its cells hold."""

    def page(canvas: Canvas) -> None:
        rows = [["STT", "Đơn vị", "Điểm"], ["1", "Sở Y tế", ""], ["2", "Sở Tư pháp", ""]]
        grid(canvas, (60, 100, 300, 400), (120, 140, 160, 180), rows)
        _field(canvas, (305, 153, 60), "92,75")
        _field(canvas, (305, 173, 60), "88,10")

    (table,) = read_bytes(draw(page), "x.pdf").tables
    assert table.grid()[1:] == [["1", "Sở Y tế", "92,75"], ["2", "Sở Tư pháp", "88,10"]]


def test_italics_made_of_upright_glyphs_are_level_text() -> None:
    """Letters that lean while their baseline is level are read; text along a slanted line is not."""

    def page(canvas: Canvas) -> None:
        write(canvas, 70, 60, "Báo cáo kết quả xếp hạng của các sở, ban, ngành")
        text = canvas.beginText()
        text.setFont("Times-Roman", 12)
        text.setTextTransform(1, 0, 0.33, 1, 70, PAGE[1] - 90)
        text.textOut("ngang hang")
        text.setTextTransform(0.9, 0.43, -0.43, 0.9, 200, PAGE[1] - 300)
        text.textOut("BAN THAO")
        canvas.drawText(text)

    document = read_bytes(draw(page), "x.pdf")
    texts = [getattr(block, "text", "") for block in document.blocks]
    assert "ngang hang" in " ".join(texts)
    assert [issue.message for issue in document.issues if issue.code == "turned-text"] == [
        "slanted text was left out: BAN THAO"
    ]
