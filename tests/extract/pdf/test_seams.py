"""Tables over page ends: cut rows and cut merged cells are whole, and what only looks cut is not sewn."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from recipe.fonts import runs

from doichieu.extract import read_bytes
from tests.extract.growth import assert_linear

from .drawing import PAGE, draw, grid, write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportlab.pdfgen.canvas import Canvas

    from doichieu.model import Document

_XS = (60, 100, 200, 330, 400)
_HEAD = ["STT", "Nhóm", "Đơn vị", "Điểm"]


def _table(
    canvas: Canvas, top: float, rows: Sequence[Sequence[str]], *, without: Sequence[str] = ()
) -> float:
    """Draw rows 20 points high; `without` names the cells ("row column") whose lower side is not drawn, or "top"."""
    ys = [top + 20 * index for index in range(len(rows) + 1)]
    for row, texts in enumerate(rows):
        for col, text in enumerate(texts):
            write(canvas, _XS[col] + 3, ys[row] + 13, text)
            if f"{row} {col}" not in without:
                canvas.line(_XS[col], PAGE[1] - ys[row + 1], _XS[col + 1], PAGE[1] - ys[row + 1])
    if "top" not in without:
        canvas.line(_XS[0], PAGE[1] - ys[0], _XS[-1], PAGE[1] - ys[0])
    for x in _XS:
        canvas.line(x, PAGE[1] - ys[0], x, PAGE[1] - ys[-1])
    return ys[-1]


def _read(
    first: Sequence[Sequence[str]], second: Sequence[Sequence[str]], **sides: Sequence[str]
) -> Document:
    def one(canvas: Canvas) -> None:
        write(canvas, 60, 100, "Bảng 1. Kết quả đánh giá")
        _table(canvas, 120, first, without=sides.get("one", ()))

    def two(canvas: Canvas) -> None:
        bottom = _table(canvas, 60, second, without=sides.get("two", ()))
        write(canvas, 60, bottom + 40, "Trên đây là kết quả đánh giá của các đơn vị.")

    return read_bytes(draw(one, two), "x.pdf")


def test_the_rest_of_the_last_row_is_no_paragraph() -> None:
    """A last row of which one word stands on the next page is one row."""
    document = _read([_HEAD, ["1", "Các sở", "Sở Văn hóa, Thể thao", "9,5"]], [["", "", "và Du lịch", ""]])
    (table,) = document.tables
    assert table.grid()[1:] == [["1", "Các sở", "Sở Văn hóa, Thể thao và Du lịch", "9,5"]]


def test_a_framed_text_at_the_top_of_a_page_stays_a_text() -> None:
    """A frame with other columns than the table before it is no rest of it."""

    def one(canvas: Canvas) -> None:
        _table(canvas, 120, [_HEAD, ["1", "Các sở", "Sở Y tế", "9,5"]])

    def two(canvas: Canvas) -> None:
        grid(canvas, (60, 300, 500), (60, 80), [["Ghi chú của đơn vị", ""]])

    document = read_bytes(draw(one, two), "x.pdf")
    assert len(document.tables[0].grid()) == 2
    assert "Ghi chú của đơn vị" in str(document.blocks[-1])


def test_a_merged_cell_goes_on_behind_the_page_end() -> None:
    """A cell over three rows, of which the last is on the next page, is one cell over three rows."""
    document = _read(
        [_HEAD, ["1", "Các sở", "Sở Y tế", "9,5"], ["2", "", "Sở Nội vụ", "9"]],
        [["3", "", "Sở Tài chính", "8,5"], ["4", "Huyện", "Huyện Tây Sơn", "8"]],
        one=["1 1"],
    )
    (table,) = document.tables
    assert [row[1] for row in table.grid()] == ["Nhóm", "Các sở", None, None, "Huyện"]
    assert next(cell.row_span for cell in table.cells if cell.text == "Các sở") == 3


def test_a_blank_cell_of_a_column_with_blanks_is_its_own() -> None:
    """Blanks of a column of notes are not drawn to the merged note above the page's end."""
    document = _read(
        [
            _HEAD,
            ["1", "Mới", "Sở Y tế", "9"],
            ["2", "", "Sở Tư pháp", "9"],
            ["3", "Cũ", "Sở Nội vụ", "9"],
            ["4", "", "Sở Xây dựng", "8"],
        ],
        [["5", "", "Sở Tài chính", "8"], ["6", "", "Huyện Tây Sơn", "8"]],
        one=["3 1"],
    )
    assert [row[1] for row in document.tables[0].grid()] == ["Nhóm", "Mới", "", "Cũ", None, "", ""]


def test_rows_of_a_merged_stub_are_not_sewn() -> None:
    """Two rows of one unit, a figure in each, stay two where the page ends between them."""
    document = _read(
        [
            _HEAD,
            ["1", "Thư điện tử", "Tỉ lệ được trang bị", "99,4"],
            ["2", "Chữ ký số", "Tỉ lệ được trang bị", "75,3"],
        ],
        [["", "", "Tỉ lệ sử dụng", "83,4"], ["3", "Văn bản", "Tỉ lệ được trang bị", "100"]],
    )
    assert [row[3] for row in document.tables[0].grid()] == ["Điểm", "99,4", "75,3", "83,4", "100"]


def test_cells_that_nothing_closes_at_the_page_end_are_one() -> None:
    """Browsers leave the sides of cut cells open: both parts belong to one row, figures too."""
    document = _read(
        [_HEAD, ["1", "Các sở", "Tỉ lệ sử dụng", "97,9%"]],
        [["", "", "- Khối huyện", "75,2%"], ["2", "Huyện", "Huyện Tây Sơn", "8%"]],
        one=["1 0", "1 1", "1 2", "1 3"],
        two=["top"],
    )
    assert [row[2:] for row in document.tables[0].grid()[1:]] == [
        ["Tỉ lệ sử dụng - Khối huyện", "97,9% 75,2%"],
        ["Huyện Tây Sơn", "8%"],
    ]


def test_a_total_that_every_group_has_goes_on_with_its_group() -> None:
    """The last row of a merged unit, behind a header that the page repeats, is the unit's though it is a total."""
    head = ["STT", "Tỉnh", "Khu vực", "Hộ"]
    document = _read(
        [
            head,
            ["1", "Cao Bằng", "Thành thị", "25,1"],
            ["", "", "Nông thôn", "28"],
            ["", "", "Tổng số", "53,1"],
            ["2", "Lào Cai", "Thành thị", "31,2"],
            ["", "", "Nông thôn", "40,5"],
        ],
        [head, ["", "", "Tổng số", "71,7"], ["3", "Hà Giang", "Thành thị", "12,4"]],
        one=["1 0", "1 1", "2 0", "2 1", "4 0", "4 1"],
    )
    rows = document.tables[0].grid()
    assert [row[:3] for row in rows[4:7]] == [
        ["2", "Lào Cai", "Thành thị"],
        [None, None, "Nông thôn"],
        [None, None, "Tổng số"],
    ]


def test_a_total_right_behind_the_page_end_is_a_row() -> None:
    """A row without an ordinal whose cells are as narrow as their texts is no rest of the row above."""
    document = _read(
        [_HEAD, ["1", "Thanh tra tỉnh", "Thanh tra thành phố", "8.416.526,12"]],
        [["", "Tổng cộng các đơn", "Tổng cộng các đơn vị", "87.523.287,51"]],
    )
    assert [row[3] for row in document.tables[0].grid()] == ["Điểm", "8.416.526,12", "87.523.287,51"]


def _long(*, ruled: bool) -> Callable[[int], object]:
    """What reads one table of so many rows, ten a page."""

    def page(canvas: Canvas, first: int) -> None:
        rows = [[str(i), f"Nhóm {i % 7}", f"Sở số {i}", f"{i},5"] for i in range(first, first + 10)]
        rows = rows if first > 1 else [_HEAD, *rows]
        if ruled:
            _table(canvas, 60, rows)
            return
        for row, texts in enumerate(rows):
            for col, text in enumerate(texts):
                write(canvas, _XS[col] + 3, 73 + 20 * row, text)

    def reader(rows: int) -> Callable[[], Document]:
        data = draw(*(partial(page, first=first) for first in range(1, rows, 10)))
        assert [table.n_rows for table in read_bytes(data, "x.pdf").tables] == [rows + 1]
        return lambda: read_bytes(data, "x.pdf")

    return reader


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "open"])
def test_a_table_over_many_pages_costs_its_rows(*, ruled: bool) -> None:
    """Four times the pages of one table take about four times the work: no seam goes through all rows before it."""
    assert_linear(_long(ruled=ruled), 150)


def test_a_repeated_header_cell_that_no_ruling_closes_takes_no_rows_with_it() -> None:
    """Where a header cell goes on below its header on the next page, the rows beside it are rows of the table."""
    head = ["STT", "Tiêu chí", "Mức", "Ghi chú"]
    document = _read(
        [head, ["1", "Kế hoạch", "0,5", "đạt"], ["2", "Báo cáo", "1,0", "đạt"]],
        [
            head,
            ["3", "Kiểm tra", "1,5", ""],
            ["4", "Tuyên truyền", "2,0", ""],
            ["5", "Sáng kiến", "2,5", "x"],
        ],
        two=("0 3", "1 3"),
    )
    (table,) = document.tables
    assert [row[:3] for row in table.grid()] == [
        head[:3],
        ["1", "Kế hoạch", "0,5"],
        ["2", "Báo cáo", "1,0"],
        ["3", "Kiểm tra", "1,5"],
        ["4", "Tuyên truyền", "2,0"],
        ["5", "Sáng kiến", "2,5"],
    ]
    assert [row[3] or "" for row in table.grid()[3:]] == ["", "", "x"]


def test_blanks_beside_details_are_no_part_of_the_number_above() -> None:
    """Where details of a numbered row have one blank merged cell, it is blank behind a page's end too."""
    document = _read(
        [_HEAD, ["1.", "Kế hoạch", "", "1,0"], ["", "Đúng hạn: 1", "", ""], ["", "Trễ: 0", "", ""],
         ["2.", "Báo cáo", "", "2,0"]],
        [["", "Đủ: 2", "", ""], ["", "Thiếu: 0", "", ""], ["3.", "Kiểm tra", "", "1,5"]],
        one=("2 0",), two=("0 0",),
    )  # fmt: skip
    (table,) = document.tables
    assert [row[0] for row in table.grid()] == ["STT", "1.", "", None, "2.", "", None, "3."]


def test_row_without_ordinal_or_figures_is_the_rest_of_a_cut_one() -> None:
    """Where every row is counted, texts without ordinal and figures behind a page's end go on in the row before, closed as both are."""
    rows = [_HEAD, *([str(n), f"Đường {n}", "Km 5 Quốc lộ", f"{n}1,5"] for n in range(1, 7))]
    rest = ["", "Lê Lợi", "37 đến chợ", ""]
    document = read_bytes(
        draw(
            lambda canvas: _table(canvas, 660, rows) and None,
            lambda canvas: _table(canvas, 60, [rest]) and None,
        ),
        "x.pdf",
    )
    ((*whole, last),) = [table.grid() for table in document.tables]
    assert whole == rows[:-1]
    assert last == ["6", "Đường 6 Lê Lợi", "Km 5 Quốc lộ 37 đến chợ", "61,5"]


def _wide(canvas: Canvas, top: float, rows: Sequence[Sequence[str]]) -> None:
    grid(canvas, (60, 100, 200, 330, 400), [top + 20 * at for at in range(len(rows) + 1)], rows)


def test_a_lower_row_of_the_header_repeated_alone() -> None:
    """The next page repeats the row of the titles and leaves out the one above it."""
    rows = [[str(at), "Xi măng", f"Loại {at}", str(80 + at)] for at in range(1, 25)]

    def one(canvas: Canvas) -> None:
        _wide(canvas, 60, [["", "", "", "Giá bán"], _HEAD, *rows[:14]])

    def two(canvas: Canvas) -> None:
        _wide(canvas, 60, [_HEAD, *rows[14:]])

    (table,) = read_bytes(draw(one, two), "x.pdf").tables
    assert [line[0] for line in table.grid()[2:]] == [str(at) for at in range(1, 25)]


def test_a_page_number_over_a_repeated_header() -> None:
    """The number in the middle of a sheet's head is none of the words of the cell that it lies on."""
    rows = [[str(at), "Xi măng", f"Loại {at}", str(80 + at)] for at in range(1, 21)]

    def one(canvas: Canvas) -> None:
        _wide(canvas, 40, [_HEAD, *rows[:12]])

    def two(canvas: Canvas) -> None:
        _wide(canvas, 40, [_HEAD, *rows[12:]])
        write(canvas, 297.5 - 3, 46, "2")

    (table,) = read_bytes(draw(one, two), "x.pdf").tables
    assert [line[0] for line in table.grid()[1:]] == [str(at) for at in range(1, 21)]


def test_the_upper_row_of_a_header_alone_at_a_page_end() -> None:
    """Its titles go on in the row below, which the next page begins with and which divides one of them."""

    def one(canvas: Canvas) -> None:
        for at in range(30):
            write(canvas, 60, 80 + 20 * at, "Căn cứ Luật Tổ chức chính quyền địa phương;")
        grid(canvas, (60, 100, 200, 400), (760, 780), [["STT", "Tên đường", "Giá đất"]])

    def two(canvas: Canvas) -> None:
        lines = [
            ["", "", "Vị trí 1", "Vị trí 2"],
            ["1", "Lê Lợi", "900", "600"],
            ["2", "Bà Triệu", "800", "500"],
        ]
        _wide(canvas, 60, lines)

    (table,) = read_bytes(draw(one, two), "x.pdf").tables
    assert table.grid() == [
        ["STT", "Tên đường", "Giá đất", None],
        [None, None, "Vị trí 1", "Vị trí 2"],
        ["1", "Lê Lợi", "900", "600"],
        ["2", "Bà Triệu", "800", "500"],
    ]


def test_a_repeated_header_whose_line_slipped_into_the_row_below() -> None:
    """Office programs cut merged cells of a repeated header, so that a line of theirs stands one row lower."""
    rows = [[str(at), "Các sở", f"Sở {at}", str(90 - at)] for at in range(1, 21)]

    def one(canvas: Canvas) -> None:
        _wide(canvas, 60, [["STT", "Nhóm năm 2024", "Đơn vị", "Điểm"], ["A", "B", "C", "1"], *rows[:16]])

    def two(canvas: Canvas) -> None:
        _wide(canvas, 60, [["STT", "Nhóm", "Đơn vị", "Điểm"], ["A", "năm 2024 B", "C", "1"], *rows[16:]])

    (table,) = read_bytes(draw(one, two), "x.pdf").tables
    assert [line[0] for line in table.grid()[2:]] == [str(at) for at in range(1, 21)]


_MADE = ["STT", "Nhà máy", "Vật liệu", "Giá"]


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
def test_a_line_that_hangs_below_the_page_end(*, closed: bool) -> None:
    """A line below a cell that nothing closes at the page's end is the cell's; below a closed one it is its own."""

    def one(canvas: Canvas) -> None:
        rows = [_MADE, ["1", "Tân An", "Gạch", "4.000"], ["2", "Công ty", "Xi măng", "98.000"]]
        bottom = _table(canvas, 120, rows, without=[] if closed else ["2 1"])
        write(canvas, _XS[1] + 3, bottom + 6, "Hà Tiên 1")

    def two(canvas: Canvas) -> None:
        _table(canvas, 60, [_MADE, ["3", "", "Vữa", "97.500"], ["4", "Long Hậu", "Cát", "9.000"]])

    made = [[row[1] for row in table.grid()] for table in read_bytes(draw(one, two), "x.pdf").tables]
    if closed:
        assert made == [["Nhà máy", "Tân An", "Công ty"], ["Nhà máy", "", "Long Hậu"]]
    else:
        assert made == [["Nhà máy", "Tân An", "Công ty Hà Tiên 1", None, "Long Hậu"]]


@pytest.mark.parametrize(("second", "whole"), [("Nippon Việt Nam", True), ("Sơn", False)])
def test_a_text_of_a_merged_cell_goes_on_behind_a_repeated_header(second: str, *, whole: bool) -> None:
    """Of a cell that nothing closes at the page's end what had no room goes on below the header; a short word had room."""
    first = [_MADE, ["1", "Tân An", "Gạch", "4.000"], ["2", "Công ty Sơn", "Sơn", "98.000"]]
    rest = [_MADE, ["3", second, "Vữa", "97.500"], ["4", "Long Hậu", "Cát", "9.000"]]
    (table,) = _read(first, rest, one=["2 1"]).tables
    name = [f"Công ty Sơn {second}", None] if whole else ["Công ty Sơn", second]
    assert [row[1] for row in table.grid()] == ["Nhà máy", "Tân An", *name, "Long Hậu"]


def test_codes_of_one_make_are_two_rows() -> None:
    """A code below a code begins a row, though a narrow column has no room for both and the other cells are blank."""
    head = ["Nhóm", "Mã", "Tên", "Giá"]
    rows = [head, ["V", "", "Nước", ""], ["", "V301", "Nước khoáng thiên nhiên", "73.000"]]
    (table,) = _read(rows, [["", "V302", "Khoáng sản kim loại", ""], ["", "V303", "Sắt", "5.000"]]).tables
    assert [row[1] for row in table.grid()] == ["Mã", "", "V301", "V302", "V303"]


def test_a_row_that_the_end_cuts_through_its_numbers() -> None:
    """A number of three levels and a figure that both lack their end say that the row goes on."""
    rows = [
        ["TT", "Nhóm", "Tên", "Giá"],
        ["20.4.2", "a", "Đất ở", "97.500"],
        ["20.4.", "b", "Từ cầu", "1.976.2"],
    ]
    (table,) = _read(rows, [["3", "", "Sắt", "00"], ["20.4.4", "c", "Còn lại", "9.000"]]).tables
    assert table.grid()[2] == ["20.4. 3", "b", "Từ cầu Sắt", "1.976.200"]


def _levels(canvas: Canvas, top: float, rate: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A header of two levels, 20 points each, with the lines of its last title, and rows below it."""
    for row, ends in enumerate([(_XS[2], _XS[3]), *[(_XS[0], _XS[-1])] * (len(rows) + 1)]):
        y = PAGE[1] - top - 20 * (row + 1)
        canvas.line(ends[0], y, ends[1], y)
    canvas.line(_XS[0], PAGE[1] - top, _XS[-1], PAGE[1] - top)
    for x in _XS:
        canvas.line(x, PAGE[1] - top, x, PAGE[1] - top - 20 * (len(rows) + 2))
    for col, text in enumerate(["STT", "Đơn vị", "Hồ sơ"]):
        write(canvas, _XS[col] + 3, top + 13, text)
    write(canvas, _XS[2] + 3, top + 33, "Tổng số")
    for at, line in enumerate(rate):
        write(canvas, _XS[3] + 3, top + 13 + 14 * at, line)
    for at, texts in enumerate(rows):
        for col, text in enumerate(texts):
            write(canvas, _XS[col] + (40 if col == 3 else 3), top + 53 + 20 * at, text)


def test_a_repeated_header_whose_merged_cell_is_cut_short() -> None:
    """What a repeated title has no room for is left out, or hides over the row below: the table goes on, its figures as they are."""
    rows = [[str(at), f"Xã {at}", str(900 + at), f"{70 + at},5"] for at in range(1, 9)]

    def one(canvas: Canvas) -> None:
        _levels(canvas, 500, ["Tỷ lệ", "đúng hạn", "(%)"], rows[:4])

    for lines in (["Tỷ lệ", "đúng"], ["Tỷ lệ", "đúng", "", "hạn"]):

        def two(canvas: Canvas, lines: Sequence[str] = lines) -> None:
            _levels(canvas, 60, lines, rows[4:])

        (table,) = read_bytes(draw(one, two), "x.pdf").tables
        assert [line[:3] for line in table.grid()[2:]] == [row[:3] for row in rows], lines
        assert [line[3] for line in table.grid()[2:]] == [row[3] for row in rows], lines


def test_the_rest_of_a_name_whose_first_word_changes_font() -> None:
    """How much room a word needs is the width of all of it, letters from a second font among them."""

    def two(canvas: Canvas) -> None:
        _table(canvas, 60, [["", "", "", ""], ["2", "Ban Dân tộc", "Các sở", "8,5"]])
        x = _XS[1] + 3.0
        for font, part in runs("Truyền", bold=False, mixed=True):
            canvas.setFont(font, 11)
            canvas.drawString(x, PAGE[1] - 73, part)
            x += canvas.stringWidth(part, font, 11)

    def one(canvas: Canvas) -> None:
        _table(canvas, 720, [_HEAD, ["1", "Sở Thông tin", "Các sở", "9,5"]])

    (table,) = read_bytes(draw(one, two), "x.pdf").tables
    assert [line[1] for line in table.grid()[1:]] == ["Sở Thông tin Truyền", "Ban Dân tộc"]
