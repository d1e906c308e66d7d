"""Results as courts, hospitals, tax and customs offices, sports days and indices print them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from doichieu.extract import read_bytes
from doichieu.normalize import understand
from doichieu.validate import audit
from tests.validate.papers import Sketch, edited, examine, findings, number, printed, rounded, serious

HOSPITALS = ["Bệnh viện Mắt", "Bệnh viện Phổi", "Bệnh viện Tâm thần", "Bệnh viện Nhi", "Bệnh viện Đa khoa tỉnh",
             "Bệnh viện Ung bướu", "Bệnh viện Da liễu", "Bệnh viện Nội tiết", "Bệnh viện Sản"]  # fmt: skip
LEVELS = [(4, 2, 38, 37, 2), (2, 13, 24, 43, 1), (0, 8, 34, 40, 1), (1, 4, 34, 38, 6), (4, 13, 30, 27, 5),
          (0, 10, 39, 28, 6), (3, 6, 38, 30, 2), (2, 8, 23, 44, 6), (0, 8, 27, 43, 1)]  # fmt: skip


def _quality() -> list[list[str]]:
    rows = [["STT", "Tên bệnh viện", "Mức 1", "Mức 2", "Mức 3", "Mức 4", "Mức 5", "Tổng số tiêu chí áp dụng", "Tổng điểm", "Điểm trung bình", "Xếp hạng"]]  # fmt: skip
    means = []
    for at, (name, levels) in enumerate(zip(HOSPITALS, LEVELS, strict=True), start=1):
        points = sum(level * count for level, count in enumerate(levels, start=1))
        means.append(rounded(Decimal(points) / sum(levels), 2))
        rows.append([str(at), name, *map(str, levels), str(sum(levels)), str(points), printed(means[-1]), ""])
    for row, mean in zip(rows[1:], means, strict=True):
        row[-1] = str(1 + sorted(means, reverse=True).index(mean))
    return rows


def test_mean_scores_are_ranked_where_criteria_do_not_apply_to_all() -> None:
    """A total beside the mean ranks otherwise; the mean follows from it though either of two numbers of criteria divides."""
    rows = _quality()
    assert {row[7] for row in rows[1:]} == {"83", "79"}
    assert findings(rows) == []
    assert findings(edited(rows, 5, (9, "3,02"))) == [("RATIO-UNIT", 5, 9)]


MEDALS = [
    (9, 6, 7),
    (6, 5, 1),
    (5, 9, 5),
    (5, 7, 7),
    (5, 0, 7),
    (4, 9, 2),
    (4, 1, 12),
    (3, 6, 11),
    (3, 2, 8),
    (0, 9, 6),
]


def _medals(weights: tuple[int, int, int] = (7, 5, 4)) -> list[list[str]]:
    rows = [["TT", "Đoàn", "Vàng", "Bạc", "Đồng", "Tổng số HC", "Điểm"]]
    for at, medals in enumerate(MEDALS, start=1):
        points = sum(weight * count for weight, count in zip(weights, medals, strict=True))
        rows.append([str(at), f"Đoàn khối {at}", *map(str, medals), str(sum(medals)), str(points)])
    return rows


def test_points_for_medals_are_found_without_a_word_on_them() -> None:
    """Whole numbers are counts and hide no digits; a count that total and points speak against is named itself."""
    assert findings(_medals()) == []
    assert findings(_medals((5, 3, 1))) == []
    assert findings(edited(_medals(), 4, (3, "1"))) == [("SUM-ROW", 4, 3)]
    assert findings(edited(_medals(), 6, (6, "18"))) == [("SUM-WEIGHT", 6, 6)]


INDEX = [("50,73", "27,83", "5,17"), ("58,11", "25,40", "6,02"), ("55,90", "24,18", "5,55"), ("61,02", "29,44", "6,38"),
         ("52,47", "22,19", "4,91"), ("57,36", "28,05", "6,11"), ("59,84", "26,72", "5,83")]  # fmt: skip


def test_an_index_in_percent_may_be_points_added_up() -> None:
    """Three parts of a hundred points add up to what the header calls an index of so many percent."""
    rows = [["TT", "Tỉnh, thành phố", "Điểm thẩm định", "Điểm điều tra", "Điểm tác động", "Chỉ số CCHC (%)"]]
    for at, parts in enumerate(INDEX, start=1):
        whole = sum(Decimal(part.replace(",", ".")) for part in parts)
        rows.append([str(at), f"Địa bàn {at}", *parts, printed(whole)])
    assert findings(rows) == []
    assert findings(edited(rows, 2, (3, "254,0"))) == [("SUM-ROW", 2, 3)]


def test_late_cases_do_not_turn_a_share_into_another() -> None:
    """Settled in time over settled is near to settled over settled and late: the one that holds to the digit is meant."""
    rows = [
        [
            "TT",
            "Cơ quan",
            "Trước hạn",
            "Đúng hạn",
            "Quá hạn",
            "Tổng đã giải quyết",
            "Tỷ lệ trước và đúng hạn (%)",
        ]
    ]
    cases = [(1200, 310, 16), (845, 402, 9), (2310, 77, 12), (655, 120, 3), (1904, 288, 21), (377, 45, 6)]
    for at, parts in enumerate(cases, start=1):
        share = rounded(Decimal(100 * (parts[0] + parts[1])) / sum(parts), 2)
        rows.append([str(at), f"Phòng {at}", *map(printed, (*parts, sum(parts), share))])
    assert findings(rows) == []
    assert [found[::2] for found in findings(edited(rows, 3, (6, "99,25")))] == [("RATIO-PCT", 6)]


def test_a_part_is_named_where_means_across_and_down_leave_it_a_range() -> None:
    """One digit of a part puts the mean of its row and the mean of its column off; neither gives it back exactly."""
    rows = [["TT", "Đơn vị", "Tiếp cận", "Thủ tục", "Công chức", "Kết quả", "Góp ý", "Trung bình"]]
    scores = [("81,72", "78,36", "71,17", "76,37", "74,34"), ("90,11", "83,47", "88,05", "79,92", "70,66"),
              ("77,25", "91,13", "84,70", "86,31", "92,08"), ("85,64", "72,89", "90,47", "81,16", "83,53"),
              ("79,38", "87,02", "76,91", "93,45", "78,27"), ("88,96", "80,54", "73,62", "84,79", "89,15")]  # fmt: skip
    values = [[Decimal(text.replace(",", ".")) for text in line] for line in scores]
    for at, line in enumerate(values, start=1):
        rows.append([str(at), f"Đơn vị {at}", *map(printed, (*line, rounded(sum(line) / 5, 2)))])
    means = [rounded(sum(column) / 6, 2) for column in zip(*values, strict=True)]
    rows.append(["", "Trung bình", *map(printed, means), ""])
    assert findings(rows) == []
    assert findings(edited(rows, 1, (3, "78,66"))) == [("SUM-AVG", 1, 3)]


@pytest.mark.parametrize(
    ("row", "tier", "right"), [(5, "Tốt", "Khá"), (6, "Khá", "Trung bình"), (2, "Trung bình", "Khá")]
)
def test_thresholds_in_points_judge_the_points(row: int, tier: str, right: str) -> None:
    """A percentage of the maximum beside the total is in another unit than the bounds that the paper states."""
    scores = ["80,3", "75,7", "75,5", "74,7", "70,3", "65,5"]
    tiers = ["Tốt", "Khá", "Khá", "Khá", "Khá", "Trung bình"]
    text = "Tốt từ 80 đến dưới 90 điểm; Khá từ 70 đến dưới 80 điểm; Trung bình dưới 70 điểm."

    def paper(tiers: list[str]) -> list[list[str]]:
        rows = [["STT", "Đơn vị", "Tổng điểm (90)", "Tỷ lệ đạt (%)", "Xếp loại"]]
        for at, (score, own) in enumerate(zip(scores, tiers, strict=True), start=1):
            share = printed(rounded(number(score) * 100 / 90, 2))
            rows.append([str(at), f"Trường THCS số {at}", score, share, own])
        return rows

    assert serious(examine(Sketch(paper(tiers)), text)) == []
    tiers[row - 1] = tier
    (found,) = serious(examine(Sketch(paper(tiers)), text))
    assert (found.rule, found.observed, found.expected) == ("TIER-GROUP", tier, right)


def _sorted_list() -> list[list[str]]:
    rows = [["TT", "Trường", "Tổng điểm", "Mức xếp loại"]]
    scores = ["98,7", "92,8", "88,3", "87,3", "85,0", "81,9", "76,5", "74,2", "71,0", "66,4"]
    for at, score in enumerate(scores, start=1):
        value = Decimal(score.replace(",", "."))
        grade = next(g for g, low in (("Xuất sắc", 90), ("Tốt", 80), ("Hoàn thành", 70), ("Không hoàn thành", 0)) if value >= low)  # fmt: skip
        rows.append([str(at), f"Trường THPT số {at}", score, grade])
    return rows


@pytest.mark.parametrize(
    ("row", "col", "text", "named"), [(5, 2, "58,0", 2), (2, 2, "29,8", 2), (5, 3, "Không hoàn thành", 3)]
)
def test_a_sorted_list_tells_whether_figure_or_tier_is_wrong(
    row: int, col: int, text: str, named: int
) -> None:
    """A figure out of the order of its list, in the tier of its neighbours, is what was misprinted."""
    assert findings(_sorted_list()) == []
    assert findings(edited(_sorted_list(), row, (col, text))) == [("TIER-GROUP", row, named)]


def test_shares_of_tiers_stand_in_no_tier() -> None:
    """A table with a row for each tier counts units; that few are excellent puts excellence in no lower tier."""
    rows = [["Mức xếp loại", "Số trường", "Tỷ lệ (%)"], ["Xuất sắc", "3", "7,5"], ["Tốt", "22", "55,0"],
            ["Khá", "11", "27,5"], ["Trung bình", "4", "10,0"], ["Tổng cộng", "40", "100"]]  # fmt: skip
    assert findings(rows) == []
    assert findings(edited(rows, 1, (2, "75,0"))) == [("RATIO-PCT", 1, 2)]


def test_the_sign_for_number_heads_ordinals() -> None:
    """“#” and “№” leave no letter once they are folded."""
    rows = [["#", "Địa phương", "Điểm"], *([str(n), f"Địa phương {n}", str(90 - n)] for n in range(1, 9))]
    for sign in ("#", "№"):
        headed = [[sign, *rows[0][1:]], *rows[1:]]
        assert findings(headed) == []
        assert findings(edited(headed, 4, (0, "5"))) == [("ORD-DUP", 4, 0)]


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("Đơn vị", [f"Thuế cơ sở {n} tỉnh Gia Lai" for n in range(1, 9)]),
        ("Đơn vị", [f"Khu vực {n}" for n in ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")]),
        (
            "Xã",
            ["An Toàn", "Vĩnh Sơn", "Canh Liên", "Nhơn Châu", "Ân Hảo", "Hoài Sơn", "Bình Phú", "Cát Lâm"],
        ),
    ],
)
def test_units_told_apart_by_their_numbers_stand_once(head: str, names: list[str]) -> None:
    """Names that are one but for a number, and names of places below “Xã”, are those of single units."""
    rows = [["TT", head, "Dự toán", "Thực hiện"]]
    rows += [
        [str(at), name, str(1000 + 37 * at), str(900 + 53 * at)] for at, name in enumerate(names, start=1)
    ]
    assert findings(rows) == []
    assert findings(edited(rows, 6, (1, names[2]))) == [("POP-DUP", 6, 1)]


def test_an_extreme_that_alone_is_wrong_is_told() -> None:
    """The lowest figure of another column is no slip of the pen from the right one; five others are right."""
    rows = [["TT", "Đơn vị", "Tiêu chí 1", "Tiêu chí 2", "Tiêu chí 3"]]
    rows += [[str(n), f"Đơn vị {n}", str(60 + 7 * n % 31), str(50 + 11 * n % 37), str(40 + 5 * n % 23)] for n in range(1, 8)]  # fmt: skip
    columns = [[int(row[col]) for row in rows[1:]] for col in (2, 3, 4)]
    rows.append(["", "Cao nhất", *(str(max(column)) for column in columns)])
    rows.append(["", "Thấp nhất", *(str(min(column)) for column in columns)])
    assert findings(rows) == []
    assert findings(edited(rows, 9, (3, rows[9][2]))) == [("SUM-AVG", 9, 3)]


def test_levels_in_each_others_place_leave_the_number_of_criteria_as_it_is() -> None:
    """Points, mean and rank speak against the counts of two levels, which add up all the same."""
    rows = _quality()
    wrong = edited(rows, 3, (3, rows[3][4]), (4, rows[3][3]))
    assert findings(wrong) == [("SUM-WEIGHT", 3, 3)]


def test_levels_typed_again_with_their_noughts() -> None:
    """A row whose counts are those of the row above, noughts among them, is one copied row."""
    rows = _quality()
    wrong = edited(rows, 7, *((col, rows[6][col]) for col in range(2, 7)))
    assert [found[1:] for found in findings(wrong)] == [(7, 2)]


PILLARS = [
    ("Nhận thức số", 10),
    ("Thể chế số", 10),
    ("Hạ tầng số", 15),
    ("An toàn thông tin", 15),
    ("Chính quyền số", 50),
]
POINTS = [
    ("8,03", "7,11", "9,52", "6,40", "31,87"),
    ("6,25", "8,90", "11,34", "9,07", "40,16"),
    ("9,41", "5,72", "12,80", "7,55", "28,93"),
    ("7,66", "9,35", "8,17", "11,02", "44,28"),
    ("5,90", "6,48", "10,61", "12,74", "35,09"),
]


def _pillars() -> list[list[str]]:
    """Units as columns, the row of totals ranked in a row below."""
    rows = [["TT", "Trụ cột", "Điểm tối đa", *(f"Xã số {n}" for n in range(1, 6))]]
    columns = [[Decimal(text.replace(",", ".")) for text in points] for points in POINTS]
    for at, (name, most) in enumerate(PILLARS):
        rows.append([str(at + 1), name, str(most), *(points[at] for points in POINTS)])
    totals = [sum(column, Decimal(0)) for column in columns]
    rows.append(["", "Tổng điểm", "100", *map(printed, totals)])
    rows.append(["", "Xếp hạng", "", *(str(1 + sorted(totals, reverse=True).index(one)) for one in totals)])
    return rows


@pytest.mark.parametrize(
    ("row", "col", "text"), [(1, 4, "62,5"), (5, 6, "24,28"), (5, 3, "3,87"), (7, 5, "14")]
)
def test_ranks_in_a_row_speak_for_the_totals_above_them(row: int, col: int, text: str) -> None:
    """A part is named where the ranks follow the totals as printed; a rank may have a digit too many."""
    assert findings(_pillars()) == []
    assert [found[1:] for found in findings(edited(_pillars(), row, (col, text)))] == [(row, col)]


def test_of_two_equal_rows_the_later_is_the_copy() -> None:
    """Rows are typed downwards: nothing else tells which of two was typed again."""
    rows = _pillars()
    wrong = edited(rows, 2, *((col, rows[1][col]) for col in range(3, 8)))
    assert [found[1] for found in findings(wrong)][:1] == [2]


@pytest.mark.parametrize("form", ["before", "once", "behind", "code"])
def test_ordinals_begin_again_where_another_column_changes(form: str) -> None:
    """The column of the block or district tells the counts apart, printed in each row or in the first of its rows."""
    rows = [["Khối", "STT", "Đơn vị", "Số hộ"]]
    for block, size in ((540, 5), (542, 6), (545, 4)):
        for at in range(1, size + 1):
            name = str(block) if form == "code" else f"Khối {block}"
            rows.append(
                ["" if form == "once" and at > 1 else name, str(at), f"Tổ {block} {at}", str(300 + 7 * at)]
            )
    if form == "behind":
        rows = [[row[1], row[2], row[0], row[3]] for row in rows]
    col = 0 if form == "behind" else 1
    assert findings(rows) == []
    assert findings(edited(rows, 9, (col, "3"))) == [("ORD-DUP", 9, col)]


def _blocks(second: str) -> list[list[str]]:
    rows = [["STT", "Đơn vị", "Điểm", "Xếp hạng"]]
    blocks = (
        ("Khối các sở", "95,0 93,0 93,0 90,0 88,5 88,5 85,0 80,0", "1 2 2 4 5 5 7 8"),
        ("Khối các huyện", "94,5 92,0 92,0 90,5 89,0 89,0 86,0 81,0", second),
    )
    for name, scores, ranks in blocks:
        rows.append(["", name, "", ""])
        for score, rank in zip(scores.split(), ranks.split(), strict=True):
            rows.append([str(len(rows)), f"Đơn vị số {len(rows)}", score, rank])
    ordinals = iter(range(1, len(rows)))
    return [rows[0], *([str(next(ordinals)), *row[1:]] if row[0] else row for row in rows[1:])]


def test_blocks_may_rank_their_ties_each_in_its_own_way() -> None:
    """Two ties ranked one way in a block are its rule; one tie that leaves the rule of the others is miscounted."""
    assert findings(_blocks("1 2 2 4 5 5 7 8")) == []
    assert findings(_blocks("1 2 2 3 4 4 5 6")) == []
    assert findings(_blocks("1 2 3 4 5 6 7 8")) == []
    assert findings(_blocks("1 2 2 4 5 6 7 8")) == [("RANK-TIE", 16, 3)]


DISTRICTS = ["Ba Vì", "Sóc Sơn", "Tịnh Biên", "Thoại Sơn", "Phú Tân", "Cái Nước", "Đầm Dơi", "Phú Tân", "Na Rì", "Ba Bể", "Bắc Hà", "Vũ Quang"]  # fmt: skip


def test_a_list_of_all_provinces_may_have_two_districts_of_one_name() -> None:
    """Two provinces have a Phú Tân, one alone has a Tịnh Biên."""
    head = "BỘ NỘI VỤ\nSố: 12/QĐ-BNV\nHà Nội, ngày 12 tháng 3 năm 2019\nQUYẾT ĐỊNH\nBảng 1. Kết quả xếp hạng các huyện\n"

    def told(names: list[str]) -> list[str]:
        rows = [
            "STT\tHuyện\tĐiểm",
            *(f"{n}\tHuyện {name}\t{95 - n},5" for n, name in enumerate(names, start=1)),
        ]
        return [
            found.rule
            for found in serious(audit(understand(read_bytes((head + "\n".join(rows)).encode(), "x"))))
        ]

    assert told(DISTRICTS) == []
    assert told([*DISTRICTS[:8], "Tịnh Biên", *DISTRICTS[9:]]) == ["POP-DUP"]


def _league() -> list[list[str]]:
    rows = [["TT", "Đội", "Trận", "Thắng", "Hòa", "Thua", "Bàn thắng", "Bàn thua", "Hiệu số", "Điểm"]]
    games = [(8, 3, 1, 24, 9), (7, 4, 1, 21, 11), (6, 2, 4, 17, 15), (5, 5, 2, 19, 12), (4, 1, 7, 12, 20),
             (3, 6, 3, 14, 13), (2, 4, 6, 9, 18), (1, 3, 8, 8, 22), (4, 4, 4, 15, 16), (0, 2, 10, 6, 25)]  # fmt: skip
    for at, (won, drawn, lost, scored, got) in enumerate(games, start=1):
        figures = (won + drawn + lost, won, drawn, lost, scored, got, scored - got, 3 * won + drawn)
        rows.append([str(at), f"Đội khối {at}", *map(str, figures)])
    return rows


def test_what_counts_nothing_has_no_part_in_the_points() -> None:
    """Games won count three, drawn one, lost none, and goals none."""
    assert findings(_league()) == []
    assert findings(edited(_league(), 4, (9, "23"))) == [("SUM-WEIGHT", 4, 9)]
    assert [found[1:] for found in findings(edited(_league(), 2, (3, "9")))] == [(2, 3)]


def test_figures_of_two_rows_exchanged_under_weights() -> None:
    """Weighted sums are rounded, so that neither wants exactly what the other row prints."""
    rows = [["TT", "Đơn vị", "Định lượng (70%)", "Định tính (20%)", "Kỷ luật (10%)", "KPI"]]
    scores = [("88,14", "91,07", "75,33"), ("71,12", "84,90", "96,21"), ("94,27", "66,58", "81,63"), ("79,45", "73,02", "88,80"),
              ("62,91", "95,36", "70,44"), ("85,73", "78,19", "92,56"), ("68,05", "82,47", "90,18"), ("76,62", "69,94", "84,07")]  # fmt: skip
    for at, line in enumerate(scores, start=1):
        one, two, three = (Decimal(text.replace(",", ".")) for text in line)
        rows.append(
            [str(at), f"Phòng {at}", *line, printed(rounded((70 * one + 20 * two + 10 * three) / 100, 2))]
        )
    assert findings(rows) == []
    wrong = edited(edited(rows, 2, (2, rows[3][2])), 3, (2, rows[2][2]))
    assert [found[2] for found in findings(wrong)] == [2]


def test_ranks_are_headed_by_initials_below_the_name_of_an_index() -> None:
    """“Chỉ số” and “XH” below each index."""
    names = ["Hạ tầng", "Nhân lực", "Ứng dụng"]
    rows = [["TT", "Tỉnh", *(name for name in names for _ in range(2))], ["", "", *["Chỉ số", "XH"] * 3]]
    columns = [
        [Decimal(2000 + (at * step) % 7919) / 10000 for at in range(1, 11)] for step in (2713, 5171, 3307)
    ]
    for at in range(10):
        figures = [
            (printed(column[at]), str(1 + sum(one > column[at] for one in column))) for column in columns
        ]
        rows.append([str(at + 1), f"Địa bàn {at + 1}", *(text for pair in figures for text in pair)])
    assert findings(Sketch(rows, header_rows=2)) == []
    row = next(at for at in range(2, 12) if rows[at][5] == "4")
    wrong = edited(rows, row, (5, "6"))
    assert findings(Sketch(wrong, header_rows=2)) == [("RANK-ORDER", row, 5)]


@pytest.mark.parametrize("label", ["Tổng tiền thưởng", "Toàn công ty"])
def test_a_row_that_closes_a_numbered_list_is_its_sum(label: str) -> None:
    """In one column alone, and off by one of its parts."""
    rows = [["TT", "Tập thể", "Điểm", "Xếp thứ", "Mức thưởng (đồng)"]]
    prizes = [5_000_000, 3_000_000, 3_000_000, *[1_500_000] * 6]
    rows += [
        [str(at), f"Tập thể {at}", f"{96 - at},5", str(at), printed(prize)]
        for at, prize in enumerate(prizes, start=1)
    ]
    rows.append(["", label, "", "", printed(sum(prizes))])
    assert findings(rows) == []
    assert findings(edited(rows, 10, (4, printed(sum(prizes) - 1_500_000)))) == [("SUM-COL", 10, 4)]
