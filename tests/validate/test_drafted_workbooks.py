"""Workbooks as offices leave them: never balanced, several units in a column, lists without numbers, rounded one by one."""

from __future__ import annotations

from dataclasses import replace

from doichieu.model import Level
from doichieu.validate.infer.columns.column_formulas import hardly_exact
from doichieu.validate.infer.figures import Tally

from .papers import Sketch, examine, findings, serious


def _works(off: dict[int, int], spent_off: dict[int, int] | None = None) -> list[list[str]]:
    """Sixteen departments with three works each; the totals of some are off by so much."""
    rows = [["STT", "Đơn vị", "Dự toán", "Quyết toán"]]
    for at in range(16):
        works = [(13_471 + 917 * at + 311 * k, 11_209 + 823 * at + 577 * k) for k in range(3)]
        total, spent = map(sum, zip(*works, strict=True))
        rows.append(
            [
                f"{at + 1}",
                f"Ban quản lý số {at + 1}",
                str(total + off.get(at, 0)),
                str(spent + (spent_off or {}).get(at, 0)),
            ]
        )
        rows += [
            [f"{at + 1}.{k + 1}", f"Công trình {k + 1}", *map(str, work)] for k, work in enumerate(works)
        ]
    return rows


def test_totals_that_were_never_balanced_are_one_finding() -> None:
    """Six totals that no slip of the pen explains are one finding that lists them; one exchange of digits is told apart."""
    off = {0: 4_013, 2: -7_777, 3: 1_459, 5: 12_305, 6: -2_121, 8: 5_511}
    (finding,) = serious(examine(Sketch(_works(off))))
    assert (finding.rule, finding.corrections) == ("SUM-COL", ())
    assert "6/" in finding.message.vi
    assert {operand.row for operand in finding.operands} >= {1, 9, 13, 21, 25, 33}
    rows = _works(off)
    digits = rows[5][2]
    rows[5][2] = digits[0] + digits[2] + digits[1] + digits[3:]
    assert {(one.row, one.col) for one in serious(examine(Sketch(rows)))} > {(5, 2)}


def test_few_totals_off_are_told_one_by_one() -> None:
    """Three wrong totals are three findings."""
    assert len(serious(examine(Sketch(_works({0: 4_013, 3: 1_459, 6: -2_121}))))) == 3


def _shares(slip: str = "97,9") -> Sketch:
    rows = [["Ngành", "Tháng 12 (tỷ đồng)", "Tháng 01 (tỷ đồng)", "So với tháng 12 (%)"]]
    for at, (before, now) in enumerate(
        ((22_014, 21_871), (8_562, 8_709), (5_636, 5_846), (5_637, 5_535), (7_815, 7_627), (5_828, 5_624))
    ):
        rows.append([f"Ngành {at + 1}", str(before), str(now), f"{now * 100 / before:.1f}".replace(".", ",")])
    return Sketch([*rows, ["Ngành 7", "2926", "2863", slip]])


def test_a_percentage_of_a_few_thousands_may_have_been_computed_from_more() -> None:
    """2.863 of 2.926 is 97,85 %, and 97,9 of what was rounded to these; 98,9 is a slip."""
    assert findings(_shares()) == []
    assert [rule for rule, _, _ in findings(_shares("98,9"))] == ["RATIO-PCT"]


def test_growth_of_rounded_amounts_that_hardly_half_the_rows_print_to_the_digit() -> None:
    """Percentages of a few hundreds come out otherwise in many rows; a slip in an amount is told by its percentage."""
    raw = (
        (306.83, 902.59),
        (852.04, 1140.35),
        (471.12, 455.78),
        (934.06, 858.45),
        (502.99, 884.23),
        (596.67, 977.52),
        (318.4, 423.27),
        (1101.46, 558.03),
        (460.4, 1004.28),
    )
    rows = [["Đơn vị", "Năm 2020 (tỷ đồng)", "Năm 2021 (tỷ đồng)", "Năm 2021 so với năm 2020 (%)"]]
    for at, (before, now) in enumerate(raw):
        rows.append(
            [f"Vùng {at + 1}", f"{before:.0f}", f"{now:.0f}", f"{now * 100 / before:.1f}".replace(".", ",")]
        )
    assert findings(rows) == []
    rows[3][2] = "546"
    assert [(rule, row, col) for rule, row, col in findings(rows)] == [("RATIO-PCT", 3, 2)]


def test_shares_in_rows_that_make_a_hundred() -> None:
    """The last share is what the others leave of a hundred, in rows below the amounts as in columns beside them."""
    rows = [
        ["Chỉ tiêu", "Đơn vị", "2019", "2020", "2021", "2022"],
        ["Tổng sản phẩm", "Tỷ đồng", "70444", "57236", "38851", "44803"],
        ["- Nông nghiệp", "Tỷ đồng", "27014", "22427", "11970", "3801"],
        ["- Công nghiệp", "Tỷ đồng", "23757", "26775", "14814", "24467"],
        ["- Dịch vụ", "Tỷ đồng", "19673", "8034", "12067", "16535"],
        ["Cơ cấu", "%", "100", "100", "100", "100"],
        ["- Nông nghiệp", "%", "38,3", "39,2", "30,8", "8,5"],
        ["- Công nghiệp", "%", "33,7", "46,8", "38,1", "54,6"],
        ["- Dịch vụ", "%", "28,0", "14,0", "31,1", "36,9"],
    ]
    assert findings(rows) == []
    rows[8][2] = "27,0"
    assert [(row, col) for _, row, col in findings(rows)] == [(8, 2)]


def test_whole_amounts_that_show_a_nought_behind_the_mark_are_rounded_to_units() -> None:
    """“1630,0” million tablets beside parts of 626,0, 982,0 and 23,0 were rounded one by one; 1730,0 were not."""
    rows = [
        ["Sản phẩm", "Đơn vị tính", "Thực hiện 4 tháng", "Ước tính tháng 5", "Ước tính 5 tháng"],
        ["Điện", "Triệu kWh", "8012,4", "2121,1", "10133,5"],
        ["Giấy", "Nghìn tấn", "122,8", "31,3", "154,1"],
        ["Thuốc ống", "Triệu ống", "101,0", "27,0", "128,0"],
        ["- Trung ương", '"', "61,0", "17,0", "78,0"],
        ["- Địa phương", '"', "40,0", "10,0", "50,0"],
        ["Vải lụa", "Triệu mét", "310,0", "84,0", "394,0"],
        ["- Trung ương", '"', "190,0", "51,0", "241,0"],
        ["- Địa phương", '"', "120,0", "33,0", "153,0"],
        ["Thuốc viên", "Triệu viên", "5960,0", "1630,0", "7590,0"],
        ["- Trung ương", '"', "2493,0", "626,0", "3119,0"],
        ["- Địa phương", '"', "3387,0", "982,0", "4369,0"],
        ["- Liên doanh", '"', "79,0", "23,0", "102,0"],
    ]
    assert findings(rows) == []
    rows[9][3] = "1730,0"
    assert findings(rows) != []


MEALS = [
    ["Ngày 03/07: món", "Số lượng", "Nguyên liệu", "Định mức", "Đơn vị tính", "Khối lượng"],
    *(
        [
            f"Món {at}",
            str(heads),
            f"Thịt {at}",
            str(grams),
            "gr",
            f"{heads * grams / 1000:g}".replace(".", ","),
        ]
        for at, (heads, grams) in enumerate(
            (
                (420, 130),
                (380, 45),
                (260, 70),
                (310, 95),
                (145, 60),
                (95, 140),
                (175, 35),
                (225, 80),
                (330, 55),
            )
        )
    ),
    ["Món 9", "300", "Chả giò", "3", "cái", "900"],
    ["Món 10", "175", "Trứng", "2", "cái", "350"],
]


def test_what_is_counted_in_pieces_is_not_converted() -> None:
    """Grams a head times heads are kilograms by the thousand, pieces a head times heads are pieces."""
    assert findings(MEALS) == []
    slip = [list(row) for row in MEALS]
    slip[3][5] = "12,8"
    assert [row for _, row, _ in findings(slip)] == [3]


def test_a_harvest_of_area_times_yield_says_nothing_of_the_last_digit_of_the_yield() -> None:
    """9,4 ha of 352,4 quintals make 331 tons, and 331 tons of 9,4 ha 352,1: the harvest follows, the yield need not."""
    rows = [["Đơn vị", "Diện tích (ha)", "Năng suất (tạ/ha)", "Sản lượng (tấn)"]]
    crops = (
        (2_914.3, 352.6),
        (1_204.7, 287.3),
        (9.4, 352.4),
        (2_071.8, 143.9),
        (985.2, 198.1),
        (1_733.6, 255.2),
        (612.9, 301.7),
        (2_450.1, 97.4),
    )
    for at, (area, each) in enumerate(crops):
        figures = (f"{area:.1f}", f"{each:.1f}", f"{area * each / 10:.0f}")
        rows.append([f"Vùng {at + 1}", *(figure.replace(".", ",") for figure in figures)])
    assert findings(rows) == []
    rows[3][2] = "325,4"
    assert [(row, col) for _, row, col in findings(rows)] == [(3, 2)]


def test_a_digit_lost_in_a_part_of_a_sum_that_was_rounded_is_told_at_the_part() -> None:
    """Parts rounded one by one leave a gap beside the slip; the part that lost a digit is named, not the total."""
    rows = [
        ["Nhóm hàng", "Tháng 6 (tỷ đồng)", "Tháng 7 (tỷ đồng)", "7 tháng (tỷ đồng)"],
        ["TỔNG SỐ", "24571,25", "23874,06", "165117,92"],
        ["Bán lẻ hàng hóa", "16921,48", "15833,24", "110832,71"],
        ["Lưu trú, ăn uống", "4573,62", "4782,91", "33480,40"],
        ["Du lịch lữ hành", "154,73", "209,54", "1466,76"],
        ["Dịch vụ khác", "2921,40", "3048,36", "19338,06"],
    ]
    assert findings(rows) == []
    rows[3][2] = "478,91"
    assert [(row, col) for _, row, col in findings(rows)] == [(3, 2)]


def test_days_below_a_title_on_what_is_left_are_no_balances() -> None:
    """“Khối lượng còn lại” over the days of a week is a series; no day is what two others leave."""
    days = [f"Ngày {at}" for at in range(1, 9)]
    head = [["Nhiệm vụ", *(["Công việc còn lại theo giờ"] * 8)], ["", *days]]
    rows = [
        [f"Việc {at + 1}", *("2" if at // 2 <= col < at // 2 + 4 else "0" for col in range(8))]
        for at in range(9)
    ]
    rows[1][7] = "2"
    assert findings(Sketch([*head, *rows], header_rows=2)) == []


def test_a_row_without_a_number_among_numbered_ones_is_a_part() -> None:
    """The heading counts the subject that nobody numbered, as it does to the digit."""
    rows = [
        ["TT", "Học phần", "Số tín chỉ"],
        ["I", "Kiến thức cơ sở", "12"],
        ["1", "Toán", "5"],
        ["2", "Vật lý", "4"],
        ["3", "Hóa học", "3"],
        ["II", "Giáo dục quốc phòng", "13"],
        ["1", "Đường lối quân sự", "2"],
        ["2", "Công tác quốc phòng", "2"],
        ["3", "Chiến thuật", "5"],
        ["", "Hiểu biết về quân, binh chủng", "2"],
        ["4", "Điền kinh", "1"],
        ["5", "Bơi lội", "1"],
        ["", "Tổng cộng", "25"],
    ]
    assert findings(rows) == []
    rows[8][2] = "8"
    assert findings(rows) != []


def test_a_sum_that_never_holds_to_the_digit_is_none() -> None:
    """Points times a weight of one are next to points and weight added up: of two parts every second sum is exact."""
    tally = Tally(held=20, exact=0, tried=22, telling=20, amounts=0, nought=0)
    assert hardly_exact(tally, [6, 7])
    assert not hardly_exact(replace(tally, exact=10), [6, 7])
    assert not hardly_exact(tally, range(9))


def test_what_begins_further_left_is_no_part() -> None:
    """Lists side by side that begin in other columns, and cells merged over rows, are no levels of each other."""
    rows = [
        ["Công ty", "Ca", "Số lượng", "Món ăn", "Ca", "Số lượng", "Món ăn"],
        ["An Phú", "Ca 1", "200", "Cá kho", "Ca 1", "55", "Cá kho"],
        ["", "", "200", "Canh", "", "55", "Canh"],
        ["", "", "", "", "Ca 2", "45", "Thịt xào"],
        ["", "Ca nước", "300", "Bún", "", "45", "Gà"],
        ["", "Ca 2", "140", "Thịt xào", "", "1", "Chả"],
        ["", "", "140", "Gà", "", "1", "Nem"],
        ["Bình An", "Ca 1", "120", "Cá kho", "Ca 1", "90", "Cá kho"],
        ["", "", "70", "Canh", "", "40", "Canh"],
        ["", "", "50", "Bún", "", "50", "Bún"],
    ]
    assert findings(rows) == []


def test_a_table_of_which_a_quarter_does_not_add_up_is_a_warning() -> None:
    """Ten of thirty-two totals are off: the rows may not be parts, and one finding says so below an error."""
    off, spent = ({at: 3_001 + 1_117 * at for at in rows} for rows in (range(5), range(6, 11)))
    (finding,) = serious(examine(Sketch(_works(off, spent))))
    assert finding.level is Level.WARNING


def test_counts_near_a_named_total_by_chance_are_no_parts_of_it() -> None:
    """Communes, those that reached a standard and those that reached a higher one: the second are among the first."""
    rows = [
        ["TT", "Địa phương", "Tổng số xã", "Số xã đạt chuẩn", "Số xã đạt chuẩn nâng cao", "Số xã đạt chuẩn kiểu mẫu"],
        ["1", "Huyện Cẩm Xuyên", "26", "22", "4", "1"],
        ["2", "Huyện Can Lộc", "18", "15", "6", "0"],
        ["3", "Huyện Đức Thọ", "27", "26", "5", "1"],
        ["4", "Huyện Hương Khê", "15", "6", "3", "1"],
        ["5", "Huyện Hương Sơn", "26", "25", "2", "0"],
        ["6", "Huyện Kỳ Anh", "25", "17", "7", "2"],
        ["7", "Huyện Thạch Hà", "25", "23", "1", "0"],
        ["", "Toàn vùng", "162", "134", "28", "5"],
    ]  # fmt: skip
    assert serious(examine(Sketch(rows))) == []
