"""Numeric tables in which a row was typed wrong as a whole, and figures of several units side by side."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.validate.papers import Sketch, edited, examine, findings, number, printed, rounded, serious

GOODS = [("Cà phê", "tấn", 1947, 21917, 140488), ("Hàng dệt may", "1000 USD", 0, 8558, 52118),
         ("Hạt điều", "tấn", 2177, 12558, 45711), ("Giày dép các loại", "1000 USD", 0, 19069, 58733),
         ("Sản phẩm từ chất dẻo", "1000 USD", 0, 14694, 96393)]  # fmt: skip
DISTRICTS = [("Vĩnh Thạnh", 179398, 659, 216), ("Phù Mỹ", 166064, 593, 184), ("Hoài Ân", 215438, 714, 111),
             ("An Lão", 87567, 337, 92), ("Tây Sơn", 42771, 139, 24), ("Phù Cát", 43377, 55, 60)]  # fmt: skip
PARTNERS = [("Nhật Bản", 38, "322,11", 36, "20,95", "87,29"), ("Hà Lan", 61, "486,96", 6, "224,70", "72,92"),
            ("Hàn Quốc", 78, "605,90", 11, "272,95", "85,11"), ("Hoa Kỳ", 19, "613,23", 18, "368,50", "103,22"),
            ("Đức", 90, "801,67", 26, "58,50", "172,24"), ("Pháp", 46, "118,70", 16, "125,94", "71,72")]  # fmt: skip
PUPILS = [(1628, 120), (405, 90), (839, 120), (1440, 75), (466, 110), (402, 75)]
WEIGHTS = ["19,82", "12,14", "4,15", "7,70", "13,46", "42,73"]


def _trade() -> list[list[str]]:
    rows = [["Mặt hàng", "ĐVT", "Lượng", "Trị giá tháng (nghìn USD)", "Trị giá lũy kế năm (nghìn USD)"]]
    totals = [printed(sum(line[at] for line in GOODS)) for at in (3, 4)]
    rows.append(["Tổng kim ngạch xuất khẩu", "1000 USD", "", *totals])
    for name, unit, quantity, month, year in GOODS:
        rows.append([name, unit, printed(quantity) if quantity else "", printed(month), printed(year)])
    return rows


def test_units_of_measurement_are_no_figures_and_goods_are_no_ranks() -> None:
    """A unit of “1000 USD” adds up to nothing; goods name their rows; of two columns one that holds bears the total out."""
    assert findings(_trade()) == []
    assert [found[::2] for found in findings(edited(_trade(), 3, (3, "8.885")))] == [("SUM-COL", 3)]
    assert [found[::2] for found in findings(edited(_trade(), 1, (4, "403.443")))] == [("SUM-COL", 4)]


def _beds() -> list[list[str]]:
    rows = [["Đơn vị hành chính", "Dân số (người)", "Số giường bệnh", "Số bác sĩ", "Giường bệnh trên 1 vạn dân", "Số bác sĩ/10.000 dân"]]  # fmt: skip
    totals = [sum(line[at] for line in DISTRICTS) for at in (1, 2, 3)]
    for name, *figures in [("TỔNG SỐ", *totals), *DISTRICTS]:
        rates = [rounded(Decimal(10000 * count) / figures[0], 1) for count in figures[1:]]
        rows.append(
            [name if name == "TỔNG SỐ" else f"huyện {name}", *map(printed, figures), *map(printed, rates)]
        )
    return rows


def test_rates_below_a_total_above_them_add_up_to_nothing() -> None:
    """Beds for ten thousand people are those of the province in its row, whatever its districts add up to."""
    assert findings(_beds()) == []
    assert findings(edited(_beds(), 4, (4, "38,8"))) == [("RATIO-UNIT", 4, 4)]


def _capital() -> list[list[str]]:
    rows = [["STT", "Đối tác", "Số dự án", "Vốn cấp mới (triệu USD)", "Số lượt điều chỉnh", "Vốn điều chỉnh (triệu USD)",
             "Góp vốn (triệu USD)", "Tổng vốn đăng ký (triệu USD)"]]  # fmt: skip
    for at, (name, new, first, changes, second, third) in enumerate(PARTNERS, start=1):
        total = sum(map(number, (first, second, third)))
        rows.append([str(at), name, str(new), first, str(changes), second, third, printed(Decimal(total))])
    return rows


def test_capital_adds_up_beside_counts_of_projects() -> None:
    """Columns of one unit make the total of that unit, with counts between them."""
    assert findings(_capital()) == []
    assert [found[0] for found in findings(edited(_capital(), 3, (5, "227,95")))] == ["SUM-ROW"]


def _fees(months: str = "9") -> list[list[str]]:
    rows = [["STT", "Trường", "Số học sinh", "Mức thu (nghìn đồng/tháng)", "Số tháng", "Học phí phải thu (nghìn đồng)"]]  # fmt: skip
    for at, (pupils, fee) in enumerate(PUPILS, start=1):
        rows.append(
            [
                str(at),
                f"Trường THPT số {at}",
                printed(pupils),
                str(fee),
                months if at == 2 else "9",
                printed(pupils * fee * 9),
            ]
        )
    return rows


def test_fees_are_pupils_times_fee_times_months() -> None:
    """Three columns multiplied; a printed nought among them gives no fee."""
    assert findings(_fees()) == []
    assert findings(edited(_fees(), 4, (2, "1.404"))) == [("RATIO-PROD", 4, 2)]
    assert [found[:2] for found in findings(_fees("0"))] == [("RATIO-PROD", 2)]


def _index(weights: list[str]) -> list[list[str]]:
    rows = [["Nhóm hàng", "Quyền số (%)", "So với kỳ gốc", "So với tháng trước"]]
    rows.append(["Chỉ số giá tiêu dùng chung", "100,00", "104,23", "100,62"])
    names = ["Hàng ăn", "Đồ uống", "May mặc", "Nhà ở", "Giao thông", "Khác"]
    for at, (name, weight) in enumerate(zip(names, weights, strict=True)):
        rows.append([f"{name} và dịch vụ", weight, f"10{at}.3{at}".replace(".", ","), f"9{at}.1".replace(".", ",")])  # fmt: skip
    return rows


@pytest.mark.parametrize(("weight", "right"), [("19,82", True), ("18,92", False), ("1,98", False)])
def test_weights_of_groups_make_a_hundred(weight: str, right: bool) -> None:
    """A slip of the pen in a weight is told; what misses by no slip is left alone, as sub-groups may stand among groups."""
    found = [(rule, col) for rule, _, col in findings(_index([weight, *WEIGHTS[1:]]))]
    assert found == ([] if right else [("SUM-COL", 1)])
    assert findings(_index(["31,07", *WEIGHTS[1:]])) == []


def _households() -> list[list[str]]:
    rows = [["STT", "Xã", "Tổng số hộ", "Hộ dùng nước sạch", "Tỷ lệ (%)", "Hộ có nhà tiêu", "Tỷ lệ (%)"]]
    for at, (name, _, beds, doctors) in enumerate(DISTRICTS, start=1):
        total, clean, closets = beds * 31, beds * 17 + doctors, beds * 23 - doctors
        rates = [printed(rounded(Decimal(100 * count) / total, 2)) for count in (clean, closets)]
        rows.append(
            [str(at), f"Xã {name}", printed(total), printed(clean), rates[0], printed(closets), rates[1]]
        )
    sums = [sum(int(row[col].replace(".", "")) for row in rows[1:]) for col in (2, 3, 5)]
    rates = [printed(rounded(Decimal(100 * count) / sums[0], 2)) for count in sums[1:]]
    return [*rows, ["", "Tổng", printed(sums[0]), printed(sums[1]), rates[0], printed(sums[2]), rates[1]]]


def test_a_row_typed_again_is_one_finding() -> None:
    """Every total is off, every share beside the copied counts was copied with them: one cause, in the copied row or its twin."""
    rows = _households()
    assert findings(rows) == []
    found = findings(edited(rows, 4, *((col, rows[3][col]) for col in range(2, 7))))
    assert len(found) == 1
    assert found[0][:1] == ("SUM-COL",)
    assert found[0][1] in {3, 4}


def test_figures_one_column_off_are_one_finding() -> None:
    """The figures of a row moved to the right, the last one to the front."""
    rows = _households()
    line = rows[2][2:]
    found = findings(edited(rows, 2, *enumerate([line[-1], *line[:-1]], start=2)))
    assert [one[1] for one in found] == [2]
    result = examine(Sketch(edited(rows, 2, *enumerate([line[-1], *line[:-1]], start=2))))
    cause = serious(result)[0].cause
    assert cause is not None
    assert "lệch một cột" in cause.vi


def test_a_base_of_nought_is_told_by_the_percentage_beside_it() -> None:
    """Nothing is divided by nought: with the figure that the total wants the percentage holds, and that is the cause."""
    rows = [["STT", "Đơn vị", "Dự toán", "Thực hiện", "TH/DT (%)"]]
    for at, (name, _, beds, doctors) in enumerate(DISTRICTS, start=1):
        plan, done = beds * 100, beds * 90 + doctors
        rows.append([str(at), f"Huyện {name}", printed(plan), printed(done), printed(rounded(Decimal(100 * done) / plan, 1))])  # fmt: skip
    sums = [sum(int(row[col].replace(".", "")) for row in rows[1:]) for col in (2, 3)]
    rows.append(["", "Tổng cộng", *map(printed, sums), printed(rounded(Decimal(100 * sums[1]) / sums[0], 1))])
    assert findings(rows) == []
    assert findings(edited(rows, 2, (2, "0"))) == [("SUM-COL", 2, 2)]


def test_codes_count_nothing() -> None:
    """Codes of the budget stand beside sums, and add up to none."""
    lines = [
        ("Chi xây dựng cơ bản", 412_300),
        ("Chi giáo dục", 918_455),
        ("Chi y tế", 311_090),
        ("Chi khác", 77_412),
    ]
    rows = [["Nội dung", "Mã số", "Dự toán", "Thực hiện"]]
    rows.append(["TỔNG CHI", "10", *(printed(sum(v for _, v in lines) + step) for step in (0, 40))])
    rows += [
        [name, str(11 + at), printed(value), printed(value + 10)] for at, (name, value) in enumerate(lines)
    ]
    assert findings(rows) == []
    assert [found[2] for found in findings(edited(rows, 3, (2, "981.455")))] == [2]


def test_one_price_times_areas() -> None:
    """A price that every row prints is not computed from amount and area; “(1.000 đ)” is no maximum of points."""
    rows = [["TT", "Xã", "Diện tích tưới (ha)", "Đơn giá (1.000 đ/ha)", "Kinh phí hỗ trợ (1.000 đ)"]]
    areas = ["619,1", "364,1", "239,2", "151,5", "767,4", "922,6"]
    for at, area in enumerate(areas, start=1):
        rows.append([str(at), f"Xã Phú {at}", area, "1.097", printed(rounded(number(area) * 1097, 0))])
    assert findings(rows) == []
    assert findings(edited(rows, 3, (3, "1.907"))) == [("RATIO-PROD", 3, 3)]
    assert findings(edited(rows, 4, (4, "161.196"))) == [("RATIO-PROD", 4, 4)]


def test_round_fees_leave_no_product_of_two() -> None:
    """Where four of six fees are 100.000 pupils times months looks like the amount in most rows; the fee counts."""
    rows = [
        [
            "STT",
            "Cấp học",
            "Số người hưởng",
            "Mức tiền/tháng (đồng)",
            "Thời gian (tháng)",
            "Tổng kinh phí (đồng)",
        ]
    ]
    for at, (people, fee) in enumerate([(312, 100_000), (840, 100_000), (77, 100_000), (679, 936_000), (415, 1_192_000),
                                        (226, 100_000)], start=1):  # fmt: skip
        months = 9 if at % 2 else 5
        figures = (people, fee, months, people * fee * months)
        rows.append([str(at), f"Cấp {at}", *map(printed, figures)])
    assert findings(rows) == []
    assert [found[:2] for found in findings(edited(rows, 2, (2, "480")))] == [("RATIO-PROD", 2)]
