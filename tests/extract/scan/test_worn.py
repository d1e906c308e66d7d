"""Rulings that came through in parts."""

from __future__ import annotations

import pytest

from doichieu.extract.scan.merged import Room
from doichieu.extract.scan.worn import joined

PLACES = (50.0, 100.0, 300.0, 400.0)
POSTS = [(x - 0.3, 100.0, x + 0.3, 300.0) for x in PLACES]
LEVELS = [100.0 + 20 * row for row in range(11)]


def flat(x0: float, x1: float, y: float) -> tuple[float, float, float, float]:
    """A ruling across."""
    return x0, y - 0.3, x1, y + 0.3


def letters(*skipped: tuple[int, int]) -> list[tuple[float, float, float, float]]:
    """Letters in the middle of the cells of all rows and columns but some."""
    return [
        (x + 10, y + 7, x + 15, y + 13)
        for row, y in enumerate(LEVELS[:-1])
        for col, x in enumerate(PLACES[:-1])
        if (row, col) not in skipped
    ]


def drawn(strokes: list[tuple[float, float, float, float]], level: float) -> list[tuple[float, float]]:
    """What is drawn of a level, parts that overlap or touch as one."""
    found: list[tuple[float, float]] = []
    for x0, y0, x1, y1 in sorted(strokes):
        if x1 - x0 < y1 - y0 or abs((y0 + y1) / 2 - level) > 2:
            continue
        if found and x0 <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], x1)
        else:
            found.append((x0, x1))
    return found


def test_stretches_that_a_fax_dropped_are_closed() -> None:
    """Within a line and at its ends, whatever the ruling's parts are."""
    parts = [flat(50 + 9 * (row % 5), 170, y) for row, y in enumerate(LEVELS)]
    parts += [flat(230, 400 - 7 * (row % 4), y + 0.8) for row, y in enumerate(LEVELS)]
    found = joined([*parts, *POSTS], letters)
    assert [drawn(found, y) for y in LEVELS] == [[(50.0, 400.0)]] * len(LEVELS)


def test_a_line_goes_on_over_cells_in_which_nothing_of_it_is_left() -> None:
    """Blank cells among them; the part that is left stands in another column."""
    parts = [flat(150, 320, y) for y in LEVELS]
    found = joined([*parts, flat(50, 100, LEVELS[0]), *POSTS], lambda: letters((4, 2), (5, 2), (7, 0)))
    assert all(drawn(found, y) == [(50.0, 400.0)] for y in LEVELS)


def test_a_gap_that_begins_and_ends_at_rulings_down_is_closed_by_texts_on_both_sides() -> None:
    """Columns are narrow, so that it does by chance; another gap of the same line shows that it is worn."""
    parts = [box for y in LEVELS for box in (flat(50, 100, y), flat(298, 360, y))]
    found = joined([*parts, *POSTS], letters)
    assert all(drawn(found, y) == [(50.0, 400.0)] for y in LEVELS[1:-1])


def test_on_a_fax_texts_tell_where_a_line_goes_on_behind_a_ruling_down() -> None:
    """A part of it ends there by chance, and nothing else of it is left."""
    parts = [flat(50, 400 if row % 3 else 302, y) for row, y in enumerate(LEVELS)]
    assert joined([*parts, *POSTS], letters) == [*parts, *POSTS]
    found = joined([*parts, *POSTS], letters, drops=True)
    assert all(drawn(found, y) == [(50.0, 400.0)] for y in LEVELS[1:-1])


def test_a_merged_cell_stays_merged_on_such_a_page() -> None:
    """A ruling that ends at one ruling down and goes on at the next leaves a cell over two rows."""
    parts = [box for y in LEVELS[:8] for box in (flat(50, 170, y), flat(230, 400, y))]
    merged = [box for y in LEVELS[8:10] for box in (flat(50, 100, y), flat(300, 400, y))]
    found = joined([*parts, *merged, *POSTS], letters)
    assert all(drawn(found, y) == [(50.0, 100.0), (300.0, 400.0)] for y in LEVELS[8:10])


def test_a_line_stops_at_text_that_stands_across_it() -> None:
    """The header of a column beside one with two rows of headers."""
    parts = [flat(120, 300, y) if row == 1 else flat(50, 280, y) for row, y in enumerate(LEVELS)]
    across = [(x, 117.0, x + 5, 123.0) for x in (60.0, 350.0)]
    text = [*letters((0, 0), (0, 2), (1, 0), (1, 2)), *across]
    found = joined([*parts, *POSTS], lambda: text)
    assert drawn(found, LEVELS[1]) == [(100.0, 300.0)]
    assert drawn(found, LEVELS[2]) == [(50.0, 400.0)]


def test_print_is_left_alone() -> None:
    """Rulings end at others; an underlined word here and there does not."""
    strokes = [*(flat(50, 400, y) for y in LEVELS), flat(110, 180, 108), flat(200, 260, 108), *POSTS]
    assert joined(strokes, letters) == strokes


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ([(6, 14), (26, 34)], True),
        ([(16, 24)], False),
        ([(6, 14)], True),
        ([(26, 34)], True),
        ([], True),
    ],
    ids=["two texts", "one across", "one above", "one below", "none"],
)
def test_texts_tell_two_cells_from_one(text: list[tuple[float, float]], parted: bool) -> None:
    """Text in the middle of the whole room, or over the level, is that of one cell."""
    assert Room(0, 20, 40, text).is_parted == parted


def test_text_in_the_middle_of_a_room_that_a_level_parts_unevenly_is_of_one_cell() -> None:
    """The number of a column beside a header of two rows, the upper one lower."""
    assert not Room(0, 20, 80, [(36, 44)]).is_parted
    assert not Room(0, 20, 80, [(36, 44)]).is_told
    assert Room(0, 20, 80, [(6, 14)]).is_told


def test_lines_of_one_text_are_near_each_other() -> None:
    """A header of four lines beside one whose lower ruling falls between two of them."""
    assert not Room(0, 20, 60, [(10, 17), (22, 29), (32, 39), (43, 50)]).is_parted
