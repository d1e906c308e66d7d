"""Rows that are the quotient of two others in every column: rates, densities, indices, growth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations
from math import log10

from doichieu.model import ColumnRole, Number, Row
from doichieu.normalize.units import is_rounded
from doichieu.validate.infer.figures import units_of_rows
from doichieu.validate.paper import Sheet
from doichieu.validate.relations import RatioRelation
from doichieu.validate.rounding import Grade, Rounding

# Of rows side by side three columns give a result by no chance, where this share of those that tell anything follows.
LEAST_COLUMNS, EXPLAINS = 3, 0.6
# Digits that agree, less those of the tries: chance does it in one of ten thousand tables.
_DIGITS = 4.0
_HUNDRED = Decimal(100)
_MOST_SHIFT = 6
_MODES = (Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.TRUNCATE)
# A quotient is at most one unit of the last place off, however it is rounded; floats add a little.
_NEARLY = 1.01
# A quotient of rounded percentages is off by hardly more than this share.
_PERCENTAGES_NEAR = Decimal("0.02")


@dataclass(frozen=True, slots=True)
class _Form:
    """A quotient to try: value and base by row, what it is multiplied by, whether it is what the value is above the base."""

    value: int
    base: int
    scale: Decimal
    growth: bool = False


def no_chance(agreeing: Iterable[Number], tries: int) -> bool:
    """Whether results of so many digits can hardly agree by chance with one of so many formulas."""
    digits = {str(abs(int(number.value.scaleb(number.places)))).strip("0") for number in agreeing}
    return sum(map(len, digits)) - log10(max(tries, 1)) >= _DIGITS


def quotients(
    sheet: Sheet, own: Row, near: Sequence[Row], columns: Sequence[int], *, percent: bool
) -> Sequence[RatioRelation]:
    """Find the two rows whose quotient explains most columns of a row.

    Args:
        sheet: A table prepared for checks.
        own: The row of quotients.
        near: Rows that it may come from.
        columns: Columns of amounts.
        percent: Whether it prints percentages; else any power of ten may lie between the units.

    Returns:
        A relation a column; none where no two rows explain it.
    """
    best: tuple[tuple[int, int], Sequence[RatioRelation]] = ((0, 0), ())
    tries = 2 * len(near) * len(near)
    for form in _forms(sheet, own, near, columns, percent=percent):
        relations = list(_relations(sheet, own, form, columns))
        held = _borne_out(sheet, relations, tries)
        score = (held, -abs(form.value - own.index) - abs(form.base - own.index))
        if held and score > best[0]:
            best = (score, relations)
    return under_best_mode(sheet, best[1])


def under_best_mode(sheet: Sheet, relations: Sequence[RatioRelation]) -> Sequence[RatioRelation]:
    """Quotients of one kind under the rounding that most of them show."""
    if all(relation.grade(sheet.figure) is Grade.EXACT for relation in relations):
        return relations
    ways = [[replace(relation, rounding=mode) for relation in relations] for mode in _MODES]
    return max(ways, key=lambda way: sum(relation.grade(sheet.figure) is Grade.EXACT for relation in way))


def _forms(
    sheet: Sheet, own: Row, near: Sequence[Row], columns: Sequence[int], *, percent: bool
) -> Iterator[_Form]:
    """Quotients that come near the result in most columns, in floats: few pairs pass."""
    results = {
        col: (float(number.value), _NEARLY * 10.0**-number.places)
        for col in columns
        if (number := sheet.number(own.index, col)) is not None
    }
    figures = {
        row.index: {
            col: float(value) for col in results if (value := sheet.value(row.index, col)) is not None
        }
        for row in near
    }
    for above, below in permutations(figures, 2):
        rows = [
            (*results[col], over, under)
            for col, over in figures[above].items()
            if (under := figures[below].get(col))
        ]
        if len(rows) < LEAST_COLUMNS:
            continue
        for scale, growth in _scales(*rows[0], percent=percent):
            factor, left = float(scale), (1 - EXPLAINS) * len(rows)
            for result, step, over, under in rows:
                left -= abs((over - growth * under) / under * factor - result) > step
                if left < 0:
                    break
            else:
                yield _Form(above, below, scale, growth)


def _scales(
    result: float, _step: float, over: float, under: float, *, percent: bool
) -> Sequence[tuple[Decimal, bool]]:
    """What a quotient may be multiplied by: 100, for growth too, or the power of ten that the first column shows."""
    if percent:
        return ((_HUNDRED, False), (_HUNDRED, True))
    if min(result, over, under) <= 0:
        return ()
    shift = round(log10(result * under / over))
    return ((Decimal(1).scaleb(shift), False),) if abs(shift) <= _MOST_SHIFT else ()


def _relations(sheet: Sheet, own: Row, form: _Form, columns: Sequence[int]) -> Iterator[RatioRelation]:
    places = max((n.places for col in columns if (n := sheet.number(own.index, col))), default=0)
    units = units_of_rows(sheet)
    measured = all(is_rounded(units.get(row, sheet.reading.table.unit)) for row in (form.value, form.base))
    for col in columns:
        if (
            sheet.number(own.index, col) is not None
            and sheet.number(form.value, col) is not None
            and sheet.value(form.base, col)
        ):
            yield RatioRelation(
                rule="RATIO-PCT" if form.scale == _HUNDRED else "RATIO-UNIT",
                target=sheet.place(own.index, col),
                value=sheet.place(form.value, col),
                base=sheet.place(form.base, col),
                places_printed=places,
                scale=_scale_at(sheet, own, form, col),
                growth=form.growth,
                hidden=0 if measured else None,
                both_hidden=measured,
            )


def _scale_at(sheet: Sheet, own: Row, form: _Form, col: int) -> Decimal:
    """What the quotient is multiplied by in a column: where amounts are percentages of last year's, that is one of percentages."""
    result, over, under = (sheet.value(row, col) for row in (own.index, form.value, form.base))
    if not (result and over and under) or form.growth or form.scale == _HUNDRED:
        return form.scale
    percentage = over / under * form.scale * _HUNDRED
    return (
        form.scale * _HUNDRED
        if abs(result - percentage) <= abs(percentage) * _PERCENTAGES_NEAR
        else form.scale
    )


def _borne_out(sheet: Sheet, relations: Sequence[RatioRelation], tries: int) -> int:
    """In how many columns the result follows; 0 where too few do. Nought and 100 % tell nothing."""
    telling = [r for r in relations if r.exact_quotient(sheet.figure) not in {0, _HUNDRED}]
    # what percentages of the amounts beside them come to says nothing that these do not
    amounts = [r for r in telling if sheet.reading.columns[r.target.col].role is not ColumnRole.RATIO]
    telling = amounts or telling
    held = [r for r in telling if r.grade(sheet.figure) in {Grade.EXACT, Grade.IMPLAUSIBLE}]
    if len(held) < LEAST_COLUMNS or len(held) < EXPLAINS * len(telling):
        return 0
    results = [number for relation in held if (number := sheet.figure(relation.target)) is not None]
    # rounded either way a result is met twice as often
    ways = 1 if all(r.grade(sheet.figure) is Grade.EXACT for r in held) else 2 ** len(held)
    return len(held) if no_chance(results, tries * ways) else 0
