"""Sentences on rankings: counts by the mean, rises and falls, criteria, parts of a whole; figures that ranks speak against."""

from __future__ import annotations

import pytest

from tests.validate.papers import Sketch, decide, examine, serious

NAMES = ["Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính", "Sở Y tế", "Sở Công Thương", "Sở Xây dựng"]
SCORES = ["95,20", "90,10", "88,30", "80,40", "72,50", "65,30"]
BEFORE = ["90,20", "92,10", "85,00", "81,40", "70,50", "60,30"]
TABLE = [
    ["STT", "Tên đơn vị", "Điểm năm 2016", "Điểm năm 2017", "Xếp hạng năm 2017"],
    *[
        [str(at), name, before, score, str(at)]
        for at, (name, score, before) in enumerate(zip(NAMES, SCORES, BEFORE, strict=True), start=1)
    ],
]
CRITERIA = [
    ["TT", "Lĩnh vực", "Điểm tối đa", "Điểm trung bình", "Tỷ lệ đạt (%)"],
    ["1", "Cải cách thể chế", "20", "18,00", "90,00"],
    ["2", "Cải cách thủ tục hành chính", "30", "25,50", "85,00"],
    ["3", "Cải cách tài chính công", "25", "18,00", "72,00"],
    ["4", "Xây dựng chính quyền điện tử", "25", "20,00", "80,00"],
]


def _found(*blocks: Sketch | str) -> list[tuple[str, str, str]]:
    return [(one.rule, one.observed, one.expected) for one in serious(examine(*blocks))]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Có {} đơn vị cao hơn mức trung bình chung.", "3", "4"),
        ("So với mức trung bình, có 3 đơn vị cao hơn và {} đơn vị thấp hơn.", "3", "2"),
        ("Có {} đơn vị tăng điểm và 2 đơn vị giảm điểm so với năm 2016.", "4", "5"),
        ("So với năm trước, có {} đơn vị tăng điểm.", "4", "5"),
        ("Năm nay có {} đơn vị giảm điểm so với kết quả năm trước.", "2", "3"),
        ("Số đơn vị đạt từ 80 điểm trở lên là {} đơn vị.", "4", "5"),
        ("Đã có {} đơn vị vượt mốc 90 điểm.", "2", "3"),
        ("Điểm bình quân của {} đơn vị là 81,97 điểm.", "6", "7"),
    ],
)
def test_counts_follow_the_table(text: str, right: str, wrong: str) -> None:
    """Counts by the mean, by a rise, by a bound in other words or before the count, and of all units."""
    assert _found(Sketch(TABLE), text.format(right)) == []
    assert [(rule, observed) for rule, observed, _ in _found(Sketch(TABLE), text.format(wrong))] == [
        ("COUNT-BOUND", wrong)
    ]


@pytest.mark.parametrize(
    ("text", "right", "wrong", "rule"),
    [
        ("Có 2 đơn vị đạt trên 90 điểm ({}).", "33,33%", "35,33%", "COUNT-PCT"),
        ("Sở Y tế thấp hơn mức bình quân {}.", "1,57 điểm", "1,75 điểm", "CLAIM-FIGURE"),
        ("Với {}, Sở Y tế đứng ở vị trí thứ 4.", "80,40 điểm", "84,40 điểm", "CLAIM-FIGURE"),
    ],
)
def test_figures_beside_counts_and_means(text: str, right: str, wrong: str, rule: str) -> None:
    """The share of a count, the distance from the mean, a figure before its unit."""
    assert _found(Sketch(TABLE), text.format(right)) == []
    assert [(one, observed) for one, observed, _ in _found(Sketch(TABLE), text.format(wrong))] == [
        (rule, wrong)
    ]


def test_criteria_have_their_figures_and_ends() -> None:
    """A criterion is named with its own percentage, and the best one is the best."""
    text = "Lĩnh vực có kết quả cao nhất là “{}”, đạt {}; thấp nhất là “Cải cách tài chính công”, đạt 72,00%."
    assert _found(Sketch(CRITERIA), text.format("Cải cách thể chế", "90,00%")) == []
    wrong = _found(Sketch(CRITERIA), text.format("Xây dựng chính quyền điện tử", "80,00%"))
    assert [(rule, observed) for rule, observed, _ in wrong] == [
        ("CLAIM-RANK", "Xây dựng chính quyền điện tử")
    ]


@pytest.mark.parametrize(
    ("whole", "first", "share", "observed"),
    [
        ("50", "5", "10,0%", None),
        ("50", "5", "12,0%", "12,0%"),
        ("50", "6", "10,0%", "6"),
        ("52", "5", "10,0%", "52"),
    ],
)
def test_parts_of_a_whole_with_their_shares(whole: str, first: str, share: str, observed: str | None) -> None:
    """The sum of the parts tells whether a count or its percentage is wrong; all percentages tell on the whole."""
    text = f"Trong {whole} đơn vị có {first} đơn vị loại A ({share}), 20 đơn vị loại B (40,0%), 25 đơn vị loại C (50,0%)."
    found = [seen for rule, seen, _ in _found(text) if rule == "COUNT-PCT"]
    assert found == ([] if observed is None else [observed])


@pytest.mark.parametrize(
    "text",
    [
        "Có 4/6 đơn vị đạt 19/19 tiêu chí, chiếm 66,67%.",
        "Sở Y tế (năm 2016 xếp thứ 5) năm nay xếp thứ 4.",
        "Tiêu chí “Hạ tầng số” có điểm trung bình 8,10/10 điểm, đạt 81,03%.",
        "Kết quả xếp loại: 1 đơn vị loại A (10,00%); 7 đơn vị loại B (70,00%); 2 đơn vị loại C (20,00%).",
    ],
)
def test_right_sentences_raise_nothing(text: str) -> None:
    """What units meet is not what is counted; other years, criteria and tiers have figures of their own."""
    assert _found(Sketch(TABLE), text) == []


def test_a_figure_that_all_ranks_speak_against_is_named() -> None:
    """One misprinted score moves its unit past several: the ranks agree with each other, the score does not."""
    rows = [list(row) for row in TABLE]
    rows[5][3] = "92,50"
    ((rule, observed, _),) = _found(Sketch(rows))
    assert (rule, observed) == ("RANK-ORDER", "92,50")


def test_weights_in_headers_are_those_of_the_totals() -> None:
    """A header states 50 % where all totals are computed with 40 %."""
    head = ["STT", "Tên đơn vị", "Điểm thẩm định ({}%)", "Điểm khảo sát (60%)", "Điểm tổng hợp"]
    parts = [
        ("90,00", "80,00"),
        ("85,00", "91,00"),
        ("70,50", "66,00"),
        ("99,00", "75,50"),
        ("61,00", "88,00"),
    ]
    totals = ["84,00", "88,60", "67,80", "84,90", "77,20"]

    def found(weight: str) -> list[tuple[str, str, str]]:
        rows = [
            [str(at), name, *pair, total]
            for at, (name, pair, total) in enumerate(zip(NAMES, parts, totals, strict=False), start=1)
        ]
        return _found(Sketch([[text.format(weight) for text in head], *rows]))

    assert found("40") == []
    assert [(rule, observed) for rule, observed, _ in found("50")] == [("SUM-WEIGHT", "50%")]


@pytest.mark.parametrize(
    "text",
    [
        f"{NAMES[0]}, {NAMES[1]} và {NAMES[2]} đạt lần lượt {SCORES[0]}; {SCORES[1]} và {{}} điểm.",
        f"Ba đơn vị là {NAMES[0]}, {NAMES[1]}, {NAMES[2]} với số điểm lần lượt là {SCORES[0]} điểm, {SCORES[1]} điểm, {{}} điểm.",
        f"{NAMES[1]} và {NAMES[2]} lần lượt đạt {SCORES[1]} điểm và {{}} điểm.",
        f"Điểm thứ nhất là {SCORES[0]} điểm ({NAMES[0]}), điểm thứ ba là {{}} điểm ({NAMES[2]}).",
        f"Ba vị trí đầu lần lượt là {NAMES[0]}, {NAMES[1]} và {NAMES[2]}, đạt {SCORES[0]}, {SCORES[1]} và {{}} điểm tương ứng.",
        f"{NAMES[0]} dẫn đầu với {SCORES[0]} điểm, kế đó có {NAMES[1]} ({SCORES[1]}) và {NAMES[2]} ({{}}).",
    ],
)
def test_figures_of_several_units_belong_to_them_in_order(text: str) -> None:
    """The first figure is the first unit's, the figure before a bracket that of the unit in it: one slip is told, once."""
    assert _found(Sketch(TABLE), text.format(SCORES[2])) == []
    assert [rule for rule, *_ in _found(Sketch(TABLE), text.format("83,80"))] == ["CLAIM-FIGURE"]


def test_a_unit_in_brackets_has_no_figure_behind_them() -> None:
    """The mean behind the lowest score and its unit is not that unit's."""
    text = f"Thấp nhất là {SCORES[5]} điểm ({NAMES[5]}), trung bình 81,97 điểm."
    assert _found(Sketch(TABLE), text) == []


TWO_YEARS = [
    ["STT", "Tên đơn vị", "Điểm năm 2016", "Xếp hạng năm 2016", "Điểm năm 2017", "Xếp hạng năm 2017"],
    *[
        [str(at), name, before, str(sorted(BEFORE, reverse=True).index(before) + 1), score, str(at)]
        for at, (name, score, before) in enumerate(zip(NAMES, SCORES, BEFORE, strict=True), start=1)
    ],
]


@pytest.mark.parametrize(
    ("text", "right", "wrong", "rule"),
    [
        ("Sở Tư pháp giảm từ hạng {} xuống hạng 2.", "1", "3", "CLAIM-RANK"),
        ("Sở Nội vụ từ vị trí thứ 2 năm 2016 vươn lên vị trí thứ {} năm 2017.", "1", "4", "CLAIM-RANK"),
        ("Điểm của Sở Y tế giảm từ {} điểm năm 2016 xuống còn 80,40 điểm năm 2017.", "81,40", "84,10", "CLAIM-FIGURE"),
        ("Điểm trung bình tăng từ {} điểm năm 2016 lên 81,97 điểm năm 2017.", "79,92", "79,29", "CLAIM-STAT"),
        ("Điểm trung bình tăng từ 79,92 điểm năm 2016 lên {} điểm năm 2017 (tăng 2,05 điểm).", "81,97", "81,79", "CLAIM-STAT"),
    ],
)  # fmt: skip
def test_figures_of_two_years_follow_their_columns(text: str, right: str, wrong: str, rule: str) -> None:
    """What was and what is are each held against the column of its year; the figure that is off is told once."""
    assert _found(Sketch(TWO_YEARS), text.format(right)) == []
    assert [found[:2] for found in _found(Sketch(TWO_YEARS), text.format(wrong))] == [(rule, wrong)]


COMMUNES = [
    ["STT", "Tên xã", "Số tiêu chí đạt"],
    *[
        [str(at), name, f"{met}/19"]
        for at, (name, met) in enumerate(
            [("Xã An Bình", 19), ("Xã Kim Sơn", 19), ("Xã Hòa Lạc", 16), ("Xã Tân Tiến", 14), ("Xã Vĩnh Hòa", 12)],
            start=1,
        )
    ],
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Có {} xã đạt 19/19 tiêu chí.", "2", "3"),
        ("Có {} xã đạt từ 12 đến 15 tiêu chí.", "2", "3"),
        ("Số xã đạt dưới 15 tiêu chí là {} xã.", "2", "1"),
        ("Có {}/5 xã hoàn thành 19/19 tiêu chí, đạt 40,0%.", "2", "3"),
        ("Bình quân đạt {} tiêu chí/xã.", "16,0", "16,9"),
        ("Xã Hòa Lạc đạt {}/19 tiêu chí.", "16", "12"),
    ],
)
def test_columns_of_fractions_count_of_one_whole(text: str, right: str, wrong: str) -> None:
    """Cells of “15/19” are counts with one maximum: units beyond a bound, the mean and a unit's own follow."""
    assert _found(Sketch(COMMUNES), text.format(right)) == []
    assert len(_found(Sketch(COMMUNES), text.format(wrong))) == 1


def test_fractions_of_other_things_are_no_criteria() -> None:
    """A fraction of the same whole of something else is not held against the column, nor one of several wholes or months."""
    assert _found(Sketch(COMMUNES), "Xã Hòa Lạc có 12/19 thôn văn hóa.") == []
    for cells in (["7/12", "8/12", "9/12", "1/12"], ["15/19", "16/18", "17/19", "12/18"]):
        rows = [["STT", "Xã", "Đạt"], *[[str(at), f"Xã {at}", cell] for at, cell in enumerate(cells)]]
        (reading,) = decide(Sketch(rows)).tables
        assert not any(col == 2 for _, col in reading.numbers)


def test_a_rate_that_bounds_a_count_is_no_share_of_it() -> None:
    """“04 đơn vị có tỷ lệ trên 80%”: 80 % bounds the rates of the units, of which four are two thirds."""
    rows = [["STT", "Tên đơn vị", "Hồ sơ", "Đúng hạn", "Tỷ lệ đúng hạn (%)"]]
    counts = [(200, 190), (400, 366), (250, 215), (500, 410), (160, 124), (300, 219)]
    for at, (name, (done, late)) in enumerate(zip(NAMES, counts, strict=True), start=1):
        rows.append([str(at), name, str(done), str(late), f"{late * 100 / done:.2f}".replace(".", ",")])
    assert _found("Có 04 đơn vị có tỷ lệ đúng hạn trên 80%.", Sketch(rows)) == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Có {}/4 lĩnh vực đạt từ 80% trở lên.", "3", "2"),
        ("Còn {} lĩnh vực có tỷ lệ đạt dưới 85%.", "2", "1"),
    ],
)
def test_counts_of_criteria_follow_their_percentages(text: str, right: str, wrong: str) -> None:
    """Criteria above or below a percentage are counted in the table that lists them."""
    assert _found(Sketch(CRITERIA), text.format(right)) == []
    assert [rule for rule, *_ in _found(Sketch(CRITERIA), text.format(wrong))] == ["COUNT-BOUND"]
    assert _found(Sketch(CRITERIA), "Có 1/9 tiêu chí thành phần đạt từ 80% trở lên.") == []


def test_a_scale_in_brackets_bounds_no_count() -> None:
    """What all groups are bounded by, behind the count of the last one, counts nothing."""
    scale = "(từ 90 điểm trở lên xếp loại Tốt, từ 80 đến dưới 90 điểm xếp loại Khá, dưới 80 điểm xếp loại Trung bình)"
    text = f"Có 02 đơn vị xếp loại Tốt, 02 đơn vị xếp loại Khá, {{}} đơn vị xếp loại Trung bình {scale}."
    assert _found(Sketch(TABLE), text.format("02")) == []
    bound = "Có {} đơn vị nhóm Khá (từ 80 đến dưới 90 điểm)."
    assert [rule for rule, *_ in _found(Sketch(TABLE), bound.format("04"))] == ["COUNT-BOUND"]


@pytest.mark.parametrize(
    ("text", "right", "wrong", "rule"),
    [
        ("Tỷ lệ đơn vị đạt trên 80 điểm là {}.", "66,7%", "67,6%", "COUNT-PCT"),
        ("{} số đơn vị đạt từ 80 điểm trở lên.", "66,7%", "67,6%", "COUNT-PCT"),
        ("Khoảng cách giữa đơn vị đứng đầu và đơn vị đứng cuối là {} điểm.", "29,90", "29,09", "CLAIM-STAT"),
        ("Tỷ lệ các đơn vị đạt từ 90 điểm trở lên chiếm {}.", "33,33%", "38,33%", "COUNT-PCT"),
        ("Không có đơn vị nào đạt dưới {} điểm.", "60", "70", "COUNT-BOUND"),
    ],
)
def test_shares_without_counts_and_counts_in_words(text: str, right: str, wrong: str, rule: str) -> None:
    """A percentage of units beyond a bound needs no count beside it, and none of them is a count."""
    assert _found(Sketch(TABLE), text.format(right)) == []
    assert [found for found, *_ in _found(Sketch(TABLE), text.format(wrong))] == [rule]


@pytest.mark.parametrize(
    ("text", "right", "wrong", "rule"),
    [
        ("Sở Xây dựng đứng cuối, kém đơn vị đứng thứ Nhất {}.", "29,90 điểm", "28,90 điểm", "CLAIM-FIGURE"),
        ("Sở Nội vụ cao hơn điểm trung bình toàn tỉnh {}.", "13,23 điểm", "18,23 điểm", "CLAIM-FIGURE"),
        ("Bình quân toàn khối {} điểm/đơn vị.", "81,97", "81,47", "CLAIM-STAT"),
        ("{} đạt điểm cao nhất.", "Sở Nội vụ", "Sở Tài chính", "CLAIM-RANK"),
        ("Top 3 gồm Sở Nội vụ, {} và Sở Tài chính.", "Sở Tư pháp", "Sở Xây dựng", "CLAIM-RANK"),
        (
            "Nhóm 3 đơn vị dẫn đầu gồm: Sở Nội vụ; {}; Sở Tài chính.",
            "Sở Tư pháp",
            "Sở Y tế",
            "CLAIM-RANK",
        ),
    ],
)
def test_who_leads_and_how_far_ahead(text: str, right: str, wrong: str, rule: str) -> None:
    """Distances from the first and the mean of all, the mean "of the whole group", and lists of the first."""
    assert _found(Sketch(TABLE), text.format(right)) == []
    assert [one for one, _, _ in _found(Sketch(TABLE), text.format(wrong))] == [rule]


def test_units_without_a_result_are_no_noughts() -> None:
    """A dash for a place and a total counts neither in the total of its row, nor in means, nor among the first."""
    rows = [["STT", "Tên đơn vị", "Hạ tầng", "Ứng dụng", "Nhân lực", "Tổng điểm", "Xếp hạng"]]
    figures = [
        ("35", "30", "28"),
        ("34", "29", "25"),
        ("30", "28", "22"),
        ("29", "25", "21"),
        ("28", "20", "19"),
    ]
    for at, parts in enumerate(figures, start=1):
        rows.append([str(at), NAMES[at - 1], *parts, str(sum(map(int, parts))), str(at)])
    rows.append(["6", NAMES[5], "36", "30", "-", "-", "-"])
    note = f"Không xếp hạng tổng thể đối với {NAMES[5]} do chưa có số liệu về nhân lực."
    first = f"Nhóm dẫn đầu gồm {NAMES[0]} (93 điểm), {NAMES[1]} (88 điểm) và {NAMES[2]} (80 điểm)."
    mean = "Điểm bình quân của 5 đơn vị được xếp hạng là {} điểm."
    assert _found(Sketch(rows), note, first, mean.format("80,6")) == []
    assert [one for one, _, _ in _found(Sketch(rows), note, first, mean.format("86,6"))] == ["CLAIM-STAT"]


def test_places_compared_with_begin_in_the_other_year() -> None:
    """In "so với năm 2016 (từ thứ 6 lên thứ 1)" the first place is of 2016, and the second is not."""
    places = ["4", "1", "6", "2", "5", "3"]
    rows = [
        [*row[:2], *row[3:], "Xếp hạng năm 2016" if not at else places[at - 1]]
        for at, row in enumerate(TABLE)
    ]
    text = "Sở Nội vụ tăng 3 bậc so với năm 2016 (từ thứ {} lên thứ 1)."
    assert _found(Sketch(rows), text.format("4")) == []
    assert [one for one, _, _ in _found(Sketch(rows), text.format("6"))] == ["CLAIM-RANK"]


def test_units_among_which_tiers_are_counted_are_in_no_tier() -> None:
    """In "trong 6 đơn vị: loại Tốt có 2 đơn vị" six are counted, and two are in the tier."""
    tiers = ["Tốt", "Tốt", "Khá", "Khá", "Khá", "Trung bình"]
    rows = [[*row[:2], row[3], "Xếp loại" if not at else tiers[at - 1]] for at, row in enumerate(TABLE)]
    text = "Trong 6 đơn vị được chấm điểm: loại Tốt có {} đơn vị; loại Khá có 3 đơn vị; loại Trung bình có 1 đơn vị."
    assert _found(Sketch(rows), text.format("2")) == []
    assert _found(Sketch(rows), text.format("4")) != []


def test_a_rate_of_all_together_is_their_mean() -> None:
    """How far a unit's percentage is above that of the row of totals, which no mean of percentages gives."""
    rows = [["TT", "Trường", "Số học sinh", "Giỏi", "Tỷ lệ giỏi (%)"]]
    for at, (many, good) in enumerate([(200, 50), (400, 60), (600, 72), (300, 30), (500, 40)], start=1):
        share = f"{good * 100 / many:.2f}".replace(".", ",")
        rows.append([str(at), f"Trường THPT số {at}", str(many), str(good), share])
    rows.append(["", "Tổng cộng", "2000", "252", "12,60"])
    text = "Trường THPT số 1 có tỷ lệ học sinh giỏi cao hơn bình quân toàn tỉnh {}%."
    assert _found(Sketch(rows), text.format("12,40")) == []
