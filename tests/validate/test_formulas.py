"""Formula discovery on plain numeric tables: what is found, and what is left alone."""

from __future__ import annotations

import pytest

from doichieu.model import Level
from tests.validate.papers import DEPARTMENTS, Sketch, examine, serious

Rows = list[list[str]]


def _conventions(rows: Rows, header_rows: int = 1) -> str:
    result = examine(Sketch(rows, caption="Dự toán", header_rows=header_rows))
    assert serious(result) == []
    return " ".join(line.en for lines in result.conventions.values() for line in lines)


def _wrong(
    rows: Rows, row: int, col: int, printed: str, header_rows: int = 1
) -> list[tuple[int | None, int | None]]:
    """Where findings above info point once one cell is spoilt; the first is the cell named first."""
    spoilt = [list(cells) for cells in rows]
    spoilt[row][col] = printed
    result = examine(Sketch(spoilt, caption="Dự toán", header_rows=header_rows))
    return [(finding.row, finding.col) for finding in serious(result)]


BUDGET: Rows = [
    ["STT", "Nội dung", "Dự toán", "Thực hiện", "Thực hiện/Dự toán (%)"],
    ["A", "B", "1", "2", "3=2/1"],
    ["I", "Chi đầu tư", "3.500", "3.200", "91,4"],
    ["1", "Giao thông", "2.000", "1.900", "95,0"],
    ["-", "Trong đó: Vốn trong nước", "700", "650", "92,9"],
    ["2", "Thủy lợi", "1.500", "1.300", "86,7"],
    ["a)", "Đê điều", "900", "800", "88,9"],
    ["b)", "Kênh mương", "600", "500", "83,3"],
    ["II", "Chi thường xuyên", "4.100", "4.150", "101,2"],
    ["1", "Giáo dục", "2.600", "2.600", "100,0"],
    ["2", "Y tế", "1.500", "1.550", "103,3"],
    ["", "Tổng cộng (I+II)", "7.600", "7.350", "96,7"],
]


def test_budget_with_every_numbering_holds() -> None:
    """Roman, Arabic and lettered levels are sums; "Trong đó" is some of its parent."""
    said = _conventions(BUDGET, header_rows=2)
    assert "Row “Chi đầu tư” is the sum of 2 rows" in said
    assert "Row “Thủy lợi” is the sum of 2 rows" in said
    assert "Row “Tổng cộng (I+II)” is the sum of 2 rows" in said
    assert "Giao thông” is the sum" not in said


@pytest.mark.parametrize(
    ("row", "col", "printed"),
    [(2, 2, "3.050"), (3, 3, "1.090"), (7, 2, "660"), (8, 3, "4.510"), (11, 2, "6.700"), (9, 4, "101,0")],
)
def test_wrong_figure_of_a_budget_is_named(row: int, col: int, printed: str) -> None:
    """A subtotal, a part, a leaf, a total and a percentage: the wrong cell comes first."""
    assert _wrong(BUDGET, row, col, printed, header_rows=2)[0] == (row, col)


def test_letter_c_goes_on_from_b_and_is_no_hundred() -> None:
    """A, B, C and D number sections, though C and D are Roman digits too."""
    rows = [
        ["STT", "Nội dung", "Số tiền"],
        ["A", "Thu nội địa", "300"],
        ["I", "Thuế", "200"],
        ["II", "Phí", "100"],
        ["B", "Thu viện trợ", "50"],
        ["C", "Thu chuyển nguồn", "70"],
        ["D", "Thu khác", "30"],
        ["", "Tổng thu", "450"],
    ]
    assert "Row “Tổng thu” is the sum of 4 rows" in _conventions(rows)


def test_of_which_rows_without_figures_set_parts_apart() -> None:
    """A line “Trong đó:” makes what follows a choice of the parts, which need not add up."""
    rows = [
        ["STT", "Chỉ tiêu", "Năm 2020", "Năm 2021"],
        ["1", "Thu nội địa", "5.300", "6.400"],
        ["", "Trong đó:", "", ""],
        ["-", "Thu tiền sử dụng đất", "1.200", "1.900"],
        ["-", "Thuế môi trường", "400", "420"],
        ["2", "Thu hải quan", "900", "950"],
        ["", "Tổng số", "6.200", "7.350"],
    ]
    said = _conventions(rows)
    assert "Thu nội địa” is the sum" not in said
    assert "Tổng số” is the sum of 2 rows" in said


GROWTH: Rows = [
    ["TT", "Chỉ tiêu", "Năm 2020", "Năm 2021", "Tăng, giảm", "Tốc độ tăng (%)"],
    ["1", "Lúa", "1.250", "1.300", "50", "4,0"],
    ["2", "Ngô", "810", "729", "-81", "-10,0"],
    ["3", "Khoai", "400", "440", "40", "10,0"],
    ["4", "Sắn", "1.600", "1.640", "40", "2,5"],
    ["5", "Lạc", "330", "363", "33", "10,0"],
]


def test_difference_and_growth_are_found() -> None:
    """A change in figures and in percent follows from the two years before it."""
    said = _conventions(GROWTH)
    assert "“Tăng, giảm” = “Năm 2021” − “Năm 2020”" in said
    assert "“Tốc độ tăng (%)” = “Tăng, giảm” / “Năm 2020”" in said


def test_growth_without_the_difference_is_found() -> None:
    """A rate of growth follows from the two years alone."""
    said = _conventions([[*row[:4], row[5]] for row in GROWTH])
    assert "“Tốc độ tăng (%)” = “Năm 2021” / “Năm 2020” − 1 (growth)" in said


@pytest.mark.parametrize(("row", "col", "printed"), [(2, 4, "81"), (4, 5, "5,2"), (3, 5, "-10,0")])
def test_wrong_change_is_named(row: int, col: int, printed: str) -> None:
    """A sign and a rate of growth."""
    assert _wrong(GROWTH, row, col, printed)[0] == (row, col)


SHARES: Rows = [
    ["TT", "Ngành", "Giá trị", "Cơ cấu (%)"],
    ["1", "Nông nghiệp", "2.137", "21,0"],
    ["2", "Công nghiệp", "4.891", "48,1"],
    ["3", "Dịch vụ", "2.405", "23,6"],
    ["4", "Thuế sản phẩm", "742", "7,3"],
    ["", "Tổng số", "10.175", "100,0"],
]


def test_shares_of_the_total_row_are_found() -> None:
    """A structure column is each row's share of the total row."""
    assert "“Cơ cấu (%)” = “Giá trị” / row “Tổng số”" in _conventions(SHARES)
    assert _wrong(SHARES, 2, 3, "41,8") == [(2, 3)]


def test_wrong_total_alarms_no_share() -> None:
    """With the total misprinted the shares follow the rows, and the total alone is named."""
    places = _wrong(SHARES, 5, 2, "11.075")
    assert set(places) == {(5, 2)}


def test_means_of_columns_are_found() -> None:
    """An average column is the mean of the columns beside it."""
    rows = [
        ["TT", "Huyện", "Tháng 1", "Tháng 2", "Tháng 3", "Bình quân"],
        ["1", "Phù Cát", "110", "120", "133", "121,0"],
        ["2", "Phù Mỹ", "98", "101", "99", "99,3"],
        ["3", "Tuy Phước", "140", "138", "145", "141,0"],
        ["4", "An Lão", "55", "61", "60", "58,7"],
    ]
    assert "“Bình quân” is the mean of" in _conventions(rows)
    assert _wrong(rows, 3, 5, "141,3") == [(3, 5)]


def test_rounded_sums_raise_nothing() -> None:
    """Figures rounded one by one to billions need not add up to the last digit."""
    rows = [
        ["TT", "Nội dung", "2019", "2020", "2021"],
        ["1", "Giáo dục", "10,3", "11,4", "12,6"],
        ["2", "Y tế", "7,4", "8,4", "9,3"],
        ["3", "Văn hóa", "2,4", "2,3", "3,4"],
        ["", "Tổng cộng", "20,2", "22,1", "25,2"],
    ]
    assert serious(examine(Sketch(rows, caption="Chi ngân sách"))) == []


def test_scores_in_steps_make_no_formula_by_chance() -> None:
    """One criterion that is another less a third in five of six rows is a coincidence."""
    rows = [["STT", "Đơn vị", "Tổ chức", "Nhân lực", "Công khai", "Thể chế"]]
    scores = [
        ("10", "5", "5", "15"),
        ("15", "5", "10", "10"),
        ("15", "10", "5", "5"),
        ("20", "10", "10", "15"),
    ]
    scores += [("10", "5", "5", "10"), ("15", "10", "15", "5")]
    rows += [[str(n), DEPARTMENTS[n], *row] for n, row in enumerate(scores, start=1)]
    assert serious(examine(Sketch(rows))) == []


def test_total_of_something_else_is_left_alone() -> None:
    """A total row far above the rows listed counts more than them."""
    rows = [
        ["TT", "Chỉ tiêu", "Số lượng"],
        ["1", "Xã miền núi", "12"],
        ["2", "Xã ven biển", "9"],
        ["", "Tổng số xã", "159"],
    ]
    assert serious(examine(Sketch(rows, caption="Đơn vị hành chính"))) == []


EXCHANGED: Rows = [
    ["TT", "Đơn vị", "Quý I", "Quý II", "Quý III", "Tổng số"],
    ["1", "Phù Cát", "110", "120", "133", "363"],
    ["2", "Phù Mỹ", "98", "151", "99", "348"],
    ["3", "Tuy Phước", "140", "138", "145", "423"],
    ["4", "An Lão", "55", "61", "60", "176"],
    ["", "Tổng cộng", "403", "470", "437", "1.310"],
]


def test_exchanged_figures_are_one_finding() -> None:
    """Two figures of a row in each other's place put two column totals off and are named together."""
    rows = [list(row) for row in EXCHANGED]
    rows[2][2], rows[2][3] = rows[2][3], rows[2][2]
    (finding,) = serious(examine(Sketch(rows, caption="Số hồ sơ")))
    assert [(c.row, c.col, c.value) for c in finding.corrections] == [(2, 2, "98"), (2, 3, "151")]
    assert finding.level is Level.ERROR
    assert finding.cause is not None
    assert "each other's place" in finding.cause.en


def test_row_typed_again_is_one_finding() -> None:
    """The figures of the row above, typed again, are one cause with as many corrections."""
    rows = [list(row) for row in EXCHANGED]
    rows[3][2:5] = rows[2][2:5]
    (finding,) = serious(examine(Sketch(rows, caption="Số hồ sơ")))
    assert {(c.row, c.col, c.value) for c in finding.corrections} == {
        (3, 2, "140"),
        (3, 3, "138"),
        (3, 4, "145"),
    }


def test_a_wrong_total_carried_on_is_one_finding() -> None:
    """A total that does not add up, with the total over it and the share computed from it, is one cause."""
    rows = [
        ["TT", "Nội dung", "Dự toán", "Thực hiện", "Đạt (%)"],
        ["I", "Chi đầu tư", "300", "240", "80,0"],
        ["1", "Giao thông", "100", "90", "90,0"],
        ["2", "Thủy lợi", "200", "150", "75,0"],
        ["II", "Chi thường xuyên", "700", "614", "87,7"],
        ["1", "Giáo dục", "400", "361", "90,3"],
        ["2", "Y tế", "200", "140", "70,0"],
        ["3", "Văn hóa", "100", "59", "59,0"],
        ["", "Tổng cộng", "1.000", "854", "85,4"],
    ]
    (finding,) = serious(examine(Sketch(rows)))
    assert (finding.row, finding.col) == (4, 3)
    assert {(c.row, c.col, c.value) for c in finding.corrections} == {
        (4, 3, "560"),
        (4, 4, "80,0"),
        (8, 3, "800"),
        (8, 4, "80,0"),
    }
    assert finding.cause is not None
    assert "computed with further" in finding.cause.en
    assert finding.suggestion is not None
    assert "“" not in finding.suggestion.en, "the cells stand in two rows"


def test_weights_follow_from_nothing() -> None:
    """A column of weights is given: that points over marks come near to some of them is chance."""
    rows = [
        ["TT", "Chỉ số", "Trọng số (%)", "Điểm", "Điểm quy đổi"],
        ["1", "Gia nhập", "5", "6,96", "3,480"],
        ["2", "Đất đai", "5", "5,11", "2,555"],
        ["3", "Minh bạch", "20", "7,10", "14,200"],
        ["4", "Thời gian", "5", "6,02", "3,010"],
        ["5", "Chi phí", "10", "6,50", "6,500"],
        ["6", "Hỗ trợ", "20", "6,00", "12,000"],
    ]
    assert "“Điểm quy đổi” = “Trọng số (%)” × “Điểm” × 0,1" in _conventions(rows)
    assert _wrong(rows, 3, 4, "12,400") == [(3, 4)]


def test_part_may_grow_more_than_its_whole() -> None:
    """What stands under “Trong đó” is bounded in amounts and not in differences."""
    rows = [
        ["STT", "Nội dung", "Dự toán", "Thực hiện", "Tăng, giảm"],
        ["1", "Chi sự nghiệp môi trường", "9.510", "10.000", "490"],
        ["", "Trong đó: Nguồn khác", "2.100", "4.544", "2.444"],
        ["2", "Chi giáo dục", "20.300", "20.900", "600"],
        ["3", "Chi y tế", "8.400", "8.150", "-250"],
        ["", "Tổng cộng", "38.210", "39.050", "840"],
    ]
    assert serious(examine(Sketch(rows, caption="Quyết toán"))) == []


SCORES: Rows = [
    ["TT", "Đơn vị", "Cung cấp thông tin", "Thể chế", "An toàn", "Tổng số điểm (Tối đa: 270)", "Tỷ lệ (%)"],
    ["1", DEPARTMENTS[0], "13", "147", "89", "249", "92,22"],
    ["2", DEPARTMENTS[1], "18", "113", "63", "194", "71,85"],
    ["3", DEPARTMENTS[2], "13", "89", "92", "194", "71,85"],
    ["4", DEPARTMENTS[3], "14", "99", "72", "185", "68,52"],
    ["5", DEPARTMENTS[4], "13", "115", "90", "218", "80,74"],
    ["", "Trung bình", "14,20", "112,60", "81,20", "208,00", ""],
]


@pytest.mark.parametrize("printed", ["71,87", "71,99"])
def test_a_row_of_means_rounds_no_totals(printed: str) -> None:
    """Decimals of means below whole scores are no digits that the totals hide: a wrong percentage stays wrong."""
    assert "270" in _conventions(SCORES)
    assert _wrong(SCORES, 2, 6, printed) == [(2, 6)]


PILLARS: Rows = [
    ["STT", "Tỉnh/TP", "Chính quyền số", "Kinh tế số", "Xã hội số", "DTI 2021"],
    ["1", "Đà Nẵng", "0,6215", "0,7011", "0,6508", "0,6578"],
    ["2", "Thừa Thiên Huế", "0,5903", "0,6000", "0,5827", "0,5910"],
    ["3", "Quảng Ninh", "0,5610", "0,5510", "0,5200", "0,5440"],
    ["4", "Cần Thơ", "0,5510", "0,5322", "0,5268", "0,5367"],
    ["5", "Bắc Ninh", "0,5401", "0,5299", "0,5200", "0,5300"],
    ["6", "Lạng Sơn", "0,5200", "0,5190", "0,5210", "0,5200"],
    ["7", "Bình Phước", "0,5011", "0,5212", "0,5077", "0,5100"],
]


def test_an_index_that_is_the_mean_of_its_pillars_needs_no_word_for_it() -> None:
    """No header says average; that the figures agree in every row is no chance."""
    assert "“DTI 2021” is the mean of" in _conventions(PILLARS)
    assert _wrong(PILLARS, 1, 5, "0,6758") == [(1, 5)]


def test_figures_in_steps_make_no_mean_by_chance() -> None:
    """Five rows of tens agree with the mean of two others now and then."""
    rows = [["STT", "Đơn vị", "Điểm A", "Điểm B", "Điểm C"]]
    figures = [(80, 90, 85), (70, 90, 80), (85, 85, 85), (90, 70, 80), (80, 80, 80), (90, 80, 75)]
    rows += [[str(n), f"Phòng {n}", *map(str, row)] for n, row in enumerate(figures, start=1)]
    assert "mean" not in _conventions(rows)


BLOC: Rows = [
    ["TT", "Đơn vị", "Điểm chuẩn", "Điểm thưởng", "Điểm trừ", "Tổng điểm", "Xếp hạng"],
    *(
        [str(n), DEPARTMENTS[n - 1], *figures]
        for n, figures in enumerate(
            [
                ("92", "5", "2", "95", "1"),
                ("90", "4", "1", "93", "3"),
                ("88", "6", "0", "94", "2"),
                ("85", "2", "3", "84", "5"),
                ("86", "1", "1", "86", "4"),
                ("80", "3", "1", "82", "6"),
            ],
            start=1,
        )
    ),
]


def test_bonus_and_penalty_are_put_to_the_standard_score() -> None:
    """“Điểm chuẩn” beside bonus and penalty is no maximum."""
    assert "“Tổng điểm”" in _conventions(BLOC)
    assert _wrong(BLOC, 6, 5, "83")[0] == (6, 5)


FILES: Rows = [
    ["Nội dung", "Sở Tài chính", "Sở Xây dựng", "Sở Tư pháp", "Sở Nội vụ", "Cộng"],
    ["Số hồ sơ tiếp nhận", "120", "85", "240", "66", "511"],
    ["Đã giải quyết", "118", "80", "238", "66", "502"],
    ["Trong đó: đúng hạn", "110", "79", "230", "66", "485"],
    ["Quá hạn", "8", "1", "8", "0", "17"],
    ["Đang giải quyết", "2", "5", "2", "0", "9"],
    ["Tỷ lệ đúng hạn", "93,22", "98,75", "96,64", "100", "96,61"],
]


def test_rates_in_a_row_add_up_to_nothing() -> None:
    """Units side by side: under the total stands the rate of all, and each rate is that of two rows above."""
    assert "“Cộng” is the sum" in _conventions(FILES)
    assert _wrong(FILES, 6, 3, "69,64") == [(6, 3)]
    assert _wrong(FILES, 2, 5, "520")[0] == (2, 5)


def test_shares_in_a_row_make_a_hundred() -> None:
    """A misprinted share of a row that adds up to 100 is found."""
    rows = [
        *FILES[:2],
        ["Đã giải quyết", "118", "80", "238", "66", "502"],
        ["Tỷ trọng (%)", "23,5", "15,9", "47,4", "13,2", "100"],
    ]
    assert _wrong(rows, 3, 3, "44,7")[0] == (3, 3)


POINTS: Rows = [
    ["STT", "Đơn vị", "Tổng điểm", "Cung cấp", "Phát sinh", "Nộp", "Thanh toán"],
    ["1", "Sở Dân tộc và Tôn giáo", "14", "4", "2", "2", "6"],
    ["2", "Sở Giáo dục và Đào tạo", "14", "4", "2", "2", "6"],
    ["3", "Sở Khoa học và Công nghệ", "14", "4", "2", "2", "6"],
    ["4", "Sở Nội vụ", "13.5", "4", "2", "1.5", "6"],
    ["5", "Thanh tra tỉnh", "12.9", "4", "2", "2", "4.9"],
    ["6", "Sở Công Thương", "12.9", "4", "2", "0.85", "6"],
    ["7", "Sở Tài chính", "11", "4", "2", "2", "2.99"],
    ["8", "Sở Y tế", "14", "4", "2", "2", "6"],
]


def test_totals_that_round_parts_hold() -> None:
    """Two parts of many have two decimals, no total has; full marks everywhere make no mean."""
    conventions = _conventions(POINTS)
    assert "“Tổng điểm” is the sum" in conventions
    assert "mean" not in conventions
    assert _wrong(POINTS, 4, 2, "15.3")[0] == (4, 2)
