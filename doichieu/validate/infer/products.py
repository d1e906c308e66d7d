"""Which column is one column times another: quantity times price, area times yield, weight times score."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from math import log10

from doichieu.model import ColumnRole, RowKind
from doichieu.normalize.text import key
from doichieu.validate.computed import ProductRelation
from doichieu.validate.infer.outline import is_total_label, stands_apart
from doichieu.validate.infer.row_formulas import RowFormula, column_relation
from doichieu.validate.paper import AMOUNTS, Sheet
from doichieu.validate.relations import RatioRelation
from doichieu.validate.rounding import Grade, Rounding, quantum, to_places

_FACTORS = AMOUNTS | {ColumnRole.RATIO}
# Rows tried when looking for products; what is found is then checked in every row.
_SAMPLE = 40
_LEAST_ROWS = 3
# A product and two factors.
_LEAST_COLUMNS = 3
# A product explains this share of the rows that can be tried, fewer where a header names it.
_EXPLAINS, _NAMED_EXPLAINS = 0.75, 0.6
# Chance would bring it about in one of ten thousand tables at most.
_CHANCE, _NAMED_CHANCE = -4.0, -2.0
# It holds to the last digit when this share of the rows that it explains does.
_TO_THE_DIGIT = 0.8
_NAMED = re.compile(
    r"\b(thanh tien|san luong|don gia|nang suat|trong so|he so|dinh muc|so tien|quy doi|mat do|binh quan|kinh phi|thue|suat)\b"
)
# What is computed by dividing, where both the product and the quotient would do.
_QUOTIENT = re.compile(r"\b(nang suat|binh quan|mat do|suat|trung binh|tren|moi)\b")
_MODES = (Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.TRUNCATE)
_TWO_SHARES = 2
# Half units by which a figure that is cut off is away from its quotient at most.
_CUT_OFF = 2
# The rounding of a factor shows in a product that it moves by so many half units: chance hides it in one of five.
_SEEN = 5
# Factors of a fortune: beyond it units no longer differ by a power of ten.
_MOST_SHIFT = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductFormula:
    """A column that is one column times another, times a power of ten.

    Attributes:
        product: Column of products.
        factors: The two columns multiplied.
        scale: Power of ten between the units.
        derived: Which of the three was computed from the others and rounded.
        rounding: How it was rounded.
        places: Decimal places of the derived column.
        exact: Whether it holds to the last digit nearly everywhere.
    """

    product: int
    factors: tuple[int, int]
    scale: Decimal
    derived: int
    rounding: Rounding
    places: int
    exact: bool


Row = dict[int, Decimal]


def find_products(
    sheet: Sheet,
    tied: Collection[frozenset[int]],
    derived: Collection[int],
    percentages: Collection[int] = (),
    points: Collection[int] = (),
) -> list[ProductFormula]:
    """Find the columns that are products of two others.

    Args:
        sheet: A table prepared for checks.
        tied: Columns that another formula ties already (a percentage, its value and its base).
        derived: Columns that another formula computes already.
        percentages: Columns that are percentages of others: two of them over one base are as their values are, so
            that beside a column of ones either follows from the other.
        points: Columns that two percentages differ by, which are rounded twice and multiply nothing.

    Returns:
        One formula a derived column.
    """
    columns = [column.index for column in sheet.columns(*_FACTORS) if column.index not in points]
    rows = list(_rows(sheet, columns))
    varied = [col for col in columns if _varies(rows, col)]
    factors = [col for col in columns if col in varied or _is_rate(rows, col)]
    if len(factors) < _LEAST_COLUMNS or len(rows) < _LEAST_ROWS:
        return []
    drafts = []
    for one, two, product, shift in _triples(rows, factors, varied):
        columns_of = {one, two, product}
        if (
            not any(columns_of <= other for other in tied)
            and not _is_percentage_of((one, two), product, tied, percentages)
            and len(columns_of & set(percentages)) < _TWO_SHARES
        ):
            draft = _believed(sheet, rows, (one, two), product, Decimal(1).scaleb(shift), len(varied))
            if draft is not None:
                drafts.append(draft)
    taken = set(derived)
    found = []
    # Of several formulas for a column the one of its neighbours is meant.
    for draft in sorted(drafts, key=_spread):
        if draft.derived not in taken:
            found.append(draft)
            taken.add(draft.derived)
    return found


def _is_percentage_of(
    factors: Sequence[int], product: int, tied: Collection[frozenset[int]], percentages: Collection[int]
) -> bool:
    """Whether a factor is known as what the product is in percent of: of a column near to that base it is by chance."""
    return any(factor in percentages and {factor, product} <= other for factor in factors for other in tied)


def _spread(formula: ProductFormula) -> int:
    columns = (formula.product, *formula.factors)
    return max(columns) - min(columns)


def _rows(sheet: Sheet, columns: Sequence[int]) -> Iterator[Row]:
    data = [row.index for row in sheet.data]
    for row in data[:: max(1, len(data) // _SAMPLE)]:
        yield {col: number.value for col in columns if (number := sheet.number(row, col)) is not None}


def _varies(rows: Sequence[Row], col: int) -> bool:
    return len({row[col] for row in rows if row.get(col)}) >= _LEAST_ROWS


def _is_rate(rows: Sequence[Row], col: int) -> bool:
    """Whether a column prints one figure in every row that multiplies: a base salary, not 1, 10 or 100."""
    figures = {row.get(col) for row in rows}
    rate = next(iter(figures)) if len(figures) == 1 else None
    return rate is not None and rate.normalize().as_tuple().digits not in {(0,), (1,)}


def _triples(
    rows: Sequence[Row], factors: Sequence[int], products: Collection[int]
) -> Iterator[tuple[int, int, int, int]]:
    """Columns that look like two factors and their product in two of the first three full rows, and the shift."""
    logs = [{col: log10(abs(row[col])) for col in factors if row.get(col)} for row in rows]
    first = [row for row in logs if len(row) >= _LEAST_COLUMNS][:_LEAST_ROWS]
    for one, two in combinations(factors, 2):
        if one not in products and two not in products:
            continue
        for product in products:
            if product in (one, two):
                continue
            shifts = [
                _shift(row[product] - row[one] - row[two])
                for row in first
                if product in row and one in row and two in row
            ]
            for shift in {s for s in shifts if s is not None and shifts.count(s) >= _LEAST_ROWS - 1}:
                yield one, two, product, shift


def _shift(gap: float) -> int | None:
    """The power of ten that a gap of logarithms is, to about two percent."""
    nearest = round(gap)
    return nearest if abs(gap - nearest) < 0.01 and abs(nearest) <= _MOST_SHIFT else None


def _believed(
    sheet: Sheet, rows: Sequence[Row], factors: tuple[int, int], product: int, scale: Decimal, tries: int
) -> ProductFormula | None:
    """The formula in the form that most rows hold in to the digit; None where it explains too few."""
    one, two = factors
    full = [row for row in rows if product in row and row.get(one) and row.get(two)]
    places = {col: _places(sheet, col) for col in (*factors, product)}
    halves = {col: quantum(places[col]) / 2 for col in places}
    gaps = [
        abs(row[product] - row[one] * row[two] * scale)
        / (halves[product] + (abs(row[two]) * halves[one] + abs(row[one]) * halves[two]) * scale)
        for row in full
    ]
    held = sum(gap <= 1 for gap in gaps)
    named = any(_NAMED.search(key(sheet.reading.columns[col].header)) for col in (*factors, product))
    least = max(_LEAST_ROWS, (_NAMED_EXPLAINS if named else _EXPLAINS) * len(full))
    # What is cut off is farther from its quotient than half a unit in every second row.
    if sum(gap <= _CUT_OFF for gap in gaps) < least:
        return None
    forms = [
        _under_best_mode(full, factors, product, scale, col, places[col])
        for col in _derivable(sheet, factors, product)
    ]
    best = max(form[0] for form in forms)
    held = held if held >= least else best
    if held < least:
        return None
    # The first that holds to the digit is meant: coarse factors follow from any product.
    count, derived, mode = next(form for form in forms if form[0] >= min(best, _TO_THE_DIGIT * held))
    if derived == product and count < best:
        count, derived, mode = next(
            (
                form
                for form in forms
                if form[0] == best and _is_rounded(full, factors, product, form[1], scale, halves)
            ),
            (count, derived, mode),
        )
    exact = count >= _TO_THE_DIGIT * held
    if not (named and exact) and (not (named or exact) or _is_copy(full, factors, product, halves)):
        return None
    if not exact:
        derived, mode = product, Rounding.HALF_UP
    chance = _chance(full, factors, product, scale, derived, places[derived], mode)
    if held * log10(chance) + 3 * log10(tries) > (_NAMED_CHANCE if named else _CHANCE):
        return None
    return ProductFormula(
        product=product,
        factors=factors,
        scale=scale,
        derived=derived,
        rounding=mode,
        places=places[derived],
        exact=exact,
    )


def _under_best_mode(
    rows: Sequence[Row], factors: tuple[int, int], product: int, scale: Decimal, derived: int, places: int
) -> tuple[int, int, Rounding]:
    """In how many rows a column follows from the two others, which column, and under which rounding."""
    held = {
        mode: sum(
            _derive(row, factors, product, scale, derived, places, mode) == row[derived] for row in rows
        )
        for mode in _MODES
    }
    mode = max(_MODES, key=lambda each: held[each])
    return held[mode], derived, mode


def _is_rounded(
    rows: Sequence[Row],
    factors: tuple[int, int],
    product: int,
    factor: int,
    scale: Decimal,
    halves: dict[int, Decimal],
) -> bool:
    """Whether a factor is a rounded quotient: the product seldom follows from it where its rounding can be seen."""
    if factor not in factors:
        return False
    other = factors[1] if factor == factors[0] else factors[0]
    seen = [row for row in rows if abs(row[other] * halves[factor] * scale) > _SEEN * halves[product]]
    held = sum(abs(row[product] - row[other] * row[factor] * scale) <= halves[product] for row in seen)
    return 2 * held <= len(seen)


def _is_copy(rows: Sequence[Row], factors: tuple[int, int], product: int, halves: dict[int, Decimal]) -> bool:
    """Whether one factor alone gives the product in a quarter of the rows: a rate near to 100 % multiplies nothing."""
    for factor in factors:
        shifts = [round(log10(abs(row[product] / row[factor]))) for row in rows if row[product]]
        same = sum(
            abs(row[product] - row[factor].scaleb(shift)) <= halves[product]
            for row, shift in zip((row for row in rows if row[product]), shifts, strict=True)
        )
        if 4 * same >= len(rows):
            return True
    return False


def _places(sheet: Sheet, col: int) -> int:
    return max((n.places for (_, column), n in sheet.reading.numbers.items() if column == col), default=0)


def _derivable(sheet: Sheet, factors: tuple[int, int], product: int) -> list[int]:
    """The three columns, the one that is computed as a rule first."""
    quotients = [col for col in factors if _QUOTIENT.search(key(sheet.reading.columns[col].header))]
    # Whole factors are counts: what prints decimals was computed.
    others = sorted((col for col in factors if col not in quotients), key=lambda col: -_places(sheet, col))
    return [*quotients, product, *others]


def _derive(
    row: Row,
    factors: tuple[int, int],
    product: int,
    scale: Decimal,
    derived: int,
    places: int,
    mode: Rounding,
) -> Decimal:
    if derived == product:
        return to_places(row[factors[0]] * row[factors[1]] * scale, places, mode)
    other = factors[1] if derived == factors[0] else factors[0]
    return to_places(row[product] / (row[other] * scale), places, mode)


def _chance(
    rows: Sequence[Row],
    factors: tuple[int, int],
    product: int,
    scale: Decimal,
    derived: int,
    places: int,
    mode: Rounding,
) -> float:
    """How likely a figure is met by chance: how often that of another row is, one step of its range at least."""
    results = [_derive(row, factors, product, scale, derived, places, mode) for row in rows]
    printed = [row[derived] for row in rows]
    met = sum(
        result == value
        for index, result in enumerate(results)
        for other, value in enumerate(printed)
        if index != other
    )
    step = min(_step(value) for value in printed)
    by_range = step / (max(printed) - min(printed) + step)
    return min(1.0, max(met / max(len(rows) * (len(rows) - 1), 1), float(by_range)))


def _step(value: Decimal) -> Decimal:
    """One unit in the last digit that is not zero: amounts in whole thousands are coarser than their digits."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


# --------------------------------------------------------------------------- equations


def product_relations(
    sheet: Sheet, formula: ProductFormula, sums: Sequence[RowFormula]
) -> list[ProductRelation | RatioRelation]:
    """The formula in every row that has the figures for it.

    Args:
        sheet: The table.
        formula: What was found.
        sums: Formulas over rows: where one gives a total or a mean its figure, the product does not.

    Returns:
        Products in rows of data, quotients in totals too (the yield of the province).
    """
    one, two = formula.factors
    quotient = formula.derived != formula.product
    kinds = {RowKind.DATA, *((RowKind.SUBTOTAL, RowKind.TOTAL, RowKind.AVERAGE) if quotient else ())}
    relations: list[ProductRelation | RatioRelation] = []
    for row in sheet.reading.rows:
        if (
            row.kind not in kinds
            or (stands_apart(sheet, row) and not (quotient and is_total_label(row)))
            or any(not sheet.value(row.index, col) for col in (one, two))
        ):
            continue
        if sheet.number(row.index, formula.product) is None or _is_summed(sheet, row.index, formula, sums):
            continue
        relations.append(_relation(sheet, row.index, formula))
    return relations


def _is_summed(sheet: Sheet, row: int, formula: ProductFormula, sums: Sequence[RowFormula]) -> bool:
    """Whether a row sums others up, and its derived figure is their sum or mean instead of a product."""
    own = [each for each in sums if each.target == row and sheet.number(row, formula.derived)]
    if own and formula.derived == formula.product:
        return True
    return any(
        column_relation(sheet, each, formula.derived).grade(sheet.figure) is Grade.EXACT
        for each in own
        if len(column_relation(sheet, each, formula.derived).parts) > 1
    )


def _relation(sheet: Sheet, row: int, formula: ProductFormula) -> ProductRelation | RatioRelation:
    one, two = formula.factors
    if formula.derived == formula.product:
        return ProductRelation(
            rule="RATIO-PROD",
            target=sheet.place(row, formula.product),
            one=sheet.place(row, one),
            two=sheet.place(row, two),
            scale=formula.scale,
            rounding=formula.rounding,
            places_printed=formula.places,
            exact=formula.exact,
        )
    return RatioRelation(
        rule="RATIO-UNIT",
        target=sheet.place(row, formula.derived),
        value=sheet.place(row, formula.product),
        base=sheet.place(row, two if formula.derived == one else one),
        rounding=formula.rounding,
        places_printed=formula.places,
        scale=1 / formula.scale,
    )
