"""Stocks among flows, running totals with the year below them, blocks of shares, and figures over nought."""

from __future__ import annotations

from decimal import Decimal

from tests.validate.papers import edited, findings, number, printed, rounded

CATCH = [4117, 5230, 8019, 9944, 12377, 15012, 17250, 16033, 14208, 9120, 7331, 5244]
GROSS = {"Nông nghiệp": ("3.120,5", "3.390,2", "3.601,7"), "Công nghiệp": ("7.811,0", "8.654,9", "9.702,4"),
         "Dịch vụ": ("9.402,3", "10.118,8", "11.377,1"), "Thuế sản phẩm": ("1.004,4", "1.118,1", "1.290,6")}  # fmt: skip
HOMES = [("An Lão", "3.417", "0"), ("Vân Canh", "2.980", "412"), ("Hoài Ân", "6.702", "377"), ("Tây Sơn", "9.113", "905"),
         ("Phù Cát", "12.340", "1.118")]  # fmt: skip


def _stock() -> list[list[str]]:
    opening, receipts, issues = 619, [2312, 1877, 3405, 980], [2010, 2240, 2966, 1105]
    before, after = [], []
    for got, gone in zip(receipts, issues, strict=True):
        before.append(opening)
        opening += got - gone
        after.append(opening)
    trips = [[40, 55, 61, 38], [120, 96, 133, 101]]
    lines = [("Tồn đầu kỳ", before, before[0]), ("Nhập trong kỳ", receipts, sum(receipts)),
             ("Xuất trong kỳ", issues, sum(issues)), ("Tồn cuối kỳ", after, after[-1]),
             *((name, each, sum(each)) for name, each in zip(("Lượt xe", "Lượt kiểm tra"), trips, strict=True))]  # fmt: skip
    rows = [["STT", "Chỉ tiêu", "Quý I", "Quý II", "Quý III", "Quý IV", "Cả năm"]]
    return rows + [
        [str(at), name, *map(printed, figures), printed(year)]
        for at, (name, figures, year) in enumerate(lines, start=1)
    ]


def test_stocks_of_quarters_add_up_to_no_stock_of_the_year() -> None:
    """What was there at the start of the year is what was there at the start of its first quarter; flows add up."""
    assert findings(_stock()) == []
    assert [found[1] for found in findings(edited(_stock(), 5, (6, "149")))] == [5]


def _catch() -> list[list[str]]:
    rows = [["Tháng", "Sản lượng (tấn)", "Lũy kế từ đầu năm (tấn)"]]
    rows += [[f"Tháng {at + 1}", printed(own), printed(sum(CATCH[: at + 1]))] for at, own in enumerate(CATCH)]
    return [*rows, ["Cả năm", printed(sum(CATCH)), printed(sum(CATCH))]]


def test_nothing_runs_up_through_the_year() -> None:
    """The row of the year below the months repeats the last running total and adds nothing to it."""
    assert findings(_catch()) == []
    assert [found[:2] for found in findings(edited(_catch(), 5, (2, "39.678")))] == [("SUM-RUN", 5)]


def _blocks() -> list[list[str]]:
    totals = [sum(number(line[at]) for line in GROSS.values()) for at in range(3)]
    rows = [["Chỉ tiêu", "Năm 2020", "Năm 2021", "Năm 2022"], ["Giá trị (tỷ đồng)", "", "", ""]]
    rows += [
        ["TỔNG SỐ", *(printed(Decimal(total)) for total in totals)],
        *([k, *v] for k, v in GROSS.items()),
    ]
    rows += [["Cơ cấu (%)", "", "", ""], ["TỔNG SỐ", "100,00", "100,00", "100,00"]]
    for name, line in GROSS.items():
        shares = (100 * number(one) / total for one, total in zip(line, totals, strict=True))
        rows.append([name, *(printed(rounded(share, 2)) for share in shares)])
    return rows


def test_a_block_of_shares_follows_from_the_block_of_amounts() -> None:
    """Below “Cơ cấu (%)” stand the shares of what stands below “Giá trị”, line by line."""
    rows = _blocks()
    assert findings(rows) == []
    amount = findings(edited(rows, 4, (2, "8.564,9")))
    assert amount == [("SUM-COL", 4, 2)]
    assert [found[1:] for found in findings(edited(rows, 9, (1, "35,61")))] == [(9, 1)]


def _plans() -> list[list[str]]:
    rows = [["STT", "Đơn vị", "Số nhà", "Kế hoạch", "Thực hiện", "Thực hiện so kế hoạch (%)"]]
    for at, (name, homes, plan) in enumerate(HOMES, start=1):
        done = rounded(number(plan) * (Decimal("0.83") + Decimal(at * at) / 100), 0)
        rate = printed(rounded(100 * done / number(plan), 1)) if plan != "0" else "-"
        rows.append([str(at), f"Huyện {name}", homes, plan, printed(done) if done else "0", rate])
    return rows


def test_a_percentage_of_nought_cannot_be() -> None:
    """Nothing planned and nothing done is no finding; a percentage of a printed nought is one."""
    rows = _plans()
    assert findings(rows) == []
    assert [found[:2] for found in findings(edited(rows, 3, (3, "0")))] == [("RATIO-PCT", 3)]


def test_a_total_typed_again_from_the_row_above_is_found() -> None:
    """A total row that repeats the last row lies among its parts in every column, as means do."""
    rows = _catch()
    copied = findings(
        [[*row[:1], row[1], row[1]] for row in rows[:-1]] + [["Tổng cộng", *(rows[-2][1],) * 2]]
    )
    assert copied
    assert {found[0] for found in copied} == {"SUM-COL"}


def test_contributions_to_growth_are_points_of_the_total() -> None:
    """What a branch has more than the year before, over the total of that year; its own growth is another column."""
    years = {name: (number(line[0]), number(line[1])) for name, line in GROSS.items()}
    before = sum(line[0] for line in years.values())
    rows = [
        [
            "Khu vực",
            "Năm 2020",
            "Năm 2021",
            "Tốc độ tăng (%)",
            "Đóng góp vào tăng trưởng chung (điểm phần trăm)",
        ]
    ]
    total = sum(line[1] for line in years.values())
    for name, (old, new) in {"TỔNG SỐ": (Decimal(before), Decimal(total)), **years}.items():
        points = (rounded(100 * (new - old) / base, 2) for base in (old, Decimal(before)))
        rows.append([name, printed(old), printed(new), *map(printed, points)])
    assert findings(rows) == []
    assert [found[1:] for found in findings(edited(rows, 3, (4, "3,59")))] == [(3, 4)]
