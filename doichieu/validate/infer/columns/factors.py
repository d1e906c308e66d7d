"""Which column is another times a round number that the table prints nowhere: prices by position, kilograms in tons, a mean of five."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, Context, Decimal

from doichieu.model import ColumnRole
from doichieu.validate.infer.columns.product_forms import places_of
from doichieu.validate.infer.columns.weight_formulas import WeightFormula, believed, weighted_rows
from doichieu.validate.paper import AMOUNTS, Sheet
from doichieu.validate.rounding import agree, quantum
from doichieu.validate.slips import describe_slip

# Columns that may be multiplied, the nearest first: before the result, and after it.
_BEFORE, _AFTER = 4, 1
# Rows of different figures that bear a factor out, and one in so many that may be misprinted.
_LEAST_ROWS, _ROWS_A_SLIP = 6, 10
# How far two quotients may be apart for another look, and digits that a round factor has.
_NEAR, _DIGITS = 0.02, 2
# A mean of so many is a sum divided.
_MOST_PARTS = 12
_UP = Context(prec=28, rounding=ROUND_CEILING)

Row = Mapping[int, Decimal]


def find_factors(
    sheet: Sheet, derived: Collection[int], tied: Collection[frozenset[int]]
) -> Iterator[WeightFormula]:
    """Find the columns that are one column times a round number, but for rows that a slip of the pen explains.

    Args:
        sheet: A table prepared for checks.
        derived: Columns that another formula computes already.
        tied: Columns that another formula ties already.

    Yields:
        One formula a column.
    """
    columns = [c.index for c in sheet.columns(*AMOUNTS, ColumnRole.RATIO) if c.role is not ColumnRole.MAXIMUM]
    open_columns = [col for col in columns if col not in derived] if len(columns) > 1 else []
    rows = weighted_rows(sheet, columns) if open_columns else []
    if len(rows) < _LEAST_ROWS:
        return
    known = [*tied]
    done: set[int] = set()
    for target, part in _pairs(columns, open_columns):
        if target in done or any({part, target} <= other for other in known):
            continue
        factor = _factor(sheet, rows, part, target)
        formula = believed(sheet, rows, target, (part,), (factor,), 1) if factor else None
        if formula is not None:
            known.append(frozenset((part, target)))
            done.add(target)
            yield formula


def _pairs(columns: Sequence[int], targets: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Results with the columns before them, the nearest first, then with the one after them."""
    places = [(columns.index(target), target) for target in targets]
    for at, target in places:
        yield from ((target, part) for part in reversed(columns[max(0, at - _BEFORE) : at]))
    for at, target in places:
        yield from ((target, part) for part in columns[at + 1 : at + 1 + _AFTER])


def _factor(sheet: Sheet, rows: Sequence[Row], part: int, target: int) -> Decimal | None:
    full = [row for row in rows if row.get(target) and row.get(part)]
    if len(full) < _LEAST_ROWS:
        return None
    # of three rows one may be misprinted
    one, two, three = (float(row[target] / row[part]) for row in (full[0], full[len(full) // 2], full[-1]))
    if not any(abs(a - b) <= _NEAR * abs(a) for a, b in ((one, two), (two, three), (three, one))):
        return None
    factor = _round_factor(sheet, full, part, target)
    return factor if factor is not None and _holds(sheet, full, part, target, factor) else None


def _round_factor(sheet: Sheet, rows: Sequence[Row], part: int, target: int) -> Decimal | None:
    """The roundest factor that most rows allow, in the middle of their quotients; None where it is none or one."""
    in_order = sorted(rows, key=lambda row: row[target] / row[part])
    # the middle half has no misprinted row, and of it the largest figure tells most
    row = max(in_order[len(rows) // 4 : len(rows) - len(rows) // 4], key=lambda row: abs(row[part]))
    middle = row[target] / row[part]
    half = quantum(places_of(sheet, target)) / 2 / abs(row[part])
    options = [
        *(_UP.divide(Decimal(1), Decimal(parts)) for parts in range(2, _MOST_PARTS + 1)),
        *(_rounded(middle, digits) for digits in range(1, _DIGITS + 1)),
    ]
    fit = [option for option in options if option != 1 and abs(option - middle) <= half]
    return fit[0] if fit else None


def _rounded(value: Decimal, digits: int) -> Decimal:
    return Context(prec=digits).create_decimal(value)


def _holds(sheet: Sheet, rows: Sequence[Row], part: int, target: int, factor: Decimal) -> bool:
    """Whether rows of different figures bear a factor out, and the others are misprinted by a slip of the pen."""
    places, own = places_of(sheet, target), places_of(sheet, part)
    off = [row for row in rows if not agree(row[part] * factor, row[target], places)]
    held = {row[target] for row in rows} - {row[target] for row in off}
    if len(held) < _LEAST_ROWS - 1 or len(off) > max(1, len(rows) // _ROWS_A_SLIP):
        return False
    return all(
        describe_slip(row[target], places, round(row[part] * factor, places)) != "unknown"
        or describe_slip(row[part], own, round(row[target] / factor, own)) != "unknown"
        for row in off
    )
