"""Rows whose cells stand at their foot, as sheets set them: the upper lines of a text before the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.extract import read_bytes

from .drawing import PAGE, draw, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlab.pdfgen.canvas import Canvas


def _tables(page: Callable[[Canvas], None]) -> list[list[list[str]]]:
    found = read_bytes(draw(page), "x.pdf").tables
    return [[[text or "" for text in row] for row in table.grid()] for table in found]


def test_names_that_end_beside_their_figures() -> None:
    """Sheets set cells at the foot of their rows: the upper line of a name comes before the figures, rows stand close."""
    names = [("Huyện Trảng", "Bom"), ("Huyện Tân Phú",), ("Huyện Thống", "Nhất"), ("Huyện Vĩnh", "Thạnh")]
    names += [("Thị xã Phú Mỹ",), ("Huyện Xuân", "Trường")]
    xs = (60.0, 90.0, 176.0, 240.0, 300.0)

    def page(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Bảng 1. Kết quả đánh giá")
        for x, text in zip(xs, ("STT", "Đơn vị", "Điểm", "Thưởng"), strict=False):
            write(canvas, x + 3, 94, text)
        y = 100.0
        for at, lines in enumerate(names, 1):
            for line in lines:
                y += 13
                write(canvas, xs[1] + 3, y, line)
            for x, text in ((xs[0], str(at)), (xs[2], f"{60 + at},25"), (xs[3], f"{at},5")):
                write(canvas, x + 3, y, text)
        for x in xs:
            canvas.line(x, PAGE[1] - 80, x, PAGE[1] - y - 5)
        for rule in (80.0, 100.0, y + 5):
            canvas.line(xs[0], PAGE[1] - rule, xs[-1], PAGE[1] - rule)

    (table,) = _tables(page)
    assert [row[:2] for row in table[1:]] == [[str(at), " ".join(own)] for at, own in enumerate(names, 1)]
    assert [row[2] for row in table[1:]] == [f"{60 + at},25" for at in range(1, 7)]


def test_the_upper_line_of_the_first_row_is_no_header() -> None:
    """What goes on in small letters beside the first figures is theirs, though it stands above them all."""
    texts = [
        ("Tỷ lệ hồ sơ được giải", "quyết đúng hạn"),
        ("Tỷ lệ thủ tục hành chính", "trực tuyến"),
        ("Mức độ hài lòng",),
        ("Tỷ lệ văn bản được xử", "lý trên mạng"),
    ]

    def page(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Bảng 2. Các chỉ tiêu chủ yếu")
        for x, text in zip((60, 90, 250, 330), ("STT", "Chỉ tiêu", "Kế hoạch", "Đạt được"), strict=True):
            write(canvas, x, 90, text)
        y = 92.0
        for at, lines in enumerate(texts, 1):
            for line in lines:
                y += 14
                write(canvas, 90, y, line)
            for x, text in ((60, str(at)), (252, f"{80 + at},5"), (332, f"{90 + at},25")):
                write(canvas, x, y, text)
            y += 4

    (table,) = _tables(page)
    assert table == [
        ["STT", "Chỉ tiêu", "Kế hoạch", "Đạt được"],
        *([str(at), " ".join(own), f"{80 + at},5", f"{90 + at},25"] for at, own in enumerate(texts, 1)),
    ]
