"""Two pages on a sheet are told from one page that is wide."""

from __future__ import annotations

import pytest

from doichieu.extract.pdf.textlayer.words import Word
from doichieu.extract.scan.sides import sides_of

A3 = (1190.0, 842.0)


def word(x: float, y: float, wide: float = 30.0) -> Word:
    """A word with its baseline at y."""
    return Word("chữ", x, y - 10, x + wide, y + 2, y, spaced=True, start=0)


def page(left: float, lines: int = 20) -> list[Word]:
    """Lines of ten words from a left margin."""
    return [word(left + 40 * n, 100 + 30 * line) for line in range(lines) for n in range(10)]


def test_pages_side_by_side_are_parted() -> None:
    """Each page has its words and rulings as far from its own left edge as they are."""
    ruling = (655.0, 500.0, 1100.0, 500.6)
    left, right = sides_of([*page(60), *page(655)], [ruling], A3)
    assert left.shift == 0
    assert 490 < right.shift < 655
    assert len(left.words) == len(right.words) == 200
    assert right.words[0].x0 == pytest.approx(655 - right.shift)
    assert right.strokes == [(655 - right.shift, 500.0, 1100 - right.shift, 500.6)]
    assert left.strokes == []


@pytest.mark.parametrize("middle", ["title", "ruling"])
def test_what_runs_over_the_middle_makes_one_page(middle: str) -> None:
    """A title or a table stands across a page that is wide."""
    words = [*page(60), *page(655)]
    strokes = [(60.0, 500.0, 1100.0, 500.6)] if middle == "ruling" else []
    if middle == "title":
        words.append(word(480, 60, 200))
    assert len(sides_of(words, strokes, A3)) == 1


def test_a_letterhead_of_two_columns_is_no_two_pages() -> None:
    """A few lines at either side are the head of a page, or a signature."""
    assert len(sides_of([*page(60, 3), *page(655, 3)], [], A3)) == 1


def test_a_page_that_stands_is_one() -> None:
    """Prose in two columns on an upright page is read as such elsewhere."""
    assert len(sides_of([*page(20), *page(655)], [], (842.0, 1190.0))) == 1
