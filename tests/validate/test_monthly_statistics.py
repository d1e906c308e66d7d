"""Monthly statistics: totals told apart in several ways, levels in columns of their own, percentages of last year."""

from __future__ import annotations

from decimal import Decimal

import pytest

from doichieu.validate.rounding import to_places
from tests.validate.papers import Sketch, edited, findings, printed

HEADER = ["", "", "Tháng 7", "Tháng 8", "8 tháng so với cùng kỳ"]
BY_KIND = [
    ["Phân theo thành phần", "", "", "", ""],
    ["Trong nước", "", "61000", "62310", "103,9"],
    ["", "Nhà nước", "21000", "21480", "102,2"],
    ["", "Ngoài nhà nước", "40000", "40830", "104,8"],
    ["Nước ngoài", "", "12150", "12870", "105,7"],
]
BY_TRADE = [
    ["Phân theo ngành", "", "", "", ""],
    ["Thương nghiệp", "", "58020", "59104", "103,1"],
    ["Du lịch", "", "4310", "4816", "112,4"],
    ["Dịch vụ", "", "10820", "11260", "104,0"],
]
SOME = [
    ["Một số địa phương", "", "", "", ""],
    ["Hà Nội", "", "18720", "19104", "102,8"],
    ["Đồng Nai", "", "7310", "7816", "107,3"],
    ["Cần Thơ", "", "5120", "5260", "101,9"],
]
TOTAL = ["TỔNG SỐ", "", "73150", "75180", "104,2"]


@pytest.mark.parametrize(
    "parts", [BY_KIND, [*BY_KIND, *BY_TRADE], [*BY_TRADE, *BY_KIND, *SOME], [*BY_TRADE, *SOME]]
)
def test_a_total_told_apart_in_several_ways(parts: list[list[str]]) -> None:
    """Each way makes the total by itself; what is only some of it makes nothing; percentages add up to nothing."""
    assert findings(Sketch([HEADER, TOTAL, *parts])) == []


def test_a_wrong_total_of_several_ways() -> None:
    """A total that none of its ways makes is told."""
    rows = [HEADER, TOTAL, *BY_TRADE, *BY_KIND]
    assert ("SUM-COL", 1, 3) in findings(Sketch(edited(rows, 1, (3, "75810"))))


def test_a_wrong_part_in_a_column_of_its_own() -> None:
    """Rows set in the second column are parts of the row above them in the first."""
    rows = [HEADER, TOTAL, *BY_KIND]
    found = findings(Sketch(edited(rows, 5, (2, "40300"))))
    assert [rule for rule, _, _ in found] == ["SUM-COL"]


def test_a_first_row_without_figures_in_the_columns_of_a_sum() -> None:
    """A sum that no header names is tried though the first row has none of its figures; gaps of rounding are no findings."""
    rows = [["Địa bàn", "Đợt đầu", "Đợt sau", "Kỳ này", "Khác"], ["Chung", "", "", "", "7,5"]]
    for at in range(14):
        one, two = Decimal(20317 + 911 * at) / 10, Decimal(8113 + 577 * at * at) / 10
        total = one + two + (Decimal("0.1") if at in {3, 7, 11} else 0)
        rows.append([f"Khu {at + 1}", *map(printed, (one, two, total)), f"{at},3"])
    assert findings(Sketch(rows)) == []


def test_numbers_with_letters_and_groups_behind_a_star() -> None:
    """Boxes "5a" and "5b" stand for 5; rows that a star begins are groups, each of which may count from 1."""
    boxes = [["Ô số", "Thành phần"]]
    boxes += [[mark, f"Thành phần {mark}"] for mark in ("1", "2", "3", "4a", "4b", "5", "6a, 6b", "7", "8")]
    assert findings(Sketch(boxes)) == []
    schools = [["STT", "Tên đơn vị", "Ghi chú"]]
    for group, count in (("Trường trung học phổ thông", 5), ("Trung tâm giáo dục", 4)):
        schools += [["*", group, ""], *([str(at), f"{group} số {at + 2}", ""] for at in range(1, count + 1))]
    assert findings(Sketch(schools)) == []
    assert [rule for rule, _, _ in findings(Sketch(edited(schools, 4, (0, "2"))))] == ["ORD-DUP"]


def test_a_total_told_apart_twice_without_headings() -> None:
    """Parts that make exactly twice the total tell it apart in two ways; a total that is wrong is told all the same."""
    rows = [HEADER, TOTAL, *BY_KIND[1:], *BY_TRADE[1:]]
    assert findings(Sketch(rows)) == []


def test_indices_of_prices() -> None:
    """Columns of a table of indices add up to nothing, and what is "Trong đó" can rise by more than its whole."""
    rows = [["Nhóm hàng", "Kỳ gốc (2014)", "Tháng 12 năm 2019", "Tháng 1 năm 2020"]]
    rows += [["Chỉ số chung", "112,38", "101,23", "100,32"], ["Hàng ăn", "119,07", "102,54", "100,26"]]
    rows += [["Trong đó:", "", "", ""], ["Lương thực", "108,71", "100,71", "100,48"]]
    rows += [["Thực phẩm", "121,16", "102,18", "100,11"], ["Đồ uống", "109,92", "100,92", "100,37"]]
    rows += [["May mặc", "108,63", "100,63", "100,29"]]
    assert findings(Sketch(rows, caption="32. Chỉ số giá tiêu dùng tháng 1 năm 2020")) == []


def test_changes_of_yields() -> None:
    """The change of a yield is no quotient of the changes of harvest and area."""
    rows = [["Cây trồng", "Năm 2006", "Năm 2007", "Năm 2008", "Tăng, giảm so với năm 2007"]]
    for name, areas, yields in (
        ("Lúa", (7324, 7201, 7414), (48, 49, 52)),
        ("Ngô", (1033, 1096, 1125), (37, 39, 40)),
        ("Lạc", (246, 254, 256), (19, 20, 21)),
    ):
        harvests = [area * rate for area, rate in zip(areas, yields, strict=True)]
        for label, (one, two, three) in (
            (f"{name}", areas),
            ("Năng suất (tạ/ha)", yields),
            ("Sản lượng (tạ)", harvests),
        ):
            rows.append([label, str(one), str(two), str(three), str(three - two)])
    assert [found for found in findings(Sketch(rows)) if found[0].startswith("RATIO")] == []


def test_levels_that_rounded_sums_show() -> None:
    """Rows without numbers that are the sum of those below, rounded one by one, are their parents."""
    rows = [["Ngành", "Quý II", "Quý III", "Cộng dồn"], ["TỔNG SỐ", "186441", "194123", "563004"]]
    rows += [["Nông nghiệp", "55861", "44487", "152698"], ["Trồng trọt", "41865", "30605", "109523"]]
    rows += [["Chăn nuôi", "13995", "13883", "43175"], ["Công nghiệp", "61394", "74648", "203045"]]
    rows += [["Khai khoáng", "20175", "25440", "74642"], ["Chế biến", "41220", "49208", "128404"]]
    rows += [["Dịch vụ", "69186", "74988", "207261"], ["Thương mại", "45732", "53268", "142560"]]
    rows += [["Vận tải", "15014", "12786", "45470"], ["Lưu trú", "8439", "8935", "19231"]]
    assert [found for found in findings(Sketch(rows)) if found[0] == "SUM-COL" and found[1] == 1] == []
    assert ("SUM-COL", 1, 2) in findings(Sketch(edited(rows, 1, (2, "149123"))))


def test_gaps_of_rounding_in_small_amounts() -> None:
    """Billions of đồng are rounded one by one: of thirty sums some are off by one, small ones too; one slip alone is told."""
    rows = [["Địa phương", "Tháng 1 (tỷ đồng)", "Tháng 2 (tỷ đồng)", "Cộng dồn 2 tháng (tỷ đồng)"]]
    for at in range(30):
        one, two = 131 + 17 * at, 95 + 11 * at
        off = 1 if at in {4, 9, 15, 22} else 0
        rows.append([f"Đơn vị {at + 1}", str(one), str(two), str(one + two + off)])
    assert findings(Sketch(rows)) == []
    exact = [[*row[:3], str(int(row[1]) + int(row[2]))] if at else row for at, row in enumerate(rows)]
    assert findings(Sketch(exact)) == []
    assert [found[0] for found in findings(Sketch(edited(exact, 7, (3, str(int(exact[7][3]) + 1)))))] == [
        "SUM-ROW"
    ]


def test_figures_with_all_the_digits_of_a_program() -> None:
    """A figure of more digits than arithmetic keeps by itself is brought to places all the same."""
    value = Decimal("54321098765432109876.123456789012345678901234567891")
    assert to_places(value, 20) == Decimal("54321098765432109876.12345678901234567890")
