"""Columns computed from others in every row: what such a formula is, and when it is the table's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import comb, log10

from doichieu.validate.infer.figures import Figures, Tally
from doichieu.validate.paper import Sheet

# A formula is a convention of the table when it explains this share of the rows that can be tried.
_EXPLAINS = 0.6
# A column that no header calls a result must be explained nearly everywhere, and so that chance would do
# it in one of ten thousand tables at most.
_UNNAMED_EXPLAINS, UNNAMED_ROWS, _UNNAMED_CHANCE = 0.75, 5, -4.0
_SPARSE, _SPARSE_ROWS = 3, 8
# Of two to four rounded parts every second sum and more holds to the digit, of two three in four.
_LEAST_EXACT, _FEW = 0.25, 4
_LEAST_OF_TWO = 0.5
_WITHOUT_ENDS = re.compile(
    r"\b(?:bỏ|loại|trừ|không (?:tính|kể))\b.*\b(?:cao|lớn) nhất\b.*\b(?:thấp|nhỏ) nhất\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFormula:
    """A column that is the sum, a difference or the mean of others in each row.

    Attributes:
        target: The column.
        parts: The columns it is made of.
        exact: Whether it holds to the last digit nearly always, so that a rounding gap counts.
        minus: Parts that are deducted.
        mean: Whether it is the mean of the parts.
        constant: What every row starts from: a hundred points, of which some are taken off.
    """

    target: int
    parts: tuple[int, ...]
    exact: bool
    minus: frozenset[int] = frozenset()
    mean: bool = False
    constant: Decimal = Decimal(0)

    @property
    def is_difference(self) -> bool:
        """Whether it is one column less another, or a number less columns."""
        return bool(self.constant and self.minus) or (len(self.parts) == 2 and len(self.minus) == 1)


def formula_of(
    target: int,
    parts: Sequence[int],
    tally: Tally,
    minus: frozenset[int] = frozenset(),
    *,
    mean: bool = False,
) -> ColumnFormula:
    """A formula as tried: exact where it holds to the digit in most of the rows that it holds in."""
    exact = tally.exact >= 0.8 * tally.held and not tally.hides_digits
    return ColumnFormula(target=target, parts=tuple(parts), exact=exact, minus=minus, mean=mean)


def says(sheet: Sheet, col: int, words: re.Pattern[str]) -> bool:
    """Whether a column's header has some words, accents and all."""
    return bool(words.search(sheet.reading.columns[col].header.casefold()))


def leaves_out_ends(sheet: Sheet, col: int) -> bool:
    """Whether a header says that a column leaves out the highest and the lowest of the marks before it."""
    return says(sheet, col, _WITHOUT_ENDS)


def believed(tally: Tally, *, named: bool) -> bool:
    """Whether a formula holds often enough to be the table's."""
    # What is left is nought where all is spent; where it is not, the rows that give a figure decide.
    if tally.off > 1 and tally.held - tally.nought < _EXPLAINS * (tally.tried - tally.nought):
        return False
    if named:
        # what holds to the digit everywhere is borne out by few rows that tell
        everywhere = tally.exact == tally.tried >= UNNAMED_ROWS and tally.telling > 0
        return everywhere or (tally.telling >= 2 and tally.held >= _EXPLAINS * tally.tried)
    # few have the points that are added: the rest of the rows must hold nearly all
    sparse = tally.telling >= _SPARSE and tally.tried >= _SPARSE_ROWS and tally.held >= tally.tried - 1
    return sparse or (tally.telling >= UNNAMED_ROWS and tally.held >= _UNNAMED_EXPLAINS * tally.tried)


def hardly_exact(tally: Tally, parts: Sequence[int]) -> bool:
    """Whether a sum of few parts holds but for rounding almost everywhere: it is next to a product, or to one part."""
    # where it fails in several rows as well, small counts were near it by chance
    least = _LEAST_OF_TWO if len(parts) == 2 and tally.off > 1 else _LEAST_EXACT
    return len(parts) <= _FEW and tally.exact < least * tally.held


def no_chance(figures: Figures, formula: ColumnFormula, tally: Tally, tries: int) -> bool:
    """Whether a formula that no header names can hardly be a coincidence, with so many formulas tried."""
    # Of small whole numbers one in three is next to a sum: rows that hold to the digit, or all with what is next to it.
    held = [(tally.telling, 0)]
    if tally.exact < tally.held and not formula.mean:
        slack = figures.slack(formula.target, formula.parts)
        held = [(min(tally.exact, tally.telling), 0), (tally.telling, slack)]
    return any(
        rows
        * log10(figures.chance(formula.target, formula.parts, formula.minus, mean=formula.mean, slack=slack))
        + log10(comb(tally.tried, rows))
        + log10(max(tries, 1))
        <= _UNNAMED_CHANCE
        for rows, slack in held
    )


def runs_beside(amounts: Sequence[int], position: int) -> Iterator[list[int]]:
    """Runs of two or more neighbours that end before the target or start after it."""
    for start in range(position - 1):
        yield list(amounts[start:position])
    for end in range(len(amounts), position + 2, -1):
        yield list(amounts[position + 1 : end])
