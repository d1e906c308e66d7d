"""Steps of a computation carry the numbers of their cells, where that is certain and nowhere else."""

from __future__ import annotations

import pytest

from doichieu.report.annotate import Figure, annotate, figures_of
from doichieu.report.evidence import marks_of
from doichieu.report.places import shelve

from .builders import SHA
from .factories import make_audit


def numbered(step: str, **figures: list[tuple[int, str]]) -> list[tuple[str, int]]:
    """Figures of a step that got a number; keys are figures with "d" for the comma and "n" in front."""
    known = {
        key[1:].replace("d", ","): [Figure(number=n, label=label) for n, label in found]
        for key, found in figures.items()
    }
    (pieces,) = annotate([step], known)
    assert "".join(piece.text for piece in pieces) == step
    return [(piece.text, piece.number) for piece in pieces if piece.number is not None]


def test_parts_of_a_sum_and_what_is_printed() -> None:
    """What follows the equals sign was computed, and is no cell even where a cell prints the same."""
    got = numbered(
        "40 + 38,75 = 78,75 ≠ 87,75", n40=[(2, "")], n38d75=[(3, "")], n78d75=[(5, "")], n87d75=[(1, "")]
    )
    assert got == [("40", 2), ("38,75", 3), ("87,75", 1)]


def test_equal_parts_take_their_numbers_in_turn() -> None:
    """A figure that stands in two cells is each of them once."""
    assert numbered("5 + 5 + 5 = 15", n5=[(2, ""), (3, "")]) == [("5", 2), ("5", 3)]


def test_a_list_of_agencies_is_told_by_their_names() -> None:
    """The same score in two rows; the recomputed rank behind the arrow is no cell, the printed one is."""
    step = "Nga Sơn: 23,25 → 6; Thọ Xuân: 23,25 → 6 (ghi 7); Bá Thước: 23,05 → 7 (ghi 8)"
    got = numbered(step, n23d25=[(2, "Thọ Xuân"), (4, "Nga Sơn")], n7=[(1, "Thọ Xuân")], n6=[(3, "Nga Sơn")])
    assert got == [("23,25", 4), ("23,25", 2), ("7", 1)]


@pytest.mark.parametrize(
    "step",
    [
        "Bảng 1.7 có 7 dòng",  # numbers of tables and of rows
        "dòng 7 và 8",
        "x = 7",  # computed
        "100 × 7 = 700",
        "Quy tắc: (1, 2, 2, 7)",
        "7 : 70 × 100 = 10 → 10%",  # 70 is the maximum of the table, not the cell that prints 70
    ],
)
def test_other_numbers_stay_bare(step: str) -> None:
    """A number that only looks like a cell's gets none."""
    assert numbered(step, n7=[(1, "")], n70=[(2, "")], n8=[(3, "")]) == []


def test_figures_are_those_of_marked_cells() -> None:
    """Names are no figures; numbers are those of the evidence."""
    audit = make_audit()
    figures = figures_of(marks_of(audit.findings[0], shelve([audit]), SHA))
    assert {text: [one.number for one in found] for text, found in figures.items()} == {
        "87,75": [1],
        "40": [2],
        "38,75": [3],
        "78,75%": [4],
    }
