"""What columns are computed from whatever order they stand in, and what periods, terms and months come to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.validate.papers import Sketch, edited, findings, printed, rounded

Rows = list[list[str]]
DEPARTMENTS = ["Nội vụ", "Tài chính", "Tư pháp", "Y tế", "Xây dựng", "Công Thương", "Du lịch", "Nông nghiệp"]
MONTHS = [(173, 24), (181, 12), (212, 48), (254, 95), (288, 180), (301, 214), (299, 260), (290, 305), (279, 371),
          (256, 402), (221, 240), (192, 71)]  # fmt: skip


@pytest.mark.parametrize("first", [True, False])
def test_the_year_is_the_mean_of_its_months_where_a_header_says_so(first: bool) -> None:
    """A temperature that lies among those of the months is no sum of theirs, though one with a digit dropped looks like it."""
    temperatures, rains = zip(*MONTHS, strict=True)
    year = ["Cả năm", printed(rounded(Decimal(sum(temperatures)) / 120, 1)), printed(Decimal(sum(rains)))]
    assert year[1] == "24,6"
    months = [
        [f"Tháng {at}", printed(Decimal(t) / 10), printed(Decimal(r))] for at, (t, r) in enumerate(MONTHS, 1)
    ]
    rows = [
        ["", "Nhiệt độ trung bình (°C)", "Lượng mưa (mm)"],
        *([year, *months] if first else [*months, year]),
    ]
    at = 1 if first else 13
    assert findings(Sketch(rows)) == []
    assert [found[2] for found in findings(Sketch(edited(rows, at, (1, "26,4"))))] == [1]


def test_the_second_term_counts_twice() -> None:
    """Thirds are found where no header states them; hundredths that come near to them are not."""
    terms = [
        (81, 94),
        (62, 71),
        (90, 55),
        (74, 88),
        (53, 67),
        (95, 82),
        (68, 60),
        (77, 91),
        (59, 73),
        (86, 64),
    ]
    rows = [["STT", "Họ và tên", "ĐTB HK I", "ĐTB HK II", "ĐTB cả năm"]]
    for at, (one, two) in enumerate(terms, start=1):
        year = rounded(Decimal(one + 2 * two) / 30, 1)
        rows.append(
            [str(at), f"Học sinh {at}", printed(Decimal(one) / 10), printed(Decimal(two) / 10), printed(year)]
        )
    assert findings(Sketch(rows)) == []
    assert [found[1] for found in findings(Sketch(edited(rows, 4, (4, "3,8"))))] == [4]


def test_one_level_was_the_highest_and_is_the_lowest_now() -> None:
    """Where a figure breaks both the highest and the lowest of its row it is the wrong one."""
    levels = [[210, 195, 160, 120, 95, 90, 130, 188, 240, 261, 255, 230], [180, 170, 142, 110, 84, 79, 101, 150, 205, 222, 219, 199],
              [251, 240, 200, 166, 140, 131, 172, 226, 280, 303, 298, 270], [160, 151, 122, 99, 70, 66, 92, 133, 327, 201, 190, 175],
              [199, 186, 150, 117, 90, 99, 121, 170, 225, 240, 236, 212], [230, 216, 181, 140, 115, 108, 149, 277, 261, 270, 269, 245]]  # fmt: skip
    rows = [["Trạm", *(f"Tháng {at}" for at in range(1, 13)), "Cao nhất năm", "Thấp nhất năm"]]
    rows += [
        [f"Trạm số {at}", *map(str, line), str(max(line)), str(min(line))]
        for at, line in enumerate(levels, 1)
    ]
    assert findings(Sketch(rows)) == []
    assert [found[1:] for found in findings(Sketch(edited(rows, 4, (9, "37"))))] == [(4, 9)]


SCORES = [(88, 2, 10), (91, 0, 5), (79, 5, 0), (85, 3, 25), (93, 1, 0), (76, 4, 15), (82, 0, 30), (87, 5, 10)]
ORDERS = [(0, 1, 2, 3), (3, 1, 0, 2), (1, 3, 2, 0), (2, 0, 1, 3)]


@pytest.mark.parametrize("order", ORDERS)
def test_a_total_may_stand_amid_its_parts(order: tuple[int, ...]) -> None:
    """Beside what the units gave themselves, which is none of them."""
    header = ["Điểm thẩm định", "Điểm thưởng", "Điểm trừ", "Tổng điểm"]
    own = [97, 90, 84, 99, 95, 71, 88, 92]
    rows = [["STT", "Đơn vị", "Tự chấm", *(header[at] for at in order)]]
    for at, (name, mark, (given, more, less)) in enumerate(
        zip(DEPARTMENTS, own, SCORES, strict=True), start=1
    ):
        figures = [Decimal(given), Decimal(more), Decimal(less) / 10]
        cells = [printed(figure) for figure in (*figures, figures[0] + figures[1] - figures[2])]
        rows.append([str(at), f"Sở {name}", str(mark), *(cells[place] for place in order)])
    total = 3 + order.index(3)
    assert findings(Sketch(rows)) == []
    assert [found[1:] for found in findings(Sketch(edited(rows, 6, (total, "87,5"))))] == [(6, total)]


def test_a_loss_in_one_row_is_a_part_of_its_balance() -> None:
    """What all other rows follow without it is no balance of its own."""
    stocks = [(120, 400, 311), (75, 210, 166), (942, 1200, 1307), (64, 80, 103), (310, 0, 144), (55, 500, 402), (228, 119, 230), (87, 66, 91)]  # fmt: skip
    rows = [["STT", "Vật tư", "Tồn đầu kỳ", "Nhập", "Xuất", "Hao hụt", "Tồn cuối kỳ"]]
    for at, (before, more, less) in enumerate(stocks, start=1):
        lost = 14 if at == 4 else 0
        figures = (before, more, less, lost, before + more - less - lost)
        rows.append([str(at), f"Vật tư số {at}", *map(printed, figures)])
    assert findings(Sketch(rows)) == []
    assert [found[1] for found in findings(Sketch(edited(rows, 3, (6, "853"))))] == [3]


def test_all_units_together_have_no_rank() -> None:
    """A row of the whole below a ranking stands where a shared place leaves one vacant."""
    marks = ["6,83", "6,76", "6,73", "6,70", "6,50", "6,50", "6,34", "6,28"]
    ranks = ["1", "2", "3", "4", "5", "5", "7", "8"]
    rows = [["TT", "Trường", "Số thí sinh", "Điểm TB", "Xếp thứ"]]
    rows += [
        [str(at), f"Trường THPT số {at}", str(150 + 37 * at), mark, rank]
        for at, (mark, rank) in enumerate(zip(marks, ranks, strict=True), start=1)
    ]
    assert findings(Sketch([*rows, ["", "Toàn tỉnh", "2.532", "6,43", ""]])) == []


def test_codes_behind_the_figures_of_years_name_no_rows() -> None:
    """Years in the first column do, whatever stands in the last."""
    rows = [["Năm", "Tổng số", "Nam", "Nữ", "Mã số đơn vị"]]
    rows += [
        [str(2015 + at), str(910 + 31 * at), str(402 + 17 * at), str(508 + 14 * at), f"H{at}.01"]
        for at in range(7)
    ]
    assert findings(Sketch(rows)) == []
    (found,) = findings(Sketch(edited(rows, 3, (1, "792"))))
    assert found[1:] == (3, 1)


def test_what_is_left_of_many_flows_is_one_balance() -> None:
    """Who joined and who came are added, who left, died or was expelled deducted."""
    flows = [(3120, 88, 41, 35, 12, 3), (915, 31, 12, 20, 4, 0), (2204, 67, 25, 31, 9, 2), (1480, 52, 9, 14, 7, 1),
             (611, 19, 8, 3, 2, 0), (4077, 121, 63, 58, 21, 6), (1750, 44, 17, 29, 5, 1), (830, 26, 4, 11, 3, 2)]  # fmt: skip
    rows = [["STT", "Đảng bộ", "Đầu năm", "Kết nạp", "Chuyển đến", "Chuyển đi", "Từ trần", "Ra khỏi Đảng", "Cuối năm"]]  # fmt: skip
    for at, (before, joined, came, left, died, out) in enumerate(flows, start=1):
        figures = (before, joined, came, left, died, out, before + joined + came - left - died - out)
        rows.append([str(at), f"Đảng bộ số {at}", *map(printed, figures)])
    assert findings(Sketch(rows)) == []
    assert [found[1] for found in findings(Sketch(edited(rows, 3, (6, "19"))))] == [3]


def test_percentages_of_amounts_bear_no_quotient_of_rows_out() -> None:
    """Three rates of two digits are next to what two other rows come to in one table of a hundred."""
    header = ["STT", "Chỉ tiêu", "Đơn vị", "TH 2017", "KH 2018", "UTH 2018", "UTH 2018/TH 2017 (%)", "UTH 2018/KH 2018 (%)"]  # fmt: skip
    lines = [("GRDP", "Tỷ đồng", 79298, 87193, 85932), ("Thu nhập bình quân đầu người", "Triệu đồng", 84, 91, 82),
             ("Kim ngạch xuất khẩu", "Triệu USD", 2249, 2307, 2424), ("Tạo việc làm mới", "Người", 33556, 36559, 32023),
             ("Số giường bệnh/vạn dân", "Giường", 35, 37, 36), ("Số học sinh mầm non", "Cháu", 72870, 79304, 76654),
             ("Khối lượng rác thu gom", "Tấn", 39485, 40581, 41408), ("Diện tích trồng rừng", "Ha", 1344, 1428, 1498)]  # fmt: skip
    rows = [header]
    for at, (name, unit, before, plan, done) in enumerate(lines, start=1):
        rates = [rounded(Decimal(done) * 100 / base, 1) for base in (before, plan)]
        rows.append([str(at), name, unit, *(printed(one) for one in (before, plan, done, *rates))])
    assert findings(Sketch(rows)) == []
