"""Which of two figures is named where a rank and a figure contradict each other: what else the table says decides."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.validate.papers import Sketch, edited, examine, findings, number, printed, rounded, serious

BEFORE = ["80,10", "75,42", "70,88", "65,31", "60,70", "55,93", "72,15", "68,44"]
AFTER = ["62,37", "77,90", "71,20", "69,05", "50,63", "58,11", "66,48", "81,76"]


def _ranks(scores: list[str]) -> list[int]:
    values = [Decimal(score.replace(",", ".")) for score in scores]
    return [1 + sum(other > value for other in values) for value in values]


def _two_years() -> list[list[str]]:
    rows = [["TT", "Đơn vị", "Chỉ số năm 2022 (%)", "Hạng năm 2022", "Chỉ số năm 2023 (%)", "Hạng năm 2023", "Tăng/giảm bậc"]]  # fmt: skip
    for at, (was, now, then, place) in enumerate(
        zip(BEFORE, AFTER, _ranks(BEFORE), _ranks(AFTER), strict=True), start=1
    ):
        move = then - place
        words = f"tăng {move} bậc" if move > 0 else f"giảm {-move} bậc" if move else "giữ nguyên"
        rows.append([str(at), f"Đơn vị {at}", was, str(then), now, str(place), words])
    return rows


def test_ranks_that_the_moves_bear_out_put_the_figures_in_doubt() -> None:
    """Two figures in each other's place disagree with ranks from which the places won follow."""
    rows = _two_years()
    assert findings(rows) == []
    swapped = edited(edited(rows, 3, (4, rows[4][4])), 4, (4, rows[3][4]))
    assert findings(swapped) == [("RANK-ORDER", 4, 4)]


def test_of_two_figures_the_one_far_from_all_others_is_named() -> None:
    """With its first digit dropped a figure changes places with the last."""
    rows = _two_years()
    last = next(row for row in range(1, 9) if rows[row][3] == "7")
    assert findings(edited(rows, last, (2, rows[last][2][1:]))) == [("RANK-ORDER", last, 2)]


def test_without_moves_ranks_in_each_others_place_are_named() -> None:
    """Nothing bears the ranks out."""
    rows = [row[:4] for row in _two_years()]
    swapped = edited(edited(rows, 3, (3, rows[7][3])), 7, (3, rows[3][3]))
    assert findings(swapped)[0][2] == 3


def test_the_order_of_a_list_bears_its_ranks_out() -> None:
    """A list in the order of its ranks: who typed it put two figures in each other's place, or one wrong."""
    scores = sorted((Decimal(score.replace(",", ".")) for score in AFTER), reverse=True)
    rows = [["Hạng", "Đơn vị", "Điểm"]]
    rows += [[str(at), f"Đơn vị {at}", printed(score)] for at, score in enumerate(scores, start=1)]
    assert findings(rows) == []
    swapped = edited(edited(rows, 4, (2, rows[5][2])), 5, (2, rows[4][2]))
    assert [found[2] for found in findings(swapped)] == [2]
    ranks = edited(edited(rows, 4, (0, "5")), 5, (0, "4"))
    assert [found[2] for found in findings(ranks)] == [0]


@pytest.mark.parametrize("place", ["5", "6"])
def test_a_tie_broken_against_the_move_is_a_rank_misprinted(place: str) -> None:
    """Two units of equal figures: the move of one tells that it has the other's place."""
    rows = _two_years()
    one, two = (next(row for row in range(1, 9) if rows[row][5] == rank) for rank in ("5", "6"))
    rows[two][4], rows[two][5] = rows[one][4], "5"
    move = int(rows[two][3]) - 5
    rows[two][6] = f"tăng {move} bậc" if move > 0 else f"giảm {-move} bậc" if move else "giữ nguyên"
    assert findings(rows) == []
    wrong = findings(edited(rows, two, (5, place)))
    assert [found[1:] for found in wrong] == ([] if place == "5" else [(two, 5)])


YEARS = [
    ("Nông nghiệp (tỷ đồng)", "13.076 18.381 17.773 16.433 14.309"),
    ("Công nghiệp (tỷ đồng)", "27.364 24.361 25.519 23.998 24.871"),
    ("GRDP (tỷ đồng)", "67.215 60.432 65.517 68.656 65.259"),
    ("Dân số trung bình (nghìn người)", "1.523,9 1.507,1 1.503,9 1.527,6 1.517,5"),
]


def _years() -> list[list[str]]:
    rows = [["Chỉ tiêu", "2017", "2018", "2019", "2020", "2021", "Bình quân giai đoạn"]]
    for name, figures in YEARS:
        values = [number(text) for text in figures.split()]
        mean = rounded(sum(values, Decimal(0)) / 5, 1 if "," in figures else 0)
        rows.append([name, *figures.split(), printed(mean)])
    grdp, people = ([number(text) for text in rows[at][1:6]] for at in (3, 4))
    each = [printed(rounded(one / other, 2)) for one, other in zip(grdp, people, strict=True)]
    rows.append(["GRDP bình quân đầu người (triệu đồng)", *each, ""])
    return rows


def test_a_figure_that_a_mean_and_a_quotient_leave_a_range_is_named() -> None:
    """Neither gives it back exactly; what both allow mends both. A population is a mean of its own, and a base."""
    rows = _years()
    assert findings(rows) == []
    assert findings(edited(rows, 3, (3, "84.344"))) == [("RATIO-UNIT", 3, 3)]
    assert findings(edited(rows, 5, (2, "41,00"))) == [("RATIO-UNIT", 5, 2)]


def test_a_part_of_a_mean_is_named_where_a_slip_of_the_pen_explains_it() -> None:
    """A digit too many, or the figure of the row above: the mean is not what was misprinted."""
    rows = _years()
    assert findings(edited(rows, 1, (2, "188.381"))) == [("SUM-AVG", 1, 2)]
    assert findings(edited(rows, 2, (4, "16.433"))) == [("SUM-AVG", 2, 4)]
    assert findings(edited(rows, 2, (6, "25.999"))) == [("SUM-AVG", 2, 6)]


def test_extremes_of_two_columns_in_each_others_place() -> None:
    """Two that are each other's are one slip; two that are nobody's may be of another list."""
    rows = [["TT", "Đơn vị", "Tiêu chí 1", "Tiêu chí 2", "Tiêu chí 3"]]
    rows += [[str(n), f"Đơn vị {n}", str(60 + 7 * n % 31), str(50 + 11 * n % 37), str(40 + 5 * n % 23)] for n in range(1, 8)]  # fmt: skip
    columns = [[int(row[col]) for row in rows[1:]] for col in (2, 3, 4)]
    for label, pick in (("Cao nhất", max), ("Thấp nhất", min)):
        rows.append(["", label, *(str(pick(column)) for column in columns)])
    swapped = edited(rows, 8, (2, rows[8][3]), (3, rows[8][2]))
    assert findings(rows) == []
    assert findings(swapped) == [("SUM-AVG", 8, 2), ("SUM-AVG", 8, 3)]
    assert findings(edited(rows, 8, (2, "97"), (3, "99"))) == []


@pytest.mark.parametrize("rows", [6, 12])
def test_where_nothing_decides_every_cell_that_may_be_wrong_is_named(rows: int) -> None:
    """A total off by no slip of the pen lists the parts that would explain it, and how many where there are many."""
    amounts = [1250 + 137 * at * at for at in range(rows)]
    table = [
        ["STT", "Đơn vị", "Số hồ sơ"],
        *([str(at), f"Phòng số {at}", str(amounts[at - 1])] for at in range(1, rows + 1)),
    ]
    held = [*table, ["", "Tổng cộng", str(sum(amounts))]]
    assert findings(held) == []
    (found,) = serious(examine(Sketch([*table, ["", "Tổng cộng", str(sum(amounts) + 4137)]])))
    listed = found.cause.vi.partition("Cũng có thể: ")[2]
    assert listed.count(" → ") == min(rows, 8)
    assert ("… (12)" in listed) == (rows == 12)


QUARTERS = ["9,4 9,1 8,8 9,3", "9,0 8,7 9,2 8,9", "8,1 8,8 8,4 8,3", "7,9 8,2 7,4 8,1", "7,0 7,7 7,9 7,2", "6,8 7,1 6,5 7,4", "6,1 6,6 6,9 6,2"]  # fmt: skip


def _quarters() -> list[list[str]]:
    """Units in the order of their means."""
    rows = [["STT", "Đơn vị", "Quý I", "Quý II", "Quý III", "Quý IV", "Điểm trung bình", "Xếp hạng"]]
    for at, line in enumerate(QUARTERS, start=1):
        parts = line.split()
        mean = rounded(sum(map(number, parts), Decimal(0)) / 4, 2)
        rows.append([str(at), f"Đơn vị {at}", *parts, printed(mean), str(at)])
    return rows


def test_figures_of_two_rows_in_each_others_place_leave_their_results_alone() -> None:
    """The means stand in the order of their ranks: what they were computed from was exchanged."""
    rows = _quarters()
    assert findings(rows) == []
    two, five = (list(enumerate(rows[at]))[2:6] for at in (2, 5))
    swapped = edited(edited(rows, 2, *five), 5, *two)
    assert findings(swapped) == [("SUM-AVG", 2, 2)]


def test_results_in_each_others_place_are_told_by_their_ranks() -> None:
    """Two means stand where neither their quarters nor their ranks put them."""
    rows = _quarters()
    swapped = edited(edited(rows, 2, (6, rows[5][6])), 5, (6, rows[2][6]))
    assert findings(swapped)[0] == ("SUM-AVG", 2, 6)


def test_a_maximum_that_another_header_declares_is_right() -> None:
    """The table of criteria and the headers over the scores state the same maxima."""
    criteria = [["TT", "Tiêu chí", "Điểm tối đa"], ["1", "Thể chế", "30"], ["2", "Nhân lực", "25"], ["3", "Hạ tầng", "45"], ["", "Tổng cộng", "100"]]  # fmt: skip
    scores = [["STT", "Đơn vị", "Thể chế (tối đa 30)", "Nhân lực (tối đa 25)", "Hạ tầng (tối đa 45)", "Tổng điểm (tối đa 100)"]]  # fmt: skip
    for at, (a, b, c) in enumerate([(28, 24, 40), (27, 20, 41), (25, 22, 36), (24, 19, 33), (20, 21, 30)]):
        scores.append([str(at + 1), f"Đơn vị {at + 1}", str(a), str(b), str(c), str(a + b + c)])
    assert findings(criteria, scores) == []
    assert findings(edited(criteria, 2, (2, "35")), scores) == [("SUM-COL", 2, 2)]
    assert findings(edited(criteria, 4, (2, "110")), scores) == [("SUM-COL", 4, 2)]


def test_of_two_figures_the_one_beyond_its_tier_is_named() -> None:
    """62,4 stands among those of 65 and more."""
    bounds = "Mức Tốt: từ 80 điểm trở lên; Khá: từ 65 đến dưới 80 điểm; Yếu: dưới 65 điểm."
    rows = [["TT", "Đơn vị", "Tổng điểm", "Xếp hạng"], ["I", "Mức Tốt", "", ""]]
    rows += [["1", "Đơn vị 1", "90,9", "1"], ["2", "Đơn vị 2", "81,7", "2"], ["II", "Mức Khá", "", ""]]
    rows += [["3", "Đơn vị 3", "69,9", "3"], ["4", "Đơn vị 4", "67,4", "4"], ["5", "Đơn vị 5", "66,2", "5"]]
    rows += [["III", "Mức Yếu", "", ""], ["6", "Đơn vị 6", "61,5", "6"]]
    assert serious(examine(bounds, Sketch(rows))) == []
    first = serious(examine(bounds, Sketch(edited(rows, 6, (2, "62,4")))))[0]
    assert (first.rule, first.row, first.col) == ("RANK-ORDER", 6, 2)


def test_a_figure_that_its_parts_give_has_lost_no_digit() -> None:
    """78,9 has one decimal where all others have two, and its parts add up to it: its rank is the misprint."""
    parts = [("40,11", "40,73"), ("39,02", "40,13"), ("38,45", "40,45"), ("37,71", "38,24"), ("36,12", "38,30"), ("35,71", "38,34")]  # fmt: skip
    rows = [["STT", "Đơn vị", "Hạ tầng", "Nhân lực", "Tổng điểm", "Hạng"]]
    for at, (one, two) in enumerate(parts, start=1):
        total = str((number(one) + number(two)).normalize()).replace(".", ",")
        rows.append([str(at), f"Đơn vị {at}", one, two, total, str(at)])
    assert rows[3][4] == "78,9"
    assert findings(rows) == []
    assert findings(edited(rows, 3, (5, "2"))) == [("RANK-ORDER", 3, 5)]


def test_a_misprinted_percentage_is_told_though_the_totals_nearly_follow_the_ranks() -> None:
    """Units with less to reach are ranked by percentages; with one of these misprinted totals explain the ranks as well."""
    scores = [("470,35", ""), ("467,53", ""), ("429,32", "*"), ("422,94", "*"), ("413,85", "*"), ("423,79", ""), ("403,85", ""), ("396,18", ""), ("372,69", "*")]  # fmt: skip
    rows = [["STT", "Đơn vị", "Tổng điểm", "Tỷ lệ", "Xếp hạng"]]
    for at, (score, mark) in enumerate(scores, start=1):
        share = rounded(number(score) * 100 / (480 if mark else 500), 1)
        rows.append([str(at), f"Đơn vị {at}{mark}", score, printed(share) + "%", str(at)])
    order = [number(row[3].strip("%")) for row in rows[1:]]
    assert order == sorted(order, reverse=True)
    notes = ("(*) Đơn vị có tổng điểm tối đa 480 điểm; các đơn vị còn lại tối đa 500 điểm.",)
    assert findings(Sketch(rows, notes=notes)) == []
    misprinted = edited(rows, 7, (3, "8,8%"))
    assert findings(Sketch(misprinted, notes=notes)) == [("RATIO-PCT", 7, 3)]


MEDALS = [(9, 11, 9), (9, 0, 4), (8, 3, 6), (7, 2, 7), (6, 0, 14), (5, 3, 5), (4, 5, 3)]


def test_one_place_misprinted_among_medals_is_told_by_silver() -> None:
    """Two first units of nine gold medals, both ranked second: eleven silver ones come first."""
    rows = [["Đoàn", "Vàng", "Bạc", "Đồng", "Tổng số", "Xếp hạng"]]
    rows += [[f"Đơn vị {at}", *map(str, won), str(sum(won)), str(at)] for at, won in enumerate(MEDALS, 1)]
    assert findings(rows) == []
    assert findings(edited(rows, 1, (5, "2"))) == [("RANK-ORDER", 1, 5)]


@pytest.mark.parametrize(("row", "col", "slip"), [(2, 3, "5,20"), (5, 2, "8,05"), (7, 4, "17,45")])
def test_a_figure_that_alone_leaves_the_step_of_its_column_is_named(row: int, col: int, slip: str) -> None:
    """Points come in quarters: of the parts that any digit could mend, the one in no quarters is wrong."""
    parts = [
        ("7,50", "6,25", "16,25"), ("8,00", "5,50", "17,25"), ("8,25", "6,75", "17,75"), ("6,75", "7,25", "19,50"),
        ("9,25", "5,25", "14,75"), ("9,50", "7,50", "14,50"), ("9,75", "5,00", "13,50"), ("8,50", "6,00", "14,00"),
    ]  # fmt: skip
    rows = [["TT", "Đơn vị", "Chỉ đạo", "Thể chế", "Thủ tục", "Tổng điểm"]]
    for at, figures in enumerate(parts, start=1):
        rows.append([str(at), f"Đơn vị {at}", *figures, printed(sum(map(number, figures), Decimal(0)))])
    assert findings(rows) == []
    assert [(at, place) for _, at, place in findings(edited(rows, row, (col, slip)))] == [(row, col)]
