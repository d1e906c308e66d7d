"""Tables of statistics as their workbooks hold them: shares that were adjusted, ways of a total, levels, indices, yields."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from doichieu.model import Finding, Level
from doichieu.validate import audit
from doichieu.validate.rounding import to_places

from .papers import Sketch, decide, edited, findings, number, printed

TRANSPORT = [
    ["", "Nghìn tấn", "Triệu tấn.km"],
    ["Tổng số", "423971,0", "87438,4"],
    ["Phân theo khu vực vận tải", "", ""],
    ["Trong nước", "412310,6", "37957,6"],
    ["Ngoài nước", "11660,4", "49480,8"],
    ["Phân theo cấp quản lý", "", ""],
    ["Trung ương", "16487,6", "48766,0"],
    ["Địa phương", "407483,4", "38672,4"],
    ["Phân theo ngành vận tải", "", ""],
    ["Đường sắt", "2914,0", "1602,2"],
    ["Đường biển", "22517,7", "51655,4"],
    ["Đường sông", "74087,8", "15669,4"],
    ["Đường bộ", "324370,7", "18294,2"],
    ["Hàng không", "80,8", "217,2"],
]


def test_ways_of_a_total_in_two_columns_are_right() -> None:
    """A total of which each way is told in full raises nothing."""
    assert findings(Sketch(TRANSPORT)) == []


@pytest.mark.parametrize(
    ("row", "slip"), [(1, "428971,0"), (1, "423917,0"), (3, "42310,6"), (7, "407438,4"), (12, "324370,1")]
)
def test_a_slip_in_one_of_two_columns_of_a_total_of_several_ways(row: int, slip: str) -> None:
    """The other column and the other ways bear out that a way makes the total, so that a slip in one column is told."""
    found = findings(Sketch(edited(TRANSPORT, row, (1, slip))))
    assert {rule for rule, _, _ in found} == {"SUM-COL"}
    assert row in {at for _, at, _ in found}


GDP = [
    ["", "", "Tổng số (Tỷ đồng)", "Cơ cấu (%)", "Giá so sánh (Tỷ đồng)"],
    ["TỔNG SỐ", "", "2088750", "100,00", "1190896"],
    ["Nông nghiệp", "", "268224", "12,84", "140836"],
    ["Công nghiệp và xây dựng", "", "816185", "39,08", "459243"],
    ["", "Công nghiệp", "699622", "33,50", "388693"],
    ["", "Khai khoáng", "63816", "3,06", "39266"],
    ["", "Chế biến", "529245", "25,34", "297173"],
    ["", "Điện", "95647", "4,58", "45134"],
    ["", "Cấp nước", "10914", "0,52", "7120"],
    ["", "Xây dựng", "116563", "5,58", "70550"],
    ["Dịch vụ", "", "1004341", "48,08", "590817"],
]


def test_shares_that_were_adjusted_to_make_their_total() -> None:
    """One share rounded the other way is right where its group would not add up otherwise: 33,50 of 33,4948 is 33,49."""
    assert findings(Sketch(GDP)) == []


def test_a_share_that_no_group_asks_for() -> None:
    """A share off by a unit is told where its group does not add up with it."""
    ((rule, row, col),) = findings(Sketch(edited(GDP, 6, (3, "25,33"))))
    assert (rule, row, col) == ("RATIO-PCT", 6, 3)


def test_parts_of_parts_that_nothing_sets_apart() -> None:
    """Branches stand in the column of the industry that they are part of; a slip in one is told by its sum."""
    found = findings(Sketch(edited(GDP, 7, (2, "96547"))))
    assert (7, 2) in {(row, col) for _, row, col in found}


PRICES = [
    ["", "Kỳ gốc", "Tháng 4", "Bình quân"],
    ["CHỈ SỐ GIÁ", "104,52", "102,70", "100,89"],
    ["Lương thực", "108,25", "104,29", "106,12"],
    ["Đồ uống", "103,11", "101,73", "101,56"],
    ["May mặc", "102,29", "99,98", "99,78"],
    ["Thuốc và dịch vụ y tế", "102,31", "100,19", "100,25"],
    ["Trong đó: Dịch vụ y tế", "102,41", "100,05", "100,09"],
    ["Giao thông", "98,21", "117,67", "99,78"],
    ["Giáo dục", "107,15", "104,07", "104,03"],
    ["Trong đó: Dịch vụ giáo dục", "107,70", "104,44", "104,48"],
]


def test_indices_of_parts_may_exceed_those_of_the_whole() -> None:
    """Prices of a part rise more than those of all of it: what is bounded are amounts."""
    assert findings(Sketch(PRICES)) == []


FUNDS = [
    ["", "Tháng 1", "Tháng 2", "2 tháng", "So với kế hoạch"],
    ["Trung ương", "2563", "1788", "4351", "7,9"],
    ["Trong đó:", "", "", "", ""],
    ["Bộ Xây dựng", "427", "296", "723", "8,7"],
    ["Bộ Y tế", "95", "76", "171", "8,2"],
    ["Bộ Tài chính", "48", "35", "83", "7,1"],
    ["Địa phương", "10282", "7329", "17611", "11,0"],
    ["Vốn cấp tỉnh", "7449", "5064", "12513", "10,5"],
    ["Vốn cấp huyện", "2283", "1815", "4098", "12,0"],
    ["Vốn cấp xã", "550", "450", "1000", "15,8"],
]


def test_what_stands_under_of_which_ends_with_what_exceeds_the_whole() -> None:
    """Funds of the provinces follow those of the ministries, and are no part of the state's; percentages bound nothing."""
    assert findings(Sketch(FUNDS)) == []
    found = findings(Sketch(edited(FUNDS, 3, (1, "4270"))))
    assert ("SUM-WITHIN", 3, 1) in found or ("SUM-ROW", 3, 1) in found


def test_yields_hide_digits() -> None:
    """What is measured was compared before it was rounded; by more than its digits allow no percentage may be off."""
    rows = [["", "Năm 2016", "Năm 2017", "Năm 2017 so với năm 2016 (%)"]]
    for name, figures in {
        "Mía": ("267,7", "280,5", "104,8", "642,8", "653,1", "101,6"),
        "Lạc": ("199,4", "195,3", "97,9", "23,3", "23,6", "101,6"),
        "Đậu tương": ("84,6", "68,5", "81,0", "14,7", "14,9", "101,7"),
        "Vừng": ("50,3", "36,7", "73,0", "8,6", "8,1", "93,7"),
    }.items():
        rows += [
            [name, "", "", ""],
            ["Diện tích (Nghìn ha)", *figures[:3]],
            ["Năng suất (Tạ/ha)", *figures[3:]],
        ]
    assert findings(Sketch(rows)) == []
    assert [(rule, row) for rule, row, _ in findings(Sketch(edited(rows, 6, (3, "110,6"))))] == [
        ("RATIO-PCT", 6)
    ]


FIRMS = [
    [
        "",
        "Tháng 1",
        "Tháng 2",
        "Tháng 3",
        "Quý I",
        "So với tháng 1",
        "So với cùng kỳ",
        "Quý I so với cùng kỳ",
    ],
    ["Số doanh nghiệp", "13536", "8592", "9120", "31248", "63,5", "97,2", "112,4"],
    ["Vốn đăng ký (Tỷ đồng)", "151451", "67262", "81010", "299723", "44,4", "102,6", "132,8"],
    ["Vốn bình quân 1 doanh nghiệp (Tỷ đồng)", "11,19", "7,83", "8,88", "9,59", "70,0", "105,6", "118,2"],
]


def test_a_quotient_of_percentages_is_a_percentage() -> None:
    """Capital for each firm over last year's is the quotient of the two percentages, times a hundred."""
    assert findings(Sketch(FIRMS)) == []
    assert [row for _, row, _ in findings(Sketch(edited(FIRMS, 3, (3, "9,98"))))] == [3]


def test_quarters_that_were_not_kept() -> None:
    """Of quarters left blank the year holds what is not printed; one alone is a figure forgotten."""
    rows = [["", "Quý I", "Quý II", "Quý III", "Quý IV", "Cả năm"]]
    kept = [(28, 36, 25, 11), (105, 156, 113, 48), (8, 25, 86, 13), (16, 24, 123, 44), (266, 384, 765, 285)]
    rows += [
        [f"Chỉ tiêu {at}", *map(str, quarters), str(sum(quarters))] for at, quarters in enumerate(kept, 1)
    ]
    fires = ["Số vụ cháy", "", "", "1048", "802", "3755"]
    assert findings(Sketch([*rows, fires])) == []
    assert findings(Sketch([*rows, ["Số vụ cháy", "", "905", "1048", "802", "3755"]])) != []


def growths(stored: Mapping[tuple[int, int], str]) -> list[Finding]:
    """Findings on growth whose total nearly is the mean weighted by the first quarter; the last misses by a unit."""
    weights = (909, 140, 11, 125)
    columns = (
        ("113,2", "109,3", "109,5", "109,0"),
        ("112,4", "109,9", "112,1", "108,3"),
        ("112,6", "110,0", "113,0", "109,1"),
    )
    means = [
        sum(Decimal(text.replace(",", ".")) * weight for text, weight in zip(column, weights, strict=True))
        / sum(weights)
        for column in columns
    ]
    totals = [printed(to_places(mean, 1)) for mean in means]
    totals[2] = printed(to_places(means[2], 1) - Decimal("0.1"))
    rows = [
        ["", "Quý I", "Tăng quý I (%)", "Tăng quý II (%)", "Tăng quý III (%)"],
        ["TỔNG SỐ", str(sum(weights)), *totals],
    ]
    for name, weight, *texts in zip(("Bán lẻ", "Lưu trú", "Du lịch", "Khác"), weights, *columns, strict=True):
        rows.append([name, str(weight), *texts])
    found = audit(decide(Sketch(rows, stored=stored))).findings
    return [one for one in found if one.level is not Level.INFO]


def test_a_mean_that_the_stored_values_are_not() -> None:
    """Growth weighted by another year's amounts comes near; what is stored says that it is no mean of these."""
    (warning,) = growths({})
    assert warning.rule == "SUM-AVG"
    assert growths({(1, 2): "112.28", (1, 3): "111.71", (1, 4): "111.79"}) == []


PAY = [
    ["", "", "Lao động bình quân (Nghìn người)", "Thu nhập bình quân (Nghìn đồng)"],
    ["Nông nghiệp", "", "215,6", "639,3"],
    ["", "Trung ương", "116,0", "750,0"],
    ["", "Địa phương", "99,6", "510,4"],
    ["Thủy sản", "", "8,7", "666,2"],
    ["", "Trung ương", "2,0", "880,0"],
    ["", "Địa phương", "6,7", "602,4"],
    ["Chế biến", "", "697,3", "971,9"],
    ["", "Trung ương", "368,0", "1170,0"],
    ["", "Địa phương", "329,3", "750,6"],
]


def test_income_per_head_adds_up_to_nothing() -> None:
    """Workers of the state and of the provinces add up; what each of them earns does not."""
    assert findings(Sketch(PAY)) == []


def test_growth_of_a_whole_is_no_sum() -> None:
    """Below a row of growth stands that of the parts; amounts above it add up."""
    rows = [
        ["", "9 tháng", "Cả năm"],
        ["- Tổng số (Tỷ đồng)", "194874", "273422"],
        ["+ Nông nghiệp", "44946", "63353"],
        ["+ Công nghiệp", "69158", "96798"],
        ["+ Dịch vụ", "80770", "113271"],
        ["- Tốc độ phát triển (%)", "106,4", "106,7"],
        ["+ Nông nghiệp", "103,7", "104,0"],
        ["+ Công nghiệp", "109,5", "109,9"],
        ["+ Dịch vụ", "105,4", "105,5"],
    ]
    assert findings(Sketch(rows)) == []


def test_years_below_a_header_add_up_to_nothing() -> None:
    """The last line of a header that repeats the year is no row of figures."""
    rows = [["", "Tháng 1", "Tháng 2", "2 tháng"], ["cùng kỳ năm", "2025", "2025", "2025"]]
    rows += [
        [f"Thị trường {at}", str(at * 117), str(at * at * 31), str(at * 117 + at * at * 31)]
        for at in range(2, 10)
    ]
    assert findings(Sketch(rows)) == []


GOODS = [
    ["", "Đơn vị", "Thực hiện", "Ước tính", "Cộng dồn"],
    ["", "tính", "8 tháng", "tháng 9", "9 tháng"],
    ["Than sạch", "Nghìn tấn", "9436,8", "1320,5", "10757,3"],
    ["Quần áo may sẵn", "Triệu cái", "272,6", "35,7", "308,2"],
    ["Xe máy lắp ráp", "Nghìn cái", "512,4", "71,3", "583,7"],
    ["Vải lụa", "Triệu m2", "87,2", "45,4", "132,6"],
    ["", "tính", "8 tháng", "tháng 9", "9 tháng"],
    ["Bia", "Triệu lít", "218,8", "115,3", "334,1"],
    ["Thuốc lá bao", "Triệu bao", "640,2", "348,4", "988,6"],
]


def test_a_tenth_of_a_rounded_unit_is_no_gap() -> None:
    """Millions of pieces with one decimal were rounded one by one; two tenths are told, and so is a slip."""
    assert findings(Sketch(GOODS, header_rows=2)) == []
    assert [row for _, row, _ in findings(Sketch(edited(GOODS, 3, (4, "308,6")), header_rows=2))] == [3]
    assert [row for _, row, _ in findings(Sketch(edited(GOODS, 5, (4, "136,2")), header_rows=2))] == [5]


@pytest.mark.parametrize(
    ("caption", "told"), [("27. Tỷ lệ thời gian lao động", 0), ("Lao động theo vùng", 1)]
)
def test_rates_of_some_may_be_more_than_those_of_all(caption: str, told: int) -> None:
    """What a part of the people have at a higher rate is no part that exceeds its whole; of a count it is one."""
    rows = [["Vùng", "Tổng số", "Trong đó: Nữ"]]
    rows += [[f"Vùng {at}", f"{76 + at},{15 + at}", f"{75 + at},{90 - 3 * at}"] for at in range(8)]
    rows.append(["Vùng 9", "76,06", "76,16"])
    assert len(findings(Sketch(rows, caption=caption))) == told


_AREAS = {
    "Lúa đông xuân": "4210,5 4188,0 4305,2",
    "Lúa mùa": "9120,0 9044,6 8987,3",
    "Ngô": "2077,4 2150,1 2233,9",
}
_YIELDS = {"Lúa đông xuân": "61,42 60,17 62,05", "Lúa mùa": "48,30 49,12 47,76", "Ngô": "51,08 50,44 52,31"}


def _harvest(**edits: tuple[int, str]) -> list[Sketch]:
    """Area (ha), yield (quintals a hectare) and production (tonnes) of three crops, in tables of their own."""
    tables: dict[str, list[list[str]]] = {"area": [], "rate": [], "amount": []}
    for crop, areas in _AREAS.items():
        rates = _YIELDS[crop]
        pairs = zip(areas.split(), rates.split(), strict=True)
        amounts = [printed(to_places(number(area) * number(rate) / 10, 0)) for area, rate in pairs]
        for name, figures in zip(tables, (areas.split(), rates.split(), amounts), strict=True):
            tables[name].append([crop, *figures])
    for name, (col, text) in edits.items():
        tables[name][1][col] = text
    head = ["Cây trồng", "2020", "2021", "2022"]
    captions = ("Diện tích gieo trồng (ha)", "Năng suất (tạ/ha)", "Sản lượng (tấn)")
    return [
        Sketch([head, *rows], number=str(at), caption=caption)
        for at, (rows, caption) in enumerate(zip(tables.values(), captions, strict=True), 1)
    ]


def test_a_table_that_is_a_quotient_of_two_others() -> None:
    """Yields follow from the tables of production and area, rounded as these are; a figure of either that does not is told."""
    assert findings(*_harvest()) == []
    for name, slip in (("rate", (2, "41,92")), ("amount", (3, "42293"))):
        (found,) = audit(decide(*_harvest(**{name: slip}))).findings
        assert found.rule == "RATIO-CROSS"
        assert "theo số liệu Bảng 3 và Bảng 1" in found.message.vi
        assert slip[1] in {operand.text for operand in found.operands}
