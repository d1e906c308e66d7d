"""Justified texts of narrow cells, names of several lines centred beside figures, prose right above a header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recipe.fonts import runs

from doichieu.extract import read_bytes

from .drawing import draw, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas

_HEAD = ("STT", "Đơn vị", "Biên chế", "Có mặt", "Ghi chú")
_XS = (60, 100, 250, 320, 390)
_UNITS = ("Nội vụ", "Tư pháp", "Xây dựng", "Y tế", "Công Thương", "Tài chính")


def _width(canvas: Canvas, text: str) -> float:
    return sum(canvas.stringWidth(part, font, 11) for font, part in runs(text, bold=False, mixed=False))


def _stretch(canvas: Canvas, x: float, y: float, text: str, room: float) -> None:
    """Write a line whose spaces are widened until it fills its cell."""
    words = text.split()
    free = (room - sum(_width(canvas, word) for word in words)) / (len(words) - 1)
    for word in words:
        write(canvas, x, y, word)
        x += _width(canvas, word) + free


def _rows(data: bytes) -> list[list[str]]:
    (table,) = read_bytes(data, "x.pdf").tables
    return [[text or "" for text in row] for row in table.grid()]


def test_words_stretched_to_their_column() -> None:
    """The same note in many rows, its words as far apart as columns are, is one text in one column."""
    noted = (0, 2, 3, 5)

    def page(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Bảng 1. Biên chế công chức")
        for x, text in zip(_XS, _HEAD, strict=True):
            write(canvas, x, 90, text)
        y = 110
        for at, unit in enumerate(_UNITS):
            for x, text in zip(_XS, (str(at + 1), f"Sở {unit}", f"{at}4", f"{at}2"), strict=False):
                write(canvas, x, y, text)
            if at in noted:
                room = _width(canvas, "biên chế so với")
                _stretch(canvas, _XS[4], y, "Giảm 01", room)
                write(canvas, _XS[4], y + 13, "biên chế so với")
                write(canvas, _XS[4], y + 26, "năm trước")
            y += 45

    note = "Giảm 01 biên chế so với năm trước"
    assert _rows(draw(page)) == [
        list(_HEAD),
        *(
            [str(at + 1), f"Sở {unit}", f"{at}4", f"{at}2", note if at in noted else ""]
            for at, unit in enumerate(_UNITS)
        ),
    ]


def _names(canvas: Canvas, top: float, names: Sequence[Sequence[str]]) -> None:
    """Write rows without space between them, their figures in the middle of names of several lines."""
    y = top
    for at, lines in enumerate(names, 1):
        for line in lines:
            write(canvas, 100, y, line)
            y += 20
        middle = y - 20 - 10 * (len(lines) - 1)
        for x, text in ((60, str(at)), (250, f"{at}4"), (320, f"{at}2"), (390, f"{at}6,5")):
            write(canvas, x, middle, text)


def test_the_last_line_of_a_name_in_wide_lines() -> None:
    """Below the last figures the name goes on as far down as the lines of the names above it are apart."""
    names = (
        ("Đoàn", "Huyện", "Nhơn", "Trạch"),
        ("Đội", "Huyện", "Xuân Lộc"),
        ("Đoàn", "Huyện", "Định", "Quán"),
        ("Đoàn Thị", "xã Phú", "Mỹ"),
        ("Đội", "Huyện", "Cẩm Mỹ"),
    )

    def page(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Bảng 1. Kết quả thi đấu")
        for x, text in zip((60, 100, 250, 320, 390), ("Hạng", "Đoàn", "HCV", "HCB", "Điểm"), strict=True):
            write(canvas, x, 90, text)
        _names(canvas, 115, names)

    assert _rows(draw(page))[1:] == [
        [str(at), " ".join(lines), f"{at}4", f"{at}2", f"{at}6,5"] for at, lines in enumerate(names, 1)
    ]


def test_prose_above_a_header_whose_first_row_has_no_figure_on_its_upper_line() -> None:
    """Paragraphs right above a table stay paragraphs, whatever stands on the first line of its first row."""
    prose = (
        "Kiểm tra mạng lưới trường lớp mầm non, bố trí chương trình mục tiêu quốc gia của tỉnh",
        "xây dựng nông thôn mới và rà soát bộ phận tiếp nhận và trả kết quả thuộc phạm vi quản lý",
        "của các cơ quan, đơn vị trên địa bàn theo kế hoạch đã được phê duyệt trong năm nay, gồm",
    )
    codes = ("16.5165.059", "12.9918.008", "20.8465.010", "14.0632.017")

    def page(canvas: Canvas) -> None:
        for at, text in enumerate(prose):
            write(canvas, 60, 60 + 15 * at, text)
        for x, text in zip((60, 90, 180, 400), ("TT", "Mã dịch vụ", "Tên dịch vụ", "Giá"), strict=True):
            write(canvas, x, 110, text)
        for at, code in enumerate(codes):
            y = 127 + 30 * at
            write(canvas, 90, y, code)
            write(canvas, 180, y, "Ngày điều trị hồi sức tích cực")
            for x, text in ((60, str(at + 1)), (180, f"hạng {at + 1}"), (400, f"{at}79.600")):
                write(canvas, x, y + 14, text)

    document = read_bytes(draw(page), "x.pdf")
    held = " ".join(cell.text for table in document.tables for cell in table.cells)
    assert "Kiểm tra" not in held
    assert "xây dựng nông thôn mới" not in held
