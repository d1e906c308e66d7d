"""Rows of tables of texts where cells of one column stand otherwise than those of the others, or over a page's end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from recipe.fonts import runs

from doichieu.extract import read_bytes

from .drawing import draw, write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportlab.pdfgen.canvas import Canvas

_PITCH = 13.0

# The lines of each cell.
Row = list[list[str]] | tuple[tuple[str, ...], ...]


def _read(*pages: Callable[[Canvas], None]) -> list[list[list[str]]]:
    document = read_bytes(draw(*pages), "x.pdf")
    return [[[text or "" for text in row] for row in table.grid()] for table in document.tables]


def _page(y: float, xs: Sequence[float], rows: Sequence[Row], space: float) -> Callable[[Canvas], None]:
    """A page of rows from a height down, cells at their foot."""

    def page(canvas: Canvas) -> None:
        base = y
        for row in rows:
            base += max(map(len, row)) * _PITCH
            for x, lines in zip(xs, row, strict=True):
                for at, line in enumerate(reversed(lines)):
                    write(canvas, x, base - _PITCH * at, line, 10)
            base += space

    return page


def _justify(canvas: Canvas, edges: tuple[float, float], y: float, words: Sequence[str]) -> None:
    """Write words with spaces as wide as the line needs."""
    widths = [
        sum(canvas.stringWidth(part, font, 10) for font, part in runs(word, bold=False, mixed=False))
        for word in words
    ]
    space = (edges[1] - edges[0] - sum(widths)) / (len(words) - 1)
    x = edges[0]
    for word, width in zip(words, widths, strict=True):
        write(canvas, x, y, word, 10)
        x += width + space


def _texts(rows: Sequence[Row]) -> list[list[str]]:
    return [[" ".join(lines) for lines in row] for row in rows]


def test_figures_at_the_foot_of_names_that_wrap() -> None:
    """Names of two and three lines belong to the figures at their foot, also where places begin with small letters."""
    xs = (62, 92, 230, 350, 430)
    head = (("STT",), ("Tên dự án",), ("Địa điểm",), ("Diện tích",), ("Vốn",))
    rows = (
        (("1",), ("Khu dân cư xã", "trung tâm"), ("xã La Ngà, huyện", "Định Quán"), ("38,5",), ("2.448",)),
        (("2",), ("Bến xe khách", "liên tỉnh"), ("phường Bình Đa,", "thành phố"), ("8,1",), ("981",)),
        (
            ("3",),
            ("Nhà máy chế", "biến nông sản", "phía Nam"),
            ("xã Phú Lâm, gần", "thị trấn"),
            ("39",),
            ("1.411",),
        ),
        (("4",), ("Chợ đầu mối", "Dầu Giây"), ("thị trấn Dầu Giây",), ("58",), ("1.416",)),
    )
    assert _read(_page(100, xs, (head, *rows), 9)) == [_texts((head, *rows))]


@pytest.mark.parametrize("pages", [1, 2])
def test_names_at_the_foot_of_the_rows_they_cover(pages: int) -> None:
    """Ordinals and names of groups of rows stand beside the last one, on the page that goes on as well."""
    xs = (62, 92, 210, 330, 410, 480)
    head = (("STT",), ("Đơn vị",), ("Cây trồng",), ("Kế hoạch",), ("Đã trồng",), ("Tỷ lệ",))
    crops = ("Lúa", "Ngô", "Rau các loại")
    groups = [(str(at), name) for at, name in enumerate(("Tân Phú", "Cẩm Mỹ", "Vĩnh Cửu", "Đức Linh"), 1)]
    figures = [
        [f"{100 * at + 7 * low},4", f"{90 * at + low},1", f"{60 + at + low},5"]
        for at in range(4)
        for low in range(3)
    ]
    rows: list[Row] = [
        [[one] for one in (*(group if low == 2 else ("", "")), crops[low], *figures[3 * at + low])]
        for at, group in enumerate(groups)
        for low in range(3)
    ]
    parts = [rows] if pages == 1 else [rows[:6], rows[6:]]

    def drawn(at: int) -> Callable[[Canvas], None]:
        own = [*([] if at else [head]), *parts[at]]
        start = 842 - 60 - len(own) * (_PITCH + 6) if pages > at + 1 else 60
        return _page(start, xs, own, 6)

    ((_, *found),) = _read(*(drawn(at) for at in range(pages)))
    assert found == [
        [*(group if low == 0 else ("", "")), crops[low], *figures[3 * at + low]]
        for at, group in enumerate(groups)
        for low in range(3)
    ]


def test_paragraphs_stand_apart_in_cells_that_ordinals_count() -> None:
    """The space between two paragraphs of a cell parts no row that has an ordinal of its own."""
    xs = (62, 92, 210, 290)
    faults = (
        ("chậm công bố thủ tục hành chính;", "chưa kiểm tra đơn vị trực thuộc"),
        ("còn hồ sơ trễ hạn;", "chưa số hóa kết quả giải quyết;", "chưa bố trí công chức đúng vị trí"),
        ("chưa khắc phục tồn tại",),
        ("báo cáo quý gửi chậm;", "thiếu kế hoạch kiểm tra"),
    )

    def page(canvas: Canvas) -> None:
        for x, text in zip(xs, ("STT", "Đơn vị", "Điểm", "Tồn tại, hạn chế"), strict=True):
            write(canvas, x, 100, text, 10)
        y = 124.0
        for at, lines in enumerate(faults, 1):
            for x, text in zip(xs, (str(at), f"Huyện số {at}", f"8{at},25"), strict=False):
                write(canvas, x, y, text, 10)
            for line in lines:
                write(canvas, xs[3], y, line, 10)
                y += _PITCH + 5
            y += 2

    ((_, *found),) = _read(page)
    assert found == [
        [str(at), f"Huyện số {at}", f"8{at},25", " ".join(lines)] for at, lines in enumerate(faults, 1)
    ]


def test_stretched_texts_hold_no_columns_of_figures() -> None:
    """Of justified texts of few words each stands apart, and the figure among them is no column's."""
    xs = (62, 92, 200, 330, 430)
    roads = ("Trần Phú", "Lê Lợi", "Hùng Vương", "Quang Trung", "Nguyễn Huệ", "Bạch Đằng")

    def page(canvas: Canvas) -> None:
        for x, text in zip(xs, ("STT", "Đơn vị", "Địa chỉ", "Điện thoại", "Phụ trách"), strict=True):
            write(canvas, x, 100, text, 10)
        for at, road in enumerate(roads):
            y = 124 + 34 * at
            for x, text in zip(
                (xs[0], *xs[3:]), (str(at + 1), f"0251.38{at}4{at}70", "Lê Văn An"), strict=True
            ):
                write(canvas, x, y + 6, text, 10)
            write(canvas, xs[1], y + 6, f"Trạm Y tế số {at + 1}", 10)
            _justify(canvas, (200, 318), y, ("Số", str(37 * at + 12), "đường", road.split()[0]))
            write(canvas, xs[2], y + _PITCH, f"{road.split()[1]}, xã La Ngà", 10)

    ((_, *found),) = _read(page)
    assert [row[2] for row in found] == [
        f"Số {37 * at + 12} đường {' '.join(road.split()[:2])}, xã La Ngà" for at, road in enumerate(roads)
    ]


def test_contents_without_dots_are_no_table() -> None:
    """Titles with the numbers of their pages at the right margin are no table; ranks at that place are one.

    Pages that follow each other as ranks do are told by the word above them.
    """
    titles = [f"{at}. Kết quả thực hiện nhiệm vụ số {at}" for at in range(1, 9)]

    def page(numbers: Sequence[int], heading: str) -> Callable[[Canvas], None]:
        def draw_page(canvas: Canvas) -> None:
            write(canvas, 270, 80, heading, 11)
            for at, (title, number) in enumerate(zip(titles, numbers, strict=True)):
                write(canvas, 62, 110 + 16 * at, title, 11)
                write(canvas, 520 if number > 9 else 526.1, 110 + 16 * at, str(number), 11)

        return draw_page

    assert _read(page((3, 5, 5, 8, 11, 14, 15, 21), "PHẦN MỘT")) == []
    assert _read(page((1, 2, 3, 4, 5, 6, 8, 9), "MỤC LỤC")) == []
    assert len(_read(page((1, 2, 3, 4, 5, 6, 7, 8), "XẾP HẠNG"))) == 1


def _write_at(canvas: Canvas, texts: Sequence[tuple[float, float, str]]) -> None:
    for x, y, text in texts:
        write(canvas, x, y, text, 10)


_TASKS = (
    (("1",), ("Rà soát quy chế làm việc", "của cơ quan"), ("Văn phòng",), ("Quý I",)),
    (("2",), ("Xây dựng kế hoạch kiểm tra", "công vụ năm 2025"), ("Thanh tra",), ("Quý II",)),
    (("3",), ("Báo cáo kết quả thực hiện", "với Ủy ban nhân dân tỉnh"), ("Các phòng",), ("Quý IV",)),
)


def test_titles_at_the_left_of_figures_at_the_right() -> None:
    """A title that stands over no figure heads those at the right of its column, and not those before it."""
    remarks = (("công bố chậm ba thủ tục,", "còn hồ sơ trễ hạn"), ("chưa kiểm tra đơn vị", "trực thuộc sở"))

    def page(canvas: Canvas) -> None:
        heads = ((62, "STT"), (120, "Đơn vị"), (230, "Kế hoạch"), (335, "Thực hiện"), (420, "Tồn tại"))
        _write_at(canvas, [(x, 100, text) for x, text in heads])
        for at in range(5):
            y = 124 + 30 * at
            own = (
                (90, str(at + 1)),
                (120, f"Huyện số {at + 1}"),
                (301, f"{500 + at},25"),
                (388, f"{10 + at},5"),
            )
            _write_at(canvas, [(x, y, text) for x, text in own])
            _write_at(canvas, [(420, y + _PITCH * low, line) for low, line in enumerate(remarks[at % 2])])

    assert _read(page) == [
        [
            ["STT", "Đơn vị", "Kế hoạch", "Thực hiện", "Tồn tại"],
            *(
                [
                    str(at + 1),
                    f"Huyện số {at + 1}",
                    f"{500 + at},25",
                    f"{10 + at},5",
                    " ".join(remarks[at % 2]),
                ]
                for at in range(5)
            ),
        ]
    ]


def test_a_title_of_two_lines_about_the_line_of_the_others() -> None:
    """The upper line of a centred title belongs to the header, though nothing stands beside it, also in the middle of a page."""

    def page(canvas: Canvas) -> None:
        _write_at(canvas, [(62, 112, "STT"), (230, 105, "Nội dung công việc"), (255, 119, "phải làm")])
        _write_at(canvas, [(400, 112, "Chủ trì"), (490, 112, "Hạn")])
        y = 146.0
        for row in _TASKS:
            for x, lines in zip((62, 200, 400, 490), row, strict=True):
                _write_at(canvas, [(x, y + _PITCH * at, line) for at, line in enumerate(lines)])
            y += 36

    assert _read(page) == [[["STT", "Nội dung công việc phải làm", "Chủ trì", "Hạn"], *_texts(_TASKS)]]


def test_titles_over_two_columns_have_theirs_below() -> None:
    """A title over two columns ends no header: those of the columns stand below it, and below the line of the others."""

    def page(canvas: Canvas) -> None:
        _write_at(canvas, [(290, 105, "Phân công"), (62, 112, "STT"), (130, 112, "Nội dung")])
        _write_at(canvas, [(260, 119, "Chủ trì"), (340, 119, "Phối hợp"), (450, 112, "Hạn")])
        y = 146.0
        for row in _TASKS:
            cells = (*row[:3], ("Các sở",), row[3])
            for x, lines in zip((62, 90, 250, 335, 445), cells, strict=True):
                _write_at(canvas, [(x, y + _PITCH * at, line) for at, line in enumerate(lines)])
            y += 36

    ((first, second, *found),) = _read(page)
    assert (first, second) == (
        ["STT", "Nội dung", "Phân công", "", "Hạn"],
        ["", "", "Chủ trì", "Phối hợp", ""],
    )
    assert [row[2:4] for row in found] == [[row[2][0], "Các sở"] for row in _TASKS]


def test_a_day_broken_where_its_cell_ends() -> None:
    """A day that a narrow cell broke is one word, though a word stands before it; words that wrap are two."""

    def page(canvas: Canvas) -> None:
        _write_at(
            canvas, [(62, 100, "STT"), (100, 100, "Nội dung"), (300, 100, "Đơn vị"), (420, 100, "Thời hạn")]
        )
        for at in range(4):
            y = 124 + 34 * at
            _write_at(
                canvas,
                [(62, y, str(at + 1)), (100, y, f"Kiểm tra việc số {at + 1}"), (300, y, "Thanh tra tỉnh")],
            )
            _write_at(canvas, [(420, y, "Trước ngày 12/0"), (420, y + _PITCH, f"{at + 1}/2025")])

    ((_, *found),) = _read(page)
    assert [row[3] for row in found] == [f"Trước ngày 12/0{at}/2025" for at in range(1, 5)]


def test_one_row_above_a_page_end() -> None:
    """A header with the first row of a table is one, where the next page goes on."""
    head = (("STT",), ("Nội dung công việc",), ("Chủ trì",), ("Hạn",))
    xs = (62, 100, 330, 450)
    first, second = _page(690, xs, (head, *_TASKS[:1]), 8), _page(60, xs, _TASKS[1:], 8)
    assert _read(first, second) == [_texts((head, *_TASKS))]
