"""Scores, ranks, rates and totals as papers of offices print them: what holds is not flagged, a slip beside it is."""

from __future__ import annotations

import pytest

from tests.validate.papers import DEPARTMENTS, Sketch, examine, rules, serious

SCORES = ["93", "90", "88", "86", "85", "84", "80"]


def ranked(ranks: list[str], scores: list[str] = SCORES) -> Sketch:
    """Departments with their scores and ranks."""
    rows = [["STT", "Đơn vị", "Tổng điểm", "Xếp hạng"]]
    rows += [[str(n), *row] for n, row in enumerate(zip(DEPARTMENTS, scores, ranks, strict=False), 1)]
    return Sketch(rows)


def form(first: str, second: str = "99,81", third: str = "95,99", *, unit: str = "Đơn vị tính") -> Sketch:
    """A form of indicators: a rate, and below it the two counts that it comes from."""
    rows = [["STT", "Chỉ tiêu thống kê", unit, "Số liệu"], ["3.", "Kết quả giải quyết", "", ""]]
    counts = [("195.197", "193.457"), ("468.463", "467.565"), ("599", "575")]
    for number, (rate, (whole, part)) in enumerate(zip((first, second, third), counts, strict=True), 1):
        rows += [
            [f"3.{number}.", f"Tỷ lệ hồ sơ loại {number} đúng hạn", "%", rate],
            [f"3.{number}.1.", "Tổng số hồ sơ đã giải quyết", "Hồ sơ", whole],
            [f"3.{number}.2.", "Số hồ sơ giải quyết đúng hạn", "Hồ sơ", part],
        ]
    return Sketch(rows)


def medals(*ranks: str) -> Sketch:
    """A table of medals: gold first, then silver, whatever the totals are."""
    rows = [["Hạng", "Đoàn", "Vàng", "Bạc", "Đồng", "Tổng số"]]
    won = [("36", "39", "26"), ("32", "17", "14"), ("28", "26", "36"), ("17", "16", "17"), ("16", "9", "12")]
    won += [("13", "16", "20"), ("11", "9", "13"), ("10", "11", "11")]
    for rank, name, row in zip(ranks, DEPARTMENTS, won, strict=False):
        rows.append([rank, f"Đoàn {name}", *row, str(sum(map(int, row)))])
    return Sketch(rows)


def test_extremes_and_means_below_a_ranking_are_no_rows() -> None:
    """“Chỉ số cao nhất” repeats a figure: it is not ranked, and ties of the table are counted without it."""
    scores = ["93,01", "90,75", "88,10", "88,10", "85,20", "84,78"]
    ranks = ["1", "2", "3", "3", "5", "6"]
    rows = [["Thứ hạng", "Đơn vị", "Chỉ số chung"]]
    rows += [[rank, name, score] for rank, name, score in zip(ranks, DEPARTMENTS, scores, strict=False)]
    rows += [
        ["", "Chỉ số cao nhất", "93,01"],
        ["", "Chỉ số trung bình", "88,32"],
        ["", "Chỉ số thấp nhất", "84,78"],
    ]
    assert rules(Sketch(rows)) == []


def test_places_are_no_fractions() -> None:
    """“14/34” in a column of places is the 14th of 34, whatever percentage stands beside it."""
    rows = [
        ["STT", "Nội dung", "Tỷ lệ", "Thứ hạng"],
        ["1", "Công khai minh bạch", "88,72%", "14/34"],
        ["2", "Tiến độ giải quyết", "91,10%", "9/34"],
        ["3", "Mức độ hài lòng", "76,43%", "20/34"],
    ]
    assert rules(Sketch(rows)) == []


@pytest.mark.parametrize(("printed", "found"), [("85,55", []), ("85,95", ["RATIO-NOTE"])])
def test_scores_of_one_decimal_hide_digits(printed: str, found: list[str]) -> None:
    """17,1/20 stands for 17,05 to 17,15: 85,55 % may be right, 85,95 % may not."""
    rows = [
        ["STT", "Chỉ số", "Tỷ lệ %", "Điểm đánh giá"],
        ["1", "Công khai", "100", "18/18"],
        ["2", "Tiến độ", printed, "17,1/20"],
        ["3", "Hài lòng", "50", "9/18"],
    ]
    assert rules(Sketch(rows)) == found


def test_fractions_of_other_columns() -> None:
    """A fraction beside a percentage that is another index: no row agrees, so none is wrong."""
    rows = [
        ["Tỉnh", "SIPAS", "PAR INDEX"],
        ["Lào Cai", "83,0%", "88,3/100"],
        ["Yên Bái", "82,6%", "86,6/100"],
    ]
    assert rules(Sketch([*rows, ["Hà Giang", "83,1%", "80,1/100"]])) == []


def test_amounts_that_are_counted_are_not_rounded() -> None:
    """305.712 files are made up of 293.132 and 12.580 and not of 12.579."""
    text = "Đã giải quyết 305.712 hồ sơ (gồm 293.132 hồ sơ đúng hạn và 12.579 hồ sơ quá hạn)."
    assert rules(text) == ["CLAIM-PARTS"]


def test_percentages_of_scores_that_hide_digits() -> None:
    """Four of eight percentages are off in their last digit, each by less than the third decimal of the score."""
    scores = ["82,78", "78,95", "78,83", "78,47", "73,47", "83,39", "74,70", "75,81"]
    maxima = ["89,00", "87,00", "87,00", "87,50", "85,00", "97,00", "87,00", "89,00"]
    shares = ["93,01%", "90,75%", "90,60%", "89,68%", "86,43%", "85,97%", "85,87%", "85,18%"]
    rows = [["STT", "Đơn vị", "Điểm tối đa", "Điểm đạt", "Chỉ số"]]
    rows += [
        [str(n), *row] for n, row in enumerate(zip(DEPARTMENTS, maxima, scores, shares, strict=False), 1)
    ]
    assert rules(Sketch(rows)) == []
    rows[3][4] = "96,60%"
    assert rules(Sketch(rows)) == ["RATIO-PCT"]


def test_totals_rounded_to_fewer_decimals_than_their_parts() -> None:
    """18,85 is 18,9 in a column of totals with one decimal; 18,7 is not."""
    parts = [
        ("4", "4,90", "10"),
        ("4", "6,00", "8,85"),
        ("4", "2,99", "10"),
        ("4", "6", "9"),
        ("4", "5", "7"),
    ]
    totals = ["18,9", "18,9", "17", "19", "16"]
    rows = [["STT", "Đơn vị", "Phần A", "Phần B", "Phần C", "Tổng điểm"]]
    rows += [
        [str(n), name, *three, total]
        for n, (name, three, total) in enumerate(zip(DEPARTMENTS, parts, totals, strict=False), 1)
    ]
    assert rules(Sketch(rows)) == []
    rows[2][5] = "18,7"
    assert rules(Sketch(rows)) == ["SUM-ROW"]


def test_columns_that_are_full_all_the_way_down_prove_nothing() -> None:
    """Where every unit but one has all points, no two columns are made of each other."""
    rows = [["STT", "Đơn vị", "Tỷ lệ A (%)", "Điểm A", "Tỷ lệ B (%)", "Điểm B"]]
    rows += [[str(n), name, "100", "2", "100", "6"] for n, name in enumerate(DEPARTMENTS[:7], 1)]
    rows += [["8", DEPARTMENTS[7], "100", "2", "49,83", "2,99"]]
    assert rules(Sketch(rows)) == []


def test_criteria_of_one_unit_have_a_maximum_each() -> None:
    """Rows of zeros fit any maximum; the others are criteria with one of their own."""
    rows = [["STT", "Chỉ số", "Tỷ lệ %", "Điểm đánh giá"]]
    figures = [("0", "0"), ("0", "0"), ("100", "4"), ("53,68", "6"), ("0", "0")]
    rows += [[str(n), f"Tiêu chí {chr(64 + n)}", *pair] for n, pair in enumerate(figures, 1)]
    assert rules(Sketch(rows)) == []


def test_where_all_share_one_place_nothing_was_ranked() -> None:
    """All have 5 points in all and rank 1; that one got them elsewhere ranks nobody."""
    rows = [["TT", "Đơn vị", "Thể chế", "Điều hành", "Tổng cộng", "Xếp hạng"]]
    rows += [[str(n), name, "0", "5", "5", "1"] for n, name in enumerate(DEPARTMENTS[:6], 1)]
    assert rules(Sketch([*rows, ["7", DEPARTMENTS[6], "5", "0", "5", "1"]])) == []


def test_labour_is_no_sum() -> None:
    """“Công” (labour) in a table of norms is one of its lines; “Cộng” adds them up."""
    rows = [
        ["TT", "Thành phần hao phí", "Trị số"],
        ["1", "Giấy", "12"],
        ["2", "Mực", "3,5"],
        ["3", "Máy in", "170"],
    ]
    assert rules(Sketch([*rows, ["", "Công", "20,5"]])) == []
    assert rules(Sketch([*rows, ["", "Cộng", "185,05"]])) == ["SUM-COL"]


def test_recomputed_figures_are_printed_as_those_beside_them() -> None:
    """A sum stands with dots beside figures with dots, though no table of the paper shows any."""
    text = "Đã giải quyết 305.712 hồ sơ (gồm 293.132 hồ sơ đúng hạn và 12.579 hồ sơ quá hạn)."
    (finding,) = serious(examine(text))
    assert finding.expected == "305.711 hồ sơ"
    assert "cộng được 305.711" in finding.message.vi


def test_each_table_and_the_text_keep_their_own_separators() -> None:
    """A table of 12.345 and one of 12345 in one paper: each is told in its own way, and so is a percentage."""
    names = ["Thu nội địa", "Thu xuất khẩu", "Viện trợ"]
    dotted = [["TT", "Nội dung", "Số tiền"], *zip("123", names, ["10.200", "1.050", "1.095"], strict=True)]
    plain = [["TT", "Nội dung", "Số người"], *zip("123", names, ["10200", "1050", "1095"], strict=True)]
    result = examine(
        Sketch([*map(list, dotted), ["", "Tổng cộng", "12.354"]]),
        Sketch([*map(list, plain), ["", "Tổng cộng", "12354"]], "2"),
        "Có 18/19 đơn vị hoàn thành (đạt 94.47%).",
    )
    assert [finding.expected for finding in serious(result)] == ["12.345", "12345", "94.74%"]


@pytest.mark.parametrize("nothing", ["-", "–", "Không xếp hạng", "", "x", "0"])
def test_units_without_a_rank(nothing: str) -> None:
    """A unit that is not ranked takes a place or takes none: both are ways to count, and a slip in either is told.

    Where it takes one, nothing says of a blank or a nought that it is no slip.
    """
    assert rules(ranked(["1", "2", "3", nothing, "4", "5", "6"])) == []
    told = ["RANK-GAP"] if nothing in {"", "0"} else []
    assert rules(ranked(["1", "2", "3", nothing, "5", "6", "7"])) == told
    assert rules(ranked(["1", "2", "3", "4", "5", "6", nothing], [*SCORES[:6], "-"])) == []
    assert rules(ranked(["1", "3", "2", nothing, "4", "5", "6"])) == ["RANK-ORDER"]


def test_the_report_says_that_units_without_a_rank_are_left_out() -> None:
    """The convention names them, in both languages."""
    (lines,) = examine(ranked(["1", "2", "3", "-", "4", "5", "6"])).conventions.values()
    assert any("không kể đơn vị không có hạng" in line.vi and "left out" in line.en for line in lines)


@pytest.mark.parametrize(
    "label", ["Tổng giám đốc", "Cộng hòa Séc", "Cộng hoà Áo", "Tổng thư ký", "Cộng đồng A"]
)
def test_words_that_begin_like_totals(label: str) -> None:
    """Offices and countries that begin with “Tổng” or “Cộng” are rows like the others; a total is one."""
    rows = [["", "Nội dung", "Số"], ["", "Phần A", "14"], ["", "Phần B", "9"], ["", "Phần C", "17"]]
    assert rules(Sketch([*rows, ["", label, "41"]])) == []
    assert rules(Sketch([*rows, ["", "Tổng chi", "41"]])) == ["SUM-COL"]


def test_a_total_named_in_the_column_of_ranks() -> None:
    """“Tổng số (52 đoàn)” in the first column speaks of the row, wherever the names stand."""
    rows = [["Hạng", "Đoàn", "Vàng"], ["1", "A", "55"], ["2", "B", "37"], ["3", "C", "36"], ["4", "D", "12"]]
    assert rules(Sketch([*rows, ["5–52", "Các đoàn còn lại", "94"], ["Tổng số (52 đoàn)", "", "234"]])) == []


@pytest.mark.parametrize(("printed", "found"), [("18,27", []), ("17,27", ["SUM-WEIGHT"])])
@pytest.mark.parametrize("header", ["Điểm đạt (tối đa 20 điểm)", "Điểm đạt"])
def test_points_for_a_percentage(header: str, printed: str, found: list[str]) -> None:
    """91,34 % of 20 points are 18,27, whether the header declares the 20 or the other rows imply them."""
    rates = ["97,96", "96,62", "96,55", "96,35", "92,82", "91,34", "90,86", "90,8", "89,01", "79,68"]
    points = ["19,59", "19,32", "19,31", "19,27", "18,57", printed, "18,17", "18,16", "17,8", "15,94"]
    rows = [["TT", "Đơn vị", "Tỷ lệ %", header]]
    rows += [[str(n), *row] for n, row in enumerate(zip(DEPARTMENTS, rates, points, strict=False), 1)]
    result = examine(Sketch(rows))
    assert [finding.rule for finding in serious(result)] == found
    if found:
        assert "91,34% của 20 là 18,27" in serious(result)[0].message.vi
        assert serious(result)[0].corrections[0].value == "18,27"


def test_points_that_are_capped_follow_no_percentage() -> None:
    """From 80 % on a unit has all points: no rate explains them, and none is asked for."""
    rates, points = ["100", "93", "88", "60", "40", "85"], ["6", "6", "6", "4,5", "3", "6"]
    rows = [["TT", "Đơn vị", "Tỷ lệ %", "Điểm"]]
    rows += [[str(n), *row] for n, row in enumerate(zip(DEPARTMENTS, rates, points, strict=False), 1)]
    assert rules(Sketch(rows)) == []


def test_scores_above_their_maximum() -> None:
    """A score is no more than its header or the column beside it allows; bonus points go beyond it everywhere."""
    scores = ["18", "17,5", "16", "15", "14,5", "12"]

    def declared(*changed: str) -> Sketch:
        column = [*changed, *scores[len(changed) :]]
        rows = [["TT", "Đơn vị", "Công khai (tối đa 20 điểm)"]]
        return Sketch(
            [*rows, *([str(n), *row] for n, row in enumerate(zip(DEPARTMENTS, column, strict=False), 1))]
        )

    assert rules(declared()) == []
    assert rules(declared("25")) == ["SUM-WITHIN"]
    assert rules(declared("25", "24", "23", "22")) == []
    maxima, reached = ["5", "4", "3", "6", "2"], ["4,5", "4", "3,5", "5", "2"]
    rows = [["TT", "Tiêu chí", "Điểm tối đa", "Điểm đạt"]]
    rows += [[str(n), f"Tiêu chí {n}", *row] for n, row in enumerate(zip(maxima, reached, strict=True), 1)]
    assert rules(Sketch(rows)) == ["SUM-WITHIN"]
    rows[3][3] = "2,5"
    assert rules(Sketch(rows)) == []


@pytest.mark.parametrize("unit", ["Đơn vị tính", "ĐVT", "ĐƠN VỊ TÍNH"])
def test_rates_in_rows_over_their_counts(unit: str) -> None:
    """3.1 is 3.1.2 of 3.1.1; a rate cut off is a warning, another one an error that names the row by its label."""
    assert rules(form("99,11", unit=unit)) == []
    (cut,) = serious(examine(form("99,10", unit=unit)))
    assert (cut.rule, cut.level, cut.expected) == ("RATIO-PCT", "warning", "99,11")
    (wrong,) = serious(examine(form("98,11", unit=unit)))
    assert (wrong.rule, wrong.level) == ("RATIO-PCT", "error")
    assert "Tỷ lệ hồ sơ loại 1 đúng hạn ghi 98,11" in wrong.message.vi


def test_rates_in_rows_of_something_else() -> None:
    """Where no rate follows from the two rows below it, none is wrong."""
    assert rules(form("61,5", "48,2", "73,9")) == []


@pytest.mark.parametrize(("printed", "found"), [("90,00", []), ("91,00", ["RATIO-PCT"])])
def test_rates_in_rows_below_their_counts(printed: str, found: list[str]) -> None:
    """“Tổng số; Đạt; Tỷ lệ” come again and again: each rate is of the two rows above it."""
    rows = [["TT", "Nội dung", "ĐVT", "Năm 2024"]]
    for number, (whole, part, rate) in enumerate(
        [("120", "114", "95,00"), ("80", "61", "76,25"), ("50", "45", printed)]
    ):
        rows += [["", f"Tổng số xã khối {number}", "xã", whole], ["", "Số xã đạt chuẩn", "xã", part]]
        rows.append(["", "Tỷ lệ xã đạt chuẩn", "%", rate])
    assert rules(Sketch(rows)) == found


@pytest.mark.parametrize(("printed", "found"), [("80,81%", []), ("80,71%", ["RATIO-PCT"])])
def test_a_few_percentages_with_more_decimals(printed: str, found: list[str]) -> None:
    """Two of a dozen are printed to the third decimal to tell them apart: each is held at its own places."""
    scores = [
        "88,09",
        "86,50",
        "85,80",
        "84,73",
        "84,01",
        "83,79",
        "83,56",
        "80,00",
        "79,09",
        "79,08",
        "77,30",
        "75,27",
    ]
    shares = [
        "88,98%",
        "87,37%",
        "86,67%",
        "85,59%",
        "84,86%",
        "84,64%",
        "84,40%",
        printed,
        "79,889%",
        "79,879%",
    ]
    rows = [["TT", "Đơn vị", "Điểm tối đa", "Điểm đạt", "Chỉ số"]]
    rows += [
        [str(n), name, "99,00", *row]
        for n, (name, *row) in enumerate(
            zip(DEPARTMENTS, scores, [*shares, "78,08%", "76,03%"], strict=True), 1
        )
    ]
    assert rules(Sketch(rows)) == found


def test_shares_and_amounts_are_no_points() -> None:
    """Two columns of percentages, or persons beside their share, are not points for a percentage."""
    rows = [["TT", "Nước", "Tỷ lệ 2000 (%)", "Tỷ lệ 2010 (%)", "Số người"]]
    figures = [
        ("32,4", "34,3", "309705"),
        ("11,0", "11,4", "98100"),
        ("5,1", "4,9", "52900"),
        ("2,0", "1,9", "21900"),
    ]
    rows += [[str(n), f"Nước {n}", *row] for n, row in enumerate([*figures, ("1,0", "0,95", "8100")], 1)]
    assert rules(Sketch(rows)) == []


def test_letters_number_rows_up_to_c_and_beyond() -> None:
    """After A and B stand C and D, which are no Roman hundreds: they are ranked and added up like the others."""
    names = ["Thu nội địa", "Thu dầu thô", "Thu viện trợ", "Thu khác"]
    rows = [["TT", "Nội dung", "Số tiền", "Xếp hạng"]]
    rows += [
        list(row) for row in zip("ABCD", names, ["10", "20", "30", "40"], ["4", "3", "2", "2"], strict=True)
    ]
    assert rules(Sketch(rows)) == ["RANK-ORDER"]
    rows[4][3] = "1"
    assert rules(Sketch([*rows, ["", "Tổng cộng", "100", ""]])) == []
    assert rules(Sketch([*rows, ["", "Tổng cộng", "110", ""]])) == ["SUM-COL"]


def test_medals_are_ranked_by_gold() -> None:
    """Two delegations with more medals in all stand below those with more gold ones."""
    assert rules(medals(*"12345678")) == []
    assert rules(medals(*"12435678")) == ["RANK-ORDER"]


def test_a_list_in_halves_side_by_side() -> None:
    """Places 7 to 12 stand beside 1 to 6: each figure has the name of its own half, and no rank is off."""
    rows = [["STT", "Đơn vị", "Tổng điểm", "Xếp hạng"] * 2]
    for n in range(6):
        rows.append([str(n + 1), DEPARTMENTS[n], str(95 - n), str(n + 1)])
        rows[-1] += [str(n + 7), DEPARTMENTS[n + 6], str(85 - n), str(n + 7)]
    result = examine(Sketch(rows))
    assert serious(result) == []
    named = {(o.row, o.col): o.entity_name for o in result.decision.observations}
    assert (named[1, 2], named[1, 6]) == (DEPARTMENTS[0], DEPARTMENTS[6])
    rows[2][3], rows[3][3] = "3", "2"
    assert rules(Sketch(rows)) == ["RANK-ORDER"]


@pytest.mark.parametrize(("printed", "found"), [("92,94%", []), ("94,92%", ["RATIO-NOTE"])])
def test_fractions_in_long_remarks(printed: str, found: list[str]) -> None:
    """A cell of proofs states several fractions, each with its own percentage; numbers of papers are none."""
    proof = f"Báo cáo số 335/2025: tích hợp 553/553 thủ tục (đạt 100%); thanh toán 513.672/552.693 hồ sơ (đạt {printed})."
    rows = [["TT", "Tiêu chí", "Điểm", "Tài liệu kiểm chứng"], ["1", "Thanh toán trực tuyến", "1,5", proof]]
    rows += [["2", "Công bố", "2", "Quyết định số 12/2025"], ["3", "Số hóa", "1", "Không"]]
    assert rules(Sketch(rows)) == found


def criteria(yes: str = "Đ", no: str = "K", second: str = "3", third: str = "5", of: str = "") -> Sketch:
    """Communes with the criteria they meet, how many each meets, and how many communes meet each."""
    met = ["yyyyyn5", f"ynyynn{second}", "yyyyyy6", "nyynyy4", "yyyyny5"]
    rows = [["STT", "Xã", *(f"Tiêu chí {n}" for n in range(1, 7)), "Số tiêu chí đạt"]]
    for n, marks in enumerate(met, 1):
        rows.append([str(n), f"Xã {n}", *(yes if mark == "y" else no for mark in marks[:-1]), marks[-1] + of])
    return Sketch([*rows, ["", "Số xã đạt", "4", "4", third, "4", "3", "3", ""]])


@pytest.mark.parametrize(
    ("yes", "no", "of"),
    [("Đ", "K", ""), ("x", "", ""), ("Đạt", "Chưa đạt", ""), ("+", "-", "/6"), ("(X)", "–", "/19")],
)
def test_marks_are_counted(yes: str, no: str, of: str) -> None:
    """Counts of marks hold in rows and below columns, and a wrong one is found, whatever the mark is."""
    result = examine(criteria(yes, no, of=of))
    assert serious(result) == []
    assert sum(check.rule == "COUNT-MARK" for check in result.checks) == 11
    totals = [str(one.value) for one in result.decision.observations if one.row == 6]
    assert totals == ["4", "4", "5", "4", "3", "3"]
    (row,) = serious(examine(criteria(yes, no, second="4", of=of)))
    assert (row.rule, row.row, row.col, row.expected) == ("COUNT-MARK", 2, 8, "3")
    (column,) = serious(examine(criteria(yes, no, third="3", of=of)))
    assert (column.rule, column.row, column.col, column.expected) == ("COUNT-MARK", 6, 4, "5")


def test_figures_beside_marks_that_count_something_else() -> None:
    """How many households a commune has follows from no mark."""
    sketch = criteria()
    rows = [[*row[:-1], count] for row, count in zip(sketch.rows, ["Số hộ", *"3142", "5", ""], strict=True)]
    assert rules(Sketch(rows)) == []


def test_votes_are_parts_of_the_valid_ones() -> None:
    """Percentages of one base tell that their values are its parts, though no header says so and rows are few."""
    votes = ["58 45 10 3 77,59 17,24 5,17", "57 40 15 2 70,18 26,32 3,51", "58 38 16 4 65,52 27,59 6,90"]
    votes += ["56 30 20 6 53,57 35,71 10,71"]
    head = ["TT", "Họ tên", "Hợp lệ", "Tín nhiệm cao", "Tín nhiệm", "Tín nhiệm thấp"]
    head += [f"Tỷ lệ {name} (%)" for name in head[3:]]
    rows = [head, *([str(n), f"Ông {n}", *vote.split()] for n, vote in enumerate(votes, 1))]
    assert rules(Sketch(rows)) == []
    rows[2][3] = "49"
    (found,) = serious(examine(Sketch(rows)))
    assert (found.rule, found.row, found.col, found.expected) == ("SUM-ROW", 2, 3, "40")


def test_a_rate_that_all_rows_share_multiplies() -> None:
    """Pay is a coefficient times the base salary, which tells two swapped digits from two others in the column."""
    pay = [("5,68", "8.463.200"), ("4,16", "6.198.400"), ("3,63", "5.408.700"), ("2,67", "3.978.300")]
    pay += [("2,34", "3.486.600")]
    rows = [["STT", "Họ và tên", "Hệ số", "Mức lương cơ sở", "Thành tiền"]]
    rows += [[str(n), f"Ông {n}", one, "1.490.000", two] for n, (one, two) in enumerate(pay, 1)]
    rows.append(["", "Cộng", "18,48", "", "27.535.200"])
    assert rules(Sketch(rows)) == []
    rows[2][4] = "6.189.400"
    (found,) = serious(examine(Sketch(rows)))
    assert (found.row, found.col, found.expected) == (2, 4, "6.198.400")
