"""What a column of percentages is made of, and the equations that this states."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from doichieu.model import Column, RowKind
from doichieu.normalize.text import key
from doichieu.normalize.units import is_rounded, unit_at
from doichieu.validate.infer.columns.maxima import mark_of
from doichieu.validate.infer.figures import is_printed, units_of_rows
from doichieu.validate.infer.hidden_digits import Computed, hides_digits
from doichieu.validate.paper import Place, Sheet
from doichieu.validate.relations import RatioRelation
from doichieu.validate.rounding import Grade, Rounding

# This share of the figures with decimals prints as many places as the column does.
_USUAL = 0.2
# How often a slip leaves a percentage so near that hidden digits close it.
SLIP_BESIDE = 0.003
_OFF = frozenset({Grade.IMPLAUSIBLE, Grade.IMPOSSIBLE})
# Weights are given and follow from nothing; in steps of five, chance explains many of them.
_GIVEN = re.compile(r"(?<!\bty )(?<!\bti )\btrong so\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class RatioConvention:
    """How a ratio column is made.

    Attributes:
        ratio: Column of percentages.
        value: Column of numerators.
        base: Column of maxima (or of what is compared with), None where the maximum is one number a group.
        base_row: Row of the total that every row is a share of, None where each row has a base of its own.
        base_rows: Row of the group by row, for shares of a group; such rows alone have one.
        maxima: Maximum by footnote mark of the row ("" for rows without one).
        rounding: Rounding mode.
        places: Decimal places of the column.
        declared: Whether the paper prints the maximum, rather than the figures implying it.
        other_maxima: Maximum by grid row, for rows that share another maximum than their group's.
        scale: 100 for percentages, 1 for an index between 0 and 1.
        growth: Whether it is what the value is above the base, rather than the whole of it.
        hidden: Places that the values print where they hide digits, None where they are exact.
    """

    ratio: int
    value: int
    base: int | None = None
    base_row: int | None = None
    base_rows: Mapping[int, int] = field(default_factory=dict)
    maxima: Mapping[str, Decimal] = field(default_factory=dict)
    rounding: Rounding = Rounding.HALF_UP
    places: int = 2
    declared: bool = True
    other_maxima: Mapping[int, Decimal] = field(default_factory=dict)
    scale: int = 100
    growth: bool = False
    hidden: int | None = None


def is_given(column: Column) -> bool:
    """Whether a column of percentages states weights, which follow from nothing."""
    return bool(_GIVEN.search(key(column.header)))


def usual_places(printed: Sequence[int]) -> int:
    """Places that a column prints, trailing zeros aside; the few with more set units apart that would tie."""
    decimals = [places for places in printed if places]
    return max(
        (k for k in set(decimals) if sum(places >= k for places in decimals) >= _USUAL * len(decimals)),
        default=0,
    )


def own_places(usual: int, ratio: Decimal) -> int:
    """Places that one percentage of a column is printed with, dropped zeros included."""
    exponent = ratio.as_tuple().exponent
    return max(usual, -exponent if isinstance(exponent, int) else 0)


def scale_of(sheet: Sheet, ratio: int) -> int:
    """Whether a ratio column prints percentages or an index between 0 and 1."""
    if sheet.reading.columns[ratio].unit == "%":
        return 100
    largest = max(
        (number.value for (_, col), number in sheet.reading.numbers.items() if col == ratio), default=0
    )
    return 100 if largest > 1 else 1


def ratio_rows(sheet: Sheet, ratio: int) -> list[int]:
    """The rows that print a percentage in a column: data and totals, no means."""
    kinds = {RowKind.DATA, RowKind.SUBTOTAL, RowKind.TOTAL}
    return [row.index for row in sheet.reading.rows if row.kind in kinds and sheet.number(row.index, ratio)]


def base_of(
    sheet: Sheet, convention: RatioConvention, row: int, marks: Mapping[str, str]
) -> Decimal | Place | None:
    """What the percentage of a row is over: a number, or the place that it is printed in; None where neither is known."""
    if convention.base is not None:
        at = row if convention.base_row is None else convention.base_row
        if convention.base_rows:
            at = convention.base_rows.get(row, -1)
        return sheet.place(at, convention.base) if is_printed(sheet, at, convention.base) else None
    if row in convention.other_maxima:
        return convention.other_maxima[row]
    mark = mark_of(sheet, row, marks)
    return convention.maxima.get(mark, convention.maxima.get("") if not mark else None)


def _is_measured(sheet: Sheet, row: int, convention: RatioConvention, units: Mapping[int, str]) -> bool:
    """Whether a percentage compares two measurements of one row that print decimals: areas, yields, outputs.

    These are rounded as a rule and compared before that, so that a small one may be off by more than its rounding. Whole
    numbers may be all there is; what their column shows decides.
    """
    if convention.base is None or convention.base_row is not None or convention.base_rows:
        return False
    numbers = [sheet.number(row, col) for col in (convention.value, convention.base)]
    if not all(number is not None and number.places for number in numbers):
        return False
    columns = [sheet.reading.columns[col] for col in (convention.value, convention.base)]
    own, other = (unit_at(sheet.reading, row, column, units) for column in columns)
    return own != "%" and own == other and is_rounded(own)


def ratio_relations(
    sheet: Sheet, convention: RatioConvention, marks: Mapping[str, str]
) -> list[RatioRelation]:
    """The convention in every row that has the figures for it."""
    relations = []
    units = units_of_rows(sheet)
    for row in ratio_rows(sheet, convention.ratio):
        base = base_of(sheet, convention, row, marks)
        ratio = sheet.number(row, convention.ratio)
        value = sheet.number(row, convention.value)
        if base is not None and ratio is not None and value is not None:
            measured = _is_measured(sheet, row, convention, units)
            relations.append(
                RatioRelation(
                    rule="RATIO-PCT",
                    target=sheet.place(row, convention.ratio),
                    value=sheet.place(row, convention.value),
                    base=base,
                    rounding=convention.rounding,
                    places_printed=own_places(convention.places, ratio.value),
                    scale=convention.scale,
                    growth=convention.growth,
                    hidden=value.places if measured else convention.hidden,
                    both_hidden=measured,
                )
            )
    return _with_rounded_operands(sheet, convention, relations, units)


def _with_rounded_operands(
    sheet: Sheet,
    convention: RatioConvention,
    relations: list[RatioRelation],
    units: Mapping[int, str],
) -> list[RatioRelation]:
    """The percentages, those that digits hidden in both measurements close excused where such digits are likelier than slips.

    Most of a column is computed from what is printed and some of it from more digits. A slip is closed so by chance, in
    one of many cases; of percentages of a few thousands some must come out otherwise where digits are hidden.
    """
    if convention.base is None or convention.base_rows:
        return relations
    closed: set[int] = set()
    excused_of: defaultdict[int, dict[int, RatioRelation]] = defaultdict(dict)
    computed: defaultdict[int, list[Computed]] = defaultdict(list)
    for relation in relations:
        value, ratio = (sheet.figure(place) for place in (relation.value, relation.target))
        exact, half = relation.exact_quotient(sheet.figure), relation.half_hidden(sheet.figure)
        if value is None or ratio is None or exact is None or half is None:
            continue
        if not value.places and not is_rounded(
            unit_at(sheet.reading, relation.value.row, _column(sheet, relation), units)
        ):
            continue
        # what is nothing, or all there is, hides no digits
        if exact not in {0, convention.scale}:
            computed[value.places].append(Computed(exact, ratio.value, half))
        excused = replace(relation, hidden=value.places, both_hidden=True)
        excused_of[value.places][id(relation)] = excused
        if relation.grade(sheet.figure) in _OFF and excused.grade(sheet.figure) is Grade.POSSIBLE:
            closed.add(value.places)
    # the country in whole billions may hide digits, and its provinces with decimals none
    hidden = {
        key: excused
        for places in closed
        if hides_digits(computed[places], convention.places, convention.rounding, slip=SLIP_BESIDE)
        for key, excused in excused_of[places].items()
    }
    return [hidden.get(id(relation), relation) for relation in relations]


def _column(sheet: Sheet, relation: RatioRelation) -> Column:
    return sheet.reading.columns[relation.value.col]
