"""Counts and changes that sentences state of rows, one behind the other: right ones are silent, one slip is told."""

from __future__ import annotations

import pytest

from .papers import Sketch, examine, serious

_ROADS = Sketch(
    [
        ["TT", "Địa phương", "Số vụ 2017", "Số vụ 2016", "Số người chết 2017", "Số người chết 2016"],
        ["1", "Thành phố Quy Nhơn", "18", "12", "16", "12"],
        ["2", "Thị xã An Nhơn", "29", "47", "23", "25"],
        ["3", "Huyện Hoài Nhơn", "8", "14", "8", "4"],
        ["4", "Huyện Tuy Phước", "22", "15", "9", "12"],
        ["5", "Huyện Phù Cát", "42", "22", "7", "5"],
    ]
)
_INDEX = Sketch(
    [
        ["STT", "Chỉ số thành phần", "Năm 2016", "Năm 2017", "Tăng/giảm"],
        ["1", "Gia nhập thị trường", "5,16", "6,16", "+1,00"],
        ["2", "Tiếp cận đất đai", "7,60", "8,54", "+0,94"],
        ["3", "Tính minh bạch", "7,28", "7,84", "+0,56"],
        ["4", "Toán", "7,70", "7,20", "-0,50"],
    ]
)
_CASES = [
    (
        _ROADS,
        "Xảy ra nhiều vụ nhất là Huyện Phù Cát ({0} vụ), Thị xã An Nhơn ({1} vụ).",
        ("42", "29"),
        ("47", "22"),
    ),
    (_ROADS, "Thị xã An Nhơn có số người chết cao nhất với {0} người.", ("23",), ("28",)),
    (
        _ROADS,
        "Số người chết tăng ở Thành phố Quy Nhơn (tăng {0} người), Huyện Hoài Nhơn (tăng 4 người), Huyện Phù Cát (tăng 2 người).",
        ("4",),
        ("6",),
    ),
    (_ROADS, "Huyện Tuy Phước và Huyện Hoài Nhơn lần lượt xảy ra {0} và {1} vụ.", ("22", "8"), ("27", "6")),
    (
        _INDEX,
        "Có 3 chỉ số tăng điểm, gồm: Gia nhập thị trường (tăng {0} điểm); Tiếp cận đất đai (tăng {1} điểm); Tính minh bạch (tăng 0,56 điểm).",
        ("1,00", "0,94"),
        ("1,50", "0,64"),
    ),
    (_INDEX, "Giảm mạnh nhất là Toán (giảm {0} điểm).", ("0,50",), ("0,80",)),
]


@pytest.mark.parametrize(
    ("table", "text", "right", "at", "wrong"),
    [
        (table, text, right, at, wrongs[at])
        for table, text, right, wrongs in _CASES
        for at in range(len(right))
    ],
)
def test_a_slip_in_a_list_of_rows(
    table: Sketch, text: str, right: tuple[str, ...], at: int, wrong: str
) -> None:
    """The right sentence raises nothing; the figure that is not its row's is told with the row's own."""
    assert not serious(examine(table, text.format(*right)))
    figures = [*right]
    figures[at] = wrong
    (found,) = serious(examine(table, text.format(*figures)))
    assert wrong in found.observed
    assert right[at] in found.expected


@pytest.mark.parametrize(
    "text",
    [
        # of a part of the year, and of what the table does not print
        "Trong tháng 12, Huyện Phù Cát (5 vụ), Thị xã An Nhơn (3 vụ).",
        "Huyện Phù Cát có 7 vụ va chạm, Thị xã An Nhơn có 4 vụ va chạm.",
        # the row's figure in another column
        "Huyện Hoài Nhơn (14 vụ năm trước), Huyện Phù Cát (42 vụ).",
    ],
)
def test_what_the_table_does_not_print(text: str) -> None:
    """Figures of something else raise nothing."""
    assert not serious(examine(_ROADS, text))


def test_a_list_with_figures_has_its_length() -> None:
    """Items that all have a figure in brackets are counted, whatever they are called."""
    text = "Có {} chủ đầu tư giải ngân dưới mức chung: Ban Quản lý dự án A (35,2%), Ban Quản lý dự án B (31%), Trường C (8,5%)."
    assert not serious(examine(text.format("03")))
    (found,) = serious(examine(text.format("05")))
    assert (found.rule, found.observed, found.expected) == ("CLAIM-LIST", "05", "3")


_SUBJECTS = Sketch(
    [
        ["STT", "Môn thi", "Điểm TB 2016", "Điểm TB 2017", "Tăng, giảm"],
        ["1", "Ngữ văn", "7,13", "6,94", "-0,19"],
        ["2", "Vật lí", "7,43", "7,81", "0,38"],
        ["3", "Hóa học", "6,00", "6,30", "0,30"],
        ["4", "Sinh học", "6,52", "6,71", "0,19"],
        ["5", "Lịch sử", "4,47", "4,19", "-0,28"],
    ]
)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("So với năm 2016, có {} môn tăng điểm và 2 môn giảm điểm.", "3", "4"),
        ("So với năm 2016, có 3 môn tăng điểm và {} môn giảm điểm.", "2", "1"),
        ("Có {} môn đạt điểm trung bình từ 6,5 trở lên.", "3", "2"),
        ("Môn tăng nhiều nhất là Vật lí, từ 7,43 điểm năm 2016 lên {} điểm năm 2017.", "7,81", "7,31"),
    ],
)
def test_what_is_said_of_subjects(text: str, right: str, wrong: str) -> None:
    """Counts of subjects that rose, fell or reach a bound, and their figures of two years, are the table's."""
    assert not serious(examine(_SUBJECTS, text.format(right)))
    (found,) = serious(examine(_SUBJECTS, text.format(wrong)))
    assert wrong in found.observed
    assert right in found.expected


def test_a_share_of_all_is_no_figure_of_the_row() -> None:
    """The percentage that a row's amount is of the total is not held against the amount."""
    table = Sketch(
        [
            ["STT", "Đơn vị được thanh tra", "Tổng số", "Thu hồi", "Giảm trừ"],
            ["1", "Nguồn vốn trung ương", "277,5", "28,9", "248,6"],
            ["2", "Nguồn vốn địa phương", "400,1", "200,1", "200,0"],
            ["3", "Nguồn vốn vay lại", "320,4", "120,4", "200,0"],
        ]
    )
    text = "Nguồn vốn trung ương sai phạm 277,5 triệu đồng, chiếm 27,8% tổng giá trị sai phạm."
    assert not serious(examine(table, text))


def test_a_count_within_what_is_listed_counts_nothing() -> None:
    """The list is of what the sentence counts first, not of what tells it."""
    listed = "Trường THPT Võ Nguyên Giáp (4,82 điểm), Trường THPT Hoàng Hoa Thám (4,85 điểm)"
    assert not serious(examine(f"Có 2/12 trường có điểm trung bình 3 môn dưới 5 điểm, gồm: {listed}."))
