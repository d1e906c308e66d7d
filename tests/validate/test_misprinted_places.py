"""Places of a ranking that are left out, nought or beyond all units, last ordinals, and figures beside another slip."""

from __future__ import annotations

import pytest

from tests.validate.papers import DEPARTMENTS, Sketch, edited, examine, findings, serious

SCORES = ["91,5", "90,2", "88,4", "88,4", "85,0", "84,7", "82,3", "80,1", "79,6", "77,2", "75,8", "70,4"]
RANKS = ["1", "2", "3", "3", "5", "6", "7", "8", "9", "10", "11", "12"]
BEFORE = ["2", "1", "5", "4", "3", "8", "7", "6", "10", "9", "12", "11"]
RANK, SCORE, PRIOR = 3, 2, 4


def _rows() -> list[list[str]]:
    head = ["STT", "Đơn vị", "Tổng điểm", "Xếp hạng", "Xếp hạng năm trước"]
    rows = zip(SCORES, RANKS, BEFORE, strict=True)
    return [head, *([str(at), f"Đơn vị {at}", *row] for at, row in enumerate(rows, start=1))]


@pytest.mark.parametrize(("text", "told"), [("0", True), ("", True), ("-", False), ("Không xếp hạng", False)])
def test_a_unit_whose_place_stands_vacant_lacks_its_rank(text: str, told: bool) -> None:
    """A nought and a blank are slips where just that place is vacant; a dash and words say what they mean."""
    assert findings(_rows()) == []
    assert findings(edited(_rows(), 6, (RANK, text))) == ([("RANK-GAP", 6, RANK)] if told else [])


def test_a_paper_may_say_why_a_unit_has_no_rank() -> None:
    """In a sentence or in the unit's own row."""
    rows = edited(_rows(), 6, (RANK, ""))
    assert serious(examine(Sketch(rows), "Riêng Đơn vị 6 không xếp hạng do mới thành lập.")) == []
    noted = [
        [*row, "Chưa xếp hạng" if at == 6 else "Ghi chú" if at == 0 else ""] for at, row in enumerate(rows)
    ]
    assert findings(noted) == []


def test_a_blank_below_a_tie_shares_its_place() -> None:
    """Nothing is vacant: the cell was merged."""
    assert findings(edited(_rows(), 4, (RANK, ""))) == []


def test_the_last_unit_may_be_without_a_rank() -> None:
    """Behind the last place nothing is vacant."""
    assert findings(edited(_rows(), 12, (RANK, ""))) == []


@pytest.mark.parametrize(("place", "told"), [("88", True), ("14", False)])
def test_an_earlier_place_far_beyond_all_units_is_a_slip(place: str, told: bool) -> None:
    """A unit or two more may have been ranked then, not seven times as many."""
    found = findings(edited(_rows(), 6, (PRIOR, place)))
    assert found == ([("RANK-PRIOR", 6, PRIOR)] if told else [])


def test_two_earlier_places_beyond_all_units_are_of_a_longer_ranking() -> None:
    """A list of the first twelve of many."""
    rows = edited(edited(_rows(), 6, (PRIOR, "88")), 9, (PRIOR, "35"))
    assert findings(rows) == []


@pytest.mark.parametrize(("ordinal", "told"), [("21", True), ("122", True), ("63", False)])
def test_a_last_ordinal_is_a_slip_or_the_end_of_a_longer_list(ordinal: str, told: bool) -> None:
    """21 is 12 with its digits exchanged; 63 is the last of a list of which the middle was left out."""
    found = findings(edited(_rows(), 12, (0, ordinal)))
    assert found == ([("ORD-GAP", 12, 0)] if told else [])


def test_a_figure_out_of_place_is_named_beside_another_slip() -> None:
    """A misprinted rank elsewhere does not turn one wrong figure into a count of ranks gone wrong."""
    rows = edited(_rows(), 9, (SCORE, "89,6"))
    assert findings(rows) == [("RANK-ORDER", 9, SCORE)]
    both = edited(rows, 2, (RANK, "22"))
    assert sorted(findings(both)) == [("RANK-ORDER", 2, RANK), ("RANK-ORDER", 9, SCORE)]


def test_a_figure_with_a_digit_less_than_all_others_is_named_for_its_rank() -> None:
    """88 among figures with one decimal is 88,4, which its rank says too."""
    assert findings(edited(_rows(), 4, (SCORE, "88"))) == [("RANK-ORDER", 4, SCORE)]
    assert findings(edited(_rows(), 4, (SCORE, "88,0"))) == [("RANK-ORDER", 4, RANK)]


def test_a_figure_that_left_its_tie_is_named_and_not_the_ranks_of_the_others() -> None:
    """Three units share rank 2; the figure of one typed larger keeps its rank, and puts the two others wrong."""
    scores = ["91,5", "88,4", "88,4", "88,4", "85,0", "84,7", "82,3"]
    ranks = ["1", "2", "2", "2", "5", "6", "7"]
    rows = [["STT", "Đơn vị", "Tổng điểm", "Xếp hạng"]]
    rows += [
        [str(at), f"Đơn vị {at}", *row] for at, row in enumerate(zip(scores, ranks, strict=True), start=1)
    ]
    assert findings(rows) == []
    for row in (2, 3, 4):
        assert findings(edited(rows, row, (SCORE, "88,9"))) == [("RANK-ORDER", row, SCORE)]


def test_of_two_figures_in_each_others_place_the_one_with_other_decimals_is_named() -> None:
    """A digit typed twice keeps most of the figure, and has it overtaken by the next."""
    scores = ["0,891", "0,805", "0,796", "0,792", "0,791", "0,773", "0,772", "0,767"]
    rows = [["Thứ hạng", "Đơn vị", "Chỉ số"]]
    rows += [[str(at), f"Đơn vị {at}", score] for at, score in enumerate(scores, start=1)]
    assert findings(edited(rows, 4, (2, "0,7902"))) == [("RANK-ORDER", 4, 2)]


GRADED = [
    (None, "Mức Tốt", []),
    ("1", "Đơn vị 1", ["7,1", "24,5", "17", "48,6"]),
    ("2", "Đơn vị 2", ["7,0", "23,4", "16", "46,4"]),
    ("3", "Đơn vị 3", ["6,9", "22,1", "16", "45,0"]),
    (None, "Mức Trung bình", []),
    ("4", "Đơn vị 4", ["6,5", "17,2", "11", "34,7"]),
    ("5", "Đơn vị 5", ["6,2", "16,8", "11", "34,0"]),
    ("6", "Đơn vị 6", ["6,1", "15,3", "12", "33,4"]),
]


def _graded() -> list[list[str]]:
    rows = [["STT", "Đơn vị", "Hạ tầng", "Ứng dụng", "Nhân lực", "Tổng điểm"]]
    return rows + [[number or "", label, *(cells or [""] * 4)] for number, label, cells in GRADED]


def test_rows_below_a_middling_grade_are_sums_like_the_others() -> None:
    """“Mức Trung bình” heads units, and no means that would not add up."""
    assert findings(_graded()) == []
    assert findings(edited(_graded(), 7, (3, "66,8"))) == [("SUM-ROW", 7, 3)]


def test_a_stray_one_after_a_grade_starts_no_count() -> None:
    """3, 1, 5: the count goes on around it; 3, 1, 2 begins again."""
    assert findings(edited(_graded(), 6, (0, "1")))[0][::2] == ("ORD-DUP", 0)
    again = edited(edited(edited(_graded(), 6, (0, "1")), 7, (0, "2")), 8, (0, "3"))
    assert findings(again) == []


def test_an_earlier_place_taken_twice_leaves_another_vacant() -> None:
    """4 twice and 7 vacant is no ranking; 7, 7 and 9 is one with a tie, and so is 7, 7, 8 to the end."""
    found = findings(edited(_rows(), 7, (PRIOR, "4")))
    assert found == [("RANK-PRIOR", 7, PRIOR)]
    tied = [*BEFORE[:5], "7", *BEFORE[6:]]  # 8 → 7: 7, 7, then 9
    dense = [str(int(place) - (int(place) > 7)) for place in tied]
    for places in (tied, dense):
        rows = _rows()
        for at, place in enumerate(places, start=1):
            rows[at][PRIOR] = place
        assert findings(rows) == []


def test_a_share_of_things_counted_one_by_one_is_at_most_a_hundred() -> None:
    """Of all agencies no more than all; of a plan, or of last year, more may be."""
    labels = ["Tỷ lệ cơ quan sử dụng chữ ký số", "Tỷ lệ hồ sơ giải quyết đúng hạn", "Tỷ lệ thực hiện kế hoạch được giao",
              "Tỷ lệ xã đạt chuẩn so với kế hoạch"]  # fmt: skip
    rows = [
        ["TT", "Tiêu chí", "Kết quả"],
        *([str(at), label, "95%"] for at, label in enumerate(labels, start=1)),
    ]
    assert findings(rows) == []
    for at in (1, 2):
        assert findings(edited(rows, at, (2, "195%"))) == [("SUM-WITHIN", at, 2)]
    assert findings(edited(edited(rows, 3, (2, "195%")), 4, (2, "120%"))) == []


def test_what_a_share_is_of_may_stand_beside_the_name_of_its_row() -> None:
    """“Chữ ký số | Tỉ lệ tỉnh đã triển khai | 84,13%”."""
    rows = [["TT", "Ứng dụng", "Triển khai", "Tỉ lệ"], ["1", "Thư điện tử", "Tỉ lệ tỉnh đã triển khai", "100%"],
            ["2", "Chữ ký số", "Tỉ lệ trung bình đơn vị được trang bị", "84,13%"],
            ["3", "Một cửa", "Mức tăng so với năm trước", "31,5%"]]  # fmt: skip
    assert findings(rows) == []
    for at, told in ((1, True), (2, True), (3, False)):
        assert findings(edited(rows, at, (3, "184,13%"))) == ([("SUM-WITHIN", at, 3)] if told else [])


def test_full_scores_of_a_declared_maximum_are_a_hundred_percent() -> None:
    """Every unit has 40 of 40: a percentage that is not 100 % is wrong, though no two rows tell the maximum."""
    criteria = [
        ["TT", "Tiêu chí", "Điểm tối đa"],
        ["1", "Thể chế", "40"],
        ["2", "Hạ tầng", "60"],
        ["", "Tổng", "100"],
    ]
    head = ["STT", "Đơn vị", "Tổng điểm", "Tỷ lệ"]
    scores = [head, *([str(at), f"Đơn vị {at}", "40", "100%"] for at in range(1, 9))]
    papers = [(scores, []), (edited(scores, 5, (3, "120%")), [("RATIO-PCT", 5, 3)])]
    for rows, told in papers:
        found = serious(examine(Sketch(criteria), Sketch(rows, "2")))
        assert [(one.rule, one.row, one.col) for one in found] == told


def test_the_whole_in_a_header_bears_out_the_groups_that_make_it() -> None:
    """Groups of 250 and 250 make the 500 of the header: of a group that its rows do not make a row is wrong."""
    rows = [["STT", "Chỉ số", "Điểm tối đa (500)"], ["I", "Nền tảng", "250"], ["1", "Nhận thức", "70"], ["2", "Thể chế", "100"]]  # fmt: skip
    rows += [
        ["3", "Nhân lực", "80"],
        ["II", "Hoạt động", "250"],
        ["4", "Chính quyền số", "180"],
        ["5", "Xã hội số", "70"],
    ]
    assert findings(rows) == []
    assert findings(edited(rows, 4, (2, "85"))) == [("SUM-COL", 4, 2)]
    assert findings(edited(rows, 5, (2, "280"))) == [("SUM-COL", 5, 2)]


@pytest.mark.parametrize(
    ("row", "place", "told"),
    [(4, "6", True), (4, "14", True), (9, "2", True), (4, "3", False), (4, "23", True)],
)
def test_ranks_without_figures_make_a_ranking(row: int, place: str, told: bool) -> None:
    """A place taken twice or beyond all units leaves one vacant; 3, 3, 5 is a tie."""
    rows = [["Xếp hạng", "Đơn vị"], *([str(at), f"Đơn vị {at}"] for at in range(1, 13))]
    assert findings(rows) == []
    assert findings(edited(rows, row, (0, place))) == ([("RANK-GAP", row, 0)] if told else [])


def _component(number: str, scores: list[str]) -> Sketch:
    rows = [["STT", "Tên đơn vị", "Tổng điểm"]]
    rows += [[str(at), DEPARTMENTS[at - 1], score] for at, score in enumerate(scores, start=1)]
    return Sketch(rows, number=number, caption=f"Điểm {number}")


FIRST, SECOND = (
    ["90", "85", "80", "75", "70", "65", "60", "55"],
    ["50", "48", "46", "44", "42", "40", "38", "36"],
)
# What no table shows differs from unit to unit.
OWN = [5, 0, 12, 7, 3, 18, 9, 1]


def test_components_never_exceed_their_total() -> None:
    """A component without a table adds what it will, and takes nothing off."""
    totals = [str(int(one) + int(two) + more) for one, two, more in zip(FIRST, SECOND, OWN, strict=True)]
    assert (
        serious(examine(*(_component(*one) for one in (("1", totals), ("1.1", FIRST), ("1.2", SECOND)))))
        == []
    )
    wrong = [*FIRST[:4], "95", *FIRST[5:]]
    (found,) = serious(
        examine(*(_component(*one) for one in (("1", totals), ("1.1", wrong), ("1.2", SECOND))))
    )
    assert (found.rule, found.entity) == ("XSUM-TOTAL", DEPARTMENTS[4])


def test_a_last_ordinal_typed_twice_in_its_group_is_no_count_within_a_count() -> None:
    """Below headings of their own 1; 1, 2, 3 and 1, 2, 2 are three counts, the last with a slip."""
    rows = [["STT", "Đơn vị", "Tổng điểm"]]
    for grade, numbers in (("Loại A", ["1"]), ("Loại B", ["1", "2", "3"]), ("Loại C", ["1", "2", "2"])):
        rows.append(["", grade, ""])
        rows += [
            [number, f"{grade} {number} {at}", str(100 - len(rows))] for at, number in enumerate(numbers)
        ]
    assert findings(rows) == [("ORD-DUP", 10, 0)]
