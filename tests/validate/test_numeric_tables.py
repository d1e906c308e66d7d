"""Tables of budgets and statistics: periods, points, figures that are cut off, digits that are not printed."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import pairwise

import pytest

from tests.validate.papers import Sketch, edited, examine, findings, printed, rounded, serious

POWER = [31, 28, 33, 35, 39, 41, 43, 44, 38, 36, 34, 37]
WATER = [112, 108, 115, 119, 127, 131, 138, 141, 133, 126, 121, 124]
HOUSEHOLDS = [("Bình Sơn", 48213, 5077, 4121), ("Sơn Tịnh", 27119, 2013, 1688), ("Tư Nghĩa", 35611, 2931, 2402),
              ("Nghĩa Hành", 24907, 1888, 1571), ("Mộ Đức", 36455, 2704, 2066), ("Ba Tơ", 15733, 3777, 3049)]  # fmt: skip


def _months(*, quarters: bool) -> list[list[str]]:
    rows = [["Thời kỳ", "Điện (triệu kWh)", "Nước (nghìn m3)"]]
    for at in range(12):
        if quarters and at % 3 == 0:
            rows.append(
                [
                    f"Quý {['I', 'II', 'III', 'IV'][at // 3]}",
                    *(str(sum(m[at : at + 3])) for m in (POWER, WATER)),
                ]
            )
        rows.append([f"Tháng {at + 1}", str(POWER[at]), str(WATER[at])])
    rows.append(["Cả năm", *(str(sum(m)) for m in (POWER, WATER))])
    means = (rounded(Decimal(sum(m)) / 12, 1) for m in (POWER, WATER))
    return [*rows, ["Bình quân tháng", *map(printed, means)]]


@pytest.mark.parametrize("quarters", [False, True])
def test_months_make_quarters_and_the_year(quarters: bool) -> None:
    """The year is the sum of its periods, the mean month that of the months alone."""
    rows = _months(quarters=quarters)
    assert findings(Sketch(rows)) == []
    year, mean = len(rows) - 2, len(rows) - 1
    assert findings(Sketch(edited(rows, mean, (1, "33,8")))) == [("SUM-AVG", mean, 1)]
    assert [found[0] for found in findings(Sketch(edited(rows, year, (2, "1.459"))))] == ["SUM-COL"]


def test_stocks_at_the_end_of_months_add_up_to_nothing() -> None:
    """Where no column is the sum of its months the year has a figure of its own."""
    rows = [["Thời kỳ", "Dư nợ", "Lãi suất"]]
    rows += [[f"Tháng {at + 1}", str(4100 + 37 * at + at * at), f"{6 + at % 3},{at % 7}"] for at in range(12)]
    assert findings(Sketch([*rows, ["Cả năm", "4.628", "7,1"]])) == []


def _poverty(change: str | None = None) -> list[list[str]]:
    rows = [["STT", "Đơn vị", "Số hộ", "Hộ nghèo đầu năm", "Tỷ lệ (%)", "Hộ nghèo cuối năm", "Tỷ lệ (%)", "Tỷ lệ giảm (%)"]]  # fmt: skip
    for at, (name, all_, before, after) in enumerate(HOUSEHOLDS, start=1):
        rates = [rounded(Decimal(100 * count) / all_, 2) for count in (before, after)]
        figures = [all_, before, rates[0], after, rates[1], rates[0] - rates[1]]
        rows.append([str(at), f"Huyện {name}", *map(printed, figures)])
    return rows if change is None else edited(rows, 3, (7, change))


def test_points_are_what_two_rounded_percentages_differ_by() -> None:
    """Not the percentage of the difference, which is a hundredth off in every third row; both are headed alike."""
    assert findings(Sketch(_poverty())) == []
    assert [found[1:] for found in findings(Sketch(_poverty("1,94")))] == [(3, 7)]


def _staff(mode: str) -> list[list[str]]:
    rows = [["TT", "Trường", "Số lớp", "Số giáo viên", "Tỷ lệ giáo viên/lớp"]]
    for at, (_, _, before, after) in enumerate(HOUSEHOLDS * 2, start=1):
        classes, teachers = after // 9 + at, before // 7 + 5 * at
        rate = rounded(Decimal(teachers) / classes, 2, mode)
        rows.append([str(at), f"Trường số {at}", str(classes), str(teachers), printed(rate)])
    return rows


@pytest.mark.parametrize("mode", [ROUND_DOWN, ROUND_HALF_UP])
def test_quotients_may_be_cut_off(mode: str) -> None:
    """A column of quotients that were all cut off has no wrong one; a unit more than its quotient is told."""
    rows = _staff(mode)
    assert findings(Sketch(rows)) == []
    assert [found[1:] for found in findings(Sketch(edited(rows, 5, (4, "9,99"))))] == [(5, 4)]


@pytest.mark.parametrize("mode", [ROUND_DOWN, ROUND_HALF_UP])
def test_rates_in_a_row_may_be_cut_off(mode: str) -> None:
    """A row of rates follows one rounding, whichever it is."""
    plan, done = [120, 233, 341, 87, 159, 411], [98, 251, 307, 73, 144, 397]
    rates = [printed(rounded(Decimal(100 * one) / two, 1, mode)) for one, two in zip(done, plan, strict=True)]
    rows = [["Chỉ tiêu", *(name for name, *_ in HOUSEHOLDS)], ["Kế hoạch", *map(str, plan)],
            ["Thực hiện", *map(str, done)], ["Tỷ lệ hoàn thành (%)", *rates]]  # fmt: skip
    assert findings(Sketch(rows)) == []


SECTORS = {
    "Nông, lâm nghiệp và thủy sản": ["15.308,4", "16.022,9", "16.910,3", "17.377,8"],
    "Công nghiệp và xây dựng": ["21.477,1", "23.968,8", "25.070,2", "28.411,6"],
    "Dịch vụ": ["18.206,6", "19.511,7", "20.733,5", "22.060,9"],
}


def _index_table(total: str) -> Sketch:
    rows = [["Chỉ tiêu", "Năm 2021", "Năm 2022", "Năm 2023"], ["Tổng số", "108,2", total, "108,2"]]
    values = {
        name: [Decimal(f.replace(".", "").replace(",", ".")) for f in row] for name, row in SECTORS.items()
    }
    for name, row in values.items():
        rows.append([name, *(printed(rounded(two * 100 / one, 1)) for one, two in pairwise(row))])
    return Sketch(rows, number="2", caption="Chỉ số phát triển (năm trước = 100)")


@pytest.mark.parametrize("total", ["105,4", "107,7", "105,9"])
def test_indices_add_up_to_nothing(total: str) -> None:
    """The index of all lies among those of the parts: whatever slip would make it their sum, it is none."""
    assert not [found for found in findings(_index_table(total)) if found[0] == "SUM-COL"]


def test_shares_that_were_cut_off_make_less_than_a_hundred() -> None:
    """Several columns of 99,7 and 99,8 are no wrong totals; one that makes 98 beside them is."""
    rows = [["Chỉ tiêu", "Năm 2021", "Năm 2022", "Năm 2023"], ["Tổng số", "100,0", "100,0", "100,0"],
            ["Nông nghiệp", "27,8", "26,8", "26,9"], ["Công nghiệp", "39,0", "40,3", "39,9"],
            ["Dịch vụ", "23,1", "22,8", "23,0"], ["Thuế sản phẩm", "9,8", "9,8", "10,0"]]  # fmt: skip
    assert findings(Sketch(rows, caption="Cơ cấu GRDP")) == []
    assert findings(Sketch(edited(rows, 3, (2, "38,3")), caption="Cơ cấu GRDP")) != []


def test_a_total_rounded_by_itself_is_no_slip_in_millions_and_one_in_persons() -> None:
    """Amounts in thousands and millions hide digits; people are counted, and a sum that is off by one is told."""
    parts = [(1204, 1333), (2077, 2101), (1590, 1622), (3115, 3208)]
    for unit, wrong in (("triệu đồng", False), ("người", True)):
        rows = [["STT", "Nội dung", f"Năm 2022 ({unit})", f"Năm 2023 ({unit})"]]
        rows += [
            [str(at), f"Khoản số {at}", printed(a), printed(b)] for at, (a, b) in enumerate(parts, start=1)
        ]
        total = ["", "Tổng số", printed(sum(a for a, _ in parts)), printed(sum(b for _, b in parts) + 1)]
        assert bool(findings(Sketch([*rows, total]))) is wrong


def test_columns_headed_alike_can_be_deducted_from_each_other() -> None:
    """“Tỷ lệ (%)” less “Tỷ lệ (%)” is described without a mix-up."""
    (conventions,) = examine(Sketch(_poverty())).conventions.values()
    assert "“Tỷ lệ giảm (%)” = “Tỷ lệ (%)” − “Tỷ lệ (%)”." in [line.vi for line in conventions]


def test_means_of_a_row_may_be_cut_off() -> None:
    """Where all means of a row but one follow when cut off, that one alone is wrong."""
    rows = [["Thời kỳ", "Điện", "Nước", "Xi măng", "Bia"]]
    amounts = [(POWER[at], WATER[at], 210 + 7 * at * at % 53, 95 + 11 * at % 37) for at in range(12)]
    rows += [[f"Tháng {at + 1}", *map(str, figures)] for at, figures in enumerate(amounts)]
    sums = [sum(column) for column in zip(*amounts, strict=True)]
    rows.append(["Cả năm", *(printed(total) for total in sums)])
    means = [printed(rounded(Decimal(total) / 12, 2, ROUND_DOWN)) for total in sums]
    assert findings(Sketch([*rows, ["Bình quân tháng", *means]])) == []
    means[1] = "129,99"
    assert findings(Sketch([*rows, ["Bình quân tháng", *means]])) == [("SUM-AVG", 14, 2)]


def test_what_runs_up_from_the_start_of_the_year_is_a_running_sum() -> None:
    """Whatever its header calls it: a wrong figure breaks two sums and is named."""
    total, rows = 0, [["Tháng", "Vốn thực hiện", "Từ đầu năm đến cuối tháng"]]
    for at, amount in enumerate(WATER, start=1):
        total += amount
        rows.append([f"Tháng {at}", str(amount), printed(total)])
    assert findings(Sketch(rows)) == []
    assert findings(Sketch(edited(rows, 6, (2, "721")))) == [("SUM-RUN", 6, 2)]


def test_rates_are_no_part_of_an_amount_above_them() -> None:
    """A row in per cent below a total in hectares is no part of it, whatever its place."""
    rows = [
        ["Chỉ tiêu", "2010", "2015", "2021"],
        ["Tổng diện tích rừng (triệu ha)", "13,4", "14,1", "14,7"],
        ["- Rừng tự nhiên", "10,3", "10,2", "10,2"],
        ["- Rừng trồng", "3,1", "3,9", "4,5"],
        ["Tỉ lệ che phủ rừng (%)", "39,5", "40,8", "42,0"],
    ]
    assert findings(Sketch(rows)) == []
    assert [found[::2] for found in findings(Sketch(edited(rows, 3, (2, "9,3"))))] == [("SUM-COL", 2)]


def test_years_say_what_rows_are_about() -> None:
    """Years in the first column are labels, whatever heads them; who lacks work is no difference."""
    rows = [
        ["Cả nước", "Thất nghiệp (%)", "Thất nghiệp thành thị (%)", "Thất nghiệp nông thôn (%)",
         "Tỉ lệ thiếu việc làm (%)", "Thiếu việc làm thành thị (%)", "Thiếu việc làm nông thôn (%)"],
        ["2010", "2,9", "4,3", "2,4", "3,6", "1,8", "4,3"],
        ["2015", "2,3", "3,6", "1,9", "2,3", "1,1", "2,9"],
        ["2021", "3,2", "4,3", "2,5", "3,1", "3,3", "3,0"],
    ]  # fmt: skip
    result = examine(Sketch(rows))
    assert serious(result) == []
    assert [row.label for row in result.decision.tables[0].rows[1:]] == ["2010", "2015", "2021"]


def test_a_large_total_without_decimals_is_rounded() -> None:
    """Parts with decimals may have a total without; one that is off by a unit is not rounded."""
    rows = [
        ["Nguồn phát sinh", "Chất thải (kg/ngày)", "Rác nhựa (kg/ngày)"],
        ["Hộ gia đình", "5.846,62", "620,88"],
        ["Hộ kinh doanh", "793", "168"],
        ["Chợ dân sinh", "2.100", "452,6"],
        ["Cơ quan, công sở", "562,5", "112,5"],
        ["Quét đường", "1.134", "154"],
        ["Tổng", "10.436", "1.508"],
    ]
    assert findings(Sketch(rows)) == []
    assert [found[::2] for found in findings(Sketch(edited(rows, 6, (1, "10.346"))))] == [("SUM-COL", 1)]
