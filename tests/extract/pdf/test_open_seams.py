"""Tables without rulings at page ends: repeated headers, labels, cut rows; and text that only looks like a row."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from recipe.fonts import runs
from reportlab.pdfbase.pdfmetrics import stringWidth

from doichieu.extract import read_bytes

from .drawing import PAGE, draw, write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportlab.pdfgen.canvas import Canvas

    from doichieu.model import Document

_XS = (90, 125, 300, 380, 460)
_HEAD = ("STT", "Tên đơn vị", "Điểm", "Tỷ lệ", "Hạng")
_ROWS = (
    ("1", "Sở Tài chính", "95,5", "95,50", "1"),
    ("2", "Sở Nông nghiệp và Môi trường", "93,0", "93,00", "2"),
    ("3", "Sở Y tế", "91,0", "91,00", "3"),
    ("4", "Sở Xây dựng", "90,5", "90,50", "4"),
)
Placed = tuple[float, str]
_PITCH, _NEXT = 20.0, 13.0


def _lines(canvas: Canvas, top: float, rows: Sequence[Sequence[str] | Placed]) -> float:
    """Write rows 20 points apart; (x, text) is a line of its own, as near as the lines of a cell."""
    y = top
    for row in rows:
        if isinstance(row[0], str):
            y += _PITCH
            for x, text in zip(_XS, row, strict=True):
                write(canvas, x, y, str(text))
        else:
            y += _NEXT
            write(canvas, row[0], y, row[1])
    return y


def _read(first: Sequence[Sequence[str] | Placed], second: Sequence[Sequence[str] | Placed]) -> Document:
    def one(canvas: Canvas) -> None:
        write(canvas, 60, 700, "Kết quả đánh giá năm 2024 của các cơ quan chuyên môn được công bố như sau:")
        _lines(canvas, 710, first)

    def two(canvas: Canvas) -> None:
        y = _lines(canvas, 50, second)
        write(canvas, 60, y + 60, "Trên đây là kết quả đánh giá của các đơn vị trong tỉnh năm 2024.")

    return read_bytes(draw(one, two), "x.pdf")


def _grid(document: Document) -> list[list[str]]:
    (table,) = document.tables
    return [[text or "" for text in row] for row in table.grid()]


def test_a_repeated_header_is_no_row() -> None:
    """The header that the next page repeats is that of the same table."""
    rows = _grid(_read([_HEAD, *_ROWS[:2]], [_HEAD, *_ROWS[2:]]))
    assert rows == [list(row) for row in (_HEAD, *_ROWS)]


def test_a_header_alone_at_a_page_end() -> None:
    """A header that the page's end parts from its rows, and is repeated, stands once."""
    rows = _grid(_read([_HEAD], [_HEAD, *_ROWS]))
    assert rows == [list(row) for row in (_HEAD, *_ROWS)]


def test_a_cut_row_goes_on_in_a_capital() -> None:
    """A name for whose last word a line had no room goes on behind the page's end, whatever its first letter."""
    cut = ("3", "Sở Văn hóa, Thể thao và Du", "91,0", "91,00", "3")
    rows = _grid(_read([_HEAD, *_ROWS[:2], cut], [_HEAD, (125.0, "Lịch"), _ROWS[3]]))
    assert rows[3] == ["3", "Sở Văn hóa, Thể thao và Du Lịch", "91,0", "91,00", "3"]
    assert len(rows) == 5


def test_a_label_after_a_page_end_is_a_row() -> None:
    """What stands alone behind a page's end, though the name above had room for it, labels the rows below."""
    rows = _grid(_read([_HEAD, *_ROWS[:3]], [_HEAD, ("", "Mức khá", "", "", ""), _ROWS[3]]))
    assert rows[3:] == [list(_ROWS[2]), ["", "Mức khá", "", "", ""], list(_ROWS[3])]


def test_a_label_is_centred_over_ordinals_and_names() -> None:
    """A label in the middle of ordinals and names together goes over both columns."""

    def page(canvas: Canvas) -> None:
        y = _lines(canvas, 100, [_HEAD])
        width = _width("Nhóm I")
        middle = (_XS[0] - 5 + 185) / 2 + 30
        write(canvas, middle - width / 2, y + _PITCH, "Nhóm I")
        _lines(canvas, y + _PITCH, _ROWS)

    (table,) = read_bytes(draw(page), "x.pdf").tables
    label = next(cell for cell in table.cells if cell.text == "Nhóm I")
    assert (label.row, label.col, label.col_span) == (1, 0, 2)


def _width(text: str) -> float:
    return sum(stringWidth(part, font, 11) for font, part in runs(text, bold=False, mixed=False))


@pytest.mark.parametrize("right", [400, 440, 530])
def test_justified_sentences_with_figures_are_no_rows(right: float) -> None:
    """Spaces that justification widens set no cells apart."""

    def page(canvas: Canvas) -> None:
        x0 = 70.0
        for number, text in enumerate(
            (
                "Năm 2024 có 19 trên 21 cơ quan được đánh giá, tăng 2 cơ quan so với",
                "năm 2023 ; trong đó 15 cơ quan đạt từ 80 điểm trở lên, 4 cơ quan đạt",
                "từ 65 đến dưới 80 điểm và không có cơ quan nào đạt dưới 50 điểm cả",
            )
        ):
            words, x = text.split(), x0
            used = sum(_width(word) for word in words)
            for word in words:
                write(canvas, x, 100 + 16 * number, word)
                x += _width(word) + (right - x0 - used) / (len(words) - 1)
        write(canvas, 70, 160, "Kết quả này được dùng để xét thi đua.")

    assert read_bytes(draw(page), "x.pdf").tables == ()


def test_the_rest_of_a_name_above_the_only_row_of_a_page() -> None:
    """Rows that stand as near as their lines and begin at their figures: what stands above the first is no part of it."""
    first = [
        _HEAD,
        *_ROWS[:1],
        ("2", "Sở Nông nghiệp và Phát triển", "93,0", "93,00", "2"),
        (125.0, "nông thôn"),
    ]
    first += [
        ("3", "Sở Y tế", "91,0", "91,00", "3"),
        ("4", "Sở Văn hóa, Thể thao và Du", "90,5", "90,50", "4"),
    ]
    second = [
        _HEAD,
        (125.0, "Lịch"),
        ("5", "Ban Quản lý Khu kinh tế và các", "90,0", "90,00", "5"),
        (125.0, "khu công nghiệp"),
    ]

    def page(rows: Sequence[Sequence[str] | Placed], top: float) -> Callable[[Canvas], None]:
        def put(canvas: Canvas) -> None:
            y = top
            for row in rows:
                y += _NEXT
                if isinstance(row[0], str):
                    for x, text in zip(_XS, row, strict=True):
                        write(canvas, x, y, str(text))
                else:
                    write(canvas, row[0], y, row[1])

        return put

    rows = _grid(read_bytes(draw(page(first, 690), page(second, 50)), "x.pdf"))
    assert [row[1] for row in rows[1:]] == [
        "Sở Tài chính",
        "Sở Nông nghiệp và Phát triển nông thôn",
        "Sở Y tế",
        "Sở Văn hóa, Thể thao và Du Lịch",
        "Ban Quản lý Khu kinh tế và các khu công nghiệp",
    ]


_EDGES = (60.0, 90.0, 220.0, 320.0, 430.0)
_TITLES = (("TT", "Tên xã", "Số hộ gia đình", "Tỷ lệ hộ nghèo"), ("", "", "đầu năm", "(%)"))


@pytest.mark.parametrize("cut", [1, 2])
def test_titles_that_the_end_cuts_above_their_ruling(cut: int) -> None:
    """Rulings drawn cell by cell under the rows alone: the titles before the end have none and are those of the columns."""

    def titles(canvas: Canvas, y: float, lines: Sequence[Sequence[str]]) -> None:
        for at, line in enumerate(lines):
            for x, text in zip(_EDGES, line, strict=False):
                write(canvas, x + 3, y + 12 * at, text, 10)

    def under(canvas: Canvas, y: float) -> None:
        for left, right in itertools.pairwise(_EDGES):
            canvas.rect(left, PAGE[1] - y, right - left, 0.7, fill=1, stroke=0)

    def one(canvas: Canvas) -> None:
        write(canvas, 60, 700, "Kết quả rà soát của các xã trong năm 2024 được công bố như sau:")
        write(canvas, 150, 745, "Bảng 1. Hộ nghèo của các xã")
        titles(canvas, 765, _TITLES[:cut])

    def two(canvas: Canvas) -> None:
        titles(canvas, 60, _TITLES[cut:])
        top = 66.0 if cut < len(_TITLES) else 50.0
        under(canvas, top)
        for at in range(1, 6):
            titles(canvas, top + 18 * at - 5, [(str(at), f"Xã số {at}", str(431 * at % 97 + 20), f"{at},5")])
            under(canvas, top + 18 * at)

    (table,) = read_bytes(draw(one, two), "x.pdf").tables
    assert table.caption == "Hộ nghèo của các xã"
    assert table.grid()[0] == ["TT", "Tên xã", "Số hộ gia đình đầu năm", "Tỷ lệ hộ nghèo (%)"]
    assert [row[0] for row in table.grid()[1:]] == ["1", "2", "3", "4", "5"]
