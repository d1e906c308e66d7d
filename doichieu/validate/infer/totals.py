"""Which rows are the sums or averages of which: hierarchies, and rows that a label calls a total."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from doichieu.model import ColumnRole, Row, RowKind
from doichieu.validate.infer.nesting import nest
from doichieu.validate.infer.outline import Outline, Parent, is_total_label, read_outline, stands_apart
from doichieu.validate.infer.vouched import vouched
from doichieu.validate.paper import AMOUNTS, Figures, Place, Sheet
from doichieu.validate.relations import RatioRelation, SumRelation
from doichieu.validate.rounding import Grade
from doichieu.validate.slips import describe_slip

# A formula is a convention of the table when it explains this share of the columns that can be tried.
_EXPLAINS = 0.6
# So many other parents of the same kind bear a hierarchy out, whatever is off under one of them.
_PEERS = 3
_PEERS_HOLD = 0.7
# A row that its label calls a total, or a parent that few others bear out, may miss by this much and is an error;
# one that misses by more means something else.
_MISSES_BY = Decimal("0.2")
_TOTAL_MISSES_BY = Decimal("0.5")
# Parts of a sum that a slip of the pen can be told by.
_LEAST_ROWS = 3
_HUNDRED = Decimal(100)
_DECLARED = re.compile(
    r"[(=]\s*((?:[A-ZĐ]+|\d+(?:\.\d+)*|[a-zđ])(?:\s*[+-]\s*(?:[A-ZĐ]+|\d+(?:\.\d+)*|[a-zđ]))+)\s*\)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFormula:
    """A row that is the sum (or the mean) of others in each column.

    Attributes:
        target: Grid row of the sum.
        parts: Grid rows of its parts.
        mean: Whether it is their mean.
        minus: Parts that are deducted.
        exact: Whether such sums hold to the last digit in this table, so that a rounding gap counts.
        columns: Columns it is limited to, None where it holds in all: a row of totals has means in others.
    """

    target: int
    parts: tuple[int, ...]
    mean: bool = False
    minus: frozenset[int] = frozenset()
    exact: bool = True
    columns: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class _NoSums:
    """What is known to be no sum of rows: places of weighted means, columns of quotients."""

    averaged: frozenset[tuple[int, int]]
    quotients: frozenset[int]


def find_row_formulas(
    sheet: Sheet,
    averaged: Collection[tuple[int, int]] = (),
    quotients: Collection[int] = (),
    shares: Callable[[], Collection[RatioRelation]] = tuple,
    across: Callable[[], Sequence[Grade | None]] = tuple,
) -> list[RowFormula]:
    """Find the rows that sum up others.

    Args:
        sheet: A table prepared for checks.
        averaged: Places (row, column) that are weighted means.
        quotients: Columns of quotients, which add up to nothing.
        shares: Gives the percentages of the table, which may vouch for a total.
        across: Tells how well the sums over its columns hold: figures rounded one by one break those too.

    Returns:
        One formula a total, parents of a hierarchy before the totals over them.
    """
    outline = nest(sheet, read_outline(sheet))
    rows = [
        row for row in sheet.reading.rows if row.kind not in {RowKind.HEADER, RowKind.GROUP, RowKind.NOTE}
    ]
    no_sums = _NoSums(frozenset(averaged), frozenset(quotients))
    drafts = [*_hierarchical(sheet, outline.parents), *_totals(sheet, rows, outline, no_sums)]
    return _settle_exactness(sheet, _with_vouched(sheet, drafts, shares), across)


def _with_vouched(
    sheet: Sheet, drafts: Sequence[tuple[RowFormula, bool]], shares: Callable[[], Collection[RatioRelation]]
) -> list[RowFormula]:
    """The formulas that are believed, and those of the others that other equations of the table vouch for."""
    refused = [formula for formula, believed in drafts if not believed]
    if not refused:
        return [formula for formula, _ in drafts]
    sums = {
        formula.target: [column_relation(sheet, formula, col) for col in summed_columns(sheet, formula)]
        for formula, _ in drafts
    }
    positions = vouched(
        [sums[formula.target] for formula in refused],
        [sum_ for formula, believed in drafts if believed for sum_ in sums[formula.target]],
        shares(),
        sheet.figure,
    )
    called = [refused[at] for at in positions]
    return [formula for formula, believed in drafts if believed or formula in called]


# --------------------------------------------------------------------------- hierarchies


def _hierarchical(sheet: Sheet, parents: Sequence[Parent]) -> Iterator[tuple[RowFormula, bool]]:
    """Parents over their parts; believed where that holds for a parent itself or for others numbered like it."""
    drafts = [(parent, RowFormula(target=parent.row, parts=parent.parts)) for parent in parents]
    counts = {parent.row: columns_held(sheet, draft) for parent, draft in drafts}
    for parent, draft in drafts:
        declared = _declared_parts(sheet, sheet.reading.rows[parent.row])
        if declared is not None:
            yield declared, True
            continue
        held, tried = counts[parent.row]
        if not tried:
            continue
        others = [counts[other.row] for other in parents if other is not parent and counts[other.row][1]]
        alike = [
            counts[o.row] for o in parents if o is not parent and o.style == parent.style and counts[o.row][1]
        ]
        few = _borne_out(alike, 1) or _borne_out(others, 2)
        believed = (
            (held > 0 and (held * 2 >= tried or few))
            or _borne_out(alike, _PEERS)
            or (few and _misses_little(sheet, draft, _MISSES_BY))
        )
        yield draft, believed


def _borne_out(counts: Sequence[tuple[int, int]], least: int) -> bool:
    """Whether so many other parents are the sums of their parts, and nearly all that can be tried."""
    held = sum(held * 2 >= tried and held > 0 for held, tried in counts)
    return held >= least and held >= _PEERS_HOLD * len(counts)


def _misses_little(sheet: Sheet, formula: RowFormula, share: Decimal) -> bool:
    """Whether every column that does not hold misses by a small share, or by one slip of the pen."""
    for col in summed_columns(sheet, formula):
        relation = column_relation(sheet, formula, col)

        figures = sheet.figure

        total, printed = relation.recomputed(figures), figures(relation.target)
        if total is None or printed is None or total == printed.value:
            continue
        if abs(total - printed.value) <= share * abs(total):
            continue
        if not any(_is_slip(relation, place, figures) for place in relation.places):
            return False
    return True


def _is_slip(relation: SumRelation, place: Place, figures: Figures) -> bool:
    number, right = figures(place), relation.solve(place, figures)
    if number is None or right is None:
        return False
    return describe_slip(number.value, number.places, right) != "unknown"


# --------------------------------------------------------------------------- rows called totals


def _totals(
    sheet: Sheet, rows: Sequence[Row], outline: Outline, no_sums: _NoSums
) -> Iterator[tuple[RowFormula, bool]]:
    """Rows over the parts that come nearest to them; believed where they hold, or were meant to."""
    for row in rows:
        called = row.kind in {RowKind.TOTAL, RowKind.AVERAGE}
        apart = not called and not is_total_label(row)
        if apart and not stands_apart(sheet, row):
            continue
        declared = _declared_parts(sheet, row)
        if declared is not None:
            yield declared, True
            continue
        candidates = [
            RowFormula(target=row.index, parts=parts, mean=row.kind is RowKind.AVERAGE)
            for parts in dict.fromkeys(map(tuple, _part_lists(rows, row, outline.top, outline.within)))
            if len(parts) >= 2
        ]
        if not candidates:
            continue
        candidates = [_summing(sheet, formula, no_sums, apart=apart) for formula in candidates]
        best = candidates[0]
        if len(candidates) > 1:
            best = max(candidates, key=lambda formula: _closeness(sheet, formula))
        if not columns_held(sheet, best)[0]:
            best = next((option for option in candidates if _misses_little(sheet, option, _MISSES_BY)), best)
        held, tried = columns_held(sheet, best)
        holds = held > 0 and held >= _EXPLAINS * tried
        yield best, holds or (tried > 0 and _meant(sheet, row, best, held, tried))


def _meant(sheet: Sheet, row: Row, formula: RowFormula, held: int, tried: int) -> bool:
    """Whether a row that sums up its parts in few columns was meant to: what its label says, and slips of the pen."""
    long = len(formula.parts) >= _LEAST_ROWS
    if row.kind in {RowKind.TOTAL, RowKind.AVERAGE}:
        share = _TOTAL_MISSES_BY if long and not formula.mean else _MISSES_BY
        return held * 2 >= tried or _misses_little(sheet, formula, share)
    return (
        long and is_total_label(row) and _misses_little(sheet, formula, _MISSES_BY) and _slips(sheet, formula)
    )


def _slips(sheet: Sheet, formula: RowFormula) -> bool:
    """Whether a slip of the pen explains every column that does not hold."""
    figures = sheet.figure

    relations = [column_relation(sheet, formula, col) for col in summed_columns(sheet, formula)]
    return all(
        any(_is_slip(relation, place, figures) for place in relation.places)
        for relation in relations
        if relation.grade(figures) is Grade.IMPOSSIBLE
    )


def _summing(sheet: Sheet, formula: RowFormula, no_sums: _NoSums, *, apart: bool) -> RowFormula:
    """The formula without the columns in which the row prints means or rates: within the range of its parts.

    Args:
        sheet: The table.
        formula: A row over its parts.
        no_sums: Places that are known to be no sums.
        apart: Whether no label calls the row a total, so that it is one only where it holds.
    """
    columns = summed_columns(sheet, formula)
    kept = [
        col
        for col in columns
        if (formula.target, col) not in no_sums.averaged
        and (formula.mean or (col not in no_sums.quotients and _sums_up(sheet, formula, col, apart=apart)))
    ]
    return formula if len(kept) == len(columns) else replace(formula, columns=frozenset(kept))


def _sums_up(sheet: Sheet, formula: RowFormula, col: int, *, apart: bool) -> bool:
    relation = column_relation(sheet, formula, col)

    figures = sheet.figure

    total, printed = relation.recomputed(figures), sheet.value(formula.target, col)
    if total is None or printed is None or relation.grade(figures) is not Grade.IMPOSSIBLE:
        return True
    if apart:
        return False
    values = [number.value for place in relation.parts if (number := figures(place))]
    if len(values) < _LEAST_ROWS or not min(values) <= printed <= max(values):
        return True
    return any(_is_slip(relation, place, figures) for place in relation.places)


def _closeness(sheet: Sheet, formula: RowFormula) -> tuple[int, Decimal]:
    """How well parts make a total: columns that hold, then how near the worst of the others comes."""
    worst = Decimal(0)
    for col in summed_columns(sheet, formula):
        relation = column_relation(sheet, formula, col)
        total = relation.recomputed(sheet.figure)
        printed = sheet.value(formula.target, col)
        if total is not None and printed is not None:
            worst = max(worst, abs(total - printed) / max(abs(printed), Decimal(1)))
    return columns_held(sheet, formula)[0], -worst


def _part_lists(
    rows: Sequence[Row], total: Row, top: Sequence[int], within: frozenset[int]
) -> Iterator[list[int]]:
    """What a total may be over: the rows that stand under no other, all rows, those up to the total before or after."""
    data = [row for row in rows if row.kind in {RowKind.DATA, RowKind.SUBTOTAL} and not is_total_label(row)]
    yield [row for row in top if row != total.index]
    yield [row.index for row in data if row.kind is RowKind.DATA]
    marks = [row.index for row in rows if row.kind in {RowKind.TOTAL, RowKind.AVERAGE} or is_total_label(row)]
    before = max((mark for mark in marks if mark < total.index), default=-1)
    after = min((mark for mark in marks if mark > total.index), default=10**9)
    outer = [row.index for row in data if row.index not in within] or [row.index for row in data]
    for low, high in ((before, total.index), (total.index, after)):
        yield [row for row in outer if low < row < high]
        yield [row.index for row in data if low < row.index < high and row.kind is RowKind.DATA]


def _declared_parts(sheet: Sheet, row: Row) -> RowFormula | None:
    """The parts that a label names: "Tổng cộng (I+II)", "C = A - B"; None where it names none that all exist."""
    match = _DECLARED.search(row.label)
    if match is None:
        return None
    signs = re.findall(r"[+-]", match.group(1))
    names = re.split(r"\s*[+-]\s*", match.group(1))
    by_ordinal: dict[str, list[int]] = {}
    for other in sheet.reading.rows:
        if other.ordinal and other.index != row.index:
            by_ordinal.setdefault(other.ordinal, []).append(other.index)
    found = [_nearest(by_ordinal.get(name, ()), row.index) for name in names]
    if any(part is None for part in found):
        return None
    parts = tuple(part for part in found if part is not None)
    minus = frozenset(part for part, sign in zip(parts[1:], signs, strict=True) if sign == "-")
    formula = RowFormula(target=row.index, parts=parts, minus=minus)
    held, tried = columns_held(sheet, formula)
    # "Tiểu học (1-5)" names classes and no rows: what is declared must hold somewhere, or nearly.
    believed = held > 0 or (not minus and _misses_little(sheet, formula, _TOTAL_MISSES_BY))
    return formula if tried and believed else None


def _nearest(rows: Sequence[int], to: int) -> int | None:
    """Of rows with the same ordinal those below their parent come first, then the nearest above."""
    below = [row for row in rows if row > to]
    return below[0] if below else rows[-1] if rows else None


# --------------------------------------------------------------------------- columns


def summed_columns(sheet: Sheet, formula: RowFormula) -> list[int]:
    """Columns of a row formula whose figures can be summed (for means: ratios too)."""
    roles = AMOUNTS | {ColumnRole.RATIO} if formula.mean else AMOUNTS
    return [
        column.index
        for column in sheet.columns(*roles)
        if (formula.columns is None or column.index in formula.columns)
        and sheet.number(formula.target, column.index) is not None
        and sum(sheet.number(part, column.index) is not None for part in formula.parts) >= 2
    ]


def column_relation(sheet: Sheet, formula: RowFormula, col: int, *, exact: bool | None = None) -> SumRelation:
    """The formula in one column; rows without a figure there add nothing."""
    parts = tuple(sheet.place(part, col) for part in formula.parts if sheet.number(part, col) is not None)
    if exact is None:
        exact = formula.exact
    return SumRelation(
        rule="SUM-AVG" if formula.mean else "SUM-COL",
        target=sheet.place(formula.target, col),
        parts=parts,
        mean=formula.mean,
        minus=frozenset(sheet.place(part, col) for part in formula.minus),
        # Shares are rounded one by one: they make 99,99 of 100.
        exact=exact and not _is_hundred(sheet, formula.target, col),
    )


def _is_hundred(sheet: Sheet, row: int, col: int) -> bool:
    number = sheet.number(row, col)
    return number is not None and number.value == _HUNDRED and number.places > 0


def columns_held(sheet: Sheet, formula: RowFormula) -> tuple[int, int]:
    """In how many columns a formula holds, and in how many it tells anything."""
    held = tried = 0
    for col in summed_columns(sheet, formula):
        relation = column_relation(sheet, formula, col)
        if not any(sheet.value(place.row, place.col) for place in relation.places):
            continue
        grade = relation.grade(sheet.figure)
        held += grade in {Grade.EXACT, Grade.POSSIBLE}
        tried += 1
    return held, tried


def _settle_exactness(
    sheet: Sheet, formulas: Sequence[RowFormula], across: Callable[[], Sequence[Grade | None]]
) -> list[RowFormula]:
    """Say whether the sums of the table hold to the last digit: figures rounded one by one often do not."""
    grades = [
        column_relation(sheet, formula, col).grade(sheet.figure)
        for formula in formulas
        if not formula.mean
        for col in summed_columns(sheet, formula)
    ]
    if Grade.POSSIBLE in grades:
        grades.extend(across())
    exact, possible = grades.count(Grade.EXACT), grades.count(Grade.POSSIBLE)
    if possible < 2 or exact >= 0.8 * (exact + possible):
        return list(formulas)
    return [replace(formula, exact=False) for formula in formulas]
