"""Text of pages: spaces, fonts, furniture, classes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from doichieu.extract import read_bytes
from doichieu.extract.pdf.pageclass import is_vietnamese
from doichieu.extract.pdf.reader import read_pdf
from doichieu.extract.stream import Line

from .drawing import PAGE, draw, grid, write


def _lines(data: bytes) -> list[str]:
    return [item.text for item in read_pdf(data, "x.pdf").items if isinstance(item, Line)]


def test_text_drawn_twice_is_read_once() -> None:
    """Text drawn twice with a small shift, to look bold, is one text."""

    def page(canvas: Canvas) -> None:
        write(canvas, 60, 200, "Bảng xếp hạng")
        write(canvas, 60.3, 200, "Bảng xếp hạng")

    assert _lines(draw(page)) == ["Bảng xếp hạng"]


def test_decomposed_letters_are_composed() -> None:
    """Base letters with combining marks come out composed."""
    text = "Ứng dụng trường học"
    assert _lines(draw(lambda canvas: write(canvas, 60, 200, unicodedata.normalize("NFD", text)))) == [text]


def test_letters_without_unicode_are_reported() -> None:
    """Letters that their font gives no Unicode for stand as a sign of loss, and the page says how many."""
    paper = read_pdf(draw(lambda canvas: write(canvas, 60, 200, "Sở \uf123\uf124 Y tế")), "x.pdf")
    assert [trouble.code for trouble in paper.troubles] == ["symbol-not-read"]
    assert paper.troubles[0].message.startswith("2 letters")


def test_page_numbers_and_running_heads_stay_out() -> None:
    """What the margins repeat on neighbouring pages is no text of the paper."""

    def page(number: int, text: str) -> Callable[[Canvas], None]:
        def paint(canvas: Canvas) -> None:
            write(canvas, 60, 40, "UBND TỈNH – BÁO CÁO")
            write(canvas, 60, 300, text)
            write(canvas, 290, 810, str(number))

        return paint

    assert _lines(draw(page(1, "Đoạn thứ nhất."), page(2, "Đoạn thứ hai."))) == [
        "Đoạn thứ nhất.",
        "Đoạn thứ hai.",
    ]


def test_signature_stamps_are_reported() -> None:
    """The text of a signature stamp is left out and said so."""

    def page(canvas: Canvas) -> None:
        write(canvas, 60, 300, "Nội dung của văn bản.")
        write(canvas, 400, 60, "Ký bởi: Văn phòng UBND", 7)
        write(canvas, 400, 70, "Thời gian ký: 27/04/2018", 7)

    paper = read_pdf(draw(page), "x.pdf")
    assert [item.text for item in paper.items] == ["Nội dung của văn bản."]
    assert [trouble.code for trouble in paper.troubles] == ["signature-stamp"]


@pytest.mark.parametrize(
    ("text", "plausible"),
    [
        ("Cộng hòa xã hội chủ nghĩa Việt Nam Độc lập Tự do Hạnh phúc nghiêng khuỷu", True),
        ("CQNG HOA XA HQI CHU NGHIA VIET NAM D9c lgp Tg do Hgnh phric", False),
        ("the quick brown fox jumps over the lazy dog", False),
        ("CØNG HOÀ XÃ HØI CHæ NGH A VIÆT NAM xin chç tr°¡ng tri¿n khai thñc hiÇn công tác", False),
    ],
)
def test_junk_layers_are_known(text: str, plausible: bool) -> None:
    """The layer of a foreign OCR is told from Vietnamese by syllables and marks."""
    assert is_vietnamese(text.split()) is plausible


def test_captions_at_the_top_of_two_pages_are_no_running_heads() -> None:
    """Two tables of one name, each at the top of a page, keep their captions, which differ by number alone."""

    def page(number: int) -> Callable[[Canvas], None]:
        def paint(canvas: Canvas) -> None:
            write(canvas, 60, 60, f"Bảng {number}. Dự toán chi ngân sách")
            write(canvas, 60, 90, "Đơn vị tính: triệu đồng")
            grid(canvas, (60, 100, 300), (110, 130, 150), [["STT", "Đơn vị"], ["1", f"Huyện {number}"]])

        return paint

    document = read_bytes(draw(page(1), page(2), page(3)), "x.pdf")
    assert [table.number for table in document.tables] == ["1", "2", "3"]


def test_condensed_capitals_keep_their_spaces() -> None:
    """Letters set closer than their widths have narrow spaces between words, and none within them."""

    def page(canvas: Canvas) -> None:
        x = 60.0
        for word in ("TRUNG", "TAM", "VAN", "HOA,", "THE", "THAO", "VA", "DU", "LICH"):
            canvas.setFont("Times-Bold", 13)
            canvas.drawString(x, PAGE[1] - 100, word, charSpace=-0.9)
            x += canvas.stringWidth(word, "Times-Bold", 13) - 0.9 * len(word) + 2.0
        write(canvas, 60, 140, "Báo cáo kết quả")

    assert "TRUNG TAM VAN HOA, THE THAO VA DU LICH" in _lines(draw(page))
