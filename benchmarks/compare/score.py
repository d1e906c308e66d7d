"""How much of the truth a reader gives back, by rows and by cells."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = tuple[str, ...]
_FIGURE = re.compile(r"[-–(]?[\d.,]+\)?%?\**")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts, so that files add up."""

    rows: int = 0
    rows_exact: int = 0
    cells: int = 0
    cells_exact: int = 0
    tables: int = 0
    tables_exact: int = 0

    def __add__(self, other: Score) -> Score:
        """The scores of two files as one."""
        return Score(
            rows=self.rows + other.rows,
            rows_exact=self.rows_exact + other.rows_exact,
            cells=self.cells + other.cells,
            cells_exact=self.cells_exact + other.cells_exact,
            tables=self.tables + other.tables,
            tables_exact=self.tables_exact + other.tables_exact,
        )

    @property
    def percents(self) -> tuple[float, float, float]:
        """Rows, cells and whole tables that are exact, in percent."""
        return (
            100 * self.rows_exact / max(self.rows, 1),
            100 * self.cells_exact / max(self.cells, 1),
            100 * self.tables_exact / max(self.tables, 1),
        )


def score(
    truth: Sequence[Sequence[Sequence[str | None]]], found: Sequence[Sequence[Sequence[str | None]]]
) -> Score:
    """Compare the tables of a file with the truth.

    Rows are compared in reading order over the whole file, so that a reader that gives a table page by page, or repeats
    its header, loses nothing for it; only a whole table (`tables_exact`) must come as one. Merged cells count as
    their text at the top left and blanks. Line ends in a cell are spaces, and nothing inside a figure, as
    nobody would take a figure that wraps in its cell for two.

    Args:
        truth: The tables as a careful reader would type them.
        found: What a reader gave.

    Returns:
        The counts.
    """
    wanted = [_rows(grid) for grid in truth]
    given = [_rows(grid) for grid in found]
    left, right = ([row for grid in grids for row in grid] for grids in (wanted, given))
    rows_exact = cells_exact = 0
    for tag, i1, i2, j1, j2 in SequenceMatcher(a=left, b=right, autojunk=False).get_opcodes():
        if tag == "equal":
            rows_exact += i2 - i1
            cells_exact += sum(map(len, left[i1:i2]))
        elif tag == "replace":
            cells_exact += _nearest(left[i1:i2], right[j1:j2])
    whole = {tuple(grid) for grid in given}
    return Score(
        rows=len(left),
        rows_exact=rows_exact,
        cells=sum(map(len, left)),
        cells_exact=cells_exact,
        tables=len(wanted),
        tables_exact=sum(tuple(grid) in whole for grid in wanted),
    )


def _rows(grid: Sequence[Sequence[str | None]]) -> list[Row]:
    return [tuple(map(_text, row)) for row in grid]


def _text(cell: str | None) -> str:
    text = unicodedata.normalize("NFC", cell or "").strip()
    joined = re.sub(r"\s+", "", text)
    return joined if _FIGURE.fullmatch(joined) else " ".join(text.split())


def _nearest(left: list[Row], right: list[Row]) -> int:
    """Equal cells of rows that differ: each takes the best row from where the one before it left off."""
    equal = start = 0
    for row in left:
        # a window, so that long stretches without likeness stay linear
        window = range(start, min(len(right), start + 8))
        best = max(window, key=lambda at: _same(row, right[at]), default=None)
        if best is not None and (same := _same(row, right[best])):
            equal += same
            start = best + 1
    return equal


def _same(one: Row, other: Row) -> int:
    return sum(a == b for a, b in zip(one, other, strict=False))
