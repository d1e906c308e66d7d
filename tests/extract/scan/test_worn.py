"""Rulings that came through in parts."""

from __future__ import annotations

from doichieu.extract.scan.worn import joined

POSTS = [(x - 0.3, 100.0, x + 0.3, 300.0) for x in (50.0, 100.0, 300.0, 400.0)]
LEVELS = [100.0 + 20 * row for row in range(11)]


def flat(x0: float, x1: float, y: float) -> tuple[float, float, float, float]:
    """A ruling across."""
    return x0, y - 0.3, x1, y + 0.3


def test_stretches_that_a_fax_dropped_are_closed() -> None:
    """Within a line and at its ends, whatever the ruling's parts are."""
    parts = [flat(50 + 9 * (row % 5), 170, y) for row, y in enumerate(LEVELS)]
    parts += [flat(230, 400 - 7 * (row % 4), y + 0.8) for row, y in enumerate(LEVELS)]
    found = [box for box in joined([*parts, *POSTS]) if box not in POSTS]
    assert [(box[0], box[2]) for box in found] == [(50.0, 400.0)] * len(LEVELS)


def test_a_merged_cell_stays_merged_on_such_a_page() -> None:
    """A ruling that ends at one ruling down and goes on at the next leaves a cell over two rows."""
    parts = [box for y in LEVELS[:8] for box in (flat(50, 170, y), flat(230, 400, y))]
    merged = [box for y in LEVELS[8:10] for box in (flat(50, 100, y), flat(300, 400, y))]
    found = joined([*parts, *merged, *POSTS])
    assert all(box in found for box in merged)


def test_print_is_left_alone() -> None:
    """Rulings end at others; an underlined word here and there does not."""
    strokes = [*(flat(50, 400, y) for y in LEVELS), flat(110, 180, 108), flat(200, 260, 108), *POSTS]
    assert joined(strokes) == strokes
