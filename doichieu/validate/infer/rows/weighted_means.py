"""Rows that are means weighted by another column: the mean mark of a province over the pupils of its schools."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log10, prod

from doichieu.model import ColumnRole, Number, RowKind
from doichieu.validate.infer.ranks.rank_rows import rank_rows
from doichieu.validate.infer.rows.classifications import breakdowns
from doichieu.validate.infer.rows.of_which import are_indices
from doichieu.validate.infer.rows.outline import Outline, read_outline
from doichieu.validate.infer.rows.row_labels import is_no_unit, stands_apart, totals_by_label
from doichieu.validate.paper import AMOUNTS, Sheet
from doichieu.validate.relations.computed import WeightedMeanRelation
from doichieu.validate.rounding import Grade, Rounding, quantum, to_places

_LEAST_PARTS = 3
# What weights make.
_WHOLES = (1, 100)
_COMPARES = re.compile(r"\bso với\b|\btốc độ\b|\btăng trưởng\b|\bnăm trước\b")
# A figure this near the sum of its column is one, with a slip or without.
_SUM_NEAR = Decimal("0.05")
# Columns that a weighting must explain; one alone when its figures are told apart by so many steps.
_LEAST_COLUMNS, _TELLING_STEPS = 2, 50
# The same for each way in which one may be weighted: of many one fits by chance.
_STEPS_A_WAY = 20
_ROUNDED = (Rounding.HALF_UP, Rounding.TRUNCATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedMean:
    """A row that is the mean of others, weighted by a column.

    Attributes:
        target: Grid row of the means.
        parts: Grid rows of the figures.
        weight: Column of the weights.
        columns: Columns it applies to.
        scale: Power of ten between figures and mean.
        rounding: How means are rounded.
        exact: Whether every mean that is near holds to the last digit.
    """

    target: int
    parts: tuple[int, ...]
    weight: int
    columns: tuple[int, ...]
    scale: Decimal
    rounding: Rounding
    exact: bool


def find_weighted_means(sheet: Sheet, derived: Collection[int]) -> list[WeightedMean]:
    """Find rows that are weighted means.

    Args:
        sheet: A table prepared for checks.
        derived: Columns that a formula over columns computes.

    Returns:
        One a row, where it explains figures that are neither the sum nor the plain mean of the rows.
    """
    found = []
    labelled = totals_by_label(sheet)
    ranked = {each.row.index for each in rank_rows(sheet)}
    for row in sheet.reading.rows:
        if row.kind not in {RowKind.TOTAL, RowKind.AVERAGE} and not (
            row.index in labelled or stands_apart(sheet, row)
        ):
            continue
        if row.index in ranked or is_no_unit(row):
            continue
        outline = read_outline(sheet)
        lists = _part_lists(sheet, outline, row.index)
        ways = [*lists, *(breakdowns(sheet, row, outline.within) or ())]
        open_columns = [
            column.index
            for column in sheet.columns(*AMOUNTS, ColumnRole.RATIO)
            if column.index not in derived
            and (number := sheet.number(row.index, column.index)) is not None
            and not any(_is_plain(sheet, parts, column.index, number) for parts in ways)
        ]
        # Beside plain means one figure more is a plain mean misprinted, whatever weighs it by chance.
        plain = sum(
            _is_plain_mean(sheet, row.index, lists, column.index) for column in sheet.columns(*AMOUNTS)
        )
        least = 1 if plain < _LEAST_COLUMNS else _LEAST_COLUMNS
        best = _best(sheet, row.index, lists, open_columns) if len(open_columns) >= least else None
        if best is not None:
            found.append(best)
    return found


def _part_lists(sheet: Sheet, outline: Outline, row: int) -> list[tuple[int, ...]]:
    """The rows that stand under no other, and all rows of data."""
    top = tuple(index for index in outline.top if index != row)
    return list(dict.fromkeys((top, tuple(each.index for each in sheet.data if each.index != row))))


def _is_plain(sheet: Sheet, parts: Sequence[int], col: int, printed: Number) -> bool:
    """Whether a figure is the sum or the plain mean of others."""
    values = [value for part in parts if (value := sheet.value(part, col)) is not None]
    total = sum(values, Decimal(0))
    return bool(values) and (printed.value == total or _is_mean(values, printed))


def _is_mean(values: Sequence[Decimal], printed: Number) -> bool:
    """Whether a figure is the mean of others, rounded or cut off."""
    mean = sum(values, Decimal(0)) / len(values)
    return any(to_places(mean, printed.places, way) == printed.value for way in _ROUNDED)


def _is_plain_mean(sheet: Sheet, row: int, lists: Sequence[Sequence[int]], col: int) -> bool:
    """Whether a row prints the plain mean of figures that are not all alike."""
    printed = sheet.number(row, col)
    if printed is None:
        return False
    columns = ([v for part in parts if (v := sheet.value(part, col)) is not None] for parts in lists)
    return any(len(set(values)) > 1 and _is_mean(values, printed) for values in columns)


def _best(
    sheet: Sheet, row: int, lists: Sequence[tuple[int, ...]], columns: Sequence[int]
) -> WeightedMean | None:
    best: tuple[int, WeightedMean] | None = None
    ways = [(parts, weight) for parts in lists for weight in _weights(sheet, parts, columns)]
    for parts, weight in ways:
        count, option = _tried(sheet, row, parts, weight, columns, len(ways))
        if option is not None and (best is None or count > best[0]):
            best = (count, option)
    return best[1] if best else None


def _weights(sheet: Sheet, parts: Sequence[int], columns: Sequence[int]) -> Iterator[int]:
    """Columns that may weigh: whole figures above zero for every part, or percentages that add up to 100."""
    for column in sheet.columns(*AMOUNTS, ColumnRole.RATIO):
        values = [sheet.number(part, column.index) for part in parts]
        numbers = [number for number in values if number is not None and number.value > 0]
        if len(numbers) < _LEAST_PARTS or len({number.value for number in numbers}) < 2:
            continue
        whole = sum((number.value for number in numbers), Decimal(0))
        if column.index not in columns or whole in _WHOLES:
            yield column.index


def _tried(
    sheet: Sheet, row: int, parts: Sequence[int], weight: int, columns: Sequence[int], ways: int
) -> tuple[int, WeightedMean | None]:
    """How many columns a weighting gives to the digit, and the weighting where these are enough, with so many ways tried."""
    shares = sum((sheet.value(part, weight) or Decimal(0) for part in parts), Decimal(0)) in _WHOLES
    fits = [
        fit
        for col in columns
        # Growth is weighted by what there was before, which stands in no column, or by printed weights.
        if col != weight
        and (shares or not _compares(sheet, col))
        and (fit := _fit(sheet, row, _pairs(sheet, parts, weight, col), len(parts), col))
    ]
    held = [fit for fit in fits if fit.grade is Grade.EXACT]
    # the digits of a total that misses a part are those of some mean, a power of ten off
    steps = max(_TELLING_STEPS, _STEPS_A_WAY * ways)
    alone = len(held) == 1 == len(fits) and held[0].steps >= steps and held[0].scale == 1
    if (len(held) < _LEAST_COLUMNS and not alone) or 2 * len(held) < len(fits):
        return 0, None
    # whole numbers of few steps are met by chance in two columns
    if prod(max(fit.steps, 1.0) for fit in held) < _TELLING_STEPS:
        return 0, None
    near = sum(fit.grade is Grade.POSSIBLE for fit in fits)
    return len(held), WeightedMean(
        target=row,
        parts=tuple(parts),
        weight=weight,
        columns=tuple(fit.col for fit in fits),
        scale=held[0].scale,
        rounding=held[0].rounding,
        exact=not near,
    )


def _compares(sheet: Sheet, col: int) -> bool:
    """Whether a column prints indices of growth."""
    return are_indices(sheet, col) or bool(_COMPARES.search(sheet.reading.columns[col].header.casefold()))


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a weighting fits one column: a mean to the digit, one that hidden digits close, or neither."""

    col: int
    grade: Grade
    scale: Decimal
    rounding: Rounding
    steps: float


def _fit(
    sheet: Sheet, row: int, pairs: Sequence[tuple[Decimal, Decimal]], parts: int, col: int
) -> _Fit | None:
    printed = sheet.number(row, col)
    if parts < _LEAST_PARTS or len(pairs) < parts or printed is None or not printed.value:
        return None
    if any(weight < 0 for _, weight in pairs):
        return None  # places won and lost weigh nothing, and add up to nought
    mean = sum((v * w for v, w in pairs), Decimal(0)) / sum((w for _, w in pairs), Decimal(0))
    if not mean:
        return None
    shift = round(log10(abs(printed.value / mean)))
    mean = mean.scaleb(shift)
    values = [value for value, _ in pairs]
    steps = float((max(values) - min(values)).scaleb(shift) / quantum(printed.places))
    for rounding in _ROUNDED:
        if to_places(mean, printed.places, rounding) == printed.value:
            return _Fit(col, Grade.EXACT, Decimal(1).scaleb(shift), rounding, steps)
    total = sum(values, Decimal(0))
    if abs(printed.value - total) < abs(printed.value - mean) and abs(printed.value) > max(map(abs, values)):
        return None
    close = abs(mean - printed.value) <= quantum(printed.places)
    grade = Grade.POSSIBLE if close else Grade.IMPOSSIBLE
    return _Fit(col, grade, Decimal(1).scaleb(shift), Rounding.HALF_UP, steps)


def _pairs(sheet: Sheet, parts: Sequence[int], weight: int, col: int) -> list[tuple[Decimal, Decimal]]:
    return [
        (value, own)
        for part in parts
        if (value := sheet.value(part, col)) is not None and (own := sheet.value(part, weight))
    ]


def mean_relations(sheet: Sheet, mean: WeightedMean) -> list[WeightedMeanRelation]:
    """The equation of a weighted mean in each of its columns.

    Args:
        sheet: The table.
        mean: What was found.

    Returns:
        One relation a column.
    """
    return [
        WeightedMeanRelation(
            rule="SUM-AVG",
            target=sheet.place(mean.target, col),
            parts=tuple(sheet.place(part, col) for part in mean.parts),
            weights=tuple(sheet.place(part, mean.weight) for part in mean.parts),
            scale=mean.scale,
            rounding=mean.rounding,
            exact=mean.exact,
            places_printed=max(n.places for (_, column), n in sheet.reading.numbers.items() if column == col),
        )
        for col in mean.columns
        if not _is_sum(sheet, mean, col)
    ]


def _is_sum(sheet: Sheet, mean: WeightedMean, col: int) -> bool:
    """Whether a row of means prints nearly the sum of a column: amounts beside rates."""
    total = sheet.value(mean.target, col)
    summed = sum((sheet.value(part, col) or Decimal(0) for part in mean.parts), Decimal(0))
    return total is not None and len(mean.parts) > 1 and abs(total - summed) <= _SUM_NEAR * abs(summed)
