"""Right tables of less usual conventions raise nothing, and one slip in each is told."""

from __future__ import annotations

import pytest

from doichieu.model import Finding
from tests.validate.papers import Sketch, edited, examine, serious

Rows = list[list[str]]
UNITS = ["Phước Hải", "Tân Hiệp", "Long Sơn", "Phú Yên", "Bình Trà", "Hòa Lạc", "An Ninh", "Gia Lộc"]


def _table(header: list[str], *columns: list[str]) -> Rows:
    lines = [[str(at), *cells] for at, cells in enumerate(zip(*columns, strict=True), start=1)]
    return [["STT", "Xã", *header], *lines]


def _told(rows: Rows, caption: str = "Kết quả năm 2022", notes: str = "Kết quả như sau.") -> list[Finding]:
    return serious(examine(notes, Sketch(rows, caption=caption)))


def _with(rows: Rows, row: int, col: int, text: str) -> Rows:
    assert rows[row][col] != text
    return edited(rows, row, (col, text))


# Ranks of the year before follow the order of one criterion but for two units in each other's place.
BEFORE = ["2", "1", "3", "4", "5", "6", "7", "8"]


@pytest.mark.parametrize("header", ["Hạng năm trước", "Xếp hạng năm 2021"])
def test_ranks_of_the_year_before_follow_no_figure_of_this_year(header: str) -> None:
    """However near they come to one, with or without the moves between the two."""
    order = ["95", "90", "85", "80", "75", "70", "65", "60"]
    other = ["10", "60", "30", "80", "20", "95", "50", "40"]
    total = [str(int(one) + int(two)) for one, two in zip(order, other, strict=True)]
    ranks = ["6", "3", "4", "2", "8", "1", "4", "7"]
    total[6], other[6] = total[2], str(int(total[2]) - 65)
    moves = [f"{int(then) - int(now):+d}" for then, now in zip(BEFORE, ranks, strict=True)]
    rows = _table(["Nội dung", "Hình thức", "Tổng điểm", "Hạng", header, "So với năm trước"], UNITS, order, other, total, ranks, BEFORE, moves)  # fmt: skip
    assert _told(rows) == []
    assert _told([row[:-1] for row in rows]) == []
    assert [(f.rule, f.row, f.col) for f in _told(_with(rows, 4, 5, "5"))] == [("RANK-ORDER", 4, 5)]
    assert [(f.row, f.col) for f in _told(_with(rows, 4, 7, "+4"))] == [(4, 7)]


def test_of_ranks_of_two_years_gone_the_latest_are_those_of_the_table() -> None:
    """A paper of this year on the last prints two years before its own."""
    scores = ["95", "91", "88", "80", "75", "70", "65", "60"]
    places = [str(at) for at in range(1, 9)]
    rows = _table(["Tổng điểm", "Xếp hạng năm 2021", "Xếp hạng năm 2020"], UNITS, scores, places, BEFORE)
    assert _told(rows, "Kết quả quý I năm 2022") == []
    assert [f.col for f in _told(_with(rows, 5, 3, "7"), "Kết quả quý I năm 2022")] == [3]


def test_a_unit_left_out_takes_no_place_though_one_criterion_would_explain_it() -> None:
    """Whoever has no rank has no place in the count, and a column that is no total proves nothing against that."""
    first = ["95", "92", "90", "85", "60", "65", "50", "45"]
    second = ["95", "90", "85", "80", "90", "55", "50", "45"]
    total = [str(int(one) + int(two)) for one, two in zip(first, second, strict=True)]
    ranks = ["1", "2", "3", "4", "", "5", "6", "7"]
    rows = _table(["Hạ tầng", "Nhân lực", "Tổng điểm", "Thứ hạng"], UNITS, first, second, total, ranks)
    note = "Bình Trà không xếp hạng."
    assert _told(rows, notes=note) == []
    assert [f.col for f in _told(_with(rows, 6, 5, "6"), notes=note)] == [5]


def _tied(ranks: list[str]) -> Rows:
    first = ["50", "45", "45", "40", "36", "38", "30", "30"]
    second = ["45", "40", "40", "40", "40", "38", "20", "20"]
    total = [str(int(one) + int(two)) for one, two in zip(first, second, strict=True)]
    return _table(["Tuyên truyền", "Thực hành", "Tổng điểm", "Xếp hạng"], UNITS, first, second, total, ranks)


def test_units_alike_in_all_say_nothing_of_how_others_are_told_apart() -> None:
    """Two with the same points in everything share a place; two with the same total are told apart by a criterion."""
    rows = _tied(["1", "2", "2", "4", "5", "6", "7", "7"])
    assert _told(rows) == []
    assert {f.col for f in _told(_with(rows, 3, 5, "3"))} == {5}


def test_a_note_says_how_ties_are_told_apart() -> None:
    """One tie is enough then, beside one of units that differ in other columns and share their place."""
    first = ["50", "45", "40", "40", "36", "38", "30", "20"]
    second = ["45", "40", "45", "36", "40", "38", "30", "20"]
    hours = ["7", "9", "9", "4", "6", "8", "3", "5"]
    total = [str(int(one) + int(two)) for one, two in zip(first, second, strict=True)]
    ranks = ["1", "2", "2", "4", "5", "6", "7", "8"]
    rows = _table(["Lý thuyết", "Kỹ năng", "Ngày nộp", "Tổng điểm", "Hạng"], UNITS, first, second, hours, total, ranks)  # fmt: skip
    note = "Các đơn vị có tổng điểm bằng nhau được xếp theo ngày nộp."
    assert _told(rows, notes=note) == []
    assert _told(rows) != []


def test_gold_counts_before_the_number_of_medals() -> None:
    """Also where the number is nearly in the order of the ranks."""
    gold, silver, bronze = (
        ["8", "3", "2", "1", "1", "1", "0", "0"],
        ["1", "9", "0", "3", "1", "1", "1", "0"],
        ["9", "1", "3", "2", "2", "2", "2", "1"],
    )
    every = [str(sum(map(int, one))) for one in zip(gold, silver, bronze, strict=True)]
    ranks = ["1", "2", "3", "4", "5", "5", "7", "8"]
    rows = _table(["Vàng", "Bạc", "Đồng", "Hạng", "Cộng"], UNITS, gold, silver, bronze, ranks, every)
    assert _told(rows) == []


def test_a_lone_mean_may_be_cut_off() -> None:
    """With nothing beside it that was rounded a mean is cut off, or it is wrong by more than the last digit."""
    marks = ["7,25", "8,50", "6,75", "9,00", "8,25", "7,50", "6,50", "7,75"]  # 61,50 over 8 is 7,6875
    rows = [*_table(["Điểm"], UNITS, marks), ["", "Bình quân", "7,68"]]
    assert _told(rows) == []
    assert [f.rule for f in _told(_with(rows, 9, 2, "7,86"))] == ["SUM-AVG"]


def test_means_rounded_to_the_even_digit_were_not_cut_off() -> None:
    """9,25 is 9,2 and 9,75 is 9,8: that one of several would be cut off otherwise does not matter."""
    first = ["9,0", "8,0", "7,0", "9,5", "6,0", "8,0", "7,5", "6,5"]
    second = ["9,5", "8,5", "7,5", "10,0", "6,5", "9,0", "8,5", "7,5"]
    means = ["9,2", "8,2", "7,2", "9,8", "6,2", "8,5", "8,0", "7,0"]
    rows = _table(["Lần 1", "Lần 2", "ĐTB"], UNITS, first, second, means)
    assert _told(rows) == []
    assert [(f.row, f.col) for f in _told(_with(rows, 4, 4, "9,4"))] == [(4, 4)]


def test_bonus_points_go_beyond_the_maximum() -> None:
    """A total of criteria with a maximum and of a bonus without one may be more than the maxima make."""
    first = ["58", "60", "55", "49", "57", "44", "52", "40"]
    second = ["39", "40", "38", "30", "36", "28", "33", "25"]
    bonus = ["5", "3", "0", "0", "5", "0", "2", "0"]
    total = [str(sum(map(int, one))) for one in zip(first, second, bonus, strict=True)]
    rows = _table(["Nội dung", "Tiến độ", "Điểm thưởng", "Tổng điểm"], UNITS, first, second, bonus, total)
    rows.insert(1, ["", "Điểm tối đa", "60", "40", "", "100"])
    assert _told(rows) == []
    assert [f.rule for f in _told(_with(rows, 4, 2, "65"))][:1] == ["SUM-ROW"]


def test_no_part_of_a_total_is_what_two_others_differ_by() -> None:
    """“Chưa xử lý” is one kind of slips among others, whatever most rows have of them."""
    kinds = [
        ["0", "1", "0", "0", "0", "0", "14", "1"],
        ["2", "0", "1", "2", "1", "3", "0", "1"],
        ["2", "0", "1", "2", "1", "3", "2", "0"],
        ["0", "0", "0", "0", "0", "0", "0", "0"],
    ]
    total = [str(sum(map(int, one))) for one in zip(*kinds, strict=True)]
    header = ["Lỗi thể thức", "Văn bản chậm", "Lỗi nhập liệu", "Phản ánh chưa xử lý", "Tổng lỗi"]
    assert _told(_table(header, UNITS, *kinds, total)) == []


def test_a_criterion_with_a_weight_is_no_sum_of_the_others() -> None:
    """Marks of ten are near any mean of two others: only weights that make a whole make a part."""
    marks = [[8, 10, 9, 8, 10, 8, 9, 8], [9, 9, 10, 8, 9, 10, 8, 9], [8, 10, 9, 9, 10, 9, 8, 8]]
    total = [
        f"{(one * 2 + two + three * 7) / 10:.1f}".replace(".", ",")
        for one, two, three in zip(*marks, strict=True)
    ]
    header = ["Tham mưu (20%)", "Thể chế (10%)", "Môi trường (70%)", "Chỉ số"]
    rows = _table(header, UNITS, *([str(mark) for mark in column] for column in marks), total)
    assert _told(rows) == []
    assert [f.rule for f in _told(_with(rows, 3, 5, "6,1"))] == ["SUM-WEIGHT"]


def test_means_that_were_cut_off_may_make_less_than_that_of_the_total() -> None:
    """Six means lose half a unit each, and their sum misses the mean of the totals by as much together."""
    marks = [[10, 10, 10, 10, 10, 10, 10, 11 + at] for at in range(6)]  # 8 units: means of 10,125 to 10,75
    total = [sum(one) for one in zip(*marks, strict=True)]
    rows = _table(
        [*"ABCDEF", "Tổng điểm"], UNITS, *([str(mark) for mark in each] for each in (*marks, total))
    )
    means = [f"{int(sum(each) * 100 / 8) / 100:.2f}".replace(".", ",") for each in (*marks, total)]
    rows.append(["", "Trung bình", *(text[:-1] for text in means)])
    assert _told(rows) == []


@pytest.mark.parametrize("header", ["So với năm 2021", "Tăng, giảm"])
def test_dashes_beside_arrows_are_no_difference_of_other_columns(header: str) -> None:
    """Most kept their place: a dash says so, and an arrow is no figure."""
    first, second = ["9", "9", "7", "10", "7", "5", "6", "4"], ["9", "7", "7", "8", "6", "5", "3", "2"]
    total = [str(int(one) + int(two)) for one, two in zip(first, second, strict=True)]
    ranks, before = ["1", "3", "4", "1", "5", "6", "7", "8"], ["1", "3", "4", "2", "6", "5", "7", "8"]
    moves = ["-", "-", "-", "↑1", "↑1", "↓1", "-", "-"]
    head = ["Kiến thức", "Kỹ năng", "Tổng điểm", "Hạng", "Xếp hạng năm 2021", header]
    assert _told(_table(head, UNITS, first, second, total, ranks, before, moves)) == []


@pytest.mark.parametrize("order", [(0, 1, 3, 2), (2, 3, 0, 1), (0, 3, 1, 2), (1, 3, 2, 0)])
def test_a_total_is_found_wherever_it_stands(order: tuple[int, ...]) -> None:
    """Before its parts, amid them or behind them, with what is taken off on either side."""
    first, second = ["58", "60", "55", "49", "57", "44", "52", "40"], ["39", "40", "38", "30", "36", "28", "33", "25"]  # fmt: skip
    taken = ["5", "0", "0", "2", "5", "0", "3", "0"]
    total = [str(int(a) + int(b) - int(c)) for a, b, c in zip(first, second, taken, strict=True)]
    columns = [("Nội dung", first), ("Tiến độ", second), ("Điểm trừ", taken), ("Tổng điểm", total)]
    rows = _table([columns[at][0] for at in order], UNITS, *(columns[at][1] for at in order))
    assert _told(rows) == []
    at = 2 + order.index(3)
    assert [(f.row, f.col) for f in _told(_with(rows, 3, at, "39"))] == [(3, at)]


def test_a_blank_row_parts_no_group() -> None:
    """Where the count goes on after it, it is a break that somebody left."""
    groups = [["I", "Cụm số 1", "", ""], ["II", "Cụm số 2", "", ""]]
    first = [[str(at + 1), UNITS[at], score, rank] for at, (score, rank) in enumerate([("90", "1"), ("70", "4"), ("85", "2"), ("80", "3")])]  # fmt: skip
    second = [[str(at + 1), UNITS[at + 4], score, rank] for at, (score, rank) in enumerate([("60", "3"), ("75", "1"), ("65", "2"), ("50", "4")])]  # fmt: skip
    head = ["STT", "Xã", "Tổng điểm", "Hạng trong cụm"]
    blank = [["", "", "", ""]]
    assert _told([head, groups[0], *first[:2], *blank, *first[2:], groups[1], *second]) == []


# --------------------------------------------------------------------------- structures


SECTORS = [("Nông nghiệp", [250, 300, 420]), ("Công nghiệp", [450, 500, 610]), ("Dịch vụ", [300, 700, 970])]


def _structure(*, turned: bool) -> Rows:
    """Amounts of three years, and below a heading what share of all each sector has."""
    sums = [sum(column) for column in zip(*(amounts for _, amounts in SECTORS), strict=True)]
    lines = [("Tổng số", sums), *SECTORS]
    shares = [(name, [f"{100 * one / whole:.1f}".replace(".", ",") for one, whole in zip(amounts, sums, strict=True)]) for name, amounts in lines]  # fmt: skip
    years = ["2019", "2020", "2021"]
    if turned:
        head = ["Năm", *(name for name, _ in lines)]
        upper = [[year, *(str(amounts[at]) for _, amounts in lines)] for at, year in enumerate(years)]
        lower = [[year, *(share[at] for _, share in shares)] for at, year in enumerate(years)]
    else:
        head = ["Chỉ tiêu", *(f"Năm {year}" for year in years)]
        upper = [[name, *map(str, amounts)] for name, amounts in lines]
        lower = [[name, *share] for name, share in shares]
    return [head, *upper, ["Cơ cấu (%)", *[""] * (len(head) - 1)], *lower]


@pytest.mark.parametrize("turned", [False, True])
def test_shares_below_a_heading_are_of_the_amounts_above(*, turned: bool) -> None:
    """The wrong share is named and not the hundred that it is part of, whichever way years stand."""
    rows = _structure(turned=turned)
    assert _told(rows, "Tổng sản phẩm") == []
    row, col = (len(rows) - 1, 3) if turned else (len(rows) - 2, 3)
    (found,) = _told(_with(rows, row, col, "60,5"), "Tổng sản phẩm")
    assert (found.row, found.col) == (row, col)
