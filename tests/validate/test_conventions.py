"""Conventions that real papers follow: tables that hold under them raise nothing, and say so."""

from __future__ import annotations

from doichieu.model import Audit
from tests.validate.papers import DEPARTMENTS, Sketch, examine, serious


def _conventions(result: Audit) -> str:
    return " ".join(line.en for lines in result.conventions.values() for line in lines)


def test_each_group_may_be_ranked_for_itself() -> None:
    """Ranks that begin again in each group hold."""
    result = examine(
        Sketch(
            [
                ["STT", "Đơn vị", "Tổng điểm", "Xếp hạng"],
                ["I", "Nhóm có thủ tục hành chính", "", ""],
                ["1", "Sở Tài chính", "95", "1"],
                ["2", "Sở Xây dựng", "90", "2"],
                ["3", "Sở Tư pháp", "85", "3"],
                ["4", "Sở Y tế", "80", "4"],
                ["II", "Nhóm không có thủ tục hành chính", "", ""],
                ["1", "Thanh tra tỉnh", "97", "1"],
                ["2", "Ban Dân tộc", "88", "2"],
                ["3", "Văn phòng UBND tỉnh", "70", "3"],
            ]
        )
    )
    assert serious(result) == []
    assert "each group for itself" in _conventions(result)


def test_points_may_be_deducted() -> None:
    """A column of deducted points is taken off the sum."""
    rows = [["STT", "Đơn vị", "Hạ tầng", "Nhân lực", "Điểm trừ", "Tổng điểm"]]
    points = [
        ("30", "40", "0", "70"),
        ("35", "41", "2", "74"),
        ("25", "30", "0", "55"),
        ("20", "35", "5", "50"),
    ]
    points += [("28", "33", "0", "61")]
    rows += [[str(n), DEPARTMENTS[n], *row] for n, row in enumerate(points, start=1)]
    result = examine(Sketch(rows))
    assert serious(result) == []
    assert "less “Điểm trừ”" in _conventions(result)


def test_totals_may_be_cut_off_at_the_maximum() -> None:
    """With bonus points the total stops at its declared maximum."""
    rows = [["STT", "Đơn vị", "Điểm chấm", "Điểm cộng", "Tổng điểm (Tối đa: 100)"]]
    points = [("98", "5", "100"), ("90", "2", "92"), ("85", "0", "85"), ("80", "3", "83"), ("70", "1", "71")]
    rows += [[str(n), DEPARTMENTS[n], *row] for n, row in enumerate(points, start=1)]
    assert serious(examine(Sketch(rows))) == []


def test_units_without_some_criteria_may_have_a_smaller_maximum() -> None:
    """Two units scored out of 80 in a table of 100 are a group, not two errors."""
    rows = [["STT", "Đơn vị", "Tổng điểm", "Tỷ lệ (%)"]]
    points = [
        ("95", "95,00"),
        ("90", "90,00"),
        ("72", "90,00"),
        ("85", "85,00"),
        ("64", "80,00"),
        ("75", "75,00"),
    ]
    points += [("70", "70,00")]
    rows += [[str(n), DEPARTMENTS[n], *row] for n, row in enumerate(points, start=1)]
    assert serious(examine(Sketch(rows))) == []


def test_lowest_figure_may_rank_first() -> None:
    """Late files rank from the fewest."""
    rows = [["STT", "Đơn vị", "Số hồ sơ trễ hạn", "Xếp hạng"]]
    points = [("0", "1"), ("3", "2"), ("7", "3"), ("7", "3"), ("12", "5"), ("40", "6")]
    rows += [[str(n), DEPARTMENTS[n], *row] for n, row in enumerate(points, start=1)]
    result = examine(Sketch(rows))
    assert serious(result) == []
    assert "smallest first" in _conventions(result)


def test_overall_rank_beside_one_criterion_is_left_alone() -> None:
    """A rank that no column of the table gives is unknown, not wrong."""
    rows = [["STT", "Đơn vị", "Điểm hạ tầng", "Xếp hạng"]]
    points = [
        ("30", "4"),
        ("28", "1"),
        ("27", "6"),
        ("25", "2"),
        ("22", "8"),
        ("21", "3"),
        ("20", "5"),
        ("11", "7"),
    ]
    rows += [[str(n), DEPARTMENTS[n], *row] for n, row in enumerate(points, start=1)]
    assert serious(examine(Sketch(rows))) == []


def test_budget_with_hierarchy_holds() -> None:
    """A budget by numerals, numbers and dashes adds up level by level."""
    rows = [
        ["STT", "Nội dung", "Dự toán", "Quyết toán"],
        ["A", "Tổng số", "1.250.000", "1.301.500"],
        ["I", "Chi đầu tư phát triển", "500.000", "520.500"],
        ["1", "Vốn trong nước", "400.000", "415.500"],
        ["2", "Vốn ngoài nước", "100.000", "105.000"],
        ["II", "Chi thường xuyên", "750.000", "781.000"],
        ["1", "Giáo dục", "450.000", "470.000"],
        ["2", "Y tế", "300.000", "311.000"],
    ]
    assert serious(examine(Sketch(rows))) == []


def test_months_and_days_are_no_fractions() -> None:
    """“tháng 6/2023 (95%)” states no fraction."""
    text = "Tính đến tháng 6/2023 (95%), quý 1/2023 đạt 80%; ngày 15/6 (50%) và 24/7 chiếm 100%."
    assert serious(examine(text)) == []


def test_table_of_some_units_is_no_list_with_gaps() -> None:
    """A table of half the units lists a part of them on purpose."""
    full = [["STT", "Đơn vị", "Điểm"], *([str(n), DEPARTMENTS[n - 1], str(90 - n)] for n in range(1, 11))]
    other = [["STT", "Đơn vị", "Điểm"], *([str(n), DEPARTMENTS[n - 1], str(70 - n)] for n in range(1, 11))]
    some = [["STT", "Đơn vị", "Điểm"], *([str(n), DEPARTMENTS[n - 1], str(50 - n)] for n in range(1, 8))]
    assert (
        serious(examine(Sketch(full, number="1"), Sketch(other, number="2"), Sketch(some, number="3"))) == []
    )


def test_self_assessed_scores_need_not_be_the_appraised_ones() -> None:
    """A column of self-assessed scores beside the appraised ones is not the same figure."""
    own = [["STT", "Đơn vị", "Điểm tự đánh giá"]]
    own += [[str(n), DEPARTMENTS[n], str(score)] for n, score in enumerate((95, 90, 88, 70, 66, 61), start=1)]
    both = [["STT", "Đơn vị", "Điểm tự chấm", "Điểm thẩm định"]]
    for n, (one, two) in enumerate(((95, 95), (90, 90), (88, 80), (70, 70), (66, 66), (61, 50)), start=1):
        both.append([str(n), DEPARTMENTS[n], str(one), str(two)])
    assert serious(examine(Sketch(own, number="1"), Sketch(both, number="2"))) == []


def test_rank_policy_is_stated() -> None:
    """The convention found is written out, with its tie policy."""
    rows = [["STT", "Đơn vị", "Điểm", "Xếp hạng"]]
    points = [("95", "1"), ("90", "2"), ("90", "2"), ("80", "4")]
    rows += [[str(n), DEPARTMENTS[n], *row] for n, row in enumerate(points, start=1)]
    assert "competition" in _conventions(examine(Sketch(rows)))
