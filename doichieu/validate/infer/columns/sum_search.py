"""Sums of columns that stand beside each other, or are alike: which explains most rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from operator import itemgetter

from doichieu.normalize.text import key
from doichieu.validate.infer.columns.column_formulas import (
    ColumnFormula,
    believed,
    formula_of,
    hardly_exact,
    no_chance,
    runs_beside,
    says,
)
from doichieu.validate.infer.figures import Figures
from doichieu.validate.paper import Sheet

# Columns whose points are taken off: "Điểm trừ", "Giảm trừ", "Điểm phạt"; with its accent, "phát triển" takes off nothing.
_DEDUCTED = re.compile(
    r"\b(điểm trừ|giảm trừ|bị trừ|trừ điểm|phạt|(?:điều chỉnh|cắt) giảm|giảm (?:trong|khác)|thu hồi|hủy|huỷ|chuyển đi)\b"
)
_ASIDE = re.compile(r"\([^()]*\)")
# So many rows in which a total is not what a sub-total is tell the two apart.
_LEAST_APART, _SLIPS = 2, 1

# One row in so many may be off within rounding where all others hold to the digit.
_ROWS_A_SLIP = 10
# Of more columns too many runs would be tried.
_LEAST_PARTS, _MOST_APART = 2, 16


def best_sum(
    sheet: Sheet, figures: Figures, amounts: Sequence[int], named: set[int], done: set[int]
) -> ColumnFormula | None:
    """The sum that explains most rows: of a named column, or of any where `named` is empty.

    Args:
        sheet: The table.
        figures: Its figures.
        amounts: Columns that may be added up, left to right.
        named: Columns that a header calls a total, the only ones tried where there are any.
        done: Columns that are known to be results.
    """
    best: tuple[float, ColumnFormula] | None = None
    deducted = deducted_columns(sheet, amounts)
    runs = figures.runs(amounts)
    for position, target in enumerate(amounts):
        if target in done or (named and target not in named):
            continue
        cap = _kept_maximum(sheet, target)
        for parts, minus in _signed_runs(sheet, amounts, position, deducted, named=bool(named)):
            if not minus and cap is None and not runs.may_hold(target, parts):
                continue
            tally = figures.tally(
                target, parts, minus, cap=int(cap.scaleb(figures.finest)) if cap is not None else None
            )
            if (
                hardly_exact(tally, parts)
                or not believed(tally, named=bool(named))
                or _is_of_another(figures, amounts, target, parts, minus, done)
            ):
                continue
            # Among formulas that explain the same rows, to the digit or nearly, the shorter one wins.
            score = tally.held + tally.exact - 0.01 * len(parts)
            formula = formula_of(target, parts, tally, minus)
            if (best is None or score > best[0]) and (
                named or no_chance(figures, formula, tally, len(amounts) ** 2)
            ):
                best = (score, formula)
    if best is None:
        return _of_a_run_apart(figures, amounts, named - done)
    return _less_ends(figures, best[1])


def _of_a_run_apart(figures: Figures, amounts: Sequence[int], named: Iterable[int]) -> ColumnFormula | None:
    """The sum of a named column whose parts stand side by side further off, or on both sides of it: a total behind the names, its parts at the end."""
    if len(amounts) > _MOST_APART:
        return None
    runs = figures.runs(amounts)
    found: list[tuple[int, int, ColumnFormula]] = []
    for target in named:
        if target not in amounts:
            continue
        at = amounts.index(target)
        for start, end in combinations(range(len(amounts) + 1), 2):
            parts = [col for col in amounts[start:end] if col != target]
            apart_or_around = start > at + 1 or end < at or start < at < end - 1
            if len(parts) < _LEAST_PARTS or not apart_or_around or not runs.may_hold(target, parts):
                continue
            tally = figures.tally(target, parts)
            formula = formula_of(target, parts, tally)
            # a column of few deaths a day among large totals closes to within rounding wherever it is nought
            if tally.held - tally.exact > tally.held // _ROWS_A_SLIP:
                continue
            if believed(tally, named=False) and no_chance(figures, formula, tally, len(amounts) ** 3):
                found.append((tally.held + tally.exact, -len(parts), formula))
    return max(found, key=itemgetter(0, 1), default=(0, 0, None))[2]


def _less_ends(figures: Figures, formula: ColumnFormula) -> ColumnFormula:
    """A sum less columns at one end of its run, where the rows that tell the two apart speak for the shorter.

    Neighbours that are blank in most rows explain none of them: the group after a group is no part of its total.
    """
    parts = formula.parts
    shorter = [
        *(parts[:end] for end in range(len(parts) - 1, 1, -1)),
        *(parts[start:] for start in range(1, len(parts) - 1)),
    ]
    tally = figures.tally(formula.target, parts, formula.minus)
    if formula.minus or tally.held == tally.tried:
        return formula
    for kept in shorter:
        rest = set(parts) - set(kept)
        apart = figures.where_any(rest)
        fewer, more = apart.tally(formula.target, kept), apart.tally(formula.target, parts)
        if fewer.telling > max(more.held, 1):
            return formula_of(formula.target, kept, figures.tally(formula.target, kept))
    return formula


def _is_of_another(
    figures: Figures,
    amounts: Sequence[int],
    target: int,
    parts: Sequence[int],
    minus: frozenset[int],
    done: set[int],
) -> bool:
    """Whether columns add up to a sub-total everywhere, and to the total over it only where nothing else is in that.

    “Tổng số” is “Được đánh giá” in all rows but those with some that were not: what makes up the one is no
    convention of the other.
    """
    tally = figures.tally(target, parts, minus)
    if minus or tally.exact == tally.tried:
        return False
    rivals = [col for col in amounts if col not in {target, *parts, *done}]
    for rival in rivals:
        of_rival = figures.tally(rival, parts)
        if of_rival.exact <= tally.exact or of_rival.exact < of_rival.tried - _SLIPS:
            continue
        if of_rival.exact - tally.exact >= _LEAST_APART or any(
            figures.tally(target, sorted((rival, rest))).exact == of_rival.tried
            for rest in rivals
            if rest != rival
        ):
            return True
    return False


def deducted_columns(sheet: Sheet, columns: Sequence[int]) -> frozenset[int]:
    """The columns whose headers say that their points are taken off."""
    return frozenset(col for col in columns if says(sheet, col, _DEDUCTED))


def _kept_maximum(sheet: Sheet, col: int) -> Decimal | None:
    """The declared maximum at which totals may be cut off; None where a total exceeds it: it is misprinted."""
    maximum = sheet.reading.columns[col].maximum
    kept = maximum is not None and all(
        value <= maximum for row in sheet.data if (value := sheet.value(row.index, col)) is not None
    )
    return maximum if kept else None


def namesakes(sheet: Sheet, amounts: Sequence[int], target: int) -> Iterator[list[int]]:
    """Columns of like name under other headers: areas of two crops, the means of two rounds.

    Args:
        sheet: The table.
        amounts: Columns that may be added up, left to right.
        target: The column of the result.
    """
    alike: defaultdict[str, list[int]] = defaultdict(list)
    for col in amounts:
        if col != target and (leaf := _leaf(sheet, col)):
            alike[leaf].append(col)
    for parts in alike.values():
        if len(parts) >= 2 and parts[-1] - parts[0] >= len(parts):
            yield parts


def _of_one_unit(sheet: Sheet, amounts: Sequence[int], position: int) -> Iterator[list[int]]:
    """Runs of the columns measured as the target is, where others stand between them: capital beside counts of projects."""
    unit = sheet.reading.columns[amounts[position]].unit
    alike = [col for col in amounts if sheet.reading.columns[col].unit == unit]
    if unit is not None and 2 < len(alike) < len(amounts):
        for parts in runs_beside(alike, alike.index(amounts[position])):
            first, last = amounts.index(parts[0]), amounts.index(parts[-1])
            if last - first >= len(parts):
                yield parts


def _leaf(sheet: Sheet, col: int) -> str:
    """The last level of a header that has several, without what stands in brackets: “Quy đổi (x2)” is like “Quy đổi (x3)”."""
    above, _, leaf = sheet.reading.columns[col].header.rpartition(" / ")
    return key(_ASIDE.sub(" ", leaf)) if above else ""


def _signed_runs(
    sheet: Sheet, amounts: Sequence[int], position: int, deducted: frozenset[int], *, named: bool
) -> Iterator[tuple[list[int], frozenset[int]]]:
    """Runs, and again with the columns deducted whose headers say so, in the run or beside it."""
    # a total amid its parts: all other columns leave no choice among them
    around = [col for col in amounts if col != amounts[position]] if 0 < position < len(amounts) - 1 else []
    for parts in (
        *runs_beside(amounts, position),
        *namesakes(sheet, amounts, amounts[position]),
        *_of_one_unit(sheet, amounts, position),
        *([around] if named and len(around) >= _LEAST_PARTS else []),
    ):
        yield parts, frozenset()
        minus = deducted.intersection(parts) if deducted else deducted
        if minus and len(minus) < len(parts):
            yield parts, minus
        # what is taken off may stand on the other side of the total
        apart = deducted.difference(parts, amounts[position : position + 1]) if deducted else deducted
        if apart and not minus:
            yield sorted({*parts, *apart}), apart
