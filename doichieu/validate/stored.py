"""Digits that a workbook stores and its cells do not show: whether they explain what the printed figures do not.

A paper is judged as it is printed. Where its workbook computed with more digits than it shows, a total can be off by
one in its last place and be right all the same; what is stored then says so, and what is not stored explains nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from doichieu.model import Number
from doichieu.validate.paper import Paper, Place
from doichieu.validate.relations import BoundRelation, EqualRelation, RatioRelation, Relation, SumRelation
from doichieu.validate.relations.computed import (
    CompoundRatioRelation,
    ProductRelation,
    WeightedMeanRelation,
    WeightedRelation,
)
from doichieu.validate.rounding import Grade, grade_residual, quantum
from doichieu.validate.slips import places_of

# Doubles that were added up differ behind their last digits from what decimals give.
_NOISE = Decimal("1e-9")
# Means of typed figures are off what their cells store by less than this share of a unit of the last place printed.
_MEAN_NOISE = Decimal("0.05")
# What is computed from its operands alone; what a mean is over may be another column than seems.
_TOLD = (SumRelation, RatioRelation, ProductRelation)


def explains(paper: Paper, relation: Relation) -> bool:
    """Whether the values stored give what is printed, where the printed figures do not.

    Args:
        paper: The paper.
        relation: An equation that the printed figures violate.

    Returns:
        False where nothing that it reads has digits beyond those printed.
    """
    if not any(is_stored(paper, place) for place in relation.places):
        return False
    if isinstance(relation, EqualRelation | BoundRelation):
        return _compares(paper, relation)
    target, value = paper.number(relation.target), recomputed(paper, relation)
    if target is None or value is None:
        return False
    gap, half = abs(target.value - value), quantum(_places(paper, relation, target)) / 2
    if gap <= half * (1 + _NOISE):
        return True
    if not isinstance(relation, SumRelation) or relation.mean:
        return gap <= half + _typed_slack(paper, relation, value)
    if relation.exact:
        return False
    # Figures typed into the workbook were rounded before: they stand for an interval as printed ones do.
    typed = [
        number.places
        for place in relation.parts
        if not is_stored(paper, place) and (number := paper.number(place)) is not None
    ]
    return grade_residual(gap, [target.places, *typed]) in {Grade.EXACT, Grade.POSSIBLE}


def contradicts(paper: Paper, relation: Relation, grade: Grade) -> bool:
    """Whether the values stored give another result than is printed, where the printed figures hold.

    A total typed in can go with the digits shown, or be off by what rounding allows, and still not be the total of
    what is stored. Less than a unit of its last place is rounding, and so is what typed operands may have been off by.

    Args:
        paper: The paper.
        relation: An equation that the printed figures do not violate.
        grade: How well they hold.
    """
    if grade not in {Grade.EXACT, Grade.POSSIBLE} or not isinstance(relation, _TOLD) or _is_mean(relation):
        return False
    operands = [place for place in relation.places if place != relation.target]
    if not any(is_stored(paper, place) for place in operands):
        return False
    # the index of a yield is that of yields that were rounded before: the index of the harvest is no product to the digit
    if isinstance(relation, ProductRelation) and paper.column(relation.target).unit == "%":
        return False
    target, value = paper.number(relation.target), recomputed(paper, relation)
    if target is None or value is None:
        return False
    slack = quantum(_places(paper, relation, target))
    if isinstance(relation, SumRelation):
        slack += sum(
            quantum(number.places) / 2
            for place in operands
            if not (is_stored(paper, place) or relation.exact) and (number := paper.number(place)) is not None
        )
    else:
        slack += _typed_slack(paper, relation, value)
    return abs(target.value - value) >= slack


def refutes(paper: Paper, relation: Relation, held: Iterable[Relation]) -> bool:
    """Whether a mean weighted by a column is none: where others of its row hold as printed, what is stored is not their mean.

    The growth of a total is the mean of the parts' growth weighted by last year's amounts; those of another year come
    near enough to round alike here and there.

    Args:
        paper: The paper.
        relation: An equation that the printed figures violate.
        held: Equations that they do not.
    """
    if not isinstance(relation, WeightedMeanRelation):
        return False
    target = relation.target
    alike = [
        other
        for other in held
        if isinstance(other, WeightedMeanRelation)
        and (other.target.sheet, other.target.row) == (target.sheet, target.row)
        and is_stored(paper, other.target)
    ]
    return any(_misses(paper, other) for other in alike)


def _misses(paper: Paper, mean: WeightedMeanRelation) -> bool:
    """Whether a mean is off what its cell stores by more than the noise of figures that were typed."""
    stored, value = paper.stored(mean.target), recomputed(paper, mean)
    if stored is None or value is None:
        return False
    return abs(stored.value - value) > quantum(stored.places) * _MEAN_NOISE


def recomputed(
    paper: Paper, relation: Relation, moved: Mapping[Place, Number] | None = None
) -> Decimal | None:
    """The result that the values stored give, before rounding; None where a figure is missing or nothing is computed.

    Args:
        paper: The paper.
        relation: An equation.
        moved: Figures to read otherwise than they are stored.
    """

    def stored(place: Place) -> Number | None:
        return moved[place] if moved and place in moved else paper.stored(place)

    match relation:
        case RatioRelation():
            return relation.exact_quotient(stored)
        case (
            SumRelation()
            | ProductRelation()
            | WeightedRelation()
            | WeightedMeanRelation()
            | CompoundRatioRelation()
        ):
            return relation.recomputed(stored)
        case _:
            return None


def _typed_slack(paper: Paper, relation: Relation, value: Decimal) -> Decimal:
    """How far a result may be off where figures that it reads were typed into the workbook as rounded before.

    A figure that was computed there has a dozen digits; one of two decimals, or of none in a column where others have
    some, was brought from elsewhere and stands for an interval as printed figures do.
    """
    slack = Decimal(0)
    for place in dict.fromkeys(relation.places):
        number = paper.stored(place)
        if place == relation.target or number is None or not _is_measured(paper, place):
            continue
        # What is stored keeps the places that it prints; its own digits are those of its value.
        places = max(number.places, places_of(number.value))
        moved = replace(number, value=number.value + quantum(places) / 2)
        other = recomputed(paper, relation, {place: moved})
        slack += abs(other - value) if other is not None else 0
    return slack


def _is_measured(paper: Paper, place: Place) -> bool:
    """Whether other cells of its column, or it itself, store digits that they do not show."""
    stored = paper.sheets[place.sheet].reading.stored
    return (place.row, place.col) in stored or any(col == place.col for _, col in stored)


def is_stored(paper: Paper, place: Place) -> bool:
    """Whether a cell stores digits that it does not show."""
    return (place.row, place.col) in paper.sheets[place.sheet].reading.stored


def _is_mean(relation: Relation) -> bool:
    return isinstance(relation, SumRelation) and relation.mean


def _compares(paper: Paper, relation: EqualRelation | BoundRelation) -> bool:
    """Whether two figures are one, or the part no more than its bound, as they are stored."""
    grade = relation.grade(paper.stored)
    if isinstance(relation, BoundRelation) or grade is None:
        return grade is Grade.EXACT
    one, two = paper.stored(relation.target), paper.stored(relation.twin)
    return one is not None and two is not None and abs(one.value - two.value) <= abs(one.value) * _NOISE


def _places(paper: Paper, relation: Relation, target: Number) -> int:
    """Places that a result is printed to: those of its format, of a typed one those of its column."""
    if isinstance(relation, SumRelation) and not relation.mean and not is_stored(paper, relation.target):
        return max(target.places, paper.sheets[relation.target.sheet].places(relation.target.col))
    return target.places
