"""Rates that stand in rows of their own: "3.1 Tỷ lệ giải quyết đúng hạn (%)" over 3.1.1 files in all and 3.1.2 in time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal

from doichieu.model import ColumnRole, Row, RowKind
from doichieu.normalize.text import fold
from doichieu.validate.infer.rows.row_quotients import under_best_mode
from doichieu.validate.paper import AMOUNTS, Sheet
from doichieu.validate.relations import RatioRelation
from doichieu.validate.rounding import Grade
from doichieu.validate.slips import describe_slip

_RATE = re.compile(r"^\W*(?:ty|ti) (?:le|trong)\b")
# What a row of shares is called, and how many columns it has with the whole.
_SHARE = re.compile(r"\W*(?:(?:ty|ti) (?:le|trong)|co cau)\b")
_LEAST_SHARES = 3
_OUTSIDE = frozenset({RowKind.HEADER, RowKind.NOTE, RowKind.AVERAGE})
# A form computes its rates from the rows around them when this share of those that tell anything follows.
_EXPLAINS = 0.6
# Rates below their counts are borne out by more than one: two counts stand above many a row by chance.
_LEAST_BELOW = 2
_HUNDRED = Decimal(100)


def rate_relations(sheet: Sheet) -> list[RatioRelation]:
    """Find the rates that a form prints in rows over, or under, the two counts they come from.

    Args:
        sheet: A table prepared for checks.

    Returns:
        One quotient a rate, where the rates of the column follow their counts.
    """
    found: list[RatioRelation] = []
    rates = _rates(sheet)
    parts = _parts(sheet, rates)
    for column in sheet.columns(*AMOUNTS) if rates else ():
        rows = [
            row
            for row in sheet.reading.rows
            if row.kind not in _OUTSIDE and sheet.number(row.index, column.index) is not None
        ]
        over = list(_over(sheet, rows, parts, rates, column.index))
        below = list(_below(sheet, rows, rates, column.index))
        if _borne_out(sheet, over, 1) or (len(over) == 1 and _is_slip(sheet, over[0])):
            found.extend(under_best_mode(sheet, over))
        elif _borne_out(sheet, below, _LEAST_BELOW):
            found.extend(under_best_mode(sheet, below))
    told = {relation.target for relation in found}
    for shares in _across(sheet):
        found.extend(one for one in under_best_mode(sheet, shares) if one.target not in told)
    return found


def _across(sheet: Sheet) -> Iterator[Sequence[RatioRelation]]:
    """Rows "Tỷ lệ (%)" whose figures are shares of the row above: of that in the column under which they print 100."""
    above: Row | None = None
    columns = [column.index for column in sheet.columns(*AMOUNTS, ColumnRole.RATIO)]
    for row in sheet.reading.rows:
        if row.kind in _OUTSIDE:
            continue
        if above is None or not _SHARE.match(fold(row.label)):
            above = row
            continue
        own = {col: number for col in columns if (number := sheet.number(row.index, col)) is not None}
        counts = {col: value for col in own if (value := sheet.value(above.index, col)) is not None}
        bases = [col for col, value in counts.items() if own[col].value == _HUNDRED]
        if len(bases) != 1 or len(counts) < _LEAST_SHARES or not 0 < max(counts.values()) <= counts[bases[0]]:
            continue
        places = max(own[col].places for col in counts if col != bases[0])
        relations = [
            RatioRelation(
                rule="RATIO-PCT",
                target=sheet.place(row.index, col),
                value=sheet.place(above.index, col),
                base=sheet.place(above.index, bases[0]),
                places_printed=places,
            )
            for col in counts
            if col != bases[0]
        ]
        if _borne_out(sheet, relations, 1):
            yield relations


def _parts(sheet: Sheet, rates: AbstractSet[int]) -> Mapping[int, frozenset[int]]:
    """By rate the rows numbered below it: of 3.1 those of 3.1.1 and 3.1.2."""
    return {
        row.index: frozenset(
            other.index for other in sheet.reading.rows if other.ordinal.startswith(f"{row.ordinal}.")
        )
        for row in sheet.reading.rows
        if row.ordinal and row.index in rates
    }


def _over(
    sheet: Sheet,
    rows: Sequence[Row],
    below: Mapping[int, frozenset[int]],
    rates: AbstractSet[int],
    col: int,
) -> Iterator[RatioRelation]:
    """Rates with the two rows numbered below them: 3.1 over 3.1.1 and 3.1.2."""
    for row in rows:
        if own := below.get(row.index):
            parts = [other for other in rows if other.index in own]
            if len(parts) == 2 and not any(part.index in rates for part in parts):
                yield from _quotient(sheet, row, parts, col)


def _below(sheet: Sheet, rows: Sequence[Row], rates: AbstractSet[int], col: int) -> Iterator[RatioRelation]:
    """Rates under the two counts they come from, all of one level."""
    for one, two, row in zip(rows, rows[1:], rows[2:], strict=False):
        alike = len({_depth(one), _depth(two), _depth(row)}) == 1
        if row.index in rates and alike and not {one.index, two.index} & rates:
            yield from _quotient(sheet, row, (one, two), col)


def _depth(row: Row) -> int:
    return row.ordinal.count(".") if row.ordinal else -1


def _rates(sheet: Sheet) -> frozenset[int]:
    """The rows that print a percentage: their labels, units or figures say so."""
    percent = {row for (row, _), cell in sheet.cells.items() if cell.text.endswith("%")}
    named = {row.index for row in sheet.reading.rows if "(%)" in row.label and _RATE.match(fold(row.label))}
    return frozenset(percent | named)


def _quotient(sheet: Sheet, row: Row, parts: Sequence[Row], col: int) -> Iterator[RatioRelation]:
    """The smaller count of the larger; nothing where all are nought."""
    target = sheet.number(row.index, col)
    small, large = sorted(parts, key=lambda part: sheet.value(part.index, col) or Decimal(0))
    low, high = sheet.value(small.index, col), sheet.value(large.index, col)
    if target is None or low is None or not high or low < 0 or not 0 <= target.value <= _HUNDRED:
        return
    yield RatioRelation(
        rule="RATIO-PCT",
        target=sheet.place(row.index, col),
        value=sheet.place(small.index, col),
        base=sheet.place(large.index, col),
        places_printed=target.places,
    )


def _borne_out(sheet: Sheet, relations: Sequence[RatioRelation], least: int) -> bool:
    """Whether enough rates follow; 100 % where all is done tells nothing."""
    telling = [
        _grade(sheet, relation)
        for relation in relations
        if relation.exact_quotient(sheet.figure) not in {0, _HUNDRED}
    ]
    held = sum(grade in {Grade.EXACT, Grade.IMPLAUSIBLE} for grade in telling)
    return held >= least and held >= _EXPLAINS * len(telling)


def _grade(sheet: Sheet, relation: RatioRelation) -> Grade | None:
    return relation.grade(sheet.figure)


def _is_slip(sheet: Sheet, relation: RatioRelation) -> bool:
    """Whether the one rate of a form is a slip of the pen away from its quotient."""
    right = relation.solve(relation.target, sheet.figure)
    number = sheet.number(relation.target.row, relation.target.col)
    if right is None or number is None or not number.places:
        return False
    return describe_slip(number.value, number.places, right) != "unknown"
