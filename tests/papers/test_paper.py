"""The generator makes the papers it says it makes."""

from __future__ import annotations

import pytest
from recipe.source import ABOVE, LEFT, Grid

from tests.papers.paper import make_paper
from tests.papers.tables import Shape

SEEDS = range(60)


def grids(shape: Shape | None = None) -> list[Grid]:
    """Tables of many papers."""
    papers = (make_paper(seed, shape).paper for seed in SEEDS)
    return [block for paper in papers for block in paper.blocks if isinstance(block, Grid)]


def test_seed_gives_the_same_paper() -> None:
    """A seed names a paper."""
    assert make_paper(7) == make_paper(7)


def test_rows_are_of_one_width_and_spans_are_rectangles() -> None:
    """Every cell that is joined to another belongs to a rectangle that begins with text."""
    for grid in grids():
        assert len({len(row) for row in grid.rows}) == 1
        covered = {
            (row + down, col + right)
            for row, texts in enumerate(grid.rows)
            for col, text in enumerate(texts)
            if text not in (LEFT, ABOVE)
            for down in range(grid.span(row, col)[0])
            for right in range(grid.span(row, col)[1])
        }
        assert covered == {(row, col) for row in range(len(grid.rows)) for col in range(len(grid.rows[0]))}


def test_truth_has_header_rows_and_all_rows() -> None:
    """The truth is the grid with None where a cell spans."""
    sample = make_paper(3)
    found = [block for block in sample.paper.blocks if isinstance(block, Grid)]
    assert [truth.header_rows for truth in sample.truths] == [grid.header_rows for grid in found]
    assert [[list(row) for row in truth.rows] for truth in sample.truths] == [grid.texts() for grid in found]


@pytest.mark.parametrize("levels", [1, 2, 3])
def test_every_level_of_header_occurs(levels: int) -> None:
    """Among some papers there are headers of one, two and three levels."""
    assert any(_levels(grid) == levels for grid in grids())


def _levels(grid: Grid) -> int:
    """Header rows without the one that numbers the columns."""
    numbered = grid.rows[grid.header_rows - 1][0] == "A"
    return grid.header_rows - numbered


def test_a_shape_without_merges_has_none_below_the_header() -> None:
    """Media without merged cells get papers without merged ranks."""
    for grid in grids(Shape(merges=False)):
        assert not any(ABOVE in row for row in grid.rows[grid.header_rows :])


def test_some_papers_have_merges_groups_and_totals() -> None:
    """Features do not die out when the generator changes."""
    bodies = [grid.rows[grid.header_rows :] for grid in grids()]
    assert any(ABOVE in row for body in bodies for row in body)
    assert any(LEFT in row for body in bodies for row in body)
    assert any(row[0] == "I" for body in bodies for row in body)
    assert any(row[1] == "Tổng cộng" for body in bodies for row in body)
