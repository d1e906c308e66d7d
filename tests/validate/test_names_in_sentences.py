"""Sentences that call rows by other forms of their names: "Tuy Hòa (295,5 điểm)" is the row of "TP. Tuy Hòa"."""

from __future__ import annotations

import pytest

from .papers import Sketch, examine, serious

ROWS = [
    ["STT", "Đơn vị", "Điểm", "Xếp hạng"],
    ["1", "TP. Tuy Hòa", "295,5", "1"],
    ["2", "Huyện Tây Hòa", "291", "2"],
    ["3", "Huyện Đông Hòa", "287,5", "3"],
    ["4", "TX. Sông Cầu", "282", "4"],
    ["5", "Huyện Tuy An", "279,5", "5"],
    ["6", "Huyện Sông Hinh", "258,5", "6"],
]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("3 đơn vị dẫn đầu gồm: Tuy Hòa ({} điểm), Tây Hòa (291 điểm) và Đông Hòa (287,5 điểm).", "295,5", "259,5"),
        ("3 đơn vị dẫn đầu gồm: Tuy Hòa (295,5 điểm), Tây Hòa ({} điểm) và Đông Hòa (287,5 điểm).", "291", "219"),
        ("Đơn vị xếp cuối (Sông Hinh, {} điểm) cần rút kinh nghiệm.", "258,5", "285,5"),
    ],
)  # fmt: skip
def test_a_figure_of_a_name_alone(text: str, right: str, wrong: str) -> None:
    """The figure is held against the row of the place."""
    assert serious(examine(text.format(right), Sketch(ROWS))) == []
    told = serious(examine(text.format(wrong), Sketch(ROWS)))
    assert [(one.rule, one.observed) for one in told] == [("CLAIM-FIGURE", f"{wrong} điểm")]


@pytest.mark.parametrize(
    "text",
    [
        "Trường THPT Tuy Hòa (195,5 điểm) và sông Tây Hòa (12 điểm) không thuộc đối tượng.",
        "Khen thưởng: Tuy Hòa Đông (250 điểm), Tây Hòa Thịnh (240 điểm).",
        "Xã Đông Hòa (87,5 điểm) đạt chuẩn.",
    ],
)
def test_names_within_other_names(text: str) -> None:
    """A school, a river, a longer name and a commune are other things."""
    assert serious(examine(text, Sketch(ROWS))) == []


def test_a_name_that_two_places_share() -> None:
    """“Cao Lãnh” alone is the city or the district."""
    rows = [*ROWS[:4], ["4", "TP. Cao Lãnh", "270", "4"], ["5", "Huyện Cao Lãnh", "260", "5"]]
    assert serious(examine("Hai đơn vị gồm: Cao Lãnh (250 điểm) và Tây Hòa (291 điểm).", Sketch(rows))) == []


def test_points_are_of_the_rate() -> None:
    """Percentage points after an amount and its rate are of the rate."""
    text = "Có 19.842 thí sinh dự thi, trong đó 19.806 thí sinh đỗ, tỷ lệ 99,82%, tăng {} điểm phần trăm so với năm 2022 (99,67%)."
    assert serious(examine(text.format("0,15"))) == []
    (told,) = serious(examine(text.format("0,51")))
    assert (told.rule, told.expected) == ("CLAIM-MOVE", "0,15 điểm phần trăm")


def test_a_name_in_letters_and_in_full() -> None:
    """“BVĐK tỉnh” of a table is “Bệnh viện Đa khoa tỉnh” in a sentence."""
    rows = [
        ["TT", "Bệnh viện", "Điểm", "Xếp hạng"],
        ["1", "BVĐK tỉnh Lâm Đồng", "3,95", "1"],
        ["2", "BV Nhi Lâm Đồng", "3,60", "2"],
        ["3", "TTYT huyện Đức Trọng", "3,43", "3"],
        ["4", "TTYT huyện Đạ Tẻh", "2,88", "4"],
    ]
    text = "Cao nhất là Bệnh viện Đa khoa tỉnh Lâm Đồng ({} điểm), thấp nhất là Trung tâm Y tế huyện Đạ Tẻh (2,88 điểm)."
    assert serious(examine(text.format("3,95"), Sketch(rows))) == []
    (told,) = serious(examine(text.format("3,59"), Sketch(rows)))
    assert (told.rule, told.expected.split()[0]) == ("CLAIM-FIGURE", "3,95")


@pytest.mark.parametrize(
    "text",
    [
        "Sau TP. Tuy Hòa với {} điểm là Huyện Tây Hòa (291 điểm).",
        "Tiếp sau TP. Tuy Hòa ({} điểm) là Huyện Tây Hòa.",
    ],
)
def test_a_figure_between_two_names(text: str) -> None:
    """A figure that one name has is not that of the name behind "là"."""
    assert serious(examine(text.format("295,5"), Sketch(ROWS))) == []
    (told,) = serious(examine(text.format("259,5"), Sketch(ROWS)))
    assert (told.rule, told.expected.split()[0]) == ("CLAIM-FIGURE", "295,5")


def test_a_list_that_is_short_says_of_what_and_is_quoted() -> None:
    """The finding repeats what was counted, without the word that leads to the list, and points to its sentence."""
    (found,) = serious(
        examine("Có 05 huyện hoàn thành chỉ tiêu gồm: Tuy Phước, Phù Cát, Phù Mỹ và Vân Canh.")
    )
    assert found.rule == "CLAIM-LIST"
    assert found.message.vi.startswith(
        "Văn bản nêu “05 huyện hoàn thành chỉ tiêu” nhưng liệt kê 4: Tuy Phước,"
    )
    assert all(operand.claim_id for operand in found.operands)
