"""What sentences say of all units together: means, extremes, counts beyond bounds, who leads and who closes."""

from __future__ import annotations

import pytest

from tests.validate.papers import DEPARTMENTS, Sketch, examine, serious

A, B, C, D, E = DEPARTMENTS[:5]
FIVE = [
    ["STT", "Tên đơn vị", "Hạ tầng", "Nhân lực", "Tổng điểm", "Tỷ lệ", "Xếp hạng"],
    ["1", A, "50,25", "42,25", "92,50", "92,50%", "1"],
    ["2", B, "48,00", "40,25", "88,25", "88,25%", "2"],
    ["3", C, "45,10", "40,00", "85,10", "85,10%", "3"],
    ["4", D, "40,00", "40,00", "80,00", "80,00%", "4"],
    ["5", E, "35,00", "36,35", "71,35", "71,35%", "5"],
]


def _found(*blocks: Sketch | str) -> list[tuple[str, str, str]]:
    return [(one.rule, one.observed, one.expected) for one in serious(examine(*blocks))]


def _held(text: str, rule: str) -> int:
    return sum(check.rule == rule and check.outcome == "held" for check in examine(Sketch(FIVE), text).checks)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Điểm trung bình của các đơn vị là {} điểm.", "83,44", "84,43"),
        ("Điểm bình quân chung đạt {} điểm, đơn vị cao nhất đạt 92,50 điểm.", "83,44", "83,54"),
        ("Tỷ lệ trung bình của 5 sở, ban, ngành đạt {}.", "83,44%", "85,44%"),
        ("Giá trị trung vị của 5 đơn vị là {} điểm.", "85,10", "85,01"),
        ("Sở có điểm cao nhất đạt {} điểm, thấp nhất đạt 71,35 điểm.", "92,50", "95,20"),
        ("Đơn vị thấp nhất {} điểm.", "71,35", "73,15"),
        ("Điểm của các đơn vị dao động từ {} đến 92,50 điểm.", "71,35", "72,35"),
        ("Khoảng cách giữa đơn vị cao nhất và đơn vị thấp nhất là {} điểm.", "21,15", "22,15"),
    ],
)
def test_statistics_are_recomputed(text: str, right: str, wrong: str) -> None:
    """The figure that follows from the column holds; another one near it is a finding with the right one."""
    assert _found(Sketch(FIVE), text.format(right)) == []
    assert _held(text.format(right), "CLAIM-STAT")
    bare = (right.rstrip("%"), wrong.rstrip("%"))
    assert _found(Sketch(FIVE), text.format(wrong)) == [("CLAIM-STAT", bare[1], bare[0])]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Giá trị trung vị của 5 đơn vị là {} điểm.", "630,74", "630,79"),
        ("Khoảng cách giữa đơn vị cao nhất và đơn vị thấp nhất là {} điểm.", "330,43", "333,43"),
        ("Giá trị trung bình của 5 đơn vị là {}.", "0,6286", "0,6826"),
    ],
)
def test_a_statistic_is_of_the_scale_that_it_has(text: str, right: str, wrong: str) -> None:
    """Ranks that follow an index of one at the most speak of the points it is made of too."""
    scores = ["808,58", "630,74", "644,29", "478,15", "581,27"]
    rows = [["STT", "Tên đơn vị", "Tổng điểm (1.000)", "Giá trị DTI", "Xếp hạng chung"]]
    indices, ranks = ["0,8086", "0,6307", "0,6443", "0,4782", "0,5813"], "13254"
    for at, (name, score, index, rank) in enumerate(
        zip(DEPARTMENTS, scores, indices, ranks, strict=False), 1
    ):
        rows.append([str(at), name, score, index, rank])
    assert _found(Sketch(rows), text.format(right)) == []
    assert _found(Sketch(rows), text.format(wrong)) == [("CLAIM-STAT", wrong, right)]


@pytest.mark.parametrize(
    "text",
    [
        "Điểm trung bình cả nước là 84,44 điểm.",
        "Năm 2015, điểm trung bình của các đơn vị là 82,44 điểm.",
        "Điểm trung bình lĩnh vực nhân lực là 84,44 điểm.",
        "Điểm trung bình về minh bạch của các đơn vị là 84,44 điểm.",
        "Mục tiêu đến cuối kỳ điểm trung bình đạt 84,44 điểm.",
        "Sở Tài chính cao hơn trung bình 9,06 điểm.",
        "Điểm trung bình của nhóm dẫn đầu là 88,62 điểm.",
        "Hạ tầng có điểm cao nhất là 50,25 điểm.",
        "Có 4 xã đạt trên 85 điểm.",
        "Có 4 doanh nghiệp được đánh giá trên 85 điểm.",
        "Về mức độ hài lòng, có 4 đơn vị đạt trên 85%.",
        "Có 4 đơn vị giải quyết trên 85% hồ sơ trực tuyến.",
        "Về minh bạch, Sở Nội vụ xếp cuối cùng.",
        "Sở Nội vụ chịu trách nhiệm đến cuối cùng về kết quả.",
        "Người đứng đầu là Sở Nội vụ và Sở Y tế chịu trách nhiệm.",
    ],
)
def test_what_is_about_something_else_is_left_alone(text: str) -> None:
    """Other years, other units, parts of the score and plans contradict no table."""
    assert _found(Sketch(FIVE), text) == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Có {} đơn vị đạt trên 85 điểm.", "3", "4"),
        ("Có {} đơn vị đạt từ 80 điểm trở lên.", "4", "5"),
        ("Trong tổng số 5 đơn vị, có {} đơn vị đạt dưới 80 điểm.", "01", "02"),
        ("Có {}/5 đơn vị đạt từ 90% trở lên.", "1", "2"),
        ("Có {} sở, ngành đạt từ 80 đến dưới 90 điểm, chiếm 60%.", "3", "2"),
        ("Có {} sở có tổng điểm trên 70 điểm.", "5", "4"),
    ],
)
def test_units_beyond_a_bound_are_counted(text: str, right: str, wrong: str) -> None:
    """The count is that of the rows; who lies on the bound may count or not."""
    assert _found(Sketch(FIVE), text.format(right)) == []
    assert _held(text.format(right), "COUNT-BOUND")
    found = _found(Sketch(FIVE), text.format(wrong))
    assert [(rule, observed.split("/")[0]) for rule, observed, _ in found] == [("COUNT-BOUND", wrong)]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (f"Ba đơn vị dẫn đầu là {A}, {B} và {C}.", (C, D)),
        (f"Các đơn vị dẫn đầu gồm: {A} (92,50 điểm), {B} (88,25 điểm).", (B, C)),
        (f"Thấp nhất là {E}.", (E, D)),
        (f"{E} xếp cuối cùng.", (E, C)),
        (f"{A} đứng đầu toàn tỉnh.", (A, B)),
        (f"Hai đơn vị xếp cuối là {D} và {E}.", (D, C)),
    ],
)
def test_ends_of_a_ranking_are_held_against_its_ranks(text: str, wrong: tuple[str, str]) -> None:
    """The agencies named are as many as stand at that end of the table."""
    assert _found(Sketch(FIVE), text) == []
    assert _held(text, "CLAIM-RANK")
    # A figure of another agency beside the name says the same.
    rules = {rule for rule, _, _ in _found(Sketch(FIVE), text.replace(*wrong))}
    assert rules in ({"CLAIM-RANK"}, {"CLAIM-FIGURE"})


def test_a_mean_of_a_misprinted_column_follows_the_right_figure() -> None:
    """One wrong total is one finding, whatever the mean was taken of."""
    rows = [list(row) for row in FIVE]
    rows[1][4] = "95,20"
    found = _found(Sketch(rows), "Điểm trung bình của các đơn vị là 83,44 điểm.")
    assert "CLAIM-STAT" not in [rule for rule, _, _ in found]
    assert found


def test_means_of_groups_hold() -> None:
    """A mean may be that of one group of the table."""
    rows = [FIVE[0], ["I", "Nhóm Tốt", *[""] * 5], *FIVE[1:4], ["II", "Nhóm Khá", *[""] * 5], *FIVE[4:]]
    assert _found(Sketch(rows), "Điểm trung bình của các đơn vị là 88,62 điểm.") == []


def test_two_tables_of_the_same_units_leave_it_open() -> None:
    """What one of two tables does not bear out may be said of the other."""
    second = [["STT", "Tên đơn vị", "Tổng điểm"], *[[row[0], row[1], f"6{row[0]},40"] for row in FIVE[1:]]]
    assert (
        _found(Sketch(FIVE), Sketch(second, number="2"), "Điểm trung bình của các đơn vị là 84,44 điểm.")
        == []
    )


def test_a_table_of_one_part_leaves_the_total_meant() -> None:
    """A table that ranks the units by what the other adds up is about a part, of which the sentence does not speak."""
    part = [["STT", "Tên đơn vị", "Tổng điểm"], *[[row[0], row[1], row[2]] for row in FIVE[1:]]]
    text = "Điểm trung bình của các đơn vị là {} điểm."
    tables = Sketch(FIVE), Sketch(part, number="2")
    assert _found(*tables, text.format("83,44")) == []
    assert _found(*tables, text.format("84,44")) == [("CLAIM-STAT", "84,44", "83,44")]


def test_what_the_ranks_follow_is_meant() -> None:
    """No column is called a total: the overall rank tells which figures a mean is of, and percentages may be points."""
    rows = [
        ["STT", "Tên đơn vị", "Chỉ số năm 2017", "Chỉ số năm 2016", "Hạng năm 2017"],
        ["1", A, "92.50", "80.10", "1"],
        ["2", B, "88.25", "85.20", "2"],
        ["3", C, "85.10", "70.00", "3"],
        ["4", D, "80.00", "79.00", "4"],
        ["5", E, "71.35", "60.25", "5"],
    ]
    assert _found(Sketch(rows), "Chỉ số trung bình của các đơn vị là 83.44 %.") == []
    wrong = _found(Sketch(rows), "Chỉ số trung bình của các đơn vị là 84.34 %.")
    assert wrong == [("CLAIM-STAT", "84.34", "83.44")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tổng số phiếu khảo sát thu về của 5 đơn vị là 1.751.", []),
        ("Tổng số phiếu khảo sát thu về của 5 đơn vị là 7.751.", [("CLAIM-STAT", "7.751", "1.751")]),
        ("Tổng số phiếu phát ra là 7.751.", []),
        ("Tổng số phiếu không hợp lệ của 5 đơn vị là 12.", []),
    ],
)
def test_sums_are_of_the_column_they_name(text: str, found: list[tuple[str, str, str]]) -> None:
    """What is added up is named by all the words of its header."""
    rows = [
        ["STT", "Tên đơn vị", "Số phiếu thu về", "Hài lòng"],
        ["1", A, "364", "300"],
        ["2", B, "338", "290"],
        ["3", C, "349", "310"],
        ["4", D, "340", "305"],
        ["5", E, "360", "301"],
    ]
    assert _found(Sketch(rows), text) == found


def test_a_miscount_beside_its_right_percentage_is_one_finding() -> None:
    """The table and the percentage say the same of the count."""
    found = _found(Sketch(FIVE), "Có 2 trên tổng số 5 đơn vị đạt từ 90 điểm trở lên, chiếm 20%.")
    assert found == [("COUNT-BOUND", "2 trên tổng số 5", "1/5")]


@pytest.mark.parametrize(
    ("caption", "text"),
    [
        ("Chỉ số hài lòng về sự phục vụ", "Chỉ số hài lòng trung bình của các đơn vị là {}%."),
        ("Xếp hạng CCHC các đơn vị", "Chỉ số cải cách hành chính trung bình là {}%."),
        ("Xếp hạng chuyển đổi số", "Chỉ số CĐS trung bình của 5 đơn vị đạt {}%."),
        ("Kết quả xử lý hồ sơ", "Tỷ lệ xử lý hồ sơ trung bình đạt {}%."),
    ],
)
def test_words_of_the_caption_say_what_is_meant(caption: str, text: str) -> None:
    """In full or abbreviated; no list of rankings is known."""
    table = Sketch(FIVE, caption=caption)
    assert _found(table, text.format("83,44")) == []
    assert _found(table, text.format("84,33")) == [("CLAIM-STAT", "84,33", "83,44")]


@pytest.mark.parametrize(
    "text",
    [
        "Chỉ số hài lòng trung bình của các đơn vị là 84,33%.",
        "Chỉ số thành phần có điểm trung bình là 84,33 điểm.",
        "Điểm trung bình của top 3 là 84,33 điểm.",
        "Điểm tự đánh giá trung bình là 84,33 điểm.",
    ],
)
def test_words_that_the_table_does_not_say_leave_it_open(text: str) -> None:
    """Another measure, a part, some of the units."""
    assert _found(Sketch(FIVE), text) == []
