"""Rankings of several kinds of units: what sentences, summaries and lists of the first say of each kind."""

from __future__ import annotations

import pytest

from doichieu.extract import read_bytes
from doichieu.normalize import understand
from doichieu.validate import audit
from tests.validate.papers import DEPARTMENTS, Sketch, examine, serious

A, B, C, D = DEPARTMENTS[:4]
P, Q, R, S = "Huyện An Lão", "Huyện Hoài Ân", "Huyện Phù Cát", "Huyện Tây Sơn"
Rows = list[list[str]]

MIXED: Rows = [
    [
        "STT",
        "Tên đơn vị",
        "Cải cách thể chế",
        "Chất lượng phục vụ",
        "Tổng điểm",
        "Xếp hạng",
        "Xếp hạng năm 2015",
        "+/-",
    ],
    ["1", A, "50,25", "42,25", "92,50", "1", "2", "+1"],
    ["2", P, "48,00", "40,25", "88,25", "2", "1", "-1"],
    ["3", B, "45,10", "40,00", "85,10", "3", "4", "+1"],
    ["4", Q, "42,00", "41,30", "83,30", "4", "3", "-1"],
    ["5", C, "40,00", "40,00", "80,00", "5", "5", "0"],
    ["6", R, "38,00", "39,40", "77,40", "6", "6", "0"],
    ["7", D, "36,00", "38,00", "74,00", "7", "8", "+1"],
    ["8", S, "35,00", "36,35", "71,35", "8", "7", "-1"],
]
TABLE = Sketch(MIXED, caption="Kết quả xếp hạng năm 2016")


def _found(*blocks: Sketch | str) -> list[tuple[str, str, str]]:
    return [(one.rule, one.observed, one.expected) for one in serious(examine(*blocks))]


def _spoilt(rows: Rows, row: int, col: int, printed: str) -> Rows:
    spoilt = [list(cells) for cells in rows]
    spoilt[row][col] = printed
    return spoilt


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Đối với các sở, ban, ngành, điểm trung bình là {} điểm.", "82,90", "82,09"),
        ("Đối với các huyện, thị xã, điểm trung bình là {} điểm.", "80,08", "80,80"),
        ("Khối các huyện: đơn vị cao nhất đạt {} điểm.", "88,25", "88,52"),
        ("Đối với các huyện, có {}/4 đơn vị đạt từ 80 điểm trở lên.", "2", "3"),
        ("Điểm trung bình của các đơn vị là {} điểm.", "81,49", "81,94"),
    ],
)
def test_sentences_speak_of_the_kind_that_leads_them(text: str, right: str, wrong: str) -> None:
    """A statistic is that of the units named, where one table lists two kinds; of all where none are named."""
    assert _found(TABLE, text.format(right)) == []
    ((_, observed, _),) = _found(TABLE, text.format(wrong))
    assert observed.split("/")[0] == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (f"Đối với các huyện, đơn vị dẫn đầu là {P}.", (P, Q)),
        (f"Đối với các sở, ban, ngành, hai đơn vị dẫn đầu gồm {A} và {B}.", (B, D)),
        (f"Đối với các sở, ban, ngành, xếp cuối cùng là {D}.", (D, C)),
    ],
)
def test_ends_are_those_of_the_kind(text: str, wrong: tuple[str, str]) -> None:
    """Who leads the districts need not lead the table."""
    assert _found(TABLE, text) == []
    assert [rule for rule, _, _ in _found(TABLE, text.replace(*wrong))] == ["CLAIM-RANK"]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (f"{A} cao hơn {B} {{}} điểm.", "7,4", "4,7"),
        (f"{S} (71,35 điểm) thấp hơn {P} (88,25 điểm) là {{}} điểm.", "16,9", "19,6"),
        (f"Điểm của {A} cao hơn {{}} điểm so với {P}.", "4,25", "4,52"),
        (f"Về chỉ số Chất lượng phục vụ, {Q} đạt {{}} điểm.", "41,30", "40,30"),
        (f"{Q} đạt {{}} điểm ở chỉ số Chất lượng phục vụ.", "41,30", "47,30"),
    ],
)
def test_units_are_compared_in_the_column_meant(text: str, right: str, wrong: str) -> None:
    """A difference is that of two totals, a figure under the name of a criterion that of its column."""
    assert _found(TABLE, text.format(right)) == []
    assert [rule for rule, _, _ in _found(TABLE, text.format(wrong))] == ["CLAIM-FIGURE"]


def test_a_unit_listed_beyond_a_bound_lies_there() -> None:
    """The name of a list that the table puts below the bound is the one in doubt."""
    text = f"Có 04 đơn vị đạt từ 83 điểm trở lên, gồm: {A}, {P}, {B} và {{}}."
    assert _found(TABLE, text.format(Q)) == []
    assert _found(TABLE, text.format(R)) == [("COUNT-BOUND", R, "77,40")]


def test_last_years_places_are_ranked_by_nothing() -> None:
    """They resemble this year's; the moves under a sign alone are what the two differ by."""
    assert _found(TABLE) == []
    assert _found(Sketch(_spoilt(MIXED, 3, 7, "-1"), caption=TABLE.caption)) == [("RANK-MOVE", "-1", "+1")]


def test_a_place_that_stands_twice_is_the_wrong_one() -> None:
    """Where the move tells the place that nobody has, last year's rank is in doubt and not the move."""
    assert _found(Sketch(_spoilt(MIXED, 3, 6, "5"), caption=TABLE.caption)) == [("RANK-MOVE", "5", "4")]


SUMMARY: Rows = [
    ["TT", "Nhóm", "Số đơn vị", "Điểm trung bình", "Cao nhất", "Thấp nhất"],
    ["1", "Các sở, ban, ngành", "4", "82,90", "92,50", "74,00"],
    ["2", "Các huyện, thị xã", "4", "80,08", "88,25", "71,35"],
]


@pytest.mark.parametrize(
    ("row", "col", "printed", "right"), [(1, 2, "5", "4"), (2, 3, "80,80", "80,08"), (1, 5, "74,40", "74,00")]
)
def test_summaries_by_kind_follow_from_the_units(row: int, col: int, printed: str, right: str) -> None:
    """Counts, means and extremes of a kind are those of its rows."""
    assert _found(TABLE, Sketch(SUMMARY, number="2")) == []
    found = _found(TABLE, Sketch(_spoilt(SUMMARY, row, col, printed), number="2"))
    assert [(observed, expected) for _, observed, expected in found] == [(printed, right)]


def test_tiers_are_counted_by_kind() -> None:
    """A tally of tiers with one row says how many units stand in each, those that none stands in too."""
    graded = [[*MIXED[0][:6], "Xếp loại"]]
    graded += [[*row[:6], "Tốt" if float(row[4].replace(",", ".")) >= 80 else "Khá"] for row in MIXED[1:]]
    tally = [
        ["TT", "Nhóm", "Số đơn vị", "Tốt", "Khá", "Trung bình"],
        ["1", "Các sở, ban, ngành", "4", "3", "1", "0"],
        ["2", "Các huyện, thị xã", "4", "2", "2", "0"],
    ]
    rule = "Loại Tốt: từ 80 điểm trở lên; loại Khá: từ 60 đến dưới 80 điểm; loại Trung bình: dưới 60 điểm."
    assert _found(rule, Sketch(graded), Sketch(tally, number="2")) == []
    found = _found(rule, Sketch(graded), Sketch(_spoilt(tally, 2, 5, "1"), number="2"))
    assert ("COUNT-TIER", "1", "0") in found


def test_a_list_of_the_first_repeats_the_table() -> None:
    """Three rows are enough where the caption says what they are."""
    first = [
        ["STT", "Đơn vị", "Chỉ số", "Hạng"],
        ["1", A, "92,50", "1"],
        ["2", P, "88,25", "2"],
        ["3", B, "85,10", "3"],
    ]
    caption = "03 đơn vị có chỉ số cao nhất"
    assert _found(TABLE, Sketch(first, number="2", caption=caption)) == []
    found = _found(TABLE, Sketch(_spoilt(first, 2, 2, "88,52"), number="2", caption=caption))
    assert [(observed, expected) for _, observed, expected in found] == [("88,52", "88,25")]


def test_a_row_of_maxima_bounds_the_units_and_tells_no_marks() -> None:
    """Whole maxima above scores of three decimals make these no thousands, and are no unit of the mean."""
    rows = [
        ["TT", "Đơn vị", "Thể chế", "Bộ máy", "Tổng điểm"],
        ["", "Điểm tối đa", "400", "200", "600"],
        ["1", A, "342,085", "160,934", "503,019"],
        ["2", B, "337,188", "162,705", "499,893"],
        ["3", C, "351,720", "164,859", "516,579"],
        ["4", D, "382,990", "199,000", "581,990"],
        ["5", DEPARTMENTS[4], "301,237", "150,502", "451,739"],
        ["", "Trung bình", "343,044", "167,600", "510,644"],
    ]
    text = "{} đạt 516,579 điểm."
    assert _found(Sketch(rows), text.format(C)) == []
    above = _spoilt(_spoilt(rows, 5, 3, "219,000"), 5, 4, "601,990")
    assert any(rule == "SUM-WITHIN" for rule, _, _ in _found(Sketch(above)))


def test_places_won_and_lost_weigh_no_means() -> None:
    """Moves add up to nought, and a mean below them is one of the rows."""
    mean = ["", "Trung bình", "41,79", "39,69", "81,49", "", "", ""]
    assert _found(Sketch([*MIXED, mean], caption=TABLE.caption)) == []


def test_totals_of_summaries_may_count_units_that_no_table_lists() -> None:
    """Without the table of the districts nothing tells how many units there are in all."""
    offices = [MIXED[0], *(row for row in MIXED[1:] if row[1].startswith("Sở"))]
    offices = [[str(at), *row[1:5]] if at else row[:5] for at, row in enumerate(offices)]
    total = ["", "Tổng cộng", "9", "83,00", "92,50", "60,00"]
    rows = [SUMMARY[0], SUMMARY[1], ["2", "Các huyện, thị xã", "5", "81,00", "90,00", "60,00"], total]
    assert _found(Sketch(offices), Sketch(rows, number="2")) == []


def test_a_list_of_the_first_is_held_against_scores_alone() -> None:
    """Whole numbers that the scores round to are another column."""
    counted = [
        [*row[:2], str(9 - at), *row[4:6]] if at else [*row[:2], "Số lượt", *row[4:6]]
        for at, row in enumerate(MIXED)
    ]
    first = [["STT", "Đơn vị", "Chỉ số"], ["1", A, "8,2"], ["2", P, "7,1"], ["3", B, "5,4"]]
    assert _found(Sketch(counted), Sketch(first, number="2", caption="03 đơn vị có chỉ số cao nhất")) == []


YEARS: Rows = [
    ["STT", "Đơn vị", "Điểm năm 2015", "Điểm năm 2016", "Xếp hạng"],
    ["1", A, "88,10", "92,50", "1"],
    ["2", B, "84,00", "85,10", "2"],
    ["3", C, "82,50", "80,00", "3"],
    ["4", D, "70,00", "74,00", "4"],
]


def test_the_percentage_behind_points_is_that_of_the_earlier_year() -> None:
    """Points won in brackets with what they are of last year's figure."""
    text = f"{A} tăng 4,40 điểm ({{}}) so với năm 2015."
    assert _found(Sketch(YEARS), text.format("4,99%")) == []
    assert _found(Sketch(YEARS), text.format("4,76%")) == [("CLAIM-MOVE", "4,76%", "4,99%")]


def test_indices_of_ten_points_are_weighted_into_a_hundred() -> None:
    """Weights in headers make a score of a hundred from parts of ten."""
    rows = [
        ["TT", "Đơn vị", "Minh bạch (50%)", "Năng động (30%)", "Hỗ trợ (20%)", "Điểm DDCI"],
        ["1", A, "9,10", "8,20", "7,50", "85,10"],
        ["2", B, "8,40", "7,90", "9,00", "83,70"],
        ["3", C, "7,25", "8,80", "6,10", "74,85"],
        ["4", D, "6,90", "7,30", "8,45", "73,30"],
        ["5", DEPARTMENTS[4], "6,15", "5,80", "7,05", "62,25"],
    ]
    assert _found(Sketch(rows)) == []
    found = _found(Sketch(_spoilt(rows, 3, 5, "78,45")))
    assert [(rule, observed) for rule, observed, _ in found] == [("SUM-WEIGHT", "78,45")]


GROUPED: Rows = [
    ["TT", "Đơn vị", "Số hồ sơ", "Tỷ lệ đúng hạn (%)"],
    ["A", "CẤP TỈNH", "1.530", "97,9"],
    ["1", A, "310", "96,4"],
    ["2", B, "420", "98,2"],
    ["3", C, "800", "98,3"],
    ["B", "CẤP HUYỆN", "1.630", "97,1"],
    ["1", P, "410", "98,0"],
    ["2", Q, "520", "95,8"],
    ["3", R, "700", "97,6"],
    ["", "TOÀN TỈNH", "3.160", "97,5"],
]


def test_heads_of_groups_and_totals_are_no_units() -> None:
    """Each kind is spoken of though its group has a head with figures, and a unit that stands in both groups is told."""
    text = f"Có 2/6 đơn vị có tỷ lệ dưới 97%, gồm: {A} ({{}}) và {Q} (95,8%)."
    assert _found(Sketch(GROUPED), text.format("96,4%")) == []
    assert [rule for rule, *_ in _found(Sketch(GROUPED), text.format("94,6%"))] == ["CLAIM-FIGURE"]
    twice = _spoilt(GROUPED, 7, 1, B)
    assert [rule for rule, *_ in _found(Sketch(twice))] == ["POP-DUP"]


def test_ranks_of_the_year_compared_with_are_another_years() -> None:
    """A table that prints last year's places and what was won tells nothing of a place that a sentence states."""
    lines = [" | ".join([*row[:5], *row[6:]]) + " |" for row in MIXED]
    text = f"{A} xếp thứ 1, tăng 1 bậc so với năm 2015 (hạng 2)."
    document = read_bytes("\n".join(["THÔNG BÁO", "", *lines, "", text]).encode(), "notice.txt")
    assert [finding.rule for finding in serious(audit(understand(document)))] == []


def test_rows_of_means_that_leave_columns_out_are_no_sums() -> None:
    """Means of some of the parts do not make the mean of the totals; a mean of all parts does."""
    rows = [
        ["TT", "Đơn vị", "Nội dung 1", "Nội dung 2", "Điểm thưởng", "Tổng điểm"],
        ["1", A, "40,5", "30,5", "2,0", "73,0"],
        ["2", B, "38,0", "29,5", "", "67,5"],
        ["3", C, "36,5", "28,0", "1,0", "65,5"],
        ["4", D, "35,0", "27,0", "0,5", "62,5"],
        ["", "Giá trị trung bình", "37,50", "28,75", "", "67,13"],
    ]
    assert _found(Sketch(rows)) == []
    assert [rule for rule, *_ in _found(Sketch(_spoilt(rows, 3, 5, "66,5")))] == ["SUM-ROW"]


def _tally(**edits: str) -> list[list[str]]:
    """Tiers of the units of two kinds, with their sums and the shares of these."""
    cells = {"tot": "2", "share": "62,5", **edits}
    return [
        ["TT", "Nhóm", "Số đơn vị", "Tốt", "Khá"],
        ["1", "Các sở, ban, ngành", "4", "3", "1"],
        ["2", "Các huyện, thị xã", "4", cells["tot"], "2"],
        ["", "Tổng cộng", "8", "5", "3"],
        ["", "Tỷ lệ (%)", "100", cells["share"], "37,5"],
    ]


def test_a_wrong_count_is_told_once() -> None:
    """The list of units says which cell of a sum is wrong, so that the sum is no finding beside it."""
    graded = [[*MIXED[0][:6], "Xếp loại"]]
    graded += [[*row[:6], "Tốt" if float(row[4].replace(",", ".")) >= 80 else "Khá"] for row in MIXED[1:]]
    assert _found(Sketch(graded), Sketch(_tally(), number="2")) == []
    found = _found(Sketch(graded), Sketch(_tally(tot="22"), number="2"))
    assert found == [("COUNT-TIER", "22", "2")]


def test_shares_in_a_row_below_the_total() -> None:
    """A row of shares is of the row above it, of the column that it prints 100 under."""
    wider = [
        [*row, more] for row, more in zip(_tally(share="37,5"), ["Yếu", "0", "2", "2", "25"], strict=True)
    ]
    wider[1][3], wider[2][3], wider[3][3] = "2", "1", "3"
    assert _found(Sketch(wider)) == []
    wider[4][3] = "73,5"
    assert _found(Sketch(wider)) == [("RATIO-PCT", "73,5", "37,5")]
