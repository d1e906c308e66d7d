"""Names in each other's row, ranks by what percentages were before rounding, means of levels, bounds of one column of several."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.validate.papers import DEPARTMENTS, Sketch, edited, examine, findings, printed, rounded, serious
from tests.validate.test_results_of_offices import _quality

POINTS = [("18,2", "27,4"), ("17,5", "29,1"), ("19", "24,6"), ("16,8", "26"), ("15,3", "22,7"), ("14", "25,2"), ("12,6", "21,8")]  # fmt: skip


def _value(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _by_criteria() -> list[list[list[str]]]:
    """A table of two criteria and their total, and a table of each criterion in the order of its points."""
    main = [["STT", "Đơn vị", "Thể chế", "Nhân lực", "Tổng điểm"]]
    for at, points in enumerate(POINTS):
        main.append([str(at + 1), DEPARTMENTS[at], *points, printed(sum(map(_value, points), Decimal(0)))])
    tables = [main]
    for col, name in ((2, "Thể chế"), (3, "Nhân lực")):
        order = sorted(main[1:], key=lambda row: -_value(row[col]))
        tables.append([["STT", "Đơn vị", name, "Xếp hạng"]])
        tables[-1] += [[str(at), row[1], row[col], str(at)] for at, row in enumerate(order, start=1)]
    return tables


def _found(tables: list[list[list[str]]]) -> list[tuple[str, str | None, int | None, int | None]]:
    sketches = [Sketch(rows, number=f"1.{at}" if at else "1") for at, rows in enumerate(tables)]
    return [(one.rule, one.table_id, one.row, one.col) for one in serious(examine(*sketches))]


def test_names_in_each_others_row_are_one_finding() -> None:
    """The other table has for each the figures of the other's row: no figure is wrong."""
    main, first, second = _by_criteria()
    assert _found([main, first, second]) == []
    swapped = edited(edited(second, 3, (1, second[4][1])), 4, (1, second[3][1]))
    assert _found([main, first, swapped]) == [("POP-SWAP", "t03", 3, 1)]


def test_names_in_each_others_row_of_the_main_table_are_told_by_both_others() -> None:
    """Two tables speak against the first: the names were exchanged there and not in both."""
    main, first, second = _by_criteria()
    swapped = edited(edited(main, 2, (1, main[3][1])), 3, (1, main[2][1]))
    assert _found([swapped, first, second]) == [("POP-SWAP", "t01", 2, 1)]


def test_figures_in_each_others_row_are_told_from_names() -> None:
    """The ranks beside them follow what the other table prints: names and ranks stand right."""
    main, first, second = _by_criteria()
    swapped = edited(edited(second, 3, (2, second[5][2])), 5, (2, second[3][2]))
    (found,) = _found([main, first, swapped])
    assert (found[0], found[1], found[3]) == ("RANK-ORDER", "t03", 2)


def test_two_names_of_six_may_be_exchanged() -> None:
    """Few units of which two disagree still tell, where the column is named like the table and the two figures answer."""
    main, first, _ = _by_criteria()
    short = [line for line in first if line[1] != DEPARTMENTS[6]]
    swapped = edited(edited(short, 2, (1, short[5][1])), 5, (1, short[2][1]))
    assert _found([main[:7], swapped]) == [("POP-SWAP", "t02", 2, 1)]


def test_a_unit_of_no_other_table_may_stand_for_the_one_that_is_missing() -> None:
    """A department in the first two tables, a district in its place in the third."""
    main, first, second = _by_criteria()
    assert _found([main, first, edited(second, 5, (1, "Huyện Tuy Phước"))])[0] == ("POP-MISS", "t03", 5, 1)


def test_a_lone_figure_with_fewer_decimals_is_no_rounding() -> None:
    """All others of both columns print two decimals, and are the same in both tables."""
    main, _, second = _by_criteria()
    full = [
        [main[0], *([*line[:2], *(f"{_value(x):.2f}".replace(".", ",") for x in line[2:])] for line in main[1:])],
        [second[0], *([*line[:2], f"{_value(line[2]):.2f}".replace(".", ","), line[3]] for line in second[1:])],
    ]  # fmt: skip
    assert _found(full) == []
    row = next(at for at, line in enumerate(full[1]) if line[2] == "25,20")
    assert _found([full[0], edited(full[1], row, (2, "25"))]) == [("XEQ-CELL", "t02", row, 2)]


def test_whole_points_beside_decimals_are_exact() -> None:
    """19 beside 18,2 has no decimals that another table might print."""
    main, first, second = _by_criteria()
    row = next(at for at, line in enumerate(first) if line[2] == "19")
    found = _found([main, edited(first, row, (2, "18,9")), second])
    assert [(rule, table) for rule, table, *_ in found] == [("XEQ-CELL", "t02")]


def _two_maxima() -> list[list[str]]:
    """Units of two maxima, ranked by percentages that are printed with one decimal."""
    scores = [(60, "55,2"), (55, "49,4"), (60, "48,6"), (60, "47,7"), (55, "43,69"), (60, "41,70"), (55, "38,2"), (60, "33,3"), (55, "28,6")]  # fmt: skip
    shares = [(_value(score) * 100 / top, top, score) for top, score in scores]
    shares.sort(reverse=True)
    rows = [["STT", "Đơn vị", "Tổng điểm", "Điểm tối đa", "Tỷ lệ (%)", "Xếp hạng"]]
    for at, (share, top, score) in enumerate(shares, start=1):
        rows.append([str(at), DEPARTMENTS[at - 1], score, str(top), printed(rounded(share, 1)), str(at)])
    return rows


def test_percentages_equal_by_rounding_are_no_tie() -> None:
    """41,70 of 60 is more than 38,2 of 55, though both are 69,5 %: elsewhere in the table equal ones share their place."""
    rows = _two_maxima()
    rows.append(["10", DEPARTMENTS[9], "24", "60", "40,0", "10"])
    rows.append(["11", DEPARTMENTS[10], "22", "55", "40,0", "10"])
    assert len([row for row in rows if row[4] == "69,5"]) == 2
    assert findings(rows) == []
    assert findings(edited(rows, 4, (5, "6"))) == [("RANK-ORDER", 4, 5)]


def test_means_of_levels_follow_from_how_many_reach_each() -> None:
    """No total of points is printed: the mean is told by its counts alone."""
    rows = [[*row[:8], *row[9:]] for row in _quality()]
    assert findings(rows) == []
    found = serious(examine(Sketch(edited(rows, 5, (8, "3,27")))))
    assert [(one.rule, one.row, one.col) for one in found] == [("RATIO-PCT", 5, 8)]
    assert "3 × " in found[0].message.vi


GOOD, FAIR = "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ"


def test_bounds_are_those_of_the_column_that_they_fit() -> None:
    """Beside the difference of two scores stands the score that the bounds are about."""
    rows = [["STT", "Đơn vị", "Điểm tự chấm", "Điểm thẩm định", "Chênh lệch", "Xếp loại"]]
    for at, (own, other) in enumerate(
        [("95", "88"), ("82", "81"), ("77", "69"), ("74", "66"), ("90", "84"), ("71", "70,5"), ("80", "68")],
        start=1,
    ):
        grade = GOOD if _value(other) >= 70 else FAIR
        gap = _value(other) - _value(own)
        rows.append([str(at), DEPARTMENTS[at], own, other, printed(gap), grade])
    bounds = f"{GOOD}: từ 70 điểm đến dưới 90 điểm; {FAIR}: từ 50 điểm đến dưới 70 điểm."
    assert serious(examine(bounds, Sketch(rows))) == []
    found = serious(examine(bounds, Sketch(edited(rows, 3, (5, GOOD)))))
    assert [(one.rule, one.row, one.col) for one in found] == [("TIER-GROUP", 3, 5)]


@pytest.mark.parametrize("group", ["Mức tốt", "Nhóm đạt loại Khá"])
def test_a_name_twice_in_a_list_parted_by_tiers(group: str) -> None:
    """Units that the registry does not have, ranked through all tiers: each stands once."""
    names = ["Trung tâm Văn hóa", "Trung tâm Lưu trữ", "Trường Chính trị", "Nhà Thiếu nhi", "Đài Phát thanh", "Quỹ Phát triển"]  # fmt: skip
    rows = [["STT", "Tên đơn vị", "Tổng điểm", "Xếp hạng"], ["", group, "", ""]]
    rows += [[str(at), name, str(100 - 7 * at), str(at)] for at, name in enumerate(names, start=1)]
    rows.insert(5, ["", "Mức trung bình", "", ""])
    assert findings(rows) == []
    assert [one[0] for one in findings(edited(rows, 7, (1, names[1])))] == ["POP-DUP"]


def test_a_count_gone_wrong_is_told_where_the_figure_is_borne_out() -> None:
    """The unit behind a tie carries its rank: its own score follows from its parts, so the ranks from there on are wrong."""
    parts = [
        (20, 30),
        (19, 29),
        (24, 24),
        (20, 27),
        (18, 28),
        (15, 30),
        (21, 22),
        (20, 20),
        (18, 19),
        (16, 18),
    ]
    totals = [sum(pair) for pair in parts]
    places = [sorted(set(totals), reverse=True).index(total) + 1 for total in totals]
    rows = [["STT", "Đơn vị", "Điểm A", "Điểm B", "Tổng điểm", "Xếp hạng"]]
    for at, (pair, total, place) in enumerate(zip(parts, totals, places, strict=True)):
        rows.append([str(at + 1), DEPARTMENTS[at], *map(str, pair), str(total), str(place)])
    assert findings(rows) == []
    late = [*rows[:4], *([*row[:5], str(int(row[5]) - 1)] for row in rows[4:])]
    assert [(rule, col) for rule, _, col in findings(late)] == [("RANK-GAP", 5)]


def _alike(ranks: tuple[str, ...], grades: tuple[str, ...] = ()) -> list[list[str]]:
    """Scores of some of ten units; the fourth has those of the third, and the last two tie; in the order of their totals."""
    count = len(ranks or grades)
    parts = [("9,75", "8,20", "7,90"), ("8,60", "9,05", "7,45"), ("8,15", "7,35", "8,85"), ("8,15", "7,35", "8,85"),
             ("7,05", "8,40", "6,15"), ("6,50", "6,95", "7,75"), ("6,85", "5,90", "5,20"), ("5,25", "4,80", "6,60"),
             ("4,35", "5,05", "4,10"), ("3,85", "4,65", "5,00")]  # fmt: skip
    rows = [
        ["STT", "Đơn vị", "Minh bạch", "Thủ tục", "Thái độ", "Tổng điểm", "Xếp hạng" if ranks else "Xếp loại"]
    ]
    for at, (row, end) in enumerate(zip(parts[:count], ranks or grades, strict=True), start=1):
        total = sum(map(_value, row), Decimal(0))
        rows.append([str(at), DEPARTMENTS[at], *row, printed(total), end])
    return rows


def test_equal_rows_with_places_of_their_own_beside_a_shared_place() -> None:
    """Equal units share their places: the total is in doubt, borne out by the same scores in the row above."""
    assert findings(_alike(("1", "2", "3", "3", "5", "6", "7", "8", "9", "9"))) == []
    assert findings(_alike(("1", "2", "3", "4", "5", "6", "7", "8", "9", "9"))) == [("RANK-ORDER", 4, 5)]


def test_equal_rows_that_leave_another_place_wrong_are_no_copy() -> None:
    """With either of the two taken out the ranks of all others would have to follow: one is in another's place."""
    ranks = ("1", "2", "5", "4", "3", "6", "7", "8")
    assert "POP-COPY" not in {rule for rule, _, _ in findings(_alike(ranks))}
    assert findings(_alike(ranks)) != []


def test_equal_rows_of_a_table_that_shares_no_place_are_a_remark() -> None:
    """Nothing shows what ties get, unless the mean that the text states is not theirs."""
    rows = _alike(tuple("12345678"))
    remarks = [(one.rule, one.level.value) for one in examine(Sketch(rows)).findings]
    assert remarks == [("POP-COPY", "info")]
    found = serious(examine(Sketch(rows), "Điểm trung bình của 8 đơn vị là 21,15 điểm."))
    assert [(one.rule, one.row) for one in found] == [("POP-COPY", 4)]


def test_equal_rows_of_two_grades_are_one_row_typed_twice() -> None:
    """The grade of the one is borne out by its figures, the other's by figures that are not printed."""
    good, fair = "Tốt", "Khá"
    assert findings(_alike((), (good,) * 4 + (fair,) * 4)) == []
    assert ("POP-COPY", 4, 2) in findings(_alike((), (good,) * 3 + (fair,) * 5))


def test_a_percentage_on_the_bound_may_have_been_below_it() -> None:
    """79,96 % is printed as 80,0 %: a count of those from 80 % on may leave it out, and no more than it."""
    rows = [["STT", "Đơn vị", "Tổng điểm", "Điểm tối đa", "Tỷ lệ (%)"]]
    for at, (score, top) in enumerate(
        [("50,2", 55), ("43,98", 55), ("52", 60), ("40", 60), ("35,1", 55)], start=1
    ):
        share = rounded(_value(score) * 100 / top, 1)
        rows.append([str(at), DEPARTMENTS[at], score, str(top), printed(share)])
    assert rows[2][4] == "80,0"
    for count, right in (("3/5", True), ("2/5", True), ("1/5", False)):
        found = serious(examine(Sketch(rows), f"Có {count} đơn vị đạt tỷ lệ từ 80% trở lên."))
        assert (not found) is right


def test_bounds_may_stand_before_their_tiers() -> None:
    """“Từ 90 đến 100 điểm: xếp hạng 5 sao” states the bound first."""
    rows = [["STT", "Tên sản phẩm", "Tổng điểm", "Phân hạng"]]
    for at, score in enumerate(("93,5", "88", "81,2", "77,4", "72,6", "66,9", "61"), start=1):
        stars = 5 if _value(score) >= 90 else 4 if _value(score) >= 70 else 3
        rows.append([str(at), f"Sản phẩm {at}", score, f"{stars} sao"])
    stated = "Từ 90 đến 100 điểm xếp hạng 5 sao; từ 70 đến dưới 90 điểm xếp hạng 4 sao; từ 50 đến dưới 70 điểm: 3 sao."
    assert serious(examine(stated, Sketch(rows))) == []
    # the best of four stars, which without bounds might be one of five
    found = serious(examine(stated, Sketch(edited(rows, 2, (3, "5 sao")))))
    assert [(one.rule, one.row, one.col) for one in found] == [("TIER-GROUP", 2, 3)]


def test_the_header_of_verdicts_states_their_bound() -> None:
    """“Đánh giá (từ 80% trở lên là đạt)” stands over the verdicts, and not over the figures."""
    for header, low in (("Đánh giá (từ 80% trở lên là đạt)", 80), ("Kết quả (dưới 75%: chưa đạt)", 75)):
        rows = [["STT", "Đơn vị", "Tỷ lệ hồ sơ trực tuyến (%)", header]]
        for at, rate in enumerate(("94,0", "74,2", "86,3", "79,7", "88,4", "71,6", "83,8"), start=1):
            rows.append([str(at), DEPARTMENTS[at], rate, "Đạt" if _value(rate) >= low else "Chưa đạt"])
        assert findings(rows) == []
        assert findings(edited(rows, 1, (3, "Chưa đạt"))) == [("TIER-GROUP", 1, 3)]


def test_a_row_of_maxima_adds_up_to_the_declared_total() -> None:
    """A total may be cut off at its maximum, the maximum of the total is that of its parts."""
    rows = [["STT", "Đơn vị", "Thể chế", "Nhân lực", "Hạ tầng", "Tổng điểm (tối đa 60)"],
            ["", "Điểm tối đa", "20", "15", "25", "60"]]  # fmt: skip
    for at, parts in enumerate(
        ((18, 14, 22), (17, 12, 24), (16, 13, 20), (15, 11, 19), (12, 10, 23)), start=1
    ):
        rows.append([str(at), DEPARTMENTS[at], *map(str, parts), str(sum(parts))])
    assert findings(rows) == []
    assert [row for _, row, _ in findings(edited(rows, 1, (3, "16")))] == [1]


def test_a_list_of_the_first_names_each_once() -> None:
    """“Ba đơn vị dẫn đầu là A, A và C”: one name is printed for another."""
    rows = [["STT", "Đơn vị", "Tổng điểm", "Xếp hạng"]]
    rows += [[str(at), DEPARTMENTS[at], str(99 - 3 * at), str(at)] for at in range(1, 8)]
    first, second, third, fourth = DEPARTMENTS[1:5]
    said = "Ba đơn vị có kết quả cao nhất là: {}, {} và {}."
    assert serious(examine(Sketch(rows), said.format(first, second, third))) == []
    for names in ((first, first, third), (first, second, fourth)):
        found = serious(examine(Sketch(rows), said.format(*names)))
        assert [one.rule for one in found] == ["CLAIM-RANK"]


def test_a_criterion_highest_in_a_unit_is_not_the_highest_criterion() -> None:
    """The sentence says where a criterion is highest, not which criterion is."""
    rows = [["STT", "Đơn vị", "Tiếp cận dịch vụ", "Thủ tục hành chính", "Kết quả dịch vụ"]]
    for at, scores in enumerate((("91,2", "86,5", "95,1"), ("88,4", "90,3", "93,7"), ("85,9", "84,8", "96,6"),
                                 ("89,5", "83,1", "94,2"), ("87,3", "85,6", "92,8")), start=1):  # fmt: skip
        rows.append([str(at), DEPARTMENTS[at], *scores])
    said = f"Yếu tố “Thủ tục hành chính” có mức hài lòng cao nhất tại {DEPARTMENTS[2]} với 90,3%."
    assert serious(examine(Sketch(rows), said)) == []


@pytest.mark.parametrize(("place", "told"), [("12", False), ("13", False), ("19", True)])
def test_a_place_beyond_the_units_of_a_year(place: str, told: bool) -> None:
    """A unit or two that have gone since leave places beyond those that are left; with one place vacant no more have."""
    before = ["3", "1", "5", "7", "8", "4", "6", "11", place, "10", "9"]
    rows = [["STT", "Đơn vị", "Tổng điểm", "Xếp hạng 2017", "Xếp hạng 2016"]]
    rows += [
        [str(at), DEPARTMENTS[at], str(99 - 4 * at), str(at), then] for at, then in enumerate(before, start=1)
    ]
    assert [one[0] for one in findings(rows)] == (["RANK-PRIOR"] if told else [])


WARDS = ["Phường Tân Hòa", "Xã Long Phú", "Xã Vĩnh Mỹ", "Phường An Bình", "Xã Hòa Lợi", "Xã Phú Tân", "Xã Đông Sơn"]  # fmt: skip
LEVELS = ["Tốt", "Tốt", "Khá", "Khá", "Khá", "Khá", "Trung bình"]


def _wards(*names: str, cluster: str = "") -> list[list[str]]:
    """Wards with a score and a level, numbered from 01 on; in two clusters where they have a name."""
    rows = [["Stt", "Tên đơn vị", "Tổng điểm", "Xếp loại"]]
    for at, (name, level) in enumerate(zip(names, LEVELS, strict=True)):
        if cluster and at in {0, 4}:
            rows.append(["I" if at == 0 else "II", f"{cluster} {1 if at == 0 else 2}", "", ""])
        rows.append([f"{at + 1:02}", name, f"{95 - 4 * at},{at}", level])
    return rows


@pytest.mark.parametrize("cluster", ["", "Cụm số"])
def test_a_name_stands_once_in_a_list_numbered_throughout(cluster: str) -> None:
    """Ordinals of two digits and clusters of units tell no two units of one name apart."""
    assert findings(_wards(*WARDS, cluster=cluster)) == []
    (found,) = findings(_wards(*WARDS[:5], WARDS[1], WARDS[6], cluster=cluster))
    assert found == ("POP-DUP", 8 if cluster else 6, 1)


def test_a_name_stands_once_under_one_heading() -> None:
    """Ordinals begin anew under each heading."""
    rows = [["Stt", "Tên đơn vị", "Tổng điểm", "Xếp loại"]]
    for heading, names in (("Khối xã, phường", WARDS[:6]), ("Khối sở, ban, ngành", DEPARTMENTS[:6])):
        rows.append(["", heading, "", ""])
        for at, name in enumerate(names):
            rows.append([str(at + 1), name, f"{95 - 4 * at},{at}", "Khá" if at else "Tốt"])
    assert findings(rows) == []
    assert findings(edited(rows, 5, (1, WARDS[1]))) == [("POP-DUP", 5, 1)]


def test_wards_of_one_name_may_lie_in_two_districts() -> None:
    """A heading that names a district tells them apart."""
    rows = _wards(*WARDS[:5], WARDS[1], WARDS[6], cluster="Cụm số")
    rows[1][1], rows[6][1] = "Huyện Hoài Ân", "Huyện An Lão"
    assert findings(rows) == []


def test_a_sentence_may_tell_which_of_two_rows_has_the_wrong_name() -> None:
    """It gives the figure of the first of them to a unit that the table does not list."""
    rows = [["STT", "Đơn vị", "Điểm", "Hạng"]]
    rows += [[str(at + 1), DEPARTMENTS[at], f"{92 - 5 * at},{at}5", str(at + 1)] for at in range(8)]
    doubled = edited(rows, 2, (1, DEPARTMENTS[5]))
    said = f"Kết quả: {rows[2][1]} đạt {rows[2][2]} điểm; {rows[4][1]} đạt {rows[4][2]} điểm."
    assert serious(examine(Sketch(rows), said)) == []
    first = serious(examine(Sketch(doubled), said))[0]
    assert (first.rule, first.row, first.col) == ("POP-DUP", 2, 1)
    assert findings(doubled)[0] == ("POP-DUP", 6, 1)


def test_a_name_stands_once_over_columns_too() -> None:
    """Units side by side over their criteria."""
    rows = [["TT", "Tiêu chí", "Điểm tối đa", *WARDS[:5]]]
    points = [("20", "18", "17", "15", "19", "16"), ("30", "25", "28", "24", "21", "27")]
    rows += [[str(at), f"Tiêu chí {at}", *line] for at, line in enumerate(points, start=1)]
    rows.append(["", "Tổng điểm", *(str(int(one) + int(two)) for one, two in zip(*points, strict=True))])
    assert findings(rows) == []
    assert findings(edited(rows, 0, (6, WARDS[1]))) == [("POP-DUP", 0, 6)]


def test_a_table_that_marks_its_units_needs_no_marks_of_other_rows() -> None:
    """The name of a unit with less to reach, printed for one with all: its percentage holds as it stands."""
    totals = [
        ("92,4", ""),
        ("88,2", ""),
        ("76,5", "*"),
        ("81,0", ""),
        ("72,9", "*"),
        ("69,3", "*"),
        ("71,8", ""),
    ]
    rows = [["STT", "Đơn vị", "Tổng điểm", "Tỷ lệ (%)"]]
    for at, (total, mark) in enumerate(totals):
        share = rounded(_value(total) * 100 / (90 if mark else 100), 1)
        rows.append([str(at + 1), DEPARTMENTS[at] + mark, total, printed(share)])
    note = ("(*) Đơn vị có điểm tối đa 90 điểm.",)
    assert findings(Sketch(rows, notes=note)) == []
    doubled = edited(rows, 7, (1, DEPARTMENTS[2]))
    assert [one[0] for one in findings(Sketch(doubled, notes=note))] == ["POP-DUP"]
