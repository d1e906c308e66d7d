"""Amounts and percentages that sentences state of an item of a table."""

from __future__ import annotations

import pytest

from tests.validate.papers import Sketch, examine, rules, serious

BUDGET = [
    [
        "TT",
        "Nội dung",
        "Dự toán 2017 (triệu đồng)",
        "Năm 2016 (triệu đồng)",
        "Năm 2017 (triệu đồng)",
        "% DT",
        "% CK",
    ],
    ["", "Tổng thu", "1.270.000", "582.300", "612.500", "48,23", "105,19"],
    ["I", "Thu nội địa", "1.240.000", "566.300", "595.000", "47,98", "105,07"],
    ["1", "Thu từ doanh nghiệp nhà nước", "170.000", "79.300", "81.500", "47,94", "102,77"],
    ["2", "Thu khu vực ngoài quốc doanh", "560.000", "252.000", "268.500", "47,95", "106,55"],
    ["3", "Lệ phí trước bạ", "110.000", "55.000", "50.000", "45,45", "90,91"],
    ["4", "Thu tiền sử dụng đất", "400.000", "180.000", "195.000", "48,75", "108,33"],
    ["II", "Thu xuất nhập khẩu", "30.000", "16.000", "17.500", "58,33", "109,38"],
]
CROPS = [
    ["STT", "Chỉ tiêu", "Đơn vị tính", "Năm 2016", "Năm 2017"],
    ["1", "Diện tích lúa cả năm", "ha", "101.250", "102.345"],
    ["2", "Sản lượng lúa cả năm", "tấn", "640.120", "652.310"],
    ["3", "Tổng đàn bò", "con", "310.450", "312.780"],
]


def _serious(*blocks: Sketch | str) -> list[tuple[str, str, str]]:
    return [(one.rule, one.observed, one.expected) for one in serious(examine(*blocks))]


def _found(table: list[list[str]], text: str) -> list[tuple[str, str, str]]:
    return _serious(text, Sketch(table))


def _held(table: list[list[str]], text: str) -> int:
    checks = examine(text, Sketch(table)).checks
    return sum(check.rule == "CLAIM-AMOUNT" and check.outcome == "held" for check in checks)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Tổng thu 6 tháng ước đạt {}, bằng 48,23% dự toán.", "612.500 triệu đồng", "621.500 triệu đồng"),
        ("Thu nội địa: {}; thu xuất nhập khẩu 17.500 triệu đồng.", "595 tỷ đồng", "559 tỷ đồng"),
        ("Trong đó: Thu tiền sử dụng đất là {}.", "195,0 tỷ đồng", "159,0 tỷ đồng"),
        ("Lệ phí trước bạ 50.000 triệu đồng, giảm {} so với cùng kỳ.", "9,09%", "9,90%"),
        ("Thu nội địa đạt 595.000 triệu đồng, tăng {} so với cùng kỳ.", "5,1%", "6,1%"),
        ("Thu nội địa đạt 595.000 triệu đồng, đạt {} dự toán.", "47,98%", "49,78%"),
    ],
)
def test_amounts_follow_the_row_of_their_name(text: str, right: str, wrong: str) -> None:
    """In the unit of the sentence, at the coarser precision of the two."""
    assert _found(BUDGET, text.format(right)) == []
    assert _held(BUDGET, text.format(right))
    assert _found(BUDGET, text.format(wrong)) == [("CLAIM-AMOUNT", wrong, right)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sản lượng lúa cả năm đạt 652.310 tấn.", []),
        ("Sản lượng lúa cả năm đạt 652,31 nghìn tấn.", []),
        ("Tổng đàn bò có 321.780 con.", [("CLAIM-AMOUNT", "321.780 con", "312.780 con")]),
    ],
)
def test_units_are_those_of_the_row(text: str, found: list[tuple[str, str, str]]) -> None:
    """A column that says what each row is measured in."""
    assert _found(CROPS, text) == found
    assert bool(_held(CROPS, text)) is not bool(found)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Thu nội địa đạt 595.000 triệu đồng, chiếm {}% tổng thu.", "97,14", "97,41"),
        ("Ngoài quốc doanh đạt 268.500 triệu đồng và chiếm {}% tổng thu.", "43,84", "48,34"),
        ("Tổng thu đạt 612.500 triệu đồng, bằng {}% năm 2016.", "105,2", "150,2"),
        ("Thu xuất nhập khẩu đạt 17.500 triệu đồng, gấp {} lần năm 2016.", "1,09", "1,90"),
        (
            "Thu tiền sử dụng đất đạt 195.000 triệu đồng, tăng {} triệu đồng so với năm 2016.",
            "15.000",
            "51.000",
        ),
        ("Lệ phí trước bạ đạt 50.000 triệu đồng, giảm {}% so với năm 2016.", "9,09", "9,90"),
        ("Thu nội địa đạt 595.000 triệu đồng, hụt {} triệu đồng so với dự toán.", "645.000", "654.000"),
    ],
)
def test_what_is_computed_from_an_amount_follows(text: str, right: str, wrong: str) -> None:
    """Shares of a total, multiples, growth and differences, by the row and the column of the amount."""
    assert _found(BUDGET, text.format(right)) == []
    ((rule, observed, expected),) = _found(BUDGET, text.format(wrong))
    assert rule in {"CLAIM-AMOUNT", "CLAIM-MOVE"}
    assert wrong in observed
    assert right in expected


@pytest.mark.parametrize(
    "text",
    [
        "Bổ sung dự toán thu nội địa 559.000 triệu đồng.",
        "Thu nội địa tăng 28.700 triệu đồng so với cùng kỳ.",
        "Thu nội địa năm 2015 đạt 559.000 triệu đồng.",
        "Thu nội địa năm 2016 đạt 566.300 triệu đồng.",
        "Thu nội địa của thành phố Quy Nhơn đạt 259.000 triệu đồng.",
        "Thu nội địa đạt 595.000 triệu đồng, chiếm 97,1% tổng thu.",
        "Thu nội địa đạt 595.000 triệu đồng, chiếm 67,4% tổng thu cả nước.",
        "Thu nội địa đạt 595.000 triệu đồng, chiếm 5,21% thu của vùng.",
        "Thu nội địa đạt 595.000 triệu đồng, đạt 46,2% chỉ tiêu Trung ương giao.",
        "Tổng thu 6 tháng ước khoảng 900 tỷ đồng.",
        "Lệ phí trước bạ 51 tỷ đồng.",
        "Thu xuất nhập khẩu 18,5 tỷ đồng.",
        "Thu nội địa đạt 595.000 triệu đồng, đạt 47,89% dự toán HĐND tỉnh giao.",
    ],
)
def test_what_is_something_else_is_left_alone(text: str) -> None:
    """Changes, other years, other places and figures that no slip explains contradict no row."""
    assert _found(BUDGET, text) == []


def test_text_that_states_the_right_figure_of_a_misprinted_row_is_no_second_finding() -> None:
    """The table alone is wrong."""
    table = [list(row) for row in BUDGET]
    table[2][4] = "559.000"
    found = _found(table, "Thu nội địa đạt 595.000 triệu đồng.")
    assert found
    assert "CLAIM-AMOUNT" not in [rule for rule, _, _ in found]


def test_headers_and_rows_give_observations_their_units() -> None:
    """What an analyst finds in the dataset."""
    units = {(one.row, one.col): one.unit for one in examine(Sketch(BUDGET)).decision.observations}
    assert units[1, 2] == "triệu đồng"
    crops = {(one.row, one.col): one.unit for one in examine(Sketch(CROPS)).decision.observations}
    assert [crops[row, 4] for row in (1, 2, 3)] == ["ha", "tấn", "con"]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("28.750.000 đồng (Bằng chữ: Hai mươi tám triệu bảy trăm năm mươi nghìn đồng)", []),
        ("28.750.000đ (bằng chữ: hai mươi tám triệu bảy trăm năm mươi nghìn đồng chẵn)", []),
        ("28,75 triệu đồng (Bằng chữ: hai mươi tám triệu, bảy trăm năm mươi ngàn đồng)", []),
        ("28.750.000 đồng (Bằng chữ: một trăm hai đồng)", []),
        (
            "27.850.000 đồng (Bằng chữ: Hai mươi tám triệu bảy trăm năm mươi nghìn đồng)",
            [("CLAIM-WORDS", "27.850.000", "28.750.000")],
        ),
    ],
)
def test_sums_in_words_are_those_in_figures(printed: str, expected: list[tuple[str, str, str]]) -> None:
    """What words leave open is not held against anything."""
    assert _serious(f"Tổng kinh phí là {printed}.") == expected


def test_words_below_a_table_are_held_against_its_total() -> None:
    """A total that is a slip of the pen away from its words."""
    rows = [
        ["STT", "Đơn vị", "Số tiền (đồng)"],
        ["1", "Sở Tài chính", "12.500.000"],
        ["2", "Sở Xây dựng", "7.250.000"],
        ["3", "Sở Tư pháp", "9.000.000"],
        ["", "Tổng cộng", "28.750.000"],
    ]
    words = "(Bằng chữ: Hai mươi tám triệu bảy trăm năm mươi nghìn đồng)"
    assert _serious(Sketch(rows), words) == []
    assert "CLAIM-WORDS" in [rule for rule, _, _ in _serious(Sketch(rows), words.replace("tám", "chín"))]


INDEX = [
    ["TT", "Cơ quan", "Chỉ số năm 2017", "Chỉ số năm 2016", "Hạng năm 2017", "Hạng năm 2016"],
    ["1", "Sở Công Thương", "93,39", "90,10", "1", "2"],
    ["2", "Sở Kế hoạch và Đầu tư", "88,20", "91,05", "2", "1"],
    ["3", "Sở Nội vụ", "80,46", "79,98", "3", "4"],
    ["4", "Sở Tư pháp", "74,64", "81,17", "4", "3"],
    ["5", "Thanh tra tỉnh", "61,58", "66,02", "5", "5"],
]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Dẫn đầu là Sở Công Thương với 93,39 %.", []),
        ("Dẫn đầu là Sở Công Thương với 99,39 %.", ["CLAIM-FIGURE"]),
        ("Xếp cuối là Thanh tra tỉnh với 61,58 %.", []),
        ("Xếp cuối là Thanh tra tỉnh với 42,58 %.", ["CLAIM-FIGURE"]),
        # The department of planning speaks of no plan.
        ("Xếp cuối là Sở Kế hoạch và Đầu tư.", ["CLAIM-RANK"]),
        ("Có 2/5 cơ quan đạt từ 85 % trở lên, chiếm 40,00%.", []),
        ("Có 2/5 cơ quan đạt từ 85 % trở lên, chiếm 42,00%.", ["COUNT-PCT"]),
        ("Có 2/5 cơ quan đạt trên 85 %, chiếm 42,00%.", ["COUNT-PCT"]),
        # Said of last year, it is of last year's columns.
        ("Năm 2016, dẫn đầu là Sở Công Thương với 99,39 %.", ["CLAIM-RANK"]),
        ("Năm 2016, dẫn đầu là Sở Kế hoạch và Đầu tư với 91,05 %.", []),
        ("Năm 2015, dẫn đầu là Sở Công Thương với 99,39 %.", []),
    ],
)
def test_an_index_is_stated_in_percent(sentence: str, found: list[str]) -> None:
    """An index out of a hundred has a percent sign in sentences and none in its column."""
    assert rules(Sketch(INDEX), sentence) == found


@pytest.mark.parametrize(
    ("figure", "found"),
    [("342.923", []), ("342.953", ["CLAIM-AMOUNT"]), ("342,923", []), ("342,953", ["CLAIM-AMOUNT"])],
)
def test_units_of_a_title_over_columns(figure: str, found: list[str]) -> None:
    """Persons are counted in every column below the title that says so."""
    rows = [["TT", "Huyện, thị", "Dân số trung bình (người)", "", ""], ["", "", "Tổng số", "Nam", "Nữ"]]
    rows += [
        ["1", "Hải Lăng", "120.500", "60.200", "60.300"],
        ["2", "Gio Linh", "102.423", "51.423", "51.000"],
    ]
    rows += [
        ["3", "Cam Lộ", "120.000", "60.000", "60.000"],
        ["", "Toàn tỉnh", "342.923", "171.623", "171.300"],
    ]
    for col in (3, 4):
        rows[0][col] = rows[0][2]
    assert rules(Sketch(rows, header_rows=2), f"Toàn tỉnh có {figure} người.") == found


def test_a_total_of_several_is_no_row_of_one() -> None:
    """“Tổng trị giá xuất, nhập khẩu” is not “Nhập khẩu”."""
    trade = [
        ["Chỉ tiêu", "Năm 2016 (triệu USD)", "Năm 2017 (triệu USD)"],
        ["Xuất khẩu", "96.100", "130.600"],
        ["Nhập khẩu", "100.600", "104.800"],
    ]
    assert not _found(trade, "Tổng trị giá xuất, nhập khẩu đạt 130.600 triệu USD.")
    assert [one[1] for one in _found(trade, "Nhập khẩu đạt 108.400 triệu USD.")] == ["108.400 triệu USD"]
