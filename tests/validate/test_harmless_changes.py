"""What changes a table without changing what it says: the findings stay what they were, and right tables stay right."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.validate.papers import Sketch, edited, findings, rules

NAMES = ["Tân Hòa", "Tân Thanh", "Tân Thạnh", "Phú Lộc", "Phú Mỹ", "Long An"]
SCORES = [("81,5", "72,0"), ("79,5", "84,5"), ("66,0", "91,0"), ("90,5", "58,5"), ("71,0", "64,0"), ("55,5", "70,5")]  # fmt: skip
HEADER = ["STT", "Xã", "Hạ tầng", "Nhân lực"]


def _scores(names: Sequence[str] = NAMES) -> list[list[str]]:
    return [
        [str(at), name, *figures] for at, (name, figures) in enumerate(zip(names, SCORES, strict=True), 1)
    ]


@pytest.mark.parametrize("label", ["Trọng số (%)", "Hệ số", "Điểm tối đa"])
def test_a_row_of_weights_is_no_unit(label: str) -> None:
    """What each criterion weighs is neither added up nor counted in a mean."""
    rows = [HEADER, ["", label, "60", "40"], *_scores()]
    assert findings([*rows, ["", "Trung bình", "74,0", "73,4"]]) == []
    assert findings([*rows, ["", "Cộng", "444,0", "440,5"]]) == []
    assert findings([*rows, ["", "Cộng", "444,0", "540,5"]]) == [("SUM-COL", len(rows), 3)]


def test_a_row_of_totals_may_add_up_printed_means() -> None:
    """The sum of rounded means is off from the mean of the sums by what rounding left, and is no error."""
    rows = [["STT", "Đơn vị", "Lần 1", "Lần 2", "Lần 3", "Trung bình"]]
    marks = [(7, 8, 8), (6, 9, 8), (9, 9, 8), (5, 6, 6), (8, 8, 7), (7, 7, 6)]
    means = ["7,7", "7,7", "8,7", "5,7", "7,7", "6,7"]
    rows += [
        [str(at + 1), f"Đội {'ABCDEF'[at]}", *map(str, marks[at]), means[at]] for at in range(len(marks))
    ]
    assert findings([*rows, ["", "Tổng", "42", "47", "43", "44,2"]]) == []
    assert findings([*rows, ["", "Tổng", "42", "47", "43", "47,2"]]) != []


def test_maxima_are_no_unit_that_takes_a_place() -> None:
    """Above ranks of which some are shared ("3-4") the row of maxima has no rank, and takes none either."""
    ranks = ["1", "2", "3-4", "3-4", "5", "6"]
    points = ["97", "91", "88", "88", "71", "60"]
    rows = [["STT", "Xã", "Điểm", "Xếp hạng"], ["", "Điểm tối đa", "100", ""]]
    rows += [[str(at + 1), NAMES[at], points[at], ranks[at]] for at in range(6)]
    assert findings(rows) == []


def test_ordinals_with_a_nought_before_them_start_again_too() -> None:
    """The count of a group begins with "01" as it does with "1"."""
    groups = [["I", "Khối xã", "", ""], ["II", "Khối phường", "", ""]]
    first, second = ([[row[0].zfill(2), *row[1:]] for row in _scores()] for _ in range(2))
    second = [[row[0], f"Phường {row[1]}", *row[2:]] for row in second]
    assert findings([HEADER, groups[0], *first, groups[1], *second]) == []


@pytest.mark.parametrize(("other", "twice"), [("Xã Tân Thạnh", False), ("Xã Tân Thanh", True)])
def test_marks_tell_units_apart(other: str, *, twice: bool) -> None:
    """Tân Thanh and Tân Thạnh are two communes; "Hoà" and "Hòa" are one spelling."""
    rows = [["STT", "Tên đơn vị", "Điểm", "Xếp hạng"]]
    names = ["Xã Phú Hòa", "Xã Tân Thanh", "Xã Long An", other, "Xã Phú Mỹ", "Xã Bình Yên"]
    rows += [[str(at + 1), name, str(95 - 3 * at), str(at + 1)] for at, name in enumerate(names)]
    assert [rule for rule, _, _ in findings(rows)] == ["POP-DUP"] * twice
    spelt = edited(edited(rows, 1, (1, "Xã Hòa Mỹ")), 2, (1, "Xã Hoà Mỹ"))
    assert "POP-DUP" in [rule for rule, _, _ in findings(spelt)]


@pytest.mark.parametrize("text", ["", "Quảng Trị"])
def test_a_column_that_says_the_same_of_every_row_names_none(text: str) -> None:
    """Behind ranks a column "Tỉnh", blank or with one name throughout, makes no ordinals of them."""
    rows = [["Doanh nghiệp", "Điểm", "Thứ tự", "Tỉnh"]]
    points = ["80", "95", "70", "100", "60", "85"]
    places = ["4", "2", "5", "1", "6", "3"]
    rows += [[f"Công ty {'ABCDEF'[at]}", points[at], places[at], text] for at in range(6)]
    assert findings(Sketch(rows, caption="Kết quả bình chọn")) == []
    assert [rule for rule, _, _ in findings(edited(rows, 3, (2, "4")))] != []


def test_ties_may_be_broken_by_the_criteria_in_their_order() -> None:
    """Each criterion decides among those that the ones before it leave equal; units equal in all share their place."""
    printed = "979 798 797 976 886 877 778 679 768 768 776 677 676"
    marks = sorted((tuple(map(int, mark)) for mark in printed.split()), key=lambda one: (-sum(one), *(-x for x in one)))  # fmt: skip
    rows = [["STT", "Đội", "Kỹ thuật", "Sáng tạo", "Trình bày", "Tổng điểm", "Xếp hạng"]]
    for at, mark in enumerate(marks):
        rows.append([str(at + 1), f"Đội {'ABCDEGHIKLMNO'[at]}", *map(str, mark), str(sum(mark)), str(marks.index(mark) + 1)])  # fmt: skip
    assert findings(rows) == []
    assert findings(edited(edited(rows, 6, (6, "7")), 7, (6, "6"))) != []


@pytest.mark.parametrize("at", [2, 3, 4, 5])
def test_a_total_may_stand_between_its_parts(at: int) -> None:
    """Wherever the total stands among three criteria, a wrong one is told."""
    rows = [["STT", "Đơn vị", "Hạ tầng", "Nhân lực", "Thể chế", "Tổng điểm"]]
    for number, marks in enumerate([(81, 64, 70), (77, 92, 55), (69, 71, 88), (58, 90, 61), (93, 55, 47), (66, 60, 79)], 1):  # fmt: skip
        rows.append([str(number), f"Trạm {'ABCDEG'[number - 1]}", *map(str, marks), str(sum(marks))])
    moved = [[*row[:at], row[5], *row[at:5]] for row in rows]
    assert findings(moved) == []
    assert [(rule, row) for rule, row, _ in findings(edited(moved, 4, (at, "219")))] == [("SUM-ROW", 4)]


@pytest.mark.parametrize("order", [[0, 1, 2, 3, 4, 5, 6], [0, 1, 6, 2, 3, 4, 5], [0, 1, 4, 5, 2, 3, 6]])
def test_a_total_may_stand_apart_from_its_parts(order: list[int]) -> None:
    """Behind the names or at the end, the total is that of the parts, wherever quantities and prices stand."""
    rows = [["TT", "Thiết bị", "SL", "Đơn giá", "Thành tiền", "Vận chuyển", "Tổng giá trị"]]
    for at, (count, price, carried) in enumerate([(3, 120, 25), (7, 95, 31), (4, 260, 18), (9, 42, 27), (2, 515, 44), (5, 77, 36)], 1):  # fmt: skip
        amounts = [count, price, count * price, carried, count * price + carried]
        rows.append([str(at), f"Máy {'ABCDEG'[at - 1]}", *map(str, amounts)])
    moved = [[row[col] for col in order] for row in rows]
    assert findings(moved) == []
    ((_, row, col),) = findings(edited(moved, 3, (order.index(5), "81")))
    assert (row, order[col or 0]) == (3, 5)


@pytest.mark.parametrize("title", ["Xếp loại", "Loại", "Mức"])
def test_grades_beside_ranks_are_held_against_the_scores(title: str) -> None:
    """Whatever heads the letters beside ranks, one that its score speaks against is told."""
    scores = [97, 88, 84, 81, 79, 72, 70, 65, 62]
    rows = [["STT", "Đơn vị", "Tổng điểm", "Xếp hạng", title]]
    for at, score in enumerate(scores, 1):
        grade = "A" if score >= 90 else "B" if score >= 80 else "C" if score >= 70 else "D"
        rows.append([str(at), f"Trạm {'BCDEGHIKL'[at - 1]}", str(score), str(at), grade])
    assert findings(rows) == []
    assert [(row, col) for _, row, col in findings(edited(rows, 2, (4, "D")))] == [(2, 4)]


def test_a_whole_without_a_number_is_no_item() -> None:
    """Of “Toàn Cục” below the offices no sentence says that it comes first."""
    rows = [["Đơn vị", "Số vụ", "Trị giá (tỷ đồng)"]]
    counts = [("Chi cục La Lay", 21, 4), ("Chi cục Cửa Việt", 48, 9), ("Đội Kiểm soát", 33, 6)]
    rows += [[name, str(count), str(worth)] for name, count, worth in [*counts, ("Toàn Cục", 102, 19)]]
    said = "Chi cục Cửa Việt có số vụ cao nhất với 48 vụ."
    assert rules(Sketch(rows), said) == []
