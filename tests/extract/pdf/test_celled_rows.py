"""Tables ruled across alone whose rulings are drawn cell by cell, as browsers and word processors draw borders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from doichieu.extract import read_bytes

from .drawing import PAGE, draw, write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportlab.pdfgen.canvas import Canvas

# Cells so near that the space between two of them is that between two words.
_XS = (60.0, 90.0, 210.5, 350.5, 430.0)
_HEAD = ("STT", "Đơn vị", "Địa chỉ", "Điện thoại")
_ROWS = (
    ("1", "Trạm Y tế xã Bảo Quang", "12 đường Hùng Vương xã", "0251 111"),
    ("2", "Trường xã Gia Kiệm", "5 đường Lê Lợi", "0251 222"),
    ("3", "UBND xã Tân An", "7 đường Trần Phú phường A", "0251 333"),
    ("4", "Trạm Y tế xã Phú Lý A", "44 đường Bà Triệu", "0251 444"),
)
_STEP = 20.0


def _line(canvas: Canvas, x0: float, x1: float, y: float) -> None:
    canvas.line(x0, PAGE[1] - y, x1, PAGE[1] - y)


def _under(canvas: Canvas, row: float, cells: Sequence[tuple[int, int]] = (), *, top: float = 100.0) -> None:
    """Draw the border below a row, cell by cell; cells over several columns are given."""
    for first, last in cells or [(at, at + 1) for at in range(len(_XS) - 1)]:
        _line(canvas, _XS[first] - 0.5, _XS[last] + 0.5, top + _STEP * row)


def _row(canvas: Canvas, row: int, texts: Sequence[str], *, top: float = 100.0) -> None:
    for x, text in zip(_XS, texts, strict=False):
        if text:
            write(canvas, x + 1.5, top + _STEP * row + 14, text)


def _tables(*pages: Callable[[Canvas], None]) -> list[list[list[str]]]:
    found = read_bytes(draw(*pages), "x.pdf").tables
    return [[[text or "" for text in row] for row in table.grid()] for table in found]


@pytest.mark.parametrize("first", [0, 1], ids=["ruled above the header", "header above the first ruling"])
@pytest.mark.parametrize("last", [5, 4], ids=["ruled below", "last row open"])
def test_columns_where_pieces_of_rulings_meet(first: int, last: int) -> None:
    """The space between cells is no wider than one between words."""

    def page(canvas: Canvas) -> None:
        for at, texts in enumerate([_HEAD, *_ROWS]):
            _row(canvas, at, texts)
        for at in range(first, last + 1):
            _under(canvas, at)
        write(canvas, 60, 260, "Điều 2. Các sở, ban, ngành tổ chức thi hành Quyết định này kể từ ngày ký.")

    assert _tables(page) == [[list(_HEAD), *map(list, _ROWS)]]


def test_titles_over_several_columns() -> None:
    """A title stands over the middle of the columns that the ruling below it runs along."""

    def page(canvas: Canvas) -> None:
        _under(canvas, 0)
        _row(canvas, 0, ("STT", "Đơn vị"))
        write(canvas, 288, 114, "Liên hệ theo")
        _under(canvas, 1, [(2, 3), (3, 4)])
        _row(canvas, 1, ("", "", "Địa chỉ", "Điện thoại"))
        _under(canvas, 2)
        for at, texts in enumerate(_ROWS, 2):
            _row(canvas, at, texts)
            _under(canvas, at + 1)

    assert _tables(page) == [
        [["STT", "Đơn vị", "Liên hệ theo", ""], ["", "", "Địa chỉ", "Điện thoại"], *map(list, _ROWS)]
    ]


def test_border_of_a_label_is_that_of_the_row_above() -> None:
    """The border below a label over two columns tells nothing of the row that follows."""

    def page(canvas: Canvas) -> None:
        rows = [_HEAD, ("Khối xã", "", "", ""), *_ROWS[:2], ("Khối phường", "", "", ""), *_ROWS[2:]]
        _under(canvas, 0)
        for at, texts in enumerate(rows):
            _row(canvas, at, texts)
            _under(canvas, at + 1, [(0, 2), (2, 3), (3, 4)] if texts[0].startswith("Khối") else ())

    (table,) = _tables(page)
    assert [row for row in table if row[0].isdigit()] == [list(row) for row in _ROWS]
    assert [row[0] for row in table if not row[1]] == ["Khối xã", "Khối phường"]


def test_row_alone_on_the_next_page() -> None:
    """Its words stand between the edges of the columns before it."""

    def first(canvas: Canvas) -> None:
        _under(canvas, 0, top=700)
        for at, texts in enumerate([_HEAD, *_ROWS[:3]]):
            _row(canvas, at, texts, top=700)
            _under(canvas, at + 1, top=700)

    def second(canvas: Canvas) -> None:
        _row(canvas, 0, _ROWS[3], top=50)
        _under(canvas, 0, top=50)
        _under(canvas, 1, top=50)
        write(canvas, 60, 120, "Nơi nhận: Như Điều 3; Lưu: VT, TH. Chủ tịch Ủy ban nhân dân tỉnh đã ký.")

    assert _tables(first, second) == [[list(_HEAD), *map(list, _ROWS)]]


def test_rules_about_the_header_and_at_the_foot_part_no_rows() -> None:
    """The fit of the lines tells the rows between the header and the foot."""

    def page(canvas: Canvas) -> None:
        rows = [_HEAD, *((a, b.split(" xã")[0], c.split(" xã")[0], d) for a, b, c, d in _ROWS)]
        for at, texts in enumerate(rows):
            _row(canvas, at, texts)
        for at in (0, 1, 5):
            _under(canvas, at)

    (table,) = _tables(page)
    assert [row[0] for row in table] == ["STT", "1", "2", "3", "4"]


def test_tables_of_one_shape_below_each_other_stay_two() -> None:
    """Words that run over every edge, in several lines, are no row."""
    prose = "Căn cứ kết quả kiểm tra, Ủy ban nhân dân huyện báo cáo như sau về các đơn vị còn lại."

    def page(canvas: Canvas) -> None:
        for top in (100, 330):
            _under(canvas, 0, top=top)
            for at, texts in enumerate([_HEAD, *_ROWS]):
                _row(canvas, at, texts, top=top)
                _under(canvas, at + 1, top=top)
        for at in range(3):
            write(canvas, 60, 260 + 15 * at, prose)

    assert _tables(page) == [[list(_HEAD), *map(list, _ROWS)]] * 2


def test_columns_between_which_no_rulings_meet() -> None:
    """Where rulings leave figures together, and names with their ordinals, the space between them parts the columns."""
    head = ("STT", "Đơn vị", "Công chức", "Viên chức", "Tổng số")
    xs = (60, 100, 250, 330, 410)
    rows = [(str(at), f"Sở số {at}", f"{at}7", f"1{at}" if at > 4 else "", f"{at}24") for at in range(1, 8)]

    def page(canvas: Canvas) -> None:
        for at, texts in enumerate([head, *rows]):
            for x, text in zip(xs, texts, strict=True):
                write(canvas, x, 100 + _STEP * at + 14, text)
        for at in range(9):
            for x0, x1 in ((60, 240), (240, 320), (320, 480)):
                _line(canvas, x0 - 0.5, x1 + 0.5, 100 + _STEP * at)

    assert _tables(page) == [[list(head), *map(list, rows)]]


def test_rulings_below_some_of_the_rows() -> None:
    """Rows of a line each that no ruling parts are rows as those that rulings part."""
    head = ("Tiêu chí", "Năm 2021", "Năm 2022", "Năm 2023")
    xs = (62, 252, 332, 412)
    rows = [(f"Tỷ lệ số {at}", "NA", f"0,{at}1", "NA") for at in range(1, 12)]

    def page(canvas: Canvas) -> None:
        for at, texts in enumerate([head, *rows]):
            for x, text in zip(xs, texts, strict=True):
                write(canvas, x, 100 + _STEP * at + 14, text)
        for at in (0, 1, 2, 3, 4, 5, 6, 12):
            for x0, x1 in ((60, 250), (250, 330), (330, 410), (410, 480)):
                _line(canvas, x0 - 0.5, x1 + 0.5, 100 + _STEP * at)

    assert _tables(page) == [[list(head), *map(list, rows)]]


def test_columns_where_dotted_pieces_meet() -> None:
    """Dots of a narrow cell begin a few points inside its edge, where those of the cell before end."""
    xs = (60, 90, 250, 276, 305, 370)
    head = ("TT", "Nội dung kiểm tra", "Tốt", "Đạt", "Kém", "Ghi chú")
    rows = [
        (f"1.{at}", f"Việc thực hiện số {at}", *("x" if at % 3 == one else "" for one in range(3)), "")
        for at in range(1, 7)
    ]

    def page(canvas: Canvas) -> None:
        for at, texts in enumerate([head, *rows]):
            for x, text in zip(xs, texts, strict=True):
                if text:
                    write(canvas, x + 2, 100 + _STEP * at + 14, text)
        for at in range(8):
            for x0, x1 in zip(xs, (*xs[1:], 480), strict=True):
                for step in range(x0 + (1 if x1 - x0 < 30 else 0), x1 - 1, 2):
                    canvas.rect(step, PAGE[1] - 100 - _STEP * at, 0.75, 0.75, stroke=0, fill=1)

    (table,) = _tables(page)
    assert table[1:] == [list(row) for row in rows]


def test_rulings_between_rows_alone() -> None:
    """A header without a ruling at its foot ends above the first row, the numbers of its columns too; notes are no row."""
    head = ("STT", "Đơn vị", "Điểm", "Hạng")
    numbers = ("(1)", "(2)", "(3)", "(4)")
    rows = [(str(at), f"Xã Tân An {at}", f"8{at},25", str(at)) for at in range(1, 6)]

    def page(canvas: Canvas) -> None:
        for at, texts in enumerate([head, numbers, *rows]):
            _row(canvas, at, texts)
        for at in range(3, 7):
            _under(canvas, at)
        write(canvas, 62, 252, "(*) Xã mới", 9)

    assert _tables(page) == [[list(head), list(numbers), *map(list, rows)]]


def test_text_between_two_tables_ruled_alike() -> None:
    """What runs over the columns below a row of figures is no part of it, though rulings of one length stand above and below."""
    head = ("STT", "Đơn vị", "Điểm", "Hạng")
    rows = [(str(at), f"Xã Tân An {at}", f"8{at},25", str(at)) for at in range(1, 5)]

    def page(canvas: Canvas) -> None:
        for top in (100.0, 260.0):
            for at, texts in enumerate([head, *rows]):
                _row(canvas, at, texts, top=top)
                _under(canvas, at, top=top)
        write(canvas, 60, 222, "Các xã còn lại chưa gửi báo cáo nên chưa được đánh giá trong kỳ này.")

    assert _tables(page) == [[list(head), *map(list, rows)]] * 2
