"""What yearly reports print: changes of places, ranks of two years, groups, shares of land, polls, counts with shares."""

from __future__ import annotations

import pytest

from tests.validate.papers import DEPARTMENTS, Sketch, examine, serious

INDEX = ["84,47", "92,77", "78,81", "70,40", "76,95", "61,36", "74,96", "70,97"]
BEFORE = ["78,32", "94,22", "86,30", "60,87", "77,80", "81,37", "65,51", "71,87"]
NOW_RANKS = ["2", "1", "3", "7", "4", "8", "5", "6"]
BEFORE_RANKS = ["4", "1", "2", "8", "5", "3", "7", "6"]
MOVES = ["+2", "0", "-1", "+1", "+1", "-5", "+2", "0"]
YEARS = [
    "STT",
    "Cơ quan",
    "Chỉ số năm 2017",
    "Chỉ số năm 2016",
    "Hạng năm 2017",
    "Hạng năm 2016",
    "Thay đổi thứ hạng",
]


def two_years(before_ranks: list[str]) -> Sketch:
    """An index of two years with its ranks and what changed."""
    columns = zip(DEPARTMENTS, INDEX, BEFORE, NOW_RANKS, before_ranks, MOVES, strict=False)
    return Sketch([YEARS, *([str(at), *row] for at, row in enumerate(columns, start=1))])


def named(*blocks: Sketch | str) -> list[tuple[str, str]]:
    """The rule of each finding above info and what it holds to be wrong."""
    return [(finding.rule, finding.operands[0].text) for finding in serious(examine(*blocks))]


def test_places_won_and_lost_are_no_ranks() -> None:
    """A column of changes is ranked by nothing, and ranks of last year follow the figures of last year."""
    assert named(two_years(BEFORE_RANKS)) == []


def test_ranks_of_last_year_exchanged_are_found_by_its_figures() -> None:
    """Two ranks of last year in each other's place are one finding, not two wrong changes."""
    assert [rule for rule, _ in named(two_years(["4", "1", "3", "8", "5", "2", "7", "6"]))] == ["RANK-ORDER"]


@pytest.mark.parametrize(
    ("header", "grades"),
    [
        ("Nhóm", ("A", "B", "C")),
        (
            "Mức độ hoàn thành",
            ("Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ", "Không hoàn thành nhiệm vụ"),
        ),
    ],
)
def test_grades_follow_what_the_ranks_follow(header: str, grades: tuple[str, str, str]) -> None:
    """Where no total decides, the column that the ranks follow does; the wrong grade is named."""
    scores = [95, 91, 88, 84, 80, 77, 73, 70]
    right = [grades[0]] * 3 + [grades[1]] * 3 + [grades[2]] * 2

    def sheet(given: list[str]) -> Sketch:
        head = ["STT", "Tên đơn vị", "Điểm tự chấm", "Điểm sau thẩm định", "Thứ tự", header]
        rows = zip(DEPARTMENTS, scores, given, strict=False)
        return Sketch(
            [
                head,
                *([str(i), name, str(97 - i), str(s), str(i), g] for i, (name, s, g) in enumerate(rows, 1)),
            ]
        )

    assert named(sheet(right)) == []
    assert named(sheet([grades[0], grades[2], *right[2:]])) == [("TIER-GROUP", grades[2])]


LAND = [
    ["STT", "Loại đất", "Diện tích (ha)", "Cơ cấu (%)"],
    ["", "Tổng diện tích tự nhiên", "56.748,77", "100,00"],
    ["1", "Đất nông nghiệp", "13.014,52", "22,93"],
    ["1.1", "Đất trồng lúa", "9.000,12", "15,86"],
    ["1.2", "Đất rừng", "4.014,40", "7,07"],
    ["2", "Đất phi nông nghiệp", "33.318,20", "58,71"],
    ["2.1", "Đất ở", "30.000,00", "52,86"],
    ["2.2", "Đất chuyên dùng", "3.318,20", "5,85"],
    ["3", "Đất chưa sử dụng", "10.416,05", "18,35"],
    ["3.1", "Đất bằng", "416,05", "0,73"],
    ["3.2", "Đất đồi núi", "10.000,00", "17,62"],
]


@pytest.mark.parametrize(("row", "wrong"), [(2, "9.110,52"), (1, "75.268,77"), (5, "18.084,20")])
def test_totals_that_others_vouch_for(row: int, wrong: str) -> None:
    """A total far off its parts is one where the sum above it, or its share, would hold with what they make."""
    assert named(Sketch(LAND)) == []
    spoilt = [list(line) for line in LAND]
    spoilt[row][2] = wrong
    assert named(Sketch(spoilt))[:1] == [("SUM-COL", wrong)]


def test_rounded_columns_break_the_sums_of_rows_too() -> None:
    """Two answers in each other's place leave two totals off by one: no rounding, as every row adds up."""
    head = ["STT", "Tên đơn vị", "Số phiếu", "Hài lòng", "Bình thường", "Không hài lòng"]
    answers = [(142, 8, 5), (109, 23, 0), (129, 27, 5), (148, 15, 2), (142, 15, 6), (129, 5, 7), (52, 3, 4)]
    total = ["", "Tổng cộng", "976", "851", "96", "29"]

    def sheet(rows: list[tuple[int, int, int]]) -> Sketch:
        body = [
            [str(at), name, str(sum(row)), *map(str, row)]
            for at, (name, row) in enumerate(zip(DEPARTMENTS, rows, strict=False), start=1)
        ]
        return Sketch([head, *body, total])

    assert named(sheet(answers)) == []
    assert named(sheet([*answers[:6], (52, 4, 3)])) == [("SUM-COL", "4")]


def test_parts_of_one_are_quotients_of_the_total() -> None:
    """“Giá trị DTI” prints 0,7003 of 700,27 points of 1.000; a wrong one is named."""
    points = ["700,27", "376,60", "747,40", "622,95", "528,47", "506,56", "445,17", "625,54"]
    values = ["0,7003", "0,3766", "0,7474", "0,6230", "0,5285", "0,5066", "0,4452", "0,6255"]

    def sheet(given: list[str]) -> Sketch:
        head = ["STT", "Tên đơn vị", "Tổng điểm", "Giá trị DTI"]
        rows = zip(DEPARTMENTS, points, given, strict=False)
        return Sketch([head, *([str(at), *row] for at, row in enumerate(rows, start=1))])

    assert named(sheet(values)) == []
    assert named(sheet([*values[:7], "0,6250"])) == [("RATIO-PCT", "0,6250")]


AREAS = Sketch(
    [
        ["STT", "Địa bàn", "Tổng số đơn", "Đã giải quyết"],
        ["1", "Huyện An Lão", "730", "45"],
        ["2", "Huyện Hoài Ân", "673", "50"],
        ["", "Tổng cộng", "1.403", "95"],
    ]
)


@pytest.mark.parametrize(
    ("sentence", "doubtful"),
    [
        ("Có 3/8 đơn vị báo cáo đúng hạn, chiếm 37,50%.", None),
        ("Có 4/8 đơn vị báo cáo đúng hạn, chiếm 37,50%.", "4/8"),
        ("Có 3/8 đơn vị báo cáo đúng hạn, chiếm 35,70%.", "35,70%"),
        ("Toàn tỉnh có 1.403 đơn, trong đó có 95 đơn đã giải quyết, chiếm 6,77%.", None),
        ("Toàn tỉnh có 1.403 đơn, trong đó có 91 đơn đã giải quyết, chiếm 6,77%.", "91"),
        ("Toàn tỉnh có 1.043 đơn, trong đó có 95 đơn đã giải quyết, chiếm 6,77%.", "1.043"),
        ("Toàn tỉnh có 1.403 đơn, trong đó có 95 đơn đã giải quyết, chiếm 6,79%.", "6,79%"),
    ],
)
def test_the_count_beside_a_right_percentage_is_named(sentence: str, doubtful: str | None) -> None:
    """37,50 % is of three in eight, 6,77 % of the 95 in 1.403 that the table prints: the count was misprinted."""
    found = [text for rule, text in named(sentence, AREAS) if rule == "COUNT-PCT"]
    assert found == ([doubtful] if doubtful else [])


def test_percentages_of_one_base_multiply_nothing() -> None:
    """Beside a column of ones two percentages of one total are as their values are: no product is found in that."""
    head = ["STT", "Tên đơn vị", "Tổng số", "Tốt", "Yếu", "Tỷ lệ tốt (%)", "Tỷ lệ yếu (%)"]
    rows = [(82, 53, 1), (100, 74, 1), (70, 44, 1), (71, 47, 1), (68, 47, 1), (89, 57, 2), (55, 23, 1)]
    body = [
        [
            str(at),
            name,
            str(a),
            str(b),
            str(c),
            f"{100 * b / a:.2f}".replace(".", ","),
            f"{100 * c / a:.2f}".replace(".", ","),
        ]
        for at, (name, (a, b, c)) in enumerate(zip(DEPARTMENTS, rows, strict=False), start=1)
    ]
    assert named(Sketch([head, *body])) == []


RANKED = Sketch(
    [
        ["STT", "Tên đơn vị", "Tổng điểm", "Xếp hạng"],
        *(
            [str(at), name, score, str(at)]
            for at, (name, score) in enumerate(
                zip(
                    DEPARTMENTS,
                    ["92,44", "88,17", "85,32", "81,90", "77,65", "74,08", "70,51", "63,29"],
                    strict=False,
                ),
                start=1,
            )
        ),
    ]
)


@pytest.mark.parametrize(
    ("sentence", "doubtful"),
    [
        (f"Dẫn đầu là {DEPARTMENTS[0]} với 92,44 điểm.", []),
        (f"Dẫn đầu là {DEPARTMENTS[0]} với 71,15 điểm.", ["71,15 điểm"]),
        (f"Về giải ngân vốn, dẫn đầu là {DEPARTMENTS[0]} với 71,15 điểm.", []),
        (f"Xếp cuối là {DEPARTMENTS[7]} với 63,29 điểm.", []),
        (f"Xếp cuối là {DEPARTMENTS[7]} với 55,10 điểm.", ["55,10 điểm"]),
        (f"{DEPARTMENTS[4]} đạt 85,32 điểm.", [DEPARTMENTS[4]]),
    ],
)
def test_scores_stated_of_who_leads_or_closes(sentence: str, doubtful: list[str]) -> None:
    """The score of the first is its own where the sentence speaks of nothing else; another's names the agency."""
    assert [text for rule, text in named(sentence, RANKED) if rule == "CLAIM-FIGURE"] == doubtful


@pytest.mark.parametrize(("places", "doubtful"), [("5", []), ("3", ["giảm 3 bậc"])])
def test_places_lost_since_last_year(places: str, doubtful: list[str]) -> None:
    """“So với năm trước” is compared with the column of last year, as “so với năm 2016” is."""
    sentence = f"{DEPARTMENTS[5]} giảm {places} bậc so với năm trước."
    assert [
        text for rule, text in named(sentence, two_years(BEFORE_RANKS)) if rule == "CLAIM-MOVE"
    ] == doubtful


@pytest.mark.parametrize(("stated", "rules"), [("2,006", []), ("2.006", []), ("2.060", ["CLAIM-STAT"])])
def test_a_total_with_either_mark_between_thousands(stated: str, rules: list[str]) -> None:
    """Whole figures without marks leave open what “2,006” is: two thousand and six holds."""
    counts = ["240", "221", "253", "296", "331", "317", "348"]
    head = ["STT", "Tên đơn vị", "Số phiếu thu về"]
    rows = zip(DEPARTMENTS, counts, strict=False)
    sheet = Sketch([head, *([str(at), *row] for at, row in enumerate(rows, start=1))])
    assert [rule for rule, _ in named(f"Tổng số phiếu thu về của 7 đơn vị là {stated}.", sheet)] == rules
