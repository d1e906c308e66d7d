"""Forms of rankings: shared mean places, medals, columns of moves, maxima below the titles, how many units there are."""

from __future__ import annotations

import pytest

from doichieu.validate.infer.ranks.ranking import find_ranking
from doichieu.validate.infer.ranks.tie_policies import TiePolicy
from doichieu.validate.paper import lay_out
from tests.validate.papers import DEPARTMENTS, Sketch, decide, edited, examine, findings, ranking, serious

SCORES = ["95", "88", "88", "80", "75", "75", "75", "60"]
MEAN_PLACES = ["1", "2,5", "2,5", "4", "6", "6", "6", "8"]


def test_ties_may_share_the_mean_of_their_places() -> None:
    """1; 2,5; 2,5; 4 is a policy like the others, and a place that leaves it is one finding."""
    fit = find_ranking(lay_out(decide(Sketch(ranking(SCORES, MEAN_PLACES)))).sheets[0], 3)
    assert fit is not None
    assert (fit.convention.policy, fit.events) == (TiePolicy.MEAN, ())
    wrong = [*MEAN_PLACES[:3], "5", *MEAN_PLACES[4:]]
    (found,) = serious(examine(Sketch(ranking(SCORES, wrong))))
    assert (found.rule, found.observed, found.expected) == ("RANK-ORDER", "5", "4")


def test_a_place_between_two_is_told_as_the_paper_prints_it() -> None:
    """The expected place has the paper's decimal mark."""
    wrong = [MEAN_PLACES[0], "2", *MEAN_PLACES[2:]]
    (found,) = serious(examine(Sketch(ranking(SCORES, wrong))))
    assert found.expected == "2,5"


MEDALS = [
    ("6", "1", "0", "1"),
    ("4", "3", "2", "2"),
    ("4", "1", "5", "3"),
    ("4", "1", "5", "3"),
    ("2", "4", "0", "5"),
    ("2", "2", "6", "6"),
    ("1", "3", "3", "7"),
    ("1", "3", "1", "8"),
]


def _medals(ranks: list[str]) -> Sketch:
    rows = [["STT", "Đơn vị", "Huy chương Vàng", "Huy chương Bạc", "Huy chương Đồng", "Xếp hạng"]]
    rows += [
        [str(n), DEPARTMENTS[n], *one[:3], rank]
        for n, (one, rank) in enumerate(zip(MEDALS, ranks, strict=True), start=1)
    ]
    return Sketch(rows)


def test_equal_gold_is_told_apart_by_silver_then_bronze() -> None:
    """Units equal in all three share a place; two that stand in each other's place are found."""
    ranks = [one[3] for one in MEDALS]
    assert serious(examine(_medals(ranks))) == []
    (found,) = serious(examine(_medals([*ranks[:6], "8", "7"])))
    assert found.rule == "RANK-ORDER"


def _years(moves: list[str]) -> Sketch:
    head = [["STT", "Đơn vị", "Năm 2016", "Năm 2016", "Năm 2017", "Năm 2017", "So sánh", "So sánh"]]
    head += [["", "", "Điểm", "Hạng", "Điểm", "Hạng", "Điểm", "Hạng"]]
    before, after = [80, 75, 70, 65, 60, 55], [62, 77, 71, 69, 50, 58]
    first, second = ([sorted(year, reverse=True).index(one) + 1 for one in year] for year in (before, after))
    rows = [
        [str(n), DEPARTMENTS[n], str(was), str(rank), str(now), str(place), str(now - was), move]
        for n, (was, rank, now, place, move) in enumerate(
            zip(before, first, after, second, moves, strict=True), start=1
        )
    ]
    return Sketch([*head, *rows], header_rows=2)


def test_places_won_below_a_comparison_are_no_ranks() -> None:
    """“So sánh / Hạng” holds moves, with noughts and minus signs; it is held against the ranks and ranks nothing."""
    moves = ["-3", "1", "1", "1", "-1", "1"]
    assert serious(examine(_years(moves))) == []
    (found,) = serious(examine(_years([*moves[:4], "-2", "1"])))
    assert (found.rule, found.observed, found.expected) == ("RANK-MOVE", "-2", "-1")


def _maxima(maxima: list[str], *, header_rows: int) -> Sketch:
    rows = [["STT", "Đơn vị", "Công khai", "Thủ tục", "Hạ tầng", "Tổng điểm"], ["", "Điểm tối đa", *maxima]]
    for n, (one, two, three) in enumerate(
        [(9, 18, 27), (10, 15, 29), (8, 20, 25), (7, 11, 30), (9, 17, 21)], start=1
    ):
        rows.append([str(n), DEPARTMENTS[n], *map(str, (one, two, three, one + two + three))])
    return Sketch(rows, header_rows=header_rows)


@pytest.mark.parametrize("header_rows", [1, 2])
def test_maxima_below_the_titles_are_read_and_added_up(header_rows: int) -> None:
    """The row of maxima is no total of the units below it, and its own total is checked, in the header or out of it."""
    assert serious(examine(_maxima(["10", "20", "30", "60"], header_rows=header_rows))) == []
    (found,) = serious(examine(_maxima(["10", "20", "30", "70"], header_rows=header_rows)))
    assert found.rule == "SUM-ROW"


def test_shares_need_not_make_a_hundred_to_the_digit() -> None:
    """A hundred printed whole over shares with decimals: they were rounded one by one."""
    rows = [["STT", "Chỉ tiêu", "Năm 2014", "Năm 2015", "Năm 2016", "Năm 2017"]]
    rows += [["I", "Cơ cấu kinh tế", "100", "100", "100", "100"]]
    rows += [
        ["1", "Nông nghiệp", "34,72", "38,26", "32,08", "13,42"],
        ["2", "Công nghiệp", "37,53", "24,50", "19,20", "14,84"],
        ["3", "Dịch vụ", "8,71", "24,23", "26,12", "27,17"],
        ["4", "Thuế sản phẩm", "19,04", "13,01", "22,61", "44,57"],
    ]
    assert serious(examine(Sketch(rows))) == []


def _cluster(count: str) -> Sketch:
    return Sketch(ranking(SCORES, MEAN_PLACES), caption=f"Khối thi đua số 1 ({count} đơn vị)")


def test_a_caption_says_how_many_units_follow() -> None:
    """“(08 đơn vị)” over eight rows holds, “(09 đơn vị)” does not."""
    assert serious(examine(_cluster("08"))) == []
    (found,) = serious(examine(_cluster("09")))
    assert (found.rule, found.observed, found.expected) == ("COUNT-UNITS", "09 đơn vị", "8")


DISTRICTS = [
    "Thành phố Quy Nhơn",
    "Thị xã An Nhơn",
    "Huyện An Lão",
    "Huyện Hoài Ân",
    "Huyện Hoài Nhơn",
    "Huyện Phù Cát",
    "Huyện Phù Mỹ",
    "Huyện Tuy Phước",
    "Huyện Tây Sơn",
    "Huyện Vân Canh",
    "Huyện Vĩnh Thạnh",
]


def _districts(names: list[str]) -> Sketch:
    rows = [["STT", "Đơn vị", "Điểm", "Xếp hạng"]]
    return Sketch(
        [*rows, *([str(n), name, str(99 - 3 * n), str(n)] for n, name in enumerate(names, start=1))]
    )


def test_a_unit_missing_from_a_ranking_of_all_is_named() -> None:
    """The paper ranks 11 of 11 districts and lists ten: the registry says which is missing."""
    said = "Xếp hạng 11/11 huyện, thị xã, thành phố."
    assert serious(examine(said, _districts(DISTRICTS))) == []
    (found,) = serious(examine(said, _districts([*DISTRICTS[:6], *DISTRICTS[7:]])))
    assert found.rule == "COUNT-UNITS"
    assert "thiếu Phù Mỹ" in found.message.vi


@pytest.mark.parametrize(
    ("names", "twice"),
    [
        (["Bệnh viện Mắt", "Bệnh viện Phổi", "Bệnh viện Nhi", "Bệnh viện Da liễu", "Bệnh viện Phổi"], True),
        (["Trường Lê Lợi", "Trường Kim Đồng", "Trường Bến Thủy", "Trường Đội Cung", "Trường Kim Đồng"], True),
        (["Bệnh viện Mắt", "Bệnh viện Phổi", "Bệnh viện Nhi", "Bệnh viện Da liễu", "Bệnh viện Tim"], False),
    ],
)
def test_a_name_twice_in_a_ranking_is_told(names: list[str], *, twice: bool) -> None:
    """Hospitals and schools that the registry does not have are each ranked once."""
    found = serious(examine(_districts(names)))
    assert [one.rule for one in found] == (["POP-DUP"] if twice else [])


def _detail(part: str) -> Sketch:
    rows = [["STT", "Đơn vị", "Đào tạo", "Tuyên truyền", "Tổng điểm"]]
    scores = [("9", "8"), ("7", "6"), (part, "4"), ("6", "9"), ("3", "5")]
    totals = ("17", "13", "9", "15", "8")
    rows += [
        [str(n), f"Trường {HOUSES[n]}", *one, total]
        for n, (one, total) in enumerate(zip(scores, totals, strict=True))
    ]
    return Sketch(rows, number="2", caption="Chỉ số Nhận thức số")


HOUSES = ("Lê Lợi", "Kim Đồng", "Bến Thủy", "Đội Cung", "Hưng Bình")


def test_a_total_that_the_summary_prints_is_believed() -> None:
    """Schools, which the registry does not have: the summary repeats the detail's total, so that a part is wrong."""
    rows = [["STT", "Đơn vị", "Nhận thức số", "Hạ tầng số", "Tổng điểm"]]
    figures = [("17", "5", "22"), ("13", "8", "21"), ("9", "7", "16"), ("15", "2", "17"), ("8", "6", "14")]
    rows += [[str(n), f"Trường {HOUSES[n]}", *one] for n, one in enumerate(figures)]
    summary = Sketch(rows, number="1", caption="Tổng hợp")
    assert serious(examine(summary, _detail("5"))) == []
    (found,) = serious(examine(summary, _detail("15")))
    assert (found.rule, found.row, found.observed, found.expected) == ("SUM-ROW", 3, "15", "5")


def test_a_row_typed_again_is_named_though_its_figures_are_lost() -> None:
    """The marks of a contest are those of the row above, the mean is not: the marks are in doubt."""
    rows = [["STT", "Đơn vị", "Giám khảo 1", "Giám khảo 2", "Giám khảo 3", "Điểm trung bình"]]
    marks = [(80, 82, 87), (71, 74, 77), (91, 89, 93), (65, 69, 64), (77, 79, 84), (88, 81, 86)]
    rows += [
        [str(n), DEPARTMENTS[n], *map(str, one), str(sum(one) // 3)] for n, one in enumerate(marks, start=1)
    ]
    assert serious(examine(Sketch(rows))) == []
    rows[4][2:5] = rows[3][2:5]
    (found,) = serious(examine(Sketch(rows)))
    assert (found.row, found.col, found.corrections) == (4, 2, ())
    assert found.cause is not None
    assert "chép lại" in found.cause.vi


def test_levels_count_as_often_as_they_say() -> None:
    """Criteria that reach level 1 to 5 make the points of a hospital; two counts in each other's place do not."""
    rows = [
        [
            "STT",
            "Đơn vị",
            *(f"Số tiêu chí / Mức {n}" for n in range(1, 6)),
            "Tổng số tiêu chí",
            "Tổng số điểm",
        ]
    ]
    counts = [(0, 4, 35, 34, 10), (2, 8, 36, 27, 10), (2, 7, 33, 35, 6), (0, 3, 43, 28, 9), (1, 6, 31, 37, 8)]
    counts += [(1, 9, 31, 33, 9), (0, 7, 42, 30, 4)]
    for n, one in enumerate(counts, start=1):
        points = sum(level * count for level, count in enumerate(one, start=1))
        rows.append([str(n), DEPARTMENTS[n], *map(str, one), str(sum(one)), str(points)])
    assert serious(examine(Sketch(rows))) == []
    rows[3][4], rows[3][5] = rows[3][5], rows[3][4]
    (found,) = serious(examine(Sketch(rows)))
    assert (found.rule, found.row) == ("SUM-WEIGHT", 3)


def test_weights_may_stand_in_a_note() -> None:
    """A note gives the formula of the index; one unit that leaves it is told."""
    note = "Chỉ số tổng hợp = 50% x Hạ tầng số + 30% x Nhân lực số + 20% x An toàn thông tin"
    rows = [["STT", "Đơn vị", "Hạ tầng số", "Nhân lực số", "An toàn thông tin", "Chỉ số tổng hợp"]]
    figures = [(80, 70, 60, "73,0"), (64, 90, 50, "69,0"), (78, 55, 70, "69,5"), (92, 60, 85, "81,0")]
    rows += [[str(n), DEPARTMENTS[n], *map(str, one)] for n, one in enumerate(figures, start=1)]
    assert serious(examine(Sketch(rows, notes=(note,)))) == []
    rows[3][5] = "65,9"
    (found,) = serious(examine(Sketch(rows, notes=(note,))))
    assert (found.rule, found.row, found.expected) == ("SUM-WEIGHT", 3, "69,5")


def test_what_is_left_counts_the_bonus_that_few_have() -> None:
    """“Điểm còn lại” less the penalty alone holds where there is no bonus, and everywhere with it."""
    rows = [["STT", "Đơn vị", "Điểm tiêu chí", "Điểm thưởng", "Điểm trừ", "Điểm còn lại"]]
    points = [(65, 0, 2), (57, 0, 5), (62, 3, 3), (71, 0, 1), (59, 0, 4), (68, 2, 0), (66, 0, 3), (73, 0, 2)]
    for n, (base, bonus, penalty) in enumerate(points, start=1):
        rows.append([str(n), DEPARTMENTS[n], *map(str, (base, bonus, penalty, base + bonus - penalty))])
    assert serious(examine(Sketch(rows))) == []


def test_ordinals_start_again_below_a_row_that_sums_up_a_group() -> None:
    """“Cộng khu vực …” closes a group as a heading opens one."""
    rows = [["STT", "Đơn vị", "Chỉ tiêu", "Thực hiện"]]
    plans = [(120, 118), (90, 95), (210, 190), (75, 75), (60, 66), (140, 131)]
    for at, (plan, done) in enumerate(plans):
        rows.append([str(at % 3 + 1), f"Huyện {HOUSES[at % 5]} {'AB'[at // 3]}", str(plan), str(done)])
        if at % 3 == 2:
            sums = [str(sum(one[col] for one in plans[at - 2 : at + 1])) for col in (0, 1)]
            rows.append(["", f"Cộng khu vực {'miền núi' if at > 3 else 'đồng bằng'}", *sums])
    rows.append(["", "Tổng cộng", *(str(sum(one[col] for one in plans)) for col in (0, 1))])
    assert serious(examine(Sketch(rows))) == []


def test_a_score_of_a_hundred_may_exceed_the_maximum_it_was_divided_by() -> None:
    """Points over a maximum that differs between units, as points of a hundred; most are out of a hundred already."""
    rows = [["STT", "Đơn vị", "Điểm đạt được", "Điểm tối đa áp dụng", "Điểm quy đổi (thang 100)"]]
    points = [
        ("83,5", 100),
        ("77,2", 100),
        ("91,4", 100),
        ("85,5", 90),
        ("68,9", 100),
        ("84,0", 95),
        ("72,6", 100),
    ]
    points += [("88,1", 100), ("79,2", 90)]
    for n, (score, maximum) in enumerate(points, start=1):
        hundred = float(score.replace(",", ".")) * 100 / maximum
        rows.append([str(n), DEPARTMENTS[n], score, str(maximum), f"{hundred:.2f}".replace(".", ",")])
    assert serious(examine(Sketch(rows))) == []


def test_a_total_may_be_split_in_three_ways() -> None:
    """By sex, by age and by degree: a slip in the third is held against the total of its row too."""
    head = [
        "STT",
        "Đơn vị",
        "Tổng số",
        "Nam",
        "Nữ",
        "Dưới 30",
        "Từ 30 đến 50",
        "Trên 50",
        "Sau đại học",
        "Đại học",
    ]
    staff = [
        (61, 29, 11, 30, 17),
        (84, 40, 25, 38, 28),
        (47, 18, 9, 27, 12),
        (93, 51, 33, 44, 35),
        (72, 37, 20, 31, 26),
        (58, 21, 14, 29, 19),
    ]
    rows = [head]
    for n, (count, men, young, middle, high) in enumerate(staff, start=1):
        cells = (count, men, count - men, young, middle, count - young - middle, high, count - high)
        rows.append([str(n), DEPARTMENTS[n], *map(str, cells)])
    rows.append(["", "Tổng cộng", *(str(sum(int(row[col]) for row in rows[1:])) for col in range(2, 10))])
    assert serious(examine(Sketch(rows))) == []
    rows[3][8] = "21"
    (found,) = serious(examine(Sketch(rows)))
    assert (found.row, found.col, found.expected) == (3, 8, "12")


@pytest.mark.parametrize("upward", [True, False])
def test_growth_over_the_row_of_the_year_before(*, upward: bool) -> None:
    """Years as rows, in either order: each rate follows from its own row and that of the year before."""
    rows = [
        ["2016", "38.400", "-"],
        ["2017", "41.472", "8,0"],
        ["2018", "45.205", "9,0"],
        ["2019", "46.109", "2,0"],
    ]
    rows += [["2020", "49.337", "7,0"], ["2021", "51.804", "5,0"]]
    head = ["Năm", "Giá trị sản xuất (tỷ đồng)", "Tốc độ tăng so với năm trước (%)"]
    order = rows if upward else rows[::-1]
    assert serious(examine(Sketch([head, *order]))) == []
    rows[3][2] = "20,0"
    (found,) = serious(examine(Sketch([head, *order])))
    assert (found.rule, found.observed, found.expected) == ("RATIO-PCT", "20,0", "2,0")


def test_places_in_several_events_are_added_up() -> None:
    """The least sum of places wins; a place misprinted is told by the sum of its row."""
    places = [(3, 1, 2), (1, 2, 4), (6, 5, 6), (2, 4, 1), (5, 6, 3), (4, 3, 5)]
    sums = [sum(one) for one in places]
    rows = [
        [
            "STT",
            "Đơn vị",
            "Hạng Bóng đá",
            "Hạng Cầu lông",
            "Hạng Kéo co",
            "Tổng thứ hạng",
            "Xếp hạng toàn đoàn",
        ]
    ]
    for n, (one, total) in enumerate(zip(places, sums, strict=True), start=1):
        rows.append([str(n), DEPARTMENTS[n], *map(str, one), str(total), str(sorted(sums).index(total) + 1)])
    assert serious(examine(Sketch(rows))) == []
    rows[3][2] = "1"
    (found,) = serious(examine(Sketch(rows)))
    assert (found.rule, found.row) == ("SUM-ROW", 3)


def test_places_are_told_by_the_figures_they_rank_whatever_heads_them() -> None:
    """“Thứ tự” behind the names ranks where it follows a column; the ordinals of a list sorted by its scores stay ordinals."""
    head = ["Đơn vị", "Tổng điểm", "Thứ tự"]
    scores, places = [70, 95, 88, 60, 91, 83], ["5", "1", "3", "6", "2", "4"]
    rows = [
        [DEPARTMENTS[n], str(score), place]
        for n, (score, place) in enumerate(zip(scores, places, strict=True))
    ]
    assert serious(examine(Sketch([head, *rows]))) == []
    rows[0][2], rows[3][2] = "6", "5"
    (found,) = serious(examine(Sketch([head, *rows])))
    assert found.rule == "RANK-ORDER"
    listed = [
        [number, DEPARTMENTS[n], str(99 - n)] for n, number in enumerate(["1", "2", "3", "3", "5", "6", "7"])
    ]
    (found,) = serious(examine(Sketch([["STT", "Đơn vị", "Tổng điểm"], *listed])))
    assert found.rule == "ORD-DUP"


CONTEST = ["1|8 9 9|1", "2|9 7 8|2 2", "3|9 7 8|2 2", "4|7 9 8|4", "5|8 8 6|5", "6|8 6 8|6", "7|6 8 8|7", "8|5 9 5|8", "9|7 6 5|9", "10|6 7 5|10", "11|5 6 7|11", "12|9 5 1|12"]  # fmt: skip


def _contest(shared: str) -> list[list[str]]:
    """Teams by their total, then the first criterion, then the second; two are equal in all of them."""
    rows = [["STT", "Đội", "Kiến thức", "Kỹ năng", "Trình bày", "Tổng điểm", "Xếp hạng"]]
    for team in CONTEST:
        number, marks, place = team.split("|")
        told = shared if " " in place else place
        rows.append([number, f"Đội {'ABCDEGHIKLMN'[int(number) - 1]}", *marks.split(), str(sum(map(int, marks.split()))), told])  # fmt: skip
    return rows


@pytest.mark.parametrize("shared", ["2", "3", "2,5"])
def test_columns_break_ties_in_turn_beside_places_that_are_shared(shared: str) -> None:
    """Whatever units equal in all share, the ties that a criterion breaks are right, and one misprint is told."""
    rows = _contest(shared)
    assert findings(rows) == []
    turned = [[*row[:2], row[4], row[3], row[2], *row[5:]] for row in rows]
    assert findings(turned) == []
    assert [(row, col) for _, row, col in findings(edited(rows, 8, (6, "11")))] == [(8, 6)]


@pytest.mark.parametrize(
    ("heads", "ranked_by"),
    [
        (["Vàng", "Bạc", "Đồng", "Tổng số huy chương"], None),
        (["Giải Nhất", "Giải Nhì", "Giải Ba", "Tổng số giải"], (10, 7, 5)),
    ],
)
def test_prizes_are_ranked_by_number_or_points(heads: list[str], ranked_by: tuple[int, ...] | None) -> None:
    """An equal number of medals is told apart by gold; what prizes are worth in points is ranked before how many they are."""
    counts = [(5, 4, 3), (4, 5, 1), (4, 3, 3), (2, 1, 5), (2, 1, 5), (0, 3, 4), (1, 1, 1)]
    points = [sum(one * two for one, two in zip(count, ranked_by or (1, 1, 1), strict=True)) for count in counts]  # fmt: skip
    order = sorted(range(7), key=lambda at: (-points[at], *(-one for one in counts[at])))
    keys = [(points[at], counts[at]) for at in order]
    rows = [["STT", "Đoàn", *heads, *(["Điểm"] if ranked_by else []), "Xếp hạng"]]
    for at, one in enumerate(order):
        worth = [str(points[one])] if ranked_by else []
        rows.append([str(at + 1), f"Đoàn {'ABCDEGH'[one]}", *map(str, counts[one]), str(sum(counts[one])), *worth, str(keys.index(keys[at]) + 1)])  # fmt: skip
    assert findings(rows) == []
    last = len(rows[0]) - 1
    assert [(row, col) for _, row, col in findings(edited(rows, 6, (last, "7")))] == [(6, last)]


def test_the_overall_rank_below_a_title_is_one_too() -> None:
    """Of “Xếp hạng” over each criterion and “Tổng hợp” the last ranks the totals."""
    marks = [(81, 64), (77, 92), (69, 71), (58, 90), (93, 55), (66, 60)]
    heads = ["Hạ tầng", "Nhân lực", "Tổng hợp"]
    figures = [(*mark, sum(mark)) for mark in marks]
    columns = list(zip(*figures, strict=True))
    rows = [["Đơn vị", *["Điểm"] * 3, *["Xếp hạng"] * 3], ["Đơn vị", *heads, *heads]]
    for at, figure in enumerate(figures):
        ranks = [sorted(column, reverse=True).index(one) + 1 for one, column in zip(figure, columns, strict=True)]  # fmt: skip
        rows.append([f"Trạm {'ABCDEG'[at]}", *map(str, figure), *map(str, ranks)])
    assert findings(Sketch(rows, header_rows=2)) == []
    found = findings(Sketch(edited(rows, 3, (6, "6")), header_rows=2))
    assert [(row, col) for _, row, col in found] == [(3, 6)]


def test_places_that_nobody_won_are_no_difference_of_points() -> None:
    """“Tăng, giảm bậc” beside the points of two years is nought where the places stay, whatever the points do."""
    rows = [
        ["Trường", "Điểm 2020", "Hạng 2020", "Điểm 2021", "Hạng 2021", "Tăng/giảm điểm", "Tăng, giảm bậc"]
    ]
    rows += [["A", "94", "2", "93", "2", "-1", "-"], ["B", "70", "3", "79", "3", "9", "-"], ["C", "98", "1", "98", "1", "0", "-"]]  # fmt: skip
    assert findings(rows) == []


def test_the_result_is_ranked_wherever_what_it_is_made_of_stands() -> None:
    """Converted points and a bonus behind the result: it is what is ranked, and no part that it exceeds by the bonus."""
    rows = [["STT", "Chi nhánh", "Kết quả", "Hệ số", "Xếp bậc", "Điểm quy đổi", "Điểm cộng"]]
    made = [(776, 20), (941, 20), (972, 20), (760, 30), (580, 30), (798, 21), (772, 30), (851, 11), (695, 25)]
    results = [sum(one) for one in made]
    for at, (converted, bonus) in enumerate(made):
        place = sorted(results, reverse=True).index(results[at]) + 1
        rows.append([str(at + 1), f"Chi nhánh {'ABCDEGHIK'[at]}", str(results[at]), f"{90 + 3 * (at % 4)}", str(place), str(converted), str(bonus)])  # fmt: skip
    assert findings(rows) == []
    assert (5, 4) in [(row, col) for _, row, col in findings(edited(rows, 5, (4, "6")))]
