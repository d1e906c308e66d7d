"""Which column is one column times another: quantity times price, area times yield, weight times score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from math import log10

from doichieu.model import ColumnRole
from doichieu.validate.infer.columns.long_products import long_products
from doichieu.validate.infer.columns.product_forms import LEAST_ROWS, ProductFormula, Row, believed
from doichieu.validate.paper import AMOUNTS, Sheet

_FACTORS = AMOUNTS | {ColumnRole.RATIO}
# Rows tried when looking for products; what is found is then checked in every row.
_SAMPLE = 40
# Rows that are looked at first, of which two may be off: figures of two rows in each other's place.
_FIRST_ROWS, _LOOK_LIKE = 5, 0.6
# A product and two factors.
_LEAST_COLUMNS = 3
_TWO_SHARES = 2
# Figures of which each row prints either, and in how many rows each stands at least.
_LEAST_TWICE = 2
# Steps of a decade, each as wide as a product may be off.
_STEPS = 100
# Factors of a fortune: beyond it units no longer differ by a power of ten.
_MOST_SHIFT = 7


def find_products(
    sheet: Sheet,
    tied: Collection[frozenset[int]],
    derived: Collection[int],
    percentages: Collection[int] = (),
    points: Collection[int] = (),
    sums: Collection[int] = (),
) -> list[ProductFormula]:
    """Find the columns that are products of two others.

    Args:
        sheet: A table prepared for checks.
        tied: Columns that another formula ties already (a percentage, its value and its base).
        derived: Columns that another formula computes already.
        percentages: Columns that are percentages of others: two of them over one base are as their values are, so
            that beside a column of ones either follows from the other.
        points: Columns that two percentages differ by, which are rounded twice and multiply nothing.
        sums: Columns that are sums of others: few rows are a product as well by chance.

    Returns:
        One formula a derived column.
    """
    columns = [column.index for column in sheet.columns(*_FACTORS) if column.index not in points]
    rows = list(_rows(sheet, columns)) if len(columns) >= _LEAST_COLUMNS else []
    if len(rows) < LEAST_ROWS:
        return []
    varied = [col for col in columns if _varies(rows, col)]
    factors = [col for col in columns if col in varied or _is_rate(rows, col) or _is_either(rows, col)]
    if len(factors) < _LEAST_COLUMNS:
        return []
    drafts = []
    for one, two, product, shift in _triples(rows, factors, varied):
        columns_of = {one, two, product}
        if (
            not any(columns_of <= other for other in tied)
            and not _is_percentage_of((one, two), product, tied, percentages)
            and len(columns_of & set(percentages)) < _TWO_SHARES
        ):
            draft = believed(
                sheet, rows, (one, two), product, Decimal(1).scaleb(shift), len(varied), percentages
            )
            if draft is not None and (draft.derived not in sums or _tells(rows, draft)):
                drafts.append(draft)
    # Two factors explain the rows in which the third is a power of ten: three are looked for first, and no two of
    # them give anything else.
    found = long_products(sheet, rows, columns, [col for col in varied if col not in derived])
    taken = {*derived, *(formula.product for formula in found)}
    multiples = [{formula.product, *formula.factors} for formula in found]
    drafts = [
        draft for draft in drafts if not any({draft.product, *draft.factors} <= each for each in multiples)
    ]
    # Of several formulas for a column the one of its neighbours is meant, and of two products of the same factors as well:
    # few have the bonus points that are added to it.
    multiplied: set[frozenset[int]] = set()
    for draft in sorted(drafts, key=_spread):
        if draft.derived not in taken and frozenset(draft.factors) not in multiplied:
            found.append(draft)
            taken.add(draft.derived)
            multiplied.add(frozenset(draft.factors))
    return found


def _is_percentage_of(
    factors: Sequence[int], product: int, tied: Collection[frozenset[int]], percentages: Collection[int]
) -> bool:
    """Whether a factor is known as what the product is in percent of: of a column near to that base it is by chance."""
    return any(factor in percentages and {factor, product} <= other for factor in factors for other in tied)


def _tells(rows: Sequence[Row], formula: ProductFormula) -> bool:
    """Whether most rows have the figures of a product, and each factor is one rate or varies: of rows that have 0,70 as a rule any multiple is one."""
    full = [row for row in rows if all(row.get(col) for col in (formula.product, *formula.factors))]
    usual = [Counter(row[col] for row in full).most_common(1)[0][1] for col in formula.factors]
    return 2 * len(full) > len(rows) and all(count == len(full) or 2 * count <= len(full) for count in usual)


def _spread(formula: ProductFormula) -> int:
    columns = (formula.product, *formula.factors)
    return max(columns) - min(columns)


def _rows(sheet: Sheet, columns: Sequence[int]) -> Iterator[Row]:
    data = [row.index for row in sheet.data]
    for row in data[:: max(1, len(data) // _SAMPLE)]:
        yield {col: number.value for col in columns if (number := sheet.number(row, col)) is not None}


def _varies(rows: Sequence[Row], col: int) -> bool:
    return len({row[col] for row in rows if row.get(col)}) >= LEAST_ROWS


def _is_rate(rows: Sequence[Row], col: int) -> bool:
    """Whether a column prints one figure that multiplies in every row but one: a base salary, not 1, 10 or 100."""
    rate, count = Counter(row.get(col) for row in rows).most_common(1)[0]
    off = len(rows) - count
    return (
        rate is not None
        and (not off or (off == 1 and len(rows) > _LEAST_COLUMNS))
        and rate.normalize().as_tuple().digits not in {(0,), (1,)}
    )


def _is_either(rows: Sequence[Row], col: int) -> bool:
    """Whether a column prints one of two figures in every row: 83 criteria apply, or 79."""
    counts = Counter(row.get(col) for row in rows)
    return len(counts) == _LEAST_TWICE and all(
        value is not None
        and count >= _LEAST_TWICE
        and value.normalize().as_tuple().digits not in {(0,), (1,)}
        for value, count in counts.items()
    )


def _triples(
    rows: Sequence[Row], factors: Sequence[int], products: Collection[int]
) -> Iterator[tuple[int, int, int, int]]:
    """Columns that look like two factors and their product in most of the first full rows, and the shift."""
    logs = [{col: log10(abs(row[col])) for col in factors if row.get(col)} for row in rows]
    first = [row for row in logs if len(row) >= _LEAST_COLUMNS][:_FIRST_ROWS]
    least = max(LEAST_ROWS - 1, round(_LOOK_LIKE * len(first)))
    tables = [_by_digits(row, products) for row in first]
    for one, two in combinations(factors, 2):
        if one not in products and two not in products:
            continue
        looked = Counter(
            product
            for row, table in zip(first, tables, strict=True)
            if one in row and two in row
            for product in _with_digits(table, row[one] + row[two])
        )
        for product in sorted(col for col, count in looked.items() if count >= least):
            if product in (one, two):
                continue
            shifts = [
                _shift(row[product] - row[one] - row[two])
                for row in first
                if product in row and one in row and two in row
            ]
            for shift in {s for s in shifts if s is not None and shifts.count(s) >= least}:
                yield one, two, product, shift


def _by_digits(logs: Mapping[int, float], columns: Collection[int]) -> dict[int, list[int]]:
    """Columns of a row by the first digits of their figures, wherever the decimal mark stands."""
    table: dict[int, list[int]] = {}
    for col in columns:
        if col in logs:
            table.setdefault(_digits(logs[col]), []).append(col)
    return table


def _with_digits(table: Mapping[int, Sequence[int]], logarithm: float) -> Iterator[int]:
    """Columns whose figure has the digits of a product, to about two percent."""
    digits = _digits(logarithm)
    for beside in (-1, 0, 1):
        yield from table.get((digits + beside) % _STEPS, ())


def _digits(logarithm: float) -> int:
    return int(logarithm % 1 * _STEPS) % _STEPS


def _shift(gap: float) -> int | None:
    """The power of ten that a gap of logarithms is, to about two percent."""
    nearest = round(gap)
    return nearest if abs(gap - nearest) < 1 / _STEPS and abs(nearest) <= _MOST_SHIFT else None
