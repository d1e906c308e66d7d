"""Commas and dots that the print of a column blurs are those of its other figures; digits and lone misprints stay in doubt."""

from __future__ import annotations

from doichieu.extract.scan.context import weighed
from doichieu.extract.stream import RawCell, RawTable
from doichieu.model import SURE
from tests.extract.scan.test_context import column, doubtful, sure


def waver(text: str, share: float, other: str) -> RawCell:
    """A cell with one other reading."""
    return doubtful(text, share, **{other: 1 - share})


SURELY = [sure(text) for text in ("886.447,16", "12.371,91", "776.935,20", "233.441,54", "1.001,75")]
WAVERING = [
    waver("742.371.91", 0.6, "742.371,91"),
    waver("689.584.40", 0.7, "689.584,40"),
    waver("705,426.57", 0.8, "705.426,57"),
]


def read(*cells: RawCell) -> dict[str, bool]:
    """Texts of the column after weighing, and whether they are sure."""
    (table,) = weighed([column(*cells)])
    assert isinstance(table, RawTable)
    return {cell.text: (cell.confidence or 0) >= SURE for (cell,) in table.rows}


def test_marks_that_waver_in_many_cells_are_those_of_the_column() -> None:
    """Same digits, one reading with the marks of the column: nothing is left to doubt."""
    found = read(*SURELY, *WAVERING)
    assert all(found[text] for text in ("742.371,91", "689.584,40", "705.426,57"))


def test_a_lone_misprint_stays_in_doubt() -> None:
    """Papers print 742.371.91."""
    found = read(*SURELY, waver("742.371.91", 0.85, "742.371,91"))
    assert not found.get("742.371,91")
    assert not found.get("742.371.91")


def test_digits_that_waver_stay_in_doubt() -> None:
    """What the column knows of its marks says nothing of digits."""
    found = read(*SURELY, *WAVERING, waver("628.464,20", 0.5, "628.454,20"))
    assert not any(is_sure for text, is_sure in found.items() if text.startswith("628"))


def test_a_column_of_both_marks_settles_nothing() -> None:
    """Thousands and decimals that look alike: 660.237,829 can be a number of seven digits or of nine."""
    mixed = [sure(text) for text in ("886.447.160", "12.371,915", "776.935.200", "233.441,54", "1.001.75")]
    wavering = [waver(f"{number}.237,829", 0.8, f"{number}.237.829") for number in (660, 661, 662)]
    assert not any(read(*mixed, *wavering)[f"{number}.237,829"] for number in (660, 661, 662))
