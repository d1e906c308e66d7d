"""Equations over printed figures: what must be equal to what, and which edit would mend it."""

from __future__ import annotations

from doichieu.validate.relations.bounds import BoundRelation
from doichieu.validate.relations.computed import (
    CompoundRatioRelation,
    ComputedRelation,
    ProductRelation,
    WeightedMeanRelation,
    WeightedRelation,
)
from doichieu.validate.relations.equalities import EqualRelation
from doichieu.validate.relations.marks import MarkRelation
from doichieu.validate.relations.ratios import RatioRelation
from doichieu.validate.relations.sums import SumRelation
from doichieu.validate.rounding import Grade

__all__ = [
    "BoundRelation",
    "EqualRelation",
    "MarkRelation",
    "RatioRelation",
    "Relation",
    "SumRelation",
    "is_violated",
]

Relation = SumRelation | RatioRelation | EqualRelation | BoundRelation | MarkRelation | ComputedRelation


def is_violated(relation: Relation, grade: Grade) -> bool:
    """Whether a grade is worth a person's time for this kind of equation."""
    if grade is Grade.EXACT:
        return False
    match relation:
        case SumRelation():
            return grade in {Grade.IMPOSSIBLE, Grade.IMPLAUSIBLE} or (
                grade is Grade.POSSIBLE and relation.exact
            )
        case RatioRelation() | CompoundRatioRelation():
            return grade in {Grade.IMPOSSIBLE, Grade.IMPLAUSIBLE}
        case EqualRelation() | BoundRelation() | MarkRelation():
            return grade is Grade.IMPOSSIBLE
        case ProductRelation() | WeightedRelation() | WeightedMeanRelation():
            return grade is Grade.IMPOSSIBLE or relation.exact
