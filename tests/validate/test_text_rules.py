"""Rules on what the text says: many wordings, each with what is found in it."""

from __future__ import annotations

import pytest

from tests.validate.papers import DEPARTMENTS, Sketch, examine, serious

FIVE = [
    ["STT", "Tên đơn vị", "Tổng điểm", "Xếp hạng 2017", "Xếp hạng 2016"],
    ["1", DEPARTMENTS[0], "92,50", "1", "3"],
    ["2", DEPARTMENTS[1], "88,25", "2", "1"],
    ["3", DEPARTMENTS[2], "85,10", "3", "2"],
    ["4", DEPARTMENTS[3], "80,00", "4", "5"],
    ["5", DEPARTMENTS[4], "71,35", "5", "4"],
]


def _found(*blocks: Sketch | str) -> list[tuple[str, str]]:
    return [(finding.rule, finding.observed) for finding in serious(examine(*blocks))]


@pytest.mark.parametrize(
    "text",
    [
        "Có 03 sở (Sở Y tế, Sở Nội vụ, Sở Tư pháp) chưa gửi báo cáo.",
        "Đánh giá 19/21 cơ quan (trừ Sở Du lịch và Sở Văn hóa - Thể thao).",
        "Có 02/11 huyện gồm An Lão và Hoài Ân đã triển khai.",
        "Mức độ đánh giá dựa trên 03 nhóm tiêu chí gồm: (1) Hạ tầng; (2) Nhân lực và (3) Ứng dụng.",
        "Trong đó 03 sở như Sở Y tế, Sở Nội vụ làm tốt.",
        "10 đơn vị, trong đó có Sở Y tế, Sở Nội vụ.",
        "Đã có 16/19 cơ quan liên kết (cơ quan chưa liên kết là: Sở Y tế).",
        "Khảo sát 47 cơ quan, gồm 20 sở, ban, ngành cấp tỉnh và 27 huyện, thị xã, thành phố.",
        "Toàn tỉnh tiếp nhận 28.622 hồ sơ, trong đó 12.000 hồ sơ trực tuyến.",
        "Kinh phí 1.500 triệu đồng, bao gồm: ngân sách tỉnh 1.000 triệu đồng, ngân sách huyện 500 triệu đồng.",
        "Tỉnh có 4 đơn vị cấp huyện, gồm 3 huyện, 1 thành phố; 45 xã.",
        "Bộ chỉ số gồm 8 lĩnh vực với 43 tiêu chí, 102 tiêu chí thành phần.",
        "Có 12 đơn vị trên tổng số 21 đơn vị, chiếm 57,14%.",
        "Căn cứ Quyết định số 9/QĐ-UBND ngày 05/01/2016 của UBND tỉnh.",
        "Tỷ lệ bằng 10% kế hoạch.",
    ],
)
def test_what_holds_is_silent(text: str) -> None:
    """A sentence in which everything holds raises nothing."""
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "rule", "observed"),
    [
        ("Có 05 tỉnh chưa có dịch vụ là: Bạc Liêu, Bắc Kạn, Cao Bằng và Trà Vinh.", "CLAIM-LIST", "05"),
        ("Có 3 đơn vị (Sở Y tế, Sở Nội vụ, Sở Y tế) chưa gửi báo cáo.", "CLAIM-LIST", "3"),
        ("Đánh giá 19/21 cơ quan (trừ Sở Du lịch).", "CLAIM-LIST", "19/21"),
        (
            "Có 05 nhóm tiêu chí gồm: (1) Hạ tầng; (2) Nhân lực; (3) Ứng dụng; (4) An toàn.",
            "CLAIM-LIST",
            "05",
        ),
        (
            "Có 45 chỉ tiêu, gồm: 20 chỉ tiêu về thể chế, 15 chỉ tiêu về nhân lực và 11 chỉ tiêu về hạ tầng.",
            "CLAIM-PARTS",
            "45 chỉ tiêu",
        ),
        (
            "Đối tượng gồm 31 đơn vị (19 cơ quan chuyên môn và 11 huyện, thị xã, thành phố).",
            "CLAIM-PARTS",
            "31 đơn vị",
        ),
        (
            "Sở Y tế 10 hồ sơ, Sở Nội vụ 18 hồ sơ, Sở Tư pháp 5 hồ sơ; tổng cộng 38 hồ sơ.",
            "CLAIM-PARTS",
            "38 hồ sơ",
        ),
        (
            "Đã giải quyết 98.420 hồ sơ (đúng và trước hạn 98.285 hồ sơ, đạt 99,86%; quá hạn 135 hồ sơ, chiếm 0,41%).",
            "COUNT-PCT",
            "0,41%",
        ),
        (
            "Có 40 đơn vị, gồm: 25 đơn vị (62,5%) tốt, 12 đơn vị (30%) khá và 3 đơn vị (5,7%) yếu.",
            "COUNT-PCT",
            "5,7%",
        ),
        (
            "Có 50 đơn vị, gồm: 20 đơn vị (40%) tốt, 20 đơn vị (44%) khá và 10 đơn vị (20%) yếu.",
            "COUNT-PCT",
            "44%",
        ),
        ("Có 12 đơn vị trên tổng số 21 đơn vị, chiếm 75,14%.", "COUNT-PCT", "75,14%"),
        (
            "Theo Quyết định số 9/QĐ-UBND ngày 08/02/2017 của UBND tỉnh.",
            "REF-SELF",
            "Quyết định số 9/QĐ-UBND ngày 08/02/2017",
        ),
    ],
)
def test_what_does_not_hold_is_found(text: str, rule: str, observed: str) -> None:
    """A sentence with one error raises one finding, at its figure."""
    assert _found(text) == [(rule, observed)]


@pytest.mark.parametrize(
    ("text", "right", "step"),
    [
        (
            "Tốt: 01 đơn vị (12,50%); Khá: 06 đơn vị (70,00%); Trung bình: 01 đơn vị (12,50%).",
            "75,00%",
            "06/8",
        ),
        ("Tốt: 01 đơn vị (12,50%); Khá: 05 đơn vị (75,00%); Trung bình: 01 đơn vị (12,50%).", "06", "05/8"),
    ],
)
def test_what_is_wrong_of_several_shares_is_shown(text: str, right: str, step: str) -> None:
    """The computation is that of the share in doubt, and the right count is written as the paper writes counts."""
    (found,) = serious(examine(f"Kết quả xếp loại 8 đơn vị: {text}"))
    assert (found.rule, found.expected) == ("COUNT-PCT", right)
    assert found.steps[0].vi.startswith(step)
    assert "đếm" in found.cause.vi or right.endswith("%")


@pytest.mark.parametrize(
    "text",
    [
        "Đã giải quyết 98.420 hồ sơ (đúng và trước hạn 98.285 hồ sơ, đạt 99,86%; quá hạn 135 hồ sơ, chiếm 0,14%).",
        "Đã giao 45 nhiệm vụ, gồm: 25 nhiệm vụ xong, đạt 90% kế hoạch; 20 nhiệm vụ đang làm, tăng 12% so với năm trước.",
        "Tiếp nhận 120 hồ sơ (100 hồ sơ trực tuyến, đạt 95% chỉ tiêu; 20 hồ sơ trực tiếp, đạt 70%).",
        "Có 40 đơn vị, gồm: 25 đơn vị đạt trên 80%, 12 đơn vị đạt trên 70% và 3 đơn vị đạt 65%.",
        "Tổng số 30 dự án, gồm: 18 dự án giải ngân 92%, 12 dự án giải ngân 60%.",
    ],
)
def test_percentages_of_parts_may_be_of_something_else(text: str) -> None:
    """Shares that hold, and percentages of a plan, of a year before, of thresholds."""
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dẫn đầu là Sở Tài chính với 92,50 điểm.", []),
        ("Dẫn đầu là Sở Xây dựng với 88,25 điểm.", [("CLAIM-RANK", "Dẫn đầu")]),
        ("Sở Tài chính đạt 95,20 điểm.", [("CLAIM-FIGURE", "95,20 điểm")]),
        ("Sở Nội vụ (88,25 điểm) xếp thứ tư.", [("CLAIM-FIGURE", "88,25 điểm")]),
        ("Xếp thứ 2 là Sở Xây dựng (88,25 điểm).", []),
        ("Xếp thứ 5 là Sở Xây dựng (88,25 điểm).", [("CLAIM-RANK", "Xếp thứ 5")]),
        ("Năm 2016 Sở Tài chính xếp hạng 3.", []),
        ("Sở Tư pháp xếp thứ 3/5, giảm 1 bậc so với năm 2016.", []),
        ("So với năm 2016, Sở Tài chính tăng 2 bậc, Sở Xây dựng giảm 1 bậc.", []),
        ("So với năm 2016, Sở Tài chính tăng 2 bậc, Sở Xây dựng tăng 1 bậc.", [("CLAIM-MOVE", "tăng 1 bậc")]),
        ("Sở Tài chính xếp thứ 7 cả nước.", []),
        ("Sở Nội vụ được cộng 5 điểm, Sở Y tế bị trừ 2 điểm.", []),
        ("Điểm trung bình của các sở tăng 3,5 điểm.", []),
        ("Sở Y tế giảm 1 bậc so với năm 2016 (từ hạng 4 xuống hạng 5).", []),
        ("Khoảng cách giữa đơn vị dẫn đầu và đơn vị cuối bảng là 21,15 điểm.", []),
        ("Có 3/5 đơn vị đạt trên 84 điểm, chiếm 60%.", []),
        ("Có 3/5 đơn vị đạt trên 84 điểm, chiếm 65%.", [("COUNT-PCT", "65%")]),
        ("Có 3 đơn vị đạt từ 85 điểm trở lên (Sở Tài chính, Sở Xây dựng, Sở Tư pháp).", []),
        ("Điểm thấp nhất là Sở Xây dựng.", [("CLAIM-RANK", "thấp nhất")]),
        ("Sở Tư pháp vươn lên vị trí thứ 2.", [("CLAIM-RANK", "vị trí thứ 2")]),
        ("Sở Tài chính giữ vị trí dẫn đầu với số điểm 95,20 điểm.", [("CLAIM-FIGURE", "95,20 điểm")]),
        ("Sở Tư pháp có 15 tiêu chí đạt điểm tối đa, mất 14,9 điểm.", []),
    ],
)
def test_figures_of_an_agency_follow_its_tables(text: str, expected: list[tuple[str, str]]) -> None:
    """What a sentence states of an agency is compared with the tables of the paper, and with nothing else."""
    assert _found(Sketch(FIVE), text) == expected


def test_text_that_states_the_corrected_figure_is_no_second_finding() -> None:
    """Where a total is misprinted in the table and right in the text, the table alone is found."""
    rows = [
        ["STT", "Tên đơn vị", "Hạ tầng", "Nhân lực", "Tổng điểm"],
        ["1", DEPARTMENTS[0], "50,25", "42,25", "95,20"],
        ["2", DEPARTMENTS[1], "48,00", "40,25", "88,25"],
        ["3", DEPARTMENTS[2], "45,10", "40,00", "85,10"],
        ["4", DEPARTMENTS[3], "40,00", "40,00", "80,00"],
    ]
    found = serious(examine(Sketch(rows), "Dẫn đầu là Sở Tài chính với 92,50 điểm."))
    assert [finding.rule for finding in found] == ["SUM-ROW"]


def test_a_criterion_alike_in_words_is_no_contradiction() -> None:
    """A sentence about communes is not held against the row on all agencies."""
    rows = [
        ["TT", "Tiêu chí", "Kết quả"],
        ["1", "Tỷ lệ cán bộ, công chức, viên chức được trang bị máy tính", "96%"],
        ["2", "Tỷ lệ cán bộ, công chức các xã, phường, thị trấn được trang bị máy tính", "84%"],
    ]
    assert _found(Sketch(rows), "Đến nay, 84% cán bộ, công chức cấp xã được trang bị máy tính.") == []
    assert _found(Sketch(rows), "Năm 2010, 48% cán bộ, công chức cấp xã được trang bị máy tính.") == []


TIERED = [
    ["STT", "Tên đơn vị", "Điểm", "Xếp hạng"],
    ["1", DEPARTMENTS[0], "92", "Rất tốt"],
    ["2", DEPARTMENTS[1], "84", "Tốt"],
    ["3", DEPARTMENTS[2], "81", "Tốt"],
    ["4", DEPARTMENTS[3], "65", "Khá"],
    ["5", DEPARTMENTS[4], "61", "Khá"],
]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Có {} đơn vị xếp hạng Tốt.", "3"),
        ("Có {} đơn vị đạt Tốt.", "3"),
        ("Trong 5 đơn vị có {} đơn vị được đánh giá Tốt.", "3"),
        ("Kết quả: {} đơn vị đạt mức Tốt; 1 đơn vị xếp Rất tốt; 2 đơn vị xếp hạng Khá.", "4"),
        ("Trong tổng số 5 đơn vị, {} đơn vị xếp loại Tốt, chiếm 40%.", "1"),
    ],
)
def test_tiers_are_counted_however_they_are_introduced(text: str, wrong: str) -> None:
    """A tier is known by the word before it; of two counts before it the nearer one is meant."""
    assert _found(Sketch(TIERED), text.format("02")) == []
    assert _found(Sketch(TIERED), text.format(wrong)) == [("COUNT-TIER", wrong)]


@pytest.mark.parametrize("header", ["Xếp loại", "Xếp hạng", "Kết quả năm 2023", "Mức độ", "Đánh giá chung"])
def test_a_column_of_grades_is_one_whatever_its_header_says(header: str) -> None:
    """What stands in a column tells grades from ranks."""
    rows = [[*TIERED[0][:3], header], *TIERED[1:]]
    assert _found(Sketch(rows), "Có 3 đơn vị đạt loại Tốt.") == [("COUNT-TIER", "3")]


@pytest.mark.parametrize(
    "text", ["Có 4 đơn vị đạt tốt hơn năm trước.", "Có 5 nhiệm vụ được giao đạt khá cao so với kế hoạch."]
)
def test_words_of_praise_are_no_tiers(text: str) -> None:
    """Only a name is a tier."""
    assert _found(Sketch(TIERED), text) == []


CIVIL = [
    ["STT", "Tên đơn vị", "Điểm", "Xếp loại"],
    ["1", DEPARTMENTS[0], "95", "Hoàn thành xuất sắc nhiệm vụ"],
    ["2", DEPARTMENTS[1], "84", "Hoàn thành tốt nhiệm vụ"],
    ["3", DEPARTMENTS[2], "81", "Hoàn thành tốt nhiệm vụ"],
    ["4", DEPARTMENTS[3], "65", "Hoàn thành nhiệm vụ"],
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Có 02 đơn vị hoàn thành tốt nhiệm vụ, 01 đơn vị hoàn thành xuất sắc nhiệm vụ.", []),
        ("Có 03 đơn vị hoàn thành tốt nhiệm vụ.", [("COUNT-TIER", "03")]),
        ("Không có đơn vị nào, so với 02 đơn vị năm trước không hoàn thành nhiệm vụ.", []),
    ],
)
def test_a_tier_that_is_a_phrase_needs_no_introduction(text: str, found: list[tuple[str, str]]) -> None:
    """The longest tier is meant, and none that is denied."""
    assert _found(Sketch(CIVIL), text) == found
