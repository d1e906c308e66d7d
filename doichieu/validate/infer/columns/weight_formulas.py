"""Columns that are weighted sums of others: what such a formula is, when rows bear it out, and its equations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log10

from doichieu.model import ColumnRole
from doichieu.validate.infer.columns.product_forms import places_of
from doichieu.validate.infer.columns.stated_weights import (
    states_weights,
)
from doichieu.validate.infer.rows.row_labels import stands_apart
from doichieu.validate.paper import Sheet
from doichieu.validate.relations.computed import WeightedRelation
from doichieu.validate.rounding import Rounding, quantum, to_places

_SAMPLE = 60
LEAST_ROWS = 3
_EXPLAINS = 0.7
_TO_THE_DIGIT = 0.8
# What chance may do where no header states the weights.
_CHANCE = -4.0
_MODES = (Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.TRUNCATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightFormula:
    """A column that is the weighted sum of others.

    Attributes:
        target: The column.
        parts: The columns weighted.
        weights: Weight of each.
        rounding: How totals are rounded.
        places: Decimal places of the column.
        exact: Whether it holds to the last digit nearly everywhere.
    """

    target: int
    parts: tuple[int, ...]
    weights: tuple[Decimal, ...]
    rounding: Rounding
    places: int
    exact: bool


Row = dict[int, Decimal]


def weighted_rows(sheet: Sheet, columns: Sequence[int]) -> list[Row]:
    """The figures of some columns in a sample of the rows of data."""
    data = [row.index for row in sheet.data if not states_weights(sheet, row.index)]
    return [
        {col: number.value for col in columns if (number := sheet.number(row, col)) is not None}
        for row in data[:: max(1, len(data) // _SAMPLE)]
    ]


def believed(
    sheet: Sheet,
    rows: Sequence[Row],
    target: int,
    parts: tuple[int, ...],
    weights: tuple[Decimal, ...],
    fitted: int | None,
) -> WeightFormula | None:
    """The formula where it explains the rows; None where it explains too few, or chance would.

    Args:
        sheet: The table.
        rows: Figures of its rows by column.
        target: Column of the totals.
        parts: Columns weighted.
        weights: Weight of each.
        fitted: How many of these were fitted to the figures; None where headers state them.
    """
    # Nothing times any weight is nothing: rows of zeros prove no weights.
    full = [
        row
        for row in rows
        if target in row and all(col in row for col in parts) and any(row[col] for col in parts)
    ]
    if fitted is not None:  # nor does a row that comes again
        full = list({tuple(row[col] for col in (target, *parts)): row for row in full}.values())
    if len(full) < LEAST_ROWS:
        return None
    places = places_of(sheet, target)
    slack = quantum(places) / 2
    # Whole numbers that no header weights are counts, which have no hidden digits.
    if fitted is None or any(places_of(sheet, col) for col in parts):
        slack += sum(
            (weight * quantum(places_of(sheet, col)) / 2 for col, weight in zip(parts, weights, strict=True)),
            Decimal(0),
        )
    totals = [sum((row[c] * w for c, w in zip(parts, weights, strict=True)), Decimal(0)) for row in full]
    printed = [row[target] for row in full]
    agreeing = [v for total, v in zip(totals, printed, strict=True) if abs(total - v) <= slack]
    held = len(agreeing)
    # Where nearly all units have all points, any column that is full as well agrees.
    if held < max(LEAST_ROWS, _EXPLAINS * len(full)) or len(set(agreeing)) < LEAST_ROWS:
        return None
    counts = {
        mode: sum(
            to_places(total, places, mode) == value for total, value in zip(totals, printed, strict=True)
        )
        for mode in _MODES
    }
    mode = max(counts, key=lambda mode: counts[mode])
    spread = max(printed) - min(printed)
    chance = float(2 * slack / (spread + 2 * slack))
    if fitted is not None and (held - fitted) * log10(chance) > _CHANCE:
        return None
    return WeightFormula(
        target=target,
        parts=parts,
        weights=weights,
        rounding=mode,
        places=places,
        # A rate and its points are rounded both, whichever was computed from the other; weights that nothing states
        # may be others next to them, which a unit of the last place would tell.
        exact=counts[mode] >= (1 if fitted else _TO_THE_DIGIT) * held and not _is_rate(sheet, parts),
    )


def _is_rate(sheet: Sheet, parts: Sequence[int]) -> bool:
    return len(parts) == 1 and sheet.reading.columns[parts[0]].role is ColumnRole.RATIO


def weight_relations(sheet: Sheet, formula: WeightFormula) -> list[WeightedRelation]:
    """The formula in every row of data that has the figures for it; totals are linear too, but rounded.

    Args:
        sheet: The table.
        formula: What was found.

    Returns:
        One relation a row.
    """
    return [
        WeightedRelation(
            rule="SUM-WEIGHT",
            target=sheet.place(row.index, formula.target),
            parts=tuple(sheet.place(row.index, col) for col in formula.parts),
            weights=formula.weights,
            rounding=formula.rounding,
            places_printed=formula.places,
            exact=formula.exact,
        )
        for row in sheet.data
        if not (states_weights(sheet, row.index) or stands_apart(sheet, row))
        and all(sheet.number(row.index, col) is not None for col in (formula.target, *formula.parts))
    ]
