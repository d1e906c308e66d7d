"""Rows of tables without rulings, as browsers print them: centred, set tight, in two fonts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recipe.fonts import runs

from doichieu.extract import read_bytes
from doichieu.extract.pdf.textlayer.lines import TextLine
from doichieu.extract.pdf.textlayer.words import Word
from doichieu.extract.pdf.unruled.segments import SegmentLine, split_line
from doichieu.extract.pdf.unruled.tiles import tile

from .drawing import PAGE, draw, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas

_MIDDLES = (70, 200, 330, 420)
_LEFTS = (60, 90, 300, 400)
_HEAD = ("Thứ hạng", "Đơn vị", "Điểm", "Tỷ lệ")

Placed = tuple[float, int, str]


def _width(canvas: Canvas, text: str) -> float:
    return sum(canvas.stringWidth(part, font, 11) for font, part in runs(text, bold=False, mixed=False))


def _grid(lines: Sequence[Placed], *, centred: bool) -> list[list[str]]:
    """Write texts (y, column, text) and read the one table that they are."""

    def page(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Bảng 1. Kết quả đánh giá")
        for y, col, text in lines:
            half = _width(canvas, text) / 2
            write(canvas, _MIDDLES[col] - half if centred else _LEFTS[col], y, text)

    (table,) = read_bytes(draw(page), "x.pdf").tables
    return [[text or "" for text in row] for row in table.grid()]


def _row(y: float, *texts: str) -> list[Placed]:
    return [(y, col, text) for col, text in enumerate(texts) if text]


def test_a_label_in_the_middle_of_a_centred_table_is_a_row() -> None:
    """A text alone that is centred elsewhere than the names is the label of a group, not a line of a name."""
    names = ("Tài chính", "Nội vụ và Lao động", "Y tế", "Tư pháp thành phố", "Xây dựng")
    rows = [
        _row(100 + 16 * at, str(at), name, f"{90 - at},5", f"{80 - at}%") for at, name in enumerate(names, 1)
    ]
    lines = [*_row(90, *_HEAD), *(part for row in rows[:2] for part in row)]

    def page(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Bảng 1. Kết quả đánh giá")
        for y, col, text in [*lines, *((y + 16, col, text) for row in rows[2:] for y, col, text in row)]:
            write(canvas, _MIDDLES[col] - _width(canvas, text) / 2, y, text)
        write(canvas, 245 - _width(canvas, "Mức khá") / 2, 148, "Mức khá")

    (table,) = read_bytes(draw(page), "x.pdf").tables
    grid = [[text or "" for text in row] for row in table.grid()]
    assert grid[3] == ["Mức khá", "", "", ""]
    assert [row[1] for row in grid if row[0].isdigit()] == list(names)


def test_the_first_row_right_below_a_centred_header_is_no_line_of_it() -> None:
    """The number under the header of the first column counts the rows and ends no header cell."""
    grid = _grid(
        [*_row(90, *_HEAD), *_row(103.5, "1", "Bộ Tài chính", "0,9", "9%"), *_row(117, "2", "Bộ Y tế", "0,8", "8%"),
         *_row(130.5, "3", "Bộ Nội vụ", "0,7", "7%")],
        centred=True,
    )  # fmt: skip
    assert grid == [
        list(_HEAD),
        ["1", "Bộ Tài chính", "0,9", "9%"],
        ["2", "Bộ Y tế", "0,8", "8%"],
        ["3", "Bộ Nội vụ", "0,7", "7%"],
    ]


def test_figures_in_the_middle_of_names_of_several_lines() -> None:
    """Rows without space between them are parted so that each figure stands in the middle of its row."""
    lines = [*_row(90, "TT", *_HEAD[1:])]
    lines += [(107, 1, "Sở Văn hóa"), *_row(113, "1", "", "9,5", "95%"), (119, 1, "Thể thao")]
    lines += [*_row(131, "2", "Sở Y tế", "9,0", "90%"), (143, 0, "Nhóm trung bình")]
    lines += [(155, 1, "Ban Quản lý"), *_row(167, "3", "Khu kinh tế", "8,5", "85%"), (179, 1, "Chu Lai")]
    lines += [(191, 1, "Sở Nội vụ"), *_row(197, "4", "", "8,0", "80%"), (203, 1, "Thành phố")]
    assert _grid(lines, centred=False)[1:] == [
        ["1", "Sở Văn hóa Thể thao", "9,5", "95%"],
        ["2", "Sở Y tế", "9,0", "90%"],
        ["Nhóm trung bình", "", "", ""],
        ["3", "Ban Quản lý Khu kinh tế Chu Lai", "8,5", "85%"],
        ["4", "Sở Nội vụ Thành phố", "8,0", "80%"],
    ]


def test_lines_of_a_cell_that_a_second_font_sets_apart() -> None:
    """What had no room in the line above goes on with it, be the next row nearer."""
    lines = [
        *_row(90, "TT", *_HEAD[1:]),
        *_row(107, "1", "Ủy ban nhân dân", "9,5", "95%"),
        (121.6, 1, "Cam Lộ"),
    ]
    lines += [*_row(134, "2", "Ủy ban nhân dân", "9,0", "90%"), (146.5, 1, "Hải Lăng")]
    lines += [*_row(159, "3", "Sở Y tế", "8,5", "85%"), *_row(173, "4", "Ủy ban nhân dân", "8,0", "80%")]
    lines += [(185.5, 1, "Gio Linh")]
    assert [row[1] for row in _grid(lines, centred=False)[1:]] == [
        "Ủy ban nhân dân Cam Lộ",
        "Ủy ban nhân dân Hải Lăng",
        "Sở Y tế",
        "Ủy ban nhân dân Gio Linh",
    ]


def test_one_text_over_columns_leaves_the_next_page_its_columns() -> None:
    """Rows go on in the columns of the page before, though one of them has a text over several."""
    first = [*_row(90, *_HEAD)]
    for at in range(1, 9):
        first += _row(90 + 20 * at, str(at), f"Đơn vị {at}", f"1{at}", f"2{at}%")
    second = [
        part
        for at in range(9, 21)
        for part in _row(40 + 20 * (at - 8), str(at), f"Xã {at}", f"{at}", f"{at}%")
    ]

    def one(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Bảng 1. Kết quả đánh giá")
        for y, col, text in first:
            write(canvas, _LEFTS[col], y, text)

    def two(canvas: Canvas) -> None:
        for y, col, text in second:
            write(canvas, _LEFTS[col], y, text)
        write(canvas, _LEFTS[0], 300, "21")
        write(canvas, _LEFTS[1], 300, "Xã 21")
        write(canvas, _LEFTS[2], 300, "Chưa có dịch vụ hoạt động")

    (table,) = read_bytes(draw(one, two), "x.pdf").tables
    assert len(table.grid()) == 22
    assert table.grid()[-1][:3] == ["21", "Xã 21", "Chưa có dịch vụ hoạt động"]


def test_parts_of_tiles_are_found_together() -> None:
    """A greedy reader gives a row a line too many and leaves the next one short; all rows together are right."""

    def line(base: float, *, anchor: bool) -> SegmentLine:
        texts = ("1", "9,5") if anchor else ("Sở",)
        words = [
            Word(text, 60 + 100 * at, base - 9, 70 + 100 * at, base + 3, base, False, 0)
            for at, text in enumerate(texts)
        ]
        return split_line(TextLine(words, base))

    heights = [(100, False), (106, True), (112, False), (124, True), (136, False), (142, True), (148, False)]
    band = [line(base, anchor=anchor) for base, anchor in heights]
    parts = tile(band, [one for one in band if one.is_anchor], lambda _: True)
    assert [[one.base for one in part] for part in parts] == [[100, 106, 112], [124], [136, 142, 148]]


def test_a_second_level_of_words_set_evenly_is_one_cell_a_column() -> None:
    """Equal words at equal distances are headers side by side, and no justified sentence."""

    def page(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Bảng 1. So sánh hai năm")
        for x, text in zip((249, 359, 469), ("Năm 2021", "Năm 2022", "Tăng, giảm"), strict=True):
            write(canvas, x, 82, text)
        write(canvas, 60, 90, "TT")
        write(canvas, 120, 90, "Cơ quan")
        for at in range(6):
            write(canvas, 232 + 55 * at, 99, ("Điểm", "Hạng")[at % 2])
        for at, name in enumerate(("Sở Y tế", "Sở Nội vụ", "Sở Tư pháp", "Sở Công Thương"), 1):
            texts = (str(at), name, f"8{at},15", str(at), f"9{at},20", str(at), "9,05", "0")
            for x, text in zip((60, 90, 232, 297, 342, 407, 452, 517), texts, strict=True):
                write(canvas, x, 99 + 18 * at, text)

    (table,) = read_bytes(draw(page), "x.pdf").tables
    assert table.grid()[1][2:] == ["Điểm", "Hạng"] * 3
    assert [row[0] for row in table.grid()[2:]] == ["1", "2", "3", "4"]


def test_the_first_row_of_centred_cells_keeps_the_line_above_its_figures() -> None:
    """A name of two lines around the figures of the first row is no line of the header that stands apart above."""
    lines = [*_row(90, "TT", *_HEAD[1:])]
    lines += [(112, 1, "Thành phố"), *_row(119, "1", "", "9,5", "95%"), (126, 1, "Lạng Sơn")]
    lines += [*_row(146, "2", "Huyện Bắc Sơn", "9,0", "90%"), *_row(165, "3", "Huyện Chi Lăng", "8,5", "85%")]

    def page(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Bảng 1. Kết quả đánh giá")
        canvas.line(55, PAGE[1] - 72, 460, PAGE[1] - 72)
        for y, col, text in lines:
            write(canvas, _LEFTS[col], y, text)

    (table,) = read_bytes(draw(page), "x.pdf").tables
    assert table.grid()[:3] == [
        ["TT", *_HEAD[1:]],
        ["1", "Thành phố Lạng Sơn", "9,5", "95%"],
        ["2", "Huyện Bắc Sơn", "9,0", "90%"],
    ]


def test_texts_of_two_columns_and_a_figure_that_go_on_together() -> None:
    """What had no room in several cells of a row, the last digit of a price too, goes on with it as one line."""
    xs = (60, 90, 230, 350, 410, 470)
    rows = [("TT", "Tuyến đường", "Đoạn đường", "VT1", "VT2", "VT3")]
    rows += [
        (str(n), *names, f"{n + 3}.500", f"{n + 2}.250", f"{n + 1}.125")
        for n, names in enumerate(
            (("Đường Lê Lợi", "Chợ"), ("Đường Hùng Vương", "Cầu Quay"), ("Đường 3/2", "Bến")), 1
        )
    ]
    wrapped = ("4", "Đường Trần Hưng Đạo nối", "Từ cầu đến hết thửa", "12.50", "8.250", "6.125")
    rest = ("", "dài", "đất 20", "0", "", "")

    def page(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Bảng 1. Giá đất ở")
        y = 76.0
        for texts in (*rows, wrapped, rest, ("5", "Đường Bà Triệu", "Sông", "7.500", "6.250", "5.125")):
            y += 14.4 if texts is not rest else 14.2
            for x, text in zip(xs, texts, strict=True):
                write(canvas, x, y, text)

    (table,) = read_bytes(draw(page), "x.pdf").tables
    grid = table.grid()
    assert grid[4] == [
        "4",
        "Đường Trần Hưng Đạo nối dài",
        "Từ cầu đến hết thửa đất 20",
        "12.500",
        "8.250",
        "6.125",
    ]
    assert len(grid) == 6
