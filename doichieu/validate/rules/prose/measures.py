"""The columns that sentences about all units of a paper can speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from doichieu.model import ColumnRole
from doichieu.normalize.text import key
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.ranks.rank_columns import is_move
from doichieu.validate.infer.ranks.rank_fits import RankFit
from doichieu.validate.listings import MIXED, listings_of, lists_ends
from doichieu.validate.paper import AMOUNTS, Paper, Sheet
from doichieu.validate.rules.prose.stated_figures import own_year

_AMOUNTS = AMOUNTS - {ColumnRole.MAXIMUM}
_HUNDRED = 100
# A part of a total in a table of its own has its figures, but for a slip.
_FEWEST_ALIKE, _MOST_ALIKE = 4, 0.8
# The rank of all together among those of parts: "Xếp hạng chung".
_WHOLE = re.compile(r"\b(?:chung|tong|toan tinh)\b")


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of figures of a table that lists units.

    Attributes:
        sheet: The table.
        column: Its column.
        main: Whether it is what the table ranks its units by, as far as its roles tell.
        partial: Whether the table is about one part of what another table of the same units adds up.
    """

    sheet: Sheet
    column: int
    main: bool
    partial: bool = False

    def fits(self, *, percent: bool) -> bool:
        """Whether a percentage (or else a score) can be one of its figures."""
        if self.sheet.reading.columns[self.column].role is ColumnRole.RATIO:
            return percent
        return not percent or (
            self.main and not self.sheet.columns(ColumnRole.RATIO) and self._within_hundred()
        )

    def _within_hundred(self) -> bool:
        """Whether an index has the range of percentages: papers call 79,58 points 79,58 %."""
        values = (self.sheet.value(row.index, self.column) for row in self.sheet.data)
        return all(value is None or 0 <= value <= _HUNDRED for value in values)


def measures_of(paper: Paper, conventions: Conventions, fewest: int) -> list[Measure]:
    """The columns of figures of the paper's own year, of every table that lists units.

    Args:
        paper: The paper.
        conventions: What was inferred; what the ranks follow, which columns are computed from others.
        fewest: Units that a table must list.
    """
    measures = [
        measure
        for sheet in listings_of(paper)
        for measure in _of_sheet(sheet, conventions, own_year(paper), fewest)
    ]
    partial = _partial(measures, conventions)
    return [replace(one, main=False, partial=True) if one.sheet.index in partial else one for one in measures]


def _partial(measures: Sequence[Measure], conventions: Conventions) -> set[int]:
    """The tables that rank units by what another table has as one part of its total."""
    mains = [measure for measure in measures if measure.main]
    parts = {
        (index, part)
        for index in {measure.sheet.index for measure in mains}
        for of in (
            *(formula.parts for formula in conventions.formulas[index].columns),
            *(formula.parts for formula in conventions.formulas[index].weights),
        )
        for part in of
    }
    by_index = {measure.sheet.index: measure.sheet for measure in mains}
    return {
        one.sheet.index
        for one in mains
        for index, part in parts
        if index != one.sheet.index and _repeats(one, by_index[index], part)
    }


def _repeats(one: Measure, other: Sheet, col: int) -> bool:
    """Whether a column of another table prints the figures of a measure for nearly all units."""
    shared = one.sheet.unique.keys() & other.unique.keys()
    least = _MOST_ALIKE * len(one.sheet.unique)
    if len(shared) < max(_FEWEST_ALIKE, least):
        return False
    alike = len(shared)
    for subject in shared:
        value = one.sheet.value(one.sheet.unique[subject], one.column)
        if value is None or value != other.value(other.unique[subject], col):
            alike -= 1
            if alike < least:
                return False
    return True


def _of_sheet(sheet: Sheet, conventions: Conventions, year: int | None, fewest: int) -> Iterator[Measure]:
    if len(sheet.rows_of) < fewest:
        return
    rankings, formulas = conventions.rankings, conventions.formulas[sheet.index]
    amounts = [
        column
        for column in sheet.columns(*_AMOUNTS)
        if column.period in {None, year} and not is_move(sheet, column.index)
    ]
    ratios = [column for column in sheet.columns(ColumnRole.RATIO) if column.period in {None, year}]
    totals = [column.index for column in amounts if column.role is ColumnRole.TOTAL]
    # Kinds that are ranked apart are not spoken of as one.
    apart = sheet.units == MIXED and any(
        fit is not None and fit.convention.by_group
        for (index, _), fit in rankings.items()
        if index == sheet.index
    )
    parts = {part for formula in formulas.columns for part in formula.parts}
    results = {formula.target for formula in formulas.columns} | {
        formula.target for formula in formulas.weights
    }
    # A sub-total is what no sentence on all units means: "Điểm chuẩn" beside points added and taken off.
    totals = [col for col in totals if col not in parts] or totals
    ranked = list(dict.fromkeys(_ranked(sheet, rankings, year)))
    for rivals in (amounts, ratios):
        indices = [column.index for column in rivals]
        scores = [col for col in ranked if col in indices]
        percentages = [ratio.value for ratio in formulas.ratios if ratio.ratio in ranked]
        options = (
            scores if len(scores) == 1 else [],
            [col for col in dict.fromkeys(percentages) if col in indices],
            [col for col in totals if col in indices],
            scores,
            [col for col in indices if col in results - parts],
            indices,
        )
        main = next((cols for cols in options if cols), [])
        for index in indices:
            yield Measure(sheet, index, main=main == [index] and not apart and not lists_ends(sheet))


def _ranked(
    sheet: Sheet, rankings: Mapping[tuple[int, int], RankFit | None], year: int | None
) -> Iterator[int]:
    """The columns that the ranks of a table's own year follow; of several ranks those of all together."""
    fits = {
        column.index: fit
        for column in sheet.columns(ColumnRole.RANK)
        if column.period in {None, year} and (fit := rankings.get((sheet.index, column.index))) is not None
    }
    whole = [col for col in fits if _WHOLE.search(key(sheet.reading.columns[col].header))]
    for col in whole if len(fits) > 1 else fits:
        yield fits[col].convention.score
