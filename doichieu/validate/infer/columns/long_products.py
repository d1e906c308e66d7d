"""Which column is three others multiplied: pupils times fee a month times months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from math import log10

from doichieu.validate.infer.columns.product_forms import (
    EXPLAINS,
    LEAST_ROWS,
    NAMED_EXPLAINS,
    ProductFormula,
    Row,
    is_named,
    places_of,
)
from doichieu.validate.paper import Sheet
from doichieu.validate.rounding import Rounding, to_places

# Columns in front of a product that are tried: forms of payment have hardly more.
_MOST_COLUMNS = 7
# Unnamed products hold in so many rows, and in figures of so many digits that chance does not bring them about.
_UNNAMED_ROWS, _TELLING = 5, 100
# Rows that are looked at first, and how near to a power of ten logarithms come.
_FIRST_ROWS, _NEAR = 3, 0.001
# Units that a product is in: đồng, thousands, millions.
_SHIFTS = (0, -3, -6, -2)


def long_products(
    sheet: Sheet, rows: Sequence[Row], factors: Sequence[int], products: Sequence[int]
) -> list[ProductFormula]:
    """Find the columns that are the product of three before them, to the digit that they print.

    Args:
        sheet: A table prepared for checks.
        rows: Figures of its rows by column.
        factors: Columns of amounts, which may be multiplied.
        products: Columns that no other formula computes.

    Returns:
        One formula a column of products.
    """
    found: list[ProductFormula] = []
    logs = [{col: log10(abs(row[col])) for col in factors if row.get(col)} for row in rows[:_FIRST_ROWS]]
    for product in products:
        before = [col for col in factors if col < product and _multiplies(rows, col)][-_MOST_COLUMNS:]
        if len(before) < 3 and is_named(sheet, factors):
            near = sorted(
                (col for col in factors if col != product and _multiplies(rows, col)),
                key=lambda col: abs(col - product),
            )
            before = sorted(near[:_MOST_COLUMNS])
        for three in combinations(before, 3):
            seen = any(_looks_like(row, three, product) for row in logs)
            formula = _formula(sheet, rows, three, product) if seen else None
            if formula is not None:
                found.append(formula)
                break
    return found


def _looks_like(row: Mapping[int, float], factors: Sequence[int], product: int) -> bool:
    """Whether a column is three others multiplied to about a part in a thousand."""
    if product not in row or any(col not in row for col in factors):
        return False
    gap = row[product] - sum(row[col] for col in factors)
    return abs(gap - round(gap)) < _NEAR


def _formula(
    sheet: Sheet, rows: Sequence[Row], factors: tuple[int, int, int], product: int
) -> ProductFormula | None:
    one, two, three = factors
    full = [row for row in rows if product in row and row.get(one) and row.get(two) and row.get(three)]
    named = is_named(sheet, (*factors, product))
    least = max(LEAST_ROWS if named else _UNNAMED_ROWS, (NAMED_EXPLAINS if named else EXPLAINS) * len(full))
    if len(full) < least:
        return None
    places = places_of(sheet, product)
    for shift in _SHIFTS:
        held = []
        for at, row in enumerate(full):
            if _product(row, factors, shift, places) == row[product]:
                held.append(row)
            elif at - len(held) + least >= len(full):
                break  # nearly all columns are no products: the first rows show it
        telling = {row[product] for row in held if abs(row[product].scaleb(places)) >= _TELLING}
        if any(_multiplied(full, pair, product) >= len(held) for pair in combinations(factors, 2)):
            return None
        if len(held) >= least and len(telling) >= LEAST_ROWS:
            return ProductFormula(
                product=product,
                factors=factors,
                scale=Decimal(1).scaleb(shift),
                derived=product,
                rounding=Rounding.HALF_UP,
                places=places,
                exact=True,
            )
    return None


def _multiplied(rows: Sequence[Row], factors: tuple[int, int], product: int) -> int:
    """In how many rows two factors give a product in one unit: where the third is a hundred or less than all, it is none."""
    shifts = Counter(
        digits.adjusted()
        for row in rows
        if (digits := (row[product] / (row[factors[0]] * row[factors[1]])).normalize()).as_tuple().digits
        == (1,)
    )
    return max(shifts.values(), default=0)


def _multiplies(rows: Sequence[Row], col: int) -> bool:
    """Whether a column prints more than a power of ten: one, ten and a hundred give the product of the others."""
    figures = {row[col].normalize().as_tuple().digits for row in rows if row.get(col)}
    return bool(figures - {(1,)})


def _product(row: Row, factors: Sequence[int], shift: int, places: int) -> Decimal:
    result = Decimal(1).scaleb(shift)
    for col in factors:
        result *= row[col]
    return to_places(result, places, Rounding.HALF_UP)
