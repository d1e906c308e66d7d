"""Which of two figures is named where a rank and a figure contradict each other: what else the table says decides."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.validate.papers import Sketch, edited, examine, findings, number, printed, rounded, serious

BEFORE = ["80,10", "75,42", "70,88", "65,31", "60,70", "55,93", "72,15", "68,44"]
AFTER = ["62,37", "77,90", "71,20", "69,05", "50,63", "58,11", "66,48", "81,76"]


def _ranks(scores: list[str]) -> list[int]:
    values = [Decimal(score.replace(",", ".")) for score in scores]
    return [1 + sum(other > value for other in values) for value in values]


def _two_years() -> list[list[str]]:
    rows = [["TT", "Đơn vị", "Chỉ số năm 2022 (%)", "Hạng năm 2022", "Chỉ số năm 2023 (%)", "Hạng năm 2023", "Tăng/giảm bậc"]]  # fmt: skip
    for at, (was, now, then, place) in enumerate(
        zip(BEFORE, AFTER, _ranks(BEFORE), _ranks(AFTER), strict=True), start=1
    ):
        move = then - place
        words = f"tăng {move} bậc" if move > 0 else f"giảm {-move} bậc" if move else "giữ nguyên"
        rows.append([str(at), f"Đơn vị {at}", was, str(then), now, str(place), words])
    return rows


def test_ranks_that_the_moves_bear_out_put_the_figures_in_doubt() -> None:
    """Two figures in each other's place disagree with ranks from which the places won follow."""
    rows = _two_years()
    assert findings(rows) == []
    swapped = edited(edited(rows, 3, (4, rows[4][4])), 4, (4, rows[3][4]))
    assert findings(swapped) == [("RANK-ORDER", 4, 4)]


def test_of_two_figures_the_one_far_from_all_others_is_named() -> None:
    """With its first digit dropped a figure changes places with the last."""
    rows = _two_years()
    last = next(row for row in range(1, 9) if rows[row][3] == "7")
    assert findings(edited(rows, last, (2, rows[last][2][1:]))) == [("RANK-ORDER", last, 2)]


def test_without_moves_ranks_in_each_others_place_are_named() -> None:
    """Nothing bears the ranks out."""
    rows = [row[:4] for row in _two_years()]
    swapped = edited(edited(rows, 3, (3, rows[7][3])), 7, (3, rows[3][3]))
    assert findings(swapped)[0][2] == 3


def test_the_order_of_a_list_bears_its_ranks_out() -> None:
    """A list in the order of its ranks: who typed it put two figures in each other's place, or one wrong."""
    scores = sorted((Decimal(score.replace(",", ".")) for score in AFTER), reverse=True)
    rows = [["Hạng", "Đơn vị", "Điểm"]]
    rows += [[str(at), f"Đơn vị {at}", printed(score)] for at, score in enumerate(scores, start=1)]
    assert findings(rows) == []
    swapped = edited(edited(rows, 4, (2, rows[5][2])), 5, (2, rows[4][2]))
    assert [found[2] for found in findings(swapped)] == [2]
    ranks = edited(edited(rows, 4, (0, "5")), 5, (0, "4"))
    assert [found[2] for found in findings(ranks)] == [0]


@pytest.mark.parametrize("place", ["5", "6"])
def test_a_tie_broken_against_the_move_is_a_rank_misprinted(place: str) -> None:
    """Two units of equal figures: the move of one tells that it has the other's place."""
    rows = _two_years()
    one, two = (next(row for row in range(1, 9) if rows[row][5] == rank) for rank in ("5", "6"))
    rows[two][4], rows[two][5] = rows[one][4], "5"
    move = int(rows[two][3]) - 5
    rows[two][6] = f"tăng {move} bậc" if move > 0 else f"giảm {-move} bậc" if move else "giữ nguyên"
    assert findings(rows) == []
    wrong = findings(edited(rows, two, (5, place)))
    assert [found[1:] for found in wrong] == ([] if place == "5" else [(two, 5)])


YEARS = [
    ("Nông nghiệp (tỷ đồng)", "13.076 18.381 17.773 16.433 14.309"),
    ("Công nghiệp (tỷ đồng)", "27.364 24.361 25.519 23.998 24.871"),
    ("GRDP (tỷ đồng)", "67.215 60.432 65.517 68.656 65.259"),
    ("Dân số trung bình (nghìn người)", "1.523,9 1.507,1 1.503,9 1.527,6 1.517,5"),
]


def _years() -> list[list[str]]:
    rows = [["Chỉ tiêu", "2017", "2018", "2019", "2020", "2021", "Bình quân giai đoạn"]]
    for name, figures in YEARS:
        values = [number(text) for text in figures.split()]
        mean = rounded(sum(values, Decimal(0)) / 5, 1 if "," in figures else 0)
        rows.append([name, *figures.split(), printed(mean)])
    grdp, people = ([number(text) for text in rows[at][1:6]] for at in (3, 4))
    each = [printed(rounded(one / other, 2)) for one, other in zip(grdp, people, strict=True)]
    rows.append(["GRDP bình quân đầu người (triệu đồng)", *each, ""])
    return rows


def test_a_figure_that_a_mean_and_a_quotient_leave_a_range_is_named() -> None:
    """Neither gives it back exactly; what both allow mends both. A population is a mean of its own, and a base."""
    rows = _years()
    assert findings(rows) == []
    assert findings(edited(rows, 3, (3, "84.344"))) == [("RATIO-UNIT", 3, 3)]
    assert findings(edited(rows, 5, (2, "41,00"))) == [("RATIO-UNIT", 5, 2)]


def test_a_part_of_a_mean_is_named_where_a_slip_of_the_pen_explains_it() -> None:
    """A digit too many, or the figure of the row above: the mean is not what was misprinted."""
    rows = _years()
    assert findings(edited(rows, 1, (2, "188.381"))) == [("SUM-AVG", 1, 2)]
    assert findings(edited(rows, 2, (4, "16.433"))) == [("SUM-AVG", 2, 4)]
    assert findings(edited(rows, 2, (6, "25.999"))) == [("SUM-AVG", 2, 6)]


def test_extremes_of_two_columns_in_each_others_place() -> None:
    """Two that are each other's are one slip; two that are nobody's may be of another list."""
    rows = [["TT", "Đơn vị", "Tiêu chí 1", "Tiêu chí 2", "Tiêu chí 3"]]
    rows += [[str(n), f"Đơn vị {n}", str(60 + 7 * n % 31), str(50 + 11 * n % 37), str(40 + 5 * n % 23)] for n in range(1, 8)]  # fmt: skip
    columns = [[int(row[col]) for row in rows[1:]] for col in (2, 3, 4)]
    for label, pick in (("Cao nhất", max), ("Thấp nhất", min)):
        rows.append(["", label, *(str(pick(column)) for column in columns)])
    swapped = edited(rows, 8, (2, rows[8][3]), (3, rows[8][2]))
    assert findings(rows) == []
    assert findings(swapped) == [("SUM-AVG", 8, 2), ("SUM-AVG", 8, 3)]
    assert findings(edited(rows, 8, (2, "97"), (3, "99"))) == []


@pytest.mark.parametrize("rows", [6, 12])
def test_where_nothing_decides_every_cell_that_may_be_wrong_is_named(rows: int) -> None:
    """A total off by no slip of the pen lists the parts that would explain it, and how many where there are many."""
    amounts = [1250 + 137 * at * at for at in range(rows)]
    table = [
        ["STT", "Đơn vị", "Số hồ sơ"],
        *([str(at), f"Phòng số {at}", str(amounts[at - 1])] for at in range(1, rows + 1)),
    ]
    held = [*table, ["", "Tổng cộng", str(sum(amounts))]]
    assert findings(held) == []
    (found,) = serious(examine(Sketch([*table, ["", "Tổng cộng", str(sum(amounts) + 4137)]])))
    listed = found.cause.vi.partition("Cũng có thể: ")[2]
    assert listed.count(" → ") == min(rows, 8)
    assert ("… (12)" in listed) == (rows == 12)
