"""Folds, streaks, holes and strokes of a pen are no rulings; those of a table stay."""

from __future__ import annotations

import pytest

from doichieu.extract.scan.stray import streaks, trimmed

SIZE = (595.0, 842.0)
XS = (70.0, 110.0, 290.0, 370.0, 520.0)
YS = (200.0, 222.0, 244.0, 266.0, 288.0, 310.0)


def across(y: float, x0: float = XS[0], x1: float = XS[-1]) -> tuple[float, float, float, float]:
    """A horizontal stroke."""
    return x0, y - 0.3, x1, y + 0.3


def down(x: float, y0: float = YS[0], y1: float = YS[-1]) -> tuple[float, float, float, float]:
    """A vertical stroke."""
    return x - 0.3, y0, x + 0.3, y1


GRID = [*(across(y) for y in YS), *(down(x) for x in XS)]


@pytest.mark.parametrize(
    "line",
    [
        [across(255, 0, 595)],
        [across(255, 2, 300), across(255.5, 380, 594)],
        [down(240, 0, 842)],
        [across(500, 0, 595), across(251, 0, 590)],
    ],
    ids=["fold", "under-a-stamp", "streak", "two-folds"],
)
def test_lines_from_edge_to_edge_are_no_rulings(line: list[tuple[float, float, float, float]]) -> None:
    """A fold or a streak of dirt runs over the whole sheet, also where letters or a stamp hide a part of it."""
    assert streaks([*GRID, *line], SIZE) == set(line)


def test_a_picture_of_a_table_alone_keeps_its_rulings() -> None:
    """Where the picture was cut at the table every ruling runs from edge to edge."""
    assert streaks(GRID, (XS[-1] + 4, YS[-1] + 4)) == set()


def test_a_table_is_as_it_was() -> None:
    """Nothing is stray in a grid; the very strokes come back."""
    assert trimmed(GRID) == GRID


def test_what_sticks_out_of_a_grid_is_cut() -> None:
    """The edge of a punched hole beside a ruling makes no column."""
    found = trimmed([*GRID, across(YS[2], 40, 68)])
    assert min(box[0] for box in found) == pytest.approx(XS[0], abs=0.5)


def test_a_table_open_at_its_sides_keeps_its_ends() -> None:
    """Where all rulings run beyond the outermost one across them, they bound columns."""
    rulings = [*(across(y) for y in YS), *(down(x) for x in XS[1:-1])]
    assert trimmed(rulings) == rulings


def test_a_stroke_that_ends_in_the_open_is_no_ruling() -> None:
    """A signature crosses one ruling; a ruling begins and ends at others."""
    pen = down(330, 232, 257)
    found = trimmed([*GRID, pen])
    assert len(found) == len(GRID)
    assert all(abs(box[0] - pen[0]) > 5 for box in found)


def test_a_ruling_of_a_few_rows_stays() -> None:
    """A column divided in two rows alone ends at rulings on both sides."""
    short = down(330, YS[1], YS[3])
    assert short in trimmed([*GRID, short])
