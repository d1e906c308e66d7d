"""Monthly statistics: totals told apart in several ways, levels in columns of their own, percentages of last year."""

from __future__ import annotations

from decimal import Decimal

import pytest

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
