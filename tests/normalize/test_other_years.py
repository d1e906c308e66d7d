"""What sentences say of another year than their paper's, as sentences of their own."""

from __future__ import annotations

import pytest

from doichieu.normalize.numbers import VIETNAMESE
from doichieu.normalize.sentences.other_years import told_of_years

OWN = 2022


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Sở Y tế đạt 86,23 điểm (năm 2021 đạt 93,02 điểm).", (2021, "Sở Y tế đạt 93,02 điểm.")),
        ("Chỉ số năm 2022 đạt 86,2% (năm 2021: 83,1%).", (2021, "Chỉ số năm 2021 đạt 83,1%.")),
        ("Chỉ số đạt 86,2 điểm, năm 2021 là 83,1.", (2021, "Chỉ số đạt 83,1 điểm.")),
        (
            "Có 7 đơn vị đạt từ 85 điểm trở lên (năm 2021 có 4 đơn vị).",
            (2021, "Có 4 đơn vị đạt từ 85 điểm trở lên."),
        ),
        ("Sở Y tế đạt 86,2 điểm, xếp thứ 3 (năm trước xếp thứ 5).", (2021, "Sở Y tế xếp thứ 5.")),
        ("Sở Y tế đạt 86,2 điểm, xếp thứ 3 (năm 2021 đạt 84 điểm).", (2021, "Sở Y tế đạt 84 điểm.")),
        ("Sở Y tế tăng 3,2 điểm so với năm 2021 (83,0 điểm).", (2021, "Sở Y tế đạt 83,0 điểm.")),
        (
            "Năm 2021, 03 đơn vị dẫn đầu là Sở Y tế, Sở Nội vụ và Sở Tư pháp.",
            (2021, "Năm 2021, 03 đơn vị dẫn đầu là Sở Y tế, Sở Nội vụ và Sở Tư pháp."),
        ),
        ("Sở Y tế đạt 86,23 điểm và xếp thứ 3 (năm 2021 đạt 93,02 điểm).", (2021, "Sở Y tế đạt 93,02 điểm.")),
        ("Sở Y tế xếp thứ 3 (hạng 5 năm 2021).", (2021, "Sở Y tế xếp hạng 5.")),
        ("Sở Y tế xếp thứ 3 (năm 2021: 5).", (2021, "Sở Y tế xếp thứ 5.")),
        ("Sở Y tế xếp thứ 4 (năm 2021 dẫn đầu).", (2021, "Sở Y tế dẫn đầu.")),
        ("Sở Y tế lần đầu vào nhóm 3 đơn vị dẫn đầu (năm 2021 xếp thứ 5).", (2021, "Sở Y tế xếp thứ 5.")),
        (
            "Khoảng cách là 16,86%, tăng so với 16,10% của năm 2021.",
            (2021, "Khoảng cách là 16,10%, tăng."),
        ),
        ("Sở Y tế duy trì vị trí thứ hai so với năm 2021.", (2021, "Sở Y tế duy trì vị trí thứ 2.")),
        ("Sở Y tế dẫn đầu với 86,2 điểm (năm 2021: 83,0 điểm).", (2021, "Sở Y tế với 83,0 điểm.")),
        (
            "Sở Y tế dẫn đầu với 86,2 điểm (năm 2021 đứng thứ hai với 83,0 điểm).",
            (2021, "Sở Y tế đứng thứ 2 với 83,0 điểm."),
        ),
        ("Sở Y tế vươn lên vị trí thứ 7 (năm 2021: thứ 8).", (2021, "Sở Y tế vươn lên xếp thứ 8.")),
        ("Hai năm liên tiếp Sở Y tế đứng thứ ba.", (2021, "Sở Y tế đứng thứ 3.")),
        ("Sở Y tế tăng 3 bậc so với năm 2021 (xếp thứ 9).", (2021, "Sở Y tế xếp thứ 9.")),
        (
            "Năm 2020, Sở Kế hoạch và Đầu tư xếp thứ 2.",
            (2020, "Năm 2020, Sở Kế hoạch và Đầu tư xếp thứ 2."),
        ),
    ],
)
def test_what_is_said_of_another_year(sentence: str, told: tuple[int, str]) -> None:
    """A figure of the other year stands in place of that of the main clause, and other figures are left out."""
    assert list(told_of_years(sentence, OWN, VIETNAMESE)) == [told]


def test_a_sentence_on_two_years_tells_of_either() -> None:
    """The main clause may be of the earlier year, and what follows of the paper's own."""
    sentence = "Năm 2021, Sở Y tế đạt 93,02 điểm; năm 2022 đạt 86,23 điểm."
    assert list(told_of_years(sentence, OWN, VIETNAMESE)) == [
        (2021, "Năm 2021, Sở Y tế đạt 93,02 điểm"),
        (2022, "Năm 2022, Sở Y tế đạt 86,23 điểm."),
    ]


def test_clauses_with_names_of_their_own() -> None:
    """What stands in brackets behind each of two units is said of that one alone."""
    sentence = "Sở Y tế xếp thứ 4 (năm 2021: 6), Sở Nội vụ xếp thứ 7 (năm 2021 dẫn đầu)."
    assert list(told_of_years(sentence, OWN, VIETNAMESE)) == [
        (2021, "Sở Y tế xếp thứ 6."),
        (2021, "Sở Nội vụ dẫn đầu."),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sở Y tế đạt 86,23 điểm.",
        "Năm 2022, Sở Y tế đạt 86,23 điểm.",
        "Sở Y tế xếp thứ 4/13, tăng 2 bậc so với năm 2021.",
        "Phấn đấu đến năm 2025 có 15 đơn vị đạt từ 90 điểm.",
        "Căn cứ Quyết định số 25/QĐ-UBND ngày 3 tháng 4 năm 2021.",
        "Sở Y tế không giữ được vị trí thứ hai của năm 2021, xếp thứ 4.",
        "Giai đoạn 2016 - 2020 có 12 đơn vị, năm 2021 có 14 đơn vị.",
    ],
)
def test_what_says_nothing_of_another_year(sentence: str) -> None:
    """The paper's own year, comparisons, plans and citations tell nothing."""
    assert list(told_of_years(sentence, OWN, VIETNAMESE)) == []
