"""Figures of sentences and the cells that the words about them name: right ones are silent, slips are told with the cell."""

from __future__ import annotations

import pytest

from tests.validate.papers import Sketch, examine, serious

_VISITS = [
    ["STT", "Địa phương", "Số lượt tiếp", "Số người được tiếp", "Số vụ khiếu kiện", "Đã xử lý (đơn)"],
    ["1", "Huyện Lý Nhân", "291", "309", "46", "1.208"],
    ["2", "Huyện Kim Bảng", "160", "185", "31", "977"],
    ["3", "Huyện Bình Lục", "212", "236", "18", "1.364"],
    ["4", "Thị xã Duy Tiên", "128", "149", "27", "845"],
    ["", "Tổng cộng", "791", "879", "122", "4.394"],
]


def _found(text: str) -> list[tuple[str, str, str]]:
    return [(one.rule, one.observed, one.expected) for one in serious(examine(Sketch(_VISITS), text))]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        # the row that is named last, by the noun behind the figure and the words before it
        ("Huyện Kim Bảng tiếp 160 lượt, {} người.", "185", "158"),
        ("Huyện Bình Lục tiếp {} lượt, 236 người.", "212", "128"),
        ("Huyện Lý Nhân là nơi xảy ra nhiều vụ khiếu kiện nhất: {} vụ.", "46", "64"),
        ("Thị xã Duy Tiên đã xử lý {} đơn.", "845", "854"),
        # the row of all, before what is compared with
        ("Toàn tỉnh đã tiếp 791 lượt với {} người đến khiếu nại (cùng kỳ tiếp 640 lượt).", "879", "897"),
    ],
)
def test_words_name_the_cell_that_a_figure_quotes(text: str, right: str, wrong: str) -> None:
    """A column is told by the words about a figure, and the slip is named with what its cell prints."""
    assert _found(text.format(right)) == []
    assert [(observed, expected) for _, observed, expected in _found(text.format(wrong))] == [(wrong, right)]


@pytest.mark.parametrize(
    "text",
    [
        "Huyện Kim Bảng tiếp 160 lượt; cùng kỳ năm trước tiếp 168 người.",
        "Trong đó riêng tháng 6, Huyện Lý Nhân tiếp 281 lượt đột xuất.",
        "Huyện Lý Nhân tiếp đột xuất 209 lượt.",
        "Huyện Kim Bảng tiếp ít hơn Huyện Bình Lục 21 lượt.",
        "Số lượt tiếp: Huyện Kim Bảng (160 lượt), Huế (218 lượt).",
        "Huyện Kim Bảng và Huyện Bình Lục tiếp 372 lượt.",
        "Tiếp dân: 291 lượt (Huyện Lý Nhân), 212 lượt (Huyện Bình Lục).",
    ],
)
def test_what_is_of_something_else_quotes_no_cell(text: str) -> None:
    """Other times, parts, comparisons, names that no table has, and several units together."""
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Xảy ra 2.158 vụ cháy. Nguyên nhân: do sự cố điện 1.039 vụ, hàn cắt kim loại {} vụ, khác 814 vụ.", "305", "395"),
        ("Trong năm cấp 2.158 giấy phép, gồm: đã cấp {} giấy phép xây dựng, 1.119 giấy phép lái xe.", "1.039", "1.093"),
    ],
)  # fmt: skip
def test_metals_and_licences_are_no_kinds_and_levels(text: str, right: str, wrong: str) -> None:
    """“Kim loại 305 vụ” counts cases, and is part of what they add up to."""
    assert serious(examine(text.format(right))) == []
    assert serious(examine(text.format(wrong)))


def test_a_mean_printed_finer_may_be_rounded_down() -> None:
    """61,75 stands for 61,748 as well, which is 61,7."""
    rows = [
        ["TT", "Huyện", "Diện tích (ha)", "Năng suất (tạ/ha)"],
        ["1", "Huyện Lý Nhân", "2.910", "61,02"],
        ["2", "Huyện Kim Bảng", "1.604", "63,18"],
        ["3", "Huyện Bình Lục", "2.126", "61,66"],
        ["", "Tổng số", "6.640", "61,75"],
    ]
    text = "Tổng diện tích lúa đạt 6.640 ha, năng suất bình quân toàn tỉnh 61,7 tạ/ha."
    assert serious(examine(Sketch(rows), text)) == []


def test_the_total_is_no_slip_of_a_row_whose_name_it_begins_with() -> None:
    """“Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ” is the total, not the row “Bán lẻ hàng hóa”."""
    rows = [
        ["Chỉ tiêu", "Tháng 6 năm trước", "Tháng 6", "So với cùng kỳ (%)"],
        ["Tổng số", "4.543", "4.811", "105,90"],
        ["Bán lẻ hàng hóa", "3.731", "3.940", "105,60"],
        ["Dịch vụ lưu trú, ăn uống", "457", "489", "107,00"],
        ["Dịch vụ khác", "355", "382", "107,61"],
    ]
    text = "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ ước đạt {} tỷ đồng, bằng 105,90% cùng kỳ."
    assert serious(examine(Sketch(rows), text.format("4.811"))) == []
