"""Which of two figures is named where a rank and a figure contradict each other: what else the table says decides."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.validate.papers import edited, findings, printed

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
