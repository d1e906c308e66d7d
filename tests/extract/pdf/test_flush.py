"""Figures set flush right beside texts set flush left, as sheets print them: no more than a space between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recipe.fonts import runs

from doichieu.extract import read_bytes

from .drawing import draw, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas

_HEAD = ("STT", "Chỉ tiêu", "Năm trước", "Kế hoạch", "Tỷ lệ", "Thực hiện", "Nguyên nhân")
_CAUSES = (
    "Do thời tiết bất lợi",
    "Giá nguyên liệu tăng",
    "Chưa giao đủ vốn",
    "Đã hoàn thành sớm",
    "Thiếu nhân lực tại xã",
)
# Where texts begin, and where figures end.
_LEFTS, _RIGHTS = (60, 90, 180, 250, 310, 360, 412), {2: 230, 3: 290, 4: 335, 5: 410}


def _write(canvas: Canvas, y: float, row: Sequence[str]) -> None:
    for col, text in enumerate(row):
        width = sum(canvas.stringWidth(part, font, 11) for font, part in runs(text, bold=False, mixed=False))
        figure = text[-1:].isdigit() and col in _RIGHTS
        write(canvas, _RIGHTS[col] - width if figure else _LEFTS[col], y, text)


def _read(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    def page(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Bảng 1. Kết quả thực hiện các chỉ tiêu")
        for at, row in enumerate([_HEAD, *rows]):
            _write(canvas, 90 + 20 * at, row)

    (table,) = read_bytes(draw(page), "x.pdf").tables
    return [[text or "" for text in row] for row in table.grid()]


def test_texts_begin_where_figures_end() -> None:
    """Where every figure ends and every text behind it begins at one place, two columns meet."""
    rows = [
        (
            str(at),
            f"Chỉ tiêu số {'ABCDE'[at - 1]}",
            f"{at}11,25",
            f"{at}12,50",
            f"9{at},5",
            f"{at * 7}8,25",
            cause,
        )
        for at, cause in enumerate(_CAUSES, 1)
    ]
    assert _read(rows) == [list(row) for row in (_HEAD, *rows)]


def test_units_behind_figures_stay_with_them() -> None:
    """The same unit behind every figure begins at one place too, and is no column of its own."""
    rows = [
        (
            *(str(at), f"Dự án khu {'ABCDE'[at - 1]}", f"{at}2,50", f"{at}3,50", f"9{at},5"),
            *(f"{at * 7 + 20} ha", "Đã hoàn thành"),
        )
        for at in range(1, 6)
    ]

    def page(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Bảng 1. Kết quả thực hiện các chỉ tiêu")
        for at, row in enumerate([_HEAD, *rows]):
            for x, text in zip((60, 90, 180, 250, 310, 360, 430), row, strict=True):
                write(canvas, x, 90 + 20 * at, text)

    (table,) = read_bytes(draw(page), "x.pdf").tables
    assert [[text or "" for text in row] for row in table.grid()] == [list(row) for row in (_HEAD, *rows)]


def _sheet(
    rows: Sequence[Sequence[str]], lefts: dict[int, float], rights: dict[int, float]
) -> list[list[str]]:
    """Read rows as a sheet prints them: each cell by itself, at the left or at the right of its column."""

    def page(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Bảng 1. Kết quả của các đoàn năm 2024")
        for at, row in enumerate(rows):
            for col, text in enumerate(row):
                width = sum(
                    canvas.stringWidth(part, font, 11) for font, part in runs(text, bold=False, mixed=False)
                )
                write(canvas, lefts[col] if col in lefts else rights[col] - width, 90 + 17 * at, text)

    (table,) = read_bytes(draw(page), "x.pdf").tables
    return [[text or "" for text in row] for row in table.grid()]


def test_ranks_end_where_names_begin() -> None:
    """Ranks set right, with no more than a sheet's margins before the names, are their own column; ties count too."""
    names = ("Cẩm Mỹ", "Biên Hòa", "Tánh Linh", "Hàm Tân", "Trảng Bom", "Thống Nhất", "Xuân Lộc")
    ranks = ("1", "2", "8", "10", "10", "10", "13")
    rows = [
        (rank, f"Huyện {name}", f"{at}1,5", f"{at}2,5")
        for at, (rank, name) in enumerate(zip(ranks, names, strict=True), 1)
    ]
    head = ("Hạng", "Đoàn", "Năm 2023", "Năm 2024")
    assert _sheet([head, *rows], {1: 92}, {0: 90, 2: 280, 3: 350}) == [list(row) for row in (head, *rows)]


def test_texts_behind_figures_of_one_width() -> None:
    """Where a page draws its spaces, none between a figure and the few words behind it tells two columns."""
    kinds = ("Cấp phối", "Láng nhựa", "Cấp phối", "Bê tông", "Láng nhựa", "Cấp phối", "Bê tông")
    rows = [
        (f"ĐT.7{at}5", f"Từ cầu số {at} đến ngã ba chợ", f"{at},61{at}", kind)
        for at, kind in enumerate(kinds, 1)
    ]
    head = ("Tên đường", "Đoạn đường", "Chiều dài", "Kết cấu")
    assert _sheet([head, *rows], {0: 60, 1: 130, 3: 342}, {2: 340}) == [list(row) for row in (head, *rows)]


def test_ordinals_of_groups_at_the_left_of_their_column() -> None:
    """Marks of groups at the left and ordinals of rows at the right below one title are one column."""
    rows = [("I", "Mầm non", "1.250", "40"), ("II", "Tiểu học", "2.480", "85")]
    own = [(str(at), f"Trường số {at}", f"{at}10", f"1{at}") for at in range(1, 5)]
    table = [rows[0], *own, rows[1], *own]

    def page(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Bảng 1. Số học sinh năm học 2024 - 2025")
        for x, text in zip((66, 120, 240, 310), ("TT", "Trường", "Học sinh", "Lớp"), strict=True):
            write(canvas, x, 90, text)
        for at, row in enumerate(table, 1):
            mark = row[0].isalpha()
            for x, text in zip((60 if mark else 84, 92, 250, 312), row, strict=True):
                write(canvas, x, 90 + 17 * at, text)

    (found,) = read_bytes(draw(page), "x.pdf").tables
    assert [[text or "" for text in row] for row in found.grid()][1:] == [list(row) for row in table]


def test_one_remark_right_behind_a_figure() -> None:
    """Figures above and below that end at the same place tell the edge, though nothing stands behind these."""
    rows = [
        (str(at), f"Chỉ tiêu {at}", f"{at * 137}", f"{at * 9}", f"{at * 31},5", f"{at * 61}", "")
        for at in range(1, 9)
    ]
    rows[4] = (*rows[4][:-1], "Giao đủ vốn")
    assert _read(rows) == [*map(list, [_HEAD, *rows])]


def test_texts_begin_far_behind_others_but_one() -> None:
    """Where texts begin at one place far behind what stands before them, they do so in a row that leaves but a space."""
    offices = ("Sở Y tế", "Sở Xây dựng", "Ban Quản lý Khu kinh tế", "Sở Tư pháp", "Chi cục Thuế", "Sở Nội vụ")
    rows = [
        (str(at), f"Thủ tục số {'ABCDEF'[at - 1]}", office, f"{at * 5:02d} ngày làm việc")
        for at, office in enumerate(offices, 1)
    ]

    def page(canvas: Canvas) -> None:
        words = runs(offices[2], bold=False, mixed=False)
        last = 230 + 2.6 + sum(canvas.stringWidth(part, font, 11) for font, part in words)
        for at, row in enumerate([("STT", "Tên thủ tục", "Cơ quan", "Thời hạn"), *rows]):
            for x, text in zip((60, 95, 230, last), row, strict=True):
                write(canvas, x, 90 + 20 * at, text)

    (table,) = read_bytes(draw(page), "x.pdf").tables
    assert [list(row) for row in table.grid()][1:] == [list(row) for row in rows]
