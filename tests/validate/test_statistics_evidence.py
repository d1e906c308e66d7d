"""What speaks for a relation of statistics and what against: rounding, rates, selections, and the slips beside them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from doichieu.model import Level
from doichieu.validate import audit

from .papers import Sketch, decide, edited, findings, printed, rounded

RETAIL = [
    ["", "Tổng mức (Tỷ đồng)", "Cơ cấu (%)"],
    ["TỔNG SỐ", "3625721", "100,0"],
    ["Bán lẻ hàng hóa", "2801135", "77,3"],
    ["Lưu trú, ăn uống", "419161", "11,6"],
    ["Du lịch lữ hành", "35165", "1,0"],
    ["Dịch vụ khác", "370260", "10,1"],
]


def test_a_share_moved_by_a_unit_to_make_a_hundred() -> None:
    """10,212 of a hundred is printed as 10,1 where 10,2 would make 100,1: no finding, whatever way it was rounded."""
    assert findings(Sketch(RETAIL)) == []


def test_a_share_moved_by_more_than_a_unit() -> None:
    """Two shares that are off by several units make a hundred all the same and are told."""
    found = findings(Sketch(edited(edited(RETAIL, 5, (2, "9,1")), 3, (2, "12,6"))))
    assert {(rule, row) for rule, row, _ in found} == {("RATIO-PCT", 3), ("RATIO-PCT", 5)}


SECTORS = [
    ["", "", "Cơ cấu (%)"],
    ["TỔNG SỐ", "109180", "100,0"],
    ["Nông nghiệp", "17458", "16,0"],
    ["Công nghiệp và xây dựng", "46015", "42,1"],
    ["Công nghiệp", "41443", "37,9"],
    ["Khai thác mỏ", "10447", "9,5"],
    ["Chế biến", "26557", "24,3"],
    ["Điện, ga và nước", "4439", "4,1"],
    ["Xây dựng", "4572", "4,2"],
    ["Dịch vụ", "45707", "41,9"],
]


def test_a_share_adjusted_below_one_that_was() -> None:
    """37,958 is printed as 37,9 for the group above, and 9,569 as 9,5 for the one below."""
    assert findings(Sketch(SECTORS)) == []


INDUSTRY = [
    ["", "10 tháng", "Tháng 11", "11 tháng"],
    ["TỔNG SỐ", "246454", "28018", "274472"],
    ["Khu vực Nhà nước", "97049", "9952", "107001"],
    ["- Trung ương", "65786", "6381", "72167"],
    ["- Địa phương", "31262", "3572", "34834"],
    ["Khu vực ngoài Nhà nước", "60932", "7471", "68403"],
    ["Khu vực đầu tư nước ngoài", "88473", "10595", "99068"],
    ["MỘT SỐ ĐỊA PHƯƠNG", "", "", ""],
    ["Hà Nội", "23287,8", "2633,6", "25921,4"],
    ["- Nhà nước", "11485,1", "1295,9", "12781,0"],
    ["- Ngoài Nhà nước", "3063,4", "382,1", "3445,5"],
    ["- Đầu tư nước ngoài", "8739,3", "955,6", "9694,9"],
    ["Hải Phòng", "11911,8", "1417,1", "13328,9"],
    ["- Nhà nước", "3572,8", "446,4", "4019,2"],
    ["- Ngoài Nhà nước", "3440,1", "379,9", "3820,0"],
    ["- Đầu tư nước ngoài", "4898,9", "590,8", "5489,7"],
]


def test_whole_amounts_above_amounts_with_decimals_are_rounded() -> None:
    """97.049 over 65.786 and 31.262: the country is rounded to billions, its provinces print decimals and add up."""
    assert findings(Sketch(INDUSTRY)) == []


@pytest.mark.parametrize(("row", "col", "slip"), [(2, 1, "97094"), (4, 3, "38434"), (9, 1, "11485,2")])
def test_slips_beside_rounded_amounts(row: int, col: int, slip: str) -> None:
    """More than rounding is told of rounded amounts, and a unit of the last place of those that add up."""
    assert (row, col) in {(at, of) for _, at, of in findings(Sketch(edited(INDUSTRY, row, (col, slip))))}


VISITORS = [
    ["", "11 tháng", "Tháng 12", "Cả năm"],
    ["TỔNG SỐ", "2644250", "283626", "2927876"],
    ["Du lịch", "1428661", "155324", "1583985"],
    ["Công việc", "471851", "49815", "521666"],
    ["Thăm thân nhân", "420955", "46449", "467404"],
    ["Mục đích khác", "322782", "32039", "354821"],
]


def test_one_total_of_counts_that_is_off_by_one() -> None:
    """Two of three totals are off by one in opposite ways: they were rounded; one alone was typed wrong."""
    assert findings(Sketch(VISITORS)) == []
    whole = edited(VISITORS, 1, (1, "2644249"), (2, "283627"))
    assert findings(Sketch(whole)) == []
    assert findings(Sketch(edited(whole, 5, (1, "322783"))))


SCHOOLS = [
    ["", "Tổng số", "Công lập", "Ngoài công lập"],
    ["Giáo viên (Người)", "762900", "729938", "32962"],
    ["Tiểu học", "361075", "357464", "3611"],
    ["Trung học cơ sở", "295260", "289354", "5906"],
    ["Trung học phổ thông", "106565", "83120", "23445"],
    ["Học sinh (Người)", "17264224", "16260847", "1003377"],
    ["Tiểu học", "7771323", "7742077", "29246"],
    ["Trung học cơ sở", "6682148", "6556652", "125496"],
    ["Trung học phổ thông", "2810753", "1962118", "848635"],
    ["Giáo viên/Lớp (Người)", "", "", ""],
    ["Tiểu học", "1,25", "1,25", "1,73"],
    ["Trung học cơ sở", "1,73", "1,73", "1,73"],
    ["Trung học phổ thông", "1,76", "1,93", "1,35"],
]


def test_rates_below_a_heading_are_neither_summed_nor_parts() -> None:
    """Teachers of a class add up over no kinds of school, and no rows of one name make them parts of the pupils."""
    assert findings(Sketch(SCHOOLS)) == []
    assert findings(Sketch(edited(SCHOOLS, 7, (1, "6682184"))))


MEANS = [
    ["", "Quý I/2000", "Quý I/2001", "5"],
    ["TỔNG SỐ", "1315,3", "2559,7", "6,4"],
    ["Trung ương", "935,8", "1786,6", "6,9"],
    ["Địa phương", "379,5", "773,1", "5,4"],
    ["Bộ Công nghiệp", "3,0", "6,5", "4,2"],
]


def test_a_rate_of_two_parts_without_a_title() -> None:
    """Beside two columns that add up a figure between those of both parts is their rate."""
    assert findings(Sketch(MEANS)) == []
    assert findings(Sketch(edited(MEANS, 1, (2, "2595,7"))))


def test_units_that_a_heading_calls_some_of_all() -> None:
    """The provinces with most investment of two quarters are not the same ones, and none is missing."""
    names = ["Hà Nội", "Hải Phòng", "Quảng Ninh", "Bắc Ninh", "Thanh Hóa", "Nghệ An", "Bình Định", "Đồng Nai"]
    others = [*names[:5], "Đà Nẵng", *names[6:]]

    def sheet(units: list[str], heading: str) -> Sketch:
        rows = [["", "Thực hiện"], [heading, ""]]
        return Sketch([*rows, *([name, str(5300 - 97 * at)] for at, name in enumerate(units))])

    def missing(heading: str) -> list[Level]:
        sheets = [sheet(units, heading) for units in (names, names, others)]
        return [f.level for f in audit(decide(*sheets)).findings if f.rule == "POP-MISS"]

    assert missing("Các tỉnh, thành phố")
    assert missing("Phân theo một số tỉnh, thành phố") == []


WAYS = [
    ["", "9 tháng", "Quý IV", "Cả năm", "So với 1999 (%)", "So với quý III (%)"],
    ["TỔNG SỐ", "148424", "46496", "194920", "115,4", "115,5"],
    ["CHIA THEO KHU VỰC", "", "", "", "", ""],
    ["Khu vực Nhà nước", "62052", "20208", "82260", "112,5", "112,4"],
    ["Khu vực ngoài Nhà nước", "33405", "10605", "44010", "118,6", "118,8"],
    ["Khu vực đầu tư nước ngoài", "52967", "15683", "68650", "117,0", "117,3"],
    ["CHIA THEO CẤP QUẢN LÝ", "", "", "", "", ""],
    ["Trung ương", "40801", "12909", "53710", "111,1", "110,9"],
    ["Địa phương", "54656", "17904", "72560", "117,2", "117,4"],
    ["Đầu tư nước ngoài", "52967", "15683", "68650", "117,0", "117,3"],
]


def test_totals_of_several_ways_are_no_means() -> None:
    """Growth is weighted by amounts; the amounts themselves are the sum of each way and no mean of all rows."""
    assert findings(Sketch(WAYS)) == []


def test_a_share_misprinted_far_below_a_heading_of_shares() -> None:
    """Shares of a hundred add up, however far the misprinted one is off; rates below such a heading do not."""
    figures = [
        (81580, 58585, 86863, 52575),
        (20305, 7297, 19037, 53123),
        (31067, 55011, 8898, 17904),
        (48616, 34455, 64098, 89344),
    ]
    rows = [
        ["Năm", "Tổng số", "Nông nghiệp", "Công nghiệp", "Dịch vụ", "Thuế sản phẩm"],
        ["Tỷ đồng", *[""] * 5],
    ]
    rows += [[str(2012 + at), printed(sum(line)), *map(printed, line)] for at, line in enumerate(figures)]
    rows.append(["Cơ cấu (%)", *[""] * 5])
    for at, line in enumerate(figures):
        shares = [rounded(Decimal(100 * part) / sum(line), 2) for part in line]
        shares[0] += 100 - sum(shares)
        rows.append([str(2012 + at), "100,00", *map(printed, shares)])
    assert findings(rows) == []
    assert "SUM-ROW" in [found[0] for found in findings(edited(rows, 7, (3, "50,95")))]
