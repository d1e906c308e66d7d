"""Tables without vertical rulings that rules under their rows, or colours behind them, part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from doichieu.extract import read_bytes

from .drawing import PAGE, draw, write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportlab.pdfgen.canvas import Canvas

_XS = (60, 250, 390, 480)
_RIGHT = 540
_HEAD = ("Nội dung", "Đơn vị chủ trì", "Sản phẩm", "Hạn")
_TASKS = (
    (("Rà soát văn bản quy phạm", "pháp luật của tỉnh"), ("Sở Tư pháp",), ("Báo cáo",), ("Quý I",)),
    (("Xây dựng đề án",), ("Sở Nội vụ và các", "sở liên quan"), ("Đề án",), ("Quý II",)),
    (("Bồi dưỡng công chức",), ("Sở Nội vụ",), ("Kế hoạch", "và báo cáo"), ("Tháng 9",)),
)


def _put(canvas: Canvas, y: float, rows: Sequence[Sequence[Sequence[str]]]) -> list[float]:
    """Write rows of texts and give where each begins, and the last ends."""
    tops = [y]
    for row in rows:
        for x, lines in zip(_XS, row, strict=True):
            for at, line in enumerate(lines):
                write(canvas, x, tops[-1] + 14 + 13 * at, line, 10)
        tops.append(tops[-1] + 20 + 13 * (max(map(len, row)) - 1))
    return tops


def _rows() -> list[list[str]]:
    return [list(_HEAD), *([" ".join(lines) for lines in row] for row in _TASKS)]


def _tables(page: Callable[[Canvas], None]) -> list[list[list[str]]]:
    document = read_bytes(draw(page), "x.pdf")
    return [[[text or "" for text in row] for row in table.grid()] for table in document.tables]


def test_rules_under_rows_of_texts() -> None:
    """Texts alone between rules from margin to margin are a table: no figure is needed."""

    def page(canvas: Canvas) -> None:
        write(canvas, 60, 60, "Điều 2. Phân công thực hiện như sau:")
        for y in _put(canvas, 80, [[[text] for text in _HEAD], *_TASKS]):
            canvas.line(_XS[0] - 4, PAGE[1] - y, _RIGHT, PAGE[1] - y)
        write(canvas, 60, 320, "Điều 3. Các sở, ban, ngành chịu trách nhiệm thi hành Quyết định này.")

    assert _tables(page) == [_rows()]


def test_paragraphs_between_rules() -> None:
    """Sentences between rules are no table, for words stand everywhere between the margins."""
    words = "Ủy ban nhân dân các huyện, thành phố và các sở, ban, ngành chịu trách nhiệm tổ chức thi hành"

    def page(canvas: Canvas) -> None:
        for at in range(6):
            canvas.line(56, PAGE[1] - (80 + 30 * at), _RIGHT, PAGE[1] - (80 + 30 * at))
            write(canvas, 60, 94 + 30 * at, f"{words[at:]} {words[: 4 * at]}", 9)
            write(canvas, 60, 105 + 30 * at, f"{words[2 * at :]}", 9)

    assert _tables(page) == []


@pytest.mark.parametrize("figures", [False, True])
def test_colours_behind_every_second_row(*, figures: bool) -> None:
    """A header and rows on colour, cell by cell, part the rows on white too."""
    rows = (
        [[*row[:3], (f"{at}5,5",)] for at, row in enumerate(_TASKS)] if figures else [list(r) for r in _TASKS]
    )
    rows = [*rows, *rows[:2]]

    def page(canvas: Canvas) -> None:
        tops = _put(canvas, 80, [[[text] for text in _HEAD], *rows])
        for at in range(0, len(rows) + 1, 2):
            canvas.setFillGray(0.85)
            for x, right in zip(_XS, (*_XS[1:], _RIGHT), strict=True):
                canvas.rect(
                    x - 4, PAGE[1] - tops[at + 1], right - x, tops[at + 1] - tops[at], stroke=0, fill=1
                )
        canvas.setFillGray(0)
        _put(canvas, 80, [[[text] for text in _HEAD], *rows])

    expected = [list(_HEAD), *([" ".join(lines) for lines in row] for row in rows)]
    assert _tables(page) == [expected]


def test_two_alignments_in_one_column() -> None:
    """Words at the left and figures at the right of one column, under one title, are one column."""

    def page(canvas: Canvas) -> None:
        for x, text in zip(
            (60, 200, 300), ("Thông số", "Kết quả", "Giá trị giới hạn theo quy chuẩn"), strict=True
        ):
            write(canvas, x, 90, text, 10)
        limits = ("6,5", "4,25", "≥ 4", "15,5", "0,02", "KPH")
        for at, limit in enumerate(limits):
            write(canvas, 60, 110 + 20 * at, f"Chất thứ {'ABCDEG'[at]}", 10)
            write(canvas, 205, 110 + 20 * at, f"{at}1,5", 10)
            write(canvas, 430 if limit[0].isdigit() else 302, 110 + 20 * at, limit, 10)

    ((head, *rows),) = _tables(page)
    assert len(head) == 3
    assert [row[2] for row in rows] == ["6,5", "4,25", "≥ 4", "15,5", "0,02", "KPH"]


def test_a_total_in_the_middle_of_ordinals_and_names() -> None:
    """The word of a total that is centred over ordinals and names goes over both, its figures in their columns."""

    def page(canvas: Canvas) -> None:
        for x, text in zip(
            (60, 150, 330, 420), ("STT", "Tên cơ quan, đơn vị", "Năm 2023", "Năm 2024"), strict=True
        ):
            write(canvas, x, 90, text, 10)
        for at, name in enumerate(("Sở Nội vụ", "Sở Tài chính tỉnh", "Sở Y tế và Dân số", "Sở Tư pháp")):
            for x, text in zip(
                (66, 92, 345, 435), (str(at + 1), name, f"{at + 3}1", f"{at + 3}2"), strict=True
            ):
                write(canvas, x, 112 + 20 * at, text, 10)
        for x, text in zip((160, 340, 430), ("Tổng cộng", "184", "188"), strict=True):
            write(canvas, x, 192, text, 10)

    (table,) = read_bytes(draw(page), "x.pdf").tables
    assert table.grid()[-1] == ["Tổng cộng", None, "184", "188"]
