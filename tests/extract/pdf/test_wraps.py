"""A line that was full goes on in the next one, whatever letter that begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from doichieu.extract import read_bytes
from doichieu.extract.pdf.reader import read_pdf
from doichieu.extract.stream import Line

from .drawing import draw, grid, write

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_FULL = "Tỷ lệ hồ sơ trực tuyến mức độ 3 của các cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh"


def _texts(*lines: tuple[float, str]) -> list[str]:
    def page(canvas: Canvas) -> None:
        for row, (x, text) in enumerate(lines):
            write(canvas, x, 60 + 15 * row, text)

    return [item.text for item in read_pdf(draw(page), "x.pdf").items if isinstance(item, Line)]


@pytest.mark.parametrize(
    "rest",
    ["Kiên Giang năm 2020.", "2020 của tỉnh.", "(giảm 5,53 điểm phần trăm).", "(-12,5%) so với năm trước."],
)
def test_a_name_or_a_number_goes_on_below_a_full_line(rest: str) -> None:
    """What begins with a capital or a figure only because the line broke there is the same sentence."""
    assert _texts((60, _FULL), (60, rest)) == [f"{_FULL} {rest}"]


@pytest.mark.parametrize(
    ("first", "x", "second"),
    [
        (_FULL + ".", 60, "Năm 2020 có thêm hai đơn vị."),
        (_FULL, 60, "- Sở Tài chính;"),
        (_FULL, 60, "Bảng 1. Kết quả đánh giá"),
        (_FULL, 88, "Năm 2020 có thêm hai đơn vị."),
        (_FULL, 88, "(kèm theo Quyết định số 12)"),
    ],
    ids=["sentence", "item", "caption", "indent", "bracket"],
)
def test_what_begins_anew_stays_apart(first: str, x: float, second: str) -> None:
    """A complete sentence, an item, a caption or an indent begins a line of its own."""
    assert _texts((60, first), (x, second)) == [first, second]


@pytest.mark.parametrize("end", [";", ":"])
def test_a_clause_goes_on_below_a_full_line(end: str) -> None:
    """The next clause of a sentence stands flush below a full line; an item of a list is set in, or below a short one."""
    for rest in ("thuế sản phẩm.", "03 ca tử vong.", "1.234 ha lúa."):
        assert _texts((60, _FULL + end), (60, rest)) == [f"{_FULL}{end} {rest}"]
    for first, x, second in (
        (_FULL, 88, "thuế sản phẩm."),
        (_FULL, 60, "a) thuế;"),
        (_FULL, 60, "3. Thuế;"),
        ("Gồm", 60, "thuế."),
    ):
        assert _texts((60, _FULL), (60, first + end), (x, second))[-1] == second


def test_a_short_line_does_not_go_on() -> None:
    """Where the next word had room, the line ended on purpose."""
    lines = [(60, _FULL), (60, "Sở Tài chính"), (60, "Sở Y tế")]
    assert _texts(*lines)[-1] == "Sở Y tế"


def test_a_caption_over_two_lines_is_whole() -> None:
    """A caption that breaks before a name is the caption of its table with the name."""

    def page(canvas: Canvas) -> None:
        write(
            canvas,
            60,
            60,
            "Bảng 2. Xếp hạng theo số lượng hồ sơ được giải quyết trực tuyến của các tỉnh trực thuộc",
        )
        write(canvas, 60, 75, "Trung ương")
        grid(canvas, (60, 100, 470), (100, 120, 140), [["STT", "Đơn vị"], ["1", "Đà Nẵng"]])

    (table,) = read_bytes(draw(page), "x.pdf").tables
    assert table.caption is not None
    assert table.caption.endswith("trực thuộc Trung ương")


def test_where_no_line_fills_the_page_none_goes_on() -> None:
    """A caption beside which a signature stands further right is no full line."""

    def page(canvas: Canvas) -> None:
        write(canvas, 180, 60, "Bảng 4: Kết quả đánh giá chỉ số thành phần năm 2021")
        write(canvas, 110, 75, "Trên đây là kết quả đánh giá.")
        write(canvas, 85, 100, "Nơi nhận:")
        write(canvas, 380, 100, "Nguyễn Văn Hùng")

    texts = [item.text for item in read_pdf(draw(page), "x.pdf").items if isinstance(item, Line)]
    assert texts[1] == "Trên đây là kết quả đánh giá."
