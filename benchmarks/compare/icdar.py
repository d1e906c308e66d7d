"""The table competition of ICDAR 2013: its structure files, and its score.

Source: Göbel, Hassan, Oro, Orsi, "ICDAR 2013 Table Competition", ICDAR 2013: a cell is as good as its relations to the
nearest cells that are not blank, to the right and below.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lxml.etree import _Element

Relation = tuple[str, str, str]
TextGrid = list[list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Relations of the truth, of what was found, and of both."""

    truth: int = 0
    found: int = 0
    both: int = 0

    def __add__(self, other: Overlap) -> Overlap:
        """Two files as one."""
        return Overlap(
            truth=self.truth + other.truth, found=self.found + other.found, both=self.both + other.both
        )

    @property
    def recall(self) -> float:
        """Share of the truth's relations that were found."""
        return self.both / self.truth if self.truth else 1.0

    @property
    def precision(self) -> float:
        """Share of the found relations that are true; nothing found is nothing wrong."""
        return self.both / self.found if self.found else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        total = self.recall + self.precision
        return 2 * self.recall * self.precision / total if total else 0.0


def read_truth(path: Path) -> list[TextGrid]:
    """The tables of a structure file as grids, text at a merged cell's top left; regions of one table are joined."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    return [_grid(table) for table in etree.parse(str(path), parser).getroot().iter("table")]


def _grid(table: _Element) -> TextGrid:
    cells: dict[tuple[int, int], str] = {}
    for region in table.iter("region"):
        down, right = int(region.get("row-increment", "0")), int(region.get("col-increment", "0"))
        for cell in region.iter("cell"):
            place = int(cell.get("start-row", "0")) + down, int(cell.get("start-col", "0")) + right
            cells[place] = cell.findtext("content") or ""
    height, width = (max((place[axis] for place in cells), default=-1) + 1 for axis in (0, 1))
    return [[cells.get((row, col), "") for col in range(width)] for row in range(height)]


def compare(truth: Sequence[TextGrid], found: Sequence[Sequence[Sequence[str | None]]]) -> Overlap:
    """Relations of all tables of a file, as multisets."""
    wanted = sum((relations(grid) for grid in truth), Counter[Relation]())
    given = sum((relations(grid) for grid in found), Counter[Relation]())
    return Overlap(truth=wanted.total(), found=given.total(), both=(wanted & given).total())


def relations(grid: Sequence[Sequence[str | None]]) -> Counter[Relation]:
    """Each text with the nearest one at its right and below, white space left out as the competition does."""
    rows = [[_squeezed(cell) for cell in row] for row in grid]
    found: Counter[Relation] = Counter()
    above: dict[int, str] = {}
    for row in rows:
        before = ""
        for col, text in enumerate(row):
            if not text:
                continue
            if before:
                found[before, text, "right"] += 1
            if col in above:
                found[above[col], text, "below"] += 1
            before = above[col] = text
    return found


def _squeezed(cell: str | None) -> str:
    return "".join(unicodedata.normalize("NFKC", cell or "").split())
