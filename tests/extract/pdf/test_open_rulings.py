"""Ruled tables that leave rows or columns without rulings between them, and rulings made of dots."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from doichieu.extract import read_bytes
from doichieu.extract.pdf.dots import dotted
from doichieu.extract.pdf.textlayer.lines import TextLine
from doichieu.extract.pdf.textlayer.words import Word
from doichieu.extract.pdf.unruled.segments import split_line

from .drawing import PAGE, draw, write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportlab.pdfgen.canvas import Canvas

_XS = (60, 90, 270, 350, 430)
_HEAD = ["STT", "Đơn vị", "Năm 2021", "Năm 2022"]


def _across(canvas: Canvas, *ys: float) -> None:
    for y in ys:
        canvas.line(_XS[0], PAGE[1] - y, _XS[-1], PAGE[1] - y)


def _down(canvas: Canvas, xs: Sequence[float], top: float, bottom: float) -> None:
    for x in xs:
        canvas.line(x, PAGE[1] - top, x, PAGE[1] - bottom)


def _put(canvas: Canvas, y: float, texts: Sequence[str]) -> None:
    for x, text in zip(_XS, texts, strict=False):
        if text:
            write(canvas, x + 3, y, text)


def _read(*pages: Callable[[Canvas], None]) -> list[list[str | None]]:
    (table,) = read_bytes(draw(*pages), "x.pdf").tables
    return table.grid()


def _rows(count: int) -> list[list[str]]:
    return [[str(n), f"Sở số {n}", f"{n}1,5", f"{n}2,5"] for n in range(1, count + 1)]


def test_rows_between_vertical_rulings_alone() -> None:
    """Of a table ruled down only, wrapped names and blanks stand in the row whose figures they stand beside."""

    def page(canvas: Canvas) -> None:
        _across(canvas, 60, 80, 220)
        _down(canvas, _XS, 60, 220)
        _put(canvas, 74, _HEAD)
        _put(canvas, 96, ["1", "Sở Nội vụ", "10,5", "11,5"])
        _put(canvas, 116, ["2", "Ban Quản lý khu kinh tế và các", "", "21,5"])
        _put(canvas, 129, ["", "khu công nghiệp", "", ""])
        _put(canvas, 149, ["3", "Sở Y tế", "30,5", ""])
        _put(canvas, 169, ["4", "Sở Xây dựng", "40,5", "41,5"])
        _put(canvas, 189, ["", "Trung bình", "35,5", "30,5"])

    assert _read(page) == [
        _HEAD,
        ["1", "Sở Nội vụ", "10,5", "11,5"],
        ["2", "Ban Quản lý khu kinh tế và các khu công nghiệp", "", "21,5"],
        ["3", "Sở Y tế", "30,5", ""],
        ["4", "Sở Xây dựng", "40,5", "41,5"],
        ["", "Trung bình", "35,5", "30,5"],
    ]


def test_rulings_around_groups_alone() -> None:
    """Two rows between rulings are two where the table leaves three without elsewhere; a label keeps its width."""

    def page(canvas: Canvas) -> None:
        _across(canvas, 60, 80, 100, 160, 180, 220)
        for top, bottom in ((60, 80), (100, 160), (180, 220)):
            _down(canvas, _XS, top, bottom)
        _down(canvas, (_XS[0], _XS[-1]), 60, 220)
        _put(canvas, 74, _HEAD)
        write(canvas, 63, 94, "I. Các sở")
        for row, y in zip(_rows(3), (114, 132, 150), strict=True):
            _put(canvas, y, row)
        write(canvas, 63, 174, "II. Các ban")
        for row, y in zip(_rows(2), (194, 212), strict=True):
            _put(canvas, y, row)

    label = [None] * 3
    assert _read(page) == [_HEAD, ["I. Các sở", *label], *_rows(3), ["II. Các ban", *label], *_rows(2)]


def test_lines_of_one_row_stay_one() -> None:
    """Figures that break in narrow cells, and a figure with its share in brackets below, are no rows."""

    def page(canvas: Canvas) -> None:
        _across(canvas, 60, 80, 110, 140)
        _down(canvas, _XS, 60, 140)
        _put(canvas, 74, _HEAD)
        for y, row in ((92, ["1", "Sở Nội vụ và", "45", "46"]), (105, ["", "Lao động", "(90%)", "(92%)"])):
            _put(canvas, y, row)
        for y, row in ((122, ["2", "Sở Y tế", "47", "48"]), (135, ["", "", "(94%)", "(96%)"])):
            _put(canvas, y, row)

    assert _read(page) == [
        _HEAD,
        ["1", "Sở Nội vụ và Lao động", "45 (90%)", "46 (92%)"],
        ["2", "Sở Y tế", "47 (94%)", "48 (96%)"],
    ]


def test_rows_go_on_behind_a_page_end() -> None:
    """Two rows that stand without a ruling between them on the next page are two by their ordinals."""

    def first(canvas: Canvas) -> None:
        _across(canvas, 660, 680, 760)
        _down(canvas, _XS, 660, 760)
        _put(canvas, 674, _HEAD)
        for row, y in zip(_rows(4), (696, 714, 732, 750), strict=True):
            _put(canvas, y, row)

    def second(canvas: Canvas) -> None:
        _across(canvas, 60, 100)
        _down(canvas, _XS, 60, 100)
        for row, y in zip(_rows(6)[4:], (76, 94), strict=True):
            _put(canvas, y, row)

    assert _read(first, second) == [_HEAD, *_rows(6)]


def test_columns_behind_the_only_vertical_ruling() -> None:
    """Figures side by side in one cell, row after row, are columns; the ruling still parts what stands close to it."""
    years = ["Huyện", "2020", "2021", "2022"]
    rows = [[f"Huyện Ea {n}", f"{n}0,5", f"{n}1,5", f"{n}2,5"] for n in range(1, 5)]

    def page(canvas: Canvas) -> None:
        _across(canvas, 60, 80, 170)
        _down(canvas, (121,), 60, 170)
        for x, text in zip((60, 130, 200, 270), years, strict=True):
            write(canvas, x, 74, text)
        for row, y in zip(rows, (96, 116, 136, 156), strict=True):
            for x, text in zip((60, 123, 200, 270), row, strict=True):
                write(canvas, x, y, text)

    assert _read(page) == [years, *rows]


def test_rulings_of_dots() -> None:
    """Dots drawn one by one between the rows are rulings, of a table with solid ones between its columns."""

    def page(canvas: Canvas) -> None:
        _across(canvas, 60, 80, 170)
        _down(canvas, _XS, 60, 170)
        _put(canvas, 74, _HEAD)
        _put(canvas, 94, ["1", "Sở Nội vụ", "10,5", "11,5"])
        _put(canvas, 124, ["2", "Ban Quản lý", "20,5", "21,5"])
        _put(canvas, 137, ["", "khu kinh tế", "", ""])
        _put(canvas, 164, ["", "Tổng số", "31,0", "33,0"])
        for y in (100, 145):
            for step in range(_XS[0], _XS[-1], 2):
                canvas.rect(step, PAGE[1] - y, 0.7, 0.7, stroke=0, fill=1)

    assert _read(page) == [
        _HEAD,
        ["1", "Sở Nội vụ", "10,5", "11,5"],
        ["2", "Ban Quản lý khu kinh tế", "20,5", "21,5"],
        ["", "Tổng số", "31,0", "33,0"],
    ]


@pytest.mark.parametrize(("columns", "lines"), [(20, 0), (1, 1)])
def test_dots_that_fill_an_area_are_no_lines(columns: int, lines: int) -> None:
    """A pattern of dots has rows both ways; a dotted line has one."""
    dots = [(2.0 * x, 2.0 * y, 2.0 * x + 0.7, 2.0 * y + 0.7) for x in range(columns) for y in range(20)]
    assert len(dotted(dots)) == lines


def test_a_repeated_header_of_years_is_no_rest_of_a_row() -> None:
    """A header whose last year says that it is preliminary is told behind a page's end, its first cell blank."""
    head = ["", "2019", "2020", "Sơ bộ 2021"]

    def part(rows: Sequence[Sequence[str]]) -> Callable[[Canvas], None]:
        def page(canvas: Canvas) -> None:
            ys = [60 + 20 * at for at in range(len(rows) + 2)]
            _across(canvas, *ys)
            _down(canvas, _XS, ys[0], ys[-1])
            for row, y in zip([head, *rows], ys, strict=False):
                _put(canvas, y + 14, row)

        return page

    rows = [[f"Ea {n}", f"{n}0.123", f"{n}1.123", f"{n}2.123"] for n in range(1, 7)]
    assert _read(part(rows[:3]), part(rows[3:])) == [head, *rows]


@pytest.mark.parametrize("under_rows", [False, True])
def test_a_ruled_header_over_rows_without_vertical_rulings(*, under_rows: bool) -> None:
    """The header and what stands below it are one table, whether or not rulings run under the rows."""

    def page(canvas: Canvas) -> None:
        _across(canvas, 60, 80)
        _down(canvas, _XS, 60, 80)
        _put(canvas, 74, _HEAD)
        for row, y in zip(_rows(5), (96, 116, 136, 156, 176), strict=True):
            _put(canvas, y, row)
            if under_rows:
                _across(canvas, y + 5)

    assert _read(page) == [_HEAD, *_rows(5)]


def test_a_header_whose_sides_go_on_around_the_rows() -> None:
    """Rows without vertical rulings inside are no cells over all columns, though rulings frame them."""

    def page(canvas: Canvas) -> None:
        _across(canvas, 60, 80, 100, 120, 140)
        _down(canvas, _XS, 60, 80)
        _down(canvas, (_XS[0], _XS[-1]), 80, 140)
        _put(canvas, 74, _HEAD)
        for row, y in zip(_rows(3), (94, 114, 134), strict=True):
            _put(canvas, y, row)

    assert _read(page) == [_HEAD, *_rows(3)]


def test_a_frame_around_the_page_is_no_table() -> None:
    """A frame with an ornament beside it leaves the table within to its own rulings, and the text to paragraphs."""

    def page(canvas: Canvas) -> None:
        for y in (30, 800):
            canvas.line(30, PAGE[1] - y, 560, PAGE[1] - y)
        _down(canvas, (30, 540, 560), 30, 800)
        write(canvas, 545, 50, "3")
        write(canvas, 60, 50, "Bảng 1. Kết quả")
        _across(canvas, 60, 80, 100, 120)
        _down(canvas, _XS, 60, 120)
        _put(canvas, 74, _HEAD)
        for row, y in zip(_rows(2), (94, 114), strict=True):
            _put(canvas, y, row)

    (table,) = read_bytes(draw(page), "x.pdf").tables
    assert (table.caption, table.grid()) == ("Kết quả", [_HEAD, *_rows(2)])


def test_wrapped_names_where_rows_stand_as_near_as_lines() -> None:
    """What had no room in its cell goes on there, in the first column too; what had room is a row of its own."""
    xs = (60, 150, 220, 290)
    head = ["Huyện", "2020", "2021", "2022"]

    def page(canvas: Canvas) -> None:
        for y in (60, 80, 170):
            canvas.line(xs[0], PAGE[1] - y, xs[-1] + 70, PAGE[1] - y)
        _down(canvas, (*xs, 360), 60, 170)
        lines = (
            (74, head),
            (96, ["Tổng số", "66,5", "66,5", "66,5"]),
            (110, ["Thành phố Buôn", "10,5", "11,5", "12,5"]),
            (124, ["Ma Thuột", "", "", ""]),
            (138, ["Các huyện", "", "", ""]),
            (152, ["Huyện Ea Súp", "20,5", "21,5", "22,5"]),
            (166, ["Huyện Lắk", "35,5", "33,5", "31,5"]),
        )
        for y, texts in lines:
            for x, text in zip(xs, texts, strict=True):
                write(canvas, x + 3, y, text)

    assert _read(page) == [
        head,
        ["Tổng số", "66,5", "66,5", "66,5"],
        ["Thành phố Buôn Ma Thuột", "10,5", "11,5", "12,5"],
        ["Các huyện", "", "", ""],
        ["Huyện Ea Súp", "20,5", "21,5", "22,5"],
        ["Huyện Lắk", "35,5", "33,5", "31,5"],
    ]


@pytest.mark.parametrize(("text", "segments"), [("2021", ["Năm 2021"]), ("20,5", ["Năm", "20,5"])])
def test_a_year_stays_with_its_word(text: str, segments: list[str]) -> None:
    """In prints whose boxes are as low as the letters a space looks wide; before a year it parts no cells."""
    words = [Word("Năm", 202.6, 114.0, 222.0, 121.0, 121.0, False, 0)]
    words.append(Word(text, 224.6, 114.0, 244.5, 121.0, 121.0, True, 4))
    assert [segment.text for segment in split_line(TextLine(words, 121.0)).segments] == segments


def test_a_page_of_vertical_rulings_alone() -> None:
    """Rows go on between the rulings of their columns, though none runs across on the page."""

    def first(canvas: Canvas) -> None:
        _across(canvas, 660, 680)
        _down(canvas, _XS, 660, 780)
        _put(canvas, 674, _HEAD)
        for row, y in zip(_rows(4), (696, 714, 732, 750), strict=True):
            _put(canvas, y, row)

    def second(canvas: Canvas) -> None:
        _down(canvas, _XS, 60, 130)
        _put(canvas, 76, ["5", "Ban Quản lý khu kinh tế và", "51,5", "52,5"])
        _put(canvas, 89, ["", "các khu công nghiệp", "", ""])
        for row, y in zip(_rows(7)[5:], (107, 125), strict=True):
            _put(canvas, y, row)

    name = "Ban Quản lý khu kinh tế và các khu công nghiệp"
    assert _read(first, second) == [_HEAD, *_rows(4), ["5", name, "51,5", "52,5"], *_rows(7)[5:]]


def test_lines_between_columns_of_prose_are_no_table() -> None:
    """Vertical rulings alone between which no rows stand leave the text to paragraphs."""

    def page(canvas: Canvas) -> None:
        _down(canvas, (50, 180, 310, 440, 570), 60, 160)
        for x in (55, 185, 315, 445):
            for y in (80, 94, 108, 122):
                write(canvas, x, y, "Các cơ quan, đơn vị")

    assert not read_bytes(draw(page), "x.pdf").tables


def test_rulings_that_group_labels_interrupt() -> None:
    """Of a table ruled down only, a label over all columns interrupts the rulings; behind it they part the rows again."""

    def page(canvas: Canvas) -> None:
        _across(canvas, 60, 80, 220)
        for x in (_XS[0], _XS[1], _XS[-1]):
            _down(canvas, [x], 60, 220)
        for top, bottom in ((60, 80), (100, 140), (160, 220)):
            _down(canvas, _XS[2:-1], top, bottom)
        _put(canvas, 74, _HEAD)
        _put(canvas, 94, ["I", "Khối sở, ban, ngành"])
        _put(canvas, 114, ["1", "Sở Nội vụ", "10,5", "11,5"])
        _put(canvas, 134, ["2", "Sở Tài chính", "20,5", "21,5"])
        _put(canvas, 154, ["II", "Khối huyện"])
        for at, name in enumerate(("Yên Lập", "Thanh Ba", "Hạ Hòa")):
            _put(canvas, 174 + 20 * at, [str(at + 3), f"Huyện {name}", f"{at}0,5", f"{at}1,5"])

    rows = _read(page)
    assert rows[1:4] == [
        ["I", "Khối sở, ban, ngành", None, None],
        ["1", "Sở Nội vụ", "10,5", "11,5"],
        ["2", "Sở Tài chính", "20,5", "21,5"],
    ]
    assert rows[4] == ["II", "Khối huyện", None, None]
    assert rows[5:] == [
        [str(n), f"Huyện {name}", f"{n - 3}0,5", f"{n - 3}1,5"]
        for n, name in enumerate(("Yên Lập", "Thanh Ba", "Hạ Hòa"), 3)
    ]


def test_tasks_that_ordinals_and_marks_of_groups_count() -> None:
    """Texts alone between vertical rulings: ordinals tell the rows though marks of groups stand among them."""

    def page(canvas: Canvas) -> None:
        _across(canvas, 60, 80, 240)
        _down(canvas, _XS, 60, 240)
        _put(canvas, 74, ["TT", "Nhiệm vụ", "Chủ trì", "Hạn"])
        _put(canvas, 94, ["I", "Thể chế"])
        _put(canvas, 114, ["1", "Rà soát văn bản của tỉnh còn", "Sở Tư pháp", "Quý I"])
        _put(canvas, 127, ["", "hiệu lực"])
        _put(canvas, 147, ["2", "Ban hành quy chế", "Sở Nội vụ", "Quý II"])
        _put(canvas, 167, ["II", "Nhân lực"])
        _put(canvas, 187, ["1", "Bồi dưỡng công chức", "Sở Nội vụ", "Quý III"])
        _put(canvas, 207, ["2", "Đánh giá", "Sở Tài chính", "Quý IV"])

    rows = [[text or "" for text in row] for row in _read(page)]
    assert [row[0] for row in rows] == ["TT", "I", "1", "2", "II", "1", "2"]
    assert rows[2] == ["1", "Rà soát văn bản của tỉnh còn hiệu lực", "Sở Tư pháp", "Quý I"]


_TASKS = ["1.1", "1.2", "1.3", "2.1"]
_NAMES = ["Ban hành quy chế phối hợp", "Rà soát thủ tục", "Công bố danh mục", "Kiểm tra việc thực hiện"]
_UNITS = ["Sở Tư pháp", "Văn phòng", "Sở Nội vụ", "Thanh tra tỉnh"]


def _put_tasks(canvas: Canvas, y: float, count: int = 4) -> list[list[str]]:
    """Write rows of texts, the second line of a name below the first; gives them."""
    for at, (task, name, unit) in enumerate(zip(_TASKS[:count], _NAMES, _UNITS, strict=False)):
        _put(canvas, y + 32 * at, [task, name, unit, "Quý I"])
        _put(canvas, y + 32 * at + 13, ["", "theo kế hoạch của tỉnh", "", ""])
    rows = zip(_TASKS[:count], _NAMES, _UNITS, strict=False)
    return [[task, f"{name} theo kế hoạch của tỉnh", unit, "Quý I"] for task, name, unit in rows]


def test_rows_of_texts_between_vertical_rulings_alone() -> None:
    """Where neither figures nor ordinals tell rows, those are into which the lines of all cells fit."""
    rows: list[list[str]] = []

    def page(canvas: Canvas) -> None:
        _across(canvas, 60, 80, 215)
        _down(canvas, _XS, 60, 215)
        _put(canvas, 74, ["Mục", "Nhiệm vụ", "Chủ trì", "Thời gian"])
        rows[:] = _put_tasks(canvas, 96)

    assert _read(page) == [["Mục", "Nhiệm vụ", "Chủ trì", "Thời gian"], *rows]


def test_rows_of_texts_go_on_between_vertical_rulings_alone() -> None:
    """On the next page the columns are those of the table before, though no ruling stands at its sides there."""
    head = ["Mục", "Nhiệm vụ", "Chủ trì", "Thời gian"]
    rows: list[list[str]] = []

    def first(canvas: Canvas) -> None:
        _across(canvas, 640, 660)
        _down(canvas, _XS[1:-1], 640, 795)
        _put(canvas, 654, head)
        rows[:] = _put_tasks(canvas, 676)

    def second(canvas: Canvas) -> None:
        _down(canvas, _XS[1:-1], 60, 190)
        _put_tasks(canvas, 76)

    assert _read(first, second) == [head, *rows, *rows]


def test_lists_in_the_cells_of_a_row_are_no_rows() -> None:
    """Where rulings part the other rows, names and days below each other are the lists of one row."""
    people, days = ["Ông Nam", "Bà Lan", "Ông Sơn"], ["01/02/2024", "11/02/2024", "21/02/2024"]

    def page(canvas: Canvas) -> None:
        _across(canvas, 60, 80, 130, 150, 170, 190)
        _down(canvas, _XS, 60, 190)
        _put(canvas, 74, ["Mục", "Nhiệm vụ", "Chủ trì", "Ngày"])
        for at, (person, day) in enumerate(zip(people, days, strict=True)):
            _put(canvas, 96 + 14 * at, [_TASKS[at], _NAMES[at], person, day])
        for at, y in enumerate((144, 164, 184)):
            _put(canvas, y, ["3.1", _NAMES[at], people[at], days[at]])

    assert _read(page)[1] == [" ".join(texts) for texts in (_TASKS[:3], _NAMES[:3], people, days)]


def test_titles_above_vertical_rulings_that_begin_below_them() -> None:
    """Rulings that begin later than others leave one title over the columns that they part."""

    def page(canvas: Canvas) -> None:
        _across(canvas, 60, 100, 200)
        _down(canvas, (_XS[0], _XS[1], _XS[2], _XS[4]), 60, 200)
        _down(canvas, (_XS[3],), 80, 200)
        _put(canvas, 85, ["STT", "Đơn vị"])
        write(canvas, 330, 75, "Số hồ sơ")
        _put(canvas, 95, ["", "", "Năm 2021", "Năm 2022"])
        for row, y in zip(_rows(4), (116, 138, 160, 182), strict=True):
            _put(canvas, y, row)

    assert _read(page) == [
        ["STT", "Đơn vị", "Số hồ sơ", None],
        [None, None, "Năm 2021", "Năm 2022"],
        *_rows(4),
    ]


def test_outer_columns_of_rows_between_vertical_rulings_on_the_next_page() -> None:
    """Where rulings stand between the columns alone, those at the sides go on with the others."""
    xs = (60, 90, 200, 260, 320, 380, 460)
    head = ["STT", "Đơn vị", "Năm 2020", "Năm 2021", "Năm 2022", "Xếp loại"]
    rows = [[str(n), f"Sở số {n}", f"{n}1,5", f"{n}2,5", f"{n}3,5", "Tốt"] for n in range(1, 11)]

    def put(canvas: Canvas, y: float, texts: Sequence[str]) -> None:
        for x, text in zip(xs, texts, strict=False):
            write(canvas, x + 3, y, text)

    def first(canvas: Canvas) -> None:
        for y in (640, 660):
            canvas.line(xs[0], PAGE[1] - y, xs[-1], PAGE[1] - y)
        _down(canvas, xs[1:-1], 640, 780)
        put(canvas, 654, head)
        for at, row in enumerate(rows[:5]):
            put(canvas, 680 + 20 * at, row)

    def second(canvas: Canvas) -> None:
        _down(canvas, xs[1:-1], 60, 170)
        for at, row in enumerate(rows[5:]):
            put(canvas, 76 + 20 * at, row)

    assert _read(first, second) == [head, *rows]


@pytest.mark.parametrize("last", ["{}1,5", "Đạt loại {}", "{}1,5%"])
def test_ruling_behind_the_first_column_alone(last: str) -> None:
    """One vertical ruling and one below the header part no columns of figures and texts from each other."""
    rows = [[str(n), f"Sở số {n}", f"Nhóm {n}", last.format(n)] for n in range(1, 6)]

    def page(canvas: Canvas) -> None:
        _across(canvas, 80)
        _down(canvas, _XS[1:2], 60, 185)
        _put(canvas, 74, ["STT", "Đơn vị", "Nhóm", "Kết quả"])
        for at, row in enumerate(rows):
            _put(canvas, 96 + 20 * at, row)

    assert _read(page) == [["STT", "Đơn vị", "Nhóm", "Kết quả"], *rows]


def test_two_columns_of_sentences_stay_two() -> None:
    """Text that fills a cell line by line is one cell, though some of its gaps stand above each other."""

    def page(canvas: Canvas) -> None:
        _across(canvas, 60, 80, 145)
        _down(canvas, (60, 90, 430), 60, 145)
        _put(canvas, 74, ["STT", "Nội dung"])
        _put(canvas, 96, ["1", "Giao các sở rà soát chỉ tiêu năm 2021 và"])
        _put(canvas, 109, ["", "báo cáo trước ngày 15 hằng tháng theo mẫu"])
        _put(canvas, 122, ["", "số 02; chậm quá 5 ngày thì bị trừ 0,5 điểm"])
        _put(canvas, 135, ["", "của tiêu chí này."])

    assert len(_read(page)[0]) == 2


def test_signature_right_below_columns_of_texts() -> None:
    """Addressees and who signs right below a table without a rule at its foot are no row of it."""
    rows = [[f"Chỉ tiêu thứ {n}", f"Nhóm {n}", f"{n}1,5"] for n in range(1, 8)]

    def page(canvas: Canvas) -> None:
        canvas.line(60, PAGE[1] - 80, 430, PAGE[1] - 80)
        _down(canvas, (250,), 60, 225)
        for x, text in zip((63, 253, 380), ("Chỉ tiêu", "Đơn vị", "Năm 2023"), strict=True):
            write(canvas, x, 74, text)
        for at, row in enumerate(rows):
            for x, text in zip((63, 253, 380), row, strict=True):
                write(canvas, x, 96 + 20 * at, text)
        for x, y, text in ((90, 236, "Nơi nhận:"), (300, 236, "KT. GIÁM ĐỐC"), (90, 250, "- Như trên;")):
            write(canvas, x, y, text)

    assert _read(page) == [["Chỉ tiêu", "Đơn vị", "Năm 2023"], *rows]


def test_outer_columns_beside_rulings_on_a_later_page() -> None:
    """Between rulings at the top of a page stand the inner columns alone; the outer ones have none at their other side."""
    rows = [[str(n), f"Đường số {n}", f"Đoạn {n}", f"{n}.400", f"{n}.440", f"{n}20"] for n in range(1, 31)]
    xs = (60, 100, 220, 300, 370, 440)

    def put(canvas: Canvas, y: float, texts: Sequence[str]) -> None:
        for x, text in zip(xs, texts, strict=True):
            write(canvas, x + 4, y, text)

    def first(canvas: Canvas) -> None:
        put(canvas, 700, ["STT", "Tên đường", "Đoạn", "VT1", "VT2", "VT3"])
        for at, row in enumerate(rows[:5]):
            put(canvas, 718 + 18 * at, row)
        _down(canvas, xs[1:], 686, 800)

    def second(canvas: Canvas) -> None:
        for at, row in enumerate(rows[5:]):
            put(canvas, 64 + 18 * at, row)
        _down(canvas, xs[1:], 50, 506)

    assert _read(first, second)[1:] == rows
