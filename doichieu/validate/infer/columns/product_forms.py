"""What the figures say of a column that may be one column times another: whether it is, and which of the three was computed."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log10

from doichieu.normalize.text import key
from doichieu.validate.paper import Sheet
from doichieu.validate.rounding import Rounding, quantum, to_places

LEAST_ROWS = 3
# A product explains this share of the rows that can be tried, fewer where a header names it.
EXPLAINS, NAMED_EXPLAINS = 0.75, 0.6
# Chance would bring it about in one of ten thousand tables at most.
_CHANCE, _NAMED_CHANCE = -4.0, -2.0
# It holds to the last digit when this share of the rows that it explains does.
_TO_THE_DIGIT = 0.8
_NAMED = re.compile(
    r"\b(thanh tien|san luong|don gia|nang suat|trong so|he so|dinh muc|so tien|quy doi|mat do|binh quan|kinh phi|thue|suat|van dan|000 dan|tren 1|hoc sinh lop|giao vien lop|hoc phi)\b"
)
# What is computed by dividing, where both the product and the quotient would do.
# With its accents: "mới" is new, "mỗi" each; a stroke between digits is a date.
_QUOTIENT = re.compile(
    r"\b(?:năng suất|bình quân|mật độ|suất|trung bình|trên|mỗi|tính theo đầu)\b|[^\W\d]/\w"
)
# Percentages make a product a hundred times too large.
_PERCENT = Decimal("0.01")
# Digits of a figure that chance brings about in one of a hundred rows.
_COARSE = 2
# A price that every row prints, and a slip in one of them.
_ONE_PRICE = 2
_MODES = (Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.TRUNCATE)
# Half units by which a figure that is cut off is away from its quotient at most.
_CUT_OFF = 2
# The rounding of a factor shows in a product that it moves by so many half units: chance hides it in one of five.
_SEEN = 5

Row = dict[int, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductFormula:
    """A column that is one column times another, or two others, times a power of ten.

    Attributes:
        product: Column of products.
        factors: The columns multiplied: two, or three of which none was computed.
        scale: Power of ten between the units.
        derived: Which of the columns was computed from the others and rounded.
        rounding: How it was rounded.
        places: Decimal places of the derived column.
        exact: Whether it holds to the last digit nearly everywhere.
        cap: The factor that products are cut off at: who does more than was planned has all points, and no more.
    """

    product: int
    factors: tuple[int, ...]
    scale: Decimal
    derived: int
    rounding: Rounding
    places: int
    exact: bool
    cap: int | None = None


def is_named(sheet: Sheet, columns: Sequence[int]) -> bool:
    """Whether a header among these speaks of amounts and prices, areas and yields, or of what is reckoned for each."""
    return any(_NAMED.search(key(sheet.reading.columns[col].header)) for col in columns)


def believed(
    sheet: Sheet,
    rows: Sequence[Row],
    factors: tuple[int, int],
    product: int,
    scale: Decimal,
    tries: int,
    percentages: Collection[int],
) -> ProductFormula | None:
    """The formula in the form that most rows hold in to the digit; None where it explains too few."""
    one, two = factors
    full = [row for row in rows if product in row and row.get(one) and row.get(two)]
    cap = _cut_off_at(full, factors, product, scale)
    full = [row for row in full if cap is None or row[one] * row[two] * scale <= row[cap]]
    places = {col: places_of(sheet, col) for col in (*factors, product)}
    halves = {col: quantum(places[col]) / 2 for col in places}
    gaps = [
        abs(row[product] - row[one] * row[two] * scale)
        / (halves[product] + (abs(row[two]) * halves[one] + abs(row[one]) * halves[two]) * scale)
        for row in full
    ]
    # Times one, ten or a hundred a figure is itself: whether it is multiplied or divided the other rows tell.
    telling = [
        gap for row, gap in zip(full, gaps, strict=True) if not (_is_power(row[one]) or _is_power(row[two]))
    ]
    if sum(gap <= _CUT_OFF for gap in telling) * 2 < len(telling):
        return None
    held = sum(gap <= 1 for gap in gaps)
    named = is_named(sheet, (*factors, product))
    least = max(LEAST_ROWS, (NAMED_EXPLAINS if named else EXPLAINS) * len(full))
    # What is cut off is farther from its quotient than half a unit in every second row.
    if sum(gap <= _CUT_OFF for gap in gaps) < least:
        return None
    forms = [
        _under_best_mode(full, factors, product, scale, col, places[col])
        for col in _derivable(sheet, full, factors, product)
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
    # Points are computed from a percentage before it is rounded, unless all that is near them is them.
    unrounded = derived == product and not {*percentages}.isdisjoint(factors)
    exact = count >= (1 if unrounded else _TO_THE_DIGIT) * held
    if not (named and exact) and (not (named or exact) or _is_copy(full, factors, product, halves)):
        return None
    if not exact:
        # A figure that every row prints hides no digits that could make up for what is missing.
        if any(len({row[col] for row in full}) == 1 for col in factors):
            return None
        derived, mode = product, Rounding.HALF_UP
    # Factors of two digits follow from any amounts in some rows, whatever headers say.
    if count < EXPLAINS * len(full) and all(len(row[derived].as_tuple().digits) <= _COARSE for row in full):
        return None
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
        cap=cap if derived == product else None,
    )


def _cut_off_at(rows: Sequence[Row], factors: tuple[int, int], product: int, scale: Decimal) -> int | None:
    """The factor that products are cut off at where the other is more than a hundred percent; None where they are not."""
    if scale != _PERCENT:
        return None
    for cap, rate in (factors, factors[::-1]):
        beyond = [row for row in rows if row[rate] * scale > 1]
        if sum(row[product] == row[cap] for row in beyond) * 2 > len(beyond):
            return cap
    return None


def _is_power(value: Decimal) -> bool:
    """Whether a figure is one, or a power of ten."""
    return value.normalize().as_tuple().digits == (1,)


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


def places_of(sheet: Sheet, col: int) -> int:
    """Decimal places that a column prints at most."""
    return max((n.places for (_, column), n in sheet.reading.numbers.items() if column == col), default=0)


def _derivable(sheet: Sheet, rows: Sequence[Row], factors: tuple[int, int], product: int) -> list[int]:
    """The columns that may be computed, the one that is as a rule first; a price that every row prints is not."""
    varied = [col for col in factors if len({row[col] for row in rows}) > _ONE_PRICE]
    quotients = [col for col in varied if _QUOTIENT.search(sheet.reading.columns[col].header.casefold())]
    # Whole factors are counts: what prints decimals was computed.
    others = sorted((col for col in varied if col not in quotients), key=lambda col: -places_of(sheet, col))
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
