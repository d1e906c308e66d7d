"""Figures of a table as whole numbers of one unit, for trying many formulas on many rows at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import NamedTuple

from doichieu.model import RowKind
from doichieu.normalize.units import is_rounded, row_units, unit_at
from doichieu.validate.kept import kept
from doichieu.validate.paper import Sheet
from doichieu.validate.rounding import POSSIBLE_DEVIATIONS

# Rows tried when looking for formulas; what is found is then checked in every row.
_SAMPLE = 200
_TRIED = frozenset({RowKind.DATA, RowKind.SUBTOTAL, RowKind.TOTAL})
# A formula that misses this many of the first rows is not looked at further.
_FIRST = 12
_DEVIATIONS_SQUARED = float(POSSIBLE_DEVIATIONS**2)
_HOPELESS = 0.4
# What is added up: at least so many figures that are printed.
_OPERANDS = 2
# So many gaps, and one sum of so many, are rounding: of fourteen yearly budgets of ministries one sum of six was off
# by one or two, in monthly statistics, where few goods have hidden digits, one of twenty. Small counts add up, and
# their gaps are slips.
_MANY_GAPS, _SLIPS = 3, 25
LEAST_AMOUNT = 1000


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a formula holds.

    Attributes:
        held: Rows in which it holds, rounding allowed for.
        exact: Rows in which it holds to the last digit.
        tried: Rows that have the figures for it, not all nought.
        telling: Rows that hold with two operands above zero, for means two that differ: the others prove nothing.
        amounts: Rows in which it holds but for rounding, with a result of four digits and more or in a unit of amounts.
        nought: Rows in which it holds and gives nought: a column that is nought, beside two that are alike, as well.
    """

    held: int = 0
    exact: int = 0
    tried: int = 0
    telling: int = 0
    amounts: int = 0
    nought: int = 0

    @property
    def off(self) -> int:
        """Rows in which it does not hold."""
        return self.tried - self.held

    @property
    def hides_digits(self) -> bool:
        """Whether gaps of rounding are too many to be slips."""
        return hides_digits(self.exact, self.amounts)


def hides_digits(exact: int, gaps: int) -> bool:
    """Whether amounts were rounded one by one: slips of a unit in so many large sums are none of typing.

    Args:
        exact: Sums that hold to the last digit; of two parts three in four do whatever is hidden.
        gaps: Sums of four digits and more that hold but for rounding.
    """
    return gaps >= _MANY_GAPS and gaps * _SLIPS >= exact + gaps


class _Totals(NamedTuple):
    """A row with what stands left of each column: its figures added up, how many are words, how many are printed."""

    row: dict[int, int]
    printed: dict[int, int]
    totals: list[int]
    words: list[int]
    filled: list[int]


class Runs:
    """Sums of columns that stand beside each other, in the rows that decide whether a formula is looked at further.

    Tables of hundreds of columns have tens of thousands of runs, hardly any of which comes near to a sum.
    """

    def __init__(self, figures: Figures, columns: Sequence[int]) -> None:
        """Runs among columns, in the order given."""
        self._at = {col: at for at, col in enumerate(columns)}
        self._unit = int(10**figures.finest)
        self._columns = columns
        self._figures = figures
        self._rows: list[_Totals] = []

    def _first(self) -> Iterator[_Totals]:
        """The rows from the first, each added up once it is asked for."""
        yield from self._rows
        figures = self._figures
        for at in range(len(self._rows), len(figures.rows)):
            row, printed = figures.rows[at], figures.places[at]
            self._rows.append(
                _Totals(
                    row,
                    printed,
                    list(accumulate((row.get(col, 0) for col in self._columns), initial=0)),
                    list(accumulate((col not in row for col in self._columns), initial=0)),
                    list(accumulate((col in printed for col in self._columns), initial=0)),
                )
            )
            yield self._rows[at]

    def may_hold(self, target: int, parts: Sequence[int], *, mean: bool = False) -> bool:
        """Whether a sum or a mean of columns comes near in enough of the first rows for `Figures.tally` to go on.

        Args:
            target: Column of the result.
            parts: Columns added up; any that do not stand beside each other are let pass.
            mean: Whether the result is their mean.
        """
        start, end = self._at[parts[0]], self._at[parts[-1]] + 1
        count = len(parts)
        if end - start != count:
            return True
        tried = near = 0
        for row, printed, totals, words, filled in self._first():
            if target not in printed or words[end] > words[start] or filled[end] - filled[start] < _OPERANDS:
                continue
            result, total = row[target], totals[end] - totals[start]
            tried += 1
            if mean:
                near += 2 * abs(result * count - total) <= self._unit * count
            else:
                near += 2 * abs(result - total) < self._unit * (count + 1)
            if tried == _FIRST:
                break
        return near >= _HOPELESS * tried


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Figures by row and column in units of the finest printed place.

    Attributes:
        rows: Per sampled row the figure by column; a blank cell is 0, a cell of words has no entry.
        places: Per sampled row the printed places by column.
        finest: Places of the unit.
        measured: Columns whose unit says that they are rounded: thousands of tons, billions of đồng.
    """

    rows: tuple[dict[int, int], ...]
    places: tuple[dict[int, int], ...]
    finest: int
    measured: frozenset[int] = frozenset()

    def tally(
        self,
        target: int,
        parts: Sequence[int],
        minus: frozenset[int] = frozenset(),
        *,
        mean: bool = False,
        cap: int | None = None,
        places: int | None = None,
    ) -> Tally:
        """Try a sum (or mean) of columns in every row.

        Args:
            target: Column of the result.
            parts: Columns added up.
            minus: Columns among them that are deducted.
            mean: Whether the result is their mean.
            cap: Maximum at which results are cut off, in units of the finest place.
            places: Places that means are rounded to; None for those that each row prints.

        Returns:
            How often it holds; counting stops early for one that hardly ever does.
        """
        held = exact = tried = telling = amounts = nought = 0
        count = len(parts)
        for row, printed in zip(self.rows, self.places, strict=True):
            result = row.get(target)
            if result is None or target not in printed:
                continue
            values = [row[part] for part in parts if part in row]
            if len(values) != count or sum(part in printed for part in parts) < _OPERANDS:
                continue
            if not (result or any(values)):
                continue  # where all is nought, everything holds
            total = sum(-row[part] if part in minus else row[part] for part in parts)
            if cap is not None and total > cap:
                total = cap
            tried += 1
            gap = abs(result * count - total) if mean else abs(result - total)
            if gap == 0:
                exact += 1
            elif not self._closes(
                gap, printed if places is None else {**printed, target: places}, target, parts, mean=mean
            ):
                if tried == _FIRST and held < _HOPELESS * tried:
                    break
                continue
            else:
                amounts += abs(result) >= LEAST_AMOUNT or target in self.measured
            held += 1
            nought += not result
            telling += sum(map(bool, values)) >= 2 and not (mean and len(set(values)) == 1)
        return Tally(held, exact, tried, telling, amounts, nought)

    def where_any(self, columns: Collection[int]) -> Figures:
        """The rows in which one of some columns has a figure that is not nought."""
        return self._only([at for at, row in enumerate(self.rows) if any(row.get(col) for col in columns)])

    def distinct(self) -> Figures:
        """The rows that differ, each once."""
        first: dict[tuple[tuple[int, int], ...], int] = {}
        for at, row in enumerate(self.rows):
            first.setdefault(tuple(row.items()), at)
        return self if len(first) == len(self.rows) else self._only(list(first.values()))

    def _only(self, kept: Sequence[int]) -> Figures:
        return replace(
            self, rows=tuple(self.rows[at] for at in kept), places=tuple(self.places[at] for at in kept)
        )

    def runs(self, columns: Sequence[int]) -> Runs:
        """The sums of neighbours among some columns, for a first look at many of them."""
        return Runs(self, columns)

    def places_of(self, column: int) -> int:
        """The most decimal places that a column prints."""
        return max((places.get(column, 0) for places in self.places), default=0)

    def chance(
        self,
        target: int,
        parts: Sequence[int],
        minus: frozenset[int] = frozenset(),
        *,
        mean: bool = False,
        slack: int = 0,
    ) -> float:
        """How likely the result of one row is that of another, at least one pair of rows counted.

        Scores in steps of five agree often, amounts of seven digits never: the chance says what a formula
        that holds in a row is worth.

        Args:
            target: Column of the result.
            parts: Columns added up.
            minus: Columns among them that are deducted.
            mean: Whether the result is their mean.
            slack: What results may miss by and agree.

        Returns:
            A share between 0 and 1; 1 where fewer than two rows have the figures.
        """
        rows = [
            (row[target], sum(-row[part] if part in minus else row[part] for part in parts))
            for row in self.rows
            if target in row and all(part in row for part in parts)
        ]
        if mean:
            unit = 10 ** (self.finest - self.places_of(target))
            divisor = 2 * unit * len(parts)
            rows = [(result, (2 * total + divisor // 2) // divisor * unit) for result, total in rows]
        results, totals = Counter(result for result, _ in rows), Counter(total for _, total in rows)
        own = sum(abs(result - total) <= slack for result, total in rows)
        pairs = len(rows) * (len(rows) - 1)
        if not pairs:
            return 1.0
        met = -own + sum(
            count * totals[value + gap]
            for value, count in results.items()
            for gap in range(-slack, slack + 1)
        )
        return min(1.0, max(met, 1) / pairs)

    def slack(self, target: int, parts: Sequence[int]) -> int:
        """The widest gap of a sum that rounding closes, in units of the finest place."""
        places = self.places[0] if self.places else {}
        most = (len(parts) + 1) // 2
        return max(
            (gap for gap in range(1, most + 1) if self._closes(gap, places, target, parts, mean=False)),
            default=0,
        )

    def _closes(
        self, gap: int, places: dict[int, int], target: int, parts: Sequence[int], *, mean: bool
    ) -> bool:
        """Whether digits that are not printed close a gap by ordinary rounding."""
        if mean:
            unit = int(10 ** (self.finest - places[target]))
            return 2 * gap <= unit * len(parts)
        printed = max((places[col] for col in (target, *parts) if col in places), default=self.finest)
        unit = int(10 ** (self.finest - printed))
        count = len(parts) + 1
        # Uniform errors of half a unit have variance 1/12; in whole numbers, as this is tried for every formula.
        return 2 * gap < unit * count and 12 * gap * gap <= _DEVIATIONS_SQUARED * unit * unit * count


def figures_of(sheet: Sheet, columns: Sequence[int], without: Collection[int] = ()) -> Figures:
    """The figures of some columns of a table, over a sample of its rows.

    Args:
        sheet: A table prepared for checks.
        columns: Columns of amounts.
        without: Grid rows that are left out.

    Returns:
        Its figures; rows are those of data and totals, at most some two hundred.
    """
    rows = [row.index for row in sheet.reading.rows if row.kind in _TRIED and row.index not in without]
    sample = rows[:: max(1, len(rows) // _SAMPLE)]
    numbers = sheet.reading.numbers
    finest = max(
        (numbers[row, col].places for row in sample for col in columns if (row, col) in numbers), default=0
    )
    values, places = [], []
    for row in sample:
        present = {col: numbers[row, col] for col in columns if (row, col) in numbers}
        blank = {
            col: 0
            for col in columns
            if col not in present and not ((cell := sheet.cells.get((row, col))) and cell.text)
        }
        values.append({**blank, **{col: int(n.value.scaleb(finest)) for col, n in present.items()}})
        places.append({col: number.places for col, number in present.items()})
    measured = frozenset(col for col in columns if is_rounded(sheet.reading.columns[col].unit))
    return Figures(rows=tuple(values), places=tuple(places), finest=finest, measured=measured)


@kept
def units_of_rows(sheet: Sheet) -> dict[int, str]:
    """What each row is measured in, where a column or the end of its label says so, by grid row."""
    return row_units(sheet.reading)


def prints_rounded(sheet: Sheet, places: Sequence[tuple[int, int]]) -> bool:
    """Whether figures with decimals are of a unit that is rounded, "Triệu cái": a unit of the last place tells nothing.

    Args:
        sheet: A table.
        places: Row and column of the result, then of what it is computed from.
    """
    row, col = places[0]
    unit = unit_at(sheet.reading, row, sheet.reading.columns[col], units_of_rows(sheet))
    return (
        unit is not None
        and is_rounded(unit)
        and any((number := sheet.number(*place)) is not None and number.places for place in places)
    )


def is_printed(sheet: Sheet, row: int, col: int) -> bool:
    """Whether a factor or a base has a figure: a dash is none, a printed nought contradicts what follows from it."""
    cell = sheet.cells.get((row, col))
    return bool(sheet.value(row, col)) or (
        sheet.number(row, col) is not None and cell is not None and "0" in cell.text
    )
