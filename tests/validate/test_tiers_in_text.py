"""Sentences that put agencies in a tier, by themselves or in lists, of the paper's year and of the year before."""

from __future__ import annotations

import pytest

from tests.validate.papers import Sketch, examine, serious

NAMES = ["Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính", "Sở Y tế", "Sở Công Thương", "Sở Xây dựng", "Sở Du lịch"]
SCORES = ["95,20", "91,10", "88,30", "82,40", "77,50", "75,30", "64,15"]
TIERS = ["Xuất sắc", "Xuất sắc", "Tốt", "Tốt", "Khá", "Khá", "Trung bình"]
THEN = ["90,20", "85,10", "85,00", "81,40", "83,50", "70,30", "61,05"]
THEN_TIERS = ["Xuất sắc", "Tốt", "Tốt", "Tốt", "Tốt", "Khá", "Trung bình"]
HEADER = ["STT", "Tên đơn vị", "Tổng điểm", "Xếp hạng", "Xếp loại"]
ROWS = [
    [str(at), *row]
    for at, row in enumerate(zip(NAMES, SCORES, map(str, range(1, 8)), TIERS, strict=True), start=1)
]
TABLE = Sketch([HEADER, *ROWS], caption="Kết quả xếp hạng năm 2017")
OLD = ["Tổng điểm năm 2016", "Xếp loại năm 2016"]
BOTH = Sketch(
    [[*HEADER, *OLD], *([*row, *old] for row, *old in zip(ROWS, THEN, THEN_TIERS, strict=True))],
    caption="Kết quả xếp hạng năm 2017",
)
RIGHT = [
    ("Sở Y tế được xếp loại Tốt.", "Tốt", "Khá"),
    ("Với 82,40 điểm, Sở Y tế thuộc nhóm đạt loại Tốt.", "Tốt", "Xuất sắc"),
    ("Sở Nội vụ và Sở Tư pháp cùng xếp loại Xuất sắc.", "Sở Tư pháp", "Sở Y tế"),
    ("Sở Tài chính xếp loại Tốt, Sở Xây dựng xếp loại Khá.", "loại Khá", "loại Tốt"),
    ("Xếp loại Khá gồm 02 đơn vị: Sở Công Thương, Sở Xây dựng.", "Sở Xây dựng", "Sở Du lịch"),
    ("Có 02 đơn vị xếp loại Xuất sắc (Sở Nội vụ, Sở Tư pháp), 02 đơn vị xếp loại Tốt (Sở Tài chính, Sở Y tế).", "Sở Y tế", "Sở Du lịch"),
    ("Sở Du lịch là đơn vị duy nhất xếp loại Trung bình.", "Sở Du lịch", "Sở Xây dựng"),
]  # fmt: skip


@pytest.mark.parametrize("table", [TABLE, BOTH])
@pytest.mark.parametrize(("sentence", "right", "wrong"), RIGHT)
def test_a_tier_is_that_of_the_table(sentence: str, right: str, wrong: str, table: Sketch) -> None:
    """Of one agency, of two, and of each in a list; last year's tiers beside them are not meant."""
    assert serious(examine(sentence, table)) == []
    assert {one.rule for one in serious(examine(sentence.replace(right, wrong), table))} == {"CLAIM-TIER"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Đề nghị Sở Y tế phấn đấu đạt loại Xuất sắc.",
        "Sở Công Thương không đạt loại Tốt do bị trừ điểm.",
        "Sở Công Thương tự xếp loại Tốt.",
        "Đảng bộ Sở Y tế được xếp loại Xuất sắc.",
        "Giám đốc Sở Y tế được xếp loại Xuất sắc.",
        "Sở Y tế đạt loại Khá trở lên.",
        "Năm 2015, Sở Y tế xếp loại Khá.",
        "Về an toàn giao thông, Sở Y tế xếp loại Khá.",
        "Sở Y tế xếp loại Tốt (năm 2016 xếp loại Tốt).",
        "Sở Tư pháp từ loại Tốt năm 2016 vươn lên loại Xuất sắc năm 2017.",
        "Sở Y tế tiếp tục duy trì loại Tốt như năm 2016.",
        "Sở Nội vụ đánh giá, xếp loại Khá cho Sở Xây dựng và Sở Công Thương.",
        "Sở Y tế có 3 phòng xếp loại Khá.",
        "Sở Xây dựng ở mức Khá, cách mức Tốt 4,70 điểm.",
        "Trong số các đơn vị xếp loại Tốt năm 2016, Sở Công Thương tụt xuống loại Khá.",
        "Năm 2016 Sở Công Thương xếp loại Tốt, năm 2017 xếp loại Khá.",
        "Có 04 đơn vị xếp loại Tốt trở lên, giảm 01 đơn vị so với năm 2016.",
        "Điểm trung bình đạt 82,00 điểm, tăng 3,13% so với năm 2016.",
        "Năm 2016, có 4 đơn vị xếp loại Tốt, năm 2017 có 2 đơn vị xếp loại Tốt.",
        "Năm 2016 có 4 đơn vị xếp loại Tốt.",
        "Khoảng cách từ loại Khá đến loại Tốt của Sở Công Thương còn 2,50 điểm.",
    ],
)
def test_what_is_no_tier_of_the_agency_in_the_table(sentence: str) -> None:
    """Wishes, what is denied, tiers given by oneself, of somebody or something else, of other years and bounds."""
    assert serious(examine(sentence, TABLE)) == []
    assert serious(examine(sentence, BOTH)) == []


@pytest.mark.parametrize(
    ("sentence", "right", "wrong"),
    [
        ("Sở Công Thương xếp loại Khá (năm 2016 xếp loại Tốt).", "Tốt", "Xuất sắc"),
        ("Sở Tư pháp từ loại Tốt năm 2016 vươn lên loại Xuất sắc năm 2017.", "Tốt", "Khá"),
        ("Sở Tư pháp từ loại Tốt năm 2016 vươn lên loại Xuất sắc năm 2017.", "Xuất sắc", "Khá"),
        ("Sở Y tế tiếp tục duy trì loại Tốt như năm 2016.", "Sở Y tế", "Sở Công Thương"),
        ("Năm 2016, xếp loại Khá chỉ có 01 đơn vị là Sở Xây dựng.", "Sở Xây dựng", "Sở Y tế"),
    ],
)
def test_a_tier_of_last_year_is_that_of_its_column(sentence: str, right: str, wrong: str) -> None:
    """What a sentence says that a unit was, in brackets, as a turn or as what it keeps."""
    assert serious(examine(sentence, BOTH)) == []
    assert "CLAIM-TIER" in {one.rule for one in serious(examine(sentence.replace(right, wrong), BOTH))}


def test_a_tier_that_the_thresholds_put_right_is_not_wrong_in_the_text() -> None:
    """The cell is the slip, not the sentence."""
    rows = [[*row[:-1], "Khá" if row[1] == "Sở Y tế" else row[-1]] for row in ROWS]
    bounds = "Loại Xuất sắc: từ 90 điểm; loại Tốt: từ 80 đến dưới 90 điểm; loại Khá: từ 70 đến dưới 80 điểm."
    table = Sketch([HEADER, *rows], caption="Kết quả xếp hạng năm 2017")
    assert {one.rule for one in serious(examine(bounds, "Sở Y tế xếp loại Tốt.", table))} == {"TIER-GROUP"}


def test_tiers_beside_figures_of_two_years_follow_those_of_their_own() -> None:
    """Without a column of totals alone, the year tells which figures grade."""
    plain = [[("Điểm năm 2016" if text == OLD[0] else text) for text in BOTH.rows[0]], *BOTH.rows[1:]]
    plain[0][2] = "Điểm"
    wrong = [list(row) for row in plain]
    wrong[4][4] = "Trung bình"
    assert serious(examine(Sketch(plain, caption="Kết quả xếp hạng năm 2017"))) == []
    assert [one.rule for one in serious(examine(Sketch(wrong, caption="Kết quả xếp hạng năm 2017")))] == [
        "TIER-GROUP"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        (
            "Có 02 cơ quan xếp loại Xuất sắc (từ 90 điểm trở lên), 02 cơ quan xếp loại Tốt (từ 80 đến dưới 90 điểm), 02 cơ quan xếp"
            " loại Khá (từ 70 đến dưới 80 điểm) và 01 cơ quan xếp loại Trung bình (dưới 70 điểm)."
        ),
        (
            "Từ 90 điểm trở lên xếp loại Xuất sắc, từ 80 đến dưới 90 điểm xếp loại Tốt, từ 70 đến dưới 80 điểm xếp loại Khá, dưới 70"
            " điểm xếp loại Trung bình."
        ),
    ],
)
def test_bounds_of_several_tiers_in_one_clause(sentence: str) -> None:
    """Each tier has the bound right behind it, or right before it: the one unit beyond its own is named, and no other."""
    assert serious(examine(sentence, TABLE)) == []
    wrong = [[*row[:-1], "Tốt"] if row[1] == "Sở Xây dựng" else row for row in ROWS]
    (found,) = serious(examine(sentence, Sketch([HEADER, *wrong], caption="Kết quả xếp hạng năm 2017")))
    assert (found.rule, found.entity) == ("TIER-GROUP", "Sở Xây dựng")


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("Sở Y tế xếp loại {}.", "Yếu"),
        ("Kết quả xếp loại của Sở Y tế năm 2017: loại {}.", "Yếu"),
        ("Kết quả xếp loại của Sở Y tế năm 2017: loại {}.", "Khá"),
    ],
)
def test_a_tier_that_no_unit_has_is_one_of_the_scale(sentence: str, wrong: str) -> None:
    """A scale has tiers that the table does not show."""
    assert serious(examine(sentence.format("Tốt"), TABLE)) == []
    assert [one.rule for one in serious(examine(sentence.format(wrong), TABLE))] == ["CLAIM-TIER"]
