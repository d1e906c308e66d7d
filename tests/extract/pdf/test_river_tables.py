"""Tables of texts that nothing but the space between their columns parts, and what looks like them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from doichieu.extract import read_bytes

from .drawing import PAGE, draw, write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportlab.pdfgen.canvas import Canvas

_XS = (62, 92, 262, 382, 482)
_HEAD = (("TT",), ("Nội dung công việc",), ("Cơ quan", "chủ trì"), ("Phối hợp",), ("Hoàn thành",))
_WORK = (
    ("Rà soát, hệ thống hóa văn bản", "quy phạm pháp luật do tỉnh", "ban hành"),
    ("Công khai thủ tục hành chính", "trên cổng thông tin"),
    ("Bồi dưỡng công chức cấp xã",),
    ("Số hóa hồ sơ lưu trữ của các", "phòng chuyên môn"),
    ("Kiểm tra việc tiếp công dân",),
)
_LEADS = (("Sở Tư pháp",), ("Văn phòng", "UBND tỉnh"), ("Sở Nội vụ",), ("Sở Nội vụ",), ("Thanh tra tỉnh",))
_OTHERS = (("Các sở, ngành",), ("UBND các", "huyện"), ("Trường Chính", "trị"), ("Các sở",), ("UBND cấp xã",))
_WHEN = (("Quý I/2025",), ("Tháng 6",), ("Trong năm",), ("Quý III/2025",), ("Thường xuyên",))
_PROSE = (
    "Thực hiện chương trình công tác năm, các cơ quan, đơn vị rà soát nhiệm vụ được giao, xây dựng",
    "kế hoạch chi tiết, phân công lãnh đạo phụ trách từng nội dung và báo cáo kết quả trước ngày 20",
    "hằng tháng để tổng hợp, trình cấp có thẩm quyền xem xét, quyết định theo quy định hiện hành.",
)
_PITCH = 13.0

Row = tuple[tuple[str, ...], ...]


def _rows() -> list[Row]:
    return [
        ((str(at),), *texts) for at, texts in enumerate(zip(_WORK, _LEADS, _OTHERS, _WHEN, strict=True), 1)
    ]


def _texts(rows: Sequence[Row]) -> list[list[str]]:
    return [[" ".join(lines) for lines in row] for row in rows]


def _put(
    canvas: Canvas, y: float, rows: Sequence[Row], *, place: float = 0.0, space: float = 6.0
) -> list[float]:
    """Write rows from a height down, cells at the top (0), in the middle (0.5) or at the foot (1); where each begins."""
    tops = [y]
    for row in rows:
        tallest = max(map(len, row))
        for x, lines in zip(_XS, row, strict=True):
            down = place * (tallest - len(lines)) * _PITCH
            for at, line in enumerate(lines):
                write(canvas, x, tops[-1] + 10 + down + _PITCH * at, line, 10)
        tops.append(tops[-1] + tallest * _PITCH + space)
    return tops


def _prose(canvas: Canvas, y: float) -> None:
    for at, line in enumerate(_PROSE):
        write(canvas, 62, y + 14 * at, line, 10)


def _read(*pages: Callable[[Canvas], None]) -> list[list[list[str]]]:
    document = read_bytes(draw(*pages), "x.pdf")
    return [[[text or "" for text in row] for row in table.grid()] for table in document.tables]


@pytest.mark.parametrize("space", [0.5, 6.0, 12.0])
@pytest.mark.parametrize("place", [0.0, 0.5, 1.0])
def test_texts_in_any_place_of_their_rows(place: float, space: float) -> None:
    """Rows are told by how their lines fit, whether cells stand at the top, in the middle or at the foot."""

    def page(canvas: Canvas) -> None:
        _prose(canvas, 80)
        tops = _put(canvas, 150, [_HEAD, *_rows()], place=place, space=space)
        _prose(canvas, tops[-1] + 30)

    assert _read(page) == [_texts([_HEAD, *_rows()])]


def test_three_rules_are_around_header_and_rows() -> None:
    """A rule above the header, one below it and one at the foot part no rows and bound the table."""

    def page(canvas: Canvas) -> None:
        _prose(canvas, 80)
        tops = _put(canvas, 150, [_HEAD, *_rows()], space=2.0)
        for y in (tops[0] - 3, tops[1] - 1, tops[-1]):
            canvas.line(58, PAGE[1] - y, 540, PAGE[1] - y)
        _prose(canvas, tops[-1] + 30)

    assert _read(page) == [_texts([_HEAD, *_rows()])]


@pytest.mark.parametrize("repeated", [True, False])
def test_texts_over_a_page_end(*, repeated: bool) -> None:
    """The rows of the next page stand in the same columns, below the header again or without it."""

    def first(canvas: Canvas) -> None:
        _prose(canvas, 80)
        _put(canvas, 640, [_HEAD, *_rows()[:3]])

    def second(canvas: Canvas) -> None:
        tops = _put(canvas, 60, [*([_HEAD] if repeated else []), *_rows()[3:]])
        _prose(canvas, tops[-1] + 30)

    assert _read(first, second) == [_texts([_HEAD, *_rows()])]


@pytest.mark.parametrize("place", [0.0, 0.5])
def test_names_merged_over_rows(place: float) -> None:
    """An ordinal and a name that stand once beside several tasks cover their rows."""
    tasks = (
        (("Rà soát quy chế làm việc", "của cơ quan"), ("Quyết định",), ("Các phòng",), ("Quý I",)),
        (("Xây dựng kế hoạch",), ("Kế hoạch",), ("Văn phòng",), ("Quý II",)),
        (("Báo cáo kết quả",), ("Báo cáo",), ("Các phòng",), ("Quý IV",)),
    )
    names = ("Sở Tư pháp", "Sở Nội vụ", "Thanh tra tỉnh")
    columns = (62, 92, 190, 350, 420, 490)

    def page(canvas: Canvas) -> None:
        _prose(canvas, 60)
        y = 130.0
        for x, text in zip(
            columns, ("TT", "Cơ quan", "Nhiệm vụ", "Sản phẩm", "Phối hợp", "Hạn"), strict=True
        ):
            write(canvas, x, y, text, 10)
        y += 24
        for number, name in enumerate(names, 1):
            heights = [len(task[0]) * _PITCH + 8 for task in tasks]
            down = place * (sum(heights) - 8 - _PITCH)
            write(canvas, columns[0], y + down, str(number), 10)
            write(canvas, columns[1], y + down, name, 10)
            for task, height in zip(tasks, heights, strict=True):
                for x, lines in zip(columns[2:], task, strict=True):
                    low = place * (height - 8 - len(lines) * _PITCH)
                    for at, line in enumerate(lines):
                        write(canvas, x, y + low + _PITCH * at, line, 10)
                y += height
        _prose(canvas, y + 30)

    ((head, *rows),) = _read(page)
    assert head == ["TT", "Cơ quan", "Nhiệm vụ", "Sản phẩm", "Phối hợp", "Hạn"]
    assert rows == [
        [str(number) if first else "", name if first else "", *(" ".join(lines) for lines in task)]
        for number, name in enumerate(names, 1)
        for first, task in ((task is tasks[0], task) for task in tasks)
    ]


def test_prose_between_columns_of_figures() -> None:
    """Cells of prose of several lines belong to the row whose figures they stand beside."""
    remarks = (
        ("Chưa công khai đủ thủ tục; còn", "hồ sơ trễ hạn ở hai lĩnh vực"),
        ("Thiếu kế hoạch kiểm tra; báo cáo", "quý gửi chậm; chưa số hóa kết", "quả giải quyết"),
        ("Chưa bố trí công chức đúng vị", "trí việc làm"),
        ("Chưa khắc phục tồn tại đã nêu", "tại kết luận thanh tra năm trước", "và chậm báo cáo"),
    )
    columns = (62, 92, 230, 290, 500)

    def page(canvas: Canvas) -> None:
        _prose(canvas, 60)
        for x, text in zip(columns, ("STT", "Đơn vị", "Điểm", "Tồn tại, hạn chế", "Hạng"), strict=True):
            write(canvas, x, 130, text, 10)
        y = 154.0
        for at, lines in enumerate(remarks, 1):
            for x, text in zip(
                (*columns[:3], columns[4]), (str(at), f"Huyện số {at}", f"8{at},25", str(at)), strict=True
            ):
                write(canvas, x, y, text, 10)
            for low, line in enumerate(lines):
                write(canvas, columns[3], y + _PITCH * low, line, 10)
            y += len(lines) * _PITCH + 1
        _prose(canvas, y + 30)

    assert _read(page) == [
        [
            ["STT", "Đơn vị", "Điểm", "Tồn tại, hạn chế", "Hạng"],
            *(
                [str(at), f"Huyện số {at}", f"8{at},25", " ".join(lines), str(at)]
                for at, lines in enumerate(remarks, 1)
            ),
        ]
    ]


def test_rows_of_a_line_each_without_ordinals() -> None:
    """Where every line fills the same columns each is a row, though no word had room in the line before."""
    rows = (
        ("CCHC", "Cải cách hành chính", ""),
        ("TTHC", "Thủ tục hành chính", "Theo Luật"),
        ("BCĐ", "Ban Chỉ đạo", ""),
    )

    def page(canvas: Canvas) -> None:
        _prose(canvas, 60)
        for at, row in enumerate((("Viết tắt", "Nghĩa đầy đủ", "Ghi chú"), *rows, *rows)):
            for x, text in zip((62, 200, 420), row, strict=True):
                write(canvas, x, 130 + 15 * at, text, 10)

    assert _read(page) == [[["Viết tắt", "Nghĩa đầy đủ", "Ghi chú"], *map(list, (*rows, *rows))]]


def test_blocks_of_signatures_are_no_table() -> None:
    """Three offices and three names below each other, once and once more, are no rows."""

    def page(canvas: Canvas) -> None:
        _prose(canvas, 80)
        for y, offices in (
            (170, ("NGƯỜI LẬP", "KẾ TOÁN", "GIÁM ĐỐC")),
            (260, ("BÊN A", "CHỨNG KIẾN", "BÊN B")),
        ):
            for x, office, name in zip(
                (70, 250, 430), offices, ("Lê Văn An", "Võ Thị Hoa", "Hồ Đức"), strict=True
            ):
                write(canvas, x, y, office, 10)
                write(canvas, x, y + 45, name, 10)

    assert _read(page) == []


def test_prose_in_three_columns_is_no_table() -> None:
    """Columns of prose leave rivers free too, and have no header over them."""
    words = ("rà soát", "báo cáo", "kết quả", "tổ chức", "quy định", "kế hoạch", "nhiệm vụ", "thời gian")

    def page(canvas: Canvas) -> None:
        for column, x in enumerate((60, 230, 400)):
            for at in range(30):
                own = [words[(7 * column + 3 * at + 5 * k * k) % len(words)] for k in range(3)]
                write(canvas, x, 80 + 14 * at, " ".join(own)[:26], 10)

    assert _read(page) == []
