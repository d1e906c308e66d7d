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
from doichieu.validate.rounding import Grade, quantum

# A total and two parts.
_LEAST = 3


class AdjustedShares:
    """Tells shares that were adjusted from those that are wrong.

    Args:
        paper: The paper.
        relations: Its equations, of which the sums of the amounts that are shared out are read.
    """

    def __init__(self, paper: Paper, relations: Iterable[Relation]) -> None:
        self._paper = paper
        self._sums: defaultdict[Place, list[SumRelation]] = defaultdict(list)
        self._shares: defaultdict[Place, dict[Place, Place]] = defaultdict(dict)
        for relation in relations:
            if isinstance(relation, RatioRelation) and isinstance(relation.base, Place):
                self._shares[relation.base][relation.value] = relation.target
            if isinstance(relation, SumRelation) and not (relation.mean or relation.minus):
                for place in relation.places:
                    self._sums[place].append(relation)

    def has(self, relation: Relation, grade: Grade | None) -> bool:
        """Whether a percentage is one unit of its last place off and so makes its total with the shares of its group.

        What it should be would leave the group a unit short or over, whether the total's own share was adjusted or not.

        Args:
            relation: A violated equation.
            grade: How well it holds.
        """
        if not isinstance(relation, RatioRelation) or grade is None or relation.growth:
            return False
        printed, right = (
            self._paper.number(relation.target),
            relation.solve(relation.target, self._paper.number),
        )
        if printed is None or right is None or abs(printed.value - right) > quantum(relation.places_printed):
            return False
        return any(self._closes(total, relation) for total in self._sums.get(relation.value, ()))

    def _closes(self, total: SumRelation, share: RatioRelation) -> bool:
        """Whether the shares of a total's parts, as printed, make its own, or the hundred that they are of."""
        of_all = self._shares[share.base] if isinstance(share.base, Place) else {}
        places = []
        for place in total.places:
            if place in of_all:
                places.append(of_all[place])
            elif share.target.row == share.value.row and place.col == share.value.col:
                places.append(place._replace(col=share.target.col))
        values = [number.value for place in places if (number := self._paper.number(place)) is not None]
        if total.target == share.base and total.target not in of_all and len(places) == len(total.parts):
            values.insert(0, Decimal(share.scale))
        if len(values) != len(total.places) or len(values) < _LEAST:
            return False
        whole, *parts = values
        return sum(parts) == whole
