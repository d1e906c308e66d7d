"""Headers without full rulings whose titles stand near each other, at the foot of their cells, or are periods."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from doichieu.extract import read_bytes

from .drawing import draw, width_of, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas

_SIZE = 10.0
_NAMES = ("Lục Ngạn", "Sa Pa", "Bắc Hà", "Hồng Ngự", "Yên Thế", "Vĩnh Bảo")


def _beside(canvas: Canvas, y: float, texts: Sequence[str], ends: Sequence[float]) -> None:
    """Write texts that end at some places."""
    for text, x in zip(texts, ends, strict=True):
        write(canvas, x - width_of(text, _SIZE), y, text, _SIZE)


def _centre(canvas: Canvas, x0: float, x1: float, y: float, text: str) -> None:
    write(canvas, (x0 + x1 - width_of(text, _SIZE)) / 2, y, text, _SIZE)


def _read(*drawn: object) -> list[list[str]]:
    (table,) = read_bytes(draw(*drawn), "x.pdf").tables
    return [[text or "" for text in row] for row in table.grid()]


def test_titles_little_more_than_a_space_apart() -> None:
    """Titles right before each other are told by the figures below them, and by their wider spaces."""
    titles = ["Diện tích (ha)", "Năng suất (tạ/ha)", "Sản lượng (tấn)", "Diện tích (ha)"]
    rows = [
        [name, f"{at}5.694", f"{at}6,2", f"{at}44.478", f"{at}7.627"] for at, name in enumerate(_NAMES, 1)
    ]
    ends: list[float] = []
    for title in titles:
        ends.append((ends[-1] + 4.2 if ends else 130.0) + width_of(title, _SIZE))

    def page(canvas: Canvas) -> None:
        _beside(canvas, 100, titles, ends)
        for at, row in enumerate(rows):
            write(canvas, 60, 116 + 16 * at, row[0], _SIZE)
            _beside(canvas, 116 + 16 * at, row[1:], ends)

    assert _read(page) == [["", *titles], *rows]


@pytest.mark.parametrize("months", ["9 tháng", "6 tháng đầu năm"])
def test_title_of_ordinals_right_before_that_of_names(months: str) -> None:
    """“STT” is a title of its own with no more than a space behind it, and so many months of a year are no figure of a row."""
    head = ["STT", "Nội dung", months, "Cả năm"]
    rows = [[str(at), name, f"{at}.450.096", f"{at}.157.331"] for at, name in enumerate(_NAMES, 1)]

    def page(canvas: Canvas) -> None:
        write(canvas, 60, 100, "STT Nội dung", _SIZE)
        _beside(canvas, 100, head[2:], (290, 400))
        for at, row in enumerate(rows):
            _centre(canvas, 60, 78, 116 + 16 * at, row[0])
            write(canvas, 82, 116 + 16 * at, row[1], _SIZE)
            _beside(canvas, 116 + 16 * at, row[2:], (290, 400))

    assert _read(page) == [head, *rows]


def test_numbers_of_columns_near_each_other() -> None:
    """Numbers of columns are one to each, however near a formula stands to the number before it."""
    numbers = ["(a)", "(b)", "(1)", "(2)", "(3)=(1)-(2)"]
    head = ["TT", "Cơ sở", "Giao", "Đã tiêm", "Còn lại"]
    rows = [[str(at), name, f"4{at}8", f"3{at}1", f"1{at}7"] for at, name in enumerate(_NAMES, 1)]
    ends = (200, 245, 300)

    def page(canvas: Canvas) -> None:
        for y, row in ((100, head), (116, numbers)):
            write(canvas, 60, y, row[0], _SIZE)
            write(canvas, 76, y, row[1], _SIZE)
            _beside(canvas, y, row[2:], ends)
        for at, row in enumerate(rows):
            write(canvas, 62, 136 + 16 * at, row[0], _SIZE)
            write(canvas, 76, 136 + 16 * at, row[1], _SIZE)
            _beside(canvas, 136 + 16 * at, row[2:], ends)

    assert _read(page) == [head, numbers, *rows]


def test_titles_of_three_levels_at_the_foot() -> None:
    """A title over three columns holds also the one whose cell has two lines, all cells ending at the foot."""
    xs = (60, 90, 230, 290, 350, 410, 470, 530)
    rows = [
        [str(at), f"Phòng Nội vụ huyện {name}", *(f"{at}{n}4" for n in range(5))]
        for at, name in enumerate(_NAMES, 1)
    ]

    def page(canvas: Canvas) -> None:
        _centre(canvas, xs[2], xs[6], 100, "Biên chế năm 2024")
        _centre(canvas, xs[3], xs[6], 120, "Trong đó")
        _centre(canvas, xs[3], xs[4], 140, "Công")
        for at, text in enumerate(("TT", "Đơn vị", "Tổng số", "chức", "Viên chức", "Hợp đồng", "Có mặt")):
            _centre(canvas, xs[at], xs[at + 1], 152, text)
        for at, row in enumerate(rows):
            write(canvas, 93, 172 + 18 * at, row[1], _SIZE)
            for column in (0, 2, 3, 4, 5, 6):
                _centre(canvas, xs[column], xs[column + 1], 172 + 18 * at, row[column])

    assert _read(page) == [
        ["TT", "Đơn vị", "Biên chế năm 2024", "", "", "", "Có mặt"],
        ["", "", "Tổng số", "Trong đó", "", "", ""],
        ["", "", "", "Công chức", "Viên chức", "Hợp đồng", ""],
        *rows,
    ]


def test_title_beside_the_middle_of_one_of_its_columns() -> None:
    """A title over two columns that stands over the first one's title in part is no line of it."""
    rows = [
        [str(at), name, f"6{at},32", str(at), f"5{at},47", str(7 - at)] for at, name in enumerate(_NAMES, 1)
    ]

    def page(canvas: Canvas) -> None:
        for x, text in ((357, "Năm 2022"), (507, "Năm 2023")):
            _centre(canvas, x, x, 104, text)
        for x, text in zip(
            (72, 150, 324, 392, 474, 542), ("TT", "Đơn vị", *["Điểm", "Hạng"] * 2), strict=True
        ):
            _centre(canvas, x, x, 116, text)
        for at, row in enumerate(rows):
            write(canvas, 90, 136 + 18 * at, row[1], _SIZE)
            for x, column in zip((72, 324, 392, 474, 542), (0, 2, 3, 4, 5), strict=True):
                _centre(canvas, x, x, 136 + 18 * at, row[column])

    assert _read(page)[:2] == [
        ["TT", "Đơn vị", "Năm 2022", "", "Năm 2023", ""],
        ["", "", "Điểm", "Hạng", "Điểm", "Hạng"],
    ]


def test_left_titles_over_left_titles() -> None:
    """A title right above the first of its columns is none of its lines where lines of a cell stand nearer."""
    xs = (60, 90, 230, 300, 350, 420, 470)
    rows = [
        [str(at), name, f"6{at},32", str(at), f"5{at},47", str(7 - at), "+1"]
        for at, name in enumerate(_NAMES, 1)
    ]

    def page(canvas: Canvas) -> None:
        for column, text in {0: "TT", 1: "Địa phương", 2: "Năm 2022", 4: "Năm 2023", 6: "Tăng, giảm"}.items():
            write(canvas, xs[column], 100, text, _SIZE)
        write(canvas, xs[6], 112, "thứ hạng", _SIZE)
        for column in range(2, 6):
            write(canvas, xs[column], 113.2, "Hạng" if column % 2 else "Điểm", _SIZE)
        for at, row in enumerate(rows):
            for x, text in zip(xs, row, strict=True):
                write(canvas, x, 134 + 18 * at, text, _SIZE)

    assert _read(page)[:2] == [
        ["TT", "Địa phương", "Năm 2022", "", "Năm 2023", "", "Tăng, giảm thứ hạng"],
        ["", "", "Điểm", "Hạng", "Điểm", "Hạng", ""],
    ]


def test_title_near_the_middle_of_the_table() -> None:
    """A title in the middle of its columns is theirs, though these stand about the middle of the table."""
    xs = (60, 90, 166, 222, 278, 334, 390, 446, 532)
    rows = [[str(at), name, *(f"{at}{n}4" for n in range(6))] for at, name in enumerate(_NAMES, 1)]

    def page(canvas: Canvas) -> None:
        _centre(canvas, xs[2], xs[6], 100, "Điểm thành phần")
        for column, text in enumerate(("Tổng số", "Ban", "Sở", "Phòng"), 2):
            _centre(canvas, xs[column], xs[column + 1], 116, text)
        for column, text in {0: "TT", 1: "Huyện, thị xã", 6: "Có mặt", 7: "Ghi chú"}.items():
            _centre(canvas, xs[column], xs[column + 1], 116, text)
        for at, row in enumerate(rows):
            write(canvas, 93, 136 + 18 * at, row[1], _SIZE)
            for column in (0, 2, 3, 4, 5, 6, 7):
                _centre(canvas, xs[column], xs[column + 1], 136 + 18 * at, row[column])

    assert _read(page)[0] == ["TT", "Huyện, thị xã", "Điểm thành phần", "", "", "", "Có mặt", "Ghi chú"]


def test_caption_beside_a_table_in_the_middle_of_the_page() -> None:
    """A caption at the page's left that ends before the table begins is no column of it."""
    rows = [[str(at), name, f"9{7 - at},10"] for at, name in enumerate(_NAMES, 1)]

    def page(canvas: Canvas) -> None:
        write(canvas, 60, 84, "BẢNG XẾP HẠNG", _SIZE)
        for x, text in zip((170, 250, 340), ("Xếp hạng", "Đơn vị", "Chỉ số"), strict=True):
            write(canvas, x, 100, text, _SIZE)
        for at, row in enumerate(rows):
            for x, text in zip((186, 240, 344), row, strict=True):
                write(canvas, x, 116 + 16 * at, text, _SIZE)

    assert _read(page) == [["Xếp hạng", "Đơn vị", "Chỉ số"], *rows]
