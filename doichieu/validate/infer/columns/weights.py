"""Totals of weighted columns: "Chính quyền số (40%)", a tax of 8 % of a price, an index of several parts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import chain

from doichieu.model import ColumnRole
from doichieu.normalize.text import fold, key
from doichieu.validate.infer.columns.least_squares import fit_weights
from doichieu.validate.infer.columns.stated_weights import (
    FIGURE,
    as_share,
    levels_as_weights,
    stated_weight,
)
from doichieu.validate.infer.columns.weight_formulas import (
    LEAST_ROWS,
    Row,
    WeightFormula,
    believed,
    weighted_rows,
)
from doichieu.validate.paper import AMOUNTS, Sheet
from doichieu.validate.rounding import to_places

_LEAST_WEIGHTS = 2
# A total whose weights no header states: rows beyond the weights to be found.
_SPARE_ROWS = 3
_MOST_PARTS = 10
# Indices of ten points make a score of a hundred.
_TIMES = Decimal(10)
_POINTS = re.compile(r"\bdiem\b")
_HUNDRED = Decimal(100)
# A rate applied to another column: "Thuế GTGT 8%", "Phí dịch vụ (5%)".
_RATE = re.compile(
    rf"\b(?:thue|vat|gtgt|phi|chi phi|le phi|du phong|trich|giam|phu cap|bhxh|bhyt)\b.*?\b{FIGURE}\s*%"
)
_PERCENT = re.compile(rf"{FIGURE}\s*%")
# An amount that a column is multiplied by: "Thành tiền (hệ số x 2.340.000)", in units, thousands or millions of them.
_PRICE = re.compile(r"(?<![\d.,/])(\d{1,3}(?:[.,]\d{3})+)(?![\d.,/])")
_UNITS = (0, -3, -6)
_CONVERTED = re.compile(r"\b(?:quy doi|nhan he so|sau he so)\b")
_INDEX = re.compile(
    r"\b(tong|chi so|index|diem|dti|pci|papi|sipas|ddci|par|ict|quy doi|ket qua|dtb\w*|tbm?|trung binh)\b"
)


# What columns of games are headed, and what one won counts where one drawn counts one.
_WON, _DRAWN = ("thang", "so tran thang", "tran thang"), ("hoa", "so tran hoa", "tran hoa")
_A_GAME = (Decimal(3), Decimal(2))

_Option = tuple[tuple[int, ...], tuple[Decimal, ...], int | None]
"""Parts, weights, and how many of these were fitted to the figures; None where headers state them."""


def find_weights(
    sheet: Sheet, derived: Collection[int], tied: Collection[frozenset[int]]
) -> list[WeightFormula]:
    """Find the columns that are weighted sums of others.

    Args:
        sheet: A table prepared for checks.
        derived: Columns that another formula computes already.
        tied: Columns that another formula ties already.

    Returns:
        One formula a column.
    """
    columns = [c.index for c in sheet.columns(*AMOUNTS, ColumnRole.RATIO) if c.role is not ColumnRole.MAXIMUM]
    rows = weighted_rows(sheet, columns) if len(columns) > 1 else []
    found: list[WeightFormula] = []
    if len(rows) < LEAST_ROWS:
        return found
    for target in columns:
        if target in derived or len({row[target] for row in rows if target in row}) < LEAST_ROWS:
            continue
        options = (
            option
            for option in _options(sheet, rows, columns, target, derived)
            if not any({target, *option[0]} <= set(other) for other in tied)
        )
        drafts = (
            draft
            for option in chain(_multiples(sheet, columns, target), options)
            if (draft := believed(sheet, rows, target, *option)) is not None
        )
        best = next(drafts, None)
        if best is not None:
            found.append(best)
    return found


# --------------------------------------------------------------------------- candidates


def _multiples(sheet: Sheet, columns: Sequence[int], target: int) -> Iterator[_Option]:
    """One column times the rate or the amount that the header states, the nearest first."""
    header = fold(sheet.reading.columns[target].header)
    rate = _RATE.search(header)
    # "Chi phí chung (Nội nghiệp 15%; Ngoại nghiệp 20%)": which of two rates applies no column tells.
    one = len(set(_PERCENT.findall(header))) == 1
    factors = [as_share(rate.group(1), "%")] if rate and one else []
    prices = [Decimal(re.sub(r"[.,]", "", text)) for text in _PRICE.findall(header)]
    factors += [price.scaleb(unit) for price in prices for unit in _UNITS]
    # "Quy đổi (x3)" beside the points of one field
    if _CONVERTED.search(header) and (times := stated_weight(sheet, target)):
        factors.append(times)
    nearest = sorted((c for c in columns if c != target), key=lambda col: (col > target, abs(col - target)))
    yield from (((part,), (factor,), None) for factor in factors for part in nearest)


def _options(
    sheet: Sheet, rows: Sequence[Row], columns: Sequence[int], target: int, derived: Collection[int]
) -> Iterator[_Option]:
    """Parts and weights to try, those that headers state first."""
    header = fold(sheet.reading.columns[target].header)
    stated = {
        col: weight for col in columns if col != target and (weight := stated_weight(sheet, col)) is not None
    }
    for run, levels in levels_as_weights(sheet, [col for col in columns if col != target]):
        yield run, levels, None
    weighted = stated_weight(sheet, target) is not None
    for run in _runs([col for col in columns if col != target], stated, target):
        weights = tuple(stated[col] for col in run)
        whole = sum(weights)
        yield run, weights, None
        if weighted:
            continue  # what counts with a weight of its own is a part beside these, unless they make a whole of it
        if whole and whole != 1:
            yield run, tuple(weight / whole for weight in weights), None
        if whole:
            # PCI and DDCI weight indices of ten points into a score of a hundred.
            yield run, tuple(weight / whole * _TIMES for weight in weights), None
        yield from _one_misprinted(run, weights)
    if not weighted:
        yield from _counted_twice(sheet, [col for col in columns if col not in derived], stated, target)
    yield from _games(sheet, columns, target)
    yield from _marked(sheet, rows, target)
    if _INDEX.search(header) or sheet.reading.columns[target].role is ColumnRole.TOTAL:
        yield from _fitted(sheet, rows, [col for col in columns if col not in derived], target)


def _counted_twice(
    sheet: Sheet, columns: Sequence[int], stated: dict[int, Decimal], target: int
) -> Iterator[_Option]:
    """All amounts on one side of the target, or about it, of which headers say that some count twice or more: the others count once."""
    others = [c for c in columns if c != target]
    for side in ([c for c in others if c < target], [c for c in others if c > target], others):
        run = tuple(c for c in side if sheet.reading.columns[c].role is not ColumnRole.RATIO)
        weights = tuple(stated.get(col, Decimal(1)) for col in run)
        if len(run) < _LEAST_WEIGHTS or max(weights) < 2 or any(one % 1 or not one for one in weights):
            continue
        yield run, weights, None
        yield run, tuple(weight / sum(weights) for weight in weights), None


def _games(sheet: Sheet, columns: Sequence[int], target: int) -> Iterator[_Option]:
    """Games won and drawn, of which every league counts the first three times or twice: too few teams play for figures to tell."""
    if not _POINTS.search(fold(sheet.reading.columns[target].header)):
        return
    called = {key(sheet.reading.columns[col].indicator): col for col in columns if col != target}
    won, drawn = (next((called[name] for name in names if name in called), None) for names in (_WON, _DRAWN))
    if won is not None and drawn is not None:
        yield from (((won, drawn), (times, Decimal(1)), None) for times in _A_GAME)


def _one_misprinted(run: tuple[int, ...], weights: tuple[Decimal, ...]) -> Iterator[_Option]:
    """The weights but for one, which is what the others leave of the whole."""
    if sum(weights) == 1 or len(run) < _LEAST_WEIGHTS:
        return
    for at, weight in enumerate(weights):
        rest = 1 - sum(weights) + weight
        if 0 < rest < 1:
            mended = (*weights[:at], rest, *weights[at + 1 :])
            yield run, mended, None
            yield run, tuple(one * _TIMES for one in mended), None


def _marked(sheet: Sheet, rows: Sequence[Row], target: int) -> Iterator[_Option]:
    """Points for a percentage beside them: 97,96 % of 20 points are 19,59; the maximum is declared or implied."""
    column = sheet.reading.columns[target]
    if sheet.columns(ColumnRole.MAXIMUM) or column.role not in {ColumnRole.COMPONENT, ColumnRole.TOTAL}:
        return  # maxima are printed row by row, or these are no points
    for rate in (target - 1, target + 1):
        if (
            not 0 <= rate < len(sheet.reading.columns)
            or sheet.reading.columns[rate].role is not ColumnRole.RATIO
        ):
            continue
        maximum = column.maximum
        if maximum:
            yield (rate,), (maximum / _HUNDRED,), None
        full = [row for row in rows if target in row and row.get(rate, Decimal(0)) > 0]
        # The largest share tells the maximum best; maxima are whole or half points.
        best = max(full, key=lambda row: row[rate], default=None)
        if best is not None and best[rate] <= _HUNDRED and _POINTS.search(fold(column.header)):
            implied = to_places(best[target] * 2 * _HUNDRED / best[rate], 0) / 2
            if implied and implied != maximum:
                yield (rate,), (implied / _HUNDRED,), 1


def _runs(columns: Sequence[int], stated: dict[int, Decimal], target: int) -> Iterator[tuple[int, ...]]:
    """Columns with stated weights on one side of the target, and those on both where only they make a whole."""
    sides = [
        [c for c in columns if c < target and c in stated],
        [c for c in columns if c > target and c in stated],
    ]
    for weighted in sides:
        if len(weighted) >= _LEAST_WEIGHTS:
            yield tuple(weighted)
    if all(sides) and sum(stated[col] for side in sides for col in side) == 1:
        yield (*sides[0], *sides[1])


def _fitted(sheet: Sheet, rows: Sequence[Row], columns: Sequence[int], target: int) -> Iterator[_Option]:
    """Neighbours whose weights the figures imply: ten times their mean, and round weights that add up to one."""
    # What every row prints alike, as the games played, weighs nothing.
    amounts = [
        col
        for col in columns
        if (sheet.reading.columns[col].role is not ColumnRole.RATIO or col == target)
        and len({row[col] for row in rows if col in row}) > 1
    ]
    before = [col for col in amounts if col < target]
    after = [col for col in amounts if col > target]
    around = [*before, *after] if before and after else []
    for run in (before, after, around):
        if 2 <= len(run) <= _MOST_PARTS:
            yield tuple(run), (_TIMES / len(run),) * len(run), 0
    for run in (before, after, before[-2:], before[-3:], after[:2], after[:3], around):
        if not 2 <= len(run) <= _MOST_PARTS:
            continue
        full = [row for row in rows if target in row and all(col in row for col in run)]
        if len(full) >= len(run) + _SPARE_ROWS:
            weights = fit_weights([[row[col] for col in run] for row in full], [row[target] for row in full])
            if weights is not None:
                counted = [(col, weight) for col, weight in zip(run, weights, strict=True) if weight]
                yield tuple(col for col, _ in counted), tuple(weight for _, weight in counted), len(run)
