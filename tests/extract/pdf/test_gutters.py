"""Text in two columns is read down one column, then the other."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from doichieu.extract import read_bytes
from doichieu.extract.pdf.reader import read_pdf
from doichieu.extract.stream import Line

from .drawing import draw, grid, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlab.pdfgen.canvas import Canvas


def _texts(page: Callable[[Canvas], None]) -> list[str]:
    return [item.text for item in read_pdf(draw(page), "x.pdf").items if isinstance(item, Line)]


def test_a_letterhead_whose_cells_nearly_touch() -> None:
    """The name of the state begins the right cell, however near the issuer's name reaches; titles keep it."""

    def page(canvas: Canvas) -> None:
        write(canvas, 60, 60, "ỦY BAN NHÂN DÂN THÀNH PHỐ")
        write(
            canvas,
            60 + canvas.stringWidth("ỦY BAN NHÂN DÂN THÀNH PHỐ") + 9,
            60,
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        )
        write(canvas, 110, 75, "ĐÀ NẴNG")
        write(canvas, 330, 75, "Độc lập - Tự do - Hạnh phúc")
        write(canvas, 90, 100, "Số: 88/QĐ-UBND")
        write(canvas, 330, 100, "Đà Nẵng, ngày 5 tháng 3 năm 2024")
        write(canvas, 150, 140, "QUYẾT ĐỊNH")
        write(canvas, 80, 170, "NGÀY QUỐC KHÁNH NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")

    head = read_bytes(draw(page), "x.pdf").letterhead
    assert (head.number, head.issuer) == ("88/QĐ-UBND", "ỦY BAN NHÂN DÂN THÀNH PHỐ ĐÀ NẴNG")
    assert "NGÀY QUỐC KHÁNH NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in _texts(page)


def test_name_of_the_state_over_two_lines_beside_a_long_issuer() -> None:
    """What is left of the name stands where the line above begins, with no more than a space before it."""
    issuer = "CỤC THỐNG KÊ TỈNH ĐỒNG THÁP"

    def page(canvas: Canvas) -> None:
        write(canvas, 60, 75, issuer)
        right = 60 + canvas.stringWidth(issuer) + 3.5
        write(canvas, 60, 60, "TỔNG CỤC THỐNG KÊ")
        for y, text in (
            (60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"),
            (75, "VIỆT NAM"),
            (90, "Độc lập - Tự do - Hạnh phúc"),
        ):
            write(canvas, right, y, text)
        write(canvas, 60, 90, "Số: 41/BC-CTK")
        write(canvas, right, 105, "Đồng Tháp, ngày 10 tháng 5 năm 2023")
        write(canvas, 250, 140, "BÁO CÁO")

    head = read_bytes(draw(page), "x.pdf").letterhead
    assert (head.number, head.issuer) == ("41/BC-CTK", issuer)


def test_a_letterhead_is_read_cell_by_cell() -> None:
    """Lines that wrap within a cell of the letterhead stand together: issuer, subject and date are whole."""

    def page(canvas: Canvas) -> None:
        rows = [
            ("UBND TỈNH KIÊN GIANG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            ("SỞ TÀI NGUYÊN", "Độc lập - Tự do - Hạnh phúc"),
            ("VÀ MÔI TRƯỜNG", ""),
            ("Số: 913/TTr-STNMT", "Kiên Giang, ngày 27 tháng 12 năm"),
            ("", "2019"),
        ]
        for row, (left, right) in enumerate(rows):
            write(canvas, 60, 60 + 16 * row, left)
            write(canvas, 290, 60 + 16 * row, right)
        write(
            canvas,
            60,
            180,
            "Sở đề nghị Ủy ban nhân dân tỉnh xem xét, ban hành bảng giá các loại đất của tỉnh.",
        )
        grid(canvas, (60, 100, 300), (220, 240, 260), [["STT", "Đơn vị"], ["1", "Huyện An Biên"]])

    head = read_bytes(draw(page), "x.pdf").letterhead
    assert (head.number, head.issuer) == ("913/TTr-STNMT", "SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG")
    assert (head.place, head.issued_on) == ("Kiên Giang", date(2019, 12, 27))


def test_prose_in_two_columns_is_read_in_their_order() -> None:
    """The left column of a page of prose is read to its end before the right one, below a title over both."""
    left = [f"dòng {number} của cột bên trái trang" for number in range(1, 11)]
    right = [f"dòng {number} của cột bên phải trang" for number in range(1, 11)]

    def page(canvas: Canvas) -> None:
        write(
            canvas,
            60,
            60,
            "Báo cáo tình hình kinh tế - xã hội của tỉnh trong quý I và nhiệm vụ của quý II năm nay",
        )
        for row, (one, other) in enumerate(zip(left, right, strict=True)):
            write(canvas, 60, 90 + 15 * row, one)
            write(canvas, 240, 90 + 15 * row, other)

    assert _texts(page)[1:] == [*left, *right]


def test_wide_spaces_of_some_lines_make_no_columns() -> None:
    """Lines that each have a wide space elsewhere are read from the left to the right."""

    def page(canvas: Canvas) -> None:
        for row, x in enumerate((120, 300, 180, 360, 140)):
            write(canvas, 60, 60 + 16 * row, "a" * ((x - 90) // 6))
            write(canvas, x, 60 + 16 * row, "b" * ((500 - x) // 6))

    assert [text[0] for text in _texts(page)] == ["a", "b"] * 5
