"""Shares that were rounded the other way so that they make their total: 30,40 for 30,4067, because the others leave that.

Statistics print structures whose shares add up to a hundred, and to the share of each group. Where shares rounded one
by one would not, one of them is moved by a unit of its last place; that is a convention and no slip.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from doichieu.validate.paper import Paper, Place
from doichieu.validate.relations import RatioRelation, Relation, SumRelation
from doichieu.validate.rounding import Grade, to_places


class AdjustedShares:
    """Tells shares that were adjusted from those that are wrong.

    Args:
        paper: The paper.
        relations: Its equations: percentages, and sums of the amounts that they are shares of.
    """

    def __init__(self, paper: Paper, relations: Iterable[Relation]) -> None:
        self._paper = paper
        self._ratios: dict[Place, RatioRelation] = {}
        self._sums: defaultdict[Place, list[SumRelation]] = defaultdict(list)
        for relation in relations:
            if isinstance(relation, RatioRelation):
                self._ratios[relation.target] = relation
            elif isinstance(relation, SumRelation) and not (relation.mean or relation.minus):
                for place in relation.places:
                    self._sums[place].append(relation)

    def has(self, relation: Relation, grade: Grade | None) -> bool:
        """Whether a percentage is off by its rounding alone, and so that the shares of its group make their total.

        Args:
            relation: A violated equation.
            grade: How well it holds.
        """
        if not isinstance(relation, RatioRelation) or grade is not Grade.IMPLAUSIBLE or relation.growth:
            return False
        return any(
            self._gap(total, relation, as_printed=True) == 0
            and self._gap(total, relation, as_printed=False) not in {None, 0}
            for total in self._sums.get(relation.value, ())
        )

    def _gap(self, total: SumRelation, share: RatioRelation, *, as_printed: bool) -> Decimal | None:
        """By how much the shares of a total's parts miss its own, as printed or rounded one by one."""
        values = [
            self._share(place._replace(col=share.target.col), share, as_printed=as_printed)
            for place in total.places
            if place.col == share.value.col
        ]
        if len(values) != len(total.places) or len(values) < 3 or None in values:
            return None
        whole, *parts = (value for value in values if value is not None)
        return sum(parts, -whole)

    def _share(self, place: Place, like: RatioRelation, *, as_printed: bool) -> Decimal | None:
        printed, ratio = self._paper.number(place), self._ratios.get(place)
        if printed is None or as_printed or ratio is None:
            return None if printed is None else printed.value
        exact = ratio.exact_quotient(self._paper.stored)
        return printed.value if exact is None else to_places(exact, like.places_printed, like.rounding)
