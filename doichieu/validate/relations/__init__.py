"""Equations over printed figures: what must be equal to what, and which edit would mend it."""

from __future__ import annotations

from doichieu.validate.relations.bounds import BoundRelation
from doichieu.validate.relations.computed import ComputedRelation
from doichieu.validate.relations.equalities import EqualRelation
from doichieu.validate.relations.marks import MarkRelation
from doichieu.validate.relations.ratios import RatioRelation
from doichieu.validate.relations.sums import SumRelation

__all__ = ["BoundRelation", "EqualRelation", "MarkRelation", "RatioRelation", "Relation", "SumRelation"]

Relation = SumRelation | RatioRelation | EqualRelation | BoundRelation | MarkRelation | ComputedRelation
