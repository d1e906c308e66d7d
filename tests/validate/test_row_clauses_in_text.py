"""Clauses on rows that state several figures: the further ones are held against the columns too."""

from __future__ import annotations

import pytest

from .papers import Sketch, examine, serious

_HERDS = Sketch(
    caption="Bảng 1. Lợn tiêu hủy theo huyện",
    rows=(
        ("TT", "Huyện", "Số xã có dịch", "Số hộ", "Số lợn tiêu hủy (con)"),
        ("1", "Huyện Yên Khánh", "15", "400", "4.006"),
        ("2", "Huyện Kim Sơn", "13", "529", "3.733"),
        ("3", "Huyện Nho Quan", "17", "608", "4.874"),
        ("4", "Huyện Gia Viễn", "9", "510", "6.139"),
        ("", "Tổng cộng", "54", "2.047", "18.752"),
    ),
)
_SAID = (
    "Thiệt hại nặng: huyện Gia Viễn {0} con tại {1} hộ, {2} xã; huyện Nho Quan 4.874 con tại 608 hộ, 17 xã;"
    " huyện Kim Sơn 3.733 con tại 529 hộ, 13 xã."
)
_RIGHT = ("6.139", "510", "9")
_FIRMS = Sketch(
    caption="Bảng 2. Thuê bao di động",
    rows=(
        ("STT", "Doanh nghiệp", "Thuê bao di động", "Thị phần (%)"),
        ("1", "Mạng Sao Bắc", "622.311", "24,5"),
        ("2", "Mạng Sóng Nam", "759.460", "29,9"),
        ("3", "Mạng Đại Đồng", "471.233", "18,6"),
        ("4", "Mạng Việt Mới", "686.282", "27,0"),
        ("", "Tổng cộng", "2.539.286", "100,0"),
    ),
)
_LEADS = (
    "Mạng Sóng Nam dẫn đầu về thị phần với {0}%, tiếp theo là Mạng Việt Mới ({1}%) và Mạng Sao Bắc (24,5%)."
)


@pytest.mark.parametrize(("at", "wrong"), [(1, "560"), (2, "6")])
def test_a_further_figure(at: int, wrong: str) -> None:
    """The right clauses are silent; a slip in the second or third figure of one is told."""
    assert not serious(examine(_HERDS, _SAID.format(*_RIGHT)))
    figures = [*_RIGHT]
    figures[at] = wrong
    found = serious(examine(_HERDS, _SAID.format(*figures)))
    assert [(one.rule, one.observed, one.expected) for one in found] == [("CLAIM-FIGURE", wrong, _RIGHT[at])]


@pytest.mark.parametrize(("shares", "wrong"), [(("24,9", "27,0"), "24,9%"), (("29,9", "22,0"), "22,0%")])
def test_a_percentage(shares: tuple[str, str], wrong: str) -> None:
    """Percentages stated behind the names of rows are those of the column that prints the others."""
    assert not serious(examine(_FIRMS, _LEADS.format("29,9", "27,0")))
    assert [one.observed for one in serious(examine(_FIRMS, _LEADS.format(*shares)))] == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        # of another year, planned, or what is left
        "Huyện Gia Viễn 6.139 con (cùng kỳ 560 hộ); huyện Nho Quan 4.874 con, kế hoạch hỗ trợ 698 hộ.",
        # of something that the table does not count
        "Huyện Gia Viễn 6.139 con, chi 910 triệu đồng; huyện Nho Quan 4.874 con, chi 408 triệu đồng.",
        # another figure of the row
        "Huyện Gia Viễn có 510 hộ với 6.139 con; huyện Nho Quan có 608 hộ với 4.874 con.",
    ],
)
def test_figures_of_something_else(text: str) -> None:
    """Figures that no column is told to hold raise nothing."""
    assert not serious(examine(_HERDS, text))


def test_a_number_in_the_name_of_a_column_is_no_figure_of_it() -> None:
    """The subjects of "Điểm trung bình 3 môn" are part of its name; the figure is what stands behind it."""
    schools = Sketch(
        (
            ("TT", "Trường", "Điểm TB 3 môn", "Hạng"),
            ("1", "Trường THPT Hùng Vương", "8,18", "1"),
            ("2", "Trường THPT Trần Phú", "7,78", "2"),
            ("3", "Trường THPT Quang Trung", "7,22", "3"),
        ),
        caption="Bảng 1. Kết quả thi",
    )
    text = "Trường THPT Hùng Vương dẫn đầu về điểm trung bình 3 môn với {} điểm, tiếp theo là Trường THPT Trần Phú (7,78 điểm)."
    assert not serious(examine(schools, text.format("8,18")))
    assert [one.observed for one in serious(examine(schools, text.format("8,81")))] == ["8,81 điểm"]
