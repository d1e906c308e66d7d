"""Digits that a workbook stores beyond those printed, in the audit."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from doichieu.model import Finding, Level
from doichieu.validate import audit

from .papers import Sketch, decide

UNITS = ("Nội vụ", "Y tế", "Tư pháp", "Tài chính", "Công Thương", "Xây dựng", "Ngoại vụ", "Thanh tra")
SUMS = [
    [12.3, 7.1], [9.4, 8.2], [11.2, 6.4], [10.1, 5.5],
    [8.6, 7.7], [13.3, 4.2], [7.9, 9.9], [12.8, 3.3],
]  # fmt: skip


def shown(value: float) -> str:
    """A figure with one decimal, as papers print it."""
    return f"{value:.1f}".replace(".", ",")


def sums(last: tuple[str, str, str], stored: Mapping[tuple[int, int], str] | None = None) -> list[Finding]:
    """Findings on a table of sums that hold to the digit but for its last row."""
    rows = [["STT", "Đơn vị", "Lần 1", "Lần 2", "Tổng điểm"]]
    rows += [
        [str(at), f"Sở {name}", shown(one), shown(two), shown(one + two)]
        for at, (name, (one, two)) in enumerate(zip(UNITS, SUMS, strict=True), 1)
    ]
    rows.append([str(len(rows)), "Sở Giao thông vận tải", *last])
    return list(audit(decide(Sketch(rows, stored=stored or {}))).findings)


def test_a_sum_that_the_stored_values_give_is_a_remark() -> None:
    """A total off by its last digit as printed is right where the workbook's own digits give it."""
    last = ("10,4", "8,4", "18,9")
    (warning,) = sums(last)
    assert (warning.rule, warning.level) == ("SUM-ROW", Level.WARNING)
    (remark,) = sums(last, {(9, 2): "10.44", (9, 3): "8.43", (9, 4): "18.87"})
    assert (remark.rule, remark.level, remark.corrections) == ("SUM-ROW", Level.INFO, ())
    assert "giá trị lưu trong tệp cho 18,87, khớp với số in ra" in remark.message.vi
    assert "10,4 = 10,44; 8,4 = 8,43 → 18,87" in remark.steps[-1].vi.replace("18,9 = 18,87; ", "")
    assert [str(operand.stored) for operand in remark.operands] == ["18.87", "10.44", "8.43"]


def test_stored_values_that_do_not_give_the_sum_leave_the_error() -> None:
    """Digits that are stored excuse no more than they explain."""
    (finding,) = sums(("10,4", "8,4", "19,8"), {(9, 2): "10.44", (9, 3): "8.43"})
    assert finding.level is Level.ERROR
    (warning,) = sums(("10,4", "8,4", "18,9"), {(9, 2): "10.41", (9, 3): "8.42"})
    assert warning.level is Level.WARNING


def test_what_does_not_round_to_the_printed_figure_counts_for_nothing() -> None:
    """A format that shows another figure, or a cell that a person read otherwise, has no digits beyond it."""
    (finding,) = sums(("10,4", "8,4", "18,9"), {(9, 2): "104.4", (9, 3): "-8.43", (9, 4): "18.87"})
    assert finding.level is Level.WARNING
    assert not any(operand.stored for operand in finding.operands if operand.text in {"10,4", "8,4"})


def test_a_total_typed_over_is_told_where_the_printed_figures_hold() -> None:
    """The total of the figures as printed, and not of the values stored, is a remark."""
    amounts = (412, 377, 1250, 98, 640, 533)
    rows = [
        ["STT", "Đơn vị", "Số hồ sơ"],
        *([str(at), f"Xã {at}", str(one)] for at, one in enumerate(amounts, 1)),
    ]
    rows.append(["", "Tổng cộng", str(sum(amounts))])
    stored = {(at, 2): f"{one}.4" for at, one in enumerate(amounts, 1)}
    assert not audit(decide(Sketch(rows))).findings
    (remark,) = audit(decide(Sketch(rows, stored=stored))).findings
    assert (remark.rule, remark.level) == ("SUM-COL", Level.INFO)
    assert "ghi 3310, khớp với các số in ra; các giá trị lưu trong tệp cho 3312,4" in remark.message.vi
    assert not audit(decide(Sketch(rows, stored={(1, 2): "412.4", (7, 2): "3310.4"}))).findings


AMOUNTS = [
    (4210.6, 1377.6), (3876.8, 1093.8), (5120.9, 2046.9), (2987.7, 1865.8), (4433.6, 1208.7), (3951.8, 1477.6),
]  # fmt: skip


def collected(total: str) -> list[Finding]:
    """Findings on amounts in millions, rounded one by one, of which the last total is typed."""
    rows = [["STT", "Đơn vị", "Thu nội địa", "Thu khác", "Tổng thu"]]
    stored: dict[tuple[int, int], str] = {}
    for at, (one, two) in enumerate(AMOUNTS, 1):
        rows.append([str(at), f"Huyện {at}", f"{one:.0f}", f"{two:.0f}", f"{one + two:.0f}"])
        stored |= {(at, 2): str(one), (at, 3): str(two), (at, 4): f"{one + two:.1f}"}
    rows.append([str(len(rows)), "Huyện 9", "4001", "1603", total])
    stored |= {(len(rows) - 1, 2): "4000.6", (len(rows) - 1, 3): "1602.8"}
    return list(audit(decide(Sketch(rows, caption="Thu ngân sách (triệu đồng)", stored=stored))).findings)


def test_a_gap_that_rounding_would_close_and_the_stored_values_do_not() -> None:
    """Where amounts were rounded one by one a total off by one is told if the values stored are off as well."""
    assert not [one for one in collected("5603") if one.level is not Level.INFO]
    (warning,) = [one for one in collected("5605") if one.level is not Level.INFO]
    assert (warning.level, warning.observed) == (Level.WARNING, "5605")
    assert "làm tròn không giải thích được: các giá trị lưu trong tệp cho 5603,4" in warning.message.vi


def shares(stored: Mapping[tuple[int, int], str]) -> list[Finding]:
    """Findings on percentages of a plan, the last of which is off as printed."""
    plans, done = (820, 641, 903, 577, 764, 688, 95), (410, 322, 611, 401, 590, 433, 19)
    rows = [["STT", "Đơn vị", "Kế hoạch", "Thực hiện", "Tỷ lệ (%)"]]
    for at, (plan, value) in enumerate(zip(plans, done, strict=True), 1):
        ratio = shown(100 * value / plan) if at < len(plans) else "20,4"
        rows.append([str(at), f"Xã {at}", str(plan), str(value), ratio])
    return list(audit(decide(Sketch(rows, stored=stored))).findings)


@pytest.mark.parametrize(
    ("stored", "level"),
    [({}, Level.ERROR), ({(7, 2): "95.3", (7, 3): "19.44", (7, 4): "20.39874"}, Level.INFO)],
)
def test_percentages_of_stored_values(stored: Mapping[tuple[int, int], str], level: Level) -> None:
    """A percentage computed from digits that are stored is right, though those printed give another."""
    (finding,) = shares(stored)
    assert (finding.rule, finding.level) == ("RATIO-PCT", level)


def ranking(stored: Mapping[tuple[int, int], str]) -> list[Finding]:
    """Findings on a ranking that breaks one of its ties."""
    scores = ("91", "88", "88", "85", "84", "80", "80", "77", "75", "75")
    places = ("1", "2", "2", "4", "5", "6", "7", "8", "9", "9")
    rows = [["STT", "Đơn vị", "Tổng điểm", "Xếp hạng"]]
    rows += [
        [str(at), f"Xã {at}", score, place]
        for at, (score, place) in enumerate(zip(scores, places, strict=True), 1)
    ]
    return list(audit(decide(Sketch(rows, stored=stored))).findings)


def test_ties_that_stored_digits_break() -> None:
    """Units that are equal as printed are ranked apart rightly where the scores stored differ."""
    (error,) = ranking({})
    assert (error.rule, error.level) == ("RANK-TIE", Level.ERROR)
    (remark,) = ranking({(6, 2): "80.2", (7, 2): "79.9"})
    assert (remark.rule, remark.level, remark.corrections) == ("RANK-TIE", Level.INFO, ())
    assert "theo các giá trị lưu trong tệp thì xếp như vậy là đúng" in remark.message.vi
    (still,) = ranking({(6, 2): "79.8", (7, 2): "79.9"})
    assert still.level is Level.ERROR


def tiers(stored: Mapping[tuple[int, int], str]) -> list[Finding]:
    """Findings on grades of which one goes with 89,96 and not with the 90,0 that is printed."""
    scores = ("95,2", "93,1", "91,4", "90,3", "90,0", "88,7", "86,5", "84,2", "82,9", "81,0")
    grades = ["Tốt"] * 4 + ["Khá"] * 6
    rows = [["STT", "Đơn vị", "Tổng điểm", "Xếp loại"]]
    rows += [
        [str(at), f"Xã {at}", score, grade]
        for at, (score, grade) in enumerate(zip(scores, grades, strict=True), 1)
    ]
    scale = "Loại Tốt: từ 90 điểm trở lên; loại Khá: từ 80 đến dưới 90 điểm; loại Trung bình: dưới 80 điểm."
    return list(audit(decide(scale, Sketch(rows, stored=stored))).findings)


def test_tiers_that_stored_digits_decide() -> None:
    """A unit below a threshold by what is stored stands in the right tier, though it is printed as reaching it."""
    (error,) = tiers({})
    assert (error.rule, error.level) == ("TIER-GROUP", Level.ERROR)
    (remark,) = tiers({(5, 2): "89.96"})
    assert (remark.rule, remark.level, remark.corrections) == ("TIER-GROUP", Level.INFO, ())
    assert "theo giá trị lưu trong tệp (89,96) thì xếp như vậy là đúng" in remark.message.vi
    (still,) = tiers({(5, 2): "90.04"})
    assert still.level is Level.ERROR
