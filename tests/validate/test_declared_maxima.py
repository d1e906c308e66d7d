"""Maxima in headers and notes against the percentages that are computed of them."""

from __future__ import annotations

import pytest

from tests.validate.papers import Sketch, examine, serious

SCORES = ["481,5", "462,0", "455,5", "454,6", "448,1", "442,7", "436,5", "421,2"]


def _share(score: str, maximum: int) -> str:
    return f"{round(float(score.replace(',', '.')) * 100 / maximum, 2):.2f}".replace(".", ",")


def _table(stated: int, used: int = 500, *, notes: tuple[str, ...] = (), marked: int = 0) -> Sketch:
    rows = [["STT", "Đơn vị", f"Tổng điểm (Tối đa: {stated})", "Tỷ lệ (%)"]]
    for at, score in enumerate(SCORES, start=1):
        own, mark = (485, "*") if at <= marked else (used, "")
        rows.append([str(at), f"Đơn vị {at}{mark}", score, _share(score, own)])
    return Sketch(rows, notes=notes)


def test_a_maximum_that_no_percentage_follows_is_told_at_its_header() -> None:
    """All follow 500; the header says 550."""
    assert serious(examine(_table(500))) == []
    (found,) = serious(examine(_table(550)))
    assert (found.rule, found.row, found.col, found.observed, found.expected) == (
        "RATIO-PCT",
        0,
        2,
        "550",
        "500",
    )


NOTE = "(*) là đơn vị có tổng điểm tối đa là {} điểm"


def test_a_maximum_of_a_note_is_that_of_the_units_it_marks() -> None:
    """Three units are out of 485."""
    assert serious(examine(_table(500, notes=(NOTE.format(485),), marked=3))) == []
    (found,) = serious(examine(_table(500, notes=(NOTE.format(425),), marked=3)))
    assert (found.rule, found.observed, found.expected) == ("RATIO-PCT", "425", "485")


@pytest.mark.parametrize(
    "sentence",
    [
        "Thang điểm 500 điểm; các đơn vị không có dịch vụ công được chấm theo 485 điểm.",
        "Tổng điểm tối đa là 500 điểm, trừ nhóm tiêu chí 6 còn 485 điểm.",
    ],
)
def test_a_paper_may_say_that_it_computes_of_less(sentence: str) -> None:
    """The header states the scale, a sentence what these units could reach of it."""
    assert serious(examine(_table(500, 485), sentence)) == []


ONE_LINE = (
    "Ghi chú: (*) đơn vị có tổng điểm tối đa {} điểm; (**) đơn vị có tổng điểm tối đa 470 điểm;"
    " các đơn vị còn lại tối đa {} điểm."
)


def _marked(note: str) -> Sketch:
    """A lone unit out of 470 points, four out of 485, the others out of 500."""
    table = _table(500, notes=(note,), marked=4)
    table.rows[8][1], table.rows[8][3] = "Đơn vị 8**", _share(SCORES[7], 470)
    table.rows[0][2] = "Tổng điểm"
    return table


def test_one_note_may_explain_all_marks() -> None:
    """Behind “Ghi chú:” stand the maxima of two marks and of the units that bear none; one mark has a single unit."""
    assert serious(examine(_marked(ONE_LINE.format(485, 500)))) == []
    (found,) = serious(examine(_marked(ONE_LINE.format(425, 500))))
    assert (found.rule, found.observed, found.expected) == ("RATIO-PCT", "425", "485")
