"""Two readings of one table, cell by cell."""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.assembly.kinds import kind_of
from doichieu.extract.pdf.unruled.segments import is_figure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from doichieu.extract.pdf.cells import GridCell, PageTable
    from doichieu.extract.pdf.frame import Rect

# Row and column of a cell.
Spot = tuple[int, int]

_SPACE = re.compile(r"\s+")
# A name for ư in the fonts of the 1990s, which the own reader knows, and dashes.
_OTHER_LETTERS = str.maketrans("ƣƢ–\u00ad", "ưƯ--")


class Dispute(NamedTuple):
    """A cell that two readers read otherwise.

    Attributes:
        box: Where it stands, on the page as read.
        own: What the own reader read.
        other: What the other reader read at that place.
    """

    box: Rect
    own: str
    other: str


class Comparison(NamedTuple):
    """What comparing two readings came to.

    Attributes:
        disputes: Cells that are read otherwise, in reading order.
        merged: Pairs of neighbouring columns that the other reader takes for one, with the number of such rows.
        blank: Columns without any text that only the own reader has.
        agreed: Filled cells on which both agree.
    """

    disputes: list[Dispute]
    merged: Counter[tuple[int, int]]
    blank: int
    agreed: int

    @property
    def differs(self) -> bool:
        """Whether the readings differ; columns taken for one do not count.

        camelot takes narrow columns for one in every tenth table that is read rightly.
        """
        return bool(self.disputes or self.blank)


def compare(own: PageTable, other: PageTable) -> Comparison:
    """Compare what two readers put at the same places of a page.

    Each cell of the other reader counts for the own cell that its middle stands in, so that a text the other one
    gives line by line is still the same text. White space and letter forms do not count.

    Args:
        own: The table as the own reader read it.
        other: What the other reader made of the same place.

    Returns:
        The cells in dispute.
    """
    grid = _Grid(own)
    said = {(cell.row, cell.col): cell.text for cell in own.cells if cell.words}
    pieces: dict[Spot, list[str]] = {}
    for cell in other.cells:
        if cell.words:
            pieces.setdefault(grid.place_of(cell.box), []).append(cell.text)
    heard = {place: _joined(texts, said.get(place, "")) for place, texts in pieces.items()}
    merged = _merged(said, heard)
    disputes: list[Dispute] = []
    agreed = 0
    for place in sorted((said.keys() | heard.keys()) - {place for pair in merged for place in pair}):
        one, two = said.get(place, ""), heard.get(place, "")
        if _bare(one) == _bare(two):
            agreed += 1
        else:
            disputes.append(Dispute(grid.box_of(place), one, two))
    columns = Counter((left[1], right[1]) for left, right in merged)
    return Comparison(disputes, columns, max(_blank(own) - _blank(other), 0), agreed)


def _blank(table: PageTable) -> int:
    """How many columns of a table hold no text, not even that of a header over several."""
    filled = {col for cell in table.cells if cell.words for col in range(cell.col, cell.col + cell.cols)}
    return table.width - len(filled)


def _joined(texts: Sequence[str], own: str) -> str:
    """The texts of cells at one place; figures that stand apart there, and with a space between them here, are two."""
    apart = len(texts) > 1 and " " in own and all(is_figure(kind_of(text)) for text in texts)
    return " | ".join(texts) if apart else " ".join(texts)


def _merged(said: Mapping[Spot, str], heard: Mapping[Spot, str]) -> list[tuple[Spot, Spot]]:
    """Neighbours whose texts the other reader has in one cell, its lines in whatever order."""
    pairs: list[tuple[Spot, Spot]] = []
    places = sorted(said)
    for left, right in itertools.pairwise(places):
        if left[0] != right[0] or (pairs and pairs[-1][1] == left):
            continue
        one, two = heard.get(left, ""), heard.get(right, "")
        if (one and two) or not (one or two):
            continue
        if Counter(_bare(one + two)) == Counter(_bare(said[left] + said[right])):
            pairs.append((left, right))
    return pairs


def _bare(text: str) -> str:
    composed = unicodedata.normalize("NFKC", _SPACE.sub("", text))
    return composed.translate(_OTHER_LETTERS)


class _Grid:
    """Which cell of a table stands at a point; rows where no ruling stands are as high as their text."""

    def __init__(self, table: PageTable) -> None:
        self._xs = table.xs
        self._owners: dict[Spot, GridCell] = {}
        for cell in table.cells:
            for row, col in itertools.product(
                range(cell.row, cell.row + cell.rows), range(cell.col, cell.col + cell.cols)
            ):
                self._owners[row, col] = cell
        self._bands = _bands(table)
        self._starts = [(above[1] + below[0]) / 2 for above, below in itertools.pairwise(self._bands)]

    def place_of(self, box: Rect) -> Spot:
        """Row and column of the cell that the middle of a rectangle stands in."""
        row = bisect_right(self._starts, (box[1] + box[3]) / 2)
        col = min(max(bisect_right(self._xs, (box[0] + box[2]) / 2) - 1, 0), len(self._xs) - 2)
        owner = self._owners.get((row, col))
        return (owner.row, owner.col) if owner else (row, col)

    def box_of(self, place: Spot) -> Rect:
        """Rectangle of a cell, or of the blank place where none is."""
        row, col = place
        if (owner := self._owners.get(place)) is not None:
            return owner.box
        top, bottom = self._bands[row]
        return self._xs[col], top, self._xs[col + 1], bottom


def _bands(table: PageTable) -> list[tuple[float, float]]:
    """Top and bottom of each row, by its cells of one row; by all that begin in it where there is none."""
    bands: list[tuple[float, float]] = []
    floor = table.box[1]
    for cells in table.rows():
        band = _band([cell for cell in cells if cell.rows == 1] or cells, floor)
        bands.append(band)
        floor = band[1]
    return bands


def _band(cells: Sequence[GridCell], floor: float) -> tuple[float, float]:
    if not cells:
        return floor, floor
    return min(cell.box[1] for cell in cells), max(cell.box[3] for cell in cells)
