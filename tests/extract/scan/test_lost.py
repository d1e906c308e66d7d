"""Rulings that a fax lost whole."""

from __future__ import annotations

from doichieu.extract.pdf.ruled.lattices import find_lattice
from doichieu.extract.pdf.ruled.rulings import find_nets
from doichieu.extract.scan.lost import restored

PLACES = (50.0, 80.0, 300.0, 400.0)
LEVELS = [100.0 + 24 * row for row in range(11)]
POSTS = [(x - 0.3, LEVELS[0], x + 0.3, LEVELS[-1]) for x in PLACES]
LINE, LEADING = 9.0, 12.0

Box = tuple[float, float, float, float]


def rulings(*lost: int) -> list[Box]:
    """The rulings of a table, some levels left out."""
    levels = [y for row, y in enumerate(LEVELS) if row not in lost]
    return [*((PLACES[0], y - 0.3, PLACES[-1], y + 0.3) for y in levels), *POSTS]


def letters(pad: float, *blank: tuple[int, int]) -> list[Box]:
    """One line of text in the middle of every cell but the blank ones, so far from its rulings."""
    return [
        (left + 5, LEVELS[row] + pad, left + 15, LEVELS[row + 1] - pad)
        for row in range(len(LEVELS) - 1)
        for col, left in enumerate(PLACES[:-1])
        if (row, col) not in blank
    ]


def rows_of(strokes: list[Box]) -> int:
    """How many rows the grid has."""
    (net,) = find_nets(strokes)
    lattice = find_lattice(net)
    assert lattice is not None
    return len(lattice.ys) - 1


def test_rows_without_a_ruling_between_are_parted() -> None:
    """One level or two below each other, blank cells beside."""
    found = restored(rulings(3, 6, 7), letters(7, (3, 2), (6, 1)))
    assert rows_of(found) == len(LEVELS) - 1


def test_lines_of_one_text_stay_one() -> None:
    """A name of two lines beside figures of two lines is no two rows: its lines are nearer than rows are."""
    text = [box for box in letters(7) if not LEVELS[4] < box[1] < LEVELS[6]]
    middle = LEVELS[5]
    text += [(left + 5, middle - 1 - LINE - 2, left + 15, middle - 3) for left in PLACES[:-1]] + [
        (left + 5, middle - 1, left + 15, middle - 1 + LINE) for left in PLACES[:-1]
    ]
    strokes = rulings(5)
    assert restored(strokes, text) == strokes


def test_a_cell_over_several_rows_is_left_whole() -> None:
    """What stands in the middle of two rows names both of them, where the other columns tell the rows."""
    text = [box for box in letters(7) if not (LEVELS[4] < box[1] < LEVELS[6] and box[0] < PLACES[1])]
    found = restored(rulings(5), [*text, (PLACES[0] + 5, LEVELS[5] - 5, PLACES[0] + 15, LEVELS[5] + 5)])
    assert rows_of(found) == len(LEVELS) - 2


def test_a_table_whose_rows_are_as_near_as_lines_tells_nothing() -> None:
    """Rows set without space above and below their texts."""
    text = [
        (left + 5, y + shift, left + 15, y + shift + 8)
        for y in LEVELS[:-1]
        for left in PLACES[:-1]
        for shift in (2, 14)
    ]
    strokes = rulings(5)
    assert restored(strokes, text) == strokes


def test_too_few_rulings_tell_nothing() -> None:
    """Of a table with three levels nobody knows how far apart its rows are."""
    strokes = rulings(1, 2, 3, 4, 6, 7, 8, 9)
    assert restored(strokes, letters(7)) == strokes
