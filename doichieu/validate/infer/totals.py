"""Which rows are the sums or averages of which: hierarchies, and rows that a label calls a total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from doichieu.model import ColumnRole, Number, Row, RowKind
from doichieu.validate.infer.outline import Parent, is_total_label, read_outline
from doichieu.validate.paper import AMOUNTS, Place, Sheet
from doichieu.validate.relations import Figures, SumRelation
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
    """

    target: int
    parts: tuple[int, ...]
    mean: bool = False
    minus: frozenset[int] = frozenset()
    exact: bool = True


def find_row_formulas(sheet: Sheet) -> list[RowFormula]:
    """Find the rows that sum up others.

    Args:
        sheet: A table prepared for checks.

    Returns:
        One formula a total, parents of a hierarchy before the totals over them.
    """
    outline = read_outline(sheet)
    rows = [
        row for row in sheet.reading.rows if row.kind not in {RowKind.HEADER, RowKind.GROUP, RowKind.NOTE}
    ]
    formulas = list(_hierarchical(sheet, outline.parents))
    formulas.extend(_totals(sheet, rows, outline.top, outline.within))
    return _settle_exactness(sheet, formulas)


# --------------------------------------------------------------------------- hierarchies


def _hierarchical(sheet: Sheet, parents: Sequence[Parent]) -> Iterator[RowFormula]:
    """Parents over their parts, where that holds for a parent itself or for others numbered like it."""
    drafts = [(parent, RowFormula(target=parent.row, parts=parent.parts)) for parent in parents]
    counts = {parent.row: columns_held(sheet, draft) for parent, draft in drafts}
    for parent, draft in drafts:
        declared = _declared_parts(sheet, sheet.reading.rows[parent.row])
        if declared is not None:
            yield declared
            continue
        held, tried = counts[parent.row]
        if not tried:
            continue
        others = [counts[other.row] for other in parents if other is not parent and counts[other.row][1]]
        alike = [
            counts[o.row] for o in parents if o is not parent and o.style == parent.style and counts[o.row][1]
        ]
        few = _borne_out(alike, 1) or _borne_out(others, 2)
        if (
            (held and (held * 2 >= tried or few))
            or _borne_out(alike, _PEERS)
            or (few and _misses_little(sheet, draft, _MISSES_BY))
        ):
            yield draft


def _borne_out(counts: Sequence[tuple[int, int]], least: int) -> bool:
    """Whether so many other parents are the sums of their parts, and nearly all that can be tried."""
    held = sum(held * 2 >= tried and held > 0 for held, tried in counts)
    return held >= least and held >= _PEERS_HOLD * len(counts)


def _misses_little(sheet: Sheet, formula: RowFormula, share: Decimal) -> bool:
    """Whether every column that does not hold misses by a small share, or by one slip of the pen."""
    for col in summed_columns(sheet, formula):
        relation = column_relation(sheet, formula, col)

        def figures(place: Place) -> Number | None:
            return sheet.number(place.row, place.col)

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
    sheet: Sheet, rows: Sequence[Row], top: Sequence[int], within: frozenset[int]
) -> Iterator[RowFormula]:
    for row in rows:
        called = row.kind in {RowKind.TOTAL, RowKind.AVERAGE}
        if not called and not is_total_label(row):
            continue
        declared = _declared_parts(sheet, row)
        if declared is not None:
            yield declared
            continue
        candidates = [
            RowFormula(target=row.index, parts=parts, mean=row.kind is RowKind.AVERAGE)
            for parts in dict.fromkeys(map(tuple, _part_lists(rows, row, top, within)))
            if len(parts) >= 2
        ]
        if not candidates:
            continue
        best = candidates[0]
        if len(candidates) > 1:
            best = max(candidates, key=lambda formula: _closeness(sheet, formula))
        if not columns_held(sheet, best)[0]:
            best = next((option for option in candidates if _misses_little(sheet, option, _MISSES_BY)), best)
        held, tried = columns_held(sheet, best)
        share = _MISSES_BY if best.mean or len(best.parts) < 3 else _TOTAL_MISSES_BY
        holds = held > 0 and held >= _EXPLAINS * tried
        if holds or (called and tried and (held * 2 >= tried or _misses_little(sheet, best, share))):
            yield best


def _closeness(sheet: Sheet, formula: RowFormula) -> tuple[int, Decimal]:
    """How well parts make a total: columns that hold, then how near the worst of the others comes."""
    worst = Decimal(0)
    for col in summed_columns(sheet, formula):
        relation = column_relation(sheet, formula, col)
        total = relation.recomputed(lambda place: sheet.number(place.row, place.col))
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
        if sheet.number(formula.target, column.index) is not None
        and sum(sheet.number(part, column.index) is not None for part in formula.parts) >= 2
    ]


def column_relation(sheet: Sheet, formula: RowFormula, col: int, *, exact: bool | None = None) -> SumRelation:
    """The formula in one column; rows without a figure there add nothing."""
    parts = tuple(sheet.place(part, col) for part in formula.parts if sheet.number(part, col) is not None)
    return SumRelation(
        rule="SUM-AVG" if formula.mean else "SUM-COL",
        target=sheet.place(formula.target, col),
        parts=parts,
        mean=formula.mean,
        minus=frozenset(sheet.place(part, col) for part in formula.minus),
        exact=formula.exact if exact is None else exact,
    )


def columns_held(sheet: Sheet, formula: RowFormula) -> tuple[int, int]:
    """In how many columns a formula holds, and in how many it tells anything."""
    held = tried = 0
    for col in summed_columns(sheet, formula):
        relation = column_relation(sheet, formula, col)
        if not any(sheet.value(place.row, place.col) for place in relation.places):
            continue
        grade = relation.grade(lambda place: sheet.number(place.row, place.col))
        held += grade in {Grade.EXACT, Grade.POSSIBLE}
        tried += 1
    return held, tried


def _settle_exactness(sheet: Sheet, formulas: Sequence[RowFormula]) -> list[RowFormula]:
    """Say whether the sums of the table hold to the last digit: figures rounded one by one often do not."""
    grades = [
        column_relation(sheet, formula, col).grade(lambda place: sheet.number(place.row, place.col))
        for formula in formulas
        if not formula.mean
        for col in summed_columns(sheet, formula)
    ]
    exact, possible = grades.count(Grade.EXACT), grades.count(Grade.POSSIBLE)
    if possible < 2 or exact >= 0.8 * (exact + possible):
        return list(formulas)
    return [replace(formula, exact=False) for formula in formulas]
