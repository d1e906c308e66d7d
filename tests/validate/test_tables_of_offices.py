"""Plain tables as offices print them: years below growth, staff by degree, points for percentages, factors that are one as a rule."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest

from tests.validate.papers import Sketch, edited, examine, findings, printed, rounded, serious

Rows = list[list[str]]
DEPARTMENTS = ["Nội vụ", "Tài chính", "Tư pháp", "Y tế", "Xây dựng", "Công Thương", "Du lịch", "Nông nghiệp"]
SECTORS = [[4040, 15848, 15915], [4385, 17142, 16824], [4404, 17509, 16931], [4585, 18070, 18826],
           [4974, 19289, 20741], [5201, 19673, 22251]]  # fmt: skip


def _growth(*, heading: bool) -> Rows:
    rows = [["Năm", "Tổng số", "Nông nghiệp", "Công nghiệp", "Dịch vụ"]]
    totals = [[sum(parts), *parts] for parts in SECTORS]
    rows += [["Giá trị (Tỷ đồng)", "", "", "", ""]] if heading else []
    rows += [[str(2016 + at), *map(printed, map(Decimal, values))] for at, values in enumerate(totals)]
    rows.append(["Tốc độ tăng so với năm trước (%)", "", "", "", ""])
    for at, (before, after) in enumerate(pairwise(totals), start=1):
        shown = [rounded(Decimal(b - a) * 100 / a, 2) for a, b in zip(before, after, strict=True)]
        rows.append([str(2016 + at), *map(printed, shown)])
    return rows


@pytest.mark.parametrize("heading", [True, False])
def test_growth_below_the_years_begins_with_the_second(heading: bool) -> None:
    """It follows from the amounts above, and is no row in which the sectors would have to add up to the whole."""
    rows = _growth(heading=heading)
    assert findings(Sketch(rows)) == []
    value, rate = 3 + heading, len(rows) - 2
    assert [found[1:] for found in findings(Sketch(edited(rows, value, (3, "17.905"))))] == [(value, 3)]
    assert [found[1:] for found in findings(Sketch(edited(rows, rate, (3, "9,74"))))] == [(rate, 3)]


# Given, present, doctors, masters, bachelors, others, under 30, to 50, above.
STAFF = [(76, 71, 2, 10, 57, 2, 6, 55, 10), (34, 30, 0, 10, 18, 2, 2, 20, 8), (34, 32, 2, 8, 19, 3, 6, 13, 13),
         (48, 47, 1, 9, 35, 2, 2, 39, 6), (69, 66, 2, 32, 32, 0, 5, 49, 12), (60, 59, 0, 10, 49, 0, 3, 46, 10),
         (82, 77, 0, 37, 40, 0, 4, 58, 15), (27, 22, 2, 11, 6, 3, 8, 5, 9)]  # fmt: skip


def test_the_rest_of_a_staff_is_one_of_its_degrees() -> None:
    """“Còn lại” beside other degrees is left of nothing; what is lacking beside what was given is no part of an age."""
    header = ["STT", "Cơ quan", "Biên chế", "Có mặt", "Thừa (+), thiếu (-)", "Tiến sĩ", "Thạc sĩ", "Đại học", "Còn lại", "Dưới 30", "Từ 30 đến 50", "Trên 50"]  # fmt: skip
    rows = [header]
    for at, (name, (given, present, *rest)) in enumerate(zip(DEPARTMENTS, STAFF, strict=True), start=1):
        rows.append([str(at), f"Sở {name}", str(given), str(present), str(present - given), *map(str, rest)])
    assert findings(Sketch(rows)) == []
    assert [found[1:] for found in findings(Sketch(edited(rows, 4, (8, "5"))))] == [(4, 8)]
    assert {found[1] for found in findings(Sketch(edited(rows, 6, (11, "16"))))} == {6}


def test_points_may_be_computed_from_a_printed_percentage() -> None:
    """53,15 % of 50 points are 26,58, though these are 53,16 % of the points."""
    rates = ["68,82", "56,18", "53,15", "93,84", "74,04", "40,64", "78,74", "39,64"]
    points = ["34,41", "28,09", "26,58", "46,92", "37,02", "20,32", "39,37", "19,82"]
    rows = [["STT", "Đơn vị", "Số hóa hồ sơ: tỷ lệ (%)", "Điểm (tối đa 50)"]]
    rows += [
        [str(at), f"Sở {name}", rate, point]
        for at, (name, rate, point) in enumerate(zip(DEPARTMENTS, rates, points, strict=True), start=1)
    ]
    assert findings(Sketch(rows)) == []
    assert [found[1] for found in findings(Sketch(edited(rows, 4, (3, "49,62"))))] == [4]


def test_a_percentage_off_behind_its_points_is_misprinted() -> None:
    """308 of 355 points are 86,8 %, though 86,7 % of 355 points are 308 as well."""
    rows = [["STT", "Đơn vị", "Tổng điểm (tối đa 355)", "Tỷ lệ (%)"]]
    for at, (name, points) in enumerate(zip(DEPARTMENTS, range(312, 272, -4), strict=False), start=1):
        rows.append([str(at), f"Sở {name}", str(points), printed(rounded(Decimal(points) * 100 / 355, 1))])
    assert findings(Sketch(rows)) == []
    assert rows[2][2:] == ["308", "86,8"]
    assert [found[1] for found in findings(Sketch(edited(rows, 2, (3, "86,7"))))] == [2]


def test_two_factors_give_nothing_that_three_give() -> None:
    """Where the coefficient is one in most rows, area times price alone is what the land is paid."""
    areas = ["382,8", "103,7", "78,6", "1.564,7", "473,5", "78,0", "233,3", "1.679,2"]
    prices = [42000, 42000, 1200000, 42000, 55000, 60000, 350000, 55000]
    factors = ["1,0", "1,0", "1,0", "1,0", "1,2", "1,2", "1,0", "1,5"]
    rows = [["TT", "Chủ sử dụng đất", "Diện tích thu hồi (m2)", "Đơn giá (đồng/m2)", "Hệ số K", "Bồi thường về đất (đồng)"]]  # fmt: skip
    for at, (area, price, factor) in enumerate(zip(areas, prices, factors, strict=True), start=1):
        size, times = (Decimal(text.replace(".", "").replace(",", ".")) for text in (area, factor))
        paid = rounded(size * price * times, 0)
        rows.append([str(at), f"Hộ số {at}", area, printed(Decimal(price)), factor, printed(paid)])
    assert findings(Sketch(rows)) == []
    assert [found[1] for found in findings(Sketch(edited(rows, 5, (5, "31.215.000"))))] == [5]


def test_who_does_more_than_was_planned_has_all_points() -> None:
    """Points are cut off at their maximum; one that goes beyond it, or falls short of it, is told."""
    rates = ["81,1", "118,1", "95,4", "108,8", "77,3", "107,8", "88,6", "90,2", "69,9"]
    most = [10, 20, 5, 5, 15, 15, 20, 10, 15]
    points = [rounded(min(Decimal(m), m * Decimal(r.replace(",", ".")) / 100), 2) for m, r in zip(most, rates, strict=True)]  # fmt: skip
    rows = [["TT", "Chỉ tiêu", "Tỷ lệ hoàn thành (%)", "Điểm chuẩn", "Điểm đạt"]]
    rows += [
        [str(at), f"Chỉ tiêu thứ {at}", rate, str(maximum), printed(point)]
        for at, (rate, maximum, point) in enumerate(zip(rates, most, points, strict=True), start=1)
    ]
    assert findings(Sketch(rows)) == []
    assert [found[1] for found in findings(Sketch(edited(rows, 2, (4, "23,62"))))] == [2]
    assert [found[1] for found in findings(Sketch(edited(rows, 3, (4, "7,47"))))] == [3]


def test_prices_by_position_are_shares_of_the_first() -> None:
    """A factor that no column and no header prints is the table's where it holds but for a slip of the pen."""
    first = [9000, 12500, 18600, 4300, 21700, 7800, 15200, 28900]
    header = ["STT", "Tên đường", "VT1", "VT2", "VT3"]
    streets = ["Lê Lợi", "Trần Phú", "Quang Trung", "Hùng Vương", "Nguyễn Huệ", "Bạch Đằng", "Hai Bà Trưng", "Ngô Quyền"]  # fmt: skip
    rows = [header]
    for at, (street, price) in enumerate(zip(streets, first, strict=True), start=1):
        shown = [Decimal(price), *(Decimal(price) * Decimal(share) / 100 for share in (70, 45))]
        rows.append([str(at), street, *(printed(rounded(value, 0)) for value in shown)])
    assert findings(Sketch(rows)) == []
    assert [found[1:] for found in findings(Sketch(edited(rows, 3, (3, "13.200"))))] == [(3, 3)]
    # a price that no slip of the pen explains is a price
    assert findings(Sketch(edited(rows, 3, (3, "14.550")))) == []


def test_kilograms_are_converted_into_tons() -> None:
    """So are points of one into points of a hundred, and a sum of five into its mean."""
    kilograms = [28830, 11760, 54600, 9135, 33615, 47250, 20790, 61425]
    rows = [["TT", "Huyện", "Số gạo (kg)", "Quy ra tấn"]]
    rows += [
        [str(at), f"Huyện {name}", printed(amount), printed(Decimal(amount) / 1000)]
        for at, (name, amount) in enumerate(zip(DEPARTMENTS, kilograms, strict=True), start=1)
    ]
    assert findings(Sketch(rows)) == []
    assert [found[1:] for found in findings(Sketch(edited(rows, 2, (3, "17,16"))))] == [(2, 3)]


def test_a_balance_needs_no_header_that_says_so() -> None:
    """What was taken up is added and what was paid back deducted, though the interest between them is neither."""
    header = [
        "STT",
        "Dự án",
        "Dư nợ đầu năm",
        "Vay trong năm",
        "Trả nợ",
        "Trong đó: trả gốc",
        "Trả lãi",
        "Số dư",
    ]
    debts = [(59567, 0, 9120, 811), (33214, 4100, 2877, 402), (120433, 15230, 20311, 3301), (8450, 1200, 950, 77),
             (222619, 0, 31770, 4230), (17302, 2245, 3050, 190), (64218, 7316, 5124, 733), (41950, 880, 6008, 512)]  # fmt: skip
    rows = [header]
    for at, (owed, taken, paid, interest) in enumerate(debts, start=1):
        figures = [owed, taken, paid + interest, paid, interest, owed + taken - paid]
        rows.append([str(at), f"Dự án số {at}", *map(printed, figures)])
    assert findings(Sketch(rows)) == []
    assert [found[1:] for found in findings(Sketch(edited(rows, 3, (7, "115.532"))))] == [(3, 7)]


def test_what_is_taken_off_is_no_part_though_few_have_it() -> None:
    """A plan, what was added to it and what was taken off make the plan as it is; the last of these is blank as a rule."""
    plans = [(20222, 535, 0), (9547, 272, 0), (6729, 584, 0), (68758, 426, 0), (2318, 560, 792), (50058, 146, 0),
             (21468, 2775, 0), (2827, 846, 35)]  # fmt: skip
    rows = [["TT", "Đơn vị", "Dự toán đầu năm", "Bổ sung", "Giảm", "Tổng dự toán", "Quyết toán", "Còn lại"]]
    for at, (name, (plan, more, less)) in enumerate(zip(DEPARTMENTS, plans, strict=True), start=1):
        whole, left = plan + more - less, 101 * at if at % 3 else 0
        figures = [plan, more, less, whole, whole - left, left]
        rows.append([str(at), f"Sở {name}", *map(printed, figures)])
    assert findings(Sketch(rows)) == []
    assert [found[1:] for found in findings(Sketch(edited(rows, 4, (2, "68.578"))))] == [(4, 2)]


def test_the_best_and_the_worst_mark_of_a_jury_are_left_out() -> None:
    """What a header says so of is the sum of some of the marks by chance alone, and a third of it is their mean."""
    marks = ["85 86,5 84 88 86", "72,5 71 74 73 70,5", "91 90 92,5 91,5 93", "66 68 67,5 65 69", "78 80,5 79 77,5 81",
             "88 87 86,5 89,5 90", "74 75,5 76 73,5 77", "82 81 83,5 84 80"]  # fmt: skip
    rows = [["STT", "Đội", *(f"Giám khảo {at}" for at in range(1, 6)), "Tổng điểm (bỏ điểm cao nhất và thấp nhất)", "Điểm trung bình"]]  # fmt: skip
    for at, (name, line) in enumerate(zip(DEPARTMENTS, marks, strict=True), start=1):
        figures = [Decimal(mark.replace(",", ".")) for mark in line.split()]
        rest = sum(figures, Decimal()) - max(figures) - min(figures)
        shown = [*(rounded(figure, 1) for figure in figures), rounded(rest, 1), rounded(rest / 3, 2)]
        rows.append([str(at), f"Sở {name}", *map(printed, shown)])
    assert findings(Sketch(rows)) == []
    assert [found[1] for found in findings(Sketch(edited(rows, 3, (7, "257,0"))))][:1] == [3]
    assert [found[1:] for found in findings(Sketch(edited(rows, 6, (8, "88,71"))))] == [(6, 8)]


def test_the_figure_that_a_highest_one_repeats_may_be_the_wrong_one() -> None:
    """It is shown beside the row of extremes, for nothing tells which of the two was misprinted."""
    scores = ["81,25", "93,55", "78,40", "88,19", "90,02", "85,77", "79,36", "84,08"]
    others = ["71,35", "63,50", "88,42", "68,15", "60,92", "75,37", "69,86", "74,18"]
    rows = [["STT", "Đơn vị", "Công chức (%)", "Kết quả (%)"]]
    rows += [
        [str(at), f"Sở {n}", *f]
        for at, (n, *f) in enumerate(zip(DEPARTMENTS, scores, others, strict=True), 1)
    ]
    rows += [["", "Cao nhất", "93,55", "88,42"], ["", "Thấp nhất", "78,40", "60,92"]]
    assert findings(Sketch(rows)) == []
    (finding,) = serious(examine(Sketch(edited(rows, 2, (2, "93,58")))))
    assert (2, 2) in {(operand.row, operand.col) for operand in finding.operands}
